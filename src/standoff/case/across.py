"""The views that compare a whole case: timeline, fault lines, outlets, two reports side by side. Loaded when first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, get_args

from ..account import Material, Table, table
from ..model import EventStatus, PloverType, UsageProblem
from .intake import dated
from .lookup import find_report, known

if TYPE_CHECKING:
    from ..account.cues import OutletCues
    from ..account.faultlines import CampRow, FaultLines, Lines
    from ..account.matrix import ThingRow
    from ..account.outlets import OutletIndex, OutletRow, Outlets
    from ..account.side_by_side import SideBySide
    from ..account.ties import TieRow
    from ..account.timeline import TimelineRow
    from ..account.timeline_index import TimelineIndex
    from ..account.tones import ToneRow
    from ..account.voices import VoiceRow


class Across:
    """The part of `CaseView` that compares; each view is made once."""

    material: Material

    @cached_property
    def timeline_index(self) -> TimelineIndex:
        """The deeds of a case as an index, for pages and facets of a large one."""
        from ..account.timeline_index import TimelineIndex

        return self.material.kept(TimelineIndex)

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
        """What happened by the reports, each deed once and in order, with how each outlet tells it, background included.

        If given, only those of an actor (name or id) as agent or recipient, a PLOVER type, a status that some passage gives it, a voice
        ("own", "several": in the own voice of one or of several outlets; "attributed": only to sources; "denied": by a passage), an outlet
        that tells it, dated from `since` to `until` ("2019-04-30", "2019-04", "2019"), both included; of these with `first` only the
        weightiest, as a page shows them before anything is opened. Raises UsageProblem.
        """
        from ..account.timeline import matching_deeds, timeline_rows
        from ..account.timeline_index import Voice

        type = known("type", type.upper(), get_args(PloverType)) if type else None
        status = known("status", status.lower(), get_args(EventStatus)) if status else None
        voice = known("voice", voice.lower(), get_args(Voice)) if voice else None
        for date in (since, until):
            _ = dated(date, "timeline") if date else None
        chosen = {"type": type, "status": status, "voice": voice}
        entries = self.timeline_index.select({name: value for name, value in chosen.items() if value})  # type: ignore[misc]
        rows = timeline_rows(self.timeline_index, entries)
        found = matching_deeds(rows, self.material, actor=actor, outlet=outlet, since=since, until=until)
        if first:
            from ..account.timeline_story import chapters

            index = self.timeline_index
            told = chapters([index.entries[index.places[row.id]] for row in found], reports=len(self.material.readings))
            kept = {entry.id for chapter in told for entry in chapter.shown}
            found = tuple(row for row in found if row.id in kept)
        return table(found)

    def lines(self, at: str | None = None) -> Lines:
        """The fault lines up to a date, with what makes the rows of their ties; `at` as in `faultlines`. Raises UsageProblem."""
        from ..account.faultlines import lines

        return lines(self.material, dated(at, "fault lines").iso if at else None)

    def faultlines(self, *, at: str | None = None) -> FaultLines:
        """Who stands with whom: camps, whose side is disputed, and how far the camps explain the ties.

        If given, only by what is told of no later than the end of `at` ("2019-04-30", "2019-04", "2019"). Raises UsageProblem.
        """
        return self.lines(at).found

    def ties(self, *, at: str | None = None, actor: str | None = None) -> Table[TieRow]:
        """Who supports and who opposes whom, with every passage that tells it, those of the most weight first.

        If given, only what is told of no later than the end of `at`, only the ties of an actor (name or id). Raises UsageProblem.
        """
        from ..account.ties import of_actor

        found = self.lines(at)
        return table(found.tie_rows(of_actor(self.material, found.groups, actor) if actor else found.groups))

    def camps(self, *, at: str | None = None) -> Table[CampRow]:
        """Where each actor with a tie stands: in a camp, disputed, or in none; `at` as in `faultlines`. Raises UsageProblem."""
        return table(self.faultlines(at=at).actors)

    @cached_property
    def outlet_index(self) -> OutletIndex:
        """How each outlet tells the case, as an index for pages."""
        from ..account.outlets import OutletIndex

        return self.material.kept(OutletIndex)

    def outlets(self) -> Table[OutletRow]:
        """How each outlet tells it, in numbers: what it carries, leaves out and tells alone, whose words fill it, on whom it rests."""
        return table(self.outlet_index.rows)

    def outlets_compared(self, *, each: int = 5) -> Outlets:
        """All that is told of outlets, so many things of each list: numbers, omissions, labels, shares of voice, cues, tones."""
        from ..account.outlets import outlets

        return outlets(self.material, each=each)

    def coverage(self, of: str | None = None, *, outlet: str | None = None, lack: str | None = None) -> Table[ThingRow]:
        """Claims, events and sides of disputes with how each outlet tells them, what most outlets tell first.

        If given, only "claims", "events" or "disputes", only what an outlet (name or code) tells, or of that outlet ("left out") what it
        leaves out of what others tell, ("alone") what it alone tells. Raises UsageProblem.
        """
        from ..account.matrix import Lack, Of, thing_rows

        of = known("thing", of, get_args(Of)) if of else None
        lack = known("lack", lack, get_args(Lack)) if lack else None
        if lack and not outlet:
            raise UsageProblem("What is left out, or told alone, is of an outlet.", hint="outlet=NAME")
        return table(thing_rows(self.material, of, self.outlet_named(outlet) if outlet else None, lack))  # type: ignore[arg-type]

    def outlet_named(self, name: str) -> str:
        """The outlet of a name or short code, in whatever case. Raises UsageProblem."""
        from ..account.ledger import fold

        material, wanted = self.material, fold(name)
        found = [o for o in material.outlets if wanted in (fold(o), fold(material.code(o)))]
        if not found:
            raise UsageProblem(f"The case has no outlet {name[:60]!r}.", hint="one of " + ", ".join(list(material.outlets)[:12]))
        return found[0]

    def voices(self) -> Table[VoiceRow]:
        """Whose words fill the reports of each outlet: its own, those of its sources, quoted and not, with n."""
        from ..account.voices import voice_rows

        return table(voice_rows(self.material))

    def cues(self) -> Table[OutletCues]:
        """By which words each outlet attributes, and which it uses more often than the others."""
        return table(self.outlet_index.cues.rows())

    def tones(self) -> Table[ToneRow]:
        """Of whom outlets tell in a good or a bad light in their own voice, where there is enough of it."""
        return table(self.outlet_index.tones)

    def side_by_side(self, left: str, right: str) -> SideBySide:
        """Two reports side by side: what they share, where they stand against each other, what only one has.

        Each is an id, the beginning of one, a file name, or the short code of a report. Raises UsageProblem.
        """
        from ..account.side_by_side import side_by_side

        return side_by_side(self.material, self.report_named(left), self.report_named(right))

    def report_named(self, name: str) -> str:
        """The id of a report by its short code, its id, the beginning of it, or its file name. Raises UsageProblem."""
        coded = self.material.coded(name)
        return coded or find_report(name, [(r.report.id, r.report.file) for r in self.material.readings])
