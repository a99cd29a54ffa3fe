"""Rows as CSV for spreadsheets, with nothing in them that a spreadsheet would run.

UTF-8 with a byte order mark: without one Excel reads a CSV file in the code page of the country, and names come out broken; other programs
skip the mark or know it as `utf-8-sig`. Records end in CRLF and cells are quoted as RFC 4180 has it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..model.visible import visible

# What a spreadsheet may take for the beginning of a formula, with what it may pass over before it: the start of a cell, or what becomes one
# where the program parts cells at semicolons; white space, quotation marks, marks that show nothing; = + - @ in any form.
_FORMULA = re.compile(
    "(?P<at>\\A|;)(?P<rest>[\\s'\"`´‘’‚‛“”„‟«»‹›\u061c\u200c-\u200f]*[=+\\-@\u2a75\u2a76\ufb29\u207a\u207c\u208a\u208c"
    "\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20])"
)


def to_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    """Rows as CSV under a head of these columns; a cell that a row does not have stays empty, as does None.

    Numbers stay numbers, True and False are `true` and `false`, lists are joined by "; ". In texts line breaks become " ¶ ", control
    characters and direction overrides are made visible, and formulas are made texts (see `guarded`).
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(name) for name in columns])
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe stands before what could begin one (OWASP, "CSV Injection").

    That is = + - or @, in any compatible form, at the beginning or behind a semicolon, white space and quotation marks passed over. One
    apostrophe taken off at each such place gives the text back.
    """
    return _FORMULA.sub(r"\g<at>'\g<rest>", text)


def _cell(value: Any) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple):
        value = "; ".join(str(item) for item in value if item is not None)
    return guarded(visible(str(value), lines=False))
