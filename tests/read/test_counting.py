"""What a figure counts, by the tree."""

from __future__ import annotations

import pytest

from standoff.model import Span
from standoff.read.counting import named
from trees import syntax_of

Rows = list[tuple[str, str, int, str]]
CLAUSES = "Police in Orlan said that 40 low-paid dockers left Kesh."
CLAUSE_ROWS: Rows = [
    ("Police", "NOUN", 3, "nsubj"),
    ("in", "ADP", 2, "case"),
    ("Orlan", "PROPN", 0, "nmod"),
    ("said", "VERB", 3, "root"),
    ("that", "SCONJ", 10, "mark"),
    ("40", "NUM", 9, "nummod"),
    ("low", "ADV", 8, "advmod"),
    ("-", "PUNCT", 8, "punct"),
    ("paid", "ADJ", 9, "amod"),
    ("dockers", "NOUN", 10, "nsubj"),
    ("left", "VERB", 3, "ccomp"),
    ("Kesh", "PROPN", 10, "obj"),
    (".", "PUNCT", 3, "punct"),
]


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("text", "figure", "rows", "counts"),
    [
        (CLAUSES, "40", CLAUSE_ROWS, "low-paid dockers"),
        (
            "Dozens of angry dockers left",
            "Dozens",
            [
                ("Dozens", "NOUN", 4, "nsubj"),
                ("of", "ADP", 3, "case"),
                ("angry", "ADJ", 3, "amod"),
                ("dockers", "NOUN", 0, "nmod"),
                ("left", "VERB", 4, "root"),
            ],
            "angry dockers",
        ),
        (
            "It cost a $70 million boat deal",
            "$70 million",
            [
                ("It", "PRON", 1, "nsubj"),
                ("cost", "VERB", 1, "root"),
                ("a", "DET", 7, "det"),
                ("$", "SYM", 7, "compound"),
                ("70", "NUM", 5, "compound"),
                ("million", "NUM", 3, "nummod"),
                ("boat", "NOUN", 7, "compound"),
                ("deal", "NOUN", 1, "obj"),
            ],
            "boat deal",
        ),
        ("It killed 12", "12", [("It", "PRON", 1, "nsubj"), ("killed", "VERB", 1, "root"), ("12", "NUM", 1, "obj")], None),
    ],
)
def test_what_is_counted(text: str, figure: str, rows: Rows, counts: str | None) -> None:
    found = named(text, syntax_of(text, rows), span(text, figure))
    assert (found.of(text) if found else None) == counts
