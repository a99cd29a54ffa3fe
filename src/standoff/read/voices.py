"""Voice: which statement a passage belongs to, or the outlet itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from standoff.model import OUTLET, Span, Statement


class Voices:
    """Whose voice a passage is in: the innermost statement whose content holds it, else the outlet's own."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._contents = sorted((c, s.id) for s in statements for c in s.content)
        self._starts = [c.start for c, _ in self._contents]
        self._longest = max((len(c) for c, _ in self._contents), default=0)

    def of(self, span: Span) -> str:
        """The id of the statement, or OUTLET."""
        first = bisect_left(self._starts, span.end - self._longest)
        near = self._contents[first : bisect_right(self._starts, span.start)]
        return min(((len(c), c, id) for c, id in near if c.covers(span)), default=(0, span, OUTLET))[2]


def statement_id(report: str, cue: Span) -> str:
    """The id of a statement: its report and its cue."""
    return f"{report}:s{cue.start}-{cue.end}"
