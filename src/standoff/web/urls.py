"""The one place where addresses of pages are built."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

PATHS = {
    "account": "/",
    "disputes": "/disputes",
    "dispute": "/dispute/{id}",
    "timeline": "/timeline",
    "faultlines": "/faultlines",
    "outlets": "/outlets",
    "coverage": "/outlets/coverage",
    "compare": "/compare",
    "compared": "/compare/{left}/{right}",
    "claims": "/claims",
    "claim": "/claim/{id}",
    "ledger": "/ledger",
    "unknowns": "/unknowns",
    "actors": "/actors",
    "actor": "/actor/{id}",
    "reports": "/reports",
    "report": "/report/{id}",
    "passage": "/passage/{report}/{start}-{end}",
    "review": "/review",
    "ingest": "/ingest",
    "job": "/ingest/{id}",
    "method": "/method",
    "search": "/search",
    "judge": "/judge",
    "export": "/export",
    "exported": "/export/{form}",
    "api": "/api",
}
_PIECES = {page: (re.split(r"{\w+}", path), re.findall(r"{(\w+)}", path)) for page, path in PATHS.items()}
STATIC = "/static/"


def url(page: str, /, **params: object) -> str:
    """The address of a page: parameters of its path, then the rest as the query, None left out.

    `at` of a report is a place in its text: it goes into the query, so that the server gives the part of a long text that has it, and
    behind the `#`, so that the browser goes there.
    """
    # A page has hundreds of these: the pieces of every path are cut once.
    pieces, inside = _PIECES[page]
    path = pieces[0]
    for name, piece in zip(inside, pieces[1:], strict=True):
        value = params[name]
        path += (text if (text := str(value)).isalnum() and text.isascii() else quote(text, safe="")) + piece
    at = params.get("at") if page == "report" else None
    query = {name: value for name, value in params.items() if name not in inside and value not in (None, "")}
    return path + (f"?{urlencode(query, doseq=True)}" if query else "") + (f"#c{at}" if at is not None else "")


def sibling(path: str, form: str, query: str = "") -> str:
    """The address of a page in another form: `/ledger` as `/ledger.json`, `/` as `/account.json`."""
    return ("/account" if path == "/" else path.rstrip("/")) + f".{form}" + (f"?{query}" if query else "")


def static(name: str, version: str) -> str:
    """The address of a file of the stylesheet or script, which changes with its content."""
    return f"{STATIC}{name}?v={version}"
