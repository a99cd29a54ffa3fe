from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from standoff import __version__
from standoff.case import Case


def test_version(run: Any) -> None:
    assert run("--version").stdout == f"standoff {__version__}\n"


def test_help_names_the_commands_and_the_exit_codes(run: Any) -> None:
    out = run("--help").stdout
    assert all(name in out for name in ("read", "set", "show", "search", "judge", "export", "doctor"))
    assert "126" in out


def test_read_then_read_again(run: Any, paths: list[Path], meta: Path, case_path: Path) -> None:
    first = run("read", *paths, "-o", case_path, "--meta", meta)
    assert first.exit_code == 0
    assert first.stdout == f"3 reports read, 7 statements, 4 actors, 1 dispute; next: standoff show {case_path} ledger\n"
    assert first.stderr == ""
    data = run("export", case_path, "--to", "json").stdout_bytes
    second = run("read", *paths, "-o", case_path, "--meta", meta)
    assert second.exit_code == 0
    assert second.stdout.startswith("0 reports read, 3 already there")
    assert run("export", case_path, "--to", "json").stdout_bytes == data
    assert run("read", *paths, "-o", case_path, "--meta", meta, "--again").stdout.startswith("3 reports read, 7")


def test_some_failed_is_1_and_names_them(run: Any, paths: list[Path], case_path: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("read", *paths, tmp_path / "empty.txt", "-o", case_path)
    assert result.exit_code == 1
    assert "empty.txt" in result.stderr
    assert "Try:" in result.stderr
    assert result.stdout.startswith("3 reports read, 1 failed")


def test_nothing_done_is_126_and_leaves_no_case_behind(run: Any, case_path: Path, tmp_path: Path) -> None:
    result = run("read", tmp_path / "missing.txt", "-o", case_path)
    assert (result.exit_code, result.stdout) == (126, "")
    assert "missing.txt" in result.stderr
    assert not case_path.exists()


def test_nothing_done_leaves_an_old_case_as_it_was(run: Any, case: Case, case_path: Path, tmp_path: Path) -> None:
    before = case.export()
    assert run("read", tmp_path / "missing.txt", "-o", case_path).exit_code == 126
    assert Case.open(case_path).export() == before


@pytest.mark.parametrize(
    "args",
    [
        ["read"],
        ["read", "x.txt"],
        ["show", "CASE", "gossip"],
        ["show", "CASE", "report"],
        ["show", "CASE", "ledger", "coast.txt"],
        ["show", "CASE", "actors", "--act", "deny"],
        ["show", "CASE", "ledger", "--private"],
        ["show", "CASE", "report", "nowhere"],
        ["export", "CASE"],
        ["export", "CASE", "--to", "docx"],
        ["set", "CASE", "coast.txt", "colour=red"],
        ["set", "CASE", "coast.txt", "outlet"],
        ["set", "CASE", "nowhere", "outlet=x"],
        ["search", "CASE", "***"],
        ["fly"],
        ["read", "coast.txt", "-o", "case.txt"],
    ],
)
def test_usage_is_2(run: Any, case: Case, case_path: Path, args: list[str]) -> None:
    result = run(*(str(case_path) if a == "CASE" else a for a in args))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


@pytest.mark.parametrize(
    "args", [["show", "X", "ledger"], ["export", "X", "--to", "json"], ["search", "X", "a"], ["set", "X", "a", "url=b"]]
)
def test_a_file_that_is_no_case_is_126_with_one_sentence(run: Any, tmp_path: Path, args: list[str]) -> None:
    path = tmp_path / "x.standoff"
    result = run(*(str(path) if a == "X" else a for a in args))
    assert (result.exit_code, result.stdout) == (126, "")
    assert result.stderr == f"standoff: {path}: There is no such file. Try: standoff read FILES -o NAME.standoff makes a new case.\n"
    path.write_text("hello", encoding="utf-8")
    result = run(*(str(path) if a == "X" else a for a in args))
    assert result.exit_code == 126
    assert "This is not a Standoff case." in result.stderr


def test_a_case_that_is_damaged_inside_is_126_with_one_sentence(run: Any, case: Case, case_path: Path) -> None:
    case.close()
    whole = bytearray(case_path.read_bytes())
    whole[8192:] = b"\xff" * (len(whole) - 8192)
    case_path.write_bytes(whole)
    result = run("show", case_path, "ledger")
    assert (result.exit_code, result.stdout) == (126, "")
    assert result.stderr.count("\n") == 1
    assert "Try: " in result.stderr
    sick = run("doctor", case_path)
    assert sick.exit_code == 1
    assert "FAULT" in sick.stdout


def test_standard_input(run: Any, case_path: Path) -> None:
    result = run("read", "-", "-o", case_path, "--outlet", "Post", stdin=b"Ana said no. Eve denied the plan was hers. It rained.\n")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("1 report read, 2 statements")


def test_the_reader_can_be_chosen(
    run: Any, paths: list[Path], case_path: Path, make_reader: type[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    stub = ModuleType("standoff.read.baseline")
    stub.BaselineReader = lambda: make_reader("base")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "standoff.read.baseline", stub)
    assert run("read", *paths, "-o", case_path, "--reader", "baseline").exit_code == 0
    assert [r.id for r in Case.open(case_path).runs] == ["run-base"]


def test_ctrl_c_keeps_what_is_done(
    run: Any, paths: list[Path], case_path: Path, make_reader: type[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(make_reader):  # type: ignore[misc]
        def read(self, report: Any) -> Any:
            if len(self.seen) == 1:
                raise KeyboardInterrupt
            return super().read(report)

    monkeypatch.setattr(sys.modules["standoff.read"], "load_reader", Stopped)
    result = run("read", *paths, "-o", case_path)
    assert result.exit_code == 130
    assert "goes on from there" in result.stderr
    monkeypatch.setattr(sys.modules["standoff.read"], "load_reader", make_reader)
    assert run("read", *paths, "-o", case_path).stdout.startswith("2 reports read, 1 already there")


def test_the_ledger(run: Any, case: Case, case_path: Path) -> None:
    out = run("show", case_path, "ledger").stdout
    flat = " ".join(out.replace("|", " ").split())
    assert "7 statements. H = Harbour Post, C = The Coast Daily, N = North Wire" in flat
    assert "denied" in out
    assert "←" in out
    assert "\x1b" not in out
    assert max(len(line) for line in out.splitlines()) <= 120
    assert not any(line.endswith(" ") for line in out.splitlines())
    rows = json.loads(run("show", case_path, "ledger", "--json", "--actor", "Rovek").stdout)
    assert {r["chain"][-1]["written"] for r in rows} == {"Mayor Ilda Rovek", "Ilda Rovek"}
    assert run("show", case_path, "ledger", "--actor", "Nemo").stdout == "No statement matches --actor Nemo.\n"
    assert run("show", case_path, "ledger", "--actor", "Nemo", "--json").stdout == "[]\n"


def test_the_disputes(run: Any, case: Case, case_path: Path) -> None:
    out = run("show", case_path, "disputes").stdout
    assert "Were there orders?" in out
    assert "denial, confidence 0.61" in out
    assert "Harbour Post, in" in out  # the outlet speaks for itself
    (row,) = json.loads(run("show", case_path, "disputes", "--json").stdout)
    assert [s["side"] for s in row["sides"]] == ["A", "B", "-"]


def test_no_dispute_never_says_that_they_agree(run: Any, paths: list[Path], case_path: Path) -> None:
    run("read", paths[2], "-o", case_path)
    out = run("show", case_path, "disputes").stdout
    assert out.startswith("No dispute found in the one report.")
    assert "Note: One report: there is nothing to compare it with." in out


def test_the_unknowns_and_the_actors(run: Any, case: Case, case_path: Path) -> None:
    assert "not clear" in run("show", case_path, "unknowns").stdout
    out = run("show", case_path, "actors").stdout
    assert "Ilda Rovek" in out
    assert "Jon Ash" not in out
    assert "1 private person left out; --private shows all." in out
    assert "Jon Ash" in run("show", case_path, "actors", "--private").stdout


def test_an_empty_case_says_how_to_go_on(run: Any, case_path: Path) -> None:
    Case.open(case_path, create=True).close()
    for view in ("ledger", "disputes", "unknowns", "actors"):
        assert run("show", case_path, view).stdout.startswith("No reports yet. standoff read")
        assert run("show", case_path, view, "--json").stdout == "[]\n"


def test_a_report_with_its_statements_marked(run: Any, case: Case, case_path: Path) -> None:
    out = run("show", case_path, "report", "harbour.txt").stdout
    assert "[Mayor Ilda Rovek] {said} ⟦[Tamas Brill] {claimed} that ⟦⟦the valves had been left open⟧⟧⟧." in out
    assert "[source] {cue} ⟦content⟧" in out
    assert "¿It is not clear where the crew went?¿" in out
    assert "3 statements" in out
    view = json.loads(run("show", case_path, "report", "harbour.txt", "--json").stdout)
    assert view["report"]["file"] == "harbour.txt"


def test_search(run: Any, case: Case, case_path: Path) -> None:
    assert "denied there had been any orders" in " ".join(run("search", case_path, "orders").stdout.replace("|", " ").split())
    assert json.loads(run("search", case_path, "ferry", "--json", "--limit", "1").stdout)[0]["passage"]["text"]
    assert run("search", case_path, "zebra").stdout == "No passage holds zebra.\n"


def test_set(run: Any, case: Case, case_path: Path) -> None:
    result = run("set", case_path, "coast.txt", "outlet=Coast", "published=2031-05", "title=")
    assert result.exit_code == 0
    assert "Coast · 2031-05 · coast.txt" in result.stdout
    assert run("set", case_path, "coast.txt", "published=soon").exit_code == 2
    assert Case.open(case_path).report("coast.txt").report.outlet == "Coast"


def test_export_to_a_file_is_the_same_as_to_stdout(run: Any, case: Case, case_path: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.json"
    assert run("export", case_path, "--to", "json", "-o", out).stdout == ""
    assert out.read_bytes() == run("export", case_path, "--to", "json").stdout_bytes
    assert [p.name for p in tmp_path.glob("a.json*")] == ["a.json"]
    result = run("export", case_path, "--to", "json", "-o", tmp_path / "no" / "a.json")
    assert result.exit_code == 126
    assert "no such folder" in result.stderr


def test_doctor(run: Any, case: Case, case_path: Path) -> None:
    out = json.loads(run("doctor", case_path, "--json").stdout)
    assert all({"check", "ok", "found", "hint"} == set(f) for f in out)
    case._file._db.execute("UPDATE contents SET quote = 'x'")
    sick = run("doctor", case_path)
    assert sick.exit_code == 1
    assert "FAULT" in sick.stdout


HOSTILE = (
    "Ana \x1b[31msaid\x1b]0;owned\x07 no. Eve said \u202ethe plan\u2069 was hers \x9b2J\x00. "
    "\u200b\U000e0041 עומר said yes\u2028then left. [bold]x[/bold] :smile:\n"
)


def test_hostile_text_reaches_no_terminal(run: Any, case_path: Path, tmp_path: Path, make_reader: type[Any]) -> None:
    from standoff.model import Reading, Report, Run, Span, Statement
    from standoff.model.report import report_id
    from standoff.store import CaseFile

    report = Report(report_id("\x1b[2JPost", HOSTILE), "\x1b[1mx.txt", HOSTILE, (), outlet="\x1b[2JPost", notes=("\x1b[5mnote",))
    statement = Statement("s1", Span(0, 3), Span(9, 13), (Span(13, 60),), "indirect", "deny")
    with CaseFile.open(case_path, create=True) as file:
        file.keep(Reading(report, "r", statements=(statement,)), Run("r", "1", None))
    for args in (
        ["show", case_path, "ledger"],
        ["show", case_path, "report", report.id],
        ["search", case_path, "plan"],
        ["show", case_path, "ledger", "--json"],
    ):
        out = run(*args).stdout
        assert out
        bad = [c for c in out if (ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2069\u2028\u200b\U000e0041"]
        assert bad == []
    out = run("show", case_path, "report", report.id).stdout
    assert "␛[31m" in out
    assert "⟨U+202E⟩" in out
    assert "[bold]x[/bold] :smile:" in out
    assert "עומר" in out


def on_a_terminal(*args: str, **env: str) -> str:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    clean = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm-256color", "COLUMNS": "100", **env}
    child = subprocess.Popen(
        [sys.executable, "-m", "standoff.cli", *args], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=clean
    )
    os.close(theirs)
    out = b""
    try:
        while part := os.read(ours, 65536):
            out += part
    except OSError:
        pass  # the terminal is gone once the program has ended
    os.close(ours)
    assert child.wait() == 0
    return out.decode()


def test_a_report_on_a_terminal_is_marked_by_style(case: Case, case_path: Path) -> None:
    case.close()
    out = on_a_terminal("show", str(case_path), "report", "harbour.txt")
    assert "\x1b[1;3;4msaid" in out or "\x1b[1;3msaid" in out  # bold italic cue
    assert "\x1b[1mMayor Ilda Rovek" in out  # bold source
    assert "\x1b[21mthe valves had been left open" in out  # doubly underlined nested content
    assert "⟦" not in out
    plain = on_a_terminal("show", str(case_path), "report", "harbour.txt", NO_COLOR="1")
    assert "{said}" in plain
    assert "\x1b" not in plain
    assert "\x1b[4m" in on_a_terminal("show", str(case_path), "ledger")


def test_as_a_program(case: Case, case_path: Path) -> None:
    def call(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "standoff.cli", *args]
        return subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PYTHONIOENCODING": "utf-8", **env}
        )

    case.close()
    done = call("show", str(case_path), "report", "north.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert "🚢" in done.stdout
    narrow = call("show", str(case_path), "report", "north.txt", PYTHONIOENCODING="ascii")
    assert narrow.returncode == 0
    assert "\\U0001f6a2" in narrow.stdout
    refused = call("show", "nowhere.standoff", "ledger")
    assert (refused.returncode, refused.stdout) == (126, "")
    assert call("show").returncode == 2
