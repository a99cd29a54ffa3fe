"""How proposals become disputes: what asks the same is joined, a joint source can stand on two sides, the surest stands first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from standoff.link import Comparison
from standoff.link.disputes.assemble import SHOWN, assembled, same_question, scored, sharpened
from standoff.link.disputes.proposal import Backing, Proposal, within
from standoff.link.disputes.ranking import Pairs, Ranking, across, default_ranking
from standoff.link.entailment import Floats, PairJudge
from standoff.model import Dispute, Reading, Report, Span

TEXT = (
    "The harbour wall at Ilma must be rebuilt before the winter. The harbour wall at Ilma should be left as it is. "
    "The old wall protects the fishing boats in the harbour. Nobody in the town wants to pay for another wall."
)


def reading(file: str, outlet: str) -> Reading:
    ends = [i + 1 for i, c in enumerate(TEXT) if c == "."]
    starts = [0, *(e + 1 for e in ends[:-1])]
    report = Report(file, file, TEXT, (Span(0, len(TEXT)),), outlet=outlet)
    return Reading(report, "run", tuple(Span(a, b) for a, b in zip(starts, ends, strict=True)))


COMPARED = Comparison([reading("a", "Post"), reading("b", "Courier")])
FIELD = COMPARED.field


def proposal(*sides: Sequence[int], strength: float = 0.6, key: str = "", family: str = "demand") -> Proposal:
    backed = tuple(tuple(Backing(i) for i in side) for side in sides)
    return Proposal(family, "contradiction", backed, "Should the wall be rebuilt?", strength, "They differ.", key)  # type: ignore[arg-type]


PLAIN = Ranking({"one": 0.0, "oppose": 1.0}, {"one": 0.0}, 1.0, 0.0)  # without a network every pair is even odds


def shown(*proposals: Proposal) -> list[Dispute]:
    return scored(FIELD, proposals, None, PLAIN)


def words(dispute: Dispute, side: str) -> set[str]:
    return {e.quote for p in dispute.positions if p.side == side for e in p.evidence}


def test_proposals_that_set_the_same_passages_against_each_other_are_one_dispute() -> None:
    (made,) = shown(proposal([0], [5]), proposal([0], [5], family="contradiction"))
    assert words(made, "A") == {FIELD.passages[0].text} and words(made, "B") == {FIELD.passages[5].text}


def test_a_passage_on_one_side_of_two_questions_joins_nothing() -> None:
    assert same_question(FIELD, proposal([0], [6]), proposal([0], [3])) is None


def test_proposals_with_one_key_are_one_dispute_only_within_a_family() -> None:
    one, other = proposal([0], [5], key="wall"), proposal([2], [7], key="wall")
    assert same_question(FIELD, one, other) is False
    assert same_question(FIELD, one, proposal([2], [7], key="wall", family="value")) is None
    assert len(shown(one, other)) == 1


def test_sides_the_other_way_round_are_told() -> None:
    assert same_question(FIELD, proposal([0], [5]), proposal([5], [0])) is True


def test_what_asks_the_same_adds_to_the_confidence() -> None:
    (alone,), (twice,) = shown(proposal([0], [5])), shown(proposal([0], [5]), proposal([0], [5], family="contradiction"))
    assert twice.confidence > alone.confidence


def test_only_passages_that_stand_against_the_best_pair_are_kept() -> None:
    offered = proposal([0, 2, 3], [5], strength=0.4)
    kept = sharpened(FIELD, offered, {(0, 5): 0.8, (2, 5): 0.7, (3, 5): 0.01})
    assert kept and [[b.passage for b in side] for side in kept.sides] == [[0, 2], [5]]
    assert sharpened(FIELD, offered, {}) is None


def test_a_family_that_is_sure_keeps_its_passages() -> None:
    kept = sharpened(FIELD, proposal([0, 2, 3], [5], strength=0.9), {(0, 5): 0.8, (2, 5): 0.7, (3, 5): 0.01})
    assert kept and [b.passage for b in kept.sides[0]] == [0, 2, 3][:SHOWN]


def test_below_the_floor_nothing_is_shown() -> None:
    weak, sure = proposal([0], [5], strength=0.2), proposal([1], [6], strength=0.95)
    compared = verdicts(0.02).verdicts
    assert [d.positions[0].evidence[0].quote for d in assembled(FIELD, [weak, sure], compared)] == [FIELD.passages[1].text]


def test_without_a_network_only_what_a_family_is_sure_of_is_shown() -> None:
    assert assembled(FIELD, [proposal([0], [5], strength=0.45)], floor=0.0) == ()
    assert len(assembled(FIELD, [proposal([0], [5], strength=0.9)], floor=0.0)) == 1


def test_reports_that_are_not_compared_share_no_dispute() -> None:
    apart = {"a": frozenset({"a"}), "b": frozenset({"b"})}
    together = {"a": frozenset({"a", "b"}), "b": frozenset({"a", "b"})}
    assert within(FIELD, proposal([0], [5]), apart) is None
    assert within(FIELD, proposal([0], [5]), together) == proposal([0], [5])


def test_one_side_alone_is_no_proposal() -> None:
    with pytest.raises(ValueError, match="two sides"):
        proposal([0])
    with pytest.raises(ValueError, match="no family"):
        proposal([0], [5], family="quarrel")


def test_all_pairs_across_sides_are_compared_the_best_first() -> None:
    assert list(across(proposal([0, 1], [5, 6]))) == [((0, 5), 0), ((0, 6), 1), ((1, 5), 1), ((1, 6), 2)]


class Fixed(PairJudge):
    """A judge that gives every pair the same relation."""

    def __init__(self, relation: Sequence[float]) -> None:
        self.relation = relation

    @property
    def hash(self) -> str:  # type: ignore[override]
        return str(self.relation)

    def run(self, pairs: Sequence[tuple[str, str]]) -> tuple[Floats, Floats]:
        return np.full((len(pairs), 3), 1 / 3, np.float32), np.tile(np.array(self.relation, np.float32), (len(pairs), 1))


def verdicts(oppose: float) -> Comparison:
    judge = Fixed((0.02, oppose, 0.02, 0.96 - oppose))
    return Comparison([reading("a", "Post"), reading("b", "Courier")], judge=judge)


def test_what_the_network_finds_opposed_ranks_above_what_it_finds_unrelated() -> None:
    offered = proposal([0], [5], strength=0.4)
    sure, unsure = (Pairs.of(FIELD, [offered], verdicts(x).verdicts).scores(default_ranking())[0, 5] for x in (0.9, 0.02))
    assert sure > unsure


def test_without_a_network_structure_alone_ranks() -> None:
    strong, weak = (Pairs.of(FIELD, [proposal([0], [5], strength=x)], None).scores(default_ranking())[0, 5] for x in (0.6, 0.1))
    assert strong > weak


def test_a_ranking_is_a_probability() -> None:
    ranking = Ranking({"one": -1.0, "oppose": 2.0}, {"one": 0.5}, 2.0, 0.0)
    assert 0.0 < ranking.probability({"one": 1.0, "oppose": -50.0}) < ranking.probability({"one": 1.0, "oppose": 0.5}) < 1.0
    assert ranking.probability({"one": 1.0, "oppose": 0.5}) == pytest.approx(0.5)
    assert ranking.probability({"one": 1.0}) > 0.5
    assert ranking.confidence(0.5) == pytest.approx(0.5) and ranking.confidence(0.8) > 0.8
