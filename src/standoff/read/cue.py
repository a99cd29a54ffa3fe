"""Cues: all of the words that attribute, and deeds that are only meant."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.model import QuoteKind, Span

from .lexicon import entry_of, heads_in
from .words import word_pairs

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


def only_meant(text: str, cue: Span, content: Sequence[Span], kind: QuoteKind) -> bool:
    """Whether a deed is only meant and not said ("plans to close the port")."""
    heads = heads_in(text, cue)
    return bool(heads) and heads[0].entry.lemma in _INTENT and kind == "indirect" and content[0].of(text).startswith("to ")
