"""Ties and deeds as entities of FollowTheMoney: each with the articles as proof, and its passages with source and cue.

What reports tell is no fact. `Event.involved` names everybody whom a passage names as agent or recipient, without saying who did it; who is
told to have done what to whom stands beside each passage, in the words of the report.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...account.disputes import Carried
from ...account.events import EventRow
from ...account.ties import WORDS, Contrary, TieGroup, Ties, contraries, shown
from ...account.timeline import TimelineRow, entry_row
from ...account.timeline_index import TimelineIndex
from ...model import Resolved
from ..plain import one_line
from .known import Known, parties, short
from .values import line, made_id

_NO_FACT = "What reports tell, not what is established. Involved are all whom a passage names, whatever it says of them."
_CONTRARY: dict[Contrary, str] = {
    "changed": "The opposite is told of another time",
    "told both ways": "The opposite is told too",
}


def ties(known: Known) -> Iterator[bytes]:
    """One `UnknownLink` per tie, from `subject` to `object`: who is told to support or oppose whom."""
    groups = known.material.kept(Ties).all
    against = contraries(groups)
    for group in groups:
        yield _tie(known, group, against.get(group.id))


def _tie(known: Known, group: TieGroup, contrary: tuple[str, Contrary] | None) -> bytes:
    material = known.material
    source, target = (actor.name if (actor := material.actor(end)) else end for end in (group.source, group.target))
    word = WORDS[group.sign]
    return line(
        made_id("tie", known.ids[group.source], known.ids[group.target], group.sign),
        "UnknownLink",
        {
            "subject": [known.ids[group.source]],
            "object": [known.ids[group.target]],
            "role": [word],
            "status": ["told in an outlet’s own voice" if group.own else "attributed"],
            "date": sorted({tie.date for tie in group.ties if tie.date}),
            "summary": [
                f"{short(one_line(source))} → {short(one_line(target))}: {word}, as told.",
                f"{_CONTRARY[contrary[1]]} (tie {contrary[0]})." if contrary else None,
            ],
            "description": [f"{tie.date or 'Undated'}: {known.quoted(shown(material, tie))}" for tie in group.ties],
            "recordId": [group.id],
            **known.backing(tie.evidence.report for tie in group.ties),
        },
    )


def events(known: Known) -> Iterator[bytes]:
    """One `Event` per deed of the timeline, in its order."""
    index = known.material.kept(TimelineIndex)
    for entry in index.entries:
        yield _event(known, index, entry_row(index, entry))


def _event(known: Known, index: TimelineIndex, row: TimelineRow) -> bytes:
    material = known.material
    told = [telling.event for telling in row.tellings]
    # The id is that of the first passage in the order of reports: it stays when others join.
    first = min(told, key=lambda e: (material.places[e.report], e.trigger.span, e.id))
    found = [(e.report, index.events[e.report, e.id]) for e in told]
    named = ((report, mention) for report, event in found for mention in (*event.agents, *event.recipients))
    statuses = [status.status for status in row.statuses]
    return line(
        made_id("event", first.report, first.id),
        "Event",
        {
            "name": [f"{row.type} (PLOVER), {_dated(row.when)}, told as {', '.join(statuses)}"],
            **_dates(row.when),
            "location": [row.place],
            "country": [row.country.code if row.country else None],
            "involved": known.those(ref for report, mention in named for ref in material.mention(report, mention)),
            "keywords": [f"PLOVER {row.type}", *(f"told as {status}" for status in statuses), "mere saying" if row.saying else None],
            "summary": [known.quoted(_carried(row.head.event))],
            "description": [_telling(known, event) for event in told],
            "notes": [_NO_FACT, _when(row.when), *(f"Disputed: see dispute {id}." for id in row.disputes)],
            "recordId": [row.id],
            **known.backing(event.report for event in told),
        },
    )


def _telling(known: Known, event: EventRow) -> str:
    """A passage that tells a deed: as what, of whom, and its words."""
    parts = [f"Told as {event.status}"]
    parts += [f"agent as written: {parties(event.agents)}"] if event.agents else []
    parts += [f"recipient as written: {parties(event.recipients)}"] if event.recipients else []
    parts += [f"place as written: “{short(one_line(event.place))}”"] if event.place else []
    parts += [f"time as written: “{short(one_line(event.date_words))}”"] if event.date_words else []
    return f"{'; '.join(parts)}: {known.quoted(_carried(event))}"


def _carried(event: EventRow) -> Carried:
    return Carried(event.outlet, event.chip, event.chain, event.passage)


def _dates(when: Resolved | None) -> dict[str, list[str | None]]:
    """The day, month or year of a deed, as fine as it is told; where it has more than one of these, the first and the last."""
    if when is None or when.begin is None:
        return {}
    if when.iso and len(when.iso) == len(when.begin):
        return {"date": [when.iso]}
    return {"startDate": [when.begin], "endDate": [when.end[: len(when.begin)]]}


def _dated(when: Resolved | None) -> str:
    """The same in words, a decade by its years."""
    if when is None:
        return "undated"
    found = _dates(when) or {"startDate": [when.start[:4]], "endDate": [when.end[:4]]}
    return " to ".join(value for values in found.values() for value in values if value)


def _when(when: Resolved | None) -> str | None:
    return f"Dated {when.start} to {when.end}, as precise as a {when.precision}: {one_line(when.reason)}" if when else None
