"""Every format of the registry: made whole from the example, the same bytes in another process, and what cannot be asked of it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest

from example_case import example_copy
from standoff.case import FORMATS, Case
from standoff.export import formats
from standoff.export.writing import MANIFEST
from standoff.model import StandoffError, UsageProblem

MADE_HERE = [name for name, form in FORMATS.items() if form.module]


def test_every_format_has_a_module_or_is_made_of_the_pages() -> None:
    assert {name for name in FORMATS if name not in MADE_HERE} == {"html"}
    assert all(find_spec(f"standoff.export.{FORMATS[name].module}") for name in MADE_HERE)


@pytest.mark.parametrize("name", MADE_HERE)
def test_an_export_is_the_same_in_another_process_and_as_a_file(name: str, tmp_path: Path) -> None:
    path = example_copy(tmp_path)
    with Case.open(path) as case:
        data = case.export(name)
        target = case.export_to(tmp_path / "out", name)
    env = {**os.environ, "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-m", "standoff.cli", "export", str(path), "--to", name]
    assert subprocess.run(command, capture_output=True, check=True, env=env).stdout == data
    if FORMATS[name].folder:
        with ZipFile(io.BytesIO(data)) as archive:
            inside = {n: archive.read(n) for n in archive.namelist()}
        assert inside == {p.relative_to(target).as_posix(): p.read_bytes() for p in target.rglob("*") if p.is_file()}
        assert set(inside) > {MANIFEST}
    else:
        assert target.read_bytes() == data


@pytest.mark.parametrize("name", [n for n in MADE_HERE if FORMATS[n].folder])
def test_a_folder_can_be_had_as_an_archive(name: str, tmp_path: Path) -> None:
    with Case.open(example_copy(tmp_path)) as case:
        assert case.export_to(tmp_path / "out.zip", name).read_bytes() == case.export(name)


@pytest.mark.parametrize("name", [n for n in MADE_HERE if FORMATS[n].texts])
def test_whole_texts_go_along_only_when_asked_for(name: str, tmp_path: Path) -> None:
    with Case.open(example_copy(tmp_path)) as case:
        assert len(case.export(name, full_text=True)) > len(case.export(name))


def test_what_a_format_cannot_carry_is_refused(tmp_path: Path) -> None:
    with Case.open(example_copy(tmp_path)) as case:
        for name, form in FORMATS.items():
            if not form.texts:
                with pytest.raises(UsageProblem, match="no whole texts"):
                    case.export(name, full_text=True)
            if not form.private:
                with pytest.raises(UsageProblem, match="never names private persons"):
                    case.export(name, private=True)
        with pytest.raises(UsageProblem, match="made of the pages"):
            case.export("html")
        with pytest.raises(UsageProblem, match="no export 'docx'"):
            case.export("docx")


def test_a_library_that_is_missing_is_named_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda name: None)
    with Case.open(example_copy(tmp_path)) as case:
        for name, form in FORMATS.items():
            if form.library:
                with pytest.raises(StandoffError, match=f"needs {form.library}") as error:
                    case.export(name)
                assert error.value.hint == f"pip install 'standoff[{form.extra}]'"
