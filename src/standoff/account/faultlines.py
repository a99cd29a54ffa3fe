"""Fault lines: the camps that the ties of a case fall into, who stands against them, whose side is disputed, what they cannot explain.

Camps are letters in the order of their first passages, never names (`sides`). Nobody is put into one on little: an actor of whom less is
told than one sure passage stands in none. Whose side depends on whom one reads is shown as disputed, with what speaks for each way.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ..model.notebook import InNotebooks
from .allegiance import disputed_allegiances
from .material import Material
from .sides import LITTLE, Sides, speaks_both_ways
from .ties import Party, Side, TieGroup, TieRow, Ties, contraries, earliest, fits, latest, party, tie_row

Standing = Literal["in a camp", "against a camp", "side disputed", "no camp"]
_RANKS: dict[Standing, int] = {"in a camp": 0, "side disputed": 1, "against a camp": 2, "no camp": 3}
_FAIR = 0.3  # share of what is told against the camp that an actor is told most against: what less is told against is left out
_HEAD = 3  # actors that a camp is introduced by
_DATES = 12  # dates that are offered, and kept


@dataclass(frozen=True, slots=True)
class Dispute:
    """A dispute of allegiance about an actor: whose side it is on."""

    id: str
    question: str


@dataclass(frozen=True, slots=True)
class Pull:
    """What is told of an actor with or against the members of a camp: the weight of the ties, and their ids, the weightiest first."""

    camp: str
    way: Literal["with", "against"]
    weight: float
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CampRow(InNotebooks):
    """Where an actor stands.

    `camp` is the letter of the camp that support joins it to (for one whose side is disputed, that its ties fit best), `against` those
    that it is only told to oppose or be opposed by. `reasons` tell why a side is disputed or why there is none; `pulls` are the ties with
    and against each camp, `disputes` those of its allegiance. The counts are of ties, not of passages.
    """

    actor: Party
    standing: Standing
    camp: str | None
    against: tuple[str, ...]
    supports: int
    opposes: int
    supported_by: int
    opposed_by: int
    weight: float
    reasons: tuple[str, ...]
    pulls: tuple[Pull, ...]
    disputes: tuple[Dispute, ...]


@dataclass(frozen=True, slots=True)
class Camp:
    """A camp by its letter; `head` are its best connected actors, `foes` the letters of the camps that its ties are set against."""

    letter: str
    head: tuple[Party, ...]
    actors: int
    foes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """How far the sides explain the ties between actors that have one, by number and by weight; `exact` if no others could do better.

    `by_number` is the share of the weight of the weightiest part that one side, two sides and so on leave unexplained.
    """

    ties: int
    unexplained: int
    weight: float
    unexplained_weight: float
    exact: bool
    by_number: tuple[float, ...]

    @property
    def share(self) -> float:
        """The share of the weight that the sides explain, 1 where there is none."""
        return 1 - self.unexplained_weight / self.weight if self.weight else 1.0


@dataclass(frozen=True, slots=True)
class Moment:
    """A date on which ties are told for the first time: how many, and how many there are up to then."""

    at: str
    new: int
    ties: int


@dataclass(frozen=True, slots=True)
class FaultLines:
    """Who stands with whom, up to a date if `at` is given. `actors` are in order camp by camp, the best connected first.

    `balance` is None where there are no camps; `moments` are the dates that changed most, over all time.
    """

    at: str | None
    ties: int
    passages: int
    undated: int
    camps: tuple[Camp, ...]
    actors: tuple[CampRow, ...]
    balance: Balance | None
    moments: tuple[Moment, ...]


class Lines:
    """The fault lines of a case as told up to a date; `lines` keeps them. The rows of ties are made when they are asked for."""

    def __init__(self, material: Material, at: str | None, known: Lines | None = None) -> None:
        self.material, self.at = material, at
        self.groups = material.kept(Ties).until(at)
        self.by_id = {g.id: g for g in self.groups}
        self.contrary = contraries(self.groups)
        self.sides: Sides = Sides(material, self.groups, known.sides if known else None)

    @cached_property
    def rows(self) -> dict[str, CampRow]:
        """Where every actor with a tie stands."""
        disputes = self.material.kept(disputed_allegiances)
        moved = self.sides.moved()
        members = self.sides.members
        found: dict[str, CampRow] = {}
        # Members first: whoever opposes only those whose own side is disputed stands against nobody by that.
        for actor in sorted(self.sides.of_actor, key=lambda a: a not in members):
            groups = self.sides.of_actor[actor]
            about = tuple(Dispute(d.id, d.question) for d in disputes.get(actor, ()))
            pulls = self._pulls(actor, groups)
            reasons = [*_torn(pulls, members.get(actor)), *moved.get(actor, [])]
            if about:
                reasons.append("Whose side it is on is itself a dispute.")
            firm = [g for g in groups if all(found[o].standing == "in a camp" for o in (g.source, g.target) if o != actor and o in found)]
            against = _against(self._pulls(actor, firm))
            standing, reasons = self._stands(actor, reasons, bool(against))
            ends = Counter((g.sign, g.source == actor) for g in groups)
            found[actor] = CampRow(
                actor=party(self.material, actor),
                standing=standing,
                camp=members.get(actor) if standing in ("in a camp", "side disputed") else None,
                against=against if standing == "against a camp" else (),
                supports=ends["+", True],
                opposes=ends["-", True],
                supported_by=ends["+", False],
                opposed_by=ends["-", False],
                weight=self.sides.weights[actor],
                reasons=tuple(reasons),
                pulls=pulls,
                disputes=about,
            )
        return found

    def _stands(self, actor: str, reasons: list[str], opposed: bool) -> tuple[Standing, list[str]]:
        """How an actor stands, and why its side is disputed or why it has none; `opposed` tells whether it is told to oppose a camp."""
        if self.sides.weights[actor] < LITTLE:
            return "no camp", ["Too little is told of it."]
        if actor not in self.sides.of:
            return "no camp", ["No tie connects it to a camp."]
        if reasons:
            return "side disputed", reasons
        if actor in self.sides.members:
            return "in a camp", []
        return ("against a camp", []) if opposed else ("no camp", ["What is told of it sets it neither with nor against a camp."])

    def _pulls(self, actor: str, groups: Iterable[TieGroup]) -> tuple[Pull, ...]:
        said: dict[tuple[str, Literal["with", "against"]], list[TieGroup]] = {}
        for group in groups:
            letter = self.sides.members.get(group.target if group.source == actor else group.source)
            if letter:
                said.setdefault((letter, "with" if group.sign == "+" else "against"), []).append(group)
        ordered = sorted(said.items(), key=lambda x: (x[0][0], x[0][1] == "against"))
        return tuple(Pull(*key, round(sum(g.weight for g in some), 4), tuple(g.id for g in some)) for key, some in ordered)

    @cached_property
    def camps(self) -> tuple[Camp, ...]:
        """The camps by their letters."""
        found = []
        for letter in sorted(self.sides.letters.values()):
            rows = sorted((r for r in self.rows.values() if r.camp == letter), key=_connected)
            inside = [r for r in rows if r.standing == "in a camp"]
            found.append(Camp(letter, tuple(r.actor for r in (inside or rows)[:_HEAD]), len(inside), self.sides.rivals(letter)))
        return tuple(found)

    @cached_property
    def _where(self) -> dict[str, Side]:
        """The sides of the actors that have one: what `fits` goes by."""
        return {actor: self.sides.of[actor] for actor, row in self.rows.items() if row.standing != "no camp"}

    @cached_property
    def unexplained(self) -> tuple[TieGroup, ...]:
        """The ties between actors with a side that the sides do not explain, those of the most weight first."""
        return tuple(g for g in self.groups if self._fits(g) is False)

    def _fits(self, group: TieGroup) -> bool | None:
        return fits(group.sign, self._where.get(group.source), self._where.get(group.target))

    @cached_property
    def balance(self) -> Balance | None:
        """How far the sides explain the ties between those that have one."""
        held = [g for g in self.groups if self._fits(g) is not None]
        if not self.camps or not held:
            return None
        heaviest = self.sides.parts[min(part for part, _ in self.sides.letters)]
        return Balance(
            len(held),
            len(self.unexplained),
            round(sum(g.weight for g in held), 4),
            round(sum(g.weight for g in self.unexplained), 4),
            self.sides.exact,
            tuple(round(cost / heaviest.weight, 4) for cost in heaviest.by_number),
        )

    @cached_property
    def found(self) -> FaultLines:
        """All of it but the rows of the ties."""
        rows = sorted(self.rows.values(), key=lambda r: (_RANKS[r.standing], r.camp or "~", r.against, *_connected(r)))
        ties = [tie for g in self.groups for tie in g.ties]
        return FaultLines(
            at=self.at,
            ties=len(self.groups),
            passages=len(ties),
            undated=sum(tie.date is None for tie in ties),
            camps=self.camps,
            actors=tuple(rows),
            balance=self.balance,
            moments=self.material.kept(moments),
        )

    def tie_rows(self, groups: Iterable[TieGroup]) -> tuple[TieRow, ...]:
        """The rows of some ties."""
        letters = {actor: row.camp for actor, row in self.rows.items() if row.camp}
        return tuple(tie_row(self.material, g, letters, self._fits(g), self.contrary.get(g.id)) for g in groups)


class _All:
    """The fault lines of a material by date, made when first asked for."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.whole = Lines(material, None)
        self.dated: dict[str, Lines] = {}


