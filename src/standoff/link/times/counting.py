"""Counting: where on the calendar the fields of an expression lie, seen from a report's day and from what was told of last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ...model import Precision, Resolved
from . import intervals as cal
from .anchors import Anchor
from .intervals import Direction, Interval
from .parse import Fields, fields

_SOON = 92  # days: a month ahead within a season is meant before one more than half a year back, where the tense tells nothing
_FEW = (2, 6)  # units that "a few", "several" stand for
_A_FEW = {"day": 6, "week": 4, "month": 6}  # how far "recent weeks", "the coming days" may reach
_BACK = {"last", "before"}
_UNIT_PRECISION: dict[str, Precision] = {"week": "week", "month": "month", "year": "year", "decade": "decade"}


_PARTS = {"00": "morning", "12": "afternoon", "17": "night", "18": "night"}  # by the hour a part begins; evening and night are one here


@dataclass(frozen=True, slots=True)
class Focus:
    """What the text told of last: a day, a month and a year (by a day in them), and the day of the last morning, afternoon, night.

    "That day" and "the next year" lean on it, and "that night" on the last night, though a later day was told of since.
    """

    day: date | None = None
    month: date | None = None
    year: date | None = None
    parts: Mapping[str, date] = field(default_factory=dict)

    def after(self, found: Resolved) -> Focus:
        """The focus once an expression was resolved."""
        iso = found.iso
        if iso is None:
            return self
        first = date.fromisoformat(found.start[:10])
        if len(iso) == 4:
            return replace(self, year=first)
        if len(iso) == 7:
            return replace(self, month=first, year=first)
        parts = {**self.parts, _PARTS[found.start[11:13]]: first} if found.precision == "part" else self.parts
        return Focus(first, first, first, parts)


NOWHERE = Focus()


@dataclass(frozen=True, slots=True)
class Found:
    """An interval, and what it was counted from, in words that may follow the expression's."""

    interval: Interval
    why: str


