"""`standoff show CASE faultlines`: the camps, whose side is disputed, and the ties with source and cue."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from quarrel import calm_path, quarrel_path
from standoff.case import Case
from standoff.cli import main

__all__ = ["calm_path", "quarrel_path"]


def run(path: Path, *args: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, ["show", str(path), "faultlines", *args], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


def test_the_camps_stand_above_the_ties(quarrel_path: Path) -> None:
    out = run(quarrel_path)
    assert "Camp A, 2 actors: Rovek, Brill" in out
    assert "Camp B, 3 actors: Stahl, Mora, Union" in out
    assert "Side disputed: Guard. Its own ties join it to camps A and B." in out
    assert "(d9) Told with A 0.9, with B 0.9." in out
    assert "Only against camps A and B: Pilots" in out
    assert "In no camp: Ines, Lund, Otto" in out
    assert "13 of 16 ties" in out
    assert "18 ties; * does not fit the sides" in out
    for words in ("Rovek (A)", "supports*", "supports*±", "opposes±", "+1 more", "undated", "in its own voice"):
        assert words in out, words


def test_what_is_attributed_comes_with_its_source(quarrel_path: Path) -> None:
    rows = json.loads(run(quarrel_path, "--actor", "Otto", "--json"))["ties"]
    assert [(r["source"]["name"], r["told"], r["passages"][0]["carried"]["passage"]["text"]) for r in rows] == [
        ("Otto", "attributed", "Brill said Otto backs Rovek")
    ]
    assert "Brill said Otto" in run(quarrel_path, "--actor", "Otto")


def test_up_to_a_date(quarrel_path: Path) -> None:
    found = json.loads(run(quarrel_path, "--at", "2031-04-01", "--json"))
    assert found["faultlines"]["at"] == "2031-04-01"
    assert found["faultlines"]["ties"] == len(found["ties"]) < 18
    assert "'soon' is not a date." in run(quarrel_path, "--at", "soon", code=2)


def test_what_matches_nothing_says_so(quarrel_path: Path, calm_path: Path) -> None:
    assert "No tie matches --actor Nobody." in run(quarrel_path, "--actor", "Nobody")
    assert "No tie found between actors of 2 reports." in run(calm_path)


@pytest.mark.parametrize("view", ["ledger", "events", "actors"])
def test_the_date_belongs_to_the_fault_lines(quarrel_path: Path, view: str) -> None:
    result = CliRunner().invoke(main, ["show", str(quarrel_path), view, "--at", "2031"])
    assert result.exit_code == 2
    assert "--at belongs to the fault lines." in result.output


def test_tables_and_notebooks(quarrel_path: Path) -> None:
    with Case.open(quarrel_path) as found:
        view = found.view()
        ties, camps = view.records("ties"), view.records("camps")
        assert len(ties) == len(found.ties()) == 18
        assert {r["passage"] for r in ties if r["source"] == "Otto"} == {"Brill said Otto backs Rovek"}
        assert {r["camp"] for r in camps if r["actor"] in ("Rovek", "Brill")} == {"A"}
        assert {r["actor"]: r["standing"] for r in camps}["Guard"] == "side disputed"
        assert all(None not in (r["report"], r["start"], r["end"]) for r in ties)
        shown: Any = found.ties()._repr_html_()
        assert "18 ties" in shown
        assert "<em>opposes</em>" in shown
        shown = found.camps(at="2031-04")._repr_html_()
        assert "in a camp: A" in shown
