"""The timeline: what happened in which order and on whose word, the weightiest first shown, the rest folded and counted."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from ...case.pages import (
    TIMELINE_FACETS,
    Chapter,
    Entry,
    FacetValue,
    TellingRow,
    TimelineFacet,
    TimelineRow,
    Voice,
    Zoom,
    chapters,
    entry_row,
    flat,
    timeline_rows,
)
from ...model import EventStatus, PloverType
from ..desk import Desk
from ..errors import NotFound
from ..facets import Link, groups
from ..paging import Slice, cut
from ..render import Head, address, as_csv, as_json, tag
from ..timeline_svg import Column, Stretch, drawing
from ..timeline_words import chapter_name, chapter_short, when_told
from ..urls import url
from .common import CSV, ByCursor, ByPage, Listing, Text, TheDesk, TheRenderer, csv_of, documented, json_of, listing, page_links

router = APIRouter(tags=["timeline"])
_NAMES: dict[TimelineFacet, str] = {
    "voice": "Told",
    "outlet": "Outlet",
    "type": "Kind of deed",
    "status": "Told as",
    "actor": "Who takes part",
    "day": "When",
}
_VOICES: dict[str, str] = {
    "own": "in an outlet’s own voice",
    "several": "in the own voice of several",
    "attributed": "only attributed",
    "denied": "denied by somebody",
}
TYPES: dict[str, str] = {
    "AGREE": "agree: pledge, sign",
    "CONSULT": "consult: meet, phone, mediate",
    "SUPPORT": "support: praise, recognise, rally for",
    "COOPERATE": "cooperate: trade, joint work",
    "AID": "aid: money, arms, medical care",
    "CONCEDE": "concede: yield, allow, admit",
    "RETREAT": "retreat: withdraw, resign, release",
    "ACCUSE": "accuse: blame, criticise",
    "REJECT": "reject: refuse, deny, veto",
    "REQUEST": "request: demand, call for",
    "THREATEN": "threaten: warn, give an ultimatum",
    "PROTEST": "protest: demonstrate, strike",
    "MOBILIZE": "mobilize: deploy, mass forces",
    "SANCTION": "sanction: cut ties, expel, dismiss",
    "COERCE": "coerce: arrest, raid, seize, ban",
    "ASSAULT": "assault: attack, kill, fight",
}
_ZOOMS: dict[Zoom, str] = {"months": "months", "days": "days", "hours": "hours"}
DEEDS = 40  # deeds of a page
_FEW, _CHIPS = 4, 8  # outlets that an entry marks one by one, the silent too; of more so many that tell it
_DAYS = 12  # stretches of time that the facet offers
_BESIDE, _ALL_BESIDE = 3, 6  # passages that stand below a head, and that are folded behind them


class Choice(BaseModel):
    """What the timeline is narrowed by."""

    day: Annotated[Text, Field(description="a day, month or year that a deed is put under, or undated")]
    actor: Annotated[Text, Field(description="id of an actor that takes part")]
    type: Annotated[PloverType | None, Field(default=None)]
    status: Annotated[EventStatus | None, Field(default=None, description="what some passage tells it as")]
    voice: Annotated[Voice | None, Field(default=None, description="own, several: in the own voice of so many outlets")]
    outlet: Annotated[Text, Field(description="an outlet that tells it")]

    def facets(self) -> dict[TimelineFacet, str]:
        """The choices in facets."""
        return {name: value for name in TIMELINE_FACETS if (value := getattr(self, name))}


class PageOf(Choice, ByPage):
    """A page of the timeline."""

    zoom: Annotated[Zoom, Field(default="days", description="the stretches of time that deeds stand under")]
    all: Annotated[Text, Field(description="the stretch of time that is shown whole; yes for all")]
    event: Annotated[Text, Field(description="the id of one deed, to be shown alone with all its passages")]

    def filters(self) -> dict[str, Any]:
        """Everything of the choice that an address carries."""
        zoom = self.zoom if self.zoom != "days" else None
        return {**{str(n): v for n, v in self.facets().items()}, "zoom": zoom, "all": self.all}


class RowsOf(Choice, ByCursor):
    """Deeds of the timeline."""


@dataclass(frozen=True, slots=True)
class TimelineListing(Listing[TimelineRow]):
    """Deeds in the order of time, the background too, with the counts of the facets."""

    facets: dict[TimelineFacet, tuple[FacetValue, ...]]


@dataclass(frozen=True, slots=True)
class Shown:
    """A deed as the page shows it: when, how each outlet tells it, those that have a chip, the passages beside its head, the folded."""

    row: TimelineRow
    when: str
    tolds: Sequence[tuple[Any, str]]
    chips: Sequence[tuple[Any, str]]
    beside: Sequence[TellingRow]
    folded: Sequence[TellingRow]
    left: int


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of time with the deeds that are shown of it on this page; `more` leads to the folded ones, behind its last."""

    key: str
    name: str
    count: int
    rows: Sequence[Shown]
    more: str | None
    folded: int
    sayings: int

    @property
    def short(self) -> str:
        """Its name in a line of several."""
        return chapter_short(self.key, year=True)


