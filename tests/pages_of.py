"""The addresses of a server: every route of the application, its parameters filled with what the case holds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from fastapi.routing import APIRoute

from standoff.web.pages import routers

Fetch = Callable[[str], Any]  # an address to the JSON that stands there


def _routes() -> list[APIRoute]:
    return [route for router in routers() for route in router.routes if isinstance(route, APIRoute) and "GET" in route.methods]


PAGES = sorted({r.path for r in _routes() if not r.path.endswith((".json", ".csv")) and r.path != "/export/{form}"})  # that is a file
DATA = sorted({r.path for r in _routes() if r.path.endswith(".json")} | {"/openapi.json"})
TABLES = sorted({r.path for r in _routes() if r.path.endswith(".csv")})
# The list in which the sample of a page with an id stands.
_LISTS = {"dispute": "/disputes.json", "claim": "/claims.json", "actor": "/actors.json", "report": "/reports.json"}


def filled(path: str, fetch: Fetch, job: str = "") -> str | None:
    """The address of a route with the ids of the first row of its list; None where the list is empty."""
    if "{" not in path:
        return path
    kind = path.split("/")[1]
    if kind == "ingest":
        return path.replace("{id}", job) if job else None
    if kind == "passage":
        rows = fetch("/ledger.json?limit=1")["items"]
        if not rows:
            return None
        given = {name: str(rows[0]["passage"][name]) for name in ("report", "start", "end")}
    elif kind == "compare":
        ids = [row["id"] for row in fetch("/reports.json")["items"] if row["id"]]
        if len(ids) < 2:
            return None
        given = {"left": ids[0], "right": ids[1]}
    else:
        # An input that could not be read has a row among the reports, and no page.
        rows = [row for row in fetch(_LISTS[kind])["items"] if row.get("id", row)]
        if not rows:
            return None
        given = {"id": id_of(rows[0], kind)}
    return re.sub(r"{(\w+)(?::\w+)?}", lambda m: given[m[1]], path)


def id_of(row: Any, kind: str) -> str:
    """The id of what a row is, or of what it has among what it says of it."""
    return str(row["id"] if "id" in row else row[kind]["id"])


def plain_json(body: str | bytes) -> Any:
    """JSON that `json` of the standard library takes, no NaN among it."""
    return json.loads(body, parse_constant=lambda name: (_ for _ in ()).throw(ValueError(name)))
