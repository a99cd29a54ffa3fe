"""Channel and addressee from the sentence of the statement. `[cue]`, `{content}`, `<source>` are marked in each line."""

from __future__ import annotations

import re

import pytest

from standoff.model import Span
from standoff.read.details import addressee_of, channel_of, platform_of

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
    ('{"We are safe,"} <Rovek> [said] to journalists.', "journalists"),
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


def _parts(marked: str) -> tuple[str, dict[str, Span]]:
    def at(place: int) -> int:
        return place - len(re.findall(r"[][{}<>]", marked[:place]))

    pairs = {"[": "]", "{": "}", "<": ">"}
    return re.sub(r"[][{}<>]", "", marked), {a: Span(at(marked.index(a)), at(marked.index(b))) for a, b in pairs.items()}
