"""The coverage matrix: every claim, event and side of a dispute against every outlet, and from it what each outlet leaves out.

A thing is left out by an outlet that is silent about it (`coverage`: it has a report on the same event, not too early to tell) where two
or more others tell it that do not have it from one another: copies and reports that credit one agency count once. It is told alone where
no other outlet tells it and one could have. Mere sayings of one outlet, what lies long before the reports, and a second
deed of one sentence are no omissions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from ..model import OUTLET, Claim, Dispute, Evidence, Span
from ..model.notebook import InNotebooks
from .alike import Alike
from .claims import origin_count, wording
from .coverage import Events, OutletTold, Telling, Told, claim_coverage, coverage, dispute_coverage
from .dispute_page import side_head
from .disputes import Carried, dispute_row
from .material import Material
from .timeline import entry_row
from .timeline_index import Entry, TimelineIndex
from .wire import Wire

Of = Literal["claims", "events", "disputes"]
Lack = Literal["left out", "alone"]
KINDS: tuple[Of, ...] = ("claims", "events", "disputes")
_TELLING: tuple[Told, ...] = ("own voice", "attributed", "denied")
_DAY = len("2019-04-30")
_MOST_KEPT = 1000  # rows


@dataclass(frozen=True, slots=True)
class NearSentence:
    """A sentence of an outlet that is on the same matter as a thing, and was not joined to it."""

    outlet: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ThingRow(InNotebooks):
    """A claim, an event or a side of a dispute, and how each outlet tells it; an outlet that has no report on its event has no cell.

    `head` is a passage of it as it may be shown, told as `told`; `side` and `question` are those of a dispute, `date` that of an event.
    `origins` counts the outlets that tell it and do not have it from one another. `near` are sentences on the same matter in reports of
    outlets that are silent as far as passages could be joined.
    """

    of: Of
    id: str
    side: str | None
    question: str | None
    date: str | None
    head: Carried
    told: Told
    cells: tuple[OutletTold, ...]
    near: tuple[NearSentence, ...]
    outlets: int
    origins: int
    weight: float


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing before its passage is set: who tells it, who is silent about it though they could tell it, from how many origins.

    `counts` is False for what is no omission whoever lacks it: a mere saying of one outlet, what lies long before the reports.
    """

    of: Of
    id: str
    side: str | None
    telling: tuple[str, ...]
    silent: tuple[str, ...]
    origins: int
    weight: float
    counts: bool = True

    @property
    def alone(self) -> bool:
        """Whether one outlet tells it and another could have."""
        return self.counts and len(self.telling) == 1 and bool(self.silent)

    @property
    def shared(self) -> bool:
        """Whether two or more outlets tell it that do not have it from one another."""
        return self.counts and len(self.telling) > 1 and self.origins > 1

    def lacks(self, outlet: str, lack: Lack) -> bool:
        """Whether an outlet leaves it out, or tells it alone."""
        return self.shared and outlet in self.silent if lack == "left out" else self.alone and outlet in self.telling


