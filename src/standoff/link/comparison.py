"""One comparison of the readings of a case, stage by stage: actors, passages, likeness, claims, disputes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from ..model import Claim, Dating, Dispute, EventCluster, Judgement, Reading, Tie
from ..model.origins import Carried
from .actors import ActorIndex, resolve
from .claims import Sameness, claims, samenesses
from .clusters import clusters
from .copies import copies
from .credits import provenance
from .digests import digest
from .disputes import Deeds, assembled, proposals
from .disputes.proposal import Proposal, within
from .entailment import PairJudge
from .judged import decided_disputes
from .judged_claims import decided_claims
from .likeness import Likeness, Near, near_reports
from .origins import Origins
from .passages import Field
from .ties import parties_of, ties, told
from .times import datings
from .verdicts import Memory, Verdicts

PAIRS, SMALL = 15, 300  # pairs of passages that the network is asked about: for each report, and at least in a small case


class Comparison:
    """Compares readings; each stage is computed when first asked for. The order of the readings makes no difference.

    `judge` is the pair network, None where structure alone decides; `memory` keeps its verdicts from one comparison to the next. With a
    `focus`, the id of a report, only what involves that report is compared.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        judgements: Sequence[Judgement] = (),
        *,
        judge: PairJudge | None = None,
        memory: Memory | None = None,
        focus: str | None = None,
    ) -> None:
        self.readings = tuple(sorted(readings, key=lambda r: r.report.id))
        self.judgements = judgements
        self.focus = focus
        self.told = {r.report.id: told(r) for r in self.readings}
        self.index: ActorIndex = resolve(self.readings, judgements, {id: parties_of(t) for id, t in self.told.items()})
        self.verdicts = Verdicts(self.index, judge, memory)

    @cached_property
    def field(self) -> Field:
        """All passages."""
        return Field.of(self.readings, self.index)

    @cached_property
    def near(self) -> list[Near]:
        """The pairs of passages worth comparing: the likest, so many for each report."""
        found = Likeness(self.field, self.readings, self._near_reports).pairs()
        found.sort(key=lambda n: (-n.likeness, self.field.passages[n.left].key, self.field.passages[n.right].key))
        if self.focus:
            found = [n for n in found if self._touches(n.left, n.right)]
        return found[: max(SMALL, PAIRS * len(self.readings))]

    @cached_property
    def same(self) -> list[Sameness]:
        """The pairs that may say the same."""
        return samenesses(self.field, self.near, self.verdicts)

    def claims(self) -> tuple[Claim, ...]:
        """The claims that several passages carry."""
        found = decided_claims(claims(self.field, self.same), self.readings, self.judgements)
        return tuple(replace(c, origins=self.origins.of(self._carried(c))) for c in found)

    @cached_property
    def origins(self) -> Origins:
        """Who has what from whom."""
        return Origins(map(provenance, self.readings), copies(digest(r.report) for r in self.readings))

    def _carried(self, claim: Claim) -> list[Carried]:
        """The carriers of a claim as origins are counted: with the agencies and media that their statements credit."""
        told = []
        for carrier in claim.carriers:
            holders = self.index.of_statement(carrier.statement) if carrier.statement else ()
            credited = tuple(a.name for a in map(self.index.actor, holders) if a.kind == "media")
            told.append(Carried(carrier.evidence.report, carrier.evidence.span, credited))
        return told

    def proposals(self) -> list[Proposal]:
        """What the families of disputes propose, between reports that are compared with one another."""
        found = proposals(self.field, self.readings, self.index, self.near, self.verdicts, self.deeds)
        kept = (within(self.field, p, self.beside) for p in found)
        return [p for p in kept if p and (not self.focus or self._touches(*(b.passage for side in p.sides for b in side)))]

    @cached_property
    def deeds(self) -> Deeds:
        """What deeds the passages tell."""
        return Deeds.of(self.field, self.readings, self.index, self._clusters, self._datings, self.beside)

    @cached_property
    def beside(self) -> dict[str, frozenset[str]]:
        """For each report the ids of those that it is compared with."""
        ids = [r.report.id for r in self.readings]
        return {ids[k]: frozenset(ids[j] for j in near) for k, near in enumerate(self._near_reports)}

    @cached_property
    def _near_reports(self) -> tuple[frozenset[int], ...]:
        return near_reports(self.readings)

    def datings(self) -> tuple[Dating, ...]:
        """When the events and time expressions were; with a focus, those of that report."""
        return tuple(d for d in self._datings if d.report == self.focus) if self.focus else self._datings

    @cached_property
    def _datings(self) -> tuple[Dating, ...]:
        return datings(self.readings, self._near_reports)

    def ties(self) -> tuple[Tie, ...]:
        """The ties between actors that passages tell; with a focus, those of that report."""
        found = ties(self.readings, self.told, self.index, self._datings, self.beside)
        return tuple(t for t in found if t.evidence.report == self.focus) if self.focus else found

    def clusters(self) -> tuple[EventCluster, ...]:
        """The events that tell one deed; with a focus, where that report tells it."""
        found = self._clusters
        return tuple(c for c in found if any(m.report == self.focus for m in c.members)) if self.focus else found

    @cached_property
    def _clusters(self) -> tuple[EventCluster, ...]:
        return clusters(self.readings, self.index, self._datings, self._near_reports)

    def _touches(self, *passages: int) -> bool:
        return any(self.field.passages[i].report.id == self.focus for i in passages)

    def disputes(self, floor: float | None = None) -> tuple[Dispute, ...]:
        """The disputes that reach the floor (of their family, or a given one) or that a person judged to be some, surest first."""
        found = assembled(self.field, self.proposals(), self.verdicts, floor=floor, beside=self.beside, deeds=self.deeds)
        return decided_disputes(found, self.readings, self.index, self.judgements)
