"""Leanings: how likely a sentence tells that somebody stands for, or against, another, for each ordered pair of its parties.

After entity-to-entity sentiment (Choi, Rashkin, Zettlemoyer and Choi 2016): the network sees the states of both mentions, and the words
before, between and behind them. Its sums run over the words of a window once, so that a further pair costs next to nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from standoff.model import Leaning, Mention, Span, Syntax

from .decode import softmax
from .network import Network
from .parties import parties
from .scan import Scan
from .windows import Window

FAR = 20  # words; parties further from one another count as this far
LEAST = 0.03  # probability of either sign below which a pair has no row
PLUS, MINUS = 1, 2  # places in the scores; 0 is neither
Pairs = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Named:
    """A party in a window: the words of its mention, from `first` to `end`, and its head, as indices; the head word in the syntax."""

    first: int
    end: int
    head: int
    word: int


@dataclass(frozen=True, slots=True)
class Stage:
    """A sentence of a window with two parties or more: its first word, the one behind its last, the parties, as indices."""

    low: int
    high: int
    parties: tuple[Named, ...]


def stages(window: Window, sentences: Sequence[Span], speaking: Mapping[int, Mention], syntax: Syntax) -> Iterator[Stage]:
    """The sentences of a window that hold two parties or more."""
    begins, ends = [a for a, _ in window.words], [b for _, b in window.words]
    heads = list(speaking)
    starts = [syntax.starts[word] for word in heads]
    for sentence in sentences:
        low, high = bisect_left(begins, sentence.start), bisect_right(ends, sentence.end)
        some = []
        for word in heads[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]:
            head, span = syntax.token(word), speaking[word].span
            at = bisect_right(ends, head.start)
            first, end = max(low, bisect_right(ends, span.start)), min(high, bisect_left(begins, span.end))
            if first <= at < end and begins[at] < head.end:
                some.append(Named(first, end, at, word))
        if len(some) > 1:
            yield Stage(low, high, tuple(some))


def paired(some: Sequence[Stage], words: int) -> Pairs:
    """What the graph takes for the N parties of some sentences and their R ordered pairs, in a window of so many words.

    `share` [N, words] of each word in the mention, `heads` [N]; `rows`, `columns` [R], indices of parties; `cuts` [R, 6], the bounds of the
    words between, before and behind the two; `sizes` [R, 3] of these; `distance` [R].
    """
    every = [p for stage in some for p in stage.parties]
    share = np.zeros((len(every), words), np.float32)
    for row, p in zip(share, every, strict=True):
        row[p.first : p.end] = 1 / (p.end - p.first)
    rows, columns, edges, start = [], [], [], 0
    for stage in some:
        n = len(stage.parties)
        a, b = np.divmod(np.arange(n * n), n)
        apart = a != b
        rows.append(a[apart] + start)
        columns.append(b[apart] + start)
        edges.append(np.full((n * n - n, 2), (stage.low, stage.high)))
        start += n
    i, j, edge = np.concatenate(rows), np.concatenate(columns), np.concatenate(edges)
    first, end = np.array([p.first for p in every]), np.array([p.end for p in every])
    behind = np.maximum(first[i], first[j])
    between = np.minimum(np.minimum(end[i], end[j]), behind)
    cuts = np.stack([between, behind, edge[:, 0], np.minimum(first[i], first[j]), np.maximum(end[i], end[j]), edge[:, 1]], 1)
    return {
        "share": share,
        "heads": np.array([p.head for p in every]),
        "rows": i,
        "columns": j,
        "cuts": cuts,
        "sizes": np.maximum(cuts[:, 1::2] - cuts[:, ::2], 1).astype(np.float32),
        "distance": np.clip(first[j] - first[i], -FAR, FAR) + FAR,
    }


def leanings(
    network: Network, text: str, scans: Sequence[Scan], mentions: Sequence[Mention], syntax: Syntax, *, report: str
) -> tuple[Leaning, ...]:
    """The leanings that a report tells, in the order of their holders."""
    speaking = parties(text, mentions, syntax)
    found: dict[str, Leaning] = {}
    for scan in scans:
        some = list(stages(scan.window, scan.sentences, speaking, syntax))
        if not some:
            continue
        held = [speaking[p.word] for stage in some for p in stage.parties]
        pairs = paired(some, len(scan.window.words))
        chances = softmax(network.leanings(scan.states.astype(np.float32), pairs))
        for r in np.flatnonzero(chances[:, [PLUS, MINUS]].max(1) >= LEAST).tolist():
            one, other = held[int(pairs["rows"][r])], held[int(pairs["columns"][r])]
            plus, minus = (round(float(chances[r, k]), 4) for k in (PLUS, MINUS))
            id = f"{report}:l{one.span.start}-{one.span.end}-{other.span.start}-{other.span.end}"
            found.setdefault(id, Leaning(id, one.span, one.id, other.id, plus, minus))
    return tuple(sorted(found.values(), key=lambda x: (x.span, x.id)))
