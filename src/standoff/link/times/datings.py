"""When the events and time expressions of a whole case were."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Dating, Reading
from .anchors import anchors_of
from .events import directions_of, event_dates
from .walk import resolved


def datings(readings: Sequence[Reading], near: Sequence[frozenset[int]]) -> tuple[Dating, ...]:
    """The dates of everything that can be dated, report by report, time expressions first and each in the order of its text.

    `near` holds for each reading the places of those on the same event, by whose dates a report without one is anchored.
    """
    made: list[Dating] = []
    for reading, anchor in zip(readings, anchors_of(readings, near), strict=True):
        report = reading.report
        furniture = [f.span for f in report.furniture]
        told = resolved(report.text, reading.times, anchor, directions_of(reading.events, reading.times), furniture)
        dated = event_dates(report, reading.events, reading.sentences, reading.times, told, anchor)
        made += [Dating(report.id, t.id, told[t.id]) for t in reading.times if t.id in told]
        made += [Dating(report.id, e.id, dated[e.id]) for e in reading.events if e.id in dated]
    return tuple(made)
