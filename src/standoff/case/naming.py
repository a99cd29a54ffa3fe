"""What a person types and what it stands for: ids and addresses as the views show them, names of actors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from ..account import Material, carried_by
from ..account.ledger import fold
from ..export.event_json import qualified
from ..model import About, Actor, Anchor, Dispute, Mention, Report, Span, Statement, UsageProblem
from .lookup import find_report

_ADDRESS = re.compile(r"(?P<report>.+):(?P<start>\d+)(?:\s*[-–]\s*(?P<end>\d+))?")
_AS_PRINTED = "an address that standoff show CASE ledger prints, as N:1402"
_NEAR = 60.0  # of 100: how like a name must be to be suggested
_SHORTEST = 4  # characters of an id that may stand for all of it


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_WithId)


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be judged: what it is, the name it is kept under, and its passages (side by side for a dispute)."""

    about: About
    name: str
    sides: tuple[tuple[Anchor, ...], ...]

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """All its passages."""
        return tuple(anchor for side in self.sides for anchor in side)


def by_id(rows: Iterable[T], token: str) -> T | None:
    """The row of that id, or the only one whose id begins so. Raises UsageProblem where several do."""
    rows = list(rows)
    found = [r for r in rows if r.id == token] or [r for r in rows if len(token) >= _SHORTEST and r.id.startswith(token)]
    if len(found) > 1:
        raise UsageProblem(f"{token!r} stands for {len(found)} of them.", hint="one of the ids " + ", ".join(r.id for r in found[:8]))
    return found[0] if found else None


