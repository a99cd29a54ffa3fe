"""Outlets: what each carries and leaves out, whom it calls what, whose words fill it, by which verbs, on whom it rests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from ...case.pages import (
    LEAST_MENTIONS,
    LEAST_STATEMENTS,
    LEAST_TONED,
    LEAST_USES,
    ActorLabels,
    Of,
    OutletCues,
    Outlets,
    ToneRow,
    VoiceRow,
    flat,
)
from ..desk import Desk
from ..matrix import Matrix, matrix
from ..paging import Slice, cut
from ..render import Head, address, as_csv, as_json
from ..urls import url
from .common import CSV, ByCursor, ByPage, Listing, TheDesk, TheRenderer, csv_of, documented, json_of, listing, page_links
from .coverage import Choice, outlet_named

router = APIRouter(tags=["outlets"])
Part = Literal["labels", "voices", "cues", "tones"]
_TOLD: dict[Part, str] = {
    "labels": "What outlets, and those whom they quote, call each actor beyond the bare name.",
    "voices": "Whose words fill the reports of each outlet: its own, those of its sources, quoted and not.",
    "cues": "By which words each outlet attributes, and which it uses more often than the others.",
    "tones": "Of whom outlets tell in a good or a bad light in their own voice, with every such sentence.",
}
_DESCRIBED: dict[Part, dict[int | str, dict[str, Any]]] = {
    "labels": documented(Listing[ActorLabels]),
    "voices": documented(Listing[VoiceRow]),
    "cues": documented(Listing[OutletCues]),
    "tones": documented(Listing[ToneRow]),
}
_FULL = 8  # outlets of which every section shows all; of more those with the most reports
_SHOWN = 6  # of those
_OUTLETS, _OF_ONE = 20, 100  # outlets of a page, sources of one outlet
_IN_PART: dict[Part, int] = {"labels": 25, "voices": 12, "cues": 25, "tones": 12}  # rows of a page of a list
_FEW, _OF_LACKS, _SOME = 3, 20, 6  # things below an outlet among all and alone, rows of the matrix on the page of all
_WORDS = (5, 40)  # words of labels on the page of all, and on that of labels
_ACTORS, _LABELS, _SOURCES, _TONED = 8, 3, 5, 6
_MANY, _ACROSS, _IN_FILE = 24, 6, 12  # outlets from which a file is brief, outlets of a row in it, words


class PartOf(Choice, ByPage):
    """A page of one of the lists."""

    part: Annotated[Part | None, Field(default=None, description="the list that is shown whole: labels, voices, cues, tones")]


class ListOf(Choice, ByCursor):
    """Rows of one of the lists."""


@router.get("/outlets.json", responses=documented(Outlets))
async def as_whole(desk: TheDesk) -> Response:
    """All outlets side by side: numbers, omissions, labels, shares of voice, cues, tones; the beginning of each list."""
    return as_json(desk.view.outlets_compared())


@router.get("/outlets.csv", **CSV)
async def as_table(desk: TheDesk) -> Response:
    """One row for each outlet."""
    return as_csv(flat("outlets", desk.view.outlets()), "outlets")


def _part(part: Part) -> None:
    """The two other forms of one of the lists."""

    @router.get(f"/outlets/{part}.json", responses=_DESCRIBED[part], name=f"{part}_rows", description=_TOLD[part])
    async def rows(desk: TheDesk, query: Annotated[ListOf, Query()]) -> Response:
        """Rows by cursor."""
        keys, make = _rows_of(desk, part, outlet_named(desk, query.outlet))
        return as_json(listing(keys, make, query))

    @router.get(f"/outlets/{part}.csv", name=f"{part}_table", description=f"{_TOLD[part]} Flat.", **CSV)
    async def table(desk: TheDesk, query: Annotated[Choice, Query()]) -> Response:
        """All rows, flat."""
        keys, make = _rows_of(desk, part, outlet_named(desk, query.outlet))
        return as_csv(flat(part, make(keys)), part)


for _name in get_args(Part):
    _part(_name)


@router.get("/outlets", include_in_schema=False)
async def page(request: Request, desk: TheDesk, render: TheRenderer, query: Annotated[PartOf, Query()]) -> Response:
    """The page of all outlets, of one of them, or of one list."""
    index, one = desk.view.outlet_index, outlet_named(desk, query.outlet)
    every = sorted(index.rows, key=lambda row: -row.reports) if len(index.rows) > _FULL else list(index.rows)
    shown = [one] if one else [row.outlet for row in every][: len(every) if len(every) <= _FULL else _SHOWN]
    part = query.part
    # Of many outlets a file has room for some; the pages of actors and of each outlet have the rest.
    brief = bool(render.still) and not one and len(every) > _MANY
    differing = render.once("differing", None, lambda: len(index.designations.differing(len(index.labelled))))
    by_name = {row.outlet: row for row in every}
    keys, make = _rows_of(desk, part, one) if part else ([one] if one else list(by_name), lambda some: [by_name[o] for o in some])
    rows: Slice[Any] = cut(keys, make, page=query.page, size=_IN_PART[part] if part else _OUTLETS)
    # The further files of a list have the list alone.
    further = bool(render.still) and rows.number > 1
    lists: dict[str, Any] = {
        name: make_(keys_[: _beginning(name, one, differing)])
        for name in get_args(Part)
        if part is None and not further
        for keys_, make_ in [_rows_of(desk, name, one, shown)]
    }
    if part or further:
        lists = {name: rows.items if name == part else () for name in get_args(Part)}
    head = Head(
        title=f"Outlets: {one}" if one else "Outlets",
        heading="" if one else "How it is told",
        path=address(request),
        json=json_of(f"/outlets/{part}" if part else "/outlets", {"outlet": one} if part else {}, rows if part else None, keys),
        csv=csv_of(f"/outlets/{part}" if part else "/outlets", {"outlet": one} if part else {}),
        current="outlets",
        description="The same events and claims outlet by outlet: what each carries, what it calls whom, whose words fill it.",
    )

    def href(**changed: Any) -> str:
        return url("outlets", **{"outlet": one, "part": part, **changed})

    return render.html(
        "outlets.html",
        head,
        one=one,
        part=part,
        href=href,
        rows=[row for row in index.rows if row.outlet == one] if one else () if part else rows.items,
        every=len(index.rows),
        reports=len(desk.view.material.readings),
        shown=shown,
        cut_off=not one and len(shown) < len(index.rows),
        excerpt=_excerpt(desk, one) if not part and not further else None,
        further=further,
        lacks=[index.lacks(outlet, _OF_LACKS if one else _FEW) for outlet in shown] if not part and not further else [],
        counts={row.outlet: row for row in index.rows},
        shared=render.once("shared", None, lambda: {of: index.matrix.shared(of) for of in ("events", "claims")}),
        totals={
            "labels": len(index.labelled),
            "voices": len(index.rows),
            "cues": len(index.cues.outlets),
            "tones": len(index.tones),
        },
        words=index.designations.words(min(_WORDS[bool(part)], _IN_FILE if brief else _WORDS[1]))
        if part in (None, "labels") and not one and not further
        else (),
        differing=differing,
        most={
            "labels": 12 if (part or one) and not brief else _LABELS,
            "outlets": _ACROSS if brief else len(index.rows),
            "sources": _OF_ONE if one else 20 if part else _SOURCES,
            "toned": 2 if brief else _TONED,
        },
        rules={
            "statements": LEAST_STATEMENTS,
            "uses": LEAST_USES,
            "toned": LEAST_TONED,
            "mentions": LEAST_MENTIONS,
        },
        has_tones=any(reading.tones for reading in desk.view.material.readings),
        reports_of={outlet: len(reports) for outlet, reports in desk.view.material.outlets.items()},
        pager=page_links(rows, lambda n: href(page=n if n > 1 else None)),
        **lists,
    )


def _beginning(part: Part, one: str | None, differing: int) -> int:
    """How many rows of a list stand on the page of all lists; of labels hardly more than the actors whom outlets call differently."""
    actors = 2 * _ACTORS if one else min(_ACTORS, max(_ACTORS // 2, differing))
    return {"labels": actors, "tones": _TONED}.get(part, _FULL)


def _rows_of(
    desk: Desk, part: Part, one: str | None, shown: Sequence[str] | None = None
) -> tuple[Sequence[str], Callable[[Sequence[str]], Sequence[Any]]]:
    """The keys of a list, of one outlet or of some if given, and what makes its rows."""
    index = desk.view.outlet_index
    if part == "labels":
        actors = index.designations.of_outlet(one) if one else index.labelled
        return actors, lambda some: index.labels(tuple(some))
    if part == "tones":
        tones = {row.actor: row for row in index.tones if one is None or any(o.outlet == one and o.sentences for o in row.outlets)}
        return list(tones), lambda some: [tones[actor] for actor in some]
    wanted = [one] if one else list(shown or desk.view.material.outlets)
    if part == "cues":
        return [o for o in wanted if o in index.cues.outlets], lambda some: [index.cues.row(o) for o in some]
    return wanted, lambda some: [index.voices.rows[o] for o in some]


def _excerpt(desk: Desk, one: str | None) -> Mapping[Of, Matrix]:
    """The beginning of the matrix, by kind: what most outlets tell."""
    if one:
        return {}
    whole = desk.view.outlet_index.matrix
    kinds: tuple[Of, ...] = ("events", "claims")
    found = {of: whole.rows([t for t in whole.things(of) if t.shared][:_SOME]) for of in kinds}
    return {of: matrix(desk, rows) for of, rows in found.items() if rows}
