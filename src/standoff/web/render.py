"""From what a page shows to its bytes: HTML by templates, JSON, CSV. Everything that comes out of a report is escaped here."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, TypeVar, get_args

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from ..case import Carried, CaseView, abridge, plain
from ..case.pages import OutletTold, Told, to_csv
from ..model import Span, visible
from . import svg, urls
from .desk import Desk
from .errors import Fault
from .outlets import Tag, tags, untold

KEYS = (
    ("/", "search"),
    ("j k", "next and previous passage"),
    ("Enter", "open"),
    ("c", "copy the citation"),
    ("y n", "yes, no: judge what is marked"),
    ("u", "undo"),
    ("g", "then a d t f o c l q p r i x m: the views"),
    ("?", "these keys"),
)
T = TypeVar("T")
_AT_SERVER = ("/", "y n", "u")  # keys for what only a server can do
_VIEWS = "then a d t f o c l q p m: the views"  # that a folder has
TOLD: tuple[Told, ...] = get_args(Told)
_TAGS: ContextVar[Mapping[str, Tag]] = ContextVar("tags")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HIDDEN = re.compile("[^\\x20-\\x7e\\n\u00a1-\u02ff\u0370-\u058f\u0900-\u0dff\u2010-\u2027\u2030-\u205e]")


@dataclass(frozen=True, slots=True)
class Head:
    """What the frame of a page says of it: names, the address of its state, its other forms, which view it belongs to."""

    title: str
    path: str
    heading: str = ""
    json: str | None = None
    csv: str | None = None
    current: str = ""
    description: str = ""
    q: str = ""


@dataclass(frozen=True, slots=True)
class Still:
    """What makes a page a file of a folder, which no server answers for: its policy, and the version that made it.

    `full_text` tells whether whole texts go along, else only what is quoted; `compared` whether there are pages of two reports; `quoted`
    gives the stretches of a report that other pages quote and lead to.
    """

    policy: str
    version: str
    full_text: bool
    compared: bool
    quoted: Callable[[str], Iterable[Span]]
    _last: dict[str, tuple[object, Any]] = field(default_factory=dict)

    def once(self, name: str, of: object, make: Callable[[], T]) -> T:
        """What one page of a list makes and the next needs again: the last one of that name stays."""
        if name not in self._last or self._last[name][0] != of:
            self._last[name] = of, make()
        found: T = self._last[name][1]
        return found


def shown(text: object) -> Markup:
    """Text of a report as HTML: escaped, characters that hide or turn others made visible."""
    raw = str(text)
    if not _HIDDEN.search(raw):
        return escape(raw)
    sign = Markup('<span class="hidden-char">{}</span>')
    return Markup("").join(sign.format(piece) if odd else piece for piece, odd in visible.parts(raw))


def titled(text: str) -> Markup:
    """A question or stance: what it quotes in the face of the reports, the fixed wording around it in the program's own."""
    made, depth, start = Markup(""), 0, 0
    for place, char in enumerate(text):
        if char == "“":
            if depth == 0:
                made += shown(text[start:place])
                start = place
            depth += 1
        elif char == "”" and depth:
            depth -= 1
            if depth == 0:
                made += Markup('<bdi class="words">{}</bdi>').format(shown(text[start : place + 1]))
                start = place + 1
    return made + shown(text[start:])


def pairs(outlets: Iterable[OutletTold]) -> list[tuple[Tag, Told]]:
    """Who tells a thing and how, as the chips take it."""
    return [(tag(o.outlet), o.told) for o in outlets]


def tagged(outlets: Iterable[tuple[str, int]]) -> list[tuple[Tag, int]]:
    """Numbers by outlet, as the bars take them."""
    return [(tag(outlet), number) for outlet, number in outlets]


def best(tolds: Iterable[Told]) -> Told:
    """The plainest way in which an outlet tells any of several things."""
    return min(tolds, key=TOLD.index)


def carries(sides: Iterable[str], tolds: Iterable[Told]) -> str:
    """Which sides an outlet carries: "carries A and B", "carries A only", "silent"."""
    sides, tolds = list(sides), list(tolds)
    found = [side for side, told in zip(sides, tolds, strict=True) if told in TOLD[:3]]
    if not found:
        return "report ends before" if "ends before" in tolds else "silent"
    return "carries " + " and ".join(found) + (" only" if len(found) < len(sides) else "")


def place_of(carried: Carried) -> str:
    """The address of a passage by the id of its report, as judging takes it."""
    span = carried.passage.span
    return f"{carried.passage.report}:{span.start}-{span.end}"


def decision(kind: str) -> str:
    """What a person decided, in words."""
    return {"not-same": "not the same", "no-dispute": "no dispute", "actor": "this actor"}.get(kind, kind)


def letters(sides: Iterable[Any]) -> list[tuple[str, str]]:
    """The letters of the sides of a dispute, as the drawings take them; who stands beside the sides has none."""
    found = [side if isinstance(side, str) else side[0] for side in sides]
    return [(letter, "") for letter in found if letter != "-"]


def day(iso: str | None) -> str:
    """A date no finer than known: "30 Apr 2019", "Apr 2019", "2019", "undated"."""
    if not iso:
        return "undated"
    parts = iso[:10].split("-")
    try:
        if len(parts) == 3:
            found = date.fromisoformat(iso[:10])
            return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"
        return f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}" if len(parts) == 2 else parts[0]
    except (ValueError, IndexError):
        return iso


def count(number: int) -> str:
    """A number with a thin mark between thousands."""
    return f"{number:,}"


