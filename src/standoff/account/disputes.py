"""Disputes: positions side by side, each with its passages."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Dispute, DisputeKind, Evidence, Position, Statement
from ..model.notebook import InNotebooks
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
    """One holder's place: the name (an actor is inferred, an outlet speaks for itself), the stance, the passages.

    A private person has no name here but the source as written, and no `actor`.
    """

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
class DisputeRow(InNotebooks):
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
    return tuple(dispute_row(material, dispute) for dispute in material.links.disputes)


def dispute_row(material: Material, dispute: Dispute) -> DisputeRow:
    """The row of one dispute."""
    letters = sorted({p.side for p in dispute.positions}, key=lambda side: (side == "-", side))
    sides = tuple(SideRow(letter, tuple(_position(material, p) for p in dispute.positions if p.side == letter)) for letter in letters)
    telling = {c.outlet for side in sides for p in side.positions for c in p.passages}
    return DisputeRow(
        dispute.id,
        dispute.kind,
        dispute.family,
        dispute.question,
        sides,
        tuple(o for o in material.outlets if o in telling),
        dispute.confidence,
        dispute.reason,
    )


def _written(material: Material, position: Position) -> str | None:
    """The source of the first passage of a position, as written."""
    chains = (c.chain for e in position.evidence for c in carried_by(material, e, position.statements))
    return next((chain[-1].written for chain in chains if chain), None)


def _position(material: Material, position: Position) -> PositionRow:
    actor = material.public(position.holder)
    passages: dict[tuple[str, int, int], Carried] = {}
    for evidence in position.evidence:
        for carried in carried_by(material, evidence, position.statements if position.outlet is None else ()):
            span = carried.passage.span
            passages.setdefault((evidence.report, span.start, span.end), carried)
    name = actor.name if actor else _written(material, position) if position.holder else position.outlet
    return PositionRow(name, actor.id if actor else None, position.outlet, position.stance, tuple(passages.values()))


def carried_by(material: Material, evidence: Evidence, statements: tuple[str, ...] = ()) -> tuple[Carried, ...]:
    """Evidence as it may be shown: grown to the statements that hold it, or in the voice of the outlet.

    `statements` are the ids that the evidence is known to come from; they go before those found by place.
    """
    found = answering(material, evidence, statements)
    if found:
        return tuple(told(material, evidence.report, statement) for statement in found)
    report = material.reading(evidence.report).report
    return (Carried(material.outlet(report.id), material.chip(report.id), (), evidence_passage(report, evidence.span)),)


def answering(material: Material, evidence: Evidence, statements: tuple[str, ...] = ()) -> tuple[Statement, ...]:
    """The statements that evidence is shown with, none in the voice of the outlet; `statements` as in `carried_by`."""
    named = (material.statement(evidence.report, id) for id in statements)
    return tuple(s for s in named if s and s.hull.overlaps(evidence.span)) or material.holding(evidence.report, evidence.span)


def told(material: Material, report: str, statement: Statement) -> Carried:
    """A statement of a report as it may be shown."""
    reading = material.reading(report)
    return Carried(
        material.outlet(report),
        material.chip(report),
        tuple(source_ref(material, reading, s) for s in material.chain(report, statement)),
        statement_passage(reading.report, statement),
    )
