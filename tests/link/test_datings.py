"""The dates of a case: events and times of all reports, a report without a date by those beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from standoff.link.times import datings
from standoff.model import Dated, Event, Reading, Report, Span, TimeExpression

TEXT = "Guards stormed the pier on Monday. Crews marched."


def reading(id: str, published: str | None) -> Reading:
    def at(words: str) -> Span:
        start = TEXT.index(words)
        return Span(start, start + len(words))

    report = Report(id, f"{id}.txt", TEXT, (Span(0, len(TEXT)),), published=Dated(published, "test") if published else None)
    events = (
        Event(f"{id}:e1", at("stormed"), "ASSAULT", date=at("Monday")),
        Event(f"{id}:e2", at("marched"), "PROTEST", status="planned"),
    )
    sentences = (Span(0, TEXT.index(" Crews")), Span(TEXT.index("Crews"), len(TEXT)))
    return Reading(report, "run", sentences=sentences, events=events, times=(TimeExpression(f"{id}:t1", at("Monday"), "date"),))


NOBODY = (frozenset[int](), frozenset[int]())


def test_an_event_has_the_date_of_its_words() -> None:
    found = {d.item: d.when for d in datings([reading("a", "2031-04-02")], [frozenset()])}
    assert found["a:t1"].iso == found["a:e1"].iso == "2031-03-31"
    assert "2031-04-02" in found["a:e1"].reason


def test_a_planned_event_without_words_has_none() -> None:
    assert "a:e2" not in {d.item for d in datings([reading("a", "2031-04-02")], [frozenset()])}


def test_a_report_without_a_date_is_anchored_by_those_on_the_same_event_only() -> None:
    both = [reading("a", "2031-04-02"), reading("b", None)]
    alone = {d.item for d in datings(both, NOBODY)}
    beside = {d.item: d.when.iso for d in datings(both, [frozenset({1}), frozenset({0})])}
    assert "b:e1" not in alone
    assert beside["b:e1"] == "2031-03-31"


@pytest.mark.parametrize("published", ["2031", "2031-04"])
def test_nothing_is_finer_than_the_date_of_the_report(published: str) -> None:
    found = {d.item: d.when for d in datings([reading("a", published)], [frozenset()])}
    assert all(len(d.iso or "") <= len(published) for d in found.values())


def test_times_come_before_events_and_reports_in_their_order() -> None:
    first, second = reading("a", "2031-04-02"), reading("b", "2031-04-02")
    made = datings([first, replace(second)], NOBODY)
    assert [(d.report, d.item) for d in made] == [("a", "a:t1"), ("a", "a:e1"), ("b", "b:t1"), ("b", "b:e1")]