class Counter:
    """Counts from one anchor and one focus. `dates` is the direction of the event that the words date, `tense` that of their clause."""

    def __init__(self, anchor: Anchor, dates: Direction | None, tense: Direction | None, focus: Focus, lead: str) -> None:
        self.anchor, self.dates, self.direction, self.lead = anchor, dates, dates or tense, lead
        self.told, self.focus = focus, focus.day
        self.exact = anchor.day if anchor.precision == "day" else None  # for "yesterday" and "two days ago"
        self.near = anchor.day if anchor.precision in ("day", "week") else None  # for weekdays and days without a year
        self.monthly = anchor.day if anchor.precision != "year" else None

    def range(self, parts: list[tuple[str, str]]) -> Found | None:
        """Two points with "to", "and" or a dash between them."""
        names = [n for n, _ in parts]
        for k in range(1, len(parts) - 1):
            if names[k] not in ("to", "since", "and", "dash"):
                continue
            left, right = fields(parts[:k]), fields(parts[k + 1 :])
            if left.year and names[k - 1] == "year" and right.count is not None and not right.month and right.count < 100:
                right.year = left.year // 100 * 100 + int(right.count)
            elif right.count is not None and not (right.unit or right.month or right.hour is not None) and left.month:
                right.month, right.day = left.month, int(right.count)
            elif left.count is not None and not (left.unit or left.month or left.hour is not None) and right.month:
                left.month, left.day = right.month, int(left.count)
            right.month = right.month or (left.month if right.day else None)
            left.year, right.year = left.year or right.year, right.year or left.year
            a, b = self.point(left, False), self.point(right, False)
            if a and b and a.interval.first <= b.interval.last:
                return Found(Interval(a.interval.first, b.interval.last, cal.coarser(a.interval.precision, b.interval.precision)), a.why)
        return None

    def point(self, f: Fields, followed: bool) -> Found | None:
        """One point or stretch. `followed`: words go on behind it without a sign, so that "before" and "after" have an object."""
        if f.recurring:
            return None
        for rule in (self._written, self._relative, self._turned, self._stretch, self._pointed, self._named, self._daily):
            found = rule(f, followed)
            if found:
                return found
        return None

    # Rules, in the order they are tried.

    def _written(self, f: Fields, followed: bool) -> Found | None:
        """What stands in the calendar as it is: a year, with or without month and day; a decade; a quarter or holiday of a year."""
        why = "as written"
        if f.decade is not None:
            return Found(self._soft(cal.years(f.decade, f.decade + 9), f), why)
        if f.unit == "century" and f.ordinal:
            return Found(cal.years(100 * f.ordinal - 99, 100 * f.ordinal), why)
        if f.year is None:
            return None
        if f.holiday:
            day = cal.holiday(f.holiday, f.year)
            return Found(cal.day(day), why) if day else None
        if f.month and f.day:
            return Found(cal.day(date(f.year, f.month, f.day)), why)
        if f.month:
            return Found(self._soft(cal.month(f.year, f.month), f), why)
        if f.season:
            return Found(cal.season(f.year, f.season), why)
        if f.quarter:
            return Found(cal.quarter(f.year, f.quarter), why)
        if f.weekday is not None or f.unit or f.fiscal:
            return None
        return Found(self._soft(cal.year(f.year), f), why)

    def _relative(self, f: Fields, followed: bool) -> Found | None:
        if f.relative is None or self.exact is None:
            return None
        if f.weekday is not None:
            return self._named(f, followed)
        shift = {"yesterday": -1, "tomorrow": 1}.get(f.relative, 0)
        if f.unit == "day" and f.turn in ("before", "after"):
            shift += -1 if f.turn == "before" else 1
        day = self.exact + timedelta(days=shift)
        if f.relative == "overnight":
            return Found(Interval(day - timedelta(days=1), day, "part"), f"the night to {self.anchor.reason}")
        return Found(cal.day(day), f"counted from {self.anchor.reason}")

    def _turned(self, f: Fields, followed: bool) -> Found | None:
        """ "Two days ago", "a week later", "the day before": a length counted back or on."""
        if f.turn is None or f.unit is None or f.shift is not None:
            return None
        if f.count is None and not f.vague:
            if f.plural:
                return None  # "years ago"
            if f.soft or f.turn in ("earlier", "later"):
                return self._pointed(f, followed)  # "earlier in the day"
            f.count = 1
        base, reason = self._base(f, followed)
        if base is None:
            return None
        sign = 1 if f.turn in ("later", "after", "ahead") else -1
        if followed and f.turn in ("before", "after"):
            # "He resigned on Friday, a day after they accused him": the words behind it are what it dates, counted the other way.
            sign = -sign
        if f.unit in ("minute", "hour", "second"):
            if f.unit == "hour" and (f.count or 0) > 12:
                return None
            return Found(cal.day(base), f"counted from {reason}")
        if f.vague:
            near, far = (cal.shifted(base, f.unit, sign * n) for n in _FEW)
            return Found(near.hull(far), f"counted from {reason}")
        count = int(f.count or 1)
        if f.unit in ("decade", "century"):
            size = (10 if f.unit == "decade" else 100) * sign
            return Found(
                cal.years(base.year + count * size - abs(size) // 2, base.year + count * size + abs(size) // 2), f"counted from {reason}"
            )
        if f.unit == "week":
            day = base + timedelta(weeks=sign * count)
            margin = timedelta(days=3)
            return Found(Interval(day - margin, day + margin, "week"), f"counted from {reason}")
        return Found(cal.shifted(base, f.unit, sign * count), f"counted from {reason}")

    def _base(self, f: Fields, followed: bool) -> tuple[date | None, str]:
        """What a length is counted from: "ago" from the report, "later" from what was told of before, "earlier" from that or the report."""
        long = f.unit in ("year", "decade", "century")
        here = self.anchor.day if long else self.monthly if f.unit == "month" else self.exact
        if f.turn in ("ago", "ahead"):
            return here, self.anchor.reason
        told = self.told.year if long else self.told.month if f.unit == "month" else self.focus
        if told:
            size = 4 if long else 7 if f.unit == "month" else 10
            return told, f"{told.isoformat()[:size]}, told of before"
        return here if f.turn in ("earlier", "before") or (followed and f.turn == "after") else None, self.anchor.reason

    def _stretch(self, f: Fields, followed: bool) -> Found | None:
        """ "The past two weeks", "the next 24 hours", "in three weeks"."""
        vague = f.count is None and (f.vague or f.plural) and f.shift in ("last", "next") and f.unit in _A_FEW
        if f.unit is None or (f.count is None and not vague) or f.month or f.turn:
            return None
        count, unit = _A_FEW[f.unit] if f.count is None else f.count, f.unit
        if unit in ("minute", "hour", "second"):
            count, unit = (count + 23) // 24 if unit == "hour" else 1, "day"
        base = self.exact if unit == "day" else self.near if unit == "week" else self.monthly
        if base is None or unit not in ("day", "week", "month", "year", "decade"):
            return None
        precision: Precision = "day" if unit == "day" else _UNIT_PRECISION[unit]
        if f.shift == "last":
            return Found(Interval(cal.moved(base, unit, -int(count)), base, precision), f"back from {self.anchor.reason}")
        if f.shift == "next":
            return Found(Interval(base, cal.moved(base, unit, int(count)), precision), f"on from {self.anchor.reason}")
        if f.shift is None and self.lead == "in" and self.dates == "future" and f.unit not in ("minute", "hour", "second"):
            return Found(cal.shifted(base, unit, int(count)), f"on from {self.anchor.reason}")
        return None

    def _pointed(self, f: Fields, followed: bool) -> Found | None:
        """ "Last week", "this morning", "that same day", "the following year", "earlier this month", "the end of the year"."""
        if f.unit in (None, "minute", "hour", "second", "quarter") or f.weekday is not None or f.month:
            return None
        if f.count is not None or f.plural or f.fiscal:
            return None
        step = {"last": -1, "before": -1, "next": 1, "after": 1}.get(f.shift or "", 0)
        told = f.shift in ("that", "before", "after") or (f.unit == "day" and f.shift in (None, "next"))
        if f.unit == "day" and f.shift == "last":
            return None
        focus = {"day": self.focus, "week": self.focus, "weekend": self.focus, "month": self.told.month}.get(f.unit, self.told.year)
        if told and focus:
            size = 10 if f.unit in ("day", "week", "weekend") else 7 if f.unit == "month" else 4
            base: date | None = focus
            reason = f"{focus.isoformat()[:size]}, told of before"
        elif told and f.shift == "that":
            return None
        else:
            base = {"day": self.exact, "week": self.near, "weekend": self.near, "month": self.monthly}.get(f.unit, self.anchor.day)
            reason = self.anchor.reason
        if base is None:
            return None
        if f.unit == "weekend" and f.shift in (None, "last"):
            sunday = cal.weekday(base, 6, "past", strict=base.weekday() < 5)
            if f.shift is None and self.direction == "future" and base.weekday() < 5:
                sunday = cal.weekday(base, 6, "future")
            return Found(cal.weekend(sunday), f"counted from {reason}")
        if f.unit == "weekend" and f.shift == "this" and self.direction == "past" and base.weekday() < 5:
            step = -1
        if f.unit == "week" and f.shift == "last" and base.weekday() == 6:
            step = 0  # on a Sunday the week that ends is already the last one
        span = cal.shifted(base, f.unit, step)
        if f.ordinal is not None and f.unit == "week":
            return None
        if f.turn in ("earlier", "later") and span.first <= base <= span.last and f.unit != "day":
            span = Interval(span.first, base, span.precision) if f.turn == "earlier" else Interval(base, span.last, span.precision)
        return Found(self._soft(span, f), f"counted from {reason}")

    def _named(self, f: Fields, followed: bool) -> Found | None:
        """Weekdays, months, days of a month, seasons and holidays without a year: the nearest in the direction of the telling."""
        if f.month and f.unit == "year" and f.shift and self.anchor.day:
            year = self.anchor.day.year + (-1 if f.shift in _BACK else 1 if f.shift in ("next", "after") else 0)
            if f.day:
                return Found(cal.day(date(year, f.month, f.day)), f"counted from {self.anchor.reason}")
            return Found(self._soft(cal.month(year, f.month), f), f"counted from {self.anchor.reason}")
        if f.month and f.day:
            return self._yearly(lambda y: cal.day(date(y, f.month or 1, f.day or 1)), f)
        if f.month:
            return self._yearly(lambda y: self._soft(cal.month(y, f.month or 1), f), f)
        if f.weekday is not None:
            return self._weekday(f)
        if f.season:
            name = f.season
            if f.unit == "year" and f.shift and self.anchor.day:
                step = -1 if f.shift in _BACK else 1 if f.shift == "next" else 0
                return Found(cal.season(self.anchor.day.year + step, name), f"counted from {self.anchor.reason}")
            return self._yearly(lambda y: cal.season(y, name), f)
        if f.holiday:
            name = f.holiday
            if cal.holiday(name, 2000) is None:
                return None
            return self._yearly(lambda y: cal.day(cal.holiday(name, y) or date.min), f)
        return None

    def _yearly(self, of: Callable[[int], Interval], f: Fields) -> Found | None:
        base = self.monthly if f.day is None else self.near or self.monthly
        if base is None:
            return None
        near: list[Interval] = []
        for y in (base.year - 1, base.year, base.year + 1):
            try:
                near.append(of(y))
            except ValueError:  # February 29
                continue
        if not near:
            return None
        now = cal.month(base.year, base.month) if self.anchor.precision == "month" else cal.day(base)
        if f.shift in _BACK:
            fit = [i for i in near if i.last < now.first]
            span = fit[-1] if fit else None
        elif f.shift == "this":
            span = next((i for i in near if i.first.year == base.year), None)
        elif f.shift in ("next", "after"):
            span = next((i for i in near if i.first > now.last), None)
        elif self.direction == "future":
            span = next((i for i in near if i.last >= now.first), None)
        else:
            fit = [i for i in near if i.first <= now.last]
            span = fit[-1] if fit else None
            ahead = next((i for i in near if i.first > now.last), None)
            if span and ahead and self.direction is None and (ahead.first - now.last).days <= _SOON < (now.first - span.last).days:
                span = ahead
        if span is None:
            return None
        return Found(span, f"the nearest {'ahead of' if span.first > now.last else 'to'} {self.anchor.reason}")

    def _weekday(self, f: Fields) -> Found | None:
        assert f.weekday is not None
        if self.near is None:
            return None
        if f.shift in ("that", "after", "before") and self.focus:
            day = cal.weekday(self.focus, f.weekday, "past" if f.shift == "before" else "future", strict=f.shift != "that")
            return Found(cal.day(day), f"counted from {self.focus}, told of before")
        if f.shift == "this":
            monday = cal.week(self.near).first
            return Found(cal.day(monday + timedelta(days=f.weekday)), f"in the week of {self.anchor.reason}")
        if f.unit == "week" and f.shift in ("last", "next"):
            monday = cal.week(self.near).first + timedelta(weeks=-1 if f.shift == "last" else 1)
            return Found(
                cal.day(monday + timedelta(days=f.weekday)),
                f"in the week {'before' if f.shift == 'last' else 'after'} {self.anchor.reason}",
            )
        ahead = f.shift in ("next", "after") or (f.shift not in _BACK and self.direction == "future")
        day = cal.weekday(self.near, f.weekday, "future" if ahead else "past", strict=f.shift is not None)
        return Found(cal.day(day), f"counted {'on' if ahead else 'back'} from {self.anchor.reason}")

    def _daily(self, f: Fields, followed: bool) -> Found | None:
        """A time of day alone: of the day told of last, else of the report's day. "Last night" is the night before it."""
        if f.part is None and f.hour is None:
            return None
        if f.shift in ("this", "last", "next") or (self.focus is None and f.shift is None):
            if self.exact is None:
                return None
            if f.shift == "next":
                return Found(cal.day((self.focus or self.exact) + timedelta(days=1)), "the day after that told of before")
            day = self.exact - timedelta(days=1) if f.shift == "last" else self.exact
            return Found(cal.day(day), f"counted from {self.anchor.reason}")
        if self.focus is None:
            return None
        step = {"before": -1, "after": 1}.get(f.shift or "", 0)
        part = "night" if f.part == "evening" else f.part or ""
        day = self.told.parts.get(part, self.focus) if f.shift == "that" else self.focus + timedelta(days=step)
        return Found(cal.day(day), f"on {day}, told of before")

    def _soft(self, span: Interval, f: Fields) -> Interval:
        if f.soft is None or f.soft == "half" or span.precision == "day":
            return span
        return cal.part(span, f.soft)
