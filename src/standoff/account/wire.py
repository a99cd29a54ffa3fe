"""Wire copy folded: which text of a report stands in another report of the case already, and on whom reports and outlets rest.

A text that several outlets print is one text. It is counted once, for the report that had it first: the house that the others credit, else
the earlier one. What the others have of it says whom they rest on, not how they tell it. Copies are those of `link.copies`, looked for
between reports that have a long sentence in common to the letter: a rewrite that leaves no sentence as it was is not folded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, get_args

from ..model import Evidence, Reading, Span
from .ledger import fold
from .material import Material, outlet_of

Ground = Literal["whole report", "same text", "single facts"]
_LONG = 60  # code points of a sentence from which two reports hardly have it by chance
_STOCK = 12  # reports that share a sentence from which it is a line of the house, or of everybody
GROUNDS: tuple[Ground, ...] = get_args(Ground)


@dataclass(frozen=True, slots=True)
class RestRow:
    """Whom an outlet rests on: one that it credits for whole reports, that had its text first, or that it credits for single facts.

    `reports` counts its reports that do, `passages` the places; `first` is the first of these, None where only metadata say so.
    """

    name: str
    ground: Ground
    reports: int
    passages: int
    first: Evidence | None


@dataclass(frozen=True, slots=True)
class _Taken:
    """A stretch of a report that stands in another one, which had it first."""

    span: Span
    first: str


class Wire:
    """Which text counts where. Linear in the sentences of a case but for the reports that share some."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._taken: dict[str, list[_Taken]] = defaultdict(list)
        self.whole: dict[str, str] = {}  # reports that are reprints, with the report that had the text first
        self._root: dict[str, str] = {r.report.id: _credited(r) or _house(outlet_of(r.report)) for r in material.readings}
        self._from: dict[str, str] = {}  # reports of which a substantial part is a copy, with the report that had it first
        self._fold(material.readings)

    def folded(self, report: str, span: Span) -> bool:
        """Whether half or more of a stretch counts elsewhere, in the report that had it first."""
        if report in self.whole:
            return True
        shared = sum(max(0, min(span.end, t.span.end) - max(span.start, t.span.start)) for t in self._taken.get(report, ()))
        return 2 * shared >= len(span)

    def stretches(self, report: str) -> tuple[Span, ...]:
        """The stretches of a report that count elsewhere; a reprint is one from end to end."""
        if report in self.whole:
            length = len(self._material.reading(report).report.text)
            return (Span(0, length),) if length else ()
        return tuple(t.span for t in self._taken.get(report, ()))

    def apart(self, reports: Iterable[str]) -> int:
        """How many of some reports do not go back to one origin: not copies, not of one outlet, not crediting one agency for the whole."""
        return len({self._origin(report) for report in reports})

    def rests(self, outlet: str) -> tuple[RestRow, ...]:
        """Whom an outlet rests on, those of most reports first: credits for whole reports, text of others, credits for single facts."""
        found: dict[tuple[str, Ground], list[tuple[str, Evidence | None]]] = defaultdict(list)
        own = _house(outlet)
        for id in self._material.outlets[outlet]:
            report = self._material.reading(id).report
            for origin in report.origins:
                evidence = report.evidence(origin.span) if origin.span else None
                found[origin.name, "whole report" if origin.whole else "single facts"].append((id, evidence))
            for taken in self._taken.get(id, ()):
                found[self._material.outlet(taken.first), "same text"].append((id, report.evidence(taken.span)))
            for name, evidence in self._cited(id):
                known = found[name, "single facts"]
                # The words that credit somebody stand inside the statement that does.
                places = [e.span for other, e in known if e and other == id]
                if not any(evidence.span.overlaps(span) for span in places):
                    known.append((id, evidence))
        rows = [
            RestRow(name, ground, len({id for id, _ in places}), len(places), next((e for _, e in places if e), None))
            for (name, ground), places in found.items()
            if places and _house(name) != own
        ]
        return tuple(sorted(rows, key=lambda r: (GROUNDS.index(r.ground), -r.reports, -r.passages, r.name)))

    def _cited(self, report: str) -> Iterator[tuple[str, Evidence]]:
        """The media that statements of a report have as their source, by name, with where."""
        reading = self._material.reading(report)
        for statement in reading.statements:
            for ref in self._material.sources(report, statement.id):
                actor = self._material.public(ref.id)
                if actor and actor.kind == "media" and _is_name(actor.name):
                    yield _called(actor.name), reading.report.evidence(statement.hull)

    def _fold(self, readings: Iterable[Reading]) -> None:
        """Finds the copies and settles for each which report had the text first."""
        near = _sharing(readings)
        if not near:
            return
        # The room that finds copies is loaded only where there may be some.
        from ..link.copies import compare
        from ..link.credits import provenance
        from ..link.digests import digest
        from ..link.origins import Origins

        ids = sorted({id for pair in near for id in pair})
        digests = {id: digest(self._material.reading(id).report) for id in ids}
        copies = [copy for one, two in near if (copy := compare(digests[one], digests[two]))]
        known = {c.left for c in copies} | {c.right for c in copies}
        origins = Origins([provenance(self._material.reading(id)) for id in sorted(known)], copies)
        place = self._material.places
        for copy in copies:
            first = origins.first(copy)[0] or min((copy.left, copy.right), key=lambda id: place[id])
            later = copy.right if first == copy.left else copy.left
            spans = [p.right if later == copy.right else p.left for p in copy.passages]
            if copy.kind != "passage":
                self._from.setdefault(later, first)
            if copy.kind == "reprint":
                self.whole.setdefault(later, first)
            self._taken[later] += [_Taken(span, first) for span in spans]

    def _origin(self, report: str) -> str:
        """What a report goes back to: the outlet, or the house credited, of the report that had its text first of all."""
        seen = {report}
        while (first := self._from.get(report, report)) not in seen:
            seen.add(first)
            report = first
        return self._root[report]


def _sharing(readings: Iterable[Reading]) -> list[tuple[str, str]]:
    """The pairs of reports that have a long sentence in common to the letter, quotation marks and blanks aside."""
    having: dict[int, dict[str, None]] = defaultdict(dict)
    for reading in readings:
        text = reading.report.text
        for sentence in reading.sentences:
            if len(sentence) >= _LONG:
                having[hash(" ".join(sentence.of(text).split()))][reading.report.id] = None
    pairs = {tuple(sorted(pair)) for reports in having.values() if 1 < len(reports) < _STOCK for pair in combinations(reports, 2)}
    return sorted((one, two) for one, two in pairs)


def _credited(reading: Reading) -> str | None:
    """The house that a report credits for the whole of it, folded, if there is just one."""
    names = {_house(o.name) for o in reading.report.origins if o.whole}
    return names.pop() if len(names) == 1 else None


def _house(name: str) -> str:
    return fold(_called(name))


def _called(name: str) -> str:
    from ..link.houses import house  # with the tables of the room `link`

    return house(name)


def _is_name(name: str) -> bool:
    """Whether it names a house rather than describes one ("An army statement")."""
    words = name.split()
    return words[0] not in ("A", "An") and all(w[:1].isupper() for w in words if len(w) > 3)
