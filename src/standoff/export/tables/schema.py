"""What a table is: its columns, each with type and description, its keys, and what makes its records.

One description serves notebooks, pages, CSV, Parquet and the reference page, so that none of them can tell it otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ..parcel import Parcel

Record = dict[str, Any]
Kind = Literal["string", "integer", "number", "boolean", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `optional` tells that it may be empty (None), `many` that it holds a list, which may have no items but is never None.

    A `date` is a text: year, month, day or time in ISO 8601, as precise as known.
    """

    name: str
    kind: Kind
    what: str
    optional: bool = False
    many: bool = False


@dataclass(frozen=True, slots=True)
class Foreign:
    """Columns whose values are those of columns of another table, unless one of them is empty; of a list each item."""

    columns: tuple[str, ...]
    table: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `what` says what one row is; `rows` gives the rows of a view, `flat` the records that one of them makes.

    `key` are the columns that tell its records apart, none where no few of them do. Tables next to one another with the same `rows` are
    made together.
    """

    name: str
    what: str
    columns: tuple[Column, ...]
    flat: Callable[[Any], Sequence[Record]]
    rows: Callable[[Parcel], Iterable[Any]]
    key: tuple[str, ...] = ()
    foreign: tuple[Foreign, ...] = ()

    @property
    def names(self) -> list[str]:
        """The names of the columns, in their order."""
        return [column.name for column in self.columns]


def string(name: str, what: str, *, optional: bool = False) -> Column:
    """A text."""
    return Column(name, "string", what, optional)


def strings(name: str, what: str) -> Column:
    """A list of texts."""
    return Column(name, "string", what, many=True)


def integer(name: str, what: str, *, optional: bool = False) -> Column:
    """A whole number."""
    return Column(name, "integer", what, optional)


def number(name: str, what: str, *, optional: bool = False) -> Column:
    """A number."""
    return Column(name, "number", what, optional)


def boolean(name: str, what: str, *, optional: bool = False) -> Column:
    """Yes or no."""
    return Column(name, "boolean", what, optional)


def date(name: str, what: str, *, optional: bool = True) -> Column:
    """A date, as precise as known."""
    return Column(name, "date", what, optional)


def refers(columns: str | tuple[str, ...], table: str, names: str | tuple[str, ...] = "id") -> Foreign:
    """That columns lead to a row of another table."""
    return Foreign((columns,) if isinstance(columns, str) else columns, table, (names,) if isinstance(names, str) else names)


REPORT = refers("report", "reports")


def joined(record: Record) -> Record:
    """A record with each list as one text, its items parted by "; "; None where it has none."""
    return {name: _text(value) if isinstance(value, tuple | list) else value for name, value in record.items()}


def _text(items: Sequence[object]) -> str | None:
    return "; ".join(str(item) for item in items if item is not None) or None
