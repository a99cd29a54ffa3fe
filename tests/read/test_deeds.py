"""Deeds from scores: what the network marks, and that nothing comes from another sentence."""

from __future__ import annotations

import numpy as np

from standoff.model import Span
from standoff.read.deeds import FACTUALITY, deeds, triggers
from standoff.read.inventory import DEED_PARTS, DEED_STATUS, DEED_TYPES
from standoff.read.network import Floats
from standoff.read.windows import Window, windows

TEXT = "Ana Lund met the miners. Guards shot at boats."
WORDS = ["Ana", "Lund", "met", "the", "miners", ".", "Guards", "shot", "at", "boats", "."]
CUTS = [0, 6, 11]


def scored(marks: dict[int, int]) -> tuple[Window, Floats]:
    window = windows(TEXT, [Span(0, len(TEXT))])[0]
    assert [TEXT[a:b] for a, b in window.words] == WORDS
    scores = np.zeros((len(WORDS), FACTUALITY + 1), dtype=np.float32)
    scores[:, 0] = 3.0
    for word, label in marks.items():
        scores[word, label] = 6.0
    scores[2, 3 + DEED_TYPES.index("CONSULT")] = 4.0
    scores[7, 3 + DEED_TYPES.index("ASSAULT")] = 4.0
    scores[7, 3 + len(DEED_TYPES) + DEED_STATUS.index("denied")] = 4.0
    scores[7, FACTUALITY] = -2.5
    return window, scores


def parts_of(rows: list[dict[int, str]]) -> Floats:
    parts = np.zeros((len(rows), len(WORDS), len(DEED_PARTS)), dtype=np.float32)
    parts[..., 0] = 5.0
    for row, told in enumerate(rows):
        for word, part in told.items():
            parts[row, word, DEED_PARTS.index(part)] = 9.0
    return parts


def test_triggers_take_type_and_status_from_their_first_word() -> None:
    window, scores = scored({2: 1, 7: 1, 8: 2})
    found = triggers(window, scores)
    assert found == [(2, 3), (7, 9)]
    made = deeds(window, found, scores, parts_of([{}, {}]), CUTS)
    assert [(d.trigger.of(TEXT), d.type, d.status) for d in made] == [("met", "CONSULT", "happened"), ("shot at", "ASSAULT", "denied")]
    assert made[1].factuality == -2.5
    assert all(0.5 < d.chance < 1 for d in made)


def test_an_inside_without_a_begin_is_no_trigger() -> None:
    window, scores = scored({7: 2})
    assert triggers(window, scores) == []


def test_a_bias_finds_more() -> None:
    window, scores = scored({})
    assert triggers(window, scores) == []
    assert len(triggers(window, scores, bias=4.0)) > 0


def test_parts_come_from_the_sentence_of_the_trigger_only() -> None:
    window, scores = scored({2: 1, 7: 1})
    told = parts_of([{1: "agent", 4: "recipient", 6: "agent"}, {6: "agent", 9: "recipient", 4: "place"}])
    first, second = deeds(window, triggers(window, scores), scores, told, CUTS)
    assert [(p, w.of(TEXT)) for p, w, _ in first.parts] == [("agent", "Lund"), ("recipient", "miners")]
    assert [(p, w.of(TEXT)) for p, w, _ in second.parts] == [("agent", "Guards"), ("recipient", "boats")]


def test_a_trigger_is_no_part_of_its_own_deed_and_nothing_learned_beside_is_shown() -> None:
    window, scores = scored({2: 1})
    told = parts_of([{2: "agent", 4: "patient"}])
    (deed,) = deeds(window, triggers(window, scores), scores, told, CUTS)
    assert "Ana" not in [w.of(TEXT) for _, w, _ in deed.parts]
    assert {p for p, _, _ in deed.parts} <= {"agent", "recipient", "place", "time"}
    assert "met" not in [w.of(TEXT) for _, w, _ in deed.parts]


def test_no_trigger_no_deed() -> None:
    window, scores = scored({})
    assert deeds(window, [], scores, np.zeros((0, len(WORDS), 0), dtype=np.float32), CUTS) == []
