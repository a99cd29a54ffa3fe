"""The folder of CSV tables: what comes back is what the case holds, and a spreadsheet makes nothing else of it."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from deeds import deeds, deeds_path
from example_case import example_copy, example_material
from hostile import PIECES, hostile_case
from standoff.account import Material
from standoff.case import Case
from standoff.export import Parcel
from standoff.export.csv_tables import files
from standoff.export.sheets import CELL, ISO_DATE, text_of
from standoff.export.tables import TABLES, Column, Record
from standoff.model import Links
from standoff.model.visible import visible
from strategies import texts
from tabled import all_records, begins_formula, parsed, spiked, unguarded

__all__ = ["deeds", "deeds_path"]
# What would be read as something else: numbers, dates, times, faults, and an id that is all digits but for an e.
TEMPTING = (
    *("12345678e901", "0123456789012", "123456789012345678", "1E5", "007", "1/2", "3-4", "May 5", "5 April 2031", "10:30", "6:40 PM"),
    *("12,000", "1.5", "40%", "$5", "(40)", "TRUE", "false", "#N/A", "#REF!", "2-", "'1E5", "''7/8", "Dec. 5", "1 e5"),
)


def folder(parcel: Parcel) -> dict[str, bytes]:
    return {path: b"".join(pieces) for path, pieces in files(parcel)}


def rows_of(made: dict[str, bytes], table: str) -> list[dict[str, str]]:
    head, *rows = parsed(made[f"{table}.csv"])
    return [dict(zip(head, row, strict=True)) for row in rows]


def back(made: dict[str, bytes], column: Column, cell: str) -> Any:
    """The value that a cell stands for, by the README: what is too long comes from its file."""
    if column.kind == "boolean":
        return {"": None, "true": True, "false": False}[cell]
    if column.kind in ("integer", "number"):
        return None if cell == "" else int(cell) if column.kind == "integer" else float(cell)
    long = re.fullmatch(r"\[\d+ characters, too long for a cell: (long/[\w-]+\.txt)\]", cell)
    return made[long[1]].decode() if long else unguarded(cell)


def shown(column: Column, value: Any) -> Any:
    """A value as its cell is to show it."""
    if column.kind in ("boolean", "integer", "number"):
        return value
    text = "" if value is None else text_of(value)
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > CELL:
        return re.sub("[\ud800-\udfff]", "\ufffd", text)
    return visible(text, lines=False)


def check(parcel: Parcel) -> None:
    """Every cell of every table holds what the records hold."""
    made = folder(parcel)
    for name, records in all_records(parcel).items():
        rows = rows_of(made, name)
        assert len(rows) == len(records)
        for row, record in zip(rows, records, strict=True):
            assert list(row) == list(record)
            for column in TABLES[name].columns:
                assert back(made, column, row[column.name]) == shown(column, record[column.name]), (name, column.name)


def test_every_cell_comes_back(case: Case) -> None:
    view = case.view()
    check(Parcel("ferry", view.material, view.runs, view.decisions, view.notes))


def test_every_cell_of_the_example_comes_back() -> None:
    check(Parcel("example", example_material()))


@given(texts())
@settings(max_examples=20)
def test_any_words_come_back(piece: str) -> None:
    check(spiked(piece))


@pytest.mark.parametrize("piece", [*PIECES.values(), *TEMPTING, "\ud800", "€" * 40_000, "🚢" * 20_000])
def test_hostile_words_come_back(piece: str) -> None:
    check(spiked(piece))


def test_what_no_cell_can_hold_stands_in_a_file_and_nothing_is_cut() -> None:
    made = folder(spiked("🚢" * 20_000 + "\ud800"))
    cells = [cell for name in TABLES for row in parsed(made[f"{name}.csv"]) for cell in row]
    assert max(len(cell.encode("utf-16-le")) // 2 for cell in cells) <= CELL
    long = [path for path in made if path.startswith("long/")]
    assert long and len(long) == sum("too long for a cell: long/" in cell for cell in cells)
    assert made["long/reports-1-title.txt"].decode() == "🚢" * 20_000 + "\ufffd"
    assert f"32,767 characters: {len(long)}, whole in long/" in made["README.txt"].decode()
    edge = folder(spiked("x" * CELL))
    assert rows_of(edge, "reports")[0]["title"] == "x" * CELL and "long/reports-1-title.txt" not in edge


_FORMS = ("%B %d", "%d %B", "%B %d, %Y", "%d %B %Y", "%b %d", "%d %b", "%b. %d", "%B %Y", "%b %Y", "%d/%m", "%m/%d", "%d-%m", "%m-%d",
          "%H:%M", "%H:%M:%S", "%I:%M %p", "%I %p", "%d.%m.%Y", "%m/%d/%Y", "%Y/%m/%d", "%b-%y", "%d-%b")  # fmt: skip


def taken_for(cell: str) -> str:
    """What a spreadsheet takes a cell for, in any language of those that write decimals with a point or a comma."""
    if begins_formula(cell) and not cell.startswith("'"):
        return "formula"
    bare = "" if ".." in cell else cell.strip().strip("()$€£¥%-").replace(" ", "")
    for number in (bare.replace(",", ""), bare.replace(".", "").replace(",", ".")):
        if re.fullmatch(r"(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", number, re.IGNORECASE):
            return "number"
    if cell.casefold() in ("true", "false") or re.fullmatch(r"#(N/A|[A-Z/0]+[!?])", cell):
        return "value"
    for form in _FORMS:
        try:
            datetime.strptime(
                f"{cell} 2000" if "%Y" not in form and "%y" not in form else cell, form if "%Y" in form or "%y" in form else f"{form} %Y"
            )
        except ValueError:
            continue
        return "date"
    return "text"


@pytest.mark.parametrize("piece", [*PIECES.values(), *TEMPTING])
def test_a_spreadsheet_takes_no_text_for_anything_else(piece: str) -> None:
    made = folder(spiked(piece))
    for name, table in TABLES.items():
        for row in rows_of(made, name):
            for column in table.columns:
                cell = row[column.name]
                if column.kind in ("integer", "number", "boolean"):
                    continue
                same = re.fullmatch(rf"[1-9]\d{{0,10}}|0|{ISO_DATE}", cell)
                assert taken_for(cell) == "text" or same, (name, column.name, cell)
                assert not any(begins_formula(part) and not part.startswith("'") for part in cell.split(";")), (name, column.name, cell)


def test_what_tempts_a_spreadsheet_would_tempt_it() -> None:
    assert [piece for piece in TEMPTING if taken_for(piece) == "text" and not piece.startswith("'")] == []


def test_ids_that_look_like_numbers_are_joined_all_the_same() -> None:
    made = folder(spiked("12345678e901"))
    leads = {row["run"] for row in rows_of(made, "reports")}
    assert leads == {row["id"] for row in rows_of(made, "runs")}
    assert (
        {row["outlet"] for row in rows_of(made, "voices")}
        == {"'12345678e901", "Plain Post"}
        == {row["outlet"] for row in rows_of(made, "outlets")}
    )


def test_the_package_describes_the_files(case: Case) -> None:
    view = case.view()
    made = folder(Parcel("Ferry & Co.", view.material, view.runs, view.decisions, view.notes))
    package = json.loads(made["datapackage.json"])
    assert re.fullmatch(r"[a-z0-9._-]+", package["name"]) and package["title"] == "Ferry & Co."
    assert [r["path"] for r in package["resources"]] == [f"{name}.csv" for name in TABLES]
    fields = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"]}
    for resource in package["resources"]:
        schema, rows = resource["schema"], rows_of(made, resource["name"])
        assert parsed(made[resource["path"]])[0] == fields[resource["name"]]
        assert {*schema.get("primaryKey", [])} <= {*fields[resource["name"]]}
        for key in schema.get("foreignKeys", []):
            to = key["reference"]["resource"] or resource["name"]
            there = {tuple(row[c] for c in key["reference"]["fields"]) for row in rows_of(made, to)}
            here = [tuple(row[c] for c in key["fields"]) for row in rows]
            assert {values for values in here if "" not in values} <= there
        for field in schema["fields"]:
            limits = field.get("constraints", {})
            for cell in (row[field["name"]] for row in rows):
                assert cell or not limits.get("required")
                assert not cell or re.fullmatch(limits.get("pattern", ".*"), cell)
                assert not cell or re.fullmatch(
                    {"integer": r"-?\d+", "number": r"-?[\d.e-]+", "boolean": "true|false"}.get(field["type"], ".*"), cell
                )


def test_the_dictionary_has_every_column() -> None:
    made = folder(Parcel("x", Material((), Links())))
    rows = [dict(zip(parsed(made["dictionary.csv"])[0], row, strict=True)) for row in parsed(made["dictionary.csv"])[1:]]
    assert [(row["table"], row["column"]) for row in rows] == [(t.name, c) for t in TABLES.values() for c in t.names]
    assert all(row["description"] and row["type"] for row in rows)
    assert {row["refers to"] for row in rows if (row["table"], row["column"]) == ("carriers", "report")} == {
        "reports.id; statements.report"
    }


def test_an_empty_case_has_every_table_with_its_head() -> None:
    made = folder(Parcel("", Material((), Links())))
    assert {f"{name}.csv" for name in TABLES} | {"README.txt", "datapackage.json", "dictionary.csv"} == set(made)
    assert all(parsed(made[f"{name}.csv"]) == [table.names] for name, table in TABLES.items())


def test_texts_go_along_verbatim_when_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case.open(hostile_case(tmp_path, monkeypatch)) as case:
        material = case.view().material
    assert not any(path.startswith("texts/") for path in folder(Parcel("x", material)))
    made = folder(Parcel("x", material, full_text=True))
    for reading in material.readings:
        text = made[f"texts/{reading.report.id}.txt"].decode("utf-8")
        assert len(text) == len(reading.report.text)  # so that offsets hold
        assert text == re.sub("[\ud800-\udfff]", "\ufffd", reading.report.text)
    assert "texts/ID.txt is the text" in made["README.txt"].decode() and "The texts are left out." not in made["README.txt"].decode()


def test_no_more_of_a_text_goes_than_is_quoted(case: Case) -> None:
    made = b"".join(folder(Parcel("x", case.view().material)).values())
    assert b"The ferry Orlanta sank on Monday" not in made and b"left open" in made


def test_private_persons_are_in_no_cell_of_ours(deeds: Case) -> None:
    made = folder(Parcel("x", deeds.view().material))
    assert not any(b"a-ash" in data for data in made.values())
    assert b"Private persons are in no list" in made["README.txt"]
    asked = folder(Parcel("x", deeds.view().material, private=True))
    assert b"a-ash" in asked["actors.csv"] and b"Private persons are named here" in asked["README.txt"]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_two_exports_are_the_same_bytes_in_other_processes(form: str, tmp_path: Path) -> None:
    path = example_copy(tmp_path)
    script = "import sys; from standoff.case import Case; Case.open(sys.argv[1]).export_to(sys.argv[2], sys.argv[3], full_text=True)"
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", script, str(path), str(tmp_path / seed), form], check=True, env=environment)
    one, two = ({p.relative_to(tmp_path / s): p.read_bytes() for p in (tmp_path / s).rglob("*") if p.is_file()} for s in ("1", "2"))
    assert len(one) > len(TABLES) and one == two


def test_it_reads_back_by_another_reader() -> None:
    arrow = pytest.importorskip("pyarrow.csv")
    made = folder(Parcel("example", example_material()))
    for name, table in TABLES.items():
        found = arrow.read_csv(
            io.BytesIO(made[f"{name}.csv"]),
            parse_options=arrow.ParseOptions(newlines_in_values=True),
            convert_options=arrow.ConvertOptions(column_types=dict.fromkeys(table.names, "string"), strings_can_be_null=False),
        )
        assert found.column_names == table.names
        assert [list(row.values()) for row in found.to_pylist()] == parsed(made[f"{name}.csv"])[1:]


SOFFICE = shutil.which("soffice")


def converted(made: dict[str, bytes], place: Path) -> dict[str, Any]:
    """The tables as LibreOffice reads them when it looks for every number and date (in English), as sheets of openpyxl."""
    openpyxl = pytest.importorskip("openpyxl")
    assert SOFFICE
    for name in TABLES:
        (place / f"{name}.csv").write_bytes(made[f"{name}.csv"])
    # Comma, quotation mark, UTF-8, from line 1, English; quoted cells too are looked at, special numbers are looked for.
    reading = "--infilter=CSV:44,34,76,1,,1033,false,true,false,false,false"
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    names = [str(place / f"{name}.csv") for name in TABLES]
    command = [SOFFICE, profile, "--headless", "--convert-to", "xlsx", reading, "--outdir", str(place / "out"), *names]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: openpyxl.load_workbook(place / "out" / f"{name}.xlsx").active for name in TABLES}


def as_text(value: Any, cell: str) -> str:
    """A value of a spreadsheet as text; a date in the form that its cell has it."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()[: len(cell)]
    return "" if value is None else str(value)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed: what it makes of the tables is not tested")
