"""A report from an address: fetched when a person asks for it, from the open Internet, within limits of size, time and redirects."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPResponse

from standoff.model import BadInput

from .address import Address, resolve, shown
from .build import LIMIT
from .decode import binary
from .exchange import Clock, broke_off, exchange
from .html import looks_like_html

TIMEOUT = 30.0  # seconds for everything: names, connections, redirects, body
REDIRECTS = 5
PLAIN = "text/plain"
_TYPES = frozenset(("text/html", "application/xhtml+xml", PLAIN))
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([a-z0-9_.:-]{2,40})""")
_MOVED = frozenset((301, 302, 303, 307, 308))
_SAVE = "open it in a browser, save the page as .html, and read that file."
_OWN = "save the page and read the file; or, if you do mean that network, allow it with --allow-private."
_LED = "the page leads there by itself; if you mean that address, name it and add --allow-private."
_OTHERS: tuple[tuple[str, str, str], ...] = (
    ("application/pdf", "a PDF", "download it and take its text out, for instance with `pdftotext FILE.pdf FILE.txt`."),
    ("image/", "a picture", "recognise its text first (OCR), for instance with `tesseract`."),
    ("audio/", "a recording", "read a transcript of it instead."),
    ("video/", "a video", "read a transcript of it instead."),
    ("application/json", "JSON", "download it, make JSON Lines of it (one report to a line), and read that."),
    ("application/rss+xml", "a feed", "give the addresses of the reports that it lists."),
    ("application/atom+xml", "a feed", "give the addresses of the reports that it lists."),
    ("text/xml", "XML, perhaps a feed", "give the addresses of the reports that it lists."),
    ("application/xml", "XML, perhaps a feed", "give the addresses of the reports that it lists."),
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. `asked` is the address that was named, `url` the one that answered after all redirects.

    `data` are the bytes of the page, unpacked; `content_type` is text/html, application/xhtml+xml or text/plain; `charset` is what the
    server said of the encoding, in lower case, None where it said nothing. `name` is what a report from there is called.
    """

    asked: str
    url: str
    name: str
    data: bytes
    content_type: str
    charset: str | None


def fetch(url: str, *, allow_private: bool = False, limit: int = LIMIT, timeout: float = TIMEOUT, redirects: int = REDIRECTS) -> Fetched:
    """Fetches a page. Every hop is resolved once and judged; the connection goes to the number that was judged.

    `limit`: bytes, as they come and unpacked. `timeout`: seconds for all of it. `allow_private` admits this computer and private
    networks, but a public page cannot lead there even then. Raises BadInput, with `url` as its place, and nothing else.
    """
    where = shown(url)
    try:
        return _fetch(url, where, allow_private, limit, Clock(timeout), redirects)
    except TimeoutError:
        raise BadInput(f"It took longer than {timeout:g} seconds.", where=where, hint=f"try again later, or {_SAVE}") from None


def _fetch(url: str, where: str, allow_private: bool, limit: int, clock: Clock, redirects: int) -> Fetched:
    at = Address.parse(url.strip(), where=where)
    seen: list[Address] = []
    while True:
        hint = _LED if seen else _OWN
        resolved = resolve(at, timeout=clock.left(), allow_private=allow_private, hint=hint, where=where)
        with exchange(at, resolved.ends, clock=clock, limit=limit, allow_private=allow_private, where=where) as response:
            if response.status not in _MOVED:
                content_type, charset = _accepted(response, where)
                data = _unpacked(_body(response, limit, where), response.headers, limit, where)
                break
            location = response.headers.get("Location")
        seen.append(at)
        if not location:
            raise BadInput("It leads on, but does not say where.", where=where, hint=_SAVE)
        onward = at.onward(location, where=where)
        if onward in seen:
            raise BadInput("It leads back to itself: the site may want cookies or a login.", where=where, hint=_SAVE)
        if len(seen) > redirects:
            raise BadInput(f"It leads on more than {redirects} times.", where=where, hint=_SAVE)
        if at.secure and not onward.secure:
            raise BadInput("It leads from https to http, where anyone on the way can change the page.", where=where, hint=_SAVE)
        allow_private = allow_private and resolved.private
        at = onward
    if not content_type:
        binary(data, where=where)
        content_type = "text/html" if looks_like_html(data) else PLAIN
    return Fetched(url, str(at), at.name, data, content_type, charset)


def _accepted(response: HTTPResponse, where: str) -> tuple[str, str | None]:
    """Type ("" where the server names none) and charset of an answer that is a page. Raises BadInput for any other."""
    if response.status != 200:
        raise _failed(response.status, where)
    stated = (response.headers.get("Content-Type") or "").strip().lower()
    if not stated:
        return "", None
    kind = stated.partition(";")[0].strip()
    if kind not in _TYPES:
        what, hint = next(((what, hint) for start, what, hint in _OTHERS if kind.startswith(start)), ("something else", _SAVE))
        named = kind if re.fullmatch(r"[\w.+-]{1,60}/[\w.+-]{1,60}", kind, re.ASCII) else "unknown"
        raise BadInput(f"The address gives {what} ({named}), not a web page or plain text.", where=where, hint=hint)
    charset = _CHARSET.search(stated)
    return kind, charset[1] if charset else None


def _failed(status: int, where: str) -> BadInput:
    if status in {401, 402, 403, 407, 451}:
        return BadInput(f"The site does not give this page out to programs or without a login ({status}).", where=where, hint=_SAVE)
    if status in {404, 410}:
        return BadInput(f"There is no such page ({status}).", where=where, hint="check the address, or save a copy from a web archive.")
    if status == 429:
        return BadInput("The site wants fewer requests (429).", where=where, hint=f"wait some minutes, or {_SAVE}")
    if status >= 500:
        return BadInput(f"The site cannot answer now ({status}).", where=where, hint=f"try again later, or {_SAVE}")
    return BadInput(f"The site gives no page, but the status {status}.", where=where, hint=_SAVE)


def _body(response: HTTPResponse, limit: int, where: str) -> bytes:
    """The bytes as they come. `response.length` counts down what the server announced."""
    if (response.length or 0) > limit:
        raise _too_long(limit, where)
    body = bytearray()
    while part := response.read(1 << 16):
        body += part
        if len(body) > limit:
            raise _too_long(limit, where)
    if response.length:
        raise broke_off(where)
    return bytes(body)


def _unpacked(data: bytes, headers: Message, limit: int, where: str) -> bytes:
    """The bytes of the page; never more than the limit is unpacked of them, whatever they would swell to."""
    coding = (headers.get("Content-Encoding") or "identity").strip().lower()
    if coding == "identity" or not data:
        return data
    if coding not in {"gzip", "x-gzip", "deflate"}:
        raise BadInput("The page is packed in a way that was not asked for.", where=where, hint=_SAVE)
    # 31: gzip; 15: zlib, which is what "deflate" means; -15: what some servers send for it.
    for bits in (31,) if coding != "deflate" else (15, -15):
        unpack = zlib.decompressobj(bits)
        try:
            page = unpack.decompress(data, limit + 1)
        except zlib.error:
            continue
        if len(page) > limit:
            raise _too_long(limit, where)
        if not unpack.eof:
            raise broke_off(where)
        if not unpack.unused_data.strip(b"\0"):
            return page
    raise BadInput("The page cannot be unpacked.", where=where, hint=_SAVE)


def _too_long(limit: int, where: str) -> BadInput:
    return BadInput(f"It is longer than the limit of {limit:,} bytes for one report.", where=where, hint=_SAVE)
