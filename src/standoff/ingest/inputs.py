"""Paths -> what stands behind them: files, folders in order, addresses, standard input; what is passed over and what is missing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from standoff.model import BadInput

from .address import looks_like_address, shown
from .values import Skipped

TEXT = frozenset((".txt", ".text", ".md"))
HTML = frozenset((".html", ".htm", ".xhtml"))
LINES = frozenset((".jsonl", ".ndjson"))
_KNOWN = TEXT | HTML | LINES


@dataclass(frozen=True, slots=True)
class Input:
    """A file or address to read. `name` is what the report will be called, `where` what messages call it.

    `path` is None for standard input and for an address, whose `url` is given; its name is known when it was fetched.
    """

    name: str
    where: str
    path: Path | None
    url: str | None = None


def inputs(paths: Sequence[str | Path]) -> Iterator[Input | Skipped | BadInput]:
    """The inputs in the order given; a folder's files by their path in it, so that every machine reads them in the same order."""
    for given in paths:
        if str(given) == "-":
            yield Input("-", "standard input", None)
            continue
        if looks_like_address(str(given)):
            yield Input("", shown(str(given)), None, str(given))
            continue
        path = Path(given)
        try:
            if path.is_dir():
                yield from _folder(path)
            elif path.is_file():
                yield Input(path.name, str(given), path)
            elif path.exists():
                yield BadInput("It is neither a file nor a folder.", where=str(given), hint="give a file, a folder or -.")
            else:
                yield BadInput("There is no such file or folder.", where=str(given), hint="check the path, and quote names with spaces.")
        except (OSError, ValueError) as error:
            yield BadInput(f"It cannot be looked at ({error}).", where=str(given), hint="check the path and its permissions.")


def _folder(folder: Path) -> Iterator[Input | Skipped | BadInput]:
    found: list[tuple[str, Path]] = []
    faults: list[BadInput] = []

    def closed(error: OSError) -> None:
        faults.append(BadInput(f"The folder cannot be read ({error.strerror}).", where=str(error.filename), hint="check its permissions."))

    for root, folders, names in os.walk(folder, onerror=closed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(root) / name
            if not name.startswith("."):
                found.append((path.relative_to(folder).as_posix(), path))
    yield from faults
    reports = 0
    for name, path in sorted(found):
        if path.suffix.lower() in _KNOWN:
            reports += 1
            yield Input(name, str(path), path)
        else:
            yield Skipped(str(path), _why(path))
    if not reports and not faults:
        what = "The folder is empty." if not found else f"The folder holds no reports ({len(found)} other files)."
        yield BadInput(what, where=str(folder), hint=f"put reports into it as {', '.join(sorted(_KNOWN))}, or name the files themselves.")


def _why(path: Path) -> str:
    if path.suffix.lower() == ".csv":
        return "a table is no report; a table of metadata is given with --meta"
    return f"files ending {path.suffix} are not read from folders" if path.suffix else "files without an ending are not read from folders"
