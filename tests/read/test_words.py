"""The tokeniser: offsets, and what holds together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import Span
from standoff.read.words import word_pairs, words
from strategies import texts


def cut(text: str) -> list[str]:
    return [w.of(text) for w in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We’ll go,” he said.", ["“", "We", "’", "ll", "go", ",", "”", "he", "said", "."]),
        ("3.5m U.S. dollars", ["3", ".", "5m", "U", ".", "S", ".", "dollars"]),
        ("Jose\u0301 Nun\u0303ez", ["Jose\u0301", "Nun\u0303ez"]),
        ("a_b __", ["a", "_", "b", "_", "_"]),
        ("قالَ شَلوم", ["قالَ", "شَلوم"]),
        ("東京 said", ["東京", "said"]),
        ("one\r\ntwo\u2028three\u00a0four", ["one", "two", "three", "four"]),
        ("\u0301 alone", ["\u0301", "alone"]),
        ("zero\u200bwidth \ufeff", ["zero", "\u200b", "width", "\ufeff"]),
        ("", []),
        (" \t\r\n", []),
    ],
)
def test_a_word_is_a_run_of_letters_or_one_sign(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_a_joined_emoji_is_signs_that_lose_nothing() -> None:
    family = "👩\u200d👩\u200d👧"
    assert "".join(cut(family)) == family
    assert all(len(w) == 1 for w in words(family))


def test_a_lone_surrogate_is_a_sign_of_its_own() -> None:
    assert cut("a\ud800b") == ["a", "\ud800", "b"]


@given(st.one_of(texts(), st.text(max_size=60)))
def test_every_character_but_white_space_is_in_exactly_one_word(text: str) -> None:
    found = words(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    held = {i for w in found for i in range(w.start, w.end)}
    assert held == {i for i, c in enumerate(text) if not c.isspace()}
    assert sum(map(len, found)) == len(held)


@given(st.one_of(texts(), st.text(max_size=60)))
def test_pairs_are_the_words(text: str) -> None:
    assert [Span(a, b) for a, b in word_pairs(text)] == words(text)


@given(texts(), st.integers(0, 60), st.integers(0, 60))
def test_pairs_of_a_stretch_lie_in_it(text: str, start: int, size: int) -> None:
    end = min(len(text), start + size)
    found = word_pairs(text, start, end)
    assert all(start <= a < b <= end for a, b in found)
    assert "".join(text[a:b] for a, b in found) == "".join(text[start:end].split())
