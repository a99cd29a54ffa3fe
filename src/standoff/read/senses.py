"""Embeddings of sentences and statements, from the states of the one pass over the report."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np

from standoff.model import Senses, Span

from .network import Floats, Network
from .scan import Scan

WIDTH = 384


def senses(network: Network, scans: Sequence[Scan], passages: Sequence[tuple[Span, ...]]) -> Senses:
    """One unit vector for each passage, of the mean state of its words; zeros for a passage that no window has words of.

    Passages (the spans of each in order) may overlap. Of a passage that reaches over the end of a window, the window that holds
    more of its words speaks for it.
    """
    means = np.zeros((len(passages), WIDTH), dtype=np.float32)
    held = np.zeros(len(passages), dtype=np.int64)
    order = sorted(range(len(passages)), key=lambda k: passages[k][0].start)
    starts = [passages[k][0].start for k in order]
    longest = max((passages[k][-1].end - passages[k][0].start for k in order), default=0)
    for scan in scans:
        words = scan.window.words
        if not words:
            continue
        begins, ends = [w[0] for w in words], [w[1] for w in words]
        for k in order[bisect_left(starts, begins[0] - longest) : bisect_right(starts, ends[-1])]:
            inside = [(bisect_left(begins, s.start), bisect_right(ends, s.end)) for s in passages[k]]
            count = sum(max(b - a, 0) for a, b in inside)
            if count > held[k]:
                held[k] = count
                total = sum((scan.states[a:b].astype(np.float32).sum(0) for a, b in inside if b > a), np.zeros(WIDTH, np.float32))
                means[k] = total / count
    vectors = _projected(network, means)
    vectors[held == 0] = 0.0
    return Senses(WIDTH, np.rint(vectors * 127).astype(np.int8).tobytes())


def _projected(network: Network, means: Floats) -> Floats:
    """The head over each mean by itself, so that no passage depends on what stands beside it."""
    if not len(means):
        return means
    return np.concatenate([network.sense(row[None], [(0, 1)]) for row in means])
