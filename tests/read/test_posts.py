"""Embedded posts: found by their form alone."""

from __future__ import annotations

import pytest

from standoff.model import Span
from standoff.read.posts import posts, with_posts
from standoff.read.statements import Draft


def blocks(text: str) -> list[Span]:
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Span(at, at + len(line)))
        at += len(line) + 1
    return found


@pytest.mark.parametrize(
    "text",
    [
        "We will open the port at dawn! — Ana Lund (@analund) March 4, 2017",
        "We will open the port at dawn! -- Ana Lund (@analund)",
        "We will open the port at dawn!\n— Ana Lund (@analund) Mar. 4, 2017",
    ],
)
def test_a_signed_post_is_a_direct_statement(text: str) -> None:
    (post,) = posts(text, blocks(text))
    assert [c.of(text) for c in post.content] == ["We will open the port at dawn!"]
    assert (post.source and post.source.of(text), post.channel and post.channel.of(text), post.kind) == ("Ana Lund", "@analund", "direct")


def test_two_posts_in_one_paragraph_are_two() -> None:
    text = "Open it! — Ana Lund (@analund) March 4, 2017 Never. — Tamas Brill (@tbrill) March 5, 2017"
    assert [[c.of(text) for c in p.content] for p in posts(text, blocks(text))] == [["Open it!"], ["Never."]]


@pytest.mark.parametrize("text", ["The mayor — Ana Lund (left) — smiled.", "Write to Ana Lund (@analund).", "— Ana Lund (@analund)"])
def test_other_dashes_and_handles_are_no_posts(text: str) -> None:
    assert posts(text, blocks(text)) == []


def test_what_was_read_into_the_signature_goes() -> None:
    text = "Open it! — Ana Lund (@analund) March 4, 2017"
    (post,) = posts(text, blocks(text))
    wrong = Draft(None, Span(9, 10), (Span(0, 8),), "indirect", 0.5)
    other = Draft(None, Span(0, 4), (Span(5, 8),), "indirect", 0.5)
    assert with_posts([wrong, other], [post]) == [other, post]
