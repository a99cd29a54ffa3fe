"""Scores -> spans: Viterbi decoding with the moves that a label scheme allows (Lafferty et al. 2001; Ramshaw and Marcus 1995)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Run = tuple[int, int]  # word indices, end exclusive

_NEVER = np.float32(-1e4)


def bio_moves(types: int) -> Floats:
    """Scores of moves [L, L] between O, B-1, I-1, B-2, I-2 …: an inside only after its own begin or inside."""
    size = 2 * types + 1
    moves = np.zeros((size, size), dtype=np.float32)
    for inside in range(2, size, 2):
        moves[:, inside] = _NEVER
        moves[inside - 1, inside] = moves[inside, inside] = 0.0
    return moves


def bio_first(types: int) -> Floats:
    """Scores of the first label [L]: no inside begins a sequence."""
    return np.array([0.0, *(0.0 if i % 2 else _NEVER for i in range(1, 2 * types + 1))], dtype=np.float32)


def apart(scores: Floats, opens: NDArray[np.bool_]) -> Floats:
    """BIO scores [W, L] with no inside at the words that open a paragraph, so that no span reaches over its border."""
    ruled = scores.copy()
    ruled[opens, 2::2] = _NEVER
    return ruled


def viterbi(scores: Floats, moves: Floats, first: Floats | None = None) -> NDArray[np.int64]:
    """The best label sequences [N, W] for scores [N, W, L], moves [L, L] and the scores of the first label [L]."""
    count, size, labels = scores.shape
    if not size:
        return np.zeros((count, 0), dtype=np.int64)
    back = np.zeros((count, size, labels), dtype=np.int64)
    best = scores[:, 0] + (first if first is not None else 0.0)
    for t in range(1, size):
        through = best[:, :, None] + moves
        back[:, t] = through.argmax(1)
        best = through.max(1) + scores[:, t]
    path = np.zeros((count, size), dtype=np.int64)
    path[:, -1] = best.argmax(1)
    rows = np.arange(count)
    for t in range(size - 1, 0, -1):
        path[:, t - 1] = back[rows, t, path[:, t]]
    return path


def runs(labels: Sequence[int] | NDArray[np.int64], types: int) -> list[tuple[int, int, int]]:
    """The spans of a BIO sequence as (first word, end, type from 0)."""
    found: list[tuple[int, int, int]] = []
    for i, label in enumerate(labels):
        if label == 0:
            continue
        kind, begins = (int(label) - 1) // 2, int(label) % 2 == 1
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
