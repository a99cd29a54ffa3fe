"""Reading ahead: a reader that allows it reads several reports at a time, and the case is the same."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from ferry import RegexReader
from standoff.case import Case
from standoff.model import Reading, Report


class Together(RegexReader):
    """Reads only when two reports are there to be read at once."""

    workers = 2

    def __init__(self) -> None:
        super().__init__()
        self.met = threading.Barrier(2, timeout=20)

    def read(self, report: Report) -> Reading:
        self.met.wait()
        return super().read(report)


@pytest.fixture
def many(tmp_path: Path) -> list[Path]:
    """Six reports, which is three pairs."""
    found = []
    for n in range(6):
        path = tmp_path / f"report{n}.txt"
        path.write_text(f"Ilda Rovek said pier {n} was open. Tamas Brill said boat {n} was lost.\n", encoding="utf-8")
        found.append(path)
    return found


def test_two_reports_are_read_at_a_time_and_kept_in_their_order(linked: None, many: list[Path]) -> None:
    ahead, alone = Case.open(None), Case.open(None)
    outcome = ahead.read(many, reader=Together())
    alone.read(many, reader=RegexReader())
    assert [ahead.report(id).report.file for id in outcome.read] == [p.name for p in many]
    assert ahead.export() == alone.export()


def test_a_report_that_breaks_a_reader_in_its_thread_is_named_and_the_others_are_kept(linked: None, many: list[Path]) -> None:
    class Brittle(RegexReader):
        workers = 2

        def read(self, report: Report) -> Any:
            if report.file == "report2.txt":
                raise ValueError("odd number")
            return super().read(report)

    outcome = Case.open(None).read(many, reader=Brittle())
    assert len(outcome.read) == 5
    assert [f.name for f in outcome.failures] == ["report2.txt"]
    assert "odd number" in outcome.failures[0].what


def test_a_read_that_is_stopped_keeps_what_came_before(linked: None, many: list[Path], tmp_path: Path) -> None:
    class Stopped(RegexReader):
        workers = 2

        def read(self, report: Report) -> Any:
            if report.file == "report3.txt":
                raise KeyboardInterrupt
            return super().read(report)

    case = Case.open(tmp_path / "half.standoff", create=True)
    with pytest.raises(KeyboardInterrupt):
        case.read(many, reader=Stopped())
    case.close()
    assert sorted(r.file for r in Case.open(tmp_path / "half.standoff").reports()) == ["report0.txt", "report1.txt", "report2.txt"]


def test_the_same_text_twice_is_one_report(linked: None, many: list[Path]) -> None:
    outcome = Case.open(None).read([many[0], many[0], many[1]], reader=Together())
    assert len(outcome.read) == 2
