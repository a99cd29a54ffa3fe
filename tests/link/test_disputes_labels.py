"""Rival labels: charged names against others for the same thing, and names marked as merely claimed."""

from __future__ import annotations

from importlib.resources import files

from standoff.link.camps import Camps
from standoff.link.disputes.claimed import claimed_names
from standoff.link.disputes.labels import labels
from standoff.link.disputes.proposal import Proposal
from standoff.link.passages import Field
from standoff.model import Reading

from .test_disputes import FILLER, index, reading


def proposed(*readings: Reading) -> tuple[Field, list[Proposal]]:
    actors = index(readings)
    field = Field.of(readings, actors)
    return field, [*labels(field, actors, Camps.of(field, actors)), *claimed_names(field, actors)]


def quotes(field: Field, made: Proposal) -> list[list[str]]:
    return [[field.passages[b.passage].report.quote(s) for b in side for s in b.shown(field)] for side in made.sides]


def said(file: str, who: str, content: str) -> Reading:
    return reading(file, file, f"{who} said {content}." + FILLER, [(who, "said", content, "assert")])


def test_two_names_for_one_deed_are_a_dispute_and_the_evidence_is_the_label() -> None:
    one = said("a.txt", "Lund", "the coup at the harbour barracks of Karst was planned abroad")
    two = said("b.txt", "Marr", "the uprising at the harbour barracks of Karst had only begun")
    field, made = proposed(one, two)
    assert [p.family for p in made] == ["label"]
    charged, other = quotes(field, made[0])
    assert "coup" in charged[0] and "uprising" in other[0]
    assert len(charged[0]) < 60


def test_rival_names_for_two_deeds_are_none() -> None:
    one = said("a.txt", "Lund", "the coup at the harbour barracks of Karst was planned abroad")
    two = said("b.txt", "Marr", "a century ago farmers lost their uprising against the salt tax")
    assert proposed(one, two)[1] == []


def test_one_name_used_by_both_is_none() -> None:
    one = said("a.txt", "Lund", "the coup at the harbour barracks of Karst was planned abroad")
    two = said("b.txt", "Marr", "the coup at the harbour barracks of Karst had only begun")
    assert proposed(one, two)[1] == []


def test_who_says_that_a_charged_name_does_not_fit_stands_against_its_users() -> None:
    one = said("a.txt", "Lund", "the occupation of the Karst valley is an occupation without end")
    two = said("b.txt", "Marr", "what happens in the Karst valley is not an occupation")
    field, made = proposed(one, two)
    assert made and "not an occupation" in quotes(field, made[0])[1][0]


def test_a_title_marked_as_claimed_stands_against_who_grants_it() -> None:
    one = said("a.txt", "Lund", "the interim regent Marr would open the Ilma council")
    two = reading("b.txt", "Radio", "The self-proclaimed 'interim regent' Marr spoke to the crowd in Ilma square yesterday." + FILLER, [])
    field, made = proposed(one, two)
    assert len(made) == 1
    granted, marked = quotes(field, made[0])
    assert "interim regent" in granted[0] and "self-proclaimed" in marked[0]


def test_every_family_of_the_table_has_two_camps_that_share_no_word() -> None:
    rows = files("standoff.link").joinpath("rival_labels.tsv").read_text(encoding="utf-8").splitlines()
    for family, *camps in (r.split("\t") for r in rows if r and not r.startswith("#")):
        words = [{w.strip() for w in camp.split(";")} for camp in camps]
        assert len(words) > 1 and all(words), family
        assert not words[0].intersection(*words[1:]), family
