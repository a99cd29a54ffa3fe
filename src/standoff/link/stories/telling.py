"""What a story shows of itself: its reports by how central they are, the names that set it apart, the stories of the same matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from ...model import Gist, Story, StoryMember
from .apart import Ints, kept
from .grouping import JOIN
from .space import Space, sums

_SHOWN = 4  # names that set a story apart
_REASON = 3  # names that a reason gives
_ALSO = 3  # other stories of the same matter
_LOOKED_AT = 12  # stories that may be


@dataclass(frozen=True, slots=True)
class Telling:
    """A story with its members in order, the names that set it apart from the other stories, and the ids of those of the same matter.

    Stories of the same matter are as alike by their words as reports of one story are; what keeps them apart is the time between them.
    """

    story: Story
    names: tuple[str, ...]
    also: tuple[int, ...] = ()


def telling(
    gists: Sequence[Gist], stories: Mapping[int, Sequence[str]], wanted: Iterable[int] | None = None, space: Space | None = None
) -> dict[int, Telling]:
    """The `wanted` stories (all, if None) by id. `stories` are all that there are: id -> ids of reports."""
    space = space or Space.of(gists)
    place = {report: n for n, report in enumerate(space.reports)}
    rows = {id: sorted(place[r] for r in reports) for id, reports in sorted(stories.items()) if reports}
    by_id = {g.report: g for g in gists}
    held = {id: _names_of([by_id[r] for r in reports]) for id, reports in stories.items()}
    spread = Counter(name for names in held.values() for name in names)
    owner = np.zeros(len(space.reports), np.int64)
    numbers = sorted(rows)
    for n, id in enumerate(numbers):
        owner[rows[id]] = n
    sizes = np.array([len(rows[id]) for id in numbers])
    told = {}
    for id in sorted(rows if wanted is None else wanted):
        names = held[id]
        apart = sorted(names, key=lambda n: (-names[n] * log((len(rows) + 1) / spread[n]) ** 2, n))
        members = _members(space, rows[id], by_id)
        told[id] = Telling(Story(id, members), _shown(apart), _also(space, rows, numbers, owner, sizes, id) if len(rows[id]) > 1 else ())
    return told


def _shown(names: Sequence[str]) -> tuple[str, ...]:
    """The first of the names, none of which is a part of another ("Senate", "Senate Republicans")."""
    shown: list[str] = []
    for name in names:
        if not any(f" {name} " in f" {other} " or f" {other} " in f" {name} " for other in shown):
            shown.append(name)
    return tuple(shown[:_SHOWN])


def _names_of(gists: Sequence[Gist]) -> dict[str, int]:
    """The names that at least half of the reports give, and two of them where there are as many, with how often."""
    holding: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for gist in gists:
        for name, count in gist.names:
            holding[name] += 1
            times[name] += count
    least = max(min(2, len(gists)), len(gists) / 2)
    return {name: times[name] for name, n in holding.items() if n >= least}


def _members(space: Space, rows: Sequence[int], gists: Mapping[str, Gist]) -> tuple[StoryMember, ...]:
    if len(rows) == 1:
        return (StoryMember(space.reports[rows[0]], 1.0, "the only report"),)
    terms, values = space.total(rows)
    scratch = dict(zip(terms.tolist(), values.tolist(), strict=True))
    members = []
    for row in rows:
        own_terms, own = space.row(row)
        total = sum(v * (scratch[t] - v) for t, v in zip(own_terms.tolist(), own.tolist(), strict=True))
        others = [r for r in rows if r != row]
        likeness = total / len(others) * kept(space.days([row]), space.days(others), space.unknown)
        members.append(StoryMember(space.reports[row], round(likeness, 3), _reason(space, row, others, gists)))
    return tuple(sorted(members, key=lambda m: (-m.likeness, m.report)))


def _reason(space: Space, row: int, others: Sequence[int], gists: Mapping[str, Gist]) -> str:
    """Which names a report shares with the rest of its story, and how far off in time the nearest is."""
    fellows = Counter(name for other in others for name, _ in gists[space.reports[other]].names)
    shared = [name for name, _ in gists[space.reports[row]].names if fellows[name]][:_REASON]
    words = f"shares {', '.join(shared)}" if shared else "shares words"
    if not space.first[row] or not space.first[list(others)].any():
        return f"{words}; no date"
    gaps = [max(0, int(max(space.first[row] - space.last[o], space.first[o] - space.last[row]))) for o in others if space.first[o]]
    near = min(gaps)
    return f"{words}; " + ("the same day" if near == 0 else f"{near} {'day' if near == 1 else 'days'} from the next")


def _also(space: Space, rows: Mapping[int, Sequence[int]], numbers: Sequence[int], owner: Ints, sizes: Ints, id: int) -> tuple[int, ...]:
    terms, values = space.total(rows[id])
    near = sums(owner, space.near(terms, values / len(rows[id]), len(terms)), len(numbers)) / sizes
    near[(sizes < 2)] = 0.0
    likely = [numbers[n] for n in np.argsort(-np.round(near, 9), kind="stable")[:_LOOKED_AT].tolist() if near[n] > 0 and numbers[n] != id]
    own = dict(zip(terms.tolist(), values.tolist(), strict=True))
    found = []
    for other in likely:
        other_terms, other_values = space.total(rows[other])
        total = sum(own.get(t, 0.0) * v for t, v in zip(other_terms.tolist(), other_values.tolist(), strict=True))
        mean = total / (len(rows[id]) * len(rows[other]))
        if mean >= JOIN:
            found.append((-round(mean, 9), other))
    return tuple(other for _, other in sorted(found)[:_ALSO])
