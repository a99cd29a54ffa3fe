"""Times: the day a report counts from, what its time expressions stand for, and when its events were. Pure functions."""

from .anchors import UNANCHORED, Anchor, anchor_of, anchors_of
from .counting import NOWHERE, Focus
from .datings import datings
from .events import directions_of, event_dates
from .intervals import Direction
from .resolve import resolve
from .walk import resolved

__all__ = [
    "NOWHERE",
    "UNANCHORED",
    "Anchor",
    "Direction",
    "Focus",
    "anchor_of",
    "anchors_of",
    "datings",
    "directions_of",
    "event_dates",
    "resolve",
    "resolved",
]
