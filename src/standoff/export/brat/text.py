"""Texts as brat files carry them: every offset kept, and nothing that a reader of such files would take for a line end in an annotation.

brat compares the words of an annotation with the characters at its offsets, and reads annotations line by line; by what it takes for the
end of a line depends on its Python (all that `str.splitlines` knows in version 2, only LF, CR and CRLF in version 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...model import Span
from ..plain import storable

_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # what `str.splitlines` takes for the end of a line
_PARTS = re.compile(f"[^{_ENDS}\t]+")
_NOT_END = re.compile(f"[^{_ENDS}]")
Fragments = tuple[tuple[int, int], ...]


def written(text: str) -> str:
    """A text as its file has it, code point by code point: what would make readers count otherwise is replaced, one for one.

    The CR of a CRLF is a blank, for most readers take both for one character; a byte order mark at the beginning is a blank, for some skip
    it; a lone surrogate, which no UTF-8 file can hold, is U+FFFD.
    """
    text = storable(text.replace("\r\n", " \n"))
    return " " + text[1:] if text.startswith("\ufeff") else text


def masked(text: str, kept: Iterable[Span]) -> str:
    """A text of which only some stretches are left: a blank for every other character, line ends where they are."""
    pieces, at = [], 0
    for span in sorted(kept):
        if span.start > at:
            pieces.append(_NOT_END.sub(" ", text[at : span.start]))
        pieces.append(text[max(at, span.start) : span.end])
        at = max(at, span.end)
    return "".join(pieces) + _NOT_END.sub(" ", text[at:])


def fragments(text: str, spans: Iterable[Span]) -> Fragments:
    """Stretches of a text as brat wants them: in order and apart, none with a line end or a tab in it, none that begins or ends blank.

    Empty where nothing but blanks is left.
    """
    found: list[tuple[int, int]] = []
    for span in sorted(spans):
        start = max(span.start, found[-1][1]) if found else span.start
        for part in _PARTS.finditer(text, start, max(start, span.end)):
            words = part[0].strip()
            if words:
                begin = part.start() + len(part[0]) - len(part[0].lstrip())
                found.append((begin, begin + len(words)))
    return tuple(found)
