"""Sentence starts -> sentences."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import Span
from standoff.read.sentences import sentences
from standoff.read.windows import windows
from strategies import texts


def read(text: str, starts: set[int], paragraphs: list[Span]) -> list[str]:
    (window,) = windows(text, paragraphs)
    scores = np.array([[0.0, 1.0 if i in starts else -1.0] for i in range(len(window.words))], dtype=np.float32)
    return [s.of(text) for s in sentences(window, scores, [p.start for p in paragraphs])]


def test_a_sentence_begins_where_the_network_says() -> None:
    assert read("He left. She stayed.", {0, 3}, [Span(0, 20)]) == ["He left.", "She stayed."]


def test_the_first_word_begins_one_in_any_case() -> None:
    assert read("He left. She stayed.", set(), [Span(0, 20)]) == ["He left. She stayed."]


def test_no_sentence_crosses_a_paragraph() -> None:
    assert read("Order restored\nHe left.", set(), [Span(0, 14), Span(15, 23)]) == ["Order restored", "He left."]


@given(texts(), st.integers(0, 1000))
def test_sentences_hold_every_word_once_and_in_order(text: str, seed: int) -> None:
    for window in windows(text, [Span(0, len(text))]):
        scores = np.random.default_rng(seed).normal(0, 1, (len(window.words), 2)).astype(np.float32)
        found = sentences(window, scores, [0])
        assert all(a.end <= b.start for a, b in pairwise(found))
        assert "".join("".join(s.of(text).split()) for s in found) == "".join(text.split())
