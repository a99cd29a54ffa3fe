"""Opening a file of ours, a case or a pile: what is none, or comes from a newer version, is refused before SQLite touches it."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from ..model import NotACase, NotAPile, StandoffError, TooNew, UsageProblem
from .migrate import MIGRATIONS, PILE_MIGRATIONS, Migration, migrate, version_of

APPLICATION_ID = 0x53746E64  # "Stnd" in ASCII, at offset 68 of the file
SUFFIX = ".standoff"
_MAGIC = b"SQLite format 3\0"
_HEADER = 100  # bytes; fields by https://www.sqlite.org/fileformat.html section 1.3
_AGAIN = "restore a copy, or read the reports again"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: what it is called, its mark, ending and schema, what is raised of another file, and how a new one is made."""

    noun: str
    application_id: int
    suffix: str
    migrations: tuple[Migration, ...]
    refusal: type[StandoffError]
    make: str

    @property
    def version(self) -> int:
        """The newest schema that this version of the program knows."""
        return self.migrations[-1].number


CASE = FileKind("case", APPLICATION_ID, SUFFIX, MIGRATIONS, NotACase, "standoff read FILES -o NAME.standoff makes a new case.")
PILE = FileKind("pile", 0x53745061, ".stories", PILE_MIGRATIONS, NotAPile, "standoff stories FILES -o NAME.stories makes a new pile.")


def connect(path: Path | None, *, create: bool, kind: FileKind = CASE) -> tuple[sqlite3.Connection, bool]:
    """A connection to a checked, migrated file of a kind (None: in memory), and whether it can be written to.

    Raises NotACase or NotAPile, TooNew, UsageProblem (a new file in a missing folder or of another suffix), StandoffError.
    """
    if path is None:
        return _prepare(sqlite3.connect(":memory:", isolation_level=None), kind, new=True), True
    if path.is_dir():
        raise kind.refusal(f"This is a folder, not a {kind.noun} file.", where=str(path), hint=kind.make)
    new = not path.exists() or (create and path.stat().st_size == 0)
    if new and not create:
        raise kind.refusal("There is no such file.", where=str(path), hint=kind.make)
    if new and path.suffix != kind.suffix:
        raise UsageProblem(f"A {kind.noun} file ends in {kind.suffix}.", where=str(path), hint=f"name it {path.name}{kind.suffix}")
    if new and not path.absolute().parent.is_dir():
        raise UsageProblem(f"The folder of the {kind.noun} file does not exist.", where=str(path), hint=f"mkdir -p {path.parent}")
    if not new:
        _check_header(path, kind)
    writable = new or (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK))
    try:
        if writable:
            return _prepare(sqlite3.connect(path, isolation_level=None, timeout=15), kind, new=new), True
        # A WAL file in a folder that cannot be written to opens only as immutable.
        db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
        if version_of(db) < kind.version:
            what = f"This {kind.noun} must be brought up to date, but it cannot be written to."
            raise StandoffError(what, where=str(path), hint="copy it elsewhere")
        return db, False
    except (NotACase, NotAPile) as refusal:
        raise type(refusal)(refusal.what, where=str(path), hint=refusal.hint) from None
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StandoffError(
                f"Another program is writing to this {kind.noun}.", where=str(path), hint="wait until it has ended"
            ) from error
        raise StandoffError(f"The {kind.noun} cannot be opened ({error}).", where=str(path), hint="check rights and free space") from error
    except sqlite3.DatabaseError as error:
        raise kind.refusal(f"The {kind.noun} file is damaged ({error}).", where=str(path), hint=_AGAIN) from error


def _prepare(db: sqlite3.Connection, kind: FileKind, *, new: bool) -> sqlite3.Connection:
    try:
        db.execute("PRAGMA foreign_keys = ON")
        if new:
            # Set before WAL is on, so that the header tells what the file is even if nothing is ever checkpointed.
            db.execute(f"PRAGMA application_id = {kind.application_id:d}")
        if version_of(db) > kind.version:
            raise _too_new(version_of(db), kind)
        if not new and not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'migrations'").fetchone():
            raise kind.refusal(f"It carries the mark of a Standoff {kind.noun} but not its tables.", hint=_AGAIN)
        if migrate(db, kind.migrations) and not new:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        db.close()
        raise
    return db


def _too_new(version: int, kind: FileKind) -> TooNew:
    return TooNew(
        f"This {kind.noun} was written by a newer version of Standoff (schema {version}; this version knows {kind.version}).",
        hint="pip install --upgrade standoff",
    )


def _check_header(path: Path, kind: FileKind) -> None:
    """Raises NotACase, NotAPile or TooNew by the first 100 bytes and the size of the file."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
            size = file.seek(0, os.SEEK_END)
    except OSError as error:
        raise kind.refusal(f"It cannot be opened ({error.strerror}).", where=str(path), hint="check the rights of the file") from error
    if not head.startswith(_MAGIC):
        what = f"This file is empty, not a Standoff {kind.noun}." if not head else f"This is not a Standoff {kind.noun}."
        raise kind.refusal(what, where=str(path), hint=kind.make)
    number = int.from_bytes
    if len(head) < _HEADER:
        raise kind.refusal(f"The {kind.noun} file is cut short.", where=str(path), hint=_AGAIN)
    if number(head[68:72], "big") != kind.application_id:
        raise kind.refusal(f"This is an SQLite file, but not a Standoff {kind.noun}.", where=str(path), hint=kind.make)
    version = number(head[60:64], "big")
    if version > kind.version:
        refusal = _too_new(version, kind)
        raise TooNew(refusal.what, where=str(path), hint=refusal.hint)
    page = number(head[16:18], "big")
    promised = (65536 if page == 1 else page) * number(head[28:32], "big")
    # With a log beside it the header may be ahead of the file: SQLite then completes the file by itself.
    if size < promised and not path.with_name(path.name + "-wal").exists():
        raise kind.refusal(f"The {kind.noun} file is cut short ({size} of {promised} bytes).", where=str(path), hint=_AGAIN)
