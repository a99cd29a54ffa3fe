"""The invented ferry case of `ferry.py`, and the commands run over it, as fixtures."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ferry import case, case_path, folder, linked, make_reader, meta, paths, reader
from standoff.cli import main
from standoff.read.baseline import split_sentences

__all__ = ["case", "case_path", "folder", "linked", "make_reader", "meta", "paths", "reader", "run"]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, linked: None, make_reader: type[Any]) -> Any:
    """Calls a command with the simple reader and linker in the place of the real ones."""
    monkeypatch.setattr(sys.modules["standoff.read"], "load_reader", make_reader)
    stub = ModuleType("standoff.read.baseline")
    stub.BaselineReader = make_reader  # type: ignore[attr-defined]
    stub.split_sentences = split_sentences  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "standoff.read.baseline", stub)

    def call(*args: str | Path, stdin: bytes = b"", **env: str) -> Result:
        return CliRunner().invoke(main, [str(a) for a in args], input=stdin, env=env, catch_exceptions=False)

    return call
