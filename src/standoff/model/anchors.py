"""Where the passages of a person's judgements stand now: found again by text and characters, not by ids of a reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .reading import Reading
from .run import Anchor, Judgement
from .span import Evidence, Span

_TELLING = 20  # characters from which on a quotation that stands once in a case may be looked for by its words alone


class Texts:
    """The texts of a case, to find anchors in."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._readings = {r.report.id: r for r in readings}
        self._by_hash: dict[str, list[str]] = {}
        for id, reading in sorted(self._readings.items()):
            self._by_hash.setdefault(reading.report.sha256, []).append(id)

    def reading(self, report: str) -> Reading:
        """The reading of a report. Raises KeyError."""
        return self._readings[report]

    def find(self, anchor: Anchor) -> tuple[Evidence, ...]:
        """Where the passage stands: in its report, else in every report of the same text, else where its words stand just once."""
        held = self._by_hash.get(anchor.sha256, [])
        reports = [anchor.report] if anchor.report in held else held
        if reports:
            return tuple(self._readings[id].report.evidence(anchor.span) for id in reports)
        places = self._places(anchor.quote) if len(anchor.quote) >= _TELLING else []
        return tuple(places) if len(places) == 1 else ()

    def side(self, anchors: Iterable[Anchor]) -> tuple[Evidence, ...]:
        """Where the passages of one side of a judgement stand."""
        return tuple(dict.fromkeys(e for anchor in anchors for e in self.find(anchor)))

    def sides(self, judgement: Judgement) -> tuple[tuple[Evidence, ...], ...]:
        """Where the passages of a judgement stand, side by side."""
        return tuple(self.side(anchors) for anchors in judgement.sides)

    def _places(self, quote: str) -> list[Evidence]:
        found: list[Evidence] = []
        for _, reading in sorted(self._readings.items()):
            text, at = reading.report.text, -1
            while len(found) < 2 and (at := text.find(quote, at + 1)) >= 0:
                found.append(reading.report.evidence(Span(at, at + len(quote))))
        return found


def common(one: Span, other: Span) -> int:
    """How many characters two spans of one text share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def same_place(one: Evidence, other: Evidence) -> bool:
    """Whether two passages are one: they share half of the shorter. Another reader may end a content elsewhere, or see a part of it."""
    return one.report == other.report and 2 * common(one.span, other.span) >= min(len(one.span), len(other.span))


def closest(one: Evidence, others: Sequence[Evidence]) -> int | None:
    """The index of the passage that shares most with one, in proportion to both together; None where none is the same place."""
    best = max(range(len(others)), key=lambda k: (likeness(one, others[k]), -k), default=None)
    return best if best is not None and same_place(one, others[best]) else None


def likeness(one: Evidence, other: Evidence) -> float:
    """The share of the characters of two passages together that both hold, 0 to 1."""
    shared = common(one.span, other.span) if one.report == other.report else 0
    return shared / (len(one.span) + len(other.span) - shared)
