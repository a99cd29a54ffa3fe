"""Which passages of one report stand in another: seeds, chains, filling, and the stretches where more is the same than not.

Seeds are runs of words that both have; chains join those that follow one another closely in both, so that cut and reordered text gives
several; the gaps of a chain are filled by longest common subsequence (Myers 1986 as bit-parallel code in rapidfuzz), so that substituted
words do not part a passage; a passage is a stretch of maximal score (Ruzzo and Tompa 1999, ISMB). The steps are those of the text alignment
task of PAN (Potthast et al. 2014, CLEF; Sanchez-Perez et al. 2014). Linear in the words of the two reports but for what they share.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import LCSseq

from .digests import SHINGLE, Codes, Digest, shingles, stock_trigrams

_GAP = 40  # words that may lie between two seeds of one chain: at 35 % of words substituted nine of ten gaps are shorter
_SLIP = 12  # words that one report may have more than the other there; a sentence put in or left out parts two passages
_REACH = 24  # words before and after a chain in which it may go on
_REPEATS = 8  # a run that a report repeats more often is no seed
_MOST_RUNS = 5000  # of one pair, the longest; more have only texts that repeat themselves without end
_LOOK_BACK = 60  # runs among which a chain looks for the one before
_LEAST_SEED = 2 * SHINGLE  # words of a chain
_LEAST = 4  # trigrams of a passage: six words in a row, or more with others between them
_ONE_SIDED = 0.5  # what a word costs that was put in or left out, against one that was changed
_QUOTED = 0.05  # what a shared word inside quotation marks is worth: it goes along, but it carries nothing

Run = tuple[int, int, int]  # first word in one report, first word in the other, number of words


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage as words of both: first and last, the runs of same words in it, and what speaks for its having been copied.

    `own` and `other_own` count the words of each side outside quotation marks; `same` and `changed` those that the other side has too, in
    any order, and has not, of the side that has more of its words there. `trigrams` counts the different runs of three own words, at most
    one of them a name, that stand in both, stock phrases aside: the evidence.
    """

    left: tuple[int, int]
    right: tuple[int, int]
    runs: tuple[Run, ...]
    own: int
    other_own: int
    same: int
    changed: int
    trigrams: int


def stretches(left: Digest, right: Digest) -> list[Stretch]:
    """The passages that stand in both, in the order of the left report; none shares a word with another on either side."""
    return _Alignment(left, right).stretches()


