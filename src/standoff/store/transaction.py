"""One write to a file of ours: all of it or nothing, and a readable error where it cannot be made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..model import StandoffError


@contextmanager
def transaction(db: sqlite3.Connection, path: Path | None, *, noun: str, writable: bool) -> Iterator[sqlite3.Connection]:
    """The connection inside a transaction, taken back if anything fails. `noun` is what the file is called ("case").

    Raises StandoffError where the file cannot be written to, or another program is writing to it.
    """
    where = str(path or "")
    if not writable:
        raise StandoffError(f"This {noun} cannot be written to.", where=where, hint="copy it to a folder of yours")
    try:
        db.execute("BEGIN IMMEDIATE")
        try:
            yield db
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise StandoffError(f"Another program is writing to this {noun}.", where=where, hint="wait until it has ended") from error
        raise StandoffError(f"The {noun} cannot be written ({error}).", where=where, hint="check free space and rights") from error
