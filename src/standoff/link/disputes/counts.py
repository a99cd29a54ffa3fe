"""What the figures of a case count, in a form that can be compared: the thing counted, the range left open, who holds it, its context.

Beside the figures of the readings, years and weekdays that date a deed are counts of their own ("ends in 2018", "ends in 2019").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ...model import OUTLET, Figure, Reading, Span
from ..actors import ActorIndex
from ..passages import Field, sentences
from ..similarity import Bag, bag, families, fold, stem

_PEOPLE = frozenset(
    stem(w)
    for w in """people person persons civilian civilians other others resident residents victim victims men women man woman
    children life lives body bodies soldier soldiers troops personnel fighters""".split()
)
_BODIES = frozenset(stem(w) for w in "body bodies corpse corpses".split())
_HARM = ("death", "injury", "arrest", "abduction", "departure", "infection")  # what is counted when people are
_BARE = {"dozens": (24, 99), "scores": (20, 99), "hundreds": (100, 999), "thousands": (1e3, 9999), "millions": (1e6, 9.99e6)}
_MONEY = re.compile(r"[$€£¥₹₽₺₩₪]|\b(?:dollars?|euros?|pounds?|yen|yuan|rubles?|roubles?|rupees?|lira|pesos?|francs?)\b", re.I)
_CURRENCY = {"dollar": "$", "euro": "€", "pound": "£"}
_PERCENT = re.compile(r"\s*-?(?:%|per ?cent|percentage points?)", re.I)
_UNIT = re.compile(
    r"\s*-?(?P<unit>years?|months?|weeks?|days?|hours?|minutes?|miles?|km|kilomet\w+|met(?:er|re)s?|feet|degrees?|barrels?|tons?|tonnes?)\b"
    r"(?P<old>[- ](?:old|ago))?",
    re.I,
)
_AFTER = re.compile(
    r"\s*(?:who )?(?:were|was|are|have|has|had|been|being|is|reportedly|also|to|have been|had been|has been)?\s*(?:been )?(\w+)"
)
_BEFORE = re.compile(
    r"\b(\w+)(?:\s+(?:the|toll|number|count|at|of|to|as|is|was|had|has|have|reached|stood|stands|with|by|people|tally|in|about|dead"
    r"|some|nearly|around))*\s*$"
)
_PART = re.compile(r"\bof (?:the|those|these|them|its|his|her|their)\s*$")
_PARTED = re.compile(
    r"\s*of (?:the|those|these|them|whom)\b(?! (?:vote|ballot|population|people|country|public|respondents|electorate)s?\b)"
)
_FILL = frozenset("of the in a an all its their our those these percent per cent".split())
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_YEAR = re.compile(r"\b([\w’'-]+)\s+(?:back )?(?:in|since|until|by)\s+((?:1[5-9]|20)\d\d)\b(?!-)")
_DAY = re.compile(
    r"\b([\w’'-]+(?:ed|en|ld|id|ght|ung|ook|ung|nt))\s+(?:(?:on|late|early|last)\s+){0,2}((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_SPOKE = frozenset(
    stem(w)
    for w in """said told added wrote tweeted announced stated insisted denied warned called argued reported posted claimed issued
    released acknowledged confirmed testified accused condemned criticized vowed declined urged asked met talked""".split()
)  # somebody says things on many days
_DAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
REACH = 12  # words on each side of a figure that tell what it counts
OPEN = 1.6  # "more than 300" is taken to mean less than 1.6 times as many


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with what a comparison needs.

    `thing` is what is counted, `noun` the stem of the counted noun as written, `low` and `high` the range left open, `order` and
    `sentence` where it stands, `near` the bag of the words around it, `holders` who answers for it as pairs of actor and outlet,
    `voice` its statement or the outlet, `day` the report's day of publication ("" where unknown), `place` and `date` of the figure.
    """

    reading: Reading
    span: Span
    shown: Span
    thing: str
    noun: str
    low: float
    high: float
    order: int
    sentence: Span
    near: Bag
    holders: tuple[tuple[str | None, str | None], ...]
    voice: str
    day: str
    place: Bag
    date: Bag

    @property
    def key(self) -> tuple[str, int]:
        """A total order over the counts of a case."""
        return self.reading.report.id, self.span.start

    @property
    def said(self) -> str:
        """The sentence it stands in."""
        return self.reading.report.quote(self.sentence)


