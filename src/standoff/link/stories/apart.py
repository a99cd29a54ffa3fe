"""What the days between reports leave of their likeness: one day apart tells little, three weeks leave a third."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Days = tuple[Ints, Ints, Floats]  # first and last days of some reports (0 where unknown), and how many reports have them

_FADE = 20.0  # days that leave 1/e of the likeness
_UNDATED = 0.8  # what is left where no report of the pile has a date
_LEAST = 0.6  # what is left, at least, where one of two reports has no date: ten days


def days_of(first: Ints, last: Ints) -> Days:
    """The days of some reports, each once."""
    if len(first) == 1:
        return first, last, np.ones(1)
    both, counts = np.unique(np.stack((first, last)), axis=1, return_counts=True)
    return both[0], both[1], counts.astype(np.float64)


def kept(some: Days, others: Days, unknown: float) -> float:
    """What the days between two groups leave of their likeness, on the average over all pairs of reports."""
    left = left_between(some[0][:, None], some[1][:, None], others[0][None], others[1][None], unknown)
    return float(some[2] @ left @ others[2] / (some[2].sum() * others[2].sum()))


def left_between(first: Ints, last: Ints, other_first: Ints, other_last: Ints, unknown: float) -> Floats:
    """What the days between reports leave, pair by pair; `unknown` where one has no date."""
    gap = np.maximum(0, np.maximum(first - other_last, other_first - last))
    return np.where((first > 0) & (other_first > 0), np.exp(-gap / _FADE), unknown)


def left_without_date(days: Sequence[int | None]) -> float:
    """What is left where a report has no date, given the days of all reports of a pile.

    As much as between any two reports of the pile whose days are known, on the average, as far as these are most of the pile: among reports
    of one week that is nearly all; among those of many years a report without a date must be the more alike to be of a story.
    """
    counts = Counter(day for day in days if day)
    if not counts:
        return _UNDATED
    known = np.array(sorted(counts))
    weights = np.array([counts[d] for d in known.tolist()], np.float64)
    # The sum over all pairs in one pass in each direction: what is left fades by the same factor from day to day.
    total = float(weights @ weights)
    for values, sizes in ((known, weights), (-known[::-1], weights[::-1])):
        fading = 0.0
        for step, size, before in zip(np.diff(values).tolist(), sizes[1:].tolist(), sizes[:-1].tolist(), strict=True):
            fading = (fading + before) * float(np.exp(-step / _FADE))
            total += fading * size
    share = float(weights.sum()) / len(days)
    return share * max(_LEAST, total / float(weights.sum()) ** 2) + (1 - share) * _UNDATED
