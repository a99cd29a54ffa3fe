"""How values of the model become cells of the case file and back: texts, spans with their characters, lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..model import Evidence, OffsetError, Span

Cell = str | bytes | int | float | None


def pack(value: Any) -> Cell:
    """A cell. A text with lone surrogates (JSON Lines can hold them) is kept as bytes, for SQLite takes only valid UTF-8."""
    if isinstance(value, str):
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            return value.encode("utf-8", "surrogatepass")
    if isinstance(value, bool):
        return int(value)
    return value  # type: ignore[no-any-return]


def unpack(value: Any) -> Any:
    """The inverse of `pack`, for text columns."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def pack_list(values: Iterable[Any]) -> str:
    """A JSON list, ASCII only, so that any text survives."""
    return json.dumps(list(values), separators=(",", ":"))


def pack_spans(spans: Iterable[Span]) -> str:
    """Spans as a JSON list of [start, end]."""
    return pack_list(span.pair() for span in spans)


def unpack_spans(value: str) -> tuple[Span, ...]:
    """The inverse of `pack_spans`."""
    return tuple(Span(start, end) for start, end in json.loads(value))


def span_cells(text: str, span: Span | None) -> tuple[Cell, Cell, Cell]:
    """Start, end and characters of a span. Raises OffsetError when it does not lie in the text."""
    if span is None:
        return None, None, None
    quote = span.of(text)
    assert text[span.start : span.end] == quote
    return span.start, span.end, pack(quote)


def evidence_cells(texts: Mapping[str, str], evidence: Evidence) -> tuple[Cell, Cell, Cell, Cell]:
    """Report, start, end and characters. Raises OffsetError unless the report's text holds just these characters there."""
    if evidence.report not in texts:
        raise OffsetError("The case holds no such report.", where=evidence.report)
    evidence.check(texts[evidence.report])
    return evidence.report, evidence.span.start, evidence.span.end, pack(evidence.quote)


def span_of(row: Mapping[str, Any], prefix: str = "") -> Span | None:
    """The span of the columns `start` and `end`, or of `PREFIX_start` and `PREFIX_end`."""
    head = f"{prefix}_" if prefix else ""
    start = row[f"{head}start"]
    return None if start is None else Span(start, row[f"{head}end"])


def evidence_of(row: Mapping[str, Any]) -> Evidence:
    """The evidence of the columns `report`, `start`, `end` and `quote`."""
    return Evidence(row["report"], Span(row["start"], row["end"]), unpack(row["quote"]))
