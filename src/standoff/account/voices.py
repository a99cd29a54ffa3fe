"""Share of voice: how much of an outlet's reports it says itself, how much in the words of others, and in whose.

Counted are the characters of the body, furniture left out, and of a text that stands in several reports those of the report that had it
first (`wire`). A character inside a statement belongs to the innermost source that answers for it. What a source says in quotation marks
is quoted, the rest of what is attributed told in the outlet's words. A source is unnamed where nobody is named ("it was reported") or only
described ("two officials"): no mention that it goes back to is a name, and it is no body that an office or force is known by.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..model import Reading, Span, Statement
from ..read.quotes import pair_quotes
from .disputes import Carried, told
from .faultlines import lines
from .ledger import fold
from .material import Material
from .wire import Wire

SourceKind = Literal["actor", "unnamed", "other"]
_OWN = -1
_BODIES = frozenset({"organisation", "government", "armed force", "media"})


@dataclass(frozen=True, slots=True)
class SourceShare:
    """A source of an outlet: how many characters and statements are its, how many characters of them quoted, and the first statement.

    `kind` is actor (`actors` are its ids, several for a joint source), unnamed (a description as written, or "nobody named"), or other:
    all those together whom the account does not name, which are sources that stay unresolved, and private persons.
    """

    name: str
    kind: SourceKind
    actors: tuple[str, ...]
    characters: int
    quoted: int
    statements: int
    first: Carried


@dataclass(frozen=True, slots=True)
class CampShare:
    """The characters of sources that stand in one camp of the fault lines, and of how many such sources."""

    camp: str
    characters: int
    sources: int


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """Whose words fill the reports of one outlet. `folded` counts its reports that are, or have in part, copies that count elsewhere.

    `characters` are those of the body that are counted, `own` those in nobody's content, `quoted` those in the words of a source.
    `statements` counts statements, `second_hand` those that a source has from another, `unnamed` those whose source has no name, and
    `unnamed_characters` what these say; `named` counts the actors that are sources. `sources` are those with the most characters first,
    `camps` in the order of their letters.
    """

    outlet: str
    code: str
    reports: int
    folded: int
    characters: int
    own: int
    quoted: int
    statements: int
    second_hand: int
    unnamed: int
    unnamed_characters: int
    named: int
    sources: tuple[SourceShare, ...]
    camps: tuple[CampShare, ...]

    @property
    def attributed(self) -> int:
        """Characters that are laid at the door of a source."""
        return self.characters - self.own


@dataclass(slots=True)
class _Said:
    """What one source says in one outlet."""

    name: str
    kind: SourceKind
    actors: tuple[str, ...]
    first: tuple[str, Statement]
    characters: int = 0
    quoted: int = 0
    statements: int = 0


class Voices:
    """The share of voice of every outlet with body text. Linear in the text and in the statements."""

    def __init__(self, material: Material) -> None:
        self._material, self._wire = material, material.kept(Wire)
        self._named = _named(material)
        self._camps = {row.actor.id: row.camp for row in lines(material).found.actors if row.camp and row.standing == "in a camp"}
        found = (self._row(outlet, reports) for outlet, reports in material.outlets.items())
        self.rows: dict[str, VoiceRow] = {row.outlet: row for row in found}

    def short(self, outlet: str, most: int) -> VoiceRow:
        """The row of an outlet with its first sources only. Raises KeyError."""
        row = self.rows[outlet]
        return replace(row, sources=row.sources[:most])

    def _row(self, outlet: str, reports: Sequence[str]) -> VoiceRow:
        counts: Counter[str] = Counter()
        said: dict[tuple[str, ...], _Said] = {}
        for report in reports:
            counts["folded"] += bool(self._wire.stretches(report))
            self._count(self._material.reading(report), counts, said)
        ordered = sorted(said.values(), key=lambda s: (s.kind == "other", -s.characters, -s.statements, s.name))
        return VoiceRow(
            outlet=outlet,
            code=self._material.code(outlet),
            reports=len(reports),
            folded=counts["folded"],
            characters=counts["characters"],
            own=counts["own"],
            quoted=counts["quoted"],
            statements=counts["statements"],
            second_hand=counts["second hand"],
            unnamed=counts["unnamed"],
            unnamed_characters=sum(s.characters for s in said.values() if s.kind == "unnamed"),
            named=len({id for s in ordered for id in s.actors}),
            sources=tuple(self._share(s) for s in ordered),
            camps=self._by_camp(said.values()),
        )

    def _count(self, reading: Reading, counts: Counter[str], said: dict[tuple[str, ...], _Said]) -> None:
        """Adds what one report says, and who says it."""
        report = reading.report
        body = np.ones(len(report.text), bool)
        for span in (*(f.span for f in report.furniture), *self._wire.stretches(report.id)):
            body[span.start : span.end] = False
        kept = [s for s in reading.statements if not self._wire.folded(report.id, s.hull)]
        kept.sort(key=lambda s: (len(self._material.chain(report.id, s)), s.hull))  # those inside others come later, and win
        holder = np.full(len(report.text), _OWN)
        for n, statement in enumerate(kept):
            for span in statement.content:
                holder[span.start : span.end] = n
        quoted = _quoted(reading, kept)
        counts["characters"] += int(body.sum())
        counts["own"] += int((body & (holder == _OWN)).sum())
        counts["quoted"] += int((body & quoted & (holder != _OWN)).sum())
        all_of, quoted_of = (np.bincount(holder[mask & (holder != _OWN)], minlength=len(kept)) for mask in (body, body & quoted))
        for n, statement in enumerate(kept):
            key, name, kind = self._source(reading, statement)
            entry = said.get(key) or said.setdefault(key, _Said(name, kind, key if kind == "actor" else (), (report.id, statement)))
            entry.characters += int(all_of[n])
            entry.quoted += int(quoted_of[n])
            entry.statements += 1
            counts["statements"] += 1
            counts["second hand"] += statement.parent is not None
            counts["unnamed"] += kind == "unnamed"

    def _source(self, reading: Reading, statement: Statement) -> tuple[tuple[str, ...], str, SourceKind]:
        """Whose words a statement tells: what they are counted under, a name for it, and its kind."""
        refs = self._material.sources(reading.report.id, statement.id)
        if any(not self._material.public(ref.id) for ref in refs):
            return ("", "private"), "other sources", "other"
        if refs and all(self.has_name(ref.id) for ref in refs):
            return tuple(sorted(ref.id for ref in refs)), " and ".join(ref.name for ref in refs), "actor"
        if statement.source is None:
            return ("", "nobody"), "nobody named", "unnamed"
        mention = reading.mention(statement.source_mention) if statement.source_mention else None
        meant = reading.name_of(mention) if mention else None
        if meant is None or meant.form == "nominal":
            written = " ".join(reading.report.quote(meant.span if meant else statement.source).split())
            return ("unnamed", fold(written)), written, "unnamed"
        return ("", "private"), "other sources", "other"

    def has_name(self, actor: str) -> bool:
        """Whether an actor is named anywhere, or a body that an office, a force or a house is known by."""
        found = self._material.actor(actor)
        return found is not None and (actor in self._named or found.kind in _BODIES)

    def _share(self, said: _Said) -> SourceShare:
        first = told(self._material, *said.first)
        return SourceShare(said.name, said.kind, said.actors, said.characters, said.quoted, said.statements, first)

    def _by_camp(self, said: Iterable[_Said]) -> tuple[CampShare, ...]:
        found: dict[str, list[_Said]] = defaultdict(list)
        for one in said:
            camps = {self._camps.get(actor) for actor in one.actors}
            if len(camps) == 1 and (camp := camps.pop()):
                found[camp].append(one)
        return tuple(CampShare(camp, sum(s.characters for s in found[camp]), len(found[camp])) for camp in sorted(found))


def voice_rows(material: Material) -> tuple[VoiceRow, ...]:
    """One row for each outlet, in the order of the outlets' first reports."""
    return tuple(material.kept(Voices).rows.values())


def _named(material: Material) -> frozenset[str]:
    """The actors that some mention names."""
    names = {(r.report.id, m.id) for r in material.readings for m in r.mentions if m.form == "name"}
    return frozenset(link.target for link in material.links.mentions if (link.report, link.item) in names)


def _quoted(reading: Reading, statements: Iterable[Statement]) -> NDArray[np.bool_]:
    """Which characters stand inside quotation marks, or in a statement that is a quotation throughout."""
    report = reading.report
    found = np.zeros(len(report.text), bool)
    for quotation in pair_quotes(report.text, report.paragraphs or (Span(0, len(report.text)),)):
        found[quotation.span.start : quotation.span.end] = True
    for statement in statements:
        for span in statement.content if statement.kind == "direct" else ():
            found[span.start : span.end] = True
    return found
