"""The words of a query in a passage: where they stand, as full-text search finds them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ..model import Span
from ..store import terms_of

# A word as the tokeniser of the search (unicode61 of FTS5) takes it: letters and digits, with the marks on them.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A word without case and accents."""
    if word.isascii():
        return word.casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", word).casefold() if not unicodedata.combining(c))


def folded(text: str) -> tuple[str, ...]:
    """The words of a text to compare by."""
    return tuple(fold(word) for word in _WORD.findall(text))


class Terms:
    """The words and phrases of a query: what a passage must hold, without regard to case and accents, each from the start of a word.

    A word is met by the same word, one that ends in * by any that begins so, a phrase by its words in their order. Raises
    UsageProblem for a query without a word.
    """

    def __init__(self, query: str) -> None:
        self._terms = tuple((words, ending) for body, ending in terms_of(query) if (words := folded(body)))

    def __len__(self) -> int:
        return len(self._terms)

    def which(self, text: str) -> frozenset[int]:
        """Which of the terms stand in a text, by their places in the query."""
        words = folded(text)
        return frozenset(k for k, term in enumerate(self._terms) if any(self._at(term, words, n) for n in range(len(words))))

    def within(self, words: Sequence[str]) -> bool:
        """Whether all of them stand in these folded words."""
        return all(any(self._at(term, words, n) for n in range(len(words))) for term in self._terms)

    def marks(self, text: str, start: int = 0) -> tuple[Span, ...]:
        """Where the terms stand in a text, in order, none over another; `start` is the place of the text in its report."""
        found = list(_WORD.finditer(text))
        words = [fold(match[0]) for match in found]
        spans = [
            Span(start + found[n].start(), start + found[n + len(term[0]) - 1].end())
            for n in range(len(words))
            for term in self._terms
            if self._at(term, words, n)
        ]
        return _apart(spans)

    @staticmethod
    def _at(term: tuple[tuple[str, ...], bool], words: Sequence[str], n: int) -> bool:
        wanted, ending = term
        here = words[n : n + len(wanted)]
        if len(here) < len(wanted) or (here[-1] != wanted[-1] and not (ending and here[-1].startswith(wanted[-1]))):
            return False
        return tuple(here[:-1]) == wanted[:-1]


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans that overlap become one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and joined[-1].overlaps(span):
            joined[-1] = joined[-1].hull(span)
        else:
            joined.append(span)
    return tuple(joined)
