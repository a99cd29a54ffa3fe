"""Out of the house: the account in the formats of other programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from ...case import FORMATS, requested
from ..desk import Desk
from ..errors import NotFound, Refused
from ..exporting import Wanted
from ..render import Head, address, as_json, attached
from ..urls import sibling, url
from .common import ERRORS, TheDesk, TheRenderer, documented

router = APIRouter(tags=["export"])


class Extent(BaseModel):
    """How much of the case goes along."""

    full_text: Annotated[bool, Field(default=False, description="whole texts too, not only the quoted evidence")]
    private: Annotated[bool, Field(default=False, description="name private persons too")]


@dataclass(frozen=True, slots=True)
class FormatRow:
    """A format: its name, what it is and what opens it, whether it can carry whole texts, where it is, what must be installed first."""

    name: str
    title: str
    what: str
    file: str
    texts: bool
    private: bool
    href: str
    install: str | None


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats that the account leaves in."""

    items: tuple[FormatRow, ...]


@router.get("/export.json", responses=documented(Formats))
async def as_data(desk: TheDesk) -> Response:
    """The formats of other programs that the account can be had in, and where."""
    return as_json(Formats(_rows(desk)))


@router.get("/export", include_in_schema=False)
async def page(request: Request, desk: TheDesk, render: TheRenderer) -> Response:
    """The page."""
    head = Head(
        title="Export",
        heading="Export the account",
        path=address(request),
        json=sibling("/export", "json"),
        current="export",
        description="The whole account in the formats that other programs open.",
    )
    return render.html("export.html", head, formats=_rows(desk), path=desk.path.name, many=len(desk.view.material.readings) > _MANY)


_MANY = 200  # reports from which an export takes more than a few seconds
_FILE = {
    200: {
        "description": "the export, a folder as a zip archive",
        "content": {media: {} for media in ("application/zip", *(f.media for f in FORMATS.values() if not f.folder))},
    },
    **ERRORS,
    403: ERRORS[400] | {"description": "asked for by another site"},
    503: ERRORS[400] | {"description": "it cannot be made here"},
}


@router.get("/export/{form}", response_class=Response, responses=_FILE)
async def download(
    request: Request,
    desk: TheDesk,
    form: Annotated[str, Path(description="a format: " + ", ".join(FORMATS))],
    query: Annotated[Extent, Query()],
) -> Response:
    """The whole account in a format. It is made in a process of its own: of 1,000 reports within a minute."""
    if form not in FORMATS:
        raise NotFound(f"There is no export {form[:40]!r}.", where=request.url.path[:200], hint="one of " + ", ".join(FORMATS))
    if request.headers.get("sec-fetch-site") in ("cross-site", "same-site"):
        # Nothing of the answer could be read there, but making it costs as much.
        raise Refused("Another site asked for this export.", status=403, where=form, hint="the page /export here")
    found = requested(form, full_text=query.full_text, private=query.private)
    wanted = Wanted(form, query.full_text, query.private)
    made = await desk.exports.make(wanted)
    name = attached(f"{desk.path.stem}{wanted.suffix}")
    return FileResponse(made, media_type="application/zip" if found.folder else found.media, headers={"content-disposition": name})


def _rows(desk: Desk) -> tuple[FormatRow, ...]:
    return tuple(
        FormatRow(
            name=f.name,
            title=f.title,
            what=f.what,
            file=f"{desk.path.stem}{Wanted(f.name).suffix}",
            texts=f.texts,
            private=f.private,
            href=url("exported", form=f.name),
            install=f.missing,
        )
        for f in FORMATS.values()
    )
