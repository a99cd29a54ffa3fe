"""Places in a text. A span never owns its characters; evidence names the report and is checked against it."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import OffsetError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: code points `start` (inclusive) to `end` (exclusive), never empty.

    Raises OffsetError when it is empty, reversed or negative.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise OffsetError(f"[{self.start}, {self.end}) is not a span: it must be 0 <= start < end.")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of this span. Raises OffsetError when it reaches past the end of `text`."""
        if self.end > len(text):
            raise OffsetError(f"[{self.start}, {self.end}) reaches past the {len(text)} characters of the text.")
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether every character of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def hull(self, *others: Span) -> Span:
        """The smallest span that covers this one and all the others."""
        return Span(min([self.start, *(o.start for o in others)]), max([self.end, *(o.end for o in others)]))

    def pair(self) -> list[int]:
        """`[start, end]`, the form of the JSON export."""
        return [self.start, self.end]


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A passage that a line of the account rests on: the report's id, the span, and the characters it holds."""

    report: str
    span: Span
    quote: str

    def __post_init__(self) -> None:
        if len(self.quote) != len(self.span):
            raise OffsetError(f"The quotation has {len(self.quote)} characters, its span {len(self.span)}.", where=self.report)

    def check(self, text: str) -> None:
        """Raises OffsetError unless `text[start:end]` is the quotation."""
        if self.span.of(text) != self.quote:
            raise OffsetError(f"[{self.span.start}, {self.span.end}) holds other characters than the evidence quotes.", where=self.report)
