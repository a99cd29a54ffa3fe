"""Trees from scores."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from standoff.model import Span
from standoff.read.network import Floats
from standoff.read.syntax import Parsed, best_tree, parents, sentence_cuts, syntax
from standoff.read.windows import windows


def is_tree(chosen: list[int]) -> bool:
    """Whether every word leads to the one root."""
    roots = [i for i, parent in enumerate(chosen) if i == parent]
    if len(roots) != 1:
        return False
    for word in range(len(chosen)):
        for _ in chosen:
            word = chosen[word]
        if word != roots[0]:
            return False
    return True


SCORES = st.integers(1, 5).flatmap(lambda n: arrays(np.float32, (n, n), elements=st.floats(-8, 8, width=16)))


@given(SCORES)
@settings(max_examples=150, deadline=None)
def test_the_best_tree_is_a_tree_and_none_is_better(scores: Floats) -> None:
    found = best_tree(scores)
    size = len(scores)
    assert is_tree(found)
    odds = scores.astype(np.float64) - np.logaddexp.reduce(scores.astype(np.float64), axis=1, keepdims=True)
    root = int(np.diag(odds).argmax())

    def total(chosen: list[int]) -> float:
        return sum(odds[i, chosen[i]] for i in range(size) if i != root)

    assert found[root] == root
    best = max(total(list(c)) for c in itertools.product(range(size), repeat=size) if c[root] == root and is_tree(list(c)))
    assert abs(total(found) - best) < 1e-6


@given(st.integers(2, 12), st.integers(0, 2**32 - 1))
@settings(max_examples=60, deadline=None)
def test_every_sentence_is_a_tree_of_its_own(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32) * 4
    cut = size // 2
    found = parents(scores, [0, cut, size])
    for start, end in ((0, cut), (cut, size)):
        inside = (found[start:end] - start).tolist()
        assert is_tree(inside)


def test_a_tree_that_is_one_already_is_left_as_it_is() -> None:
    scores = np.full((3, 3), -5, dtype=np.float32)
    scores[0, 1], scores[1, 1], scores[2, 1] = 5, 5, 5
    assert parents(scores, [0, 3]).tolist() == [1, 1, 1]


def test_windows_are_joined_and_parents_move_with_them() -> None:
    text = "Boats left. Ana stayed."
    one, two = (windows(text, [span])[0] for span in (Span(0, 11), Span(12, len(text))))
    made = []
    for window in (one, two):
        count = len(window.words)
        zeros = np.zeros(count, dtype=np.int64)
        made.append(Parsed(window, zeros, zeros, np.full(count, 1), zeros))
    found = syntax(made)
    assert [found.span(i).of(text) for i in range(len(found))] == ["Boats", "left", ".", "Ana", "stayed", "."]
    assert list(found.parents) == [1, 1, 1, 4, 4, 4]


def test_sentences_are_cut_where_they_begin() -> None:
    text = "Boats left. Ana stayed."
    window = windows(text, [Span(0, len(text))])[0]
    assert sentence_cuts(window, [Span(0, 11), Span(12, len(text))]) == [0, 3, 6]