def lines(material: Material, at: str | None = None) -> Lines:
    """The fault lines of a case, as told up to the end of a day, month or year if given. Made once, for the last dates asked for."""
    kept = material.kept(_All)
    if at is None:
        return kept.whole
    found = kept.dated.get(at) or Lines(material, at, kept.whole)
    kept.dated[at] = found
    for old in list(kept.dated)[:-_DATES]:
        kept.dated.pop(old, None)
    return found


def moments(material: Material) -> tuple[Moment, ...]:
    """The dates on which most ties are told for the first time, in their order."""
    groups = material.kept(Ties).all
    new = Counter(first for g in groups if (first := g.first))
    # A year or month in which days are known adds nothing to them.
    fine = [d for d in new if not any(other != d and other.startswith(d) for other in new)]
    most = sorted(fine, key=lambda d: (-new[d], earliest(d)))[:_DATES]
    begun = sorted("" if any(t.date is None for t in g.ties) else earliest(g.first or "") for g in groups)
    found = [Moment(at, new[at], bisect_right(begun, latest(at))) for at in most]
    return tuple(sorted(found, key=lambda m: (m.ties, earliest(m.at), -len(m.at))))


def _connected(row: CampRow) -> tuple[float, int, str]:
    """By how well an actor is connected, the best first."""
    ties = row.supports + row.opposes + row.supported_by + row.opposed_by
    return (-row.weight, -ties, row.actor.name)


