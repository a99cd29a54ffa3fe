"""Finding reports by the names that people use for them, and passages by the words that they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ..account import Material, Passage, SourceRef, evidence_passage, statement_passage
from ..account.ledger import source_ref
from ..model import Reading, Span, UsageProblem
from ..store import CaseFile

_PER_REPORT = 20
_AROUND = 120  # code points on either side of a match where a report has no sentences


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that holds the words of a query; `chain` is empty in the voice of the outlet."""

    report: str
    outlet: str
    chip: str
    published: str | None
    chain: tuple[SourceRef, ...]
    passage: Passage


def find_report(name: str, held: Iterable[tuple[str, str]]) -> str:
    """The id of the report of that id, file name, or beginning of an id; `held` are (id, file). Raises UsageProblem."""
    held = list(held)
    if any(name == id for id, _ in held):
        return name
    hits = [id for id, file in held if file == name]
    hits = hits or [id for id, file in held if PurePath(file).name == name]
    hits = hits or ([id for id, _ in held if id.startswith(name.casefold())] if name else [])
    if len(hits) == 1:
        return hits[0]
    if hits:
        raise UsageProblem(f"{name!r} stands for {len(hits)} reports.", hint="one of the ids " + ", ".join(hits[:8]))
    files = [f"{id} ({file})" for id, file in held]
    tip = "one of " + ", ".join(files[:8]) + (" …" if len(files) > 8 else "") if files else "read reports into the case first"
    raise UsageProblem(f"The case holds no report {name!r}.", hint=tip)


def look_up(file: CaseFile, material: Material, query: str, limit: int) -> tuple[Found, ...]:
    """Statements that hold all the words, best first, then sentences of reports that do. Raises UsageProblem."""
    found: list[Found] = []
    shown: dict[str, list[Span]] = {}
    for report, id in file.search_statements(query, limit):
        statement = material.statement(report, id)
        if statement is not None:
            found.append(_found(material, material.reading(report), statement_passage(material.reading(report).report, statement), id))
            shown.setdefault(report, []).append(statement.hull)
    for hit in file.search(query, limit):
        if len(found) >= limit:
            break
        reading = material.reading(hit.report)
        for span in _sentences(reading, hit.matches, shown.get(hit.report, [])):
            # A sentence that holds a part of somebody's words is shown with their source and cue.
            holding = material.holding(hit.report, span)
            whole = span.hull(*(s.hull for s in holding))
            found.append(_found(material, reading, evidence_passage(reading.report, whole), None))
    return tuple(found[:limit])


def _sentences(reading: Reading, matches: Sequence[Span], shown: Sequence[Span]) -> list[Span]:
    """The sentences that hold a match outside of what is shown already, those with the most matches first."""
    counts: dict[Span, int] = {}
    size = len(reading.report.text)
    for match in matches:
        if any(s.covers(match) for s in shown):
            continue
        around = Span(max(0, match.start - _AROUND), min(size, match.end + _AROUND))
        sentence = next((s for s in reading.sentences if s.overlaps(match)), around)
        counts[sentence] = counts.get(sentence, 0) + 1
    best = sorted(counts, key=lambda s: (-counts[s], s))[:_PER_REPORT]
    return sorted(best)


def _found(material: Material, reading: Reading, passage: Passage, statement: str | None) -> Found:
    report = reading.report
    held = material.statement(report.id, statement) if statement else None
    chain = material.chain(report.id, held) if held else ()
    return Found(
        report.id,
        material.outlet(report.id),
        material.chip(report.id),
        report.published.iso if report.published else None,
        tuple(source_ref(material, reading, s) for s in chain),
        passage,
    )
