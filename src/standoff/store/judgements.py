"""A person's decisions in the case file: only ever added, with the passages that each is about."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from ..model import Anchor, Judgement
from .codec import Cell, pack, span_of, unpack
from .layers import insert

_NAMES = ("id", "kind", "about", "left", "right", "at", "by", "note")
PASSAGES = "judged_passages"


def write_judgement(db: sqlite3.Connection, judgement: Judgement) -> None:
    """Adds a decision with its passages."""
    insert(db, "judgements", [{name: pack(getattr(judgement, name)) for name in _NAMES}])
    rows: list[dict[str, Cell]] = [
        {
            "judgement": judgement.id,
            "side": side,
            "n": n,
            "report": anchor.report,
            "sha256": anchor.sha256,
            "start": anchor.span.start,
            "end": anchor.span.end,
            "quote": pack(anchor.quote),
        }
        for side, anchors in enumerate(judgement.sides)
        for n, anchor in enumerate(anchors)
    ]
    insert(db, PASSAGES, rows)


def read_judgements(db: sqlite3.Connection) -> tuple[Judgement, ...]:
    """The decisions in the order in which they were made."""
    sides: dict[str, dict[int, list[Anchor]]] = defaultdict(lambda: defaultdict(list))
    for row in db.execute(f"SELECT * FROM {PASSAGES} ORDER BY judgement, side, n"):
        span = span_of(row)
        assert span is not None
        sides[row["judgement"]][row["side"]].append(Anchor(row["report"], row["sha256"], span, unpack(row["quote"])))
    made = []
    for row in db.execute("SELECT * FROM judgements ORDER BY n"):
        mine = sides.get(row["id"], {})
        kept = tuple(tuple(mine.get(k, ())) for k in range(max(mine, default=-1) + 1))
        made.append(Judgement(**{name: unpack(row[name]) for name in _NAMES}, sides=kept))
    return tuple(made)
