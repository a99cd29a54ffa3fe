"""The front page: in twenty seconds what is contested, what is told by several, what nobody knows, and who says so."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from ...case.pages import Front, front
from ..render import Head, address, as_json
from ..timeline_words import when_told
from ..urls import sibling
from .common import TheDesk, TheRenderer, documented
from .disputes import KINDS, shown, standing

router = APIRouter(tags=["account"])


@router.get("/account.json", responses=documented(Front))
async def as_account(desk: TheDesk) -> Response:
    """What the front page shows: the disputes it leads with, claims of several origins, open questions, sources, labels."""
    return as_json(front(desk.view.material))


@router.get("/", include_in_schema=False)
async def page(request: Request, desk: TheDesk, render: TheRenderer) -> Response:
    """The page."""
    view = desk.view
    found = front(view.material)
    head = Head(title=desk.path.stem, path=address(request), json=sibling("/", "json"), current="account")
    if not view.material.readings:
        return render.html("new.html", head, failures=view.failures, path=desk.path.name)
    dates = sorted(r.report.published.iso[:10] for r in view.material.readings if r.report.published)
    there = {row.id for row in standing(desk)}
    briefs = [shown(desk, brief.row, brief.sides) for brief in found.disputes if brief.row.id in there]
    lead = briefs[0] if briefs else None
    return render.html(
        "account.html",
        head,
        found=found,
        lead=lead,
        sides=[side for side in lead.row.sides if side.side != "-"] if lead else [],
        others=briefs[1:],
        kinds=KINDS,
        whens={deed.id: when_told(deed.when, deed.ground, deed.date) for deed in found.happened},
        dates=(dates[0], dates[-1]) if dates else None,
        undated=len(view.material.readings) - len(dates),
        published={r.report.id: r.report.published.iso if r.report.published else None for r in view.material.readings},
        outlets=[(outlet, len(reports)) for outlet, reports in view.material.outlets.items()],
        most=max((s.statements for s in found.speakers.most), default=1),
        notes=view.notes,
        failed=len(view.failures),
    )
