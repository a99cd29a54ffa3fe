"""Search: where words occur, over statements and the outlets' own text, grouped by report."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from ...case import Found, Passage
from ...case.pages import FacetValue, Spot, chain_text, found_at
from ...model import Span, UsageProblem
from ..desk import Desk
from ..facets import Facets, Link, groups
from ..paging import cut
from ..render import Head, address, as_csv, as_json
from ..urls import url
from .common import CSV, ByCursor, ByPage, Listing, Text, TheDesk, TheRenderer, csv_of, documented, json_of, listing, page_links

router = APIRouter(tags=["search"])
Kind = Literal["statement", "own"]
_TITLES = {"outlet": "Outlet", "kind": "Whose words"}
_KINDS = {"statement": "Statements", "own": "The outlet’s own text"}
_EXAMPLES = 8  # actors that an empty search offers
_TRIED, _BEGUN = 6, 5  # words of a search that found nothing which are tried alone, letters of a beginning


class Choice(BaseModel):
    """What is looked for, and where."""

    q: Annotated[Text, Field(description='words that must all occur, "phrases", beginnings of words as word*')]
    outlet: Text
    kind: Annotated[Kind | None, Field(default=None, description="statements only, or the outlets' own text only")]

    def facets(self) -> dict[str, str]:
        """The choices in facets."""
        return {name: value for name in _TITLES if (value := getattr(self, name))}

    def filters(self) -> dict[str, Any]:
        """Everything that an address carries."""
        return {"q": self.q, **self.facets()}


class PageOf(Choice, ByPage):
    """A page of passages."""


class RowsOf(Choice, ByCursor):
    """Passages that hold the words."""


@dataclass(frozen=True, slots=True)
class SearchListing(Listing[Found]):
    """Passages, with the counts of the facets; `more` tells that only the best few hundred were looked at."""

    more: bool
    facets: dict[str, tuple[FacetValue, ...]]


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A part of a piece of a passage: its characters, what they are, and whether they were looked for."""

    text: str
    role: str
    marked: bool


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A passage that was found, as the page shows it."""

    found: Found
    pieces: tuple[MarkedPiece, ...]


@dataclass(frozen=True, slots=True)
class InReport:
    """The passages of one report on a page."""

    report: str
    outlet: str
    chip: str
    published: str | None
    title: str | None
    rows: tuple[MarkedRow, ...]


@router.get("/search.json", responses=documented(SearchListing))
async def as_rows(desk: TheDesk, query: Annotated[RowsOf, Query()]) -> Response:
    """Passages that hold all the words, by report, the best report first; `matches` are the places of the words."""
    facets, more = _search(desk, query)
    rows = listing(_keys(facets, query), _maker(desk, query), query)
    return as_json(SearchListing(rows.items, rows.total, rows.next, more, facets.counts(query.facets())))


@router.get("/search.csv", **CSV)
async def as_table(desk: TheDesk, query: Annotated[Choice, Query()]) -> Response:
    """The same passages, flat."""
    facets, _ = _search(desk, query)
    rows = _maker(desk, query)(_keys(facets, query))
    return as_csv([_record(row) for row in rows], "search")


@router.get("/search", include_in_schema=False)
async def page(request: Request, desk: TheDesk, render: TheRenderer, query: Annotated[PageOf, Query()]) -> Response:
    """The page; one that says what is missing where the query has no word in it."""
    problem = None
    try:
        facets, more = _search(desk, query)
    except UsageProblem as error:
        facets, more, problem = _facets(()), False, error
    keys = _keys(facets, query)
    rows = cut(keys, _maker(desk, query), page=query.page) if keys else cut(keys, lambda _: (), page=query.page)
    filters, chosen, asked = query.filters(), query.facets(), (query.q or "").strip()

    def href(**changed: Any) -> str:
        return url("search", **{**filters, **changed})

    head = Head(
        title=f"Search: {asked}" if asked else "Search",
        heading="Where these words occur" if asked else "Search",
        path=address(request),
        json=json_of("/search", filters, rows, keys) if asked and not problem else None,
        csv=csv_of("/search", filters) if asked and not problem else None,
        current="search",
        q=query.q or "",
    )
    return render.html(
        "search.html",
        head,
        status=400 if problem else 200,
        asked=asked,
        problem=problem,
        more=more,
        found=_by_report(desk, rows.items),
        first=rows.start,
        part=rows.total,
        total=len(facets.rows({})),
        groups=groups(facets.counts(chosen), _TITLES, chosen, href),
        applied=[(f"{_TITLES[n]}: {facets.name(n, v)}", href(**{n: None})) for n, v in chosen.items()],
        clear=href(outlet=None, kind=None) if chosen else None,
        pager=page_links(rows, lambda n: href(page=n if n > 1 else None)),
        hidden=tuple(chosen.items()),
        several=len(_words(asked)) > 1,
        fewer=_fewer(desk, _words(asked)) if asked and not problem and not facets.rows({}) else (),
        examples=_examples(desk) if not asked or problem else (),
    )


def _search(desk: Desk, query: Choice) -> tuple[Facets[Spot], bool]:
    """The places of the words, those of a report together. Raises UsageProblem where there is no word."""
    if not (query.q or "").strip():
        return _facets(()), False
    spots = desk.case.spots(query.q or "", desk.view)
    place: dict[str, int] = {}
    for spot in spots.items:
        place.setdefault(spot.report, len(place))
    return _facets(sorted(spots.items, key=lambda s: (place[s.report], s.span, s.statement or "")), desk), spots.more


def _facets(spots: Sequence[Spot], desk: Desk | None = None) -> Facets[Spot]:
    return Facets(
        spots,
        {
            "outlet": lambda s: (desk.view.material.outlet(s.report),) if desk else (),
            "kind": lambda s: ("statement" if s.statement else "own",),
        },
        {"kind": lambda value: _KINDS.get(value, value)},
    )


def _keys(facets: Facets[Spot], query: Choice) -> list[tuple[str, str | None, int, int]]:
    return [(s.report, s.statement, s.span.start, s.span.end) for s in facets.rows(query.facets())]


def _maker(desk: Desk, query: Choice) -> Callable[[Sequence[Any]], tuple[Found, ...]]:
    material = desk.view.material

    def make(keys: Sequence[tuple[str, str | None, int, int]]) -> tuple[Found, ...]:
        return found_at(material, (Spot(r, s, Span(a, b)) for r, s, a, b in keys), query.q or "") if keys else ()

    return make


def _by_report(desk: Desk, rows: Sequence[Any]) -> tuple[InReport, ...]:
    found: dict[str, list[Found]] = {}
    for row in rows:
        found.setdefault(row.report, []).append(row)
    reports = {id: desk.view.material.reading(id).report for id in found}
    return tuple(
        InReport(id, held[0].outlet, held[0].chip, held[0].published, reports[id].title, tuple(MarkedRow(r, marked(r)) for r in held))
        for id, held in found.items()
    )


def marked(row: Found) -> tuple[MarkedPiece, ...]:
    """A passage cut where the words that were looked for begin and end; a word that reaches into another piece is marked in both."""
    return tuple(_cut(row.passage, row.matches))


def _cut(passage: Passage, matches: Sequence[Span]) -> Iterator[MarkedPiece]:
    for piece in passage.pieces:
        if piece.span is None:
            yield MarkedPiece(piece.text, piece.role, False)
            continue
        start, end = piece.span.start, piece.span.end
        inside = [m for m in matches if m.overlaps(piece.span)]
        edges = sorted({start, end, *(min(max(x, start), end) for m in inside for x in (m.start, m.end))})
        for left, right in itertools.pairwise(edges):
            yield MarkedPiece(piece.text[left - start : right - start], piece.role, any(m.start <= left and right <= m.end for m in inside))


def _fewer(desk: Desk, words: Sequence[str]) -> tuple[Link, ...]:
    """What to try where nothing was found: each word alone that the case holds, or the beginning of the only one."""
    if len(words) > 1:
        tried: Sequence[str] = words
    else:
        tried = [begun for word in words if len(word) > 3 and (begun := word.rstrip("*")[:_BEGUN] + "*") != word]
    held = (word for word in tried if desk.case.having(word, limit=1) or desk.case.spots(word, desk.view).items)
    return tuple(Link(word, url("search", q=word)) for word in held)


def _words(asked: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(w for w in asked.replace('"', " ").split() if any(c.isalnum() for c in w)))[:_TRIED]


def _examples(desk: Desk) -> tuple[Link, ...]:
    """Whom the case quotes most, as searches."""
    return tuple(Link(row.name, url("search", q=f'"{row.name}"')) for row in desk.view.actors()[:_EXAMPLES])


def _record(row: Found) -> dict[str, Any]:
    return {
        "outlet": row.outlet,
        "published": row.published,
        "voice": chain_text(row.chain) or "outlet",
        "passage": row.passage.text,
        "report": row.report,
        "start": row.passage.span.start,
        "end": row.passage.span.end,
        "statement": row.statement,
    }
