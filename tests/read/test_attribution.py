"""Cues, sources and contents of a window, as the network that ships marks them: their form, not their worth."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from standoff.model import Span
from standoff.read.acts import ACTS
from standoff.read.attribution import Attribution, attributions, shares
from standoff.read.network import default_network
from standoff.read.windows import Window, windows

TEXT = (
    "“We go,” said Ana Lund, the mayor. She said Tamas Brill had denied that the valves were open. According to the union, two boats are "
    "missing; the ministry accused the union of lying, and told reporters that a captain said he had warned the office twice."
)


def read(text: str, bias: float = 0.0) -> tuple[Window, list[Attribution]]:
    (window,) = windows(text, [Span(0, len(text))])
    network = default_network()
    words = network.words(window)
    return window, attributions(network, window, words, network.tags(words)["cues"], bias=bias)


@pytest.mark.parametrize("bias", [0.0, 3.0, 20.0])
def test_attributions_are_in_order_and_end_at_words(bias: float) -> None:
    window, found = read(TEXT, bias)
    starts, ends = {a for a, _ in window.words}, {b for _, b in window.words}
    assert found
    assert all(a.cue.end <= b.cue.start for a, b in pairwise(found))
    for a in found:
        assert 0 <= a.cue_score <= 1
        assert 0 <= a.sure <= 1
        for span in (a.cue, *a.source, *a.content):
            assert span.start in starts
            assert span.end in ends
        parts = sorted((*a.source, *a.content))
        assert all(x.end <= y.start for x, y in pairwise(parts))


def test_a_plain_saying_is_marked() -> None:
    _, found = read("“We will go on with the strike,” said Ana Lund.")
    (only,) = found
    assert only.cue.of("“We will go on with the strike,” said Ana Lund.") == "said"
    assert [s.of("“We will go on with the strike,” said Ana Lund.") for s in only.source] == ["Ana Lund"]


def test_a_greater_bias_marks_no_fewer_words_as_cues() -> None:
    sizes = [sum(len(a.cue) for a in read(TEXT, bias)[1]) for bias in (-30.0, 0.0, 3.0, 30.0)]
    assert sizes[0] == 0
    assert sizes == sorted(sizes)
    assert sizes[-1] > sizes[1]


def test_a_text_without_cues_has_no_attributions() -> None:
    assert read("12 3 4", bias=-30.0)[1] == []


def test_every_attribution_has_a_probability_for_each_act() -> None:
    _, found = read(TEXT)
    assert all(len(a.acts) == len(ACTS) and sum(a.acts) == pytest.approx(1.0, abs=1e-4) for a in found)


def test_shares_of_content_and_source() -> None:
    paths = np.array([[1, 2, 0, 3, 4, 4], [0, 0, 0, 0, 0, 3]])
    content, source = shares(paths)[:, 0], shares(paths)[:, 1]
    assert content.tolist() == [pytest.approx([0, 0, 0, 1 / 3, 1 / 3, 1 / 3]), [0, 0, 0, 0, 0, 1]]
    assert source.tolist() == [[0.5, 0.5, 0, 0, 0, 0], [0] * 6]
