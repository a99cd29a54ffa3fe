"""`standoff show CASE events`: no type without its status and whose word it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner

from deeds import deeds_path
from standoff.cli import main
from standoff.model import EventStatus, PloverType

__all__ = ["deeds_path"]


@pytest.fixture
def run(deeds_path: Path) -> Any:
    """Calls a command and gives what it prints."""

    def call(*args: str, code: int = 0) -> str:
        result = CliRunner().invoke(main, ["show", str(deeds_path), *args], catch_exceptions=False)
        assert result.exit_code == code, result.output
        return result.output

    return call


def test_a_row_tells_when_in_which_words_and_as_whose(run: Any) -> None:
    out = run("events")
    assert "7 events, 3 dated; each is what its voice tells, not what is so" in " ".join(out.split())
    rows = " ".join(run("events", "--type", "coerce").split())
    for words in ("~2031-04", "COERCE,", "happened", "Mayor Ilda", "arrested", "Jon Ash", "Turkey", "guards"):
        assert words in rows, words
    (row,) = json.loads(run("events", "--type", "coerce", "--json"))
    assert [(p["written"], p["actors"]) for p in row["recipients"]] == [("Jon Ash", [])]  # behind a private person nobody is inferred
    assert "~" not in run("events", "--type", "assault", "--voice", "outlet").partition("Guards")[0]
    denied = " ".join(run("events", "--status", "denied").split())
    assert "denied" in denied and "The ministry" in denied and "1 event, 0 dated" in denied
    assert "No event matches --voice nobody." in run("events", "--voice", "nobody")


def test_every_printed_type_has_its_status_beside_it(run: Any) -> None:
    words = run("events").replace("\n", " ").split()
    types = [n for n, word in enumerate(words) if word.strip(",") in get_args(PloverType)]
    assert len(types) == 7
    statuses = get_args(EventStatus)
    assert sum(word in statuses for word in words) >= len(types)


def test_as_json_with_voice_and_status(run: Any) -> None:
    rows = json.loads(run("events", "--json", "--actor", "Ilda Rovek"))
    assert [(r["type"], r["status"], r["voice"], r["trigger"]["quote"]) for r in rows] == [("ASSAULT", "denied", "The ministry", "shot")]
    assert {r["date"] for r in json.loads(run("events", "--json", "--since", "2031-04"))} == {"2031-04"}


@pytest.mark.parametrize(
    "args",
    [
        ("events", "--act", "deny"),
        ("events", "--outlet", "X"),
        ("ledger", "--status", "denied"),
        ("claims", "--since", "2031"),
        ("claims", "--actor", "X"),
    ],
)
def test_a_filter_of_another_view_is_refused(run: Any, args: tuple[str, ...]) -> None:
    assert "belong" in run(*args, code=2)


def test_a_type_that_there_is_not_is_refused_with_those_there_are(run: Any) -> None:
    assert "ASSAULT" in run("events", "--type", "WAR", code=2)
