"""Sentences by rule, and the reader without a network."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from standoff.model import Reading, Report, Span
from standoff.read.baseline import BaselineReader, names_by_capitals, split_sentences

NEWS = (
    "Mayor Ilda Rovek said on Monday that at least 40 had been hurt. “We will find them,” said Tamas Brill, the harbour master."
    " “Nobody sleeps.”\n\n"
    "The ministry denied any part in it. It was not clear who fired. According to the dockers' union, two boats are missing.\n\n"
    "Rovek called on the crews to stay ashore and accused the ministry of lying.\n"
)


def report(text: str, language: str = "en") -> Report:
    paragraphs, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            paragraphs.append(Span(at, at + len(line.rstrip("\r\n"))))
        at += len(line)
    return Report("r1", "news.txt", text, tuple(paragraphs), language=language)


def read(text: str) -> Reading:
    return BaselineReader().read(report(text))


def sentences(text: str) -> list[str]:
    return [s.of(text) for s in split_sentences(text, [Span(0, len(text))])]


def test_abbreviations_and_initials_end_no_sentence() -> None:
    text = "Mr. Brill met Gen. J. P. Orlan of the U.S. Navy on Aug. 3. He left at 5 p.m. with Dr. Ruiz."
    assert sentences(text) == ["Mr. Brill met Gen. J. P. Orlan of the U.S. Navy on Aug. 3.", "He left at 5 p.m. with Dr. Ruiz."]


def test_an_abbreviation_before_an_opening_word_may_end_one() -> None:
    assert sentences("It sailed for the U.S. The crew slept.") == ["It sailed for the U.S.", "The crew slept."]


def test_closing_marks_stay_with_their_sentence() -> None:
    assert sentences("“Go!” he said. “Nobody sleeps.” The fog came.") == ["“Go!” he said.", "“Nobody sleeps.”", "The fog came."]


def test_a_lost_space_and_a_number() -> None:
    assert sentences("It lasted for years.The end came at 3.5 percent.") == ["It lasted for years.", "The end came at 3.5 percent."]


def test_no_sentence_crosses_a_paragraph() -> None:
    text = "No stop here\nAnd none there"
    assert [s.of(text) for s in split_sentences(text, [Span(0, 12), Span(13, 27)])] == ["No stop here", "And none there"]


@given(st.text(alphabet="abAB .!?“”\"'\r\n😀éש", max_size=60))
def test_sentences_are_apart_in_order_and_lose_only_white_space(text: str) -> None:
    found = split_sentences(text, [Span(0, len(text))] if text else [])
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join("".join(s.of(text).split()) for s in found) == "".join(text.split())


def test_statements_of_a_short_report() -> None:
    reading = read(NEWS)
    got = {(s.source.of(NEWS) if s.source else None, s.cue.of(NEWS), s.act, s.kind) for s in reading.statements if s.cue}
    assert ("Ilda Rovek", "said", "assert", "indirect") in got
    assert ("Tamas Brill", "said", "promise", "direct") in got
    assert ("The ministry", "denied", "deny", "indirect") in got
    assert any(cue == "According to" and source and source.startswith("the dockers") for source, cue, _, _ in got)
    assert ("Rovek", "called on", "demand", "indirect") in got
    assert ("Rovek", "accused", "accuse", "indirect") in got
    assert len(got) == 6


def test_an_interrupted_quotation_is_one_statement() -> None:
    brill = next(s for s in read(NEWS).statements if s.source and s.source.of(NEWS) == "Tamas Brill")
    assert [c.of(NEWS) for c in brill.content] == ["“We will find them,”", "“Nobody sleeps.”"]


def test_figures_and_open_questions_have_their_voice() -> None:
    reading = read(NEWS)
    said = next(s for s in reading.statements if s.cue and s.cue.of(NEWS) == "said")
    assert (reading.figures[0].span.of(NEWS), reading.figures[0].voice) == ("at least 40", said.id)
    assert [(q.span.of(NEWS), q.voice) for q in reading.open_questions] == [("It was not clear who fired", "outlet")]
    assert said.id == f"r1:s{said.cue.start}-{said.cue.end}" if said.cue else False


def test_the_same_report_gives_the_same_reading_whatever_came_before() -> None:
    reader = BaselineReader()
    alone = reader.read(report(NEWS))
    reader.read(report("Somebody else said that nothing happened."))
    assert reader.read(report(NEWS)) == alone
    assert alone.run == reader.run.id
    assert reader.run.weights is None


def test_another_language_is_not_read_and_said_so() -> None:
    reading = BaselineReader().read(report("La alcaldesa dijo que no.", "es"))
    assert reading.statements == ()
    assert "English" in reading.notes[0]


def test_names_are_runs_of_capitals() -> None:
    text = "On Monday Ilda Rovek met the Harbour Council in Orlan."
    got = {span.of(text): kind for span, kind, _ in names_by_capitals(text, [Span(0, len(text))])}
    assert got == {"Ilda Rovek": "person", "Harbour Council": "organisation", "Orlan": "other"}


@given(
    st.lists(
        st.sampled_from(
            ["Rovek said ", "“Go,” ", "he told reporters", ". ", ", ", "the claim", "\n\n", "😀", " according to ", '"', " 40 men", "עומר "]
        ),
        max_size=14,
    )
)
def test_any_text_gives_a_well_formed_reading(parts: list[str]) -> None:
    text = "".join(parts) + "x"
    reading = read(text)
    assert all(span.of(text).strip() for span in reading.spans())
