"""Numbered, named migrations: SQL files of `migrations/` and `pile_migrations/`, applied in turn and recorded in the file."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Migration:
    """One change of the schema. `number` becomes the file's user_version."""

    number: int
    name: str
    sql: str


def _load(folder: str) -> tuple[Migration, ...]:
    found = []
    for entry in files(__package__).joinpath(folder).iterdir():
        if entry.name.endswith(".sql"):
            number, _, name = entry.name.removesuffix(".sql").partition("_")
            found.append(Migration(int(number), name, entry.read_text(encoding="utf-8")))
    return tuple(sorted(found, key=lambda m: m.number))


MIGRATIONS = _load("migrations")
PILE_MIGRATIONS = _load("pile_migrations")
SCHEMA_VERSION = MIGRATIONS[-1].number


def version_of(db: sqlite3.Connection) -> int:
    """The schema version that a connection's file is at; 0 for a new one."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: sqlite3.Connection, migrations: tuple[Migration, ...] = MIGRATIONS) -> list[Migration]:
    """Applies what is missing, each migration in a transaction of its own, and returns what was applied.

    A migration that fails leaves the file as the one before it left it. Raises sqlite3.Error.
    """
    done = []
    for migration in migrations:
        # A second program may be migrating the same file: the version is read again under the write lock.
        db.execute("BEGIN IMMEDIATE")
        try:
            if migration.number > version_of(db):
                for sentence in _sentences(migration.sql):
                    db.execute(sentence)
                now = datetime.now(UTC).isoformat(timespec="seconds")
                db.execute("INSERT INTO migrations VALUES (?, ?, ?)", (migration.number, migration.name, now))
                db.execute(f"PRAGMA user_version = {migration.number:d}")
                done.append(migration)
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
    return done


def _sentences(sql: str) -> list[str]:
    """Splits a script into its SQL sentences (`executescript` would commit the transaction that it runs in)."""
    found, part = [], ""
    for line in sql.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            found.append(part.strip())
            part = ""
    return found
