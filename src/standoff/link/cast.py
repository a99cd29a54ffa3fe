"""The people of one report: every personal name joined to the others of the same bearer, with the roles the text gives.

Full names come first, in the order of the text; then each short form goes to the name it fits best, by title, gender and
recency, or stays apart where two fit alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..model import Mention, Reading, Span
from .fold import fold
from .names import PersonName, parse, same_person, short_for
from .roles import Held, RoleKey, held_of, role_key
from .tables import titles

RECENT = 700  # characters: about a long paragraph; within it two bearers of one surname cannot be told apart by recency
SAME = 0.75  # least score of two full names to be one person
FITS = 0.5  # least score of a short form inside its report
MARGIN = 0.03


@dataclass(slots=True, eq=False)
class Person:
    """Somebody in one report, being put together. `report` is the report's place in the case."""

    report: int
    names: list[PersonName] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    unsure: bool = False

    @property
    def best(self) -> PersonName:
        """The fullest name: most tokens, then longest."""
        return max(self.names, key=lambda n: (len(n.core), len(n.tokens), len(n.written)))

    @property
    def gender(self) -> str:
        """What honorifics tell: "m", "f" or ""."""
        return next((n.gender for n in self.names if n.gender), "")

    def offices(self) -> set[str]:
        """Words of all public titles and roles."""
        words = {w for n in self.names for t in n.titles if t.office for w in t.title.split()}
        return words | {w for h in self.held if h.public for w in (*h.key.words, *h.key.qualifiers)}

    def add(self, name: PersonName, span: Span, text: str, roles: Sequence[Span] = ()) -> None:
        """Joins one more mention, with the roles that the report gives there."""
        if name not in self.names:
            self.names.append(name)
        self.spans.append(span)
        whole = span.of(text)
        self.written += [whole, name.written]
        bare = _bare(text, span, name)
        for held in (h for role in roles if (h := held_of(text, role, bare))):
            self.held.append(held)
            if held.span.end <= span.start and held.span.start < span.start and text[held.span.end : span.start] == " ":
                self.written.append(text[held.span.start : span.end])
        honorific = text.rfind(" ", 0, max(span.start - 1, 0)) + 1
        if 0 < span.start - honorific <= 9 and "\n" not in text[honorific : span.start]:
            known = parse(text[honorific : span.end])
            if known and known.titles and known.tokens == name.tokens:
                self.written.append(text[honorific : span.end])
                if known not in self.names:
                    self.names.append(known)


def _bare(text: str, span: Span, name: PersonName) -> Span:
    """Where the bare name stands inside a mention that may hold its title, and where it ends without possessive."""
    at = text.find(name.written, span.start, span.end)
    return Span(at, at + len(name.written)) if at >= 0 else span


def fit(short: PersonName, person: Person) -> float:
    """How well a short form fits a person: the name, less where a public title is one that this person is not known by."""
    score = max((short_for(short, name) for name in person.names if name.full or name.tokens == short.tokens), default=0.0)
    if not score:
        score = max((same_person(short, n) for n in person.names), default=0.0) if short.full else 0.0
    if short.gender and person.gender and short.gender != person.gender:
        return 0.0
    mine = {w for t in short.titles if t.office for w in t.title.split()}
    if mine and (known := person.offices()):
        score *= 1.05 if mine <= known else 0.6
    return min(score, 1.0)


