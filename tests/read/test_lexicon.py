"""Lemmas, the cue table, and where a cue's head is found."""

from __future__ import annotations

import pytest

from standoff.model import Span, StandoffError
from standoff.read.lexicon import american, cue_lexicon, heads_in, lemma, parse_cues

VERBS = """
accused accuse|admitted admit|agreed agree|announcing announce|argued argue|assuring assure|attributed attribute|believes believe
blamed blame|called call|cancelled cancel|citing cite|claimed claim|compelled compel|completing complete|conceded concede
concurred concur|created create|criticizing criticize|debated debate|declaring declare|denied deny|denies deny|denying deny
dies die|discussed discuss|disputed dispute|echoes echo|emphasized emphasize|escaped escape|exploding explode|found find
focused focus|foresaw foresee|guaranteed guarantee|held hold|hoped hope|hopping hop|implored implore|interfering interfere
knew know|leaked leak|lied lie|lying lie|mentioned mention|needed need|noted note|occurred occur|offered offer|pledged pledge
proceed proceed|quoted quote|reasoned reason|refusing refuse|repeated repeat|revealed reveal|ruled rule|said say|settled settle
signalled signal|snapped snap|stating state|struggled struggle|succeeds succeed|suggests suggest|sworn swear|taught teach
thought think|told tell|tweeting tweet|underscored underscore|used use|visited visit|vowing vow|warned warn|welcomed welcome
wrote write
"""
NOUNS = (
    "accusations accusation|analyses analysis|boss boss|claims claim|criteria criterion|denials denial|news news"
    "|speeches speech|threats threat|replies reply"
)


@pytest.mark.parametrize("row", VERBS.replace("\n", "|").strip("|").split("|"))
def test_verb_lemma(row: str) -> None:
    form, base = row.split()
    assert lemma(form) == base
    assert lemma(form.upper()) == base
    assert lemma(base) in (base, lemma(form))


@pytest.mark.parametrize("row", NOUNS.split("|"))
def test_noun_lemma(row: str) -> None:
    form, base = row.split()
    assert lemma(form, "noun") == base


def test_table_holds_400_cues_each_once_most_frequent_first() -> None:
    rows = list(cue_lexicon().values())
    assert len(rows) == 400
    assert [r.count for r in rows] == sorted((r.count for r in rows), reverse=True)
    assert all(0 <= r.share <= 1 for r in rows)
    assert {r.act for r in rows} == set("assert deny accuse threaten demand promise endorse condemn predict opine ask".split())


def test_verbs_of_the_table_are_their_own_lemmas() -> None:
    assert [e.lemma for e in cue_lexicon().values() if e.pos == "verb" and lemma(e.lemma) != e.lemma] == []


def test_malformed_row_names_its_line() -> None:
    with pytest.raises(StandoffError, match="Line 3"):
        parse_cues("lemma\tpos\tact\tcount\tshare\tnotes\nsay\tverb\tassert\t1\t0.5\t\nshout\tverb\tsing\t1\t0.5\t\n")


def test_british_spelling_finds_the_row() -> None:
    assert american("criticise") == "criticize"
    assert american("promise") == "promise"


@pytest.mark.parametrize(
    ("text", "name", "pos"),
    [
        ("the mayor called for calm", "call for", "phrase"),
        ("she made it very clear that", "make it clear", "phrase"),
        ("They claim that it sank", "claim", "verb"),
        ("dismissed the claim", "dismiss", "verb"),
        ("He criticised the port", "criticize", "verb"),
        ("according to the union", "according to", "phrase"),
    ],
)
def test_first_head(text: str, name: str, pos: str) -> None:
    head = heads_in(text, Span(0, len(text)))[0]
    assert (head.entry.lemma, head.entry.pos) == (name, pos)


def test_article_makes_a_noun_and_heads_lie_in_the_cue() -> None:
    text = "He repeated the claim."
    heads = heads_in(text, Span(12, 21))
    assert [(h.entry.pos, h.span.of(text)) for h in heads] == [("noun", "claim")]
