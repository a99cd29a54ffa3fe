"""One report with everything that was found in it, as marks over its text."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ..model import Reading, Report, Span
from ..model.notebook import InNotebooks
from .events import EventRow, events_of
from .ledger import LedgerRow, ledger_row
from .material import Material

MarkLayer = Literal["source", "cue", "content", "figure", "label", "event", "open question", "furniture"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text in one layer. `item` is the id of what it belongs to (the kind, for furniture).

    `depth` is 0 for a statement, 1 for one nested in it, and so on; other layers have depth 0.
    """

    span: Span
    layer: MarkLayer
    item: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class ReportView(InNotebooks):
    """A report, its marks in the order of the text (the wider first), its statements as ledger rows, its events, its notes."""

    report: Report
    chip: str
    marks: tuple[Mark, ...]
    statements: tuple[LedgerRow, ...]
    events: tuple[EventRow, ...]
    notes: tuple[str, ...]


def report_view(material: Material, report: str) -> ReportView:
    """The view of one report. Raises KeyError when the material has none of that id."""
    reading = material.reading(report)
    marks = [Mark(f.span, "furniture", f.kind) for f in reading.report.furniture]
    for statement in reading.statements:
        depth = len(material.chain(report, statement)) - 1
        marks += [Mark(span, "content", statement.id, depth) for span in statement.content]
        marks += [Mark(span, "source", statement.id, depth) for span in (statement.source,) if span]
        marks += [Mark(span, "cue", statement.id, depth) for span in (statement.cue,) if span]
    marks += [Mark(figure.span, "figure", figure.id) for figure in reading.figures]
    marks += [Mark(label.span, "label", label.id) for label in reading.labels]
    marks += [Mark(event.trigger, "event", event.id) for event in reading.events]
    marks += [Mark(question.span, "open question", question.id) for question in reading.open_questions]
    marks.sort(key=lambda m: (m.span.start, -m.span.end, m.depth, m.layer, m.item))
    rows = [ledger_row(material, reading, s) for s in sorted(reading.statements, key=lambda s: (s.hull.start, s.hull.end, s.id))]
    notes = (*reading.report.notes, *reading.notes)
    return ReportView(reading.report, material.chip(report), tuple(marks), tuple(rows), events_of(material, reading), notes)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text with the marks that lie over all of it, in the order of the view."""

    span: Span
    marks: tuple[Mark, ...]


def segments(within: Span, marks: Iterable[Mark], at: Iterable[int] = ()) -> tuple[Segment, ...]:
    """Cuts a stretch wherever a mark begins or ends, and at the offsets `at`: marks that overlap become segments that do not.

    The segments follow one another from the stretch's first character to its last; each mark is the union of the segments that name it,
    as far as it lies in the stretch. In time linear in marks and in what they share, but for the sorting.
    """
    inside = [m for m in marks if m.span.overlaps(within)]
    begin, end = defaultdict(list), defaultdict(list)
    for n, mark in enumerate(inside):
        begin[max(mark.span.start, within.start)].append(n)
        end[min(mark.span.end, within.end)].append(n)
    edges = sorted({within.start, within.end, *begin, *end, *(x for x in at if within.start < x < within.end)})
    found: list[Segment] = []
    over: set[int] = set()
    for left, right in pairwise(edges):
        over.difference_update(end[left])
        over.update(begin[left])
        found.append(Segment(Span(left, right), tuple(inside[n] for n in sorted(over))))
    return tuple(found)


def parts(reading: Reading, size: int) -> tuple[tuple[Span, ...], ...]:
    """The paragraphs of a report in parts of at most `size` code points, for pages; at least one part, empty for an empty text.

    A paragraph stays whole unless it is longer than a part: then it is cut before a sentence outside of statements if there is one, else
    between words, else anywhere.
    """
    report = reading.report
    blocks = report.paragraphs or ((Span(0, len(report.text)),) if report.text else ())
    found: list[list[Span]] = [[]]
    for block in blocks:
        for piece in (block,) if len(block) <= size else _pieces(reading, block, size):
            if found[-1] and piece.end - found[-1][0].start > size:
                found.append([])
            found[-1].append(piece)
    return tuple(tuple(part) for part in found)


def _pieces(reading: Reading, block: Span, size: int) -> Iterable[Span]:
    """A paragraph that is longer than a part, cut."""
    text = reading.report.text
    starts = _outside([s.start for s in reading.sentences if block.start < s.start < block.end], [s.hull for s in reading.statements])
    at = block.start
    while block.end - at > size:
        n = bisect_right(starts, at + size)
        cut = starts[n - 1] if n and starts[n - 1] > at else at + size
        if cut == at + size:
            cut = next((i for i in range(cut, at + size // 2, -1) if text[i - 1].isspace()), cut)
        yield Span(at, cut)
        at = cut
    yield Span(at, block.end)


def _outside(offsets: Iterable[int], spans: Iterable[Span]) -> list[int]:
    """The offsets that cut none of the spans, in order."""
    ordered, found, reach = sorted(spans), [], 0
    n = 0
    for offset in sorted(offsets):
        while n < len(ordered) and ordered[n].start < offset:
            reach = max(reach, ordered[n].end)
            n += 1
        if reach <= offset:
            found.append(offset)
    return found


def placed(blocks: Sequence[Span], offset: int) -> int:
    """The number of the stretch that an offset lies in, or, between two, of the next one; of the last one behind all. Blocks in order."""
    n = bisect_right(blocks, offset, key=lambda b: b.start) - 1
    if n >= 0 and offset < blocks[n].end:
        return n
    return min(n + 1, len(blocks) - 1)
