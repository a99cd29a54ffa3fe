"""One value word for two camps."""

from __future__ import annotations

from standoff.link.camps import Camps
from standoff.link.disputes.proposal import Proposal
from standoff.link.disputes.values import values
from standoff.link.passages import Field
from standoff.model import Reading

from .test_disputes import FILLER, index, reading

FEUD = reading(
    "feud.txt",
    "Radio",
    "Lund accused Marr of robbing the treasury of Ilma." + FILLER,
    [("Lund", "accused", "Marr of robbing the treasury of Ilma", "accuse")],
)


def said(file: str, who: str, content: str) -> Reading:
    return reading(file, file, f"{who} said {content}." + FILLER, [(who, "said", content, "promise")])


ONE = said("a.txt", "Lund", "she would defend the constitution against the council")
TWO = said("b.txt", "Marr", "his men had sworn to protect the constitution of Ilma")


def proposed(*readings: Reading) -> list[Proposal]:
    actors = index(readings)
    field = Field.of(readings, actors)
    return values(field, actors, Camps.of(field, actors))


def test_opponents_who_claim_one_value_are_set_against_one_another() -> None:
    (made,) = proposed(FEUD, ONE, TWO)
    assert made.family == "value" and made.question.startswith("Who speaks for “constitution”: ")
    assert "Ana Lund" in made.question and "Jon Marr" in made.question


def test_the_order_of_reports_does_not_matter() -> None:
    assert proposed(TWO, FEUD, ONE) == proposed(FEUD, ONE, TWO)


def test_two_who_are_not_known_to_be_opposed_share_a_value_in_peace() -> None:
    assert proposed(ONE, TWO) == []


def test_a_value_word_in_a_name_is_no_value() -> None:
    one = said("a.txt", "Lund", "she would defend Social Security against the council")
    two = said("b.txt", "Marr", "his men had sworn to protect Social Security in Ilma")
    assert proposed(FEUD, one, two) == []
