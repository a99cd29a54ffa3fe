"""The fault lines: who stands with whom, as a drawing and as the same ties in a table, narrowed by date, sign, voice and actor."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from markupsafe import Markup
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from ...case import CaseView
from ...case.pages import Balance, Camp, CampRow, Lines, Moment, Sign, TieGroup, TieRow, flat, of_actor
from ..desk import Desk
from ..facets import Link
from ..faultlines_svg import NARROW, WIDE, Arc, Frame, Node, Zone, drawing, sample
from ..paging import PAGE, cut
from ..render import Head, address, as_csv, as_json, day, plural
from ..urls import url
from .common import CSV, ByCursor, ByPage, Listing, Text, TheDesk, TheRenderer, csv_of, documented, json_of, listing, page_links

router = APIRouter(tags=["fault lines"])
_SIGNS: dict[str, Sign] = {"supports": "+", "opposes": "-"}
_TOLD = {"own": "in an outlet’s own voice", "attributed": "only attributed"}
_DRAWN, _ARCS = {"wide": 40, "narrow": 12}, {"wide": 100, "narrow": 30}  # actors and ties of a drawing
_EACH = 2  # ties that are shown with and against each camp of somebody whose side is disputed
_DISPUTED = 5  # of those that are shown with their ties
_MISFITS = 6
IN_FILE = 50  # ties of a page of a folder, which shows more passages of each


class Choice(BaseModel):
    """What the ties are narrowed by. The camps are those of all ties up to the date."""

    at: Annotated[Text, Field(description="only what is told of no later than this day, month or year; undated ties stay")]
    sign: Annotated[Literal["supports", "opposes"] | None, Field(default=None)]
    told: Annotated[Literal["own", "attributed"] | None, Field(default=None, description="by some outlet in its own voice, or by none")]
    actor: Annotated[Text, Field(description="id of an actor, or words of its name")]

    def filters(self) -> dict[str, Any]:
        """Everything of the choice that an address carries."""
        return {"at": self.at, "sign": self.sign, "told": self.told, "actor": self.actor}


class PageOf(Choice, ByPage):
    """A page of ties."""


class RowsOf(Choice, ByCursor):
    """Rows of ties."""


@dataclass(frozen=True, slots=True)
class TieListing(Listing[TieRow]):
    """Ties, the weightiest first, and the camps that all ties up to the date `at` fall into; `/faultlines/camps.json` has who is in them.

    `moments` are the dates on which most ties are told of for the first time.
    """

    at: str | None
    camps: tuple[Camp, ...]
    balance: Balance | None
    moments: tuple[Moment, ...]


class CampsOf(ByCursor):
    """Rows of the camps."""

    at: Annotated[Text, Field(description="only by what is told of no later than this day, month or year")]


@dataclass(frozen=True, slots=True)
class Way:
    """What is told with or against a camp where a side is disputed: some of the ties, and how many more there are."""

    camp: str
    way: Literal["with", "against"]
    ties: tuple[TieRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Torn:
    """An actor whose side is disputed, and what speaks for each camp."""

    row: CampRow
    ways: tuple[Way, ...]


@router.get("/faultlines.json", responses=documented(TieListing))
async def as_rows(desk: TheDesk, query: Annotated[RowsOf, Query()]) -> Response:
    """Who supports and who opposes whom, with every passage that tells it, and the camps that come of it."""
    lines = await _lines(desk, query.at)
    rows = listing(*_found(desk, lines, query), query)
    found = lines.found
    return as_json(TieListing(rows.items, rows.total, rows.next, found.at, found.camps, found.balance, found.moments))


@router.get("/faultlines.csv", **CSV)
async def as_table(desk: TheDesk, query: Annotated[Choice, Query()]) -> Response:
    """One row for each tie of the choice, with its surest passage."""
    keys, make = _found(desk, await _lines(desk, query.at), query)
    return as_csv(flat("ties", make(keys)), "faultlines")


@router.get("/faultlines/camps.json", responses=documented(Listing[CampRow]))
async def camps_as_rows(desk: TheDesk, query: Annotated[CampsOf, Query()]) -> Response:
    """Where each actor with a tie stands, and why a side is disputed or none is given."""
    rows = {row.actor.id: row for row in (await _lines(desk, query.at)).found.actors}
    return as_json(listing(list(rows), lambda some: [rows[id] for id in some], query))


@router.get("/faultlines/camps.csv", **CSV)
async def camps_as_table(desk: TheDesk, at: Annotated[str | None, Query(max_length=40)] = None) -> Response:
    """One row for each actor with a tie."""
    return as_csv(flat("camps", (await _lines(desk, at)).found.actors), "camps")


@router.get("/faultlines", include_in_schema=False)
async def page(request: Request, desk: TheDesk, render: TheRenderer, query: Annotated[PageOf, Query()]) -> Response:
    """The page."""
    lines, filters = await _lines(desk, query.at), query.filters()
    keys, make = _found(desk, lines, query)
    size = IN_FILE if render.still else PAGE
    rows = cut(keys, make, page=query.page, size=size)

    def href(**changed: Any) -> str:
        return url("faultlines", **{**filters, **changed})

    place = {key: n for n, key in enumerate(keys)}

    def row_of(id: str) -> str:
        """The address of the row of a tie: on this page or another, or without the filters where they leave it out."""
        if id not in place:
            return f"{url('faultlines', at=query.at, actor=lines.by_id[id].source)}#{id}"
        number = place[id] // size + 1
        return f"#{id}" if number == query.page else f"{href(page=number if number > 1 else None)}#{id}"

    head = Head(
        title="Fault lines",
        heading="Who stands with whom",
        path=address(request),
        json=json_of("/faultlines", filters, rows, keys),
        csv=csv_of("/faultlines", filters),
        current="faultlines",
        description="Who supports and who opposes whom, as the reports tell it, and the camps that come of it.",
    )
    shown = [lines.by_id[key] for key in keys]
    wide, narrow = (_drawn(lines, shown, frame, href, row_of) for frame in (WIDE, NARROW))
    about = {actor for group in shown for actor in (group.source, group.target)}
    disputed = [row for row in lines.found.actors if row.standing == "side disputed" and row.actor.id in about]
    misfits = [group for group in lines.unexplained if group.id in place]
    torn = [row for row in disputed if row.disputes or len(row.pulls) > 1]
    return render.html(
        "faultlines.html",
        head,
        found=lines.found,
        rows=rows.items,
        total=len(lines.groups),
        part=rows.total,
        dates=_dates(lines, query, href),
        signs=_choices(_counted(desk, lines, query, "sign"), query.sign, "sign", href, {}),
        tolds=_choices(_counted(desk, lines, query, "told"), query.told, "told", href, _TOLD),
        applied=_applied(desk, query, href),
        clear=url("faultlines") if any(filters.values()) else None,
        wide=wide,
        narrow=narrow,
        members={
            camp.letter: [r for r in lines.found.actors if r.camp == camp.letter and r.standing == "in a camp"] for camp in lines.camps
        },
        torn=[_torn(lines, row) for row in torn[:_DISPUTED]],
        more_torn=torn[_DISPUTED:],
        moved=_by_reason([row for row in disputed if row not in torn]),
        against=_against(lines.found.actors),
        apart=_by_reason([row for row in lines.found.actors if row.standing == "no camp"]),
        misfits=lines.tie_rows(misfits[:_MISFITS]),
        all_misfits=len(misfits),
        row_of=row_of,
        sample=sample,
        only=lambda actor: href(actor=actor, page=None),
        camps_csv=csv_of("/faultlines/camps", {"at": query.at}),
        pager=page_links(rows, lambda n: href(page=n if n > 1 else None)),
        hidden=[(n, v) for n, v in filters.items() if v and n != "actor"],
        q=query.actor if query.actor and not desk.view.material.public(query.actor) else "",
    )


async def _lines(desk: Desk, at: str | None) -> Lines:
    """The fault lines up to a date. In a large case they take a while for a date that nobody has asked for yet."""
    view = desk.view
    return await asyncio.to_thread(_made, view, at) if at else view.lines()


def _made(view: CaseView, at: str) -> Lines:
    lines = view.lines(at)
    _ = lines.found
    return lines


def _found(desk: Desk, lines: Lines, query: Choice) -> tuple[Sequence[str], Callable[[Sequence[str]], Sequence[TieRow]]]:
    """The ids of the ties of a choice, and what makes rows of ids. An id that is no more has no row."""
    keys = [g.id for g in _narrowed(desk, lines, query)]
    return keys, lambda some: lines.tie_rows(lines.by_id[id] for id in some)


def _narrowed(desk: Desk, lines: Lines, query: Choice, without: str = "") -> list[TieGroup]:
    """The ties that fit a choice, one of its filters left out if given."""
    groups = of_actor(desk.view.material, lines.groups, query.actor) if query.actor else lines.groups
    sign = _SIGNS[query.sign] if query.sign and without != "sign" else None
    own = {"own": True, "attributed": False}[query.told] if query.told and without != "told" else None
    return [g for g in groups if sign in (None, g.sign) and own in (None, g.own)]


def _counted(desk: Desk, lines: Lines, query: Choice, name: str) -> Counter[str]:
    """How many ties each choice of a filter would leave, the others kept."""
    words = {sign: word for word, sign in _SIGNS.items()}
    groups = _narrowed(desk, lines, query, without=name)
    return Counter(words[g.sign] if name == "sign" else "own" if g.own else "attributed" for g in groups)


def _choices(counts: Counter[str], chosen: str | None, name: str, href: Callable[..., str], names: dict[str, str]) -> list[Link]:
    """The links of a filter: all, and each choice that leaves something."""
    links = [Link("all", href(**{name: None}), counts.total(), chosen is None)]
    return links + [Link(names.get(v, v), href(**{name: v}), counts[v], v == chosen) for v in (*_SIGNS, *_TOLD) if counts[v] or v == chosen]


def _dates(lines: Lines, query: Choice, href: Callable[..., str]) -> list[Link]:
    """The dates up to which the ties may be shown: those on which most are told of for the first time."""
    offered = {m.at: m.ties for m in lines.found.moments}
    if query.at and query.at not in offered:
        offered[query.at] = len(lines.groups)
    links = [Link("whole time", href(at=None), None, query.at is None)]
    return links + [Link(f"to {day(at)}", href(at=at), n, at == query.at) for at, n in sorted(offered.items(), key=lambda x: (x[1], x[0]))]


def _applied(desk: Desk, query: Choice, href: Callable[..., str]) -> list[tuple[str, str]]:
    known = desk.view.material.public(query.actor)
    found = [(f"told of up to {day(query.at)}", href(at=None))] if query.at else []
    found += [(f"Sign: {query.sign}", href(sign=None))] if query.sign else []
    found += [(f"Told: {_TOLD[query.told]}", href(told=None))] if query.told else []
    return found + ([(f"Actor: {known.name if known else query.actor}", href(actor=None))] if query.actor else [])


def _torn(lines: Lines, row: CampRow) -> Torn:
    ways = []
    for pull in row.pulls:
        shown = lines.tie_rows(lines.by_id[id] for id in pull.ties[:_EACH])
        ways.append(Way(pull.camp, pull.way, shown, len(pull.ties) - len(shown)))
    return Torn(row, tuple(ways))


def _against(rows: Sequence[CampRow]) -> list[tuple[str, list[CampRow]]]:
    """Who stands against which camps, by their letters: "Against camp B"."""
    found: dict[tuple[str, ...], list[CampRow]] = {}
    for row in rows:
        if row.standing == "against a camp":
            found.setdefault(row.against, []).append(row)
    return [
        (f"Against camp{'s' if len(camps) > 1 else ''} {' and '.join(camps)}", some)
        for camps, some in sorted(found.items(), key=lambda x: (len(x[0]), x[0]))
    ]


def _by_reason(rows: Sequence[CampRow]) -> list[tuple[str, list[CampRow]]]:
    """Actors by why their side is disputed or why they stand in no camp, those of the commonest reason first."""
    found: dict[str, list[CampRow]] = {}
    for row in rows:
        found.setdefault(" ".join(row.reasons), []).append(row)
    return sorted(found.items(), key=lambda x: (-len(x[1]), x[0]))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing, how many actors and ties it shows of how many."""

    svg: Markup
    actors: int
    of_actors: int
    ties: int
    of_ties: int


