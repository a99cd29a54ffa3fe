"""Attributions of a window: cues, and for each cue its source and content, as the network marks them.

The spans are the network's own, in the convention of its training data (PolNeAR: "that" belongs to the content); `statements`
makes them into statements by the reading guide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from standoff.model import Span

from .decode import Floats, bio_moves, runs, softmax, viterbi
from .windows import Window

if TYPE_CHECKING:
    from .network import Network

_CUE_MOVES = bio_moves(1)
_ARGUMENT_MOVES = bio_moves(2)
SOURCE, CONTENT = 0, 1


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content as marked; `cue_score` is the probability of the cue, `sure` that of the words of its spans."""

    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]
    cue_score: float
    sure: float


def attributions(network: Network, window: Window, words: Floats, *, bias: float = 0.0, nested: float = 0.0) -> list[Attribution]:
    """The attributions of a window in order of their cues.

    `bias` is added to the scores of cue labels (recall against precision); `nested` once more inside the content of another
    attribution, because the training data marks no cue there and so teaches the network to hold back.
    """
    scores = network.scores("cues", words)
    cues = _cues(scores, bias)
    found = _arguments(network, window, words, scores, cues)
    if not nested or not found:
        return found
    inside = np.array([any(c.start <= w[0] < c.end for a in found for c in a.content) for w in window.words])
    taken = {i for a, b in cues for i in range(a - 1, b + 1)}
    more = [c for c in _cues(scores, bias + nested) if inside[c[0] : c[1]].all() and not taken & set(range(*c))]
    held = _arguments(network, window, words, scores, more)
    spans = [c for a in found for c in a.content]
    kept = [h for h in held if h.content and any(c.covers(h.cue) and all(c.covers(x) for x in h.content) for c in spans)]
    return sorted([*found, *kept], key=lambda a: a.cue)


def _cues(scores: Floats, bias: float) -> list[tuple[int, int]]:
    lifted = scores.copy()
    lifted[:, 1:] += bias
    return [(a, b) for a, b, _ in runs(viterbi(lifted[None], _CUE_MOVES)[0], 1)]


def _arguments(network: Network, window: Window, words: Floats, scores: Floats, cues: list[tuple[int, int]]) -> list[Attribution]:
    if not cues:
        return []
    chances = 1.0 - softmax(scores)[:, 0]
    moves, first = network.transitions
    found = network.arguments(words, [c[0] for c in cues])
    paths = viterbi(found, moves + _ARGUMENT_MOVES, first + np.array([0, 0, -1e4, 0, -1e4], dtype=np.float32))
    certain = softmax(found)
    result = []
    for (start, end), path, chance in zip(cues, paths, certain, strict=True):
        parts: tuple[list[Span], list[Span]] = ([], [])
        marked = np.flatnonzero(path)
        for a, b, kind in runs(path, 2):
            parts[kind].append(_span(window, a, b))
        sure = float(np.mean(chance[marked, path[marked]])) if len(marked) else 0.0
        cue = _span(window, start, end)
        result.append(Attribution(tuple(parts[SOURCE]), cue, tuple(parts[CONTENT]), float(chances[start:end].max()), sure))
    return result


def _span(window: Window, first: int, end: int) -> Span:
    return Span(window.words[first][0], window.words[end - 1][1])
