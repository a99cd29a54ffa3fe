"""When a deed took place: by its own time, by the words beside it, else by what the telling of the report gives.

The defaults were chosen on our own annotation of events (`python -m benchmarks.times`): what a reader concludes where no time is told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from ...model import Event, Precision, Report, Resolved, Span, TimeExpression
from . import intervals as cal
from .anchors import Anchor
from .intervals import Direction, Interval

_NEWS = 7  # days before the report's day that are its news
_TELLING = 2  # days of the news that a report must name before what it tells without a day is given one; else its month
_BESIDE = 60  # characters between a deed and the time words beside it
_FRONTED = 12  # a time that begins within the first characters of a sentence ("On Tuesday, ...") reaches over the comma
_STEM = 4  # letters by which two triggers name the same deed: "protest", "protesters"
_OVER = ("happened", "attempted", "ongoing")

_BREAK = re.compile(r"[,;:—–“”\"()]|\b(?:and|but|while|after|before|when|who|which|that|because|as|where)\b", re.IGNORECASE)
_PERFECT = re.compile(r"(?:\b(?:has|have)|['’]ve)(?:\s+\w+){0,2}\s*$", re.IGNORECASE)
_PROGRESSIVE = re.compile(r"\b(?:(?:is|are|am|been)|['’](?:s|re))(?:\s+\w+ly)?\s*$", re.IGNORECASE)
_NOMINAL = re.compile(r"(?:\b(?:the|an?|his|her|their|its|of|this|that|these|those)|\w['’]s?)(?:\s+\w+)?\s*$", re.IGNORECASE)
_RECENT = re.compile(r"\b(?:recently|now|currently|these days)\b|\brecent (?!years)", re.IGNORECASE)


def directions_of(events: Sequence[Event], expressions: Sequence[TimeExpression]) -> dict[str, Direction | None]:
    """Which way the expressions look that date events: back for what happened, ahead for what is planned. Where two events differ, back.

    By the ids of the expressions; those that date nothing are left to the tense of their clause.
    """
    told: dict[str, Direction | None] = {}
    ordered = sorted(expressions, key=lambda e: e.span)
    starts = [e.span.start for e in ordered]
    for event in events:
        if event.date is None or event.status == "denied":
            continue
        way: Direction = "future" if event.status in ("planned", "possible") else "past"
        for k in _touching(starts, event.date):
            if ordered[k].span.overlaps(event.date) and told.get(ordered[k].id) != "past":
                told[ordered[k].id] = way
    return told


def _touching(starts: Sequence[int], stretch: Span) -> range:
    """The places of the spans, apart from one another and with these starts, that may touch a stretch."""
    return range(max(0, bisect_right(starts, stretch.start) - 1), bisect_right(starts, stretch.end))


def event_dates(
    report: Report,
    events: Sequence[Event],
    sentences: Sequence[Span],
    expressions: Sequence[TimeExpression],
    resolved: Mapping[str, Resolved],
    anchor: Anchor,
) -> dict[str, Resolved]:
    """When the events of a report were, by their ids, each with precision and reason; those that nothing dates are left out.

    In this order: the event's own time words; unclaimed time words of its clause; another mention of the same deed that words date; a
    day named earlier in its paragraph for another deed; the day of which the report tells most. What is possible, planned, denied or told
    in the perfect tense has no day of its own and gets none from its surroundings. What goes on since a time is dated by its beginning.
    """
    teller = _Teller(report, events, sentences, expressions, resolved, anchor)
    first = {e.id: teller.by_words(e) for e in events}
    attack = teller.main_attack(first)
    return {e.id: _begun(r) for e in events if (r := first[e.id] or teller.by_telling(e, first, attack))}


def _begun(found: Resolved) -> Resolved:
    """A stretch without a date of its own as the day, month or year it begins in."""
    iso = found.begin
    if found.iso is not None or iso is None:
        return found
    numbers = [int(n) for n in iso.split("-")]
    spans: tuple[Interval, ...] = (cal.year(numbers[0]),)
    if len(numbers) > 1:
        spans = (cal.day(date(*numbers)),) if len(numbers) == 3 else (cal.month(*numbers),)
    precision: Precision = ("year", "month", "day")[len(numbers) - 1]
    return Resolved(spans[0].first.isoformat(), spans[0].last.isoformat(), precision, f"the beginning of {found.reason}")


class _Teller:
    """What a report tells of its days, for the events that tell none themselves."""

    def __init__(
        self,
        report: Report,
        events: Sequence[Event],
        sentences: Sequence[Span],
        expressions: Sequence[TimeExpression],
        resolved: Mapping[str, Resolved],
        anchor: Anchor,
    ) -> None:
        self.report, self.text, self.events, self.anchor = report, report.text, events, anchor
        self.sentences = sorted(sentences)
        self.paragraphs = sorted(report.paragraphs)
        self.known = [(e.span, resolved[e.id], e.id) for e in sorted(expressions, key=lambda e: e.span) if e.id in resolved]
        self.starts = [span.start for span, _, _ in self.known]
        self.claimed = {key for e in events if e.date for span, _, key in self._within(e.date) if span.overlaps(e.date)}
        self.headline = sorted(f.span for f in report.furniture if f.kind == "headline")
        self.furniture = sorted(f.span for f in report.furniture)
        self.mentions: dict[tuple[str, str], list[Event]] = {}
        for e in events:
            if e.status in _OVER:
                self.mentions.setdefault(self._key(e), []).append(e)
        self.default = self._default()
        self.month = self._month()

    def by_words(self, event: Event) -> Resolved | None:
        """By the time words that the reader ties to it, else by unclaimed ones that no break parts from it."""
        if event.date:
            return next((r for span, r, _ in self._within(event.date) if span.overlaps(event.date)), None)
        sentence = _around(self.sentences, event.trigger)
        best: tuple[int, Resolved] | None = None
        for span, r, key in self._within(sentence):
            if key in self.claimed:
                continue
            low, high = (event.trigger.end, span.start) if event.trigger.end <= span.start else (span.end, event.trigger.start)
            if low == span.end and span.start - sentence.start < _FRONTED and self.text[low : low + 1] == ",":
                low += 1
            if low <= high <= low + _BESIDE and not _BREAK.search(self.text, low, high) and (best is None or high - low < best[0]):
                best = (high - low, r)
        return best and best[1]

    def by_telling(self, event: Event, first: Mapping[str, Resolved | None], attack: Resolved | None) -> Resolved | None:
        """By what the report tells besides: `first` is what words gave, `attack` the main attack."""
        if event.date:  # words that give no interval: "recently" still lies in the report's month, "during the campaign" does not
            return self.month if _RECENT.search(event.date.of(self.text)) else None
        if event.status not in _OVER:
            return None
        sentence = _around(self.sentences, event.trigger)
        lead = self.text[max(sentence.start, event.trigger.start - 40) : event.trigger.start]
        if event.status == "ongoing":
            return self.month if _PROGRESSIVE.search(lead) else None
        if same := self._same_deed(event, first):
            return same
        if _holder(self.headline, event.trigger):
            return self.default
        if _PERFECT.search(lead):
            return None
        if told := self._told_before(event, sentence):
            return told
        if event.type == "ASSAULT" and attack:
            return attack
        if event.type == "COERCE" and _NOMINAL.search(lead):  # "his arrest": an old story as often as a new one
            return None
        return self.default

    def _within(self, stretch: Span) -> Sequence[tuple[Span, Resolved, str]]:
        """The resolved expressions that begin in a stretch, or just before it."""
        return [self.known[k] for k in _touching(self.starts, stretch) if self.known[k][0].end > stretch.start]

    def _default(self) -> Resolved | None:
        """The day of the news that the body names most often, else the report's own; its month where it hardly names any."""
        today = self.anchor.day
        if today is None or self.anchor.precision not in ("day", "week"):
            return None
        body = [r for span, r, _ in self.known if _holder(self.furniture, span) is None]
        days = [r.iso for r in body if r.iso and len(r.iso) == 10]
        low, high = (today - timedelta(days=_NEWS)).isoformat(), today.isoformat()
        near = Counter(d for d in days if low <= d <= high)
        if near.total() < _TELLING:
            return self._month()
        iso = near.most_common(1)[0][0]
        return Resolved(iso, iso, "day", "no day is told for it: the day that the report names most")

    def _month(self) -> Resolved | None:
        if self.anchor.day is None or self.anchor.precision == "year":
            return None
        span = cal.month(self.anchor.day.year, self.anchor.day.month)
        return Resolved(span.first.isoformat(), span.last.isoformat(), "month", f"no day is told for it: the month of {self.anchor.reason}")

    def _same_deed(self, event: Event, first: Mapping[str, Resolved | None]) -> Resolved | None:
        """The date of the nearest other mention of the deed, of one type and stem, that words date."""
        best: tuple[int, Resolved] | None = None
        for other in self.mentions[self._key(event)]:
            found, far = first[other.id], abs(other.trigger.start - event.trigger.start)
            if found and (best is None or far < best[0]):
                best = (far, found)
        return best and Resolved(best[1].start, best[1].end, best[1].precision, f"told of elsewhere in the report: {best[1].reason}")

    def _key(self, event: Event) -> tuple[str, str]:
        return event.type, event.trigger.of(self.text)[:_STEM].lower()

    def _told_before(self, event: Event, sentence: Span) -> Resolved | None:
        """The last day or month told for another deed in an earlier sentence of the paragraph."""
        paragraph = _around(self.paragraphs, event.trigger)
        if paragraph.start >= sentence.start:
            return None
        for span, r, key in reversed(self._within(Span(paragraph.start, sentence.start))):
            if (
                paragraph.start <= span.start < sentence.start
                and key in self.claimed
                and r.precision in ("minute", "hour", "part", "day", "week", "month")
            ):
                return Resolved(r.start, r.end, r.precision, f"told of just before: {r.reason}")
        return None

    def main_attack(self, first: Mapping[str, Resolved | None]) -> Resolved | None:
        """The day on which most of the report's dated attacks fall: what is killed, shot and bombed in a report is mostly one story."""
        days = Counter(
            r.iso for e in self.events if e.type == "ASSAULT" and e.status in _OVER and (r := first[e.id]) and r.iso and len(r.iso) == 10
        )
        if not days:
            return None
        iso = days.most_common(1)[0][0]
        return Resolved(iso, iso, "day", "no day is told for it: the day of the report's dated attacks")


def _holder(stretches: Sequence[Span], span: Span) -> Span | None:
    """The stretch of a sorted list in which a span begins."""
    k = bisect_right(stretches, span.start, key=lambda s: s.start) - 1
    return stretches[k] if k >= 0 and stretches[k].end > span.start else None


def _around(stretches: Sequence[Span], span: Span) -> Span:
    """The same, made to hold the whole span; the span itself where there is none."""
    holder = _holder(stretches, span)
    return holder.hull(span) if holder else span
