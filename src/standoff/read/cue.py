"""Cues: all of the words that attribute, and how sure the network must be of each kind.

The network gives every attribution a probability. How much of it is asked for depends on the cue: a verb of speech is nearly
always one; a verb that mostly does something else ("support", "hold") needs more, one that the lexicon does not know the most.
The floors were set on development cases (`python -m benchmarks.gold`).
"""

from __future__ import annotations

from collections.abc import Sequence

from standoff.model import QuoteKind, Span

from .lexicon import entry_of, heads_in
from .words import word_pairs

SPEECH = 0.3  # share of a lemma's occurrences that attribute, from which it counts as one of speech
FLOOR = 0.35
FLOOR_WEAK = 0.65  # an indirect statement under a cue that mostly is none
FLOOR_UNKNOWN = 0.8  # a cue that the lexicon does not know
INNER_SURE = 0.65  # a statement inside another

# To mean to do something is not to say it.
_INTENT = frozenset("plan intend decide try continue seek want choose opt prepare".split())


def whole(text: str, cue: Span, content: Sequence[Span], source: Span | None) -> Span:
    """The cue with the verb that follows it, where the network marked only what qualifies the verb ("strongly denied")."""
    if heads_in(text, cue):
        return cue
    for start, end in word_pairs(text, cue.end, min(len(text), cue.end + 40))[:2]:
        word = Span(start, end)
        if not text[start].isalpha() or any(word.overlaps(s) for s in (*content, *([source] if source else []))):
            break
        entry = entry_of(text[start:end])
        if entry and entry.pos == "verb":
            return cue.hull(word)
    return cue


def head_starts(text: str, cue: Span) -> list[int]:
    """Where the words of the cue begin that may be its verb: those that the lexicon knows, and the last one."""
    starts = {h.span.start for h in heads_in(text, cue)}
    pairs = [p for p in word_pairs(text, cue.start, cue.end) if text[p[0]].isalnum()]
    return sorted(starts | {pairs[-1][0]}) if pairs else sorted(starts) or [cue.start]


def sure_enough(text: str, cue: Span, content: Sequence[Span], kind: QuoteKind, confidence: float, *, inner: bool = False) -> bool:
    """Whether the network is as sure of an attribution as its cue asks for."""
    heads = heads_in(text, cue)
    if not heads:
        return not inner and confidence >= FLOOR_UNKNOWN
    entry = heads[0].entry
    if entry.lemma in _INTENT and kind == "indirect" and content[0].of(text).startswith("to "):
        return False
    if inner:
        return entry.share >= SPEECH and confidence >= INNER_SURE
    if kind == "indirect" and max(h.entry.share for h in heads) < SPEECH:
        return confidence >= FLOOR_WEAK
    return confidence >= FLOOR
