"""Claims: what several passages say in the same sense, who carries each, and from how many origins they have it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ...case import CarrierRow, DisputeRow, JudgementRow, OriginRow
from ...case.pages import ClaimEntry, FacetValue, flat
from ...model import UsageProblem
from ..desk import Desk
from ..errors import NotFound
from ..facets import Facets, Link, groups
from ..outlets import Tag
from ..paging import cut
from ..render import Head, address, as_csv, as_json, place_of, tag
from ..urls import sibling, url
from .common import CSV, ByCursor, ByPage, Listing, Text, TheDesk, TheRenderer, csv_of, documented, json_of, listing, page_links

router = APIRouter(tags=["claims"])
Sort = Literal["origins", "reports", "latest"]
_SORTS: dict[Sort, str] = {"origins": "most origins first", "reports": "most reports first", "latest": "latest first"}
_TITLES = {"outlet": "Outlet", "denied": "Denial", "origins": "Origins"}
_DENIED = {"yes": "With a denial", "no": "Without one"}
_NEAREST = 5  # claims that are offered in the place of one that is not there


class Choice(BaseModel):
    """What the claims are narrowed by."""

    outlet: Text
    denied: Annotated[Literal["yes", "no"] | None, Field(default=None, description="whether a passage denies it")]
    origins: Annotated[int | None, Field(default=None, ge=0, le=10_000, description="from how many origins it comes")]
    q: Annotated[Text, Field(description="words that one of its passages holds")]
    sort: Annotated[Sort, Field(default="origins")]

    def facets(self) -> dict[str, str]:
        """The choices in facets."""
        return {name: str(value) for name in _TITLES if (value := getattr(self, name)) not in (None, "")}

    def filters(self) -> dict[str, Any]:
        """Everything of the choice that an address carries."""
        return {**self.facets(), "q": self.q, "sort": self.sort if self.sort != "origins" else None}


class PageOf(Choice, ByPage):
    """A page of claims."""


class RowsOf(Choice, ByCursor):
    """Rows of claims."""


@dataclass(frozen=True, slots=True)
class ClaimListing(Listing[ClaimEntry]):
    """Claims, with the counts of the facets."""

    facets: dict[str, tuple[FacetValue, ...]]


@dataclass(frozen=True, slots=True)
class Bond:
    """A carrier and what ties it to the claim: its place among the carriers, and what a person decided on it and the wording.

    `number` counts from 1. `judged` is None where nobody decided, `judgement` the id to undo it by; `elsewhere` is the address of
    another carrier that a person found to say the same.
    """

    number: int
    carrier: CarrierRow
    origins: tuple[str, ...]
    wording: bool
    judged: Literal["same", "not-same"] | None
    judgement: str | None
    elsewhere: str | None


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim in full: who tells it, its carriers, its disputes, and the passages that a person kept apart from it."""

    entry: ClaimEntry
    bonds: tuple[Bond, ...]
    disputes: tuple[DisputeRow, ...]
    apart: tuple[JudgementRow, ...]


@dataclass(frozen=True, slots=True)
class OfOrigin:
    """The carriers that go back to one origin; without one where that was not looked into."""

    origin: OriginRow | None
    bonds: tuple[Bond, ...]


@router.get("/claims.json", responses=documented(ClaimListing))
async def as_rows(desk: TheDesk, query: Annotated[RowsOf, Query()]) -> Response:
    """Claims with all who carry them, how each outlet tells them, and their disputes; `facets` count what each choice would leave."""
    facets = _facets(desk, query)
    rows = listing(*_found(desk, facets, query), query)
    return as_json(ClaimListing(rows.items, rows.total, rows.next, facets.counts(query.facets())))


@router.get("/claims.csv", **CSV)
async def as_table(desk: TheDesk, query: Annotated[Choice, Query()]) -> Response:
    """All claims of the choice, flat."""
    keys, make = _found(desk, _facets(desk, query), query)
    return as_csv(flat("claims", [entry.claim for entry in make(keys)]), "claims")


