"""What is compared across reports: claims with their carriers, disputes with their positions, ties between actors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .origins import CountedOrigin
from .span import Evidence, Span

DisputeKind = Literal["denial", "contradiction", "figure", "label"]


@dataclass(frozen=True, slots=True)
class Carrier:
    """A passage that asserts or denies a claim. `statement` is the id of the statement that holds it, None in the outlet's voice."""

    evidence: Evidence
    statement: str | None
    denies: bool
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition with all its carriers; `wording` is the evidence of its most central carrier.

    `origins` are the independent ones that its carriers go back to: ten reprints of one agency's report are one.
    """

    id: str
    wording: Evidence
    carriers: tuple[Carrier, ...]
    origins: tuple[CountedOrigin, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """One holder's place in a dispute. Holders who agree share a `side` (A, B, C); "-" only stands beside it.

    `holder` is an actor's id, or None where nobody is named; `outlet` is set instead where an outlet holds it in its own
    voice. `stance` is made of quoted words and fixed wording. `statements` are the ids behind the evidence.
    """

    holder: str | None
    outlet: str | None
    stance: str
    side: str
    evidence: tuple[Evidence, ...]
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """Positions that cannot all be true, or a claim and its denial. `question` never presupposes guilt.

    `family` is the rule that proposed it, `reason` what the machine saw, `confidence` calibrated (0 to 1).
    """

    id: str
    kind: DisputeKind
    family: str
    question: str
    positions: tuple[Position, ...]
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A signed relation between two actors at a time, as one passage tells it: + supports, recognises, allied; - opposes, threatens.

    `source` stands so towards `target`. `date` is ISO, as precise as known. `cue` are the words that show the relation, inside the
    evidence. `confidence` is calibrated (0 to 1), `reason` readable.
    """

    source: str
    target: str
    sign: Literal["+", "-"]
    date: str | None
    evidence: Evidence
    voice: str
    cue: Span | None = None
    confidence: float = 1.0
    reason: str = ""
