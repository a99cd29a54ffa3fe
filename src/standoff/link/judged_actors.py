"""What a person judged about actors: who are two, who is one, and which actor a statement or mention belongs to.

Two that are not the same are kept apart while names are joined, so that short names and roles are decided anew with that in mind. Two
that are the same become one row at the end. Where two judgements are about the same, the later counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..model import Evidence, Judgement, Span, Statement, Texts, common, in_force, likeness, same_place
from .bodies import Key, Named
from .cast import Person
from .fold import fold
from .sheet import Sheet
from .sources import Found, Resolver


@dataclass(frozen=True, slots=True)
class Side:
    """An actor as it was judged: the name it went by, and the places where it was named (none: the name alone tells)."""

    name: str
    places: tuple[Evidence, ...]

    def holds(self, evidence: Evidence) -> bool:
        """Whether a passage is one of the places."""
        return any(same_place(evidence, place) for place in self.places)

    def like(self, other: Side) -> bool:
        """Whether both are the same actor as far as the judgements tell."""
        return fold(self.name) == fold(other.name) if not (self.places and other.places) else any(self.holds(e) for e in other.places)


@dataclass(frozen=True, slots=True)
class Pair:
    """A judgement that two actors are the same, or not. `n` is its place in the order of judgements."""

    n: int
    judgement: Judgement
    left: Side
    right: Side

    def about(self, other: Pair) -> bool:
        """Whether another judgement is about the same two."""
        straight = self.left.like(other.left) and self.right.like(other.right)
        return straight or (self.left.like(other.right) and self.right.like(other.left))


@dataclass(frozen=True, slots=True)
class Told:
    """A statement or mention that a person gave to an actor. `places` is where it stood."""

    judgement: Judgement
    places: tuple[Evidence, ...]
    actor: Side


class ActorRulings:
    """The judgements in force about the actors of a case, with their passages as they stand now."""

    def __init__(self, sheets: Sequence[Sheet], judgements: Sequence[Judgement]) -> None:
        self.sheets = {s.reading.report.id: s for s in sheets}
        decided = [j for j in in_force(judgements) if j.kind in ("same", "not-same", "actor")]
        texts = Texts(s.reading for s in sheets if decided)
        pairs = [
            Pair(n, j, Side(j.left, texts.side(j.side(0))), Side(j.right, texts.side(j.side(1))))
            for n, j in enumerate(decided)
            if j.about == "actor" and j.kind in ("same", "not-same") and j.right
        ]
        standing = [p for p in pairs if not any(q.n > p.n and q.judgement.kind != p.judgement.kind and q.about(p) for q in pairs)]
        self.same = [p for p in standing if p.judgement.kind == "same"]
        self.apart = [p for p in standing if p.judgement.kind == "not-same"]
        self.told = [Told(j, texts.side(j.side(0)), Side(j.right, texts.side(j.side(1)))) for j in decided if j.kind == "actor" and j.right]
        self._sides: dict[int, list[tuple[bool, bool]]] = {}
        self._keys: list[tuple[Pair, frozenset[Key]]] = []

    # People: kept apart while names are joined

    def parted(self, one: Person, other: Person) -> bool:
        """Whether a person judged that two people of two reports are not the same."""
        if not self.apart:
            return False
        pairs = zip(self._belongs(one), self._belongs(other), strict=True)
        return any((a, b) in (((True, False), (False, True)), ((False, True), (True, False))) for a, b in pairs)

    def first(self, person: Person) -> bool:
        """Whether somebody stands on the left of a judgement: with them go those of the same name who were not judged."""
        return any(side == (True, False) for side in self._belongs(person))

    def _belongs(self, person: Person) -> list[tuple[bool, bool]]:
        """For each pair that is kept apart, whether somebody stands on its left and on its right."""
        if id(person) not in self._sides:
            self._sides[id(person)] = [(self._is(person, p.left), self._is(person, p.right)) for p in self.apart]
        return self._sides[id(person)]

    def _is(self, person: Person, side: Side) -> bool:
        if not side.places:
            return any(fold(n.written) == fold(side.name) for n in person.names)
        here = [e for e in side.places if self.sheets[e.report].place == person.report]
        return any(2 * common(s, e.span) >= min(len(s), len(e.span)) for e in here for s in person.spans)

    # Bodies: what their wording alone would join

    def learn(self, resolver: Resolver) -> None:
        """Finds which bodies the machine would take for one where a person judged that they are two."""
        for pair in self.apart:
            left, right = ({key for e in side.places for key in self._keys_at(resolver, e)} for side in (pair.left, pair.right))
            if left & right:
                self._keys.append((pair, frozenset(left & right)))

    def _keys_at(self, resolver: Resolver, evidence: Evidence) -> Iterable[Key]:
        sheet = self.sheets[evidence.report]
        mention = next((m for m in sheet.names if m.span == evidence.span), None)
        found = resolver.mention(sheet, mention) if mention else None
        answers = [found] if found else resolver.phrase(sheet, evidence.span)
        return [answer.who.key for answer in answers if isinstance(answer.who, Named)]

    def settle(self, sheet: Sheet, span: Span, found: Found) -> Found:
        """The answer for a place; a body that a person parted from another of the same wording gets a key of its own."""
        for pair, keys in self._keys:
            if isinstance(found.who, Named) and found.who.key in keys:
                here = Evidence(sheet.reading.report.id, span, span.of(sheet.text))
                left, right = (any(e.report == here.report for e in side.places) for side in (pair.left, pair.right))
                if right and (pair.right.holds(here) or not left):
                    return replace(found, who=replace(found.who, key=replace(found.who.key, scope=pair.judgement.id)))
        return found

    # Statements and mentions given to an actor

    def items(self, told: Told) -> tuple[dict[str, Evidence], dict[str, Evidence]]:
        """The statements and the mentions, by id, that a judgement gives to an actor: the item itself and what stands for it."""
        statements: dict[str, Evidence] = {}
        mentions: dict[str, Evidence] = {}
        for report in dict.fromkeys(e.report for e in told.places):
            sheet = self.sheets[report]
            here = [e.span for e in told.places if e.report == report]
            judged: Span | None = None
            if told.judgement.about == "statement":
                statement = _statement_at(sheet.reading.statements, here)
                if statement is None:
                    continue
                judged = statement.source
                statements[statement.id] = sheet.reading.report.evidence(statement.source or statement.content[0])
            found = self._mention(sheet, judged) if judged else None
            if told.judgement.about == "mention":
                found = self._mention(sheet, here[0])
            standing = _standing_for(sheet, found) if found else set()
            mentions |= {id: sheet.reading.report.evidence(sheet.by_id[id].span) for id in standing}
            if told.judgement.about == "mention":
                statements |= {
                    s.id: sheet.reading.report.evidence(s.source)
                    for s in sheet.reading.statements
                    if s.source and (s.source_mention in standing or any(s.source == sheet.by_id[id].span for id in standing))
                }
        return statements, mentions

    def _mention(self, sheet: Sheet, span: Span) -> str | None:
        report = sheet.reading.report
        here = report.evidence(span)
        # "Hale" is no place of "Hale's office".
        near = [(likeness(here, report.evidence(m.span)), m.id) for m in sheet.reading.mentions if m.span.overlaps(span)]
        return max((x for x in near if x[0] >= 0.5), default=(0.0, None))[1]


def _statement_at(statements: Sequence[Statement], spans: Sequence[Span]) -> Statement | None:
    """The statement whose content shares most with what was judged, if that is half of both together."""

    def likeness(statement: Statement) -> float:
        shared = sum(common(a, b) for a in statement.content for b in spans)
        return shared / (sum(len(s) for s in (*statement.content, *spans)) - shared)

    best = max(statements, key=lambda s: (likeness(s), s.id), default=None)
    return best if best is not None and likeness(best) >= 0.5 else None


def _standing_for(sheet: Sheet, mention: str) -> set[str]:
    """A mention and all that its report lets stand for it."""
    found = {mention}
    after: dict[str, list[str]] = {}
    for m in sheet.reading.mentions:
        if m.antecedent:
            after.setdefault(m.antecedent, []).append(m.id)
    todo = [mention]
    while todo:
        for id in after.get(todo.pop(), []):
            if id not in found:
                found.add(id)
                todo.append(id)
    return found
