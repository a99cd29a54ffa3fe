"""Leanings: who is a party of a sentence, which words a pair is judged by, and what is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from tests.trees import syntax_of

from standoff.ingest.build import Raw, build
from standoff.model import Mention, Span
from standoff.read.leanings import FAR, LEAST, Stage, leanings, paired, stages
from standoff.read.network import Floats, Network, default_network
from standoff.read.parties import parties
from standoff.read.reader import NetworkReader
from standoff.read.scan import Biases, scan
from standoff.read.windows import windows

TEXT = "Ana Lund accused the miners of Orlan. He left."
ROWS = [
    ("Ana", "PROPN", 1, "compound"),
    ("Lund", "PROPN", 2, "nsubj"),
    ("accused", "VERB", 2, "root"),
    ("the", "DET", 4, "det"),
    ("miners", "NOUN", 2, "obj"),
    ("of", "ADP", 6, "case"),
    ("Orlan", "PROPN", 4, "nmod"),
    (".", "PUNCT", 2, "punct"),
    ("He", "PRON", 9, "nsubj"),
    ("left", "VERB", 9, "root"),
    (".", "PUNCT", 9, "punct"),
]


def mention(words: str, **more: Any) -> Mention:
    start = TEXT.index(words)
    return Mention(words, Span(start, start + len(words)), more.pop("type", "person"), more.pop("form", "name"), **more)


ANA, SURNAME = mention("Ana Lund"), mention("Lund")
MINERS = mention("the miners of Orlan", type="group", form="nominal")
ORLAN = mention("Orlan", type="place")
HE = mention("He", form="pronoun")
EVERY = (SURNAME, ANA, MINERS, ORLAN, HE)


def test_a_word_has_one_party_the_longest_name_that_hangs_on_it() -> None:
    syntax = syntax_of(TEXT, ROWS)
    found = parties(TEXT, (*EVERY, mention("accused", type="other")), syntax)
    assert {TEXT[syntax.starts[w] : syntax.ends[w]]: m for w, m in found.items()} == {
        "Lund": ANA,
        "miners": MINERS,
        "Orlan": ORLAN,
        "He": HE,
    }


def test_pairs_are_those_of_one_sentence_with_the_words_between_before_and_behind() -> None:
    window = windows(TEXT, [Span(0, len(TEXT))])[0]
    words = [TEXT[a:b] for a, b in window.words]
    syntax = syntax_of(TEXT, ROWS)
    sentences = [Span(0, TEXT.index(" He")), Span(TEXT.index("He"), len(TEXT))]
    (stage,) = list(stages(window, sentences, parties(TEXT, EVERY, syntax), syntax))
    assert words[stage.low : stage.high] == words[:8]
    feed = paired([stage], len(words))
    assert len(feed["rows"]) == len(stage.parties) * (len(stage.parties) - 1) == 6
    assert feed["share"].sum(1) == pytest.approx(np.ones(3))
    first = next(r for r in range(6) if (feed["rows"][r], feed["columns"][r]) == (0, 2))
    between, behind, low, before, after, high = feed["cuts"][first].tolist()
    assert words[between:behind] == ["accused", "the", "miners", "of"]
    assert (low, before, words[after:high]) == (0, 0, ["."])
    assert feed["distance"][first] == words.index("Orlan") + FAR
    assert feed["sizes"][first].tolist() == [4.0, 1.0, 1.0]


def test_a_further_sentence_changes_nothing_for_the_pairs_of_the_first() -> None:
    network = default_network()
    window = windows(TEXT, [Span(0, len(TEXT))])[0]
    states = network.words(window)
    syntax = syntax_of(TEXT, ROWS)
    (stage,) = list(stages(window, [Span(0, TEXT.index(" He"))], parties(TEXT, EVERY, syntax), syntax))
    alone = network.leanings(states, paired([stage], len(states)))
    both = network.leanings(states, paired([stage, Stage(8, len(states), stage.parties[:2])], len(states)))
    assert np.allclose(alone, both[: len(alone)], atol=1e-4)


class Scored(Network):
    """The network that ships, which holds the first party of every pair for opposed to the second."""

    def leanings(self, words: Floats, pairs: Mapping[str, Any]) -> Floats:
        rows = np.zeros((len(pairs["rows"]), 3), dtype=np.float32)
        rows[:, 0] = np.where(pairs["rows"] < pairs["columns"], -9.0, 9.0)
        return rows


def test_pairs_that_are_neither_have_no_row() -> None:
    network = Scored()
    scans = [scan(network, TEXT, w, [0], Biases()) for w in windows(TEXT, [Span(0, len(TEXT))])]
    found = leanings(network, TEXT, scans, EVERY, syntax_of(TEXT, ROWS), report="r")
    assert [(x.holder, x.target) for x in found] == [(ANA.id, MINERS.id), (ANA.id, ORLAN.id), (MINERS.id, ORLAN.id)]
    assert all(x.span == next(m.span for m in EVERY if m.id == x.holder) and x.plus >= LEAST for x in found)
    assert len({x.id for x in found}) == len(found)


@pytest.mark.parametrize(
    ("text", "holder", "target", "sign"),
    [
        ("Ana Lund condemned Ivo Brandt and called him a liar.", "Ana Lund", "Ivo Brandt", "minus"),
        (
            "The miners of the town backed Mayor Ana Lund, and said that they would vote for her.",
            "The miners of the town",
            "Ana Lund",
            "plus",
        ),
    ],
)
def test_the_head_that_ships_tells_for_from_against(text: str, holder: str, target: str, sign: str) -> None:
    reading = NetworkReader(default_network()).read(build(Raw("a.txt", text, "utf-8"), None, "Tidings", where="a.txt"))
    quote = {m.id: reading.report.quote(m.span) for m in reading.mentions}
    told = {(quote[x.holder], quote[x.target]): x for x in reading.leanings}
    found = told[holder, target]
    assert getattr(found, sign) > 0.5
    assert getattr(found, sign) > 3 * getattr(found, "plus" if sign == "minus" else "minus")
    back = told.get((target, holder))
    assert back is None or getattr(back, sign) < getattr(found, sign)
