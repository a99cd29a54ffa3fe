"""How surely two passages stand on two sides of one question: what the families saw of them, and what the pair network says.

A logistic regression over a few features, fitted by `training.rank` on annotated events; its weights ship in `ranking.json`, a
second set for when there is no network. The network alone ranks little better than chance, structure better, both together best.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import log1p

from ..passages import Field
from ..verdicts import Verdict, Verdicts
from .deeds import Deeds
from .proposal import Proposal
from .traits import Pair, Traits, logit, sigmoid

BEST = 4  # passages of each side that are compared with those of the other sides
LOOSE = frozenset({"demand", "contradiction"})  # families that go by no word of denial, blame, number or name
REPORTED = 0.5  # share of a passage from which a statement in it is what it tells
PLACE = 0.35  # what each place below the first on its side takes from a passage's strength, in log-odds


@dataclass(frozen=True, slots=True)
class Ranking:
    """Weights by feature name, with the network and without, and how the score of a dispute becomes its confidence."""

    with_network: dict[str, float]
    without: dict[str, float]
    slope: float
    offset: float
    repeat: float = 0.0

    def probability(self, features: dict[str, float]) -> float:
        """The probability (0 to 1) that two passages stand on two sides of a question that a careful reader would call disputed."""
        weights = self.with_network if "oppose" in features else self.without
        return sigmoid(sum(weights.get(name, 0.0) * value for name, value in features.items()))

    def confidence(self, score: float, repeated: float = 0.0) -> float:
        """The confidence of a dispute of that score (Platt scaling over the annotated events).

        `repeated` tells how many surer disputes of its reports its holders have a place in, on average: a reader names what a holder is
        in dispute over once, so that every further question put to the same holders is less likely to be one of its own.
        """
        return sigmoid(self.slope * logit(score) + self.offset + self.repeat * log1p(repeated))


@cache
def default_ranking() -> Ranking:
    """The weights that ship with the package."""
    held = json.loads(files(__package__).joinpath("ranking.json").read_text(encoding="utf-8"))
    return Ranking(held["with network"], held["without"], held["slope"], held["offset"], held["repeat"])


@dataclass(slots=True)
class Pairs:
    """The pairs of passages that proposals set against each other, each with its features."""

    features: dict[Pair, dict[str, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, field: Field, proposals: Sequence[Proposal], verdicts: Verdicts | None, deeds: Deeds | None = None) -> Pairs:
        """All pairs across the sides of all proposals, the network asked once about all of them. `deeds` are those of the passages."""
        seen: dict[Pair, dict[str, float]] = {}
        for proposal in proposals:
            for pair, place in across(proposal):
                strengths = seen.setdefault(pair, {})
                offered = logit(proposal.strength) - PLACE * place
                strengths[proposal.family] = max(strengths.get(proposal.family, offered), offered)
        held = _held(field)
        wanted = sorted(p for p, by in seen.items() if _opposable(field, p, by.keys(), held))
        told: list[Verdict | None] = [None] * len(wanted)
        if verdicts:
            told = verdicts.of([(field.passages[i], field.passages[j]) for i, j in wanted])
        traits = Traits(field, deeds or Deeds())
        return cls({p: traits.of(p, seen[p], v) for p, v in zip(wanted, told, strict=True)})

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


def _held(field: Field) -> dict[int, list[int]]:
    """For each passage the statements nested in it."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for i, passage in enumerate(field.passages):
        outer = field.of_statement.get(passage.statement.parent) if passage.statement and passage.statement.parent else None
        if outer is not None:
            found[outer].append(i)
    return found


def _opposable(field: Field, pair: Pair, families: Iterable[str], held: Mapping[int, Sequence[int]]) -> bool:
    """Whether two passages can stand on two sides: of two voices, neither a mere report of the other's holder, nor a bare name."""
    one, other = (field.passages[i] for i in pair)
    if one.same_voice(other):
        return False
    for i, there in ((pair[0], other), (pair[1], one)):
        inner = [field.passages[k] for k in held.get(i, ()) if set(field.passages[k].holders) & set(there.holders)]
        if any(len(p.text) >= REPORTED * len(field.passages[i].text) for p in inner):
            return False
    named = any(p.bag.stems <= p.bag.names for p in (one, other))
    return not (named and LOOSE.issuperset(families))
