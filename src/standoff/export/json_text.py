"""JSON as bytes that every reader takes: valid UTF-8, nothing in it that a terminal would obey, no line end but those of the writer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

# Further control characters, line separators (one of which some readers end a line at), direction overrides.
_OBEYED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_INDENTED = json.JSONEncoder(ensure_ascii=False, indent=1)
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_BATCH = 500  # rows that are written at once: the encoder starts anew for each piece


def indented(value: Any) -> str:
    """A value as JSON, indented by one space."""
    return _INDENTED.encode(value)


def compact(value: Any) -> str:
    """A value as JSON in one line, whatever texts it holds."""
    return _COMPACT.encode(value)


def escaped(text: str) -> bytes:
    """JSON as UTF-8. Lone surrogates and what a terminal or a reader of lines would obey become JSON escapes."""
    return _OBEYED.sub(lambda m: f"\\u{ord(m[0]):04x}", text).encode("utf-8", "backslashreplace")


def member(key: str, rows: Iterable[Any], *, first: bool, by: str | None = None) -> Iterator[bytes]:
    """A list as a member of an indented object, in pieces; with `by` an object of the rows, which lose that field, by it.

    Behind an opening brace, and before a line end and a closing one, the members are what `indented` gives for the object.
    """
    left, right = "{}" if by else "[]"
    begun, taken = False, iter(rows)
    yield escaped(f"{'' if first else ','}\n {indented(key)}: {left}")
    while batch := list(islice(taken, _BATCH)):
        # Texts hold no line end once they are JSON, so that what stands at one is the indentation.
        text = indented({row.pop(by): row for row in batch} if by else batch)[1:-2].replace("\n", "\n ")
        yield escaped(f"{',' if begun else ''}{text}")
        begun = True
    yield escaped(("\n " if begun else "") + right)
