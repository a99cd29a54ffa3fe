"""The layers of a reading as tables: one description per layer serves both the writer and the query."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from operator import itemgetter
from typing import Any

from ..model import (
    Event,
    Figure,
    HeldRole,
    Label,
    Leaning,
    Mention,
    OpenQuestion,
    Reading,
    Report,
    Senses,
    Span,
    Statement,
    TimeExpression,
    Tone,
)
from .codec import Cell, Shared, pack, pack_list, pack_spans, span_cells, unpack, unpack_spans
from .syntax import COLUMNS, syntax_of, syntax_row


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer: its table, its class, and its fields by how they are kept.

    A span field becomes start, end and characters (the field named `main` without a prefix), a list becomes JSON.
    """

    table: str
    cls: type[Any]
    values: tuple[str, ...]
    spans: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    main: str = "span"
    field: str = ""  # of the reading, where it is not named like the table

    @property
    def name(self) -> str:
        """The field of the reading that holds the layer."""
        return self.field or self.table

    def row(self, text: str, item: Any) -> dict[str, Cell]:
        """The cells of an item. Raises OffsetError when a span does not lie in the text."""
        cells: dict[str, Cell] = {name: pack(getattr(item, name)) for name in (*self.values, *self.flags)}
        cells["start"], cells["end"], cells["quote"] = span_cells(text, getattr(item, self.main))
        for name in self.spans:
            cells[f"{name}_start"], cells[f"{name}_end"], cells[name] = span_cells(text, getattr(item, name))
        return cells | {name: pack_list(getattr(item, name)) for name in self.lists}

    def columns(self) -> str:
        """The columns that `items` takes, in their order, after that of the reading."""
        pairs = [f"{name}_{edge}" for name in self.spans for edge in ("start", "end")]
        return ", ".join(f'"{name}"' for name in ("reading", *self.values, *self.flags, *self.lists, *pairs, "start", "end"))

    def items(self, rows: Sequence[Sequence[Any]], shared: Shared, content: Mapping[str, Sequence[Span]] | None = None) -> tuple[Any, ...]:
        """The items of rows of `columns`, those of one reading. `content`, by the id of its statement, has no columns of its own."""
        if not rows:
            return ()
        # Column by column: several times as fast as row by row.
        columns = iter(list(zip(*rows, strict=True))[1:])
        made: dict[str, Iterable[Any]] = {}
        for name in self.values:
            cells = next(columns)
            keep = (shared.ids if name in _IDS else shared.words).setdefault
            made[name] = list(map(unpack, cells)) if bytes in map(type, cells) else list(map(keep, cells, cells))
        for name in self.flags:
            made[name] = map(bool, next(columns))
        for name in self.lists:
            made[name] = [tuple(shared.ids.setdefault(id, id) for id in json.loads(cell)) for cell in next(columns)]
        for name in (*self.spans, self.main):
            made[name] = map(shared.span_or_none if name in self.spans else shared.span, next(columns), next(columns))
        if content is not None:
            made["content"] = [tuple(content[id]) for id in made["id"]]
        return tuple(map(self.cls, *(made[f.name] for f in fields(self.cls))))


_IDS = frozenset(
    {"id", "antecedent", "parent", "source_mention", "voice", "target", "holder", "mention"}
)  # what one report says again and again
MENTIONS = Layer("mentions", Mention, ("id", "type", "form", "antecedent", "confidence", "reason"))
STATEMENTS = Layer(
    "statements",
    Statement,
    ("id", "kind", "act", "parent", "source_mention", "confidence"),
    spans=("source", "cue", "channel", "addressee"),
    main="hull",
)
FIGURES = Layer("figures", Figure, ("id", "low", "high", "voice"), spans=("of", "place", "date"), flags=("about",))
LABELS = Layer("labels", Label, ("id", "target", "voice"))
OPEN_QUESTIONS = Layer("open_questions", OpenQuestion, ("id", "voice"), spans=("marker",))
EVENTS = Layer(
    "events",
    Event,
    ("id", "type", "status", "voice", "confidence"),
    spans=("place", "date"),
    lists=("agents", "recipients"),
    main="trigger",
)
TIMES = Layer("times", TimeExpression, ("id", "kind"))
HELD_ROLES = Layer("held_roles", HeldRole, ("id", "holder"), spans=("since",), field="roles")
TONES = Layer("tones", Tone, ("id", "mention", "value", "voice", "confidence"))
LEANINGS = Layer("leanings", Leaning, ("id", "holder", "target", "plus", "minus"))
LAYERS = (MENTIONS, STATEMENTS, FIGURES, LABELS, OPEN_QUESTIONS, EVENTS, TIMES, HELD_ROLES, TONES, LEANINGS)


