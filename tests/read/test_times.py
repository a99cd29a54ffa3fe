"""Finding time expressions: what is one, what only looks like one, and where it ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import Span
from standoff.read.times import times
from standoff.read.words import word_pairs
from strategies import texts

PIECES = st.sampled_from(
    "Tuesday May March 30 2019 1980s last next the day days before after two a week at 6 : 40 p . m . ( GMT + 8 ) - / , of early late ago "
    "since from to and in Sunday Times every morning half an hour quarter New Year ' s Eve fiscal Christmas man 4 9 o ' clock".split()
)


def found(text: str) -> list[tuple[str, str]]:
    return [(e.span.of(text), e.kind) for e in times(text, [Span(0, len(text))], report="r")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry sank on Tuesday.", [("Tuesday", "date")]),
        ("It sank on April 30, 2019, off the cape.", [("April 30, 2019", "date")]),
        ("On Sunday, 28 April, it sailed; on 4/30/2019 it sank.", [("Sunday, 28 April", "date"), ("4/30/2019", "date")]),
        ("Logged 2019-04-30.", [("2019-04-30", "date")]),
        ("He spoke last week and will speak next Tuesday.", [("last week", "date"), ("next Tuesday", "date")]),
        ("Two days ago it rained, the day before it snowed.", [("Two days ago", "date"), ("the day before", "date")]),
        ("It began earlier this month, in late April.", [("earlier this month", "date"), ("late April", "date")]),
        ("It ended in late-August 2012.", [("late-August 2012", "date")]),
        ("They met Tuesday morning and by around noon had parted.", [("Tuesday morning", "time"), ("around noon", "time")]),
        ("At 6:40 p.m. (GMT+8) it blew.", [("6:40 p.m. (GMT+8)", "time")]),
        ("They left at 7 a.m. Friday.", [("7 a.m. Friday", "time")]),
        ("The siren went at 1040 GMT, again at 9 o’clock.", [("1040 GMT", "time"), ("9 o’clock", "time")]),
        ("It rang at 6pm and 6:30pm.", [("6pm", "time"), ("6:30pm", "time")]),
        ("They have camped there since 2014.", [("2014", "period")]),
        ("She has led the union since late January.", [("late January", "period")]),
        ("He ruled from 2014 to 2016.", [("2014 to 2016", "period")]),
        ("Open between March 3 and March 5.", [("March 3 and March 5", "period")]),
        ("Closed Sept. 2-3 for the 2007-08 season.", [("Sept. 2-3", "period"), ("2007-08", "period")]),
        ("It rained for three weeks, a 14-year drought aside.", [("three weeks", "duration"), ("14-year", "duration")]),
        ("In the past six weeks little changed.", [("the past six weeks", "period")]),
        ("They march every Friday and meet twice a week.", [("every Friday", "set"), ("twice a week", "set")]),
        ("The 1980s, the ’90s and mid-2018.", [("The 1980s", "date"), ("the ’90s", "date"), ("mid-2018", "date")]),
        ("On May Day, on Christmas Eve, on New Year's Eve.", [("May Day", "date"), ("Christmas Eve", "date"), ("New Year's Eve", "date")]),
        ("It closed in the third quarter of 2018.", [("the third quarter of 2018", "date")]),
        ("Yesterday, tonight and overnight.", [("Yesterday", "date"), ("tonight", "date"), ("overnight", "date")]),
        ("A decision is due by the end of the year.", [("the end of the year", "date")]),
        ("Entries close on September 19 at 18:30.", [("September 19 at 18:30", "time")]),
        ("Later that day he fled.", [("Later that day", "date")]),
        ("The same evening they sang.", [("The same evening", "time")]),
        ("On\nTuesday\nmorning.", [("Tuesday\nmorning", "time")]),
    ],
)
def test_what_tells_time_is_found_with_its_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may go.",
        "Ilda May said so.",
        "A letter by May herself.",
        "MAY REFUSES TO YIELD",
        "The March on the capital was long.",
        "June Rovek and April Brill spoke.",
        "The Sunday Times wrote that.",
        "A Black Friday sale",
        "A clock at 300 metres.",
        "About 1,500 people came, 2000 people left.",
        "They came second, and on page 12 third.",
        "A boy of 14 years old, a 14-year-old.",
        "The side won 3:1.",
        "The fall of the harbour.",
        "An end to the night shifts.",
        "It costs $2019.",
        "Play Video 0:41 now",
        "The harbours of Spring Hill",
    ],
)
def test_what_only_looks_like_time_is_left(text: str) -> None:
    assert found(text) == []


def test_an_expression_does_not_reach_over_the_end_of_a_sentence() -> None:
    text = "They left in May. 2014 people stayed."
    assert [e.span.of(text) for e in times(text, [Span(0, 17), Span(18, len(text))], report="r")] == ["May"]


def test_ids_begin_with_those_of_the_report_and_differ() -> None:
    assert [e.id for e in times("Monday or Tuesday", [Span(0, 17)], report="ab12")] == ["ab12.w1", "ab12.w2"]


@given(st.one_of(texts(), st.lists(PIECES, max_size=30).map(" ".join)))
def test_expressions_lie_in_the_text_in_order_and_hold_whole_words(text: str) -> None:
    sentences = [Span(0, len(text))] if text else []
    spans = [e.span for e in times(text, sentences, report="r")]
    edges = word_pairs(text)
    assert all(s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert {s.start for s in spans} <= {a for a, _ in edges}
    assert {s.end for s in spans} <= {b for _, b in edges}
