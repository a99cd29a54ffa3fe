"""The review queue: where the program is unsure, weakest evidence first, and what was judged so far."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from ...case.pages import DoubtRow
from ..desk import Desk
from ..facets import Link
from ..paging import cut
from ..render import Head, address, as_json
from ..urls import url
from .common import ByCursor, ByPage, Listing, TheDesk, TheRenderer, documented, json_of, listing, page_links

router = APIRouter(tags=["judgements"])
_NAMES = {"dispute": "Is this a dispute?", "claim": "Do these say the same?", "actor": "Are these the same?"}
_ROWS = 20
_DECIDED = 50


class Choice(BaseModel):
    """Which doubts."""

    kind: Annotated[Literal["dispute", "claim", "actor"] | None, Field(default=None)]


class PageOf(Choice, ByPage):
    """A page of the queue."""


class RowsOf(Choice, ByCursor):
    """Rows of the queue."""


@router.get("/review.json", responses=documented(Listing[DoubtRow]))
async def as_rows(desk: TheDesk, query: Annotated[RowsOf, Query()]) -> Response:
    """Links that the program is unsure of and nobody has judged, with the judgement that each answer makes."""
    keys, make = _found(desk, query)
    return as_json(listing(keys, make, query))


@router.get("/review", include_in_schema=False)
async def page(request: Request, desk: TheDesk, render: TheRenderer, query: Annotated[PageOf, Query()]) -> Response:
    """The page."""
    keys, make = _found(desk, query)
    rows, queue = cut([] if render.still else keys, make, page=query.page, size=_ROWS), desk.view.queue
    # A folder has the decisions alone, and all of them.
    decided = cut(range(len(queue.decided)), lambda some: [queue.decided[n] for n in some], page=query.page, size=_DECIDED)

    def href(**changed: Any) -> str:
        return url("review", **{"kind": query.kind, **changed})

    head = Head(
        title="Decisions" if render.still else "Review",
        heading="What people decided" if render.still else "Where the program is unsure",
        path=address(request),
        json=json_of("/review", {"kind": query.kind}, rows, keys),
        current="review",
    )
    counts = {kind: sum(d.kind == kind for d in queue.doubts) for kind in _NAMES}
    return render.html(
        "review.html",
        head,
        rows=rows.items,
        names=_NAMES,
        kinds=[Link("all", href(kind=None), len(queue.doubts), query.kind is None)]
        + [Link(kind, href(kind=kind), n, kind == query.kind) for kind, n in counts.items()],
        decided=decided.items if render.still else queue.decided[:_DECIDED],
        all_decided=len(queue.decided),
        total=len(queue.doubts),
        writable=desk.writable,
        pager=page_links(decided if render.still else rows, lambda n: href(page=n if n > 1 else None)),
        back=address(request),
    )


def _found(desk: Desk, query: Choice) -> tuple[list[str], Any]:
    doubts = {d.id: d for d in desk.view.queue.doubts if query.kind in (None, d.kind)}
    return list(doubts), lambda ids: desk.view.doubts([doubts[id] for id in ids])
