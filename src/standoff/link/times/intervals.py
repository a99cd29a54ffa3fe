"""Arithmetic of the calendar: days, weeks (Monday to Sunday), months, seasons, years as closed intervals of days."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ...model import Precision

Direction = Literal["past", "future"]

SEASONS = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9}  # the month each begins in, by the meteorologists' cut of the year


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of days, and the unit it is told in."""

    first: date
    last: date
    precision: Precision

    def hull(self, other: Interval) -> Interval:
        """From the earlier beginning to the later end, as precise as the less precise of the two."""
        return Interval(min(self.first, other.first), max(self.last, other.last), coarser(self.precision, other.precision))


_ORDER: tuple[Precision, ...] = ("minute", "hour", "part", "day", "week", "month", "season", "year", "decade")


def coarser(a: Precision, b: Precision) -> Precision:
    """The less precise of two."""
    return max(a, b, key=_ORDER.index)


def day(d: date) -> Interval:
    """One day."""
    return Interval(d, d, "day")


def week(d: date) -> Interval:
    """The week of a day, Monday to Sunday."""
    monday = d - timedelta(days=d.weekday())
    return Interval(monday, monday + timedelta(days=6), "week")


def weekend(d: date) -> Interval:
    """Saturday and Sunday of the week of a day."""
    last = week(d).last
    return Interval(last - timedelta(days=1), last, "week")


def month(year: int, number: int) -> Interval:
    """A month; numbers below 1 and above 12 count on into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Interval(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def season(year: int, name: str) -> Interval:
    """A season of the northern year; the winter of a year begins in its December."""
    start = SEASONS[name]
    return Interval(month(year, start).first, month(year, start + 2).last, "season")


def quarter(year: int, number: int) -> Interval:
    """A quarter of a calendar year."""
    return Interval(month(year, 3 * number - 2).first, month(year, 3 * number).last, "season")


def year(number: int) -> Interval:
    """A calendar year."""
    return Interval(date(number, 1, 1), date(number, 12, 31), "year")


def years(first: int, last: int) -> Interval:
    """Several years: a decade, a century."""
    return Interval(date(first, 1, 1), date(last, 12, 31), "decade")


def part(whole: Interval, which: str) -> Interval:
    """The early, middle or late third of an interval, its start, its end, or a numbered half."""
    size = (whole.last - whole.first).days + 1
    if which in ("1th half", "2th half"):
        low, high = (0, size // 2) if which[0] == "1" else (size // 2, size)
    else:
        third = max(1, size // 3)
        low, high = {
            "early": (0, third),
            "start": (0, third),
            "mid": (third, size - third),
            "late": (size - third, size),
            "end": (size - third, size),
        }[which]
    return Interval(whole.first + timedelta(days=low), whole.first + timedelta(days=max(low, high - 1)), whole.precision)


def shifted(d: date, unit: str, count: int) -> Interval:
    """The unit that lies `count` units after (before, where negative) the one of a day."""
    if unit == "day":
        return day(d + timedelta(days=count))
    if unit == "week":
        return week(d + timedelta(weeks=count))
    if unit == "weekend":
        return weekend(d + timedelta(weeks=count))
    if unit == "month":
        return month(d.year, d.month + count)
    if unit == "year":
        return year(d.year + count)
    size = {"decade": 10, "century": 100}[unit]
    first = (d.year + count * size) // size * size
    return years(first, first + size - 1)


def moved(d: date, unit: str, count: int) -> date:
    """The day so many units on (back, where negative), or the last of its month where that is shorter."""
    if unit in ("day", "week"):
        return d + timedelta(days=count * (7 if unit == "week" else 1))
    whole = month(d.year, d.month + count * {"month": 1, "year": 12, "decade": 120}[unit])
    return whole.first.replace(day=min(d.day, whole.last.day))


def weekday(near: date, number: int, direction: Direction, *, strict: bool = False) -> date:
    """The nearest day of that name (0 is Monday) before or after a day; the day itself counts unless `strict`."""
    if direction == "past":
        back = (near.weekday() - number) % 7
        return near - timedelta(days=back or (7 if strict else 0))
    ahead = (number - near.weekday()) % 7
    return near + timedelta(days=ahead or (7 if strict else 0))


def easter(year: int) -> date:
    """Easter Sunday by the western reckoning (the anonymous Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    number, rest = divmod(h + k - 7 * m + 114, 31)
    return date(year, number, rest + 1)


def nth_weekday(year: int, number: int, weekday: int, nth: int) -> date:
    """The nth weekday of a month, from its end where `nth` is -1."""
    whole = month(year, number)
    if nth < 0:
        return whole.last - timedelta(days=(whole.last.weekday() - weekday) % 7)
    return whole.first + timedelta(days=(weekday - whole.first.weekday()) % 7 + 7 * (nth - 1))


_FIXED = {
    "new year day": (1, 1),
    "new year eve": (12, 31),
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "may day": (5, 1),
    "boxing day": (12, 26),
    "valentine day": (2, 14),
    "halloween": (10, 31),
    "veterans day": (11, 11),
}
_EASTER = {"easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2}
_NTH = {"thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "memorial day": (5, 0, -1)}


def holiday(name: str, year: int) -> date | None:
    """The day of a holiday in a year; None for those that differ between countries (Labour Day, Independence Day)."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _EASTER:
        return easter(year) + timedelta(days=_EASTER[name])
    return nth_weekday(year, *_NTH[name]) if name in _NTH else None
