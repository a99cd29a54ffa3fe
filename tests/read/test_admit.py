"""The settled cases of the reading guide: which attributions are statements."""

from __future__ import annotations

import pytest

from standoff.model import QuoteKind, Span
from standoff.read.admit import admitted


def admits(
    source: str | None, cue: str, content: str, kind: QuoteKind = "indirect", names: tuple[str, ...] = (), *, judged: bool = False
) -> bool:
    text = f"{source or ''} {cue} {content}."
    start = len(source or "")
    held = Span(start + len(cue) + 2, len(text) - 1)
    assert held.of(text) == content
    places = [Span(text.index(n, held.start), text.index(n, held.start) + len(n)) for n in names]
    return admitted(text, Span(0, start) if source else None, Span(start + 1, start + 1 + len(cue)), [held], kind, places, judged=judged)


@pytest.mark.parametrize(
    "source",
    ["The video", "footage from the pier", "Photos and videos posted online", "a map of the harbour", "Nobody", "No one", "Neither side"],
)
def test_pictures_and_nobody_are_no_sources(source: str) -> None:
    assert not admits(source, "showed", "that the boats had left")
    assert admits("The harbour office", "showed", "that the boats had left")


@pytest.mark.parametrize(
    "source", ["No 10", "No. 10", "a photographer", "the video company’s owner", "the roadmap", "a report", "Noone Lund"]
)
def test_sources_that_only_look_like_that(source: str) -> None:
    assert admits(source, "said", "that the boats had left")


@pytest.mark.parametrize("source", ["Why", "what", "How"])
def test_a_question_word_is_no_source(source: str) -> None:
    assert not admits(source, "insist on", "leaving the boats out there")


def test_without_a_source_only_quoted_words_count() -> None:
    assert not admits(None, "said", "that the boats had left")
    assert admits(None, "said", "“the boats had left”", "direct")


@pytest.mark.parametrize("cue", ["think", "believe", "hope", "don't know"])
def test_the_hedges_of_a_speaker_are_none(cue: str) -> None:
    assert not admits("I", cue, "the boats had left")
    assert not admits("we", cue, "the boats had left")
    assert admits("They", cue, "the boats had left")


def test_another_saying_of_a_speaker_is_one() -> None:
    assert admits("I", "told", "him the boats had left")


@pytest.mark.parametrize("content", ["nothing", "no comment", "no further details", "no evidence of a leak"])
def test_saying_nothing_is_no_statement(content: str) -> None:
    assert not admits("Lund", "gave", content)
    assert admits("Lund", "said", f"“{content}”", "direct")


@pytest.mark.parametrize(
    ("content", "names"),
    [("Brill", ("Brill",)), ("him", ()), ("Mr. Brill", ("Brill",)), ("the Brill government", ("Brill",)), ("it", ()), ("boats", ())],
)
def test_content_that_is_a_mere_name_or_pronoun_is_none(content: str, names: tuple[str, ...]) -> None:
    assert not admits("Lund", "backed", content, names=names)


@pytest.mark.parametrize(
    "content", ["the claim", "any involvement", "the accusations", "new elections", "the army’s role there", "Brill as mayor of the town"]
)
def test_content_beyond_a_name_counts(content: str) -> None:
    assert admits("Lund", "denied", content, names=("Brill",) if "Brill" in content else ())


def test_one_quoted_word_is_content_enough() -> None:
    assert admits("Lund", "called it", "“murder”", "direct")


def test_a_judge_may_let_a_saying_without_a_source_pass() -> None:
    assert not admits(None, "asked", "whether the boats had left")
    assert admits(None, "asked", "whether the boats had left", judged=True)
