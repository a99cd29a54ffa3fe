"""Dates as metadata and datelines write them, as ISO 8601 and no finer than written. Guesses nothing."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:?\d\d.*)?)?)?|(\d{4})(\d\d)(\d\d)(?:T?\d{4,}.*)?|(\d{4})/(\d\d?)/(\d\d?)")
_MONTH_FIRST = re.compile(rf"({MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[\s-]+({MONTH})[,\s-]+(\d{{4}})\b", re.IGNORECASE)
_MONTH_ONLY = re.compile(rf"({MONTH}),?\s+(\d{{4}})", re.IGNORECASE)
_ISO_INSIDE = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?|[a-z]{3})[/-](\d\d?)(?=[/_-])")
_SLASHED = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")


def iso_date(written: str) -> str:
    """A date as ISO 8601, as fine as it is written: "2019-04-30T22:10Z" -> "2019-04-30", "April 2019" -> "2019-04".

    A time of day is dropped and the day kept as written. Raises ValueError, with a sentence, for anything else, day and month by
    number alone among it ("03/04/2019" is two dates).
    """
    text = written.strip()
    if found := _ISO.fullmatch(text):
        parts = [p for p in found.groups() if p is not None]
        return _valid(*parts)
    for pattern, order in ((_MONTH_FIRST, (3, 1, 2)), (_DAY_FIRST, (3, 2, 1))):
        if found := pattern.search(text):
            return _valid(*(found[i] for i in order))
    if found := _MONTH_ONLY.fullmatch(text):
        return _valid(found[2], found[1])
    if _SLASHED.match(text):
        raise ValueError(f"{written!r} can be read as two dates; write it as YYYY-MM-DD")
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError, IndexError):
        raise ValueError(f"{written!r} is not a date that can be read; write it as YYYY-MM-DD, YYYY-MM or YYYY") from None


def date_inside(text: str) -> str | None:
    """The first full date (day, month and year) written inside a text, as ISO 8601; None where there is none."""
    hits = [(m.start(), (m[3], m[1], m[2])) for m in [_MONTH_FIRST.search(text)] if m]
    hits += [(m.start(), (m[3], m[2], m[1])) for m in [_DAY_FIRST.search(text)] if m]
    hits += [(m.start(), (m[1], m[2], m[3])) for m in [_ISO_INSIDE.search(text)] if m]
    for _, parts in sorted(hits):
        try:
            return _valid(*parts)
        except ValueError:
            continue
    return None


def date_in_url(url: str) -> str | None:
    """The day that a news address often carries ("/2019/04/30/"), as ISO 8601; None where there is none."""
    found = _IN_URL.search(url.lower())
    try:
        return _valid(*found.groups()) if found else None
    except ValueError:
        return None


def written_in(day: str, text: str) -> bool:
    """Whether a text writes that very day in one of the usual ways. `day` is YYYY-MM-DD."""
    year, month, number = day.split("-")
    name = _MONTHS[int(month) - 1]
    d, m = str(int(number)), str(int(month))
    forms = (
        rf"{year}[-/.]?0?{m}[-/.]?0?{d}(?!\d)",
        rf"(?<!\d)0?{d}[-/.]0?{m}[-/.]{year}",
        rf"(?<!\d)0?{m}[-/.]0?{d}[-/.]{year}",
        rf"{name[:3]}[a-z.]*\s+0?{d}(?:st|nd|rd|th)?,?\s+{year}",
        rf"(?<!\d)0?{d}(?:st|nd|rd|th)?[\s-]+{name[:3]}[a-z.]*,?[\s-]+{year}",
        rf"{year}/{name[:3]}/0?{d}(?!\d)",
    )
    return any(re.search(form, text, re.IGNORECASE) for form in forms)


def _valid(year: str, month: str | None = None, day: str | None = None) -> str:
    """ISO of what is given, checked against the calendar. `month` is a number or an English name."""
    if month is None:
        number = None
    elif month.isdigit():
        number = int(month)
    else:
        number = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(month.lower()[:3]))
    try:
        date(int(year), number or 1, int(day or 1))
    except ValueError:
        raise ValueError(f"{'-'.join(p for p in (year, month, day) if p)} is not a day of the calendar") from None
    if number is None:
        return year
    return f"{year}-{number:02d}" + (f"-{int(day):02d}" if day else "")
