"""Ties: who supports and who opposes whom, as the reports tell it. One row for all passages that tell the same tie.

A tie that one passage tells for and another against stays as two rows that name one another: nothing is netted out. Private persons have
none, whatever a text says of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from ..model import OUTLET, ActorKind, Span, Tie
from ..model.notebook import InNotebooks
from .coverage import OutletTold
from .disputes import Carried
from .ledger import SourceRef, fold, source_ref
from .material import Material
from .passage import clause_passage, evidence_passage, statement_passage
from .sentences import grown, reach

Sign = Literal["+", "-"]
Contrary = Literal["told both ways", "changed"]
Side = tuple[int, int]  # the number of a part of the graph of ties, and of a side in it
WORDS: dict[Sign, str] = {"+": "supports", "-": "opposes"}
# What a passage weighs beside one in the voice of an outlet: a party speaks for its own stance, for others' it is one voice of many.
_ITSELF, _ATTRIBUTED = 0.8, 0.5
_A_SENTENCE = 8  # words of a passage that are not alike by chance
_AGAIN = 0.25  # what a further passage of the same origin adds, as a share of its weight


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as one end of a tie."""

    id: str
    name: str
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class TieGroup:
    """All passages that tell one actor's stance towards another, the surest first. `weight` is what they weigh together.

    A sure passage in the own voice of an outlet weighs 1, what somebody says of the own stance 0.8 of it, what is attributed otherwise
    half; a further passage of the same origin adds a quarter. `origins` are counted: texts of one agency, and the same words, once.
    """

    id: str
    source: str
    target: str
    sign: Sign
    ties: tuple[Tie, ...]
    weight: float
    origins: int

    @property
    def pair(self) -> tuple[str, str]:
        """The two ends in the order of their ids, whichever way the tie points."""
        return min(self.source, self.target), max(self.source, self.target)

    @property
    def own(self) -> bool:
        """Whether an outlet tells it in its own voice."""
        return any(tie.voice == OUTLET for tie in self.ties)

    @property
    def first(self) -> str | None:
        """The earliest date that is told of it."""
        return min((tie.date for tie in self.ties if tie.date), key=earliest, default=None)

    @property
    def last(self) -> str | None:
        """The latest date that is told of it."""
        return max((tie.date for tie in self.ties if tie.date), key=latest, default=None)


@dataclass(frozen=True, slots=True)
class TiePassage:
    """One passage of a tie, as it may be shown, the words that show the relation marked. `date` is of the tie, not of the report."""

    carried: Carried
    date: str | None
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class TieRow(InNotebooks):
    """A tie: who (`source`) supports or opposes whom (`target`), from when to when, who tells it, and every passage, the surest first.

    `told` is "own voice" where any outlet tells it so; `holders` are those that it is attributed to. `undated` counts passages without a
    date. `contrary` is the id of the tie of the same two with the other sign, `contradicts` whether that is of another time. `camps` are
    the letters of the camps of both ends, None for one in no camp; `fits` tells whether it fits the sides on which both stand.
    """

    id: str
    source: Party
    target: Party
    sign: Sign
    words: str
    first: str | None
    last: str | None
    undated: int
    told: Literal["own voice", "attributed"]
    outlets: tuple[OutletTold, ...]
    holders: tuple[SourceRef, ...]
    origins: int
    weight: float
    passages: tuple[TiePassage, ...]
    contrary: str | None
    contradicts: Contrary | None
    camps: tuple[str | None, str | None]
    fits: bool | None


def earliest(date: str) -> str:
    """The first day that an ISO date may mean."""
    return (date + "-01-01"[len(date) - 4 :])[:10]


def latest(date: str) -> str:
    """The last day that an ISO date may mean, as text to compare by."""
    return (date + "-12-31"[len(date) - 4 :])[:10]


