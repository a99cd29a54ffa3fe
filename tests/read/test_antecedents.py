"""Rules and network together: who a pronoun stands for."""

from __future__ import annotations

from standoff.model import Mention, Span
from standoff.read.antecedents import AGAINST, ALONE, EVEN, Hint, hints, settled, weigh
from standoff.read.coreference import Marked

TEXT = "Ana Lund met Tamas Brill. He left."
LUND, BRILL = Mention("a", Span(0, 8), "person", "name"), Mention("b", Span(13, 24), "person", "name")
NAMES = [LUND, BRILL]
BY_ID = {m.id: m for m in NAMES}
HE = Span(26, 28)


def pronoun(antecedent: str | None, confidence: float = 0.6) -> Mention:
    return Mention("p", HE, "person", "pronoun", antecedent, confidence, "a rule")


def marked(span: Span, form: str, antecedent: int | None, sure: float) -> Marked:
    return Marked(span, span, form, "person", 0.9, antecedent, sure)  # type: ignore[arg-type]


def test_hints_follow_the_chain_to_its_name_and_lose_certainty_on_the_way() -> None:
    window = [marked(Span(18, 24), "name", None, 0.9), marked(HE, "pronoun", 0, 0.8), marked(Span(29, 33), "pronoun", 1, 0.5)]
    found = hints([window])
    assert found == {HE: Hint(Span(18, 24), 0.8), Span(29, 33): Hint(Span(18, 24), 0.4)}


def test_a_chain_without_a_name_gives_no_hint() -> None:
    assert hints([[marked(HE, "pronoun", None, 0.9)]]) == {}


def test_agreement_makes_surer() -> None:
    both = weigh(pronoun("b", 0.6), TEXT, Hint(Span(19, 24), 0.7), NAMES, BY_ID)
    assert both.antecedent == "b"
    assert 0.6 < both.confidence < 1


def test_where_the_rules_abstain_the_network_must_be_sure() -> None:
    assert weigh(pronoun(None), TEXT, Hint(Span(19, 24), ALONE), NAMES, BY_ID).antecedent == "b"
    assert weigh(pronoun(None), TEXT, Hint(Span(19, 24), ALONE - 0.01), NAMES, BY_ID).antecedent is None


def test_against_the_rules_the_network_must_be_surer() -> None:
    assert weigh(pronoun("a"), TEXT, Hint(Span(19, 24), AGAINST), NAMES, BY_ID).antecedent == "b"
    kept = weigh(pronoun("a", 0.6), TEXT, Hint(Span(19, 24), AGAINST - 0.01), NAMES, BY_ID)
    assert kept.antecedent == "a"
    assert kept.confidence < 0.6


def test_no_hint_changes_nothing() -> None:
    assert weigh(pronoun("a"), TEXT, None, NAMES, BY_ID) == pronoun("a")
    assert weigh(pronoun("a"), TEXT, Hint(Span(9, 12), 0.9), NAMES, BY_ID) == pronoun("a")


def test_it_is_never_a_person_whatever_the_network_says() -> None:
    text = TEXT.replace("He left", "It left")
    assert weigh(pronoun(None), text, Hint(Span(19, 24), 0.99), NAMES, BY_ID).antecedent is None


def test_an_antecedent_that_is_likelier_wrong_is_left_open_and_says_why() -> None:
    unsure = settled(pronoun("a", EVEN - 0.01))
    assert unsure.antecedent is None
    assert "a rule" in unsure.reason
    assert settled(pronoun("a", EVEN)).antecedent == "a"
