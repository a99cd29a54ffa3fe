"""What the pair network says of two passages, each pair asked once.

The network sees a passage with who says it and by which words, for "there had been any injuries" alone says the opposite of
what a denial of it says.
"""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass

from ..model.report import text_hash
from .actors import ActorIndex
from .entailment import PairJudge
from .passages import Passage

WORDS = 60  # of a passage that the network sees
Memory = MutableMapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Probabilities for two passages: that they say the same, stand against each other, stand on one side, or neither.

    `entails` and `contradicts` are those of the one order in which the pair was read.
    """

    same: float
    oppose: float
    agree: float
    neither: float
    entails: float
    contradicts: float


def told(index: ActorIndex, passage: Passage) -> str:
    """Who says it, by which cue, and what: "Ana Lund denied: there had been any injuries"; the outlet in its own voice."""
    statement = passage.statement
    if statement is None:
        words = f"{passage.outlet}: {passage.text}"
    else:
        quote = passage.report.quote
        who = " and ".join(index.actor(h).name for h in passage.holders) or (quote(statement.source) if statement.source else "someone")
        words = f"{who} {quote(statement.cue) if statement.cue else 'said'}: {passage.text}"
    return " ".join(words.split()[:WORDS])


class Verdicts:
    """Asks the network about pairs of passages; `memory` keeps its answers from one linking to the next.

    Without a network every answer is None: structure alone decides then.
    """

    def __init__(self, index: ActorIndex, judge: PairJudge | None, memory: Memory | None = None) -> None:
        self.index, self.judge = index, judge
        self.memory: Memory = {} if memory is None else memory
        self._told: dict[int, str] = {}

    def of(self, pairs: Sequence[tuple[Passage, Passage]]) -> list[Verdict | None]:
        """One verdict for each pair; the order within a pair makes no difference."""
        if self.judge is None:
            return [None] * len(pairs)
        texts = [self._texts(a, b) for a, b in pairs]
        keys = [self._key(*t) for t in texts]
        self._ask(dict(zip(keys, texts, strict=True)))
        return [Verdict(*self.memory[k]) for k in keys]

    def _ask(self, wanted: dict[str, tuple[str, str]]) -> None:
        missing = [k for k in wanted if k not in self.memory]
        if not missing or self.judge is None:
            return
        entailment, relation = self.judge.run([wanted[k] for k in missing])
        for k, (entails, _, contradicts), (same, oppose, agree, neither) in zip(missing, entailment, relation, strict=True):
            self.memory[k] = tuple(round(float(x), 4) for x in (same, oppose, agree, neither, entails, contradicts))

    def _texts(self, a: Passage, b: Passage) -> tuple[str, str]:
        # Read in one order, which costs half of both; sorted, so that it does not depend on who asks.
        one, other = sorted((self._say(a), self._say(b)))
        return one, other

    def _say(self, passage: Passage) -> str:
        if id(passage) not in self._told:
            self._told[id(passage)] = told(self.index, passage)
        return self._told[id(passage)]

    def _key(self, a: str, b: str) -> str:
        return text_hash(f"{self.judge.hash if self.judge else ''}\0{a}\0{b}")[:32]
