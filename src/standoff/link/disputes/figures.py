"""Figures that cannot both be right: the same thing counted, at the same place and time, by others, with ranges apart.

Two crowds on two days are no dispute, nor is a toll that rises from one day's report to the next. What speaks for one and the
same quantity: like words around both figures, sources side by side in one passage, a size that is close but not the same, one deed
that both are told of; against it: places or dates that differ, deeds of other days or countries, and a report that gives both figures.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from ...model import OUTLET, Reading
from ..actors import ActorIndex
from ..passages import Field
from ..similarity import BagIndex
from .counts import Count, counts
from .deeds import Deed, Deeds
from .proposal import Backing, Proposal

_MOVING = re.compile(
    r"\b(?:[Ee]arlier|previous(?:ly)?|[Ii]nitial(?:ly)?|up from|down from|rose|risen|rising|climbed|increased|revised|updated|raised"
    r"|new (?:figure|toll|count|estimate|total)s?)\b"
)
_LOCAL = re.compile(
    r"\b(?:hospitals?|clinics?|morgues?|mortuary|ward|villages?|towns?|neighbou?rhoods?|districts?|streets?|buildings?|schools?)\b", re.I
)
_ADDED = re.compile(
    r"\b(?:including|of (?:them|whom|these|those)|another|other|additional|more than (?:half|two)|rest|remaining|combined|total)\b", re.I
)
_AGAINST = re.compile(
    r"\b(?:but|however|yet|although|though|while|whereas|only|just|instead|disput\w+|contradict\w+|in fact|actually"
    r"|another|toll|estimat\w+|varied|differ\w*|far (?:fewer|less|more)|put|puts|claim(?:s|ed)?)\b",
    re.I,
)
_HARM = "@death @injury @arrest @abduction @departure @infection".split()
LIMIT = 40  # figures compared with each
MOST = 8  # sides of one dispute
LEAST = 0.15  # below this belief two figures are not set against one another
SAME_DEED = 0.1  # what it adds that both are told of one deed
DAYS = 8  # tolls of reports further apart are updates


def figures(field: Field, readings: Sequence[Reading], index: ActorIndex, deeds: Deeds) -> list[Proposal]:
    """One proposal for each thing counted that different holders count differently."""
    found = sorted((c for r in readings for c in counts(field, r, index)), key=lambda c: c.key)
    told = [deeds.beside_word(c.reading.report.id, c.sentence, c.span) for c in found]
    deed_of = {c.key: d for c, d in zip(found, told, strict=True) if d}
    by_thing: defaultdict[str, list[Count]] = defaultdict(list)
    known: defaultdict[tuple[str, str], list[Count]] = defaultdict(list)
    for count in found:
        by_thing[count.thing].append(count)
        known[count.thing, count.reading.report.id].append(count)
    made = []
    for thing in sorted(by_thing):
        group = by_thing[thing]
        if len(group) < 2:
            continue
        near = BagIndex([c.near for c in group])
        alike = _alike(group) if thing in _HARM else {}
        scored: dict[tuple[int, int], float] = {}
        for i, one in enumerate(group):
            beside = [j for j in range(max(0, i - 6), i) if group[j].reading is one.reading]
            for j in {*near.candidates(one.near, LIMIT), *beside, *alike.get(i, ())}:
                if j != i and (min(i, j), max(i, j)) not in scored:
                    both = (deed_of.get(one.key), deed_of.get(group[j].key))
                    scored[min(i, j), max(i, j)] = _of_one(*both, _belief(field, known, one, group[j]))
        made += _proposals(field, group, {pair: belief for pair, belief in scored.items() if belief >= LEAST})
    return made


def _alike(group: Sequence[Count]) -> dict[int, list[int]]:
    """Of each figure those next in size: tolls of one thing are close to each other whatever words stand around them."""
    ordered = sorted(range(len(group)), key=lambda k: (group[k].low, k))
    return {k: ordered[max(0, at - 3) : at] for at, k in enumerate(ordered)}


def _of_one(one: Deed | None, other: Deed | None, belief: float) -> float:
    """The belief, given the deeds that the figures are told of: none for deeds of other days or countries, more for one and the same."""
    if belief <= 0 or one is None or other is None:
        return belief
    if one.dates_apart(other) or one.places_apart(other):
        return 0.0
    return min(belief + SAME_DEED * bool(one.cluster and one.cluster == other.cluster), 0.85)


def _belief(field: Field, known: dict[tuple[str, str], list[Count]], a: Count, b: Count) -> float:
    """How probable it is that two figures of one thing are given for the same quantity and cannot both be right."""
    gap = max(a.low, b.low) / max(min(a.high, b.high), 1e-9)
    if gap <= 1.0 or set(a.holders) & set(b.holders) or (None, None) in (*a.holders, *b.holders):
        return 0.0
    if any(x.stems and y.stems and not x.stems & y.stems for x, y in ((a.place, b.place), (a.date, b.date))):
        return 0.0
    if any(_MOVING.search(c.said) for c in (a, b)):
        return 0.0
    one, other = a.reading.report.id, b.reading.report.id
    match = field.index.match(a.near, b.near)
    like: float = (match.cover * match.back) ** 0.5
    telling = [w for w in match.shared if not w.isdigit() and w not in a.near.names]
    if a.thing.startswith(("@year", "@weekday")):
        return min(0.35 + 0.4 * like, 0.6) if one != other and len(match.shared) >= 2 and like >= 0.2 and telling else 0.0
    harm = a.thing in _HARM
    apart = abs(a.order - b.order)
    local = 0.1 * (bool(_LOCAL.search(a.said)) != bool(_LOCAL.search(b.said)))
    if one == other:
        attributed = OUTLET not in (a.voice, b.voice) or (harm and a.voice != b.voice)
        if apart > 1 or a.voice == b.voice or not attributed or gap > 60 or _ADDED.search(a.said) or _ADDED.search(b.said):
            return 0.0
        if a.thing == "@share" and (not a.noun or a.noun != b.noun):
            return 0.0
        contrast = bool(_AGAINST.search(a.said + " " + b.said))
        if not contrast and apart == 0:
            return 0.0
        return (0.3 if contrast else 0.15) + 0.15 * (apart == 1) + 0.1 * harm + 0.2 * min(like, 0.5) - local
    if harm:
        if gap > 15 or _days(a, b) > DAYS or (not telling and gap > 1.5):
            return 0.0
        return 0.25 + 0.4 * min(like, 0.6) + 0.1 * (gap < 1.5) + 0.05 * min(len(match.shared), 4) - 0.05 * _days(a, b) - local
    if gap > 3 or like < 0.18 or len(match.shared) < 2 or not telling:
        return 0.0
    if any(max(c.low, x.low) <= min(c.high, x.high) for c, o in ((a, other), (b, one)) for x in known[a.thing, o]):
        return 0.0  # a report that gives both figures means two things by them
    return 0.05 + 0.6 * min(like, 0.6) + 0.05 * min(len(match.shared), 4) + 0.1 * (gap < 1.3)


def _days(a: Count, b: Count) -> int:
    """Days between two reports; none where one is not known to the day."""
    try:
        return abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days)
    except ValueError:
        return 0


def _proposals(field: Field, group: Sequence[Count], pairs: dict[tuple[int, int], float]) -> list[Proposal]:
    """One proposal for each group of figures that conflicts join."""
    links: defaultdict[int, set[int]] = defaultdict(set)
    for i, j in pairs:
        links[i].add(j)
        links[j].add(i)
    made = []
    seen: set[int] = set()
    for start in sorted(links):
        todo, members = [start], []
        while todo:
            node = todo.pop()
            if node not in seen:
                seen.add(node)
                members.append(node)
                todo.extend(sorted(links[node]))
        if members:
            inside = {p: b for p, b in pairs.items() if p[0] in members}
            made.append(_joined(field, group, inside))
    return [p for p in made if p]


def _joined(field: Field, group: Sequence[Count], pairs: dict[tuple[int, int], float]) -> Proposal | None:
    """The figures of one quantity, each range a side; the surest pair gives the wording and comes first."""
    best = min(pairs, key=lambda p: (-pairs[p], p))
    ranked = sorted({k for p in pairs for k in p}, key=lambda k: (k not in best, -max(b for p, b in pairs.items() if k in p), k))
    sides: list[list[Count]] = []
    for count in (group[k] for k in ranked):
        fits = next((s for s in sides if all(max(count.low, o.low) <= min(count.high, o.high) for o in s)), None)
        (sides.append([count]) if fits is None else fits.append(count))
    backed = [tuple(b for b in (_backing(field, c) for c in side) if b) for side in sides]
    backed = [side for side in backed if side][:MOST]
    if len(backed) < 2:
        return None
    pair = sorted((group[k] for k in best), key=lambda c: (c.low, c.key))
    words = " against ".join(f"“{' '.join(c.reading.report.quote(c.shown).split())}”" for c in pair)
    many = sum(len(side) for side in sides)
    where = "one report" if len({group[k].reading.report.id for k in ranked}) == 1 else "reports that tell of the same"
    return Proposal(
        family="figure",
        kind="figure",
        sides=tuple(backed),
        question=f"Figures differ: {words}",
        strength=round(min(pairs[best] + 0.05 * min(many - 2, 3), 0.85), 3),
        reason=f"{many} figures of one thing by different holders, with ranges apart, in {where}.",
    )


def _backing(field: Field, count: Count) -> Backing | None:
    """The passage that holds a figure, narrowed to the figure and what it counts."""
    at = field.holding(count.reading.report.id, count.span, None if count.voice == OUTLET else count.voice)
    return None if at is None else Backing(at, (count.shown,))
