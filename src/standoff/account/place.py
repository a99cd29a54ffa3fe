"""A place: one passage in its surroundings, what rests on it, and where the same is told elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..model import OUTLET, Dispute, DisputeKind, Evidence, FurnitureKind, Position, Reading, Span, Statement
from .claims import CarrierRow, carrier_rows
from .disputes import Carried, answering, told
from .events import shown_span
from .ledger import LedgerRow, ledger_row
from .material import Material
from .sentences import grown
from .ties import tie_span

AROUND, MOST = 400, 1200  # code points shown on either side of a passage, and the most where a statement would be cut


@dataclass(frozen=True, slots=True)
class OnDispute:
    """A dispute that rests on a passage, on which side, and in which words."""

    dispute: str
    kind: DisputeKind
    question: str
    side: str
    stance: str


@dataclass(frozen=True, slots=True)
class OnClaim:
    """A claim that a passage asserts or denies, and the other passages that carry it, in the order of reports and texts."""

    claim: str
    denies: bool
    confidence: float
    elsewhere: tuple[CarrierRow, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A passage as it may be shown, grown to the source and cue of what it holds.

    `asked` is the address that was asked for, `span` the hull of what is shown; `carried` has one passage, or one for each statement that
    holds the place. `before` and `after` are the text around it, cut between words where `more_before` and `more_after` tell, never
    inside a statement. `paragraph` is where it begins, with its number from 1. `sha256` and `length` (code points) are of the whole text.
    """

    report: str
    outlet: str
    chip: str
    published: str | None
    asked: Span
    span: Span
    carried: tuple[Carried, ...]
    before: Evidence | None
    after: Evidence | None
    more_before: bool
    more_after: bool
    paragraph: Span | None
    number: int | None
    furniture: FurnitureKind | None
    statements: tuple[LedgerRow, ...]
    disputes: tuple[OnDispute, ...]
    claims: tuple[OnClaim, ...]
    sha256: str
    length: int


@dataclass(frozen=True, slots=True)
class NoPlace:
    """That no passage stands at an address: the report, its length (code points) and hash, and the nearest statement, if it has one."""

    report: str
    outlet: str
    chip: str
    sha256: str
    length: int
    nearest: Carried | None


class Resting:
    """Which disputes and claims rest on which passages of which report. Linear in their evidence."""

    def __init__(self, material: Material) -> None:
        self.disputes: dict[str, list[tuple[Span, Dispute, Position]]] = defaultdict(list)
        self.claims: dict[str, list[tuple[Span, int, int]]] = defaultdict(list)
        self.evidence: dict[str, set[Span]] = defaultdict(set)
        for dispute in material.links.disputes:
            for position in dispute.positions:
                for evidence in position.evidence:
                    statements = () if position.outlet else position.statements
                    for span in self._shown(material, evidence, statements):
                        self.disputes[evidence.report].append((span, dispute, position))
        for n, claim in enumerate(material.links.claims):
            for k, carrier in enumerate(claim.carriers):
                for span in self._shown(material, carrier.evidence, (carrier.statement,) if carrier.statement else ()):
                    self.claims[carrier.evidence.report].append((span, n, k))
        for tie in material.links.ties:
            self.evidence[tie.evidence.report].update((tie.evidence.span, tie_span(material, tie)))
        for actor in material.links.actors:
            for role in actor.roles:
                self.evidence[role.evidence.report].add(role.evidence.span)

    def _shown(self, material: Material, evidence: Evidence, statements: tuple[str, ...]) -> tuple[Span, ...]:
        """The spans that evidence is shown as."""
        self.evidence[evidence.report].add(evidence.span)
        return tuple(s.hull for s in answering(material, evidence, statements)) or (evidence.span,)


def place(material: Material, report: str, start: int, end: int, *, anywhere: bool = False) -> Place | NoPlace:
    """The passage at [start, end) of a report. Raises KeyError where there is no such report.

    A passage is what any view shows or marks: statements and their parts, sentences, events, figures, labels, open questions, names, and
    the evidence of disputes and claims. For another stretch there is no place, unless it is to be found `anywhere` and has no more than
    `MOST` code points; outside of the text there is none.
    """
    reading = material.reading(report)
    text, length = reading.report, len(reading.report.text)
    asked = Span(start, end) if 0 <= start < end <= length else None
    if asked is None or not (_known(material, reading, asked) or (anywhere and len(asked) <= MOST)):
        nearest = _nearest(reading.statements, min(max(start, 0), length), min(max(end, 0), length))
        shown = told(material, report, nearest) if nearest else None
        return NoPlace(report, material.outlet(report), material.chip(report), text.sha256, length, shown)
    exact = tuple(s for s in reading.statements if s.hull == asked)
    statements = exact or material.holding(report, asked)
    if statements and all(s.hull.covers(asked) for s in statements):
        carried = tuple(told(material, report, s) for s in statements)
    else:
        carried = (grown(material, report, asked, _marker(reading, asked)),)
    span = carried[0].passage.span.hull(*(c.passage.span for c in carried))
    before, after = _before(reading, span), _after(reading, span)
    paragraph = next(((n, p) for n, p in enumerate(text.paragraphs, 1) if p.start <= span.start < p.end), None)
    return Place(
        report=report,
        outlet=material.outlet(report),
        chip=material.chip(report),
        published=text.published.iso if text.published else None,
        asked=asked,
        span=span,
        carried=carried,
        before=text.evidence(before) if before else None,
        after=text.evidence(after) if after else None,
        more_before=(before or span).start > 0,
        more_after=(after or span).end < length,
        paragraph=paragraph[1] if paragraph else None,
        number=paragraph[0] if paragraph else None,
        furniture=next((f.kind for f in text.furniture if f.span.covers(asked)), None),
        statements=tuple(ledger_row(material, reading, s) for s in statements),
        disputes=_disputes(material, report, carried),
        claims=_claims(material, report, carried),
        sha256=text.sha256,
        length=length,
    )


