"""Whose side: bodies claimed for rival camps, promises that are belied, ties that are disowned; and the camps behind them."""

from __future__ import annotations

import pytest

from standoff.link.camps import Camps
from standoff.link.disputes.allegiance import allegiances
from standoff.link.disputes.proposal import Proposal
from standoff.link.passages import Field
from standoff.model import Act, Reading

from .test_disputes import FILLER, index, reading


def said(file: str, who: str, content: str, cue: str = "said", act: Act = "assert") -> Reading:
    return reading(file, file, f"{who} {cue} {content}." + FILLER, [(who, cue, content, act)])


def proposed(*readings: Reading) -> list[Proposal]:
    actors = index(readings)
    field = Field.of(readings, actors)
    return allegiances(field, actors, Camps.of(field, actors))


def camps(*readings: Reading) -> Camps:
    actors = index(readings)
    return Camps.of(Field.of(readings, actors), actors)


def test_one_body_claimed_for_two_rivals_is_a_dispute() -> None:
    one = said("a.txt", "Lund", "the army stands with us in Ilma")
    two = said("b.txt", "Marr", "the army remains loyal to the Coast Front in Ilma")
    (made,) = proposed(one, two)
    assert made.family == "allegiance" and made.question.startswith("Whose side: ")


def test_what_nobody_knows_is_no_claim() -> None:
    one = said("a.txt", "Lund", "it was unclear whether the army stands with us in Ilma")
    two = said("b.txt", "Marr", "the army remains loyal to the Coast Front in Ilma")
    assert proposed(one, two) == []


def test_a_promise_that_its_author_belies_is_a_dispute() -> None:
    one = said("a.txt", "Lund", "Jon Marr had pledged to hand the harbour fort over to the council")
    two = said("b.txt", "Marr", "he would never hand the harbour fort over to anybody")
    (made,) = proposed(one, two)
    assert "promise" in made.reason


def test_a_promise_that_its_author_repeats_is_none() -> None:
    one = said("a.txt", "Lund", "Jon Marr had pledged to hand the harbour fort over to the council")
    two = said("b.txt", "Marr", "he would hand the harbour fort over to the council")
    assert proposed(one, two) == []


@pytest.mark.parametrize(
    ("content", "cue", "act", "sign"),
    [
        ("Jon Marr of mining the bridge", "accused", "accuse", -1),
        ("Jon Marr for the closing of the port", "condemned", "condemn", -1),
        ("Jon Marr as the rightful mayor", "endorsed", "endorse", 1),
        ("Jon Marr would arrive at noon", "said", "assert", 0),
        ("the fire was laid by enemies of Jon Marr", "said", "accuse", 0),
    ],
)
def test_an_act_tells_who_stands_with_whom(content: str, cue: str, act: Act, sign: int) -> None:
    net = camps(said("a.txt", "Lund", content, cue, act)).net("lund", "marr")
    assert (net > 0) - (net < 0) == sign


def test_a_friend_of_my_foe_is_opposed_and_a_friend_is_not() -> None:
    made = camps(
        said("a.txt", "Lund", "Jon Marr of mining the bridge", "accused", "accuse"),
        said("b.txt", "The Coast Front", "Jon Marr as the rightful mayor", "endorsed", "endorse"),
    )
    assert made.opposed("lund", "marr") > made.opposed("lund", "rebels") > 0
    assert made.opposed("rebels", "marr") == 0
    assert [r.sign for r in made.shown("marr", "lund")] == [-1]
