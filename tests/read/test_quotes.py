"""Pairs of quotation marks."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import Span
from standoff.read.quotes import DOUBLE_MARKS, SINGLE_MARKS, Quotation, State, pair_quotes, states, touching
from standoff.read.words import word_pairs

MARKED = st.lists(
    st.sampled_from(
        [
            *sorted(DOUBLE_MARKS | SINGLE_MARKS),
            " ",
            " ",
            "go",
            "the crews’ ",
            "s’ ",
            "'90s",
            "n't",
            ".",
            ",” ",
            "\n",
            ": “",
            "5'10\"",
            "(",
            "—",
            "🚢",
            "ש",
        ]
    ),
    max_size=40,
).map("".join)


def blocks(text: str) -> list[Span]:
    return [Span(*m.span()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


def quoted(text: str) -> list[str]:
    """The outermost quotations."""
    return [q.span.of(text) for q in pair_quotes(text, blocks(text)) if q.level == 0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Go,” he said. “Now.”", ["“Go,”", "“Now.”"]),
        ('"Go," he said. "Now."', ['"Go,"', '"Now."']),
        ('He said:"Go."She stayed.', ['"Go."']),
        ('("Go") — "stay"', ['"Go"', '"stay"']),
        ("‘Go,’ he said, ‘it’s late’.", ["‘Go,’", "‘it’s late’"]),
        ("'We don't know,' she said.", ["'We don't know,'"]),
        ("`Go,' he said.", ["`Go,'"]),
        ("«Go», he said. « Now » again.", ["«Go»", "« Now »"]),
        ("»Go«, he said. »Now«", ["»Go«", "»Now«"]),
        ("„Go“, he said, „now”.", ["„Go“", "„now”"]),
        ("‚Go‘, he said, ‹now›.", ["‚Go‘", "‹now›"]),
        ("「Go」 and 『now』", ["「Go」", "『now』"]),
        ("”Go”, he said.", ["”Go”"]),
        ("＂Go＂ he said", ["＂Go＂"]),
    ],
)
def test_marks_of_many_scripts_pair(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The dockers’ union and the crew’s boat",
        "the dockers' union and the crew's boat don't sail",
        "in the '90s the workers' years were good",
        "the ’90s and the ‘80s, rock ’n’ roll, ‘til dawn",
        "in '98, the boats' owners sold",
        "He is 6'2\" tall, she 5' 10\" or 5’11”",
        'a lone " mark between spaces',
        "a closing mark” without a start",
        "",
    ],
)
def test_what_is_no_quotation(text: str) -> None:
    assert quoted(text) == []


def test_marks_of_two_makes_close_one_another() -> None:
    assert quoted('“Go," he said. "Now,” he said. Then nothing.') == ['“Go,"', '"Now,”']


@pytest.mark.parametrize("a, b", [("‘", "’"), ("'", "'")])
def test_a_plural_possessive_does_not_end_a_single_quotation(a: str, b: str) -> None:
    text = f"{a}The dockers{b} union is tired,{b} he said."
    assert quoted(text) == [f"{a}The dockers{b} union is tired,{b}"]


def test_a_quotation_inside_another_is_of_the_next_level() -> None:
    text = "“He said, ‘Go “now”,’ and left,” she said."
    found = pair_quotes(text, blocks(text))
    assert [(q.span.of(text), q.level) for q in found] == [("“He said, ‘Go “now”,’ and left,”", 0), ("‘Go “now”,’", 1), ("“now”", 2)]


def test_inside_a_stray_single_mark_a_quotation_is_still_outermost() -> None:
    assert quoted("‘Afternoon and “Go,” he said.") != []
    assert quoted("In ‘a letter he wrote “Go,” and left") == ["“Go,”"]


def test_a_quotation_stays_open_to_the_end_of_its_paragraph_and_not_over_it() -> None:
    text = "“We waited. ‘Why?’ I asked.  \n“Nobody came,” she said."
    found = pair_quotes(text, blocks(text))
    assert [(q.span.of(text), q.closed, q.level) for q in found] == [
        ("“We waited. ‘Why?’ I asked.", False, 0),
        ("‘Why?’", True, 1),
        ("“Nobody came,”", True, 0),
    ]
    assert found[0].inner == Span(1, found[0].span.end)
    assert found[2].inner is not None
    assert found[2].inner.of(text) == "Nobody came,"


def test_a_single_mark_that_opens_a_paragraph_may_stay_open() -> None:
    text = "‘We waited.\n‘Nobody came,’ she said."
    assert [(q.span.of(text), q.closed) for q in pair_quotes(text, blocks(text))] == [("‘We waited.", False), ("‘Nobody came,’", True)]


def test_between_two_marks_there_may_be_nothing() -> None:
    assert Quotation(Span(0, 2), True, 0).inner is None


@given(MARKED)
def test_quotations_nest_or_stand_apart_inside_their_paragraph(text: str) -> None:
    paragraphs = blocks(text)
    found = pair_quotes(text, paragraphs)
    for q in found:
        assert any(p.covers(q.span) for p in paragraphs)
        assert text[q.span.start] in DOUBLE_MARKS | SINGLE_MARKS
        assert len(q.span) >= 2
        if q.closed:
            assert text[q.span.end - 1] in DOUBLE_MARKS | SINGLE_MARKS
        around = [o for o in found if o is not q and o.span.covers(q.span)]
        assert len(around) == q.level
    assert all(a.span.covers(b.span) or b.span.covers(a.span) or not a.span.overlaps(b.span) for a in found for b in found)
    marks = [at for q in found for at in ((q.span.start, q.span.end - 1) if q.closed else (q.span.start,))]
    assert len(marks) == len(set(marks))
    assert found == sorted(found, key=lambda q: (q.span.start, -q.span.end))


@given(MARKED)
def test_states_and_touching_agree_with_the_outermost_quotations(text: str) -> None:
    found = pair_quotes(text, blocks(text))
    outer = [q for q in found if q.level == 0]
    pairs = word_pairs(text)
    for (start, end), state in zip(pairs, states(text, pairs, found), strict=True):
        holder = [q for q in outer if q.span.start <= start < q.span.end]
        assert len(holder) <= 1
        if not holder:
            assert state is State.OUTSIDE
        elif start == holder[0].span.start:
            assert state is State.OPENING
        else:
            assert state is (State.CLOSING if holder[0].closed and start == holder[0].span.end - 1 else State.INSIDE)
        assert list(touching(outer, Span(start, end))) == [q for q in outer if q.span.overlaps(Span(start, end))]


@pytest.mark.parametrize("mark", ["“", "« « « » » » ", "«" * 50 + "»" * 50, "‘a ", "s’ ", "'a ", '" "a', "«"])
def test_many_marks_in_one_paragraph_are_read_once(mark: str) -> None:
    text = "‘x " + mark * (60_000 // len(mark))
    found = pair_quotes(text, [Span(0, len(text))])
    assert all(a.span.start < b.span.start for a, b in pairwise(found))
    assert max((q.level for q in found), default=0) < 10


@pytest.mark.parametrize("text", ["Rovekâ„¢s plan", "the year„ she said", "one‚ two‚ three"])
def test_a_low_mark_behind_a_letter_opens_nothing(text: str) -> None:
    assert pair_quotes(text, [Span(0, len(text))]) == []
