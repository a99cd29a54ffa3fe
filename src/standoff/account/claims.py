"""Claims: one proposition with all who carry it, each passage with its source and cue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Carrier, Claim, CountedOrigin
from ..model.notebook import InNotebooks
from .disputes import Carried, carried_by
from .material import Material


@dataclass(frozen=True, slots=True)
class CarrierRow:
    """A passage that asserts or denies a claim, as it may be shown; `statement` is empty in the voice of the outlet."""

    carried: Carried
    published: str | None
    statement: str | None
    denies: bool
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class OriginRow:
    """An origin of a claim, counted once: whom it is credited to or whose own text it is, which reports go back to it, and why."""

    name: str
    chips: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimRow(InNotebooks):
    """A claim: the passage of its most central carrier, and every carrier in the order of reports and texts.

    `reports` counts the reports that carry it, `origins` those of them that do not have it from one another; `counted` tells which
    (empty where that was not looked into).
    """

    id: str
    wording: Carried
    carriers: tuple[CarrierRow, ...]
    outlets: tuple[str, ...]
    reports: int
    origins: int
    counted: tuple[OriginRow, ...]


def claim_rows(material: Material) -> tuple[ClaimRow, ...]:
    """One row per claim, those with the most origins first, then those in the most reports."""
    rows = (claim_row(material, claim) for claim in material.links.claims)
    return tuple(sorted(rows, key=lambda row: (-row.origins, -row.reports, -len(row.carriers), row.id)))


def origin_count(material: Material, claim: Claim) -> int:
    """From how many origins the carriers of a claim have what they tell; the number of outlets where that was not looked into."""
    return len(claim.origins) or len({material.outlet(c.evidence.report) for c in claim.carriers})


def claim_row(material: Material, claim: Claim) -> ClaimRow:
    """The row of one claim."""
    place = material.places
    ordered = sorted(claim.carriers, key=lambda c: (place[c.evidence.report], c.evidence.span, c.statement or ""))
    reports = dict.fromkeys(c.evidence.report for c in ordered)
    return ClaimRow(
        id=claim.id,
        wording=wording(material, claim),
        carriers=tuple(row for carrier in ordered for row in carrier_rows(material, carrier)),
        outlets=tuple(dict.fromkeys(material.outlet(report) for report in reports)),
        reports=len(reports),
        origins=origin_count(material, claim),
        counted=tuple(_origin(material, origin, place) for origin in claim.origins),
    )


def wording(material: Material, claim: Claim) -> Carried:
    """The passage of the most central carrier of a claim."""
    central = next((c for c in claim.carriers if c.evidence == claim.wording), None)
    return carried_by(material, claim.wording, (central.statement,) if central and central.statement else ())[0]


def _origin(material: Material, origin: CountedOrigin, place: Mapping[str, int]) -> OriginRow:
    # An origin without a name goes by the id of a report: its file name tells a person more.
    name = material.outlet(origin.name) if origin.name in place else origin.name
    return OriginRow(name, tuple(material.chip(report) for report in origin.reports), origin.reason)


def carrier_rows(material: Material, carrier: Carrier) -> list[CarrierRow]:
    """The rows of one carrier: one for each statement that holds it."""
    published = material.reading(carrier.evidence.report).report.published
    return [
        CarrierRow(carried, published.iso if published else None, carrier.statement, carrier.denies, carrier.confidence, carrier.reason)
        for carried in carried_by(material, carrier.evidence, (carrier.statement,) if carrier.statement else ())
    ]
