"""What of a report is read: its paragraphs without the furniture that says nothing, without tables and other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from standoff.ingest.language import foreign
from standoff.model import Report, Span

_READ_FURNITURE = frozenset({"headline"})  # the only furniture that speaks
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_PARTS = re.compile(r"\t+|\s?[|¦│]\s?| {3,}")  # what parts the cells of a row
_BORDER = re.compile(r"[|¦│\t]")
_ROWS = 3  # that make a table
_CELL = 40  # characters of a cell, on the average; what is longer is prose


@dataclass(frozen=True, slots=True)
class Body:
    """The paragraphs of a report without its furniture, in order: those that are read, those in another language with its
    code, and how many rows of tables are among what is left out."""

    read: tuple[Span, ...]
    foreign: tuple[tuple[Span, str], ...] = ()
    rows: int = 0


def parted(report: Report) -> Body:
    """The paragraphs that are read and those that are not."""
    read: list[Span] = []
    left: list[tuple[Span, str]] = []
    rows = list(table_rows(report.text))
    for block in _bare(report, rows):
        code = foreign(block.of(report.text))
        if code:
            left.append((block, code))
        else:
            read.append(block)
    return Body(tuple(read), tuple(left), len(rows))


def body_of(report: Report) -> list[Span]:
    """The paragraphs of a report that are read: no captions, credits, bylines … and nothing in another language."""
    return list(parted(report).read)


def table_rows(text: str) -> Iterator[Span]:
    """The lines that are rows of a table: three or more in a run, of short cells parted by bars, tabs or wide gaps.

    A row is no sentence: what its numbers count and who says it stands in other cells.
    """
    if not _PARTS.search(text):
        return
    run: list[Span] = []
    for line in _LINE.finditer(text):
        if not line[0].strip():
            continue
        if _is_row(line[0].strip()):
            run.append(Span(*line.span()))
            continue
        if len(run) >= _ROWS:
            yield from run
        run = []
    if len(run) >= _ROWS:
        yield from run


def _is_row(line: str) -> bool:
    cells = _PARTS.split(line.strip("|¦│ \t"))
    return len(cells) > (1 if _BORDER.search(line) else 2) and len(line) <= _CELL * len(cells)


def _bare(report: Report, rows: list[Span]) -> list[Span]:
    """The paragraphs without the furniture that says nothing (captions, credits, bylines …) and without the rows of tables."""
    holes = sorted([*(f.span for f in report.furniture if f.kind not in _READ_FURNITURE), *rows])
    result = []
    first = 0  # of the holes, those that may still touch a paragraph
    for paragraph in report.paragraphs:
        start = paragraph.start
        while first < len(holes) and holes[first].end <= start:
            first += 1
        for hole in holes[first:]:
            if hole.start >= paragraph.end:
                break
            if hole.start > start:
                result.append((start, hole.start))
            start = max(start, hole.end)
        if start < paragraph.end:
            result.append((start, paragraph.end))
    return [Span(a, b) for a, b in result if report.text[a:b].strip()]
