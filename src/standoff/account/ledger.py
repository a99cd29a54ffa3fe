"""The ledger: who says so. One row per statement, with the chain of sources behind it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..model import Act, Evidence, QuoteKind, Reading, Statement
from .material import ActorRef, Material
from .passage import Passage, statement_passage


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A source: as written (None where nobody is named), and the actors inferred behind it (none when unresolved)."""

    written: str | None
    actors: tuple[ActorRef, ...]

    @property
    def inferred(self) -> tuple[str, ...]:
        """Names of the actors that say more than the source as written does."""
        return tuple(a.name for a in self.actors if fold(a.name) != fold(self.written or ""))


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A statement. `chain` holds the sources from the outermost to the one that answers for the content.

    `passage` is what may be shown of it; `content` are the exact spans; `disputes` the ids of disputes that rest on it.
    """

    id: str
    report: str
    outlet: str
    chip: str
    published: str | None
    chain: tuple[SourceRef, ...]
    cue: str | None
    passage: Passage
    content: tuple[Evidence, ...]
    kind: QuoteKind
    act: Act
    channel: str | None
    addressee: str | None
    parent: str | None
    depth: int
    confidence: float
    disputes: tuple[str, ...]

    @property
    def source(self) -> SourceRef:
        """Who answers for the content."""
        return self.chain[-1]


def ledger_rows(material: Material) -> tuple[LedgerRow, ...]:
    """One row per statement, in the order of reports and texts."""
    return tuple(
        ledger_row(material, reading, statement)
        for reading in material.readings
        for statement in sorted(reading.statements, key=lambda s: (s.hull.start, s.hull.end, s.id))
    )


def ledger_row(material: Material, reading: Reading, statement: Statement) -> LedgerRow:
    """The row of one statement."""
    report = reading.report
    chain = material.chain(report.id, statement)
    return LedgerRow(
        id=statement.id,
        report=report.id,
        outlet=material.outlet(report.id),
        chip=material.chip(report.id),
        published=report.published.iso if report.published else None,
        chain=tuple(source_ref(material, reading, s) for s in chain),
        cue=report.quote(statement.cue) if statement.cue else None,
        passage=statement_passage(report, statement),
        content=tuple(report.evidence(span) for span in statement.content),
        kind=statement.kind,
        act=statement.act,
        channel=report.quote(statement.channel) if statement.channel else None,
        addressee=report.quote(statement.addressee) if statement.addressee else None,
        parent=statement.parent,
        depth=len(chain) - 1,
        confidence=statement.confidence,
        disputes=material.disputes_of(report.id, statement.id),
    )


def source_ref(material: Material, reading: Reading, statement: Statement) -> SourceRef:
    """The source of a statement, as written and as inferred. Private persons are not inferred: their words stay as they are told."""
    written = reading.report.quote(statement.source) if statement.source else None
    return SourceRef(written, tuple(ref for ref in material.sources(reading.report.id, statement.id) if material.public(ref.id)))


def chain_text(chain: Sequence[SourceRef]) -> str:
    """Sources from the outermost inwards, as written: "Pompeo ← American officials"."""
    return " ← ".join(ref.written or "nobody named" for ref in chain)


def named(material: Material, actor: str) -> Callable[[Iterable[SourceRef]], bool]:
    """Tells whether one of some parties is an actor: an id, or words of a name, of an alias, or as written."""
    wanted = fold(actor).split()
    ids = {actor} | {a.id for a in material.links.actors if any(_within(wanted, fold(name).split()) for name in (a.name, *a.aliases))}

    def fits(parties: Iterable[SourceRef]) -> bool:
        return any(ids & {a.id for a in p.actors} or _within(wanted, fold(p.written or "").split()) for p in parties)

    return fits


def matching(
    rows: Iterable[LedgerRow],
    material: Material,
    *,
    actor: str | None = None,
    outlet: str | None = None,
    act: str | None = None,
    report: str | None = None,
) -> tuple[LedgerRow, ...]:
    """Rows whose source is an actor (an id, or words of a name, an alias or the source as written), outlet, act, report."""
    is_actor = named(material, actor) if actor else None

    def fits(row: LedgerRow) -> bool:
        if is_actor and not is_actor([row.source]):
            return False
        if outlet and fold(outlet) not in (fold(row.outlet), fold(row.chip), fold(row.chip.partition(".")[0])):
            return False
        return act in (None, row.act) and report in (None, row.report)

    return tuple(row for row in rows if fits(row))


def _within(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return bool(wanted) and any(list(words[i : i + len(wanted)]) == list(wanted) for i in range(len(words)))


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """A name without case, accents and punctuation, to compare by."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in text.replace("'s", " ").replace("’s", " ")).split())
