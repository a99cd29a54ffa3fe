"""The account on a few pages of Markdown, to hand to a colleague: names, dates, numbers, fixed wording, and quotations in footnotes.

Sections follow the questions of the account. How much of a case is shown grows with the number of its reports, by the account's own ranks
and to a bound; what is left out is counted, with the command that shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...account import Material
from ...account.questions import question_count
from ...account.timeline_index import TimelineIndex
from ...model import Report
from ..markdown import code, listed, printed, rows, strong, text
from ..parcel import Parcel
from .actors import who_says_so, who_stands_with_whom
from .deeds import shown_disputes, what_happened, what_nobody_knows, who_disputes_it
from .outlets import how_each_outlet_tells_it
from .sheet import HASH, Sheet
from .words import count, dates, day

_LISTED = 8  # outlets that the head names
_SOURCES, _FIRST = 24, 12  # reports up to which all are listed; those that are where there are more
_NOTES = 12
_NOTE = 1200  # code points of a note
_READING = (
    "How to read it: words in quotation marks are those of the reports, and the footnote says whose and where; […] is a cut, ¶ a new "
    "paragraph. Own voice: the outlet says it itself; attributed: it gives it as somebody’s word; silent: it could have told it and does "
    "not. A date with c. is taken from the report, not from the sentence; ≈ stands before what the program infers. Nothing here says who "
    "is right."
)


def chunks(parcel: Parcel) -> Iterator[bytes]:
    """The briefing as UTF-8, section by section; the footnotes come last."""
    sheet = Sheet(parcel.material, private=parcel.private)
    for section in _sections(sheet, parcel):
        yield ("\n\n".join(section) + "\n\n").encode()
    notes = "\n".join(sheet.definitions())
    if notes:
        yield f"{notes}\n".encode()


def _sections(sheet: Sheet, parcel: Parcel) -> Iterator[Iterable[str]]:
    yield _head(parcel)
    if not parcel.material.readings:
        yield ["No reports yet.", f"{code('standoff read FILES -o CASE')} takes text, HTML and JSON Lines."]
        return
    disputes = shown_disputes(sheet)
    for title, blocks in (
        ("What happened", what_happened(sheet, disputes)),
        ("Who disputes it", who_disputes_it(sheet, disputes, parcel.judgements)),
        ("What nobody knows yet", what_nobody_knows(sheet)),
        ("Who says so", who_says_so(sheet)),
        ("Who stands with whom", who_stands_with_whom(sheet)),
        ("How each outlet tells it", how_each_outlet_tells_it(sheet)),
        ("What this briefing could not do", _limits(parcel)),
        ("Sources", _sources(sheet)),
    ):
        sheet.begin_section()
        yield [f"## {title}", *blocks]


def _head(parcel: Parcel) -> Iterator[str]:
    """The name of the case, what was read, and how to read the rest."""
    material = parcel.material
    yield f"# Briefing: {text(parcel.name)}"
    if not material.readings:
        return
    known = sorted(p.iso for r in material.readings if (p := r.report.published))
    undated = len(material.readings) - len(known)
    spans = ", ".join(filter(None, (dates(known[0], known[-1]) if known else "", f"{undated:,} undated" if undated else "")))
    outlets = [f"{text(outlet)} ({_reports(material, reports)})" for outlet, reports in _most(material)]
    statements = sum(len(r.statements) for r in material.readings)
    numbers = [
        count(statements, "statement"),
        count(len(material.kept(TimelineIndex)), "deed"),
        count(len(material.links.disputes), "dispute"),
        count(question_count(material), "open question"),
        count(len(material.links.claims), "claim"),
    ]
    told = f"{count(len(material.readings), 'report')} by {count(len(outlets), 'outlet')}, {spans}: {listed(outlets, _LISTED)}."
    yield f"{told} A program read and compared them: {listed(numbers, len(numbers))}."
    yield _READING


def _most(material: Material) -> list[tuple[str, tuple[str, ...]]]:
    """The outlets with their reports: in the order of their first reports where all are named, else those of most reports first."""
    every = list(material.outlets.items())
    return every if len(every) <= _LISTED else sorted(every, key=lambda x: -len(x[1]))


def _reports(material: Material, reports: tuple[str, ...]) -> str:
    known = sorted(p.iso for r in reports if (p := material.reading(r).report.published))
    stretch = dates(known[0], known[-1]) if known else "undated"
    return stretch if len(reports) == 1 else f"{count(len(reports), 'report')}, {stretch}"


def _limits(parcel: Parcel) -> Iterator[str]:
    """What the account could not do, in its own words, and whom this briefing does not name."""
    notes = [f"- Note: {text(note, _NOTE)}" for note in parcel.notes]
    if len(notes) > _NOTES:
        notes[_NOTES:] = [f"- And {count(len(notes) - _NOTES, 'more note')}: {code('standoff show CASE disputes')} ends with all of them."]
    hidden = sum(not actor.public for actor in parcel.material.links.actors)
    if hidden and not parcel.private:
        people = "1 private person is" if hidden == 1 else f"{hidden:,} private persons are"
        notes.append(f"- {people} not named but where a report’s own words do.")
    notes.append("- Every statement, link and camp is found by a program and may be wrong; the footnotes are there to look it up.")
    yield "\n".join(notes)


def _sources(sheet: Sheet) -> Iterator[str]:
    """The reports: all where they are few, else those that most footnotes lead to."""
    reports = [r.report for r in sheet.material.readings]
    cited = [r for r in reports if sheet.cited[r.id]] if len(reports) > _SOURCES else reports
    shown = _SOURCES if len(reports) <= _SOURCES else _FIRST
    most = {r.id for r in sorted(cited, key=lambda r: -sheet.cited[r.id])[:shown]}
    beside = f", {len(cited) - len(most):,} of them in the footnotes" if len(cited) > len(most) else ""
    listing = (_source(sheet, r) for r in reports if r.id in most)
    yield rows(listing, len(reports) - len(most), beside, "standoff export CASE --to csv")


def _source(sheet: Sheet, report: Report) -> str:
    told = [strong(text(sheet.material.outlet(report.id))), text(day(report.published.iso if report.published else None))]
    if report.title and report.title.strip():
        told.append(f"“{text(report.title)}”")
    told += [count(len(report.text), "character"), f"text {report.sha256[:HASH]}"]
    address = printed(report.url)
    return f"- {', '.join(told)}{f', {address}' if address else ''}"
