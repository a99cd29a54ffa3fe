"""The ledger: who says so, one row per statement, narrowed by facets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from ...case import LedgerRow
from ...case.pages import FACETS, FacetName, FacetValue, LedgerSort, flat
from ...model import Act, QuoteKind
from ..desk import Desk
from ..facets import Link, groups
from ..paging import Slice, cut
from ..render import Head, address, as_csv, as_json
from ..urls import url
from .common import CSV, ByCursor, ByPage, Listing, Text, TheDesk, TheRenderer, csv_of, documented, json_of, listing, page_links

router = APIRouter(tags=["ledger"])
_NAMES: dict[FacetName, str] = {
    "source": "Source",
    "act": "Act",
    "outlet": "Outlet",
    "kind": "Quotation",
    "channel": "By a channel",
    "nested": "At second hand",
    "disputed": "In a dispute",
}
_Within = list[tuple[str, str]] | None  # (report, statement) ids
_SORTS: dict[LedgerSort, str] = {"report": "by report", "source": "by source", "confidence": "least certain first"}


class Choice(BaseModel):
    """What the ledger is narrowed by."""

    source: Annotated[Text, Field(description="id of an actor")]
    act: Annotated[Act | None, Field(default=None)]
    outlet: Text
    kind: Annotated[QuoteKind | None, Field(default=None)]
    channel: Annotated[Literal["yes"] | None, Field(default=None)]
    nested: Annotated[Literal["yes"] | None, Field(default=None)]
    disputed: Annotated[Literal["yes"] | None, Field(default=None)]
    q: Annotated[Text, Field(description="words that source, cue and content hold")]
    sort: Annotated[LedgerSort, Field(default="report")]

    def facets(self) -> dict[FacetName, str]:
        """The choices in facets."""
        return {name: value for name in FACETS if (value := getattr(self, name))}

    def filters(self) -> dict[str, Any]:
        """Everything of the choice that an address carries."""
        return {**{str(n): v for n, v in self.facets().items()}, "q": self.q, "sort": self.sort if self.sort != "report" else None}


class PageOf(Choice, ByPage):
    """A page of the ledger."""


class RowsOf(Choice, ByCursor):
    """Rows of the ledger."""


@dataclass(frozen=True, slots=True)
class LedgerListing(Listing[LedgerRow]):
    """Rows of the ledger, with the counts of the facets."""

    facets: dict[FacetName, tuple[FacetValue, ...]]


@router.get("/ledger.json", responses=documented(LedgerListing))
async def as_rows(desk: TheDesk, query: Annotated[RowsOf, Query()]) -> Response:
    """Statements with source, cue and content; `facets` count what each further choice would leave."""
    within = _within(desk, query)
    rows = listing(*_found(desk, query, within), query)
    return as_json(LedgerListing(rows.items, rows.total, rows.next, _counts(desk, query, within)))


@router.get("/ledger.csv", **CSV)
async def as_table(desk: TheDesk, query: Annotated[Choice, Query()]) -> Response:
    """All statements of the choice, flat."""
    keys, make = _found(desk, query, _within(desk, query))
    return as_csv(flat("statements", make(keys)), "ledger")


@router.get("/ledger", include_in_schema=False)
async def page(request: Request, desk: TheDesk, render: TheRenderer, query: Annotated[PageOf, Query()]) -> Response:
    """The page."""
    within = _within(desk, query)
    keys, make = _found(desk, query, within)
    rows: Slice[Any] = cut(keys, make, page=query.page)
    filters = query.filters()

    def href(**changed: Any) -> str:
        return url("ledger", **{**filters, **changed})

    head = Head(
        title="Ledger",
        heading="Who says so",
        path=address(request),
        json=json_of("/ledger", filters, rows, keys),
        csv=csv_of("/ledger", filters),
        current="ledger",
        description="One row per statement: source, cue and content, with the passage it stands in.",
    )
    index = desk.view.ledger
    applied = [(f"{_NAMES[n]}: {index.name(n, v)}", href(**{n: None})) for n, v in query.facets().items()]
    applied += [(f"Words: {query.q}", href(q=None))] if query.q else []
    return render.html(
        "ledger.html",
        head,
        rows=rows.items,
        total=len(index),
        part=rows.total,
        groups=[] if render.still else groups(_counts(desk, query, within), _NAMES, query.facets(), href),
        applied=applied,
        clear=url("ledger") if applied else None,
        sorts=[Link(name, href(sort=None if sort == "report" else sort), None, sort == query.sort) for sort, name in _SORTS.items()],
        pager=page_links(rows, lambda n: href(page=n if n > 1 else None)),
        q=query.q or "",
        hidden=[(n, v) for n, v in filters.items() if v and n != "q"],
    )


def _found(desk: Desk, query: Choice, within: _Within) -> tuple[Sequence[Any], Any]:
    """The keys of all rows of a choice in their order, and what makes rows of keys."""
    index = desk.view.ledger
    places = index.ordered(index.select(query.facets(), within), query.sort)
    keys = index.keys(places)

    def make(some: Sequence[tuple[str, str]]) -> tuple[LedgerRow, ...]:
        return index.rows([n for key in some if (n := index.place(*key)) is not None])

    return keys, make


def _within(desk: Desk, query: Choice) -> _Within:
    """The statements that hold the words of a choice, None where it has none: asked of the case file once for rows and counts."""
    return desk.case.having(query.q, limit=len(desk.view.ledger)) if query.q and query.q.strip() else None


def _counts(desk: Desk, query: Choice, within: _Within) -> dict[FacetName, tuple[FacetValue, ...]]:
    index = desk.view.ledger
    return {name: index.counts(name, query.facets(), within) for name in FACETS}
