"""The coverage matrix as pages show it: which outlets have a column, where a square leads, how the others tell a thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..case.pages import ThingRow, Told
from .desk import Desk
from .outlets import Tag
from .render import tag
from .urls import url

_COLUMNS = 16  # outlets of the matrix; the others are counted


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of the matrix: how an outlet tells a thing (None: it has no report on the event), and where.

    `near` tells that it is silent as far as passages could be joined, but has a sentence on the same matter: that is where `href` leads.
    """

    tag: Tag
    told: Told | None
    href: str | None
    near: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix as shown: where it leads, its squares, and how the outlets without a column tell it."""

    row: ThingRow
    href: str
    cells: Sequence[Cell]
    others: Sequence[tuple[Tag, Told]]
    question: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """A part of the matrix: its columns, its rows, whether outlets without a column are counted behind them."""

    columns: Sequence[Tag]
    lines: Sequence[Line]
    others: bool


def matrix(desk: Desk, rows: Sequence[ThingRow]) -> Matrix:
    """Rows against outlets: all of these, or of many those that tell most of the rows."""
    telling: dict[str, int] = {}
    for row in rows:
        for cell in row.cells:
            telling[cell.outlet] = telling.get(cell.outlet, 0) + (cell.first is not None)
    every = list(desk.view.material.outlets)
    if len(every) > _COLUMNS:
        kept = set(sorted((o for o in telling if telling[o]), key=lambda o: (-telling[o], every.index(o)))[:_COLUMNS])
        every = [o for o in every if o in kept]
    lines, last = [], None
    for row in rows:
        cells = {c.outlet: c for c in row.cells}
        near = {n.outlet: n.evidence for n in row.near}
        squares = []
        for outlet in every:
            found = cells.pop(outlet, None)
            first = (found.first or near.get(outlet)) if found else None
            href = url("passage", report=first.report, start=first.span.start, end=first.span.end) if first else None
            squares.append(Cell(tag(outlet), found.told if found else None, href, outlet in near))
        others = [(tag(c.outlet), c.told) for c in cells.values()]
        lines.append(Line(row, leads(row), squares, others, row.question is not None and row.id != last))
        last = row.id
    return Matrix([tag(outlet) for outlet in every], lines, any(line.others for line in lines))


def leads(row: ThingRow) -> str:
    """The page of a thing."""
    if row.of == "events":
        return url("timeline", event=row.id)
    return url("claim" if row.of == "claims" else "dispute", id=row.id)