class Ties:
    """The ties of a case in groups, those of the most weight first. Made once for a material; `until` gives those of a time."""

    def __init__(self, material: Material) -> None:
        self.material = material
        kept: defaultdict[tuple[str, str, Sign], list[Tie]] = defaultdict(list)
        for tie in material.links.ties:
            if tie.source != tie.target and material.public(tie.source) and material.public(tie.target):
                kept[tie.source, tie.target, tie.sign].append(tie)
        self.all = tuple(sorted((self._group(*key, ties) for key, ties in kept.items()), key=_order))

    def until(self, at: str | None) -> tuple[TieGroup, ...]:
        """The ties told of no later than the end of a day, month or year; a passage without a date is always among them."""
        if at is None:
            return self.all
        end = latest(at)
        found = []
        for group in self.all:
            left = [t for t in group.ties if t.date is None or earliest(t.date) <= end]
            if left:
                found.append(group if len(left) == len(group.ties) else self._group(group.source, group.target, group.sign, left))
        return tuple(sorted(found, key=_order))

    def without(self, group: TieGroup, *, outlet: str | None = None, attributed: bool = True) -> float:
        """What a tie weighs without the passages of an outlet, or without those that are attributed."""
        ties = [t for t in group.ties if self.material.outlet(t.evidence.report) != outlet and (attributed or t.voice == OUTLET)]
        return group.weight if len(ties) == len(group.ties) else self._weighed(ties)[0]

    def outlets(self, group: TieGroup) -> set[str]:
        """The outlets that tell a tie."""
        return {self.material.outlet(tie.evidence.report) for tie in group.ties}

    def _group(self, source: str, target: str, sign: Sign, ties: Iterable[Tie]) -> TieGroup:
        place = self.material.places
        ordered = sorted(ties, key=lambda t: (-self._worth(t), place[t.evidence.report], t.evidence.span, t.voice))
        weight, origins = self._weighed(ordered)
        id = "t" + sha256(f"{source}\n{target}\n{sign}".encode()).hexdigest()[:10]
        return TieGroup(id, source, target, sign, tuple(ordered), weight, origins)

    def _worth(self, tie: Tie) -> float:
        """What one passage weighs: how sure it is, and whose word it is."""
        if tie.voice == OUTLET:
            return tie.confidence
        itself = any(ref.id == tie.source for ref in self.material.sources(tie.evidence.report, tie.voice))
        return tie.confidence * (_ITSELF if itself else _ATTRIBUTED)

    def _weighed(self, ties: Iterable[Tie]) -> tuple[float, int]:
        """What passages weigh together, and from how many origins they are."""
        worth: defaultdict[str, list[float]] = defaultdict(list)
        same: dict[str, str] = {}
        for tie in ties:
            # A sentence in the same words is one text, whoever prints it; a few words may be alike by chance.
            origin, words = self._origin(tie.evidence.report), fold(tie.evidence.quote)
            worth[same.setdefault(words, origin) if words.count(" ") >= _A_SENTENCE else origin].append(self._worth(tie))
        total = sum(max(some) + _AGAIN * (sum(some) - max(some)) for some in worth.values())
        return round(total, 4), len(worth)

    def _origin(self, report: str) -> str:
        """Where a report has its text from: the agency that the whole of it is credited to, else its outlet."""
        credited = {o.name for o in self.material.reading(report).report.origins if o.whole}
        return credited.pop() if len(credited) == 1 else self.material.outlet(report)


def _order(group: TieGroup) -> tuple[float, str, str, str]:
    return -group.weight, group.source, group.target, group.sign


def contraries(groups: Iterable[TieGroup]) -> dict[str, tuple[str, Contrary]]:
    """By the id of a tie: the tie of the same two actors with the other sign, and whether the stance changed or is told both ways."""
    by_ends = {(g.source, g.target, g.sign): g for g in groups}
    found: dict[str, tuple[str, Contrary]] = {}
    for (source, target, sign), group in by_ends.items():
        other = by_ends.get((source, target, "-" if sign == "+" else "+"))
        if other:
            dated = all(t.date for g in (group, other) for t in g.ties)
            apart = dated and (_before(group, other) or _before(other, group))
            found[group.id] = other.id, "changed" if apart else "told both ways"
    return found


def _before(one: TieGroup, other: TieGroup) -> bool:
    """Whether all that is told of one is certainly of an earlier time than all that is told of the other."""
    return max(latest(t.date or "") for t in one.ties) < min(earliest(t.date or "") for t in other.ties)


def party(material: Material, id: str) -> Party:
    """An actor as the end of a tie. Raises KeyError for one without a row."""
    actor = material.public(id)
    if actor is None:
        raise KeyError(id)
    return Party(actor.id, actor.name, actor.kind)


