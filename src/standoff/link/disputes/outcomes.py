"""One thing told with opposite outcomes: over or going on, postponed or called off, by accident or on purpose, withdrawn or still there.

`outcomes.tsv` holds the words. That both passages speak of one thing is seen from the words around: those that few passages have, and the
actors that stand by the word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ..actors import ActorIndex
from ..passages import Field, Passage
from ..phrasebook import Phrasebook
from ..similarity import Bag, bag
from .denial_targets import DAYS, days_apart
from .proposal import Backing, Proposal
from .statuses import said

REACH = 14  # words on each side that tell what a word is used of
AROUND = 60  # characters on each side in which an actor is one of whom it is told
LEAST = 0.15  # likeness of what stands around two words from which they may be of one thing
CLOSE = 3  # sentences of one report within which an actor is enough
MOST = 40  # uses of a camp that are compared
SIDE = 3  # passages on a side
EACH = 2  # proposals for one kind of outcome, and one more for every four reports
_UNSURE = re.compile(r"\b(?:if|whether|unless|unclear|would|could|might|may)\b|\?\W*$", re.I)
_NOT = re.compile(r"(?:\b(?:not|never|hardly|without|no)|n['’]t)\W+(?:\w+\W+){0,2}$", re.I)


@dataclass(frozen=True, slots=True)
class _Use:
    """One use of a word for an outcome, with its camp, the bag of the words around and the actors that stand by."""

    passage: int
    camp: int
    word: str
    near: Bag
    who: frozenset[str]


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, tuple[tuple[str, int], ...]], Phrasebook]:
    """Word in lower case -> what it answers and with which camp; and the look-up that finds any word."""
    found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for line in files(__package__).joinpath("outcomes.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            asked, *camps = line.split("\t")
            for number, camp in enumerate(camps):
                for word in camp.split(";"):
                    found[word.strip()].append((asked, number))
    return {w: tuple(v) for w, v in found.items()}, Phrasebook.of(found)


def outcomes(field: Field, index: ActorIndex, beside: Mapping[str, frozenset[str]] | None = None) -> list[Proposal]:
    """The opposite outcomes of a case, surest first. `beside` tells which reports are compared with which, if not all are."""
    uses: defaultdict[str, list[_Use]] = defaultdict(list)
    for i, passage in enumerate(field.passages):
        for asked, use in _uses(i, passage):
            uses[asked].append(use)
    most = EACH + len(field.by_report) // 4
    made = []
    for asked in sorted(uses):
        pairs = sorted(_pairs(field, uses[asked], beside), key=lambda x: (-x[0], x[1].passage, x[2].passage))
        taken: set[int] = set()
        kept = 0
        for likely, one, other in pairs:
            if kept < most and not taken & {one.passage, other.passage}:
                sides = _sides(field, pairs, one, other)
                taken.update(b.passage for side in sides for b in side)
                made.append(_proposal(field, index, asked, likely, (one, other), sides))
                kept += 1
    return sorted(made, key=lambda p: (-p.strength, p.question))


def _uses(i: int, passage: Passage) -> Iterator[tuple[str, _Use]]:
    table, book = _table()
    if _UNSURE.search(passage.text) or (passage.statement and passage.statement.act in ("ask", "demand", "threaten")):
        return
    text = passage.text
    for start, end, word in book.within(text):
        before, after = text[:start].split()[-REACH:], text[end:].split()[:REACH]
        near = bag(" ".join(before) + " … " + " ".join(after))
        who = frozenset(s.actor for s in passage.spots if s.end > start - AROUND and s.start < end + AROUND)
        turned = bool(_NOT.search(text[max(0, start - 30) : start]))
        for asked, camp in table[word]:
            yield asked, _Use(i, 1 - camp if turned and camp < 2 else camp, word, near, who)


def _pairs(field: Field, uses: Sequence[_Use], beside: Mapping[str, frozenset[str]] | None) -> Iterator[tuple[float, _Use, _Use]]:
    """Uses of two camps by two voices that may be of one thing, with how likely."""
    groups: defaultdict[str, list[_Use]] = defaultdict(list)
    for use in uses:
        groups[field.passages[use.passage].report.id].append(use)
    for report in sorted(groups):
        near = sorted(beside[report] & groups.keys()) if beside else sorted(groups)
        others = [u for r in near for u in groups[r] if u.camp == 1][:MOST]
        for one in [u for u in groups[report] if u.camp == 0][:MOST]:
            for other in others:
                likely = _likely(field, one, other)
                if likely > 0:
                    yield likely, one, other


def _likely(field: Field, one: _Use, other: _Use) -> float:
    a, b = field.passages[one.passage], field.passages[other.passage]
    if one.passage == other.passage or a.same_voice(b) or days_apart(a, b) > DAYS:
        return 0.0
    if a.report is b.report and any(x.overlaps(y) for x in a.spans for y in b.spans):
        return 0.0
    match = field.index.match(one.near, other.near)
    like: float = (match.cover * match.back) ** 0.5
    common = one.who & other.who
    beside = a.report is b.report and abs(a.order - b.order) <= CLOSE
    if like < LEAST and not (common and (beside or len(match.shared) > 1)):
        return 0.0
    return min(0.08 + 0.4 * min(like, 0.5) + 0.06 * bool(common) + 0.05 * beside, 0.4)


def _sides(field: Field, pairs: Sequence[tuple[float, _Use, _Use]], one: _Use, other: _Use) -> tuple[tuple[Backing, ...], ...]:
    """The two passages with those that stand against the same one, of other voices."""
    sides: list[list[int]] = [[one.passage], [other.passage]]
    for _, left, right in pairs:
        for at, mine, theirs in ((0, left.passage, right.passage), (1, right.passage, left.passage)):
            if theirs != sides[1 - at][0] or len(sides[at]) >= SIDE or mine in sides[0] or mine in sides[1]:
                continue
            if not any(field.passages[mine].same_voice(field.passages[k]) for k in (*sides[0], *sides[1])):
                sides[at].append(mine)
    return tuple(tuple(Backing(k) for k in side) for side in sides)


def _proposal(
    field: Field, index: ActorIndex, asked: str, likely: float, both: tuple[_Use, _Use], sides: tuple[tuple[Backing, ...], ...]
) -> Proposal:
    first, second = (field.passages[u.passage] for u in both)
    return Proposal(
        "deed",
        "contradiction",
        sides,
        f"{asked.capitalize()}: {said(index, first)}; {said(index, second)}?",
        round(likely, 3),
        f"Opposite outcomes of what seems one thing: “{both[0].word}” and “{both[1].word}”.",
    )
