"""Which way a clause looks: what it tells is over, or still to come."""

from __future__ import annotations

import re

from ...model import Span
from .intervals import Direction

_AHEAD = re.compile(
    r"\b(?:will|'ll|’ll|won['’]t|shall|plans?|planned|planning|scheduled|slated|due|expected|set (?:to|for)|going to|upcoming|next|hopes?|"
    r"intends?|would|is to|are to|looms?|begins?|starts?|expires?|deadline|await\w*)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:was|were|had|has|have|said|told|did|ago|last|earlier|since|after|took|held|came|went|made|began|wrote|spent|met|led|left|gave|got|"
    r"sent|spoke|saw|brought|heard|became|kept|lost|won|ran|shot|fought|fell|rose|drew|sought|struck|broke|\w{3,}ed)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?<=\w{4})\.|[;:!?\n“”\"]")  # no stop of "Mr." or "Sen."
_REACH = 120  # characters of the clause that are looked at on either side


def direction_of(text: str, span: Span) -> Direction | None:
    """The way the clause around a time expression looks, by the tense word before it, else behind it; None where there is none."""
    low = max(0, span.start - _REACH)
    before, behind = text[low : span.start], text[span.end : span.end + _REACH]
    cuts = list(_CLAUSE.finditer(before))
    if cuts:
        before = before[cuts[-1].end() :]
    cut = _CLAUSE.search(behind)
    if cut:
        behind = behind[: cut.start()]
    for stretch, nearest in ((before, -1), (behind, 0)):
        ahead, past = list(_AHEAD.finditer(stretch)), list(_BEHIND.finditer(stretch))
        if not (ahead or past):
            continue
        if not (ahead and past):
            return "future" if ahead else "past"
        one, other = ahead[nearest].start(), past[nearest].start()  # the same where "scheduled" looks like any past form
        return "future" if one == other or (one > other) == (nearest == -1) else "past"
    return None
