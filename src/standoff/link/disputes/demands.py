"""Rival demands and judgements on one deed, policy, plan or person: called for or defended by some, opposed or condemned by others.

Two statements near each other, or with rare words in common, are weighed (`opposition`). From the surest opposed pair on,
each side takes in what speaks with it and against the other side, so that one question makes one dispute with its holders.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

from ..actors import ActorIndex
from ..passages import Field, Passage
from ..similarity import stem
from ..wording import named, short
from .denial_targets import days_apart
from .opposition import Relations, evidence, odds
from .proposal import Backing, Proposal
from .stance import Stance, stances

WINDOW = 8  # sentences between two statements of one report
RARE = 40  # a stem in more statements than that joins no two reports
ALIKE = 12  # statements of other reports that one is compared with
DAYS = 30  # reports published further apart are not of one story
SEED = 0.06  # least probability that two statements are opposed
WITH, AGAINST = 0.07, 0.05  # least probabilities that a further statement stands with the one side and against the other
MORE = 3  # further statements a side
MOST, PER_REPORT = 9, 2  # proposals at most, and more for each report of the case
LEAST = 0.15  # strength below which nothing is proposed
CALIBRATION = (-2.727, 7.782, 0.23)  # logistic: constant, mean probability over all opposed pairs, further statements


@dataclass(frozen=True, slots=True)
class Rivals:
    """Statements two by two: how likely a pair is opposed (`against`), how likely of one side (`along`); pairs both ways round."""

    stance: dict[int, Stance]
    against: dict[tuple[int, int], float]
    along: dict[tuple[int, int], float]
    near: dict[int, list[int]]

    @classmethod
    def of(cls, field: Field) -> Rivals:
        """Weighs all pairs that may stand against each other."""
        stance = stances(field)
        relations = Relations.of(field, stance)
        stems = {w for i, s in stance.items() for w in field.passages[i].bag.stems | s.around}
        weight = {w: field.index.weight(w) for w in stems}
        made = cls(stance, {}, {}, defaultdict(list))
        for i, j in _pairs(field, sorted(stance)):
            opposed, alike = odds(evidence(field, relations, weight, (i, j), (stance[i], stance[j])))
            made.against[i, j] = made.against[j, i] = opposed
            made.along[i, j] = made.along[j, i] = alike
            made.near[i].append(j)
            made.near[j].append(i)
        return made

    def joining(self, one: int, other: int) -> list[int]:
        """Who stands with `one` and against `other`, surest first."""
        found = [
            (self.along[x, one] + self.against[x, other], x)
            for x in self.near[one]
            if self.along[x, one] > max(WITH, self.against[x, one], self.along.get((x, other), 0.0))
            and self.against.get((x, other), 0.0) > AGAINST
        ]
        return [x for _, x in sorted(found, key=lambda f: (-f[0], f[1]))[:MORE]]

    def sides(self) -> Iterator[tuple[list[int], list[int]]]:
        """The two sides of each question, the surest first, in each side the one that stands surest against the other first."""
        grown = []
        for (i, j), opposed in self.against.items():
            if i < j and opposed >= SEED:
                one = [i, *self.joining(i, j)]
                grown.append((one, [j, *(x for x in self.joining(j, i) if x not in one)]))
        taken: set[int] = set()
        for one, other in sorted(grown, key=lambda g: (-self.strength(*g), g)):
            if not (one[0] in taken or other[0] in taken):
                one, other = ([x for x in side if x not in taken] for side in (one, other))
                yield one, other
                taken.update(one, other)

    def strength(self, one: Sequence[int], other: Sequence[int]) -> float:
        """The probability that a careful reader finds both sides in one dispute."""
        crossed = [self.against.get((i, j), 0.0) for i in one for j in other]
        constant, mean, size = CALIBRATION
        return 1 / (1 + exp(-(constant + mean * sum(crossed) / len(crossed) + size * (len(one) + len(other) - 2))))


def demands(field: Field, index: ActorIndex) -> list[Proposal]:
    """Statements set against each other on one object, surest first."""
    rivals = Rivals.of(field)
    most = MOST + PER_REPORT * len(field.by_report)
    made = []
    for one, other in rivals.sides():
        strength = rivals.strength(one, other)
        if strength >= LEAST:
            made.append(_proposal(field, index, rivals, (one, other), strength))
    return sorted(made, key=lambda p: -p.strength)[:most]


def _pairs(field: Field, told: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of statements that may stand against each other, the earlier first within a report."""
    passages = field.passages
    for k, i in enumerate(told):
        for j in told[k + 1 :]:
            if passages[j].report is not passages[i].report or passages[j].order - passages[i].order > WINDOW:
                break
            if not any(s.overlaps(t) for s in passages[i].spans for t in passages[j].spans):
                yield i, j
    posted: defaultdict[str, list[int]] = defaultdict(list)
    for i in told:
        for word in passages[i].bag.stems:
            posted[word].append(i)
    rare = {word: field.index.weight(word) for word, places in posted.items() if 1 < len(places) <= RARE}
    for i in told:
        votes: defaultdict[int, float] = defaultdict(float)
        for word in passages[i].bag.stems & rare.keys():
            for j in posted[word]:
                if j >= i:
                    break
                votes[j] += rare[word]
        elsewhere = [j for j in votes if passages[j].report is not passages[i].report]
        for j in sorted(elsewhere, key=lambda j: (-votes[j], j))[:ALIKE]:
            if days_apart(passages[i], passages[j]) <= DAYS:
                yield j, i