@router.get("/claims", include_in_schema=False)
async def page(request: Request, desk: TheDesk, render: TheRenderer, query: Annotated[PageOf, Query()]) -> Response:
    """The page."""
    facets, filters, chosen = _facets(desk, query), query.filters(), query.facets()
    keys, make = _found(desk, facets, query)
    rows = cut(keys, make, page=query.page)

    def href(**changed: Any) -> str:
        return url("claims", **{**filters, **changed})

    head = Head(
        title="Claims",
        heading="Said in the same sense",
        path=address(request),
        json=json_of("/claims", filters, rows, keys),
        csv=csv_of("/claims", filters),
        current="claims",
        description="What several passages say in the same sense, who tells it, and from how many origins they have it.",
    )
    applied = [(f"{_TITLES[n]}: {facets.name(n, v)}", href(**{n: None})) for n, v in chosen.items()]
    applied += [(f"Words: {query.q}", href(q=None))] if query.q else []
    return render.html(
        "claims.html",
        head,
        rows=[
            (entry, tolds(entry), [c for c in entry.claim.carriers if c.denies]) for entry in rows.items if isinstance(entry, ClaimEntry)
        ],
        total=len(desk.view.claim_entries),
        part=rows.total,
        dates={
            c.carried.passage.report: c.published for entry in rows.items if isinstance(entry, ClaimEntry) for c in entry.claim.carriers
        },
        outlets=len(desk.view.material.outlets),
        groups=[] if render.still else groups(facets.counts(chosen), _TITLES, chosen, href),
        applied=applied,
        clear=url("claims") if applied else None,
        sorts=[Link(name, href(sort=None if sort == "origins" else sort), None, sort == query.sort) for sort, name in _SORTS.items()],
        pager=page_links(rows, lambda n: href(page=n if n > 1 else None)),
        q=query.q or "",
        hidden=[(n, v) for n, v in filters.items() if v and n != "q"],
    )


@router.get("/claim/{id}.json", responses=documented(ClaimPage))
async def one_as_json(desk: TheDesk, id: str) -> Response:
    """One claim: its carriers with what ties them to it, the disputes that it stands in, and what a person kept apart from it."""
    return as_json(_page(desk, _entry(desk, id)))


@router.get("/claim/{id}.csv", **CSV)
async def one_as_table(desk: TheDesk, id: str) -> Response:
    """One row for each carrier."""
    entry = _entry(desk, id)
    return as_csv(flat("carriers", [entry.claim]), f"claim-{entry.claim.id}")


@router.get("/claim/{id}", include_in_schema=False)
async def one(request: Request, desk: TheDesk, render: TheRenderer, id: str, near: str | None = Query(None, max_length=200)) -> Response:
    """The page of one claim. `near` is a passage of it: what a person decides on may give the claim another address, or part it."""
    try:
        entry = _entry(desk, id)
    except NotFound:
        moved = _with_passage(desk, near) if near else None
        if moved:
            return RedirectResponse(url("claim", id=moved.claim.id, near=near), status_code=303)
        parted = [row for row in desk.view.pairings if near and any(place_of(c) == near for side in row.sides for c in side)]
        if not parted and not (near and not desk.view.fresh):
            raise
        heading = "Nothing is said twice here any more" if parted else "Being compared again"
        head = Head(title="Claim", heading=heading, path=address(request), current="claims")
        response = render.html("claim.html", head, entry=None, apart=parted, back=address(request))
        if not parted:
            response.headers["refresh"] = "2"
        return response
    found, claim = _page(desk, entry), entry.claim
    head = Head(
        title=f"Claim {claim.id}",
        heading="Said in the same sense",
        path=address(request),
        json=sibling(url("claim", id=claim.id), "json"),
        csv=sibling(url("claim", id=claim.id), "csv"),
        current="claims",
        description="Who carries one claim, in which words, and from how many origins.",
    )
    return render.html(
        "claim.html",
        head,
        entry=entry,
        claim=claim,
        date=_wording(found.bonds).published,
        tolds=tolds(entry),
        said=by_origin(claim.counted, [b for b in found.bonds if not b.carrier.denies]),
        denied=by_origin(claim.counted, [b for b in found.bonds if b.carrier.denies]),
        bonds=found.bonds,
        disputes=found.disputes,
        apart=found.apart,
        back=url("claim", id=claim.id, near=place_of(claim.wording)),
        items={bond.number: (_item(_wording(found.bonds)), _item(bond.carrier)) for bond in found.bonds},
    )


def tolds(entry: ClaimEntry) -> tuple[tuple[Tag, str], ...]:
    """How each outlet tells a claim, for chips."""
    return tuple((tag(told.outlet), told.told) for told in entry.told)


def by_origin(counted: Sequence[OriginRow], bonds: Iterable[Bond]) -> tuple[OfOrigin, ...]:
    """Carriers under the first of the origins that their reports go back to."""
    found: dict[str, list[Bond]] = {}
    for bond in bonds:
        found.setdefault(bond.origins[0] if bond.origins else "", []).append(bond)
    rows = {origin.name: origin for origin in counted}
    return tuple(OfOrigin(rows.get(name), tuple(found[name])) for name in (*rows, "") if name in found)


