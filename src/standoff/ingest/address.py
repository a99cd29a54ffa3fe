"""A web address: what it names, and which machines may be asked for it.

A page that is fetched could send us on to a router, a printer or a service of this very computer. So no name is trusted: it is resolved
once, every resolved number is judged, and the connection goes to a judged number and never to the name again.
"""

from __future__ import annotations

import queue
import re
import socket
import threading
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Self
from urllib.parse import quote, unquote, urljoin, urlsplit

from standoff.model import BadInput

_PORTS = {"http": 80, "https": 443}
# Below 1024 stand the protocols of mail, files and remote control, some of which obey lines that come in an HTTP request. Above, sites
# do use odd ports (8080, 8443), and a request that only asks for a page does no harm there.
_FIRST_FREE_PORT = 1024
_LONGEST = 8000  # characters; servers refuse longer ones
_SHOWN = 300
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_HOST = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_KEPT = "!#$%&'()*+,/:;=?@[]~"  # what a path and a query may hold as it is; % because what is quoted already stays so
_DOTS = re.compile("[.\u3002\uff0e\uff61]")
_OWN = frozenset("ßς\u200c\u200d")  # letters that make a name of their own since IDNA 2008 and were replaced before
_NAT64 = IPv6Network("64:ff9b::/96")
_MOST = 8  # addresses of one name that are tried

Number = IPv4Address | IPv6Address
_Numbers = tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]
End = tuple[socket.AddressFamily, _Numbers]


def looks_like_address(argument: str) -> bool:
    """Whether an argument is an address (of whatever scheme) rather than a path."""
    return bool(_SCHEME.match(argument))


def shown(url: str) -> str:
    """An address as messages name it: without user and password, which must not end up in a case file, and not endless."""
    plain = re.sub(r"(?<=//)[^/?#]*@", "…@", url).encode("utf-8", "replace").decode("utf-8")
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN] + "…"


