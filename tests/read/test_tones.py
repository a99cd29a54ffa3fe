"""The tone towards somebody: which words are looked at, and that only what is sure is told, in the outlet's own voice."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from standoff.ingest.build import Raw, build
from standoff.model import OUTLET, Mention, Reading, Span
from standoff.read.network import Floats, Network, default_network
from standoff.read.reader import NetworkReader
from standoff.read.scan import Biases, Scan, scan
from standoff.read.tones import FAR, TONES, around, padded, tones
from standoff.read.windows import windows

TEXT = "Ana Lund cheated the miners. Ivo Brandt was praised by all of Orlan."
SETTINGS = {"tone_temperature": 1.0, "tone_floor": 0.8}


class Scored(Network):
    """The network that ships, with given scores of the tone for each target in turn."""

    rows: list[list[float]]

    def tone(self, words: Floats, around: dict[str, Any]) -> Floats:
        made = np.array([self.rows.pop(0) for _ in around["places"]], dtype=np.float32)
        assert made.shape == (len(around["mask"]), len(TONES))
        return made


def mention(start: int, words: str, **more: Any) -> Mention:
    assert TEXT[start : start + len(words)] == words
    return Mention(f"m{start}", Span(start, start + len(words)), more.pop("type", "person"), more.pop("form", "name"), **more)


def told(rows: list[list[float]], *mentions: Mention, voice: str = OUTLET) -> list[tuple[str, str]]:
    network = Scored()
    network.rows = rows
    scans: list[Scan] = [scan(network, TEXT, w, [0], Biases()) for w in windows(TEXT, [Span(0, len(TEXT))])]
    found = tones(network, scans, mentions, SETTINGS, voice=lambda span: voice)
    assert not network.rows
    assert all(t.confidence >= SETTINGS["tone_floor"] and t.voice == OUTLET for t in found)
    return [(t.mention, t.value) for t in found]


def test_what_is_looked_at_is_the_sentence_of_the_target() -> None:
    window = windows(TEXT, [Span(0, len(TEXT))])[0]
    second = Span(TEXT.index("Ivo"), len(TEXT))
    where = around(window, second, Span(second.start, second.start + len("Ivo Brandt")))
    assert where
    assert [TEXT[a:b] for a, b in window.words[where.places.start : where.places.stop]] == [*TEXT[second.start : -1].split(), "."]
    assert where.end - where.first == len("Ivo Brandt".split())
    feed = padded([where])
    assert feed["target"].sum() == pytest.approx(1.0)
    assert feed["distance"][0].tolist() == [FAR, FAR, *(FAR + k for k in range(1, len(where.places) - 1))]
    assert around(window, second, Span(len(TEXT) + 5, len(TEXT) + 9)) is None


def test_only_what_is_sure_is_told() -> None:
    ana, ivo = mention(0, "Ana Lund"), mention(TEXT.index("Ivo"), "Ivo Brandt")
    assert told([[6.0, 0.0, 0.0], [0.0, 0.0, 6.0]], ana, ivo) == [(ana.id, "negative"), (ivo.id, "positive")]
    assert told([[0.0, 6.0, 0.0], [0.5, 0.0, 0.6]], ana, ivo) == []


def test_targets_are_names_and_pronouns_that_stand_for_names_in_the_outlets_own_voice() -> None:
    ana = mention(0, "Ana Lund")
    bad = [6.0, 0.0, 0.0]
    assert told([], ana, voice="s1") == []
    assert told([], mention(TEXT.index("Orlan"), "Orlan", type="place")) == []
    assert told([], mention(TEXT.index("the miners"), "the miners", type="group", form="nominal")) == []
    assert told([], mention(TEXT.index("all"), "all", form="pronoun")) == []
    linked = mention(TEXT.index("all"), "all", form="pronoun", antecedent=ana.id)
    assert told([bad, bad], ana, linked) == [(ana.id, "negative"), (linked.id, "negative")]


def test_the_head_that_ships_tells_plain_cases_apart() -> None:
    text = (
        "Mayor Ana Lund was convicted of taking bribes and of betraying the voters who had trusted her, the worst scandal of the town.\n\n"
        "Doctor Ivo Brandt was honoured as a hero for saving forty children from the flood, and the town celebrated his courage."
    )
    reading: Reading = NetworkReader(default_network()).read(build(Raw("a.txt", text, "utf-8"), None, "Tidings", where="a.txt"))
    values = {reading.report.quote(t.span): t.value for t in reading.tones}
    assert values.get("Ana Lund") == "negative"
    assert values.get("Ivo Brandt") == "positive"
