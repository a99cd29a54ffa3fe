"""Actors: who speaks and who is spoken of, and the page of one. Private persons have none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import Response

from ...case import ActorRow
from ...case.pages import PrivatePerson, Profile, flat, fold, profile, said_rows
from ...model import Act, ActorKind
from ..desk import Desk
from ..errors import NotFound
from ..facets import Facets, Link, groups
from ..paging import cut
from ..render import Head, address, as_csv, as_json
from ..urls import sibling, url
from .common import CSV, ByCursor, ByPage, Listing, Text, TheDesk, TheRenderer, csv_of, documented, json_of, listing, page_links

router = APIRouter(tags=["actors"])
Sort = Literal["quoted", "name", "disputes"]
_SORTS: dict[Sort, str] = {"quoted": "most quoted first", "disputes": "most disputes first", "name": "by name"}
_TITLES = {"kind": "Kind", "outlet": "Outlet"}
_SAID = 50  # groups of statements on a page of an actor


class Choice(BaseModel):
    """What the actors are narrowed by."""

    kind: Annotated[ActorKind | None, Field(default=None)]
    outlet: Annotated[Text, Field(description="named or quoted in this outlet")]
    q: Annotated[Text, Field(description="words of a name, an alias or a role")]
    sort: Annotated[Sort, Field(default="quoted")]

    def facets(self) -> dict[str, str]:
        """The choices in facets."""
        return {name: value for name in _TITLES if (value := getattr(self, name))}

    def filters(self) -> dict[str, Any]:
        """Everything of the choice that an address carries."""
        return {**self.facets(), "q": self.q, "sort": self.sort if self.sort != "quoted" else None}


class PageOf(Choice, ByPage):
    """A page of actors."""


class RowsOf(Choice, ByCursor):
    """Rows of actors."""


class Statements(ByPage):
    """Which statements of an actor."""

    act: Annotated[Act | None, Field(default=None)]


@dataclass(frozen=True, slots=True)
class ActorPage:
    """An actor in full. `profile.said` are groups of statements in the same words, by their ids."""

    profile: Profile


@router.get("/actors.json", responses=documented(Listing[ActorRow]))
async def as_rows(desk: TheDesk, query: Annotated[RowsOf, Query()]) -> Response:
    """Actors; private persons are left out."""
    return as_json(listing(*_found(_facets(desk, query.q), query), query))


@router.get("/actors.csv", **CSV)
async def as_table(desk: TheDesk, query: Annotated[Choice, Query()]) -> Response:
    """One row for each actor of the choice."""
    keys, make = _found(_facets(desk, query.q), query)
    return as_csv(flat("actors", make(keys)), "actors")


@router.get("/actors", include_in_schema=False)
async def page(request: Request, desk: TheDesk, render: TheRenderer, query: Annotated[PageOf, Query()]) -> Response:
    """The page."""
    facets = _facets(desk, query.q)
    keys, make = _found(facets, query)
    rows, filters = cut(keys, make, page=query.page), query.filters()

    def href(**changed: Any) -> str:
        return url("actors", **{**filters, **changed})

    head = Head(
        title="Actors",
        heading="Who speaks, and who is spoken of",
        path=address(request),
        json=json_of("/actors", filters, rows, keys),
        csv=csv_of("/actors", filters),
        current="actors",
    )
    chosen = query.facets()
    applied = [(f"{_TITLES[n]}: {v}", href(**{n: None})) for n, v in chosen.items()]
    applied += [(f"Words: {query.q}", href(q=None))] if query.q else []
    return render.html(
        "actors.html",
        head,
        rows=rows.items,
        part=rows.total,
        total=len(desk.view.actors()),
        groups=[] if render.still else groups(facets.counts(chosen), _TITLES, chosen, href),
        applied=applied,
        clear=url("actors") if applied else None,
        sorts=[Link(name, href(sort=None if sort == "quoted" else sort), None, sort == query.sort) for sort, name in _SORTS.items()],
        pager=page_links(rows, lambda n: href(page=n if n > 1 else None)),
        q=query.q or "",
        hidden=[(n, v) for n, v in filters.items() if v and n != "q"],
    )


@router.get("/actor/{id}.json", responses=documented(ActorPage))
async def one_as_json(desk: TheDesk, id: str) -> Response:
    """One actor: names, roles, labels by outlet, statements, positions in disputes, claims, and through whom it is heard."""
    return as_json(ActorPage(_profile(desk, id)))


@router.get("/actor/{id}", include_in_schema=False)
async def one(request: Request, desk: TheDesk, render: TheRenderer, id: str, query: Annotated[Statements, Query()]) -> Response:
    """The page of one actor."""
    found = render.once("profile", id, lambda: _profile(desk, id))
    said = [s for s in found.said if query.act in (None, s.act)]
    rows = cut(range(len(said)), lambda some: said_rows(desk.view.material, [said[n] for n in some]), page=query.page, size=_SAID)

    def href(**changed: Any) -> str:
        return url("actor", id=id, **{"act": query.act, **changed})

    acts = Counter(s.act for s in found.said)
    head = Head(title=found.name, heading=found.name, path=address(request), json=sibling(f"/actor/{id}", "json"), current="actors")
    return render.html(
        "actor.html",
        head,
        found=found,
        rows=rows.items,
        part=rows.total,
        acts=[Link("all", href(act=None), len(found.said), query.act is None)]
        + [Link(act, href(act=act), n, act == query.act) for act, n in acts.most_common()],
        pager=page_links(rows, lambda n: href(page=n if n > 1 else None)),
        ledger=url("ledger", source=id),
    )


def _profile(desk: Desk, id: str) -> Profile:
    try:
        found = profile(desk.view.material, id)
    except KeyError:
        raise NotFound("No actor of this case has this address.", where=id[:80], hint="/actors lists them") from None
    if isinstance(found, PrivatePerson):
        what = "This is a private person, and private persons get no page: a bystander's words are no dossier."
        raise NotFound(what, hint="their words stand in the ledger, with the source as the report writes it")
    return found


def _facets(desk: Desk, words: str | None) -> Facets[ActorRow]:
    wanted = fold(words or "").split()
    rows = [row for row in desk.view.actors() if not wanted or _holds(row, wanted)]
    return Facets(rows, {"kind": lambda row: (row.kind,), "outlet": lambda row: row.outlets})


def _holds(row: ActorRow, words: Sequence[str]) -> bool:
    names = f" {fold(' '.join((row.name, *row.aliases, *row.roles)))}"
    return all(f" {word}" in names for word in words)


def _found(facets: Facets[ActorRow], query: Choice) -> tuple[Sequence[str], Callable[[Sequence[str]], Sequence[ActorRow]]]:
    rows = {row.id: row for row in facets.rows(query.facets())}
    ids = list(rows)
    if query.sort == "name":
        ids.sort(key=lambda id: (rows[id].name.casefold(), id))
    elif query.sort == "disputes":
        ids.sort(key=lambda id: -rows[id].disputes)
    return ids, lambda some: [rows[id] for id in some]
