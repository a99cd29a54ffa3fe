"""Text -> windows: what the reader network sees at a time.

A window is a run of whole paragraphs of up to `MAX_PIECES` word pieces; a paragraph that is longer than that is cut at the
word after which a sentence seems to end. What a window holds depends on the text alone, so a reading cannot depend on what
else is read beside it. Each piece carries, beside its id, the case shape of its whole word (the vocabulary is uncased) and
where it stands with regard to quotation marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from standoff.model import Span

from .quotes import Quotation, State, pair_quotes, states, touching
from .words import word_pairs

MAX_PIECES = 250
MAX_PIECES_PER_WORD = 12  # a longer "word" is an address or noise; its tail tells nothing
CLS, SEP, UNK = 101, 102, 100
_SENTENCE_END = frozenset('.!?…。！？”"')

Ints = NDArray[np.int64]


class Shape(IntEnum):
    """The case shape of a word."""

    NONE = 0  # special pieces
    LOWER = 1
    TITLE = 2
    UPPER = 3
    MIXED = 4
    DIGITS = 5
    SIGN = 6
    LETTER = 7  # a single capital


class Scheme(IntEnum):
    """The annotation scheme that attributions follow: what counts as one, and where its spans begin and end."""

    POLNEAR = 0
    GUIDE = 1  # the reading guide


@lru_cache(maxsize=1 << 15)
def shape_of(word: str) -> Shape:
    """The case shape of a word of the tokeniser."""
    if not word[0].isalnum():
        return Shape.SIGN
    if word.isdigit():
        return Shape.DIGITS
    if word.islower():
        return Shape.LOWER
    if len(word) == 1:
        return Shape.LETTER
    if word.isupper():
        return Shape.UPPER
    if word[0].isupper() and word[1:].islower():
        return Shape.TITLE
    return Shape.MIXED


@dataclass(frozen=True)
class Window:
    """What one pass reads: `words` are (start, end) offsets of its words; arrays are per piece, `starts` per word."""

    words: tuple[tuple[int, int], ...]
    pieces: Ints
    shapes: Ints
    marks: Ints
    starts: Ints

    @cached_property
    def opens(self) -> NDArray[np.bool_]:
        """Which words open the window, a paragraph, or a part of one that was cut [W]."""
        before = self.pieces[self.starts - 1]
        opens: NDArray[np.bool_] = (before == CLS) | (before == SEP)
        return opens


@cache
def tokenizer() -> Any:
    """The word-piece tokeniser that ships with the weights."""
    return Tokenizer.from_str(files("standoff.models").joinpath("reader/tokenizer.json").read_text(encoding="utf-8"))


def windows(
    text: str,
    paragraphs: Sequence[Span],
    quotations: Sequence[Quotation] | None = None,
    *,
    max_pieces: int = MAX_PIECES,
    words_of: Sequence[Sequence[tuple[int, int]]] | None = None,
) -> list[Window]:
    """Cuts the paragraphs of a text into windows. `words_of` gives the words of each paragraph where they are known already.

    Raises ValueError when `max_pieces` is too small for the longest word.
    """
    if max_pieces < MAX_PIECES_PER_WORD + 2:
        raise ValueError(f"A window of {max_pieces} pieces cannot hold a word of {MAX_PIECES_PER_WORD} and its two special pieces.")
    outer = [q for q in (pair_quotes(text, paragraphs) if quotations is None else quotations) if q.level == 0]
    groups: list[list[_Block]] = []
    room = 0
    for i, paragraph in enumerate(paragraphs):
        pairs = list(words_of[i]) if words_of is not None else word_pairs(text, paragraph.start, paragraph.end)
        if not pairs:
            continue
        for block in _blocks(text, pairs, outer, max_pieces - 2):
            if not groups or block.size + 1 > room:
                groups.append([])
                room = max_pieces - 1
            groups[-1].append(block)
            room -= block.size + 1
    return [_join(group) for group in groups]


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, or a part of one that is too long, as pieces."""

    words: list[tuple[int, int]]
    pieces: list[list[int]]
    shapes: list[int]
    marks: list[State]

    @property
    def size(self) -> int:
        return sum(map(len, self.pieces))


def _blocks(text: str, pairs: list[tuple[int, int]], outer: Sequence[Quotation], limit: int) -> list[_Block]:
    strings = [text[a:b] for a, b in pairs]
    pieces = _pieces(strings)
    shapes = [int(shape_of(s)) for s in strings]
    marks = states(text, pairs, touching(outer, Span(pairs[0][0], pairs[-1][1])))
    blocks, start, size, breaks = [], 0, 0, -1
    for i, word in enumerate(pieces):
        while size + len(word) > limit:
            cut = breaks + 1 if breaks >= start + (i - start) // 2 else i
            blocks.append(_Block(pairs[start:cut], pieces[start:cut], shapes[start:cut], marks[start:cut]))
            start, size = cut, sum(map(len, pieces[cut:i]))
        size += len(word)
        if strings[i] in _SENTENCE_END:
            breaks = i
    blocks.append(_Block(pairs[start:], pieces[start:], shapes[start:], marks[start:]))
    return blocks


def _pieces(strings: list[str]) -> list[list[int]]:
    """The pieces of each word, at least one, at most MAX_PIECES_PER_WORD."""
    result: list[list[int]] = [[] for _ in strings]
    # A lone surrogate, which a damaged file can hold, has no form in UTF-8.
    clean = [s if s.isascii() else s.encode("utf-8", "replace").decode() for s in strings]
    encoding = tokenizer().encode(clean, is_pretokenized=True, add_special_tokens=False)
    for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
        if len(result[word]) < MAX_PIECES_PER_WORD:
            result[word].append(piece)
    return [r or [UNK] for r in result]


def _join(group: list[_Block]) -> Window:
    words: list[tuple[int, int]] = []
    pieces, shapes, marks, starts = [CLS], [0], [0], []
    for block in group:
        words += block.words
        for word, shape, mark in zip(block.pieces, block.shapes, block.marks, strict=True):
            starts.append(len(pieces))
            pieces += word
            shapes += [shape] * len(word)
            marks += [int(mark)] * len(word)
        pieces.append(SEP)
        shapes.append(0)
        marks.append(0)
    arrays = [np.array(x, dtype=np.int64) for x in (pieces, shapes, marks, starts)]
    return Window(tuple(words), *arrays)
