"""The queue of doubts: links that the program made and is unsure of, each with what a person may answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..model import Dispute, Evidence, Judgement, JudgementKind, Links, Span, Texts, in_force
from ..model.report import text_hash
from .disputes import Carried, carried_by
from .ledger import fold
from .material import Material
from .sentences import in_sentence

DoubtKind = Literal["dispute", "claim", "actor"]
_UNSURE: dict[DoubtKind, float] = {"dispute": 0.75, "claim": 0.75, "actor": 0.85}  # confidence from which a link is left alone
_STEP = 0.05  # of confidence: doubts nearer than this to where they flip are ordered by how many reports they concern


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person may answer: the kind and the items of a judgement, as `Case.judge` takes them."""

    kind: JudgementKind
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A link to be judged. `id` derives from its passages, and is that of the judgement on it too.

    Of a dispute `left` and `right` are the passages of its first two sides, of a claim its wording and the carrier, of an actor a form of
    the name and another that it was joined to; `about` is the id of the dispute, claim or actor. `margin` is how far the confidence
    (0 to 1) is from where the link would not have been made, `reports` how many it concerns.
    """

    id: str
    kind: DoubtKind
    about: str
    left: tuple[Evidence, ...]
    right: tuple[Evidence, ...]
    confidence: float
    margin: float
    reports: int
    reason: str
    yes: Reply
    no: Reply


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A doubt with its passages as they may be shown; `heading` is the question of a dispute, the name of an actor, else None."""

    doubt: Doubt
    heading: str | None
    left: tuple[Carried, ...]
    right: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement in force: by whom, when, what it says, its passages, and the answer that takes it back. `id` is that of its doubt."""

    id: str
    kind: DoubtKind
    judgement: Judgement
    left: tuple[Carried, ...]
    right: tuple[Carried, ...]
    undo: Reply


@dataclass(frozen=True, slots=True)
class Queue:
    """The doubts that nobody has judged, those nearest to flipping first; and what is judged, the latest first."""

    doubts: tuple[Doubt, ...]
    decided: tuple[Decided, ...]


def review(material: Material, judgements: Sequence[Judgement]) -> Queue:
    """The queue of a case. The doubts of a material are found once; `doubt_rows` gives the passages of some of them."""
    decided = tuple(_decided(material, j) for j in reversed(in_force(judgements)))
    judged = {d.id for d in decided}
    return Queue(tuple(d for d in material.kept(_doubts) if d.id not in judged), decided)


def doubt_rows(material: Material, doubts: Iterable[Doubt]) -> tuple[DoubtRow, ...]:
    """Some doubts with their passages."""
    disputes = {d.id: d for d in material.links.disputes}
    rows = []
    for doubt in doubts:
        actor = material.public(doubt.about) if doubt.kind == "actor" else None
        dispute = disputes.get(doubt.about) if doubt.kind == "dispute" else None
        statements = tuple(s for p in dispute.positions if not p.outlet for s in p.statements) if dispute else ()
        left, right = (_shown(material, doubt.kind, side, statements) for side in (doubt.left, doubt.right))
        rows.append(DoubtRow(doubt, dispute.question if dispute else actor.name if actor else None, left, right))
    return tuple(rows)


def _shown(material: Material, kind: DoubtKind, side: Iterable[Evidence], statements: tuple[str, ...] = ()) -> tuple[Carried, ...]:
    if kind == "actor":
        return tuple(in_sentence(material, e.report, e.span) for e in side)
    return tuple(dict.fromkeys(c for e in side for c in carried_by(material, e, statements)))


def _doubts(material: Material) -> tuple[Doubt, ...]:
    found = [*_disputes(material), *_claims(material), *_actors(material)]
    found.sort(key=lambda d: (int(d.margin / _STEP), -d.reports, d.confidence, d.id))
    return tuple({d.id: d for d in reversed(found)}.values())[::-1]


# The three kinds


def _disputes(material: Material) -> Iterator[Doubt]:
    from ..link.disputes.assemble import floor_of

    for dispute in material.links.disputes:
        if dispute.confidence < _UNSURE["dispute"]:
            sides = _sides(dispute)
            reports = len({e.report for p in dispute.positions for e in p.evidence})
            yield Doubt(
                _id("dispute", sides),
                "dispute",
                dispute.id,
                sides[0],
                sides[1] if len(sides) > 1 else (),
                dispute.confidence,
                max(dispute.confidence - floor_of(dispute.family, len(material.readings)), 0.0),
                reports,
                dispute.reason,
                Reply("dispute", (dispute.id,)),
                Reply("no-dispute", (dispute.id,)),
            )


def _sides(dispute: Dispute) -> list[tuple[Evidence, ...]]:
    letters = sorted({p.side for p in dispute.positions} - {"-"})
    return [tuple(dict.fromkeys(e for p in dispute.positions if p.side == x for e in p.evidence)) for x in letters]


def _claims(material: Material) -> Iterator[Doubt]:
    from ..link.claims import SAME

    for claim in material.links.claims:
        reports = len({c.evidence.report for c in claim.carriers})
        for carrier in claim.carriers:
            if carrier.confidence < _UNSURE["claim"] and carrier.evidence != claim.wording:
                wording = next((c for c in claim.carriers if c.evidence == claim.wording), None)
                (one, left), (other, right) = (
                    _passage(material, e, c.statement if c else None) for e, c in ((claim.wording, wording), (carrier.evidence, carrier))
                )
                items = (one, other)
                yield Doubt(
                    _id("claim", [left, right]),
                    "claim",
                    claim.id,
                    (claim.wording,),
                    (carrier.evidence,),
                    carrier.confidence,
                    max(carrier.confidence - SAME, 0.0),
                    reports,
                    carrier.reason,
                    Reply("same", items),
                    Reply("not-same", items),
                )


def _passage(material: Material, evidence: Evidence, statement: str | None) -> tuple[str, tuple[Evidence, ...]]:
    """What names a passage so that a person can judge it, and what will be judged by that name."""
    reading = material.reading(evidence.report)
    # Where another statement is shown at the very place of a content, the address would stand for that one.
    if not any(s.hull == evidence.span for s in reading.statements):
        return _address(evidence), (evidence,)
    held = material.statement(evidence.report, statement) if statement else None
    held = held or next(s for s in reading.statements if s.hull == evidence.span)
    return held.id, tuple(reading.report.evidence(span) for span in held.content)


def _actors(material: Material) -> Iterator[Doubt]:
    """Forms of a name that were joined to another form of it on weak grounds, where the reason quotes the form."""
    from ..link.people import ACROSS

    weak: dict[tuple[str, str], float] = {}
    reports: dict[str, set[str]] = defaultdict(set)
    for link in material.links.mentions:
        if material.public(link.target):
            reports[link.target].add(link.report)
            if link.confidence < _UNSURE["actor"]:
                key = link.target, link.reason
                weak[key] = min(weak.get(key, 1.0), link.confidence)
    names = _Names(material, {actor for actor, _ in weak})
    for (actor, reason), confidence in sorted(weak.items()):
        pair = names.pair(actor, reason) if len(reports[actor]) > 1 else None
        if pair:
            (form, left), (other, right) = pair
            yield Doubt(
                _id("actor", [(left,)]),
                "actor",
                actor,
                (left,),
                (right,),
                confidence,
                max(confidence - ACROSS, 0.0),
                len(reports[actor]),
                reason,
                Reply("actor", (_address(left), actor)),
                Reply("not-same", (form, other)),
            )


class _Names:
    """The forms in which actors are named, and where each form of an actor stands first, by report and place."""

    def __init__(self, material: Material, actors: set[str]) -> None:
        self.material = material
        self._bearers: dict[str, set[str]] = defaultdict(set)
        for actor in material.links.actors:
            for form in (actor.name, *actor.aliases):
                self._bearers[fold(form)].add(actor.id)
        self._first: dict[str, dict[str, Evidence]] = defaultdict(dict)
        for report, span, target in _named(material, material.links, actors):
            evidence = material.reading(report).report.evidence(span)
            self._first[target].setdefault(fold(evidence.quote), evidence)

    def pair(self, actor: str, reason: str) -> tuple[tuple[str, Evidence], tuple[str, Evidence]] | None:
        """A form of a name that a reason quotes and the form that it was joined to, with their first places; None where none can be told.

        Only forms that no other actor bears are given, for a person judges them by their words.
        """
        known = self.material.public(actor)
        first = self._first.get(actor, {})
        if known is None:
            return None
        quoted = [f for f in dict.fromkeys((*known.aliases, known.name)) if repr(f) in reason and self._sole(actor, f) and fold(f) in first]
        quoted.sort(key=lambda f: reason.index(repr(f)))
        others = [f for f in (*quoted[1:], known.name, *known.aliases) if self._sole(actor, f) and fold(f) in first]
        other = next((f for f in others if quoted and fold(f) != fold(quoted[0])), None)
        return ((quoted[0], first[fold(quoted[0])]), (other, first[fold(other)])) if other else None

    def _sole(self, actor: str, form: str) -> bool:
        return self._bearers[fold(form)] == {actor} and "@" not in form


def _named(material: Material, links: Links, actors: set[str]) -> list[tuple[str, Span, str]]:
    """Where these actors are named by a name: (report, span, actor), by report and place."""
    found = []
    for link in links.mentions:
        if link.target in actors:
            mention = material.reading(link.report).mention(link.item)
            if mention.form == "name":
                found.append((link.report, mention.span, link.target))
    return sorted(found)


# What is judged


def _decided(material: Material, judgement: Judgement) -> Decided:
    texts = material.kept(_texts)
    sides = texts.sides(judgement)
    kind = _kind(judgement)
    named = judgement.about == "actor" or judgement.kind == "actor"
    first = [side[:1] if named else side for side in sides]
    left, right = ([*(_shown(material, kind, side) for side in first), (), ()])[:2]
    anchored = [tuple(a.evidence for a in side) for side in judgement.sides]
    id = _id(kind, [anchored[0][:1]] if kind == "actor" and anchored else anchored)
    return Decided(id, kind, judgement, left, right, Reply("undo", (judgement.id,)))


def _texts(material: Material) -> Texts:
    return Texts(material.readings)


def _kind(judgement: Judgement) -> DoubtKind:
    if judgement.kind in ("dispute", "no-dispute"):
        return "dispute"
    return "actor" if judgement.kind == "actor" or judgement.about == "actor" else "claim"


def _id(kind: DoubtKind, sides: Iterable[Iterable[Evidence]]) -> str:
    """An id from the passages, whatever the order of sides and of the passages in them."""
    keys = sorted("|".join(sorted(f"{e.report}:{e.span.start}:{e.span.end}" for e in side)) for side in sides)
    return "q" + text_hash(kind + "||".join(("", *keys)))[:11]


def _address(evidence: Evidence) -> str:
    """The address of a passage by the id of its report, which no later report changes."""
    return f"{evidence.report}:{evidence.span.start}-{evidence.span.end}"