class _Alignment:
    """Two digests side by side, and what of them has been aligned already."""

    def __init__(self, left: Digest, right: Digest) -> None:
        self._a, self._b = left.codes(), right.codes()
        self._own_a, self._own_b = left.own(), right.own()
        # How many own words stand before each word, to count those of a stretch at once.
        self._count_a, self._count_b = (np.concatenate(([0], np.cumsum(own))) for own in (self._own_a, self._own_b))
        self._plain = left.plain()
        self._taken_a: list[tuple[int, int]] = []
        self._taken_b: list[tuple[int, int]] = []
        self._counted = set(stock_trigrams())

    def stretches(self) -> list[Stretch]:
        """Chain after chain, the one of most words first, each in what those before it left."""
        runs = _runs(self._a, self._b)
        found: list[Stretch] = []
        while (chain := self._best_chain(runs)) and sum(n for _, _, n in chain) >= _LEAST_SEED:
            new = [s for part in self._parts(self._filled(chain)) if (s := self._stretch(part)).trigrams >= _LEAST]
            found += new
            (i, j, _), (k, m, n) = chain[0], chain[-1]
            # The filling may have led beyond the chain.
            a = min([i, *(s.left[0] for s in new)]), max([k + n, *(s.left[1] + 1 for s in new)])
            b = min([j, *(s.right[0] for s in new)]), max([m + n, *(s.right[1] + 1 for s in new)])
            self._taken_a, self._taken_b = sorted([*self._taken_a, a]), sorted([*self._taken_b, b])
            runs = sorted(rest for run in runs for rest in _outside(run, a, b))
        return sorted(found, key=lambda s: s.left)

    def _best_chain(self, runs: Sequence[Run]) -> list[Run]:
        """The chain of most words, runs in the order of both reports, the gaps between them short and free.

        Where words were put in, the run behind them may by chance begin some words too early; it is shortened.
        """
        best: list[int] = []
        before: list[int] = []
        rooms = [(bisect_left(self._taken_a, (i, 0)), bisect_left(self._taken_b, (j, 0))) for i, j, _ in runs]
        for k, (i, j, n) in enumerate(runs):
            top, at = 0, -1
            for p in range(k - 1, max(-1, k - 1 - _LOOK_BACK), -1):
                gap_a, gap_b = i - runs[p][0] - runs[p][2], j - runs[p][1] - runs[p][2]
                gain = best[p] - max(0, -gap_a, -gap_b)
                near = min(gap_a, gap_b) > -SHINGLE and max(gap_a, gap_b) <= _GAP and abs(gap_a - gap_b) <= _SLIP
                if near and gain > top and rooms[p] == rooms[k]:
                    top, at = gain, p
            best.append(top + n)
            before.append(at)
        if not best:
            return []
        at = max(range(len(best)), key=lambda k: (best[k], -k))
        links = []
        while at >= 0:
            links.append(runs[at])
            at = before[at]
        chain: list[Run] = []
        for i, j, n in reversed(links):
            early = max(0, chain[-1][0] + chain[-1][2] - i, chain[-1][1] + chain[-1][2] - j) if chain else 0
            chain.append((i + early, j + early, n - early))
        return chain

    def _filled(self, chain: Sequence[Run]) -> list[Run]:
        """The chain with the shorter runs in its gaps, before it and behind it."""
        (i, j, _), (k, m, n) = chain[0], chain[-1]
        room_a, room_b = _room(self._taken_a, i, len(self._a)), _room(self._taken_b, j, len(self._b))
        head = (max(room_a[0], i - _REACH), max(room_b[0], j - _REACH), 0)
        tail = (min(room_a[1], k + n + _REACH), min(room_b[1], m + n + _REACH), 0)
        filled: list[Run] = []
        for one, two in pairwise([head, *chain, tail]):
            at_a, at_b = one[0] + one[2], one[1] + one[2]
            same = LCSseq.opcodes(self._a[at_a : two[0]].tolist(), self._b[at_b : two[1]].tolist())
            filled += [(at_a + o.src_start, at_b + o.dest_start, o.src_end - o.src_start) for o in same if o.tag == "equal"]
            if two[2]:
                filled.append(two)
        return _joined(filled)

    def _parts(self, runs: Sequence[Run]) -> list[Sequence[Run]]:
        """The maximal stretches of a filled chain: shared own words count for them, those that only one side has against."""
        scores: list[float] = []
        for k, (i, j, n) in enumerate(runs):
            if k:
                a, b = runs[k - 1][0] + runs[k - 1][2], runs[k - 1][1] + runs[k - 1][2]
                gone, new = self._count_a[i] - self._count_a[a], self._count_b[j] - self._count_b[b]
                scores.append(-float(min(gone, new) + _ONE_SIDED * abs(gone - new)))
            own = int((self._own_a[i : i + n] & self._own_b[j : j + n]).sum())
            scores.append(own + _QUOTED * (n - own))
        return [runs[first // 2 : last // 2 + 1] for first, last in maximal(scores)]

    def _stretch(self, runs: Sequence[Run]) -> Stretch:
        (i, j, _), (k, m, n) = runs[0], runs[-1]
        left, right = slice(i, k + n), slice(j, m + n)
        own, other_own = int(self._own_a[left].sum()), int(self._own_b[right].sum())
        # Marks may be lost in a copy: what is quoted on one side only is no change.
        lone = _missing(self._a[left][self._own_a[left]], self._b[right])
        other_lone = _missing(self._b[right][self._own_b[right]], self._a[left])
        trigrams: set[tuple[int, ...]] = set()
        for a, b, size in runs:
            fits = self._own_a[a : a + size] & self._own_b[b : b + size]
            plain = self._plain[a : a + size].astype(np.int64)
            whole = fits[:-2] & fits[1:-1] & fits[2:] & (plain[:-2] + plain[1:-1] + plain[2:] > 1)
            trigrams.update(tuple(self._a[at : at + 3].tolist()) for at in (np.flatnonzero(whole) + a).tolist())
        # "... he told reporters on Friday" after every quotation is one phrase.
        new = trigrams - self._counted
        self._counted |= new
        # What is put in or left out is no change: the side that has less of its own tells how much was changed.
        same, changed = max((own - lone, lone), (other_own - other_lone, other_lone), key=lambda side: (side[0] / max(1, sum(side)), side))
        return Stretch((i, k + n - 1), (j, m + n - 1), tuple(runs), own, other_own, same, changed, len(new))


def maximal(scores: Sequence[float]) -> list[tuple[int, int]]:
    """The maximal scoring stretches of a sequence, as first and last index, in order (Ruzzo and Tompa 1999). Linear."""
    kept: list[tuple[int, int, float, float]] = []  # first, last, the sum before it, the sum with it
    total = 0.0
    for at, score in enumerate(scores):
        before, total = total, total + score
        if score <= 0:
            continue
        new = (at, at, before, total)
        while True:
            lower = next((k for k in range(len(kept) - 1, -1, -1) if kept[k][2] < new[2]), None)
            if lower is None or kept[lower][3] >= new[3]:
                kept.append(new)
                break
            new = (kept[lower][0], at, kept[lower][2], total)
            del kept[lower:]
    return [(first, last) for first, last, _, _ in kept]


def _runs(a: Codes, b: Codes) -> list[Run]:
    """The runs of at least `SHINGLE` words that both have, each as long as it goes, in the order of the first."""
    if len(a) >= SHINGLE and np.array_equal(a, b):
        return [(0, 0, len(a))]
    left, right = shingles(a), shingles(b)
    order = np.argsort(right, kind="stable")
    low = np.searchsorted(right, left, "left", sorter=order)
    count = np.searchsorted(right, left, "right", sorter=order) - low
    count[count > _REPEATS] = 0
    i = np.repeat(np.arange(len(left)), count)
    nth = np.arange(len(i)) - np.repeat(np.cumsum(count) - count, count)
    j = order[np.repeat(low, count) + nth]
    by_diagonal = np.lexsort((i, i - j))
    i, j = i[by_diagonal], j[by_diagonal]
    fresh = np.ones(len(i), bool)
    fresh[1:] = (np.diff(i) != 1) | (np.diff(j) != 1)
    first = np.flatnonzero(fresh)
    size = np.diff(np.append(first, len(i))) + SHINGLE - 1
    if len(first) > _MOST_RUNS:
        longest = np.argsort(-size, kind="stable")[:_MOST_RUNS]
        first, size = first[longest], size[longest]
    return sorted(zip(i[first].tolist(), j[first].tolist(), size.tolist(), strict=True))


def _missing(words: Codes, others: Codes) -> int:
    """How many of the words the others do not have, or not as often."""
    return (Counter(words.tolist()) - Counter(others.tolist())).total()


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Runs that follow one another without a gap as one."""
    joined: list[Run] = []
    for i, j, n in runs:
        if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
            joined[-1] = (*joined[-1][:2], joined[-1][2] + n)
        else:
            joined.append((i, j, n))
    return joined


def _outside(run: Run, taken_a: tuple[int, int], taken_b: tuple[int, int]) -> Iterator[Run]:
    """What of a run lies outside the stretches taken in both reports, if it is long enough still."""
    i, j, n = run
    # Inside as counted from the start of the run: the two stretches may overlap it in different places.
    holes = sorted((min(n, max(0, start - at)), min(n, max(0, end - at))) for at, (start, end) in ((i, taken_a), (j, taken_b)))
    start = 0
    for low, high in (*holes, (n, n)):
        if low - start >= SHINGLE:
            yield i + start, j + start, low - start
        start = max(start, high)


def _room(taken: Sequence[tuple[int, int]], at: int, size: int) -> tuple[int, int]:
    """The free stretch around a word: from the end of what is taken before it to the start of what is taken behind it."""
    k = bisect_left(taken, (at, 0))
    return taken[k - 1][1] if k else 0, taken[k][0] if k < len(taken) else size
