"""Tables as files, one at a time: rows that several tables are made of are gone through once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO, Protocol

from ..parcel import Parcel
from .every import groups, opened
from .schema import Record, Table

_ROWS = 250  # of a view that are flattened at once
_MEMORY = 1 << 22  # bytes of a table that waits for its turn, before it is put on the disk
_PIECE = 1 << 20


class Writer(Protocol):
    """What makes the bytes of a table out of its records."""

    def add(self, rows: Iterable[Record]) -> bytes:
        """The bytes of some more records, as far as they are ready."""
        ...

    def end(self) -> bytes:
        """The bytes that are left."""
        ...


def table_files(parcel: Parcel, suffix: str, make: Callable[[Table], Writer]) -> Iterator[tuple[str, Iterator[bytes]]]:
    """A file for each table, in their order: its path, and its bytes in pieces, which are taken before the next file or lost."""
    parcel = opened(parcel)
    for first, *others in groups():
        with ExitStack() as stack:
            waiting = [stack.enter_context(SpooledTemporaryFile(_MEMORY)) for _ in others]
            pieces = _together(parcel, (first, *others), [make(table) for table in (first, *others)], waiting)
            yield first.name + suffix, pieces
            deque(pieces, maxlen=0)  # what was not taken is made all the same: the others wait for it
            for table, file in zip(others, waiting, strict=True):
                file.seek(0)
                yield table.name + suffix, iter(lambda file=file: file.read(_PIECE), b"")  # type: ignore[misc]


def _together(parcel: Parcel, tables: Sequence[Table], writers: Sequence[Writer], waiting: Sequence[IO[bytes]]) -> Iterator[bytes]:
    """The bytes of the first table; those of the others go into files."""
    (first, *others), (writer, *theirs) = tables, writers
    rows = iter(first.rows(parcel))
    while some := list(islice(rows, _ROWS)):
        yield writer.add(record for row in some for record in first.flat(row))
        for table, other, file in zip(others, theirs, waiting, strict=True):
            file.write(other.add(record for row in some for record in table.flat(row)))
    yield writer.end()
    for other, file in zip(theirs, waiting, strict=True):
        file.write(other.end())