def _proposal(field: Field, index: ActorIndex, rivals: Rivals, sides: tuple[list[int], list[int]], strength: float) -> Proposal:
    first, second = (field.passages[side[0]] for side in sides)
    object_ = _object(field, first, second)
    question = f"{object_}{_told(index, first)}; {_told(index, second)}?"
    return Proposal(
        "demand",
        "contradiction",
        tuple(tuple(Backing(i) for i in side) for side in sides),
        question,
        round(strength, 3),
        _reason(field, rivals, sides, bool(object_)),
    )


def _told(index: ActorIndex, passage: Passage) -> str:
    cue = passage.report.quote(passage.statement.cue) if passage.statement and passage.statement.cue else ""
    return f"{named(index, passage)}{f' (“{short(cue, 30)}”)' if cue else ''} “{short(passage.text, 90)}”"


def _object(field: Field, first: Passage, second: Passage) -> str:
    """The rarest words that both speak of, as the first writes them."""
    shared = sorted(first.bag.stems & second.bag.stems, key=lambda w: (-field.index.weight(w), w))[:2]
    words = [next((w for w in first.text.split() if stem(w.strip(".,;:!?\"'“”‘’()")) == s), "") for s in shared]
    shown = " and ".join(f"“{w.strip('.,;:!?“”‘’()').strip(chr(34))}”" for w in words if w)
    return f"On {shown}: " if shown else ""


def _reason(field: Field, rivals: Rivals, sides: tuple[list[int], list[int]], shared: bool) -> str:
    """What speaks for it, in words."""
    (i, *_), (j, *_) = sides
    p, q, a, b = field.passages[i], field.passages[j], rivals.stance[i], rivals.stance[j]
    said = []
    if a.sign * b.sign < 0:
        said.append("one acts for it, the other against it")
    elif a.side * b.side < 0:
        said.append("one speaks for it, the other against it")
    if set(p.holders) & q.names or set(q.holders) & p.names:
        said.append("one names the other")
    if p.negated != q.negated:
        said.append("one negates")
    if shared:
        said.append("both use the same words")
    if p.report is q.report:
        said.append("in the same sentence" if p.order == q.order else f"{abs(q.order - p.order)} sentences apart")
    text = ", ".join(said) or "two holders on one matter"
    return text[0].upper() + text[1:] + "."
