"""From proposals to disputes: what asks the same is joined, each holder gets one position, the surest stands first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ...model import Dispute, Evidence, Position
from ...model.report import text_hash
from ..passages import Field
from ..wording import stance
from .proposal import Backing, Proposal

FLOOR = 0.5  # below this confidence a dispute is not shown
PASSAGES = 3  # passages of one holder on one side


def assembled(field: Field, proposed: Iterable[Proposal]) -> tuple[Dispute, ...]:
    """The disputes that reach the floor, surest first."""
    kept: list[Proposal] = []
    ordered = sorted((p for p in proposed if p.strength >= FLOOR), key=lambda p: (-p.strength, _key(field, p)))
    for proposal in ordered:
        at = next((k for k, other in enumerate(kept) if same_question(proposal, other)), None)
        if at is None:
            kept.append(proposal)
        else:
            kept[at] = joined(kept[at], proposal)
    made = [_dispute(field, p) for p in kept]
    return tuple(sorted(made, key=lambda d: (-d.confidence, d.id)))


def same_question(one: Proposal, other: Proposal) -> bool:
    """Whether two proposals ask the same: by their key, or because they set the same passages against each other."""
    if one.family == other.family and one.key and one.key == other.key:
        return True
    left, right = ([{(b.passage, b.holder) for b in side} for side in p.sides] for p in (one, other))
    shared = [(a, b) for a, x in enumerate(left) for b, y in enumerate(right) if x & y]
    return any(a != c and b != d for n, (a, b) in enumerate(shared) for c, d in shared[:n])


def joined(one: Proposal, other: Proposal) -> Proposal:
    """The surer proposal with the passages of the other on the side where they share most; a side that shares none stays out."""
    sides = [list(side) for side in one.sides]
    here = {b.passage for side in sides for b in side}
    for extra in other.sides:
        common = [len({b.passage for b in side} & {b.passage for b in extra}) for side in sides]
        best = max(range(len(sides)), key=lambda k: (common[k], -k))
        if common[best]:
            sides[best] += [b for b in extra if b.passage not in here]
            here |= {b.passage for b in extra}
    return replace(one, sides=tuple(tuple(s) for s in sides))


def _key(field: Field, proposal: Proposal) -> str:
    spans = sorted((field.passages[b.passage].report.id, b.shown(field)[0].start) for side in proposal.sides for b in side)
    return proposal.family + "|" + "|".join(f"{report}:{start}" for report, start in spans)


def _dispute(field: Field, proposal: Proposal) -> Dispute:
    positions = [p for letter, side in zip("ABCDEFGH", proposal.sides, strict=False) for p in _positions(field, side, letter)]
    return Dispute(
        id="d" + text_hash(_key(field, proposal))[:11],
        kind=proposal.kind,
        family=proposal.family,
        question=proposal.question,
        positions=(*positions, *_positions(field, proposal.aside, "-")),
        confidence=round(proposal.strength, 3),
        reason=proposal.reason,
    )


def _positions(field: Field, side: Sequence[Backing], letter: str) -> list[Position]:
    """One position for each holder, in the order of the best passage."""
    by: dict[tuple[str | None, str | None], list[Backing]] = {}
    for backing in side:
        passage = field.passages[backing.passage]
        whose: list[tuple[str | None, str | None]] = [(h, None) for h in passage.holders if backing.holder in (None, h)]
        if passage.statement is None:
            whose = [(None, passage.outlet)]
        for who in whose or [(None, None)]:
            by.setdefault(who, []).append(backing)
    out = []
    for (holder, outlet), backings in by.items():
        evidence: list[Evidence] = []
        for backing in backings[:PASSAGES]:
            passage = field.passages[backing.passage]
            for e in (passage.report.evidence(s) for s in backing.shown(field)):
                if not any(o.report == e.report and o.span.overlaps(e.span) for o in evidence):
                    evidence.append(e)
        statements = tuple(p.statement.id for p in (field.passages[b.passage] for b in backings[:PASSAGES]) if p.statement)
        out.append(Position(holder, outlet, stance(field.passages[backings[0].passage]), letter, tuple(evidence), statements))
    return out