class Naming:
    """Leads what a person typed to the disputes, claims, passages and actors of a case."""

    def __init__(self, material: Material) -> None:
        self.material = material

    def dispute(self, token: str) -> Dispute:
        """The dispute of an id. Raises UsageProblem."""
        found = by_id(self.material.links.disputes, token)
        if found is None:
            raise UsageProblem(f"There is no dispute {token!r}.", hint="an id that standoff show CASE disputes prints")
        return found

    def claim(self, token: str) -> str:
        """The id of a claim. Raises UsageProblem."""
        found = by_id(self.material.links.claims, token)
        if found is None:
            raise UsageProblem(f"There is no claim {token!r}.", hint="an id that standoff show CASE claims prints")
        return found.id

    def disputed(self, token: str) -> Target:
        """A dispute with its sides. Raises UsageProblem."""
        found = self.dispute(token)
        letters = sorted({p.side for p in found.positions} - {"-"})
        sides = tuple(
            tuple(dict.fromkeys(self._report(e.report).anchor(e.span) for p in found.positions if p.side == letter for e in p.evidence))
            for letter in letters
        )
        return Target("dispute", found.id, sides)

    def passage(self, token: str) -> Target | None:
        """A claim, a statement's id, or an address, as what it stands for; None for none of them. Raises UsageProblem."""
        claim = by_id(self.material.links.claims, token)
        if claim is not None:
            return Target("claim", claim.id, (tuple(self._report(c.evidence.report).anchor(c.evidence.span) for c in claim.carriers),))
        place = self._statement(token)
        if place is not None:
            return self._said("passage", *place)
        return self._at(token)

    def item(self, token: str) -> Target:
        """A statement or a mention, by its id or address. Raises UsageProblem."""
        place = self._statement(token)
        if place is not None:
            return self._said("statement", *place)
        for reading in self.material.readings:
            mention = next((m for m in reading.mentions if token in (m.id, qualified(reading.report.id, m.id))), None)
            if mention is not None:
                return self._pointed(reading.report, mention)
        address = self._address(token)
        if address is None:
            raise UsageProblem(f"{token!r} is no statement and no address.", hint=_AS_PRINTED)
        report, start, end = address
        reading = self.material.reading(report.id)
        named = [m for m in reading.mentions if m.span.start == start and end in (None, m.span.end)]
        told = [s for s in reading.statements if s.hull.start == start and end in (None, s.hull.end)]
        told = told or [s for s in reading.statements if s.source and s.source.start == start and end in (None, s.source.end)]
        if named and (end is not None or not told):
            return self._pointed(report, max(named, key=lambda m: (len(m.span), m.id)))
        told = told or [s for s in reading.statements if s.source and s.source.start <= start < s.source.end]
        if len(told) > 1:
            told = [s for s in told if end is not None and s.hull == Span(start, end)] or told
        if len(told) == 1:
            return self._said("statement", report.id, told[0])
        if told:
            raise self._unclear(token, report, [s.hull for s in told])
        raise UsageProblem(f"Nobody speaks or is named at {token}.", hint=_AS_PRINTED)

    # Actors

    def actor(self, token: str) -> tuple[Actor, str | None]:
        """An actor by id, name or alias, and the id of the report that NAME@REPORT narrows it to. Raises UsageProblem."""
        name, sign, where = token.rpartition("@")
        report = self._within(where) if sign and name.strip() else None
        name = name.strip() if report else token
        actors = self.material.links.actors
        found = [a for a in actors if a.id == name] or [a for a in actors if fold(a.name) == fold(name)]
        found = found or [a for a in actors if fold(name) in {fold(alias) for alias in a.aliases}]
        found = found or [a for a in actors if f" {fold(name)} " in f" {fold(a.name)} "]
        if report and len(found) > 1:
            found = [a for a in found if self._spans(a, report)] or found
        if len(found) == 1:
            return found[0], report
        if found:
            told = [f"{a.id} ({', '.join(sorted({self.material.chip(r) for r, _ in self._spans(a)}))})" for a in found[:8]]
            raise UsageProblem(f"{name!r} stands for {len(found)} actors.", hint="one of the ids " + ", ".join(told))
        raise UsageProblem(f"No actor of this case is called {name!r}.", hint=self._nearest(name))

    def places(self, actor: Actor, report: str | None = None, *, written: str | None = None) -> tuple[Anchor, ...]:
        """Where an actor is named, one place for each report, by name where there is one; only in a report, only so written, if given."""
        found: dict[str, Span] = {}
        for id, span in self._spans(actor, report):
            if written is None or fold(self._report(id).quote(span)) == fold(written):
                found.setdefault(id, span)
        return tuple(self._report(id).anchor(span) for id, span in found.items())

    def _spans(self, actor: Actor, report: str | None = None) -> list[tuple[str, Span]]:
        """All places that are joined to an actor, names before descriptions before pronouns, then by report and text."""
        ranks = {"name": 0, "nominal": 1, "pronoun": 2}
        mentions = {(r.report.id, m.id): m for r in self.material.readings for m in r.mentions}
        found: list[tuple[int, str, Span]] = []
        for link in self.material.links.mentions:
            mention = mentions.get((link.report, link.item)) if link.target == actor.id else None
            if mention:
                found.append((ranks[mention.form], link.report, mention.span))
        for link in self.material.links.sources:
            statement = self.material.statement(link.report, link.item) if link.target == actor.id else None
            if statement and statement.source:
                found.append((1, link.report, statement.source))
        return [(id, span) for _, id, span in sorted(found) if report in (None, id)]

    def _nearest(self, name: str) -> str:
        from rapidfuzz import fuzz, process

        names = [a.name for a in self.material.links.actors]
        near = process.extract(name, names, scorer=fuzz.ratio, limit=3, score_cutoff=_NEAR, processor=fold)
        return " or ".join(n for n, *_ in near) if near else "a name that standoff show CASE actors prints"

    # Addresses

    def _report(self, id: str) -> Report:
        return self.material.reading(id).report

    def _within(self, name: str) -> str | None:
        """The report of a short code, id or file name; None where there is none."""
        coded = self.material.coded(name.strip())
        if coded:
            return coded
        try:
            return find_report(name.strip(), [(r.report.id, r.report.file) for r in self.material.readings])
        except UsageProblem:
            return None

    def _address(self, token: str) -> tuple[Report, int, int | None] | None:
        """The report, first character and, where given, the end of an address; None where it is none. Raises UsageProblem."""
        match = _ADDRESS.fullmatch(token.strip())
        if not match:
            return None
        id = self._within(match["report"])
        if id is None:
            codes = ", ".join(f"{self.material.chip(r.report.id)} ({r.report.file})" for r in self.material.readings[:8])
            raise UsageProblem(f"{match['report']!r} stands for no report of this case.", where=token, hint=f"one of {codes}")
        report, start, end = self._report(id), int(match["start"]), int(match["end"]) if match["end"] else None
        if start >= len(report.text) or (end is not None and not start < end <= len(report.text)):
            what = f"{token} lies outside the text, which has {len(report.text)} characters."
            raise UsageProblem(what, hint="an address that a view prints")
        return report, start, end

    def _at(self, token: str) -> Target | None:
        """The passage at an address as the views show it; a stretch that no view shows, where both ends are given, is taken as it is."""
        address = self._address(token)
        if address is None:
            return None
        report, start, end = address
        reading = self.material.reading(report.id)
        shown = {s.hull: s for s in reading.statements}
        if end is not None:
            span = Span(start, end)
            return self._said("passage", report.id, shown[span]) if span in shown else self._own(report, span)
        starting = [span for span in {*shown, *self._shown(report.id)} if span.start == start]
        if len(starting) > 1:
            raise self._unclear(token, report, starting)
        around = [span for span in shown if span.start <= start < span.end]
        span = (
            starting[0]
            if starting
            else min(around, key=len)
            if around
            else next((s for s in reading.sentences if s.start <= start < s.end), Span(start, start + 1))
        )
        if len(span) == 1:
            raise UsageProblem(f"No passage stands at {token}.", hint="an address that a view prints, or both ends as N:1402-1460")
        return self._said("passage", report.id, shown[span]) if span in shown else self._own(report, span)

    def _shown(self, report: str) -> set[Span]:
        """The passages in the outlet's own voice that disputes and claims show of a report."""
        links = self.material.links
        every = [e for d in links.disputes for p in d.positions for e in p.evidence]
        every += [c.evidence for claim in links.claims for c in claim.carriers]
        return {c.passage.span for e in every if e.report == report for c in carried_by(self.material, e) if not c.chain}

    def _unclear(self, token: str, report: Report, spans: Sequence[Span]) -> UsageProblem:
        chip = self.material.chip(report.id)
        told = [f"{chip}:{s.start}-{s.end} ({' '.join(report.quote(s).split())[:40]} …)" for s in sorted(spans)]
        return UsageProblem(f"{token} stands for {len(spans)} passages.", hint=" or ".join(told[:4]))

    def _statement(self, token: str) -> tuple[str, Statement] | None:
        for reading in self.material.readings:
            for statement in reading.statements:
                if token in (statement.id, qualified(reading.report.id, statement.id)):
                    return reading.report.id, statement
        return None

    def _said(self, about: Literal["passage", "statement"], report: str, statement: Statement) -> Target:
        text = self._report(report)
        return Target(about, self._named(text, statement.hull), (tuple(text.anchor(span) for span in statement.content),))

    def _own(self, report: Report, span: Span) -> Target:
        return Target("passage", self._named(report, span), ((report.anchor(span),),))

    def _pointed(self, report: Report, mention: Mention) -> Target:
        return Target("mention", self._named(report, mention.span), ((report.anchor(mention.span),),))

    def _named(self, report: Report, span: Span) -> str:
        return f"{self.material.chip(report.id)}:{span.start}–{span.end}"
