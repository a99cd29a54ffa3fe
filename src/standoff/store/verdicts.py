"""What the pair network said of two passages, kept in the case file so that it is asked only once."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator, MutableMapping


class RememberedVerdicts(MutableMapping[str, tuple[float, ...]]):
    """Verdicts by the key of their pair. What is set is written with the links that it led to, by `write`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._used: dict[str, tuple[float, ...]] = {}
        self._new: set[str] = set()

    def __getitem__(self, pair: str) -> tuple[float, ...]:
        if pair not in self._used:
            row = self._db.execute("SELECT relation FROM verdicts WHERE pair = ?", (pair,)).fetchone()
            if row is None:
                raise KeyError(pair)
            self._used[pair] = struct.unpack(f"<{len(row[0]) // 8}d", row[0])
        return self._used[pair]

    def __setitem__(self, pair: str, verdict: tuple[float, ...]) -> None:
        self._used[pair] = verdict
        self._new.add(pair)

    def __delitem__(self, pair: str) -> None:
        raise TypeError("A verdict is not taken back; those that are used no more go when the whole case is compared.")

    def __iter__(self) -> Iterator[str]:
        kept = (str(row[0]) for row in self._db.execute("SELECT pair FROM verdicts"))
        return iter(dict.fromkeys([*kept, *self._used]))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def write(self, db: sqlite3.Connection, *, only_used: bool = False) -> None:
        """Writes the verdicts that are new; with `only_used` those go that nobody asked for."""
        if only_used:
            kept = [str(row[0]) for row in db.execute("SELECT pair FROM verdicts")]
            db.executemany("DELETE FROM verdicts WHERE pair = ?", [(pair,) for pair in kept if pair not in self._used])
        rows = ((pair, struct.pack(f"<{len(v := self._used[pair])}d", *v)) for pair in sorted(self._new))
        db.executemany("INSERT OR REPLACE INTO verdicts VALUES (?, ?)", rows)
