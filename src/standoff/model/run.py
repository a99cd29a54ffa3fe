"""Provenance: which code, weights and settings made a reading, and what a person decided over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .span import Evidence, Span

JudgementKind = Literal["same", "not-same", "dispute", "no-dispute", "actor", "undo"]
About = Literal["actor", "claim", "dispute", "judgement", "mention", "passage", "statement"]


@dataclass(frozen=True, slots=True)
class Run:
    """What made a reading: code version, hash of the weights (None without a network), settings. `id` derives from these."""

    id: str
    version: str
    weights: str | None
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage by what a re-read leaves as it is: the text that it stands in, its place there, and its characters.

    `report` is the id that the report had (a new outlet gives it a new one), `sha256` the hash of its text in hexadecimal.
    """

    report: str
    sha256: str
    span: Span
    quote: str

    @property
    def evidence(self) -> Evidence:
        """The passage as it was judged."""
        return Evidence(self.report, self.span, self.quote)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision, append-only: it outranks the machine and survives a re-read. An undo is a judgement too.

    `about` says what was judged; `left` and `right` name it as it was known then (the address of a passage, a dispute's or
    claim's id, an actor's name; for "actor" a statement or mention and the actor that it is given to; for "undo" the judgement
    that is taken back). `sides` hold the passages that it stays tied to: one side for each of two things compared, one for each
    side of a dispute, the item and the places of the actor for "actor". `at` is ISO 8601 in UTC, `by` who judged.
    """

    id: str
    kind: JudgementKind
    left: str
    right: str | None
    at: str
    by: str
    note: str = ""
    about: About = "actor"
    sides: tuple[tuple[Anchor, ...], ...] = ()

    def side(self, n: int) -> tuple[Anchor, ...]:
        """The passages of one side, none where the judgement goes by names alone."""
        return self.sides[n] if n < len(self.sides) else ()


def in_force(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that no later one takes back, in the order in which they were made. An undo can be undone."""
    undone: set[str] = set()
    for judgement in reversed(judgements):
        if judgement.kind == "undo" and judgement.id not in undone:
            undone.add(judgement.left)
    return tuple(j for j in judgements if j.kind != "undo" and j.id not in undone)
