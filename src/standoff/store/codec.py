"""How values of the model become cells of the case file and back: texts, spans with their characters, lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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


def unpack_spans(value: str, shared: Shared) -> tuple[Span, ...]:
    """The inverse of `pack_spans`."""
    return tuple(shared.span(start, end) for start, end in json.loads(value))


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


@dataclass(slots=True)
class Shared:
    """Equal values of one load as one object: a large case says the same words and points at the same places again and again.

    `words` are texts that any report may hold, `ids` those of one report; numbers that are no offsets stay out of both, for 1 and 1.0
    are equal and not the same.
    """

    words: dict[Any, Any] = field(default_factory=dict)
    ids: dict[Any, Any] = field(default_factory=dict)
    _offsets: dict[int, int] = field(default_factory=dict)
    _spans: dict[tuple[int, int], Span] = field(default_factory=dict)
    _evidence: dict[tuple[Any, ...], Evidence] = field(default_factory=dict)

    def word(self, value: Any) -> Any:
        """A text, unpacked."""
        return self.words.setdefault(value, value) if type(value) is not bytes else unpack(value)

    def span(self, start: int, end: int) -> Span:
        """A span."""
        found = self._spans.get((start, end))
        if found is None:
            keep = self._offsets.setdefault
            found = self._spans[start, end] = Span(keep(start, start), keep(end, end))
        return found

    def span_or_none(self, start: int | None, end: int | None) -> Span | None:
        """A span that need not be there."""
        return self.span(start, end) if start is not None and end is not None else None

    def evidence(self, report: str, start: int, end: int, quote: str | bytes) -> Evidence:
        """The evidence of the columns `report`, `start`, `end` and `quote`."""
        found = self._evidence.get((report, start, end, quote))
        if found is None:
            found = self._evidence[report, start, end, quote] = Evidence(self.word(report), self.span(start, end), self.word(quote))
        return found

    def next_report(self) -> None:
        """Forgets what only one report has: its ids and its places."""
        self.ids.clear()
        self._spans.clear()
