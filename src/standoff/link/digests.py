"""The digest of a report: what of its body text is compared with other reports to find copies. One per report, made once.

It holds the words of the body as numbers, folded, with their places; furniture and rows of tables are left out. For each word it tells
whether it is the reporter's own (outside quotation marks) and plain (no name, no number): two reporters who quote one speech, or list the
same names, share words that neither took from the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ..ingest.outlet import from_host
from ..model import Report, Span
from ..read.body import table_rows
from ..read.quotes import pair_quotes
from ..read.words import word_pairs
from .fold import fold
from .houses import house
from .tables import rows

Ints = NDArray[np.int64]
Codes = NDArray[np.uint64]

SHINGLE = 4  # words; longer ones seldom survive a rewrite, shorter ones stand in every report
_MOST_CAPITALS = 0.6  # share of words in capitals above which capitals tell no names
_OWN, _PLAIN = 1, 2
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd and without pattern: the golden ratio in 64 bits


@dataclass(frozen=True, slots=True)
class Digest:
    """The body words of a report, in order: 4 bytes a word for its code, 8 for its start and end, 1 for its traits.

    `houses` names the publisher as far as known (outlet, host), folded. `shingles` are the 8-byte codes of the runs of `SHINGLE` own
    words that are not mostly names, sorted, each once. Equal digests are of equal bodies; a digest can be pickled and hashed.
    """

    report: str
    houses: frozenset[str]
    words: bytes
    places: bytes
    traits: bytes
    shingles: bytes

    @property
    def size(self) -> int:
        """The number of words."""
        return len(self.traits)

    def codes(self) -> Codes:
        """The words as numbers, equal where the folded words are."""
        return np.frombuffer(self.words, np.uint32).astype(np.uint64)

    def own(self) -> NDArray[np.bool_]:
        """Which words stand outside quotation marks."""
        return (np.frombuffer(self.traits, np.uint8) & _OWN).astype(bool)

    def plain(self) -> NDArray[np.bool_]:
        """Which words are neither names nor numbers."""
        return (np.frombuffer(self.traits, np.uint8) & _PLAIN).astype(bool)

    def keys(self) -> Codes:
        """The shingles that it is found by."""
        return np.frombuffer(self.shingles, np.uint64)

    def span(self, first: int, last: int) -> Span:
        """The stretch of text from one word to another, both included."""
        pairs = np.frombuffer(self.places, np.int32).reshape(-1, 2)
        return Span(int(pairs[first, 0]), int(pairs[last, 1]))


def digest(report: Report) -> Digest:
    """The digest of a report. Linear in its length."""
    text = report.text
    quoted = [q.span for q in pair_quotes(text, report.paragraphs) if q.level == 0]
    codes: list[int] = []
    places: list[int] = []
    traits: list[int] = []
    at = 0
    for start, end in _body_words(report):
        while at < len(quoted) and quoted[at].end <= start:
            at += 1
        own = at == len(quoted) or quoted[at].start > start
        word = text[start:end]
        codes.append(_code(word))
        places += (start, end)
        traits.append(_OWN * own | _PLAIN * (not (word[0].isupper() or word[0].isdigit())))
    # A text in capitals throughout has no plain words by this test: it tells nothing there.
    plain = sum(t >= _PLAIN for t in traits)
    if traits and plain < (1 - _MOST_CAPITALS) * len(traits) and sum(map(str.isupper, text)) > sum(map(str.islower, text)):
        traits = [t | _PLAIN for t in traits]
    words = np.array(codes, np.uint32)
    flags = np.array(traits, np.uint8)
    houses = frozenset(h for h in (fold(house(report.outlet or "")), from_host(report.url) or "") if h)
    return Digest(report.id, houses, words.tobytes(), np.array(places, np.int32).tobytes(), flags.tobytes(), _keys(words, flags).tobytes())


def shingles(codes: Codes) -> Codes:
    """The code of the run of words that starts at each word but the last ones."""
    if len(codes) < SHINGLE:
        return np.empty(0, np.uint64)
    total = np.zeros(len(codes) - SHINGLE + 1, np.uint64)
    for k in range(SHINGLE):
        total = (total + codes[k : len(codes) - SHINGLE + 1 + k] + np.uint64(1)) * _FACTOR  # wraps around, as is meant
        total ^= total >> np.uint64(29)
    return total


@cache
def stock_trigrams() -> frozenset[tuple[int, ...]]:
    """The runs of three words, as codes, of the phrases that every reporter uses (stock_phrases.tsv)."""
    phrases = ([_code(row["phrase"][a:b]) for a, b in word_pairs(row["phrase"])] for row in rows("stock_phrases.tsv"))
    return frozenset(tuple(codes[k : k + 3]) for codes in phrases for k in range(len(codes) - 2))


def _keys(words: NDArray[np.uint32], flags: NDArray[np.uint8]) -> Codes:
    codes = shingles(words.astype(np.uint64))
    if not len(codes):
        return codes
    own = np.lib.stride_tricks.sliding_window_view(flags & _OWN, SHINGLE).all(axis=1)
    plain = np.lib.stride_tricks.sliding_window_view((flags & _PLAIN) // _PLAIN, SHINGLE).sum(axis=1)
    return np.unique(codes[own & (plain * 2 >= SHINGLE)])


def _body_words(report: Report) -> Iterator[tuple[int, int]]:
    """The words of the body, signs left out."""
    text = report.text
    holes = sorted((s.start, s.end) for s in (*(f.span for f in report.furniture), *table_rows(text)))
    at = 0
    for paragraph in report.paragraphs:
        for start, end in word_pairs(text, paragraph.start, paragraph.end):
            while at < len(holes) and holes[at][1] <= start:
                at += 1
            if not (at < len(holes) and holes[at][0] < end) and text[start].isalnum():
                yield start, end


@lru_cache(maxsize=1 << 16)
def _code(word: str) -> int:
    # Not hash(): that differs from process to process.
    return crc32(fold(word).encode("utf-8", "surrogatepass"))
