"""Figures that cannot both be right: the same thing counted, at the same place and time, by others, with ranges apart.

Two crowds on two days are no dispute, nor is a toll that rises from one day's report to the next: figures are compared
only inside one report or between reports of the same day, and only between different holders.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ...model import OUTLET, Figure, Reading, Span
from ..actors import ActorIndex
from ..passages import Field, sentences
from ..similarity import Bag, BagIndex, bag, families, fold, stem
from .proposal import Backing, Proposal

_PEOPLE = frozenset(
    stem(w)
    for w in """people person persons civilian civilians other others resident residents victim victims men women
    children life lives body""".split()
)
_HARM = ("death", "injury", "arrest", "abduction", "departure", "infection")  # what is counted when people are
_BARE = {"dozens": (24, 99), "scores": (20, 99), "hundreds": (100, 999), "thousands": (1e3, 9999), "millions": (1e6, 9.99e6)}
_UNLIKE = re.compile(
    r"%|per ?cent|[$€£¥₹₽]|\b(?:years?|months?|weeks?|days?|hours?|minutes?|miles?|km|kilomet\w+|met(?:er|re)s?|feet|degrees?)\b", re.I
)
_AFTER = re.compile(
    r"\s*(?:who )?(?:were|was|are|have|has|had|been|being|is|reportedly|also|to|have been|had been|has been)?\s*(?:been )?(\w+)"
)
_BEFORE = re.compile(
    r"\b(\w+)(?:\s+(?:the|toll|number|count|at|of|to|as|is|was|had|has|have|reached|stood|stands|with|by|people|tally|in))*\s*$"
)
_MOVING = re.compile(
    r"\b(?:earlier|previous|previously|initial|initially|up from|down from|rose|risen|rising|climbed|increased|revised|updated|new)\b", re.I
)
_LOCAL = re.compile(
    r"\b(?:hospitals?|clinics?|morgues?|mortuary|ward|villages?|towns?|neighbou?rhoods?|districts?|streets?|buildings?|schools?)\b", re.I
)
_AGAINST = re.compile(
    r"\b(?:but|however|yet|although|though|while|whereas|only|just|instead|disput\w+|contradict\w+|in fact|actually"
    r"|another|other|toll|estimat\w+|varied|differ\w*|far (?:fewer|less|more))\b",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
APART = 1.05  # ranges must be apart by this factor
MOST = 8  # sides of one dispute


@dataclass(frozen=True, slots=True)
class _Count:
    """A figure with what a comparison needs: what is counted, hard range, sentence, holders and their context."""

    reading: Reading
    figure: Figure
    thing: str
    low: float
    high: float
    order: int
    sentence: Span
    context: Bag
    holders: tuple[tuple[str | None, str | None], ...]
    day: str

    @property
    def key(self) -> tuple[str, int]:
        return self.reading.report.id, self.figure.span.start


def figures(field: Field, readings: Sequence[Reading], index: ActorIndex) -> list[Proposal]:
    """One proposal for each thing counted that different holders count differently."""
    counts = sorted((c for r in readings for c in _counts(r, index)), key=lambda c: c.key)
    weigh = BagIndex([c.context for c in counts])
    by_thing: defaultdict[str, list[_Count]] = defaultdict(list)
    for count in counts:
        by_thing[count.thing].append(count)
    made = []
    for thing in sorted(by_thing):
        by_place: defaultdict[str, list[_Count]] = defaultdict(list)
        for c in by_thing[thing]:
            for key in {c.reading.report.id, *((c.day,) if c.day else ())}:
                by_place[key].append(c)
        links: defaultdict[tuple[str, int], set[tuple[str, int]]] = defaultdict(set)
        known = {c.key: c for c in by_thing[thing]}
        for key in sorted(by_place):
            near = by_place[key][:60]  # a day that reports more figures of one thing than that is told by the first
            for n, a in enumerate(near):
                for b in near[:n]:
                    if _conflict(weigh, a, b):
                        links[a.key].add(b.key)
                        links[b.key].add(a.key)
        made += [_proposal(field, [known[k] for k in group]) for group in _components(links)]
    return [p for p in made if p]


def _counts(reading: Reading, index: ActorIndex) -> list[_Count]:
    cut = sentences(reading)
    starts = [s.start for s in cut]
    statements = {s.id: s for s in reading.statements}
    out = []
    for figure in reading.figures:
        order = bisect_right(starts, figure.span.start) - 1
        if order < 0 or reading.report.in_furniture(figure.span):
            continue
        sentence = cut[order]
        thing = _thing(reading.report.text, figure, sentence)
        hard = _range(reading.report.quote(figure.span), figure)
        if not thing or hard is None:
            continue
        voice = statements.get(figure.voice) if figure.voice != OUTLET else None
        holders: tuple[tuple[str | None, str | None], ...] = ((None, reading.report.outlet or reading.report.file),)
        if voice is not None:
            holders = tuple((h, None) for h in index.of_statement(voice.id))
            if not holders:
                holders = ((None, None),) if voice.source is None else ((None, f"“{reading.report.quote(voice.source)}”"),)
        day = reading.report.published.iso if reading.report.published and len(reading.report.published.iso) >= 10 else ""
        context = bag(reading.report.quote(sentence))
        out.append(_Count(reading, figure, thing, *hard, order, sentence, context, holders, day[:10]))
    return out


def _thing(text: str, figure: Figure, sentence: Span) -> str:
    """What is counted: the family of harm where people are counted, else the stem of the counted noun."""
    after = text[figure.span.end : min(sentence.end, figure.span.end + 60)]
    before = text[max(sentence.start, figure.span.start - 45) : figure.span.start]
    counted = text[figure.of.start : figure.of.end] if figure.of else after
    if (
        _UNLIKE.search(text[figure.span.start : figure.span.end])
        or _UNLIKE.match(counted.lstrip(" -"))
        or re.match(r"\s*(?:%|per ?cent)", after)
    ):
        return ""
    phrase = re.split(r"[.,;]| who | which | that ", counted)[0]
    telling = bag(phrase).stems
    first = [stem(w) for w in _WORD.findall(phrase) if stem(w) in telling][:3]
    if re.search(r"\bof (?:the|those|these|them|its|his|her|their)\s*$", before) or re.match(
        r"\s*of (?:the|those|these|them|whom)\b", after
    ):
        return ""  # a part of another count
    harm = next((f for w in first for f in sorted(families().get(w, ())) if f in _HARM), "")
    if not harm and (done := _AFTER.match(text[figure.of.end : sentence.end] if figure.of and figure.of.end > figure.span.end else after)):
        harm = _harm(done[1])
    if not harm and (done := _BEFORE.search(before)):
        harm = _harm(done[1])
    head = first[-1] if figure.of and first else first[0] if first else ""
    if harm and (not first or set(first) & _PEOPLE or any(harm in families().get(w, ()) for w in first)):
        return "@" + harm
    return "" if head in _PEOPLE or len(head) < 3 else head


def _harm(word: str) -> str:
    return next((f for f in sorted(families().get(stem(word), ())) if f in _HARM), "")


def _range(words: str, figure: Figure) -> tuple[float, float] | None:
    """The range that the figure leaves open; a rounded one is wider by a tenth, a bare unit holds until the next unit."""
    bare = next((r for unit, r in _BARE.items() if unit in fold(words).split()), None)
    if bare and not re.search(r"\d|tens of|hundreds of", words):
        return bare[0], bare[1]
    low, high = figure.low, figure.high
    if low is None and high is None:
        return None
    slack = 0.1 if figure.about else 0.0
    return (low * (1 - slack) if low is not None else 0.0), (high * (1 + slack) if high is not None else float("inf"))


def _conflict(weigh: BagIndex, a: _Count, b: _Count) -> bool:
    if set(a.holders) & set(b.holders) or max(a.low, b.low) <= min(a.high, b.high) * APART:
        return False
    if (None, None) in (*a.holders, *b.holders):
        return False
    one, other = a.reading.report, b.reading.report
    for x, y in ((a.figure.place, b.figure.place), (a.figure.date, b.figure.date)):
        if x and y and not bag(one.quote(x)).stems & bag(other.quote(y)).stems and bag(one.quote(x)).stems and bag(other.quote(y)).stems:
            return False
    if (
        a.order == b.order
        and one is other
        and re.search(r"\b(?:including|of (?:them|whom|these|those)|another|other|additional|more)\b", one.quote(a.sentence), re.I)
    ):
        return False
    said = one.quote(a.sentence), other.quote(b.sentence)
    if any(_MOVING.search(x) for x in said) or bool(_LOCAL.search(said[0])) != bool(_LOCAL.search(said[1])):
        return False
    match = weigh.match(a.context, b.context)
    words = [w for w in match.shared if not w.isdigit()]
    near = one is other and abs(a.order - b.order) <= 2
    if a.thing[0] != "@":  # of other things there are many kinds: only where two sources stand side by side
        near = near and abs(a.order - b.order) == 1 and OUTLET not in (a.figure.voice, b.figure.voice)
        return near and bool(_AGAINST.search(said[0] + " " + said[1]))
    if one is other and not (near and OUTLET not in (a.figure.voice, b.figure.voice) and _AGAINST.search(said[0] + " " + said[1])):
        return False  # tolls of one report are mostly of other places and days; only two sources side by side are compared
    return len(words) >= (1 if near else 3) and (near or min(match.cover, match.back) >= 0.2)


def _components(links: dict[tuple[str, int], set[tuple[str, int]]]) -> list[list[tuple[str, int]]]:
    seen: set[tuple[str, int]] = set()
    out = []
    for start in sorted(links):
        todo, group = [start], []
        while todo:
            node = todo.pop()
            if node not in seen:
                seen.add(node)
                group.append(node)
                todo.extend(sorted(links[node]))
        if group:
            out.append(sorted(group))
    return out


def _proposal(field: Field, counts: list[_Count]) -> Proposal | None:
    sides: list[list[_Count]] = []
    for count in sorted(counts, key=lambda c: (c.low, c.high, c.key)):
        fits = next((s for s in sides if all(max(count.low, o.low) <= min(count.high, o.high) * APART for o in s)), None)
        (sides.append([count]) if fits is None else fits.append(count))
    backed = [tuple(b for b in (_backing(field, c) for c in side) if b) for side in sides[:MOST]]
    if len(backed) < 2 or not all(backed):
        return None
    first, last = sides[0][0], sides[-1][0]
    words = " against ".join(f"“{' '.join(c.reading.report.quote(_shown(c)).split())}”" for c in (first, last))
    same = len({c.reading.report.id for c in counts}) == 1
    where = "one report" if same else "reports of one day"
    return Proposal(
        family="figure",
        kind="figure",
        sides=tuple(backed),
        question=f"Figures differ: {words}",
        strength=0.6 if same else 0.55,
        reason=f"{len(counts)} figures of one thing by different holders, with ranges apart, in {where}.",
    )


def _backing(field: Field, count: _Count) -> Backing | None:
    """The passage that holds a figure, narrowed to the figure and what it counts."""
    span = count.figure.span
    at = field.holding(count.reading.report.id, span, None if count.figure.voice == OUTLET else count.figure.voice)
    return None if at is None else Backing(at, (_shown(count),))


def _shown(count: _Count) -> Span:
    """The figure with the words that it counts, as far as the sentence has them close by."""
    report, span = count.reading.report, count.figure.span
    if count.figure.of and count.figure.of.start >= span.start and count.figure.of.end - span.start < 120:
        return Span(span.start, max(span.end, count.figure.of.end))
    tail = re.match(r"(?:[^\S\n]+[\w’'-]+){0,3}", report.text[span.end : count.sentence.end])
    return Span(span.start, span.end + (tail.end() if tail else 0))
