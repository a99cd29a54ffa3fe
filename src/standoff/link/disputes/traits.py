"""What speaks for two passages standing on two sides of one question, as numbers by name: the traits that `ranking` weighs.

They come from the families that proposed the pair, the words and embeddings of the two, the acts and the voices behind them, where they
stand, and the deeds that both tell: told in one group as done and as not done, by other doers, on other days.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from ..passages import Field, Passage, sentences
from ..verdicts import Verdict
from .deeds import Deed, Deeds
from .opposition import Relations, evidence, odds
from .proposal import FAMILIES
from .rivalry import Rivalry
from .stance import Stance, stances

Floats = NDArray[np.float32]
Pair = tuple[int, int]

FIRM = -0.2  # log-odds from which a family is taken to be sure of itself
LEAD = 4  # sentences of a report that say what it is about
LATE = 12  # sentences after which it makes no difference how late a passage stands
UNKNOWN = 0.02  # probability of a pair that the statements' own models do not know
NETWORK = ("oppose", "same", "agree", "contradicts")
STRUCTURE = (
    *("one", "strength", "firm", "families", "likeness", "meaning", "near", "across", "names", "answers", "statements", "quotes", "size"),
    *("negation", "denial", "accusation", "against", "along", "rivalry", "held", "late", "lead"),
    *("one deed", "deed undone", "deed denied", "other doers", "same doers", "other day", "word denied"),
    *(f"is {f}" for f in FAMILIES),
)
FEATURES = (*STRUCTURE, *NETWORK)


class _Weights(dict[str, float]):
    """The weights of words in a case, looked up when first asked for."""

    def __init__(self, of: Field) -> None:
        super().__init__()
        self._index = of.index

    def __missing__(self, word: str) -> float:
        self[word] = found = self._index.weight(word)
        return found


@dataclass
class Traits:
    """The traits of pairs of passages of one case."""

    of_case: Field
    deeds: Deeds
    _rows: dict[str, tuple[Floats, dict[str, int]]] = field(default_factory=dict)

    @cached_property
    def _stances(self) -> dict[int, Stance]:
        return stances(self.of_case)

    @cached_property
    def _relations(self) -> Relations:
        return Relations.of(self.of_case, self._stances)

    @cached_property
    def _rivalry(self) -> Rivalry:
        return Rivalry.of(self.of_case)

    @cached_property
    def _weights(self) -> _Weights:
        return _Weights(self.of_case)

    def of(self, pair: Pair, strengths: dict[str, float], verdict: Verdict | None) -> dict[str, float]:
        """The traits of a pair: `strengths` are the log-odds of the families that propose it, `verdict` is the network's, if any."""
        a, b = (self.of_case.passages[i] for i in pair)
        match = self.of_case.index.match(a.bag, b.bag)
        one_report = a.report.id == b.report.id
        acts = {p.statement.act for p in (a, b) if p.statement}
        made = {
            "one": 1.0,
            "strength": max(strengths.values()),
            "firm": float(max(strengths.values()) >= FIRM),
            "families": len(strengths) - 1.0,
            "likeness": (match.cover * match.back) ** 0.5,
            "meaning": self._meaning(*pair),
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
            "held": float(bool(a.holders) + bool(b.holders)),
            "late": min(a.order, b.order, LATE) / LATE,
            "lead": max(self._leads(pair[0]), self._leads(pair[1])),
            **self._rivals(*pair),
            **self._told(*pair),
            **{f"is {f}": 1.0 for f in strengths},
        }
        if verdict:
            made |= {name: logit(getattr(verdict, name)) for name in NETWORK}
        return made

    def _rivals(self, i: int, j: int) -> dict[str, float]:
        """What the models of pairs of statements say; fixed numbers where one passage is no statement."""
        against, along, rivalry = UNKNOWN, UNKNOWN, UNKNOWN
        if i in self._stances and j in self._stances:
            found = evidence(self.of_case, self._relations, self._weights, (i, j), (self._stances[i], self._stances[j]))
            against, along = odds(found)
            rivalry = self._rivalry.score(i, j)
        return {"against": logit(against), "along": logit(along), "rivalry": logit(rivalry)}

    def _told(self, i: int, j: int) -> dict[str, float]:
        """What the deeds that both tell say."""
        shared = self.deeds.shared(i, j)
        one_word = [(a, b) for a in self.deeds.of_passage.get(i, ()) for b in self.deeds.of_passage.get(j, ()) if a.stem == b.stem]
        doers = [(a.doers, b.doers) for a, b in shared if a.doers and b.doers]
        return {
            "one deed": float(bool(shared)),
            "deed undone": float(any(a.done != b.done for a, b in shared)),
            "deed denied": float(any(_denied(a) != _denied(b) for a, b in shared)),
            "other doers": float(any(not x & y for x, y in doers)),
            "same doers": float(any(x & y for x, y in doers)),
            "other day": float(any(a.dates_apart(b) for a, b in shared)),
            "word denied": float(any(_denied(a) != _denied(b) for a, b in one_word)),
        }

    def _meaning(self, i: int, j: int) -> float:
        """The cosine of the embeddings of two passages; 0 where one has none."""
        one, other = self._row(i), self._row(j)
        return float(one @ other) if one is not None and other is not None and one.shape == other.shape else 0.0

    def _leads(self, i: int) -> float:
        """How like a passage is to the opening of its report, by embeddings: the best cosine."""
        row = self._row(i)
        if row is None:
            return 0.0
        rows, _ = self._table(self.of_case.passages[i])
        opening = rows[: min(LEAD, len(self.of_case.passages[i].reading.sentences))]
        return float((opening @ row).max()) if len(opening) else 0.0

    def _row(self, i: int) -> Floats | None:
        """The embedding of a passage: a statement's own, for a clause that of its sentence."""
        passage = self.of_case.passages[i]
        rows, places = self._table(passage)
        if not len(rows):
            return None
        at = places.get(passage.statement.id) if passage.statement else min(passage.order, len(rows) - 1)
        return None if at is None else rows[at]

    def _table(self, passage: Passage) -> tuple[Floats, dict[str, int]]:
        reading = passage.reading
        if reading.report.id not in self._rows:
            senses, count = reading.senses, len(sentences(reading))
            rows: Floats = np.zeros((0, 1), np.float32)
            if senses is not None and len(reading.sentences) == count:
                rows = np.frombuffer(senses.rows, np.int8).reshape(-1, senses.width).astype(np.float32) / np.float32(127)
            self._rows[reading.report.id] = rows, {s.id: count + k for k, s in enumerate(reading.statements)}
        return self._rows[reading.report.id]


def _denied(deed: Deed) -> bool:
    return deed.event.status == "denied"


def _quoted(passage: Passage) -> bool:
    return passage.statement is not None and passage.statement.kind != "indirect"


def logit(p: float) -> float:
    """Log-odds, for probabilities between .01 and .99."""
    p = min(max(p, 0.01), 0.99)
    return log(p / (1.0 - p))


def sigmoid(x: float) -> float:
    """The inverse of log-odds."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, x))))
