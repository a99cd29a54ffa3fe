from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from standoff.model import NotACase, StandoffError, TooNew, UsageProblem
from standoff.store import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION, CaseFile, describe
from standoff.store.migrate import Migration, migrate, version_of


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "made.standoff"
    CaseFile.open(path, create=True).close()
    return path


def refused(path: Path, kind: type[StandoffError] = NotACase, *, create: bool = False) -> str:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(kind) as caught:
        CaseFile.open(path, create=create)
    assert type(caught.value) is kind
    assert caught.value.hint
    assert caught.value.where == str(path)
    assert "\n" not in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before
    return caught.value.what


def test_a_new_case_carries_its_marks_and_is_one_file(made: Path) -> None:
    db = sqlite3.connect(made)
    assert db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert version_of(db) == SCHEMA_VERSION == len(MIGRATIONS)
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert db.execute("SELECT number, name FROM migrations").fetchall() == [(m.number, m.name) for m in MIGRATIONS]
    db.close()
    assert sorted(p.name for p in made.parent.iterdir()) == ["made.standoff"]


def test_missing(tmp_path: Path) -> None:
    assert refused(tmp_path / "no.standoff") == "There is no such file."
    assert not (tmp_path / "no.standoff").exists()


def test_a_folder(tmp_path: Path) -> None:
    assert refused(tmp_path, create=True) == "This is a folder, not a case file."


def test_not_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "a.standoff"
    path.write_bytes(b"Ana said no.\n" * 50)
    assert refused(path, create=True) == "This is not a Standoff case."


def test_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.standoff"
    path.write_bytes(b"")
    assert refused(path) == "This file is empty, not a Standoff case."
    CaseFile.open(path, create=True).close()
    CaseFile.open(path).close()


def test_another_sqlite_file(tmp_path: Path) -> None:
    path = tmp_path / "a.standoff"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE t (x)")
    db.close()
    assert refused(path, create=True) == "This is an SQLite file, but not a Standoff case."


def test_from_a_newer_version(made: Path) -> None:
    db = sqlite3.connect(made)
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    db.close()
    assert "newer version" in refused(made, TooNew)


@pytest.mark.parametrize("left", [0.5, 0.99])
def test_cut_short(made: Path, left: float) -> None:
    whole = made.read_bytes()
    made.write_bytes(whole[: int(len(whole) * left)])
    assert "cut short" in refused(made)
    made.write_bytes(whole[:60])
    assert refused(made) == "The case file is cut short."


def test_damaged_inside(made: Path) -> None:
    whole = bytearray(made.read_bytes())
    whole[100:4096] = b"\xff" * 3996
    made.write_bytes(whole)
    assert "damaged" in refused(made)


def test_the_mark_without_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.standoff"
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("CREATE TABLE t (x)")
    db.close()
    assert "not its tables" in refused(path)


def test_a_new_case_wants_its_suffix_and_its_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "case.txt", UsageProblem, create=True) == "A case file ends in .standoff."
    assert "folder" in refused(tmp_path / "no" / "a.standoff", UsageProblem, create=True)


def test_a_case_that_cannot_be_written_to_can_be_read(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standoff.store.opening.os.access", lambda path, mode: False)  # root may write anywhere
    before = made.read_bytes()
    with CaseFile.open(made) as file:
        assert not file.writable
        assert file.held() == []
        with pytest.raises(StandoffError, match="cannot be written"):
            file.clear_failures()
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            file._db.execute("DELETE FROM failures")
    assert made.read_bytes() == before


V1_CONTENT = """
INSERT INTO runs VALUES ('r', '0.1', NULL, '[]');
INSERT INTO reports (id, file, language, encoding, sha256, text, paragraphs, notes, added) VALUES
  ('abc', 'a.txt', 'en', 'utf-8', 'adbd7cbb', 'Ana said no.', '[[0,12]]', '[]', '2031-04-01');
INSERT INTO readings (report, run, current, sentences, notes, made) VALUES ('abc', 'r', 1, '[]', '[]', '2031-04-01');
INSERT INTO statements (reading, n, id, start, end, quote, kind, act, confidence) VALUES
  (1, 0, 's1', 0, 11, 'Ana said no', 'indirect', 'deny', 1);
INSERT INTO contents VALUES (1, 's1', 0, 0, 11, 'Ana said no');
INSERT INTO judgements (id, kind, left, right, at, by, note) VALUES
  ('j1', 'same', 'Ana', 'Eve', '2031-04-01', 'me', 'one'), ('j2', 'undo', 'j1', NULL, '2031-04-02', 'me', '');
"""


def test_a_file_of_the_first_schema_is_brought_up_to_date_with_its_content(tmp_path: Path) -> None:
    path = tmp_path / "old.standoff"
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.executescript(MIGRATIONS[0].sql)
    db.execute("INSERT INTO migrations VALUES (1, 'reports_readings_links', '2031-04-01')")
    db.executescript(V1_CONTENT)
    db.execute("PRAGMA user_version = 1")
    db.commit()
    db.close()
    with CaseFile.open(path) as file:
        assert [r.text for r in file.reports()] == ["Ana said no."]
        assert file.search_statements("ana") == [("abc", "s1")]  # the index of migration 2 holds what was there before it
        assert [h.report for h in file.search("said")] == ["abc"]
        assert [(j.id, j.about, j.left, j.right, j.note, j.sides) for j in file.judgements()] == [
            ("j1", "actor", "Ana", "Eve", "one", ()),
            ("j2", "judgement", "j1", None, "", ()),
        ]
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            file._db.execute("DELETE FROM judgements")
    db = sqlite3.connect(path)
    assert [row[0] for row in db.execute("SELECT number FROM migrations")] == [m.number for m in MIGRATIONS]


def test_a_migration_that_fails_leaves_the_file_as_it_was(made: Path) -> None:
    db = sqlite3.connect(made, isolation_level=None)
    bad = Migration(SCHEMA_VERSION + 1, "bad", "CREATE TABLE extra (x);\nINSERT INTO nowhere VALUES (1);")
    with pytest.raises(sqlite3.OperationalError):
        migrate(db, (*MIGRATIONS, bad))
    assert version_of(db) == SCHEMA_VERSION
    assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'extra'").fetchone()
    good = Migration(SCHEMA_VERSION + 1, "good", "CREATE TABLE extra (x);")
    assert migrate(db, (*MIGRATIONS, good)) == [good]
    assert migrate(db, (*MIGRATIONS, good)) == []
    db.close()
    assert "newer version" in refused(made, TooNew)


def test_every_table_and_column_is_described_and_the_reference_page_is_up_to_date() -> None:
    page = describe()
    for line in page.splitlines():
        assert not line.endswith("|  |"), f"no comment in the schema: {line}"
    tables = page.partition("## Tables")[2]
    assert tables.count("### ") > 20
    assert (Path(__file__).parents[2] / "docs" / "reference" / "case-file.md").read_text(encoding="utf-8") == page
