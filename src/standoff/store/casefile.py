"""`CaseFile`: one case as one SQLite file. What is written in one call is kept whole or not at all."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from ..model import Judgement, Links, Reading, Report, Run, Senses, StandoffError, Syntax, UsageProblem
from .check import check
from .codec import pack, pack_list, unpack
from .failure import Failure
from .judgements import read_judgements, write_judgement
from .layers import insert, read_readings, write_reading
from .linkage import extend_links, read_links, read_part, write_links
from .opening import CASE, connect
from .outlines import read_names, read_senses
from .reports import read_reports, write_report
from .search import Hit, search_reports, search_statements
from .syntax import read_syntax
from .transaction import transaction
from .verdicts import RememberedVerdicts


@dataclass(frozen=True, slots=True)
class Held:
    """What tells whether an input is already in the case, without its text."""

    id: str
    file: str
    sha256: str
    by_hand: tuple[str, ...]
    run: str | None


class CaseFile:
    """The store of one case. Use as a context manager, or call `close`.

    `path` is None for a case in memory; `writable` is False where the file or its folder cannot be written to.
    Writers raise StandoffError when the file is locked, full or damaged; queries of a damaged file raise sqlite3.DatabaseError.
    """

    def __init__(self, path: Path | None, db: sqlite3.Connection, writable: bool) -> None:
        self.path, self._db, self.writable = path, db, writable
        db.row_factory = sqlite3.Row

    @classmethod
    def open(cls, path: str | Path | None, *, create: bool = False) -> Self:
        """Opens a case file (None: a new one in memory), brought up to the newest schema.

        Raises NotACase (not a case, missing, a folder, cut short), TooNew (from a newer version), UsageProblem.
        """
        where = None if path is None else Path(path)
        return cls(where, *connect(where, create=create))

    def close(self) -> None:
        """Closes the file; the log beside it is folded in by the last to close it."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # Writers

    def _transaction(self) -> AbstractContextManager[sqlite3.Connection]:
        return transaction(self._db, self.path, noun=CASE.noun, writable=self.writable)

    def keep(
        self,
        reading: Reading,
        run: Run,
        *,
        raw: bytes | None = None,
        by_hand: Sequence[str] = (),
        replaces: str | None = None,
    ) -> None:
        """Keeps a report and its reading in one transaction. A report that was there before puts all links out of date; a new one
        is only not compared yet.

        `raw` is the original bytes of HTML, `by_hand` the columns that a person set, `replaces` the id that the report had
        before its outlet was set. Raises OffsetError when a span does not lie in the text.
        """
        if reading.run != run.id:
            raise StandoffError(f"The reading names run {reading.run!r}, but came with {run.id!r}.", where=reading.report.file)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._transaction() as db:
            known = replaces or db.execute("SELECT 1 FROM reports WHERE id = ?", (reading.report.id,)).fetchone()
            self._changed(db, stale=bool(known))
            if replaces and replaces != reading.report.id:
                raw = self.raw(replaces) if raw is None else raw
                db.execute("DELETE FROM reports WHERE id = ?", (replaces,))
            db.execute(
                "INSERT OR IGNORE INTO runs VALUES (?, ?, ?, ?)",
                (run.id, run.version, run.weights, pack_list(run.settings)),
            )
            write_report(db, reading.report, raw, tuple(by_hand), now)
            write_reading(db, reading, now)

    def update(self, report: Report, by_hand: Sequence[str]) -> None:
        """Brings the metadata of a report that is in the case up to date; its text and reading stay."""
        with self._transaction() as db:
            write_report(db, report, None, tuple(by_hand), "")
            self._changed(db, stale=True)

    def put_links(self, links: Links, version: str, verdicts: RememberedVerdicts | None = None, *, seen: int | None = None) -> None:
        """Keeps links of the whole case in the place of all earlier ones; `version` says by which code they were made.

        `seen` is what `changes` gave when the readings and judgements were loaded that they come from (now, where it is not given): where
        the case has changed since, these links stay out of date. Of the verdicts of the pair network only those that were used stay.
        """
        with self._transaction() as db:
            current = seen is None or seen == self.changes()
            texts = {row["id"]: unpack(row["text"]) for row in db.execute("SELECT id, text FROM reports")}
            write_links(db, links, texts)
            if current:
                db.execute("INSERT OR REPLACE INTO compared SELECT report, 'case' FROM readings WHERE current")
            if verdicts is not None:
                verdicts.write(db, only_used=True)
            self._remember(db, "links", version if current else "stale")

    def extend_links(self, links: Links, reports: Sequence[str], verdicts: RememberedVerdicts | None = None) -> None:
        """Keeps what comparing these reports with those nearest to them has changed; all other links stay.

        The links of `links` are those of these reports; its actors, claims and disputes take the place of those of the same id, its
        notes that of all notes.
        """
        with self._transaction() as db:
            extend_links(db, links, reports)
            db.executemany("INSERT OR REPLACE INTO compared VALUES (?, 'near')", [(id,) for id in reports])
            if verdicts is not None:
                verdicts.write(db)

    def add_judgement(self, judgement: Judgement) -> None:
        """Adds a person's decision; none is ever changed or taken out."""
        with self._transaction() as db:
            write_judgement(db, judgement)
            self._changed(db, stale=True)

    def clear_failures(self) -> None:
        """Forgets the failures of the last read, at the start of the next."""
        with self._transaction() as db:
            db.execute("DELETE FROM failures")

    def add_failure(self, failure: Failure) -> None:
        """Keeps what went wrong with one input."""
        with self._transaction() as db:
            insert(db, "failures", [{"name": pack(failure.name), "what": pack(failure.what), "hint": pack(failure.hint)}])

    def _changed(self, db: sqlite3.Connection, *, stale: bool) -> None:
        """Counts a change of what is compared; `stale` puts all links out of date."""
        self._remember(db, "changes", str(self.changes() + 1))
        if stale:
            self._remember(db, "links", "stale")

    @staticmethod
    def _remember(db: sqlite3.Connection, key: str, value: str) -> None:
        db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (key, value))

    # Queries

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Within it every query sees the case as it was at the first one, whatever another program writes meanwhile."""
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")

    def stamp(self) -> int:
        """A number that changes whenever another connection has changed the file."""
        return int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def changes(self) -> int:
        """How many changes of reports, readings and judgements the file has seen."""
        row = self._db.execute("SELECT value FROM state WHERE key = 'changes'").fetchone()
        return int(row["value"]) if row else 0

    def linked_by(self) -> str:
        """The code version that made the links; "stale" when something has changed since, "" when nothing was linked."""
        row = self._db.execute("SELECT value FROM state WHERE key = 'links'").fetchone()
        return str(row["value"]) if row else ""

    def extents(self) -> dict[str, str]:
        """How far each report that is read has been compared, by id: "case" with the whole case, "near" since then, "" not yet."""
        rows = self._db.execute(
            "SELECT d.report, coalesce(c.extent, '') AS extent FROM readings AS d LEFT JOIN compared AS c USING (report) WHERE d.current"
        )
        return {row["report"]: row["extent"] for row in rows}

    def held(self) -> list[Held]:
        """What is in the case, in order of arrival, without texts."""
        rows = self._db.execute(
            "SELECT r.id, r.file, r.sha256, r.by_hand, d.run FROM reports AS r "
            "LEFT JOIN readings AS d ON d.report = r.id AND d.current ORDER BY r.number"
        )
        return [Held(row["id"], unpack(row["file"]), row["sha256"], tuple(json.loads(row["by_hand"])), row["run"]) for row in rows]

    def reports(self) -> tuple[Report, ...]:
        """All reports in order of arrival."""
        return tuple(read_reports(self._db).values())

    def report(self, id: str) -> Report:
        """One report. Raises UsageProblem when the case has none of that id."""
        found = read_reports(self._db, [id])
        if id not in found:
            raise UsageProblem("The case holds no such report.", where=id)
        return found[id]

    def readings(self, only: Sequence[str] | None = None, *, syntax: bool = True) -> tuple[Reading, ...]:
        """The current reading of every report, or of those of these ids, in order of arrival; without its syntax unless `syntax`."""
        reports = read_reports(self._db, only)
        found = read_readings(self._db, reports, syntax=syntax)
        return tuple(found[id] for id in reports if id in found)

    def reading(self, report: str) -> Reading:
        """The current reading of one report. Raises UsageProblem when the case has none of that id."""
        found = read_readings(self._db, read_reports(self._db, [report]))
        if report not in found:
            raise UsageProblem("The case holds no reading of such a report.", where=report)
        return found[report]

    def syntax(self, reports: Sequence[str]) -> dict[str, Syntax]:
        """The syntax of these reports, by id, of those that have one."""
        return read_syntax(self._db, reports)

    def senses(self) -> dict[str, Senses]:
        """The embeddings of the sentences of every report that has them, by id, without the rest of its reading."""
        return read_senses(self._db)

    def names(self) -> dict[str, frozenset[str]]:
        """The names in every report that is read, as written, by id."""
        return read_names(self._db)

    def raw(self, report: str) -> bytes | None:
        """The original bytes of a report that was taken out of HTML."""
        row = self._db.execute("SELECT bytes FROM raw WHERE report = ?", (report,)).fetchone()
        return bytes(row["bytes"]) if row else None

    def runs(self) -> tuple[Run, ...]:
        """Every run whose readings the case keeps, by id."""
        rows = self._db.execute("SELECT * FROM runs WHERE id IN (SELECT run FROM readings) ORDER BY id")
        return tuple(Run(r["id"], r["version"], r["weights"], tuple((k, v) for k, v in json.loads(r["settings"]))) for r in rows)

    def links(self) -> Links:
        """The links as last made."""
        return read_links(self._db)

    def links_of(self, reports: Sequence[str], ids: Sequence[str] = (), forms: Sequence[str] = ()) -> Links:
        """What of the links concerns these reports: their links, the claims and disputes with a passage of theirs, all notes.

        Its actors are those of these, those of these ids, and those that go by one of these forms.
        """
        return read_part(self._db, reports, ids, forms)

    def verdicts(self) -> RememberedVerdicts:
        """What the pair network said when it was asked before."""
        return RememberedVerdicts(self._db)

    def judgements(self) -> tuple[Judgement, ...]:
        """A person's decisions in the order in which they were made."""
        return read_judgements(self._db)

    def failures(self) -> tuple[Failure, ...]:
        """What went wrong with the inputs of the last read."""
        rows = self._db.execute("SELECT * FROM failures ORDER BY n")
        return tuple(Failure(unpack(row["name"]), unpack(row["what"]), unpack(row["hint"])) for row in rows)

    def search(self, query: str, limit: int = 100) -> list[Hit]:
        """Reports whose text holds all the words of the query, best first. Raises UsageProblem without a word."""
        return list(search_reports(self._db, query, limit))

    def search_statements(self, query: str, limit: int = 1000) -> list[tuple[str, str]]:
        """(report, statement) ids of statements that hold all the words, best first. Raises UsageProblem without a word."""
        return search_statements(self._db, query, limit)

    # Checks

    def check(self) -> list[str]:
        """What is wrong with the file, a sentence each: SQLite's own check, references, every quote and word against its text."""
        return check(self._db)
