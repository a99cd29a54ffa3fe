"""Events and times: who did what to whom, when and where, as one clause tells it, and in whose voice.

An event is no fact: status and voice stand beside the type in every row, and the words come with the source and cue that hold them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..link.places import InCountry, country_of
from ..model import OUTLET, Event, EventStatus, Evidence, PloverType, Reading, Resolved, Span, Statement, TimeKind
from .ledger import SourceRef, chain_text, named, source_ref
from .material import Material
from .passage import Passage, clause_passage, statement_passage
from .sentences import reach


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event. `voice` is "outlet", or the sources that tell it as written, from the outermost inwards; `chain` the same with the actors
    inferred, empty in the voice of the outlet; `statement` the id of the statement that holds it.

    `passage` is what may be shown of it, the trigger its marker: the statement that holds it, else its sentence with all statements in it.
    `agents` and `recipients` are as written; private persons are not inferred behind them. `date` is never finer than the text, `when` its
    interval with precision and reason. `country` is that of the place where its words say so.
    """

    id: str
    report: str
    outlet: str
    chip: str
    published: str | None
    type: PloverType
    status: EventStatus
    voice: str
    chain: tuple[SourceRef, ...]
    statement: str | None
    trigger: Evidence
    passage: Passage
    agents: tuple[SourceRef, ...]
    recipients: tuple[SourceRef, ...]
    place: str | None
    country: InCountry | None
    date: str | None
    date_words: str | None
    when: Resolved | None
    confidence: float


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A time expression as written, and the interval that it stands for; `when` is None where it could not be dated."""

    id: str
    report: str
    outlet: str
    chip: str
    published: str | None
    words: Evidence
    kind: TimeKind
    date: str | None
    when: Resolved | None


def event_rows(material: Material) -> tuple[EventRow, ...]:
    """One row per event, in the order of reports and texts."""
    return tuple(row for reading in material.readings for row in events_of(material, reading))


def events_of(material: Material, reading: Reading) -> tuple[EventRow, ...]:
    """The events of a reading in the order of the text."""
    return tuple(event_row(material, reading, event) for event in in_order(reading))


def in_order(reading: Reading) -> list[Event]:
    """The events of a reading as they are read, in the order of the text."""
    return sorted(reading.events, key=lambda e: (e.trigger, e.id))


def time_rows(material: Material) -> tuple[TimeRow, ...]:
    """One row per time expression, in the order of reports and texts."""
    return tuple(
        TimeRow(
            id=time.id,
            report=reading.report.id,
            outlet=material.outlet(reading.report.id),
            chip=material.chip(reading.report.id),
            published=reading.report.published.iso if reading.report.published else None,
            words=reading.report.evidence(time.span),
            kind=time.kind,
            date=when.iso if (when := material.dating(reading.report.id, time.id)) else None,
            when=when,
        )
        for reading in material.readings
        for time in sorted(reading.times, key=lambda t: (t.span, t.id))
    )


def matching_events(
    rows: Iterable[EventRow],
    material: Material,
    *,
    actor: str | None = None,
    type: str | None = None,
    status: str | None = None,
    voice: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> tuple[EventRow, ...]:
    """Rows of which an actor is agent or recipient, of a type, status, voice ("outlet", or who tells it), between two dates, both included.

    `since` and `until` are days, months or years ("2019-04"); an event counts whose interval meets theirs, one without date does not.
    """
    is_actor = named(material, actor) if actor else None
    is_voice = named(material, voice) if voice and voice != OUTLET else None

    def fits(row: EventRow) -> bool:
        if (is_actor and not is_actor((*row.agents, *row.recipients))) or (is_voice and not is_voice(row.chain)):
            return False
        if (voice == OUTLET and row.chain) or type not in (None, row.type) or status not in (None, row.status):
            return False
        if not (since or until):
            return True
        when = row.when
        return when is not None and (not since or when.end[: len(since)] >= since) and (not until or when.start[: len(until)] <= until)

    return tuple(row for row in rows if fits(row))


def event_row(material: Material, reading: Reading, event: Event) -> EventRow:
    """The row of one event."""
    report = reading.report
    holder = material.statement(report.id, event.voice) if event.voice != OUTLET else None
    chain = tuple(source_ref(material, reading, s) for s in material.chain(report.id, holder)) if holder else ()
    if holder:
        passage = statement_passage(report, holder, event.trigger)
    else:
        span = shown_span(material, reading, event)
        passage = clause_passage(report, span, [s for s in reading.statements if _inside(s, span)], event.trigger)
    place = report.quote(event.place) if event.place else None
    when = material.dating(report.id, event.id)
    return EventRow(
        id=event.id,
        report=report.id,
        outlet=material.outlet(report.id),
        chip=material.chip(report.id),
        published=report.published.iso if report.published else None,
        type=event.type,
        status=event.status,
        voice=chain_text(chain) or OUTLET,
        chain=chain,
        statement=holder.id if holder else None,
        trigger=report.evidence(event.trigger),
        passage=passage,
        agents=_parties(material, reading, event.agents),
        recipients=_parties(material, reading, event.recipients),
        place=place,
        country=country_of(place) if place else None,
        date=when.iso if when else None,
        date_words=report.quote(event.date) if event.date else None,
        when=when,
        confidence=event.confidence,
    )


def _inside(statement: Statement, span: Span) -> bool:
    """Whether a span covers a statement; most of a report's are told by their contents alone."""
    content = statement.content
    return span.start <= content[0].start and content[-1].end <= span.end and span.covers(statement.hull)


def shown_span(material: Material, reading: Reading, event: Event) -> Span:
    """What is shown of an event: the statement that holds it, else its sentence with all statements of which that has a part."""
    holder = material.statement(reading.report.id, event.voice) if event.voice != OUTLET else None
    return holder.hull.hull(event.trigger) if holder else reach(material, reading.report.id, _sentence(reading, event))


def _sentence(reading: Reading, event: Event) -> Span:
    """The sentence of an event's trigger, with all its parts; they alone where a reading has no sentences."""
    parts = (*(p for p in (event.place, event.date) if p), *(reading.mention(m).span for m in (*event.agents, *event.recipients)))
    n = bisect_right(reading.sentences, event.trigger.start, key=lambda s: s.start) - 1
    around = [s for s in reading.sentences[max(0, n) : n + 1] if s.overlaps(event.trigger)]
    return event.trigger.hull(*around, *parts)


def _parties(material: Material, reading: Reading, mentions: Sequence[str]) -> tuple[SourceRef, ...]:
    """Agents or recipients: as written, with the public actors inferred behind them."""
    report = reading.report
    return tuple(
        SourceRef(report.quote(reading.mention(id).span), tuple(ref for ref in material.mention(report.id, id) if material.public(ref.id)))
        for id in mentions
    )
