"""The tables of what reports have in common and what they dispute: claims with their carriers, disputes with their positions."""

from __future__ import annotations

from ...account import CarrierRow, ClaimRow, DisputeRow, claim_rows, dispute_rows
from ..parcel import Parcel
from .parts import CARRIED, PUBLISHED, carried
from .schema import REPORT, Record, Table, boolean, integer, number, refers, string, strings


def _claim(row: ClaimRow) -> list[Record]:
    counts = {"reports": row.reports, "origins": row.origins, "carriers": len(row.carriers), "denied": sum(c.denies for c in row.carriers)}
    return [{"id": row.id, **carried(row.wording), **counts, "outlets": row.outlets, "counted": tuple(o.name for o in row.counted)}]


def _carriers(row: ClaimRow) -> list[Record]:
    def record(carrier: CarrierRow) -> Record:
        told = {"claim": row.id, **carried(carrier.carried), "published": carrier.published, "statement": carrier.statement}
        return told | {"denies": carrier.denies, "confidence": carrier.confidence, "reason": carrier.reason}

    return [record(carrier) for carrier in row.carriers]


def _origins(row: ClaimRow) -> list[Record]:
    return [
        {"claim": row.id, "number": n, "origin": origin.name, "reports": origin.chips, "reason": origin.reason}
        for n, origin in enumerate(row.counted, 1)
    ]


def _claims(parcel: Parcel) -> tuple[ClaimRow, ...]:
    return claim_rows(parcel.material)


_OF_CLAIM = refers("claim", "claims")
CLAIMS = Table(
    "claims",
    "a claim: what several passages say in the same sense, shown by the passage of its most central carrier",
    (
        string("id", "the claim's id"),
        *CARRIED,
        integer("reports", "how many reports carry it"),
        integer("origins", "from how many independent origins these have it: copies and reports that credit one agency count once"),
        integer("carriers", "how many passages carry it"),
        integer("denied", "how many of these deny it"),
        strings("outlets", "the outlets that carry it"),
        strings("counted", "the origins that were counted"),
    ),
    _claim,
    _claims,
    ("id",),
    (REPORT,),
)
CARRIERS = Table(
    "carriers",
    "a passage that asserts or denies a claim",
    (
        string("claim", "the claim"),
        *CARRIED,
        PUBLISHED,
        string("statement", "the statement that holds it; empty in the voice of the outlet", optional=True),
        boolean("denies", "whether it denies the claim"),
        number("confidence", "how likely it belongs to the claim, 0 to 1"),
        string("reason", "why it is held to belong to the claim"),
    ),
    _carriers,
    _claims,
    (),
    (REPORT, _OF_CLAIM, refers(("report", "statement"), "statements", ("report", "id"))),
)
CLAIM_ORIGINS = Table(
    "claim_origins",
    "an independent origin of a claim, counted once",
    (
        string("claim", "the claim"),
        integer("number", "its number among the origins of the claim, from 1"),
        string("origin", "who is credited, or the outlet whose own text it is"),
        strings("reports", "the short codes of the reports whose passages go back to it"),
        string("reason", "why they are counted as one"),
    ),
    _origins,
    _claims,
    ("claim", "number"),
    (_OF_CLAIM, refers("reports", "reports", "chip")),
)


def _dispute(row: DisputeRow) -> list[Record]:
    positions = [(side.side, p) for side in row.sides for p in side.positions]
    holders = tuple(f"{side}: {p.holder or 'nobody named'}" for side, p in positions)
    passages = sum(len(p.passages) for _, p in positions)
    told = {"id": row.id, "kind": row.kind, "family": row.family, "question": row.question, "holders": holders, "passages": passages}
    return [told | {"outlets": row.outlets, "confidence": row.confidence, "reason": row.reason}]


def _positions(row: DisputeRow) -> list[Record]:
    positions = [(side.side, p) for side in row.sides for p in side.positions]
    return [
        {
            "dispute": row.id,
            "position": n,
            "side": side,
            "holder": p.holder,
            "stance": p.stance,
            **carried(told),
            "holder_id": p.actor,
            "holder_outlet": p.outlet,
        }
        for n, (side, p) in enumerate(positions)
        for told in p.passages
    ]


def _disputes(parcel: Parcel) -> tuple[DisputeRow, ...]:
    return dispute_rows(parcel.material)


DISPUTES = Table(
    "disputes",
    "a dispute: positions that cannot all be true, or a claim and its denial",
    (
        string("id", "the dispute's id"),
        string("kind", "denial, contradiction, figure or label"),
        string("family", "the rule that proposed it"),
        string("question", "what is disputed, in one sentence"),
        strings("holders", "who holds which side, as SIDE: HOLDER"),
        integer("passages", "how many passages the positions rest on"),
        strings("outlets", "the outlets that tell a position"),
        number("confidence", "how likely a careful reader sees this dispute, 0 to 1"),
        string("reason", "what it was recognised by"),
    ),
    _dispute,
    _disputes,
    ("id",),
)
POSITIONS = Table(
    "positions",
    "a passage that a position in a dispute rests on",
    (
        string("dispute", "the dispute"),
        integer("position", "the number of the position in the dispute, from 0"),
        string("side", 'the side: holders who agree share a letter; "-" only stands beside it'),
        string("holder", "who holds the position: an actor inferred, an outlet, or the source as written", optional=True),
        string("stance", "the position in quoted words and fixed wording"),
        *CARRIED,
        string("holder_id", "the actor inferred as its holder; no private persons", optional=True),
        string("holder_outlet", "the outlet that holds it in its own voice", optional=True),
    ),
    _positions,
    _disputes,
    (),
    (REPORT, refers("dispute", "disputes"), refers("holder_id", "actors")),
)
