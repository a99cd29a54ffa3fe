"""Rows that a notebook shows as a table and that are a tuple for everything else.

What stands in the columns of a kind of row is described once, in `notebook_rows`. Every passage comes with its source and cue, by section 6
of the design: it is set from its pieces, never from the content alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, SupportsIndex, TypeVar, overload

from ..model.notebook import InNotebooks

T = TypeVar("T")


class Table(tuple[T, ...], InNotebooks):
    """Rows of one kind. A slice of them is a table too."""

    __slots__ = ()

    @overload
    def __getitem__(self, key: SupportsIndex, /) -> T: ...
    @overload
    def __getitem__(self, key: slice[Any, Any, Any], /) -> Table[T]: ...
    def __getitem__(self, key: Any, /) -> Any:
        found = super().__getitem__(key)
        return Table(found) if isinstance(key, slice) else found


def table(rows: Iterable[T]) -> Table[T]:
    """The rows as a table."""
    return Table(rows)
