"""Sides: on which side of its part of the signed graph each actor is, and which camps hang together by support.

`link.balance` parts actors by support and opposition alike, so that the enemy of an enemy lands on one's side. That alone makes nobody a
member of anything. A camp is the heaviest group of one side that ties of support hold together; whoever is on the side by opposition alone
stands against the other camp, which is all that is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from ..link.balance import Bond, Division, divisions
from .material import Material
from .ties import Side, TieGroup, Ties

LETTERS = "ABCDEFGH"
LITTLE = 0.5  # weight of all ties of an actor below which it stands in no camp: less than one passage in the voice of an outlet
SOME = 0.4  # weight that counts beside another one: about one attributed passage. Also what a change of sides must explain
_BOTH = 0.3  # share of what an actor's ties say that must speak against its camp to make its side disputed
_FEWEST = 3  # actors of whom enough is told in a part that falls into camps; two are a pair
_WHOLE = 80  # actors of a part that is divided anew without each outlet; in a larger one only the ties of each actor are weighed anew
_OUTLETS = 60  # outlets of a part that are left out in turn, those with the most ties first


class Sides:
    """The sides and camps of some ties; `between` are actors whose own ties speak for a camp and against it.

    `known` are those of all ties, where these are the ones up to a date: camps keep their letters.
    """

    def __init__(self, material: Material, groups: Sequence[TieGroup], known: Sides | None = None) -> None:
        self._ties, self.groups, self._known = material.kept(Ties), groups, known
        self._by_id = {g.id: g for g in groups}
        near = {a: n for part in known.parts for a, n in part.camp.items()} if known else None
        self.parts: list[Division] = divisions(_bonds((g, g.weight) for g in groups), near=near)
        self.between: set[str] = set()
        self._cores = [self._settled_cores(part) for part in self.parts]

    @cached_property
    def of_actor(self) -> dict[str, tuple[TieGroup, ...]]:
        """The ties of each actor, at either end, those of the most weight first."""
        found: defaultdict[str, list[TieGroup]] = defaultdict(list)
        for group in self.groups:
            found[group.source].append(group)
            found[group.target].append(group)
        return {actor: tuple(groups) for actor, groups in found.items()}

    @cached_property
    def weights(self) -> dict[str, float]:
        """What all ties of each actor weigh."""
        return {actor: round(sum(g.weight for g in groups), 4) for actor, groups in self.of_actor.items()}

    @cached_property
    def of(self) -> dict[str, Side]:
        """The side of each actor of a part that has a camp."""
        with_camps = {part for part, _ in self.letters}
        return {actor: (k, n) for k, part in enumerate(self.parts) if k in with_camps for actor, n in part.camp.items()}

    @cached_property
    def members(self) -> dict[str, str]:
        """The letter of the camp that support joins each of its members to."""
        return {actor: letter for (k, n), letter in self.letters.items() for actor in self._cores[k][n]}

    @cached_property
    def letters(self) -> dict[Side, str]:
        """The letters of the camps: in the order of the first passages in which members take a stance, part by part."""
        return self._old_letters(self._known) if self._known else self._new_letters()

    @cached_property
    def exact(self) -> bool:
        """Whether no other sides could explain more in any part that has a camp."""
        return all(self.parts[k].exact for k, _ in self.letters)

    def rivals(self, letter: str) -> tuple[str, ...]:
        """The letters of the other camps of a camp's part."""
        (part,) = {k for (k, _), held in self.letters.items() if held == letter}
        return tuple(sorted(held for (k, _), held in self.letters.items() if k == part and held != letter))

    def moved(self) -> dict[str, list[str]]:
        """Why members and those between would be on another side: without what one outlet tells, or without all that is attributed."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for k in sorted({k for k, _ in self.letters}):
            part = self.parts[k]
            inside = [g for g in self.groups if g.source in part.camp and g.target in part.camp]
            telling: defaultdict[str, list[TieGroup]] = defaultdict(list)
            for group in inside:
                for outlet in self._ties.outlets(group):
                    telling[outlet].append(group)
            names = sorted(telling, key=lambda o: (-len(telling[o]), o))[:_OUTLETS]
            without: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
            for outlet in names if len(telling) > 1 else ():
                left = {g.id: self._ties.without(g, outlet=outlet) for g in telling[outlet]}
                for gone in self._elsewhere(part, inside, left):
                    without[gone].append(outlet)
            for (actor, number), outlets in without.items():
                told = " or ".join([", ".join(outlets[:-1]), outlets[-1]] if outlets[1:] else outlets)
                found[actor] += self._would(actor, (k, number), f"Without what {told} tells")
            left = {g.id: self._ties.without(g, attributed=False) for g in inside}
            for actor, number in self._elsewhere(part, inside, left):
                found[actor] += self._would(actor, (k, number), "Without what is only attributed")
        return found

    def _would(self, actor: str, side: Side, when: str) -> list[str]:
        mine = self.members.get(actor) or (self.letters.get(self.of[actor]) if actor in self.between else None)
        there = f"in camp {self.letters[side]}" if side in self.letters else f"against camp {mine}"
        return [f"{when}, it would stand {there}."] if mine else []

    def _elsewhere(self, part: Division, inside: Sequence[TieGroup], left: Mapping[str, float]) -> list[tuple[str, int]]:
        """Who goes to another side of a part when some of its ties weigh what is `left` of them, by their ids, and to which one."""
        if len(part.camp) > _WHOLE:
            some = {a for id in left for a in (self._by_id[id].source, self._by_id[id].target)}
            now = _settled({a: _bonds((g, left.get(g.id, g.weight)) for g in self.of_actor[a]) for a in some}, part.camp)
        else:
            bonds = _bonds((g, w) for g in inside if (w := left.get(g.id, g.weight)))
            now = {}
            for piece in divisions(bonds, near=part.camp):
                # What a hair would decide is not called a change.
                before = sum(_against(bond, part.camp) for bond in bonds if bond.one in piece.camp)
                if before - piece.unexplained >= SOME:
                    now |= piece.camp
        return [(a, n) for a, n in sorted(now.items()) if n != part.camp[a]]

    def _settled_cores(self, part: Division) -> dict[int, set[str]]:
        """The cores of a part without those whose own ties speak both ways: whoever stands between holds no camp together."""
        cores = self._core(part)
        doubts = self._doubts(cores)
        while doubts:
            # One after the other, for each that goes may settle the rest; of very many a quarter at once.
            self.between.update(sorted(doubts, key=lambda a: (-doubts[a], a))[: max(1, len(doubts) // 4)])
            cores = self._core(part)
            doubts = self._doubts(cores)
        for actor in sorted(self.between & part.camp.keys()):
            # Those that made its side doubtful may have gone since.
            core = cores.get(part.camp[actor], set())
            joined = {**cores, part.camp[actor]: core | {actor}}
            if any(g.sign == "+" and {g.source, g.target} & core for g in self.of_actor[actor]) and actor not in self._doubts(joined):
                self.between.discard(actor)
                cores = joined
        return cores

    def _doubts(self, cores: Mapping[int, set[str]]) -> dict[str, float]:
        """The members of cores whose own ties speak against their core in a fair share, with the weight of those that do."""
        core_of = {actor: number for number, core in cores.items() for actor in core}
        found = {}
        for actor, number in core_of.items():
            pro = con = 0.0
            for group in self.of_actor[actor]:
                other = core_of.get(group.target if group.source == actor else group.source)
                if other is not None and (group.sign == "+") == (other == number):
                    pro += group.weight
                elif other is not None:
                    con += group.weight
            if speaks_both_ways(pro, con):
                found[actor] = con
        return found

    def _core(self, part: Division) -> dict[int, set[str]]:
        """By the number of a side: the heaviest group of those of whom enough is told that support holds together, if there is one."""
        sure = {a for a in part.camp if self.weights[a] >= LITTLE}
        if len(sure) < _FEWEST:
            return {}
        sure -= self.between
        friends: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for actor in sure:
            for group in self.of_actor[actor]:
                other = group.target if group.source == actor else group.source
                if group.sign == "+" and other in sure and part.camp[other] == part.camp[actor]:
                    friends[actor][other] = friends[actor].get(other, 0.0) + group.weight
        best: dict[int, tuple[float, list[str]]] = {}
        seen: set[str] = set()
        for actor in sorted(friends):
            if actor not in seen:
                group_of, todo = {actor}, [actor]
                while todo:
                    fresh = friends[todo.pop()].keys() - group_of
                    group_of |= fresh
                    todo += sorted(fresh)
                seen |= group_of
                weight = sum(sum(friends[a].values()) for a in group_of)
                number = part.camp[actor]
                if number not in best or weight > best[number][0]:
                    best[number] = weight, sorted(group_of)
        cores = {number: set(group) for number, (_, group) in best.items()}
        for number in set(part.camp.values()) - set(cores):
            if hub := self._hub(part, number, sure):
                cores[number] = {hub}
        return cores

    def _hub(self, part: Division, number: int, sure: set[str]) -> str | None:
        """Who alone stands for a side without support: an end of a third of what is told across, tied to several; nobody otherwise."""
        across = {
            actor: [g for g in self.of_actor[actor] if part.camp.get(g.source, number) != part.camp.get(g.target, number)]
            for actor in part.camp
            if part.camp[actor] == number
        }
        whole = sum(g.weight for groups in across.values() for g in groups)
        weight = {actor: sum(g.weight for g in across[actor]) for actor in sorted(across.keys() & sure)}
        hub = max(weight, key=lambda a: weight[a], default=None)
        partners = {end for g in across.get(hub or "", ()) for end in (g.source, g.target)} - {hub}
        return hub if hub and 3 * weight[hub] >= whole and len(partners) >= _FEWEST else None

    def _new_letters(self) -> dict[Side, str]:
        first: dict[str, tuple[int, int, str]] = {}
        for group in self.groups:
            for tie in group.ties:
                at = (self._ties.material.places[tie.evidence.report], tie.evidence.span.start, group.source)
                first[group.source] = min(first.get(group.source, at), at)
        never = (len(self._ties.material.readings), 0, "")
        found: dict[Side, str] = {}
        for k, cores in enumerate(self._cores):
            order = sorted(cores, key=lambda n: (min(first.get(a, never) for a in cores[n]), n))
            if len(found) + len(order) > len(LETTERS):
                break
            for number in order:
                found[k, number] = LETTERS[len(found)]
        return found

    def _old_letters(self, known: Sides) -> dict[Side, str]:
        """The letters that camps have over all time; where a camp is not joined up yet, the weightiest part has its letter."""
        found: dict[Side, str] = {}
        for k, cores in enumerate(self._cores):
            for number in sorted(cores):
                votes = Counter(known.letters[side] for a in sorted(cores[number]) if (side := known.of.get(a)) in known.letters)
                letter = min(votes, key=lambda v: (-votes[v], v), default=None)
                if letter and letter not in found.values():
                    found[k, number] = letter
        return found


def speaks_both_ways(pro: float, con: float) -> bool:
    """Whether what speaks against a camp counts beside what speaks for it."""
    return con >= SOME and con >= _BOTH * (pro + con)


def _bonds(weights: Iterable[tuple[TieGroup, float]]) -> list[Bond]:
    """What all ties between two actors weigh."""
    return [Bond(g.source, g.target, *((w, 0.0) if g.sign == "+" else (0.0, w))) for g, w in weights]


def _against(bond: Bond, side: Mapping[str, int]) -> float:
    """The weight of a bond that sides do not explain."""
    return bond.hostile if side[bond.one] == side[bond.other] else bond.friendly


def _settled(bonds: Mapping[str, Iterable[Bond]], side: Mapping[str, int]) -> dict[str, int]:
    """The side that each of some actors would be on by its own bonds, where they are clear, all others staying where they are."""
    numbers = sorted(set(side.values()))
    found = {}
    for actor, some in bonds.items():
        said: Counter[int] = Counter()
        for bond in some:
            other = side.get(bond.other if bond.one == actor else bond.one)
            for number in numbers if other is not None else ():
                said[number] += round(1000 * (bond.friendly if number == other else bond.hostile))
        best = max(numbers, key=lambda n: (said[n], n == side[actor], -n))
        if said[best] - said[side[actor]] >= 1000 * SOME:
            found[actor] = best
    return found
