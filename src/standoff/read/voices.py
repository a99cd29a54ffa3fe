"""Voice: which statement a passage belongs to, or the outlet itself."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.model import OUTLET, Span, Statement


class Voices:
    """Whose voice a passage is in: the innermost statement whose content holds it, else the outlet's own."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        spans = [(len(c), c, s.id) for s in statements for c in s.content]
        self._spans = sorted(spans, key=lambda x: (x[0], x[1]))

    def of(self, span: Span) -> str:
        """The id of the statement, or OUTLET."""
        return next((id for _, content, id in self._spans if content.covers(span)), OUTLET)


def statement_id(report: str, cue: Span) -> str:
    """The id of a statement: its report and its cue."""
    return f"{report}:s{cue.start}-{cue.end}"
