"""The space that reports are compared in: their terms, weighed by how rare they are, as rows of unit length.

A term weighs by its inverse document frequency (Spärck Jones, 1972), taken over the pile and over news at large: a table of common words
stands for a thousand reports beside the pile, so that three reports alone are weighed like three of thousands, and what all of a large
pile is about still loses weight there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from ...model import Gist
from .apart import Days, Floats, Ints, days_of, left_without_date

_FEW = 200  # reports that may hold a term that reports are found by, in any pile
_BESIDE = 1000  # reports of news at large that the table stands for
_UNLISTED = 1 / 3000  # the share of reports that hold a word which the table does not list


@cache
def common_words() -> dict[str, float]:
    """Term -> the share of news reports that hold it, of common English words that are no names (common_words.tsv)."""
    lines = files(__package__).joinpath("common_words.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {term: float(share) for term, share in pairs}


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """Reports as sparse rows of unit length, by id, and the same the other way round: for each term the rows that hold it.

    `starts` bounds the row of each report in `terms` and `values`; `first` and `last` are days, 0 where unknown; `heads` bounds the
    rows of each term in `holders`, and `held` are the values there. `unknown` is what is left of the likeness of two reports where one
    has no date.
    """

    reports: tuple[str, ...]
    starts: Ints
    terms: Ints
    values: Floats
    first: Ints
    last: Ints
    heads: Ints
    holders: Ints
    held: Floats
    unknown: float

    @classmethod
    def of(cls, gists: Sequence[Gist]) -> Space:
        """The space of gists, each report once, in whatever order they come. Linear in their terms."""
        by_id = sorted(gists, key=lambda g: g.report)
        numbers: dict[str, int] = {}
        codes = np.fromiter((numbers.setdefault(t, len(numbers)) for g in by_id for t in g.terms), np.int64)
        weights = np.frombuffer(b"".join(g.weights for g in by_id), "<f8")
        sizes = np.fromiter((len(g.terms) for g in by_id), np.int64, len(by_id))
        starts = np.concatenate(([0], np.cumsum(sizes)))
        shares = np.fromiter((max(common_words().get(t, 0.0), _UNLISTED) for t in numbers), np.float64, len(numbers))
        holding = np.bincount(codes, minlength=len(numbers))
        rarity = np.log((len(by_id) + _BESIDE + 1) / (holding + _BESIDE * shares + 0.5))
        values = weights * np.maximum(rarity, 0.0)[codes]
        rows = np.repeat(np.arange(len(by_id)), sizes)
        lengths = np.sqrt(np.bincount(rows, values**2, minlength=len(by_id)))
        values /= np.maximum(lengths, 1e-12)[rows]
        order = np.argsort(codes, kind="stable")
        return cls(
            tuple(g.report for g in by_id),
            starts,
            codes,
            values,
            np.array([g.first or 0 for g in by_id], np.int64),
            np.array([g.last or 0 for g in by_id], np.int64),
            np.concatenate(([0], np.cumsum(holding))),
            rows[order],
            values[order],
            left_without_date([g.first for g in by_id]),
        )

    def row(self, n: int) -> tuple[Ints, Floats]:
        """The terms of a report and their values."""
        return self.terms[self.starts[n] : self.starts[n + 1]], self.values[self.starts[n] : self.starts[n + 1]]

    def days(self, rows: Sequence[int]) -> Days:
        """The days of some reports."""
        return days_of(self.first[list(rows)], self.last[list(rows)])

    def total(self, rows: Sequence[int]) -> tuple[Ints, Floats]:
        """The sum of some rows: its terms, sorted by number, and their values."""
        if len(rows) == 1:
            return self.row(rows[0])
        parts = [self.row(n) for n in rows]
        terms, places = np.unique(np.concatenate([t for t, _ in parts]), return_inverse=True)
        return terms, sums(places, np.concatenate([v for _, v in parts]), len(terms))

    def near(self, terms: Ints, values: Floats, most: int) -> Floats:
        """How much of a row each report shares, as the part of the cosine that the row's weightiest terms make, common ones left out.

        A term that more than a twentieth of a large pile holds is common.
        """
        few = max(_FEW, len(self.reports) // 20)
        size = self.heads[terms + 1] - self.heads[terms]
        chosen = np.flatnonzero(size <= few)
        chosen = chosen[np.argsort(-values[chosen], kind="stable")[:most]]
        if not len(chosen):
            return np.zeros(len(self.reports))
        starts, sizes = self.heads[terms[chosen]], size[chosen]
        places = np.repeat(starts - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes) + np.arange(sizes.sum())
        return sums(self.holders[places], self.held[places] * np.repeat(values[chosen], sizes), len(self.reports))


def sums(places: Ints, values: Floats, size: int) -> Floats:
    """The sum of the values at each place."""
    return np.bincount(places, values, minlength=size).astype(np.float64, copy=False)
