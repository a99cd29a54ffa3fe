"""The layers of a reading as tables: one description per layer serves both the writer and the query."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import Event, Figure, HeldRole, Label, Mention, OpenQuestion, Reading, Report, Senses, Span, Statement
from .codec import Cell, pack, pack_list, pack_spans, span_cells, unpack, unpack_spans


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
        """The columns that `item` takes, in their order, after that of the reading."""
        pairs = [f"{name}_{edge}" for name in self.spans for edge in ("start", "end")]
        return ", ".join(f'"{name}"' for name in ("reading", *self.values, *self.flags, *self.lists, *pairs, "start", "end"))

    def item(self, row: Sequence[Any], **more: Any) -> Any:
        """The item of a row of `columns`. What `more` gives stands in the place of the main span."""
        cells = iter(row)
        next(cells)
        fields = {name: next(cells) for name in self.values}
        if bytes in map(type, row):
            fields = {name: unpack(value) for name, value in fields.items()}
        for name in self.flags:
            fields[name] = bool(next(cells))
        for name in self.lists:
            fields[name] = tuple(json.loads(next(cells)))
        for name in self.spans if more else (*self.spans, self.main):
            start, end = next(cells), next(cells)
            fields[name] = None if start is None else Span(start, end)
        return self.cls(**fields, **more)


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
EVENTS = Layer("events", Event, ("id", "type", "status", "voice"), spans=("place", "date"), lists=("agents", "recipients"), main="trigger")
HELD_ROLES = Layer("held_roles", HeldRole, ("id", "holder"), spans=("since",), field="roles")
LAYERS = (MENTIONS, STATEMENTS, FIGURES, LABELS, OPEN_QUESTIONS, EVENTS, HELD_ROLES)


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


def read_readings(db: sqlite3.Connection, reports: Mapping[str, Report]) -> dict[str, Reading]:
    """The current readings of these reports, by report id."""
    heads = [h for h in db.execute("SELECT * FROM readings WHERE current ORDER BY number") if h["report"] in reports]
    wanted = pack_list(head["number"] for head in heads)
    plain = db.cursor()
    plain.row_factory = None  # tuples: a large case has hundreds of thousands of rows

    def rows(columns: str, table: str, order: str) -> Iterable[Any]:
        where = "reading IN (SELECT value FROM json_each(?))"
        return plain.execute(f"SELECT {columns} FROM {table} WHERE {where} ORDER BY {order}", (wanted,))

    items: dict[str, dict[int, list[Any]]] = {layer.table: defaultdict(list) for layer in LAYERS}
    contents: dict[tuple[int, str], list[Span]] = defaultdict(list)
    for reading, statement, start, end in rows("reading, statement, start, end", "contents", "reading, statement, n"):
        contents[reading, statement].append(Span(start, end))
    for layer in LAYERS:
        of = items[layer.table]
        for row in rows(layer.columns(), layer.table, "reading, n"):
            of[row[0]].append(layer.item(row, content=tuple(contents[row[0], row[1]])) if layer is STATEMENTS else layer.item(row))
    senses = {reading: Senses(width, found) for reading, width, found in rows("reading, width, rows", "senses", "reading")}
    return {
        head["report"]: Reading(
            report=reports[head["report"]],
            run=head["run"],
            sentences=unpack_spans(head["sentences"]),
            notes=tuple(json.loads(head["notes"])),
            senses=senses.get(head["number"]),
            **{layer.name: tuple(items[layer.table][head["number"]]) for layer in LAYERS},
        )
        for head in heads
    }


def insert(db: sqlite3.Connection, table: str, rows: Iterable[Mapping[str, Cell]]) -> None:
    """Inserts rows that all have the same columns."""
    rows = list(rows)
    if rows:
        names = list(rows[0])
        columns = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" for _ in names)
        db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", [tuple(row[name] for name in names) for row in rows])
