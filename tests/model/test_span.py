from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import Evidence, OffsetError, Span
from strategies import texts


@st.composite
def text_and_spans(draw: st.DrawFn, count: int = 1) -> tuple[str, list[Span]]:
    text = draw(texts())
    spans = []
    for _ in range(count):
        start = draw(st.integers(0, len(text) - 1))
        spans.append(Span(start, draw(st.integers(start + 1, len(text)))))
    return text, spans


@given(text_and_spans())
def test_a_span_holds_the_code_points_between_its_ends(case: tuple[str, list[Span]]) -> None:
    text, [span] = case
    assert span.of(text) == text[span.start : span.end]
    assert len(span.of(text)) == len(span) > 0
    assert span.pair() == [span.start, span.end]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (5, 2), (-1, 2), (-3, -1)])
def test_an_empty_reversed_or_negative_span_is_refused(start: int, end: int) -> None:
    with pytest.raises(OffsetError):
        Span(start, end)


@given(texts())
def test_a_span_past_the_end_is_refused_and_one_to_the_end_is_not(text: str) -> None:
    assert Span(0, len(text)).of(text) == text
    with pytest.raises(OffsetError, match="reaches past"):
        Span(0, len(text) + 1).of(text)


@given(text_and_spans(2))
def test_overlap_is_symmetric_and_means_a_shared_character(case: tuple[str, list[Span]]) -> None:
    _, [a, b] = case
    shared = set(range(a.start, a.end)) & set(range(b.start, b.end))
    assert a.overlaps(b) == b.overlaps(a) == bool(shared)
    assert a.covers(b) == (set(range(b.start, b.end)) <= set(range(a.start, a.end)))


@given(text_and_spans(3))
def test_the_hull_is_the_smallest_span_over_all(case: tuple[str, list[Span]]) -> None:
    _, spans = case
    hull = spans[0].hull(*spans[1:])
    assert all(hull.covers(s) for s in spans)
    assert (hull.start, hull.end) == (min(s.start for s in spans), max(s.end for s in spans))


def test_offsets_count_code_points_not_bytes_or_units() -> None:
    text = "🙂 e\u0301 سالم\r\nsaid"
    assert Span(0, 1).of(text) == "🙂"
    assert Span(2, 4).of(text) == "e\u0301"
    assert Span(5, 9).of(text) == "سالم"
    assert Span(11, 15).of(text) == "said"


@given(text_and_spans())
def test_evidence_checks_against_its_own_text(case: tuple[str, list[Span]]) -> None:
    text, [span] = case
    Evidence("r", span, span.of(text)).check(text)


@given(text_and_spans())
def test_evidence_with_other_characters_is_caught(case: tuple[str, list[Span]]) -> None:
    text, [span] = case
    quote = ("x" if text[span.start] != "x" else "y") + span.of(text)[1:]
    with pytest.raises(OffsetError, match="other characters"):
        Evidence("r", span, quote).check(text)


def test_evidence_whose_quotation_has_another_length_is_refused() -> None:
    with pytest.raises(OffsetError, match="3 characters, its span 2"):
        Evidence("r", Span(0, 2), "abc")
