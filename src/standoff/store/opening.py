"""Opening a case file: what is not a case, or comes from a newer version, is refused before SQLite touches it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from ..model import NotACase, StandoffError, TooNew, UsageProblem
from .migrate import SCHEMA_VERSION, migrate, version_of

APPLICATION_ID = 0x53746E64  # "Stnd" in ASCII, at offset 68 of the file
SUFFIX = ".standoff"
_MAGIC = b"SQLite format 3\0"
_HEADER = 100  # bytes; fields by https://www.sqlite.org/fileformat.html section 1.3
_AGAIN = "restore a copy, or read the reports again"
_MAKE = "standoff read FILES -o NAME.standoff makes a new case."


def connect(path: Path | None, *, create: bool) -> tuple[sqlite3.Connection, bool]:
    """A connection to a checked, migrated case file (None: in memory), and whether it can be written to.

    Raises NotACase, TooNew, UsageProblem (a new file in a missing folder or of another suffix), StandoffError.
    """
    if path is None:
        return _prepare(sqlite3.connect(":memory:", isolation_level=None), new=True), True
    if path.is_dir():
        raise NotACase("This is a folder, not a case file.", where=str(path), hint=_MAKE)
    new = not path.exists() or (create and path.stat().st_size == 0)
    if new and not create:
        raise NotACase("There is no such file.", where=str(path), hint=_MAKE)
    if new and path.suffix != SUFFIX:
        raise UsageProblem(f"A case file ends in {SUFFIX}.", where=str(path), hint=f"name it {path.name}{SUFFIX}")
    if new and not path.absolute().parent.is_dir():
        raise UsageProblem("The folder of the case file does not exist.", where=str(path), hint=f"mkdir -p {path.parent}")
    if not new:
        _check_header(path)
    writable = new or (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK))
    try:
        if writable:
            return _prepare(sqlite3.connect(path, isolation_level=None, timeout=15), new=new), True
        # A WAL file in a folder that cannot be written to opens only as immutable.
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
        if version_of(db) < SCHEMA_VERSION:
            what = "This case must be brought up to date, but it cannot be written to."
            raise StandoffError(what, where=str(path), hint="copy it elsewhere")
        return db, False
    except NotACase as refusal:
        raise type(refusal)(refusal.what, where=str(path), hint=refusal.hint) from None
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StandoffError("Another program is writing to this case.", where=str(path), hint="wait until it has ended") from error
        raise StandoffError(f"The case cannot be opened ({error}).", where=str(path), hint="check rights and free space") from error
    except sqlite3.DatabaseError as error:
        raise NotACase(f"The case file is damaged ({error}).", where=str(path), hint=_AGAIN) from error


def _prepare(db: sqlite3.Connection, *, new: bool) -> sqlite3.Connection:
    try:
        db.execute("PRAGMA foreign_keys = ON")
        if new:
            # Set before WAL is on, so that the header tells what the file is even if nothing is ever checkpointed.
            db.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        if version_of(db) > SCHEMA_VERSION:
            raise _too_new(version_of(db))
        if not new and not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").fetchone():
            raise NotACase("It carries the mark of a Standoff case but not its tables.", hint=_AGAIN)
        if migrate(db) and not new:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        db.close()
        raise
    return db


def _too_new(version: int) -> TooNew:
    return TooNew(
        f"This case was written by a newer version of Standoff (schema {version}; this version knows {SCHEMA_VERSION}).",
        hint="pip install --upgrade standoff",
    )


def _check_header(path: Path) -> None:
    """Raises NotACase or TooNew by the first 100 bytes and the size of the file."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
            size = file.seek(0, os.SEEK_END)
    except OSError as error:
        raise NotACase(f"It cannot be opened ({error.strerror}).", where=str(path), hint="check the rights of the file") from error
    if not head.startswith(_MAGIC):
        what = "This file is empty, not a Standoff case." if not head else "This is not a Standoff case."
        raise NotACase(what, where=str(path), hint=_MAKE)
    number = int.from_bytes
    if len(head) < _HEADER:
        raise NotACase("The case file is cut short.", where=str(path), hint=_AGAIN)
    if number(head[68:72], "big") != APPLICATION_ID:
        raise NotACase("This is an SQLite file, but not a Standoff case.", where=str(path), hint=_MAKE)
    version = number(head[60:64], "big")
    if version > SCHEMA_VERSION:
        refusal = _too_new(version)
        raise TooNew(refusal.what, where=str(path), hint=refusal.hint)
    page = number(head[16:18], "big")
    promised = (65536 if page == 1 else page) * number(head[28:32], "big")
    # With a log beside it the header may be ahead of the file: SQLite then completes the file by itself.
    if size < promised and not path.with_name(path.name + "-wal").exists():
        raise NotACase(f"The case file is cut short ({size} of {promised} bytes).", where=str(path), hint=_AGAIN)
