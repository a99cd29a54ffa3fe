"""How likely two tellings tell one deed: boosted trees over their features, fitted by `training.clusters`.

The trees ship in `weights.json`, each as columns: for its nodes the feature (-1 for a leaf), the threshold, the place of the child for what
is not above it, that of the other child, and for leaves the log-odds that they add. Most pairs are no match by far, which the first trees
tell: the others are not asked about those.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .table import FEATURES, Floats


@dataclass(frozen=True, slots=True)
class Tree:
    """A regression tree. Node 0 is the root; `low` is the child of a node for values up to its threshold, `high` the other."""

    feature: tuple[int, ...]
    threshold: tuple[float, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]
    value: tuple[float, ...]

    def add(self, columns: Floats, odds: NDArray[np.float64]) -> None:
        """Adds what it tells to the log-odds of each pair; `columns` [F, P] holds a row for each feature."""
        left = [(0, np.arange(columns.shape[1]))]
        while left:
            node, pairs = left.pop()
            if self.feature[node] < 0:
                odds[pairs] += self.value[node]
            elif len(pairs):
                up = columns[self.feature[node]][pairs] > self.threshold[node]
                left += [(self.low[node], pairs[~up]), (self.high[node], pairs[up])]


@dataclass(frozen=True, slots=True)
class Scorer:
    """The sum of trees. A pair whose log-odds are below `hopeless` after the first `asked` trees is given up.

    `slope` and `offset` make the log-odds of the trees those of a careful reader (Platt scaling).
    """

    trees: tuple[Tree, ...]
    asked: int = 0
    hopeless: float = -np.inf
    slope: float = 1.0
    offset: float = 0.0

    def odds(self, features: Floats) -> NDArray[np.float64]:
        """The log-odds of each row of features, in the order of `table.FEATURES`; -inf for those given up."""
        columns = np.ascontiguousarray(features.T)
        odds = np.zeros(len(features))
        for tree in self.trees[: self.asked]:
            tree.add(columns, odds)
        kept = np.flatnonzero(odds >= self.hopeless)
        rest, columns = odds[kept], np.ascontiguousarray(columns[:, kept])
        for tree in self.trees[self.asked :]:
            tree.add(columns, rest)
        odds[:] = -np.inf
        odds[kept] = rest
        return odds

    def probability(self, odds: float) -> float:
        """The probability (0 to 1) that a careful reader takes a pair of those log-odds for one deed."""
        return float(1.0 / (1.0 + np.exp(-(self.slope * odds + self.offset))))


def scorer_of(held: dict[str, Any]) -> Scorer:
    """The scorer that a file of weights tells. Raises ValueError when it was fitted on other features."""
    if tuple(held["features"]) != FEATURES:
        raise ValueError("The weights of event clusters were fitted on other features.")
    return Scorer(trees_of(held), held["asked"], held["hopeless"], held["slope"], held["offset"])


def trees_of(held: dict[str, Any]) -> tuple[Tree, ...]:
    """The trees of a file of weights."""
    return tuple(map(_tree, held["trees"]))


def _tree(columns: Sequence[Sequence[float]]) -> Tree:
    feature, threshold, low, high, value = columns
    return Tree(tuple(map(int, feature)), tuple(threshold), tuple(map(int, low)), tuple(map(int, high)), tuple(value))


@cache
def default_scorer() -> Scorer:
    """The weights that ship with the package."""
    return scorer_of(json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8")))
