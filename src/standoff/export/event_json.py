"""Events and times in the JSON export. An event has no row without status and voice, and its date comes with precision and reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..account import EventRow, TimeRow
from ..model import OUTLET

Json = dict[str, Any]


def qualified(report: str, id: str) -> str:
    """An id that is unique in the case, from one that is unique in its report."""
    return id if id.startswith(report) else f"{report}.{id}"


def event_json(row: EventRow, agents: Sequence[str], recipients: Sequence[str]) -> Json:
    """An event; `agents` and `recipients` are the ids of actors that have a row in the export."""
    return {
        "id": qualified(row.report, row.id),
        "report": row.report,
        "trigger": row.trigger.span.pair(),
        "type": row.type,
        "status": row.status,
        "voice": qualified(row.report, row.statement) if row.statement else OUTLET,
        "agent": list(agents),
        "recipient": list(recipients),
        "place": row.place,
        "country": row.country.code if row.country else None,
        "date": row.date,
        "date_words": row.date_words,
        "date_precision": row.when.precision if row.when else None,
        "date_reason": row.when.reason if row.when else None,
        "confidence": round(row.confidence, 4),
    }


def time_json(row: TimeRow) -> Json:
    """A time expression and the interval that it stands for, null where that could not be told."""
    when = row.when
    return {
        "id": qualified(row.report, row.id),
        "report": row.report,
        "span": row.words.span.pair(),
        "kind": row.kind,
        "start": when.start if when else None,
        "end": when.end if when else None,
        "precision": when.precision if when else None,
        "reason": when.reason if when else None,
    }
