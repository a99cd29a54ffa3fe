"""The way through this room: every input in turn, each fault a value, nothing read twice."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

from standoff.model import BadInput, Report

from .address import Address
from .build import LIMIT, Raw, build
from .decode import binary, decode
from .fetch import PLAIN, fetch
from .html import looks_like_html, read_html
from .inputs import HTML, LINES, Input, inputs
from .jsonl import looks_like_jsonl, read_jsonl
from .meta import Meta, Row
from .outlet import from_host
from .values import Duplicate, Ingested, Item, Skipped


def ingest(
    paths: Sequence[str | Path],
    *,
    meta: Path | None = None,
    outlet: str | None = None,
    stdin: BinaryIO | None = None,
    limit: int = LIMIT,
    allow_private: bool = False,
) -> Iterator[Item]:
    """Reads inputs one by one, as they are asked for: an address is fetched when its turn comes.

    Yields `Ingested` for each report, `BadInput` (a value, not raised) for each input or line that cannot be read, `Duplicate` for one
    that repeats a report of this call, `Skipped` for a file in a folder that is no report by its name; at the end a `BadInput` for every
    row of the metadata file that no input answered to. A metadata file that cannot be used ends the call at once, with that one fault:
    without outlets the reports would get other ids.

    `paths`: files, folders, http(s) addresses, "-" for `stdin` (the process's own by default). `outlet`: for reports whose metadata row
    names none. `limit`: bytes that one report may have. `allow_private`: fetch also from this computer and private networks.
    """
    table: Meta | None = None
    if meta is not None:
        try:
            table = Meta.read(meta)
        except BadInput as fault:
            yield fault
            return
        yield from table.problems
    seen: dict[str, str] = {}
    for entry in inputs(paths):
        if isinstance(entry, Skipped | BadInput):
            if not (meta and isinstance(entry, Skipped) and _same_file(entry.file, meta)):
                yield entry
            continue
        items = _fetched(entry, table, outlet, limit, allow_private) if entry.url else _read(entry, table, outlet, stdin, limit)
        for item in items:
            if isinstance(item, Ingested) and item.report.id in seen:
                yield Duplicate(item.report.file, seen[item.report.id], item.report.id)
                continue
            if isinstance(item, Ingested):
                seen[item.report.id] = item.report.file
            yield item
    if table is not None:
        yield from table.unused()


def _read(entry: Input, table: Meta | None, outlet: str | None, stdin: BinaryIO | None, limit: int) -> Iterator[Ingested | BadInput]:
    """The reports of one input."""
    try:
        with ExitStack() as closing:
            stream = closing.enter_context(entry.path.open("rb")) if entry.path else (stdin or sys.stdin.buffer)
            suffix = entry.path.suffix.lower() if entry.path else ""
            if suffix in LINES:
                yield from _lines(stream, entry, table, outlet, limit)
                return
            data = stream.read(limit + 1)
            binary(data, where=entry.where)
            # Only what came without a name is judged by its content: a .txt may well begin with a bracket.
            if suffix not in HTML and suffix != ".txt" and looks_like_jsonl(data):
                rest = io.BytesIO(data + stream.read()) if len(data) > limit else io.BytesIO(data)
                yield from _lines(rest, entry, table, outlet, limit)
                return
            if len(data) > limit:
                raise BadInput(
                    f"It is longer than the limit of {limit:,} bytes for one report.",
                    where=entry.where,
                    hint="split it into one file per report, or put the reports into JSON Lines (.jsonl), one to a line.",
                )
            page = suffix in HTML or looks_like_html(data)
            raw = read_html(data, entry.name, where=entry.where) if page else _text(data, entry.name, entry.where)
            yield Ingested(_report(raw, entry, table, outlet, entry.where), data if page else None)
    except BadInput as fault:
        yield fault
    except OSError as error:
        yield BadInput(f"It cannot be read ({error.strerror or error}).", where=entry.where, hint="check its permissions.")


def _fetched(entry: Input, table: Meta | None, outlet: str | None, limit: int, allow_private: bool) -> Iterator[Ingested | BadInput]:
    """The report at an address, called by where it was found in the end."""
    assert entry.url is not None
    try:
        got = fetch(entry.url, allow_private=allow_private, limit=limit)
        page = got.content_type != PLAIN or looks_like_html(got.data)
        if page:
            raw = read_html(got.data, got.name, where=entry.where, charset=got.charset)
        else:
            raw = _text(got.data, got.name, entry.where, got.charset)
        raw = replace(raw, url=_stated(raw.url, got.url))
        row = None
        if table is not None:
            row = table.at(entry.url, got.url) or table.of(entry.url, got.url, got.name)
        yield Ingested(build(raw, row, outlet, where=entry.where), got.data if page else None)
    except BadInput as fault:
        yield fault


def _stated(canonical: str | None, url: str) -> str:
    """The address that a page gives as its own, if it is of the house that the page came from; a page cannot speak for another."""
    try:
        stated = str(Address.parse(urljoin(url, canonical or ""), where=url))
    except (BadInput, ValueError):
        return url
    return stated if _house(stated) == _house(url) else url


def _house(url: str) -> str:
    return from_host(url) or urlsplit(url).netloc


def _text(data: bytes, name: str, where: str, charset: str | None = None) -> Raw:
    decoded = decode(data, where=where, charset=charset)
    return Raw(name, decoded.text, decoded.encoding, notes=decoded.notes)


def _lines(stream: BinaryIO, entry: Input, table: Meta | None, outlet: str | None, limit: int) -> Iterator[Ingested | BadInput]:
    """The reports of a JSON Lines file; an empty one is a fault."""
    count = 0
    for line in read_jsonl(stream, entry.name, where=entry.where, limit=limit):
        count += 1
        try:
            if isinstance(line.result, BadInput):
                raise line.result
            yield Ingested(_report(line.result, entry, table, outlet, line.where))
        except BadInput as fault:
            yield fault
    if not count:
        raise BadInput("It is empty.", where=entry.where, hint="put one JSON object to a line into it, or leave it out.")


def _report(raw: Raw, entry: Input, table: Meta | None, outlet: str | None, where: str) -> Report:
    return build(raw, _row(raw, entry, table), outlet, where=where)


def _row(raw: Raw, entry: Input, table: Meta | None) -> Row | None:
    """The metadata of a report: by its own name (a line of a file has one), then by the path of its file."""
    if table is None:
        return None
    path = str(entry.path.absolute()) if entry.path else entry.name
    if raw.file == entry.name:
        return table.of(path)
    own = path.removesuffix(entry.name.rsplit("/", 1)[-1]) + raw.file.rsplit("/", 1)[-1]
    return table.of(own, path)


def _same_file(name: str, path: Path) -> bool:
    try:
        return Path(name).samefile(path)
    except OSError:
        return False
