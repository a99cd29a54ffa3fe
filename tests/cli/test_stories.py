from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from standoff.case import Case
from tales import FIRE, STRIKE


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name, texts in (("strike", STRIKE), ("fire", FIRE)):
        for n, text in enumerate(texts):
            (folder / f"{name}{n}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_table_of_stories_with_a_quotation_of_each(run: Any, mixed: Path) -> None:
    result = run("stories", mixed, "--outlet", "Harbour Post")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "2 stories of several reports" in result.stdout
    assert "“" in result.stdout and "(Harbour Post)" in " ".join(result.stdout.split())
    assert "next:" not in result.stdout  # nothing is kept
    assert "changed" not in result.stdout


def test_json_has_all_that_the_table_has_and_why(run: Any, mixed: Path) -> None:
    told = json.loads(run("stories", mixed, "--json").stdout)
    assert told["reports"] == 6
    assert {len(s["reports"]) for s in told["stories"]} == {3}
    assert all(r["reason"] and 0 < r["likeness"] <= 1 for s in told["stories"] for r in s["reports"])
    assert [c["new"] for c in told["changes"]] == [True, True]


def test_a_pile_is_kept_and_says_what_changed(run: Any, mixed: Path, tmp_path: Path) -> None:
    pile = tmp_path / "a.stories"
    late = mixed / "strike2.txt"
    text = late.read_text(encoding="utf-8")
    late.unlink()
    first = run("stories", mixed, "-o", pile)
    assert f"next: standoff read {pile} --story" in first.stdout
    late.write_text(text, encoding="utf-8")
    second = run("stories", mixed, "-o", pile)
    assert "1 added, 5 already there" in second.stdout
    assert "+1" in second.stdout
    shown = run("stories", "-o", pile)
    assert (shown.exit_code, "changed" in shown.stdout) == (0, False)
    assert "6 reports in the pile, 2 stories" in shown.stdout


def test_one_story_with_its_reports(run: Any, mixed: Path) -> None:
    told = json.loads(run("stories", mixed, "--json").stdout)["stories"][0]
    result = run("stories", mixed, "--story", told["id"])
    assert result.stdout.startswith(f"Story {told['id']}: “")
    assert all(r["file"] in result.stdout for r in told["reports"])


def test_a_case_from_a_story(run: Any, mixed: Path, tmp_path: Path) -> None:
    pile, case, plain = tmp_path / "a.stories", tmp_path / "a.standoff", tmp_path / "b.standoff"
    told = json.loads(run("stories", mixed, "-o", pile, "--outlet", "Harbour Post", "--json").stdout)["stories"]
    story = next(s for s in told if any("strike" in r["file"] for r in s["reports"]))
    result = run("read", pile, "--story", story["id"], "-o", case)
    assert (result.exit_code, result.stdout[:15]) == (0, "3 reports read,")
    run("read", *sorted(mixed.glob("strike*")), "--outlet", "Harbour Post", "-o", plain)
    with Case.open(case) as one, Case.open(plain) as other:
        assert one.export() == other.export()
    both = run("read", pile, "--story", "1", "--story", "2", "-o", tmp_path / "c.standoff")
    assert both.stdout.startswith("6 reports read,")


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["stories"], 2, "Nothing to group"),
        (["stories", "-o", "none.stories"], 2, "there is no such pile"),
        (["stories", "MIXED", "-o", "pile.db"], 2, "A pile file ends in .stories."),
        (["stories", "MIXED", "-o", "MIXED/fire0.txt"], 126, "This is not a Standoff pile."),
        (["stories", "missing.txt"], 126, "There is no such file or folder."),
        (["stories", "MIXED", "--story", "9"], 2, "There is no story 9."),
        (["read", "MIXED", "--story", "1", "-o", "a.standoff"], 126, "This is a folder, not a pile file."),
        (["read", "a.stories", "b.stories", "--story", "1", "-o", "a.standoff"], 2, "--story goes with one pile"),
    ],
)
def test_what_is_wrong_is_said(
    run: Any, mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], code: int, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*[a.replace("MIXED", str(mixed)) for a in args])
    assert (result.exit_code, result.stdout) == (code, "")
    assert says in result.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mixed"]


def test_some_failed_is_1_and_names_them(run: Any, mixed: Path) -> None:
    (mixed / "empty.txt").write_bytes(b"")
    result = run("stories", mixed)
    assert result.exit_code == 1
    assert "empty.txt" in result.stderr and "Try:" in result.stderr
    assert "6 reports in the pile" in result.stdout and "1 failed" in result.stdout


def test_standard_input(run: Any) -> None:
    result = run("stories", "-", stdin="".join(json.dumps({"text": t}) + "\n" for t in (*STRIKE, *FIRE)).encode())
    assert "6 reports in the pile, 2 stories of several reports" in result.stdout
