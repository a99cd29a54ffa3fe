"""Anchors of reports, and dates of events that tell none themselves."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from standoff.link.times import UNANCHORED, Anchor, anchor_of, anchors_of, directions_of, event_dates, resolved
from standoff.model import Dated, Event, EventStatus, Furniture, FurnitureKind, PloverType, Reading, Report, Resolved, Span
from standoff.read.baseline import split_sentences
from standoff.read.times import times

STATUS = get_args(EventStatus)


def report(text: str, published: str | None = "2019-05-01", **furniture: str) -> Report:
    """A report with a paragraph a line; `furniture` names lines by their words."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Span(at, at + len(line)))
        at += len(line) + 1
    kinds = [Furniture(Span(text.index(w), text.index(w) + len(w)), kind) for kind, w in furniture.items()]  # type: ignore[arg-type]
    return Report("r", "r.txt", text, tuple(lines), tuple(kinds), published=Dated(published, "told") if published else None)


def dates(given: Report, *triggers: str) -> list[str | None]:
    """The dates of events: each "word", "word=status", "word=status=TYPE" or with "=time words" as a fourth."""
    sentences = split_sentences(given.text, given.paragraphs)
    expressions = times(given.text, sentences, report="r")
    events = []
    for k, told in enumerate(triggers):
        word, status, kind, when = (*told.split("="), *("", "", "", ""))[:4]
        start = given.text.index(word)
        span = Span(given.text.index(when), given.text.index(when) + len(when)) if when else None
        plover: PloverType = kind or "ACCUSE"  # type: ignore[assignment]
        events.append(Event(f"e{k}", Span(start, start + len(word)), plover, status=status or "happened", date=span))  # type: ignore[arg-type]
    anchor = anchor_of(given, expressions)
    furniture = [f.span for f in given.furniture]
    by_id = resolved(given.text, expressions, anchor, directions_of(events, expressions), furniture)
    result = event_dates(given, events, sentences, expressions, by_id, anchor)
    assert all(r.reason for r in result.values())
    return [r.iso if (r := result.get(e.id)) else None for e in events]


def test_the_publication_date_is_the_anchor_as_precisely_as_it_is_known() -> None:
    assert anchor_of(report("He spoke."), []) == Anchor(date(2019, 5, 1), "day", "the report's date 2019-05-01")
    assert anchor_of(report("He spoke.", "2019-04"), []).precision == "month"
    assert anchor_of(report("He spoke.", "2019"), []).day == date(2019, 1, 1)


@pytest.mark.parametrize("kind", ["dateline", "caption"])
def test_without_one_the_latest_full_date_of_dateline_and_captions_is(kind: FurnitureKind) -> None:
    given = report("He spoke Tuesday.\nRovek, May 1, 2019.\nBorn on June 3, 2020, long ago.", None, **{kind: "Rovek, May 1, 2019."})
    anchor = anchor_of(given, times(given.text, given.paragraphs, report="r"))
    assert (anchor.day, anchor.precision) == (date(2019, 5, 1), "week")
    assert "2019-05-01" in anchor.reason


def test_a_date_deep_in_the_text_is_no_anchor() -> None:
    given = report("He spoke Tuesday of a treaty that both governments had signed with their allies on June 3, 1998.", None)
    assert anchor_of(given, times(given.text, given.paragraphs, report="r")) == UNANCHORED


def test_siblings_vote_and_the_earliest_of_equal_groups_wins() -> None:
    def of(*days: str) -> Anchor:
        return anchor_of(report("He spoke.", None), [], [Anchor(date.fromisoformat(d), "day", "") for d in days])

    assert of("2019-05-01", "2019-05-12").day == date(2019, 5, 1)
    assert of("2018-01-01", "2019-05-11", "2019-05-12", "2019-05-13").day == date(2019, 5, 12)
    assert of("2019-05-12").precision == "week"
    assert of() == UNANCHORED


def test_only_reports_on_the_same_event_lend_their_date() -> None:
    readings = [Reading(report("He spoke.", d), "run") for d in (None, "2019-05-02", "2001-01-01")]
    near = [frozenset({0, 1}), frozenset({0, 1}), frozenset({2})]
    assert [a.day for a in anchors_of(readings, near)] == [date(2019, 5, 2), date(2019, 5, 2), date(2001, 1, 1)]


