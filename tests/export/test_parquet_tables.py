"""The folder of Parquet tables, read back by pyarrow: every value is what the records hold."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from deeds import deeds, deeds_path
from example_case import example_material
from hostile import PIECES, hostile_case
from standoff.account import Material
from standoff.case import Case
from standoff.export import Parcel
from standoff.export.csv_tables import files as csv_files
from standoff.export.sheets import to_csv
from standoff.export.tables import TABLES, records
from standoff.model import Links
from standoff.model.visible import visible
from strategies import texts
from tabled import all_records, spiked

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
parquet_tables = pytest.importorskip("standoff.export.parquet_tables")

__all__ = ["deeds", "deeds_path"]


def folder(parcel: Parcel) -> dict[str, bytes]:
    return {path: b"".join(pieces) for path, pieces in parquet_tables.files(parcel)}


def table_of(made: dict[str, bytes], name: str) -> Any:
    return pq.read_table(io.BytesIO(made[f"{name}.parquet"]))


def kept(value: Any) -> Any:
    """A value as Parquet can hold it: lone surrogates made visible, lists as lists, all else as it is."""
    if isinstance(value, str):
        return re.sub("[\ud800-\udfff]", lambda m: visible(m[0]), value)
    return [kept(item) for item in value] if isinstance(value, tuple) else value


def check(parcel: Parcel) -> None:
    made = folder(parcel)
    for name, rows in all_records(parcel).items():
        assert table_of(made, name).to_pylist() == [{column: kept(value) for column, value in row.items()} for row in rows], name


def test_every_value_comes_back(case: Case) -> None:
    view = case.view()
    check(Parcel("ferry", view.material, view.runs, view.decisions, view.notes))


def test_every_value_of_the_example_comes_back() -> None:
    check(Parcel("example", example_material()))


def test_hostile_reports_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case.open(hostile_case(tmp_path, monkeypatch)) as case:
        check(Parcel("hostile", case.view().material))


@given(texts())
@settings(max_examples=20)
def test_any_words_come_back(piece: str) -> None:
    check(spiked(piece))


@pytest.mark.parametrize("piece", [*PIECES.values(), "\ud800", "x" * 40_000], ids=[*PIECES, "lone", "huge"])
def test_hostile_words_come_back(piece: str) -> None:
    check(spiked(piece, private=True))


def test_a_lone_surrogate_is_seen() -> None:
    made = folder(spiked("half \ud83d"))
    assert table_of(made, "reports").to_pylist()[0]["title"] == "half ⟨U+D83D⟩"
    assert table_of(made, "runs").to_pylist()[0]["settings"] == ["half ⟨U+D83D⟩=half ⟨U+D83D⟩"]


def test_columns_have_types_descriptions_and_keys() -> None:
    made = folder(Parcel("example", example_material()))
    for name, table in TABLES.items():
        found = pq.read_schema(io.BytesIO(made[f"{name}.parquet"]))
        assert found.names == table.names
        assert json.loads(found.metadata[b"primary_key"]) == list(table.key)
        assert [key["table"] for key in json.loads(found.metadata[b"foreign_keys"])] == [foreign.table for foreign in table.foreign]
        for column in table.columns:
            field = found.field(column.name)
            kind = field.type.value_type if column.many else field.type
            assert field.metadata[b"description"].decode() == column.what
            assert field.nullable is column.optional
            assert (
                str(kind) == {"string": "string", "date": "string", "integer": "int64", "number": "double", "boolean": "bool"}[column.kind]
            )


def test_row_groups_are_written_as_they_fill(monkeypatch: pytest.MonkeyPatch) -> None:
    parcel = Parcel("example", example_material())
    whole = table_of(folder(parcel), "mentions")
    monkeypatch.setattr(parquet_tables, "_GROUP", 100)
    made = folder(parcel)
    groups = pq.ParquetFile(io.BytesIO(made["mentions.parquet"])).metadata
    assert groups.num_row_groups == -(-whole.num_rows // 100) > 2 and groups.row_group(0).num_rows == 100
    assert table_of(made, "mentions").equals(whole)


def test_full_texts_are_a_table_and_only_when_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case.open(hostile_case(tmp_path, monkeypatch)) as case:
        material = case.view().material
    assert "texts.parquet" not in folder(Parcel("x", material))
    rows = table_of(folder(Parcel("x", material, full_text=True)), "texts").to_pylist()
    assert [row["report"] for row in rows] == [reading.report.id for reading in material.readings]
    for row, reading in zip(rows, material.readings, strict=True):
        assert row["text"] == re.sub("[\ud800-\udfff]", "\ufffd", reading.report.text)


def test_an_empty_case_has_every_table() -> None:
    made = folder(Parcel("", Material((), Links())))
    assert set(made) == {f"{name}.parquet" for name in TABLES} | {"dictionary.csv"}
    assert all(table_of(made, name).num_rows == 0 for name in TABLES)


def test_it_holds_what_the_csv_tables_hold() -> None:
    parcel = Parcel("example", example_material())
    made, sheets = folder(parcel), {path: b"".join(pieces) for path, pieces in csv_files(parcel)}
    for name, table in TABLES.items():
        assert to_csv(table_of(made, name).to_pylist(), table.names) == sheets[f"{name}.csv"]
    assert made["dictionary.csv"] == sheets["dictionary.csv"]


def test_private_persons_are_in_no_column(deeds: Case) -> None:
    material = deeds.view().material
    assert not any("a-ash" in str(table_of(folder(Parcel("x", material)), name).to_pylist()) for name in TABLES)
    made = folder(Parcel("x", material, private=True))
    assert "a-ash" in table_of(made, "actors")["id"].to_pylist()
    assert table_of(made, "actors").to_pylist() == [
        {k: kept(v) for k, v in row.items()} for row in records("actors", Parcel("x", material, private=True))
    ]