def cast(reading: Reading, place: int, mentions: Iterable[tuple[Mention | None, Span]]) -> tuple[list[Person], dict[Span, Person]]:
    """The people of a reading, from its personal names in order of text, and who each span names.

    `place` is the report's place in the case.
    """
    text = reading.report.text
    where = {m.id: m.span for m in reading.mentions}
    roles: dict[Span, list[Span]] = {}
    for role in reading.roles:
        roles.setdefault(where[role.holder], []).append(role.span)
    parsed = [(span, name) for _, span in mentions if (name := _name_at(text, span))]
    people: list[Person] = []
    whose: dict[Span, Person] = {}
    for span, name in parsed:
        if not name.full:
            continue
        scored = [(max(same_person(name, n) for n in p.names), k) for k, p in enumerate(people)]
        best = max(scored, key=lambda x: (x[0], -x[1]), default=(0.0, 0))
        if best[0] >= SAME:
            person = people[best[1]]
        else:
            person = Person(place)
            people.append(person)
        person.add(name, span, text, roles.get(span, ()))
        whose[span] = person
    by_place: list[tuple[Span, PersonName]] = [(s, n) for s, n in parsed if not n.full]
    for span, name in sorted(by_place, key=lambda x: (x[0].start, x[0].end)):
        found, unsure = choose(name, people, span.start)
        if found is None:
            found = Person(place, unsure=unsure)
            people.append(found)
        found.add(name, span, text, roles.get(span, ()))
        whose[span] = found
    return people, whose


def _name_at(text: str, span: Span) -> PersonName | None:
    """The name at a span, its title taken from just before where the mention leaves it out."""
    whole = span.of(text)
    name = None if whole.split()[-1:] and whole.split()[-1][0].islower() and role_key(whole) else parse(whole)
    if name is None or name.titles:
        return name
    left = text[max(0, span.start - 24) : span.start]
    words = left.split(" ")
    for size in (3, 2):
        lead = " ".join(words[-size:]).strip()
        known = titles().get(fold(lead)) if lead and lead[0].isupper() and left.endswith(" ") else None
        if known:
            return PersonName(name.written, name.tokens, (known,), name.suffix)
    return name


def choose(name: PersonName, people: list[Person], at: int) -> tuple[Person | None, bool]:
    """Who of these a short name at an offset means: the person, or None and whether two fit alike."""
    scored = sorted(((fit(name, p), -k) for k, p in enumerate(people)), reverse=True)
    good = [(score, people[-k]) for score, k in scored if score >= FITS]
    if not good:
        return None, False
    alike = [p for score, p in good if good[0][0] - score < MARGIN]
    if len(alike) == 1:
        return alike[0], False
    last = sorted(((max((s.start for s in p.spans if s.start < at), default=-RECENT * 9), k) for k, p in enumerate(alike)), reverse=True)
    if last[0][0] >= 0 and last[0][0] - last[1][0] > RECENT:
        return alike[last[0][1]], False
    return None, True


def by_role(text: str, people: list[Person], at: int) -> list[tuple[Person, Held]]:
    """Who of these people holds the role that a phrase describes, the last mentioned before `at` first."""
    key = role_key(text)
    if key is None:
        return []
    hits = [(p, h) for p in people for h in p.held if key.fits(h.key)]
    seen: dict[int, tuple[Person, Held]] = {}
    for person, held in hits:
        seen.setdefault(id(person), (person, held))
    return sorted(seen.values(), key=lambda x: -max((s.start for s in x[0].spans if s.start < at), default=-x[0].spans[0].start - 1))


def well_after(local: Sequence[tuple[Person, object]], at: int) -> bool:
    """Whether the last of several holders was named well after the others."""
    last = [max((s.start for s in p.spans if s.start < at), default=-1) for p, _ in local]
    return last[0] >= 0 and last[0] - last[1] > 200


def last_holder(people: Sequence[Person], key: RoleKey, at: int, reach: int) -> tuple[Person, Held] | None:
    """Who was named last before `at`, no further back than `reach`, of those who hold an office with the head of `key`.

    A country must agree. None too where another holder was named about as late.
    """
    last: dict[int, tuple[int, Person, Held]] = {}
    for person in people:
        before = max((s.start for s in person.spans if s.start < at), default=-1)
        for held in person.held if before >= 0 else ():
            agrees = not (key.country or held.key.country) or bool(set(key.country) & set(held.key.country))
            if held.key.head == key.head and held.key.qualifiers == key.qualifiers and agrees:
                last[id(person)] = (before, person, held)
    near = sorted(last.values(), key=lambda x: -x[0])
    if not near or at - near[0][0] > reach or (len(near) > 1 and near[0][0] - near[1][0] < RECENT):
        return None
    return near[0][1], near[0][2]
