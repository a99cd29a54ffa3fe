"""`CaseView`: what a case tells as it stood at one moment. Nothing in it changes, so that several threads may read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any, get_args

from ..account import (
    ActorRow,
    ClaimRow,
    DisputeRow,
    EventRow,
    JudgementRow,
    LedgerRow,
    Material,
    ReportView,
    Table,
    TimeRow,
    UnknownRow,
    actor_rows,
    claim_rows,
    dispute_rows,
    event_rows,
    judgement_rows,
    ledger_rows,
    matching,
    matching_events,
    report_view,
    table,
    time_rows,
    unknown_rows,
)
from ..export import to_json
from ..model import EventStatus, Judgement, PloverType, Reading, Report, Run, UsageProblem
from ..store import CaseFile, Failure
from .across import Across
from .intake import dated
from .linking import up_to_date
from .loading import uncollected
from .lookup import find_report, known
from .naming import Naming
from .terms import Terms, folded

if TYPE_CHECKING:  # what pages alone show is loaded when the first page asks for it
    from ..account.claim_index import ClaimEntry
    from ..account.coverage import Coverage
    from ..account.ledger_index import LedgerIndex
    from ..account.review import Doubt, DoubtRow, Queue

_OF_JUDGEMENTS = ("rulings", "queue", "pairings")  # what of a view depends on the judgements alone


class CaseView(Across):
    """The account of a case: its readings as last linked, the judgements on them, the runs behind them.

    `arrived` are the ids of the reports in the order in which they came; `by_hand` are the metadata that a person set, by id; `fresh`
    tells whether the links take in all that the case holds, or a comparison is still to come.
    """

    def __init__(
        self,
        material: Material,
        judgements: Sequence[Judgement] = (),
        *,
        arrived: Sequence[str] = (),
        runs: Sequence[Run] = (),
        failures: Sequence[Failure] = (),
        by_hand: Mapping[str, Sequence[str]] | None = None,
        fresh: bool = True,
    ) -> None:
        self.material, self.decisions, self.fresh = material, tuple(judgements), fresh
        self.arrived, self.runs, self.failures = tuple(arrived), tuple(runs), tuple(failures)
        self.by_hand = {id: tuple(names) for id, names in (by_hand or {}).items()}

    @classmethod
    def of(cls, file: CaseFile, before: CaseView | None = None) -> CaseView:
        """The view of a case file as it is now, with its links as last made. Readings that `before` has are not loaded again."""
        with file.at_once(), uncollected():
            held = file.held()
            reports = {r.id: r for r in file.reports()}
            runs = {h.id: h.run for h in held if h.run}
            there = {r.report.id: r for r in before.material.readings} if before else {}
            kept = {id: r for id, r in there.items() if runs.get(id) == r.run and reports.get(id) == r.report}
            missing = [id for id in runs if id not in kept]
            found = {**kept, **{r.report.id: r for r in (file.readings(missing, syntax=False) if missing else ())}}
            material = Material([found[id] for id in runs if id in found], file.links())
            return cls(
                material,
                file.judgements(),
                arrived=[h.id for h in held],
                runs=file.runs(),
                failures=file.failures(),
                by_hand={h.id: h.by_hand for h in held if h.by_hand},
                fresh=up_to_date(file),
            )

    def judged(self, judgements: Sequence[Judgement]) -> CaseView:
        """The same view with other judgements on it, before they have changed any link."""
        made = copy(self)
        for name in _OF_JUDGEMENTS:
            made.__dict__.pop(name, None)
        made.decisions, made.fresh = tuple(judgements), False
        return made

    def warm(self) -> None:
        """Makes the indexes that the first page would wait for otherwise."""
        from ..account.front import front
        from ..account.place import Resting

        with uncollected():
            _ = (self.ledger, self._claims, self._disputes, self._actors, self._unknowns, self.notes, self.queue, front(self.material))
            _ = (self.claim_entries, self._claim_words)
            _ = (self.lines().found, self.outlet_index)
            self.material.kept(Resting)

    def statements(self, *, actor: str | None = None, outlet: str | None = None, act: str | None = None) -> Table[LedgerRow]:
        """The ledger: one row per statement, by report and place; only those of an actor (name or id), outlet, act if given."""
        return table(matching(ledger_rows(self.material), self.material, actor=actor, outlet=outlet, act=act))

    @cached_property
    def ledger(self) -> LedgerIndex:
        """The ledger as an index, for pages and facets of a large case."""
        from ..account.ledger_index import LedgerIndex

        return LedgerIndex(self.material)

    def claims(self) -> Table[ClaimRow]:
        """What is said by whom in the same sense: claims with all who carry them, those of the most origins first."""
        return table(self._claims)

    @cached_property
    def _claims(self) -> tuple[ClaimRow, ...]:
        return claim_rows(self.material)

    @cached_property
    def claim_entries(self) -> dict[str, ClaimEntry]:
        """The claims by their ids, in the order of `claims`, with who tells each and the disputes that it stands in."""
        from ..account.claim_index import claim_entries

        rows = {row.id: row for row in self._claims}
        return {entry.claim.id: entry for entry in claim_entries(self.material, rows)}

    def claims_with(self, query: str) -> frozenset[str]:
        """The ids of the claims of which a passage holds all the words of a query. Raises UsageProblem where there is no word in it."""
        terms = Terms(query)
        return frozenset(id for id, passages in self._claim_words.items() if any(terms.within(words) for words in passages))

    @cached_property
    def _claim_words(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        return {row.id: tuple(folded(c.carried.passage.text) for c in row.carriers) for row in self._claims}

    @cached_property
    def pairings(self) -> tuple[JudgementRow, ...]:
        """What a person decided on pairs of passages, the same or not, and did not take back."""
        about = ("passage", "claim", "statement")
        return tuple(r for r in self.judgements() if r.in_force and r.kind in ("same", "not-same") and r.about in about)

    def claim(self, id: str) -> ClaimRow:
        """One claim, by its id or the beginning of it. Raises UsageProblem."""
        found = Naming(self.material).claim(id)
        return next(row for row in self._claims if row.id == found)

    def disputes(self) -> Table[DisputeRow]:
        """Positions that cannot all be true, side by side."""
        return table(self._disputes)

    @cached_property
    def _disputes(self) -> tuple[DisputeRow, ...]:
        return dispute_rows(self.material)

    def dispute(self, id: str) -> DisputeRow:
        """One dispute, by its id or the beginning of it. Raises UsageProblem."""
        found = Naming(self.material).dispute(id).id
        return next(row for row in self._disputes if row.id == found)

    def judgements(self) -> Table[JudgementRow]:
        """What people judged, in the order in which they did, with what was taken back."""
        return table(judgement_rows(self.material, self.decisions))

    @cached_property
    def rulings(self) -> dict[str, JudgementRow]:
        """What a person decided on a dispute and did not take back, by the dispute's id, also of one that has gone since."""
        standing = {row.id: row for row in self.judgements() if row.in_force and row.kind in ("dispute", "no-dispute")}
        found = {row.left: row for row in standing.values() if row.about == "dispute"}
        for dispute in self.material.links.disputes:
            ruling = next((row for id, row in standing.items() if f"({id})" in dispute.reason), None)
            if ruling:
                found[dispute.id] = ruling
        return found

    @cached_property
    def queue(self) -> Queue:
        """Where the program is unsure, and what was judged."""
        from ..account.review import review

        return review(self.material, self.decisions)

    def doubts(self, some: Sequence[Doubt]) -> tuple[DoubtRow, ...]:
        """Some doubts of the queue with their passages."""
        from ..account.review import doubt_rows

        return doubt_rows(self.material, some)

    @cached_property
    def ranks(self) -> dict[str, tuple[int, int, float, str]]:
        """Where each dispute stands among all, by its id: those that more outlets carry first, then those of more passages."""
        return {
            row.id: (-len(row.outlets), -sum(len(p.passages) for side in row.sides for p in side.positions), -row.confidence, row.id)
            for row in self._disputes
        }

    def coverage_of(self, dispute: str) -> Mapping[str, Coverage]:
        """How each outlet tells each side of a dispute, by the letter of the side. Raises KeyError."""
        from ..account.coverage import dispute_coverage

        if dispute not in self._coverage:
            found = next((d for d in self.material.links.disputes if d.id == dispute), None)
            if found is None:
                raise KeyError(dispute)
            self._coverage[dispute] = dispute_coverage(self.material, found)
        return self._coverage[dispute]

    @cached_property
    def _coverage(self) -> dict[str, Mapping[str, Coverage]]:
        return {}

    def events(
        self,
        *,
        actor: str | None = None,
        type: str | None = None,
        status: str | None = None,
        voice: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Table[EventRow]:
        """Who did what to whom, by report and place, each with its status and whose word it is.

        If given, only those of an actor (name or id) as agent or recipient, a PLOVER type, a status, a voice ("outlet", or who tells it),
        dated from `since` to `until` ("2019-04-30", "2019-04", "2019"), both included. Raises UsageProblem.
        """
        type = known("type", type.upper(), get_args(PloverType)) if type else None
        status = known("status", status.lower(), get_args(EventStatus)) if status else None
        for date in (since, until):
            _ = dated(date, "events") if date else None
        chosen = {"actor": actor, "type": type, "status": status, "voice": voice, "since": since, "until": until}
        return table(matching_events(self._events, self.material, **chosen))

    @cached_property
    def _events(self) -> tuple[EventRow, ...]:
        return event_rows(self.material)

    def times(self) -> Table[TimeRow]:
        """The time expressions of the reports, by report and place, with the intervals that they stand for."""
        return table(time_rows(self.material))

    def unknowns(self) -> Table[UnknownRow]:
        """What outlets and sources call unclear or unverified."""
        return table(self._unknowns)

    @cached_property
    def _unknowns(self) -> tuple[UnknownRow, ...]:
        return unknown_rows(self.material)

    def actors(self, *, private: bool = False) -> Table[ActorRow]:
        """Actors, the most quoted first; private persons only if asked for."""
        return table(actor_rows(self.material, private=private) if private else self._actors)

    @cached_property
    def _actors(self) -> tuple[ActorRow, ...]:
        return actor_rows(self.material)

    def report(self, report: str) -> ReportView:
        """One report with all its marks, by id, the beginning of an id, or file name. Raises UsageProblem."""
        return report_view(self.material, self.id_of(report))

    def id_of(self, report: str) -> str:
        """The id of a report, by id, the beginning of an id, or file name. Raises UsageProblem."""
        if report in self.material.places:
            return report
        return find_report(report, [(r.report.id, r.report.file) for r in self.material.readings])

    def reports(self) -> tuple[Report, ...]:
        """The reports, by date, outlet and file."""
        return tuple(r.report for r in self.material.readings)

    def readings(self) -> tuple[Reading, ...]:
        """What was read from each report, by date, outlet and file."""
        return self.material.readings

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What the account could not do and why: too little to compare, missing dates and outlets, judgements that wait."""
        # Over the whole case, whatever the last linking compared.
        from ..link.notes import notes

        links = self.material.links
        return tuple(dict.fromkeys((*links.notes, *notes(self.material.readings, links, self.decisions))))

    def records(self, table: str, *, private: bool = False) -> list[dict[str, Any]]:
        """A table as flat records. Raises UsageProblem for one that is not in TABLES."""
        from .frames import TABLES, records  # with the descriptions of all tables, which commands do without

        if table not in TABLES:
            raise UsageProblem(f"There is no table {table!r}.", hint="one of " + ", ".join(TABLES))
        return records(table, self.material, self.decisions, private=private, runs=self.runs, notes=lambda: self.notes)

    def to_json(self, *, private: bool = False) -> dict[str, Any]:
        """The whole account as plain values, as `standoff/export/schema.json` describes it."""
        return to_json(self.material, self.runs, self.decisions, self.notes, private=private)
