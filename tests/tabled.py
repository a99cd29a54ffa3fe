"""For tests of the tables: a case with every layer whose every word is somebody's, a check against the schema, and a guard taken off."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from standoff.account import Material
from standoff.export import Parcel
from standoff.export.sheets import ISO_DATE, guarded
from standoff.export.tables import TABLES, Column, Record, Table, records
from standoff.model import (
    Actor,
    Anchor,
    Carrier,
    Claim,
    ClusterMember,
    CountedOrigin,
    Dated,
    Dating,
    Dispute,
    Event,
    EventCluster,
    Figure,
    Furniture,
    Judgement,
    Label,
    Link,
    Links,
    Mention,
    OpenQuestion,
    Origin,
    Position,
    Reading,
    Report,
    Resolved,
    Role,
    Run,
    Span,
    Statement,
    Tie,
    TimeExpression,
    Tone,
)
from standoff.model.report import report_id

WHEN = Resolved("2031-04-01", "2031-04-30", "month", "April, as told")
_PYTHON = {"string": str, "date": str, "integer": int, "number": (int, float), "boolean": bool}
_PASSED = "[\\s'\"`´‘’‚‛“”„‟«»‹›\u061c\u200c-\u200f]*"


def spiked(piece: str, *, private: bool = False, full_text: bool = False) -> Parcel:
    """Two reports with every layer, in which sources, cues, names, titles and notes are a piece of text; one of three actors is private."""
    readings = [_reading(piece, outlet, n) for n, outlet in enumerate((piece, "Plain Post"), 1)]
    one, two = readings
    a, b = one.report, two.report
    evidence = [r.evidence(_at(r.text, "content", piece)) for r in (a, b)]
    actors = (
        Actor("act-1", piece, "person", (piece, "Rovek"), (Role(piece, a.evidence(_at(a.text, "who", piece))),)),
        Actor("act-2", "Harbour Office", "organisation", ("Harbour Office",)),
        Actor("act-3", "Jon Ash", "person", ("Jon Ash",), (), False),
    )
    places = [(r.report.id, f"{r.report.id}:m{n}", f"act-{n}") for r in readings for n in (1, 2, 3)]
    links = Links(
        actors,
        tuple(Link(r.report.id, f"{r.report.id}:s1", "act-1", 0.9, piece) for r in readings)
        + tuple(Link(r.report.id, f"{r.report.id}:s2", "act-3", 0.9, piece) for r in readings),
        (),
        tuple(Link(report, item, actor, 0.9, piece) for report, item, actor in places),
        (
            Claim(
                "c1",
                evidence[0],
                tuple(Carrier(e, f"{e.report}:s1", n > 0, 0.5, piece) for n, e in enumerate(evidence)),
                (CountedOrigin(piece, (a.id, b.id), piece),),
            ),
        ),
        (
            Dispute(
                "d1",
                "denial",
                piece,
                piece,
                (
                    Position("act-1", None, piece, "A", (evidence[0],), (f"{a.id}:s1",)),
                    Position("act-3", None, piece, "B", (evidence[1],), (f"{b.id}:s2",)),
                    Position(None, piece, piece, "-", (a.evidence(Span(0, 3)),)),
                ),
                0.5,
                piece,
            ),
        ),
        (
            Tie("act-1", "act-2", "-", "2031-04", evidence[0], f"{a.id}:s1", None, 0.9, piece),
            Tie("act-1", "act-2", "+", None, evidence[1], f"{b.id}:s1", None, 0.9, piece),
            Tie("act-3", "act-2", "-", None, evidence[1], f"{b.id}:s1", None, 0.9, piece),
        ),
        datings=tuple(Dating(r.report.id, f"{r.report.id}:{x}", WHEN) for r in readings for x in ("e1", "t1")),
        clusters=(EventCluster("k1", tuple(ClusterMember(r.report.id, f"{r.report.id}:e1", 0.8, piece) for r in readings), WHEN),),
    )
    judged = (
        Judgement("j1", "dispute", "d1", None, "2031-05-01T10:00:00Z", piece, piece, "dispute", ((_anchor(a, piece),),)),
        Judgement("j2", "same", "Jon Ash", "Harbour Office", "2031-05-01T11:00:00Z", piece, "", "actor"),
        Judgement("j3", "not-same", "Jon Ash@P", "Harbour Office", "2031-05-01T11:30:00Z", piece, "", "actor"),
        Judgement("j4", "undo", "j1", None, "2031-05-01T12:00:00Z", piece, "", "judgement"),
    )
    run = Run("run-1", piece, None, ((piece, piece),))
    return Parcel(piece, Material(readings, links), (run,), judged, (piece,), private, full_text)


def _anchor(report: Report, piece: str) -> Anchor:
    return report.anchor(_at(report.text, "content", piece))


def _text(piece: str) -> str:
    return f"<{piece}> say {piece}. Jon Ash said {piece} fled Port Ilma in April. Unclear: {piece}! 40 {piece}.\n"


def _at(text: str, part: str, piece: str) -> Span:
    """Where a part of the text stands."""
    size, said = len(piece), text.index("> say ")
    second = text.index("Jon Ash said ", said + 6 + size)
    fled = second + 13 + size
    asked = text.index("Unclear: ", fled)
    spans = {
        "who": Span(1, 1 + size),
        "cue": Span(said + 2, said + 5),
        "content": Span(said + 6, said + 6 + size),
        "ash": Span(second, second + 7),
        "said": Span(second + 8, second + 12),
        "told": Span(second + 13, fled),
        "fled": Span(fled + 1, fled + 5),
        "port": Span(fled + 6, fled + 15),
        "april": Span(fled + 19, fled + 24),
        "asked": Span(asked, asked + 9 + size),
        "marker": Span(asked, asked + 7),
        "number": Span(asked + 11 + size, asked + 13 + size),
        "of": Span(asked + 14 + size, asked + 14 + 2 * size),
    }
    return spans[part]


def _reading(piece: str, outlet: str, day: int) -> Reading:
    text = _text(piece)
    id = report_id(outlet, text)
    report = Report(
        id,
        piece,
        text,
        (Span(0, len(text)),),
        (Furniture(Span(0, 1), "credit"),),
        outlet,
        Dated(f"2031-05-0{day}", piece) if day == 1 else None,
        "javascript:alert(1)" if day == 1 else f"https://a.example/{piece}",
        piece,
        origins=(Origin(piece, None, True),),
        notes=(piece,),
    )

    def at(part: str) -> Span:
        return _at(text, part, piece)

    who, ash = f"{id}:m1", f"{id}:m3"
    return Reading(
        report,
        "run-1",
        (Span(0, at("content").end), Span(at("ash").start, at("april").end), at("asked"), Span(at("number").start, at("of").end)),
        mentions=(
            Mention(who, at("who"), "person", "name"),
            Mention(f"{id}:m2", at("port"), "organisation", "name"),
            Mention(ash, at("ash"), "person", "name"),
            Mention(f"{id}:m4", at("told"), "person", "pronoun", who, 0.7, piece),
            Mention(f"{id}:m5", at("content"), "person", "name"),
        ),
        statements=(
            Statement(f"{id}:s1", at("who"), at("cue"), (at("content"),), "indirect", "assert", at("cue"), at("content"), None, who),
            Statement(f"{id}:s2", at("ash"), at("said"), (at("told"), at("fled")), "mixed", "deny", None, None, None, ash),
        ),
        figures=(Figure(f"{id}:f1", at("number"), 40.0, None, True, at("of"), at("of"), at("of"), "outlet"),),
        labels=(Label(f"{id}:l1", at("told"), ash, f"{id}:s2"), Label(f"{id}:l2", at("content"), who)),
        open_questions=(OpenQuestion(f"{id}:q1", at("asked"), at("marker")),),
        events=(Event(f"{id}:e1", at("fled"), "RETREAT", (f"{id}:m4", ash), (ash,), at("port"), at("april"), "happened", f"{id}:s2"),),
        times=(TimeExpression(f"{id}:t1", at("april"), "date"),),
        tones=(Tone(f"{id}:x1", at("who"), who, "negative"), Tone(f"{id}:x2", at("ash"), ash, "positive", f"{id}:s2")),
        notes=(piece,),
    )


def all_records(parcel: Parcel) -> dict[str, list[Record]]:
    """The records of every table."""
    return {name: list(records(name, parcel)) for name in TABLES}


def faults(made: Mapping[str, Sequence[Record]]) -> list[str]:
    """How records break the descriptions of their tables: columns, types, emptiness, keys, references."""
    found = []
    for name, rows in made.items():
        table = TABLES[name]
        for n, row in enumerate(rows):
            if list(row) != table.names:
                found.append(f"{name} {n}: columns {list(row)}")
            found += [f"{name} {n}.{c.name}: {row.get(c.name)!r}" for c in table.columns if not _fits(c, row.get(c.name))]
        if table.key and len({tuple(row[c] for c in table.key) for row in rows}) < len(rows):
            found.append(f"{name}: a key is there twice")
        if any(column.optional for column in table.columns if column.name in table.key):
            found.append(f"{name}: a key may be empty")
        for foreign in table.foreign:
            there = {tuple(row[c] for c in foreign.names) for row in made[foreign.table]}
            lost = {v for row in rows for v in _pointed([row[c] for c in foreign.columns])} - there
            found += [f"{name}: {foreign.columns} leads nowhere: {v}" for v in sorted(lost, key=repr)]
    return found


def _pointed(values: Sequence[Any]) -> Iterable[tuple[Any, ...]]:
    if isinstance(values[0], tuple):
        return [(item,) for item in values[0]]
    return [] if None in values else [tuple(values)]


def _fits(column: Column, value: Any) -> bool:
    if column.many:
        return isinstance(value, tuple) and all(_one(column, item) for item in value)
    return column.optional if value is None else _one(column, value)


def _one(column: Column, value: Any) -> bool:
    if isinstance(value, bool) and column.kind != "boolean":
        return False
    return isinstance(value, _PYTHON[column.kind]) and (column.kind != "date" or re.fullmatch(ISO_DATE, value) is not None)


def parsed(data: bytes) -> list[list[str]]:
    """The cells of a CSV file, as RFC 4180 has it."""
    assert data.startswith(b"\xef\xbb\xbf") and b"\n" not in data.replace(b"\r\n", b"")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet could take a cell for a formula, whichever of its habits it follows."""
    rest = re.sub(rf"\A{_PASSED}", "", text)
    return unicodedata.normalize("NFKC", rest[:1])[:1] in set("=+-@")


def unguarded(cell: str) -> str:
    """One apostrophe off at each place that has a formula behind it, or before what would be read as a number or date."""
    parts = [p[1:] if p.startswith("'") and begins_formula(p[1:]) else p for p in cell.split(";")]
    text = ";".join(parts)
    return text[1:] if text == cell and text.startswith("'") and guarded(text[1:]) == text else text


def columns_of(table: Table, kind: str) -> list[str]:
    """The columns of a kind, lists left out."""
    return [c.name for c in table.columns if c.kind == kind and not c.many]
