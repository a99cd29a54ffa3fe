"""Marks that overlap, cut into stretches that do not, and long texts in parts."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import texts

from standoff.account import Mark
from standoff.account.report_view import parts, placed, segments
from standoff.model import Reading, Report, Span, Statement, report_id


@st.composite
def spans(draw: st.DrawFn, size: int) -> Span:
    start = draw(st.integers(0, size - 1))
    return Span(start, draw(st.integers(start + 1, size)))


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, Span, list[Mark], list[int]]:
    """A text, a stretch of it, marks anywhere over it, and offsets to cut at."""
    text = draw(texts())
    layers = st.sampled_from(["source", "cue", "content", "figure", "label", "open question", "furniture"])
    marks = draw(st.lists(st.builds(Mark, spans(len(text)), layers, st.sampled_from(["s1", "s2", "f1"]), st.integers(0, 3)), max_size=12))
    return text, draw(spans(len(text))), marks, draw(st.lists(st.integers(-3, len(text) + 3), max_size=4))


@given(marked())
def test_segments_joined_are_the_text_and_marks_the_union_of_their_segments(given: tuple[str, Span, list[Mark], list[int]]) -> None:
    text, within, marks, at = given
    found = segments(within, marks, at)
    assert "".join(s.span.of(text) for s in found) == within.of(text)
    assert all(a.span.end == b.span.start for a, b in pairwise(found))
    for mark in marks:
        covered = {i for s in found if mark in s.marks for i in range(s.span.start, s.span.end)}
        assert covered == set(range(max(mark.span.start, within.start), min(mark.span.end, within.end)))
    assert {offset for offset in at if within.start < offset < within.end} <= {s.span.start for s in found}


@given(marked())
def test_the_marks_of_a_segment_stand_in_the_order_given(given: tuple[str, Span, list[Mark], list[int]]) -> None:
    _, within, marks, _ = given
    for segment in segments(within, marks):
        places = iter(marks)
        assert all(mark in places for mark in segment.marks)


def reading(text: str, paragraphs: tuple[Span, ...], sentences: tuple[Span, ...] = (), hulls: tuple[Span, ...] = ()) -> Reading:
    report = Report(report_id(None, text), "long.txt", text, paragraphs)
    statements = tuple(Statement(f"s{n}", None, None, (span,), "indirect", "assert") for n, span in enumerate(hulls))
    return Reading(report, "run", sentences, statements=statements)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12), st.integers(3, 40), st.data())
def test_parts_hold_every_paragraph_once_and_in_order(lengths: list[int], size: int, data: st.DataObject) -> None:
    blocks, at = [], 0
    for n in lengths:
        blocks.append(Span(at, at + n))
        at += n + 2
    text = data.draw(st.text("ab ", min_size=at, max_size=at))
    found = parts(reading(text, tuple(blocks)), size)
    flat = [block for part in found for block in part]
    assert [i for b in flat for i in range(b.start, b.end)] == [i for b in blocks for i in range(b.start, b.end)]
    assert all(part and part[-1].end - part[0].start <= size for part in found)
    assert [b for b in flat if b in blocks] == [b for b in blocks if len(b) <= size]
    for offset in range(at):
        here = flat[placed(flat, offset)]
        assert here.start <= offset < here.end or not any(b.start <= offset < b.end for b in flat)


def test_a_long_paragraph_is_cut_before_a_sentence_outside_of_statements() -> None:
    text = "Aaa. Bbb. Ccc. Ddd."
    sentences = tuple(Span(i, i + 4) for i in (0, 5, 10, 15))
    assert parts(reading(text, (Span(0, 19),), sentences), 12) == ((Span(0, 10),), (Span(10, 19),))
    # What somebody says in two sentences stays together.
    assert parts(reading(text, (Span(0, 19),), sentences, (Span(5, 14),)), 12) == ((Span(0, 5),), (Span(5, 15),), (Span(15, 19),))


def test_a_text_without_paragraphs_is_one_block_and_an_empty_one_one_empty_part() -> None:
    assert parts(reading("One line", ()), 60) == ((Span(0, 8),),)
    assert parts(reading("", ()), 60) == ((),)
