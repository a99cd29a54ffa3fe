"""Figures: values by the guide, spans with their modifiers, and what is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import OUTLET, Figure, Span
from standoff.read.figures import figures as figures_of
from standoff.read.numbers import number_value
from standoff.read.times import times


def figures(text: str, sentences: list[Span], **options: object) -> list[Figure]:
    return figures_of(text, sentences, times=times(text, sentences, report="r"), **options)  # type: ignore[arg-type]


def read(text: str, **options: object) -> list[tuple[str, float | None, float | None, bool]]:
    found = figures(text, [Span(0, len(text))], **options)
    return [(f.span.of(text), f.low, f.high, f.about) for f in found]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("He counted 69 people.", ("69", 69, 69, False)),
        ("More than 50 boats sank.", ("More than 50", 50, None, False)),
        ("Killing at least 12 sailors.", ("at least 12", 12, None, False)),
        ("Fewer than 100 came.", ("Fewer than 100", None, 100, False)),
        ("No more than 300 men stood there.", ("No more than 300", None, 300, False)),
        ("Up to 18,000 workers struck.", ("Up to 18,000", None, 18000, False)),
        ("Nearly 100 shops closed.", ("Nearly 100", 100, 100, True)),
        ("Some 300 shops closed.", ("Some 300", 300, 300, True)),
        ("Between 1,500 and 2,000 marched.", ("Between 1,500 and 2,000", 1500, 2000, False)),
        ("They waited with 200 to 300 horses.", ("200 to 300", 200, 300, False)),
        ("It hit 10-15 houses.", ("10-15", 10, 15, False)),
        ("It cost 1.5 to 2 million kroner.", ("1.5 to 2 million", 1.5e6, 2e6, False)),
        ("It cost $70 million.", ("$70 million", 7e7, 7e7, False)),
        ("It cost €3.5bn.", ("€3.5bn", 3.5e9, 3.5e9, False)),
        ("Hundreds of islanders fled.", ("Hundreds", 100, None, True)),
        ("Several thousand islanders fled.", ("Several thousand", 1000, None, True)),
        ("Scores of cars burned.", ("Scores", 20, None, True)),
        ("Tens of thousands of people fled.", ("Tens of thousands", 10000, None, True)),
        ("Millions left.", ("Millions", 1e6, None, True)),
        ("Sixty-nine goats drowned.", ("Sixty-nine", 69, 69, False)),
        ("Half a million people voted.", ("Half a million", 5e5, 5e5, False)),
        ("A dozen boats sank.", ("A dozen", 12, 12, False)),
        ("Prices fell 3.5 percent.", ("3.5 percent", 3.5, 3.5, False)),
        ("The blast wounded two hundred and forty sailors.", ("two hundred and forty", 240, 240, False)),
        ("They kept 100 or more boats.", ("100 or more", 100, None, False)),
        ("The talks lasted about 20 minutes.", ("about 20", 20, 20, True)),
        ("The fire left one person dead.", ("one", 1, 1, False)),
        ("A hundred thousand islanders fled.", ("A hundred thousand", 100_000, 100_000, False)),
        ("About a hundred and twenty boats sank.", ("About a hundred and twenty", 120, 120, True)),
        ("A thousand five hundred sailors marched.", ("A thousand five hundred", 1500, 1500, False)),
        ("A million and a half people voted.", ("A million and a half", 1.5e6, 1.5e6, False)),
        ("There were 1,200 new cases on the island.", ("1,200", 1200, 1200, False)),
        ("Forty countries signed.", ("Forty", 40, 40, False)),
        ("They lost 20 AK-47 rifles.", ("20", 20, 20, False)),
        ("In the U.S. 40 boats sank.", ("40", 40, 40, False)),
    ],
)
def test_value(text: str, figure: tuple[str, float | None, float | None, bool]) -> None:
    assert read(text) == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "Ilda Rovek, 64, is mayor.",
        "The 64-year-old mayor left.",
        "On April 30, 2031, it rained.",
        "It began in 2031 and went on.",
        "It began at 9:30 a.m. and went on.",
        "A Boeing 737 landed.",
        "Under Article 233 the port is free.",
        "Resolution 2118 was read out.",
        "The G7 met.",
        "The attacks of 9/11 were named.",
        "He came 3rd.",
        "Call 555-0199 for help.",
        "One of the sailors left.",
        "A few sailors left, and a handful stayed.",
        "She ruled for 20 years.",
        "The town lies 40 miles north.",
        "No one knew which one it was.",
        "The two sides met.",
        "Two countries signed it.",
        "The house passed H.R. 3354 and S. 3355.",
        "She is No. 2 in the ministry, and No 10 knows it.",
        "Section 702 and Sec. 9 allow it, Art. 5 and § 12 do not.",
        "Under Sections 3, 4 and 5 and Nos. 7 and 8 it is free.",
        "An F-16 fell, and a MiG-29, and T-72 tanks.",
        "The rules are in 18 U.S.C. 1001.",
    ],
)
def test_left_out(text: str) -> None:
    assert read(text) == []


def test_counted_phrase_place_date_and_voice() -> None:
    text = "On Monday 40 low-paid dockers marched in Orlan. About 30 sang."
    orlan = Span(text.index("Orlan"), text.index("Orlan") + 5)
    first, second = figures(
        text, [Span(0, 47), Span(48, len(text))], places=[orlan], voice=lambda span: "s1" if span.start > 40 else OUTLET, report="r"
    )
    assert first.of and first.of.of(text) == "low-paid dockers"
    assert first.place == orlan
    assert first.date and first.date.of(text) == "Monday"
    assert (first.voice, second.voice) == (OUTLET, "s1")
    assert second.place is None
    assert first.id == f"r:f{first.span.start}-{first.span.end}"


@given(st.integers(0, 10**9))
def test_digits_with_and_without_separators_are_worth_the_same(number: int) -> None:
    assert number_value(f"{number:,}") == number_value(str(number)) == number


@given(st.text(alphabet="0123456789 ,.-$€%abot mhundredsfivéש😀\r\n", max_size=80))
def test_spans_lie_in_the_sentence_and_bounds_are_in_order(text: str) -> None:
    sentences = [Span(0, len(text))] if text else []
    for figure in figures(text, sentences):
        assert figure.span.of(text).strip()
        assert figure.low is None or figure.high is None or figure.low <= figure.high
