"""Whether a case file is whole: SQLite's own check, references, and every quotation and word against the text that it comes from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from hashlib import sha256

from ..model import OffsetError, Span, StandoffError
from .codec import unpack
from .judgements import PASSAGES
from .syntax import wrong_syntax


def check(db: sqlite3.Connection) -> list[str]:
    """What is wrong with a case file, a sentence each."""
    try:
        found = [str(row[0]) for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"A row of {row[0]} refers to a row of {row[2]} that is missing." for row in db.execute("PRAGMA foreign_key_check")]
        found += _wrong_quotes(db)
        return found + [f"syntax: the words of report {report} do not fit its text." for report in wrong_syntax(db)]
    except (sqlite3.DatabaseError, StandoffError, ValueError) as error:
        return [f"The file cannot be read through ({error})."]


def _wrong_quotes(db: sqlite3.Connection) -> Iterator[str]:
    texts = {}
    for row in db.execute("SELECT id, text, sha256 FROM reports"):
        texts[row["id"]] = unpack(row["text"])
        if sha256(texts[row["id"]].encode("utf-8", "surrogatepass")).hexdigest() != row["sha256"]:
            yield f"The text of report {row['id']} is not the one whose hash was kept."
    for table, prefix, report in _quotes(db):
        head = f"{prefix}_" if prefix else ""
        source = f"{table} AS t" if report == "t.report" else f"{table} AS t JOIN readings AS d ON d.number = t.reading"
        rows = db.execute(
            f"SELECT {report} AS report, t.{head}start AS start, t.{head}end AS end, t.{prefix or 'quote'} AS quote FROM {source}"
        )
        for row in rows:
            if row["start"] is None:
                continue
            try:
                right = Span(row["start"], row["end"]).of(texts[row["report"]]) == unpack(row["quote"])
            except (OffsetError, KeyError):
                right = False
            if not right:
                yield f"{table}: [{row['start']}, {row['end']}) of report {row['report']} holds other characters than were kept."


def _quotes(db: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """(table, prefix of its columns, how to get its report) for everything that quotes a text, from the schema itself."""
    tables = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'").fetchall()
    for (table,) in tables:
        if table == PASSAGES:
            continue  # what was judged is kept as it was then, even where its report has gone
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        for column in columns:
            if column == "start" or column.endswith("_start"):
                yield table, column.removesuffix("start").removesuffix("_"), "t.report" if "report" in columns else "d.report"
