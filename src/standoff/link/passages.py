"""The passages that disputes compare: what each statement says, and each sentence in the outlet's own voice."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..model import Actor, Evidence, Mention, Reading, Report, Span, Statement
from .actors import ActorIndex
from .similarity import Bag, BagIndex, bag, fold, stem
from .words import words

_NEGATION = re.compile(
    r"\b(?:not|never|nobody|neither|nor|cannot|no longer|no one|none|denied|denies|deny|denying|false|untrue|baseless|unfounded|"
    r"unconvinced|unproven|unconfirmed|unverified|unlikely|s[ck]eptical|"
    r"(?:no|little|any) (?:evidence|proof|sign|role|part|hand|involvement|knowledge|links?|connection|intention|plans?|indication)"
    r"|nothing to do)\b|n['’]t\b",
    re.I,
)


BEARERS = 5  # a name that more actors than that bear tells none of them
GLUE = " … "  # joins the spans of a passage; no report's characters
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CLAUSE = re.compile(r";\s+|,\s+(?=(?:but|while|although|though|whereas|because|since|after|even as|\w{3,}ing)\b)|\s+(?=but it\b)", re.I)
_EDGE = re.compile(r"^[^\w\"'“‘]+|(?:[\s,;:–—-]|\b(?:and|but|while|as|with|that|because|although|though|which|who))+$", re.I)


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in a passage's text that names an actor."""

    start: int
    end: int
    actor: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage: `spans` of a report, said by a statement or, where `statement` is None, by the outlet.

    `order` is the index of the sentence it begins in, `holders` the ids of the actors behind it, `spots` where its words
    name which actors (offsets into `text`, which joins the spans), `negated` whether a negation stands in it.
    """

    reading: Reading
    order: int
    spans: tuple[Span, ...]
    statement: Statement | None
    holders: tuple[str, ...]
    spots: tuple[Spot, ...]
    bag: Bag
    text: str
    negated: bool

    @property
    def report(self) -> Report:
        """The report it stands in."""
        return self.reading.report

    @property
    def names(self) -> frozenset[str]:
        """The ids of the actors that its words name."""
        return frozenset(s.actor for s in self.spots)

    @property
    def outlet(self) -> str:
        """Who answers for a passage without a statement: the outlet, or the file where no outlet is known."""
        return self.report.outlet or self.report.file

    @property
    def key(self) -> tuple[str, int, int, str]:
        """A total order over the passages of a case that does not depend on the order of its reports."""
        return self.report.id, self.spans[0].start, self.spans[-1].end, self.statement.id if self.statement else ""

    def evidence(self) -> tuple[Evidence, ...]:
        """Its spans as evidence."""
        return tuple(self.report.evidence(s) for s in self.spans)

    def same_voice(self, other: Passage) -> bool:
        """Whether one actor or outlet stands behind both, or two words for a source that no actor was found for."""
        if self.statement is None and other.statement is None:
            return self.outlet == other.outlet
        if self.holders and other.holders:
            return bool(set(self.holders) & set(other.holders))
        return bool(self.source_words() and self.source_words() == other.source_words())

    def source_words(self) -> str:
        """The source as written, folded; empty in the outlet's voice."""
        source = self.statement.source if self.statement else None
        return fold(self.report.quote(source)) if source else ""


@dataclass(slots=True)
class Names:
    """Finds the actors that a text names: by a whole alias of two words or more, or by the proper word of one."""

    _phrases: dict[str, set[str]] = field(default_factory=dict)
    _heads: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, actors: Iterable[Actor]) -> Names:
        """Builds the look-up. Words of office ("minister", "government") name nobody by themselves."""
        made = cls()
        for actor in actors:
            for alias in (actor.name, *actor.aliases):
                parts = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", alias)
                if len(parts) > 1:
                    made._phrases.setdefault(" ".join(fold(p) for p in parts), set()).add(actor.id)
                proper = [p for p in parts if p[:1].isupper() and len(p) > 2 and fold(p) not in words("office")]
                for word in proper[-1:] if actor.kind == "person" else proper:
                    if bag(word).stems:  # no pronoun
                        made._heads.setdefault(stem(word), set()).add(actor.id)
        return made

    def within(self, text: str) -> frozenset[Spot]:
        """The places of the text that name an actor."""
        raw = list(_TOKEN.finditer(text))
        low = [fold(w.group()) for w in raw]
        found: set[Spot] = set()
        taken = 0
        for i, word in enumerate(raw):
            if text[max(0, word.start() - 1) : word.start()] == "-":
                continue  # "pro-Ostrand rebels" are not Ostrand
            for size in range(min(5, len(low) - i), 1, -1):
                ids = self._phrases.get(" ".join(low[i : i + size]), ())
                if ids:
                    found |= {Spot(word.start(), raw[i + size - 1].end(), a) for a in ids}
                    taken = max(taken, i + size)  # the whole name wins over a part that others bear too
                    break
            if i >= taken and word.group()[:1].isupper():
                ids = self._heads.get(stem(word.group()), ())
                found |= {Spot(*word.span(), a) for a in ids if len(ids) <= BEARERS}
        return frozenset(found)


def sentences(reading: Reading) -> list[Span]:
    """The sentences of a reading, or a cut at full stops inside its paragraphs where it has none."""
    if reading.sentences:
        return sorted(reading.sentences)
    out: list[Span] = []
    for paragraph in reading.report.paragraphs or (Span(0, len(reading.report.text)),) if reading.report.text else ():
        text = paragraph.of(reading.report.text)
        for match in re.finditer(r"\S(?:.*?[.!?][\"'”’)]*(?=\s+[\"“‘(]?[A-Z])|.*)", text, re.S):
            end = match.start() + len(match.group().rstrip())
            out.append(Span(paragraph.start + match.start(), paragraph.start + end))
    return out


