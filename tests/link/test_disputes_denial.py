"""Answers without a sure target: which statements talk back, and what they are set against."""

from __future__ import annotations

import pytest

from standoff.link.disputes import proposals
from standoff.link.disputes.answers import answer
from standoff.link.disputes.proposal import Proposal
from standoff.link.disputes.rebuttals import EACH
from standoff.link.passages import Field, passages
from standoff.model import Act, Reading

from .test_disputes import FILLER, index, reading


def manner(content: str, cue: str = "said", act: Act = "assert") -> str | None:
    made = reading("a.txt", "The Ilma Post", f"Lund {cue} {content}.", [("Lund", cue, content, act)])
    found = [answer(p, 0) for p in passages([made], index([made])) if p.statement]
    return found[0].manner if found[0] else None


@pytest.mark.parametrize(
    ("content", "cue", "act", "expected"),
    [
        ("that the bridge had been mined", "denied", "deny", "denied"),
        ("Marr had spread lies about the bridge", "said", "assert", "untrue"),
        ("Marr gave the council misleading figures", "said", "assert", "untrue"),
        ("Marr of mining the bridge", "accused", "accuse", "accused"),
        ("the port is safe. It was never closed to the ferries", "said", "assert", "negated"),
        ("the port is safe", "insisted", "assert", "countered"),
        ("the port is safe", "said", "assert", None),
        ("why the port was not closed", "asked", "ask", None),
    ],
)
def test_each_way_to_talk_back_is_told(content: str, cue: str, act: Act, expected: str | None) -> None:
    assert manner(content, cue, act) == expected


def weak(*readings: Reading) -> list[Proposal]:
    """The proposals of answers without a sure target."""
    actors = index(readings)
    found = proposals(Field.of(readings, actors), readings, actors)
    return [p for p in found if p.family in ("denial", "responsibility") and p.strength <= 0.45]


def texts(proposed: Proposal, readings: tuple[Reading, ...], side: int) -> set[str]:
    field = Field.of(readings, index(readings))
    return {field.passages[b.passage].text for b in proposed.sides[side]}


QUARREL = reading(
    "one.txt",
    "The Ilma Post",
    "Marr said the new harbour law would protect the fishermen of the coast. "
    "Lund said his account of the harbour law was misleading. Trams were late." + FILLER,
    [
        ("Marr", "said", "the new harbour law would protect the fishermen of the coast", "assert"),
        ("Lund", "said", "his account of the harbour law was misleading", "assert"),
    ],
)


def test_words_that_call_something_untrue_stand_against_who_said_it() -> None:
    found = weak(QUARREL)
    assert len(found) == 1
    assert texts(found[0], (QUARREL,), 0) == {"the new harbour law would protect the fishermen of the coast"}
    assert texts(found[0], (QUARREL,), 1) == {"his account of the harbour law was misleading"}
    assert "Ana Lund: “his account" in found[0].question
    assert "misleading" in found[0].reason


def test_an_accusation_is_a_question_of_responsibility() -> None:
    text = "Lund accused Marr of selling the ferry in secret. Marr said the council had approved the sale of the ferry." + FILLER
    accused = reading(
        "one.txt",
        "The Ilma Post",
        text,
        [
            ("Lund", "accused", "Marr of selling the ferry in secret", "accuse"),
            ("Marr", "said", "the council had approved the sale of the ferry", "assert"),
        ],
    )
    found = weak(accused)
    assert [p.family for p in found] == ["responsibility"]
    assert texts(found[0], (accused,), 0) == {"the council had approved the sale of the ferry"}


def test_an_answer_is_not_set_against_its_own_speaker_or_a_question() -> None:
    alone = reading(
        "one.txt",
        "The Ilma Post",
        "Lund said the harbour was open. Lund said the rumours about the harbour were false. Marr asked when the harbour would close."
        + FILLER,
        [
            ("Lund", "said", "the harbour was open", "assert"),
            ("Lund", "said", "the rumours about the harbour were false", "assert"),
            ("Marr", "asked", "when the harbour would close", "ask"),
        ],
    )
    assert weak(alone) == []


def test_who_only_repeats_the_answer_is_not_its_target() -> None:
    twice = reading(
        "one.txt",
        "The Ilma Post",
        "Marr said the story about the sunken ferry was false. Lund said the story about the sunken ferry was false." + FILLER,
        [
            ("Marr", "said", "the story about the sunken ferry was false", "assert"),
            ("Lund", "said", "the story about the sunken ferry was false", "assert"),
        ],
    )
    assert weak(twice) == []


def test_reports_of_different_times_do_not_answer_each_other() -> None:
    claims: list[tuple[str, str, str, Act]] = [
        ("Marr", "said", "the harbour law would protect the fishermen", "assert"),
        ("Belmaria", "said", "fishermen would gain most from the harbour law", "assert"),
    ]
    text = "Marr said the harbour law would protect the fishermen. Belmaria said fishermen would gain most from the harbour law."
    early = reading("one.txt", "The Ilma Post", text + FILLER, claims, day="2031-05-01")

    def after(day: str) -> list[Proposal]:
        false = "the promise of the harbour law to the fishermen was misleading"
        return weak(early, reading("two.txt", "Coast Radio", f"Lund said {false}." + FILLER, [("Lund", "said", false, "assert")], day=day))

    assert after("2031-05-03")
    assert after("2031-12-03") == []


def test_one_report_leads_few_proposals_and_their_order_is_that_of_no_report() -> None:
    marks: list[tuple[str, str, str, Act]] = []
    text = ""
    for what in ("bridge", "ferry", "market", "school", "tower"):
        marks += [
            ("Marr", "said", f"the {what} of the old town was closed by the council", "assert"),
            ("Lund", "said", f"his words about the {what} were misleading", "assert"),
        ]
        text += f"Marr said the {what} of the old town was closed by the council. Lund said his words about the {what} were misleading. "
    many = reading("one.txt", "The Ilma Post", text, marks)
    assert len(weak(many)) == EACH
    sorted_way = [(p.question, p.strength) for p in weak(many, QUARREL)]
    assert sorted(sorted_way) == sorted((p.question, p.strength) for p in weak(QUARREL, many))


def test_answers_that_answer_one_another_are_one_question_with_two_sides() -> None:
    each = reading(
        "one.txt",
        "The Ilma Post",
        "Lund accused Marr of lying about the ferry. Marr accused Lund of hiding the state of the ferry." + FILLER,
        [
            ("Lund", "accused", "Marr of lying about the ferry", "accuse"),
            ("Marr", "accused", "Lund of hiding the state of the ferry", "accuse"),
        ],
    )
    for proposed in weak(each):
        assert texts(proposed, (each,), 0) != texts(proposed, (each,), 1)
    assert weak(each)
