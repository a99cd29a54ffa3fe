"""The reports of the case: what each is, where it comes from, what was found in it, and which could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from ...case import CaseView, Failure
from ..paging import Slice, cut
from ..render import Head, address, as_csv, as_json
from ..urls import url
from .common import CSV, ByCursor, ByPage, Listing, TheDesk, TheRenderer, documented, json_of, listing, page_links

router = APIRouter(tags=["reports"])
Key = tuple[str, str]  # ("failed", its place among the failures) or ("report", id)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report, or an input that could not be read: then `failure` says why and what to try, and all but `file` is empty.

    `title_in_text` tells a title that the text itself has from one that came beside it. `published` is ISO 8601, no finer than known,
    `published_how` where it comes from; `by_hand` names the metadata that a person set; `length` counts code points; `origins` are those
    the report credits; `notes` say what could not be read, and why.
    """

    id: str | None
    chip: str | None
    outlet: str | None
    published: str | None
    published_how: str | None
    title: str | None
    title_in_text: bool
    file: str
    url: str | None
    language: str | None
    length: int
    statements: int
    open_questions: int
    origins: tuple[str, ...]
    notes: tuple[str, ...]
    by_hand: tuple[str, ...]
    failure: Failure | None


@router.get("/reports.json", responses=documented(Listing[ReportRow]))
async def as_rows(desk: TheDesk, query: Annotated[ByCursor, Query()]) -> Response:
    """Inputs that could not be read, then the reports by date (undated last), outlet and file."""
    return as_json(listing(_keys(desk.view), lambda keys: _rows(desk.view, keys), query))


@router.get("/reports.csv", **CSV)
async def as_table(desk: TheDesk) -> Response:
    """All rows, flat."""
    return as_csv([_flat(row) for row in _rows(desk.view, _keys(desk.view))], "reports")


@router.get("/reports", include_in_schema=False)
async def page(request: Request, desk: TheDesk, render: TheRenderer, query: Annotated[ByPage, Query()]) -> Response:
    """The page."""
    view = desk.view
    keys = _keys(view)
    rows: Slice[Any] = cut(keys, lambda some: _rows(view, some), page=query.page)
    head = Head(
        title="Reports",
        heading="What was read",
        path=address(request),
        json=json_of("/reports", {}, rows, keys),
        csv="/reports.csv",
        current="reports",
        description="One row per report: outlet, date, title, what was found in it, and what could not be read.",
    )
    return render.html(
        "reports.html",
        head,
        rows=rows.items,
        failed=len(view.failures),
        there=len(view.material.readings),
        outlets=len(view.material.outlets),
        writable=desk.writable,
        file=desk.path.name,
        pager=page_links(rows, lambda n: url("reports", page=n if n > 1 else None)),
    )


def _keys(view: CaseView) -> list[Key]:
    return [*(("failed", str(n)) for n in range(len(view.failures))), *(("report", r.report.id) for r in view.material.readings)]


def _rows(view: CaseView, keys: Sequence[Key]) -> tuple[ReportRow, ...]:
    return tuple(_failed(view.failures[int(key)]) if kind == "failed" else _row(view, key) for kind, key in keys)


def _row(view: CaseView, id: str) -> ReportRow:
    reading = view.material.reading(id)
    report = reading.report
    return ReportRow(
        id=report.id,
        chip=view.material.chip(id),
        outlet=report.outlet,
        published=report.published.iso if report.published else None,
        published_how=report.published.how if report.published else None,
        title=report.title,
        title_in_text=report.title is not None and report.title in report.text,
        file=report.file,
        url=report.url,
        language=report.language or None,
        length=len(report.text),
        statements=len(reading.statements),
        open_questions=len(reading.open_questions),
        origins=tuple(dict.fromkeys(origin.name for origin in report.origins)),
        notes=(*report.notes, *reading.notes),
        by_hand=view.by_hand.get(id, ()),
        failure=None,
    )


def _failed(failure: Failure) -> ReportRow:
    return ReportRow(None, None, None, None, None, None, False, failure.name, None, None, 0, 0, 0, (), (), (), failure)


def _flat(row: ReportRow) -> dict[str, Any]:
    """A row of the table: lists joined by the writer, a failure in two columns."""
    cells = {field.name: getattr(row, field.name) for field in fields(row) if field.name != "failure"}
    return cells | {"failed": row.failure.what if row.failure else None, "to_try": row.failure.hint if row.failure else None}
