"""The account as JSON Lines: a row to a line, `{"table": …, "row": …}`, with the tables and rows of the JSON export.

Row and table stand apart, so that readers which infer columns (DuckDB, pandas) find the same two in every case. With the name of the table
among the fields of the row, or in place of `table`, what they find depends on which rows are many. A report has its `id` in the row, for no
key tells it. A line is one by every rule: texts hold no character that ends a line unescaped, be it U+2028.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .. import __version__
from .account_json import schema
from .account_rows import tables
from .json_text import compact, escaped
from .parcel import Parcel

_SIZE = 1 << 18  # characters that are given at once


def chunks(parcel: Parcel) -> Iterator[bytes]:
    """The rows of the account, a line each, in the order of the JSON export; the first line says what follows."""
    held = [_line("about", {"format": "account as JSON Lines", "version": __version__, "schema": schema()["$id"]})]
    size = 0
    for key, rows in tables(parcel):
        for row in rows:
            held.append(_line(key, row))
            size += len(held[-1])
            if size > _SIZE:
                yield escaped("\n".join(held) + "\n")
                held, size = [], 0
    yield escaped("".join(f"{line}\n" for line in held))


def _line(table: str, row: dict[str, Any]) -> str:
    return compact({"table": table, "row": row})
