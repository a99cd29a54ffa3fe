"""Disputes: where reports contradict each other, and one dispute in full."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from ...case import DisputeRow, JudgementRow, Passage
from ...case.pages import Beside, Coverage, DisputePage, Told, dispute_page, flat, side_head
from ...model import DisputeKind, UsageProblem
from ..desk import Desk
from ..errors import NotFound
from ..facets import Facets, Link, groups
from ..outlets import Tag
from ..paging import cut
from ..render import Head, address, as_csv, as_json, place_of, tag
from ..urls import sibling, url
from .common import CSV, ByCursor, ByPage, Listing, Text, TheDesk, TheRenderer, csv_of, documented, json_of, listing, page_links

router = APIRouter(tags=["disputes"])
Sort = Literal["told", "certain"]
KINDS: Mapping[str, str] = {"denial": "Denial", "contradiction": "Contradiction", "figure": "Figures differ", "label": "Called"}
_SORTS: Mapping[Sort, str] = {"told": "most outlets first", "certain": "most certain first"}
_TITLES = {"kind": "Kind", "outlet": "Outlet", "holder": "Holder", "judged": "Judged by a person"}
_ROWS = 30


class Choice(BaseModel):
    """What the disputes are narrowed by."""

    kind: Annotated[DisputeKind | None, Field(default=None)]
    outlet: Text
    holder: Annotated[Text, Field(description="id of an actor, or the name of an outlet, that holds a position")]
    judged: Annotated[Literal["yes", "no"] | None, Field(default=None, description="whether a person confirmed it")]
    sort: Annotated[Sort, Field(default="told")]

    def facets(self) -> dict[str, str]:
        """The choices in facets."""
        return {name: value for name in _TITLES if (value := getattr(self, name))}

    def filters(self) -> dict[str, Any]:
        """Everything of the choice that an address carries."""
        return {**self.facets(), "sort": self.sort if self.sort != "told" else None}


class PageOf(Choice, ByPage):
    """A page of disputes."""


class RowsOf(Choice, ByCursor):
    """Rows of disputes."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A dispute as a list shows it: what a person said of it, the head and the holders of each side, who tells which side."""

    row: DisputeRow
    confirmed: str | None
    heads: tuple[tuple[str, Passage, tuple[tuple[str, str | None], ...]], ...]
    grid: tuple[tuple[Tag, tuple[Told, ...]], ...]


def shown(desk: Desk, row: DisputeRow, coverage: Mapping[str, Coverage]) -> Shown:
    """A dispute for a list."""
    ruling = desk.view.rulings.get(row.id)
    sides = [side for side in row.sides if side.side != "-"]
    heads = tuple((side.side, side_head(side), holders(side)) for side in sides)
    said = ruling.kind if ruling else None
    return Shown(row, said, heads, grid(coverage, [s.side for s in sides]))


def standing(desk: Desk) -> list[DisputeRow]:
    """The disputes less those that a person has just judged to be none, before all is compared again."""
    rulings = desk.view.rulings
    return [row for row in desk.view.disputes() if row.id not in rulings or rulings[row.id].kind == "dispute"]


def holders(side: Any) -> tuple[tuple[str, str | None], ...]:
    """Who holds a side, with the page of each where there is one."""
    found: dict[str, str | None] = {}
    for position in side.positions:
        name = position.holder or "nobody named"
        found.setdefault(name, url("actor", id=position.actor) if position.actor else None)
    return tuple(found.items())


def grid(coverage: Mapping[str, Coverage], letters: Sequence[str]) -> tuple[tuple[Tag, tuple[Told, ...]], ...]:
    """How each outlet tells each side, the outlets that tell one before those that tell none."""
    cells: dict[str, dict[str, Told]] = {}
    for letter in letters:
        for told in coverage[letter].outlets if letter in coverage else ():
            cells.setdefault(told.outlet, {})[letter] = told.told
    rows = [(outlet, tuple(found.get(letter, "silent") for letter in letters)) for outlet, found in cells.items()]
    telling = [(o, t) for o, t in rows if any(x in ("own voice", "attributed", "denied") for x in t)]
    others = [(o, t) for o, t in rows if (o, t) not in telling]
    return tuple((tag(outlet), told) for outlet, told in (*telling, *others))


@router.get("/disputes.json", responses=documented(Listing[DisputeRow]))
async def as_rows(desk: TheDesk, query: Annotated[RowsOf, Query()]) -> Response:
    """Disputes: positions that cannot all be true, side by side."""
    return as_json(listing(*_found(desk, _facets(desk), query), query))


@router.get("/disputes.csv", **CSV)
async def as_table(desk: TheDesk, query: Annotated[Choice, Query()]) -> Response:
    """One row for each dispute of the choice."""
    keys, make = _found(desk, _facets(desk), query)
    return as_csv(flat("disputes", make(keys)), "disputes")


@router.get("/disputes", include_in_schema=False)
async def page(request: Request, desk: TheDesk, render: TheRenderer, query: Annotated[PageOf, Query()]) -> Response:
    """The page."""
    facets = _facets(desk)
    keys, make = _found(desk, facets, query)
    rows = cut(keys, make, page=query.page, size=_ROWS)
    filters, everything = query.filters(), standing(desk)

    def href(**changed: Any) -> str:
        return url("disputes", **{**filters, **changed})

    head = Head(
        title="Disputes",
        heading="Where they contradict each other",
        path=address(request),
        json=json_of("/disputes", filters, rows, keys),
        csv=csv_of("/disputes", filters),
        current="disputes",
    )
    chosen, covered = query.facets(), desk.view.coverage_of
    return render.html(
        "disputes.html",
        head,
        rows=[shown(desk, row, covered(row.id)) for row in rows.items],
        part=rows.total,
        total=len(everything),
        reports=len(desk.view.material.readings),
        groups=[] if render.still else groups(facets.counts(chosen), _TITLES, chosen, href),
        applied=[(f"{_TITLES[n]}: {facets.name(n, v)}", href(**{n: None})) for n, v in chosen.items()],
        clear=url("disputes") if chosen else None,
        sorts=[Link(name, href(sort=None if sort == "told" else sort), None, sort == query.sort) for sort, name in _SORTS.items()],
        pager=page_links(rows, lambda n: href(page=n if n > 1 else None)),
        kinds=KINDS,
        back=address(request),
    )


