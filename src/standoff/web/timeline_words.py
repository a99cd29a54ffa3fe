"""Times as a timeline words them: no finer than told, and with what they rest on. "30 Apr" a sentence says, "c. 30 Apr" is concluded."""

from __future__ import annotations

from datetime import date

from ..case.pages import BEFORE, UNDATED, Ground, Zoom
from ..model import Resolved

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = "January February March April May June July August September October November December".split()
_PARTS = {"00": "morning", "12": "afternoon", "17": "evening", "18": "night"}  # by the hour that a part begins with
_DAY, _HOUR = len("2019-04-30"), len("2019-04-30T14")


def chapter_name(key: str, within: Zoom = "months") -> str:
    """The head of a stretch of time: "Tuesday 30 April 2019", "April 2019", "Before", "No date told".

    `within` what finer stretches stand beside it: among days "April 2019, no day told", among hours "…, no hour told".
    """
    if key in (BEFORE, UNDATED):
        return "Before" if key == BEFORE else "No date told"
    day, _, hour = key.partition("T")
    parts = _numbers(day)
    if not parts:
        return key
    if len(parts) < 3:
        name = f"{_MONTHS[parts[1] - 1]} {parts[0]}" if len(parts) == 2 else day
        return name if within == "months" else f"{name}, no {'day' if len(parts) == 2 else 'month'} told"
    found = date(*parts)
    name = f"{_DAYS[found.weekday()]} {found.day} {_MONTHS[found.month - 1]} {found.year}"
    return f"{name}, {_hour(hour)}" if hour else f"{name}, no hour told" if within == "hours" else name


def chapter_short(key: str, *, year: bool = False) -> str:
    """The same in few letters: "30 Apr", "Apr 2019", "before", "undated"; `year` with the year."""
    if key in (BEFORE, UNDATED):
        return key
    day, _, hour = key.partition("T")
    parts = _numbers(day)
    if len(parts) < 2:
        return day
    month = _MONTHS[parts[1] - 1][:3]
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    return f"{parts[2]} {month}" + (f" {parts[0]}" if year else "") + (f", {_hour(hour)}" if hour else "")


def when_told(when: Resolved | None, ground: Ground | None, key: str | None) -> str:
    """When a deed was, as short as a margin: "30 Apr, morning", "c. 30 Apr", "week of 22 Apr", "undated"."""
    if when is None or key is None:
        return "undated"
    about = "c. " if ground == "report" else ""
    start, end = when.start[:_DAY], when.end[:_DAY]
    if when.precision in ("minute", "hour", "part"):
        clock = when.start[_DAY + 1 :] if when.precision == "minute" else _hour(_span(when))
        return f"{about}{chapter_short(start)}, {clock}"
    if when.precision == "week" and start != end:
        return f"{about}week of {chapter_short(start)}"
    if when.precision == "day" and start != end:
        return f"{about}{chapter_short(start)} to {chapter_short(end)}"
    return about + chapter_short(key)


def _span(when: Resolved) -> str:
    return when.start[_DAY + 1 : _HOUR] if when.precision == "hour" else f"{when.start[_DAY + 1 : _HOUR]}-{when.end[_DAY + 1 : _HOUR]}"


def _hour(told: str) -> str:
    """ "14" as the hour, "00-11" as the part of the day."""
    first, part, _ = told.partition("-")
    return _PARTS.get(first, f"from {first}:00") if part else f"{first}:00 to {first}:59"


def _numbers(day: str) -> tuple[int, ...]:
    """Year, month and day, as far as told; nothing for what is no date."""
    try:
        found = tuple(int(n) for n in day.split("-"))
        _ = date(found[0], *(*found[1:], 1, 1)[:2])
    except (ValueError, TypeError, IndexError):
        return ()
    return found
