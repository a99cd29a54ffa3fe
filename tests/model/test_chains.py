"""Chains within a report, and the name that each goes by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.model import Mention, MentionForm, MentionType, Reading, Report, Span, fullest
from standoff.model.report import report_id

TEXT = "Hale spoke. A harbour pilot, Ana Hale, left. ANA HALE left the Port of Kesh Union. She said the union won."


def mention(words: str, form: MentionForm = "name", up: str | None = None, type: MentionType = "person", nth: int = 0) -> Mention:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Mention(f"{words}-{nth}", Span(at, at + len(words)), type, form, up)


def reading(*mentions: Mention) -> Reading:
    return Reading(Report(report_id(None, TEXT), "a.txt", TEXT, ()), "run", mentions=mentions)


def test_a_chain_goes_by_its_fullest_name_wherever_it_stands() -> None:
    full = mention("Ana Hale")
    she = mention("She", "pronoun", "A harbour pilot-0")
    made = reading(mention("Hale", up=full.id), mention("A harbour pilot", "nominal", full.id), full, mention("ANA HALE", up=full.id), she)
    (chain,) = made.chains()
    assert chain.name == full
    assert [m.span.of(TEXT) for m in chain.mentions] == ["Hale", "A harbour pilot", "Ana Hale", "ANA HALE", "She"]
    assert made.best_name(she) == made.name_of(she) == full


def test_the_best_name_does_not_hang_on_where_the_antecedents_end() -> None:
    short = mention("Hale")
    made = reading(short, mention("Ana Hale", up=short.id))
    assert made.name_of(made.mentions[1]) == short
    assert made.best_name(short).span.of(TEXT) == "Ana Hale"


@pytest.mark.parametrize(
    ("mentions", "best"),
    [
        ((mention("She", "pronoun"), mention("A harbour pilot", "nominal")), "A harbour pilot"),
        ((mention("Port of Kesh Union", type="organisation"), mention("the union", "nominal", type="organisation")), "Port of Kesh Union"),
        ((mention("Hale"), mention("A harbour pilot", "nominal")), "Hale"),
        ((mention("the union", "nominal"), mention("A harbour pilot", "nominal")), "A harbour pilot"),
        ((mention("Kesh", type="place"), mention("Hale")), "Hale"),
    ],
)
def test_a_name_before_a_nominal_before_a_pronoun(mentions: tuple[Mention, ...], best: str) -> None:
    assert fullest(TEXT, mentions).span.of(TEXT) == best
    assert fullest(TEXT, reversed(mentions)) == fullest(TEXT, mentions)


def test_an_initial_is_no_word_of_a_name() -> None:
    text = "M. Hale, Ana Hale"
    full, short = Mention("a", Span(9, 17), "person", "name"), Mention("b", Span(0, 7), "person", "name")
    assert fullest(text, [short, full]) == full


def test_a_mention_that_stands_alone_is_a_chain() -> None:
    made = reading(mention("Hale"), mention("the union", "nominal", type="organisation"))
    assert [chain.mentions for chain in made.chains()] == [(m,) for m in made.mentions]


@given(st.lists(st.integers(-1, 11), max_size=12))
def test_every_mention_is_in_one_chain_whatever_the_antecedents(ups: list[int]) -> None:
    mentions = [Mention(f"m{i}", Span(i, i + 1), "other", "nominal", f"m{u}" if 0 <= u < len(ups) else None) for i, u in enumerate(ups)]
    made = reading(*mentions)
    chains = made.chains()
    assert sorted(m.id for c in chains for m in c.mentions) == sorted(m.id for m in mentions)
    assert all(c.name in c.mentions for c in chains)
    whose = {m.id: i for i, c in enumerate(chains) for m in c.mentions}
    assert all(whose[m.id] == whose[m.antecedent] for m in mentions if m.antecedent)
