"""The people of the case: the casts of all reports joined. Same full name, its variants, and surnames that only one can mean.

Candidates meet in blocks of one surname (its consonants), so the work grows with the names of a surname, not with all pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from .cast import MARGIN, SAME, Person, fit
from .fold import fold
from .names import PersonName, same_person, skeleton
from .roles import Held, RoleKey

ACROSS = 0.68  # least score of a surname alone to go to a full name of another report
MANY, FAR = 4, 3  # reports that name the foremost bearer of a surname: at least, and times as many as name the others
_RULERS = frozenset(
    "president minister king queen prince emir sultan chancellor ruler leader premier dictator emperor monarch strongman".split()
)


@dataclass(slots=True, eq=False)
class Someone:
    """One person of the case: the same bearer in several reports. `score` is that of the weakest join, `why` says it."""

    parts: list[Person] = field(default_factory=list)
    score: float = 1.0
    why: str = ""

    @property
    def names(self) -> list[PersonName]:
        """All distinct names of the parts."""
        return list(dict.fromkeys(n for p in self.parts for n in p.names))

    @property
    def best(self) -> PersonName:
        """The fullest name; among equals the one most reports use, then the one with accents, then by alphabet."""
        count: dict[str, int] = defaultdict(int)
        for part in self.parts:
            for name in part.names:
                count[name.written] += 1
        return max(
            self.names,
            key=lambda n: (n.full, len(n.core), len(n.tokens), sum(not c.isascii() for c in n.written), count[n.written], n.written),
        )

    @property
    def held(self) -> list[tuple[Person, Held]]:
        """All roles, with the part that they come from."""
        return [(p, h) for p in self.parts for h in p.held]

    def rules(self) -> str:
        """The code of the country that a report calls this person the head of, or ""."""
        codes: dict[str, int] = defaultdict(int)
        for _, held in self.held:
            key: RoleKey = held.key
            minister = key.head == "minister" and "prime" not in key.words
            party = key.words & {"opposition", "rebel", "party", "foreign", "council"}
            if key.head in _RULERS and not minister and not party and not key.qualifiers - {"acting"} and len(key.country) == 1:
                codes[key.country[0]] += 1
        best = sorted(codes.items(), key=lambda x: (-x[1], x[0]))
        return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else ""

    @property
    def heads_something(self) -> bool:
        """Whether a report gives a title that heads of state or government bear, without a country."""
        titles = {t.title.split()[-1] for n in self.names for t in n.titles}
        return bool(titles & _RULERS) or any(h.key.head in _RULERS and not h.key.qualifiers for _, h in self.held)

    def profile(self) -> Person:
        """All names and roles as one person, to fit short names against."""
        return Person(-1, self.names, [], [], list({(h.text, h.key): h for _, h in self.held}.values()))


class Apart(Protocol):
    """What tells which people of two reports are not one whatever their names (see `judged_actors`)."""

    def parted(self, one: Person, other: Person) -> bool:
        """Whether two people are two."""
        ...

    def first(self, person: Person) -> bool:
        """Whether others of the same name go with this one."""
        ...


def _parted(some: Iterable[Person], others: Sequence[Person], apart: Apart | None) -> bool:
    return apart is not None and any(apart.parted(p, q) for p in some for q in others)


def _alike(a: Someone, b: Someone, apart: Apart | None) -> float:
    """Complete linkage: the least of all pairs of full names, 0 where titles tell two genders or the two are to stay apart."""
    if _parted(a.parts, b.parts, apart):
        return 0.0
    x, y = {p.gender for p in a.parts} - {""}, {p.gender for p in b.parts} - {""}
    if x and y and not x & y:
        return 0.0
    return min((same_person(m, n) for m in a.names if m.full for n in b.names if n.full), default=0.0)


class People:
    """The people of the case, findable by name."""

    def __init__(self, casts: Iterable[Sequence[Person]], apart: Apart | None = None) -> None:
        """Joins the casts, but for those that are to stay `apart`."""
        self._apart = apart
        everyone = [p for people in casts for p in people]
        self.of: dict[int, Someone] = {}
        self.all: list[Someone] = []
        self._join_full([p for p in everyone if p.best.full])
        self._index()
        short = [p for p in everyone if not p.best.full]
        for titled in (True, False):  # "King Hale" stands before "Hale" is looked up
            self._join_short([p for p in short if any(t.office for n in p.names for t in n.titles) is titled])
            self._index()

    def _join_full(self, people: list[Person]) -> None:
        exact: dict[tuple[tuple[str, ...], str, str], list[Someone]] = {}
        groups: list[Someone] = []
        if apart := self._apart:
            people = sorted(people, key=lambda p: not apart.first(p))  # stable: nothing else moves
        for person in people:
            alike = exact.setdefault((person.best.core, person.best.suffix, person.gender), [])
            one = next((s for s in alike if not _parted([person], s.parts, self._apart)), None)
            if one is None:
                one = Someone()
                alike.append(one)
                groups.append(one)
            one.parts.append(person)
        blocks: dict[str, list[int]] = defaultdict(list)
        for k, group in enumerate(groups):
            for block in {b for n in group.names if n.full for b in _blocks(n)}:
                blocks[block].append(k)
        pairs: dict[tuple[int, int], float] = {}
        for members in blocks.values():
            for i, a in enumerate(members):
                for b in members[i + 1 :]:
                    if (a, b) not in pairs:
                        pairs[a, b] = same_person(groups[a].parts[0].best, groups[b].parts[0].best)
        owner = list(range(len(groups)))

        def top(k: int) -> int:
            while owner[k] != k:
                k = owner[k]
            return k

        alike_names = {pair: score for pair, score in pairs.items() if score >= SAME}
        tokens = {k: groups[k].best.tokens for k in {k for pair in alike_names for k in pair}}
        for a, b in sorted(alike_names, key=lambda x: (-alike_names[x], tokens[x[0]], tokens[x[1]])):
            x, y = top(a), top(b)
            if x == y or (least := _alike(groups[x], groups[y], self._apart)) < SAME - 0.05:
                continue
            groups[x].parts += groups[y].parts
            groups[x].score = min(groups[x].score, groups[y].score, least)
            if fold(groups[a].parts[0].best.written) != fold(groups[b].parts[0].best.written):
                groups[x].why = f"{groups[b].parts[0].best.written!r} is another writing of {groups[a].parts[0].best.written!r}"
            owner[y] = x
        self._keep(g for k, g in enumerate(groups) if owner[k] == k)

    def _join_short(self, people: list[Person]) -> None:
        apart: dict[tuple[tuple[str, ...], frozenset[str]], Someone] = {}
        for person in people:
            found = self.find(person.best) if not person.unsure else self._foremost(person.best)
            if found and not _parted([person], found[1].parts, self._apart):
                score, someone = found
                someone.parts.append(person)
                someone.score = min(someone.score, max(score, 0.7))
                someone.why = someone.why or f"the only one in the case whom {person.best.written!r} fits"
                self.of[id(person)] = someone
                continue
            titles = frozenset(t.title for n in person.names for t in n.titles if t.office)
            key = (person.best.tokens, titles if person.unsure else frozenset())
            if person.unsure or key not in apart or _parted([person], apart[key].parts, self._apart):
                fresh = Someone([])
                self.all.append(fresh)
                if not person.unsure:
                    apart[key] = fresh
            else:
                fresh = apart[key]
            fresh.parts.append(person)
            self.of[id(person)] = fresh

    def _keep(self, groups: Iterable[Someone]) -> None:
        for group in groups:
            self.all.append(group)
            for part in group.parts:
                self.of[id(part)] = group

    def _index(self) -> None:
        self._by_token: dict[str, list[tuple[Someone, Person, str]]] = defaultdict(list)
        self._found: dict[PersonName, tuple[float, Someone] | None] = {}
        self._by_word: dict[tuple[str, str], list[tuple[Someone, Person, Held]]] = defaultdict(list)
        self._holders: dict[RoleKey, dict[int, tuple[Someone, Person, Held]]] = {}
        for someone in self.all:
            keys = {skeleton(t) for n in someone.names for t in n.core} | {n.initials for n in someone.names if len(n.initials) > 2}
            profile, name = someone.profile(), someone.best.written
            for key in sorted(keys):
                self._by_token[key].append((someone, profile, name))
            first: dict[RoleKey, tuple[Person, Held]] = {}
            for part, held in someone.held:
                first.setdefault(held.key, (part, held))
            for role, (part, held) in first.items():
                for word in role.words:
                    self._by_word[role.head, word].append((someone, part, held))

    def find(self, name: PersonName) -> tuple[float, Someone] | None:
        """The one person of the case that a name fits, with the score; None where none or two do."""
        if name not in self._found:
            keys = {skeleton(name.core[-1]), skeleton(name.core[0]), *name.core}
            close = {id(x[0]): x for k in sorted(keys) for x in self._by_token.get(k, ())}
            scored = sorted(((fit(name, profile), written, s) for s, profile, written in close.values()), key=lambda x: (-x[0], x[1]))
            good = [x for x in scored if x[0] >= ACROSS]
            clear = good and (len(good) == 1 or good[0][0] - good[1][0] >= MARGIN)
            self._found[name] = (good[0][0], good[0][2]) if clear else _foremost(good)
        return self._found[name]

    def _foremost(self, name: PersonName) -> tuple[float, Someone] | None:
        """The one whom a name that fits several of its own report means all over the case, None where that is not plain."""
        close = {id(x[0]): x for x in self._by_token.get(skeleton(name.core[-1]), ())}
        scored = sorted(((fit(name, profile), written, s) for s, profile, written in close.values()), key=lambda x: (-x[0], x[1]))
        return _foremost([x for x in scored if x[0] >= ACROSS])

    def holders(self, key: RoleKey) -> dict[int, tuple[Someone, Person, Held]]:
        """Everybody in the case whom a report gives the role, with the first passage that does, by identity."""
        if key not in self._holders:
            seen: dict[int, tuple[Someone, Person, Held]] = {}
            rarest: list[tuple[Someone, Person, Held]] = min((self._by_word.get((key.head, w), []) for w in key.words), key=len, default=[])
            for someone, part, held in rarest:
                if key.fits(held.key):
                    seen.setdefault(id(someone), (someone, part, held))
            self._holders[key] = seen
        return self._holders[key]


def _foremost(good: Sequence[tuple[float, str, Someone]]) -> tuple[float, Someone] | None:
    """Of several whom a surname fits alike the one that far more reports name in full than all others together."""
    alike = sorted((x for x in good if good[0][0] - x[0] < MARGIN), key=lambda x: (-len(x[2].parts), x[1]))
    if len(alike) < 2:
        return (alike[0][0], alike[0][2]) if alike else None
    most, rest = len(alike[0][2].parts), sum(len(x[2].parts) for x in alike[1:])
    return (alike[0][0], alike[0][2]) if most >= MANY and most >= FAR * rest else None


def _blocks(name: PersonName) -> set[str]:
    core = name.core
    found = {skeleton(core[-1]), "=" + "".join(sorted(core)), "=" + "".join(name.tokens)}
    if len(core) > 2:
        found |= {skeleton(t) for t in core[1:-1]}
    return found
