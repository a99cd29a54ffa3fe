"""The tables of what happened: events as passages tell them, the deeds of the timeline, times, and which events are one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...account import EventRow, TimeRow, events_of, time_rows
from ...model import ClusterMember, EventCluster
from ..parcel import Parcel
from .parts import (
    OUTLET,
    PASSAGE,
    PUBLISHED,
    REPORT_ID,
    VOICE,
    WHEN,
    behind,
    inferred,
    interval,
    place,
    shown,
    written,
)
from .schema import REPORT, Record, Table, boolean, date, integer, number, refers, string, strings

if TYPE_CHECKING:  # loaded where its table is asked for
    from ...account.timeline import TimelineRow

_PARTIES = (
    strings("agents", "who does it, as written"),
    strings("agents_inferred", "the names of the actors inferred behind the agents; no private persons"),
    strings("recipients", "who has it done to them, as written"),
    strings("recipients_inferred", "the names of the actors inferred behind the recipients; no private persons"),
)
_PARTY_IDS = (
    strings("agent_ids", "the actors inferred behind the agents; no private persons"),
    strings("recipient_ids", "the actors inferred behind the recipients; no private persons"),
)
_TYPE = string("type", "what kind of deed, by PLOVER: AGREE, CONSULT, SUPPORT … ASSAULT")
_PLACE = string("place", "where, as written", optional=True)
_COUNTRY = string("country", "the country of the place where its words say so, ISO 3166-1 alpha-2", optional=True)
_DATE = date("date", "the day, month or year of it, no finer than told")
_PARTY_KEYS = (refers("agent_ids", "actors"), refers("recipient_ids", "actors"))


def _party_ids(row: EventRow | TimelineRow) -> Record:
    return {"agent_ids": behind(row.agents), "recipient_ids": behind(row.recipients)}


def _parties(row: EventRow | TimelineRow) -> Record:
    return {
        "agents": written(row.agents),
        "agents_inferred": inferred(row.agents),
        "recipients": written(row.recipients),
        "recipients_inferred": inferred(row.recipients),
    }


def _event(row: EventRow) -> list[Record]:
    told = {"outlet": row.outlet, "published": row.published, "type": row.type, "status": row.status, "voice": row.voice}
    where = {"place": row.place, "country": row.country.code if row.country else None, "date": row.date, "date_words": row.date_words}
    span = row.trigger.span
    stands = {"report": row.report, "start": span.start, "end": span.end, "id": row.id, "statement": row.statement}
    quoted = {"trigger": row.trigger.quote, "passage": row.passage.text}
    known = {**interval(row.when), **stands, "confidence": row.confidence}
    return [{**told, **quoted, **_parties(row), **where, **known, **_party_ids(row)}]


def _events(parcel: Parcel) -> Iterator[EventRow]:
    return (row for reading in parcel.material.readings for row in events_of(parcel.material, reading))


EVENTS = Table(
    "events",
    "a deed as one clause tells it; it is no fact: status and voice belong to it",
    (
        OUTLET,
        PUBLISHED,
        _TYPE,
        string("status", "as what it is told: happened, ongoing, attempted, planned, possible, denied"),
        VOICE,
        string("trigger", "the word that tells the deed, as written"),
        PASSAGE,
        *_PARTIES,
        _PLACE,
        _COUNTRY,
        _DATE,
        string("date_words", "the words that tell when, as written", optional=True),
        *WHEN,
        REPORT_ID,
        *place("the trigger"),
        string("id", "the event's id"),
        string("statement", "the statement that holds it; empty in the voice of the outlet", optional=True),
        number("confidence", "how likely a careful reader finds this event, 0 to 1"),
        *_PARTY_IDS,
    ),
    _event,
    _events,
    ("report", "id"),
    (REPORT, refers(("report", "statement"), "statements", ("report", "id")), *_PARTY_KEYS),
)


def _deed(row: TimelineRow) -> list[Record]:
    """A deed of the timeline: its head as it may be shown, and which outlets tell it in which way."""
    head = row.head.event
    told = {
        "id": row.id,
        "date": row.date,
        "ground": row.ground,
        "type": row.type,
        "statuses": tuple(f"{s.status} ({', '.join(s.chips)})" for s in row.statuses),
        "outlet": head.outlet,
        "voice": head.voice,
        "passage": row.head.clear.text,
        "report": head.report,
        "start": head.passage.span.start,
        "end": head.passage.span.end,
    }
    where = {"place": row.place, "country": row.country.code if row.country else None}
    ways = {way.replace(" ", "_"): row.outlets(way) for way in ("own voice", "attributed", "denied", "silent", "ends before")}
    counts = {"passages": len(row.tellings), "reports": row.reports, "origins": row.origins, "disputes": row.disputes}
    ranks = {"weight": row.weight, "saying": row.saying, "past": row.past}
    return [{**told, **_parties(row), **where, **interval(row.when), **ways, **counts, **ranks, **_party_ids(row)}]


def _deed_cells(row: TimelineRow) -> list[Record]:
    """How each outlet tells a deed; `passage` is a passage of it as it may be shown, None where it tells nothing."""
    told = {t.event.report: t for t in reversed(row.tellings)}
    none = {"passage": None, "report": None, "start": None, "end": None}
    records = []
    for cell in row.cells:
        telling = told.get(cell.first.report) if cell.first else None
        way = {"told": cell.told, "denies": cell.denies, "sources": cell.sources, "reports": cell.reports}
        passage = shown(telling.event.passage) if telling else none
        records.append({"deed": row.id, "date": row.date, "outlet": cell.outlet, **way, **passage})
    return records


def _deeds(parcel: Parcel) -> Iterator[TimelineRow]:
    from ...account.timeline import entry_row
    from ...account.timeline_index import TimelineIndex

    index = parcel.material.kept(TimelineIndex)
    return (entry_row(index, entry) for entry in index.entries)


TIMELINE = Table(
    "timeline",
    "a deed as all reports tell it, in the order of time; it is no fact, whoever carries it",
    (
        string("id", "the deed's id: that of the cluster of events, or of the event that stands alone"),
        _DATE,
        string("ground", "whether a sentence tells the date, or it is concluded from the report's span", optional=True),
        _TYPE,
        strings("statuses", "as what it is told, with the short codes of the reports that do"),
        OUTLET,
        VOICE,
        string("passage", "the shortest clear passage that tells it, with source and cue where it is attributed"),
        REPORT_ID,
        *place("the whole passage that this is taken from"),
        *_PARTIES,
        _PLACE,
        _COUNTRY,
        *WHEN,
        strings("own_voice", "the outlets that tell it in their own voice"),
        strings("attributed", "the outlets that only attribute it"),
        strings("denied", "the outlets that only carry a denial of it"),
        strings("silent", "the outlets that do not tell it, with a report on the same event that could have"),
        strings("ends_before", "the outlets whose reports on the event end before it"),
        integer("passages", "how many passages tell it"),
        integer("reports", "in how many reports"),
        integer("origins", "how many of these do not have it from one another"),
        strings("disputes", "the disputes that are about it"),
        number("weight", "what it weighs for being shown first; nothing else"),
        boolean("saying", "whether it is a mere saying that one outlet carries"),
        boolean("past", "whether it lies half a year or more before the reports"),
        *_PARTY_IDS,
    ),
    _deed,
    _deeds,
    ("id",),
    (REPORT, refers("disputes", "disputes"), *_PARTY_KEYS),
)
TIMELINE_CELLS = Table(
    "timeline_cells",
    "how one outlet tells a deed of the timeline, or that it does not",
    (
        string("deed", "the deed"),
        _DATE,
        string("outlet", "the outlet"),
        string("told", "own voice, attributed, denied, silent, or ends before"),
        boolean("denies", "whether a passage of it denies the deed"),
        strings("sources", "whom it attributes the deed to, as written"),
        integer("reports", "how many of its reports tell it; where none does, how many could have, or end before the day"),
        string("passage", "a passage that tells it so, as it may be shown; empty where it tells nothing", optional=True),
        string("report", "the report of that passage", optional=True),
        integer("start", "its first character, counted in code points of the report's text", optional=True),
        integer("end", "the character behind it", optional=True),
    ),
    _deed_cells,
    _deeds,
    ("deed", "outlet"),
    (REPORT, refers("deed", "timeline"), refers("outlet", "outlets", "outlet")),
)


def _cluster(cluster: EventCluster) -> list[Record]:
    return [{"id": cluster.id, "events": len(cluster.members), **interval(cluster.when)}]


def _members(cluster: EventCluster) -> list[Record]:
    def record(n: int, member: ClusterMember) -> Record:
        known = {"report": member.report, "event": member.event, "confidence": member.confidence, "reason": member.reason}
        return {"cluster": cluster.id, "number": n, **known}

    return [record(n, member) for n, member in enumerate(cluster.members, 1)]


def _clusters(parcel: Parcel) -> list[EventCluster]:
    return sorted(parcel.material.links.clusters, key=lambda c: c.id)


EVENT_CLUSTERS = Table(
    "event_clusters",
    "a cluster of events that are held to tell one and the same deed",
    (string("id", "the cluster's id, and that of its deed on the timeline"), integer("events", "how many events it has"), *WHEN),
    _cluster,
    _clusters,
    ("id",),
)
CLUSTER_EVENTS = Table(
    "cluster_events",
    "an event of a cluster, the most central one first",
    (
        string("cluster", "the cluster"),
        integer("number", "its place in the cluster, from 1"),
        REPORT_ID,
        string("event", "the event"),
        number("confidence", "how likely it tells the same deed as the others, 0 to 1"),
        string("reason", "why it is held to"),
    ),
    _members,
    _clusters,
    ("cluster", "number"),
    (REPORT, refers("cluster", "event_clusters"), refers(("report", "event"), "events", ("report", "id"))),
)


def _time(row: TimeRow) -> list[Record]:
    told = {"outlet": row.outlet, "published": row.published, "words": row.words.quote, "kind": row.kind, "date": row.date}
    span = row.words.span
    return [{**told, **interval(row.when), "report": row.report, "start": span.start, "end": span.end, "id": row.id}]


def _times(parcel: Parcel) -> tuple[TimeRow, ...]:
    return time_rows(parcel.material)


TIMES = Table(
    "times",
    "a time expression, and the interval that it stands for where that could be told",
    (
        OUTLET,
        PUBLISHED,
        string("words", "the expression as written"),
        string("kind", "date, time, period, duration or set"),
        _DATE,
        *WHEN,
        REPORT_ID,
        *place("the expression"),
        string("id", "the expression's id"),
    ),
    _time,
    _times,
    ("report", "id"),
    (REPORT,),
)
