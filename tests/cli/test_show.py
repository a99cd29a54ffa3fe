"""The views that compare reports, in the terminal: claims, one claim, one dispute, open questions, notes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from standoff.case import Case
from standoff.model import Carrier, Claim, Dispute, Judgement, Links, Position, Reading


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_claims_with_who_carries_them(run: Any, case: Case, case_path: Path) -> None:
    out = flat(run("show", case_path, "claims").stdout)
    assert "(2 reports, 2 origins; c1)" in out
    assert "denies" in out and "says" in out
    assert "denied there had been any orders" in out  # with its cue
    assert "1 claim. " in out
    assert "standoff judge" in out
    (row,) = json.loads(run("show", case_path, "claims", "--json").stdout)
    assert [c["denies"] for c in row["carriers"]].count(True) == 1
    assert all(c["carried"]["chain"] for c in row["carriers"])
    whole = flat(run("show", case_path, "claim", "c1").stdout)
    assert "first (0.50)" in whole
    assert json.loads(run("show", case_path, "claim", "c1", "--json").stdout) == row


def test_one_dispute_with_its_reason(run: Any, case: Case, case_path: Path) -> None:
    out = flat(run("show", case_path, "dispute", "d1").stdout)
    assert "Why (first): a denial and a statement" in out
    assert "Were there orders?" in out
    assert json.loads(run("show", case_path, "dispute", "d1", "--json").stdout)["family"] == "first"


@pytest.mark.parametrize("args", [("dispute",), ("claim",), ("claims", "c1"), ("dispute", "d0"), ("claim", "c0")])
def test_a_view_of_one_wants_an_id_that_is_there(run: Any, case: Case, case_path: Path, args: tuple[str, ...]) -> None:
    result = run("show", case_path, *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


@pytest.fixture
def crowded(case: Case, case_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The case with a dispute of six holders on one side, and a claim of six carriers."""

    def linking(readings: Sequence[Reading], judgements: Sequence[Judgement] = (), **more: object) -> Links:
        rows = [(r, s, r.report.evidence(s.content[0])) for r in readings for s in r.statements]
        sides = [Position(None, f"Outlet {n}", "", "A", (e,)) for n, (_, _, e) in enumerate(rows[:6])]
        other = Position(None, "Rival", "", "B", (rows[6][2],))
        carriers = tuple(Carrier(e, s.id, False, 0.9, "alike") for _, s, e in rows[:6])
        return Links(
            claims=(Claim("c77", rows[2][2], carriers),), disputes=(Dispute("d77", "figure", "f", "How many?", (*sides, other), 0.8, "r."),)
        )

    monkeypatch.setattr("standoff.link.link", linking)
    case.link(force=True)
    return case_path


def test_a_side_shows_four_holders_and_says_where_the_rest_is(run: Any, crowded: Path) -> None:
    out = run("show", crowded, "disputes").stdout
    assert [n for n in range(6) if f"Outlet {n}" in flat(out)] == [0, 1, 2, 3]
    assert f"and 2 more on side A: standoff show {crowded} dispute d77" in out
    whole = flat(run("show", crowded, "dispute", "d77").stdout)
    assert all(f"Outlet {n}" in whole for n in range(6))
    (row,) = json.loads(run("show", crowded, "disputes", "--json").stdout)
    assert len(row["sides"][0]["positions"]) == 6  # JSON has them all


def test_a_claim_shows_four_carriers_and_says_where_the_rest_is(run: Any, crowded: Path) -> None:
    assert f"and 2 more: standoff show {crowded} claim c77" in run("show", crowded, "claims").stdout
    assert "more" not in run("show", crowded, "claim", "c77").stdout


def test_addresses_are_printed_as_judge_takes_them_and_codes_are_explained(run: Any, case: Case, case_path: Path) -> None:
    for view in ("ledger", "disputes", "claims", "unknowns"):
        out = flat(run("show", case_path, view).stdout)
        assert "H:" in out
        assert "H = Harbour Post" in out


def test_notes_stand_under_every_view(run: Any, paths: list[Path], case_path: Path) -> None:
    run("read", paths[0], "-o", case_path)
    for view in ("ledger", "claims", "disputes", "unknowns", "actors"):
        assert "Note: One report: there is nothing to compare it with." in run("show", case_path, view).stdout
        json.loads(run("show", case_path, view, "--json").stdout)


def test_an_open_question_with_what_other_reports_say(run: Any, case_path: Path, tmp_path: Path) -> None:
    texts = {
        "one.txt": "It is not clear where the missing crew of the tanker went. Ana said no to it all.\n",
        "two.txt": "Bo said the missing crew of the tanker went ashore at Selm. The sea was calm that day.\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    table = tmp_path / "meta.csv"
    table.write_text("file,outlet,published\none.txt,Post,2031-04-01\ntwo.txt,Wire,2031-04-02\n", encoding="utf-8")
    run("read", tmp_path / "one.txt", tmp_path / "two.txt", "-o", case_path, "--meta", table)
    out = flat(run("show", case_path, "unknowns").stdout)
    assert "1 open question, 1 that other reports say something to. " in out
    assert "later" in out
    assert "Bo said the missing crew of the tanker" in out
    (row,) = json.loads(run("show", case_path, "unknowns", "--json").stdout)
    (answer,) = row["answers"]
    assert (answer["when"], answer["published"]) == ("later", "2031-04-02")
    assert answer["shared"] == ["missing", "crew", "tanker"]
    assert answer["carried"]["chain"][0]["written"] == "Bo"
