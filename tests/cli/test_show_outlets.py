"""`standoff show CASE outlets` and `compare`: n beside every share, no content without source and cue, the same as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from standoff.cli import main
from told import CALM, linked, told_file

OWN = "The bakery by the north gate kept its shutters down, as it had on every market day since the spring of last year.\n"
TEXTS = {
    "harbour.txt": ("Harbour Post", "Guards attacked the union office.\nRovek said the water was black and cold that night.\n" + CALM),
    "coast.txt": (
        "Coast Daily",
        "The ministry denied guards attacked the union.\nBrill said the water was black and cold that night.\n" + OWN,
    ),
    "north.txt": ("North Wire", "People marched in the rain.\n"),
}


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A case of three outlets, read by rule."""
    monkeypatch.setattr("standoff.link.link", lambda readings, judgements=(), **more: linked(readings))
    return told_file(tmp_path, TEXTS)


@pytest.fixture
def run(path: Path) -> Any:
    """Calls a command and gives what it prints."""

    def call(*args: str, code: int = 0) -> str:
        result = CliRunner().invoke(main, ["show", str(path), *args], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.output

    return call


def test_outlets_are_told_in_numbers_and_passages(run: Any) -> None:
    out = " ".join(run("outlets").split())
    for words in ("Harbour", "1 event and 0 claims are told by two or more outlets", "left out", "Whose words fill the reports"):
        assert words in out, words
    found = json.loads(run("outlets", "--json"))
    assert [row["outlet"] for row in found["outlets"]] == ["Coast Daily", "Harbour Post", "North Wire"]
    assert found["shared_events"] == 1


def test_two_reports_stand_side_by_side(run: Any) -> None:
    out = " ".join(run("compare", "H", "C").split())
    assert "Harbour Post (H) beside Coast Daily (C): 1 against each other, 1 the same, 0 on the same matter." in out
    assert "as happened against denied" in out
    for row in json.loads(run("compare", "H", "C", "--json"))["rows"]:
        for carried in (*row["left"], *row["right"]):
            assert "attacked the union." not in carried["passage"]["text"] or "denied" in carried["passage"]["text"]


def test_what_cannot_be_compared_is_said(run: Any) -> None:
    assert "the same to the letter" in run("compare", "H", "H")
    assert "wants two reports" in run("compare", "H", code=2)
    assert "takes one id at most" in run("claim", "a", "b", code=2)
    assert "wants an id" in run("compare", code=2)
    assert "takes no id" in run("outlets", "H", code=2)
    run("compare", "H", "nowhere", code=2)
