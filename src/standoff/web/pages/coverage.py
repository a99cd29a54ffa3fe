"""The coverage matrix: claims, events and sides of disputes against outlets, whole, or what one outlet leaves out or alone tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from ...case.pages import Lack, Of, Thing, ThingRow, flat
from ...model import UsageProblem
from ..desk import Desk
from ..errors import NotFound
from ..facets import Link
from ..matrix import matrix
from ..paging import Slice, cut
from ..render import Head, address, as_csv, as_json
from ..urls import url
from .common import CSV, ByCursor, ByPage, Listing, Text, TheDesk, TheRenderer, csv_of, documented, json_of, listing, page_links

router = APIRouter(tags=["outlets"])
By = Literal["several", "all"]
KINDS: dict[Of, str] = {"events": "Events", "claims": "Claims", "disputes": "Disputes, side by side"}
_THINGS: dict[Of, tuple[str, str]] = {"events": ("event", "events"), "claims": ("claim", "claims"), "disputes": ("side", "sides")}
_ROWS = 30  # rows of a page


class Choice(BaseModel):
    """Which outlets are shown."""

    outlet: Annotated[Text, Field(description="name or short code of one outlet, to be shown whole")]


class Things(Choice):
    """Which things are told by whom."""

    of: Annotated[Of, Field(default="events")]
    lack: Annotated[Lack | None, Field(default=None, description="of an outlet: left out, though others tell it; alone, told by no other")]
    by: Annotated[By | None, Field(default=None, description="several: told by two outlets and more; all; several where there are some")]

    def filters(self) -> dict[str, Any]:
        """Everything of the choice that an address carries."""
        return {"of": self.of, "outlet": self.outlet, "lack": self.lack, "by": self.by}


class PageOf(Things, ByPage):
    """A page of the matrix."""


class RowsOf(Things, ByCursor):
    """Rows of the matrix."""


@router.get("/outlets/coverage.json", responses=documented(Listing[ThingRow]))
async def coverage_rows(desk: TheDesk, query: Annotated[RowsOf, Query()]) -> Response:
    """Claims, events or sides of disputes with how each outlet tells them, what most outlets tell first."""
    things, make = _things(desk, query)
    return as_json(listing([(t.id, t.side) for t in things], make, query))


@router.get("/outlets/coverage.csv", **CSV)
async def coverage_table(desk: TheDesk, query: Annotated[Things, Query()]) -> Response:
    """One row for each thing and outlet."""
    things, make = _things(desk, query)
    return as_csv(flat("coverage", make([(t.id, t.side) for t in things])), f"coverage-{query.of}")


@router.get("/outlets/coverage", include_in_schema=False)
async def coverage_page(request: Request, desk: TheDesk, render: TheRenderer, query: Annotated[PageOf, Query()]) -> Response:
    """The page of the matrix."""
    things, make = _things(desk, query)
    keys = [(t.id, t.side) for t in things]
    rows: Slice[Any] = cut(keys, make, page=query.page, size=_ROWS)
    whole, outlet = desk.view.outlet_index.matrix, outlet_named(desk, query.outlet)
    filters = query.filters()

    def href(**changed: Any) -> str:
        return url("coverage", **{**filters, **changed})

    every = whole.things(query.of)
    several = sum(len(t.telling) > 1 for t in every)
    head = Head(
        title="Coverage",
        heading="Who tells what",
        path=address(request),
        json=json_of("/outlets/coverage", filters, rows, keys),
        csv=csv_of("/outlets/coverage", filters),
        current="outlets",
        description="Claims, events and disputes against outlets: who tells each in its own voice, attributes it, denies it, is silent.",
    )
    return render.html(
        "coverage.html",
        head,
        matrix=matrix(desk, rows.items),
        kinds=[Link(name, url("coverage", of=of), len(whole.things(of)), of == query.of) for of, name in KINDS.items()],
        of=query.of,
        nouns=_THINGS[query.of],
        by=_by(query, every),
        ways=[
            Link("told by several", href(by="several", lack=None, outlet=None), several),
            Link("all", href(by="all", lack=None, outlet=None), len(every)),
        ],
        outlet=outlet,
        lack=query.lack,
        lacks=_lack_links(desk, query, outlet) if outlet else (),
        chosen=[Link(o, href(outlet=o, by=None, lack=query.lack), None, o == outlet) for o in desk.view.material.outlets],
        clear=url("coverage", of=query.of) if outlet else None,
        total=rows.total,
        outlets=len(desk.view.material.outlets),
        pager=page_links(rows, lambda n: href(page=n if n > 1 else None)),
    )


def outlet_named(desk: Desk, name: str | None) -> str | None:
    """The outlet of an address. Raises NotFound where the case has none of that name."""
    if not name:
        return None
    try:
        return desk.view.outlet_named(name)
    except UsageProblem:
        raise NotFound("No outlet of this case has that name.", where=name[:60], hint="/outlets lists them") from None


def _by(query: Things, every: Sequence[Thing]) -> By:
    """Whether only what several outlets tell is shown: where nothing was asked for, and there is such."""
    return query.by or ("several" if any(len(t.telling) > 1 for t in every) else "all")


def _things(desk: Desk, query: Things) -> tuple[Sequence[Thing], Callable[[Sequence[tuple[str, str | None]]], Sequence[ThingRow]]]:
    """The things of a choice, and what makes rows of their keys."""
    whole, outlet = desk.view.outlet_index.matrix, outlet_named(desk, query.outlet)
    if query.lack and outlet is None:
        raise UsageProblem("What is left out, or told alone, is of an outlet.", where="lack", hint="outlet=NAME")
    found = whole.select(query.of, outlet, query.lack)
    if outlet is None and _by(query, found) == "several":
        found = tuple(t for t in found if len(t.telling) > 1)
    by_key = {(t.id, t.side): t for t in found}
    return found, lambda keys: whole.rows(by_key[key] for key in keys)


def _lack_links(desk: Desk, query: Things, outlet: str) -> list[Link]:
    """What may be shown of one outlet."""
    count = desk.view.outlet_index.matrix.count
    ways: tuple[tuple[str, Literal["told", "left out", "alone"]], ...] = (
        ("that it tells", "told"),
        ("that it leaves out", "left out"),
        ("that it alone tells", "alone"),
    )
    found = []
    for name, what in ways:
        lack = None if what == "told" else what
        href = url("coverage", of=query.of, outlet=outlet, lack=lack)
        found.append(Link(name, href, count(outlet, query.of, what), lack == query.lack))
    return found
