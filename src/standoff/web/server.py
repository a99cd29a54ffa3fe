"""Serving the application until a signal comes: the port, the address to open, and an end that leaves nothing behind."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from ..model import StandoffError, UsageProblem
from .app import create_app
from .settings import Settings

PORT = 8000
_TRIED = 50  # ports, from the default on
_WILD = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # an address to bind that is none to open, and what this machine opens instead


def bind(host: str, port: int | None) -> socket.socket:
    """A socket that listens: at the port, 0 for any, or without one at the first free port from the default on. Raises StandoffError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for at in range(PORT, PORT + _TRIED) if port is None else (port,):
        try:
            made = socket.create_server((host, at), family=family)
            # Connections take it over. Without it the body of an answer waits 40 ms behind its head: asyncio sets it only for sockets of
            # its own making.
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return made
        except (OSError, UnicodeError) as error:
            code = getattr(error, "errno", None)
            if code not in (errno.EADDRINUSE, errno.EACCES):
                raise UsageProblem(
                    f"This computer has no address {host}.", where="--host", hint="127.0.0.1, or 0.0.0.0 for all it has"
                ) from None
            if port is not None:
                why = "is taken by another program" if code == errno.EADDRINUSE else "is for the system alone"
                raise StandoffError(f"Port {port} {why}.", where="--port", hint="another number, or leave --port out") from None
    raise StandoffError(f"All ports from {PORT} to {PORT + _TRIED - 1} are taken.", hint="name a free one with --port, or --port 0")


def is_wild(host: str) -> bool:
    """Whether a host to bind stands for all addresses of this machine."""
    return host in _WILD


def address(settings: Settings, host: str | None = None) -> str:
    """The address to open, token and all; under another name where one is given."""
    name = host or _WILD.get(settings.host, settings.host)
    shown = f"[{name}]" if ":" in name else name
    return f"http://{shown}:{settings.port}/" + (f"?token={settings.token}" if settings.token else "")


def serve(case: Path, settings: Settings, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Opens the case, calls `ready`, and answers until SIGINT or SIGTERM. Raises StandoffError when the case cannot be opened."""
    asyncio.run(_serve(create_app(case, settings), listener, ready))


async def _serve(app: FastAPI, listener: socket.socket, ready: Callable[[], None]) -> None:
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
        lifespan="off",  # the case is opened here, so that what is wrong with it is told in a sentence
        ws="none",
    )
    server = _Server(config, ready)
    # While the case is being loaded Ctrl-C ends at once, as it does anywhere.
    async with app.router.lifespan_context(app):
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, server.handle_exit)
        await server.serve([listener])


class _Server(uvicorn.Server):
    """Says when it is ready, and leaves the signals to `_serve`."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        # That of uvicorn raises the signal once more when it is done, which would fall into the closing of the case.
        yield
