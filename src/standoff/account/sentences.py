"""A stretch of a report in its sentence, as it may be shown: whole statements, so that no content goes without source and cue."""

from __future__ import annotations

from ..model import Span
from .disputes import Carried, told
from .ledger import source_ref
from .material import Material
from .passage import clause_passage, evidence_passage


def in_sentence(material: Material, report: str, span: Span) -> Carried:
    """The statement that holds a stretch, else the sentence it stands in with the statements of which the sentence holds a part.

    The stretch itself is marked. A sentence is in the voice of the outlet unless one statement holds a part of it.
    """
    holding = material.holding(report, span)
    if len(holding) == 1 and holding[0].hull.covers(span):
        return told(material, report, holding[0])
    reading = material.reading(report)
    sentence = next((s for s in reading.sentences if s.overlaps(span)), span).hull(span)
    return grown(material, report, sentence, span)


def with_cues(material: Material, report: str, span: Span) -> Carried:
    """A stretch with every statement of whose content it has a part, sources and cues of all that it holds marked.

    It is that of a source where one statement is all of it, else in the voice of the outlet.
    """
    reading, whole = material.reading(report), reach(material, report, span)
    inside = [s for s in reading.statements if whole.covers(s.hull)]
    outer = next((s for s in inside if s.parent is None and 10 * len(s.hull) >= 9 * len(whole)), None)
    chain = tuple(source_ref(material, reading, s) for s in material.chain(report, outer)) if outer else ()
    return Carried(material.outlet(report), material.chip(report), chain, clause_passage(reading.report, whole, inside))


def grown(material: Material, report: str, span: Span, marker: Span | None = None) -> Carried:
    """A stretch with every statement of whose content it has a part, from the outermost source on."""
    reading = material.reading(report)
    held = material.holding(report, span)
    chain = material.chain(report, held[0]) if len(held) == 1 else ()
    passage = evidence_passage(reading.report, reach(material, report, span), marker)
    return Carried(material.outlet(report), material.chip(report), tuple(source_ref(material, reading, s) for s in chain), passage)


def reach(material: Material, report: str, span: Span) -> Span:
    """A stretch grown to every statement of whose content it has a part, from the outermost source on."""
    # What is taken in may hold a part of another statement.
    while (wider := span.hull(*(material.chain(report, s)[0].hull for s in material.holding(report, span)))) != span:
        span = wider
    return span