@dataclass(frozen=True, slots=True)
class Address:
    """An http(s) address taken apart. `host` is ASCII: what is resolved, told to the server and looked for in its certificate.

    `target` is path and query as they are sent. A fragment is dropped.
    """

    scheme: str
    host: str
    port: int
    target: str

    @classmethod
    def parse(cls, url: str, *, where: str) -> Self:
        """Raises BadInput for what is no address, and for one that is not fetched: another scheme, a user name, a port of another trade."""
        try:
            parts = urlsplit(url)
            port, host = parts.port, parts.hostname
            if parts.scheme not in _PORTS:
                raise BadInput(
                    f"Only http and https addresses are fetched, not {shown(parts.scheme) or 'others'}.",
                    where=where,
                    hint="save the report and read the file.",
                )
            if "@" in parts.netloc:
                raise BadInput(
                    "The address holds a user name or a password.",
                    where=where,
                    hint="leave out what stands before the @, or save the page.",
                )
            if not host or len(url) > _LONGEST or any(ord(c) < 32 or ord(c) == 127 for c in url):
                raise ValueError(url)
            host = _host(host, parts.netloc)
            target = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
        except ValueError as error:
            raise BadInput(
                "It is not a web address that can be used.", where=where, hint="copy the address from the browser, and quote it."
            ) from error
        port = _PORTS[parts.scheme] if port is None else port
        if port < _FIRST_FREE_PORT and port not in _PORTS.values():
            raise BadInput(
                f"Port {port} is not one that web pages come from.",
                where=where,
                hint="80, 443 or one from 1024, or save the page and read it.",
            )
        return cls(parts.scheme, host, port, target)

    def onward(self, location: str, *, where: str) -> Address:
        """Where a redirect leads, relative to this address. Raises BadInput as `parse` does."""
        # Headers arrive as Latin-1; what is not ASCII in them is UTF-8 nearly always.
        with suppress(UnicodeError):
            location = location.encode("latin-1").decode("utf-8")
        with suppress(ValueError):  # what cannot be joined cannot be parsed either
            location = urljoin(str(self), location)
        return Address.parse(location, where=where)

    @property
    def secure(self) -> bool:
        """Whether it is fetched by TLS."""
        return self.scheme == "https"

    @property
    def authority(self) -> str:
        """Host, and port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def name(self) -> str:
        """A name for a report from there that a person can read: the host and the last part of the path."""
        path, _, query = self.target.partition("?")
        parts = [word for part in path.split("/") if (word := _word(part))]
        last = parts[-1] if parts else ""
        if len(parts) > 1 and last.partition(".")[0].lower() in {"index", "default"}:
            last = f"{parts[-2]}-{last}"
        # A single word is a section or a script, of which the query tells what was asked; a slug needs no query.
        asked = _word(query) if "-" not in last else ""
        name = "-".join(part for part in (last[:80], asked[:40]) if part)
        return "/".join(part for part in (_word(self.authority.removeprefix("www.")), name) if part)

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"


def _word(part: str) -> str:
    return re.sub(r"[^\w.]+", "-", unicodedata.normalize("NFC", unquote(part))).strip("-.")


def _host(host: str, netloc: str) -> str:
    """The host in ASCII. Raises ValueError for what no host is called."""
    if "[" in netloc:
        if not re.fullmatch(r"\[[^\]]*\](?::[0-9]*)?", netloc):
            raise ValueError(netloc)
        number = IPv6Address(host)
        if number.scope_id:
            raise ValueError(host)  # a zone is a network card of this computer
        return str(number)
    labels = [_label(label) for label in _DOTS.split(host)]
    if len(labels) > 1 and not labels[-1]:
        labels.pop()
    name = ".".join(labels)
    if not _HOST.fullmatch(name) or len(name) > 253:
        raise ValueError(host)
    return name


def _label(label: str) -> str:
    if label.isascii():
        return label.lower()
    if _OWN & set(label):
        # The codec of the standard library keeps to IDNA 2003, which would ask another host: straße is not strasse.
        return "xn--" + unicodedata.normalize("NFKC", label.lower()).encode("punycode").decode("ascii")
    return label.encode("idna").decode("ascii").lower()


def is_public(number: Number) -> bool:
    """Whether a number belongs to the open Internet: not to this computer, a private network, a link, a group or a reserve.

    An IPv6 number that only carries an IPv4 one (mapped, RFC 4291; NAT64, RFC 6052; 6to4, RFC 3056) is what it carries.
    """
    if isinstance(number, IPv6Address):
        carried = number.ipv4_mapped or number.sixtofour
        if number in _NAT64:
            carried = IPv4Address(int(number) & 0xFFFFFFFF)
        if carried is not None:
            return is_public(carried)
        if number.is_site_local:
            return False
    closed = number.is_multicast or number.is_reserved or number.is_unspecified or number.is_loopback or number.is_link_local
    return number.is_global and not closed


@dataclass(frozen=True, slots=True)
class Resolved:
    """The ends that a connection may be made to, and whether one of them is not public."""

    ends: tuple[End, ...]
    private: bool


def resolve(address: Address, *, timeout: float, allow_private: bool, hint: str, where: str) -> Resolved:
    """Asks once which numbers a host has, and judges them all: one that is not public spoils the name.

    `hint` is what to try where that is so. Raises BadInput, and TimeoutError after `timeout` seconds.
    """
    ends: list[End] = []
    private: Number | None = None
    for family, _, _, _, end in _looked_up(address, timeout, where):
        if family not in (socket.AF_INET, socket.AF_INET6) or (family, end) in ends:
            continue
        number = ip_address(str(end[0]))
        private = private if is_public(number) else private or number
        ends.append((family, end))
    if not ends:
        raise _unknown(address, where)
    if private is not None and not allow_private:
        raise not_public(address, str(private), hint=hint, where=where)
    return Resolved(tuple(ends[:_MOST]), private is not None)


def not_public(address: Address, number: str, *, hint: str, where: str) -> BadInput:
    """The fault of a host that is this computer or in a private network."""
    return BadInput(f"{address.host} is this computer or in a private network ({number}).", where=where, hint=hint)


_Answer = Sequence[tuple[socket.AddressFamily, socket.SocketKind, int, str, _Numbers]]


def _looked_up(address: Address, timeout: float, where: str) -> _Answer:
    """The system's answer. It is waited for in a thread, because the call itself knows no time limit."""
    answers: queue.SimpleQueue[_Answer | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM))
        except Exception as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name="standoff-resolve").start()
    try:
        answer = answers.get(timeout=timeout)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, OSError | ValueError):
        raise _unknown(address, where) from answer
    if isinstance(answer, Exception):
        raise answer
    return answer


def _unknown(address: Address, where: str) -> BadInput:
    return BadInput(
        f"No host answers to the name {address.host}.", where=where, hint="check the spelling, and that this computer is connected."
    )