@pytest.mark.parametrize("piece", [None, "12345678e901", "May 5", "=1+1;@SUM(1)", "half \ud83d \u202eof\r\n=1", "🚢" * 20_000])
def test_libreoffice_shows_what_the_case_holds(piece: str | None, tmp_path: Path) -> None:
    parcel = Parcel("example", example_material()) if piece is None else spiked(piece)
    compare(parcel, tmp_path)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed: what it makes of the tables is not tested")
def test_libreoffice_runs_nothing_of_hostile_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Case.open(hostile_case(tmp_path, monkeypatch)) as case:
        view = case.view()
    compare(Parcel("hostile", view.material, view.runs, view.decisions, view.notes), tmp_path)


def compare(parcel: Parcel, place: Path) -> None:
    """Every cell as LibreOffice reads it is what the case holds: no formula, no fault, no number or date in place of a text."""
    made = folder(parcel)
    sheets = converted(made, place)
    kept: dict[str, list[Record]] = all_records(parcel)
    for name, table in TABLES.items():
        head, *rows = sheets[name].iter_rows()
        assert [cell.value for cell in head] == table.names and len(rows) == len(kept[name])
        written = parsed(made[f"{name}.csv"])[1:]
        for row, record, cells in zip(rows, kept[name], written, strict=True):
            for column, cell, plain in zip(table.columns, row, cells, strict=True):
                assert cell.data_type not in ("f", "e"), (name, column.name, cell.value)
                if column.kind in ("integer", "number", "boolean"):
                    assert cell.value == record[column.name], (name, column.name)
                else:
                    text = as_text(cell.value, plain)
                    assert back(made, column, text) == shown(column, record[column.name]), (name, column.name, cell.value)
