"""Pairs of passages of two reports that say the same, stand against each other, or are on the same matter, each with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ..link.origins import projected, turned
from ..model import Carrier, Claim, Dispute, Event, EventCluster, EventStatus, Evidence, Figure, Reading, Span
from ..model.origins import Copy
from .alike import LIKE, Alike
from .disputes import Carried, carried_by, told
from .events import event_row
from .ledger import fold
from .material import Material
from .sentences import with_cues

Relation = Literal["conflict", "shared", "same matter"]
Kind = Literal["denied", "status", "dispute", "figures", "words", "claim", "event", "quotation", "likeness"]
_RUN = 6  # words that two quotations have in a row
_WORDS = 5  # of a sentence that is alike
_EACH = 3  # passages of one side of a pair
_DONE: frozenset[EventStatus] = frozenset({"happened", "ongoing"})
_NOT_DONE: frozenset[EventStatus] = frozenset({"denied", "attempted"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Passages of two reports: as they may be shown, and the stretches that are meant."""

    kind: Kind
    relation: Relation
    id: str | None
    reason: str
    left: tuple[Carried, ...]
    right: tuple[Carried, ...]
    left_spans: tuple[Span, ...]
    right_spans: tuple[Span, ...]


class ByReport:
    """Which claims, events and disputes of a case a report has a part in. Linear in their passages."""

    def __init__(self, material: Material) -> None:
        self.claims: dict[str, dict[int, list[Carrier]]] = defaultdict(lambda: defaultdict(list))
        self.clusters: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.disputes: dict[str, dict[int, dict[str, list[tuple[Evidence, tuple[str, ...]]]]]]
        self.disputes = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
        for n, claim in enumerate(material.links.claims):
            for carrier in claim.carriers:
                self.claims[carrier.evidence.report][n].append(carrier)
        for n, cluster in enumerate(material.links.clusters):
            for member in cluster.members:
                self.clusters[member.report][n].append(member.event)
        for n, dispute in enumerate(material.links.disputes):
            for position in (p for p in dispute.positions if p.side != "-"):
                for evidence in position.evidence:
                    held = () if position.outlet else position.statements
                    self.disputes[evidence.report][n][position.side].append((evidence, held))

    def near(self, report: str) -> Mapping[str, int]:
        """The other reports that share claims, events or disputes with a report, with how many."""
        found: dict[str, int] = defaultdict(int)
        mine = self._part(report)
        for other in {*self.claims, *self.clusters, *self.disputes} - {report}:
            if shared := len(mine & self._part(other)):
                found[other] = shared
        return found

    def _part(self, report: str) -> set[tuple[str, int]]:
        claims = {("claim", n) for n in self.claims.get(report, ())}
        return claims | {("event", n) for n in self.clusters.get(report, ())} | {("dispute", n) for n in self.disputes.get(report, ())}


def pairs(material: Material, left: Reading, right: Reading) -> tuple[list[Pair], Copy | None]:
    """All pairs of passages of two reports, and what they have in common as copies."""
    # What finds copies is loaded with the first page that compares texts.
    from ..link.copies import compare
    from ..link.digests import digest

    made = _Pairing(material, left, right)
    copy = compare(digest(left.report), digest(right.report))
    found = [*made.claims(), *made.events(), *made.disputes(), *made.words(copy), *made.quotations(), *made.alike()]
    return [made.with_figures(pair) for pair in found], copy


