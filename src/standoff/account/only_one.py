"""What one of two reports has and the other has not: events that it tells, sources that it quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model import Span
from .disputes import Carried, told
from .material import Material
from .timeline import entry_row
from .timeline_index import Entry, TimelineIndex


@dataclass(frozen=True, slots=True)
class OnlyEvent:
    """An event that one of two reports tells: its entry in the timeline, the passage, and how many further outlets of the case tell it."""

    id: str
    date: str | None
    carried: Carried
    elsewhere: int


@dataclass(frozen=True, slots=True)
class OnlySource:
    """A public actor that only one of two reports quotes: how often, and the first statement."""

    actor: str
    name: str
    statements: int
    first: Carried


class Entries:
    """The events of the timeline by the reports that tell them. Linear in events."""

    def __init__(self, material: Material) -> None:
        self.index = material.kept(TimelineIndex)
        self.of: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.index.entries:
            for report in dict.fromkeys(report for report, _ in entry.members):
                self.of[report].append(entry)


class OnlyEvents:
    """The events that a report tells and another does not, outside of stretches that are aligned; sayings and background left out."""

    def __init__(self, material: Material, report: str, other: str, aligned: Sequence[Span]) -> None:
        self._material, self._report = material, report
        entries = material.kept(Entries)
        self._index = entries.index
        seen: set[Span] = set()
        self._found: list[Entry] = []
        for entry in sorted(entries.of.get(report, ()), key=lambda e: (-e.weight, e.id)):
            triggers = [self._index.events[key].trigger for key in entry.members if key[0] == report]
            fresh = not any(a.overlaps(t) for t in triggers for a in aligned)
            if fresh and not (entry.saying or entry.past) and all(r != other for r, _ in entry.members) and triggers[0] not in seen:
                seen.update(triggers)
                self._found.append(entry)

    def __len__(self) -> int:
        return len(self._found)

    def rows(self, most: int) -> Iterable[OnlyEvent]:
        """The weightiest of them; a passage that tells several of them stands once."""
        shown: set[Span] = set()
        for entry in self._found:
            if len(shown) == most:
                return
            row = entry_row(self._index, entry)
            telling = next(t for t in row.tellings if t.event.report == self._report)
            if telling.event.passage.span not in shown:
                shown.add(telling.event.passage.span)
                event = telling.event
                elsewhere = len(set(entry.outlets) - {self._material.outlet(self._report)})
                yield OnlyEvent(entry.id, row.date, Carried(event.outlet, event.chip, event.chain, telling.clear), elsewhere)


def only_sources(material: Material, report: str, other: str) -> list[OnlySource]:
    """The public actors whom a report quotes and the other does not, those with the most statements first."""
    mine, theirs = (_quoted(material, id) for id in (report, other))
    rows = []
    for actor, statements in mine.items():
        known = material.public(actor)
        if known and actor not in theirs:
            first = material.statement(report, statements[0])
            assert first
            rows.append(OnlySource(actor, known.name, len(statements), told(material, report, first)))
    return sorted(rows, key=lambda r: (-r.statements, r.first.passage.span))


def _quoted(material: Material, report: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for statement in sorted(material.reading(report).statements, key=lambda s: s.hull):
        for ref in material.sources(report, statement.id):
            found[ref.id].append(statement.id)
    return found
