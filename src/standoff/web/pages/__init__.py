"""The pages: one module each, with its HTML, its JSON and, where it is a table, its CSV from the same value."""

from collections.abc import Sequence
from importlib import import_module

from fastapi import APIRouter

_NAMES = """account timeline faultlines outlets coverage compare disputes actors review claims unknowns search ledger
judge ingest reports report passage method export""".split()


def routers() -> Sequence[APIRouter]:
    """The routes of every page."""
    return [import_module(f".{name}", __name__).router for name in _NAMES]
