"""The JSON export: the shape of the gold files, described by `schema.json` (JSON Schema, draft 2020-12).

One object of tables, those of `account_rows` in their order; reports stand by their id. The same readings and links give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

from ..account import Material
from ..model import Judgement, Run
from .account_rows import tables
from .json_text import escaped, indented, member
from .parcel import Parcel

Json = dict[str, Any]


def chunks(parcel: Parcel) -> Iterator[bytes]:
    """The account of a case as one JSON document, row after row: the bytes that `to_bytes` gives for all of it."""
    yield b"{"
    for n, (key, rows) in enumerate(tables(parcel)):
        yield from member(key, rows, first=n == 0, by="id" if key == "reports" else None)
    yield b"\n}\n"


def schema() -> Json:
    """The JSON Schema of the export, as it ships with the package. Its definition `line` is that of a line of JSON Lines."""
    found: Json = json.loads(files(__package__).joinpath("schema.json").read_text(encoding="utf-8"))
    return found


def to_bytes(account: Json) -> bytes:
    """An export as UTF-8 with a final line break. Lone surrogates and what a terminal would obey become JSON escapes."""
    return escaped(f"{indented(account)}\n")


def to_json(
    material: Material,
    runs: Sequence[Run] = (),
    judgements: Sequence[Judgement] = (),
    notes: Sequence[str] = (),
    *,
    private: bool = False,
    full_text: bool = False,
) -> Json:
    """The whole account as plain values, with what people judged and what could not be done; `private` and `full_text` as in `Parcel`.

    Private persons have no row in `actors`, and are named by no field, unless `private`: their words stay, under the source
    as written, and judgements about them are left out.
    """
    parcel = Parcel("", material, tuple(runs), tuple(judgements), tuple(notes), private, full_text)
    return {key: {row.pop("id"): row for row in rows} if key == "reports" else list(rows) for key, rows in tables(parcel)}
