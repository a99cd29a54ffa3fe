"""Cases of every kind, one after the other, for what must hold of all: with all kinds of rows, hostile, of one report, empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from deeds import deeds, deeds_path
from hostile import hostile_case
from quarrel import quarrel_path
from standoff.case import Case

__all__ = ["any_case", "deeds", "deeds_path", "quarrel_path"]


@pytest.fixture(params=["ferry", "deeds", "quarrel", "hostile", "empty", "one report"])
def any_case(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Cases of all kinds of rows, and with none."""
    match request.param:
        case "ferry":
            found: Case = request.getfixturevalue("case")
            found.judge("same", "Jon Ash", "Ilda Rovek", by="ada")
        case "deeds":
            found = request.getfixturevalue("deeds")
        case "quarrel":
            found = Case.open(request.getfixturevalue("quarrel_path"))
        case "hostile":
            found = Case.open(hostile_case(tmp_path, monkeypatch))
        case "empty":
            found = Case.open(None)
        case _:
            found = Case.open(None)
            found.read(request.getfixturevalue("paths")[:1], reader=request.getfixturevalue("reader"))
    return found
