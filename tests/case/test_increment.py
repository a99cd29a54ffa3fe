"""A report that comes to a large case, over invented reports on forty towns of a coast."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ferry import RegexReader
from standoff.case import Case
from standoff.link import increment
from standoff.model import Reading, Report

TOWNS = 42
FIRST = ("Ana", "Berit", "Carl", "Dora", "Egil", "Frida", "Gorm")
LAST = ("Aske", "Brome", "Corvel", "Dunmar", "Estrup", "Falk")
DONE = ("sold", "burned", "flooded", "robbed", "emptied", "bombed", "poisoned")
THINGS = ("lighthouse", "mill", "chapel", "quarry", "brewery", "reservoir")
PLACES = ("North", "South", "East", "West", "Upper", "Lower", "Old")
ABOUT = "Rasmus Vig denied the lighthouse of North Aske had been sold. Ana Aske said the keys were lost.\n"


class Reader(RegexReader):
    """Gives mentions ids that no other report has, as the readers of the package do."""

    def read(self, report: Report) -> Reading:
        found = super().read(report)
        tag = f"{report.id}."
        mentions = tuple(replace(m, id=tag + m.id) for m in found.mentions)
        statements = tuple(replace(s, source_mention=tag + s.source_mention if s.source_mention else None) for s in found.statements)
        return replace(found, mentions=mentions, statements=statements)


def report(n: int) -> str:
    """A report on a town of its own, with people and a quarrel of its own."""
    mayor, town, deed = f"{FIRST[n % 7]} {LAST[n // 7]}", f"{PLACES[n % 7]} {LAST[n // 7]}", DONE[n % 7]
    what = f"the {THINGS[n // 7]} of {town} had been {deed}"
    return f"{mayor} said {what}. Ilda Rovek{n} denied {what}.\n"


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    place = tmp_path / "towns"
    place.mkdir()
    for n in range(TOWNS):
        (place / f"town{n:02d}.txt").write_text(report(n), encoding="utf-8")
    return place


@pytest.fixture
def large(towns: Path, tmp_path: Path) -> Case:
    """The towns, read and compared."""
    case = Case.open(tmp_path / "coast.standoff", create=True)
    case.read([towns], reader=Reader())
    return case


@pytest.fixture
def later(tmp_path: Path) -> Path:
    path = tmp_path / "later.txt"
    path.write_text(ABOUT, encoding="utf-8")
    return path


def extents(case: Case) -> dict[str, int]:
    """How many reports were compared in which way, from the file itself."""
    assert case.path
    with sqlite3.connect(case.path) as db:
        return dict(db.execute("SELECT extent, count(*) FROM compared GROUP BY extent").fetchall())


def account(case: Case) -> dict[str, Any]:
    """Who says what, what is disputed and what several say, by passages, for the ids of claims tell which carriers they have."""
    found = case.to_json()
    disputes = [sorted(((p["side"], p["holder"], e) for p in d["positions"] for e in p["evidence"]), key=str) for d in found["disputes"]]
    claims = [sorted(c["evidence"] for c in claim["carriers"]) for claim in found["claims"]]
    return {"statements": found["statements"], "disputes": sorted(disputes, key=str), "claims": sorted(claims)}


def said_of(found: dict[str, Any], report: str) -> tuple[Any, set[str]]:
    """All statements, and the passages of one report that stand in disputes: words weigh otherwise when all is compared anew."""
    told = [e for d in found["disputes"] for *_, e in d if e[0] == report]
    return found["statements"], {str(e) for e in told}


def test_a_report_that_joins_has_the_disputes_of_a_whole_comparison(large: Case, later: Path) -> None:
    before = account(large)
    large.read([later], reader=Reader())
    assert extents(large) == {"case": TOWNS, "near": 1}
    assert any(note.endswith(": 1 report.") for note in large.notes)
    joined = account(large)
    assert joined != before
    new = large.report("later.txt").report.id
    assert said_of(joined, new)[1]
    large.link(force=True)
    assert said_of(account(large), new) == said_of(joined, new)
    assert extents(large) == {"case": TOWNS + 1}
    assert not any("Compared with" in note for note in large.notes)


def test_what_was_compared_before_stays_as_it_was(large: Case, later: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = large._file.links()
    sizes: list[int] = []
    plain = large._file.readings
    monkeypatch.setattr(large._file, "readings", lambda only=None, **more: sizes.append(len(only or ())) or plain(only, **more))
    large.read([later], reader=Reader())
    assert all(0 < size <= increment.NEIGHBOURS + 1 for size in sizes)  # never all readings
    after = large._file.links()
    assert set(before.sources) < set(after.sources)
    assert {x.report for x in set(after.sources) - set(before.sources)} == {large.report("later.txt").report.id}


def test_all_are_compared_when_a_tenth_has_come(large: Case, tmp_path: Path) -> None:
    place = tmp_path / "more"
    place.mkdir()
    for n in range(4):
        (place / f"more{n}.txt").write_text(ABOUT.replace("the keys", f"the {n + 2} keys"), encoding="utf-8")
        large.read([place], reader=Reader())
        assert extents(large) == {"case": TOWNS, "near": n + 1}
    (place / "last.txt").write_text(ABOUT, encoding="utf-8")
    large.read([place], reader=Reader())
    assert extents(large) == {"case": TOWNS + 5}
    assert not any("Compared with" in note for note in large.notes)


def test_a_small_case_is_always_compared_as_a_whole(towns: Path, later: Path, tmp_path: Path) -> None:
    case = Case.open(tmp_path / "small.standoff", create=True)
    case.read([towns / f"town{n:02d}.txt" for n in range(increment.SMALL - 1)], reader=Reader())
    case.read([later], reader=Reader())
    assert extents(case) == {"case": increment.SMALL}


def test_a_report_read_again_or_under_another_outlet_has_the_whole_case_compared(large: Case, towns: Path, later: Path) -> None:
    large.read([later], reader=Reader())
    large.read([towns / "town03.txt"], again=True, reader=Reader())
    assert extents(large) == {"case": TOWNS + 1}
    large.set("later.txt", "outlet", "Harbour Post")
    large.link()
    assert extents(large) == {"case": TOWNS + 1}


def test_what_a_person_judged_holds_when_a_report_joins(large: Case, later: Path) -> None:
    dispute = next(d for d in large.disputes() if "the lighthouse of North Aske" in d.question)
    large.judge("no-dispute", dispute.id, by="me")
    assert dispute.id not in {d.id for d in large.disputes()}
    large.read([later], reader=Reader())
    assert dispute.id not in {d.id for d in large.disputes()}
    large.link(force=True)
    assert dispute.id not in {d.id for d in large.disputes()}
