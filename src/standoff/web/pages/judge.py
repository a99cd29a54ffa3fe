"""A person's decisions: one form for people, one JSON address for programs, and what was judged so far."""

from __future__ import annotations

from typing import Annotated, Literal, cast

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ...case import JudgementRow
from ...model import JudgementKind, UsageProblem
from ..desk import Desk
from ..errors import Refused
from ..render import as_json
from ..safety import FormKey
from ..urls import url
from .common import ERRORS, ByCursor, Listing, TheDesk, documented, listing

router = APIRouter(tags=["judgements"])
Kind = Literal["same", "not-same", "dispute", "no-dispute", "actor", "undo"]
_ITEM = 200  # characters


class Decision(BaseModel):
    """What a person decides. `items`: two passages, claims or actors; a dispute; a statement and an actor; for undo a judgement's id."""

    model_config = ConfigDict(extra="forbid")
    kind: Kind
    items: Annotated[list[Annotated[str, Field(max_length=_ITEM)]], Field(min_length=1, max_length=2)]
    by: Annotated[str | None, Field(default=None, max_length=_ITEM, description="who judges; the one the server was started for")]
    note: Annotated[str, Field(default="", max_length=2000)]


@router.get("/judgements.json", responses=documented(Listing[JudgementRow]))
async def judgements(desk: TheDesk, query: Annotated[ByCursor, Query()]) -> Response:
    """Every judgement in the order in which they were made, those taken back too."""
    rows = {row.id: row for row in desk.view.judgements()}
    return as_json(listing(list(rows), lambda ids: [rows[id] for id in ids], query))


_MADE = {
    201: documented(JudgementRow)[200],
    **ERRORS,
    403: ERRORS[400] | {"description": "asked for by another site"},
    413: ERRORS[400] | {"description": "too large"},
    415: ERRORS[400] | {"description": "not JSON by its type"},
}


@router.post("/judgements.json", status_code=201, responses=_MADE)
async def decide(request: Request, desk: TheDesk, decision: Decision) -> Response:
    """Adds a judgement, which outranks the machine, and gives it; the same by the same person gives the first one again."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        # What a form of another site can send is not JSON by its type.
        raise Refused("A judgement comes as JSON.", status=415, where="content-type", hint="application/json")
    made = await _judge(desk, decision.kind, decision.items, decision.by, decision.note)
    return as_json(next(row for row in desk.view.judgements() if row.id == made), status=201)


@router.post("/judge", include_in_schema=False)
async def press(request: Request, desk: TheDesk) -> Response:
    """The buttons of the pages: fields csrf, kind, item (one or two), back. Leads back to where they were pressed."""
    key = cast(FormKey, request.app.state.key)
    async with request.form(max_fields=20, max_files=0) as form:
        fields = {name: [str(value) for value in form.getlist(name)] for name in ("csrf", "kind", "item", "back", "note")}
    key.check(next(iter(fields["csrf"]), None))
    kind = next(iter(fields["kind"]), "")
    made = await _judge(desk, kind, fields["item"], None, next(iter(fields["note"]), "")[:2000])
    return RedirectResponse(_back(next(iter(fields["back"]), ""), made), status_code=303)


async def _judge(desk: Desk, kind: str, items: list[str], by: str | None, note: str) -> str:
    if not items or any(len(item) > _ITEM for item in items):
        raise UsageProblem("A judgement names what is judged.", where="item", hint="press the button of a passage")
    made = await desk.judge(cast(JudgementKind, kind), *items, by=by or desk.settings.by, note=note)
    return made.id


def _back(path: str, made: str) -> str:
    """Where a form came from, if that is a page of ours."""
    fine = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if fine else url("review") + f"#{made}"