_NONE = bag("")


def counts(field: Field, reading: Reading, index: ActorIndex) -> Iterator[Count]:
    """The counts of a report outside its furniture."""
    report = reading.report
    cut = sentences(reading)
    starts = [s.start for s in cut]
    day = report.published.iso[:10] if report.published and len(report.published.iso) >= 10 else ""

    def made(span: Span, thing: str, low: float, high: float, shown: Span, voice: str, figure: Figure | None = None) -> Count:
        order = bisect_right(starts, span.start) - 1
        counted = _WORD.findall(report.text[span.end : cut[order].end][:40].split(",")[0]) if figure else []
        return Count(
            reading=reading,
            span=span,
            shown=shown,
            thing=thing,
            noun=next((stem(w) for w in counted if fold(w) not in _FILL), ""),
            low=low,
            high=high,
            order=order,
            sentence=cut[order],
            near=bag(_around(report.text, span, cut[order])),
            holders=_holders(field, reading, index, voice),
            voice=voice,
            day=day,
            place=bag(report.quote(figure.place)) if figure and figure.place else _NONE,
            date=bag(report.quote(figure.date)) if figure and figure.date else _NONE,
        )

    denied = {s.id for s in reading.statements if s.act == "deny"}  # who denies a figure does not hold it
    for figure in reading.figures:
        at = bisect_right(starts, figure.span.start) - 1
        if at < 0 or report.in_furniture(figure.span) or figure.voice in denied:
            continue
        thing = _thing(report.text, figure, cut[at])
        hard = _range(report.quote(figure.span), figure)
        if thing and hard:
            yield made(figure.span, thing, *hard, _shown(reading, figure, cut[at]), figure.voice, figure)
    for order, sentence in enumerate(cut):
        if report.in_furniture(sentence) is None:
            for kind, pattern in (("@year", _YEAR), ("@weekday", _DAY)):
                for match in pattern.finditer(report.quote(sentence)):
                    if stem(match[1]) not in _SPOKE:
                        span = Span(sentence.start + match.start(2), sentence.start + match.end(2))
                        value = float(match[2]) if kind == "@year" else float(_DAYS.index(match[2].lower().removesuffix("day")))
                        voice = _voice(field, report.id, span)
                        yield made(span, f"{kind} {stem(match[1])}", value, value, _worded(report.text, span, cut[order]), voice)


def _voice(field: Field, report: str, span: Span) -> str:
    """The innermost statement whose content holds a span, or the outlet."""
    found = [
        p
        for j in field.by_report.get(report, ())
        if (p := field.passages[j]).statement is not None and any(s.covers(span) for s in p.spans)
    ]
    inner = min(found, key=lambda p: (p.spans[-1].end - p.spans[0].start, p.key), default=None)
    return inner.statement.id if inner and inner.statement else OUTLET


def _holders(field: Field, reading: Reading, index: ActorIndex, voice: str) -> tuple[tuple[str | None, str | None], ...]:
    at = field.of_statement.get(voice) if voice != OUTLET else None
    if at is None:
        return ((None, reading.report.outlet or reading.report.file),)
    passage = field.passages[at]
    if passage.holders:
        return tuple((h, None) for h in passage.holders)
    return ((None, f"“{passage.source_words()}”" if passage.source_words() else None),)


