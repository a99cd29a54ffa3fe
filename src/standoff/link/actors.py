"""Actors of a case: who speaks, under which names, in every report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..model import Actor, Judgement, Link, Reading, Span
from .bodies import Key, Named, display, government
from .designations import acting, bodies_in, country_names, roles_in
from .fold import fold, slug
from .people import People
from .phrases import conjuncts, is_pronoun, take_apart
from .rows import Row, build, id_of, named_row
from .sheet import Sheet
from .sources import THRESHOLD, Found, Resolver


@dataclass(frozen=True, slots=True)
class ActorIndex:
    """The actors of a case, and the links from statements, addressees and mentions to them.

    A link's `item` is the id of the statement (sources, addressees) or mention; its `target` is an actor's id.
    """

    actors: tuple[Actor, ...] = ()
    sources: tuple[Link, ...] = ()
    addressees: tuple[Link, ...] = ()
    mentions: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    _actor: dict[str, Actor] = field(default_factory=dict, init=False, repr=False, compare=False)
    _source: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _mention: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._actor.update((a.id, a) for a in self.actors)
        for link in self.sources:
            self._source[link.item] = (*self._source.get(link.item, ()), link.target)
        self._mention.update((link.item, link.target) for link in self.mentions)

    def of_statement(self, id: str) -> tuple[str, ...]:
        """The ids of the actors behind a statement: several for a joint source, none where it stays unresolved."""
        return self._source.get(id, ())

    def of_mention(self, id: str) -> str | None:
        """The id of the actor that a mention stands for, or None."""
        return self._mention.get(id)

    def actor(self, id: str) -> Actor:
        """The actor of that id. Raises KeyError."""
        return self._actor[id]


def resolve(readings: Sequence[Reading], judgements: Sequence[Judgement] = ()) -> ActorIndex:
    """Joins the names and sources of all readings to actors. The order of the readings does not matter.

    A source that is no pronoun always has an actor, if only a description; a pronoun that the reading left open has none.
    """
    ordered = sorted(readings, key=lambda r: (r.report.outlet or "", r.report.file, r.report.id))
    sheets = [Sheet(reading, place) for place, reading in enumerate(ordered)]
    decided = in_force(judgements)
    parted = frozenset(frozenset((fold(j.left), fold(j.right))) for j in decided if j.kind == "not-same" and j.right)
    people = People((sheet.people for sheet in sheets), parted)
    resolver = Resolver(sheets, people)
    table = _Table(sheets)
    for sheet in sheets:  # a first pass learns what the case names in full
        for mention in sheet.names:
            resolver.mention(sheet, mention)
        for statement in sheet.reading.statements:
            resolver.statement(sheet, statement)
        for span in bodies_in(sheet):
            designated = resolver.designation(sheet, span)
            if designated and isinstance(designated.who, Named):
                sheet.remember(span.start, designated.who)
        resolver.known.learn(sheet)
    resolver.known.spell(sheets)
    sources: list[tuple[Sheet, str, Found]] = []
    mentions: list[tuple[Sheet, str, Found]] = []
    addressees: list[tuple[Sheet, str, Found]] = []
    for sheet in sheets:
        sheet.history.clear()
        for mention in sheet.names:
            found = resolver.mention(sheet, mention)
            if found:
                mentions.append((sheet, mention.id, found))
                table.note(sheet, mention.span, found, named=True)
        named = {item: found for where, item, found in mentions if where is sheet}
        for mention in sheet.pointed:
            end, confidence = sheet.chain(mention)
            found = named.get(end.id)
            if end is not mention and found and confidence * found.confidence >= THRESHOLD:
                through = Found(
                    found.who, round(confidence * found.confidence, 3), mention.reason or "refers to a name in this report", found.evidence
                )
                mentions.append((sheet, mention.id, through))
                table.note(sheet, mention.span, through, named=mention.form == "nominal")
        for statement in sorted(sheet.reading.statements, key=lambda s: (s.source or s.content[0], s.id)):
            for found in resolver.statement(sheet, statement):
                sources.append((sheet, statement.id, found))
                if statement.source:
                    table.note(sheet, statement.source, found, named=not statement.source_mention)
            if statement.addressee:
                for found in resolver.phrase(sheet, statement.addressee):
                    addressees.append((sheet, statement.id, found))
                    table.note(sheet, statement.addressee, found, named=True)
    for sheet in sheets:
        table.designate(sheet, resolver)
    for judgement in decided:
        if judgement.kind == "same" and judgement.right:
            table.join(judgement.left, judgement.right)
    actors = table.finish()
    links = [tuple(dict.fromkeys(_link(table, actors, *x) for x in found)) for found in (sources, addressees, mentions)]
    told = {j.left: a.id for j in decided if j.kind == "actor" for a in actors.values() if j.right in (a.id, a.name)}
    reports = {s.id: sheet.reading.report.id for sheet in sheets for s in sheet.reading.statements}
    kept = [link for link in links[0] if link.item not in told]
    kept += [Link(reports[item], item, target, 1.0, "judged by a person") for item, target in told.items() if item in reports]
    return ActorIndex(tuple(sorted(set(actors.values()), key=lambda a: a.id)), tuple(kept), links[1], links[2])


def in_force(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that no later one takes back."""
    undone = {j.left for j in judgements if j.kind == "undo"}
    return tuple(j for j in judgements if j.kind != "undo" and j.id not in undone)


