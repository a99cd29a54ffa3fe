"""How surely two passages stand on two sides of one question: what the families saw of them, and what the pair network says.

A logistic regression over a few features, fitted by `training.rank` on annotated events; its weights ship in `ranking.json`, a
second set for when there is no network. The network alone ranks little better than chance, structure better, both together best.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import exp, log

from ..passages import Field, Passage
from ..verdicts import Verdict, Verdicts
from .proposal import FAMILIES, Proposal

BEST = 4  # passages of each side that are compared with those of the other sides
PLACE = 0.35  # what each place below the first on its side takes from a passage's strength, in log-odds
FIRM = -0.2  # log-odds from which a family is taken to be sure of itself
NETWORK = ("oppose", "same", "agree", "contradicts")
STRUCTURE = (
    *("one", "strength", "firm", "families", "likeness", "near", "across", "names", "answers", "statements", "quotes", "size"),
    *("negation", "denial", "accusation", *(f"is {f}" for f in FAMILIES)),
)
FEATURES = (*STRUCTURE, *NETWORK)

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Weights by feature name, with the network and without, and how the score of a dispute becomes its confidence."""

    with_network: dict[str, float]
    without: dict[str, float]
    slope: float
    offset: float

    def probability(self, features: dict[str, float]) -> float:
        """The probability (0 to 1) that two passages stand on two sides of a question that a careful reader would call disputed."""
        weights = self.with_network if "oppose" in features else self.without
        return sigmoid(sum(weights.get(name, 0.0) * value for name, value in features.items()))

    def confidence(self, score: float) -> float:
        """The confidence of a dispute of that score (Platt scaling over the annotated events)."""
        return sigmoid(self.slope * logit(score) + self.offset)


@cache
def default_ranking() -> Ranking:
    """The weights that ship with the package."""
    held = json.loads(files(__package__).joinpath("ranking.json").read_text(encoding="utf-8"))
    return Ranking(held["with network"], held["without"], held["slope"], held["offset"])


@dataclass(slots=True)
class Pairs:
    """The pairs of passages that proposals set against each other, each with its features."""

    features: dict[Pair, dict[str, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, field: Field, proposals: Sequence[Proposal], verdicts: Verdicts | None) -> Pairs:
        """All pairs across the sides of all proposals, the network asked once about all of them."""
        seen: dict[Pair, dict[str, float]] = {}
        for proposal in proposals:
            for pair, place in across(proposal):
                strengths = seen.setdefault(pair, {})
                offered = logit(proposal.strength) - PLACE * place
                strengths[proposal.family] = max(strengths.get(proposal.family, offered), offered)
        wanted = sorted(p for p in seen if not field.passages[p[0]].same_voice(field.passages[p[1]]))
        told: list[Verdict | None] = [None] * len(wanted)
        if verdicts:
            told = verdicts.of([(field.passages[i], field.passages[j]) for i, j in wanted])
        return cls({p: _features(field, p, seen[p], v) for p, v in zip(wanted, told, strict=True)})

    def scores(self, ranking: Ranking) -> dict[Pair, float]:
        """The probability of each pair."""
        return {pair: ranking.probability(f) for pair, f in self.features.items()}


def across(proposal: Proposal) -> Iterable[tuple[Pair, int]]:
    """The pairs of passages across the sides of a proposal, the smaller index first, with how far down their sides they stand."""
    for n, left in enumerate(proposal.sides):
        for right in proposal.sides[:n]:
            for a, one in enumerate(right[:BEST]):
                for b, other in enumerate(left[:BEST]):
                    if one.passage != other.passage:
                        yield pair_of(one.passage, other.passage), a + b


def pair_of(i: int, j: int) -> Pair:
    """Two indices, the smaller first."""
    return min(i, j), max(i, j)


def _features(field: Field, pair: Pair, strengths: dict[str, float], verdict: Verdict | None) -> dict[str, float]:
    a, b = (field.passages[i] for i in pair)
    match = field.index.match(a.bag, b.bag)
    one_report = a.report.id == b.report.id
    acts = {p.statement.act for p in (a, b) if p.statement}
    made = {
        "one": 1.0,
        "strength": max(strengths.values()),
        "firm": float(max(strengths.values()) >= FIRM),
        "families": len(strengths) - 1.0,
        "likeness": (match.cover * match.back) ** 0.5,
        "near": 1.0 / (1.0 + abs(a.order - b.order)) if one_report else 0.0,
        "across": float(not one_report),
        "names": float(min(len(a.names & b.names), 3)),
        "answers": float(bool(set(a.holders) & b.names) + bool(set(b.holders) & a.names)),
        "statements": float((a.statement is not None) + (b.statement is not None)),
        "quotes": float(_quoted(a) + _quoted(b)),
        "size": min(len(a.text), len(b.text), 150) / 100,
        "negation": float(a.negated != b.negated),
        "denial": float("deny" in acts),
        "accusation": float(bool({"accuse", "condemn"} & acts)),
        **{f"is {f}": 1.0 for f in strengths},
    }
    if verdict:
        made |= {name: logit(getattr(verdict, name)) for name in NETWORK}
    return made


def _quoted(passage: Passage) -> bool:
    return passage.statement is not None and passage.statement.kind != "indirect"


def logit(p: float) -> float:
    """Log-odds, for probabilities between .01 and .99."""
    p = min(max(p, 0.01), 0.99)
    return log(p / (1.0 - p))


def sigmoid(x: float) -> float:
    """The inverse of log-odds."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, x))))
