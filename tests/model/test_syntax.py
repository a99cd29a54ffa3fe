"""The syntax of a reading: what can be asked of it, and what it refuses."""

from __future__ import annotations

from array import array

import pytest

from standoff.model import Span, Syntax
from trees import syntax_of

TEXT = "The old U.S. envoy, Ana Lund, did not meet the miners of Orlan."
# word, part of speech, parent, relation
ROWS = [
    ("The", "DET", 6, "det"),
    ("old", "ADJ", 6, "amod"),
    ("U", "PROPN", 6, "compound"),
    (".", "PUNCT", 2, "part"),
    ("S", "X", 2, "part"),
    (".", "PUNCT", 2, "part"),
    ("envoy", "NOUN", 13, "nsubj"),
    (",", "PUNCT", 8, "punct"),
    ("Ana", "PROPN", 6, "appos"),
    ("Lund", "PROPN", 8, "flat"),
    (",", "PUNCT", 8, "punct"),
    ("did", "AUX", 13, "aux"),
    ("not", "PART", 13, "advmod"),
    ("meet", "VERB", 13, "root"),
    ("the", "DET", 15, "det"),
    ("miners", "NOUN", 13, "obj"),
    ("of", "ADP", 17, "case"),
    ("Orlan", "PROPN", 15, "nmod"),
    (".", "PUNCT", 13, "punct"),
]


@pytest.fixture
def syntax() -> Syntax:
    return syntax_of(TEXT, ROWS)


def test_a_word_is_found_by_its_offset(syntax: Syntax) -> None:
    envoy = TEXT.index("envoy")
    assert syntax.at(envoy) == syntax.at(envoy + 4) == 6
    assert syntax.at(envoy - 1) is None
    assert syntax.at(len(TEXT)) is None
    assert (syntax.tag(6), syntax.penn(6), syntax.relation(6)) == ("NOUN", "OTHER", "nsubj")


def test_a_token_is_whole(syntax: Syntax) -> None:
    assert syntax.token(2).of(TEXT) == "U.S."
    assert syntax.token(6).of(TEXT) == "envoy"


def test_children_of_the_root_do_not_hold_the_root(syntax: Syntax) -> None:
    assert syntax.children(13) == [6, 11, 12, 15, 18]
    assert syntax.children(17) == [16]


@pytest.mark.parametrize(
    ("phrase", "head"),
    [("The old U.S. envoy", "envoy"), ("envoy, Ana Lund,", "envoy"), (", Ana Lund", "Ana"), ("the miners of Orlan", "miners"), (", ", ",")],
)
def test_the_head_of_a_phrase(syntax: Syntax, phrase: str, head: str) -> None:
    start = TEXT.index(phrase)
    found = syntax.head(Span(start, start + len(phrase)))
    assert found is not None
    assert syntax.span(found).of(TEXT) == head


def test_an_empty_stretch_has_no_head(syntax: Syntax) -> None:
    start = TEXT.index(" envoy")
    assert syntax.head(Span(start, start + 1)) is None


def test_a_phrase_leaves_out_appositions_and_what_is_said_of_it(syntax: Syntax) -> None:
    assert syntax.phrase(6).of(TEXT) == "The old U.S. envoy"
    assert syntax.phrase(15).of(TEXT) == "the miners"
    assert syntax.phrase(8).of(TEXT) == "Ana Lund"


def test_a_circle_ends(syntax: Syntax) -> None:
    round_ = Syntax(array("I", [0, 2]), array("I", [1, 3]), b"\0\0", b"\0\0", array("I", [1, 0]), b"\0\0")
    assert sorted(round_.below(0)) == [0, 1]


def test_columns_must_fit() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        Syntax(array("I", [0]), array("I", [1, 2]), b"\0", b"\0", array("I", [0]), b"\0")
    with pytest.raises(ValueError, match="no word"):
        Syntax(array("I", [0]), array("I", [1]), b"\0", b"\0", array("I", [1]), b"\0")