class _Pairing:
    """The pairs of two readings."""

    def __init__(self, material: Material, left: Reading, right: Reading) -> None:
        self.material, self.left, self.right = material, left, right
        self.by_report = material.kept(ByReport)

    def claims(self) -> Iterator[Pair]:
        """Claims that both carry; one that denies what the other asserts stands against it."""
        mine, theirs = (self.by_report.claims.get(r.report.id, {}) for r in (self.left, self.right))
        for n in sorted(mine.keys() & theirs.keys()):
            claim: Claim = self.material.links.claims[n]
            denied = {c.denies for c in mine[n]} != {c.denies for c in theirs[n]}
            reason = "one denies what the other tells" if denied else "both tell one claim"
            sides = [self._carriers(side) for side in (mine[n], theirs[n])]
            yield self._pair("denied" if denied else "claim", "conflict" if denied else "shared", claim.id, reason, *sides)

    def events(self) -> Iterator[Pair]:
        """Events that both tell; told as done by one and as denied or only attempted by the other, they stand against each other."""
        mine, theirs = (self.by_report.clusters.get(r.report.id, {}) for r in (self.left, self.right))
        for n in sorted(mine.keys() & theirs.keys()):
            cluster: EventCluster = self.material.links.clusters[n]
            events = [[e for e in reading.events if e.id in set(ids)] for reading, ids in ((self.left, mine[n]), (self.right, theirs[n]))]
            if not all(events):
                continue
            one, two = ({e.status for e in side} for side in events)
            against = (one <= _DONE and two <= _NOT_DONE) or (one <= _NOT_DONE and two <= _DONE)
            told_as = " against ".join(" and ".join(sorted(s)) for s in (one, two))
            reason = f"both tell one event, as {told_as}" if one != two else "both tell one event"
            sides = [self._told(reading, side) for reading, side in zip((self.left, self.right), events, strict=True)]
            spans = [tuple(c.passage.span for c in side) for side in sides]
            kind: Kind = "status" if one != two else "event"
            yield Pair(kind, "conflict" if against else "shared", cluster.id, reason, sides[0], sides[1], spans[0], spans[1])

    def disputes(self) -> Iterator[Pair]:
        """Disputes in which one report tells a side that the other does not tell, or both tell the same."""
        mine, theirs = (self.by_report.disputes.get(r.report.id, {}) for r in (self.left, self.right))
        for n in sorted(mine.keys() & theirs.keys()):
            dispute: Dispute = self.material.links.disputes[n]
            one, two = mine[n].keys(), theirs[n].keys()
            letters = [" and ".join(sorted(side)) for side in (one, two)]
            apart = one != two
            reason = f"side {letters[0]} against side {letters[1]}: " if apart else f"both tell side {letters[0]}: "
            shown = [[x for letter in sorted(side[n]) for x in side[n][letter]] for side in (mine, theirs)]
            yield self._pair("dispute", "conflict" if apart else "shared", dispute.id, reason + dispute.question, *shown)

    def words(self, copy: Copy | None) -> Iterator[Pair]:
        """Stretches that stand in both reports, hardly changed: sentence by sentence, unless nearly all of a report is one."""
        for passage in copy.passages if copy else ():
            mine = passage if copy and copy.left == self.left.report.id else turned(passage)
            reason = f"the same words in both, {round(100 * passage.same)} % of the reporter’s own unchanged"
            pieces = [s for s in self.left.sentences if s.overlaps(mine.left)] if copy and copy.kind != "reprint" else []
            for piece in pieces or [mine.left]:
                if there := projected(mine, piece):
                    start, end = max(piece.start, mine.left.start), min(piece.end, mine.left.end)
                    yield self._of_spans("words", "shared", reason, Span(start, end), there)

    def quotations(self) -> Iterator[Pair]:
        """Statements whose contents share a run of words."""
        runs: dict[tuple[str, ...], str] = {}
        mine = {s.id: s for s in self.left.statements}
        for statement in self.left.statements:
            for run in _runs(self.left, statement.content):
                runs.setdefault(run, statement.id)
        for statement in self.right.statements:
            found = next((runs[run] for run in _runs(self.right, statement.content) if run in runs), None)
            if found and (other := mine[found]):
                sides = (told(self.material, self.left.report.id, other),), (told(self.material, self.right.report.id, statement),)
                yield Pair("quotation", "shared", None, "the same words of a source", *sides, (other.hull,), (statement.hull,))

    def alike(self) -> Iterator[Pair]:
        """Sentences that are each other's nearest by their embeddings."""
        one, two = (self.material.kept(Alike).vectors(reading.report.id) for reading in (self.left, self.right))
        if one is None or two is None or not (one.size and two.size):
            return
        likeness = one @ two.T
        best, back = likeness.argmax(axis=1), likeness.argmax(axis=0)
        for i, j in enumerate(best.tolist()):
            if back[j] != i or likeness[i, j] < LIKE:
                continue
            spans = self.left.sentences[i], self.right.sentences[j]
            if all(len(span.of(r.report.text).split()) >= _WORDS for r, span in zip((self.left, self.right), spans, strict=True)):
                reason = f"sentences on the same matter, likeness {likeness[i, j]:.2f}"
                yield self._of_spans("likeness", "same matter", reason, *spans)

    def with_figures(self, pair: Pair) -> Pair:
        """A pair as a conflict of figures where both count the same and the bounds lie apart; only of what is known to be the same."""
        if pair.kind not in ("claim", "event"):
            return pair
        for one in self._figures(self.left, pair.left_spans):
            for two in self._figures(self.right, pair.right_spans):
                if _counted(self.left, one) == _counted(self.right, two) and _apart(one, two):
                    written = [r.report.quote(f.span) for r, f in ((self.left, one), (self.right, two))]
                    return replace(pair, kind="figures", relation="conflict", reason=f"figures differ: “{written[0]}”, “{written[1]}”")
        return pair

    @staticmethod
    def _carriers(carriers: Iterable[Carrier]) -> list[tuple[Evidence, tuple[str, ...]]]:
        return [(c.evidence, (c.statement,) if c.statement else ()) for c in carriers]

    def _figures(self, reading: Reading, spans: Iterable[Span]) -> list[Figure]:
        return [f for span in spans for f in reading.figures if span.covers(f.span) and f.of]

    def _pair(self, kind: Kind, relation: Relation, id: str, reason: str, *sides: list[tuple[Evidence, tuple[str, ...]]]) -> Pair:
        shown = [tuple(c for e, held in side[:_EACH] for c in carried_by(self.material, e, held)) for side in sides]
        spans = [tuple(c.passage.span for c in side) for side in shown]
        return Pair(kind, relation, id, reason, shown[0], shown[1], spans[0], spans[1])

    def _of_spans(self, kind: Kind, relation: Relation, reason: str, left: Span, right: Span) -> Pair:
        sides = [(with_cues(self.material, r.report.id, span),) for r, span in ((self.left, left), (self.right, right))]
        return Pair(kind, relation, None, reason, sides[0], sides[1], (left,), (right,))

    def _told(self, reading: Reading, events: Iterable[Event]) -> tuple[Carried, ...]:
        rows = [event_row(self.material, reading, event) for event in list(events)[:_EACH]]
        return tuple({r.passage.span: Carried(r.outlet, r.chip, r.chain, r.passage) for r in rows}.values())


def _runs(reading: Reading, content: Iterable[Span]) -> Iterator[tuple[str, ...]]:
    """The runs of words in a content, folded."""
    for span in content:
        words = fold(span.of(reading.report.text)).split()
        yield from (tuple(words[k : k + _RUN]) for k in range(len(words) - _RUN + 1))


def _counted(reading: Reading, figure: Figure) -> str:
    """The head of what a figure counts."""
    return fold(reading.report.quote(figure.of)).split()[-1:][0] if figure.of and fold(reading.report.quote(figure.of)) else ""


def _apart(one: Figure, two: Figure) -> bool:
    """Whether the bounds of two figures have no number in common; figures that are only about so many have some room."""
    room = 1.1 if one.about or two.about else 1.0
    over = one.low is not None and two.high is not None and one.low > two.high * room
    under = two.low is not None and one.high is not None and two.low > one.high * room
    return over or under