def _around(text: str, span: Span, sentence: Span) -> str:
    """The words around a figure, inside its sentence, without the figure."""
    before = text[sentence.start : span.start].split()[-REACH:]
    after = text[span.end : sentence.end].split()[:REACH]
    return " ".join(before) + " \u2026 " + " ".join(after)


def _thing(text: str, figure: Figure, sentence: Span) -> str:
    """What is counted: money, a share, a family of harm where people are counted, else a unit or the stem of the counted noun."""
    written = text[figure.span.start : figure.span.end]
    after = text[figure.span.end : min(sentence.end, figure.span.end + 60)]
    before = text[max(sentence.start, figure.span.start - 45) : figure.span.start]
    money = _MONEY.search(written) or _MONEY.match(after.lstrip()[:12])
    if money:
        return "@money " + _CURRENCY.get(money[0].lower().rstrip("s"), money[0].lower().rstrip("s"))
    if "%" in written or re.search(r"per ?cent", written, re.I) or _PERCENT.match(after):
        return "@share"
    counted = text[figure.of.start : figure.of.end] if figure.of else after
    unit = _UNIT.match(counted) or _UNIT.match(after)
    if unit:
        return "" if unit["old"] else "@" + stem(unit["unit"])
    phrase = re.split(r"[.,;]| who | which | that | of ", counted)[0]
    telling = bag(phrase).stems
    first = [stem(w) for w in _WORD.findall(phrase) if stem(w) in telling][:4]
    if _PART.search(before) or _PARTED.match(after):
        return ""  # a part of another count
    harm = "death" if set(first) & _BODIES else next((f for w in first for f in sorted(families().get(w, ())) if f in _HARM), "")
    if not harm and (done := _AFTER.match(text[figure.of.end : sentence.end] if figure.of and figure.of.end > figure.span.end else after)):
        harm = _harm(done[1])
    if not harm and (done := _BEFORE.search(before)):
        harm = _harm(done[1])
    head = first[-1] if figure.of and first else first[0] if first else ""
    if harm and (not first or set(first) & _PEOPLE or any(harm in families().get(w, ()) for w in first)):
        return "@" + harm
    return "@people" if head in _PEOPLE else "" if len(head) < 3 else head


def _harm(word: str) -> str:
    return next((f for f in sorted(families().get(stem(word), ())) if f in _HARM), "")


def _range(words: str, figure: Figure) -> tuple[float, float] | None:
    """The range that a careful reader takes a figure to leave open: a bare unit holds until the next, an open bound not for ever."""
    bare = next((r for unit, r in _BARE.items() if unit in fold(words).split()), None)
    if bare and not re.search(r"\d|tens of|hundreds of", words):
        return bare[0], bare[1]
    low, high = figure.low, figure.high
    if low is None and high is None:
        return None
    slack = 0.03 if figure.about else 0.0
    if high is None:
        return (low or 0.0), (low or 0.0) * OPEN
    return (low * (1 - slack) if low is not None else high / OPEN), high * (1 + slack)


def _shown(reading: Reading, figure: Figure, sentence: Span) -> Span:
    """The figure with the words that it counts, as far as the sentence has them close by."""
    report, span = reading.report, figure.span
    if figure.of and figure.of.start >= span.start and figure.of.end - span.start < 120:
        return Span(span.start, max(span.end, figure.of.end))
    return _worded(report.text, span, sentence)


def _worded(text: str, span: Span, sentence: Span) -> Span:
    """A figure with the three words after it, or, where it ends its clause, with up to six before it."""
    tail = re.match(r"(?:[^\S\n]+[\w’'-]+){0,3}", text[span.end : sentence.end])
    if tail and len(tail[0].split()) > 1:
        return Span(span.start, span.end + tail.end())
    head = re.search(r"(?:[\w’'$€£-]+[^\S\n]+){0,6}$", text[sentence.start : span.start])
    return Span(span.start - (len(head[0]) if head else 0), span.end + (tail.end() if tail else 0))
