"""Resolving: days, weeks, months and years counted from a report's day, and what leans on a day told of before."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.link.times import UNANCHORED, Anchor, Direction, resolve, resolved
from standoff.model import Resolved, Span
from standoff.read.times import times

WEDNESDAY = Anchor(date(2019, 5, 1), "day", "the report's date 2019-05-01")
WORDS = (
    "Tuesday;yesterday;last week;this month;next year;two days ago;the day before;earlier this month;late April;Tuesday morning;noon;"
    "6:40 p.m.;2014;three weeks;every Friday;the 1980s;mid-2018;Christmas Eve;April 30, 2019;4/30/2019;April 31;February 29;2007-08;"
    "the past six weeks;last summer;the end of the year;nearly three decades ago;overnight;a year later;that night;the following day;"
    "Sept. 2-3;the weekend;the third quarter of 2018;the 20th century;fiscal 2018;in two years;Easter Monday;the next 48 hours"
).split(";")
SIZES = {"day": 10, "minute": 10, "hour": 10, "part": 10, "week": 7, "month": 7, "season": 4, "year": 4, "decade": 0}


def told(text: str, anchor: Anchor = WEDNESDAY, **directions: Direction) -> list[Resolved | None]:
    expressions = times(text, [Span(0, len(text))], report="r")
    result = resolved(text, expressions, anchor, {f"r.{k}": v for k, v in directions.items()})
    return [result.get(e.id) for e in expressions]


def isos(text: str, anchor: Anchor = WEDNESDAY, **directions: Direction) -> list[str | None]:
    return [r.iso if r else None for r in told(text, anchor, **directions)]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("He spoke Tuesday.", "2019-04-30"),
        ("He spoke Wednesday.", "2019-05-01"),
        ("He will speak on Tuesday.", "2019-05-07"),
        ("On Tuesday, Mr. Brill will speak.", "2019-05-07"),
        ("The hearing scheduled for Friday matters.", "2019-05-03"),
        ("He spoke last Wednesday.", "2019-04-24"),
        ("He will speak next Wednesday.", "2019-05-08"),
        ("He spoke yesterday.", "2019-04-30"),
        ("He spoke the day before yesterday.", "2019-04-29"),
        ("He spoke last week.", "2019-04"),
        ("He spoke last month.", "2019-04"),
        ("He spoke last year.", "2018"),
        ("He spoke last March.", "2019-03"),
        ("He spoke last May.", "2018-05"),
        ("He spoke in December.", "2018-12"),
        ("He will speak in December.", "2019-12"),
        ("He spoke in April last year.", "2018-04"),
        ("He spoke on June 3.", "2018-06-03"),
        ("He will speak on June 3.", "2019-06-03"),
        ("He spoke last summer.", "2018"),
        ("He spoke two days ago.", "2019-04-29"),
        ("He spoke two weeks ago.", "2019-04"),
        ("He spoke a year ago.", "2018"),
        ("He spoke on New Year's Eve.", "2018-12-31"),
        ("He spoke on Good Friday.", "2019-04-19"),
        ("He spoke on Thanksgiving.", "2018-11-22"),
        ("He spoke over the weekend.", "2019-04"),
        ("He spoke in late April.", "2019-04"),
        ("He spoke in the third quarter of 2018.", "2018"),
        ("He spoke overnight.", "2019-04-30"),
        ("He spoke in the 1980s.", None),
        ("He spoke for three weeks.", None),
        ("He speaks every Friday.", None),
        ("He spoke in fiscal 2018.", None),
        ("He spoke on 3/4/2019.", "2019"),
        ("He spoke on 4/30/2019.", "2019-04-30"),
        ("He spoke on April 31.", None),
        ("He spoke on Labor Day.", None),
    ],
)
def test_words_are_counted_from_the_report_and_keep_their_precision(text: str, iso: str | None) -> None:
    assert isos(text) == [iso]


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("last week", "2019-04-22", "2019-04-28", "week"),
        ("the weekend", "2019-04-27", "2019-04-28", "week"),
        ("Tuesday morning", "2019-04-30T00:00", "2019-04-30T11:59", "part"),
        ("6:40 p.m. Tuesday", "2019-04-30T18:40", "2019-04-30T18:40", "minute"),
        ("Tuesday at 12 a.m.", "2019-04-30T00:00", "2019-04-30T00:59", "hour"),
        ("noon on Tuesday", "2019-04-30T12:00", "2019-04-30T12:59", "hour"),
        ("overnight", "2019-04-30T18:00", "2019-05-01T06:00", "part"),
        ("the past two weeks", "2019-04-17", "2019-05-01", "week"),
        ("the past two months", "2019-03-01", "2019-05-01", "month"),
        ("in recent weeks", "2019-04-03", "2019-05-01", "week"),
        ("the next 48 hours", "2019-05-01", "2019-05-03", "day"),
        ("earlier this month", "2019-05-01", "2019-05-01", "month"),
        ("April 3-5", "2019-04-03", "2019-04-05", "day"),
        ("from 2014 to 2016", "2014-01-01", "2016-12-31", "year"),
        ("since January", "2019-01-01", "2019-05-01", "month"),
        ("the twenty-first century", "2001-01-01", "2100-12-31", "decade"),
        ("the 20th century", "1901-01-01", "2000-12-31", "decade"),
        ("the winter of 2017", "2017-12-01", "2018-02-28", "season"),
        ("several days ago", "2019-04-25", "2019-04-29", "day"),
    ],
)
def test_the_interval_is_closed_and_told_by_its_unit(text: str, start: str, end: str, precision: str) -> None:
    found = told(text)[0]
    assert found is not None
    assert (found.start, found.end, found.precision) == (start, end, precision)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On April 3 he fled. The next day he wrote.", ["2019-04-03", "2019-04-04"]),
        ("On April 3 he fled. Two days later he wrote.", ["2019-04-03", "2019-04-05"]),
        ("He fled on Monday. That night he wrote.", ["2019-04-29", "2019-04-29"]),
        ("He fled on the night of April 3. On Friday he recalled that night.", ["2019-04-03", "2019-04-26", "2019-04-03"]),
        ("He fled in 1920. Fifty years later he wrote.", ["1920", "1970"]),
        ("Fifty years later he wrote.", [None]),
        ("He fled in 2009. Later that year he wrote.", ["2009", "2009"]),
        ("He fled in March 2009. The following month he wrote.", ["2009-03", "2009-04"]),
        ("He wrote two days before Christmas.", ["2018-12-23", "2018-12-25"]),
        ("He fled on Friday, a day after they had accused him.", ["2019-04-26", "2019-04-25"]),
        ("He fled at 6 p.m. on Monday and was seen at noon.", ["2019-04-29", "2019-04-29"]),
    ],
)
def test_later_words_lean_on_the_day_told_of_before(text: str, expected: list[str | None]) -> None:
    assert isos(text) == expected


def test_what_stands_in_a_caption_is_resolved_but_not_leant_on() -> None:
    text = "He spoke Monday. Rovek, April 3, 2019. The same day it rained."
    expressions = times(text, [Span(0, len(text))], report="r")
    by_id = resolved(text, expressions, WEDNESDAY, furniture=[Span(17, 38)])
    assert [by_id[e.id].iso for e in expressions] == ["2019-04-29", "2019-04-03", "2019-04-29"]


def test_a_direction_that_is_known_goes_before_the_tense() -> None:
    assert isos("A vote on Tuesday was announced.", w1="future") == ["2019-05-07"]
    assert isos("They will vote in three weeks.", w1="future") == ["2019-05"]
    assert isos("It will be the first strike in three weeks.") == [None]


def test_without_an_anchor_only_what_is_written_in_full_is_resolved() -> None:
    text = "On Tuesday, last week, on April 30, in 2014, on April 30, 2019, yesterday, in May 2018, at noon."
    assert [r for r in isos(text.removesuffix(", at noon."), UNANCHORED) if r] == ["2014", "2019-04-30", "2018-05"]


def test_an_anchor_that_is_no_day_gives_no_day() -> None:
    month, rough = Anchor(date(2019, 5, 1), "month", ""), Anchor(date(2019, 5, 1), "week", "")
    text = "He spoke Tuesday, yesterday, last month, last year."
    assert isos(text, month) == [None, None, "2019-04", "2018"]
    assert isos(text, rough) == ["2019-04-30", None, "2019-04", "2018"]


def test_the_reason_can_be_read() -> None:
    found = told("He spoke Tuesday.")[0]
    assert found is not None
    assert found.reason == "Tuesday, counted back from the report's date 2019-05-01"


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6),
    st.dates(date(1950, 1, 10), date(2080, 1, 1)),
    st.sampled_from(["day", "week", "month", "year"]),
    st.sampled_from(["past", "future", None]),
)
def test_intervals_run_forward_and_are_no_finer_than_their_precision(
    words: list[str], day: date, precision: str, direction: Direction | None
) -> None:
    text = "It was on " + ", on ".join(words) + "."
    anchor = Anchor(day, precision, "")  # type: ignore[arg-type]
    for e in times(text, [Span(0, len(text))], report="r"):
        found = resolve(e, text, anchor, direction=direction)
        if found:
            assert found.start <= found.end
            assert len(found.iso or "") <= SIZES[found.precision]
            assert len(found.begin or "") <= SIZES[found.precision]
            counted = (
                not any(c.isdigit() for c in e.span.of(text)) and "Christmas" not in e.span.of(text) and "Easter" not in e.span.of(text)
            )
            assert not (counted and found.precision in ("day", "part") and precision in ("month", "year"))
