"""The one tokeniser: a text as words, each a maximal run of letters and digits or a single sign.

Every span that the reader returns begins and ends at a word of this tokeniser, so none can hold half a word. The cut is
that of the network's word pieces, which never reach over one of these borders.
"""

from __future__ import annotations

import re

from standoff.model import Span

# Marks that combine with the letter before them: without them a decomposed accent would split a name in two.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f"
)
_WORD = re.compile(rf"[^\W_][{_MARKS}]*(?:[^\W_][{_MARKS}]*)*|[^\w\s]|_")


def words(text: str) -> list[Span]:
    """The words of a text in order, as spans over it; white space belongs to none."""
    return [Span(*m.span()) for m in _WORD.finditer(text)]


def word_pairs(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The same as plain pairs, for hot paths; `start` and `end` bound the stretch that is cut."""
    return [m.span() for m in _WORD.finditer(text, start, len(text) if end is None else end)]
