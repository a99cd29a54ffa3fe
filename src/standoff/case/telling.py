"""What a case tells: the tables of its account as it stands now, by the same names as in `CaseView`."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from ..account import ActorRow, ClaimRow, DisputeRow, EventRow, JudgementRow, LedgerRow, ReportView, Table, TimeRow, UnknownRow
from ..model import Reading, Report
from .view import CaseView

if TYPE_CHECKING:
    from ..account.cues import OutletCues
    from ..account.faultlines import CampRow, FaultLines
    from ..account.matrix import ThingRow
    from ..account.outlets import OutletRow, Outlets
    from ..account.side_by_side import SideBySide
    from ..account.ties import TieRow
    from ..account.timeline import TimelineRow
    from ..account.tones import ToneRow
    from ..account.voices import VoiceRow


class Telling:
    """The part of `Case` that asks its latest view."""

    @property
    @abstractmethod
    def _view(self) -> CaseView: ...

    def statements(self, *, actor: str | None = None, outlet: str | None = None, act: str | None = None) -> Table[LedgerRow]:
        """The ledger: one row per statement, by report and place; only those of an actor (name or id), outlet, act if given."""
        return self._view.statements(actor=actor, outlet=outlet, act=act)

    def claims(self) -> Table[ClaimRow]:
        """What is said by whom in the same sense: claims with all who carry them, those of the most origins first."""
        return self._view.claims()

    def claim(self, id: str) -> ClaimRow:
        """One claim, by its id or the beginning of it. Raises UsageProblem."""
        return self._view.claim(id)

    def disputes(self) -> Table[DisputeRow]:
        """Positions that cannot all be true, side by side."""
        return self._view.disputes()

    def dispute(self, id: str) -> DisputeRow:
        """One dispute, by its id or the beginning of it. Raises UsageProblem."""
        return self._view.dispute(id)

    def judgements(self) -> Table[JudgementRow]:
        """What people judged, in the order in which they did, with what was taken back."""
        return self._view.judgements()

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
        """Who did what to whom, each with its status and whose word it is: `CaseView.events`. Raises UsageProblem."""
        return self._view.events(actor=actor, type=type, status=status, voice=voice, since=since, until=until)

    def timeline(
        self,
        *,
        actor: str | None = None,
        type: str | None = None,
        status: str | None = None,
        voice: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        first: bool = False,
    ) -> Table[TimelineRow]:
        """What happened by the reports, each deed once, with how each outlet tells it: `CaseView.timeline`. Raises UsageProblem."""
        chosen = {"actor": actor, "type": type, "status": status, "voice": voice, "outlet": outlet, "since": since, "until": until}
        return self._view.timeline(**chosen, first=first)

    def faultlines(self, *, at: str | None = None) -> FaultLines:
        """Who stands with whom, as told of up to a date if given: `CaseView.faultlines`. Raises UsageProblem."""
        return self._view.faultlines(at=at)

    def ties(self, *, at: str | None = None, actor: str | None = None) -> Table[TieRow]:
        """Who supports and who opposes whom, with every passage that tells it: `CaseView.ties`. Raises UsageProblem."""
        return self._view.ties(at=at, actor=actor)

    def camps(self, *, at: str | None = None) -> Table[CampRow]:
        """Where each actor with a tie stands: `CaseView.camps`. Raises UsageProblem."""
        return self._view.camps(at=at)

    def outlets(self) -> Table[OutletRow]:
        """How each outlet tells it, in numbers: `CaseView.outlets`."""
        return self._view.outlets()

    def outlets_compared(self, *, each: int = 5) -> Outlets:
        """All that is told of outlets: `CaseView.outlets_compared`."""
        return self._view.outlets_compared(each=each)

    def coverage(self, of: str | None = None, *, outlet: str | None = None, lack: str | None = None) -> Table[ThingRow]:
        """Claims, events and sides of disputes with how each outlet tells them: `CaseView.coverage`. Raises UsageProblem."""
        return self._view.coverage(of, outlet=outlet, lack=lack)

    def voices(self) -> Table[VoiceRow]:
        """Whose words fill the reports of each outlet: `CaseView.voices`."""
        return self._view.voices()

    def cues(self) -> Table[OutletCues]:
        """By which words each outlet attributes: `CaseView.cues`."""
        return self._view.cues()

    def tones(self) -> Table[ToneRow]:
        """Of whom outlets tell in a good or a bad light: `CaseView.tones`."""
        return self._view.tones()

    def side_by_side(self, left: str, right: str) -> SideBySide:
        """Two reports side by side: `CaseView.side_by_side`. Raises UsageProblem."""
        return self._view.side_by_side(left, right)

    def times(self) -> Table[TimeRow]:
        """The time expressions of the reports, by report and place, with the intervals that they stand for."""
        return self._view.times()

    def unknowns(self) -> Table[UnknownRow]:
        """What outlets and sources call unclear or unverified."""
        return self._view.unknowns()

    def actors(self, *, private: bool = False) -> Table[ActorRow]:
        """Actors, the most quoted first; private persons only if asked for."""
        return self._view.actors(private=private)

    def report(self, report: str) -> ReportView:
        """One report with all its marks, by id, the beginning of an id, or file name. Raises UsageProblem."""
        return self._view.report(report)

    def reports(self) -> tuple[Report, ...]:
        """The reports, by date, outlet and file."""
        return self._view.reports()

    def readings(self) -> tuple[Reading, ...]:
        """What was read from each report, by date, outlet and file; the syntax apart, which `syntax` gives."""
        return self._view.readings()
