"""The syntax of a reading in the case file: one row, columns of fixed width with the low byte first, so that any machine reads them."""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections.abc import Iterator, Sequence

from ..model import RELATIONS, UPOS, XPOS, Syntax
from .codec import Cell, pack_list, unpack

COLUMNS = "reading, words, starts, ends, parents, upos, xpos, relations"


def syntax_row(reading: int | None, syntax: Syntax) -> dict[str, Cell]:
    """The cells of a syntax."""
    wide = {name: _pack(getattr(syntax, name)) for name in ("starts", "ends", "parents")}
    narrow = {name: bytes(getattr(syntax, name)) for name in ("upos", "xpos", "relations")}
    return {"reading": reading, "words": len(syntax), **wide, **narrow}


def syntax_of(row: Sequence[bytes]) -> Syntax:
    """The inverse of `syntax_row`, from the blobs in the order of COLUMNS. Raises ValueError where they do not fit one another."""
    starts, ends, parents, upos, xpos, relations = row
    return Syntax(_unpack(starts), _unpack(ends), upos, xpos, _unpack(parents), relations)


def read_syntax(db: sqlite3.Connection, reports: Sequence[str]) -> dict[str, Syntax]:
    """The syntax of the current readings of these reports that have one, by report id."""
    rows = db.execute(
        f"SELECT d.report, s.* FROM (SELECT {COLUMNS} FROM syntax) AS s JOIN readings AS d ON d.number = s.reading "
        "WHERE d.current AND d.report IN (SELECT value FROM json_each(?)) ORDER BY d.number",
        (pack_list(reports),),
    )
    return {row["report"]: syntax_of(tuple(row)[3:]) for row in rows}


def wrong_syntax(db: sqlite3.Connection) -> Iterator[str]:
    """The ids of the reports whose syntax is damaged: columns of other lengths than the words, words outside of the text, unknown tags."""
    rows = db.execute(
        f"SELECT d.report, r.text, s.* FROM (SELECT {COLUMNS} FROM syntax) AS s "
        "JOIN readings AS d ON d.number = s.reading JOIN reports AS r ON r.id = d.report"
    )
    for row in rows:
        size = len(unpack(row["text"]))
        try:
            found = syntax_of(tuple(row)[4:])
            fits = len(found) == row["words"] and max(found.ends, default=0) <= size
            fits &= all(a < b for a, b in zip(found.starts, found.ends, strict=True))
            for tags, names in ((found.upos, UPOS), (found.xpos, XPOS), (found.relations, RELATIONS)):
                fits &= max(tags, default=0) < len(names)
        except ValueError:
            fits = False
        if not fits:
            yield str(row["report"])


def _pack(column: array[int]) -> bytes:
    found = array("I", column)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()


def _unpack(cell: bytes) -> array[int]:
    found = array("I")
    assert found.itemsize == 4
    found.frombytes(cell)
    if sys.byteorder == "big":
        found.byteswap()
    return found
