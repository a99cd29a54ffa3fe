"""The tables that the others lead to: reports and actors; and what people judged, what made the readings, what could not be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...account import ActorRow, JudgementRow, actor_rows, judgement_rows
from ...model import Actor, Reading
from ..citations import web_address
from ..discretion import withheld
from ..parcel import Parcel
from .parts import place
from .schema import REPORT, Record, Table, boolean, date, integer, refers, string, strings


def _reports(parcel: Parcel) -> Iterator[tuple[str, Reading]]:
    return ((parcel.material.chip(r.report.id), r) for r in parcel.material.readings)


def _report(row: tuple[str, Reading]) -> list[Record]:
    chip, reading = row
    report, published = reading.report, reading.report.published
    return [
        {
            "id": report.id,
            "chip": chip,
            "outlet": report.outlet,
            "title": report.title,
            "file": report.file,
            "published": published.iso if published else None,
            "published_how": published.how if published else None,
            "url": web_address(report.url),
            "language": report.language,
            "origins": tuple(dict.fromkeys(o.name for o in report.origins)),
            "sha256": report.sha256,
            "characters": len(report.text),
            "encoding": report.encoding,
            "extractor": report.extractor,
            "version_of": report.version_of,
            "notes": (*report.notes, *reading.notes),
            "run": reading.run,
        }
    ]


REPORTS = Table(
    "reports",
    "a report, by date (undated last), outlet and file",
    (
        string("id", "the report's id: 12 hexadecimal digits over outlet and text"),
        string("chip", "its short code in this case"),
        string("outlet", "the outlet", optional=True),
        string("title", "the title", optional=True),
        string("file", "the name that it came under"),
        date("published", "when it was published, no finer than known"),
        string("published_how", "how that is known", optional=True),
        string("url", "its address, if that is http(s)", optional=True),
        string("language", "the language, ISO 639-1"),
        strings("origins", "whom it credits"),
        string("sha256", "the hash of the text as UTF-8"),
        integer("characters", "the length of the text in code points"),
        string("encoding", "how the bytes were decoded"),
        string("extractor", "the program that took the text out of HTML", optional=True),
        string("version_of", "the report that it is a later version of", optional=True),
        strings("notes", "what could not be read, and why"),
        string("run", "what made the reading"),
    ),
    _report,
    _reports,
    ("id",),
    (refers("run", "runs"),),
)


def _actor(row: ActorRow) -> list[Record]:
    lists = {"aliases": row.aliases, "roles": row.roles, "outlets": row.outlets}
    told = {"id": row.id, "name": row.name, "kind": row.kind, "statements": row.statements, "disputes": row.disputes}
    return [told | lists | {"public": row.public}]


def _actors(parcel: Parcel) -> tuple[ActorRow, ...]:
    return actor_rows(parcel.material, private=parcel.private)


ACTORS = Table(
    "actors",
    "an actor, those with the most statements first; private persons only where they were asked for",
    (
        string("id", "the actor's id"),
        string("name", "the fullest name"),
        string("kind", "person, organisation, government, armed force, group or media"),
        integer("statements", "how many statements it answers for"),
        integer("disputes", "in how many disputes it holds a position"),
        strings("aliases", "every form as written"),
        strings("roles", "what reports call it by office, as written"),
        strings("outlets", "the outlets in which it is heard or named"),
        boolean("public", "no for a person named in passing, without office or public role"),
    ),
    _actor,
    _actors,
    ("id",),
)


def _held(parcel: Parcel) -> Iterator[Actor]:
    """The actors that may be named, in the order of their ids."""
    return (a for a in sorted(parcel.material.links.actors, key=lambda a: a.id) if a.public or parcel.private)


def _roles(actor: Actor) -> list[Record]:
    return [
        {
            "actor_id": actor.id,
            "number": n,
            "words": role.text,
            "report": role.evidence.report,
            "start": role.evidence.span.start,
            "end": role.evidence.span.end,
        }
        for n, role in enumerate(actor.roles, 1)
    ]


ROLES = Table(
    "roles",
    "what a report calls an actor by office, at one place",
    (
        string("actor_id", "the actor"),
        integer("number", "its number among the actor's roles, from 1"),
        string("words", "the office as written"),
        string("report", "the report that says so"),
        *place("the words"),
    ),
    _roles,
    _held,
    ("actor_id", "number"),
    (REPORT, refers("actor_id", "actors")),
)


def _judgement(row: JudgementRow) -> list[Record]:
    names = ("id", "kind", "about", "left", "right", "at", "by", "note", "in_force", "undone_by", "lost")
    passages = tuple(c.passage.text for side in row.sides for c in side)
    return [{name: getattr(row, name) for name in names} | {"passages": passages}]


def _judgements(parcel: Parcel) -> list[JudgementRow]:
    if not parcel.judgements:
        return []
    hidden = withheld(parcel)
    # Made of all of them: which are in force is told by those that take others back.
    return [row for row in judgement_rows(parcel.material, parcel.judgements) if row.id not in hidden]


JUDGEMENTS = Table(
    "judgements",
    "a decision of a person, those that were undone included; about private persons only where they were asked for",
    (
        string("id", "the judgement's id"),
        string("kind", "same, not-same, dispute, no-dispute, actor or undo"),
        string("about", "what was judged: actor, claim, dispute, judgement, mention, passage or statement"),
        string("left", "what was judged, as it was known then"),
        string("right", "the second thing of two", optional=True),
        string("at", "when, ISO 8601 in UTC"),
        string("by", "by whom"),
        string("note", "what they wrote to it; may be an empty text"),
        boolean("in_force", "whether it counts"),
        string("undone_by", "the judgement that took it back", optional=True),
        boolean("lost", "whether a passage of it has gone from the case, so that it waits"),
        strings("passages", "the passages that it is about as they stand now, as they may be shown"),
    ),
    _judgement,
    _judgements,
    ("id",),
    (refers("undone_by", "judgements"),),
)


def _runs(parcel: Parcel) -> Iterator[Record]:
    known = {run.id: run for run in parcel.runs}
    used = Counter(reading.run for reading in parcel.material.readings)
    for id, reports in sorted(used.items()):
        run = known.get(id)
        settings = tuple(f"{name}={value}" for name, value in run.settings) if run else ()
        what = {"version": run.version if run else None, "weights": run.weights if run else None}
        yield {"id": id, **what, "settings": settings, "reports": reports}


def _same(record: Record) -> list[Record]:
    return [record]


RUNS = Table(
    "runs",
    "what made readings of this case",
    (
        string("id", "the run's id"),
        string("version", "the version of Standoff", optional=True),
        string("weights", "the hash of the network's weights; empty without a network", optional=True),
        strings("settings", "its settings, as NAME=VALUE"),
        integer("reports", "how many reports it read"),
    ),
    _same,
    _runs,
    ("id",),
)


def _notes(parcel: Parcel) -> Iterator[Record]:
    return ({"number": n, "note": note} for n, note in enumerate(parcel.notes, 1))


NOTES = Table(
    "notes",
    "what the account could not do, and why",
    (integer("number", "its number, from 1"), string("note", "the note")),
    _same,
    _notes,
    ("number",),
)
