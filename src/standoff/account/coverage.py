"""Coverage: how each outlet of a case tells a thing, and whether one that does not tell it could have.

Silence is told apart from earliness: an outlet whose reports all end before anybody tells a thing is not silent about it. In a case of
many events an outlet counts as silent only where it has a report on the same event: one that shares three in ten of its main words
(`link.topic`) with a report that carries the thing, and is not dated more than a month from it. Of the reports of two annotated
events nine pairs in ten and more do, and of a thousand mixed ones three in a thousand; with two words in ten, the share from which
the answers to open questions are looked for, ten times as many do, too many to call anybody silent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from ..model import Claim, Dispute, Evidence
from .disputes import answering
from .material import Material

Told = Literal["own voice", "attributed", "denied", "silent", "ends before"]
_RANK: dict[Told, int] = {"own voice": 0, "attributed": 1, "denied": 2}
ONE_EVENT = 24  # reports up to which a case is taken to be about one event: the most that one of the annotated events has
_ALIKE = 0.3  # share of main words
_DAYS = 31


@dataclass(frozen=True, slots=True)
class Telling:
    """A passage that tells a thing, or denies it; `statements` are ids of the statements that it is known to come from."""

    evidence: Evidence
    statements: tuple[str, ...] = ()
    denies: bool = False


@dataclass(frozen=True, slots=True)
class OutletTold:
    """How one outlet tells a thing: in its own voice rather than attributed, attributed rather than denied.

    `reports` counts its reports that tell it in any of these ways; where none does, those that could have (silent) or that were too
    early (ends before). `code` is the short code of the outlet, `first` the earliest passage that tells it in this way, as it is shown,
    and `chip` the short code of the report of that passage.
    """

    outlet: str
    code: str
    told: Told
    reports: int
    first: Evidence | None
    chip: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """One entry for each outlet that tells a thing or could be asked why not, in the order of the outlets' first reports."""

    outlets: tuple[OutletTold, ...]

    def count(self, told: Told) -> int:
        """How many outlets tell it so."""
        return sum(o.told == told for o in self.outlets)

    @property
    def telling(self) -> tuple[OutletTold, ...]:
        """Those that tell it in any way."""
        return tuple(o for o in self.outlets if o.told in _RANK)


