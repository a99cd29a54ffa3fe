"""What other reports say to an open question: later passages that share its subject and assert something on it.

A passage counts by how near its sense is to that of the question (the embeddings of the reader network), by the share of the
question's words that it holds, and by how many of these name nobody. The weights and the floor were set by hand on 348 pairs of 93 open
questions of the development events, judged by eye: of the pairs above the floor three in four say something to the question, and
those are one in five of all that do. Without embeddings (a reading of the baseline) the words alone must tell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..link.similarity import bag, families, stem
from ..link.topic import ALIKE, overlap, stems
from ..model import Link, OpenQuestion, Reading, Report, Span, Statement
from ..read.unknowns import open_questions
from .answer import Answer, When
from .coverage import Events
from .disputes import carried_by
from .material import Material

_FLOOR, _SHARE, _EACH, _COUNTED = 0.85, 0.3, 0.05, 3
_SHARE_ALONE, _PLAIN_ALONE = 0.6, 3  # what must be there where nothing tells the sense: so much of the question, so many words of no name
_UNIT = 127**2  # the product of an embedding with itself
_LEAST = 5  # words of a passage that say something
_REPORTS, _ANSWERS, _PER_REPORT = 40, 5, 2  # reports looked into, passages given, passages of one report, for each question
_TELLING = frozenset({"assert", "deny", "accuse", "opine", "predict", "endorse", "condemn"})
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_MARKS = " \t\r\n,;:.–—-"
_HOW_MANY = re.compile(r"\bhow (?:many|much)\b|\bnumbers?\b|\btolls?\b", re.I)
_COUNT = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores|hundreds?|thousands?|millions?|no|none|nobody|all"
    r"|most|many|few|several|some|handful|half|majority)\b",
    re.I,
)
# Who will not say leaves a question as open as it was.
_SILENT = re.compile(
    r"\b(?:declin|refus)\w+ to\b|\b(?:not|n['’]t|no) (?:immediately )?(?:comment|respon[ds]e?|return|say|said|know|offer)\b|\bwho knows\b",
    re.I,
)
_NEVER = re.compile(r"\bnever\b|\bwho knows\b|\bquestions\b", re.I)  # markers of what nobody will tell, or of no one question
# Words of asking and telling, which stand in any question.
_ASKING = frozenset(
    stem(w)
    for w in """clear unclear know known unknown immediately independently verify verified confirm confirmed whether exactly yet
    remain remains still determine determined determination establish identify identified disclose specify reveal decline declined
    refuse question questions answer unconfirmed unverified possible impossible able could fact facts truth report reports claim claims
    account information official officials source sources authorities statement people thing things way number part case point reporter
    reporters happen happened""".split()
)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A passage to look at: a statement, or what of a sentence no statement takes up. `row` is that of its embedding."""

    span: Span
    statement: Statement | None
    row: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """An open question: its sentence's row, the words of its clause and of its sentence, those that name somebody, and the actors named."""

    row: int
    focus: frozenset[str]
    sentence: frozenset[str]
    names: frozenset[str]
    actors: frozenset[str]
    counts: bool


