"""Time as a text tells it: expressions as written, and the intervals they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from .span import Span

TimeKind = Literal["date", "time", "period", "duration", "set"]
Precision = Literal["minute", "hour", "part", "day", "week", "month", "season", "year", "decade"]

_DAY = len("2019-04-30")
_MONTH = len("2019-04")
_YEAR = len("2019")
_WEEK = 7
_FINEST: dict[Precision, int] = {  # how much of an ISO date each precision can tell
    "minute": _DAY,
    "hour": _DAY,
    "part": _DAY,
    "day": _DAY,
    "week": _MONTH,
    "month": _MONTH,
    "season": _YEAR,
    "year": _YEAR,
    "decade": 0,
}


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when, how long or how often, without the preposition before them.

    The kinds are those of TIMEX3 (ISO 24617-1), its DURATION split: `date` (a day or coarser: "Tuesday", "last month", "2014"),
    `time` (finer than a day: "6:40 p.m.", "Tuesday morning"), `period` (a stretch with an end that is told: "2014 to 2016", "the past two
    weeks", the "January" of "since January"), `duration` (a length alone: "three weeks"), `set` (what recurs: "every Friday").
    """

    id: str
    span: Span
    kind: TimeKind

    def __post_init__(self) -> None:
        if self.kind not in get_args(TimeKind):
            raise ValueError(f"{self.kind!r} is not a kind of time expression.")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The closed interval that an expression stands for. `start` and `end` are ISO 8601 dates, or times of day by the clock of the text.

    `precision` is the unit in which the text tells it: what lies below it is the bound of that unit, not knowledge. A `part` is a part of
    the day. `reason` is made to be read. Raises ValueError when the interval runs backwards.
    """

    start: str
    end: str
    precision: Precision
    reason: str

    def __post_init__(self) -> None:
        if len(self.start) != len(self.end) or self.start > self.end:
            raise ValueError(f"{self.start} to {self.end} is not an interval.")

    @property
    def iso(self) -> str | None:
        """The smallest day, month or year ("2019-04-30", "2019-04", "2019") that holds the whole interval; None where none does.

        Never finer than the text: a week lies in a month, a season in a year, a decade in neither. A week in two months is told by the
        one of its middle day (as ISO 8601 counts a week to the year of its Thursday), a night by the day it begins on.
        """
        if self.precision == "part":
            return self.start[:_DAY]
        if self.precision == "week":
            first, last = date.fromisoformat(self.start), date.fromisoformat(self.end)
            if (last - first).days < _WEEK:
                return (first + (last - first - timedelta(days=1)) / 2).isoformat()[:_MONTH]
        for size in (_DAY, _MONTH, _YEAR):
            if size <= _FINEST[self.precision] and self.start[:size] == self.end[:size]:
                return self.start[:size]
        return None

    @property
    def begin(self) -> str | None:
        """The day, month or year in which it begins, no finer than its precision; None for a decade. Dates what goes on since then."""
        return self.start[: _FINEST[self.precision]] or None