def _link(table: _Table, actors: dict[int, Actor], sheet: Sheet, item: str, found: Found) -> Link:
    target = actors[id_of(table.row(found))].id
    return Link(sheet.reading.report.id, item, target, found.confidence, found.reason, found.evidence)


class _Table:
    """The rows while they fill."""

    def __init__(self, sheets: list[Sheet]) -> None:
        self.sheets = sheets
        self.rows: dict[object, Row] = {}
        self.bare: dict[str, dict[Key, list[tuple[Sheet, Span, Found]]]] = {}

    def row(self, found: Found) -> Row:
        """The row of an answer, made when first asked for."""
        who = found.who
        key: object = who.key if isinstance(who, Named) else id(who)
        if key not in self.rows:
            self.rows[key] = named_row(who) if isinstance(who, Named) else Row("person", someone=who)
        return self.rows[key]

    def note(self, sheet: Sheet, span: Span, found: Found, *, named: bool) -> None:
        """Adds a designation as written to its row."""
        row = self.row(found)
        text = span.of(sheet.text)
        if named and not is_pronoun(text) and len(conjuncts(text)) == 1:
            row.alias(text, sheet.place, span.start)
        if isinstance(found.who, Named):
            row.names[found.who.name] += 1
            for e in found.evidence[:1]:
                if e.report == sheet.reading.report.id and e.span.overlaps(span):
                    row.alias(e.quote, sheet.place, e.span.start)
                    if found.who.key.sort == "description":  # "a senior official" is also found as "senior official"
                        row.alias(display(e.quote), sheet.place, e.span.start)

    def designate(self, sheet: Sheet, resolver: Resolver) -> None:
        """Adds the other designations in running text to rows that are there, and governments that act."""
        for span, code in acting(sheet):
            self.note(sheet, span, Found(government(code), 0.7, "acts"), named=True)
        for span in bodies_in(sheet):
            found = resolver.designation(sheet, span)
            if found and isinstance(found.who, Named) and (found.who.key in self.rows or found.who.key.sort == "government"):
                if found.reason == "designated here":
                    self.note(sheet, span, found, named=True)
                else:
                    self.bare.setdefault(fold(span.of(sheet.text)), {}).setdefault(found.who.key, []).append((sheet, span, found))
        for span in roles_in(sheet):
            found = resolver.office(sheet, span)
            if found:
                self.note(sheet, span, found, named=True)
        for span, code in country_names(sheet):
            if government(code).key in self.rows:
                self.note(sheet, span, Found(government(code), 0.7, "named"), named=True)

    def join(self, left: str, right: str) -> None:
        """Makes one row of two that a person judged to be the same actor. Each is given by id, name or alias."""
        one, other = self._named(left), self._named(right)
        if one is None or other is None or one is other:
            return
        for key, row in self.rows.items():
            if row is other:
                self.rows[key] = one
        one.names.update(other.names)
        for text, (place, at) in other.aliases.items():
            one.alias(text, place, at)
        if one.someone and other.someone:
            one.someone.parts += other.someone.parts
        one.someone = one.someone or other.someone

    def _named(self, text: str) -> Row | None:
        ordered = sorted({id_of(r): r for r in self.rows.values()}.values(), key=lambda r: (slug(r.name), r.tell_apart()))
        folded = fold(text)
        by_name = [r for r in ordered if text == slug(r.name) or folded == fold(r.name)]
        return next(iter([*by_name, *(r for r in ordered if folded in {fold(a) for a in r.aliases})]), None)

    def finish(self) -> dict[int, Actor]:
        """All rows as actors, with what the people are called. "The government" is an alias where one alone is meant by it."""
        for meant in self.bare.values():
            for sheet, span, found in next(iter(meant.values())) if len(meant) == 1 else ():
                self.note(sheet, span, found, named=True)
        rows = list({id_of(r): r for r in self.rows.values()}.values())
        for row in rows:
            for part in row.someone.parts if row.someone else ():
                for text in part.written:
                    row.alias(text, part.report, part.spans[0].start)
                for held in part.held:
                    if held.text.lower().startswith("the ") or take_apart(held.text).owner:
                        row.alias(held.text, part.report, held.span.start)
        return build(rows, self.sheets)
