"""Channel and addressee from the sentence of the statement. `[cue]`, `{content}`, `<source>` are marked in each line."""

from __future__ import annotations

import re

import pytest

from standoff.model import Span
from standoff.read.clauses import Clauses
from standoff.read.details import addressee_of, channel_of, platform_of
from trees import syntax_of

CHANNELS = [
    ("<Rovek> [said] on Twitter that {the ferry sank}.", "Twitter"),
    ("<Rovek> [said] in a tweet that {the ferry sank}.", "a tweet"),
    ("<Rovek> [tweeted] that {the ferry sank}.", "tweeted"),
    ('{"We are safe,"} <Rovek> [told] Coast Business Network.', "Coast Business Network"),
    ("Speaking in a televised address on Friday, <Rovek> [said] {the ferry sank}.", "a televised address"),
    ('{"We are safe,"} <the union> [said] in a statement.', "a statement"),
    ("<Rovek> [told] Reuters {the ferry sank}.", "Reuters"),
    ("<Rovek> [denied] {any part in it} on state television.", "state television"),
    ('{"We are safe,"} <Rovek> [said] in an interview with the Harbour Post.', "the Harbour Post"),
    ('{"We are safe,"} <Rovek> [said] on the “Morning Hour.”', None),
    ("<Rovek> [said] {the letter on Twitter was forged}.", None),
    ("<Rovek> [said] {the ferry sank} on Monday.", None),
]
ADDRESSEES = [
    ("<Rovek> [told] reporters {the ferry sank}.", "reporters"),
    ("<Rovek> [urged] the islanders {to stay at home}.", "the islanders"),
    ("<Rovek> [called] on {the army to stand down}.", "the army"),
    ("<Rovek> [asked] him {to resign}.", "him"),
    ("<Rovek> [warned] the ministry {that ships would be seized}.", "the ministry"),
    ('{"We are safe,"} <Rovek> [told] Coast Business Network.', None),
    ("<Rovek> [warned] {the sea could rise}.", None),
    ("<Rovek> [said] {he spoke to reporters}.", None),
]


@pytest.mark.parametrize(("marked", "channel"), CHANNELS)
def test_channel(marked: str, channel: str | None) -> None:
    text, spans = _parts(marked)
    found = channel_of(text, Span(0, len(text)), spans["["], spans["<"], (spans["{"],))
    assert (found.of(text) if found else None) == channel


@pytest.mark.parametrize(("marked", "addressee"), ADDRESSEES)
def test_addressee(marked: str, addressee: str | None) -> None:
    text, spans = _parts(marked)
    channel = channel_of(text, Span(0, len(text)), spans["["], spans["<"], (spans["{"],))
    found = addressee_of(text, Span(0, len(text)), spans["["], spans["<"], (spans["{"],), channel)
    assert (found.of(text) if found else None) == addressee


def test_words_name_their_platform() -> None:
    assert platform_of("in a Telegram post") is None  # a telegram is also paper
    assert platform_of("his Facebook page") == "Facebook"
    assert platform_of("tweeted") == "Twitter"


def test_no_cue_no_addressee() -> None:
    assert addressee_of("Go.", Span(0, 3), None, None, (Span(0, 3),)) is None


