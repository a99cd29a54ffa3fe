"""How likely two statements answer one question from opposite sides, and how likely from the same: two weighted sums.

Each piece of evidence is a small number read off the two passages (same voice, shared words, opposed acts, a contrast
between them ...). The weights are those of two logistic regressions over the pairs of 71 events (two to four news reports each)
in which a reader had marked all disputes: 54,000 pairs, of which 5 % stand against each other and 7 % together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import exp

from ..passages import Field, Passage
from .stance import NO_TONE, Stance, tone

FAR = 99
NEAR = 3  # sentences over which a contrast carries
Evidence = Iterator[tuple[str, float]]
# evidence -> its weight for "opposed on one question" and for "together on one question"; the empty name is the constant term.
WEIGHTS: dict[str, tuple[float, float]] = {
    "samevoice": (-1.01, 0.224),
    "cross": (-0.026, 0.315),
    "apart": (-0.08, -0.194),
    "second": (0.169, -0.08),
    "quotes": (0.331, 0.542),
    "length": (-0.199, -0.228),
    "resolved": (0.331, 0.386),
    "topical": (0.002, 0.029),
    "cover": (0.104, 2.48),
    "shared": (0.206, 0.3),
    "beside": (0.097, 0.189),
    "nothing": (-0.294, -0.095),
    "negated": (0.073, -0.056),
    "negated shared": (0.476, 0.004),
    "retold": (-0.761, -0.115),
    "taking sides": (0.054, 0.067),
    "words opposed": (0.245, 0.055),
    "words alike": (0.183, 0.306),
    "sides opposed": (0.133, -0.045),
    "acts opposed": (-0.006, -0.321),
    "acts opposed on one": (0.413, -0.228),
    "both against": (-0.09, 0.249),
    "both against one": (-0.102, -0.04),
    "both for": (-0.197, 0.356),
    "condemn": (0.072, 0.264),
    "accuse": (0.204, 0.439),
    "deny": (0.32, 0.461),
    "endorse": (0.445, 0.199),
    "demand": (-0.079, 0.139),
    "opine": (0.047, 0.208),
    "ask": (-1.062, -0.92),
    "both demand": (0.064, 0.582),
    "named": (0.066, -0.056),
    "holder blamed": (0.065, 0.263),
    "hostile": (0.245, -0.361),
    "friendly": (-0.265, -0.015),
    "answers": (0.433, -0.146),
    "partisans": (0.39, 0.213),
    "contrast": (0.247, -0.193),
    "contrast shared": (0.041, 0.129),
    "turns": (0.302, -0.298),
    "": (-3.569, -3.759),
}


@dataclass(frozen=True, slots=True)
class Relations:
    """Who speaks against whom, and for whom, by name anywhere in the case: how often."""

    against: Counter[frozenset[str]]
    towards: Counter[frozenset[str]]

    @classmethod
    def of(cls, field: Field, stances: dict[int, Stance]) -> Relations:
        """Counts over all statements."""
        made = cls(Counter(), Counter())
        for i, stance in stances.items():
            passage = field.passages[i]
            valence = stance.sign + _clip(stance.cue.valence, 2) + _clip(stance.said.valence, 3)
            hostile = stance.act in ("accuse", "condemn") or valence <= -2
            if hostile or stance.act == "endorse" or valence >= 2:
                into = made.against if hostile else made.towards
                into.update(frozenset((h, x)) for h in passage.holders for x in passage.names if x != h)
        return made

    def hostile(self, one: Passage, other: Passage) -> int:
        """How often a holder of one has spoken against a holder of the other, at most 3."""
        return max((min(self.against[frozenset((a, b))], 3) for a in one.holders for b in other.holders), default=0)

    def friendly(self, one: Passage, other: Passage) -> int:
        """How often a holder of one has spoken for a holder of the other, at most 3."""
        return max((min(self.towards[frozenset((a, b))], 3) for a in one.holders for b in other.holders), default=0)


def _clip(value: int, most: int) -> int:
    return max(-most, min(most, value))


def _signs(one: int, other: int) -> int:
    """1 where both numbers are of one sign, -1 where of opposite signs, else 0."""
    return (one * other > 0) - (one * other < 0)


def evidence(field: Field, relations: Relations, weight: dict[str, float], pair: tuple[int, int], both: tuple[Stance, Stance]) -> Evidence:
    """The evidence of two statements, the earlier first where they share a report; what is 0 may be left out."""
    p, q = (field.passages[i] for i in pair)
    a, b = both
    same = p.report is q.report
    distance = abs(q.order - p.order) if same else FAR
    shared = p.bag.stems & q.bag.stems
    beside = (a.around & b.around) - shared
    common = sum(weight[s] for s in shared)
    least = min(sum(weight[s] for s in p.bag.stems), sum(weight[s] for s in q.bag.stems))
    cover = common / (least + 8)
    contrary = p.negated != q.negated
    yield "samevoice", p.same_voice(q)
    yield "cross", not same
    yield "apart", min(abs(a.rank - b.rank), 6) if same else 6
    yield "second", distance == 2
    yield "quotes", a.quoted + b.quoted
    yield "length", (min(len(p.bag.stems), 25) + min(len(q.bag.stems), 25)) / 10
    yield "resolved", bool(p.holders) + bool(q.holders)
    yield "topical", min(a.topical, 4) + min(b.topical, 4)
    yield "cover", cover
    yield "shared", min(len(shared - p.bag.names - q.bag.names), 4)
    yield "beside", min(sum(weight[s] for s in beside), 40) / 10
    yield "nothing", not shared and not beside
    yield "negated", contrary
    yield "negated shared", contrary and len(shared) > 1
    yield "retold", cover > 0.4 and not contrary
    yield "taking sides", min(a.said.weight, 3) + min(b.said.weight, 3)
    said = _signs(a.said.valence, b.said.valence)
    yield "words opposed", said < 0
    yield "words alike", said > 0
    yield "sides opposed", a.side * b.side < 0
    acts = _signs(a.sign, b.sign)
    yield "acts opposed", acts < 0
    yield "acts opposed on one", acts < 0 and bool(a.head & b.head)
    yield "both against", acts > 0 and a.sign < 0
    yield "both against one", acts > 0 and a.sign < 0 and bool(p.names & q.names)
    yield "both for", acts > 0 and a.sign > 0
    for act in ("condemn", "accuse", "deny", "endorse", "demand", "opine", "ask"):
        yield act, (a.act == act) + (b.act == act)
    yield "both demand", a.act == b.act == "demand" and bool(shared)
    yield "named", bool(set(p.holders) & q.names) + bool(set(q.holders) & p.names)
    yield (
        "holder blamed",
        bool(shared or beside) and bool((a.sign < 0 and set(q.holders) & p.names) or (b.sign < 0 and set(p.holders) & q.names)),
    )
    yield "hostile", relations.hostile(p, q)
    yield "friendly", relations.friendly(p, q)
    yield "answers", b.lead.answers > 0
    yield "partisans", abs(a.source.sided) + abs(b.source.sided)
    if same and distance <= NEAR:
        between = p.report.text[min(p.spans[-1].end, q.spans[0].start) : q.spans[0].start]
        turns = min((tone(between) if between else NO_TONE).contrasts, 2)
        yield "contrast", turns
        yield "contrast shared", bool(turns and (shared or beside))
        yield "turns", b.turns


def odds(found: Evidence) -> tuple[float, float]:
    """The probabilities that two statements are opposed on one question, and that they stand together on one."""
    opposed, alike = WEIGHTS[""]
    for name, value in found:
        if value:
            against, along = WEIGHTS[name]
            opposed += against * value
            alike += along * value
    return 1 / (1 + exp(-opposed)), 1 / (1 + exp(-alike))
