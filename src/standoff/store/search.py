"""Full-text search over report texts and statements (SQLite FTS5), each hit with its place in the text."""

from __future__ import annotations

import re
import secrets
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Span, UsageProblem
from .codec import unpack


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds the words, with the spans of each match, best first."""

    report: str
    matches: tuple[Span, ...]


def terms_of(query: str) -> tuple[tuple[str, bool], ...]:
    """What a person asks for: each word or "phrase", and whether any ending of its last word will do (a final *).

    Raises UsageProblem when there is no word in it. The operators of FTS5 are taken as words.
    """
    terms = []
    for phrase, word in re.findall(r'"([^"]*)"?|([^\s"]+)', query.replace("\0", " ")):
        body = phrase or word.removesuffix("*")
        if any(c.isalnum() for c in body):
            terms.append((body.encode("utf-8", "replace").decode(), word.endswith("*")))
    if not terms:
        raise UsageProblem("There is no word to search for.", where=query.strip(), hint="one or more words, or a phrase in quotation marks")
    return tuple(terms)


def fts_query(query: str) -> str:
    """What a person typed as an FTS5 query: words all wanted, "phrases" kept, a final * stands for any ending.

    Raises UsageProblem as `terms_of`.
    """
    return " ".join(f'"{body}"' + ("*" if ending else "") for body, ending in terms_of(query))


def search_reports(db: sqlite3.Connection, query: str, limit: int) -> Iterator[Hit]:
    """Reports whose text holds all the words, best first, with the place of each."""
    # A fresh mark for each query: no report can have been written to hold it.
    mark = secrets.token_hex(12)
    opened, closed = f"<{mark}>", f"</{mark}>"
    rows = db.execute(
        "SELECT r.id, r.text, highlight(report_search, 0, ?, ?) AS marked "
        "FROM report_search JOIN reports AS r ON r.number = report_search.rowid "
        "WHERE report_search MATCH ? ORDER BY report_search.rank, r.number LIMIT ?",
        (opened, closed, "text : (" + fts_query(query) + ")", limit),
    )
    for row in rows:
        matches, done = [], 0
        pieces = re.split(f"({re.escape(opened)}|{re.escape(closed)})", unpack(row["marked"]))
        start: int | None = None
        for piece in pieces:
            if piece == opened:
                start = done
            elif piece == closed:
                if start is not None and start < done:
                    matches.append(Span(start, done))
                start = None
            else:
                done += len(piece)
        text = unpack(row["text"])
        if "\0" in text:
            # SQLite leaves NULs out of the marked text.
            place = [i for i, char in enumerate(text) if char != "\0"]
            matches = [Span(place[m.start], place[m.end - 1] + 1) for m in matches if m.end <= len(place)]
            done += len(text) - len(place)
        yield Hit(row["id"], tuple(matches) if done == len(text) else ())


def search_statements(db: sqlite3.Connection, query: str, limit: int) -> list[tuple[str, str]]:
    """(report, statement) ids of statements whose source, cue and content hold all the words, best first."""
    rows = db.execute(
        "SELECT d.report, s.id FROM statement_search JOIN statements AS s ON s.number = statement_search.rowid "
        "JOIN readings AS d ON d.number = s.reading WHERE statement_search MATCH ? AND d.current "
        "ORDER BY statement_search.rank, s.number LIMIT ?",
        (fts_query(query), limit),
    )
    return [(row["report"], row["id"]) for row in rows]
