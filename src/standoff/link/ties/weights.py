"""How likely a pair of parties tells a tie: what the network holds of it, weighed with what is seen of it.

Two logistic regressions with three outcomes (none, for, against): one over binary features, one over its log-odds and those of the network.
`python -m training.ties` fits both on our own annotation and writes `weights.json` beside this module.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log


@dataclass(frozen=True, slots=True)
class Weights:
    """`base` and `of` a feature: log-odds of "for" and of "against", each over none. `floor` is the least probability of a tie.

    `mix` are, for each of the two, the constant and the weights of what `evidence` gives.
    """

    base: tuple[float, float]
    of: dict[str, tuple[float, float]]
    mix: tuple[tuple[float, ...], tuple[float, ...]]
    floor: float

    def seen(self, features: Iterable[str]) -> tuple[float, float]:
        """The log-odds of for and against, each over none, by the features alone."""
        plus, minus = self.base
        for feature in features:
            held = self.of.get(feature)
            if held:
                plus += held[0]
                minus += held[1]
        return plus, minus

    def probabilities(self, features: Iterable[str], chances: tuple[float, float]) -> tuple[float, float]:
        """The probabilities (0 to 1) of a tie for and one against; `chances` are the network's."""
        given = (1.0, *evidence(self.seen(features), chances))
        plus, minus = (sum(a * b for a, b in zip(row, given, strict=True)) for row in self.mix)
        top = max(plus, minus, 0.0)
        a, b, c = exp(plus - top), exp(minus - top), exp(-top)
        return a / (a + b + c), b / (a + b + c)


def evidence(seen: tuple[float, float], chances: tuple[float, float]) -> tuple[float, ...]:
    """What the second regression weighs: the log-odds by the features, then those of the network for, against and neither."""
    plus, minus = chances
    return (*seen, logit(plus), logit(minus), logit(1.0 - plus - minus))


@cache
def default_weights() -> Weights:
    """The weights that ship with the package."""
    held = json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    one, other = held["mix"]
    return Weights(tuple(held["base"]), {k: (a, b) for k, (a, b) in held["of"].items()}, (tuple(one), tuple(other)), held["floor"])


def logit(p: float) -> float:
    """Log-odds, for probabilities between .003 and .997."""
    p = min(max(p, 0.003), 0.997)
    return log(p / (1.0 - p))
