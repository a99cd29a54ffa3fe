"""Scores of the network -> names."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import MentionType, Span
from standoff.read.names import TYPES, names
from standoff.read.windows import windows
from strategies import texts


def read(text: str, *labels: int) -> list[tuple[str, MentionType, float]]:
    """The names of a text whose words the network gives these labels (O, B and I of each type in turn)."""
    (window,) = windows(text, [Span(0, len(text))])
    assert len(labels) == len(window.words)
    scores = np.zeros((len(labels), 2 * len(TYPES) + 1), dtype=np.float32)
    scores[np.arange(len(labels)), labels] = 9.0
    return [(span.of(text), kind, sure) for span, kind, sure in names(text, window, scores)]


def bare(text: str, *labels: int) -> list[tuple[str, str]]:
    return [(name, kind) for name, kind, _ in read(text, *labels)]


def test_types_in_the_order_of_the_labels() -> None:
    assert bare("Ana Lund of Orlan leads Dockers", 1, 2, 0, 5, 0, 3) == [
        ("Ana Lund", "person"),
        ("Orlan", "place"),
        ("Dockers", "organisation"),
    ]


def test_two_names_side_by_side() -> None:
    assert bare("Ana Brill", 1, 1) == [("Ana", "person"), ("Brill", "person")]


@pytest.mark.parametrize(
    ("text", "labels", "name"),
    [
        ("Lund’s", (1, 2, 2), "Lund"),
        ("Lund's", (1, 2, 2), "Lund"),
        ("“Lund”", (1, 2, 2), "Lund"),
        ("Lund,", (1, 2), "Lund"),
        ("the U.S.", (0, 5, 6, 6, 6), "U.S."),
        ("Orlan Inc.", (3, 4, 4), "Orlan Inc."),
        ("Lund Orlanto.", (1, 2, 2), "Lund Orlanto"),
        ("Mr. Lund", (1, 2, 2), "Lund"),
    ],
)
def test_what_is_at_the_edge_of_a_name_is_not_part_of_it(text: str, labels: tuple[int, ...], name: str) -> None:
    assert [n for n, _ in bare(text, *labels)] == [name]


def test_a_mark_or_an_honorific_alone_is_no_name() -> None:
    assert bare("— Ms said", 1, 1, 0) == []


def test_an_inside_never_begins_a_name() -> None:
    text = "Lund said"
    (window,) = windows(text, [Span(0, len(text))])
    scores = np.zeros((2, 11), dtype=np.float32)
    scores[0, [1, 2]] = 5.0, 6.0
    scores[1, 0] = 9.0
    assert [(s.of(text), kind) for s, kind, _ in names(text, window, scores)] == [("Lund", "person")]


def test_a_name_ends_with_its_paragraph() -> None:
    text = "Port Selm\nCity"
    (window,) = windows(text, [Span(0, 9), Span(10, 14)])
    scores = np.zeros((3, 11), dtype=np.float32)
    scores[[0, 1, 2], [5, 6, 6]] = 9.0
    assert [s.of(text) for s, _, _ in names(text, window, scores)] == ["Port Selm"]


def test_the_probability_is_that_of_the_labels() -> None:
    (sure,) = [p for _, _, p in read("Lund said", 1, 0)]
    assert sure == pytest.approx(np.exp(9) / (np.exp(9) + 10), rel=1e-4)


@given(texts(), st.integers(0, 1000))
def test_names_end_at_words_and_stand_apart(text: str, seed: int) -> None:
    for window in windows(text, [Span(0, len(text))]):
        scores = np.random.default_rng(seed).normal(0, 5, (len(window.words), 11)).astype(np.float32)
        found = names(text, window, scores)
        for span, _, sure in found:
            assert span.start in {a for a, _ in window.words}
            assert span.end in {b for _, b in window.words}
            assert text[span.start].isalnum()
            assert 0 < sure <= 1
        assert all(a[0].end <= b[0].start for a, b in itertools.pairwise(found))
