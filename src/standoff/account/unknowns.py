"""Open questions: what outlets and sources call unclear, unconfirmed or unverified, and what other reports say to it."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import OUTLET, Evidence
from .answer import Answer
from .ledger import SourceRef, source_ref
from .material import Material
from .passage import Passage, evidence_passage


@dataclass(frozen=True, slots=True)
class UnknownRow:
    """A passage that says that something is not known, the words that say so, and whose voice it is.

    `chain` is empty in the voice of the outlet; else the sources from the outermost inwards. `answers` are passages of reports
    that are not earlier and say something to it, the nearest first; whether they answer it is for the reader to judge.
    """

    id: str
    report: str
    outlet: str
    chip: str
    published: str | None
    marker: str
    clause: Evidence
    passage: Passage
    chain: tuple[SourceRef, ...]
    answers: tuple[Answer, ...]


def unknown_rows(material: Material) -> tuple[UnknownRow, ...]:
    """One row per open question, in the order of reports and texts."""
    from .answers import Answers  # with what it needs of the room `link`, which the other views do without

    rows = []
    answers = Answers(material)
    for reading in material.readings:
        report = reading.report
        for question in sorted(reading.open_questions, key=lambda q: (q.span, q.id)):
            holder = material.statement(report.id, question.voice) if question.voice != OUTLET else None
            # In somebody's words it is shown with the source and cue of the statement that holds it.
            span = question.span.hull(holder.hull) if holder else question.span
            chain = material.chain(report.id, holder) if holder else ()
            rows.append(
                UnknownRow(
                    id=question.id,
                    report=report.id,
                    outlet=material.outlet(report.id),
                    chip=material.chip(report.id),
                    published=report.published.iso if report.published else None,
                    marker=report.quote(question.marker),
                    clause=report.evidence(question.span),
                    passage=evidence_passage(report, span, question.marker),
                    chain=tuple(source_ref(material, reading, s) for s in chain),
                    answers=answers.to(reading, question),
                )
            )
    return tuple(rows)
