"""How likely a careful reader would find a statement, from what the network, the quotation marks and the cue lexicon say of it.

A logistic model (Platt 1999) over a handful of features. Its weights are fitted on annotated reports that the network was not
trained on (`python -m training.calibrate`) and stand on the network's card, with the probability from which a statement is shown.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from standoff.model import QuoteKind, Span

from .lexicon import heads_in

FEATURES = ("one", "cue", "spans", "quoted", "sourceless", "share", "unknown", "short")
_SHORT = 3  # words
_FAR = 6.0  # log odds beyond which the network cannot be surer


def features(
    text: str, source: Span | None, cue: Span, content: Sequence[Span], kind: QuoteKind, chances: tuple[float, float]
) -> tuple[float, ...]:
    """The features of an attribution in the order of FEATURES. `chances` are the probabilities of its cue and of the words of its spans."""
    heads = heads_in(text, cue)
    words = sum(len(c.of(text).split()) for c in content)
    return (
        1.0,
        log_odds(chances[0]),
        log_odds(chances[1]),
        float(kind != "indirect"),
        float(source is None),
        max((h.entry.share for h in heads), default=0.0),
        float(not heads),
        float(words <= _SHORT),
    )


def log_odds(chance: float) -> float:
    """The log odds of a probability, kept within what a network can be sure of."""
    near = min(max(chance, 1e-6), 1 - 1e-6)
    return max(-_FAR, min(_FAR, math.log(near / (1 - near))))


@dataclass(frozen=True, slots=True)
class Judge:
    """The fitted model: a weight for each of FEATURES, and the probability from which a statement is shown."""

    weights: tuple[float, ...]
    floor: float

    @classmethod
    def of(cls, settings: Mapping[str, object]) -> Judge:
        """From the settings of a network's card. Raises KeyError when they lack the model."""
        weights = settings["confidence"]
        assert isinstance(weights, Mapping)
        return cls(tuple(float(weights[name]) for name in FEATURES), float(str(settings["statement_floor"])))

    def probability(self, seen: Sequence[float]) -> float:
        """The probability that a careful reader would find it, from its features."""
        return 1.0 / (1.0 + math.exp(-sum(w * x for w, x in zip(self.weights, seen, strict=True))))


OPEN = Judge((0.0,) * len(FEATURES), 0.0)  # lets everything pass