class Events:
    """Which reports of a case are on the event of a report."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self._near: dict[str, frozenset[str]] = {}
        self._outlets: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}

    def of(self, reports: Iterable[str]) -> frozenset[str]:
        """The reports on the same event as one of these, themselves included."""
        if len(self.material.readings) <= ONE_EVENT:
            return frozenset(r.report.id for r in self.material.readings)
        return frozenset().union(*(self._beside(report) for report in reports))

    def by_outlet(self, reports: Collection[str]) -> Iterable[tuple[str, tuple[str, ...]]]:
        """The same reports by their outlets, in the order of the outlets' first reports, each with its own in their order."""
        if len(self.material.readings) <= ONE_EVENT:
            return self.material.outlets.items()
        if len(reports) != 1:
            return self._grouped(self.of(reports))
        (report,) = reports
        if report not in self._outlets:
            self._outlets[report] = self._grouped(self._beside(report))
        return self._outlets[report]

    def _grouped(self, reports: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        places = self.material.places
        found: dict[str, list[str]] = defaultdict(list)
        for report in sorted(reports, key=lambda r: places[r]):
            found[self.material.outlet(report)].append(report)
        # The first report of an outlet need not be on the event.
        return tuple((o, tuple(found[o])) for o in sorted(found, key=lambda o: places[self.material.outlets[o][0]]))

    def _beside(self, report: str) -> frozenset[str]:
        if report not in self._near:
            shared = Counter(other for word in self.words[report] for other in self._having[word])
            size = len(self.words[report])
            self._near[report] = frozenset(
                other
                for other, n in shared.items()
                if n >= _ALIKE * min(size, len(self.words[other])) and self._close(self._days[report], self._days[other])
            ) | {report}
        return self._near[report]

    @staticmethod
    def _close(one: date | None, other: date | None) -> bool:
        return one is None or other is None or abs((one - other).days) <= _DAYS

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """What each report is about: its main words, by its id."""
        from ..link.topic import main_words  # with what it needs of the room `link`, which small cases do without

        return {r.report.id: main_words(r.report) for r in self.material.readings}

    @cached_property
    def _having(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for report, words in self.words.items():
            for word in words:
                found[word].append(report)
        return found

    @cached_property
    def _days(self) -> dict[str, date | None]:
        return {r.report.id: _day(r.report.published.iso) if r.report.published else None for r in self.material.readings}


def _day(iso: str) -> date | None:
    """The day of a date, the first where only the month is known; None where that tells too little."""
    try:
        return date.fromisoformat(f"{iso[:7]}-{iso[8:10] or '01'}")
    except ValueError:
        return None


def coverage(material: Material, tellings: Iterable[Telling], about: Iterable[Evidence] = (), *, since: str | None = None) -> Coverage:
    """How each outlet tells what these passages tell. `about` are further passages on the same thing, by which the event is known.

    `since` is the day from which it could be told, where that is known; else that of the first report which tells it. Linear in the
    passages and in the reports on their event.
    """
    tellings = tuple(tellings)
    best: dict[str, tuple[Told, Evidence]] = {}  # by report
    for telling in tellings:
        report = telling.evidence.report
        told, shown = _how(material, telling)
        known = best.get(report)
        if known is None or (_RANK[told], shown.span) < (_RANK[known[0]], known[1].span):
            best[report] = told, shown
    event = material.kept(Events).by_outlet({*best, *(e.report for e in about)})
    # What is undated tells nothing of when a thing was first told.
    first = since or min((iso for report in best if (iso := _iso(material, report))), default=None)
    rows = []
    for outlet, here in event:
        telling_it = [r for r in here if r in best]
        if telling_it:
            way = min((best[r][0] for r in telling_it), key=lambda w: _RANK[w])
            report = next(r for r in telling_it if best[r][0] == way)
            rows.append(OutletTold(outlet, material.code(outlet), way, len(telling_it), best[report][1], material.chip(report)))
        else:
            way = "ends before" if first and all(_earlier(_iso(material, r), first) for r in here) else "silent"
            rows.append(OutletTold(outlet, material.code(outlet), way, len(here), None, None))
    return Coverage(tuple(rows))


def claim_coverage(material: Material, claim: Claim) -> Coverage:
    """How each outlet tells a claim."""
    return coverage(material, (Telling(c.evidence, (c.statement,) if c.statement else (), c.denies) for c in claim.carriers))


def dispute_coverage(material: Material, dispute: Dispute) -> dict[str, Coverage]:
    """How each outlet tells each side of a dispute, by its letter, those that only stand beside it ("-") last."""
    about = [e for p in dispute.positions for e in p.evidence]
    tellings: dict[str, list[Telling]] = defaultdict(list)
    for position in dispute.positions:
        tellings[position.side] += [Telling(e, () if position.outlet else position.statements) for e in position.evidence]
    return {side: coverage(material, tellings[side], about) for side in sorted(tellings, key=lambda side: (side == "-", side))}


def _how(material: Material, telling: Telling) -> tuple[Told, Evidence]:
    """How a passage tells a thing, and the passage as shown: with the statement that holds it, if there is one."""
    evidence = telling.evidence
    held = answering(material, evidence, telling.statements)
    told: Told = "denied" if telling.denies else "attributed" if held else "own voice"
    return told, material.reading(evidence.report).report.evidence(held[0].hull) if held else evidence


def _iso(material: Material, report: str) -> str | None:
    published = material.reading(report).report.published
    return published.iso if published else None


def _earlier(iso: str | None, first: str) -> bool:
    """Whether a date is certainly before another, as far as both are known."""
    if iso is None:
        return False
    size = min(len(iso), len(first), 10)
    return iso[:size] < first[:size]
