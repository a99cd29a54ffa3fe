"""Actors: who speaks and who is spoken of. Private persons are left out unless asked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ..model import ActorKind
from .material import Material


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor: names and roles as written, how many statements, in which outlets, in how many disputes."""

    id: str
    name: str
    kind: ActorKind
    public: bool
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    statements: int
    outlets: tuple[str, ...]
    disputes: int


def actor_rows(material: Material, *, private: bool = False) -> tuple[ActorRow, ...]:
    """One row per actor, those with the most statements first, then by name. `private` takes in private persons."""
    said: Counter[str] = Counter()
    heard: dict[str, set[str]] = {}
    for link in material.links.sources:
        said[link.target] += 1
    for link in (*material.links.sources, *material.links.mentions):
        heard.setdefault(link.target, set()).add(material.outlet(link.report))
    disputed = Counter(holder for d in material.links.disputes for holder in {p.holder for p in d.positions if p.holder})
    rows = [
        ActorRow(
            id=actor.id,
            name=actor.name,
            kind=actor.kind,
            public=actor.public,
            aliases=actor.aliases,
            roles=tuple(dict.fromkeys(role.text for role in actor.roles)),
            statements=said[actor.id],
            outlets=tuple(sorted(heard.get(actor.id, ()))),
            disputes=disputed[actor.id],
        )
        for actor in material.links.actors
        if actor.public or private
    ]
    return tuple(sorted(rows, key=lambda row: (-row.statements, row.name.casefold(), row.id)))
