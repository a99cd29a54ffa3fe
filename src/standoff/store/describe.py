"""The reference page of the case file, made from the comments that stand in the schema itself."""

from __future__ import annotations

import re
import sqlite3

from .migrate import MIGRATIONS, SCHEMA_VERSION
from .opening import APPLICATION_ID, SUFFIX, connect

_HEAD = f"""# The case file

A case is one SQLite file that ends in `{SUFFIX}`. Its application id is `0x{APPLICATION_ID:08x}`, its `user_version` the schema version
(now {SCHEMA_VERSION}). It is written in WAL mode: while a program has it open, `-wal` and `-shm` files lie beside it. Open it read-only
in any SQLite program, for example Datasette. This page is made from the schema; a test keeps the two the same.

Offsets are Unicode code points into `reports.text`, end exclusive: `quote` is always the characters from `start` to `end`. SQLite's
`substr(text, start + 1, end - start)` counts the same way. A text that is not valid Unicode is kept as bytes.
"""


def describe() -> str:
    """Markdown that names every table, view and column of the schema and says what it holds."""
    db, _ = connect(None, create=True)
    try:
        parts = [_HEAD, "## Migrations\n", *(f"{m.number}. {m.name.replace('_', ' ')}" for m in MIGRATIONS), "\n## Tables\n"]
        tables = db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE '%\\_search%' ESCAPE '\\'"
        )
        parts += [_table(db, name, sql) for name, sql in tables]
    finally:
        db.close()
    parts.append(
        "## Search\n\n`report_search` and `statement_search` are FTS5 indexes over `reports` (text, title) and `statements` (quote); "
        "their rowids are the `number` of the row.",
    )
    return "\n".join(parts) + "\n"


def _table(db: sqlite3.Connection, name: str, sql: str) -> str:
    purpose = re.search(r"--\s*(.+)", sql.splitlines()[0])
    if sql.startswith("CREATE VIEW"):
        names = ", ".join(f"`{column[1]}`" for column in db.execute(f"PRAGMA table_info({name})"))
        return f"### {name} (view)\n\n{purpose[1] if purpose else ''}\n\nColumns: {names}.\n"
    lines = [f"### {name}\n", f"{purpose[1] if purpose else ''}\n", "| column | type | holds |", "|---|---|---|"]
    comments = {m[1]: m[2] for m in re.finditer(r"^\s+(\w+) [^\n]*?--\s*(.+)$", sql, re.M)}
    for column in db.execute(f"PRAGMA table_info({name})"):
        lines.append(f"| `{column[1]}` | {column[2].lower()} | {comments.get(column[1], '')} |")
    return "\n".join(lines) + "\n"
