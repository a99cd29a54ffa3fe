"""The front page: what is disputed, what is told by several, what nobody knows, who says so, and how it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Claim, Dispute, Evidence, Resolved
from .claims import ClaimRow, claim_row, origin_count
from .coverage import Coverage, claim_coverage, dispute_coverage
from .designations import ActorLabels, Designations
from .disputes import DisputeRow, dispute_row
from .material import Material
from .questions import OpenRow, open_rows, question_count
from .speakers import OwnVoice, Speakers, own_voice, speakers
from .stances import CampsBrief, camps_brief
from .timeline import Ground, TellingRow, TimelineCell, entry_row
from .timeline_index import Entry, TimelineIndex
from .timeline_story import happened

_DISPUTES, _HAPPENED, _KNOWN, _UNKNOWN, _LABELLED = 6, 6, 8, 6, 6
_LABEL_OUTLETS, _LABELS_EACH = 8, 4
_MEMBERS = 8


@dataclass(frozen=True, slots=True)
class DisputeBrief:
    """A dispute with who tells each of its sides (by letter); `carried` counts the outlets, `passages` the passages of it."""

    row: DisputeRow
    sides: Mapping[str, Coverage]
    carried: int
    passages: int


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A claim that several origins carry, nobody denies and no dispute is about, with who tells it."""

    row: ClaimRow
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class HappenedRow:
    """A deed that several outlets tell and nobody disputes: when, in which words, and who tells it how; the timeline has all of it."""

    id: str
    date: str | None
    when: Resolved | None
    ground: Ground | None
    head: TellingRow
    cells: tuple[TimelineCell, ...]
    reports: int
    origins: int


@dataclass(frozen=True, slots=True)
class Front:
    """What a case says in twenty seconds. `disputes` begin with the lead; the counts are of all that the lists are cut from.

    `open_questions` counts questions, those that several reports ask once.
    """

    disputes: tuple[DisputeBrief, ...]
    all_disputes: int
    happened: tuple[HappenedRow, ...]
    all_happened: int
    known: tuple[KnownRow, ...]
    all_known: int
    unknown: tuple[OpenRow, ...]
    open_questions: int
    speakers: Speakers
    voices: tuple[OwnVoice, ...]
    labels: tuple[ActorLabels, ...]
    camps: CampsBrief


def front(material: Material) -> Front:
    """The front page of a case; made once for a material.

    It leads with the denial that most outlets carry, then with most passages, without a denial with the surest dispute; the others follow
    by outlets and passages. What happened are the weightiest deeds that several outlets tell and nobody disputes, in the order of time, and
    what is known beside them are claims that two outlets or more tell from two origins or more, those in the own voice of an
    outlet first, then those of most origins.
    """
    return material.kept(_front)


def _front(material: Material) -> Front:
    links = material.links
    reach = {d.id: _reach(material, d) for d in links.disputes}
    ordered = sorted(links.disputes, key=lambda d: (-reach[d.id][0], -reach[d.id][1], -d.confidence, d.id))
    denials = [d for d in ordered if d.kind == "denial"]
    lead = denials[:1] or sorted(ordered, key=lambda d: (-d.confidence, d.id))[:1]
    shown = [*lead, *(d for d in ordered if d not in lead)][:_DISPUTES]
    known = _known(material)
    index = material.kept(TimelineIndex)
    deeds, all_deeds = happened(index.entries, _HAPPENED)
    designations = material.kept(Designations)
    return Front(
        tuple(DisputeBrief(dispute_row(material, d), dispute_coverage(material, d), *reach[d.id]) for d in shown),
        len(links.disputes),
        tuple(_happened(index, deed) for deed in deeds),
        all_deeds,
        tuple(KnownRow(claim_row(material, claim), covered) for claim, covered in known[: _KNOWN - len(deeds)]),
        len(known),
        open_rows(material, _UNKNOWN),
        question_count(material),
        speakers(material),
        own_voice(material),
        tuple(designations.of(id, outlets=_LABEL_OUTLETS, each=_LABELS_EACH) for id in designations.differing(_LABELLED)),
        camps_brief(material, _MEMBERS),
    )


def _happened(index: TimelineIndex, entry: Entry) -> HappenedRow:
    row = entry_row(index, entry)
    return HappenedRow(row.id, row.date, row.when, row.ground, row.head, row.cells, row.reports, row.origins)


def _reach(material: Material, dispute: Dispute) -> tuple[int, int]:
    """How many outlets carry a dispute, and in how many passages."""
    passages = {e for p in dispute.positions for e in p.evidence}
    return len({material.outlet(e.report) for e in passages}), len(passages)


def _known(material: Material) -> list[tuple[Claim, Coverage]]:
    disputed = _disputed(material)
    found = []
    for claim in material.links.claims:
        quiet = not any(c.denies or _touches(c.evidence, c.statement, disputed) for c in claim.carriers)
        if quiet and origin_count(material, claim) > 1 and len((covered := claim_coverage(material, claim)).telling) > 1:
            found.append((claim, covered))
    return sorted(found, key=lambda x: (not x[1].count("own voice"), -origin_count(material, x[0]), -len(x[1].telling), x[0].id))


def _disputed(material: Material) -> dict[str, tuple[set[str], list[Evidence]]]:
    """For each report the statements and the passages that disputes rest on."""
    found: dict[str, tuple[set[str], list[Evidence]]] = {}
    for position in (p for d in material.links.disputes for p in d.positions):
        for evidence in position.evidence:
            statements, passages = found.setdefault(evidence.report, (set(), []))
            statements.update(position.statements)
            passages.append(evidence)
    return found


def _touches(evidence: Evidence, statement: str | None, disputed: Mapping[str, tuple[set[str], list[Evidence]]]) -> bool:
    statements, passages = disputed.get(evidence.report, (set(), []))
    return statement in statements or any(e.span.overlaps(evidence.span) for e in passages)