@router.get("/timeline.json", responses=documented(TimelineListing))
async def as_rows(desk: TheDesk, query: Annotated[RowsOf, Query()]) -> Response:
    """Deeds with who tells them in which voice, none folded away; `facets` count what each further choice would leave."""
    index = desk.view.timeline_index
    keys = [entry.id for entry in index.select(query.facets())]
    rows = listing(keys, lambda ids: timeline_rows(index, (index.entries[index.places[id]] for id in ids)), query)
    return as_json(TimelineListing(rows.items, rows.total, rows.next, _counts(desk, query)))


@router.get("/timeline.csv", **CSV)
async def as_table(desk: TheDesk, query: Annotated[Choice, Query()]) -> Response:
    """All deeds of the choice, flat."""
    index = desk.view.timeline_index
    # All rows of a large case take seconds: other requests do not wait for them.
    rows = await to_thread(lambda: flat("timeline", timeline_rows(index, index.select(query.facets()))))
    return as_csv(rows, "timeline")


@router.get("/timeline", include_in_schema=False)
async def page(request: Request, desk: TheDesk, render: TheRenderer, query: Annotated[PageOf, Query()]) -> Response:
    """The page."""
    index, filters = desk.view.timeline_index, query.filters()

    def href(**changed: Any) -> str:
        return url("timeline", **{**filters, **changed})

    head = Head(
        title="Timeline",
        heading="What happened, by whose word",
        path=address(request),
        json=json_of("/timeline", {str(n): v for n, v in query.facets().items()}),
        csv=csv_of("/timeline", {str(n): v for n, v in query.facets().items()}),
        current="timeline",
        description="Deeds in order, each with the outlets that tell it in their own voice, attribute it, or are silent.",
    )
    if query.event:
        return render.html("timeline.html", head, alone=_alone(desk, query.event), back=href())
    entries = index.select(query.facets())
    told, keys = render.once("chapters", query.all, lambda: _told(desk, entries, query))
    rows: Slice[str] = cut(keys, list, page=query.page, size=DEEDS)
    blocks = list(_blocks(desk, told, rows, query.zoom, href, whole=bool(render.still and query.all)))
    applied = [(f"{_NAMES[n]}: {_called(desk, n, v)}", href(**{n: None})) for n, v in query.facets().items()]
    fine = any(e.when and e.when.precision in ("minute", "hour", "part") for e in entries)
    return render.html(
        "timeline.html",
        head,
        alone=None,
        blocks=blocks,
        art=_drawn(desk, blocks),
        total=len(index),
        part=len(entries),
        shown=len(keys),
        groups=[] if render.still else groups(_named(_counts(desk, query)), _NAMES, query.facets(), href),
        applied=applied,
        clear=url("timeline") if applied else None,
        zooms=[
            Link(name, href(zoom=None if zoom == "days" else zoom, all=None), None, zoom == query.zoom)
            for zoom, name in _ZOOMS.items()
            if zoom != "hours" or fine or query.zoom == "hours"
        ],
        everything=href(all="yes") if len(keys) < len(entries) else None,
        less=href(all=None) if query.all else None,
        pager=page_links(rows, lambda n: href(page=n if n > 1 else None)),
        outlets=len(desk.view.material.outlets),
    )


def _told(desk: Desk, entries: Sequence[Entry], query: PageOf) -> tuple[Sequence[Chapter], Sequence[str]]:
    """The stretches of time of some deeds, and the ids of those deeds that are shown."""
    told = chapters(entries, reports=len(desk.view.material.readings), zoom=query.zoom, opened=query.all)
    return told, [entry.id for chapter in told for entry in chapter.shown]


