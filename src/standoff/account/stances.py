"""The fault lines in short: the ties of one actor in four groups, and the camps for the front page."""

from __future__ import annotations

from dataclasses import dataclass

from .faultlines import Balance, Camp, CampRow, lines
from .material import Material
from .ties import Party, Sign, TieRow


@dataclass(frozen=True, slots=True)
class ActorTies:
    """The ties of one actor in four groups, the weightiest of each first, and where it stands; None for one without ties."""

    standing: CampRow | None
    supports: tuple[TieRow, ...]
    supported_by: tuple[TieRow, ...]
    opposes: tuple[TieRow, ...]
    opposed_by: tuple[TieRow, ...]


@dataclass(frozen=True, slots=True)
class CampBrief:
    """A camp on the front page: its best connected members, and the weightiest tie in which one of them takes a stance.

    `against` are the best connected of the `all_against` actors that are only told to oppose it, or be opposed by it.
    """

    camp: Camp
    members: tuple[Party, ...]
    tie: TieRow | None
    against: tuple[Party, ...]
    all_against: int


@dataclass(frozen=True, slots=True)
class CampsBrief:
    """The camps in short; `disputed` are the best connected of all `all_disputed` actors whose side is disputed."""

    camps: tuple[CampBrief, ...]
    disputed: tuple[Party, ...]
    all_disputed: int
    balance: Balance | None
    ties: int


def actor_ties(material: Material, actor: str, most: int) -> ActorTies:
    """The ties of an actor, at most so many of a group."""
    found = lines(material)
    groups = found.sides.of_actor.get(actor, ())

    def rows(sign: Sign, *, ours: bool) -> tuple[TieRow, ...]:
        return found.tie_rows([g for g in groups if g.sign == sign and (g.source == actor) == ours][:most])

    return ActorTies(found.rows.get(actor), rows("+", ours=True), rows("+", ours=False), rows("-", ours=True), rows("-", ours=False))


def camps_brief(material: Material, most: int) -> CampsBrief:
    """The camps of a case with at most so many actors of each."""
    found = lines(material)
    told = found.found
    briefs: list[CampBrief] = []
    for camp in told.camps:
        members = [r.actor for r in told.actors if r.camp == camp.letter and r.standing == "in a camp"]
        against = [r.actor for r in told.actors if camp.letter in r.against]
        ids, shown = {member.id for member in members}, {b.tie.id for b in briefs if b.tie}
        tie = next((g for g in found.groups if g.source in ids and g.id not in shown), None)
        briefs.append(
            CampBrief(camp, tuple(members[:most]), found.tie_rows([tie])[0] if tie else None, tuple(against[:most]), len(against))
        )
    disputed = [r.actor for r in told.actors if r.standing == "side disputed"]
    return CampsBrief(tuple(briefs), tuple(disputed[:most]), len(disputed), told.balance, told.ties)
