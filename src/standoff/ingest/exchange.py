"""One request and its answer over a connection of our own, to an end that was judged before, within one time limit for all of it."""

from __future__ import annotations

import io
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse, IncompleteRead
from typing import Any, cast

from standoff.model import BadInput

from .. import __version__
from .address import Address, End, not_public

_HEAD = 256 * 1024  # bytes that the head of an answer, and the marks between its parts, may take beside the body


class Clock:
    """What is left of a time limit."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left. Raises TimeoutError when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class _Stream(io.RawIOBase):
    """What a socket sends. Each read waits no longer than the whole exchange may still take: a server that sends a byte now and then
    would otherwise hold it for ever, because the timeout of a socket begins anew with each."""

    def __init__(self, sock: socket.socket, clock: Clock, room: int, where: str) -> None:
        self._sock, self._clock, self._room, self._where = sock, clock, room, where

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._clock.left())
        got = self._sock.recv_into(buffer)
        self._room -= got
        if self._room < 0:
            raise BadInput("The answer is longer than it may be.", where=self._where, hint="save the page and read the file.")
        return got


class _Wire:
    """The one method of a socket that HTTPResponse uses."""

    def __init__(self, stream: _Stream) -> None:
        self._stream = stream

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self._stream)


@contextmanager
def exchange(
    address: Address, ends: tuple[End, ...], *, clock: Clock, limit: int, allow_private: bool, where: str
) -> Iterator[HTTPResponse]:
    """Asks for a page and gives the answer with its head read; the body is read inside the `with`, up to `limit` bytes on the line.

    No cookies, no credentials, no proxy of the environment. Raises BadInput, for faults of reading the body too, and TimeoutError.
    """
    with _connected(address, ends, clock, allow_private, where) as plain:
        try:
            with _secured(plain, address, clock) if address.secure else plain as sock:
                sock.settimeout(clock.left())
                sock.sendall(_request(address))
                with HTTPResponse(cast("socket.socket", _Wire(_Stream(sock, clock, limit + _HEAD, where))), method="GET") as response:
                    response.begin()
                    yield response
        except TimeoutError:
            raise
        except ssl.SSLCertVerificationError as error:
            raise BadInput(
                f"The certificate of {address.host} is not accepted ({error.verify_message.rstrip('.')}).",
                where=where,
                hint="check the address; if every site is refused, the certificates of this computer are missing or its clock is wrong.",
            ) from error
        except ssl.SSLError as error:
            reason = (error.reason or type(error).__name__).replace("_", " ").lower()
            raise BadInput(f"No secure connection with {address.host} came about ({reason}).", where=where, hint=_SAVE) from error
        except IncompleteRead as error:
            raise broke_off(where) from error
        except (HTTPException, ValueError, OverflowError) as error:
            # The last two come of sizes of parts that are no sizes. The text of the error may quote the server: only its kind is told.
            raise BadInput(f"The answer of {address.host} is not HTTP ({type(error).__name__}).", where=where, hint=_SAVE) from error
        except OSError as error:
            raise BadInput(f"The connection with {address.host} broke ({_reason(error)}).", where=where, hint="try again later.") from error


_SAVE = "save the page from a browser and read the file."


def broke_off(where: str) -> BadInput:
    """The fault of an answer that ended too early: half a report must not pass for one."""
    return BadInput("The page broke off before its end.", where=where, hint="try again, or save the page and read the file.")


def _connected(address: Address, ends: tuple[End, ...], clock: Clock, allow_private: bool, where: str) -> socket.socket:
    """A connection to the first end that takes it; each gets its share of the time that is left."""
    fault: OSError | None = None
    for n, (family, end) in enumerate(ends):
        share = clock.left() / (len(ends) - n)
        try:
            sock = socket.socket(family, socket.SOCK_STREAM)
        except OSError as error:
            fault = error
            continue
        try:
            sock.settimeout(share)
            sock.connect(end)
            number = sock.getpeername()[0]
            # A number of the open Internet may be this computer's own, and what listens there takes us for a local user.
            if not allow_private and number == sock.getsockname()[0]:
                raise not_public(address, number, hint=_SAVE, where=where)
        except OSError as error:
            sock.close()
            fault = error
        except BaseException:
            sock.close()
            raise
        else:
            return sock
    assert fault is not None
    raise BadInput(
        f"{address.host} cannot be reached ({_reason(fault)}).",
        where=where,
        hint="check the address and the connection, or try again later.",
    ) from fault


def _secured(sock: socket.socket, address: Address, clock: Clock) -> ssl.SSLSocket:
    """TLS with the certificate checked against the name in the address, not against the number that was connected to."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    sock.settimeout(clock.left())
    return context.wrap_socket(sock, server_hostname=address.host)


def _request(address: Address) -> bytes:
    lines = (
        f"GET {address.target} HTTP/1.1",
        f"Host: {address.authority}",
        f"User-Agent: Standoff/{__version__}",
        "Accept: text/html, application/xhtml+xml, text/plain;q=0.9",
        "Accept-Language: en, *;q=0.5",
        "Accept-Encoding: gzip",
        "Connection: close",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def _reason(error: OSError) -> str:
    return "no answer in time" if isinstance(error, TimeoutError) else (error.strerror or type(error).__name__)
