"""What no text holds: outlet, date, address and title of each report, from a table that a person keeps (`--meta reports.csv`)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from standoff.model import BadInput, Dated

from .dates import iso_date
from .decode import decode

COLUMNS = ("file", "outlet", "published", "url", "title")


@dataclass(frozen=True, slots=True)
class Row:
    """What the table says of one file. `line` is the line of the table it stands on; fields left empty are None."""

    line: int
    file: str
    outlet: str | None = None
    published: Dated | None = None
    url: str | None = None
    title: str | None = None


class Meta:
    """The table, asked by file, which remembers the rows that no file asked for.

    A row fits a file when its path is the end of the file's path ("a/report.txt" fits "data/a/report.txt"); the longest fit wins. It fits
    an address that it names as its file or as its url.
    """

    def __init__(self, rows: list[Row], where: str, problems: list[BadInput]) -> None:
        self._rows = {_parts(row.file): row for row in rows}
        self._at = {_address(name): row for row in reversed(rows) for name in (row.url, row.file) if name and "://" in name}
        self._where = where
        self._used: set[int] = set()
        self._longest = max((len(key) for key in self._rows), default=0)
        self.problems = tuple(problems)

    @classmethod
    def read(cls, path: Path) -> Meta:
        """Reads the table: CSV with comma, semicolon or tab, any encoding, in any order of columns, others passed over.

        Raises BadInput when the file cannot be read or has no column `file`: reading on without outlets would give the reports
        other ids. Faults of single rows are kept in `problems`; the rest of such a row counts.
        """
        where = str(path)
        try:
            text = decode(path.read_bytes(), where=where).text
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise BadInput(f"The metadata file cannot be read ({reason}).", where=where, hint="check the path given to --meta.") from error
        header = next((line for line in text.splitlines() if line.strip()), "")
        delimiter = max(",;\t", key=header.count)
        table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        names: list[str] = []
        rows: dict[tuple[str, ...], Row] = {}
        problems: list[BadInput] = []
        for cells in table:
            if not any(cell.strip() for cell in cells):
                continue
            if not names:
                names = [cell.strip().strip("\ufeff").lower() for cell in cells]
                if "file" not in names:
                    raise BadInput(
                        f"The metadata file has no column named file; its first line has: {', '.join(names) or 'nothing'}.",
                        where=where,
                        hint=f"give it a first line such as {','.join(COLUMNS)} (only file is required).",
                    )
                continue
            row, faults = _row(dict(zip(names, cells, strict=False)), table.line_num, where)
            problems += faults
            if row is None:
                continue
            if _parts(row.file) in rows:
                problems.append(
                    BadInput(
                        f"{row.file} is listed twice; the first line counts.", where=f"{where} line {row.line}", hint="delete one of them."
                    )
                )
            rows.setdefault(_parts(row.file), row)
        if not names:
            raise BadInput("The metadata file is empty.", where=where, hint=f"give it a first line such as {','.join(COLUMNS)}.")
        return cls(list(rows.values()), where, problems)

    def of(self, *names: str) -> Row | None:
        """The row for a file that goes by one of these names (paths), most telling first; None where there is none."""
        for name in names:
            parts = _parts(name)
            for size in range(min(len(parts), self._longest), 0, -1):
                row = self._rows.get(parts[-size:])
                if row:
                    self._used.add(row.line)
                    return row
        return None

    def at(self, *urls: str) -> Row | None:
        """The row that names one of these addresses; None where there is none."""
        row = next((row for url in urls if (row := self._at.get(_address(url)))), None)
        if row:
            self._used.add(row.line)
        return row

    def unused(self) -> Iterator[BadInput]:
        """A fault for each row whose file was not among the inputs."""
        for row in self._rows.values():
            if row.line not in self._used:
                yield BadInput(
                    f"It names {row.file}, which is not among the inputs.",
                    where=f"{self._where} line {row.line}",
                    hint="correct the name, read that file too, or take the line out.",
                )


def _row(cells: dict[str, str], line: int, where: str) -> tuple[Row | None, list[BadInput]]:
    at = f"{where} line {line}"
    values = {name: cells[name].strip() for name in COLUMNS if cells.get(name) and cells[name].strip()}
    if "url" in values:
        values.setdefault("file", values["url"])
    if "file" not in values:
        return None, [BadInput("The line names no file.", where=at, hint="fill in its first column or take the line out.")]
    published, faults = None, []
    if "published" in values:
        try:
            published = Dated(iso_date(values["published"]), "metadata")
        except ValueError as error:
            faults.append(
                BadInput(f"published: {error}.", where=at, hint=f"correct the line and read again; {values['file']} is read without it.")
            )
    return Row(line, values["file"], values.get("outlet"), published, values.get("url"), values.get("title")), faults


def _address(url: str) -> str:
    """An address as it is compared: a fragment, a slash at the end and the case of the host tell no two pages apart."""
    scheme, _, rest = url.partition("#")[0].partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}://{host.lower()}{slash}{path}".rstrip("/")


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in {".", "/"})
