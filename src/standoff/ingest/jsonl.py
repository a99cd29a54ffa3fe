"""JSON Lines: one report to a line, `id, outlet, url, published, title, text`; only `text` is required. A bad line costs only itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from standoff.model import BadInput, Dated

from .build import Raw, with_title
from .dates import iso_date
from .decode import binary, decode

_SURROGATE = re.compile("[\ud800-\udfff]")
_SHAPE = (
    'a line looks like {"text": "...", "outlet": "...", "published": "2019-04-30", "title": "...", "url": "..."}, each report on one line.'
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: its number, and the report in it or what is wrong with it."""

    number: int
    where: str
    result: Raw | BadInput


def looks_like_jsonl(data: bytes) -> bool:
    """Whether bytes begin with a JSON object, alone on its line."""
    first = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1_000_000].split(b"\n", 1)[0].strip()
    if not first.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return first.startswith(b'{"')


def read_jsonl(stream: BinaryIO, file: str, *, where: str, limit: int) -> Iterator[Line]:
    """Reads a stream line by line, so that its size does not matter. `limit` is the most bytes that one report's text may have.

    Raises BadInput when the stream is binary or in UTF-16, which cannot be read by lines.
    """
    most = 6 * limit + 65_536  # a character takes up to six bytes as \\uXXXX
    number = 0
    while line := stream.readline(most + 1):
        number += 1
        at = f"{where} line {number}"
        if number == 1:
            binary(line, where=where)
            if line.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise BadInput("JSON Lines has to be UTF-8, this is UTF-16.", where=where, hint="convert it: `iconv -f UTF-16 -t UTF-8`.")
            if line.strip() in {b"[", b"[{"} or line.lstrip().startswith(b"[{"):
                raise BadInput(
                    "It is one JSON array, not JSON Lines.", where=where, hint="convert it, e.g. `jq -c '.[]' FILE > FILE.jsonl`."
                )
        if len(line) > most:
            while not line.endswith(b"\n") and (line := stream.readline(most)):
                pass
            yield Line(number, at, _too_long(at, limit))
            continue
        if line.strip():
            try:
                yield Line(number, at, _read(line, file, number, at, limit))
            except BadInput as fault:
                yield Line(number, at, fault)


def _too_long(at: str, limit: int) -> BadInput:
    return BadInput(f"The report is longer than the limit of {limit:,} bytes.", where=at, hint="split it into one line per report.")


def _read(line: bytes, file: str, number: int, at: str, limit: int) -> Raw:
    decoded = decode(line, where=at)
    try:
        record = json.loads(decoded.text)
    except ValueError as error:
        column = f" at character {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise BadInput(f"It is not JSON: {reason}{column}.", where=at, hint=f"correct or delete the line; {_SHAPE}") from error
    except RecursionError as error:
        raise BadInput("It is JSON nested too deep.", where=at, hint=_SHAPE) from error
    if not isinstance(record, dict):
        raise BadInput(f"It holds {_kind(record)}, not an object.", where=at, hint=_SHAPE)
    text = record.get("text")
    if not isinstance(text, str):
        fault = "It has no text." if text is None else f"Its text is {_kind(text)}, not a string."
        raise BadInput(fault, where=at, hint=f"fields here: {', '.join(map(str, record)) or 'none'}; {_SHAPE}")
    if not text.strip():
        raise BadInput("Its text is empty.", where=at, hint="put the text of the report into it, or delete the line.")
    if "\0" in text:
        raise BadInput("Its text holds zero characters: it is binary data.", where=at, hint="export the text again.")
    if len(text.encode("utf-8", "surrogatepass")) > limit:
        raise _too_long(at, limit)
    notes = list(decoded.notes)
    # Half a surrogate pair is no character; it is replaced as a decoder would.
    if _SURROGATE.search(text):
        text = _SURROGATE.sub("\ufffd", text)
        notes.append("Half surrogate pairs in the JSON stand as U+FFFD.")
    fields = {name: _field(record, name, notes) for name in ("id", "outlet", "url", "published", "title")}
    return Raw(
        file=f"{file}#{fields['id']}" if fields["id"] else f"{file}:{number}",
        text=with_title(fields["title"], text),
        encoding=decoded.encoding,
        outlet=fields["outlet"],
        published=_date(fields["published"], notes),
        url=fields["url"],
        title=fields["title"],
        titled=fields["title"] is not None,
        notes=tuple(notes),
    )


def _field(record: dict[str, object], name: str, notes: list[str]) -> str | None:
    value = record.get(name)
    if value is None:
        return None
    if name in {"id", "published"} and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        notes.append(f"{name} is {_kind(value)}, not a string; it was left out.")
        return None
    cleaned = _SURROGATE.sub("\ufffd", value)
    return cleaned.strip() if cleaned.strip() else None


def _date(written: str | None, notes: list[str]) -> Dated | None:
    if written is None:
        return None
    try:
        return Dated(iso_date(written), "field published")
    except ValueError as error:
        notes.append(f"published: {error}; it was left out.")
        return None


def _kind(value: object) -> str:
    names: dict[type, str] = {
        dict: "an object",
        list: "an array",
        str: "a string",
        bool: "true or false",
        int: "a number",
        float: "a number",
    }
    return names.get(type(value), "null")
