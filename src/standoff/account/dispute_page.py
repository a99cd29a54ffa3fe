"""One dispute in full: the head of each side, who tells it, what a side rests on, and what may belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Dispute, Evidence
from .claims import CarrierRow, carrier_rows
from .coverage import Coverage, dispute_coverage
from .disputes import Carried, DisputeRow, SideRow, answering, dispute_row, told
from .material import Material
from .passage import Passage, abridge

_HEAD = 110  # code points of a side's head
_LEAST = 24  # code points below which a passage tells too little to stand at the head
_BESIDE = 12  # passages that are proposed for a side


@dataclass(frozen=True, slots=True)
class Beside:
    """A passage that another of a side says in the same sense, by the claim that both carry; nobody has said that it belongs here."""

    side: str
    claim: str
    of: Carried
    carrier: CarrierRow


@dataclass(frozen=True, slots=True)
class DisputePage:
    """A dispute. By the letters of its sides: `heads`, the shortest telling passage of each; `coverage`, how each outlet tells it; `rests`,
    statements inside those of the side, where its sources speak for others."""

    row: DisputeRow
    heads: Mapping[str, Passage]
    coverage: Mapping[str, Coverage]
    rests: Mapping[str, tuple[Carried, ...]]
    beside: tuple[Beside, ...]


def dispute_page(material: Material, dispute: Dispute) -> DisputePage:
    """The page of one dispute. Linear in its passages and in the claims that they carry."""
    row = dispute_row(material, dispute)
    return DisputePage(
        row,
        {side.side: side_head(side) for side in row.sides},
        dispute_coverage(material, dispute),
        {side.side: _rests(material, dispute, side.side) for side in row.sides},
        _beside(material, dispute),
    )


def side_head(side: SideRow) -> Passage:
    """What stands at the head of a side: its shortest passage that tells something, with source and cue, abridged."""
    passages = [c.passage for p in side.positions for c in p.passages]
    telling = [p for p in passages if len(p.text) >= _LEAST] or passages
    return abridge(min(telling, key=lambda p: (len(p.text), p.report, p.span)), _HEAD)


def _rests(material: Material, dispute: Dispute, side: str) -> tuple[Carried, ...]:
    """The statements that those of a side hold inside: what it rests on, by its own words."""
    held = {
        (e.report, s.id)
        for p in dispute.positions
        if p.side == side and p.outlet is None
        for e in p.evidence
        for s in answering(material, e, p.statements)
    }
    inside = {
        (report, s.id): s for report in {r for r, _ in held} for s in material.reading(report).statements if (report, s.parent) in held
    }
    rows = sorted(((report, s) for (report, id), s in inside.items() if (report, id) not in held), key=lambda x: (x[0], x[1].hull))
    return tuple(told(material, report, s) for report, s in rows)


def _beside(material: Material, dispute: Dispute) -> tuple[Beside, ...]:
    """Passages that carry a claim which a passage of the dispute carries too, and that are not in the dispute."""
    there = {e: p.side for p in dispute.positions if p.side != "-" for e in p.evidence}
    found: list[Beside] = []
    for claim in material.links.claims:
        inside = [(c, side) for c in claim.carriers for e, side in there.items() if _shared(c.evidence, e)]
        if len({side for _, side in inside}) != 1:
            continue  # what both sides carry belongs to neither
        (anchor, side) = inside[0]
        of = carrier_rows(material, anchor)[0].carried
        for carrier in claim.carriers:
            if not carrier.denies and not any(_shared(carrier.evidence, e) for e in there):
                found += [Beside(side, claim.id, of, row) for row in carrier_rows(material, carrier)]
    found.sort(key=lambda b: (b.side, -b.carrier.confidence, b.carrier.carried.passage.report, b.carrier.carried.passage.span))
    return tuple(found[:_BESIDE])


def _shared(one: Evidence, other: Evidence) -> bool:
    return one.report == other.report and one.span.overlaps(other.span)
