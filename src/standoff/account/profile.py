"""Profiles: what an actor says, what it is called, and where it stands, for public actors alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Act, ActorKind, Claim, Dispute, DisputeKind, Evidence, Position, Report, Role, Span, Statement
from .claims import CarrierRow, carrier_rows, wording
from .designations import ActorLabels, Designations
from .disputes import Carried, carried_by, told
from .ledger import SourceRef, fold, source_ref
from .material import Material
from .stances import ActorTies, actor_ties

_WORD = re.compile(r"\w+")
_PASSAGES = 5  # for each role


@dataclass(frozen=True, slots=True)
class PrivatePerson:
    """What stands in the place of a profile for a private person: nothing is told of them but that there is no page."""


@dataclass(frozen=True, slots=True)
class NameRow:
    """A form of the name in an outlet, as written, how often, and the first place of it."""

    outlet: str
    code: str
    written: str
    count: int
    chip: str
    first: Evidence


@dataclass(frozen=True, slots=True)
class RoleRow:
    """What reports call an actor by office or role, in how many places, and the first passages."""

    text: str
    count: int
    passages: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What an actor says in the same words, once or in several reports: their (report, statement) ids in order, and the first date."""

    published: str | None
    act: Act
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SaidRow:
    """What an actor says, with every passage of the same words."""

    said: Said
    passages: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class StanceRow:
    """An actor's position in a dispute."""

    dispute: str
    kind: DisputeKind
    question: str
    side: str
    stance: str
    passages: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class ActorClaim:
    """A claim that an actor asserts or denies: its wording, and the passages in which the actor does."""

    claim: str
    wording: Carried
    carriers: tuple[CarrierRow, ...]


@dataclass(frozen=True, slots=True)
class ToldBy:
    """Through whom an actor is heard: an outlet directly (`source` is None), or a source that it quotes; how often, and the first time."""

    outlet: str
    source: SourceRef | None
    statements: int
    first: Carried


@dataclass(frozen=True, slots=True)
class Profile:
    """A public actor. `said` are light rows, in order of date; `said_rows` gives the passages of some of them."""

    actor: str
    name: str
    kind: ActorKind
    names: tuple[NameRow, ...]
    roles: tuple[RoleRow, ...]
    labels: ActorLabels
    said: tuple[Said, ...]
    statements: int
    positions: tuple[StanceRow, ...]
    claims: tuple[ActorClaim, ...]
    told_by: tuple[ToldBy, ...]
    ties: ActorTies


class Whereabouts:
    """Where the actors of a case are named, speak, hold positions and carry claims, by their ids. Linear in the links."""

    def __init__(self, material: Material) -> None:
        self.named: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.said: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.held: dict[str, list[tuple[Dispute, Position]]] = defaultdict(list)
        self.carried: dict[str, dict[str, Claim]] = defaultdict(dict)
        place, links = material.places, material.links
        for link in sorted(links.mentions, key=lambda x: place[x.report]):
            self.named[link.target].append((link.report, link.item))
        for link in sorted(links.sources, key=lambda x: place[x.report]):
            self.said[link.target].append((link.report, link.item))
        for dispute in links.disputes:
            for position in dispute.positions:
                if position.holder:
                    self.held[position.holder].append((dispute, position))
        for claim in links.claims:
            for carrier in claim.carriers:
                for ref in material.sources(carrier.evidence.report, carrier.statement) if carrier.statement else ():
                    self.carried[ref.id][claim.id] = claim


def profile(material: Material, actor: str, *, most: int = 20) -> Profile | PrivatePerson:
    """The profile of an actor, or that it is a private person. At most so many names, labels of an outlet, claims, tellers, and
    ties of a group.

    Raises KeyError where there is no actor of that id. Linear in what is linked to the actor.
    """
    known = material.actor(actor)
    if known is None:
        raise KeyError(actor)
    if not known.public:
        return PrivatePerson()
    found = material.kept(Whereabouts)
    statements = [(report, s) for report, id in found.said.get(actor, ()) if (s := material.statement(report, id))]
    statements.sort(key=lambda x: (material.places[x[0]], x[1].hull, x[1].id))
    return Profile(
        known.id,
        known.name,
        known.kind,
        _names(material, found, actor, most),
        _roles(material, known.roles, most),
        material.kept(Designations).of(actor, each=most),
        _said(material, statements),
        len(statements),
        tuple(_stance(material, *x) for x in found.held.get(actor, ())),
        tuple(_claim(material, claim, actor) for claim in list(found.carried.get(actor, {}).values())[:most]),
        _told_by(material, statements)[:most],
        actor_ties(material, actor, most),
    )


