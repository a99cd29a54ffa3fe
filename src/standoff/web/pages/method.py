"""The method page: what made this case, how well it was measured to work, what it gets wrong; and the list of the JSON API."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from ... import __version__
from ...case.pages import Limit, Measure, Network, limits, measures, networks
from ..desk import Desk
from ..paging import MOST, PAGE
from ..render import Head, address, as_csv, as_json
from ..schema import ERROR
from .common import CSV, TheDesk, TheRenderer, documented

router = APIRouter(tags=["method"])


@dataclass(frozen=True, slots=True)
class RunRow:
    """What made some readings: version, network (None without one, or with one that this version does not have), hash of its weights."""

    id: str
    version: str
    network: str | None
    weights: str | None
    settings: dict[str, str]
    reports: int


@dataclass(frozen=True, slots=True)
class Failed:
    """An input of the last read that gave nothing."""

    name: str
    what: str
    hint: str


@dataclass(frozen=True, slots=True)
class Method:
    """What made the account and how far to trust it: this version and its networks, the runs and notes of this case."""

    version: str
    reports: int
    unread: int
    runs: tuple[RunRow, ...]
    networks: tuple[Network, ...]
    measures: tuple[Measure, ...]
    limits: tuple[Limit, ...]
    notes: tuple[str, ...]
    failures: tuple[Failed, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an address: where it stands (path, query, body), what it may be, what it is for."""

    name: str
    place: str
    kind: str
    about: str
    required: bool


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address of the JSON API."""

    method: str
    path: str
    about: str
    gives: str
    parameters: tuple[Parameter, ...]


@router.get("/method.json", responses=documented(Method))
async def as_data(desk: TheDesk) -> Response:
    """The networks, the runs of this case, measured accuracy, known failures, notes."""
    return as_json(method(desk))


@router.get("/method.csv", **CSV)
async def as_table() -> Response:
    """Measured accuracy as a table."""
    names = ("layer", "what", "value", "unit", "beside", "compared", "texts", "held_out", "means", "command")
    return as_csv([{name: getattr(row, name) for name in names} for row in measures()], "method")


@router.get("/method", include_in_schema=False)
async def page(request: Request, desk: TheDesk, render: TheRenderer) -> Response:
    """The page."""
    head = Head(
        title="Method",
        heading="What made this, and how far to trust it",
        path=address(request),
        json="/method.json",
        csv="/method.csv",
        current="method",
        description="Networks, measured accuracy, known failures, the runs of this case.",
    )
    found = method(desk)
    layers = [(name, list(rows)) for name, rows in groupby(found.measures, key=lambda row: row.layer)]
    texts = list({row.texts: row for row in found.measures}.values())
    file = desk.path.name
    return render.html("method.html", head, m_=found, layers=layers, texts=texts, file=file)


@router.get("/api", include_in_schema=False)
async def api(request: Request, desk: TheDesk, render: TheRenderer) -> Response:
    """Every address of the JSON API in words."""
    title = "Addresses for programs"
    head = Head(title="API", heading=title, path=address(request), json=request.app.openapi_url, current="method")
    found = list(endpoints(request.app.openapi()))
    error = next(iter(ERROR["properties"].values()))["properties"]
    shape = [(name, row.get("description", _SHAPE.get(name, ""))) for name, row in error.items()]
    return render.html(
        "api.html",
        head,
        endpoints=found,
        shape=shape,
        base=str(request.base_url).rstrip("/"),
        page_size=PAGE,
        most=MOST,
        token=desk.settings.token is not None,
    )


_SHAPE = {
    "status": "the status of the answer",
    "where": "the parameter, address or file",
    "request": "the id under which the server's log has it",
}


def method(desk: Desk) -> Method:
    """What the page tells."""
    view = desk.view
    used = Counter(reading.run for reading in view.readings())
    names = {network.hash: network.name for network in networks()}
    runs = tuple(
        RunRow(run.id, run.version, names.get(run.weights or ""), run.weights, dict(run.settings), used[run.id]) for run in view.runs
    )
    failures = tuple(Failed(f.name, f.what, f.hint) for f in view.failures)
    counts = (len(view.readings()), len(view.arrived) - len(view.readings()))
    return Method(__version__, *counts, runs, networks(), measures(), limits(), view.notes, failures)


def endpoints(description: dict[str, Any]) -> Iterator[Endpoint]:
    """The addresses of an OpenAPI description, by path."""
    for path, methods in sorted(description["paths"].items()):
        for name, operation in methods.items():
            answer: dict[str, Any] = next((a for status, a in operation["responses"].items() if status.startswith("2")), {})
            given = [_parameter(p["name"], p["in"], p, description) for p in operation.get("parameters", ())]
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            whole = _resolved(body, description)
            for field, schema in whole.get("properties", {}).items():
                given.append(_parameter(field, "body", {"schema": schema, "required": field in whole.get("required", ())}, description))
            kinds = ", ".join(answer.get("content", {}))
            yield Endpoint(name.upper(), path, operation.get("description", ""), kinds, tuple(given))


def _parameter(name: str, place: str, given: dict[str, Any], description: dict[str, Any]) -> Parameter:
    schema = _resolved(given.get("schema", {}), description)
    about = given.get("description") or schema.get("description") or ""
    return Parameter(name, place, _kind(schema, description), about, bool(given.get("required")))


def _kind(schema: dict[str, Any], description: dict[str, Any]) -> str:
    """What a value may be, in words."""
    schema = _resolved(schema, description)
    if "anyOf" in schema:
        some = [_kind(s, description) for s in schema["anyOf"] if s.get("type") != "null"]
        return " or ".join(some)
    if "enum" in schema or "const" in schema:
        words = "one of " + ", ".join(str(v) for v in schema.get("enum", [schema.get("const")]))
    elif schema.get("type") == "array":
        words = "a list of " + _kind(schema.get("items", {}), description)
    elif schema.get("type") == "integer":
        least, most = schema.get("minimum"), schema.get("maximum")
        words = "a whole number" + (f" from {least}" if least is not None else "") + (f" to {most:,}" if most is not None else "")
    else:
        words = "text" + (f", {schema['maxLength']} characters at most" if "maxLength" in schema else "")
    default = schema.get("default")
    return words if default in (None, "") else f"{words}; {default} where none is given"


def _resolved(schema: dict[str, Any], description: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    name = schema["$ref"].rpartition("/")[2]
    found: dict[str, Any] = description["components"]["schemas"][name]
    return found
