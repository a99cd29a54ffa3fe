"""What a family of disputes proposes: passages on two or more sides of one question, before the network has seen them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from ...model import DisputeKind, Span
from ..passages import Field

Family = Literal["responsibility", "denial", "allegiance", "figure", "label", "value", "demand", "deed", "contradiction"]
FAMILIES: tuple[Family, ...] = get_args(Family)


@dataclass(frozen=True, slots=True)
class Backing:
    """A passage (its index in the field) on one side.

    `spans` narrow the evidence (a label, a figure), else all of it counts; `holder` narrows a joint source to one of its actors.
    """

    passage: int
    spans: tuple[Span, ...] = ()
    holder: str | None = None

    def shown(self, field: Field) -> tuple[Span, ...]:
        """The spans of the report that are the evidence."""
        return self.spans or field.passages[self.passage].spans


@dataclass(frozen=True, slots=True)
class Proposal:
    """A dispute as one family sees it.

    `sides` hold two or more groups of passages, the best of each first. `question` is
    one neutral sentence of fixed wording and quoted words. `strength` (0 to 1) is the family's own belief before the network
    ranks it, `reason` what it saw, in words that end in a full stop. Proposals of one family with the same `key` ask the
    same question and become one dispute; an empty key joins nothing.
    """

    family: Family
    kind: DisputeKind
    sides: tuple[tuple[Backing, ...], ...]
    question: str
    strength: float
    reason: str
    key: str = ""

    def __post_init__(self) -> None:
        if len(self.sides) < 2 or not all(self.sides):
            raise ValueError("A dispute needs a passage on each of two sides.")
        if self.family not in FAMILIES:
            raise ValueError(f"{self.family!r} is no family of disputes: one of {', '.join(FAMILIES)}.")


def within(field: Field, proposal: Proposal, beside: Mapping[str, frozenset[str]]) -> Proposal | None:
    """A proposal less the passages of reports that are not compared with that of its first; None where a side is left empty."""
    known = beside[field.passages[proposal.sides[0][0].passage].report.id]
    sides = tuple(tuple(b for b in side if field.passages[b.passage].report.id in known) for side in proposal.sides)
    kept = tuple(side for side in sides if side)
    return replace(proposal, sides=kept) if len(kept) > 1 else None
