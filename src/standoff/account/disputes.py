"""Disputes: positions side by side, each with its passages."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Dispute, DisputeKind, Evidence, Position
from .ledger import SourceRef, source_ref
from .material import Material
from .passage import Passage, evidence_passage, statement_passage


@dataclass(frozen=True, slots=True)
class Carried:
    """A passage that a position rests on, who tells it, and the chain of sources (empty in the voice of the outlet)."""

    outlet: str
    chip: str
    chain: tuple[SourceRef, ...]
    passage: Passage


@dataclass(frozen=True, slots=True)
class PositionRow:
    """One holder's place: the name (an actor is inferred, an outlet speaks for itself), the stance, the passages."""

    holder: str | None
    actor: str | None
    outlet: str | None
    stance: str
    passages: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class SideRow:
    """Holders who agree on the question. The side "-" only stands beside it."""

    side: str
    positions: tuple[PositionRow, ...]


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A dispute with its sides, in the order of their letters, those who only stand beside it last. `family` proposed it."""

    id: str
    kind: DisputeKind
    family: str
    question: str
    sides: tuple[SideRow, ...]
    outlets: tuple[str, ...]
    confidence: float
    reason: str


def dispute_rows(material: Material) -> tuple[DisputeRow, ...]:
    """One row per dispute, in the order of linking."""
    return tuple(_row(material, dispute) for dispute in material.links.disputes)


def _row(material: Material, dispute: Dispute) -> DisputeRow:
    letters = sorted({p.side for p in dispute.positions}, key=lambda side: (side == "-", side))
    sides = tuple(SideRow(letter, tuple(_position(material, p) for p in dispute.positions if p.side == letter)) for letter in letters)
    told = {c.outlet for side in sides for p in side.positions for c in p.passages}
    order = [material.outlet(r.report.id) for r in material.readings]
    return DisputeRow(
        dispute.id,
        dispute.kind,
        dispute.family,
        dispute.question,
        sides,
        tuple(dict.fromkeys(o for o in order if o in told)),
        dispute.confidence,
        dispute.reason,
    )


def _position(material: Material, position: Position) -> PositionRow:
    actor = material.actor(position.holder) if position.holder else None
    passages: dict[tuple[str, int, int], Carried] = {}
    for evidence in position.evidence:
        for carried in carried_by(material, evidence, position.statements if position.outlet is None else ()):
            span = carried.passage.span
            passages.setdefault((evidence.report, span.start, span.end), carried)
    return PositionRow(
        actor.name if actor else position.outlet, position.holder, position.outlet, position.stance, tuple(passages.values())
    )


def carried_by(material: Material, evidence: Evidence, statements: tuple[str, ...] = ()) -> tuple[Carried, ...]:
    """Evidence as it may be shown: grown to the statements that hold it, or in the voice of the outlet.

    `statements` are the ids that the evidence is known to come from; they go before those found by place.
    """
    reading = material.reading(evidence.report)
    outlet, chip = material.outlet(evidence.report), material.chip(evidence.report)
    named = (material.statement(evidence.report, id) for id in statements)
    holding = tuple(s for s in named if s and s.hull.overlaps(evidence.span)) or material.holding(evidence.report, evidence.span)
    if not holding:
        return (Carried(outlet, chip, (), evidence_passage(reading.report, evidence.span)),)
    return tuple(
        Carried(
            outlet,
            chip,
            tuple(source_ref(material, reading, s) for s in material.chain(evidence.report, statement)),
            statement_passage(reading.report, statement),
        )
        for statement in holding
    )
