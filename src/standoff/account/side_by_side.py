"""Two reports side by side: which passages they share, where they stand against each other, what only one of them has.

Passages are aligned on what linking found (claims that both carry, events that both tell, disputes in which they stand), on words that
stand in both (`link.alignment`), on quotations of the same words, and, last and weakest, on sentences that are each other's nearest by
the reader's sentence embeddings: these are said to be on the same matter, no more. What overlaps in both reports is one row, with all
the reasons for it. Rows are in the order of the left report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from ..model import Span
from ..model.notebook import InNotebooks
from ..model.origins import CopyKind
from .disputes import Carried
from .material import Material
from .only_one import OnlyEvent, OnlyEvents, OnlySource, only_sources
from .pairing import Kind, Pair, Relation, pairs

RELATIONS: tuple[Relation, ...] = get_args(Relation)


@dataclass(frozen=True, slots=True)
class Way:
    """One reason why passages stand beside each other: `id` is that of the claim, event or dispute, `reason` made to be read."""

    kind: Kind
    id: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class AlignedRow(InNotebooks):
    """Passages of the left and of the right report that stand beside each other, why, and in which relation: the strongest of its ways.

    `spans` of either side are the stretches of the text that are marked with `number`, from 1, in the order of the left report.
    """

    number: int
    relation: Relation
    ways: tuple[Way, ...]
    left: tuple[Carried, ...]
    right: tuple[Carried, ...]
    left_spans: tuple[Span, ...]
    right_spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ComparedReport:
    """One of two reports: what is known of it, its length in code points, what of its body is aligned, and what only it has of the two.

    `sources` are the actors whom only it quotes, those with the most statements first, `events` what only it tells, the weightiest first;
    both are as many as are shown, `all_sources` and `all_events` count them all.
    """

    report: str
    outlet: str
    chip: str
    title: str | None
    published: str | None
    length: int
    body: int
    aligned: int
    events: tuple[OnlyEvent, ...]
    all_events: int
    sources: tuple[OnlySource, ...]
    all_sources: int


@dataclass(frozen=True, slots=True)
class TextShared:
    """That two reports have text in common: a reprint, a rewrite or single passages, the share (0 to 1) of the words of each, and why."""

    kind: CopyKind
    left: float
    right: float
    reason: str


@dataclass(frozen=True, slots=True)
class SideBySide(InNotebooks):
    """Two reports side by side. `identical` where their texts are the same to the letter; then nothing is aligned."""

    left: ComparedReport
    right: ComparedReport
    identical: bool
    copied: TextShared | None
    rows: tuple[AlignedRow, ...]

    def count(self, relation: Relation) -> int:
        """How many rows stand in a relation."""
        return sum(row.relation == relation for row in self.rows)


def side_by_side(material: Material, left: str, right: str, *, most: int = 12) -> SideBySide:
    """Two reports by their ids, with up to `most` events and sources that only one of them has.

    Linear in the two reports, in claims and in events but for the sorting. Raises KeyError for a report that the case does not have.
    """
    one, two = material.reading(left), material.reading(right)
    if one.report.text == two.report.text:
        heads = [_compared(material, id, other, (), most) for id, other in ((left, right), (right, left))]
        return SideBySide(heads[0], heads[1], True, None, ())
    found, copied = pairs(material, one, two)
    rows = tuple(_row(n, group) for n, group in enumerate(_merged(found), 1))
    shared = TextShared(copied.kind, copied.left_share, copied.right_share, copied.reason) if copied else None
    return SideBySide(
        _compared(material, left, right, [s for row in rows for s in row.left_spans], most),
        _compared(material, right, left, [s for row in rows for s in row.right_spans], most),
        False,
        shared if copied is None or copied.left == left else TextShared(copied.kind, copied.right_share, copied.left_share, copied.reason),
        rows,
    )


def _row(number: int, group: Sequence[Pair]) -> AlignedRow:
    """One row of pairs that overlap on both sides."""
    # What is only alike adds nothing to what is known to be the same.
    firm = [pair for pair in group if pair.relation != "same matter"] or list(group)
    ordered = sorted(firm, key=lambda p: RELATIONS.index(p.relation))
    sides = []
    for name in ("left", "right"):
        carried = {(c.passage.span, len(c.chain)): c for pair in ordered for c in getattr(pair, name)}
        passages = [c for _, c in sorted(carried.items(), key=lambda x: x[0])]
        sides.append(tuple(c for c in passages if not any(o is not c and o.passage.span.covers(c.passage.span) for o in passages)))
    ways = tuple(dict.fromkeys(Way(p.kind, p.id, p.reason) for p in ordered))
    left, right = (
        tuple(_joined(s for spans in side for s in spans)) for side in ([p.left_spans for p in firm], [p.right_spans for p in firm])
    )
    return AlignedRow(number, ordered[0].relation, ways, sides[0], sides[1], left, right)


def _merged(found: Sequence[Pair]) -> list[list[Pair]]:
    """Pairs that share half of a passage on both sides, together; in the order of the left report."""
    groups: list[list[Pair]] = []
    for pair in sorted(found, key=lambda p: (RELATIONS.index(p.relation), p.left_spans, p.right_spans, p.kind)):
        near = [g for g in groups if any(_meets(o.left_spans, pair.left_spans) and _meets(o.right_spans, pair.right_spans) for o in g)]
        if near:
            # One that meets several groups joins the first: two different matters of one sentence stay two.
            near[0].append(pair)
        else:
            groups.append([pair])
    return sorted(groups, key=lambda g: (min(s for p in g for s in p.left_spans), min(s for p in g for s in p.right_spans)))


def _meets(some: Iterable[Span], others: Iterable[Span]) -> bool:
    others = tuple(others)
    return any(2 * (min(a.end, b.end) - max(a.start, b.start)) >= min(len(a), len(b)) for a in some for b in others)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Stretches in order, those that overlap made one."""
    last: Span | None = None
    for span in sorted(spans):
        if last and span.start <= last.end:
            last = last.hull(span)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _compared(material: Material, id: str, other: str, spans: Iterable[Span], most: int) -> ComparedReport:
    report = material.reading(id).report
    furniture = bytearray(len(report.text))
    for f in report.furniture:
        furniture[f.span.start : f.span.end] = b"\x01" * len(f.span)
    aligned = list(_joined(spans))
    body = len(report.text) - sum(furniture)
    events, sources = OnlyEvents(material, id, other, aligned), only_sources(material, id, other)
    return ComparedReport(
        report=id,
        outlet=material.outlet(id),
        chip=material.chip(id),
        title=report.title,
        published=report.published.iso if report.published else None,
        length=len(report.text),
        body=body,
        aligned=sum(len(s) - sum(furniture[s.start : s.end]) for s in aligned),
        events=tuple(events.rows(most)),
        all_events=len(events),
        sources=tuple(sources[:most]),
        all_sources=len(sources),
    )
