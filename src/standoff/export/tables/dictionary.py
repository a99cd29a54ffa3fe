"""The data dictionary: every column of every table in plain words, as a table, as a Frictionless data package, as a page of the docs."""

from __future__ import annotations

import json
import re
from typing import Any

from ..sheets import ISO_DATE, to_csv
from .every import TABLES
from .schema import Column, Foreign, Table

DICTIONARY = "dictionary.csv"
_HEAD = ("table", "rows", "column", "type", "empty", "refers to", "description")
_TYPES = {"date": "date (ISO 8601, as precise as known)"}


def type_of(column: Column) -> str:
    """The type of a column in words."""
    name = _TYPES.get(column.kind, column.kind)
    return f"list of {name}s" if column.many else name


def dictionary() -> bytes:
    """The dictionary as CSV: a row for each column of each table."""
    rows = [
        {
            "table": table.name,
            "rows": table.what,
            "column": column.name,
            "type": type_of(column),
            "empty": column.optional or column.many,
            "refers to": [f"{f.table}.{f.names[f.columns.index(column.name)]}" for f in table.foreign if column.name in f.columns],
            "description": column.what,
        }
        for table in TABLES.values()
        for column in table.columns
    ]
    return to_csv(rows, _HEAD)


def data_package(title: str) -> bytes:
    """`datapackage.json`: the tables as CSV files, by the Tabular Data Package of Frictionless Data, version 1.

    A list is a string there, which that version has no type for; dates are strings of a pattern, for they may be months and years.
    """
    package = {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9._-]+", "-", title.casefold()).strip("-._") or "case",
        "title": title,
        "resources": [_resource(table) for table in TABLES.values()],
    }
    return (json.dumps(package, indent=1) + "\n").encode("ascii")


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(table, column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    keys = [_reference(table, f) for f in table.foreign if not _of_lists(table, f)]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": f"One row is {table.what}.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    kind = "string" if column.many or column.kind == "date" else column.kind
    field: dict[str, Any] = {"name": column.name, "type": kind, "description": column.what}
    if column.many:
        field["description"] += '; a list, its items joined by "; "'
    if kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    constraints: dict[str, Any] = {}
    # An empty text and none are one in CSV: a text is only certain to be there where it is a key.
    if column.name in table.key or (kind != "string" and not column.optional):
        constraints["required"] = True
    if column.kind == "date":
        constraints["pattern"] = ISO_DATE
    return field | ({"constraints": constraints} if constraints else {})


def _reference(table: Table, key: Foreign) -> dict[str, Any]:
    """A key to another table. Programs take one that is empty in part for a broken one: the part that may be empty leads alone."""
    optional = {c.name for c in table.columns if c.optional}
    pairs = [*zip(key.columns, key.names, strict=True)]
    kept = [(column, name) for column, name in pairs if column in optional] or pairs
    columns, names = ([*some] for some in zip(*kept, strict=True))
    return {"fields": columns, "reference": {"resource": "" if key.table == table.name else key.table, "fields": names}}


def _of_lists(table: Table, key: Foreign) -> bool:
    return any(c.many for c in table.columns if c.name in key.columns)
