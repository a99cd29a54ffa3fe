"""How likely two statements are to take opposite sides of one question, from what the reports themselves show.

No single trait tells a contradiction: a report that goes on with "but", a verb of reply, a negation over words that the other
asserts, actors who accuse one another elsewhere. Each such trait is a signal with a weight of evidence (Good, 1950), and
a logistic sum makes one probability of them. `rivalry.tsv` holds the weights with their meaning in plain words.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from math import exp

from ..passages import Field, Passage
from ..similarity import bag
from ..words import any_of

Pair = frozenset[str]

_CONTRAST = re.compile(rf"(?:^|[.;,”\"’]\W*)(?:and\s+)?{any_of('contrast')}\b|\b(?:however|while|whereas)\b", re.I)
_REPLY = re.compile(rf"\b{any_of('reply')}\b", re.I)
_PARTISAN = re.compile(rf"\b{any_of('partisan')}\b", re.I)
_NEGATOR = re.compile(
    r"\b(?:not|never|nobody|neither|nor|cannot|no|none|without|hardly|barely|unlikely|rather than|instead of|against"
    rf"|{any_of('negator')})\b|n['’]t\b",
    re.I,
)
_SCOPE_END = re.compile(r"[.;:,!?—–…]|\b(?:but|because|although|though|while|and|which|who|if|when|after|before)\b", re.I)
_HOSTILE = frozenset(("accuse", "condemn", "deny"))
_LONG = 45  # words of a content that says too much for one question
NEAR = 6  # sentences within which one statement may answer another


@lru_cache(maxsize=1)
def weights() -> dict[str, tuple[float, str]]:
    """Signal -> its weight in natural log-odds and what it means in plain words (empty where it is no reason by itself)."""
    rows = files(__package__).joinpath("rivalry.tsv").read_text(encoding="utf-8").splitlines()
    table = (line.split("\t") for line in rows if line and not line.startswith("#"))
    return {name: (float(weight), words) for name, weight, words in table}


@dataclass(frozen=True, slots=True)
class Polarity:
    """The stems of a text that stand under a negation, and those that do not."""

    denied: frozenset[str]
    asserted: frozenset[str]


def polarity(text: str) -> Polarity:
    """Splits the stems of a text by the scope of its negations: from the word of negation to the end of its clause."""
    denied: set[str] = set()
    for match in _NEGATOR.finditer(text):
        end = _SCOPE_END.search(text, match.end())
        denied |= bag(text[match.end() : end.start() if end else len(text)]).stems
    every = bag(text).stems
    return Polarity(frozenset(denied & every), every - denied)


@dataclass(slots=True)
class Rivalry:
    """Scores pairs of statements of a `case`. `odds` counts how often one actor accuses, condemns or belies another."""

    case: Field
    odds: Counter[Pair] = field(default_factory=Counter)
    friends: Counter[Pair] = field(default_factory=Counter)
    _polarity: dict[int, Polarity] = field(default_factory=dict)
    _turn: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Field) -> Rivalry:
        """Gathers who is at odds with whom over a case."""
        made = cls(case)
        for ids in case.by_report.values():
            spoken = (i for i in ids if case.passages[i].statement)
            made._turn.update({i: n for n, i in enumerate(spoken)})
        for passage in case.passages:
            act = passage.statement.act if passage.statement else None
            for holder in passage.holders:
                for other in passage.names - set(passage.holders):
                    if act in _HOSTILE:
                        made.odds[frozenset((holder, other))] += 1
                    elif act == "endorse":
                        made.friends[frozenset((holder, other))] += 1
        return made

    def polarity(self, i: int) -> Polarity:
        """The polarity of a passage's stems, worked out once."""
        if i not in self._polarity:
            self._polarity[i] = polarity(self.case.passages[i].text)
        return self._polarity[i]

    def contrary(self, i: int, j: int) -> frozenset[str]:
        """The stems, names left out, that one passage negates and the other does not."""
        one, other = self.polarity(i), self.polarity(j)
        names = self.case.passages[i].bag.names | self.case.passages[j].bag.names
        return ((one.denied & other.asserted) | (one.asserted & other.denied)) - names

    def signals(self, i: int, j: int) -> dict[str, float]:
        """The signals of a pair of statements with their strength, 1 for one that is just there."""
        if self.case.passages[j].key < self.case.passages[i].key:
            i, j = j, i
        one, other = self.case.passages[i], self.case.passages[j]
        assert one.statement is not None and other.statement is not None
        found: dict[str, float] = {}
        match = self.case.index.match(one.bag, other.bag)
        found["cover"], found["cover both"] = max(match.cover, match.back), min(match.cover, match.back)
        scale = self.case.index.scale
        found["negated"] = min(sum(self.case.index.weight(w) for w in self.contrary(i, j)) / scale, 20) / 10
        acts = sorted((one.statement.act, other.statement.act))
        for name in ("|".join(acts), *set(acts)):
            found["act " + name] = 1
        if one.report is other.report:
            found |= self._layout(i, j)
        found |= self._people(one, other)
        found["long"] = float(max(p.text.count(" ") for p in (one, other)) >= _LONG)
        found["direct"] = float((one.statement.kind == "direct") + (other.statement.kind == "direct"))
        found["sure"] = one.statement.confidence * other.statement.confidence
        return {name: value for name, value in found.items() if value}

    def _layout(self, i: int, j: int) -> dict[str, float]:
        """What the report puts between two of its statements."""
        one, other = self.case.passages[i], self.case.passages[j]
        gap = other.order - one.order
        found = {f"{gap} apart": 1.0}
        if abs(self._turn[i] - self._turn[j]) == 1:
            found["next"] = 1
        if gap > NEAR or other.statement is None or one.statement is None:
            return found
        text = one.report.text
        start = one.spans[-1].end
        between = text[start : other.spans[0].start] if start < other.spans[0].start else text[one.spans[0].start : other.spans[0].start]
        if _CONTRAST.search(between):
            found["but" if gap <= 1 else "but between"] = 1
        if other.statement.cue and gap <= 3 and _REPLY.match(one.report.quote(other.statement.cue)):
            found["reply"] = 1
        return found

    def _people(self, one: Passage, other: Passage) -> dict[str, float]:
        """What the case says of the two who speak."""
        found: dict[str, float] = {}
        pairs = [frozenset((a, b)) for a in one.holders for b in other.holders if a != b]
        odds = max((self.odds[p] for p in pairs), default=0)
        found["at odds" if odds == 1 else "often at odds"] = float(odds > 0)
        found["friends"] = float(any(self.friends[p] for p in pairs))
        found["unnamed"] = float((not one.holders) + (not other.holders))
        partisan = sum(bool(_PARTISAN.search(p.source_words())) for p in (one, other))
        found["partisan"] = float(partisan == 1)
        return found

    def score(self, i: int, j: int) -> float:
        """The probability that the two take opposite sides of one question."""
        table = weights()
        return 1 / (1 + exp(-table["base"][0] - sum(table[n][0] * v for n, v in self.signals(i, j).items() if n in table)))
