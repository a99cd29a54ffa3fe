"""Open questions: clause and marker, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import OUTLET, Span
from standoff.read.unknowns import open_questions


def read(text: str) -> list[tuple[str, str]]:
    return [(q.span.of(text), q.marker.of(text)) for q in open_questions(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "span", "marker"),
    [
        (
            "It was not immediately clear where the ferry went.",
            "It was not immediately clear where the ferry went",
            "not immediately clear",
        ),
        ("The crew was saved, but it is unclear who opened the valves.", "it is unclear who opened the valves", "unclear"),
        ("Rovek said the cause was still unknown.", "the cause was still unknown", "unknown"),
        (
            "The footage could not be independently verified.",
            "The footage could not be independently verified",
            "could not be independently verified",
        ),
        (
            "The Post could not immediately confirm the report.",
            "The Post could not immediately confirm the report",
            "could not immediately confirm",
        ),
        ("No one knows how many were aboard.", "No one knows how many were aboard", "No one knows"),
        ("The captain's whereabouts are unknown.", "The captain's whereabouts are unknown", "unknown"),
        ("The name of the owner has yet to be confirmed.", "The name of the owner has yet to be confirmed", "yet to be confirmed"),
        ("It was not possible to verify the list.", "It was not possible to verify the list", "not possible to verify"),
        ("Questions remain about the valves.", "Questions remain about the valves", "Questions remain"),
        ("The truth may never be known.", "The truth may never be known", "may never be known"),
        (
            "The union had not reached a final conclusion.",
            "The union had not reached a final conclusion",
            "had not reached a final conclusion",
        ),
        ("He did not say how many sailors were missing.", "He did not say how many sailors were missing", "did not say"),
        ("It was unclear who fired, or whether anyone was hurt.", "It was unclear who fired, or whether anyone was hurt", "unclear"),
        ("The ferry left at dawn, it was not clear why, Mr. Brill said.", "it was not clear why", "not clear"),
    ],
)
def test_found(text: str, span: str, marker: str) -> None:
    (found,) = read(text)
    assert found[0] == span
    assert marker in found[1]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry reportedly sank.",
        "She did not elaborate.",
        "He made it clear that the port is closed.",
        "She is known for her patience.",
        "The committee has not decided on a date.",
        "I don't know what she was thinking.",
        "He was not certain of himself.",
        "The decks were not completely cleared.",
        "An unknown sailor waved.",
        "If the union does not say who paid, it will be fined.",
    ],
)
def test_none(text: str) -> None:
    assert read(text) == []


def test_id_and_voice() -> None:
    text = "It is unclear who paid."
    (question,) = open_questions(text, [Span(0, len(text))], voice=lambda _: "s1", report="r")
    assert (question.id, question.voice) == (f"r:q{question.span.start}-{question.span.end}", "s1")
    assert open_questions(text, [Span(0, len(text))])[0].voice == OUTLET


@given(
    st.lists(
        st.sampled_from(
            ["it was not clear", " unclear", ", but ", "who paid", "😀", " Mr. B.", "\r\n", "could not be verified", '"', " said "]
        ),
        max_size=12,
    )
)
def test_the_marker_lies_in_the_span_and_the_span_in_the_sentence(parts: list[str]) -> None:
    text = "".join(parts) or "x"
    for question in open_questions(text, [Span(0, len(text))]):
        assert question.span.covers(question.marker)
        assert question.span.of(text)
