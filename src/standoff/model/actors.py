"""Actors: one record per real-world person, organisation, government, armed force, group or medium."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .span import Evidence

ActorKind = Literal["person", "organisation", "government", "armed force", "group", "media"]


@dataclass(frozen=True, slots=True)
class Role:
    """What a report calls somebody ("Secretary of State"), with the passage."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of a case. `name` is the fullest name anywhere, `aliases` every form as written, in order of text.

    `public` is False for persons named in passing, without office or public role: they get no camp and no tie.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    public: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """A mention, statement source or passage (`item` of `report`) joined to an actor or claim (`target`).

    `confidence` is calibrated (0 to 1), `reason` readable, `evidence` the passages it rests on. A link below the
    threshold is not made at all.
    """

    report: str
    item: str
    target: str
    confidence: float
    reason: str
    evidence: tuple[Evidence, ...] = field(default=())
