"""Which pages of the server stand in a folder of files, under which names, and what asks their handlers for them.

All lists whole, each dispute, claim and report; outlets each, by what they tell and leave out as long as that is little; the actors of whom
there is something to show, in a large case those with a part in disputes, ties or labels and those quoted most; pairs of reports where
there are few.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeVar, get_args

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from ...case import CaseView
from ...case.pages import Lack, Of
from ..desk import Desk
from ..pages import (
    account,
    actors,
    claims,
    compare,
    coverage,
    disputes,
    faultlines,
    ledger,
    method,
    outlets,
    report,
    reports,
    review,
    timeline,
    unknowns,
)
from ..pages.common import ByPage
from ..render import Renderer
from ..urls import url
from .addresses import Names

_ACTORS = 1500  # pages of actors
_PAIRED = 9  # reports of which any two are compared
_LISTED = 1000  # things told by any outlet that are listed against the outlets; of more those told by several
_LACKING = 24  # outlets of which what each tells, leaves out and alone tells is listed
Asked = Coroutine[Any, Any, Response]
Q = TypeVar("Q", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, or a list of several: its address at the server, the file of its first page, what asks the handler for one by its number.

    `also` are other addresses at which the same stands.
    """

    address: str
    file: str
    ask: Callable[[Request, Renderer, int], Asked]
    also: tuple[str, ...] = ()


def sheets(desk: Desk) -> Iterator[Sheet]:
    """The sheets of an account, those of its reports last."""
    view = desk.view
    yield Sheet(url("account"), "index.html", lambda r, p, n: account.page(r, desk, p))
    yield Sheet(url("disputes"), "disputes.html", lambda r, p, n: disputes.page(r, desk, p, _given(disputes.PageOf, page=n)))
    for row in disputes.standing(desk):
        yield _dispute(desk, row.id)
    yield Sheet(url("timeline"), "timeline.html", lambda r, p, n: timeline.page(r, desk, p, _given(timeline.PageOf, page=n)))
    whole = url("timeline", all="yes")
    yield Sheet(whole, "timeline-all.html", lambda r, p, n: timeline.page(r, desk, p, _given(timeline.PageOf, page=n, all="yes")))
    yield Sheet(url("faultlines"), "faultlines.html", lambda r, p, n: faultlines.page(r, desk, p, _given(faultlines.PageOf, page=n)))
    yield from _outlets(desk)
    yield Sheet(url("claims"), "claims.html", lambda r, p, n: claims.page(r, desk, p, _given(claims.PageOf, page=n)))
    for claim in view.claims():
        yield _claim(desk, claim.id)
    yield Sheet(url("ledger"), "ledger.html", lambda r, p, n: ledger.page(r, desk, p, _given(ledger.PageOf, page=n)))
    yield Sheet(url("unknowns"), "unknowns.html", lambda r, p, n: unknowns.page(r, desk, p, _given(unknowns.PageOf, page=n)))
    yield Sheet(url("actors"), "actors.html", lambda r, p, n: actors.page(r, desk, p, _given(actors.PageOf, page=n)))
    names = Names()
    for id in _actors(view):
        yield _actor(desk, id, names.name(id))
    yield Sheet(url("reports"), "reports.html", lambda r, p, n: reports.page(r, desk, p, _given(ByPage, page=n)))
    if view.queue.decided:
        yield Sheet(url("review"), "decisions.html", lambda r, p, n: review.page(r, desk, p, _given(review.PageOf, page=n)))
    yield Sheet(url("method"), "method.html", lambda r, p, n: method.page(r, desk, p))
    if paired(view):
        yield Sheet(url("compare"), "compare.html", lambda r, p, n: compare.choose(r, desk, p, _given(compare.Chosen)))
        for left, right in combinations([r.id for r in view.reports()], 2):
            yield _pair(desk, left, right)
    for held in view.reports():
        yield _report(desk, held.id)


def paired(view: CaseView) -> bool:
    """Whether the folder has any two reports side by side."""
    return 2 <= len(view.material.readings) <= _PAIRED


