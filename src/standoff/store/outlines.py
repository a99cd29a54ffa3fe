"""What tells which reports are near one another, for all reports of a case at once and without loading their readings."""

from __future__ import annotations

import sqlite3

from ..model import Senses
from .codec import unpack


def read_senses(db: sqlite3.Connection) -> dict[str, Senses]:
    """The embeddings of the sentences of every report that has them, by report id."""
    rows = db.execute(
        "SELECT d.report, s.width, substr(s.rows, 1, s.width * json_array_length(d.sentences)) AS rows "
        "FROM readings AS d JOIN senses AS s ON s.reading = d.number WHERE d.current ORDER BY d.number"
    )
    return {row["report"]: Senses(row["width"], row["rows"]) for row in rows}


def read_names(db: sqlite3.Connection) -> dict[str, frozenset[str]]:
    """The names in every report that is read, as written, by report id."""
    found: dict[str, set[str]] = {row["report"]: set() for row in db.execute("SELECT report FROM readings WHERE current")}
    rows = db.execute(
        "SELECT DISTINCT d.report, m.quote FROM mentions AS m JOIN readings AS d ON d.number = m.reading "
        "WHERE m.form = 'name' AND d.current"
    )
    for row in rows:
        found[row["report"]].add(unpack(row["quote"]))
    return {report: frozenset(names) for report, names in found.items()}
