"""Names: persons, organisations, places, groups (national, religious, political) and other, as the network marks them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from standoff.model import MentionType, Span

from .decode import Floats, apart, bio, runs, softmax
from .windows import Window

TYPES: tuple[MentionType, ...] = ("person", "organisation", "place", "group", "other")
_HONORIFICS = frozenset("mr mrs ms miss dr prof".split())


def names(text: str, window: Window, scores: Floats) -> list[tuple[Span, MentionType, float]]:
    """The names of a window with type and probability. Neither honorific, possessive ending nor a mark at its edge is part of it."""
    path = bio(apart(scores, window.opens)[None])[0]
    chances = softmax(scores)[np.arange(len(path)), path]
    found = []
    for first, end, kind in runs(path, len(TYPES)):
        sure = float(chances[first:end].mean())
        first, end = _edges(text, window.words, first, end)
        if first < end:
            found.append((Span(window.words[first][0], window.words[end - 1][1]), TYPES[kind], sure))
    return found


def _edges(text: str, words: Sequence[tuple[int, int]], first: int, end: int) -> tuple[int, int]:
    def word(i: int) -> str:
        return text[words[i][0] : words[i][1]]

    while first < end and (not word(first)[0].isalnum() or word(first).casefold() in _HONORIFICS):
        first += 1
    while first < end:
        last = word(end - 1)
        if last.casefold() == "s" and end - first >= 2 and word(end - 2) in "'’":
            end -= 2
        elif not last[0].isalnum() and not (last == "." and end - first >= 2 and len(word(end - 2)) <= 3):
            end -= 1
        else:
            break
    return first, end
