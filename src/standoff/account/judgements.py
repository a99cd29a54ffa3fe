"""What people judged: one row per decision, with the passages it is about as they stand now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import About, Judgement, JudgementKind, Texts, in_force
from .disputes import Carried, carried_by
from .material import Material


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """A decision: what was judged as it was known then, when, by whom, whether it is in force, and what took it back.

    `sides` are the passages that it is about, side by side, as they may be shown now (none where two actors were compared);
    `lost` tells that one of them has gone from the case, so that the judgement waits.
    """

    id: str
    kind: JudgementKind
    about: About
    left: str
    right: str | None
    at: str
    by: str
    note: str
    in_force: bool
    undone_by: str | None
    lost: bool
    sides: tuple[tuple[Carried, ...], ...]


def judgement_rows(material: Material, judgements: Sequence[Judgement]) -> tuple[JudgementRow, ...]:
    """One row per judgement, an undo included, in the order in which they were made."""
    texts = Texts(material.readings if judgements else ())
    standing = {j.id for j in in_force(judgements)}
    undone: dict[str, str] = {}
    for judgement in reversed(judgements):
        if judgement.kind == "undo" and judgement.id not in undone:
            undone.setdefault(judgement.left, judgement.id)
    rows = []
    for judgement in judgements:
        found = texts.sides(judgement)
        # The places of an actor are names: what was said is told by the item that was judged alone.
        shown = () if judgement.about == "actor" else found[:1] if judgement.kind == "actor" else found
        rows.append(
            JudgementRow(
                id=judgement.id,
                kind=judgement.kind,
                about=judgement.about,
                left=judgement.left,
                right=judgement.right,
                at=judgement.at,
                by=judgement.by,
                note=judgement.note,
                in_force=judgement.id in standing or (judgement.kind == "undo" and judgement.id not in undone),
                undone_by=undone.get(judgement.id),
                lost=not all(found),
                sides=tuple(tuple(dict.fromkeys(c for e in side for c in carried_by(material, e))) for side in shown),
            )
        )
    return tuple(rows)
