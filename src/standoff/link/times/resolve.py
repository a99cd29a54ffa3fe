"""A time expression as an interval of the calendar, counted from the report's day or from the day last told of.

Own arithmetic instead of a date library: the libraries at hand parse a string to one instant and know nothing of tense, of a day told of
before, or of how fine the words are (`python -m benchmarks.times --library` measures one beside it).
"""

from __future__ import annotations

import re

from ...model import Precision, Resolved, TimeExpression
from .anchors import Anchor
from .counting import NOWHERE, Counter, Focus, Found
from .intervals import Direction, Interval
from .parse import Fields, fields, tokens
from .tense import direction_of

# The parts of a day, by the clock; they overlap as they do in speech.
_HOURS = {"morning": ("00:00", "11:59"), "afternoon": ("12:00", "17:59"), "evening": ("17:00", "23:59"), "night": ("18:00", "23:59")}
_BEFORE = re.compile(r"(\w+)\W*$")
_GOES_ON = re.compile(r"\s*\w")


def resolve(
    expression: TimeExpression,
    text: str,
    anchor: Anchor,
    *,
    direction: Direction | None = None,
    focus: Focus = NOWHERE,
    joined: bool = False,
) -> Resolved | None:
    """The interval an expression stands for, None where it cannot be told: what recurs, a bare length, or a count from a day nobody knows.

    `direction` says whether what it dates lies behind the report's day or ahead; None: by the tense of the clause. `focus` is what the
    text told of last, which "the next day" and "that morning" lean on; `joined` says that "two days before" counts from it. A year is
    never guessed: without an anchor "April 30" stays open. Nothing is finer than the words: "Tuesday" is a day, "last week" seven.
    """
    if expression.kind == "set":
        return None
    words = expression.span.of(text)
    parts = tokens(words)
    before = _BEFORE.search(text, max(0, expression.span.start - 20), expression.span.start)
    lead = before[1].lower() if before else ""
    counter = Counter(anchor, direction, None if direction else direction_of(text, expression.span), focus, lead)
    followed = not joined and _GOES_ON.match(text, expression.span.end) is not None
    try:
        f = fields(parts)
        found = (counter.range(parts) if expression.kind == "period" else None) or counter.point(f, followed)
        return None if found is None else _told(_since(found, lead, anchor), f, words)
    except (ValueError, OverflowError):  # a day that the calendar does not have: "April 31", the year 10000
        return None


def _since(found: Found, lead: str, anchor: Anchor) -> Found:
    """A beginning ("since January") as the stretch from it to the report's day."""
    span = found.interval
    if lead != "since" or anchor.day is None or span.first > anchor.day:
        return found
    return Found(Interval(span.first, anchor.day, span.precision), f"{found.why}, and on to {anchor.reason}")


def _told(found: Found, f: Fields, words: str) -> Resolved:
    """The interval as ISO, with the time of day where one day has one."""
    span, why = found.interval, f"{' '.join(words.split())}, {found.why}"
    start, end = span.first.isoformat(), span.last.isoformat()
    if span.precision == "part":  # a night over two days
        return Resolved(f"{start}T18:00", f"{end}T06:00", "part", why)
    if span.precision == "day" and span.first == span.last:
        if f.hour is not None and f.hour < 24:
            precision: Precision = "hour" if f.minute is None else "minute"
            low, high = (f"{f.hour:02d}:00", f"{f.hour:02d}:59") if f.minute is None else (f"{f.hour:02d}:{f.minute:02d}",) * 2
            return Resolved(f"{start}T{low}", f"{end}T{high}", precision, f"{why}, by the clock of the text")
        part = f.part or ("night" if f.relative == "tonight" else None)
        if part:
            low, high = _HOURS[part]
            return Resolved(f"{start}T{low}", f"{end}T{high}", "part", why)
    return Resolved(start, end, span.precision, why)
