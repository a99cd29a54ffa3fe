"""What of a text is quoted as evidence: all that a page may show of a report whose text does not go along."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..case import ReportView
from ..model import Span

_QUOTED = ("figure", "label", "event", "open question")  # layers whose marks are quotations by themselves


def kept(view: ReportView, quoted: Iterable[Span]) -> tuple[Span, ...]:
    """The stretches of a text that stand in a page of evidence only, in order and apart: statements with source and cue as they are
    quoted, the clauses of events, figures, labels, open questions, its title, and the stretches `quoted`."""
    told: dict[Span, list[Span]] = defaultdict(list)
    for passage in (*(row.passage for row in view.statements), *(row.passage for row in view.events)):
        told[passage.span] += [piece.span for piece in passage.pieces if piece.span]
    spans = [span for whole in {*told, *quoted} for span in told.get(whole, [whole])]
    spans += [mark.span for mark in view.marks if mark.layer in _QUOTED]
    title = view.report.title
    if title and (at := view.report.text.find(title)) >= 0:
        spans.append(Span(at, at + len(title)))
    return _joined(spans)


def within(spans: Sequence[Span], stretch: Span) -> Sequence[Span]:
    """Those of some spans, in order and apart, that overlap a stretch."""
    first = bisect_left(spans, stretch.start + 1, key=lambda span: span.end)
    last = bisect_left(spans, stretch.end, key=lambda span: span.start)
    return spans[first:last]


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    found: list[list[int]] = []
    for span in sorted(spans):
        if found and span.start <= found[-1][1]:
            found[-1][1] = max(found[-1][1], span.end)
        else:
            found.append([span.start, span.end])
    return tuple(Span(start, end) for start, end in found)
