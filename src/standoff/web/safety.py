"""What stands before every page: host check, token, origin of changes, size of requests, and the headers that keep report text inert.

Report text is hostile, and so may be any page that is open in the same browser. A page of another site that resolves its own name to
this machine (DNS rebinding) fails at the host check; one that sends a form here fails at the origin check and at the form's key.
"""

from __future__ import annotations

import hmac
import ipaddress
import re
import secrets
import socket
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .errors import Refused
from .settings import Settings
from .urls import STATIC

COOKIE = "standoff"
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
SMALL, LARGE = 1 << 18, 1 << 26  # bytes of a form, and of a form with files
UPLOAD = "/ingest"
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not no-referrer: a form would then come without its origin.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(?::\d{1,5})?")


Answer = Callable[[Request, Exception], Response]


class FormKey:
    """The secret that every form of this server carries; a page of another site cannot read it."""

    def __init__(self) -> None:
        self.value = secrets.token_urlsafe(24)

    def check(self, given: str | None) -> None:
        """Raises Refused unless a form carries the key."""
        if not given or not hmac.compare_digest(given.encode(), self.value.encode()):
            what = "This form was not made by this server, or by an earlier run of it."
            raise Refused(what, status=403, where="csrf", hint="load the page again and press once more")


class Guard:
    """ASGI middleware. `answer` makes the response to a request that is refused or fails; `mark` stands for all that pages could show."""

    def __init__(self, app: ASGIApp, *, settings: Settings, mark: Callable[[], str], answer: Answer) -> None:
        self.app, self.settings, self.mark, self.answer = app, settings, mark, answer
        self._names = {"localhost", settings.host.strip("[]").casefold(), *(n.casefold() for n in settings.names)}
        if not settings.local:
            self._names |= {socket.gethostname().casefold()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through, or answers it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"
        scope = {**scope, "method": "GET"} if head else scope
        etag = f'W/"{self.mark()}"' if scope["method"] == "GET" and not scope["path"].startswith(STATIC) else None
        started = False

        async def out(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if etag and message["status"] in (200, 304):
                    headers["etag"] = etag
                headers.setdefault("cache-control", "private, no-cache" if etag else "private, max-age=31536000")
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        try:
            headers = Headers(scope=scope)
            answer = self._check(scope, headers)
            if answer is None and etag and headers.get("if-none-match") == etag:
                answer = Response(status_code=304)
            if answer is not None:
                await answer(scope, receive, out)
                return
            await self.app(scope, _limited(headers, receive, LARGE if scope["path"] == UPLOAD else SMALL), out)
        except Exception as error:
            if started:
                raise
            await self.answer(Request(scope), error)(scope, receive, out)

    def _check(self, scope: Scope, headers: Headers) -> Response | None:
        """Raises Refused; gives the response that takes a token out of the address and into a cookie, where one came so."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._known(hosts[0]):
            shown = hosts[0][:100] if hosts else ""
            named = f"the address that standoff serve printed; --name {shown} lets this name in"
            hint = named if _HOST.fullmatch(shown) else "one Host header"
            raise Refused("This server does not answer to that name.", status=421, where=shown, hint=hint)
        welcome = self._admit(scope, headers) if self.settings.token else None
        if scope["method"] not in SAFE:
            self._same_origin(headers, hosts[0])
        return welcome

    def _known(self, host: str) -> bool:
        match = _HOST.fullmatch(host)
        if not match:
            return False
        name = match["name"].strip("[]").rstrip(".").casefold()
        if name in self._names:
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return False
        # No name can be made to resolve to an address that is given as a number.
        return address.is_loopback or not self.settings.local

    def _admit(self, scope: Scope, headers: Headers) -> Response | None:
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        asked = next((value for name, value in query if name == "token"), None)
        given = _cookie(headers) or headers.get("authorization", "").removeprefix("Bearer ").strip()
        if self._right(given):
            return None
        if asked is not None and self._right(asked) and scope["method"] == "GET":
            rest = urlencode([(name, value) for name, value in query if name != "token"])
            response = RedirectResponse(_here(scope["path"]) + (f"?{rest}" if rest else ""), status_code=303)
            response.set_cookie(COOKIE, asked, httponly=True, samesite="strict", path="/")
            return response
        raise Refused(
            "This server asks for its token.", status=401, where="token", hint="open the address that standoff serve printed, token and all"
        )

    def _right(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), (self.settings.token or "").encode())

    @staticmethod
    def _same_origin(headers: Headers, host: str) -> None:
        """Raises Refused for a change that a page of another site asks for."""
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        foreign = origin is not None and origin.casefold() not in (f"http://{host}".casefold(), f"https://{host}".casefold())
        if foreign or site not in (None, "same-origin", "none"):
            where = (origin or site or "")[:100]
            raise Refused("Another site asked for this change.", status=403, where=where, hint="press the button here")


def _here(path: str) -> str:
    """A path that cannot be taken for the address of another host."""
    return "/" + path.lstrip("/\\")


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _limited(headers: Headers, receive: Receive, limit: int) -> Receive:
    """Counts the bytes of a request. Raises Refused as soon as they are too many."""
    said = headers.get("content-length", "0")
    too_large = Refused(
        f"The request is larger than {limit // 1024:,} KB.", status=413, hint="add fewer files at a time, or standoff read FILES -o CASE"
    )
    if not said.isdigit() or int(said) > limit:
        raise too_large
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise too_large
        return message

    return counted
