"""Rows as plain values for JSON and data frames."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from ..model import Evidence, Span
from .passage import Passage


def plain(value: Any) -> Any:
    """Dataclasses become dicts, spans [start, end], evidence {report, start, end, quote}, passages also their text."""
    if isinstance(value, Span):
        return value.pair()
    if isinstance(value, Evidence):
        return {"report": value.report, "start": value.span.start, "end": value.span.end, "quote": value.quote}
    if isinstance(value, Passage):
        address = {"report": value.report, "start": value.span.start, "end": value.span.end, "text": value.text}
        return address | {"pieces": [plain(piece) for piece in value.pieces]}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value
