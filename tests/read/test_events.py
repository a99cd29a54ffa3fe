"""Deeds -> events: whose mention an agent is, what a place and a time are, and in whose voice."""

from __future__ import annotations

from standoff.model import OUTLET, Mention, Span, TimeExpression
from standoff.read.deeds import Deed
from standoff.read.events import Told, events
from standoff.read.inventory import Part
from trees import syntax_of

TEXT = "Guards of Orlan shot at the old boats near Lake Sele on Monday."
ROWS = [
    ("Guards", "NOUN", 3, "nsubj"),
    ("of", "ADP", 2, "case"),
    ("Orlan", "PROPN", 0, "nmod"),
    ("shot", "VERB", 3, "root"),
    ("at", "ADP", 7, "case"),
    ("the", "DET", 7, "det"),
    ("old", "ADJ", 7, "amod"),
    ("boats", "NOUN", 3, "obl"),
    ("near", "ADP", 9, "case"),
    ("Lake", "PROPN", 3, "obl"),
    ("Sele", "PROPN", 9, "flat"),
    ("on", "ADP", 12, "case"),
    ("Monday", "PROPN", 3, "obl"),
    (".", "PUNCT", 3, "punct"),
]
SYNTAX = syntax_of(TEXT, ROWS)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def mention(words: str, kind: str, form: str) -> Mention:
    return Mention(f"r:{words}", at(words), kind, form)  # type: ignore[arg-type]


GUARDS, ORLAN, LAKE = (
    mention("Guards of Orlan", "group", "nominal"),
    mention("Orlan", "place", "name"),
    mention("Lake Sele", "place", "name"),
)
MONDAY = TimeExpression("r:t", at("Monday"), "date")


def told(*parts: tuple[Part, str, float], mentions: tuple[Mention, ...] = (GUARDS, ORLAN, LAKE), voice: str = OUTLET) -> Told:
    deed = Deed(at("shot"), "ASSAULT", "happened", 0.91, 2.0, tuple((part, at(word), chance) for part, word, chance in parts))
    return events(TEXT, [deed], mentions, [MONDAY], SYNTAX, voice=lambda span: voice, report="r")


def test_an_agent_is_the_mention_that_the_word_heads() -> None:
    (event,) = told(("agent", "Guards", 0.9)).events
    assert event.agents == (GUARDS.id,)
    assert (event.type, event.status, event.voice, event.confidence) == ("ASSAULT", "happened", OUTLET, 0.91)
    assert event.id == f"r:e{at('shot').start}-{at('shot').end}"


def test_a_name_stands_for_itself_inside_a_longer_mention() -> None:
    (event,) = told(("agent", "Orlan", 0.9)).events
    assert event.agents == (ORLAN.id,)


def test_a_word_that_no_mention_holds_becomes_one_with_its_phrase() -> None:
    made = told(("recipient", "boats", 0.8))
    (new,) = made.mentions
    assert new.span.of(TEXT) == "the old boats"
    assert new.form == "nominal"
    assert made.events[0].recipients == (new.id,)


def test_what_is_unlikely_is_not_told() -> None:
    (event,) = told(("agent", "Guards", 0.2), ("place", "Sele", 0.1), ("time", "Monday", 0.1)).events
    assert (event.agents, event.place, event.date) == ((), None, None)


def test_place_and_time_are_whole() -> None:
    (event,) = told(("place", "Sele", 0.9), ("time", "Monday", 0.9)).events
    assert event.place == LAKE.span
    assert event.date == MONDAY.span


def test_a_time_that_is_no_expression_is_none() -> None:
    (event,) = told(("time", "boats", 0.9)).events
    assert event.date is None


def test_the_likeliest_place_is_the_place() -> None:
    (event,) = told(("place", "Orlan", 0.6), ("place", "Sele", 0.9)).events
    assert event.place == LAKE.span


def test_nobody_is_agent_and_recipient_of_one_deed() -> None:
    (event,) = told(("agent", "Guards", 0.9), ("recipient", "Guards", 0.6)).events
    assert event.agents == (GUARDS.id,)
    assert event.recipients == ()


def test_a_mention_that_holds_the_trigger_takes_no_part_in_it() -> None:
    whole = Mention("r:whole", Span(0, len(TEXT) - 1), "group", "nominal")
    (event,) = told(("agent", "Guards", 0.9), mentions=(whole,)).events
    assert whole.id not in event.agents


def test_the_voice_is_that_of_the_trigger() -> None:
    (event,) = told(voice="r:s1").events
    assert event.voice == "r:s1"


def test_a_thing_in_time_is_no_actor() -> None:
    when = Mention("r:when", at("Monday"), "other", "name")
    made = told(("agent", "Monday", 0.9), mentions=(when,))
    assert made.events[0].agents == ()


def test_of_a_deed_in_somebodys_words_the_parts_in_those_words_come_first() -> None:
    deed = Deed(at("shot"), "ASSAULT", "happened", 0.9, 2.0, (("agent", at("Guards"), 0.9), ("agent", at("boats"), 0.9)))

    def voice(span: Span) -> str:
        return "r:s1" if span.start >= at("shot").start else OUTLET

    (event,) = events(TEXT, [deed], (GUARDS,), [], SYNTAX, voice=voice, report="r").events
    assert [m for m in event.agents if m == GUARDS.id] == []
    assert len(event.agents) == 1


def test_who_is_named_outside_of_the_words_is_taken_where_they_name_nobody() -> None:
    deed = Deed(at("shot"), "ASSAULT", "happened", 0.9, 2.0, (("agent", at("Guards"), 0.9),))
    (event,) = events(
        TEXT, [deed], (GUARDS,), [], SYNTAX, voice=lambda s: "r:s1" if s.start >= at("shot").start else OUTLET, report="r"
    ).events
    assert event.agents == (GUARDS.id,)


def test_what_a_statement_denies_is_denied_and_the_accusation_was_made() -> None:
    shot = Deed(at("shot"), "ASSAULT", "happened", 0.9, 2.0)
    blamed = Deed(at("old"), "ACCUSE", "happened", 0.9, 2.0)
    planned = Deed(at("Sele"), "ASSAULT", "planned", 0.9, 2.0)
    made = events(TEXT, [shot, blamed, planned], (), [], SYNTAX, voice=lambda span: "r:s1", report="r", denials={"r:s1"}).events
    assert [e.status for e in made] == ["denied", "happened", "planned"]
    assert events(TEXT, [shot], (), [], SYNTAX, voice=lambda span: "r:s2", report="r", denials={"r:s1"}).events[0].status == "happened"