def write_reading(db: sqlite3.Connection, reading: Reading, now: str) -> None:
    """Keeps a reading as the current one of its report, in the place of an earlier one of the same run."""
    text, report = reading.report.text, reading.report.id
    db.execute("DELETE FROM readings WHERE report = ? AND run = ?", (report, reading.run))
    db.execute("UPDATE readings SET current = 0 WHERE report = ?", (report,))
    number = db.execute(
        "INSERT INTO readings (report, run, current, sentences, notes, made) VALUES (?, ?, 1, ?, ?, ?)",
        (report, reading.run, pack_spans(reading.sentences), pack_list(reading.notes), now),
    ).lastrowid
    for layer in LAYERS:
        rows = [{"reading": number, "n": n, **layer.row(text, item)} for n, item in enumerate(getattr(reading, layer.name))]
        insert(db, layer.table, rows)
    contents: list[dict[str, Cell]] = []
    for statement in reading.statements:
        for n, span in enumerate(statement.content):
            start, end, quote = span_cells(text, span)
            contents.append({"reading": number, "statement": statement.id, "n": n, "start": start, "end": end, "quote": quote})
    insert(db, "contents", contents)
    if reading.senses:
        insert(db, "senses", [{"reading": number, "width": reading.senses.width, "rows": reading.senses.rows}])
    if reading.syntax is not None:
        insert(db, "syntax", [syntax_row(number, reading.syntax)])


def read_readings(db: sqlite3.Connection, reports: Mapping[str, Report], *, syntax: bool = True) -> dict[str, Reading]:
    """The current readings of these reports, by report id; without their syntax unless `syntax`."""
    heads = [h for h in db.execute("SELECT * FROM readings WHERE current ORDER BY number") if h["report"] in reports]
    wanted = pack_list(head["number"] for head in heads)

    def taking(columns: str, table: str, order: str) -> Runs:
        rows = db.cursor()
        rows.row_factory = None  # tuples: a large case has hundreds of thousands of rows
        where = "reading IN (SELECT value FROM json_each(?))"
        return Runs(rows.execute(f"SELECT {columns} FROM {table} WHERE {where} ORDER BY {order}", (wanted,)))

    # All layers are read side by side, one reading at a time: what only one report has need not be remembered longer.
    shared = Shared()
    layers = {layer.table: taking(layer.columns(), layer.table, "reading, n") for layer in LAYERS}
    contents = taking("reading, statement, start, end", "contents", "reading, statement, n")
    senses = taking("reading, width, rows", "senses", "reading")
    words = taking(COLUMNS, "syntax", "reading") if syntax else Runs(())
    found: dict[str, Reading] = {}
    for head in heads:
        shared.next_report()
        number, content = head["number"], defaultdict[str, list[Span]](list)
        for _, statement, start, end in contents.of(number):
            content[statement].append(shared.span(start, end))
        items = {
            layer.name: layer.items(layers[layer.table].of(number), shared, content if layer is STATEMENTS else None) for layer in LAYERS
        }
        parsed = [syntax_of(cells) for _, _, *cells in words.of(number)]
        embeddings = [Senses(width, rows) for _, width, rows in senses.of(number)]
        found[head["report"]] = Reading(
            report=reports[head["report"]],
            run=shared.word(head["run"]),
            sentences=unpack_spans(head["sentences"], shared),
            notes=tuple(map(shared.word, json.loads(head["notes"]))),
            senses=embeddings[0] if embeddings else None,
            syntax=parsed[0] if parsed else None,
            **items,
        )
    return found


class Runs:
    """Rows in the order of what they belong to (their first column), given out one owner at a time, in that order."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._ahead = next(self._groups, None)

    def of(self, owner: int) -> list[Any]:
        """The rows of an owner; none where it has none, or where a later one was asked for before."""
        if self._ahead is None or self._ahead[0] != owner:
            return []
        found = list(self._ahead[1])
        self._ahead = next(self._groups, None)
        return found


def insert(db: sqlite3.Connection, table: str, rows: Iterable[Mapping[str, Cell]]) -> None:
    """Inserts rows that all have the same columns."""
    rows = list(rows)
    if rows:
        names = list(rows[0])
        columns = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" for _ in names)
        db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", [tuple(row[name] for name in names) for row in rows])