def _drawn(
    lines: Lines, groups: Sequence[TieGroup], frame: Frame, href: Callable[..., str], row_of: Callable[[str], str]
) -> Drawing | None:
    """The best connected actors of some ties, by where they stand, and the ties between them."""
    weight: Counter[str] = Counter()
    for group in groups:
        for actor in (group.source, group.target):
            weight[actor] += round(1000 * group.weight)
    most = _DRAWN[frame.kind]
    kept = {actor for actor, _ in sorted(weight.items(), key=lambda x: (-x[1], x[0]))[:most]}
    ties = [g for g in groups if g.source in kept and g.target in kept][: _ARCS[frame.kind]]
    kept = {actor for g in ties for actor in (g.source, g.target)}
    if not ties:
        return None
    rows = [row for row in lines.found.actors if row.actor.id in kept]
    heads = {party.id for camp in lines.camps for party in camp.head}

    def zone(title: str, some: Sequence[CampRow], *, framed: bool = False) -> Zone:
        return Zone(
            title, tuple(Node(r.actor.id, r.actor.name, href(actor=r.actor.id, page=None), r.actor.id in heads) for r in some), framed
        )

    camps = {
        camp.letter: zone(f"Camp {camp.letter}", [r for r in rows if r.camp == camp.letter and r.standing == "in a camp"], framed=True)
        for camp in lines.camps
    }
    against = {some[0].against: zone(title, some) for title, some in _against(rows)}
    disputed = zone("Side disputed", [r for r in rows if r.standing == "side disputed"])
    rest = zone("In no camp" if lines.camps else "Actors", [r for r in rows if r.standing == "no camp"])
    # Who stands against a camp stands on the far side of the drawing from it, beside the camp that does so too.
    letters = list(camps)
    first = [against.pop((letters[1],))] if len(letters) > 1 and (letters[1],) in against else []
    zones = [*first, *(camps[c] for c in letters[:1]), disputed, *(camps[c] for c in letters[1:]), *against.values(), rest]
    names = {row.actor.id: row.actor.name for row in rows}
    arcs = [_arc(g, names, row_of(g.id)) for g in ties]
    label = f"{plural(len(ties), 'tie')} between {plural(len(kept), 'actor')}; the table below has the same in words"
    svg = drawing(zones, arcs, frame, label)
    return Drawing(svg, len(kept), len(weight), len(ties), len(groups))


def _arc(group: TieGroup, names: dict[str, str], href: str) -> Arc:
    supports, passages = group.sign == "+", len(group.ties)
    words = f"{names[group.source]} {'supports' if supports else 'opposes'} {names[group.target]}: {plural(passages, 'passage')}"
    return Arc(group.source, group.target, supports, group.own, passages, href, words + ("" if group.own else ", only attributed"))
