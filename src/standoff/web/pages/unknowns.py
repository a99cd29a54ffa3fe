"""Open questions: what outlets and sources call unclear or unverified, and what other reports say to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from ...case import UnknownRow
from ...case.pages import FacetValue, flat
from ..desk import Desk
from ..facets import Facets, groups
from ..paging import cut
from ..render import Head, address, as_csv, as_json
from ..urls import url
from .common import CSV, ByCursor, ByPage, Listing, Text, TheDesk, TheRenderer, csv_of, documented, json_of, listing, page_links

router = APIRouter(tags=["unknowns"])
_ROWS = 25
_TITLES = {"outlet": "Outlet", "voice": "Whose voice", "answered": "Other reports on it"}
_NAMES = {
    "voice": {"own": "Own voice", "attributed": "Attributed"},
    "answered": {"yes": "A passage found", "no": "None found"},
}
_WHEN = {"later": "in a later report", "same day": "in a report of the same day", "undated": "in a report whose place in time is not known"}


class Choice(BaseModel):
    """What the open questions are narrowed by."""

    outlet: Text
    voice: Annotated[Literal["own", "attributed"] | None, Field(default=None, description="who says that it is not known")]
    answered: Annotated[Literal["yes", "no"] | None, Field(default=None, description="whether a passage of another report speaks to it")]

    def facets(self) -> dict[str, str]:
        """The choices in facets."""
        return {name: value for name in _TITLES if (value := getattr(self, name))}


class PageOf(Choice, ByPage):
    """A page of open questions."""


class RowsOf(Choice, ByCursor):
    """Rows of open questions."""


@dataclass(frozen=True, slots=True)
class UnknownListing(Listing[UnknownRow]):
    """Open questions, with the counts of the facets."""

    facets: dict[str, tuple[FacetValue, ...]]


@router.get("/unknowns.json", responses=documented(UnknownListing))
async def as_rows(desk: TheDesk, query: Annotated[RowsOf, Query()]) -> Response:
    """Passages that say that something is not known; `answers` are passages of other reports that say something to it."""
    facets = _facets(desk)
    rows = listing(*_found(facets, query), query)
    return as_json(UnknownListing(rows.items, rows.total, rows.next, facets.counts(query.facets())))


@router.get("/unknowns.csv", **CSV)
async def as_table(desk: TheDesk, query: Annotated[Choice, Query()]) -> Response:
    """All open questions of the choice, flat."""
    return as_csv(flat("unknowns", _facets(desk).rows(query.facets())), "unknowns")


@router.get("/unknowns", include_in_schema=False)
async def page(request: Request, desk: TheDesk, render: TheRenderer, query: Annotated[PageOf, Query()]) -> Response:
    """The page."""
    facets, chosen = _facets(desk), query.facets()
    keys, make = _found(facets, query)
    rows = cut(keys, make, page=query.page, size=_ROWS)

    def href(**changed: Any) -> str:
        return url("unknowns", **{**chosen, **changed})

    head = Head(
        title="Open questions",
        heading="What nobody knows yet",
        path=address(request),
        json=json_of("/unknowns", chosen, rows, keys),
        csv=csv_of("/unknowns", chosen),
        current="unknowns",
        description="What outlets and their sources call unclear or unverified, and what other reports say to it.",
    )
    applied = [(f"{_TITLES[n]}: {facets.name(n, v)}", href(**{n: None})) for n, v in chosen.items()]
    return render.html(
        "unknowns.html",
        head,
        rows=rows.items,
        total=len(desk.view.unknowns()),
        part=rows.total,
        groups=[] if render.still else groups(facets.counts(chosen), _TITLES, chosen, href),
        applied=applied,
        clear=url("unknowns") if applied else None,
        pager=page_links(rows, lambda n: href(page=n if n > 1 else None)),
        when=_WHEN,
    )


def _facets(desk: Desk) -> Facets[UnknownRow]:
    return Facets(
        desk.view.unknowns(),
        {
            "outlet": lambda row: (row.outlet,),
            "voice": lambda row: ("attributed" if row.chain else "own",),
            "answered": lambda row: ("yes" if row.answers else "no",),
        },
        {facet: partial(_called, facet) for facet in _NAMES},
    )


def _called(facet: str, value: str) -> str:
    return _NAMES[facet].get(value, value)


def _found(facets: Facets[UnknownRow], query: Choice) -> tuple[Sequence[Any], Callable[[Sequence[Any]], Sequence[UnknownRow]]]:
    """The keys of the rows of a choice, and what makes rows of keys."""
    rows = {(row.report, row.id): row for row in facets.rows(query.facets())}
    return list(rows), lambda keys: [rows[key] for key in keys]
