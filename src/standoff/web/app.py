"""The application: routes over the desk, behind the guard, every failure in one shape."""

from __future__ import annotations

import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from .. import __version__
from ..model import StandoffError
from .desk import Desk
from .errors import Refused, fault_of
from .pages import routers
from .render import Head, Renderer, as_json, bare
from .safety import FormKey, Guard
from .settings import Settings
from .urls import STATIC, url

log = logging.getLogger(__name__)
_ABOUT = """One sourced account of what rival outlets report about one contested event. Lists come in pages: `next` of an answer is the
`cursor` of the next request. Offsets are Unicode code points, end exclusive. Every error has one shape: status, what was wrong, where, what
to try, and the id of the request. A change is a POST of JSON from the same origin."""


def create_app(case: str | Path, settings: Settings | None = None) -> FastAPI:
    """The application over a case file. The case is opened when the server starts; that raises StandoffError if it cannot be."""
    settings = settings or Settings()
    desk, key = Desk(Path(case), settings), FormKey()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await desk.open()
        try:
            yield
        finally:
            await desk.close()

    app = FastAPI(
        title="Standoff", version=__version__, description=_ABOUT, lifespan=lifespan, docs_url=None, redoc_url=None, redirect_slashes=False
    )
    app.state.desk, app.state.key, app.state.render = desk, key, Renderer(desk, key.value)
    for router in routers():
        app.include_router(router)
    app.mount(STATIC.rstrip("/"), StaticFiles(packages=[("standoff.web", "static")]), name="static")
    for kind in (StandoffError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, _failed)
    app.add_middleware(Guard, settings=settings, mark=lambda: desk.mark, answer=_failed)
    app.openapi = partial(_described, app.openapi)  # type: ignore[method-assign]
    return app


def _described(describe: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The OpenAPI description without the status 422, which the framework adds and this server never answers with."""
    found = describe()
    for methods in found["paths"].values():
        for operation in methods.values():
            operation["responses"].pop("422", None)
    return found


def _failed(request: Request, error: Exception) -> Response:
    """The answer to a request that failed: JSON where JSON was asked for, else a page."""
    number = secrets.token_hex(4)
    if isinstance(error.__cause__, Refused):
        # What the guard says while a body is being read comes wrapped.
        error = error.__cause__
    fault = fault_of(error, number, path=request.url.path[:200])
    if fault.status >= 500:
        log.error("request %s: %s", number, error, exc_info=error)
    desk: Desk = request.app.state.desk
    if wants_json(request):
        return as_json(fault.plain(), status=fault.status)
    if not desk.is_open or fault.status in (401, 421):
        # Before the token is given nothing is told of the case, not even its name.
        return bare(fault)
    head = Head(title=f"{fault.status}", path=request.url.path[:200])
    render: Renderer = request.app.state.render
    return render.html("error.html", head, status=fault.status, fault=fault, nearest=getattr(error, "nearest", ()), home=url("account"))


def wants_json(request: Request) -> bool:
    """Whether a request is a program's."""
    path, accepts = request.url.path, request.headers.get("accept", "")
    sends = request.headers.get("content-type", "")
    return path.endswith((".json", ".csv")) or "html" not in accepts or sends.startswith("application/json")
