"""Roles: titles, appositions, and since when."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import Mention, Span
from standoff.read.roles import roles
from trees import syntax_of


def read(text: str, *names: str) -> list[tuple[str, str]]:
    mentions = [Mention(name, Span(text.index(name), text.index(name) + len(name)), "person", "name") for name in names]
    return [(r.holder, r.span.of(text)) for r in roles(text, [Span(0, len(text))], mentions)]


def since(text: str) -> list[tuple[str, str | None]]:
    found = roles(text, [Span(0, len(text))], [Mention("m", Span(0, 8), "person", "name")])
    return [(r.span.of(text), r.since.of(text) if r.since else None) for r in found]


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
        ("They spoke of King Ana Hale.", "King"),
        ("A U.S.-based journalist, Ana Hale, left.", "A U.S.-based journalist"),
        ("It was seen by U.S.-based journalist Ana Hale.", "U.S.-based journalist"),
        ("From the port, the head of the Harbour Coalition, Ana Hale, spoke.", "the head of the Harbour Coalition"),
        ("It came from the Keshian president, Ana Hale, at noon.", "the Keshian president"),
        ("Ana Hale, author of “The Quay”, spoke.", "author"),
        ("Ana Hale, a former judge who was last seen in May, spoke.", "a former judge"),
        ("Ana Hale is the mayor of the port.", "the mayor of the port"),
        ("Ana Hale, Mr. Brill’s security adviser, spoke.", "Mr. Brill’s security adviser"),
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
        "They mourned the death of a judge, Ana Hale said.",
        "Ana Hale, who has been accused of it, left.",
        "Ana Hale was the man to bet on.",
        "Ana Hale, who became ill last year, left.",
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
    held = roles(text, [Span(0, len(text))], found, report="r")
    assert len({r.id for r in held}) == len(held)
    for r in held:
        assert r.span.of(text).strip()
        assert not any(m.span == r.span for m in found)
        assert r.since is None or (r.since.of(text).strip() and r.span.start < r.since.start)


def test_a_title_inside_the_marked_name() -> None:
    assert read("They spoke of Crown Prince Olaf at noon.", "Prince Olaf") == [("Prince Olaf", "Crown Prince")]
    for title in ("Security Advisor", "Keshian Secretary of State"):
        assert read(f"They met {title} Ana Hale at noon.", f"{title} Ana Hale") == [(f"{title} Ana Hale", title)]


def test_a_list_of_names_holds_no_roles() -> None:
    text = "Ana Hale, President Tomas Brill and others came."
    assert read(text, "Ana Hale", "Tomas Brill") == [("Tomas Brill", "President")]


@pytest.mark.parametrize(
    ("text", "role", "when"),
    [
        ("Ana Hale, the president since 2013, left.", "the president since 2013", "2013"),
        ("Ana Hale, who has led the party since March 3, 2013, left.", "who has led the party since March 3", "March 3, 2013"),
        ("Ana Hale, who took office in March 2013, won.", "who took office in March 2013", "March 2013"),
        ("Ana Hale, the harbour minister since the 1999 coup, left.", "the harbour minister since the 1999 coup", "the 1999 coup"),
        ("Ana Hale, who became president last year, left.", "who became president last year", "last year"),
        ("Ana Hale (president since early 2001) left.", "president since early 2001", "early 2001"),
        ("Ana Hale, a judge, said since May it was quiet.", "a judge", None),
    ],
)
def test_since_when(text: str, role: str, when: str | None) -> None:
    assert since(text) == [(role, when)]


SENATOR = "Ana Hale, R-Kesh, chairman of the port council, left"
SENATOR_ROWS = [
    ("Ana", "PROPN", 13, "nsubj"),
    ("Hale", "PROPN", 0, "flat"),
    (",", "PUNCT", 3, "punct"),
    ("R", "PROPN", 0, "appos"),
    ("-", "PUNCT", 5, "punct"),
    ("Kesh", "PROPN", 3, "nmod"),
    (",", "PUNCT", 7, "punct"),
    ("chairman", "NOUN", 0, "appos"),
    ("of", "ADP", 11, "case"),
    ("the", "DET", 11, "det"),
    ("port", "NOUN", 11, "compound"),
    ("council", "NOUN", 7, "nmod"),
    (",", "PUNCT", 7, "punct"),
    ("left", "VERB", 13, "root"),
]


@pytest.mark.parametrize(("tag", "found"), [("NN", ["chairman of the port council"]), ("NNS", [])])
def test_the_syntax_finds_an_apposition_behind_another(tag: str, found: list[str]) -> None:
    hale = Mention("hale", Span(0, 8), "person", "name")
    assert roles(SENATOR, [Span(0, len(SENATOR))], [hale]) == ()
    held = roles(SENATOR, [Span(0, len(SENATOR))], [hale], syntax=syntax_of(SENATOR, SENATOR_ROWS, {"chairman": tag}))
    assert [r.span.of(SENATOR) for r in held] == found


@pytest.mark.parametrize(("before", "tag", "found"), [("still", "RB", ["the mayor of the port"]), ("not", "RB", []), ("would", "MD", [])])
def test_what_somebody_is_said_to_be_unless_denied_or_only_possible(before: str, tag: str, found: list[str]) -> None:
    text = f"Ana Hale {before} is the mayor of the port"
    rows = [
        ("Ana", "PROPN", 5, "nsubj"),
        ("Hale", "PROPN", 0, "flat"),
        (before, "ADV", 5, "advmod"),
        ("is", "AUX", 5, "cop"),
        ("the", "DET", 5, "det"),
        ("mayor", "NOUN", 5, "root"),
        ("of", "ADP", 8, "case"),
        ("the", "DET", 8, "det"),
        ("port", "NOUN", 5, "nmod"),
    ]
    held = roles(text, [Span(0, len(text))], [Mention("hale", Span(0, 8), "person", "name")], syntax=syntax_of(text, rows, {before: tag}))
    assert [r.span.of(text) for r in held] == found
