"""Likeness of passages without a network: stems, families, weights, candidates."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from standoff.link.similarity import BagIndex, bag, families, stem


def test_inflections_of_one_word_have_one_stem() -> None:
    for words in (
        "injury injuries injured",
        "protest protester protesters",
        "vehicle vehicles",
        "accuse accused accusing",
        "kill killings",
    ):
        assert len({stem(w) for w in words.split()}) == 1, words


def test_a_country_and_its_people_have_one_stem() -> None:
    assert stem("Belmaria") == stem("Belmarians") == stem("Belmarian’s")


def test_words_that_only_look_alike_stay_apart() -> None:
    assert stem("fate") != stem("fatal")
    assert stem("general") != stem("gene")


def test_function_words_and_denying_adverbs_weigh_nothing() -> None:
    assert bag("he has not absolutely been there").stems == frozenset()


def test_numbers_are_kept_without_their_commas() -> None:
    assert bag("some 12,000 marchers").numbers == {"12000"}


def test_deeds_of_one_family_match_for_less_than_the_word_itself() -> None:
    index = BagIndex(
        [bag("The governor was wounded at the bridge."), bag("Injuries at the bridge."), bag("Rain fell."), bag("A market opened.")]
    )
    claim = bag("injuries at the bridge")
    same, kin, other = (index.match(claim, index.bags[i]) for i in (1, 0, 2))
    assert same.cover == 1.0
    assert 0.4 < kin.cover < same.cover
    assert other.cover == 0.0
    assert "injury" in families()[stem("wounded")]


def test_a_word_of_every_passage_weighs_less_than_a_rare_one() -> None:
    index = BagIndex([bag(f"harbour {w}") for w in ("ferry", "crane", "fog", "pilot", "anchor")])
    assert index.weight(stem("harbour")) < index.weight(stem("pilot")) / 2


def test_candidates_come_by_rare_words_and_best_first() -> None:
    bags = [bag("harbour ferry sank off the cape"), bag("harbour ferry late"), bag("harbour dinner"), bag("harbour rain")]
    found = BagIndex(bags, common=2).candidates(bag("the ferry sank in the harbour"))
    assert found[:2] == [0, 1]
    assert 2 not in found and 3 not in found  # only "harbour" in common, which is in too many


def test_a_proposition_of_common_words_only_still_finds_some() -> None:
    index = BagIndex([bag("harbour rain"), bag("harbour fog"), bag("harbour sun")], common=1)
    assert set(index.candidates(bag("harbour"))) == {0, 1, 2}


@given(st.lists(st.text(max_size=30), min_size=1, max_size=6), st.text(max_size=30))
def test_cover_stays_between_nothing_and_all(texts: list[str], query: str) -> None:
    index = BagIndex([bag(t) for t in texts])
    claim = bag(query)
    for item in index.bags:
        match = index.match(claim, item)
        assert 0.0 <= match.cover <= 1.0 and 0.0 <= match.back <= 1.0
    if claim.stems:
        assert index.match(claim, claim).cover > 0.999
