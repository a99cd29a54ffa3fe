"""The words of a report and their terms: what two reports are compared by."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from ...model import Report
from ..topic import stems

_LEAST = 3  # letters of a word; fewer tell nothing, but for acronyms
_LONG = 6  # letters of a word in another language than English that is taken for a word with content
_LIST, _TITLED = 20, 0.7  # words of a paragraph from which on it is a list, where so many of them have a capital
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Scripts that set no space between words: their characters are taken in pairs.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_OPENS = ".!?:"  # what stands before the first word of a sentence
_QUOTES = " \t\r\n\"'“”‘’„«»("


def body_words(report: Report) -> list[tuple[int, int]]:
    """The words of the body: all furniture left out, and paragraphs that are lists, such as the countries of a form."""
    holes = sorted((f.span.start, f.span.end) for f in report.furniture)
    starts = [start for start, _ in holes]
    found: list[tuple[int, int]] = []
    for paragraph in report.paragraphs:
        words = []
        for match in WORD.finditer(report.text, paragraph.start, paragraph.end):
            at = bisect_right(starts, match.start()) - 1
            if at < 0 or holes[at][1] <= match.start():
                words.append(match.span())
        titled = sum(report.text[start:end].istitle() for start, end in words)
        if len(words) < _LIST or titled < _TITLED * len(words):
            found += words
    return found


def opens(text: str, start: int) -> bool:
    """Whether a word opens a sentence or a paragraph, where a capital tells nothing."""
    before = text[max(0, start - 4) : start].rstrip(_QUOTES)
    return not before or before[-1] in _OPENS or "\n" in text[max(0, start - 2) : start]


@lru_cache(maxsize=1 << 17)
def terms_of(word: str, telling: bool) -> tuple[str, ...]:
    """The terms of a word, none where it says nothing by itself. Words of a language that no list knows must be long or names."""
    if _UNSPACED.search(word):
        return tuple(word[k : k + 2] for k in range(len(word) - 1)) or (word,)
    if len(word) < _LEAST and not word.isupper():
        return ()
    if not telling and len(word) < _LONG:
        return ()
    return tuple(sorted(stems(word)))
