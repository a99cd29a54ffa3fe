"""Exports onto the disk: whole or not at all, nothing of others overwritten, the same archive each time."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from standoff.export.writing import MANIFEST, write_file, write_folder, write_zip
from standoff.model import StandoffError

FILES = [("a.csv", [b"one", b"two"]), ("texts/b.txt", [b""])]


def broken() -> Iterator[tuple[str, list[bytes]]]:
    yield "a.csv", [b"one"]
    raise RuntimeError("in the middle")


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_folder_holds_its_files_and_a_manifest_of_them(tmp_path: Path) -> None:
    write_folder(iter(FILES), tmp_path / "out", "csv")
    found = files(tmp_path / "out")
    manifest = json.loads(found.pop(MANIFEST))
    assert found == {"a.csv": b"onetwo", "texts/b.txt": b""}
    assert manifest["format"] == "csv"
    assert manifest["files"] == [{"path": n, "bytes": len(found[n]), "sha256": sha256(found[n]).hexdigest()} for n, _ in FILES]


def test_an_export_of_the_same_format_is_replaced_whole(tmp_path: Path) -> None:
    write_folder(iter(FILES), tmp_path / "out", "csv")
    write_folder(iter(FILES[:1]), tmp_path / "out", "csv")
    assert set(files(tmp_path / "out")) == {"a.csv", MANIFEST}
    assert names(tmp_path) == ["out"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write_folder(iter(FILES), tmp_path / "out", "csv")
    assert (tmp_path / "out" / "a.csv").is_file()


@pytest.mark.parametrize(
    "manifest", [None, b"no JSON", b"[]", b'{"format": "brat", "files": [{"path": "mine.doc"}]}', b'{"format": "csv"}']
)
def test_a_folder_that_holds_anything_else_stays_as_it_is(tmp_path: Path, manifest: bytes | None) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.doc").write_bytes(b"work of years")
    if manifest is not None:
        (out / MANIFEST).write_bytes(manifest)
    before = files(out)
    with pytest.raises(StandoffError, match="holds other files") as error:
        write_folder(iter(FILES), out, "csv")
    assert error.value.hint
    assert files(out) == before
    assert names(tmp_path) == ["out"]


def test_a_file_that_was_put_into_an_export_is_not_lost(tmp_path: Path) -> None:
    write_folder(iter(FILES), tmp_path / "out", "csv")
    (tmp_path / "out" / "notes.txt").write_bytes(b"mine")
    with pytest.raises(StandoffError, match=r"notes\.txt"):
        write_folder(iter(FILES), tmp_path / "out", "csv")
    assert (tmp_path / "out" / "notes.txt").read_bytes() == b"mine"


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    with pytest.raises(StandoffError, match="holds other files"):
        write_folder(iter(FILES), tmp_path / "out", "csv")


def test_an_export_that_breaks_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    write_folder(iter(FILES), tmp_path / "out", "csv")
    write_file([b"old"], tmp_path / "out.json")
    before = files(tmp_path)
    with pytest.raises(RuntimeError):
        write_folder(broken(), tmp_path / "out", "csv")
    with pytest.raises(RuntimeError):
        write_file((piece for _, pieces in broken() for piece in pieces), tmp_path / "out.json")
    assert files(tmp_path) == before


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for target in (tmp_path / "none" / "out", tmp_path / "folder"):
        with pytest.raises(StandoffError) as error:
            write_file([b""], target)
        assert error.value.where and error.value.hint
    with pytest.raises(StandoffError, match="no such folder"):
        write_folder(iter(FILES), tmp_path / "none" / "out", "csv")


@pytest.mark.parametrize("name", ["", "/etc/x", "../x", "a/../x", "a//b", "a\\b", "c:x", "a\nb", ".", "a/ ", MANIFEST, "x" * 201])
def test_a_path_that_leads_out_or_that_some_system_does_not_take_is_a_fault_of_the_program(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no path of an export"):
        write_folder(iter([(name, [b""])]), tmp_path / "out", "csv")
    assert names(tmp_path) == []


def test_an_archive_holds_the_same_files_and_is_the_same_each_time() -> None:
    made = []
    for _ in range(2):
        sink = io.BytesIO()
        write_zip(iter(FILES), sink, "csv")
        made.append(sink.getvalue())
    assert made[0] == made[1]
    with ZipFile(io.BytesIO(made[0])) as archive:
        assert archive.testzip() is None
        assert {n: archive.read(n) for n in archive.namelist() if n != MANIFEST} == {"a.csv": b"onetwo", "texts/b.txt": b""}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [row["path"] for row in json.loads(archive.read(MANIFEST))["files"]] == ["a.csv", "texts/b.txt"]
