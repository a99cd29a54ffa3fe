"""From a phrase in a report to the actor that it means: a name, a role, a body, a government, or a description.

Every answer carries a confidence and a readable reason; a pronoun that the reading left open has no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from ..model import Evidence, Mention, Span, Statement
from .bodies import Key, Named, by_table, content_words, description, display, government, institution
from .cast import Person, by_role, last_holder, well_after
from .descriptions import BODIES, NEAR, STANDS, describes, is_proper
from .fold import fold
from .groups import Groups
from .known import Known
from .names import parse
from .people import People, Someone
from .phrases import Phrase, conjuncts, is_pronoun, kind_of_head, take_apart
from .roles import RoleKey, owned, role_key
from .sheet import Sheet
from .tables import countries, country_forms, nouns

THRESHOLD = 0.5
DESCRIBED = "described, not named"
_BY = re.compile(r"\b(?:by|from|of)\s+", re.IGNORECASE)
# Bodies of which a country has one: bare, they are the only ones of the case that are named with their country.
_NATIONAL = frozenset("opposition rebels insurgents military army navy forces parliament".split())


@dataclass(frozen=True, slots=True)
class Found:
    """An answer: a person or something else, how sure, why, and the passages it rests on."""

    who: Someone | Named
    confidence: float
    reason: str
    evidence: tuple[Evidence, ...] = ()


class Resolver:
    """Answers for all reports of a case. `explicit` are the keys of institutions that some report names in full."""

    def __init__(self, sheets: Sequence[Sheet], people: People) -> None:
        self.sheets, self.people = sheets, people
        self.known = Known(sheets, people)
        self.groups = Groups(sheets)
        self._by_tokens: dict[int, dict[tuple[str, ...], list[Person]]] = {}
        self._full: dict[int, Span | None] = {}  # where a report has the fullest name of a person

    # -- mentions ---------------------------------------------------------------------------------------------------
    def mention(self, sheet: Sheet, mention: Mention) -> Found | None:
        """The actor of a name mention. Places and bare nationalities stand for none, but are noted for what follows."""
        person = sheet.whose.get(mention.span)
        if person is not None:
            return self._person(sheet, person, mention.span, "named here")
        text = mention.span.of(sheet.text)
        forms = country_forms(text)
        known = by_table(text, sheet.countries)
        wide = mention.span if known and known.key.sort == "body" else sheet.widen(mention.span)
        if forms and mention.type in ("place", "group", "person", "other"):
            codes = {code for code, form in forms if form != "adjective"}
            if len(codes) == 1:
                sheet.country_named(mention.span.start, codes.pop())
            return None
        if mention.type in ("organisation", "place", "group"):
            one = self._someone(sheet, text) if mention.type != "place" or " " not in text else None
            if one:
                return one
        if mention.type in ("place", "other", "person") and by_table(text, sheet.countries) is None:
            return None
        if mention.type == "group" and _before_noun(sheet.text, mention.span.end):
            return None
        named = self.known.of_ruler(sheet, wide) or institution(wide.of(sheet.text), sheet.countries, mention.type)
        if named is None:
            return None
        if named.key.sort == "institution":
            named = self.known.settle(sheet, self.known.acronym(sheet, text) or named)
        sheet.remember(mention.span.start, named)
        return Found(named, 0.95, "named here", (sheet.reading.report.evidence(wide),))

    def designation(self, sheet: Sheet, span: Span) -> Found | None:
        """What a stretch of running text designates, where that is a body that the case knows."""
        text = span.of(sheet.text)
        ruled = self.known.of_ruler(sheet, span)
        named = ruled or institution(text, sheet.countries)
        if named is None:
            return self._back(sheet, span, text)
        return Found(self.known.settle(sheet, named), 0.8, "designated here", (sheet.reading.report.evidence(span),))

    def office(self, sheet: Sheet, span: Span) -> Found | None:
        """The holder of the office that a stretch of running text designates."""
        found = self._role(sheet, span, span.of(sheet.text))
        return found if found and found.confidence >= 0.7 else None

    def _person(self, sheet: Sheet, person: Person, span: Span, how: str) -> Found:
        someone = self.people.of[id(person)]
        evidence = [sheet.reading.report.evidence(span)]
        if someone.score < 1 and someone.why:
            how = someone.why
        if id(person) not in self._full:
            name = person.best.written
            self._full[id(person)] = next((s for s, p in sheet.whose.items() if p is person and name in s.of(sheet.text)), None)
        full = self._full[id(person)]
        if full and full != span:
            evidence.append(sheet.reading.report.evidence(full))
            how = how if someone.score < 1 else f"short for {person.best.written!r} in this report"
        return Found(someone, round(0.97 * someone.score, 3), how, tuple(evidence))

    def _someone(self, sheet: Sheet, text: str) -> Found | None:
        """A name that the reader did not mark as a person's, where it is plainly one of the people."""
        name = parse(text)
        if name is None or not text[:1].isupper() or (len(name.tokens) == 1 and len(name.tokens[0]) < 3):
            return None
        local = self._bearers(sheet).get(name.tokens, [])
        if len(local) == 1:
            return Found(self.people.of[id(local[0])], 0.85, f"bears the name of {local[0].best.written!r} in this report")
        return None

    def _bearers(self, sheet: Sheet) -> dict[tuple[str, ...], list[Person]]:
        """The people of a report by the tokens of each of their names, and by the surname of a full one."""
        if sheet.place not in self._by_tokens:
            table: dict[tuple[str, ...], list[Person]] = {}
            for person in sheet.people:
                keys = {n.tokens for n in person.names}
                if person.best.full:
                    keys.add(person.best.core[-1:])
                for key in keys:
                    table.setdefault(key, []).append(person)
            self._by_tokens[sheet.place] = table
        return self._by_tokens[sheet.place]

    # -- sources and addressees -------------------------------------------------------------------------------------
    def statement(self, sheet: Sheet, statement: Statement) -> list[Found]:
        """The actors behind a statement's source, in the order of the text."""
        if statement.source is None:
            return []
        parts = self._parts(sheet, statement.source)
        if statement.source_mention and len(parts) == 1:
            chain, confidence = sheet.chain(sheet.by_id[statement.source_mention])
            pointed = chain.span.of(sheet.text)
            if not is_pronoun(pointed) and not chain.span.overlaps(statement.source):
                many = [f for part in self._parts(sheet, chain.span) for f in self.phrase(sheet, part)]
                why = f"stands for {pointed!r}" if is_pronoun(statement.source.of(sheet.text)) else f"{pointed!r} in other words"
                return [_through(f, confidence, why, sheet.reading.report.evidence(chain.span)) for f in many]
        return [f for part in parts for f in self.phrase(sheet, part)]

    def _parts(self, sheet: Sheet, span: Span) -> list[Span]:
        text = span.of(sheet.text)
        pairs = conjuncts(text)
        if len(pairs) > 1 and any(
            m.span.start <= span.start + pairs[0][1] - 1 and m.span.end > span.start + pairs[1][0] for m in sheet.name_at(span)
        ):
            pairs = ((0, len(text)),)
        return [Span(span.start + a, span.start + b) for a, b in pairs]

    def phrase(self, sheet: Sheet, span: Span) -> list[Found]:
        """The actor that one phrase means: none for a pronoun, else always one."""
        text = span.of(sheet.text)
        if is_pronoun(text):
            return []
        if answer := self.identified(sheet, span):
            return [answer]
        named = description(text, sheet.reading.report.id)
        if group := self.groups.of(sheet, text):
            named = replace(group, name=named.name) if fold(group.name) == fold(named.name) else group
        sheet.remember(span.start, named)
        return [Found(named, 0.8, DESCRIBED, (sheet.reading.report.evidence(span),))]

    def identified(self, sheet: Sheet, span: Span) -> Found | None:
        """The actor that a phrase names or points back to; None where it only describes somebody."""
        for answer in self._ways(sheet, span, span.of(sheet.text)):
            if answer is not None and answer.confidence >= THRESHOLD:
                if isinstance(answer.who, Named):
                    sheet.remember(span.start, answer.who)
                return answer
        return None

    def _ways(self, sheet: Sheet, span: Span, text: str) -> Iterator[Found | None]:
        here = (sheet.reading.report.evidence(span),)
        phrase = take_apart(text)
        sort = kind_of_head(phrase.head)
        yield self._headed_by_person(sheet, span)
        if phrase.head in ("family", "relatives"):
            yield self._kin(sheet, span, text)
        bodies = [m for m in sheet.name_at(span) if m.type in ("organisation", "other") and m.span.end >= span.start + len(text.rstrip())]
        # "The Harbour Post" is no post of the harbour's.
        paper = any(
            m.span.start <= span.start + 4 and m.type == "organisation" and len(m.span) > m.span.of(sheet.text).find(" ") > 0
            for m in bodies
        )
        if {phrase.head, *phrase.words[-1:]} & nouns()["document"] and not paper:  # also "a message posted by Denmark"
            yield self._document(sheet, span, text)
        ruled = self.known.of_ruler(sheet, span)
        if ruled:
            yield Found(ruled, 0.75, "the body of the head of government named in it", here)
        if sort in ("office", "person", "document", None) and phrase.determiner != "a":
            yield self._role(sheet, span, text)
        for m in bodies if phrase.determiner != "a" else ():
            if describes(sheet.text, span, m.span):
                yield self.mention(sheet, m)
        wide = sheet.widen(span)
        named = institution(wide.of(sheet.text), sheet.countries)
        if named is None or named.key.sort == "institution":
            named = self.known.acronym(sheet, text) or named
        if named:
            named = self.known.settle(sheet, named)
            speaks = "speaks for its government" if named.key.sort == "government" else "named here"
            yield Found(named, 0.9, speaks, (sheet.reading.report.evidence(wide),))
        yield self._back(sheet, span, text)
        covering = [m for m in sheet.name_at(span) if m.span.end >= span.start + len(text.rstrip()) and m.span.start <= span.start + 4]
        covering += [m for m in sheet.name_at(span) if phrase.determiner != "a" and describes(sheet.text, span, m.span)]
        for m in covering:
            yield self.mention(sheet, m)
        yield self._by_name(sheet, text, here)
        if covering and covering[0].type in ("organisation", "group", "place"):
            type = "organisation" if covering[0].type == "place" else covering[0].type
            named = institution(text, sheet.countries, type)
            if named:
                yield Found(named, 0.8, "named here", here)
        if not covering and phrase.determiner in ("", "the") and is_proper(text) and sort is None:
            yield Found(
                Named(Key("institution", "", content_words(phrase)), display(text), "organisation", phrase.head), 0.6, "named here", here
            )

    def _headed_by_person(self, sheet: Sheet, span: Span) -> Found | None:
        held = sheet.person_in(span.start - 30 if span.start > 30 else 0, span.end)
        if held is None or not held[0].overlaps(span):
            return None
        name, person = held
        tail = sheet.text[name.end : span.end]
        lead = sheet.text[span.start : name.start] if name.start > span.start else ""
        if tail and not re.match(r"\s*[,(]|['\u2019]s?$|\s+of\s|\s+Jr", tail):
            return None
        if re.search(r"(?:^|\s)(?:of|by|from|to|with|for|and|in|at|on|against)\s", lead) and not (
            role_key(lead.strip()) and not re.search(r"\b(?:of|the)\s*$", lead)
        ):
            return None
        if re.search(r"\s(?:by|from|to|with|for|against)\s", f" {lead}"):
            return None
        return self._person(sheet, person, name, "named here")

    def _kin(self, sheet: Sheet, span: Span, text: str) -> Found | None:
        """Somebody's family, under any wording: "the Hale family", "Hale's family", "his family" after Hale."""
        phrase = take_apart(text)
        if phrase.determiner in ("his", "her"):
            spans = [s for s in sheet.whose if s.start < span.start]
            held = sheet.whose[max(spans, key=lambda s: s.start)] if spans else None
        else:
            held = next((p for s, p in sheet.whose.items() if s.overlaps(span)), None)
        if held is None:
            return None
        surname = self.people.of[id(held)].best.core[-1]
        named = Named(Key("institution", "", (phrase.head, surname)), display(text), "group", phrase.head)
        sure = 0.6 if phrase.determiner in ("his", "her") else 0.9
        return Found(named, sure, f"the {phrase.head} of {held.best.written!r}", (sheet.reading.report.evidence(span),))

    def _document(self, sheet: Sheet, span: Span, text: str) -> Found | None:
        """Who answers for a statement, letter or report: its possessor, "by X", or the name before it."""
        own = re.match(r"^(.+?)(?:'s|\u2019s|(?<=s)['\u2019])\s", text)
        if own and not _BY.search(own[1]):
            inner = Span(span.start, span.start + own.end(1))
        else:
            by = _BY.search(text)
            if by and re.search(r"[A-Z]", text[by.end() :]):
                inner = Span(span.start + by.end(), span.end)
            elif len(text.split()) > 1 and text.split()[-2][0].isupper():
                inner = Span(span.start, span.start + len(text) - len(text.split()[-1]) - 1)
            else:
                return None
        found = self.phrase(sheet, inner)
        if len(found) != 1 or (isinstance(found[0].who, Named) and found[0].who.key.sort == "description"):
            return None
        return _through(found[0], 0.9, f"what {inner.of(sheet.text)!r} put out", sheet.reading.report.evidence(span))

    def _role(self, sheet: Sheet, span: Span, text: str) -> Found | None:
        """The holder of a role: in this report, else the only one in the case."""
        key = role_key(text)
        phrase = take_apart(text)
        if key is None or not (phrase.definite or text[:1].isupper() or phrase.determiner in ("his", "her", "their", "its") or key.country):
            return None
        local = [(p, h) for p, h in by_role(text, sheet.people, span.start) if owned(phrase.owner, h.text, key)]
        if phrase.determiner in ("his", "her", "their", "its") and key.bare:
            return None
        if local and (len(local) == 1 or key.bare or well_after(local, span.start)):
            person, held = local[0]
            sure = 0.9 if len(local) == 1 and not key.bare else 0.75 if len(local) == 1 else 0.6
            evidence = (sheet.reading.report.evidence(held.span), sheet.reading.report.evidence(person.spans[0]))
            return Found(self.people.of[id(person)], sure, f"{person.best.written!r} is {held.text!r} in this report", evidence)
        if local:
            return None
        if found := self._same_head(sheet, span, phrase, key):
            return found
        wanted = self._placed(sheet, key)
        hits = self.people.holders(wanted)
        here = {id(self.people.of[id(p)]) for p in sheet.people} & hits.keys()
        close = [hits[k] for k in here if owned(phrase.owner, hits[k][2].text, key)]
        if not close and not key.bare:
            close = list(islice((x for x in hits.values() if owned(phrase.owner, x[2].text, key)), 2))
        if len(close) != 1:
            return None
        someone, part, held = close[0]
        there = self.sheets[part.report].reading.report
        passages = (sheet.reading.report.evidence(span), there.evidence(held.span), there.evidence(part.spans[0]))
        return Found(someone, 0.7, f"{someone.best.written!r} is {held.text!r} in another report", passages)

    def _same_head(self, sheet: Sheet, span: Span, phrase: Phrase, key: RoleKey) -> Found | None:
        """ "The Ohio senator" after "Sen. Ana Hale": the one of the report who holds such an office, or who was just named.

        What else a description says ("Ohio") the report need not have said before; a country must agree.
        """
        if phrase.determiner != "the" or phrase.owner or phrase.complement or key.bare or not phrase.words:
            return None
        found = last_holder(sheet.people, key, span.start, NEAR)
        if found is None:
            return None
        person, held = found
        evidence = (sheet.reading.report.evidence(held.span), sheet.reading.report.evidence(person.spans[0]))
        return Found(self.people.of[id(person)], 0.6, f"{person.best.written!r} is {held.text!r} in this report", evidence)

    def _placed(self, sheet: Sheet, key: RoleKey) -> RoleKey:
        if key.country or not sheet.main_country:
            return key
        with_country = RoleKey(key.head, key.words, key.qualifiers, (sheet.main_country,))
        return with_country if self.people.holders(with_country) else key

    def _back(self, sheet: Sheet, span: Span, text: str) -> Found | None:
        """A bare "the ministry", "the regime", "the protesters": what was last named so, or the body of the report's country."""
        phrase = take_apart(text)
        sort = kind_of_head(phrase.head)
        if (sort not in BODIES and phrase.head not in STANDS) or phrase.country or phrase.owner or phrase.determiner not in ("the", ""):
            return None
        before = sheet.before(span.start)
        words = set(content_words(phrase))
        if phrase.head in ("kingdom", "republic", "emirate", "sultanate"):
            called = [c for c in sheet.countries if phrase.head in fold(countries()[c].official).split()]
            called.sort(key=lambda c: (-sheet.countries[c], c))
            if called and (len(called) == 1 or sheet.countries[called[0]] > 2 * sheet.countries[called[1]]):
                return self._pointed(sheet, government(called[0]), 0.75, text, span)
        heads = {phrase.head}
        if phrase.determiner == "the" or phrase.words:
            for seen in before:
                key = seen.named.key
                if seen.firm and key.words and (seen.named.head in heads) and words <= set(key.words) and key.sort != "government":
                    return self._pointed(sheet, seen.named, 0.75, text, span)
        if phrase.determiner == "the" and not phrase.words and not phrase.complement:
            fitting = STANDS.get(phrase.head)
            for seen in before if fitting else ():
                if span.start - seen.at > NEAR:
                    break
                if seen.firm and seen.named.key.sort in ("body", "institution") and fitting and fitting(seen.named):
                    return self._pointed(sheet, seen.named, 0.6, text, span)
        code = sheet.main_country
        if sort == "government" and not phrase.words:
            bare = self.known.bare_government(sheet, span.start, phrase.head, before)
            return self._pointed(sheet, bare[0], bare[1], text, span) if bare else None
        relative = self.known.explicit.get(Key("institution", code, content_words(phrase))) if code else None
        if relative is None and phrase.head in _NATIONAL:
            relative = self.known.only_one(sheet, content_words(phrase))
        return self._pointed(sheet, relative, 0.6, text, span) if relative else None

    def _pointed(self, sheet: Sheet, named: Named, sure: float, text: str, span: Span) -> Found:
        return Found(named, sure, f"{text!r} points back to {named.name!r}", (sheet.reading.report.evidence(span),))

    def _by_name(self, sheet: Sheet, text: str, here: tuple[Evidence, ...]) -> Found | None:
        name = parse(text)
        if name is None or not text[:1].isupper() or take_apart(text).determiner:
            return None
        local = self._someone(sheet, text)
        if local:
            return local
        found = self.people.find(name) if len(name.tokens[0]) > 2 else None
        return Found(found[1], round(0.85 * found[0], 3), "the only one in the case with this name", here) if found else None


def _before_noun(text: str, end: int) -> bool:
    after = re.match(r"[ -]([a-z]+)", text[end : end + 24])
    return bool(after) and kind_of_head(fold(after[1])) is not None if after else False


def _through(found: Found, factor: float, why: str, evidence: Evidence) -> Found:
    reason = why if found.reason == "named here" else f"{why}: {found.reason}"
    return Found(found.who, round(found.confidence * factor, 3), reason, (evidence, *(e for e in found.evidence if e != evidence)))
