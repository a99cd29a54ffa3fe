"""What all pages share: the desk of a request, lists in pages and by cursor, the description of their JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar, cast
from urllib.parse import urlencode

from fastapi import Depends
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from ..desk import Desk
from ..paging import MOST, PAGE, Slice, after, cursor_before
from ..render import Renderer
from ..schema import ERROR, schema_of
from ..urls import sibling

T = TypeVar("T")
_TEXT = 400  # characters that a parameter may have


# Not plain functions: those would be sent to a thread for nothing.
async def _desk(request: Request) -> Desk:
    return cast(Desk, request.app.state.desk)


async def _render(request: Request) -> Renderer:
    render = cast(Renderer, request.app.state.render)
    render.mark_outlets()
    return render


TheDesk = Annotated[Desk, Depends(_desk)]
TheRenderer = Annotated[Renderer, Depends(_render)]
Text = Annotated[str | None, Field(default=None, max_length=_TEXT)]


class ByPage(BaseModel):
    """Which page of a list."""

    page: Annotated[int, Field(default=1, ge=1, le=1_000_000, description="page of rows, from 1")]


class ByCursor(BaseModel):
    """Which rows of a list."""

    cursor: Annotated[str | None, Field(default=None, max_length=_TEXT, description="`next` of the answer before")]
    limit: Annotated[int, Field(default=PAGE, ge=1, le=MOST, description="rows at most")]


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """Rows of a list as JSON gives them: some of `total`, and the cursor of the rows that follow, None behind the last."""

    items: tuple[T, ...]
    total: int
    next: str | None


def listing(keys: Sequence[Any], make: Callable[[Sequence[Any]], Sequence[Any]], query: ByCursor) -> Listing[Any]:
    """The rows that a cursor asks for."""
    found = after(keys, make, cursor=query.cursor, limit=query.limit)
    return Listing(found.items, found.total, found.next)


_TOLD = {400: "a query that cannot be answered", 404: "nothing of this case has that address", 401: "no token", 421: "another host name"}
ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"description": text, "content": {"application/json": {"schema": ERROR}}} for status, text in _TOLD.items()
}


def documented(kind: Any) -> dict[int | str, dict[str, Any]]:
    """What a JSON address may answer, for the OpenAPI description."""
    return {200: {"description": "what the page shows", "content": {"application/json": {"schema": schema_of(kind)}}}, **ERRORS}


def json_of(path: str, filters: Mapping[str, Any], slice_: Slice[Any] | None = None, keys: Sequence[Any] = ()) -> str:
    """The address of a page as JSON, with the filters and, for a page of a list, the cursor of its rows."""
    query = _given(filters)
    if slice_ is not None and (cursor := cursor_before(keys, slice_.start)):
        query["cursor"] = cursor
    return sibling(path, "json", urlencode(query))


def csv_of(path: str, filters: Mapping[str, Any]) -> str:
    """The address of a list as a table: all rows that the filters leave."""
    return sibling(path, "csv", urlencode(_given(filters)))


def _given(filters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in filters.items() if value not in (None, "", False)}


def page_links(slice_: Slice[Any], href: Callable[[int], str]) -> dict[str, Any]:
    """What the pager of a list needs."""
    number, pages = slice_.number, slice_.pages
    return {
        "page": number,
        "pages": pages,
        "previous": href(number - 1) if number > 1 else None,
        "next": href(number + 1) if number < pages else None,
        "total": slice_.total,
    }


CSV: dict[str, Any] = {
    "response_class": Response,
    "responses": {200: {"content": {"text/csv": {}}, "description": "the same rows as a table"}, **ERRORS},
}