def said_rows(material: Material, said: Iterable[Said]) -> tuple[SaidRow, ...]:
    """The passages of some of what an actor says, one for each report and statement of it."""
    return tuple(
        SaidRow(row, tuple(told(material, report, s) for report, id in row.places if (s := material.statement(report, id)))) for row in said
    )


def _names(material: Material, found: Whereabouts, actor: str, most: int) -> tuple[NameRow, ...]:
    """The forms of a name by outlet, the most frequent first; descriptions for an actor that no report names."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    first: dict[tuple[str, str], tuple[Report, Span]] = {}
    mentions = [(material.reading(report), id) for report, id in found.named.get(actor, ())]
    for form in ("name", "nominal"):
        for reading, id in mentions:
            mention = reading.mention(id)
            if mention.form == form:
                key = material.outlet(reading.report.id), " ".join(reading.report.quote(mention.span).split())
                counts[key] += 1
                first.setdefault(key, (reading.report, mention.span))
        if counts:
            break
    order = {outlet: n for n, outlet in enumerate(material.outlets)}
    rows = []
    for outlet, written in sorted(counts, key=lambda key: (-counts[key], order[key[0]], key[1]))[:most]:
        report, span = first[outlet, written]
        code, chip = material.code(outlet), material.chip(report.id)
        rows.append(NameRow(outlet, code, written, counts[outlet, written], chip, report.evidence(span)))
    return tuple(rows)


def _roles(material: Material, roles: Iterable[Role], most: int) -> tuple[RoleRow, ...]:
    groups: dict[str, list[Role]] = defaultdict(list)
    for role in roles:
        groups[fold(role.text)].append(role)
    rows = [found for _, found in sorted(groups.items(), key=lambda x: -len(x[1]))[:most]]
    return tuple(
        RoleRow(found[0].text, len(found), tuple(c for role in found[:_PASSAGES] for c in carried_by(material, role.evidence)))
        for found in rows
    )


def _said(material: Material, statements: Iterable[tuple[str, Statement]]) -> tuple[Said, ...]:
    """The statements by date, undated ones last; the same words in one row."""
    groups: dict[tuple[str, Act], list[tuple[str, str]]] = defaultdict(list)
    for report, statement in statements:
        quote = material.reading(report).report.quote
        words = " ".join(_WORD.findall(" ".join(quote(span) for span in statement.content).casefold()))
        groups[words, statement.act].append((report, statement.id))
    rows = []
    for (_, act), places in groups.items():
        published = material.reading(places[0][0]).report.published
        rows.append(Said(published.iso if published else None, act, tuple(places)))
    return tuple(rows)


def _stance(material: Material, dispute: Dispute, position: Position) -> StanceRow:
    shown = dict.fromkeys(c for e in position.evidence for c in carried_by(material, e, position.statements))
    return StanceRow(dispute.id, dispute.kind, dispute.question, position.side, position.stance, tuple(shown))


def _claim(material: Material, claim: Claim, actor: str) -> ActorClaim:
    mine = [
        carrier
        for carrier in claim.carriers
        if carrier.statement and any(ref.id == actor for ref in material.sources(carrier.evidence.report, carrier.statement))
    ]
    return ActorClaim(claim.id, wording(material, claim), tuple(row for c in mine for row in carrier_rows(material, c)))


def _told_by(material: Material, statements: Iterable[tuple[str, Statement]]) -> tuple[ToldBy, ...]:
    """The outlets and the sources that an actor is heard through, the most frequent first; no private person among them."""
    groups: dict[tuple[str, str | None], list[tuple[str, Statement, Statement | None]]] = defaultdict(list)
    for report, statement in statements:
        outer = next(iter(material.chain(report, statement)[-2:-1]), None)
        if outer and any(not material.public(ref.id) for ref in material.sources(report, outer.id)):
            continue
        by = fold(material.reading(report).report.quote(outer.source)) if outer and outer.source else ""
        groups[material.outlet(report), by if outer else None].append((report, statement, outer))
    rows = []
    for (outlet, _), found in sorted(groups.items(), key=lambda x: -len(x[1])):
        report, statement, outer = found[0]
        source = source_ref(material, material.reading(report), outer) if outer else None
        rows.append(ToldBy(outlet, source, len(found), told(material, report, statement)))
    return tuple(rows)
