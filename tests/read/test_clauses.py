"""What the tree of a sentence tells of a word in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from standoff.model import XPOS, Span
from standoff.read.clauses import Clauses
from trees import syntax_of

Rows = list[tuple[str, str, int, str]]


def clauses(text: str, rows: Rows) -> Clauses:
    return Clauses(text, syntax_of(text, rows))


def at(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


UNSAID: list[tuple[str, Rows]] = [
    (
        "Lund has not said",
        [("Lund", "PROPN", 3, "nsubj"), ("has", "AUX", 3, "aux"), ("not", "PART", 3, "advmod"), ("said", "VERB", 3, "root")],
    ),
    (
        "Lund hasn’t said",
        [
            ("Lund", "PROPN", 4, "nsubj"),
            ("hasn", "AUX", 4, "aux"),
            ("’", "PUNCT", 1, "part"),
            ("t", "PUNCT", 1, "part"),
            ("said", "VERB", 4, "root"),
        ],
    ),
    ("Lund will say", [("Lund", "PROPN", 2, "nsubj"), ("will", "AUX", 2, "aux"), ("say", "VERB", 2, "root")]),
    (
        "Lund declined to say",
        [("Lund", "PROPN", 1, "nsubj"), ("declined", "VERB", 1, "root"), ("to", "PART", 3, "mark"), ("say", "VERB", 1, "xcomp")],
    ),
    (
        "Lund has yet to say",
        [
            ("Lund", "PROPN", 1, "nsubj"),
            ("has", "VERB", 1, "root"),
            ("yet", "ADV", 1, "advmod"),
            ("to", "PART", 4, "mark"),
            ("say", "VERB", 1, "xcomp"),
        ],
    ),
    (
        "Lund is expected to say",
        [
            ("Lund", "PROPN", 2, "nsubj:pass"),
            ("is", "AUX", 2, "aux:pass"),
            ("expected", "VERB", 2, "root"),
            ("to", "PART", 4, "mark"),
            ("say", "VERB", 2, "xcomp"),
        ],
    ),
    (
        "Lund did not want to say",
        [
            ("Lund", "PROPN", 3, "nsubj"),
            ("did", "AUX", 3, "aux"),
            ("not", "PART", 3, "advmod"),
            ("want", "VERB", 3, "root"),
            ("to", "PART", 5, "mark"),
            ("say", "VERB", 3, "xcomp"),
        ],
    ),
    (
        "Lund did not confirm or deny",
        [
            ("Lund", "PROPN", 3, "nsubj"),
            ("did", "AUX", 3, "aux"),
            ("not", "PART", 3, "advmod"),
            ("confirm", "VERB", 3, "root"),
            ("or", "CCONJ", 5, "cc"),
            ("deny", "VERB", 3, "conj"),
        ],
    ),
    (
        "Lund no longer says",
        [("Lund", "PROPN", 3, "nsubj"), ("no", "ADV", 2, "advmod"), ("longer", "ADV", 3, "advmod"), ("says", "VERB", 3, "root")],
    ),
    ("without saying", [("without", "SCONJ", 1, "mark"), ("saying", "VERB", 1, "root")]),
]
SAID: list[tuple[str, Rows]] = [
    ("George Will notes", [("George", "PROPN", 2, "nsubj"), ("Will", "PROPN", 0, "flat"), ("notes", "VERB", 2, "root")]),
    (
        "Lund not only said",
        [("Lund", "PROPN", 3, "nsubj"), ("not", "PART", 3, "advmod"), ("only", "ADV", 3, "advmod"), ("said", "VERB", 3, "root")],
    ),
    (
        "He is not, Lund said",
        [
            ("He", "PRON", 1, "nsubj"),
            ("is", "AUX", 5, "ccomp"),
            ("not", "PART", 5, "advmod"),
            (",", "PUNCT", 5, "punct"),
            ("Lund", "PROPN", 5, "nsubj"),
            ("said", "VERB", 5, "root"),
        ],
    ),
    (
        "Lund did not fail to say",
        [
            ("Lund", "PROPN", 3, "nsubj"),
            ("did", "AUX", 3, "aux"),
            ("not", "PART", 3, "advmod"),
            ("fail", "VERB", 3, "root"),
            ("to", "PART", 5, "mark"),
            ("say", "VERB", 3, "xcomp"),
        ],
    ),
    (
        "Lund went on to say",
        [
            ("Lund", "PROPN", 1, "nsubj"),
            ("went", "VERB", 1, "root"),
            ("on", "ADP", 1, "compound:prt"),
            ("to", "PART", 4, "mark"),
            ("say", "VERB", 1, "xcomp"),
        ],
    ),
    (
        "a plan that says",
        [("a", "DET", 1, "det"), ("plan", "NOUN", 1, "root"), ("that", "PRON", 3, "nsubj"), ("says", "VERB", 1, "acl:relcl")],
    ),
]


@pytest.mark.parametrize(("text", "rows"), UNSAID)
def test_a_saying_is_denied_or_lies_ahead(text: str, rows: Rows) -> None:
    assert clauses(text, rows).unsaid(len(rows) - 1)


@pytest.mark.parametrize(("text", "rows"), SAID)
def test_a_saying_is_said(text: str, rows: Rows) -> None:
    assert not clauses(text, rows).unsaid(len(rows) - 1)


def test_a_verb_of_another_form_does_not_share_what_denies_the_first() -> None:
    text = "Lund did not come but said"
    rows: Rows = [
        ("Lund", "PROPN", 3, "nsubj"),
        ("did", "AUX", 3, "aux"),
        ("not", "PART", 3, "advmod"),
        ("come", "VERB", 3, "root"),
        ("but", "CCONJ", 5, "cc"),
        ("said", "VERB", 3, "conj"),
    ]
    tree = syntax_of(text, rows)
    assert Clauses(text, tree).unsaid(5)
    forms = bytes(XPOS.index(x) for x in ("NNP", "VBD", "RB", "VB", "CC", "VBD"))
    assert not Clauses(text, replace(tree, xpos=forms)).unsaid(5)


def test_a_ring_in_the_tree_ends() -> None:
    rows: Rows = [("to", "PART", 2, "mark"), ("to", "PART", 1, "mark"), ("say", "VERB", 3, "xcomp"), ("try", "VERB", 2, "xcomp")]
    assert not clauses("to to say try", rows).unsaid(2)


def test_the_heads_that_a_phrase_joins() -> None:
    text = "Hale and her cook, a man of tea and cake"
    rows: Rows = [
        ("Hale", "PROPN", 0, "root"),
        ("and", "CCONJ", 3, "cc"),
        ("her", "PRON", 3, "nmod:poss"),
        ("cook", "NOUN", 0, "conj"),
        (",", "PUNCT", 6, "punct"),
        ("a", "DET", 6, "det"),
        ("man", "NOUN", 3, "appos"),
        ("of", "ADP", 8, "case"),
        ("tea", "NOUN", 6, "nmod"),
        ("and", "CCONJ", 10, "cc"),
        ("cake", "NOUN", 8, "conj"),
    ]
    tree = clauses(text, rows)
    assert tree.members(at(text, text)) == [0, 3]
    assert tree.members(at(text, "her cook, a man of tea and cake")) == [3]


ASKED: Rows = [
    ("Asked", "VERB", 5, "advcl"),
    ("about", "ADP", 2, "case"),
    ("it", "PRON", 0, "obl"),
    (",", "PUNCT", 0, "punct"),
    ("Lund", "PROPN", 5, "nsubj"),
    ("laughed", "VERB", 5, "root"),
]


def test_a_participle_leads_to_its_main_clause() -> None:
    tree = clauses("Asked about it, Lund laughed", ASKED)
    assert tree.reduced(0)
    assert not tree.reduced(5)  # it is the main clause
    with_subject: Rows = [*ASKED[:2], ("it", "PRON", 0, "nsubj"), *ASKED[3:]]
    assert not clauses("Asked about it, Lund laughed", with_subject).reduced(0)


def test_what_hangs_from_the_predicate_of_a_cue() -> None:
    text = "Speaking on air, Lund said the man lied on Sunday"
    rows: Rows = [
        ("Speaking", "VERB", 5, "advcl"),
        ("on", "ADP", 2, "case"),
        ("air", "NOUN", 0, "obl"),
        (",", "PUNCT", 0, "punct"),
        ("Lund", "PROPN", 5, "nsubj"),
        ("said", "VERB", 5, "root"),
        ("the", "DET", 7, "det"),
        ("man", "NOUN", 8, "nsubj"),
        ("lied", "VERB", 5, "ccomp"),
        ("on", "ADP", 10, "case"),
        ("Sunday", "PROPN", 8, "obl"),
    ]
    tree = clauses(text, rows)
    assert tree.attached(at(text, "said"), at(text, "air"))
    assert not tree.attached(at(text, "said"), at(text, "Sunday"))
    assert not tree.attached(at(text, "lied"), at(text, "air"))


def test_a_participle_hangs_with_the_noun_that_it_tells_more_of() -> None:
    text = "They sent letters saying no"
    rows: Rows = [
        ("They", "PRON", 1, "nsubj"),
        ("sent", "VERB", 1, "root"),
        ("letters", "NOUN", 1, "obj"),
        ("saying", "VERB", 2, "acl"),
        ("no", "INTJ", 3, "obj"),
    ]
    assert clauses(text, rows).attached(at(text, "saying"), at(text, "letters"))