def test_own_words_go_first_and_look_the_way_the_event_does() -> None:
    given = report("They accused him on Tuesday. They charge him Friday.")
    assert dates(given, "accused===Tuesday", "charge=planned==Friday") == ["2019-04-30", "2019-05-03"]


def test_unclaimed_words_of_the_clause_date_it_and_claimed_ones_do_not() -> None:
    given = report("They accused him on Tuesday.\nOn Monday, they blamed him.\nIn March 2018 he left, they denounced it.")
    assert dates(given, "accused", "blamed", "denounced")[:2] == ["2019-04-30", "2019-04-29"]
    assert dates(given, "accused", "denounced")[1] != "2018-03"


def test_another_mention_of_the_deed_lends_its_date() -> None:
    given = report("The rally was loud.\nHe held a rally on April 3, 2019.\nHe spoke Monday and Tuesday.")
    assert dates(given, "rally was=happened=PROTEST", "rally on=happened=PROTEST=April 3, 2019") == ["2019-04-03", "2019-04-03"]


def test_a_paragraph_goes_on_with_the_day_told_for_another_deed() -> None:
    given = report("They accused him on Monday. She blamed him too.\nHe spoke Tuesday, again Tuesday.")
    assert dates(given, "accused===Monday", "blamed") == ["2019-04-29", "2019-04-29"]


def test_what_no_words_date_has_the_day_the_report_tells_most_of_else_its_month() -> None:
    assert dates(report("Rovek blames Brill\nHe spoke Tuesday. He left Tuesday."), "blames") == ["2019-04-30"]
    assert dates(report("She blamed him.\nHe spoke Tuesday."), "blamed") == ["2019-05"]
    assert dates(report("She blamed him.\nHe spoke.", None), "blamed") == [None]


@pytest.mark.parametrize("status", ["planned", "possible", "denied"])
def test_what_did_not_happen_gets_no_day_from_its_surroundings(status: str) -> None:
    assert dates(report("She may blame him.\nHe spoke Tuesday. He left Tuesday."), f"blame={status}") == [None]


def test_the_perfect_tense_has_no_day_and_words_without_an_interval_give_none() -> None:
    given = report("She has blamed him. She charged him during the campaign. She sued him recently.\nHe spoke Tuesday. He left Tuesday.")
    assert dates(given, "blamed", "charged===during the campaign", "sued===recently") == [None, None, "2019-05"]


def test_what_goes_on_since_a_time_is_dated_by_its_beginning() -> None:
    given = report("They have held him since March 2014.")
    assert dates(given, "held=ongoing==March 2014") == ["2014-03"]


def test_every_status_is_dated_without_fault() -> None:
    given = report("Rovek blames Brill\nThey are blaming him. They had sued him on Monday.", headline="Rovek blames Brill")
    for status in STATUS:
        found = dates(given, f"blames={status}", f"blaming={status}", f"sued={status}")
        assert len(found) == 3


def test_two_events_that_share_words_look_back() -> None:
    given = report("He missed a deadline Wednesday to hand over arms.")
    expressions = times(given.text, given.paragraphs, report="r")
    words = expressions[0].span
    events = [
        Event("a", Span(3, 9), "REJECT", date=words),
        Event("b", Span(31, 35), "RETREAT", status="planned", date=words),
    ]
    assert directions_of(events, expressions) == directions_of(events[::-1], expressions) == {"r.w1": "past"}


def test_a_date_is_an_interval_with_its_reason() -> None:
    given = report("They accused him on Tuesday.")
    expressions = times(given.text, given.paragraphs, report="r")
    anchor = anchor_of(given, expressions)
    event = Event("e", Span(5, 12), "ACCUSE", date=expressions[0].span)
    found = event_dates(given, [event], given.paragraphs, expressions, resolved(given.text, expressions, anchor), anchor)
    reason = "Tuesday, counted back from the report's date 2019-05-01"
    assert found == {"e": Resolved("2019-04-30", "2019-04-30", "day", reason)}
