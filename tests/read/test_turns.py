"""Transcripts: turns as statements, what belongs to a turn, and what the network read across them."""

from __future__ import annotations

import pytest

from standoff.ingest.paragraphs import paragraphs
from standoff.model import Mention, Span, Statement
from standoff.read.resolve import Bearer, Resolved
from standoff.read.statements import Draft
from standoff.read.turns import Turn, asked, by_initials, speaking, turns, with_turns

INTERVIEW = "\n\n".join(
    [
        "Ferry inquiry: the mayor answers",
        "ANA LUND, HOST: Good evening. Mayor Ilda Rovek joins us. Mayor, who is to blame?",
        "MAYOR ILDA ROVEK: Nobody knows that yet.",
        "I want to say one thing. We will open the port at dawn.",
        "(APPLAUSE)",
        "LUND: The ferry company denies that its crew was asleep.",
        "ROVEK: They would say that. Would you not?",
        "TAMAS BRILL: The unions warned of this for years. They told the mayor twice. Who listened?",
        "Ms. Rovek left the studio at nine.",
    ]
)


def read(text: str) -> list[Turn]:
    return turns(text, paragraphs(text))


def said(text: str, found: list[Turn]) -> list[tuple[str, list[str], bool]]:
    return [(t.speaker.name.of(text), [c.of(text) for c in t.content], t.asks) for t in found]


def test_a_turn_goes_on_to_the_next_name_and_leaves_stage_directions_out() -> None:
    found = said(INTERVIEW, read(INTERVIEW))
    assert found[1] == ("MAYOR ILDA ROVEK", ["Nobody knows that yet.", "I want to say one thing. We will open the port at dawn."], False)
    assert [name for name, _, _ in found] == ["ANA LUND", "MAYOR ILDA ROVEK", "LUND", "ROVEK", "TAMAS BRILL"]


def test_what_the_outlet_says_of_a_speaker_ends_the_turn() -> None:
    assert said(INTERVIEW, read(INTERVIEW))[-1][1] == ["The unions warned of this for years. They told the mayor twice. Who listened?"]


def test_a_hosts_question_is_one_and_her_other_words_are_the_outlets() -> None:
    found = read(INTERVIEW)
    assert [t.asks for t in found] == [True, False, False, True, False]
    drafts = [t.draft for t in found]
    assert [d is not None for d in drafts] == [True, True, False, True, True]
    first = drafts[0]
    assert first is not None
    assert (first.cue.of(INTERVIEW), first.kind) == (":", "direct")


def test_questions_and_answers() -> None:
    text = (
        "The harbour master spoke on Monday.\n\nQ. Did you see the fog?\n\nA. I saw nothing else.\n\nQ. Why did they leave?\n\nA. Ask them."
    )
    assert said(text, read(text)) == [
        ("Q", ["Did you see the fog?"], True),
        ("A", ["I saw nothing else."], False),
        ("Q", ["Why did they leave?"], True),
        ("A", ["Ask them."], False),
    ]


@pytest.mark.parametrize("text", ["", "No turns here.", "Rovek: One colon alone makes no transcript of it.\n\nBrill said so."])
def test_no_transcript_no_turns(text: str) -> None:
    assert read(text) == []


def test_what_crosses_a_turn_is_cut_and_what_was_read_into_a_name_goes() -> None:
    found = read(INTERVIEW)
    rovek, brill = found[1], found[4]
    told = Span(INTERVIEW.index("told the mayor"), INTERVIEW.index("told the mayor") + 4)
    label = Draft(None, rovek.speaker.colon, (rovek.content[0],), "indirect", 0.5)
    inside = Draft(None, told, (Span(told.end, len(INTERVIEW)),), "indirect", 0.5)
    across = Draft(None, told, (rovek.content[0],), "indirect", 0.5)
    kept = with_turns([label, across, inside], found)
    assert [d for d in kept if d.cue == told] == [Draft(None, told, (Span(told.end, brill.content[-1].end),), "indirect", 0.5)]
    assert [d for d in kept if d.cue == rovek.speaker.colon] == [rovek.draft]
    assert kept == sorted(kept, key=lambda d: d.cue)
    assert with_turns([label], []) == [label]


def test_the_act_of_a_question_is_to_ask() -> None:
    found = read(INTERVIEW)
    made = [Statement(str(i), t.speaker.name, t.speaker.colon, t.content, "direct", "assert") for i, t in enumerate(found)]
    assert [s.act for s in asked(made, found)] == ["ask", "assert", "assert", "ask", "assert"]


def test_surnames_in_capitals_are_persons_and_descriptions_are_not() -> None:
    text = (
        "ROVEK: We will open it.\n\nUNIDENTIFIED MAN: You will not do it.\n\nTHE PRESIDENT: She will do it.\n\nROVEK: Thank you for that."
    )
    assert [s.of(text) for s, _, _ in speaking(text, read(text), [])] == ["ROVEK", "ROVEK"]
    assert speaking(text, read(text), [Span(0, len(text))]) == []


def test_initials_stand_for_the_one_person_who_has_them() -> None:
    text = "Ilda Rovek spoke to Tamas Brill.\n\nTB: Who was at the wheel?\n\nIR: Nobody knows that.\n\nTB: Nobody at all, then?"
    found = read(text)
    full = Mention("m0", Span(0, 10), "person", "name")
    short = [Mention(f"m{i}", t.speaker.name, "person", "nominal") for i, t in enumerate(found, 1)]
    resolved = by_initials(text, Resolved((full, *short), {}, (Bearer(("m0",), None),)), found)
    assert [m.antecedent for m in resolved.mentions] == [None, None, "m0", None]
