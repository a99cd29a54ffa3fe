"""Actors of a case: who speaks, under which names, in every report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..model import Actor, Evidence, Judgement, Link, Reading, Span, common
from .bodies import Key, Named, display, government
from .decisions import reason, unplaced
from .designations import acting, bodies_in, country_names, roles_in
from .fold import fold, slug
from .judged_actors import ActorRulings, Side
from .parties import has_country, party
from .people import People
from .phrases import conjuncts, is_pronoun, take_apart
from .rows import Row, build, id_of, named_row
from .sheet import Sheet
from .sources import THRESHOLD, Found, Resolver

_Entry = tuple[Sheet, str, Found]  # where, the id of a statement or mention, the answer for it


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


def resolve(
    readings: Sequence[Reading], judgements: Sequence[Judgement] = (), parties: Mapping[str, Mapping[str, bool]] | None = None
) -> ActorIndex:
    """Joins the names and sources of all readings to actors. The order of the readings does not matter.

    A source that is no pronoun always has an actor, if only a description; a pronoun that the reading left open has none. Governments and
    groups without a name have one where they do something or have it done to them, in an event or in a tie: `parties` are the mentions
    that stand in ties, by the ids of report and mention, with whether each holds the tie or is its target.
    """
    ordered = sorted(readings, key=lambda r: (r.report.outlet or "", r.report.file, r.report.id))
    parties = parties or {}
    sheets = [Sheet(reading, place, parties.get(reading.report.id)) for place, reading in enumerate(ordered)]
    rulings = ActorRulings(sheets, judgements)
    people = People((sheet.people for sheet in sheets), rulings if rulings.apart else None)
    resolver = Resolver(sheets, people)
    table = _Table(sheets, rulings)
    designating = [list(bodies_in(sheet)) for sheet in sheets]
    for sheet in sheets:  # a first pass learns what the case names in full
        for mention in sheet.names:
            resolver.mention(sheet, mention)
        for statement in sheet.reading.statements:
            resolver.statement(sheet, statement)
        for span in designating[sheet.place]:
            designated = resolver.designation(sheet, span)
            if designated and isinstance(designated.who, Named):
                sheet.remember(span.start, designated.who)
        resolver.known.learn(sheet)
        for called in sheet.called:
            resolver.groups.learn(sheet, called)
    resolver.known.spell(sheets)
    rulings.learn(resolver)
    sources: list[_Entry] = []
    mentions: list[_Entry] = []
    addressees: list[_Entry] = []
    for sheet in sheets:
        sheet.history.clear()
        named: dict[str, Found] = {}
        for mention in sheet.names:
            found = resolver.mention(sheet, mention)
            if found:
                named[mention.id] = found = rulings.settle(sheet, mention.span, found)
                mentions.append((sheet, mention.id, found))
                table.note(sheet, mention.span, found, named=True)
            elif mention.id in sheet.acting and (state := party(resolver, sheet, mention, named, acts=sheet.acting[mention.id])):
                named[mention.id] = state = rulings.settle(sheet, mention.span, state)
                mentions.append((sheet, mention.id, state))
                table.note(sheet, mention.span, state, named=True)
        for mention in sheet.pointed:
            end, confidence = sheet.chain(mention)
            text = mention.span.of(sheet.text)
            if end is not mention and mention.form == "nominal" and mention.id in sheet.acting and has_country(text):
                end, confidence = mention, 1.0  # "senior Danish officials" says itself who they are
            found = named.get(end.id)
            if found is None and mention.id in sheet.acting and (found := party(resolver, sheet, end, named, acts=True)):
                named[end.id] = found = rulings.settle(sheet, end.span, found)
                table.note(sheet, end.span, found, named=True)
            if found and end is mention:
                mentions.append((sheet, mention.id, found))
            elif found and confidence * found.confidence >= THRESHOLD:
                through = Found(
                    found.who, round(confidence * found.confidence, 3), mention.reason or "refers to a name in this report", found.evidence
                )
                mentions.append((sheet, mention.id, through))
                table.note(sheet, mention.span, through, named=mention.form == "nominal")
        for statement in sorted(sheet.reading.statements, key=lambda s: (s.source or s.content[0], s.id)):
            for found in resolver.statement(sheet, statement):
                if statement.source:
                    found = rulings.settle(sheet, statement.source, found)
                    table.note(sheet, statement.source, found, named=not statement.source_mention)
                sources.append((sheet, statement.id, found))
            if statement.addressee:
                for found in resolver.phrase(sheet, statement.addressee):
                    found = rulings.settle(sheet, statement.addressee, found)
                    addressees.append((sheet, statement.id, found))
                    table.note(sheet, statement.addressee, found, named=True)
    for sheet in sheets:
        table.designate(sheet, designating[sheet.place], resolver)
    table.join()
    told = table.tell()
    actors = table.finish()
    every = [tuple(dict.fromkeys(_link(table, actors, *x) for x in found)) for found in (sources, addressees, mentions)]
    links = [_given(every[0], told.statements, actors), every[1], _given(every[2], told.mentions, actors)]
    # Who was found only where a person gave the words to another is nobody of this case.
    gone = {link.target for some in every for link in some} - {link.target for some in links for link in some}
    kept = (a for a in set(actors.values()) if a.id not in gone)
    return ActorIndex(tuple(sorted(kept, key=lambda a: a.id)), links[0], links[1], links[2], tuple(dict.fromkeys(table.notes)))


def _link(table: _Table, actors: dict[int, Actor], sheet: Sheet, item: str, found: Found) -> Link:
    target = actors[id_of(table.row(found))].id
    return Link(sheet.reading.report.id, item, target, found.confidence, found.reason, found.evidence)


def _given(links: Sequence[Link], given: Mapping[tuple[str, str], _Given], actors: dict[int, Actor]) -> tuple[Link, ...]:
    """The links, those of items that a person gave to an actor put right."""
    kept = [link for link in links if (link.report, link.item) not in given]
    made = [Link(*item, actors[id_of(g.row)].id, 1.0, reason(g.judgement), (g.evidence,)) for item, g in given.items()]
    return (*kept, *made)


@dataclass(frozen=True, slots=True)
class _Given:
    """What a person gave a statement or mention to, and where it stands."""

    row: Row
    judgement: Judgement
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Told:
    """The statements and mentions, by report and id, that a person gave to actors."""

    statements: dict[tuple[str, str], _Given] = field(default_factory=dict)
    mentions: dict[tuple[str, str], _Given] = field(default_factory=dict)


class _Table:
    """The rows while they fill."""

    def __init__(self, sheets: list[Sheet], rulings: ActorRulings) -> None:
        self.sheets, self.rulings = sheets, rulings
        self.notes: list[str] = []
        self.places: dict[str, list[tuple[Span, Found]]] = {}
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
        found = self.rulings.settle(sheet, span, found)
        row = self.row(found)
        if self.rulings.same or self.rulings.told:
            self.places.setdefault(sheet.reading.report.id, []).append((span, found))
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

    def designate(self, sheet: Sheet, bodies: Sequence[Span], resolver: Resolver) -> None:
        """Adds the other designations in running text, `bodies` among them, to rows that are there, and governments that act."""
        for span, code in acting(sheet):
            self.note(sheet, span, Found(government(code), 0.7, "acts"), named=True)
        for span in bodies:
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

    def join(self) -> None:
        """Makes one row of each two that a person judged to be the same actor, unless a later judgement parts them."""
        for pair in reversed(self.rulings.same):
            one, other = (self._row_of(side, pair.judgement) for side in (pair.left, pair.right))
            if one is None or other is None or one is other:
                continue
            later = [{id_of(row) for s in (p.left, p.right) if (row := self._row_of(s))} for p in self.rulings.apart if p.n > pair.n]
            if {id_of(one), id_of(other)} in later:
                continue
            for key, row in self.rows.items():
                if row is other:
                    self.rows[key] = one
            one.take(other)

    def tell(self) -> _Told:
        """What a person gave to which row. The later of two judgements on one item counts."""
        found = _Told()
        for told in self.rulings.told:
            row = self._row_of(told.actor, told.judgement)
            statements, mentions = self.rulings.items(told)
            if not statements and not mentions:
                self.notes.append(f"{unplaced(told.judgement)}: the {told.judgement.about} is not found where it stood.")
            if row is None:
                continue
            for items, into in ((statements, found.statements), (mentions, found.mentions)):
                for item, evidence in items.items():
                    into[evidence.report, item] = _Given(row, told.judgement, evidence)
                    if not is_pronoun(evidence.quote) and evidence.quote:
                        row.alias(evidence.quote, self.rulings.sheets[evidence.report].place, evidence.span.start)
        return found

    def _row_of(self, side: Side, judgement: Judgement | None = None) -> Row | None:
        """The row that most of the places of a side are joined to, else the one of its name; for a judgement, none is noted."""
        votes: Counter[int] = Counter()
        rows: dict[int, Row] = {}
        for place in side.places:
            for span, found in self.places.get(place.report, ()):
                if 2 * common(span, place.span) >= min(len(span), len(place.span)):
                    row = self.row(found)
                    votes[id_of(row)] += 1
                    rows[id_of(row)] = row
        best = max(votes, key=lambda k: (votes[k], fold(rows[k].name) == fold(side.name), rows[k].name, rows[k].tell_apart()), default=None)
        found_row = rows[best] if best is not None else self._named(side.name)
        if found_row is None and judgement is not None:
            self.notes.append(f"{unplaced(judgement)}: an actor that it is about is not in this case now.")
        return found_row

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
