"""The account as a folder of Parquet tables with real types, lists and descriptions, for DuckDB, pandas, Polars, R.

A lone surrogate, which UTF-8 and so Parquet has not, becomes ⟨U+D800⟩ in tables; in full texts U+FFFD, so that offsets hold. All else is
kept as it is, unlike in CSV.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..model.visible import visible
from .csv_tables import text_bytes
from .parcel import Parcel
from .tables import Column, Record, Table
from .tables.dictionary import DICTIONARY, dictionary
from .tables.streams import table_files

_GROUP = 8_192  # rows of a row group
_TEXTS = 64  # full texts of a row group
_LONE = re.compile("[\ud800-\udfff]")
_KINDS = {"string": pa.string(), "date": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
_TEXT_SCHEMA = pa.schema(
    [
        pa.field("report", pa.string(), nullable=False, metadata={"description": "the report"}),
        pa.field("text", pa.string(), nullable=False, metadata={"description": "its text as it was decoded, which offsets count in"}),
    ],
    metadata={"description": "One row is the text of a report.", "primary_key": '["report"]'},
)


def files(parcel: Parcel) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The files of the folder: the tables, the texts if they go along, and the dictionary."""
    yield from table_files(parcel, ".parquet", lambda table: _Columns(schema_of(table), _GROUP))
    if parcel.full_text:
        yield "texts.parquet", _texts(parcel)
    yield DICTIONARY, [dictionary()]


def schema_of(table: Table) -> pa.Schema:
    """The schema of a table: types, what may be empty, descriptions and keys. Lists and their items are never null."""
    keys = [{"columns": f.columns, "table": f.table, "of": f.names} for f in table.foreign]
    told = {"description": f"One row is {table.what}.", "primary_key": json.dumps(table.key), "foreign_keys": json.dumps(keys)}
    return pa.schema([_field(column) for column in table.columns], metadata=told)


def _field(column: Column) -> pa.Field:
    kind = _KINDS[column.kind]
    if column.many:
        kind = pa.list_(pa.field("element", kind, nullable=False))
    return pa.field(column.name, kind, nullable=column.optional, metadata={"description": column.what})


class _Columns:
    """A table as Parquet in pieces: a row group after so many rows. The same rows give the same bytes with the same pyarrow."""

    def __init__(self, schema: pa.Schema, rows: int) -> None:
        self._schema, self._most = schema, rows
        self._held: list[Record] = []
        self._out = _Sink()
        self._writer = pq.ParquetWriter(self._out, schema, version="2.6", compression="zstd", use_dictionary=True, write_statistics=True)

    def add(self, rows: Iterable[Record]) -> bytes:
        """The bytes of the row groups that are full."""
        self._held += rows
        while len(self._held) >= self._most:
            self._write(self._held[: self._most])
            del self._held[: self._most]
        return self._out.taken()

    def end(self) -> bytes:
        """The bytes of the last row group, and of the foot."""
        if self._held:
            self._write(self._held)
            self._held = []
        self._writer.close()
        return self._out.taken()

    def _write(self, rows: Sequence[Record]) -> None:
        columns = [_array([row[field.name] for row in rows], field.type) for field in self._schema]
        self._writer.write_table(pa.Table.from_arrays(columns, schema=self._schema), row_group_size=self._most)


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array([_valid(value) for value in values], kind)


def _valid(value: Any) -> Any:
    """A value with its lone surrogates made visible."""
    if isinstance(value, str):
        return _LONE.sub(lambda m: visible(m[0]), value)
    return [_valid(item) for item in value] if isinstance(value, tuple) else value


def _texts(parcel: Parcel) -> Iterator[bytes]:
    columns = _Columns(_TEXT_SCHEMA, _TEXTS)
    for reading in parcel.material.readings:
        yield columns.add([{"report": reading.report.id, "text": text_bytes(reading.report).decode()}])
    yield columns.end()


class _Sink:
    """A file that only grows, whose bytes can be taken away as they come."""

    closed = False
    mode = "wb"

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        self._size += len(data)
        return len(data)

    def tell(self) -> int:
        return self._size

    def flush(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def taken(self) -> bytes:
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data