def tie_row(
    material: Material,
    group: TieGroup,
    letters: Mapping[str, str],
    explained: bool | None,
    contrary: tuple[str, Contrary] | None,
) -> TieRow:
    """The row of one tie: with the letters of the camps by actor, whether they explain it, and what `contraries` has of it."""
    against, how = contrary or (None, None)
    return TieRow(
        id=group.id,
        source=party(material, group.source),
        target=party(material, group.target),
        sign=group.sign,
        words=WORDS[group.sign],
        first=group.first,
        last=group.last,
        undated=sum(tie.date is None for tie in group.ties),
        told="own voice" if group.own else "attributed",
        outlets=_outlets(material, group),
        holders=_holders(material, group),
        origins=group.origins,
        weight=group.weight,
        passages=tuple(TiePassage(shown(material, tie), tie.date, tie.confidence, tie.reason) for tie in group.ties),
        contrary=against,
        contradicts=how,
        camps=(letters.get(group.source), letters.get(group.target)),
        fits=explained,
    )


def fits(sign: Sign, one: Side | None, other: Side | None) -> bool | None:
    """Whether sides explain a tie: support inside of one, opposition across; None where an end has none, or they are of different parts."""
    return None if one is None or other is None or one[0] != other[0] else (one == other) == (sign == "+")


def shown(material: Material, tie: Tie) -> Carried:
    """The passage of a tie as it may be shown: with source and cue of whoever says it, and of every statement that it holds a part of."""
    evidence, cue = tie.evidence, tie.cue
    reading = material.reading(evidence.report)
    report = reading.report
    said = material.statement(report.id, tie.voice) if tie.voice != OUTLET else None
    if said is not None:
        chain = tuple(source_ref(material, reading, s) for s in material.chain(report.id, said))
        return Carried(material.outlet(report.id), material.chip(report.id), chain, statement_passage(report, said, cue))
    if tie.voice != OUTLET:
        return grown(material, report.id, evidence.span, cue)
    whole = reach(material, report.id, evidence.span)
    held = material.holding(report.id, evidence.span)
    passage = clause_passage(report, whole.hull(cue), held, cue) if cue else evidence_passage(report, whole)
    return Carried(material.outlet(report.id), material.chip(report.id), (), passage)


def tie_span(material: Material, tie: Tie) -> Span:
    """Where the passage of a tie begins and ends as it is shown."""
    said = material.statement(tie.evidence.report, tie.voice) if tie.voice != OUTLET else None
    span = said.hull if said else reach(material, tie.evidence.report, tie.evidence.span)
    return span.hull(tie.cue) if tie.cue else span


def _outlets(material: Material, group: TieGroup) -> tuple[OutletTold, ...]:
    """Who tells a tie, in the order of the outlets' first reports."""
    best: dict[str, list[Tie]] = defaultdict(list)
    for tie in group.ties:
        best[material.outlet(tie.evidence.report)].append(tie)
    rows = []
    for outlet in material.outlets:
        if outlet in best:
            first = min(best[outlet], key=lambda t: (t.voice != OUTLET, material.places[t.evidence.report], t.evidence.span))
            reports = len({t.evidence.report for t in best[outlet]})
            told: Literal["own voice", "attributed"] = "own voice" if first.voice == OUTLET else "attributed"
            chip = material.chip(first.evidence.report)
            rows.append(OutletTold(outlet, material.code(outlet), told, reports, first.evidence, chip))
    return tuple(rows)


def _holders(material: Material, group: TieGroup) -> tuple[SourceRef, ...]:
    """Those that a tie is attributed to, as written, each once."""
    found: dict[str, SourceRef] = {}
    for tie in group.ties:
        statement = material.statement(tie.evidence.report, tie.voice) if tie.voice != OUTLET else None
        if statement:
            ref = source_ref(material, material.reading(tie.evidence.report), statement)
            found.setdefault(fold("; ".join(ref.inferred) or ref.written or ""), ref)
    return tuple(found.values())


def of_actor(material: Material, groups: Iterable[TieGroup], actor: str) -> tuple[TieGroup, ...]:
    """The ties at either end of which an actor stands: an id, or words of a name; of an alias where no name has them."""
    words = f" {fold(actor)} "
    named = {a.id for a in material.links.actors if words.strip() and words in f" {fold(a.name)} "}
    ids = (
        {actor}
        if material.actor(actor)
        else named or {a.id for a in material.links.actors if words.strip() and any(words in f" {fold(n)} " for n in a.aliases)}
    )
    return tuple(g for g in groups if g.source in ids or g.target in ids)
