"""Roles: titles, appositions, and since when."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import Mention, Span
from standoff.read.roles import roles


def read(text: str, *names: str) -> list[tuple[str, str]]:
    mentions = [Mention(name, Span(text.index(name), text.index(name) + len(name)), "person", "name") for name in names]
    return [(name, span.of(text)) for name, span in roles(text, [Span(0, len(text))], mentions)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("On Monday President Ana Hale left.", "President"),
        ("The Keshian Foreign Minister Ana Hale left.", "Keshian Foreign Minister"),
        ("Secretary of State Ana Hale left.", "Secretary of State"),
        ("Kesh’s harbour minister, Ana Hale, left.", "Kesh’s harbour minister"),
        ("Mr. Brill’s security adviser Ana Hale left.", "Mr. Brill’s security adviser"),
        ("The defense minister, Ana Hale, left.", "The defense minister"),
        ("It was said by one of the protesters, Ana Hale.", "one of the protesters"),
        ("Ana Hale, 24, a resident of the port, was waiting.", "a resident of the port"),
        ("Ana Hale, who has been in office since 2013, won.", "who has been in office since 2013"),
        ("Ana Hale, who leads the Orvan Daily, wrote it.", "who leads the Orvan Daily"),
        ("Ana Hale, former head of the harbour police, wrote it.", "former head of the harbour police"),
        ("They met Gen. Ana Hale at noon.", "Gen."),
        ("He left with his wife, Ana Hale.", "his wife"),
    ],
)
def test_found(text: str, role: str) -> None:
    assert read(text, "Ana Hale") == [("Ana Hale", role)]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Hale, appeared beside the president, waving.",
        "Mr. Ana Hale left.",
        "In the city, Ana Hale, as planned, spoke.",
        "They saw Ana Hale, and the minister, at noon.",
        "“No,” Ana Hale said.",
    ],
)
def test_none(text: str) -> None:
    assert read(text, "Ana Hale") == []


def test_an_apposition_before_the_next_name_is_that_names() -> None:
    text = "Mr. Brill, his wife, Ana Hale, and their daughter came."
    assert read(text, "Brill", "Ana Hale") == [("Ana Hale", "his wife")]


def test_each_of_two_names() -> None:
    text = "Ana Hale, the defense minister; Tomas Brill, the chief judge of the port; and others."
    assert read(text, "Ana Hale", "Tomas Brill") == [("Ana Hale", "the defense minister"), ("Tomas Brill", "the chief judge of the port")]


@given(
    st.lists(
        st.sampled_from(["the", "president", "Hale", ",", "of", "State", "Secretary", "’s", "who has been", "in", "Mr.", "(", "–", "24,"]),
        min_size=1,
        max_size=20,
    )
)
def test_any_order_of_words(words: list[str]) -> None:
    text = " ".join(words)
    found = [Mention(f"m{i}", Span(i, i + 4), "person", "name") for i in range(len(text)) if text.startswith("Hale", i)]
    for _, span in roles(text, [Span(0, len(text))], found):
        assert span.of(text).strip()
        assert not any(m.span == span for m in found)
