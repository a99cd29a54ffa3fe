"""Transcripts by form: who opens a turn, and what only looks so."""

from __future__ import annotations

import pytest

from standoff.ingest.furniture import find
from standoff.ingest.paragraphs import paragraphs
from standoff.ingest.speakers import speakers


def labels(*lines: str) -> list[tuple[str, bool]]:
    text = "\n\n".join(lines)
    return [(s.name.of(text), s.narrates) for s in speakers(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (
            ["ANA LUND, HOST: Good evening, Mayor.", "MAYOR ILDA ROVEK: Good evening to you all.", "LUND: What happened on Thursday?"],
            ["ANA LUND", "MAYOR ILDA ROVEK", "LUND"],
        ),
        (["Q: Did you see the fog?", "A: I saw nothing else."], ["Q", "A"]),
        (["Q. Did you see the fog?", "A. I saw nothing else."], ["Q", "A"]),
        (
            ["[00:12] Speaker 1: Who was at the wheel?", "[00:15] Speaker 2: I do not know that.", "[00:19] Speaker 1: You must know it."],
            ["Speaker 1", "Speaker 2", "Speaker 1"],
        ),
        (
            [
                "**Ilda Rovek:** We will open the port.",
                "**Tamas Brill:** You will not open it.",
                "**Ilda Rovek:** Wait and see, my friend.",
            ],
            ["Ilda Rovek", "Tamas Brill", "Ilda Rovek"],
        ),
        (
            [
                "ROVEK (through interpreter): We will open it.",
                "QUESTION: When will that be?",
                "ROVEK: At dawn, we hope.",
                "UNIDENTIFIED MAN: She lies, as she always did.",
            ],
            ["ROVEK", "QUESTION", "ROVEK", "UNIDENTIFIED MAN"],
        ),
    ],
)
def test_turns(lines: list[str], names: list[str]) -> None:
    assert [name for name, _ in labels(*lines)] == names


def test_hosts_speak_for_the_outlet_in_all_their_turns() -> None:
    found = labels(
        "ANA LUND, HOST: Good evening, Mayor.", "ILDA ROVEK: Good evening to you all.", "LUND: Thank you.", "ROVEK: I thank you for that."
    )
    assert [narrates for _, narrates in found] == [True, False, True, False]


@pytest.mark.parametrize(
    "lines",
    [
        ["WATCH: The mayor speaks after the collision", "RELATED: The ferry firm denies a leak", "WATCH: The port at dawn from the air"],
        ["Town: Orlan", "Dead: 12", "Town: Selm", "Dead: 3"],
        ["The mayor added: “We will open it.”", "Rovek denied it.", "The mayor added: “At dawn.”"],
        ["Update: The port is open again.", "Correction: The name of the mayor was wrong.", "Update: The port is closed again."],
        ["PORT ILMA: Two ferries collided on Thursday in the fog, the guard said.", "Nobody was hurt, it said."],
        ["Ilda Rovek: The port will open.", "The ferry company said nothing at all."],
    ],
)
def test_other_lines_with_colons_are_no_turns(lines: list[str]) -> None:
    assert labels(*lines) == []


def test_a_speaker_is_no_dateline() -> None:
    said = "We have told them again and again that the boats should stay in the harbour when there is fog."
    text = f"Ferry inquiry\n\nPORT ILMA: {said}\n\nILDA ROVEK: {said}\n\nTAMAS BRILL: {said}\n\nILDA ROVEK: {said}"
    dated = [f.span.of(text) for f in find(text, paragraphs(text)).furniture if f.kind == "dateline"]
    assert not any("ROVEK" in d or "BRILL" in d for d in dated)
