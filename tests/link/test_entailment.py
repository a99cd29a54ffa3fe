"""The pair network: its input, its verdicts' form, its faults. How good the verdicts are is no matter of these tests, but for one sign."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from standoff.link.entailment import ENTAILMENT, MAX_PIECES, RELATION, Mark, PairJudge, default_judge, encode
from standoff.model import StandoffError
from standoff.read.windows import CLS, SEP
from strategies import texts

A = "The ferry left Orlan on Monday with forty sailors."
B = "On Monday, the ferry did not leave Orlan."


@pytest.fixture(scope="module")
def judge() -> PairJudge:
    return default_judge()


def marks_of(first: str, second: str, side: int) -> list[int]:
    """The marks of one side's pieces, as in the first passage."""
    marks = encode(first, second).marks
    return [int(m) - 4 * side for m in marks if (m > 4) == bool(side) and m]


def test_marks_tell_what_the_other_passage_has() -> None:
    assert marks_of("Ana Lund departed then.", "Lund's departure, said Berg", 0) == [
        Mark.ALONE,
        Mark.SAME,
        Mark.NEAR,
        Mark.PLAIN,
        Mark.PLAIN,
    ]


def test_a_negation_is_never_a_plain_word() -> None:
    assert Mark.ALONE in marks_of("They left.", "not they", 1)
    assert marks_of("not", "not", 0) == [Mark.SAME]


def test_case_does_not_matter_to_marks_but_to_shapes() -> None:
    low, high = encode("orlan", "orlan"), encode("orlan", "ORLAN")
    assert np.array_equal(low.marks, high.marks)
    assert not np.array_equal(low.shapes, high.shapes)


def test_turning_a_pair_turns_its_sides() -> None:
    pair, turned = encode(A, B), encode(B, A)
    cut = int(np.flatnonzero(pair.pieces == SEP)[0])
    assert np.array_equal(pair.pieces[1:cut], turned.pieces[-cut:-1])
    assert np.array_equal(pair.marks[1:cut] + 4, turned.marks[-cut:-1])


def test_of_a_long_passage_the_stretch_with_the_shared_words_is_read() -> None:
    filler = "Nobody sleeps here in winter. " * 60
    pair = encode(f"{filler}{A} {filler}", B)
    assert len(pair.pieces) == MAX_PIECES
    kept = set(pair.pieces.tolist())
    assert set(encode(A, "").pieces.tolist()) <= kept


def test_of_two_long_passages_each_gets_half() -> None:
    pair = encode("boats " * 500, "winds " * 500)
    assert len(pair.pieces) == MAX_PIECES
    sides = [int(((pair.marks > 4 * k) & (pair.marks <= 4 * k + 4)).sum()) for k in (0, 1)]
    assert abs(sides[0] - sides[1]) <= 1


def test_a_short_passage_leaves_its_room_to_the_other() -> None:
    pair = encode("x " * 500, B)
    whole = len(encode("", B).pieces) - 3
    assert int((pair.marks > 4).sum()) == whole
    assert len(pair.pieces) == MAX_PIECES


@settings(max_examples=60, deadline=None)
@given(texts(), texts())
def test_any_text_fits(first: str, second: str) -> None:
    pair = encode(first, second)
    assert len(pair.pieces) == len(pair.shapes) == len(pair.marks) <= MAX_PIECES
    assert pair.pieces[0] == CLS
    assert pair.pieces[-1] == SEP
    assert int((pair.pieces == SEP).sum()) == 2


def test_each_head_gives_probabilities(judge: PairJudge) -> None:
    judged = judge.judge([(A, B), (B, A), (A, "")])
    for found, names in ((judged.forward, ENTAILMENT), (judged.backward, ENTAILMENT), (judged.relation, RELATION)):
        assert found.shape == (3, len(names))
        assert found.dtype == np.float32
        assert np.allclose(found.sum(1), 1, atol=1e-5)


def test_the_relation_does_not_depend_on_the_order_of_a_pair(judge: PairJudge) -> None:
    judged = judge.judge([(A, B), (B, A)])
    assert np.array_equal(judged.relation[0], judged.relation[1])
    assert np.array_equal(judged.forward[0], judged.backward[1])


def test_a_verdict_does_not_depend_on_what_else_is_judged(judge: PairJudge) -> None:
    (alone,) = judge.judge([(A, B)]).relation
    beside = judge.judge([("Nobody sleeps. " * 40, A), (A, B), ("", ""), ("x", "y")]).relation
    assert np.array_equal(alone, beside[1])


def test_no_pairs_give_no_rows(judge: PairJudge) -> None:
    judged = judge.judge([])
    assert judged.forward.shape == judged.backward.shape == (0, len(ENTAILMENT))
    assert judged.relation.shape == (0, len(RELATION))


def test_a_passage_is_entailed_by_itself_and_contradicted_by_its_denial(judge: PairJudge) -> None:
    found = judge.judge([(A, A), (A, B)]).forward.argmax(1)
    assert [ENTAILMENT[k] for k in found] == ["entailment", "contradiction"]


def test_the_hash_is_that_of_the_graph_and_in_the_card(judge: PairJudge) -> None:
    assert judge.hash == sha256(judge.folder.joinpath("pair.onnx").read_bytes()).hexdigest()
    assert judge.card["hash"] == judge.hash


def test_a_missing_graph_is_an_error_that_says_where(tmp_path: Path) -> None:
    with pytest.raises(StandoffError, match="pair network") as caught:
        PairJudge(tmp_path).judge([(A, B)])
    assert caught.value.where == str(tmp_path)
    assert caught.value.hint


def test_a_missing_graph_has_no_hash(tmp_path: Path) -> None:
    with pytest.raises(StandoffError):
        _ = PairJudge(tmp_path).hash


def test_a_broken_graph_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "pair.onnx").write_bytes(b"not a graph")
    with pytest.raises(StandoffError, match="pair network"):
        PairJudge(tmp_path).judge([(A, B)])
