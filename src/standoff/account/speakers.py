"""Speakers: whose words fill the reports, what share the outlets keep for their own voice, and the sources behind the sources."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from ..model import Reading, Span, Statement
from .disputes import Carried, told
from .ledger import fold
from .material import Material

_WORD = re.compile(r"\w+(?:['’.,]\w+)*")


@dataclass(frozen=True, slots=True)
class Speaker:
    """An actor as a source: how many statements in all and in each outlet, those of the most first, and the first of them."""

    actor: str
    name: str
    statements: int
    outlets: tuple[tuple[str, int], ...]
    first: Carried


@dataclass(frozen=True, slots=True)
class Behind:
    """A source whom another source speaks for, both as written: how often, and the first passage, its chain with both."""

    written: str
    told_by: str | None
    count: int
    outlets: tuple[str, ...]
    first: Carried


@dataclass(frozen=True, slots=True)
class Speakers:
    """The most quoted actors; how many actors are quoted at all; statements at second hand, and sources behind the source."""

    most: tuple[Speaker, ...]
    named: int
    second_hand: int
    behind: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class OwnVoice:
    """How much of an outlet's reports it says itself: words of its body text, furniture left out, that are in nobody's content.

    `first` is the first report that has words, by which the row is looked into.
    """

    outlet: str
    code: str
    own: int
    words: int
    reports: int
    first: str

    @property
    def share(self) -> float:
        """The part of its words that are its own, 0 to 1."""
        return self.own / self.words


def speakers(material: Material, most: int = 10, behind: int = 5) -> Speakers:
    """Who speaks, the most quoted first. Private persons are left out, as sources and as those who are spoken for.

    Linear in statements.
    """
    said: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for link in material.links.sources:
        if material.public(link.target):
            said[link.target].append((link.report, link.item))
    ordered = sorted(said, key=lambda id: (-len(said[id]), id))
    rows = []
    for id in ordered[:most]:
        actor = material.public(id)
        assert actor
        counts = Counter(material.outlet(report) for report, _ in said[id])
        first = min(said[id], key=lambda x: (material.places[x[0]], _statement(material, *x).hull, x[1]))
        by_outlet = tuple(sorted(counts.items(), key=lambda x: (-x[1], x[0])))
        rows.append(Speaker(id, actor.name, len(said[id]), by_outlet, told(material, first[0], _statement(material, *first))))
    nested = [(r, s) for r in material.readings for s in r.statements if s.parent]
    return Speakers(tuple(rows), len(said), len(nested), _behind(material, nested, behind))


def _statement(material: Material, report: str, id: str) -> Statement:
    found = material.statement(report, id)
    assert found
    return found


def _behind(material: Material, nested: list[tuple[Reading, Statement]], most: int) -> tuple[Behind, ...]:
    """Those behind a source that is named, told most often first; who is only a pronoun or a private person is left out."""
    groups: dict[tuple[str, str], list[tuple[Reading, Statement, str, str | None]]] = defaultdict(list)
    for reading, statement in nested:
        outer = material.chain(reading.report.id, statement)[-2:-1]
        if not outer or not statement.source or any(_hidden(material, reading, s) for s in (statement, *outer)):
            continue
        written, by = (reading.report.quote(s.source) if s.source else None for s in (statement, outer[0]))
        if written and fold(written) != fold(by or ""):
            groups[fold(written), fold(by or "")].append((reading, statement, written, by))

    def weight(key: tuple[str, str]) -> tuple[int, int, bool, bool]:
        found = groups[key]
        # Who is only described ("two officials") could not be asked: that a source speaks for them says most.
        reading, statement = found[0][:2]
        described = statement.source_mention is None or reading.mention(statement.source_mention).form != "name"
        return (-len({material.outlet(r.report.id) for r, *_ in found}), -len(found), not key[1], not described)

    rows = []
    for key in sorted(groups, key=weight)[:most]:
        reading, statement, written, by = groups[key][0]
        outlets = tuple(dict.fromkeys(material.outlet(r.report.id) for r, *_ in groups[key]))
        rows.append(Behind(written, by, len(groups[key]), outlets, told(material, reading.report.id, statement)))
    return tuple(rows)


def _hidden(material: Material, reading: Reading, statement: Statement) -> bool:
    """Whether a source is a pronoun, which tells nothing in a list, or a private person."""
    mention = reading.mention(statement.source_mention) if statement.source_mention else None
    pronoun = mention is not None and mention.form == "pronoun" and mention.span == statement.source
    return pronoun or any(not material.public(ref.id) for ref in material.sources(reading.report.id, statement.id))


def own_voice(material: Material) -> tuple[OwnVoice, ...]:
    """The share of its own voice for each outlet with body text, in the order of their first reports. Linear in the text."""
    rows = []
    for outlet, reports in material.outlets.items():
        counts = {report: _counted(material.reading(report)) for report in reports}
        having = [report for report in reports if counts[report][1]]
        if having:
            own, words = (sum(counts[report][k] for report in having) for k in (0, 1))
            rows.append(OwnVoice(outlet, material.code(outlet), own, words, len(having), having[0]))
    return tuple(rows)


def _counted(reading: Reading) -> tuple[int, int]:
    """Words of the body of a report in the outlet's own voice, and all its words."""
    text = reading.report.text
    furniture = [f.span for f in reading.report.furniture]
    contents = [c for s in reading.statements for c in s.content]
    return _words_outside(text, furniture + contents), _words_outside(text, furniture)


def _words_outside(text: str, spans: list[Span]) -> int:
    """How many words stand outside of these spans."""
    count = at = 0
    for span in sorted(spans):
        if span.start > at:
            count += len(_WORD.findall(text, at, span.start))
        at = max(at, span.end)
    return count + len(_WORD.findall(text, at))
