"""Writes the reference of the tables from their own descriptions: `python docs/generate_tables.py`."""

from __future__ import annotations

from pathlib import Path

from standoff.export.tables import TABLES, Table
from standoff.export.tables.dictionary import type_of

PAGE = Path(__file__).with_name("reference") / "tables.md"
HEAD = """# The tables

`standoff export CASE --to csv` and `--to parquet` write these tables; `case.records(name)` and `case.to_frame(name)` give the same in
[Python](../how-to/python.md). Rows tell what reports tell, each with its source: none of them is a fact because it has a row.

Offsets count Unicode code points in the text of a report, from 0, the end not included. A date is ISO 8601 and no finer than known
(`2019`, `2019-04`, `2019-04-30`). A list is a list in Parquet; in CSV and in Python its items are joined by "; ". Private persons (named
in passing, without a public role) have no row and stand in no column, unless they are asked for.

This page is made from the descriptions in the program by `docs/generate_tables.py`; a test keeps the two the same.
"""


def page() -> str:
    """The whole page: what each table is, then every table with its columns."""
    overview = ["| table | a row is |", "|---|---|", *(f"| [`{t.name}`](#{t.name}) | {_cell(t.what)} |" for t in TABLES.values())]
    return "\n".join([HEAD, *overview, "", *(_section(table) for table in TABLES.values())])


def _section(table: Table) -> str:
    rows = ["| column | type | empty | |", "|---|---|---|---|"]
    for column in table.columns:
        empty = "may be" if column.optional else "no items" if column.many else ""
        rows.append(f"| `{column.name}` | {type_of(column)} | {empty} | {_cell(column.what)} |")
    keys = [f"Key: {_names(table.key)}."] if table.key else []
    keys += [f"{_names(f.columns)} → {_names(f.names)} of [`{f.table}`](#{f.table})." for f in table.foreign]
    what = table.what[0].upper() + table.what[1:]
    return "\n".join([f"## {table.name}", "", f"{what}.", "", *rows, "", " ".join(keys), ""])


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in columns)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    PAGE.write_text(page().rstrip("\n") + "\n", encoding="utf-8")