def _against(pulls: Iterable[Pull]) -> tuple[str, ...]:
    """The letters of the camps that an actor is told to oppose, or be opposed by, in a fair share of what is told so."""
    hostile = {p.camp: p.weight for p in pulls if p.way == "against"}
    return tuple(camp for camp, weight in hostile.items() if weight >= _FAIR * max(hostile.values()))


def _torn(pulls: Iterable[Pull], camp: str | None) -> list[str]:
    """That an actor's own ties speak for and against the camp that support joins it to, if they do.

    Support of the camp and opposition to others speak for it, opposition to it and support of others against.
    """
    friends = {p.camp: p.weight for p in pulls if p.way == "with"}
    hostile = {p.camp: p.weight for p in pulls if p.way == "against"}
    mine = camp or max(sorted(friends), key=lambda c: friends[c], default=None)
    if mine is None:
        return []
    others = {c: weight for c, weight in friends.items() if c != mine}
    speaks_for = friends.get(mine, 0.0) + sum(weight for c, weight in hostile.items() if c != mine)
    against = hostile.get(mine, 0.0) + sum(others.values())
    if not friends.get(mine) or not speaks_both_ways(speaks_for, against):
        return []
    most = max(sorted(others), key=lambda c: others[c], default=None)
    if most and others[most] >= hostile.get(mine, 0.0):
        return [f"Its own ties join it to camps {' and '.join(sorted((mine, most)))}."]
    return [f"It is told to stand with camp {mine} and against it."]
