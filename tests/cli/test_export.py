"""`standoff export`: to a file, a folder, an archive, and what is said where that cannot be."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from standoff.case import FORMATS, Case


def test_the_help_names_every_format(run: Any) -> None:
    out = run("export", "--help").stdout
    assert all(f"{name} " in out for name in FORMATS)
    assert all(form.what in out for form in FORMATS.values())


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_goes_to_a_path_and_to_standard_output(run: Any, case: Case, case_path: Path, tmp_path: Path, name: str) -> None:
    case.close()
    out = tmp_path / f"out{FORMATS[name].suffix}"
    done = run("export", case_path, "--to", name, "-o", out)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    sent = run("export", case_path, "--to", name)
    assert sent.exit_code == 0
    if FORMATS[name].folder:
        with ZipFile(io.BytesIO(sent.stdout_bytes)) as archive:
            assert {n: archive.read(n) for n in archive.namelist()} == {
                p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()
            }
    else:
        assert out.read_bytes() == sent.stdout_bytes


def test_a_folder_of_mine_is_not_overwritten(run: Any, case: Case, case_path: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("all of it", encoding="utf-8")
    result = run("export", case_path, "--to", "csv", "-o", tmp_path / "mine")
    assert result.exit_code == 126
    assert "thesis.txt" in result.stderr and "Try:" in result.stderr
    assert (tmp_path / "mine" / "thesis.txt").read_text(encoding="utf-8") == "all of it"


def test_what_a_format_cannot_carry_is_a_question_of_usage(run: Any, case: Case, case_path: Path) -> None:
    result = run("export", case_path, "--to", "graphml", "--full-text")
    assert result.exit_code == 2
    assert "GraphML carries no whole texts" in result.stderr and "brat" in result.stderr