def _known(material: Material, reading: Reading, span: Span) -> bool:
    """Whether some view of a report shows or marks just this stretch."""
    report = reading.report.id
    if any(s.hull == span for s in reading.statements) or span in material.kept(Resting).evidence.get(report, ()):
        return True
    if any(span == s for s in reading.spans()):
        return True
    for asked in reading.open_questions:
        whole = asked.span.hull(asked.marker)
        named = material.statement(report, asked.voice) if asked.voice != OUTLET else None
        holding = (named,) if named else material.holding(report, asked.span) if whole.overlaps(span) else ()
        if span in (whole, *(whole.hull(s.hull) for s in holding)):
            return True
    for sentence in reading.sentences:  # a search and the queue of doubts show them with the statements that they cut
        if sentence.overlaps(span):
            whole = sentence.hull(*(s.hull for s in material.holding(report, sentence)))
            if span in (whole, grown(material, report, sentence).passage.span):
                return True
    return any(span == shown_span(material, reading, event) for event in reading.events if span.covers(event.trigger))


def _marker(reading: Reading, span: Span) -> Span | None:
    """The words that mark the open question which a passage is, if it is one."""
    return next((q.marker for q in reading.open_questions if span.covers(q.marker) and span.covers(q.span)), None)


def _nearest(statements: Iterable[Statement], start: int, end: int) -> Statement | None:
    """The statement that shares most with a stretch or is nearest to it."""

    def apart(statement: Statement) -> tuple[int, int, int, str]:
        hull = statement.hull
        shared = min(hull.end, end) - max(hull.start, start)
        return (-shared, abs(hull.start - start), hull.end, statement.id)

    return min(statements, key=apart, default=None)


def _before(reading: Reading, span: Span) -> Span | None:
    """The text before a passage: to a word's beginning about `AROUND` code points back, or to the beginning of the text."""
    text = reading.report.text
    cut = max(0, span.start - AROUND)
    if cut:
        cut = next((i for i in range(cut, span.start) if text[i - 1].isspace() and not text[i].isspace()), span.start)
    hulls = [h for s in reading.statements if (h := s.hull).start < span.start]
    outward = cut
    while (wider := min((h.start for h in hulls if h.start < outward < h.end), default=outward)) < outward:
        outward = wider
    if span.start - outward > MOST:
        # What is too long to be shown whole is left out: nobody's words without who says them.
        while (narrower := max((h.end for h in hulls if h.start < cut < h.end), default=cut)) > cut:
            cut = narrower
        outward = next((i for i in range(cut, span.start) if not text[i].isspace()), span.start)
    return Span(outward, span.start) if outward < span.start else None


def _after(reading: Reading, span: Span) -> Span | None:
    """The text behind a passage, likewise."""
    text = reading.report.text
    length = len(text)
    cut = min(length, span.end + AROUND)
    if cut < length:
        cut = next((i for i in range(cut, span.end, -1) if text[i].isspace() and not text[i - 1].isspace()), span.end)
    hulls = [h for s in reading.statements if (h := s.hull).end > span.end]
    outward = cut
    while (wider := max((h.end for h in hulls if h.start < outward < h.end), default=outward)) > outward:
        outward = wider
    if outward - span.end > MOST:
        while (narrower := min((h.start for h in hulls if h.start < cut < h.end), default=cut)) < cut:
            cut = narrower
        outward = next((i for i in range(cut, span.end, -1) if not text[i - 1].isspace()), span.end)
    return Span(span.end, outward) if outward > span.end else None


def _disputes(material: Material, report: str, carried: Iterable[Carried]) -> tuple[OnDispute, ...]:
    """The disputes that rest on what is shown, a side of each once."""
    shown = [c.passage.span for c in carried]
    found = {
        (d.id, p.side): OnDispute(d.id, d.kind, d.question, p.side, p.stance)
        for span, d, p in reversed(material.kept(Resting).disputes.get(report, ()))
        if any(s.covers(span) for s in shown)
    }
    order = {d.id: n for n, d in enumerate(material.links.disputes)}
    return tuple(row for key, row in sorted(found.items(), key=lambda x: (order[x[0][0]], x[0][1])))


def _claims(material: Material, report: str, carried: Iterable[Carried]) -> tuple[OnClaim, ...]:
    """The claims that what is shown carries, with who else carries them."""
    shown = [c.passage.span for c in carried]
    mine: dict[int, set[int]] = defaultdict(set)
    for span, n, k in material.kept(Resting).claims.get(report, ()):
        if any(s.covers(span) for s in shown):
            mine[n].add(k)
    rows = []
    for n, here in sorted(mine.items()):
        claim = material.links.claims[n]
        others = [c for k, c in enumerate(claim.carriers) if k not in here]
        others.sort(key=lambda c: (material.places[c.evidence.report], c.evidence.span))
        first = claim.carriers[min(here)]
        elsewhere = tuple(row for c in others for row in carrier_rows(material, c))
        rows.append(OnClaim(claim.id, first.denies, first.confidence, elsewhere))
    return tuple(rows)
