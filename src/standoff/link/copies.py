"""Copies: reports, or passages of them, that stand in other reports, by their body text alone.

    digests = [digest(reading.report) for reading in readings]   # once per report; can be kept
    copies(digests)                                              # all pairs that share text
    copies(digests, new={"3f2a…"})                               # only the pairs of these reports: one look-up in the index each

What two reports quote, list or name alike is no copy: only words outside quotation marks count, and only where most of them are no names.
A pair that is compared is judged by its two texts alone, so that neither the order of the reports nor what else is in the case changes the
verdict. All pairs that share enough are compared, unless more than 64 reports share the very same words (see `copy_index`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from math import exp

from ..model.origins import Aligned, Copy, CopyKind
from .alignment import Stretch, stretches
from .copy_index import CopyIndex
from .digests import Digest

# Evidence is counted in trigrams of one passage. Among the 1.3 million pairs of 1,601 reports of the years 2012 to 2020 all of different
# houses with 8 and more were judged by hand: those with 11 and more were of one origin; stock phrases ("did not respond to a request for
# comment") and set descriptions of a person or an affair have up to 10.
_EVIDENCE = 12
_TOGETHER = 0.75  # what the same is worth in several passages
_OF_SHARE, _SMALL = 25, 0.1  # what a share of a report above a tenth adds: short reports, and those made of quotations, have few trigrams
_STEEP, _EVEN = 0.8, 8.4  # of the confidence: .77 at 12 trigrams, .95 at 14
_REPRINT_SHARE, _REPRINT_SAME = 0.7, 0.87
_REWRITE_SHARE, _LONG_SHARE, _LONG = 0.35, 0.25, 150  # words: less of a report is a rewrite if it is long; two paragraphs are passages
_FOOT = 60  # words at the end of a report in which notes on author and house stand
_SAME_HOUSE = 0.5  # share from which two reports of one house are copies: they have the same lines about the house below every text
_ANCHOR = 40  # characters between two anchors in a run of the same words, at least


def copies(digests: Iterable[Digest], new: Collection[str] | None = None) -> tuple[Copy, ...]:
    """The copies among reports, in the order of their ids; of `new` ones only, if given. The order of the digests makes no difference."""
    by_id = {d.report: d for d in digests}
    index = CopyIndex.of(by_id.values())
    if new is None:
        pairs: Iterable[tuple[str, str]] = index.pairs()
    else:
        near = ((n, other) for n in new if n in by_id for other in index.near(by_id[n]))
        pairs = sorted({(min(pair), max(pair)) for pair in near})
    return tuple(copy for left, right in pairs if (copy := compare(by_id[left], by_id[right])))


def compare(one: Digest, two: Digest) -> Copy | None:
    """What two reports share, or None where it is no more than what reports on one event have in common."""
    left, right = sorted((one, two), key=lambda d: d.report)
    found = stretches(left, right)
    own = int(left.own().sum()), int(right.own().sum())
    telling = [s.trigrams for s in found if not _at_the_foot(s, left, right, own)]
    if not telling:
        return None
    shares = sum(s.own for s in found) / own[0], sum(s.other_own for s in found) / own[1]
    evidence = max(max(telling), _TOGETHER * sum(telling)) + _OF_SHARE * max(0.0, max(shares) - _SMALL)
    if evidence < _EVIDENCE or (left.houses & right.houses and max(shares) < _SAME_HOUSE):
        return None
    words = sum(s.same for s in found)
    same = words / sum(s.same + s.changed for s in found)
    return Copy(
        left.report,
        right.report,
        _kind(max(shares), same, words),
        shares[0],
        shares[1],
        tuple(_aligned(s, left, right) for s in found),
        1 / (1 + exp(_EVEN - _STEEP * evidence)),
        _reason(shares, same, len(found)),
    )


def _at_the_foot(stretch: Stretch, left: Digest, right: Digest, own: tuple[int, int]) -> bool:
    """Whether a passage is a few lines at the end of both reports: a note on the author or the house, which their editors may share."""
    low = stretch.left[0] < left.size - _FOOT or stretch.right[0] < right.size - _FOOT
    return not low and 2 * stretch.own < own[0] and 2 * stretch.other_own < own[1]


def _kind(share: float, same: float, words: int) -> CopyKind:
    if share >= _REPRINT_SHARE and same >= _REPRINT_SAME:
        return "reprint"
    return "rewrite" if share >= (_LONG_SHARE if words >= _LONG else _REWRITE_SHARE) else "passage"


def _reason(shares: tuple[float, float], same: float, count: int) -> str:
    passages = "one passage" if count == 1 else f"{count} passages"
    part = " and ".join(f"{round(100 * s)} %" for s in shares)
    return f"{passages} in both: {part} of their words outside quotation marks, {round(100 * same)} % of these unchanged"


def _aligned(stretch: Stretch, left: Digest, right: Digest) -> Aligned:
    anchors: list[tuple[int, int]] = []
    for i, j, n in stretch.runs:
        # The starts of words, not too close to one another, and the end of the run: what lies between two runs was changed.
        for k in range(n):
            at = left.span(i + k, i + k).start, right.span(j + k, j + k).start
            if k == 0 or at[0] - anchors[-1][0] >= _ANCHOR:
                anchors.append(at)
        anchors.append((left.span(i, i + n - 1).end, right.span(j, j + n - 1).end))
    same = stretch.same / (stretch.same + stretch.changed)
    return Aligned(left.span(*stretch.left), right.span(*stretch.right), same, tuple(anchors))
