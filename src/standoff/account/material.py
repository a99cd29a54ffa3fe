"""The readings and links of a case, indexed for the views and the export."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from ..model import Actor, Link, Links, Reading, Report, Resolved, Span, Statement

# Words that do not tell one outlet from another.
_ARTICLES = frozenset({"the", "a", "an", "le", "la", "les", "el", "al", "der", "die", "das"})
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ActorRef:
    """An actor as inferred for one place, with the confidence (0 to 1) of that inference and its reason."""

    id: str
    name: str
    confidence: float
    reason: str


class Material:
    """Everything that the account is made of. The order in which reports arrived makes no difference.

    `readings` are ordered by publication date (undated last), outlet, file and id.
    """

    def __init__(self, readings: Iterable[Reading], links: Links) -> None:
        self.readings = tuple(sorted(readings, key=lambda r: _order(r.report)))
        self.links = links
        self._readings = {r.report.id: r for r in self.readings}
        self._actors = {a.id: a for a in links.actors}
        self._statements = {(r.report.id, s.id): s for r in self.readings for s in r.statements}
        self._sources, self._addressees, self._mentions = (_by_item(x) for x in (links.sources, links.addressees, links.mentions))
        # A name is joined to its actor by linking, or not at all.
        self._antecedents = {(r.report.id, m.id): m.antecedent for r in self.readings for m in r.mentions if m.form != "name"}
        self._codes = _chips([outlet_of(r.report) for r in self.readings])
        self._chips = _numbered([r.report for r in self.readings], self._codes)
        self._kept: dict[Callable[[Material], Any], Any] = {}

    def kept(self, make: Callable[[Material], T]) -> T:
        """What `make` gives for this material, as an index over it: made when first asked for, and kept as long as the material."""
        if make not in self._kept:
            self._kept[make] = make(self)
        found: T = self._kept[make]
        return found

    def reading(self, report: str) -> Reading:
        """The reading of a report. Raises KeyError."""
        return self._readings[report]

    def actor(self, id: str) -> Actor | None:
        """The actor of that id, if it has a row."""
        return self._actors.get(id)

    def statement(self, report: str, id: str) -> Statement | None:
        """A statement of a report."""
        return self._statements.get((report, id))

    def chip(self, report: str) -> str:
        """The short code of a report: that of its outlet, with a number where the outlet has several reports ("N.2")."""
        return self._chips[report]

    def code(self, outlet: str) -> str:
        """The short code of an outlet, without the number of a report. Raises KeyError."""
        return self._codes[outlet]

    @cached_property
    def outlets(self) -> dict[str, tuple[str, ...]]:
        """The ids of the reports of each outlet, the outlets in the order of their first reports."""
        found: dict[str, list[str]] = defaultdict(list)
        for reading in self.readings:
            found[outlet_of(reading.report)].append(reading.report.id)
        return {outlet: tuple(reports) for outlet, reports in found.items()}

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each report in the order of the readings, by id."""
        return {reading.report.id: n for n, reading in enumerate(self.readings)}

    def public(self, actor: str | None) -> Actor | None:
        """The actor of that id, if it has a row and is no private person: whom the account may name where the text does not."""
        found = self._actors.get(actor) if actor else None
        return found if found and found.public else None

    def coded(self, chip: str) -> str | None:
        """The id of the report of a short code, in whatever case it is typed; None where there is none."""
        return next((id for id, code in self._chips.items() if code.casefold() == chip.casefold()), None)

    def outlet(self, report: str) -> str:
        """The outlet of a report, or its file name where none is known."""
        return outlet_of(self._readings[report].report)

    def sources(self, report: str, statement: str) -> tuple[ActorRef, ...]:
        """The actors that answer for a statement; several for a joint source, none where it stays unresolved."""
        return self._refs(self._sources.get((report, statement), ()))

    def addressees(self, report: str, statement: str) -> tuple[ActorRef, ...]:
        """The actors that a statement is addressed to."""
        return self._refs(self._addressees.get((report, statement), ()))

    def mention(self, report: str, mention: str | None) -> tuple[ActorRef, ...]:
        """The actors that a mention, or what it stands for, is joined to."""
        if mention is None:
            return ()
        seen: set[str] = set()
        while mention is not None and mention not in seen:
            if (report, mention) in self._mentions:
                return self._refs(self._mentions[report, mention])
            seen.add(mention)
            mention = self._antecedents.get((report, mention))
        return ()

    def dating(self, report: str, item: str) -> Resolved | None:
        """When an event or time expression of a report was, None where it could not be dated."""
        return self._datings.get((report, item))

    @cached_property
    def _datings(self) -> dict[tuple[str, str], Resolved]:
        return {(dating.report, dating.item): dating.when for dating in self.links.datings}

    def chain(self, report: str, statement: Statement) -> tuple[Statement, ...]:
        """The statements around a nested one, the outermost first, the statement itself last."""
        found, seen = [statement], {statement.id}
        while (parent := found[0].parent) and parent not in seen:
            above = self._statements.get((report, parent))
            if above is None:
                break
            found.insert(0, above)
            seen.add(parent)
        return tuple(found)

    def holding(self, report: str, span: Span) -> tuple[Statement, ...]:
        """The innermost statements whose content shares characters with a span: without them it may not be shown."""
        hits = [s for s in self._readings[report].statements if any(c.overlaps(span) for c in s.content)]
        # A nested statement that holds only a part of the span does not answer for the rest of it.
        hits = [s for s in hits if any(c.covers(span) for c in s.content)] or hits
        around = {above.id for s in hits for above in self.chain(report, s)[:-1]}
        return tuple(s for s in hits if s.id not in around)

    def disputes_of(self, report: str, statement: str) -> tuple[str, ...]:
        """Ids of the disputes whose evidence lies in the content of a statement."""
        return tuple(self._disputes.get((report, statement), ()))

    @cached_property
    def _disputes(self) -> dict[tuple[str, str], dict[str, None]]:
        found: dict[tuple[str, str], dict[str, None]] = {}
        for dispute in self.links.disputes:
            for evidence in (e for position in dispute.positions for e in position.evidence):
                for statement in self.holding(evidence.report, evidence.span):
                    found.setdefault((evidence.report, statement.id), {})[dispute.id] = None
        return found

    def _refs(self, links: Iterable[Link]) -> tuple[ActorRef, ...]:
        found = ((link, self._actors.get(link.target)) for link in links)
        return tuple(ActorRef(actor.id, actor.name, link.confidence, link.reason) for link, actor in found if actor)


