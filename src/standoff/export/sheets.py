"""Rows as CSV for spreadsheets, with nothing in them that a spreadsheet would run, or read as something that it is not.

UTF-8 with a byte order mark: without one Excel reads a CSV file in the code page of the country, and names come out broken; other programs
skip the mark or know it as `utf-8-sig`. Records end in CRLF and cells are quoted as RFC 4180 has it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..model.visible import visible

ISO_DATE = r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d.*)?)?)?"  # as precise as known
CELL = 32_767  # UTF-16 code units that a cell of a spreadsheet holds ("Excel specifications and limits")
_SHORT = 40  # code points from which on no text is taken for a number or a date

# What a spreadsheet may take for the beginning of a formula, with what it may pass over before it: the start of a cell, or what becomes one
# where the program parts cells at semicolons; white space, quotation marks, marks that show nothing; = + - @ in any form.
_FORMULA = re.compile(
    "(?P<at>\\A|;)(?P<rest>[\\s'\"`´‘’‚‛“”„‟«»‹›\u061c\u200c-\u200f]*[=+\\-@\u2a75\u2a76\ufb29\u207a\u207c\u208a\u208c"
    "\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20])"
)
# What it may take for a number, a date or a time, and would show as another one: an id such as 12345678e901 as an endless number, May 5
# as that day of this year. Digits with the signs and words that stand in numbers and dates, "true" and "false", the names of faults; behind
# apostrophes too, so that one can be taken off again.
_MISREAD = re.compile(
    r"""'*(?:true|false|\#(?:n/a|name\?|(?:div/0|null|num|ref|value)!)|(?=.*\d)(?:
        [\d\s.,:/()%'’\u2012-\u2015\u20a0-\u20cf$¢£¤¥+-] | (?<=[\d.\s])e(?=\s*[+-]?\d) | [ap]\.?m\b
        | (?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?
            |dec(?:ember)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?![^\W\d_])
        )+)""",
    re.IGNORECASE | re.VERBOSE,
)
# What stays as it is when it is read so: a whole number, a date in ISO 8601; and two numbers with dots between them are none.
_SAME = re.compile(rf"0|[1-9][0-9]{{0,10}}|[0-9]+\.\.[0-9]+|{ISO_DATE}", re.ASCII)


class Sheet:
    """A table as CSV in pieces: what `add` and at last `end` give makes the file. A cell that a row does not have stays empty, like None.

    Numbers stay numbers, True and False are `true` and `false`, lists are joined by "; ". In texts line breaks become " ¶ ", control
    characters and direction overrides are made visible, and what a spreadsheet would take for something else is made a text (`guarded`).
    `spill` is asked what to put in place of a cell that is longer than a spreadsheet can hold, by the number of the row (from 1), the
    column and the text; without it the cell stays whole. `rows` counts the rows added.
    """

    def __init__(self, columns: Sequence[str], spill: Callable[[int, str, str], str] | None = None) -> None:
        self.columns, self.rows, self._spill = tuple(columns), 0, spill
        self._out = io.StringIO(newline="")
        self._out.write("\ufeff")
        self._writer = csv.writer(self._out, lineterminator="\r\n")
        self._writer.writerow(map(_cell, columns))

    def add(self, rows: Iterable[Mapping[str, Any]]) -> bytes:
        """The bytes of some more rows."""
        for row in rows:
            self.rows += 1
            values = [row.get(name) for name in self.columns]
            try:
                cells = list(map(_cell, values))
            except TypeError:  # a list has no hash to be known again by
                cells = [_cell(tuple(value) if isinstance(value, list) else value) for value in values]
            at = self._out.tell()
            if self._writer.writerow(cells) > CELL // 2 and self._spill:  # characters, of one code unit or two
                self._out.seek(at)
                self._out.truncate()
                self._writer.writerow(map(self._held, self.columns, values, cells))
        return self.end()

    def end(self) -> bytes:
        """The bytes that are left: the head, where no row was added."""
        data = self._out.getvalue().encode("utf-8")
        self._out.seek(0)
        self._out.truncate()
        return data

    def _held(self, column: str, value: object, cell: str | int | float) -> str | int | float:
        """A cell, or what stands in its place where it is too long."""
        assert self._spill
        long = isinstance(cell, str) and len(cell.encode("utf-16-le")) // 2 > CELL
        return self._spill(self.rows, column, text_of(value)) if long else cell


def to_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    """Rows as CSV under a head of these columns, as `Sheet` writes them."""
    sheet = Sheet(columns)
    return sheet.add(rows)


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula, nor for a number or date that it would show otherwise, by an apostrophe before it.

    A formula (OWASP, "CSV Injection") may begin with = + - or @, in any compatible form, at the beginning or behind a semicolon, white
    space and quotation marks passed over. One apostrophe taken off at each such place gives the text back.
    """
    safe = _FORMULA.sub(r"\g<at>'\g<rest>", text) if ";" in text or not text[:1].isalnum() else text
    return f"'{text}" if safe == text and len(text) <= _SHORT and _MISREAD.fullmatch(text) and not _SAME.fullmatch(text) else safe


def text_of(value: object) -> str:
    """The text of a value; of a list its items, joined by "; "."""
    return "; ".join(str(item) for item in value if item is not None) if isinstance(value, list | tuple) else str(value)


@lru_cache(maxsize=1 << 15, typed=True)
def _cell(value: Any) -> str | int | float:
    # Ids, outlets, dates, passages come over and over: what was made of them is known.
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    text = text_of(value)
    # Whatever is not to be shown as it is counts as not printable, and so do a few signs that are.
    return guarded(text if text.isprintable() else visible(text, lines=False))
