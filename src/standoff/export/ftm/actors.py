"""Actors as entities of FollowTheMoney.

A government is a `PublicBody`: what acts is the body, and FollowTheMoney holds a country as a code of other entities, not as a party. Of an
armed force nobody knows here whose it is, of a group not whether it is one: these are `Organization` and `LegalEntity`. No topics are set,
for they say that somebody is sanctioned, wanted or exposed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from ...link.bodies import by_table, display, institution
from ...link.descriptions import is_proper
from ...link.fold import fold
from ...link.names import parse
from ...link.tables import country_forms
from ...model import Actor, ActorKind
from ..plain import one_line
from .known import Known, counted, short
from .values import cleaned, line

SCHEMA_OF: dict[ActorKind, str] = {
    "person": "Person",
    "organisation": "Organization",
    "government": "PublicBody",
    "armed force": "Organization",
    "group": "LegalEntity",
    "media": "Organization",
}


def actors(known: Known) -> Iterator[bytes]:
    """One entity per actor, by name."""
    material = known.material
    said = Counter(link.target for link in material.links.sources)
    disputed: dict[str, set[str]] = defaultdict(set)
    for dispute in material.links.disputes:
        for position in dispute.positions:
            if position.holder:
                disputed[position.holder].add(dispute.id)
    for actor in known.actors:
        places = known.places[actor.id]
        outlets = {material.outlet(report) for report in places}
        alias, weak = _names(actor)
        yield line(
            known.ids[actor.id],
            SCHEMA_OF[actor.kind],
            {
                "name": [actor.name if cleaned("name", actor.name) else actor.id],
                "alias": alias,
                "weakAlias": weak,
                "country": [_country(actor)],
                **({"position": [role.text for role in actor.roles]} if actor.kind == "person" else {}),
                "summary": [
                    f"Found by a program in news reports, unchecked: named in {counted(len(places), 'report')} of "
                    f"{counted(len(outlets), 'outlet')}, source of {counted(said[actor.id], 'statement')}, "
                    f"holder of a position in {counted(len(disputed[actor.id]), 'dispute')}."
                ],
                "notes": [
                    *(
                        f"Role as written: “{short(one_line(r.text))}” – {known.place(r.evidence.report, r.evidence.span)}"
                        for r in actor.roles
                    ),
                    *(f"Named as “{short(one_line(known.reports[r].quote(span)))}” – {known.place(r, span)}" for r, span in places.items()),
                ],
                "proof": [known.articles[report] for report in places],
            },
        )


def _names(actor: Actor) -> tuple[list[str], list[str]]:
    """The names that reports have for an actor: those to compare by, and those that many may bear (a surname, one word, a country).

    Descriptions are none: "the minister" would match every minister.
    """
    alias: dict[str, None] = {}
    weak: dict[str, None] = {}
    known = {fold(actor.name)}
    for form in actor.aliases:
        bare = display(form).strip(" \"“”„«»'‘’")
        if not is_proper(bare) or fold(bare) in known:
            continue
        known.add(fold(bare))
        if actor.kind == "person":
            person = parse(bare)
            if person is None:  # nothing but a title
                continue
            full = person.full and not fold(bare).endswith(f" {fold(actor.name)}")
            if full and fold(person.written) not in known:
                known.add(fold(person.written))
                alias[person.written] = None
            sure = full and fold(person.written) == fold(bare)
        else:
            sure = actor.kind != "group" and " " in bare and not country_forms(bare)
        (alias if sure else weak)[bare] = None
    return list(alias), list(weak)


def _country(actor: Actor) -> str | None:
    """The country of a government or armed force whose name says it, and of a body that the tables know."""
    if actor.kind in ("government", "armed force"):
        named = institution(actor.name, {})
    else:
        named = by_table(actor.name, {}) if actor.kind in ("organisation", "media") else None
        named = named if named and named.key.sort == "body" else None
    return named.key.country or None if named else None
