"""`standoff show CASE timeline`: each deed once, no type without its status, no head without whose word it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from deeds import deeds_path
from standoff.case import Case
from standoff.cli import main

__all__ = ["deeds_path"]


@pytest.fixture
def run(deeds_path: Path) -> Any:
    """Calls a command and gives what it prints."""

    def call(*args: str, code: int = 0) -> str:
        result = CliRunner().invoke(main, ["show", str(deeds_path), *args], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.output

    return call


def test_a_row_tells_when_what_and_who_tells_it(run: Any) -> None:
    out = " ".join(run("timeline").split())
    assert "7 deeds; each is what reports tell, not what is so" in out
    coerce = " ".join(run("timeline", "--type", "coerce").split())
    for words in ("2031-04", "COERCE,", "happened", "arrested", "P (Mayor", "silent"):
        assert words in coerce, words
    assert "1 deed;" in coerce


def test_filters_and_their_faults(run: Any) -> None:
    assert {r["type"] for r in json.loads(run("timeline", "--json", "--type", "assault"))} == {"ASSAULT"}
    own = json.loads(run("timeline", "--json", "--voice", "own"))
    assert own and all(any(c["told"] == "own voice" for c in r["cells"]) for r in own)
    assert {r["date"] for r in json.loads(run("timeline", "--json", "--since", "2031-03-31", "--until", "2031-03-31"))} == {"2031-03-31"}
    assert json.loads(run("timeline", "--json", "--outlet", "North Wire")) == []
    assert "No deed matches --outlet nobody." in run("timeline", "--outlet", "nobody")
    assert "There is no voice 'maybe'" in run("timeline", "--voice", "maybe", code=2)
    assert "--all belongs to the timeline" in run("events", "--all", code=2)


def test_the_tables_of_deeds(deeds_path: Path) -> None:
    with Case.open(deeds_path) as case:
        rows = case.view().records("timeline")
        cells = case.view().records("timeline_cells")
        assert len(rows) == len(case.timeline()) == 7
        assert [c["deed"] for c in cells if c["told"] == "own voice"] == [r["id"] for r in rows if r["own_voice"]]
        for cell in cells:
            assert (cell["passage"] is None) == (cell["told"] in ("silent", "ends before"))
        assert len(case.timeline(first=True)) <= 7
