"""Two reports side by side: passages that they share, that stand against each other, that are on the same matter; then both texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ...case import CaseView, Mark
from ...case.pages import AlignedRow, ByReport, SideBySide, flat, parts, segments
from ...model import Report, Span, UsageProblem
from ...model.visible import visible
from ..errors import NotFound
from ..facets import Link
from ..render import Head, address, as_csv, as_json
from ..urls import sibling, url
from .common import CSV, Text, TheDesk, TheRenderer, documented
from .report import PART, language_of, moved

router = APIRouter(tags=["outlets"])
ReportId = Annotated[str, Path(description="id of a report, the beginning of one, a file name, or its short code")]
_NEAR, _LISTED = 30, 300  # reports that are offered beside a chosen one, and that are offered at all
_TITLES = {"conflict": "stand against each other", "shared": "tell the same", "same matter": "are on the same matter"}


class Chosen(BaseModel):
    """Which reports are chosen so far."""

    left: Annotated[Text, Field(description="id, file name or short code of a report")]
    right: Annotated[Text, Field(description="id, file name or short code of another")]


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a row at the first character that it marks: where it stands, and where it leads in the other text."""

    number: int
    relation: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text that looks the same all along, with the numbers of what begins at it."""

    text: str
    kind: str
    begins: Sequence[Number]


@router.get("/compare", include_in_schema=False)
async def choose(request: Request, desk: TheDesk, render: TheRenderer, query: Annotated[Chosen, Query()]) -> Response:
    """The page where two reports are chosen."""
    view = desk.view
    left, right = (_named(view, name) if name else None for name in (query.left, query.right))
    if left and right:
        return RedirectResponse(url("compared", left=left, right=right), status_code=303)
    known = left or right
    head = Head(
        title="Two reports",
        heading="Two reports side by side",
        path=address(request),
        current="outlets",
        description="Choose two reports to see what they share, where they stand against each other, what only one has.",
    )
    return render.html(
        "compare.html",
        head,
        found=None,
        chosen=view.material.reading(known).report if known else None,
        near=_near(view, known) if known else [],
        options=[(id, _option(view, id)) for id in _ordered(view)[:_LISTED]],
        many=len(view.material.readings) > _LISTED,
        pairs=_pairs(view) if render.still else (),
        there=len(view.material.readings),
    )


@router.get("/compare/{left}/{right}.json", responses=documented(SideBySide))
async def as_rows(request: Request, desk: TheDesk, left: ReportId, right: ReportId) -> Response:
    """Two reports side by side: aligned passages in the order of the left one, each with why, and what only one report has."""
    ids = _named(desk.view, left), _named(desk.view, right)
    if ids != (left, right):
        return moved(sibling(url("compared", left=ids[0], right=ids[1]), "json"), request)
    return as_json(desk.view.side_by_side(*ids))


@router.get("/compare/{left}/{right}.csv", **CSV)
async def as_table(desk: TheDesk, left: ReportId, right: ReportId) -> Response:
    """One row for each passage of each report that is aligned."""
    ids = _named(desk.view, left), _named(desk.view, right)
    return as_csv(flat("aligned", desk.view.side_by_side(*ids).rows), "compare")


@router.get("/compare/{left}/{right}", include_in_schema=False)
async def page(request: Request, desk: TheDesk, render: TheRenderer, left: ReportId, right: ReportId) -> Response:
    """The page of two reports."""
    view = desk.view
    ids = _named(view, left), _named(view, right)
    if ids != (left, right):
        return moved(url("compared", left=ids[0], right=ids[1]), request)
    found = view.side_by_side(*ids)
    outlets = [visible(side.outlet, lines=False) for side in (found.left, found.right)]
    head = Head(
        title=f"{outlets[0]} beside {outlets[1]}",
        path=address(request),
        json=sibling(url("compared", left=ids[0], right=ids[1]), "json"),
        csv=sibling(url("compared", left=ids[0], right=ids[1]), "csv"),
        current="outlets",
        description="Two reports side by side: what they share, where they stand against each other, what only one has.",
    )
    readings = [view.material.reading(id) for id in ids]
    questions = {row.id: row.question for row in view.disputes()}
    return render.html(
        "compare.html",
        head,
        found=found,
        sides=[
            ("left", found.left, readings[0].report, _text(view, ids[0], found.rows, left=True)),
            ("right", found.right, readings[1].report, _text(view, ids[1], found.rows, left=False)),
        ],
        titles=_TITLES,
        counts=[(relation, found.count(relation), name) for relation, name in _TITLES.items()],  # type: ignore[arg-type]
        questions=questions,
        swapped=url("compared", left=ids[1], right=ids[0]),
        same=ids[0] == ids[1],
        languages=[language_of(reading.report) for reading in readings],
        part=PART,
        shown_id=ids,
    )


def _named(view: CaseView, name: str) -> str:
    """The id of the report that an address names. Raises NotFound."""
    try:
        return view.report_named(name)
    except UsageProblem as problem:
        raise NotFound(problem.what, where=name[:80], hint="/reports lists them") from None


def _ordered(view: CaseView) -> Sequence[str]:
    return [reading.report.id for reading in view.material.readings]


def _option(view: CaseView, id: str) -> str:
    """A report in a list of choices: code, outlet, date, title."""
    report: Report = view.material.reading(id).report
    date = report.published.iso[:10] if report.published else "undated"
    name = visible(report.title or report.file, lines=False)
    return f"{view.material.chip(id)} {visible(view.material.outlet(id), lines=False)}, {date}: {name[:70]}"


def _pairs(view: CaseView) -> list[tuple[str, str, list[Link]]]:
    """Each report with a link to it beside each other one, the earlier on the left."""
    ids = _ordered(view)
    return [
        (
            id,
            _option(view, id),
            [Link(_option(view, ids[k]), url("compared", left=ids[min(n, k)], right=ids[max(n, k)])) for k in range(len(ids)) if k != n],
        )
        for n, id in enumerate(ids)
    ]


def _near(view: CaseView, report: str) -> list[Link]:
    """The reports that share most claims, events and disputes with one, those of other outlets before its own."""
    shared = view.material.kept(ByReport).near(report)
    mine, places = view.material.outlet(report), view.material.places
    others = [id for id in _ordered(view) if id != report]
    others.sort(key=lambda id: (-shared.get(id, 0), view.material.outlet(id) == mine, places[id]))
    return [Link(_option(view, id), url("compared", left=report, right=id), shared.get(id, 0)) for id in others[:_NEAR]]


def _text(view: CaseView, id: str, rows: Sequence[AlignedRow], *, left: bool) -> Sequence[Sequence[Stretch]]:
    """The paragraphs of a report with the numbers of what is aligned; of a text that is too long for a page the first part."""
    reading = view.material.reading(id)
    text = reading.report.text
    relations = {str(row.number): row.relation for row in rows}
    spans = {str(row.number): row.left_spans if left else row.right_spans for row in rows}
    first = {number: min(of) for number, of in spans.items() if of}
    marks = [Mark(span, "content", number) for number, of in spans.items() for span in of]
    marks += [Mark(f.span, "furniture", f.kind) for f in reading.report.furniture]
    return [_paragraph(text, block, marks, first, relations) for block in parts(reading, PART)[0]]


def _paragraph(text: str, block: Span, marks: Sequence[Mark], first: dict[str, Span], relations: dict[str, Any]) -> Sequence[Stretch]:
    found = []
    for cut in segments(block, marks, [span.start for span in first.values()]):
        numbers = [m.item for m in cut.marks if m.layer == "content"]
        kinds = sorted({relations[n] for n in numbers}, key=list(_TITLES).index)
        furniture = any(m.layer == "furniture" for m in cut.marks)
        # What begins before a paragraph, in the blanks between two, begins with it.
        begins = [n for n in numbers if max(first[n].start, block.start) == cut.span.start and first[n].overlaps(block)]
        kind = f"m-{kinds[0].replace(' ', '-')}" if kinds else "m-furniture" if furniture else ""
        found.append(Stretch(cut.span.of(text), kind, [Number(int(n), relations[n]) for n in dict.fromkeys(begins)]))
    return found
