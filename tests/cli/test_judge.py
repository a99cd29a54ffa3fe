"""`standoff judge`, over the invented ferry case: what a person can type after looking at the views."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from standoff.case import Case


def flat(text: str) -> str:
    return " ".join(text.split())


def shown(run: Any, case_path: Path, words: str) -> str:
    """The address that the ledger prints before the passage that begins so."""
    line = next(x for x in run("show", case_path, "ledger").stdout.splitlines() if words in x)
    return str(line.split()[0])


def test_a_dispute_by_the_id_that_show_prints(run: Any, case: Case, case_path: Path) -> None:
    assert "; d1)" in run("show", case_path, "disputes").stdout
    done = run("judge", case_path, "no-dispute", "d1", "--by", "ada", "--note", "of two days")
    assert done.exit_code == 0
    assert done.stdout.startswith("j")
    assert "no-dispute d1, ada, " in done.stdout
    assert done.stdout.endswith("0 disputes (1 before).\n")
    assert "No dispute found between 3 reports." in run("show", case_path, "disputes").stdout
    undone = run("judge", case_path, "undo", "last", "--by", "ada")
    assert "1 dispute (0 before)" in undone.stdout
    assert "1 dispute." in run("show", case_path, "disputes").stdout
    listed = run("judge", case_path, "list").stdout
    assert "2 judgements, 0 in force." in listed
    assert "undone by" in flat(listed)
    assert "of two days" in flat(listed)


def test_two_addresses_as_the_ledger_prints_them(run: Any, case: Case, case_path: Path) -> None:
    one, other = shown(run, case_path, "Mayor Ilda"), shown(run, case_path, "Jon Ash")
    assert one.startswith("H:") and other.startswith("C:")
    assert "2 disputes (1 before)" in run("judge", case_path, "dispute", one, other, "--by", "ada").stdout
    out = flat(run("show", case_path, "disputes").stdout)
    assert "confidence 1.00" in out
    # The content of both stands with its source and cue, in the list of judgements too.
    listed = flat(run("judge", case_path, "list").stdout)
    assert "Jon Ash said the water was black" in listed
    assert "1 judgement, 1 in force." in listed
    (row,) = json.loads(run("judge", case_path, "list", "--json").stdout)
    assert [len(side) for side in row["sides"]] == [1, 1]
    assert (row["about"], row["by"], row["in_force"]) == ("passage", "ada", True)


def test_same_and_not_same_show_in_the_claims(run: Any, case: Case, case_path: Path) -> None:
    one, other = shown(run, case_path, "Ilda Rovek"), shown(run, case_path, "Jon Ash")
    assert "2 claims (1 before)" in run("judge", case_path, "same", one, other, "--by", "ada").stdout
    out = flat(run("show", case_path, "claims").stdout)
    assert "2 claims. " in out
    assert "1 claim (2 before)" in run("judge", case_path, "not-same", one, other, "--by", "ben").stdout


def test_the_login_name_judges_unless_another_is_given(run: Any, case: Case, case_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "desk")
    assert json.loads(run("judge", case_path, "no-dispute", "d1", "--json").stdout)["by"] == "desk"

    def nobody() -> str:
        raise KeyError("no such user")

    monkeypatch.setattr("getpass.getuser", nobody)
    refused = run("judge", case_path, "undo", "last")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "--by NAME" in refused.stderr


def test_an_empty_list_says_what_can_be_judged(run: Any, case: Case, case_path: Path) -> None:
    assert run("judge", case_path, "list").stdout.startswith("No judgements yet. standoff judge --help")
    assert run("judge", case_path, "list", "--json").stdout == "[]\n"
    assert run("judge", case_path, "list", "x").exit_code == 2


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["dispute"], "dispute takes a dispute, or two passages. Try: standoff judge --help"),
        (["dispute", "d9"], "There is no dispute 'd9'. Try: an id that standoff show CASE disputes prints"),
        (["same", "Q:1", "H:1"], "'Q' stands for no report of this case. Try: one of H (harbour.txt), C (coast.txt), N (north.txt)"),
        (["undo", "j9"], "There is no judgement 'j9'."),
        (["actor", "C:0", "Ilda", "Roveck"], "No actor of this case is called 'Ilda Roveck'. Try: Ilda Rovek"),
        (["believe", "x"], "believe"),
    ],
)
def test_what_makes_no_sense_is_2_with_what_to_try(run: Any, case: Case, case_path: Path, args: list[str], says: str) -> None:
    result = run("judge", case_path, *args, "--by", "ada")
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr
    assert run("judge", case_path, "list", "--json").stdout == "[]\n"


def test_hostile_notes_and_names_reach_no_terminal(run: Any, case: Case, case_path: Path) -> None:
    out = run("judge", case_path, "no-dispute", "d1", "--by", "a\x1b[2Jda", "--note", "\x1b]0;x\x07\u202e").stdout
    out += run("judge", case_path, "list").stdout
    assert not {"\x1b", "\x07", "\u202e"} & set(out)
    assert "␛" in out


def test_a_case_that_cannot_be_written_to_says_so(run: Any, case: Case, case_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case.close()
    monkeypatch.setattr("standoff.store.opening.os.access", lambda path, mode: mode != os.W_OK)
    result = run("judge", case_path, "no-dispute", "d1", "--by", "ada")
    assert result.exit_code == 126, result.stderr
    assert "cannot be written to" in result.stderr
