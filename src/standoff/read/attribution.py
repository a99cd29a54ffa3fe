"""Attributions of a window: cues, and for each cue its source and content, as the network marks them.

The spans are the network's own, in the convention of its training data (PolNeAR: "that" belongs to the content); `statements`
makes them into statements by the reading guide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from standoff.model import Span

from .decode import Floats, apart, bio, runs, softmax
from .windows import Window

if TYPE_CHECKING:
    from .network import Network

SOURCE, CONTENT = 0, 1


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content as marked; `cue_score` is the probability of the cue, `sure` that of the words of its spans."""

    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]
    cue_score: float
    sure: float
    acts: tuple[float, ...] = ()  # the probability of each act, in the order of the model's


def attributions(network: Network, window: Window, words: Floats, scores: Floats, *, bias: float = 0.0) -> list[Attribution]:
    """The attributions of a window in order of their cues. `scores` are those of cues [W, 3]; `bias` is added to them."""
    cues = [(a, b) for a, b, _ in runs(bio(apart(scores, window.opens, bias=bias)[None])[0], 1)]
    return _arguments(network, window, words, scores, cues)


def _arguments(network: Network, window: Window, words: Floats, scores: Floats, cues: list[tuple[int, int]]) -> list[Attribution]:
    if not cues:
        return []
    chances = 1.0 - softmax(scores)[:, 0]
    moves, first = network.transitions
    found = network.arguments(words, [c[0] for c in cues])
    paths = bio(found, moves, first)
    certain = softmax(found)
    acts = softmax(network.acts(words, [c[0] for c in cues], shares(paths)))
    result = []
    for (start, end), path, chance, act in zip(cues, paths, certain, acts, strict=True):
        parts: tuple[list[Span], list[Span]] = ([], [])
        marked = np.flatnonzero(path)
        for a, b, kind in runs(path, 2):
            parts[kind].append(_span(window, a, b))
        sure = float(np.mean(chance[marked, path[marked]])) if len(marked) else 0.0
        cue = _span(window, start, end)
        result.append(
            Attribution(tuple(parts[SOURCE]), cue, tuple(parts[CONTENT]), float(chances[start:end].max()), sure, tuple(act.tolist()))
        )
    return result


def shares(paths: NDArray[np.int64]) -> Floats:
    """The label paths of cues [C, W] -> the share of each word in the content and in the source of each [C, 2, W]."""
    parts = np.stack([paths >= 3, (paths > 0) & (paths < 3)], 1).astype(np.float32)
    return parts / np.maximum(parts.sum(2, keepdims=True), 1)  # type: ignore[no-any-return]


def _span(window: Window, first: int, end: int) -> Span:
    return Span(window.words[first][0], window.words[end - 1][1])
