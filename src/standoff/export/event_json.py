"""Events and times in the JSON export. An event has no row without status and voice, and its date comes with precision and reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..account import Material
from ..link.places import country_of
from ..model import OUTLET, Event, Report, TimeExpression

Json = dict[str, Any]


def qualified(report: str, id: str) -> str:
    """An id that is unique in the case, from one that is unique in its report."""
    return id if id.startswith(report) else f"{report}.{id}"


def event_json(material: Material, report: Report, event: Event, agents: Sequence[str], recipients: Sequence[str]) -> Json:
    """An event; `agents` and `recipients` are the ids of actors that have a row in the export."""
    held = event.voice != OUTLET and material.statement(report.id, event.voice) is not None
    place = report.quote(event.place) if event.place else None
    country = country_of(place) if place else None
    when = material.dating(report.id, event.id)
    return {
        "id": qualified(report.id, event.id),
        "report": report.id,
        "trigger": event.trigger.pair(),
        "type": event.type,
        "status": event.status,
        "voice": qualified(report.id, event.voice) if held else OUTLET,
        "agent": list(agents),
        "recipient": list(recipients),
        "place": place,
        "country": country.code if country else None,
        "date": when.iso if when else None,
        "date_words": report.quote(event.date) if event.date else None,
        "date_precision": when.precision if when else None,
        "date_reason": when.reason if when else None,
        "confidence": round(event.confidence, 4),
    }


def time_json(material: Material, report: Report, time: TimeExpression) -> Json:
    """A time expression and the interval that it stands for, null where that could not be told."""
    when = material.dating(report.id, time.id)
    return {
        "id": qualified(report.id, time.id),
        "report": report.id,
        "span": time.span.pair(),
        "kind": time.kind,
        "start": when.start if when else None,
        "end": when.end if when else None,
        "precision": when.precision if when else None,
        "reason": when.reason if when else None,
    }