class Answers:
    """Finds what the reports of a case say to one another's open questions."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self._units: dict[str, list[_Unit]] = {}
        self._named: dict[str, list[tuple[Span, str]]] = {}
        self._main: Mapping[str, frozenset[str]] = {}
        self._holding: dict[str, list[str]] = defaultdict(list)
        self._order = {r.report.id: n for n, r in enumerate(material.readings)}
        asking = [r for r in material.readings if r.open_questions] if len(material.readings) > 1 else []
        if asking:
            self._name()
        self._asked = {(r.report.id, q.id): self._ask(r, q) for r in asking for q in r.open_questions}
        if asking:
            self._index(frozenset(s for asked in self._asked.values() for s in asked.sentence))

    def _name(self) -> None:
        """Notes where in each report an actor is named."""
        linked: dict[str, list[Link]] = defaultdict(list)
        for link in self.material.links.mentions:
            linked[link.report].append(link)
        for reading in self.material.readings:
            spans = {m.id: m.span for m in reading.mentions}  # of one report at a time: a large case has hundreds of thousands
            self._named[reading.report.id] = [(spans[k.item], k.target) for k in linked[reading.report.id] if k.item in spans]

    def _index(self, wanted: frozenset[str]) -> None:
        """Notes which reports hold each of the words that questions ask with, and what each report is about."""
        self._main = self.material.kept(Events).words
        for reading in self.material.readings:
            for word in wanted & _stems_of(reading.report.text):
                self._holding[word].append(reading.report.id)

    def to(self, reading: Reading, question: OpenQuestion) -> tuple[Answer, ...]:
        """The passages that say something to an open question of a reading, the nearest first."""
        asked = self._asked.get((reading.report.id, question.id))
        if asked is None or not asked.focus or _NEVER.search(question.marker.of(reading.report.text)):
            return ()
        found: list[tuple[float, Reading, _Unit, When]] = []
        for other in self._reports(reading, asked):
            when = _when(reading.report, other.report)
            if when is None:
                continue
            for unit, sense in self._near(reading, asked.row, other):
                score = self._score(asked, other, unit, sense)
                if score is not None:
                    found.append((score, other, unit, when))
        found.sort(key=lambda x: (-x[0], x[1].report.id, x[2].span))
        return tuple(self._answer(asked, *x) for x in _spread(found))

    def _ask(self, reading: Reading, question: OpenQuestion) -> _Asked:
        text, marker = reading.report.text, question.marker
        row, sentence = _sentence_of(reading, question.span)
        clause = (
            text[question.span.start : max(question.span.start, marker.start)] + " " + text[marker.end : max(marker.end, question.span.end)]
        )
        around = text[sentence.start : max(sentence.start, marker.start)] + " " + text[marker.end : max(marker.end, sentence.end)]
        focus, whole = bag(clause).stems - _ASKING, bag(around).stems - _ASKING
        actors = frozenset(actor for span, actor in self._named.get(reading.report.id, ()) if span.overlaps(question.span))
        # "Who knows?" asks for what its sentence speaks of.
        return _Asked(row, focus if len(focus) > 1 else whole, whole, bag(around).names, actors, bool(_HOW_MANY.search(clause)))

    def _reports(self, reading: Reading, asked: _Asked) -> list[Reading]:
        """The other reports of the event that hold two of the question's words or more, those of the rarer words first."""
        id = reading.report.id
        held: dict[str, list[float]] = defaultdict(list)
        for holding in (self._holding.get(word, ()) for word in sorted(asked.sentence)):
            for other in holding:
                held[other].append(1 / len(holding))
        main = self._main[id]
        found = (other for other, of in held.items() if len(of) > 1 and other != id and overlap(main, self._main[other]) >= ALIKE)
        return [self.material.reading(r) for r in sorted(found, key=lambda r: (-sum(held[r]), self._order[r]))[:_REPORTS]]

    def _near(self, reading: Reading, row: int, other: Reading) -> Iterable[tuple[_Unit, float | None]]:
        """The units of a report that may say something to the sentence of a question, with their cosine to it: all of them, without
        one, where a reading has no embeddings."""
        if other.report.id not in self._units:
            self._units[other.report.id] = list(_units(other))
        units = self._units[other.report.id]
        mine, theirs = (_vectors(r) for r in (reading, other))
        if mine is None or theirs is None:
            return ((unit, None) for unit in units)
        # Whole numbers of at most 24 bits: their products and sums are exact as floats, in whatever order they are added.
        products = theirs[[u.row for u in units]].astype(np.float32) @ mine[row].astype(np.float32)
        least = (_FLOOR - _SHARE - _EACH * _COUNTED) * _UNIT - 1
        return ((units[n], float(products[n]) / _UNIT) for n in np.flatnonzero(products >= least))

    def _score(self, asked: _Asked, reading: Reading, unit: _Unit, sense: float | None) -> float | None:
        """How much a passage seems to say to a question; None where it does not, or does not assert anything."""
        text = unit.span.of(reading.report.text)
        stems = _stems_of(text)
        if len(stems) < _LEAST:
            return None
        shared = asked.focus & stems
        plain = shared - asked.names
        if not plain and not _kin(asked.focus - shared, stems):
            return None
        share = len(shared) / len(asked.focus)
        if sense is not None:
            score = sense + _SHARE * share + _EACH * min(len(plain), _COUNTED)
            if score < _FLOOR:
                return None
        else:
            score = share
            if share < _SHARE_ALONE or len(plain) < _PLAIN_ALONE:
                return None
        if asked.counts and not _COUNT.search(text):
            return None
        if asked.actors and len(plain) < 2 and not asked.actors & self._actors(reading, unit):
            return None
        still_open = any(q.span.overlaps(unit.span) for q in reading.open_questions) or bool(open_questions(text, [Span(0, len(text))]))
        return None if still_open or _SILENT.search(text) else score

    def _actors(self, reading: Reading, unit: _Unit) -> set[str]:
        id = reading.report.id
        found = {actor for span, actor in self._named.get(id, ()) if span.overlaps(unit.span)}
        return found | {ref.id for ref in (self.material.sources(id, unit.statement.id) if unit.statement else ())}

    def _answer(self, asked: _Asked, score: float, reading: Reading, unit: _Unit, when: When) -> Answer:
        report = reading.report
        span, ids = (unit.statement.content[0], (unit.statement.id,)) if unit.statement else (unit.span, ())
        (carried, *_) = carried_by(self.material, report.evidence(span), ids)
        words = [w for w in _WORD.findall(unit.span.of(report.text)) if stems(w) & asked.sentence]
        shared = tuple({stem(w): w for w in reversed(words)}.values())[::-1]
        return Answer(carried, report.published.iso if report.published else None, when, shared, round(score, 2))