def plural(number: int, noun: str, more: str = "") -> str:
    """ "1 report", "3 reports"."""
    return f"{number:,} {noun if number == 1 else more or noun + ('es' if noun.endswith(('s', 'ch')) else 's')}"


def tag(outlet: str) -> Tag:
    """The mark of an outlet of the case that is being shown."""
    return _TAGS.get().get(outlet) or untold(outlet)


@cache
def _version(name: str) -> str:
    return sha256(files(__package__).joinpath("static", name).read_bytes()).hexdigest()[:10]


def _url(page: str, /, **params: object) -> str:
    if page == "static":
        name = str(params["name"])
        return urls.static(name, _version(name))
    return urls.url(page, **params)


def environment(still: Still | None = None) -> Environment:
    """The templates with what they may call; `still` where they make the files of a folder."""
    loader = PackageLoader("standoff.web")
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False)
    env.filters |= {"shown": shown, "titled": titled, "day": day, "count": count, "short": abridge}
    env.filters |= {
        "decision": decision,
        "place_of": place_of,
        "letters": letters,
        "pairs": pairs,
        "tagged": tagged,
        "best": best,
        "carries": carries,
    }
    keys = [(keys, _VIEWS if keys == "g" else what) for keys, what in KEYS if not still or keys not in _AT_SERVER]
    env.globals |= {"url": _url, "tag": tag, "plural": plural, "svg": svg, "keys_help": keys if still else KEYS, "still": still}
    return env


class Renderer:
    """Makes the responses of one server, or with `still` the files of one folder."""

    def __init__(self, desk: Desk, csrf: str, still: Still | None = None) -> None:
        self.desk, self.csrf, self.still = desk, csrf, still
        self.env = environment(still)
        self._marked: tuple[CaseView, Mapping[str, Tag]] | None = None

    def html(self, template: str, head: Head, *, status: int = 200, **values: Any) -> Response:
        """A page. `values` are what its template shows."""
        self.mark_outlets()
        # A title stands where no sign can be marked up.
        head = replace(head, title=visible.visible(head.title, lines=False))
        context = {"page": head, "case": self._case(), "csrf": self.csrf, **values}
        body = self.env.get_template(template).render(context)
        return Response(body.encode("utf-8", "replace"), status, media_type="text/html; charset=utf-8")

    def once(self, name: str, of: object, make: Callable[[], T]) -> T:
        """What a handler makes: anew for each request, in a folder once for the pages of a list."""
        return self.still.once(name, of, make) if self.still else make()

    def mark_outlets(self) -> None:
        """Lets `tag` know the outlets of the view that this request shows."""
        view = self.desk.view
        if self._marked is None or self._marked[0] is not view:
            self._marked = (view, tags(view))
        _TAGS.set(self._marked[1])

    def _case(self) -> dict[str, Any]:
        view = self.desk.view
        return {
            "name": self.desk.path.stem,
            "reports": len(view.material.readings),
            "statements": len(view.ledger),
            "disputes": len(view.disputes()),
            "timeline": len(view.timeline_index),
            "ties": len(view.lines().groups),
            "outlets": len(view.material.outlets),
            "claims": len(view.claims()),
            "unknowns": len(view.unknowns()),
            "actors": len(view.actors()),
            "review": len(view.queue.doubts),
            "decided": len(view.queue.decided),
            "status": self._status(),
        }

    def _status(self) -> dict[str, str | None] | None:
        job, view = self.desk.jobs.current, self.desk.view
        if job is None:
            return None if view.fresh else {"text": "What has changed is not compared yet.", "href": None}
        there = plural(len(view.arrived), "report")
        if job.do == "compare":
            return {"text": f"Comparing {there} again. What you see is the state before; load the page again in a moment.", "href": None}
        text = {
            "waiting": "Reading begins.",
            "reading": f"{job.count} of {len(job.inputs)} read." + (f" Now: {visible.visible(job.name)}" if job.name else ""),
            "comparing": f"{plural(job.count, 'report')} read, comparing with the others.",
        }
        return {"text": text.get(job.state, ""), "href": urls.url("job", id=job.id)}


def bare(fault: Fault) -> Response:
    """An error as a page that shows nothing of a case and asks for nothing more."""
    body = Markup(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark"><title>Standoff: {status}</title></head>'
        "<body><main><h1>{what}</h1><p>{where}</p><p>Try: {hint}</p><p>Request {request}.</p></main></body></html>\n"
    ).format(status=fault.status, what=shown(fault.what), where=shown(fault.where), hint=shown(fault.hint), request=fault.request)
    return Response(body.encode("utf-8", "replace"), fault.status, media_type="text/html; charset=utf-8")


def as_json(value: Any, *, status: int = 200, media: str = "application/json") -> Response:
    """Plain values as JSON. Only ASCII: what hides in a text is seen in it, and stays as it is for whoever reads it by program."""
    return Response(json.dumps(plain(value), separators=(",", ":")).encode(), status, media_type=media)


def as_csv(rows: list[dict[str, Any]], name: str) -> Response:
    """Flat rows as a table for spreadsheets, formulas made harmless."""
    columns = list(rows[0]) if rows else []
    return Response(to_csv(rows, columns), media_type="text/csv; charset=utf-8", headers={"content-disposition": attached(f"{name}.csv")})


def attached(name: str) -> str:
    """The header that names a file to save: no more than letters, digits, dot, dash."""
    return f'attachment; filename="{re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.") or "standoff"}"'


def address(request: Request) -> str:
    """The permalink of what is shown: path and query as they came."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")
