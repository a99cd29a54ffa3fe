"""`PileFile`: a mixed pile of reports and its stories as one SQLite file. What is written in one call is kept whole or not at all."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from ..model import Gist, Report
from .codec import pack, pack_list, unpack
from .opening import PILE, connect
from .reports import read_reports, write_report
from .transaction import transaction


@dataclass(frozen=True, slots=True)
class Brief:
    """A report without its text."""

    id: str
    file: str
    outlet: str | None
    published: str | None
    title: str | None
    sha256: str


class PileFile:
    """The store of one pile. Use as a context manager, or call `close`. `path` is None for a pile in memory.

    Writers raise StandoffError when the file is locked, full or damaged; queries of a damaged file raise sqlite3.DatabaseError.
    """

    def __init__(self, path: Path | None, db: sqlite3.Connection, writable: bool) -> None:
        self.path, self._db, self.writable = path, db, writable
        db.row_factory = sqlite3.Row
        self._numbers: dict[str, int] | None = None

    @classmethod
    def open(cls, path: str | Path | None, *, create: bool = False) -> Self:
        """Opens a pile (None: a new one in memory). Raises NotAPile (no pile, missing, cut short), TooNew, UsageProblem."""
        where = None if path is None else Path(path)
        return cls(where, *connect(where, create=create, kind=PILE))

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # Writers

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            with transaction(self._db, self.path, noun=PILE.noun, writable=self.writable) as db:
                yield db
        except BaseException:
            self._numbers = None
            raise

    def keep(self, made: Sequence[tuple[Report, bytes | None, Gist]]) -> None:
        """Keeps reports, each with the bytes of its page if it comes from HTML, and its gist; they are in no story yet."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._transaction() as db:
            numbers = self._terms(db)
            for report, raw, gist in made:
                write_report(db, report, raw, (), now)
                for term in gist.terms:
                    if term not in numbers:
                        numbers[term] = len(numbers)
                        db.execute("INSERT INTO terms VALUES (?, ?)", (numbers[term], pack(term)))
                terms = np.array([numbers[t] for t in gist.terms], "<i4")
                cells = (report.id, terms.tobytes(), gist.weights, pack_list(gist.names), gist.first, gist.last)
                db.execute("INSERT OR REPLACE INTO gists VALUES (?, ?, ?, ?, ?, ?)", cells)

    def remove(self, report: str) -> None:
        """Takes a report out, which another of the same text takes the place of; its gist goes with it."""
        with self._transaction() as db:
            db.execute("DELETE FROM reports WHERE id = ?", (report,))

    def put_stories(self, members: Mapping[str, int], part_of: Mapping[int, int]) -> None:
        """Puts reports into stories, in the place of those that they were in; `part_of` tells which stories went into which other."""
        with self._transaction() as db:
            db.executemany("INSERT OR IGNORE INTO stories(number) VALUES (?)", [(n,) for n in sorted({*members.values(), *part_of})])
            db.executemany("UPDATE stories SET part_of = ? WHERE number = ?", [(into, n) for n, into in sorted(part_of.items())])
            db.executemany("INSERT OR REPLACE INTO members VALUES (?, ?)", sorted(members.items()))

    def _terms(self, db: sqlite3.Connection) -> dict[str, int]:
        if self._numbers is None:
            self._numbers = {unpack(row["term"]): row["number"] for row in db.execute("SELECT term, number FROM terms")}
        return self._numbers

    # Queries

    def briefs(self) -> dict[str, Brief]:
        """What is known of every report without its text, by id, in order of arrival."""
        rows = self._db.execute("SELECT id, file, outlet, published, title, sha256 FROM reports ORDER BY number")
        return {row["id"]: Brief(*map(unpack, row)) for row in rows}

    def gists(self) -> list[Gist]:
        """What grouping knows of every report."""
        terms = {number: term for term, number in self._terms(self._db).items()}
        found = []
        for row in self._db.execute("SELECT * FROM gists ORDER BY report"):
            held = tuple(terms[n] for n in np.frombuffer(row["terms"], "<i4").tolist())
            names = tuple((str(name), int(times)) for name, times in json.loads(row["names"]))
            found.append(Gist(row["report"], held, bytes(row["weights"]), names, row["first"], row["last"]))
        return found

    def members(self) -> dict[int, list[str]]:
        """Story -> the ids of its reports; reports that are in no story yet are left out."""
        found: dict[int, list[str]] = {}
        for row in self._db.execute("SELECT report, story FROM members ORDER BY story, report"):
            found.setdefault(row["story"], []).append(row["report"])
        return found

    def numbers(self) -> dict[int, int | None]:
        """Every number that a story has or had -> the story that it went into, None where it stands."""
        return {row["number"]: row["part_of"] for row in self._db.execute("SELECT * FROM stories")}

    def reports(self, ids: Iterable[str] | None = None) -> dict[str, Report]:
        """Reports (all, or those of these ids) by id, in order of arrival."""
        return read_reports(self._db, ids)

    def raw(self, report: str) -> bytes | None:
        """The original bytes of a report that was taken out of HTML."""
        row = self._db.execute("SELECT bytes FROM raw WHERE report = ?", (report,)).fetchone()
        return bytes(row["bytes"]) if row else None
