"""Claims as a list shows them: who tells each of them, in which disputes it stands, and when it was last told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model import Claim, Evidence, same_place
from .claims import ClaimRow
from .coverage import OutletTold, claim_coverage
from .material import Material


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim, how each outlet tells it, the ids of the disputes that a passage of it stands in, and the date of its latest report."""

    claim: ClaimRow
    told: tuple[OutletTold, ...]
    disputes: tuple[str, ...]
    latest: str | None

    @property
    def denied(self) -> bool:
        """Whether somebody denies it."""
        return any(carrier.denies for carrier in self.claim.carriers)


def claim_entries(material: Material, rows: Mapping[str, ClaimRow]) -> tuple[ClaimEntry, ...]:
    """One entry per claim of these rows, in their order. Raises KeyError for a row of no claim."""
    claims = {claim.id: claim for claim in material.links.claims}
    disputed: dict[str, list[tuple[Evidence, str]]] = defaultdict(list)
    for dispute in material.links.disputes:
        for evidence in (e for position in dispute.positions for e in position.evidence):
            disputed[evidence.report].append((evidence, dispute.id))
    return tuple(_entry(material, claims[id], row, disputed) for id, row in rows.items())


def _entry(material: Material, claim: Claim, row: ClaimRow, disputed: Mapping[str, Sequence[tuple[Evidence, str]]]) -> ClaimEntry:
    held: dict[str, None] = {}
    for carrier in claim.carriers:
        report = carrier.evidence.report
        held |= dict.fromkeys(material.disputes_of(report, carrier.statement) if carrier.statement else ())
        held |= dict.fromkeys(id for evidence, id in disputed.get(report, ()) if same_place(evidence, carrier.evidence))
    dates = [c.published for c in row.carriers if c.published]
    return ClaimEntry(row, claim_coverage(material, claim).outlets, tuple(held), max(dates, default=None))
