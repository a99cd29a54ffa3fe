"""Which words are the cue, and how sure the network must be of it."""

from __future__ import annotations

import pytest

from standoff.model import Span
from standoff.read.cue import head_starts, only_meant, whole


def at(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


@pytest.mark.parametrize(
    ("text", "cue", "content", "wanted"),
    [
        ("The palace strongly denied any part in it.", "strongly", "any part in it", "strongly denied"),
        ("The palace denied any part in it.", "denied", "any part in it", "denied"),
        ("The palace strongly, as ever.", "strongly", "as ever", "strongly"),
    ],
)
def test_a_cue_takes_the_verb_that_follows_it(text: str, cue: str, content: str, wanted: str) -> None:
    assert whole(text, at(text, cue), [at(text, content)], at(text, "The palace")).of(text) == wanted


def test_the_heads_of_a_cue_are_its_known_words_and_its_last() -> None:
    text = "Lund declined to comment on it"
    assert {text[s:].split()[0] for s in head_starts(text, at(text, "declined to comment"))} >= {"comment"}


def test_to_mean_to_do_something_is_not_to_say_it() -> None:
    text = "Lund plans to close the port"
    assert only_meant(text, at(text, "plans"), [at(text, "to close the port")], "indirect")


def test_a_saying_is_no_mere_intent() -> None:
    text = "Lund promised to close the port"
    assert not only_meant(text, at(text, "promised"), [at(text, "to close the port")], "indirect")