def _units(reading: Reading) -> Iterator[_Unit]:
    """The statements that tell something, then what is left of each sentence of the body in the outlet's own voice."""
    text = reading.report.text
    hulls = sorted({s.hull for s in reading.statements})
    for n, statement in enumerate(reading.statements):
        if statement.act in _TELLING:
            hull = statement.hull
            yield _Unit(hull, statement, len(reading.sentences) + n)
    for n, sentence in enumerate(reading.sentences):
        if reading.report.in_furniture(sentence) is None:
            for span in _left(text, sentence, [h for h in hulls if h.overlaps(sentence)]):
                yield _Unit(span, None, n)


def _vectors(reading: Reading) -> NDArray[np.int8] | None:
    """The embeddings of a reading as rows of whole numbers, unit vectors times 127."""
    senses = reading.senses
    return np.frombuffer(senses.rows, np.int8).reshape(len(senses), senses.width) if senses else None


def _left(text: str, sentence: Span, hulls: Sequence[Span]) -> Iterator[Span]:
    """The stretches of a sentence between its statements, without marks and white space at their ends."""
    at = sentence.start
    for start, end in [*((h.start, h.end) for h in hulls), (sentence.end, sentence.end)]:
        kept = text[at:start] if start > at else ""
        body = kept.strip(_MARKS)
        if body:
            first = at + kept.index(body)
            yield Span(first, first + len(body))
        at = max(at, end)


def _spread(found: Iterable[tuple[float, Reading, _Unit, When]]) -> Iterator[tuple[float, Reading, _Unit, When]]:
    """The first few, not all from one report, none that says what another holds."""
    taken: dict[str, list[Span]] = {}
    for score, reading, unit, when in found:
        spans = taken.setdefault(reading.report.id, [])
        if len(spans) < _PER_REPORT and not any(unit.span.overlaps(s) for s in spans):
            spans.append(unit.span)
            yield score, reading, unit, when
        if sum(map(len, taken.values())) == _ANSWERS:
            return


def _sentence_of(reading: Reading, span: Span) -> tuple[int, Span]:
    """The sentence that a span begins in, with its place; the span itself where the reading has no sentences."""
    inside = [(n, s) for n, s in enumerate(reading.sentences) if s.start <= span.start < s.end]
    return (inside[0][0], inside[0][1].hull(span)) if inside else (0, span)


def _when(asked: Report, other: Report) -> When | None:
    """How another report stands in time to the one that asks; None where it is earlier."""
    if asked.published is None or other.published is None:
        return "undated"
    one, two = asked.published.iso[:10], other.published.iso[:10]
    size = min(len(one), len(two))
    if two[:size] < one[:size]:
        return None
    return "later" if two[:size] > one[:size] else "same day" if size == 10 else "undated"


def _kin(focus: Iterable[str], stems: Iterable[str]) -> bool:
    """Whether two sets of words name one deed in other words ("killed", "died")."""
    deeds = {f for word in focus for f in families().get(word, ())}
    return bool(deeds) and any(deeds & families().get(word, frozenset()) for word in stems)


def _stems_of(text: str) -> frozenset[str]:
    return frozenset(s for word in set(_WORD.findall(text)) for s in stems(word))
