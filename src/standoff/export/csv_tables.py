"""The account as a folder of CSV tables that survive a spreadsheet, with a data dictionary and a Frictionless data package.

What a cell of a spreadsheet cannot hold stands in a file of its own, and the cell says which: nothing is cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Report
from ..model.visible import visible
from .parcel import Parcel
from .plain import storable
from .sheets import Sheet
from .tables import Table
from .tables.dictionary import DICTIONARY, data_package, dictionary
from .tables.streams import table_files

_ROWS = 1_048_575  # below the head: what Excel and LibreOffice show of a table ("Excel specifications and limits")


def files(parcel: Parcel) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The files of the folder: the tables, cells too long for one, the dictionary, the package, the texts if they go along, a README."""
    title = visible(parcel.name, lines=False)
    long = _Long()
    yield from table_files(parcel, ".csv", long.sheet)
    yield from long.files()
    yield DICTIONARY, [dictionary()]
    yield "datapackage.json", [data_package(title)]
    if parcel.full_text:
        for reading in parcel.material.readings:
            yield f"texts/{reading.report.id}.txt", [text_bytes(reading.report)]
    yield "README.txt", [_readme(title, long, full_text=parcel.full_text, private=parcel.private).encode("utf-8")]


def text_bytes(report: Report) -> bytes:
    """The text of a report as UTF-8, as it is but for lone surrogates, which UTF-8 has not: U+FFFD for each, so that offsets hold."""
    return _utf8(report.text)


def _utf8(text: str) -> bytes:
    return storable(text).encode()


class _Long:
    """Texts that are longer than a cell of a spreadsheet can hold, by the path of their file; and the sheets that they come from."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}
        self.sheets: dict[str, Sheet] = {}

    def sheet(self, table: Table) -> Sheet:
        """A sheet for a table; what is too long for its cells is kept here."""

        def spill(row: int, column: str, text: str) -> str:
            path = f"long/{table.name}-{row}-{column}.txt"
            self.texts[path] = text
            return f"[{len(text)} characters, too long for a cell: {path}]"

        self.sheets[table.name] = Sheet(table.names, spill)
        return self.sheets[table.name]

    def files(self) -> Iterator[tuple[str, Iterable[bytes]]]:
        """A file for each of these texts."""
        return ((path, [_utf8(text)]) for path, text in self.texts.items())

    @property
    def tall(self) -> list[str]:
        """The tables with more rows than a spreadsheet shows."""
        return [name for name, sheet in self.sheets.items() if sheet.rows > _ROWS]


def _readme(title: str, long: _Long, *, full_text: bool, private: bool) -> str:
    people = "Private persons are named here: think before you pass it on." if private else "Private persons are in no list and no field."
    texts = "texts/ID.txt is the text of a report, with U+FFFD for each lone surrogate." if full_text else "The texts are left out."
    lines = [
        f"{title}: what reports say, who says so and who disputes it, as tables, made by Standoff.",
        "Rows are statements, events and so on as reports tell them: voice, status and passage belong to each. No table gives a verdict.",
        "",
        "Tables: one CSV file each; dictionary.csv describes every column, datapackage.json the same for programs (Frictionless Data).",
        "Keys: `report` leads to reports.csv, ids of actors to actors.csv. Offsets count Unicode code points from 0, the end not included.",
        'Form: UTF-8 with a byte order mark, commas, CRLF, doubled quotation marks, decimal points. Lists are joined by "; ".',
        'Empty cells alone are empty: in pandas say keep_default_na=False, in R na.strings="" (the country NA is Namibia).',
        "Dates: ISO 8601, no finer than known. 2019-04 is a month; Excel keeps it as the first day of it.",
        "Apostrophes: what a spreadsheet would run as a formula, or take for a number or date that it is not (the id 12345678e901, the",
        "words May 5), has one more in front: at the start of the cell, and for = + - @ behind a semicolon. Take one off to have the text.",
        "Signs: a line break in a text stands as \u00b6, a character that hides or turns text as its code, such as \u27e8U+202E\u27e9.",
        "Where a spreadsheet shows one column, or speaks another language than English: Data, From Text, commas, columns as text.",
        *([f"Cells of more than 32,767 characters: {len(long.texts)}, whole in long/; the cell names the file."] if long.texts else []),
        *([f"Spreadsheets show only the first {_ROWS:,} rows of: {', '.join(long.tall)}."] if long.tall else []),
        "",
        f"{people} {texts} Parts of speech and embeddings are left out.",
    ]
    return "\r\n".join(lines) + "\r\n"
