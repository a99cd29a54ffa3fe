"""Camps of a signed graph: the parting of actors into groups that leaves the least weight of ties unexplained.

A tie is explained where support stays inside a camp and opposition runs across (structural balance: Heider, 1946; Cartwright and Harary,
1956). Two camps are the rule; more are taken only where they explain clearly more, which is weak balance (Davis, 1967). The weight that no
parting can explain is the frustration, or line index of imbalance (Harary, 1959); to find the least one is correlation clustering
(Bansal, Blum and Chawla, 2004), which is hard: small parts are solved exactly by branch and bound, larger ones by deterministic search.

    for part in divisions(bonds):          # one for each connected part, the weightiest first
        part.camp["a-rovek"]               # 0, 1, … in the part
        part.unexplained / part.weight     # the share of the weight that its camps cannot explain

Parts that no tie connects are divided apart: nothing tells whose friend or foe somebody is whom no tie reaches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import permutations

from .partition import Graph, parted

MOST = 4  # camps of one part; with more, whoever has no friend makes a camp
_UNIT = 1000  # weights are compared in thousandths, so that equal ones are equal
# Share of a part's weight that one more camp must explain. Where a third of the signs are read wrong, a third camp explains 6 to 12 % by
# chance alone (tests/link/test_balance.py has the graphs).
CLEARLY = 0.13
AT_LEAST = 1.0  # and how much weight: about one sure passage in the voice of an outlet


@dataclass(frozen=True, slots=True)
class Bond:
    """What all ties between two nodes weigh, whichever way they point: `friendly` those of support, `hostile` those of opposition."""

    one: str
    other: str
    friendly: float
    hostile: float


@dataclass(frozen=True, slots=True)
class Division:
    """A connected part of a signed graph and its camps, numbered from 0.

    `unexplained` is the weight of its bonds that do not fit the camps, of `weight` in all. `exact` tells that no parting into as many camps
    leaves less; else it is the best that was found. `by_number` is the unexplained weight for 1, 2, … camps.
    """

    camp: Mapping[str, int]
    unexplained: float
    weight: float
    exact: bool
    by_number: tuple[float, ...]


def divisions(bonds: Iterable[Bond], *, most: int = MOST, near: Mapping[str, int] | None = None) -> list[Division]:
    """The camps of each connected part of a graph, the weightiest part first, then by name.

    At most `most` camps a part. `near` are camps known from much the same graph: the search starts from them alone, takes as many, and
    numbers its camps as they do as far as it can. Deterministic; a little more than linear in the bonds.
    """
    joined: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for bond in bonds:
        if bond.one != bond.other:
            held = joined[min(bond.one, bond.other), max(bond.one, bond.other)]
            held[0] += round(bond.friendly * _UNIT)
            held[1] += round(bond.hostile * _UNIT)
    names = sorted({name for pair in joined for name in pair})
    place = {name: n for n, name in enumerate(names)}
    whole: Graph = [{} for _ in names]
    for (one, other), (friendly, hostile) in joined.items():
        # Support and opposition that weigh the same say nothing; what is told both ways is in part unexplained by any camps.
        if friendly != hostile:
            whole[place[one]][place[other]] = whole[place[other]][place[one]] = friendly - hostile
    parts = _parts(whole)
    part_of = {names[n]: k for k, part in enumerate(parts) for n in part}
    pairs: list[list[tuple[int, int]]] = [[] for _ in parts]
    for (one, other), (friendly, hostile) in joined.items():
        if one in part_of and part_of[one] == part_of.get(other):
            pairs[part_of[one]].append((friendly, hostile))
    found = [_division([names[n] for n in part], whole, part, pairs[k], most, near) for k, part in enumerate(parts)]
    return sorted(found, key=lambda d: (-d.weight, min(d.camp)))


def _division(
    names: list[str], whole: Graph, part: list[int], pairs: list[tuple[int, int]], most: int, near: Mapping[str, int] | None
) -> Division:
    place = {n: k for k, n in enumerate(part)}
    graph = [{place[m]: w for m, w in whole[n].items()} for n in part]
    both, weight = sum(min(pair) for pair in pairs), sum(map(sum, pairs))
    known = [near.get(name) for name in names] if near else None
    if near and known:
        number = max(2, max(near.values()) + 1)
        made = {number: parted(graph, number, [k or 0 for k in known])}
    else:
        made = {number: parted(graph, number) for number in range(1, min(most, max(2, len(names))) + 1)}
        number = _number({n: cost for n, (_, cost, _) in made.items()}, weight)
    labels, cost, exact = made[number]
    labels = _ordered(labels) if known is None else _aligned(labels, known, number)
    shares = tuple((both + made[n][1]) / _UNIT for n in sorted(made))
    return Division(dict(zip(names, labels, strict=True)), (both + cost) / _UNIT, weight / _UNIT, exact, shares)


def _number(costs: Mapping[int, int], weight: int) -> int:
    """How many camps: two or fewer, and one more as long as it explains clearly more."""
    number = 2 if 2 in costs and costs[2] < costs[1] else 1
    for more in range(number + 1, max(costs) + 1):
        if costs[number] - costs[more] >= max(CLEARLY * weight, AT_LEAST * _UNIT) and number >= 2:
            number = more
    return number


def _parts(graph: Graph) -> list[list[int]]:
    """The nodes of each connected part of two or more, in their order."""
    seen: set[int] = set()
    found = []
    for root in range(len(graph)):
        if root in seen or not graph[root]:
            continue
        seen.add(root)
        part, todo = [], [root]
        while todo:
            node = todo.pop()
            part.append(node)
            fresh = [m for m in graph[node] if m not in seen]
            seen.update(fresh)
            todo += fresh
        found.append(sorted(part))
    return found


def _ordered(labels: list[int]) -> list[int]:
    """The camps numbered in the order of their first nodes."""
    order = {label: n for n, label in enumerate(dict.fromkeys(labels))}
    return [order[label] for label in labels]


def _aligned(labels: list[int], known: list[int | None], number: int) -> list[int]:
    """The camps numbered as in a known division, so that as few nodes as possible change."""
    best = max(permutations(range(number)), key=lambda p: sum(p[a] == b for a, b in zip(labels, known, strict=True)))
    return [best[label] for label in labels]