def _page(desk: Desk, entry: ClaimEntry) -> ClaimPage:
    claim, pairings = entry.claim, desk.view.pairings
    mine = {place_of(c.carried) for c in claim.carriers}
    origins = {chip: tuple(o.name for o in claim.counted if chip in o.chips) for o in claim.counted for chip in o.chips}
    head = next((n for n, c in enumerate(claim.carriers) if c.carried.passage == claim.wording.passage and not c.denies), 0)
    bonds = []
    for n, carrier in enumerate(claim.carriers):
        mark, judged, elsewhere = place_of(carrier.carried), None, None
        for row in reversed(pairings):
            sides = [{place_of(c) for c in side} for side in row.sides]
            other = next((sides[1 - k] for k in (0, 1) if len(sides) == 2 and mark in sides[k] and mark not in sides[1 - k]), None)
            if other is None or n == head:
                continue
            if place_of(claim.wording) in other:
                judged = judged or row
            elif row.kind == "same" and other & mine:
                elsewhere = elsewhere or min(other & mine)
        kind = judged.kind if judged and judged.kind in ("same", "not-same") else None
        bonds.append(Bond(n + 1, carrier, origins.get(carrier.carried.chip, ()), n == head, kind, judged.id if judged else None, elsewhere))
    apart = tuple(row for row in pairings if row.kind == "not-same" and _beside(row, mine))
    disputes = {row.id: row for row in desk.view.disputes()} if entry.disputes else {}
    return ClaimPage(entry, tuple(bonds), tuple(disputes[id] for id in entry.disputes if id in disputes), apart)


def _beside(row: JudgementRow, mine: set[str]) -> bool:
    """Whether one side of a judgement belongs to a claim and the other does not."""
    touched = [any(place_of(c) in mine for c in side) for side in row.sides]
    return len(touched) == 2 and touched[0] != touched[1]


def _wording(bonds: Sequence[Bond]) -> CarrierRow:
    return next(bond.carrier for bond in bonds if bond.wording)


def _item(carrier: CarrierRow) -> str:
    """What names a carrier so that a person can judge it."""
    return carrier.statement or place_of(carrier.carried)


def _entry(desk: Desk, id: str) -> ClaimEntry:
    entries = desk.view.claim_entries
    if id in entries:
        return entries[id]
    try:
        return entries[desk.view.claim(id).id]
    except UsageProblem:
        error = NotFound(
            "There is no such claim in this case.",
            where=id[:60],
            hint="the list of claims; a claim gets another address when its passages change",
        )
        error.nearest = [("All claims", url("claims")), ("What people judged", url("review"))]  # type: ignore[attr-defined]
        raise error from None


def _with_passage(desk: Desk, near: str) -> ClaimEntry | None:
    return next((e for e in desk.view.claim_entries.values() if any(place_of(c.carried) == near for c in e.claim.carriers)), None)


def _facets(desk: Desk, query: Choice) -> Facets[ClaimEntry]:
    entries: Iterable[ClaimEntry] = desk.view.claim_entries.values()
    if (query.q or "").strip():
        held = desk.view.claims_with(query.q or "")
        entries = (entry for entry in entries if entry.claim.id in held)
    return Facets(
        list(entries),
        {
            "outlet": lambda e: e.claim.outlets,
            "denied": lambda e: ("yes" if e.denied else "no",),
            "origins": lambda e: (str(e.claim.origins),),
        },
        {"denied": lambda value: _DENIED.get(value, value), "origins": lambda value: "1 origin" if value == "1" else f"{value} origins"},
        fixed=("denied", "origins"),
    )


def _found(desk: Desk, facets: Facets[ClaimEntry], query: Choice) -> tuple[Sequence[str], Callable[[Sequence[str]], Sequence[ClaimEntry]]]:
    """The ids of the claims of a choice in their order, and what makes entries of ids."""
    rows = facets.rows(query.facets())
    if query.sort == "reports":
        rows.sort(key=lambda e: (-e.claim.reports, -e.claim.origins))
    elif query.sort == "latest":
        rows.sort(key=lambda e: e.latest or "", reverse=True)
    entries = desk.view.claim_entries
    return [entry.claim.id for entry in rows], lambda ids: [entries[id] for id in ids]
