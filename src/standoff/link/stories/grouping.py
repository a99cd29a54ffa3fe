"""Grouping by average link (UPGMA: Sokal and Michener, 1958): two groups become one while their reports are alike enough on the average.

How alike two groups are is the mean cosine of their reports times the mean of what the days between them leave. What is grouped already
stays together, and two groups that were apart become one only if a report that came after joined one of them.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count

import numpy as np

from ...model import Gist
from .apart import Days, Floats, Ints, kept, left_between
from .space import Space, sums

# From which on two groups become one; `python -m benchmarks.stories` prints what other values come to.
JOIN = 0.2
_WORTH = 0.4  # share of `JOIN` from which on two reports are looked at at all, by their weightiest terms
_MOST_TERMS = 100  # by which a report looks for others
_MOST_NEAR = 200  # reports that one report looks at, the likest
_DIGITS = 9  # to which likeness is rounded, so that ties are ties on every machine


@dataclass(slots=True)
class _Unit:
    """A group on the way: its reports as rows, the sum of their rows, its days, and which groups it may go together with.

    `fresh` tells whether it holds a report that was not grouped before, `old` which of the known groups went into it.
    """

    rows: list[int]
    terms: Ints
    values: Floats
    days: Days
    fresh: bool
    old: tuple[int, ...] = ()
    near: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Grouped:
    """A group: its reports (ids) and the places in `known` of the groups that went into it."""

    reports: tuple[str, ...]
    known: tuple[int, ...] = ()


def group(gists: Sequence[Gist], known: Sequence[Sequence[str]] = (), space: Space | None = None) -> tuple[Grouped, ...]:
    """All groups, those of one report too, by their least id; every report is in one. `known` are the groups of reports grouped before.

    `space` is that of the gists, where it is there already. Near linear: a report is compared with those that share rare terms with it.
    """
    space = space or Space.of(gists)
    return _Grouping(space, known).run()


class _Grouping:
    """One call of `group`."""

    def __init__(self, space: Space, known: Sequence[Sequence[str]]) -> None:
        self.space = space
        self.numbers = count()
        self.units: dict[int, _Unit] = {}
        self.heap: list[tuple[float, str, str, int, int]] = []
        self.scratch = np.zeros(len(space.heads) - 1)
        place = {report: n for n, report in enumerate(space.reports)}
        self.unit_of: dict[int, int] = {}
        for at, reports in sorted(enumerate(known), key=lambda x: min(x[1], default="")):
            rows = sorted(place[r] for r in reports if r in place)
            if rows:
                self._add(_Unit(rows, *space.total(rows), space.days(rows), False, (at,)))
        for n in range(len(space.reports)):
            if n not in self.unit_of:
                self._add(_Unit([n], *space.row(n), space.days([n]), True))

    def _add(self, unit: _Unit) -> int:
        number = next(self.numbers)
        self.units[number] = unit
        self.unit_of.update(dict.fromkeys(unit.rows, number))
        return number

    def run(self) -> tuple[Grouped, ...]:
        """Merges while any two are alike enough."""
        self._find()
        for number, unit in list(self.units.items()):
            if unit.fresh:
                self._push(number, [o for o in unit.near if o > number or not self.units[o].fresh])
        while self.heap:
            *_, one, two = heapq.heappop(self.heap)
            if one in self.units and two in self.units:
                self._merge(one, two)
        found = (Grouped(tuple(self.space.reports[n] for n in u.rows), u.old) for u in self.units.values())
        return tuple(sorted(found, key=lambda g: g.reports[0]))

    def _find(self) -> None:
        """For each new report the groups that it may go together with."""
        for number, unit in self.units.items():
            if not unit.fresh:
                continue
            share = self.space.near(unit.terms, unit.values, _MOST_TERMS) * left_between(
                *unit.days[:2], self.space.first, self.space.last, self.space.unknown
            )
            share[unit.rows[0]] = 0.0
            worth = np.flatnonzero(share >= _WORTH * JOIN)
            if len(worth) > _MOST_NEAR:
                worth = worth[np.argsort(-np.round(share[worth], _DIGITS), kind="stable")[:_MOST_NEAR]]
            for other in {self.unit_of[n] for n in worth.tolist()}:
                unit.near.add(other)
                self.units[other].near.add(number)

    def _merge(self, one: int, two: int) -> None:
        a, b = self.units.pop(one), self.units.pop(two)
        rows = sorted(a.rows + b.rows)
        terms, places = np.unique(np.concatenate((a.terms, b.terms)), return_inverse=True)
        values = sums(places, np.concatenate((a.values, b.values)), len(terms))
        near = {n for n in a.near | b.near if n in self.units}
        old = tuple(sorted(a.old + b.old))
        number = self._add(_Unit(rows, terms, values, self.space.days(rows), True, old, near))
        for other in near:
            self.units[other].near -= {one, two}
            self.units[other].near.add(number)
        self._push(number, near)

    def _push(self, number: int, others: Iterable[int]) -> None:
        """Puts the pairs of a group with others, where they are alike enough, into the queue."""
        some = sorted(others)
        if not some:
            return
        unit = self.units[number]
        name = self.space.reports[unit.rows[0]]
        for other, likeness in zip(some, self._likeness(unit, [self.units[o] for o in some]), strict=True):
            if likeness >= JOIN:
                fellow = self.space.reports[self.units[other].rows[0]]
                heapq.heappush(self.heap, (-likeness, min(name, fellow), max(name, fellow), number, other))

    def _likeness(self, unit: _Unit, others: Sequence[_Unit]) -> list[float]:
        """How alike a group and others are; 0 where their words alone are not enough."""
        self.scratch[unit.terms] = unit.values
        products = self.scratch[np.concatenate([o.terms for o in others])] * np.concatenate([o.values for o in others])
        self.scratch[unit.terms] = 0.0
        rows = np.repeat(np.arange(len(others)), [len(o.terms) for o in others])
        totals = sums(rows, products, len(others))
        means = totals / (len(unit.rows) * np.array([len(o.rows) for o in others]))
        found = []
        for mean, other in zip(means.tolist(), others, strict=True):
            found.append(round(mean * kept(unit.days, other.days, self.space.unknown), _DIGITS) if mean >= JOIN else 0.0)
        return found
