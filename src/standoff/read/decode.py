"""Scores -> spans: Viterbi decoding with the moves that a label scheme allows (Lafferty et al. 2001; Ramshaw and Marcus 1995)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Run = tuple[int, int]  # word indices, end exclusive

_NEVER = np.float32(-1e4)


@cache
def bio_moves(types: int) -> Floats:
    """Scores of moves [L, L] between O, B-1, I-1, B-2, I-2 …: an inside only after its own begin or inside."""
    size = 2 * types + 1
    moves = np.zeros((size, size), dtype=np.float32)
    for inside in range(2, size, 2):
        moves[:, inside] = _NEVER
        moves[inside - 1, inside] = moves[inside, inside] = 0.0
    moves.setflags(write=False)
    return moves


@cache
def bio_first(types: int) -> Floats:
    """Scores of the first label [L]: no inside begins a sequence."""
    first = np.array([0.0, *(0.0 if i % 2 else _NEVER for i in range(1, 2 * types + 1))], dtype=np.float32)
    first.setflags(write=False)
    return first


def apart(scores: Floats, opens: NDArray[np.bool_], *, bias: float = 0.0) -> Floats:
    """BIO scores [W, L] with no inside at the words that open a paragraph, so that no span reaches over its border.

    `bias` is added to the scores of all labels but O.
    """
    ruled = scores.copy()
    ruled[:, 1:] += bias
    ruled[opens, 2::2] = _NEVER
    return ruled


def bio(scores: Floats, moves: Floats | None = None, first: Floats | None = None) -> NDArray[np.int64]:
    """The best BIO sequences [N, W] for scores [N, W, L]; `moves` [L, L] and `first` [L] where some are better than others.

    The same as `viterbi` by the rules of BIO, which runs only where it can make a difference: not where the best label of each word
    breaks no rule, and else on the words that can be in a span, for most are O, whatever stands around them.
    """
    count, size, labels = scores.shape
    best: NDArray[np.int64] = scores.argmax(2)
    if moves is None and first is None and not _broken(best):
        return best
    path = np.zeros((count, size), dtype=np.int64)
    step = bio_moves(labels // 2) if moves is None else moves + bio_moves(labels // 2)
    start = bio_first(labels // 2) if first is None else first + bio_first(labels // 2)
    unsure = np.zeros((count, size + 2), dtype=np.int8)
    unsure[:, 1:-1] = _gain(scores, step, start) >= 0
    edges = np.diff(unsure)
    row, begin = np.nonzero(edges > 0)
    end = np.nonzero(edges < 0)[1]
    if not len(row):
        return path
    # The stretches between sure words, as if each stood between two O: filled up with words that can be nothing else.
    places = begin[:, None] + np.arange((end - begin).max() + 1)
    inside = places < end[:, None]
    words = np.broadcast_to(row[:, None], places.shape)[inside], places[inside]
    held = np.full((*places.shape, labels), _NEVER, dtype=np.float32)
    held[..., 0] = 0.0
    held[inside] = scores[words]
    # Where a sequence begins or ends there is no O, and what the step from or to it was counted is given back.
    held[begin == 0, 0] += start - step[0]
    ends = np.flatnonzero(end == size)
    held[ends, (end - begin)[ends] - 1] -= step[:, 0]
    path[words] = viterbi(held, step, step[0])[inside]
    return path


def _broken(path: NDArray[np.int64]) -> bool:
    """Whether an inside stands without its own begin or inside before it, in any of sequences [N, W]."""
    before = np.zeros_like(path)
    before[:, 1:] = path[:, :-1]
    return bool(((path > 0) & (path % 2 == 0) & (before != path) & (before != path - 1)).any())


def _gain(scores: Floats, moves: Floats, first: Floats) -> NDArray[np.float64]:
    """What the best span or row of spans over each word could at most gain on O at all of its words [N, W].

    Where that is less than nothing the word is O. A bound: each word adds its best label at the best step that leads to it from a
    span, the first word enters and the last leaves at the best step, and sums up to each word tell the best first and last.
    """
    stay = moves[0, 0]
    over = scores[:, :, 1:] - scores[:, :, :1]
    within = (over + (moves[1:, 1:].max(0) - stay)).max(2)
    enters = (over + np.maximum(moves[0, 1:] - stay, first[1:] - first[0])).max(2)
    leaves = max(0.0, float(moves[1:, 0].max() - stay))
    sums = within.cumsum(1, dtype=np.float64)
    best_first = np.maximum.accumulate(enters - sums, 1)
    best_last = np.maximum.accumulate(sums[:, ::-1], 1)[:, ::-1]
    return best_first + best_last + leaves


def viterbi(scores: Floats, moves: Floats, first: Floats | None = None) -> NDArray[np.int64]:
    """The best label sequences [N, W] for scores [N, W, L], moves [L, L] and the scores of the first label [L]."""
    count, size, labels = scores.shape
    if not size:
        return np.zeros((count, 0), dtype=np.int64)
    best = np.empty((size, count, labels), dtype=np.float32)
    best[0] = scores[:, 0] + (first if first is not None else 0.0)
    through = np.empty((count, labels, labels), dtype=np.float32)
    steps = scores.transpose(1, 0, 2)
    for t in range(1, size):
        np.add(best[t - 1][:, :, None], moves, out=through)
        np.maximum.reduce(through, axis=1, out=best[t])
        best[t] += steps[t]
    # Where each label came from [W - 1, N, L], for all words at once; then back along it byte by byte, which numpy is slow at.
    came = (best[:-1, :, :, None] + moves).argmax(2).astype(np.uint8).tobytes()
    path = np.empty((count, size), dtype=np.int64)
    for n, label in enumerate(best[-1].argmax(1).tolist()):
        row = [label]
        for at in range(((size - 2) * count + n) * labels, -1, -count * labels):
            label = came[at + label]
            row.append(label)
        path[n] = row[::-1]
    return path


def runs(labels: Sequence[int] | NDArray[np.int64], types: int) -> list[tuple[int, int, int]]:
    """The spans of a BIO sequence as (first word, end, type from 0)."""
    found: list[tuple[int, int, int]] = []
    marked = np.flatnonzero(labels).tolist()  # few of many
    for i in marked:
        kind, begins = (int(labels[i]) - 1) // 2, int(labels[i]) % 2 == 1
        if not begins and found and found[-1][1] == i and found[-1][2] == kind:
            found[-1] = (found[-1][0], i + 1, kind)
        else:
            found.append((i, i + 1, kind))
    assert all(kind < types for _, _, kind in found)
    return found


def softmax(scores: Floats) -> Floats:
    """Probabilities over the last axis."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    return shifted / shifted.sum(-1, keepdims=True)  # type: ignore[no-any-return]
