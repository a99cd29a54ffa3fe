"""The ties that one report tells, by mentions: who stands how towards whom, not yet who that is across reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...model import Reading, Span
from .candidates import Candidate, candidates
from .weights import default_weights


@dataclass(frozen=True, slots=True)
class Told:
    """A tie as one sentence tells it: `source` and `target` are ids of mentions, `sentence` the place of the sentence in the reading.

    `statement` is the statement whose source is the tie's and whose content names the target, None for others.
    """

    source: str
    target: str
    sign: Literal["+", "-"]
    sentence: int
    cue: Span
    statement: str | None
    probability: float


def told(reading: Reading) -> tuple[Told, ...]:
    """The ties that a reading tells, in the order of the text; of several ways to tell one in a sentence the surest."""
    weights = default_weights()
    best: dict[tuple[int, str, str], tuple[float, Told]] = {}
    held = {(x.holder, x.target): (x.plus, x.minus) for x in reading.leanings}
    for c in candidates(reading, held):
        plus, minus = weights.probabilities(c.features, c.chances)
        if max(plus, minus) < weights.floor:
            continue
        key = c.sentence, c.source.chain, c.target.chain
        if key not in best or best[key][0] < max(plus, minus):
            best[key] = max(plus, minus), _told(reading, c, plus, minus)
    return tuple(t for _, t in best.values())


def _told(reading: Reading, c: Candidate, plus: float, minus: float) -> Told:
    sign: Literal["+", "-"] = "+" if plus > minus else "-"
    surest = round(max(plus, minus), 4)
    return Told(c.source.mention.id, c.target.mention.id, sign, c.sentence, _cue(reading, c, sign), c.statement, surest)


def _cue(reading: Reading, c: Candidate, sign: str) -> Span:
    """The words that show a tie best: of its sign by the lexicon, else the trigger of an event, else what comes first."""
    syntax = reading.syntax
    assert syntax is not None
    rank = {sign: 0, "=": 1}
    word, _ = min(c.cues, key=lambda cue: (rank.get(cue[1], 2), syntax.tag(cue[0]) in ("PROPN", "PRON", "AUX")))
    particle = next((w for w in syntax.children(word) if syntax.relation(w) == "compound:prt" and 0 < w - word <= 2), None)
    span = syntax.token(word)
    return span.hull(syntax.token(particle)) if particle is not None else span


def parties_of(ties: Sequence[Told]) -> dict[str, bool]:
    """The mentions that stand in these ties, by id, with whether any of the ties is theirs."""
    return {t.target: False for t in ties} | {t.source: True for t in ties}
