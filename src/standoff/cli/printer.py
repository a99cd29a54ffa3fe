"""The one table printer: rich on a terminal, the same table as plain text when piped, JSON where asked for."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..case import Passage, SourceRef, abridge, plain
from .safe import safe

_PIPED_WIDTH = 120
_STYLES = {"source": "bold", "cue": "bold italic", "content": "underline", "marker": "bold italic", "context": "", "cut": "dim"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and either its share of the width that is left or, with no share, its width."""

    name: str
    ratio: int = 0
    width: int | None = None


WHERE = Column("where", width=16)  # "Ne.2:12345–12345"


def styled() -> bool:
    """Whether stdout is a terminal that may be written to with styles (NO_COLOR, TERM=dumb and pipes may not)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def console() -> Console:
    """A console on stdout; as wide as the terminal, or 120 columns when piped."""
    wide = None if sys.stdout.isatty() else _PIPED_WIDTH
    return Console(file=sys.stdout, width=wide, force_terminal=styled(), no_color=not styled(), highlight=False, markup=False, emoji=False)


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[str | Text]], title: str | Text = "") -> None:
    """Prints rows under heads; every cell is made safe and wrapped."""
    out = console()
    table = Table(box=box.SIMPLE_HEAD, expand=True, show_edge=False, pad_edge=False, header_style="bold" if styled() else "")
    for column in columns:
        table.add_column(column.name, ratio=column.ratio or None, width=column.width, overflow="fold")
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else Text(safe(cell, lines=False)) for cell in row))
    with out.capture() as printed:
        if title:
            out.print(title if isinstance(title, Text) else Text(safe(title, lines=False), "bold" if styled() else ""))
        out.print(table)
    click.echo("\n".join(line.rstrip() for line in printed.get().splitlines()) + "\n", color=styled())


def print_json(value: Any) -> None:
    """Prints rows as JSON; characters that a terminal would obey are escaped."""
    # JSON escapes are exact, so hostile text stays recoverable and harmless: ASCII only.
    click.echo(json.dumps(plain(value), indent=1, ensure_ascii=True))


def passage_text(passage: Passage, size: int) -> Text:
    """A passage in about `size` code points, its source bold, cue bold italic, content underlined; cuts are visible."""
    text = Text()
    for piece in abridge(passage, size).pieces:
        text.append(safe(piece.text, lines=False), _STYLES[piece.role] if styled() else "")
    return text


def chain_text(chain: Sequence[SourceRef]) -> str:
    """The sources from the outermost inwards; ≈ stands before what the program inferred."""
    parts = []
    for ref in chain:
        inferred = f" ≈ {'; '.join(ref.inferred)}" if ref.inferred else ""
        parts.append((ref.written or "nobody named") + inferred)
    return " ← ".join(parts)


def address(chip: str, passage: Passage) -> str:
    """Where a passage stands, as `judge` takes it: the report's code, the first offset and the one after the last."""
    return f"{chip}:{passage.span.start}–{passage.span.end}"


def count(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