def passages(readings: Sequence[Reading], index: ActorIndex) -> list[Passage]:
    """Every statement, and what of the body no statement takes up, in an order that depends on content only."""
    names = Names.of(index.actors)
    out: list[Passage] = []
    for reading in readings:
        cut = sentences(reading)
        starts = [s.start for s in cut]
        mentions = sorted(reading.mentions, key=lambda m: (m.span, m.id))
        hulls: list[list[Span]] = [[] for _ in cut]
        for statement in reading.statements:
            hull = statement.hull
            for order in range(max(bisect_right(starts, hull.start) - 1, 0), bisect_left(starts, hull.end)):
                hulls[order].append(hull)
            order = max(bisect_right(starts, statement.content[0].start) - 1, 0)
            out.append(_passage(reading, order, statement.content, statement, index, names, mentions))
        for order, sentence in enumerate(cut):
            if reading.report.in_furniture(sentence) is None:
                pieces = _remainder(reading.report.text, sentence, hulls[order])
                out.extend(_passage(reading, order, (piece,), None, index, names, mentions) for piece in pieces)
    return sorted(out, key=lambda p: p.key)


def _remainder(text: str, sentence: Span, hulls: Sequence[Span]) -> list[Span]:
    """The clauses of a sentence outside its statements that are long enough to say something."""
    out, at = [], sentence.start
    for start, end in [*sorted((h.start, h.end) for h in hulls), (sentence.end, sentence.end)]:
        cuts = [at, *(at + m.end() for m in _CLAUSE.finditer(text[at:start])), start] if start > at else []
        for low, high in pairwise(cuts):
            raw = text[low:high]
            head = _EDGE.match(raw)
            left = head.end() if head and not raw[0].isalnum() else 0
            tail = next((m for m in _EDGE.finditer(raw, left + 1) if m.end() == len(raw)), None)
            right = tail.start() if tail else len(raw)
            if right - left > 30:
                out.append(Span(low + left, low + right))
        at = max(at, end)
    return out


def _passage(
    reading: Reading,
    order: int,
    spans: tuple[Span, ...],
    statement: Statement | None,
    index: ActorIndex,
    names: Names,
    mentions: Sequence[Mention],
) -> Passage:
    """One passage. `mentions` are those of the reading in the order of the text."""
    text = GLUE.join(reading.report.quote(s) for s in spans)
    spots, shift = set(names.within(text)), 0
    for span in spans:
        first = bisect_left(mentions, span.start, key=lambda m: m.span.start)
        for mention in mentions[first : bisect_left(mentions, span.end, lo=first, key=lambda m: m.span.start)]:
            actor = index.of_mention(mention.id) if span.covers(mention.span) else None
            if actor:
                spots.add(Spot(mention.span.start - span.start + shift, mention.span.end - span.start + shift, actor))
        shift += len(span) + len(GLUE)
    holders = index.of_statement(statement.id) if statement else ()
    negated = bool(_NEGATION.search(text)) or (statement is not None and _doubts(reading.report, statement))
    return Passage(reading, order, spans, statement, holders, tuple(sorted(spots)), bag(text), text, negated)


def _doubts(report: Report, statement: Statement) -> bool:
    """Whether source or cue take the content back ("seen no evidence to indicate", "cast doubt on"); "no doubt" does not."""
    lead = " ".join(report.quote(s) for s in (statement.source, statement.cue) if s)
    cue = report.quote(statement.cue) if statement.cue else ""
    before = report.text[max(0, statement.cue.start - 25) : statement.cue.start] if statement.cue else ""
    if re.fullmatch(r"(?:doubt|question)\w*", cue, re.I):
        return not re.search(r"\b(?:no|little|without|any)\b", before, re.I)
    return bool(
        _NEGATION.search(lead.removesuffix(cue)) or re.search(r"\b(?:not|never|no evidence to)\s+(?:\w+ly\s+)?$|n['’]t\s+$", before, re.I)
    )


@dataclass(slots=True)
class Field:
    """All passages of a case with the index that finds like ones, the passages of each report in order of text, and of each statement."""

    passages: list[Passage]
    index: BagIndex
    by_report: dict[str, list[int]] = field(default_factory=dict)
    of_statement: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, readings: Sequence[Reading], actors: ActorIndex) -> Field:
        """Builds passages and index of a case."""
        found = passages(readings, actors)
        made = cls(found, BagIndex([p.bag for p in found]))
        for i, passage in enumerate(found):
            made.by_report.setdefault(passage.report.id, []).append(i)
            if passage.statement:
                made.of_statement[passage.statement.id] = i
        return made

    def holding(self, report: str, span: Span, voice: str | None) -> int | None:
        """The passage that holds a span of a report: that of the statement `voice`, else the outlet's own that overlaps it."""
        if voice is not None:
            return self.of_statement.get(voice)
        own = (j for j in self.by_report.get(report, ()) if self.passages[j].statement is None)
        return next((j for j in own if any(s.overlaps(span) for s in self.passages[j].spans)), None)

    def before(self, i: int, sentences_back: int) -> list[int]:
        """The passages of the same report that begin at most so many sentences before passage `i`, nearest first."""
        here = self.passages[i]
        cue = here.statement.hull.start if here.statement else here.spans[0].start
        near = [
            j
            for j in self.by_report[here.report.id]
            if j != i and 0 <= here.order - self.passages[j].order <= sentences_back and self.passages[j].spans[0].start < cue
        ]
        return sorted(near, key=lambda j: (-self.passages[j].spans[-1].end, j))
