"""Viterbi decoding against every possible path."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.read.decode import Floats, apart, bio, bio_first, bio_moves, runs, softmax, viterbi


@st.composite
def problems(draw: st.DrawFn) -> tuple[Floats, Floats, Floats]:
    count, size, labels = draw(st.integers(1, 3)), draw(st.integers(1, 4)), draw(st.integers(1, 4))
    seed = draw(st.integers(0, 10_000))
    rng = np.random.default_rng(seed)
    scale = draw(st.sampled_from([1.0, 30.0]))
    made = [rng.normal(0, scale, shape).astype(np.float32) for shape in ((count, size, labels), (labels, labels), (labels,))]
    return made[0], made[1], made[2]


def worth(scores: Floats, moves: Floats, first: Floats, path: tuple[int, ...]) -> float:
    total = float(first[path[0]]) + sum(float(scores[t, label]) for t, label in enumerate(path))
    return total + sum(float(moves[a, b]) for a, b in pairwise(path))


@given(problems())
def test_viterbi_finds_the_best_of_all_paths(problem: tuple[Floats, Floats, Floats]) -> None:
    scores, moves, first = problem
    for row, path in zip(scores, viterbi(scores, moves, first), strict=True):
        best = max(worth(row, moves, first, p) for p in product(range(scores.shape[2]), repeat=scores.shape[1]))
        assert worth(row, moves, first, tuple(int(x) for x in path)) == pytest.approx(best, rel=1e-4, abs=1e-3)


@given(st.integers(1, 4), st.integers(1, 8), st.integers(0, 10_000))
def test_an_inside_never_stands_without_its_begin(types: int, size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 20, (1, size, 2 * types + 1)).astype(np.float32)
    path = viterbi(scores, bio_moves(types), bio_first(types))[0]
    for at, label in enumerate(path):
        if label and label % 2 == 0:
            assert at > 0
            assert path[at - 1] in (label, label - 1)


def test_no_span_reaches_over_the_start_of_a_paragraph() -> None:
    scores = np.zeros((4, 3), dtype=np.float32)
    scores[0, 1] = scores[1, 2] = scores[2, 2] = scores[3, 2] = 9.0
    assert runs(bio(scores[None])[0], 1) == [(0, 4, 0)]
    ruled = apart(scores, np.array([True, False, True, False]))
    assert all(not (a < 2 < b) for a, b, _ in runs(bio(ruled[None])[0], 1))
    assert scores[2, 2] == 9.0


def test_a_bias_lifts_all_labels_but_o() -> None:
    scores = np.arange(6, dtype=np.float32).reshape(2, 3)
    assert apart(scores, np.array([False, True]), bias=2.0).tolist() == [[0.0, 3.0, 4.0], [3.0, 6.0, -1e4]]


@st.composite
def tagged(draw: st.DrawFn) -> tuple[Floats, Floats | None, Floats | None]:
    """Scores that are whole numbers, so that sums are exact and ties are ties; what leads O by is drawn, from nothing to much."""
    count, types, size, most = draw(st.integers(1, 3)), draw(st.integers(1, 4)), draw(st.integers(0, 24)), draw(st.sampled_from([1, 3, 12]))
    rng = np.random.default_rng(draw(st.integers(0, 1_000_000)))
    labels = 2 * types + 1
    scores = rng.integers(-most, most + 1, (count, size, labels)).astype(np.float32)
    scores[..., 0] += draw(st.sampled_from([0, 1, most, 2 * most]))
    learned = draw(st.sampled_from([0, 1, 4]))
    if not learned:
        return scores, None, None
    moves, first = rng.integers(-learned, learned + 1, (labels, labels)), rng.integers(-learned, learned + 1, labels)
    return scores, moves.astype(np.float32), first.astype(np.float32)


@settings(max_examples=500)
@given(tagged())
def test_what_is_decoded_in_stretches_is_what_the_whole_gives_ties_included(problem: tuple[Floats, Floats | None, Floats | None]) -> None:
    scores, moves, first = problem
    types = scores.shape[2] // 2
    step, start = bio_moves(types), bio_first(types)
    whole = viterbi(scores, step if moves is None else moves + step, start if first is None else first + start)
    assert np.array_equal(bio(scores, moves, first), whole)


def test_rows_of_a_batch_do_not_touch_one_another() -> None:
    scores = np.random.default_rng(1).normal(0, 3, (5, 7, 5)).astype(np.float32)
    together = viterbi(scores, bio_moves(2), bio_first(2))
    assert all(np.array_equal(viterbi(scores[i : i + 1], bio_moves(2), bio_first(2))[0], together[i]) for i in range(5))


def test_nothing_to_decode() -> None:
    assert viterbi(np.zeros((2, 0, 3), dtype=np.float32), bio_moves(1)).shape == (2, 0)
    assert runs([], 1) == []


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([0, 1, 2, 2, 0], [(1, 4, 0)]),
        ([1, 1, 2], [(0, 1, 0), (1, 3, 0)]),
        ([1, 2, 3, 4], [(0, 2, 0), (2, 4, 1)]),
        ([2, 2], [(0, 2, 0)]),
        ([1, 4], [(0, 1, 0), (1, 2, 1)]),
        ([1, 0, 2], [(0, 1, 0), (2, 3, 0)]),
        ([0, 0], []),
    ],
)
def test_runs_of_labels(labels: list[int], expected: list[tuple[int, int, int]]) -> None:
    assert runs(labels, 2) == expected


@given(st.lists(st.integers(0, 4), max_size=12))
def test_runs_cover_every_marked_word_once(labels: list[int]) -> None:
    found = runs(labels, 2)
    assert [i for a, b, _ in found for i in range(a, b)] == [i for i, label in enumerate(labels) if label]
    assert all((labels[i] - 1) // 2 == kind for a, b, kind in found for i in range(a, b))


def test_softmax_holds_for_large_scores() -> None:
    chances = softmax(np.array([[1000.0, 1000.0], [-1000.0, 1000.0]], dtype=np.float32))
    assert np.allclose(chances, [[0.5, 0.5], [0.0, 1.0]])
