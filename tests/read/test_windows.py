"""What the network sees at a time."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.model import Span
from standoff.read.quotes import State, pair_quotes
from standoff.read.windows import CLS, MAX_PIECES, MAX_PIECES_PER_WORD, SEP, UNK, Shape, Window, shape_of, windows
from standoff.read.words import word_pairs
from strategies import texts


def blocks(text: str) -> list[Span]:
    return [Span(*m.span()) for m in re.finditer(r"[^\n\r]+", text) if m.group().strip()]


def check(text: str, found: list[Window], limit: int) -> None:
    """Every word of every paragraph once, in order; arrays that fit one another; no window over the limit."""
    wanted = [pair for p in blocks(text) for pair in word_pairs(text, p.start, p.end)]
    assert [w for window in found for w in window.words] == wanted
    for window in found:
        assert 0 < len(window.words) == len(window.starts)
        assert len(window.pieces) == len(window.shapes) == len(window.marks) <= limit
        assert window.pieces[0] == CLS
        assert window.pieces[-1] == SEP
        assert (np.diff(window.starts) > 0).all()
        ends = [*window.starts[1:], len(window.pieces) - 1]
        assert all(b - a <= MAX_PIECES_PER_WORD + 1 for a, b in zip(window.starts, ends, strict=True))
        assert (window.shapes[window.starts] > 0).all()


@settings(max_examples=60)
@given(st.one_of(texts(), st.text(max_size=80)), st.integers(14, 40))
def test_windows_hold_every_word_once(text: str, limit: int) -> None:
    check(text, windows(text, blocks(text), max_pieces=limit), limit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "\u200b\u200b \x00\x01\x07 \ufeff",
        "x" * 5000,
        "a" + "\u0301" * 3000 + " said",
        "https://" + "a/b-c_d." * 800,
        "👩\u200d👩\u200d👧 " * 300,
        "東京は" * 400,
        "\ud800 said \udfff",
        ". " * 2000,
        "WORD " * 900,
    ],
    ids=["empty", "white", "control", "long", "marks", "address", "emoji", "cjk", "surrogates", "stops", "capitals"],
)
def test_hostile_texts_fit(text: str) -> None:
    check(text, windows(text, blocks(text)), MAX_PIECES)


def test_short_paragraphs_share_a_window_and_end_in_a_separator_each() -> None:
    text = "He left.\n\nShe stayed."
    (window,) = windows(text, blocks(text))
    assert list(np.flatnonzero(window.pieces == SEP)) == [window.starts[3] - 1, len(window.pieces) - 1]
    assert list(np.flatnonzero(window.opens)) == [0, 3]


def test_a_paragraph_that_does_not_fit_beside_others_begins_a_window() -> None:
    text = "\n".join("word " * 20 for _ in range(4))
    found = windows(text, blocks(text), max_pieces=50)
    assert [len(w.words) for w in found] == [40, 40]


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    text = ("one two three four five six seven. " * 20).strip()
    found = windows(text, blocks(text), max_pieces=50)
    assert len(found) > 2
    assert all(text[w.words[-1][0]] == "." for w in found)


def test_a_paragraph_without_a_stop_is_cut_where_the_room_ends() -> None:
    text = "word " * 100
    assert [len(w.words) for w in windows(text, blocks(text), max_pieces=42)] == [40, 40, 20]


@pytest.mark.parametrize("limit", range(14, 30))
def test_a_cut_after_a_sentence_leaves_no_more_than_there_is_room_for(limit: int) -> None:
    text = "a. zqjxkvzqjxkv zqjxkvzq a b c. zqjxkvzqjxkv zqjxkvzqjxkv d. " * 3
    check(text, windows(text, blocks(text), max_pieces=limit), limit)


def test_a_window_too_small_for_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot hold"):
        windows("x", [Span(0, 1)], max_pieces=13)


def test_pieces_carry_the_shape_and_the_quotation_state_of_their_word() -> None:
    text = "“Unbelievableness,” said Ana."
    (window,) = windows(text, blocks(text))
    marks = [State(window.marks[i]) for i in window.starts]
    assert marks[:4] == [State.OPENING, State.INSIDE, State.INSIDE, State.CLOSING]
    assert set(marks[4:]) == {State.OUTSIDE}
    first, second = window.starts[1], window.starts[2]
    assert second - first > 1
    assert set(window.shapes[first:second]) == {Shape.TITLE}
    assert set(window.marks[first:second]) == {State.INSIDE}


def test_known_words_and_quotations_change_nothing() -> None:
    text = "“Go,” he said.\nNobody went."
    given_words = [word_pairs(text, p.start, p.end) for p in blocks(text)]
    again = windows(text, blocks(text), pair_quotes(text, blocks(text)), words_of=given_words)
    for a, b in zip(windows(text, blocks(text)), again, strict=True):
        assert a.words == b.words
        assert all(np.array_equal(getattr(a, n), getattr(b, n)) for n in ("pieces", "shapes", "marks", "starts"))


def test_a_sign_that_the_vocabulary_lacks_is_still_a_piece() -> None:
    (window,) = windows("\u200b", [Span(0, 1)])
    assert list(window.pieces) == [CLS, UNK, SEP]


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("boat", Shape.LOWER),
        ("Boat", Shape.TITLE),
        ("NATO", Shape.UPPER),
        ("A", Shape.LETTER),
        ("McRae", Shape.MIXED),
        ("2024", Shape.DIGITS),
        ("5m", Shape.LOWER),
        ("”", Shape.SIGN),
        ("東京", Shape.MIXED),
        ("e\u0301te", Shape.LOWER),
    ],
)
def test_shapes(word: str, shape: Shape) -> None:
    assert shape_of(word) is shape


def test_a_very_long_text_is_cut_in_time_that_grows_with_it() -> None:
    # Quotations in every paragraph: looking through all of them for each paragraph would take minutes.
    paragraph = "“Nobody sleeps,” said the harbour master of a town that never was.\n"
    text = paragraph * 15_000
    found = windows(text, blocks(text))
    assert sum(len(w.words) for w in found) == 15_000 * len(word_pairs(paragraph)) > 200_000