Rows = list[tuple[str, str, int, str]]
HEARERS: list[tuple[str, Rows, str | None]] = [
    (
        "{It sank,} <Rovek> [said] to the press.",
        [
            ("It", "PRON", 1, "nsubj"),
            ("sank", "VERB", 4, "ccomp"),
            (",", "PUNCT", 1, "punct"),
            ("Rovek", "PROPN", 4, "nsubj"),
            ("said", "VERB", 4, "root"),
            ("to", "ADP", 7, "case"),
            ("the", "DET", 7, "det"),
            ("press", "NOUN", 4, "obl"),
        ],
        "the press",
    ),
    (
        "[Asked] {if it sank}, Rovek laughed.",
        [
            ("Asked", "VERB", 6, "advcl"),
            ("if", "SCONJ", 3, "mark"),
            ("it", "PRON", 3, "nsubj"),
            ("sank", "VERB", 0, "ccomp"),
            (",", "PUNCT", 0, "punct"),
            ("Rovek", "PROPN", 6, "nsubj"),
            ("laughed", "VERB", 6, "root"),
        ],
        "Rovek",
    ),
    (
        "The crew was [told] by <Rovek> {to go}.",
        [
            ("The", "DET", 1, "det"),
            ("crew", "NOUN", 3, "nsubj:pass"),
            ("was", "AUX", 3, "aux:pass"),
            ("told", "VERB", 3, "root"),
            ("by", "ADP", 5, "case"),
            ("Rovek", "PROPN", 3, "obl:agent"),
            ("to", "PART", 7, "mark"),
            ("go", "VERB", 3, "xcomp"),
        ],
        "The crew",
    ),
    (
        "Speaking to nurses, <Rovek> [warned] {it may sink}.",
        [
            ("Speaking", "VERB", 5, "advcl"),
            ("to", "ADP", 2, "case"),
            ("nurses", "NOUN", 0, "obl"),
            (",", "PUNCT", 0, "punct"),
            ("Rovek", "PROPN", 5, "nsubj"),
            ("warned", "VERB", 5, "root"),
            ("it", "PRON", 8, "nsubj"),
            ("may", "AUX", 8, "aux"),
            ("sink", "VERB", 5, "ccomp"),
        ],
        "nurses",
    ),
    (
        "<Rovek> [said] in a letter to Hale {it may sink}.",
        [
            ("Rovek", "PROPN", 1, "nsubj"),
            ("said", "VERB", 1, "root"),
            ("in", "ADP", 4, "case"),
            ("a", "DET", 4, "det"),
            ("letter", "NOUN", 1, "obl"),
            ("to", "ADP", 6, "case"),
            ("Hale", "PROPN", 4, "nmod"),
            ("it", "PRON", 9, "nsubj"),
            ("may", "AUX", 9, "aux"),
            ("sink", "VERB", 1, "ccomp"),
        ],
        "Hale",
    ),
    (
        "<Rovek>, who [told] {lies to the crew}, left.",
        [
            ("Rovek", "PROPN", 9, "nsubj"),
            (",", "PUNCT", 3, "punct"),
            ("who", "PRON", 3, "nsubj"),
            ("told", "VERB", 0, "acl:relcl"),
            ("lies", "NOUN", 3, "obj"),
            ("to", "ADP", 7, "case"),
            ("the", "DET", 7, "det"),
            ("crew", "NOUN", 3, "obl"),
            (",", "PUNCT", 3, "punct"),
            ("left", "VERB", 9, "root"),
        ],
        None,
    ),
]


@pytest.mark.parametrize(("marked", "rows", "addressee"), HEARERS)
def test_addressee_by_the_tree(marked: str, rows: Rows, addressee: str | None) -> None:
    text, spans = _parts(marked)
    clauses = Clauses(text, syntax_of(text, rows))
    found = addressee_of(text, Span(0, len(text)), spans["["], spans.get("<"), (spans["{"],), clauses=clauses)
    assert (found.of(text) if found else None) == addressee


def test_a_medium_of_another_clause_is_no_channel() -> None:
    text, spans = _parts("The ferry that sank, as shown in a video, was old, <Rovek> [said], {and unsafe}.")
    rows: Rows = [
        ("The", "DET", 1, "det"),
        ("ferry", "NOUN", 13, "nsubj"),
        ("that", "PRON", 3, "nsubj"),
        ("sank", "VERB", 1, "acl:relcl"),
        (",", "PUNCT", 6, "punct"),
        ("as", "SCONJ", 6, "mark"),
        ("shown", "VERB", 3, "advcl"),
        ("in", "ADP", 9, "case"),
        ("a", "DET", 9, "det"),
        ("video", "NOUN", 6, "obl"),
        (",", "PUNCT", 6, "punct"),
        ("was", "AUX", 12, "cop"),
        ("old", "ADJ", 15, "ccomp"),
        (",", "PUNCT", 15, "punct"),
        ("Rovek", "PROPN", 15, "nsubj"),
        ("said", "VERB", 15, "root"),
    ]
    clauses = Clauses(text, syntax_of(text, rows))
    sentence, cue, source, content = Span(0, len(text)), spans["["], spans["<"], (spans["{"],)
    bare = channel_of(text, sentence, cue, source, content)
    assert bare is not None
    assert bare.of(text) == "a video"
    assert channel_of(text, sentence, cue, source, content, clauses) is None


def test_a_name_in_capitals_is_taken_whole() -> None:
    text, spans = _parts("<Rovek> [told] HARBOUR {the ferry sank}.")
    found = channel_of(text, Span(0, len(text)), spans["["], spans["<"], (spans["{"],))
    assert found is not None
    assert found.of(text) == "HARBOUR"


def _parts(marked: str) -> tuple[str, dict[str, Span]]:
    def at(place: int) -> int:
        return place - len(re.findall(r"[][{}<>]", marked[:place]))

    pairs = {"[": "]", "{": "}", "<": ">"}
    return re.sub(r"[][{}<>]", "", marked), {a: Span(at(marked.index(a)), at(marked.index(b))) for a, b in pairs.items() if a in marked}