def outlet_of(report: Report) -> str:
    """The outlet, or the file name where none is known."""
    return report.outlet or report.file


def _order(report: Report) -> tuple[str, str, str, str]:
    return (report.published.iso if report.published else "~", report.outlet or "", report.file, report.id)


def _by_item(links: Iterable[Link]) -> dict[tuple[str, str], tuple[Link, ...]]:
    groups: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        groups[link.report, link.item].append(link)
    return {key: tuple(group) for key, group in groups.items()}


def _numbered(reports: Sequence[Report], codes: Mapping[str, str]) -> dict[str, str]:
    """The short codes of reports by id, from those of outlets; those of one outlet are numbered in their order."""
    many = Counter(outlet_of(r) for r in reports)
    seen: Counter[str] = Counter()
    found = {}
    for report in reports:
        outlet = outlet_of(report)
        seen[outlet] += 1
        found[report.id] = codes[outlet] + (f".{seen[outlet]}" if many[outlet] > 1 else "")
    return found


def _chips(outlets: Iterable[str]) -> dict[str, str]:
    """A short code per outlet, no two alike: "N" for The New York Times, "Ne" and "Nu" where two begin with N."""
    names = {o: _letters(o) for o in sorted(set(outlets))}
    codes: dict[str, str] = {}
    for outlet, letters in names.items():
        rivals = [x for o, x in names.items() if o != outlet]
        size = next((n for n in range(1, len(letters) + 1) if all(x[:n].casefold() != letters[:n].casefold() for x in rivals)), None)
        code = letters[:size] if size and size <= 4 else f"{letters[:2]}{sum(c[:2] == letters[:2] for c in codes.values()) + 1}"
        codes[outlet] = code[:1].upper() + code[1:]
    return codes


def _letters(outlet: str) -> str:
    words = ["".join(c for c in word if c.isalnum()) for word in outlet.split()]
    words = [w for w in words if w]
    kept = [w for w in words if w.casefold() not in _ARTICLES] or words
    return "".join(kept) or "?"
