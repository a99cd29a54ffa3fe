"""Contents are read once more as texts of their own; what is found there stays wholly inside one of them."""

from __future__ import annotations

import pytest

from standoff.model import Span
from standoff.read.attribution import Attribution, attributions
from standoff.read.nested import inner
from standoff.read.network import default_network
from standoff.read.windows import windows

TEXT = "Ana Lund said that Tamas Brill had denied that the valves were open. “The captain told me he had warned the office,” she said."


def read(text: str) -> tuple[list[Attribution], list[Attribution]]:
    network = default_network()
    found = [a for w in windows(text, [Span(0, len(text))]) for a in attributions(network, w, network.words(w))]
    return found, inner(network, text, found)


def test_a_statement_inside_another_is_found() -> None:
    found, nested = read(TEXT)
    assert "denied" in {a.cue.of(TEXT).split()[-1] for a in (*found, *nested)}
    assert all(a.inner for a in nested)
    assert not any(a.inner for a in found)


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("“", '"').replace("”", '"'), f"{TEXT}\n{TEXT}"])
def test_what_is_found_inside_stays_inside_and_takes_no_cue_twice(text: str) -> None:
    found, nested = read(text)
    contents = [c for a in found for c in a.content]
    for a in nested:
        assert any(all(c.covers(s) for s in (a.cue, *a.source, *a.content)) for c in contents)
        assert not any(a.cue.overlaps(b.cue) for b in found)


def test_contents_without_a_cue_are_not_read_again() -> None:
    whole = Attribution((Span(0, 3),), Span(4, 8), (Span(9, 30),), 0.9, 0.9)
    assert inner(default_network(), "Ana said the green boats left early", [whole]) == []


def test_nothing_found_nothing_read() -> None:
    assert inner(default_network(), TEXT, []) == []
