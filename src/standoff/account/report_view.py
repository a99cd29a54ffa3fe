"""One report with everything that was found in it, as marks over its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..model import Report, Span
from .ledger import LedgerRow, ledger_row
from .material import Material

MarkLayer = Literal["source", "cue", "content", "figure", "label", "open question", "furniture"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text in one layer. `item` is the id of what it belongs to (the kind, for furniture).

    `depth` is 0 for a statement, 1 for one nested in it, and so on; other layers have depth 0.
    """

    span: Span
    layer: MarkLayer
    item: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report, its marks in the order of the text (the wider first), its statements as ledger rows, its notes."""

    report: Report
    chip: str
    marks: tuple[Mark, ...]
    statements: tuple[LedgerRow, ...]
    notes: tuple[str, ...]


def report_view(material: Material, report: str) -> ReportView:
    """The view of one report. Raises KeyError when the material has none of that id."""
    reading = material.reading(report)
    marks = [Mark(f.span, "furniture", f.kind) for f in reading.report.furniture]
    for statement in reading.statements:
        depth = len(material.chain(report, statement)) - 1
        marks += [Mark(span, "content", statement.id, depth) for span in statement.content]
        marks += [Mark(span, "source", statement.id, depth) for span in (statement.source,) if span]
        marks += [Mark(span, "cue", statement.id, depth) for span in (statement.cue,) if span]
    marks += [Mark(figure.span, "figure", figure.id) for figure in reading.figures]
    marks += [Mark(label.span, "label", label.id) for label in reading.labels]
    marks += [Mark(question.span, "open question", question.id) for question in reading.open_questions]
    marks.sort(key=lambda m: (m.span.start, -m.span.end, m.depth, m.layer, m.item))
    rows = [ledger_row(material, reading, s) for s in sorted(reading.statements, key=lambda s: (s.hull.start, s.hull.end, s.id))]
    return ReportView(reading.report, material.chip(report), tuple(marks), tuple(rows), (*reading.report.notes, *reading.notes))
