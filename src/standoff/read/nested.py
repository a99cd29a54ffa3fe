"""Statements inside statements: what a source says that somebody else said.

The network's training data gives every word to one attribution only, so inside a content it was taught to see none. Here each content that
holds a cue of the lexicon is read once more as a text of its own, in which nobody speaks yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from standoff.model import Span

from .attribution import Attribution, attributions
from .cue import SPEECH
from .lexicon import heads_in
from .network import Network
from .quotes import pair_quotes
from .windows import windows
from .words import word_pairs

_LEAST = 5  # words of a content that can hold a statement


def inner(network: Network, text: str, found: Sequence[Attribution], *, bias: float = 0.0) -> list[Attribution]:
    """The attributions inside the contents of `found`, each wholly inside one of them."""
    blocks = blocks_of(text, [c for a in found for c in a.content])
    if not blocks:
        return []
    taken = [a.cue for a in found]
    result = []
    for window in windows(text, blocks, pair_quotes(text, blocks)):
        for a in attributions(network, window, network.words(window), bias=bias):
            holder = next((b for b in blocks if b.covers(a.cue)), None)
            if holder and all(holder.covers(s) for s in (*a.source, *a.content)) and not any(t.overlaps(a.cue) for t in taken):
                result.append(replace(a, inner=True))
    return result


def blocks_of(text: str, contents: Sequence[Span]) -> list[Span]:
    """The contents to read again, without the quotation marks around them, none inside another."""
    spans: list[Span] = []
    for content in sorted(set(contents), key=lambda c: (c.start, -c.end)):
        if spans and content.start < spans[-1].end:
            continue
        start, end = content.start, content.end
        while start < end and not text[start].isalnum():
            start += 1
        while start < end and not text[end - 1].isalnum():
            end -= 1
        if start < end and len(word_pairs(text, start, end)) >= _LEAST:
            span = Span(start, end)
            if any(h.entry.share >= SPEECH for h in heads_in(text, span)):
                spans.append(span)
    return spans
