"""How likely a statement is one: features, the judge, and its place on the card."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import Span
from standoff.read.confidence import FEATURES, OPEN, Judge, features, log_odds
from standoff.read.network import default_network

TEXT = "Lund said the ferry to the island had left. The board frobbed it."


def at(part: str) -> Span:
    start = TEXT.index(part)
    return Span(start, start + len(part))


def seen(cue: str, content: str, source: str | None = "Lund", *, cue_chance: float = 0.9) -> dict[str, float]:
    found = features(TEXT, at(source) if source else None, at(cue), [at(content)], "indirect", (cue_chance, 0.9))
    return dict(zip(FEATURES, found, strict=True))


def test_a_known_cue_brings_its_share_and_an_unknown_one_is_marked() -> None:
    assert seen("said", "the ferry to the island had left")["share"] > 0.5
    assert seen("frobbed", "it")["unknown"] == 1.0 and seen("frobbed", "it")["share"] == 0.0


def test_what_stands_apart_is_told() -> None:
    plain = seen("said", "the ferry to the island had left")
    assert plain["sourceless"] == plain["short"] == 0.0
    assert seen("said", "the ferry", None) | {"share": 0} == plain | {"sourceless": 1.0, "short": 1.0, "share": 0}


@given(st.floats(0, 1))
def test_log_odds_are_bounded_and_odd(chance: float) -> None:
    assert -6.0 <= log_odds(chance) <= 6.0
    assert log_odds(chance) == pytest.approx(-log_odds(1 - chance), abs=1e-6)


@given(st.floats(0.01, 0.98))
def test_a_surer_network_makes_a_likelier_statement(chance: float) -> None:
    judge = Judge.of(default_network().card["settings"])
    less, more = (tuple(seen("said", "the ferry to the island had left", cue_chance=c).values()) for c in (chance, chance + 0.01))
    assert 0 < judge.probability(less) <= judge.probability(more) < 1


def test_the_open_judge_lets_everything_pass() -> None:
    assert OPEN.probability(tuple(seen("frobbed", "it").values())) >= OPEN.floor


def test_a_card_without_the_model_is_refused() -> None:
    with pytest.raises(KeyError, match="confidence"):
        Judge.of({"statement_floor": 0.5})
