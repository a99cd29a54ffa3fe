"""The day that a report counts from: when it was published, else what its text or its sibling reports tell of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ...model import FurnitureKind, Reading, Report, TimeExpression
from .parse import fields, tokens

_CLUSTER = 7  # days: reports on one event that lie within a week of one another vote for it together
_FRONT = 60  # characters at the head of the body where a full date is that of the report
_DATED_FURNITURE: tuple[FurnitureKind, ...] = ("dateline", "byline", "caption", "repeated caption", "origin", "credit")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that "Tuesday" or "last month" are counted from, None where it is not known.

    `precision` says how well: `day`; `week` (it may be some days off: weekdays and months can be counted from it, "yesterday" cannot);
    `month` and `year` (`day` is then the first of it). `reason` names it in a sentence about a count: "the report's date 2019-05-01".
    """

    day: date | None
    precision: Literal["day", "week", "month", "year"]
    reason: str


UNANCHORED = Anchor(None, "year", "no date is known for the report")


def anchor_of(report: Report, expressions: Sequence[TimeExpression], siblings: Sequence[Anchor] = ()) -> Anchor:
    """The anchor of a report: its publication date, else the latest full date in its dateline, its captions or the first line of its text,
    else what most of its `siblings` (the anchors of reports on the same event) agree on. A date deep in the text is history as often as
    news: it is not taken.
    """
    return _published(report) or _from_text(report, expressions) or _from_siblings(siblings) or UNANCHORED


def anchors_of(readings: Sequence[Reading], near: Sequence[frozenset[int]]) -> list[Anchor]:
    """The anchors of a case. `near` holds for each reading the places of those on the same event, as `near_reports` gives them."""
    own = [anchor_of(r.report, r.times) for r in readings]
    return [
        a if a.day else anchor_of(r.report, r.times, [own[j] for j in sorted(near[k]) if j != k])
        for k, (r, a) in enumerate(zip(readings, own, strict=True))
    ]


def _published(report: Report) -> Anchor | None:
    if report.published is None:
        return None
    iso = report.published.iso
    numbers = [int(n) for n in iso.split("-")]
    precision: Literal["day", "month", "year"] = "day" if len(numbers) == 3 else "month" if len(numbers) == 2 else "year"
    return Anchor(date(*[*numbers, 1, 1][:3]), precision, f"the report's date {iso}")


def _from_text(report: Report, expressions: Sequence[TimeExpression]) -> Anchor | None:
    head = next((min(p.start + _FRONT, p.end) for p in report.paragraphs if report.in_furniture(p) is None), 0)
    best: date | None = None
    for e in expressions:
        kind = report.in_furniture(e.span)
        if e.kind not in ("date", "time") or not (kind in _DATED_FURNITURE or (kind is None and e.span.end <= head)):
            continue
        f = fields(tokens(e.span.of(report.text)))
        if f.year and f.month and f.day:
            try:
                day = date(f.year, f.month, f.day)
            except ValueError:
                continue
            best = max(best or day, day)
    if best is None:
        return None
    return Anchor(best, "week", f"{best.isoformat()}, the latest full date in its captions, dateline or first line")


def _from_siblings(siblings: Sequence[Anchor]) -> Anchor | None:
    days = sorted(a.day for a in siblings if a.day is not None and a.precision in ("day", "week"))
    if not days:
        return None
    clusters = [[d for d in days if 0 <= (d - first).days <= _CLUSTER] for first in days]
    chosen = max(clusters, key=lambda c: (len(c), -c[0].toordinal()))  # of equal clusters the earliest, next to the event itself
    day = chosen[(len(chosen) - 1) // 2]
    return Anchor(day, "week", f"{day.isoformat()}, from {len(chosen)} of {len(days)} dated reports of the same event")
