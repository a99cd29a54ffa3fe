"""A web server of this computer whose every byte a test decides, and an Internet of invented names that all lead to it."""

from __future__ import annotations

import re
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from standoff.ingest import fetch
from standoff.ingest.address import shown
from standoff.model import BadInput
from test_docs import documented

PUBLIC = "93.184.215.14"  # any number of the open Internet; nothing is ever sent there
Answer = bytes | Callable[[socket.socket, threading.Event], None]


class Server:
    """Answers each path with bytes as they stand, or lets a function write to the socket until `over` is set."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.heads: list[str] = []  # of the requests, as they came
        self.over = threading.Event()
        self.wrap: Callable[[socket.socket], socket.socket] = lambda sock: sock
        here = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                try:
                    sock = here.wrap(self.request)
                    head = b""
                    while b"\r\n\r\n" not in head and not head.startswith(b"\x16") and (part := sock.recv(4096)):
                        head += part
                    if not head:
                        return
                    here.heads.append(head.decode("latin-1"))
                    answer = here.answers.get(here.heads[-1].split(" ")[1], page(b"", status="404 Not Found"))
                    _ = answer(sock, here.over) if callable(answer) else sock.sendall(answer)
                    if sock is not self.request:
                        sock.close()
                except (OSError, IndexError):
                    pass  # the client went away, as some tests want

        class Tcp(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

        self._tcp = Tcp(("127.0.0.1", 0), Handler)
        self.port: int = self._tcp.server_address[1]
        threading.Thread(target=self._tcp.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def url(self, path: str = "/") -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def close(self) -> None:
        """Ends it, and every answer that is still being written."""
        self.over.set()
        self._tcp.shutdown()
        self._tcp.server_close()


def page(body: bytes, kind: str = "text/html; charset=utf-8", *more: str, status: str = "200 OK") -> bytes:
    """An answer: status, type ("" for none), other lines of the head, body."""
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {kind}"] if kind else []), *more, f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def moved(to: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return page(b"", "", f"Location: {to}", status=status)


@contextmanager
def serving() -> Iterator[Server]:
    """A server for the time of a `with`."""
    server = Server()
    try:
        yield server
    finally:
        server.close()


class World:
    """What names resolve to, each answer in turn and the last for ever, and what was asked and connected to."""

    def __init__(self, names: dict[str, list[list[str]]]) -> None:
        self.names = names
        self.asked: list[str] = []
        self.connected: list[Any] = []

    def getaddrinfo(self, host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        self.asked.append(host)
        answers = self.names.get(host)
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        numbers = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (n, port, 0, 0))
            if ":" in n
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (n, port))
            for n in numbers
        ]

    def install(self, patch: pytest.MonkeyPatch, server: Server | None = None) -> World:
        """Puts it in the place of the real one; what is connected to is then `server`, under the number that was asked for."""
        connect = socket.socket.connect

        def to_server(sock: socket.socket, end: Any) -> None:
            self.connected.append(end)
            if server is None or sock.family != socket.AF_INET:
                raise ConnectionRefusedError(111, "Connection refused")
            connect(sock, ("127.0.0.1", server.port))

        patch.setattr(socket, "getaddrinfo", self.getaddrinfo)
        patch.setattr(socket.socket, "connect", to_server)
        patch.setattr(socket.socket, "getpeername", lambda sock: self.connected[-1], raising=False)
        return self


STORY = (
    "The ferry Alta left Port Ilma at noon on Thursday with ninety people on board, the harbour office said in a statement. "
    "“Nobody was hurt,” said Ana Lund, who leads the office. The company denied that its crew had ignored a warning of fog.\n"
)
HTML = (
    "<!doctype html><html><head><title>Ferry leaves</title>{}</head><body><article><h1>Ferry leaves</h1><p>"
    + STORY.strip().replace(". ", ".</p><p>")
    + "</p></article></body></html>"
)


def refused(url: str, **options: object) -> BadInput:
    """The fault of an address; it says where it is and what to try, and the documentation has it."""
    with pytest.raises(BadInput) as caught:
        fetch(url, **options)  # type: ignore[arg-type]
    fault = caught.value
    assert fault.where == shown(url)
    assert fault.hint
    assert documented(as_usual(fault.what)), fault.what
    return fault


def as_usual(what: str) -> str:
    """A message with the usual limit, as the documentation has it."""
    return re.sub(r"limit of [\d,]+ bytes", "limit of 5,000,000 bytes", what)