class Matrix:
    """All things of a case, those that most outlets tell first. Linear in claims, events and disputes but for the sorting."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._index = material.kept(TimelineIndex)
        self._wire, self._alike = material.kept(Wire), material.kept(Alike)
        self._made: dict[Thing, ThingRow] = {}
        self._near: dict[frozenset[str], tuple[tuple[str, tuple[str | None, ...]], ...]] = {}

    def things(self, of: Of) -> tuple[Thing, ...]:
        """The things of one kind in their order."""
        return {"claims": self._claims, "events": self._events, "disputes": self._sides}[of]

    def select(self, of: Of, outlet: str | None = None, lack: Lack | None = None) -> tuple[Thing, ...]:
        """The things of one kind; those that an outlet leaves out, or tells alone, the weightiest first; or all that it tells."""
        found = self.things(of)
        if outlet is None:
            return found
        return tuple(t for t in found if (t.lacks(outlet, lack) if lack else outlet in t.telling))

    @cached_property
    def _counts(self) -> dict[tuple[str, Of, str], int]:
        found: dict[tuple[str, Of, str], int] = {}
        for of in KINDS:
            for thing in self.things(of):
                marks = [(o, "told") for o in thing.telling]
                marks += [(o, "left out") for o in thing.silent] if thing.shared else []
                marks += [(thing.telling[0], "alone")] if thing.alone else []
                for outlet, mark in marks:
                    found[outlet, of, mark] = found.get((outlet, of, mark), 0) + 1
        return found

    def count(self, outlet: str, of: Of, what: Literal["told", "left out", "alone"]) -> int:
        """How many things an outlet tells, leaves out, tells alone."""
        return self._counts.get((outlet, of, what), 0)

    def shared(self, of: Of) -> int:
        """How many things two or more outlets tell that do not have them from one another."""
        return sum(thing.shared for thing in self.things(of))

    def rows(self, some: Iterable[Thing]) -> tuple[ThingRow, ...]:
        """The rows of some things, with their passages."""
        return tuple(self._kept(thing) for thing in some)

    def _kept(self, thing: Thing) -> ThingRow:
        """The row of a thing; those that were asked for first, which are the first of the lists, are kept."""
        if (found := self._made.get(thing)) is None:
            found = self._row(thing)
            if len(self._made) < _MOST_KEPT:
                self._made[thing] = found
        return found

    @cached_property
    def _claims(self) -> tuple[Thing, ...]:
        return _ordered(self._claim(claim) for claim in self._material.links.claims)

    def _claim(self, claim: Claim) -> Thing:
        found = claim_coverage(self._material, claim)
        telling, silent = _parted(found.outlets)
        silent = self._unlike([(c.evidence.report, c.evidence.span) for c in claim.carriers], telling, silent)
        weight = 2.0 * len(telling) + origin_count(self._material, claim) + 0.25 * min(8, len(claim.carriers))
        return Thing("claims", claim.id, None, telling, silent, origin_count(self._material, claim), weight)

    @cached_property
    def _sides(self) -> tuple[Thing, ...]:
        """Side by side, the disputes that most outlets tell first."""
        found: list[list[Thing]] = []
        for dispute in self._material.links.disputes:
            sides = []
            for letter, told in dispute_coverage(self._material, dispute).items():
                telling, silent = _parted(told.outlets)
                reports = {e.report for p in dispute.positions if p.side == letter for e in p.evidence}
                if letter != "-":
                    sides.append(Thing("disputes", dispute.id, letter, telling, silent, self._wire.apart(reports), float(len(reports))))
            found.append(sides)
        found.sort(
            key=lambda sides: (-len({o for s in sides for o in s.telling}), -sum(s.weight for s in sides), sides[0].id if sides else "")
        )
        return tuple(side for sides in found for side in sides)

    @cached_property
    def _events(self) -> tuple[Thing, ...]:
        seen: set[tuple[str, int]] = set()
        found = []
        for entry in sorted(self._index.entries, key=lambda e: (-e.weight, e.id)):
            # A sentence that tells several deeds is one omission.
            lone = len(entry.outlets) == 1
            counts = not entry.past and not entry.saying and set(entry.statuses) != {"denied"} and not (lone and entry.sentence in seen)
            seen.add(entry.sentence)
            found.append(self._event(entry, counts))
        return _ordered(found)

    def _event(self, entry: Entry, counts: bool) -> Thing:
        if len(entry.outlets) > 1:
            telling, silent = _parted(self._entry_cells(entry))
            silent = self._unlike([(report, self._index.events[report, id].trigger) for report, id in entry.members], telling, silent)
            origins = self._wire.apart(dict.fromkeys(report for report, _ in entry.members))
            return Thing("events", entry.id, None, telling, silent, origins, entry.weight, counts)
        here = [(report, self._index.events[report, id].trigger) for report, id in entry.members]
        could = self._unlike(here, entry.outlets, tuple(self._could(entry))) if counts else ()
        return Thing("events", entry.id, None, entry.outlets, could, 1, entry.weight, counts)

    def _unlike(self, passages: Sequence[tuple[str, Span]], telling: Sequence[str], silent: Sequence[str]) -> tuple[str, ...]:
        """Those of some silent outlets that have no sentence on the same matter as some passages, in a report on their event.

        None where one outlet tells it and any other has such a sentence, were it in an earlier report: nobody tells alone what another
        tells too.
        """
        if not silent:
            return ()
        near = self._material.kept(Events).of(dict.fromkeys(report for report, _ in passages))
        asked = silent if len(telling) > 1 else [o for o in self._material.outlets if o not in telling]
        unlike = [o for o in asked if not self._alike.nearest(passages, [r for r in self._material.outlets[o] if r in near])]
        return tuple(o for o in silent if o in unlike) if len(telling) > 1 or len(unlike) == len(asked) else ()

    def _entry_cells(self, entry: Entry) -> Sequence[OutletTold]:
        """How each outlet tells an event; whether one could is settled as on the timeline."""
        tellings = []
        for report, id in entry.members:
            event = self._index.events[report, id]
            evidence = self._material.reading(report).report.evidence(event.trigger)
            tellings.append(Telling(evidence, (event.voice,) if event.voice != OUTLET else (), event.status == "denied"))
        return coverage(self._material, tellings, since=_since(entry)).outlets

    def _could(self, entry: Entry) -> Iterator[str]:
        """The outlets that do not tell what one tells, and have a report on its event that could."""
        reports = frozenset(report for report, _ in entry.members)
        if reports not in self._near:
            near = self._material.kept(Events).of(reports)
            found = {o: tuple(self._published(r) for r in mine if r in near) for o, mine in self._material.outlets.items()}
            self._near[reports] = tuple((o, days) for o, days in found.items() if days and o not in entry.outlets)
        since = _since(entry) or min((iso for r in reports if (iso := self._published(r))), default=None)
        for outlet, days in self._near[reports]:
            if since is None or any(day is None or day[: min(len(day), len(since), _DAY)] >= since[: min(len(day), _DAY)] for day in days):
                yield outlet

    def _published(self, report: str) -> str | None:
        published = self._material.reading(report).report.published
        return published.iso if published else None

    def _row(self, thing: Thing) -> ThingRow:
        if thing.of == "events":
            return self._event_row(thing)
        if thing.of == "claims":
            claim = self._claims_by_id[thing.id]
            head, cells, question = wording(self._material, claim), claim_coverage(self._material, claim).outlets, None
            here = [(c.evidence.report, c.evidence.span) for c in claim.carriers]
        else:
            dispute = self._disputes_by_id[thing.id]
            row = dispute_row(self._material, dispute)
            side = next(s for s in row.sides if s.side == thing.side)
            shown = side_head(side)
            whole = next(c for p in side.positions for c in p.passages if c.passage.span == shown.span and c.passage.report == shown.report)
            head = replace(whole, passage=shown)
            cells, question = dispute_coverage(self._material, dispute)[thing.side or "A"].outlets, row.question
            here = [(e.report, e.span) for p in dispute.positions if p.side == thing.side for e in p.evidence]
        told: Told = "attributed" if head.chain else "own voice"
        near = self._near_sentences(here, cells)
        return ThingRow(
            thing.of, thing.id, thing.side, question, None, head, told, cells, near, len(thing.telling), thing.origins, thing.weight
        )

    def _near_sentences(self, passages: Sequence[tuple[str, Span]], cells: Iterable[OutletTold]) -> tuple[NearSentence, ...]:
        """What silent outlets have on the same matter as some passages."""
        near = self._material.kept(Events).of(dict.fromkeys(report for report, _ in passages))
        found = []
        for cell in (c for c in cells if c.told == "silent"):
            place = self._alike.nearest(passages, [r for r in self._material.outlets[cell.outlet] if r in near])
            if place:
                found.append(NearSentence(cell.outlet, self._material.reading(place[0]).report.evidence(place[1])))
        return tuple(found)

    def _event_row(self, thing: Thing) -> ThingRow:
        entry = self._index.entries[self._index.places[thing.id]]
        row = entry_row(self._index, entry)
        event = row.head.event
        head = Carried(event.outlet, event.chip, event.chain, row.head.clear)
        cells = tuple(OutletTold(c.outlet, c.code, c.told, c.reports, c.first, c.chip) for c in row.cells)
        here = [(report, self._index.events[report, id].trigger) for report, id in entry.members]
        near, told = self._near_sentences(here, cells), row.head.told
        weight = round(thing.weight, 4)
        return ThingRow("events", thing.id, None, None, row.date, head, told, cells, near, len(thing.telling), thing.origins, weight)

    @cached_property
    def _claims_by_id(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self._material.links.claims}

    @cached_property
    def _disputes_by_id(self) -> dict[str, Dispute]:
        return {dispute.id: dispute for dispute in self._material.links.disputes}


def thing_rows(material: Material, of: Of | None = None, outlet: str | None = None, lack: Lack | None = None) -> tuple[ThingRow, ...]:
    """The rows of the matrix: of one kind or of all, and of those that an outlet leaves out or tells alone, if given."""
    matrix = material.kept(Matrix)
    kinds = (of,) if of else KINDS
    return tuple(row for kind in kinds for row in matrix.rows(matrix.select(kind, outlet, lack)))


def _ordered(things: Iterable[Thing]) -> tuple[Thing, ...]:
    """What more outlets tell first, then what has more origins, then what weighs more; what is no omission behind the rest."""
    return tuple(sorted(things, key=lambda t: (not t.counts, -min(2, len(t.telling)), -t.weight, t.id)))


def _parted(cells: Iterable[OutletTold]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The outlets that tell a thing, and those that are silent."""
    cells = tuple(cells)
    return tuple(c.outlet for c in cells if c.told in _TELLING), tuple(c.outlet for c in cells if c.told == "silent")


def _since(entry: Entry) -> str | None:
    """The day from which an event could be told: its own, unless it is only planned or possible; None where no day is known."""
    planned = set(entry.statuses) <= {"planned", "possible"}
    return entry.when.start[:_DAY] if entry.when and not planned and len(entry.day) == _DAY else None
