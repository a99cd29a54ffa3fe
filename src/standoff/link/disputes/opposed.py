"""Passages on one matter by different voices that the network finds opposed, where no other family has a reason of its own.

Structure chooses what is compared: the nearest passages of each passage (`likeness`), with words in common that few others have.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..actors import ActorIndex
from ..likeness import Near
from ..passages import Field
from ..verdicts import Verdicts
from ..wording import named, short
from .proposal import Backing, Proposal

OPPOSED = 0.5  # probability from which a pair is proposed
SHARED = 2  # informative words that both passages need
MOST = 30  # proposals for each report of the case


def opposed(field: Field, index: ActorIndex, near: Sequence[Near], verdicts: Verdicts, reports: int) -> list[Proposal]:
    """One proposal for each pair of near passages that the network finds opposed, surest first; none without a network."""
    pairs = [n for n in near if _comparable(field, n)]
    found = verdicts.of([(field.passages[n.left], field.passages[n.right]) for n in pairs])
    made = [(v.oppose, n) for n, v in zip(pairs, found, strict=True) if v and v.oppose >= OPPOSED and v.same < v.oppose]
    made.sort(key=lambda x: (-x[0], field.passages[x[1].left].key, field.passages[x[1].right].key))
    return [_proposal(field, index, n, sure) for sure, n in made[: MOST * reports]]


def _comparable(field: Field, near: Near) -> bool:
    a, b = field.passages[near.left], field.passages[near.right]
    return not a.same_voice(b) and len(field.index.match(a.bag, b.bag).shared) >= SHARED


def _proposal(field: Field, index: ActorIndex, near: Near, sure: float) -> Proposal:
    first, second = (field.passages[i] for i in (near.left, near.right))
    shared = ", ".join(field.index.match(first.bag, second.bag).shared[:4])
    return Proposal(
        family="contradiction",
        kind="contradiction",
        sides=((Backing(near.left),), (Backing(near.right),)),
        question=f"{named(index, first)}: “{short(first.text, 90)}”; {named(index, second)}: “{short(second.text, 90)}”?",
        strength=min(sure, 0.5),
        reason=f"Both speak of {shared}; the network finds them opposed ({sure:.2f}).",
    )
