"""Rows of the actor table: one per person or key, with every form as written, roles, and an id made of its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from ..model import Actor, ActorKind, Role
from .bodies import Key, Named
from .fold import fold, slug
from .people import Someone
from .sheet import Sheet
from .standing import is_public_person


@dataclass(slots=True)
class Row:
    """An actor being put together. `first` orders aliases: (report's place, offset)."""

    kind: ActorKind
    names: Counter[str] = field(default_factory=Counter)
    aliases: dict[str, tuple[int, int]] = field(default_factory=dict)
    key: Key | None = None
    someone: Someone | None = None
    fixed: str = ""

    def alias(self, text: str, place: int, at: int) -> None:
        """Notes a form as written."""
        text = " ".join(text.split())
        self.aliases[text] = min(self.aliases.get(text, (place, at)), (place, at))

    def take(self, other: Row) -> None:
        """Takes in another row that is the same actor. A person or a body of the tables gives the two its name and kind."""
        if (other.someone and not self.someone) or (other.fixed and not self.fixed and not self.someone):
            self.kind, self.key, self.fixed = other.kind, other.key, other.fixed
        self.names.update(other.names)
        for text, (place, at) in other.aliases.items():
            self.alias(text, place, at)
        if self.someone and other.someone:
            self.someone.parts += other.someone.parts
        self.someone = self.someone or other.someone

    @property
    def name(self) -> str:
        """The name of the row: fixed, or the fullest form, the commonest first."""
        if self.someone:
            return self.someone.best.written
        return self.fixed or max(self.names, key=lambda n: (len(n.split()), self.names[n], n))

    def tell_apart(self) -> str:
        """What tells it from another row of the same name, derived from content alone."""
        if self.someone:
            return " ".join(sorted({n.written for n in self.someone.names} | {h.text for _, h in self.someone.held}))
        return repr(self.key)


def build(rows: Iterable[Row], sheets: list[Sheet]) -> dict[int, Actor]:
    """The actors of rows, by the identity of the row. Ids are slugs of the names; rows of one name get a hash of what parts them."""
    every = list(rows)
    taken = Counter(slug(r.name) for r in every)
    used: set[str] = set()
    actors: dict[int, Actor] = {}
    for row in sorted(every, key=lambda r: (slug(r.name), r.tell_apart())):
        id = slug(row.name)
        if taken[id] > 1:
            id = f"{id}-{sha256(row.tell_apart().encode()).hexdigest()[:6]}"
        base, n = id, 2
        while id in used:
            id, n = f"{base}-{n}", n + 1
        used.add(id)
        aliases = tuple(a for a, _ in sorted(row.aliases.items(), key=lambda x: (x[1], x[0])))
        actors[id_of(row)] = Actor(
            id, row.name, row.kind, aliases, _roles(row, sheets), row.someone is None or is_public_person(row.someone, sheets)
        )
    return actors


def id_of(row: Row) -> int:
    """The identity of a row while it is being put together."""
    return id(row)


def _roles(row: Row, sheets: list[Sheet]) -> tuple[Role, ...]:
    if row.someone is None:
        return ()
    found: dict[tuple[int, str], Role] = {}
    for part, held in sorted(row.someone.held, key=lambda x: (x[0].report, x[1].span)):
        report = sheets[part.report].reading.report
        found.setdefault((part.report, fold(held.text)), Role(held.text, report.evidence(held.span)))
    return tuple(found.values())


def named_row(named: Named) -> Row:
    """A fresh row for what is no person. Governments and bodies of the tables have fixed names."""
    row = Row(named.kind, key=named.key)
    if named.key.sort in ("government", "body"):
        row.fixed = named.name
    return row