def _given(query: type[Q], **given: Any) -> Q:
    """What a request of this address would be narrowed by."""
    return query.model_validate(given)


def _dispute(desk: Desk, id: str) -> Sheet:
    return Sheet(url("dispute", id=id), f"dispute/{id}.html", lambda r, p, n: disputes.one(r, desk, p, id))


def _claim(desk: Desk, id: str) -> Sheet:
    return Sheet(url("claim", id=id), f"claim/{id}.html", lambda r, p, n: claims.one(r, desk, p, id, None))


def _actor(desk: Desk, id: str, name: str) -> Sheet:
    return Sheet(url("actor", id=id), f"actor/{name}.html", lambda r, p, n: actors.one(r, desk, p, id, _given(actors.Statements, page=n)))


def _pair(desk: Desk, left: str, right: str) -> Sheet:
    return Sheet(
        url("compared", left=left, right=right),
        f"compare/{left}-{right}.html",
        lambda r, p, n: compare.page(r, desk, p, left, right),
    )


def _report(desk: Desk, id: str) -> Sheet:
    return Sheet(url("report", id=id), f"report/{id}.html", lambda r, p, n: report.page(r, desk, p, id, _given(report.Shown, page=n)))


def _outlets(desk: Desk) -> Iterator[Sheet]:
    view, names = desk.view, Names()
    every = list(view.material.outlets)
    yield Sheet(url("outlets"), "outlets.html", lambda r, p, n: outlets.page(r, desk, p, _given(outlets.PartOf, page=n)))
    for part in get_args(outlets.Part):
        yield _part(desk, part)
    for outlet in every:
        yield _outlet(desk, outlet, names.name(outlet))
    for of in get_args(Of):
        things = view.outlet_index.matrix.things(of)
        shared = sum(len(thing.telling) > 1 for thing in things)
        also = (url("coverage", of=of), *((url("coverage"),) if of == "events" else ()))
        yield _coverage(desk, f"coverage-{of}", also, of=of, by="several" if shared else "all")
        if 0 < shared < len(things) <= _LISTED:
            yield _coverage(desk, f"coverage-{of}-all", of=of, by="all")
        for outlet in every if 1 < len(every) <= _LACKING else ():
            for lack in (None, *get_args(Lack)):
                name = f"coverage/{names.name(outlet)}-{of}" + (f"-{lack.replace(' ', '-')}" if lack else "")
                also = (url("coverage", outlet=outlet),) if of == "events" and lack is None else ()
                yield _coverage(desk, name, also, of=of, outlet=outlet, lack=lack)


def _part(desk: Desk, part: outlets.Part) -> Sheet:
    address, file = url("outlets", part=part), f"outlets-{part}.html"
    return Sheet(address, file, lambda r, p, n: outlets.page(r, desk, p, _given(outlets.PartOf, part=part, page=n)))


def _outlet(desk: Desk, outlet: str, name: str) -> Sheet:
    address, file = url("outlets", outlet=outlet), f"outlet/{name}.html"
    return Sheet(address, file, lambda r, p, n: outlets.page(r, desk, p, _given(outlets.PartOf, outlet=outlet, page=n)))


def _coverage(desk: Desk, name: str, also: tuple[str, ...] = (), **given: Any) -> Sheet:
    address = url("coverage", **given)
    return Sheet(
        address, f"{name}.html", lambda r, p, n: coverage.coverage_page(r, desk, p, _given(coverage.PageOf, page=n, **given)), also
    )


def _actors(view: CaseView) -> list[str]:
    """The actors that have a page, the most quoted first: of many those with a part in what is told, then those quoted most."""
    groups = view.lines().groups
    tied = {actor for group in groups for actor in (group.source, group.target)}
    part = tied | {row.id for row in view.actors() if row.disputes} | set(view.outlet_index.labelled)
    told = [row.id for row in view.actors() if row.statements or row.id in part]
    left = max(0, _ACTORS - len(part))
    most = {*part, *[id for id in told if id not in part][:left]}
    return [id for id in told if id in most]
