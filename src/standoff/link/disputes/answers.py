"""Which statements answer somebody: denials, words that call something untrue, accusations, plain negations, verbs of reply.

Wider than `denials.py`, which wants to know what exactly is denied: here it is enough that the words talk back, so what they
answer has to be found by the company they keep (`rebuttals.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ..passages import Passage
from ..similarity import Bag, bag
from ..words import any_of
from .denials import denial

Manner = Literal["denied", "untrue", "accused", "negated", "countered"]

_UNTRUE = re.compile(rf"\b{any_of('verdict', 'scorn')}\b", re.I)
_COUNTER = re.compile(rf"{any_of('counter')}\b", re.I)
_AUX = "did|do|does|was|were|is|are|has|have|had"
_NOT = re.compile(
    rf"(?:^|[.;!?…][\"”’]?\s+)[\"“‘]?(?:\w[\w’'.-]*\s+){{1,6}}?(?:(?:{_AUX})\s+not|never|(?:{_AUX})n['’]t)\b", re.I
)  # a negation near the beginning of a sentence: of its main clause, most often
_BREAK = re.compile(r"[.!?…][\"”’]?\s+")


@dataclass(frozen=True, slots=True)
class Answer:
    """A statement that talks back. `said` is the bag of what it speaks of, less the words that only talk back."""

    passage: int
    manner: Manner
    said: Bag


def answer(passage: Passage, i: int) -> Answer | None:
    """How a statement talks back, or None where it does not."""
    statement = passage.statement
    if statement is None or statement.act == "ask":
        return None
    found = denial(passage, i)
    if found is not None:
        said = found.denied if found.denied.stems else passage.bag
        return Answer(i, "negated" if found.form == "negated" else "denied", said)
    if statement.act == "accuse":
        return Answer(i, "accused", passage.bag)
    if untrue := _UNTRUE.search(passage.text):
        said = bag(_UNTRUE.sub(" ", _sentence(passage.text, untrue.start())))
        return Answer(i, "untrue", said if len(said.stems) > 2 else passage.bag)
    if _NOT.search(passage.text):
        return Answer(i, "negated", passage.bag)
    cue = passage.report.quote(statement.cue) if statement.cue else ""
    return Answer(i, "countered", passage.bag) if _COUNTER.match(cue) else None


def _sentence(text: str, at: int) -> str:
    """The sentence of a text around an offset."""
    ends = [m.end() for m in _BREAK.finditer(text)]
    start = max((e for e in ends if e <= at), default=0)
    return text[start : min((e for e in ends if e > at), default=len(text))]