@router.get("/dispute/{id}.json", responses=documented(DisputePage))
async def one_as_json(desk: TheDesk, id: str) -> Response:
    """One dispute in full: sides, positions, passages, who tells which side, what a side rests on, what may belong to it."""
    return as_json(_page(desk, id))


@router.get("/dispute/{id}.csv", **CSV)
async def one_as_table(desk: TheDesk, id: str) -> Response:
    """One row for each passage of each position."""
    return as_csv(flat("positions", [_page(desk, id).row]), f"dispute-{id}")


@router.get("/dispute/{id}", include_in_schema=False)
async def one(request: Request, desk: TheDesk, render: TheRenderer, id: str) -> Response:
    """The page of one dispute, or of what a person judged to be none."""
    ruling = desk.view.rulings.get(id)
    if ruling and ruling.kind == "no-dispute":
        head = Head(title="No dispute", heading="You judged that this is no dispute", path=address(request), current="disputes")
        return render.html("no_dispute.html", head, ruling=ruling, back=address(request))
    if not desk.view.fresh and any(j.left == id for j in desk.view.decisions) and all(d.id != id for d in desk.view.disputes()):
        # It was judged to be none, that was taken back, and the comparison that brings it back is not over.
        head = Head(title="Comparing", heading="This dispute comes back", path=address(request), current="disputes")
        response = render.html("pending.html", head)
        response.headers["refresh"] = "2"
        return response
    found = _page(desk, id)
    row, letters = found.row, [side.side for side in found.row.sides if side.side != "-"]
    head = Head(
        title=f"Dispute {row.id}",
        path=address(request),
        json=sibling(f"/dispute/{row.id}", "json"),
        csv=sibling(f"/dispute/{row.id}", "csv"),
        current="disputes",
        description=row.question,
    )
    numbers = {
        (c.passage.report, c.passage.span): n
        for n, c in enumerate(dict.fromkeys(c for side in row.sides for p in side.positions for c in p.passages), 1)
    }
    pairs, decided = _pairs(desk, found)
    return render.html(
        "dispute.html",
        head,
        found=found,
        pairs=pairs,
        decided=decided,
        row=row,
        kind=KINDS[row.kind],
        sides=[side for side in row.sides if side.side != "-"],
        aside=[side for side in row.sides if side.side == "-"],
        holders={side.side: holders(side) for side in row.sides},
        grid=grid(found.coverage, letters),
        letters=letters,
        numbers=numbers,
        evidence={(c.passage.report, c.passage.span): (side.side, c) for side in row.sides for p in side.positions for c in p.passages},
        dates={r.report.id: r.report.published.iso if r.report.published else None for r in desk.view.material.readings},
        ruling=desk.view.rulings.get(row.id),
        back=address(request),
        outlets=len(row.outlets),
        all_outlets=len(desk.view.material.outlets),
    )


def _page(desk: Desk, id: str) -> DisputePage:
    material = desk.view.material
    found = next((d for d in material.links.disputes if d.id == id), None)
    if found is None:
        try:
            found = next(d for d in material.links.disputes if d.id == desk.view.dispute(id).id)
        except UsageProblem:
            hint = "/disputes lists them; a dispute gets another address when its passages change"
            raise NotFound("There is no such dispute in this case.", where=id[:60], hint=hint) from None
    return dispute_page(material, found)


def _pairs(desk: Desk, found: DisputePage) -> tuple[list[tuple[Beside, JudgementRow | None]], list[JudgementRow]]:
    """The passages that are proposed for a dispute, each with what a person decided on it; and what was decided on others and its own."""
    mine = {place_of(c) for side in found.row.sides for p in side.positions for c in p.passages}
    left = {row.id: row for row in desk.view.pairings if any(place_of(c) in mine for side in row.sides for c in side)}
    pairs = []
    for beside in found.beside:
        wanted = {place_of(beside.of), place_of(beside.carrier.carried)}
        ruling = next((r for r in reversed(left.values()) if wanted <= {place_of(c) for side in r.sides for c in side}), None)
        pairs.append((beside, left.pop(ruling.id) if ruling else None))
    return pairs, list(left.values())


def _facets(desk: Desk) -> Facets[DisputeRow]:
    view = desk.view

    def holder(value: str) -> str:
        actor = view.material.public(value)
        return actor.name if actor else value

    return Facets(
        standing(desk),
        {
            "kind": lambda row: (row.kind,),
            "outlet": lambda row: row.outlets,
            "holder": lambda row: {p.actor or p.outlet or "" for side in row.sides for p in side.positions} - {""},
            "judged": lambda row: ("yes" if row.id in view.rulings else "no",),
        },
        {"kind": lambda value: KINDS.get(value, value), "holder": holder},
    )


def _found(desk: Desk, facets: Facets[DisputeRow], query: Choice) -> tuple[Sequence[str], Callable[[Sequence[str]], Sequence[DisputeRow]]]:
    rows, ranks = {row.id: row for row in facets.rows(query.facets())}, desk.view.ranks
    order = sorted(rows, key=lambda id: ranks[id] if query.sort == "told" else (-rows[id].confidence, id))
    return order, lambda ids: [rows[id] for id in ids]
