"""Mentions and chains from the scores of a network that is made up here."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import Span
from standoff.read.coreference import FORMS, KINDS, Marked, chains, mentions
from standoff.read.decode import Floats
from standoff.read.network import Network
from standoff.read.windows import windows


class Scores:
    """A network that answers with given scores."""

    def __init__(self, links: Floats, borders: Floats) -> None:
        self.links, self.borders = links, borders

    def antecedents(self, words: Floats, heads: list[int]) -> Floats:
        return self.links[heads][:, [*heads, self.links.shape[1] - 1]]

    def extents(self, words: Floats, heads: list[int]) -> Floats:
        return self.borders[heads]


def of(*parts: Floats) -> Network:
    return cast(Network, Scores(*parts))


@given(st.integers(0, 2**32 - 1))
def test_any_scores_give_spans_around_their_heads_and_antecedents_before_them(seed: int) -> None:
    text = "The mayor of Arn Valley, Ada Brook, said she would not resign."
    (window,) = windows(text, [Span(0, len(text))])
    n, rng = len(window.words), np.random.default_rng(seed)
    draw: Any = lambda *shape: rng.normal(size=shape, scale=3).astype(np.float32)  # noqa: E731
    found = mentions(of(draw(n, n + 1), draw(n, n, 2)), window, draw(n, 384), draw(n, 1 + len(FORMS) + len(KINDS)))
    for i, m in enumerate(found):
        assert m.span.covers(m.head) and m.head.start in {a for a, _ in window.words}
        assert m.antecedent is None or m.antecedent < i
        assert 0.0 <= m.sure <= 1.0
    together = [m for c in chains(text, [found]) for m in c]
    assert sorted(together, key=lambda m: m.head) == found


def marked(text: str, words: str, form: str, antecedent: int | None = None, kind: str = "person", after: int = 0) -> Marked:
    start = text.index(words, after)
    head = Span(start + words.rfind(" ") + 1, start + len(words))
    return Marked(Span(start, start + len(words)), head, cast(Any, form), kind, 1.0, antecedent, 1.0)


def test_chains_of_two_windows_are_joined_by_name_and_namesakes_are_not() -> None:
    text = "Ada Brook came. She spoke. Mr. Brook left. Later Brook slept. Tom Brook woke. Ada Brook did not."
    second = text.index("Later")
    one = [marked(text, "Ada Brook", "name"), marked(text, "She", "pronoun", 0)]
    two = [marked(text, "Tom Brook", "name"), marked(text, "Ada Brook", "name", after=second)]
    found = [[text[m.span.start : m.span.end] for m in c] for c in chains(text, [one, two])]
    assert found == [["Ada Brook", "She", "Ada Brook"], ["Tom Brook"]]


def test_a_title_is_no_first_name() -> None:
    text = "Ada Brook came. Then President Brook spoke."
    found = chains(text, [[marked(text, "Ada Brook", "name")], [marked(text, "President Brook", "name")]])
    assert [len(c) for c in found] == [2]
