"""Which reports may be copies of one another: those that share several shingles. An inverted index as two sorted arrays.

Exact, so that no copy is missed by chance, small (16 bytes a shingle), and asked for what two reports share, not for how alike they are:
MinHash signatures in locality-sensitive hashing, which estimate that, pass over a report cut to a third and over two paragraphs in another
report, and cost more to make than the index.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .digests import Codes, Digest, Ints

LEAST, FEW = 6, 4  # shingles that two reports share before they are compared; one in so many will do where one of them has few
# Of the reports that have a shingle each is paired with its neighbours by id only: fifty copies are compared all with all, hundreds as a
# chain, and a line that an outlet prints below every report does not make the number of pairs grow with the square of the reports.
_NEIGHBOURS = 64


@dataclass(frozen=True, slots=True, eq=False)
class CopyIndex:
    """The shingles of many reports, sorted, and with each the rank of its report in `reports`, which is sorted by id."""

    reports: tuple[str, ...]
    codes: Codes
    ranks: Ints

    @classmethod
    def of(cls, digests: Iterable[Digest]) -> CopyIndex:
        """The index of digests, in whatever order they come, each report once. N log N in the shingles."""
        by_id = sorted({d.report: d for d in digests}.items())
        codes = np.concatenate([np.empty(0, np.uint64), *(d.keys() for _, d in by_id)])
        ranks = np.repeat(np.arange(len(by_id)), [len(d.keys()) for _, d in by_id])
        order = np.argsort(codes, kind="stable")
        return cls(tuple(report for report, _ in by_id), codes[order], ranks[order])

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs of reports to compare, each once, the lower id first."""
        same = self.codes[1:] == self.codes[:-1]
        shared = np.concatenate(([False], same)) | np.concatenate((same, [False])) if len(self.codes) else np.empty(0, bool)
        codes, ranks = self.codes[shared], self.ranks[shared]
        found = [np.empty(0, np.int64)]
        for step in range(1, min(_NEIGHBOURS, len(codes) - 1) + 1):
            both = codes[step:] == codes[:-step]
            if not both.any():
                break
            found.append(ranks[:-step][both] * len(self.reports) + ranks[step:][both])
        pairs, count = np.unique(np.concatenate(found), return_counts=True)
        left, right = np.divmod(pairs, max(1, len(self.reports)))
        sizes = np.bincount(self.ranks, minlength=len(self.reports))
        enough = count >= _least(np.minimum(sizes[left], sizes[right]))
        return tuple((self.reports[a], self.reports[b]) for a, b in zip(left[enough].tolist(), right[enough].tolist(), strict=True))

    def near(self, digest: Digest) -> tuple[str, ...]:
        """The other reports that one is to be compared with, in order, whether or not it is in the index itself: one look-up a shingle."""
        keys = digest.keys()
        low, high = np.searchsorted(self.codes, keys, "left"), np.searchsorted(self.codes, keys, "right")
        rank = int(np.searchsorted(np.array(self.reports, dtype=np.str_), digest.report))
        count = np.zeros(len(self.reports) + 1, np.int64)
        for start, end in zip(low.tolist(), high.tolist(), strict=True):
            others = self.ranks[start:end]
            if len(others) > _NEIGHBOURS:
                at = int(np.searchsorted(others, rank))
                inside = at < len(others) and others[at] == rank and self.reports[rank] == digest.report
                others = others[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + inside]
            count[others] += 1
        sizes = np.bincount(self.ranks, minlength=len(self.reports))
        enough = count[: len(sizes)] >= _least(np.minimum(sizes, len(keys)))
        found = (self.reports[k] for k in np.flatnonzero(enough).tolist())
        return tuple(report for report in found if report != digest.report)


def _least(sizes: Ints) -> Ints:
    """How many shingles have to be shared, given those of the report that has fewer."""
    return np.clip(sizes // FEW, 1, LEAST)