def _blocks(desk: Desk, told: Sequence[Chapter], rows: Slice[str], zoom: Zoom, href: Any, *, whole: bool) -> Iterable[Block]:
    """The stretches of time of which something is on this page, and the quiet ones between them; `whole` with all passages."""
    index, at = desk.view.timeline_index, 0
    last = rows.start + rows.size >= rows.total
    for chapter in told:
        shown = chapter.shown[max(0, rows.start - at) : max(0, rows.start + rows.size - at)]
        at += len(chapter.shown)
        quiet = not chapter.shown and (
            rows.start < at <= rows.start + rows.size or (not at and not rows.start) or (last and at >= rows.total)
        )
        if not shown and not quiet:
            continue
        closes = not chapter.shown or shown[-1:] == chapter.shown[-1:]
        yield Block(
            chapter.key,
            chapter_name(chapter.key, within=zoom),
            len(chapter.shown) + len(chapter.folded),
            [_shown(index, entry, whole=whole) for entry in shown],
            href(all=chapter.key, page=None) + f"#t-{chapter.key}" if chapter.folded and closes else None,
            len(chapter.folded),
            chapter.sayings,
        )


def _shown(index: Any, entry: Entry, *, whole: bool = False) -> Shown:
    """A deed as the page shows it: below its head the first passage of each further outlet, then the rest."""
    row = entry_row(index, entry)
    seen = {row.head.event.outlet}
    beside: list[TellingRow] = []
    folded: list[TellingRow] = []
    for telling in sorted(row.tellings[1:], key=lambda t: (t.told != "own voice", t.told == "denied")):
        new = telling.event.outlet not in seen or (telling.told == "denied" and row.head.told != "denied" and not _denies(beside))
        (beside if new and len(beside) < _BESIDE else folded).append(telling)
        seen.add(telling.event.outlet)
    most = len(folded) if whole else _ALL_BESIDE
    tolds = [(tag(cell.outlet), cell.told) for cell in row.cells]
    chips = tolds if len(tolds) <= _FEW else [(t, told) for t, told in tolds if told not in ("silent", "ends before")][:_CHIPS]
    return Shown(row, when_told(row.when, row.ground, row.date), tolds, chips, beside, folded[:most], len(folded) - len(folded[:most]))


def _denies(tellings: Iterable[TellingRow]) -> bool:
    return any(telling.told == "denied" for telling in tellings)


def _alone(desk: Desk, id: str) -> Shown:
    index = desk.view.timeline_index
    if id not in index.places:
        raise NotFound(
            "No deed of this case has that address.", where=id[:60], hint="the timeline; a deed of several passages moves with them"
        )
    return _shown(index, index.entries[index.places[id]], whole=True)


def _drawn(desk: Desk, blocks: Sequence[Block]) -> Any:
    """The deeds of the page as a drawing, one column each; a year stands where it changes."""
    outlets = [tag(outlet) for outlet in desk.view.material.outlets]
    stretches, year = [], ""
    for block in (block for block in blocks if block.rows):
        columns = [Column(f"#e-{shown.row.id}", [(t.name, told) for t, told in shown.tolds]) for shown in block.rows]
        stretches.append(Stretch(chapter_short(block.key, year=year not in ("", block.key[:4])), block.key, columns))
        year = block.key[:4]
    return drawing(outlets, stretches) if stretches else None


def _called(desk: Desk, facet: TimelineFacet, value: str) -> str:
    return {"voice": _VOICES.get(value, value), "type": TYPES.get(value, value)}.get(facet) or (
        chapter_name(value) if facet == "day" else desk.view.timeline_index.name(facet, value)
    )


def _counts(desk: Desk, query: Choice) -> dict[TimelineFacet, tuple[FacetValue, ...]]:
    index = desk.view.timeline_index
    return {name: index.counts(name, query.facets()) for name in _NAMES}


def _named(counts: dict[TimelineFacet, tuple[FacetValue, ...]]) -> dict[TimelineFacet, tuple[FacetValue, ...]]:
    """The facets with their values as a page calls them."""
    names = {"voice": _VOICES, "type": TYPES}
    found = dict(counts)
    for facet, called in names.items():
        found[facet] = tuple(FacetValue(v.value, called.get(v.value, v.value), v.count) for v in counts[facet])  # type: ignore[index]
    most = sorted(counts["day"], key=lambda v: -v.count)[:_DAYS]
    found["day"] = tuple(FacetValue(v.value, chapter_short(v.value, year=True), v.count) for v in counts["day"] if v in most)
    return found
