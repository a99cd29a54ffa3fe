"""The timeline: what happened, in order, each deed once, with who tells it in which voice and in which words.

The head of an entry is a quotation, the shortest clear passage around the deed of the most central member that an outlet tells in its own
voice; where none does, of a statement, with its source and cue. Statuses that differ are shown as a difference, never resolved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..link.places import InCountry
from ..link.topic import stems
from ..model import OUTLET, Event, EventStatus, Evidence, PloverType, Resolved
from ..model.notebook import InNotebooks
from .clause import clear_passage, hedged
from .coverage import Telling, Told, coverage
from .events import EventRow, event_row
from .ledger import SourceRef, fold, named
from .material import Material
from .passage import Passage
from .timeline_index import UNDATED, Entry, TimelineIndex

Ground = Literal["sentence", "report"]
_DAY = len("2019-04-30")
_LONG = 240  # code points from which a passage is no head
_COMMON = 8.0  # what words shared with all other passages are worth, where each of who, whom, where and when is worth one
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class TellingRow:
    """A passage that tells the deed, or denies it. `clear` is the shortest clear part of it; `event` holds the whole, with its address.

    `confidence` (0 to 1) and `reason` say why it is held to tell the same deed as the others; empty where it stands alone.
    """

    event: EventRow
    clear: Passage
    told: Told
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class TimelineCell:
    """How one outlet tells a deed. `sources` are those it is attributed to, as written; `denies` tells that a passage of it denies it.

    `reports` counts its reports that tell it; where none does, those that could have (silent) or that end before the day (ends before).
    `first` is the first passage that tells it in this way, `chip` the code of its report.
    """

    outlet: str
    code: str
    told: Told
    sources: tuple[str, ...]
    denies: bool
    reports: int
    first: Evidence | None
    chip: str | None


@dataclass(frozen=True, slots=True)
class StatusTold:
    """A status that a deed is told with, and the codes of the reports that do."""

    status: EventStatus
    chips: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimelineRow(InNotebooks):
    """One deed as all reports tell it; it is no fact, whoever carries it.

    `date` is never finer than told, `when` the interval with precision and reason; `ground` says whether a sentence tells it or it is
    concluded from the report's span, None where it is undated. `agents`, `recipients` and `place` are as the head tells them; each of the
    `tellings`, which begin with the head, has its own. `weight` orders and folds, nothing else; `saying` is a mere saying of one outlet,
    `past` lies half a year or more before the reports.
    """

    id: str
    date: str | None
    when: Resolved | None
    ground: Ground | None
    type: PloverType
    statuses: tuple[StatusTold, ...]
    agents: tuple[SourceRef, ...]
    recipients: tuple[SourceRef, ...]
    place: str | None
    country: InCountry | None
    cells: tuple[TimelineCell, ...]
    tellings: tuple[TellingRow, ...]
    reports: int
    origins: int
    disputes: tuple[str, ...]
    weight: float
    saying: bool
    past: bool

    @property
    def head(self) -> TellingRow:
        """The passage that stands for the deed."""
        return self.tellings[0]

    def outlets(self, told: Told) -> tuple[str, ...]:
        """The outlets that tell it so."""
        return tuple(cell.outlet for cell in self.cells if cell.told == told)


def timeline_rows(index: TimelineIndex, entries: Iterable[Entry] | None = None) -> tuple[TimelineRow, ...]:
    """One row per deed, all or some, in the order of time."""
    return tuple(entry_row(index, entry) for entry in (index.entries if entries is None else entries))


def entry_row(index: TimelineIndex, entry: Entry) -> TimelineRow:
    """The row of one deed."""
    material = index.material
    told = [_telling(index, key) for key in entry.members]
    shared = Counter(stem for telling in told for stem in _stems(telling)) if len(told) > 1 else Counter()
    head = max(range(len(told)), key=lambda n: (_fit(told[n], shared, len(told)), -n))
    order = sorted(range(len(told)), key=lambda n: (n != head, material.places[told[n].event.report], told[n].event.trigger.span))
    rows = [told[n].event for n in order]
    # Who did it is what is disputed: no deed is put together from the agent of one passage and the place of another.
    first = rows[0]
    return TimelineRow(
        id=entry.id,
        date=None if entry.day == UNDATED else entry.day,  # a decade has an interval, and no date
        when=entry.when,
        ground=None if entry.when is None else "sentence" if entry.spoken else "report",
        type=entry.type,
        statuses=tuple(
            StatusTold(s, tuple(dict.fromkeys(r.chip for r in sorted(rows, key=lambda r: material.places[r.report]) if r.status == s)))
            for s in entry.statuses
        ),
        agents=_parties(first.agents),
        recipients=_parties(first.recipients),
        place=first.place,
        country=first.country,
        cells=_cells(material, entry, told),
        tellings=tuple(told[n] for n in order),
        reports=entry.reports,
        origins=entry.origins,
        disputes=entry.disputes,
        weight=entry.weight,
        saying=entry.saying,
        past=entry.past,
    )


def _telling(index: TimelineIndex, key: tuple[str, str]) -> TellingRow:
    material, event = index.material, index.events[key]
    reading = material.reading(key[0])
    row = event_row(material, reading, event)
    joined = index.joined.get(key)
    return TellingRow(
        row,
        clear_passage(material, reading, event, row.passage),
        _told(event),
        joined.confidence if joined else 1.0,
        joined.reason if joined else "",
    )


def _told(event: Event) -> Told:
    return "denied" if event.status == "denied" else "own voice" if event.voice == OUTLET else "attributed"


def _fit(telling: TellingRow, shared: Mapping[str, int], of: int) -> float:
    """How fit a passage is to stand for the deed: own voice before all; who, whom, where and when, in words that the others use, plainly.

    `shared` tells in how many of the passages a stem stands, `of` is their number: of a deed told often, what only one tells of it is no
    head, and a passage that was joined wrongly stands apart.
    """
    row, size = telling.event, len(telling.clear.text)
    way = ("denied", "attributed", "own voice").index(telling.told)
    told = sum(map(bool, (row.agents, row.recipients, row.place, row.date_words)))
    words = _stems(telling)
    common = sum(shared[word] - 1 for word in words) / len(words) / (of - 1) if words and of > 1 else 0.0
    return 100 * way + told + _COMMON * common - hedged(row.passage.text) - 2 * (size > _LONG) - size / _LONG


def _stems(telling: TellingRow) -> frozenset[str]:
    return frozenset(stem for word in _WORD.findall(telling.clear.text) for stem in stems(word))


def _cells(material: Material, entry: Entry, told: Sequence[TellingRow]) -> tuple[TimelineCell, ...]:
    """How each outlet tells it; one that does not is silent only where a report of it is of the day or later."""
    tellings = [Telling(t.event.trigger, (t.event.statement,) if t.event.statement else (), t.told == "denied") for t in told]
    planned = set(entry.statuses) <= {"planned", "possible"}
    since = entry.when.start[:_DAY] if entry.when and not planned else None
    found = coverage(material, tellings, since=since)
    sources: dict[str, dict[str, None]] = {}
    for t in told:
        if t.event.chain:
            sources.setdefault(t.event.outlet, {})[t.event.chain[-1].written or "nobody named"] = None
    denying = {t.event.outlet for t in told if t.told == "denied"}
    return tuple(
        TimelineCell(c.outlet, c.code, c.told, tuple(sources.get(c.outlet, ())), c.outlet in denying, c.reports, c.first, c.chip)
        for c in found.outlets
    )


def _parties(told: Sequence[SourceRef]) -> tuple[SourceRef, ...]:
    """Who takes part by the head, each actor once."""
    found: dict[str, SourceRef] = {}
    for party in told:
        found.setdefault("; ".join(sorted(a.id for a in party.actors)) or fold(party.written or ""), party)
    return tuple(found.values())


def matching_deeds(
    rows: Iterable[TimelineRow],
    material: Material,
    *,
    actor: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> tuple[TimelineRow, ...]:
    """Rows in which an actor takes part, that an outlet tells, between two dates, both included.

    An actor is an id, or words of a name, of an alias or as written; an outlet a name or code. A row without date has none to fit.
    """
    is_actor = named(material, actor) if actor else None

    def fits(row: TimelineRow) -> bool:
        if is_actor and not is_actor(p for t in row.tellings for p in (*t.event.agents, *t.event.recipients)):
            return False
        if outlet and not any(c.first and fold(outlet) in (fold(c.outlet), fold(c.code)) for c in row.cells):
            return False
        if not (since or until):
            return True
        when = row.when
        return when is not None and (not since or when.end[: len(since)] >= since) and (not until or when.start[: len(until)] <= until)

    return tuple(row for row in rows if fits(row))
