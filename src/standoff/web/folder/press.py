"""The account as a folder of files that any browser opens without a server, a network or a script: made by the pages themselves.

Every page that the folder has is asked of its handler as a request would ask for it; its links become those of the files. What only a
server can do (search, facets, judging, JSON and CSV) is left out by the templates; a link to what the folder has not is plain words.
The pages of reports come last, when it is known which of their passages the others quote.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ... import __version__
from ...case import Case, CaseView
from ...case.loading import uncollected
from ..desk import Desk
from ..render import Head, Renderer, Still
from ..settings import Settings
from .addresses import Addresses, numbered
from .relink import relinked
from .sheets import Asked, Sheet, paired, sheets

_POLICY = (
    "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' file: data:; base-uri 'none'; form-action 'none'"
)
_STATIC = ("standoff.css", "standoff.js", "mark.svg")


class Shelf(Desk):
    """A desk that shows one view and takes nothing."""

    def __init__(self, view: CaseView, name: str) -> None:
        super().__init__(Path(f"{name}.standoff"), Settings())
        self._view, self.writable = view, False


class Press(Renderer):
    """Makes the files of one folder. `file` is the one that is being made, `more` tells whether its list goes on behind it."""

    def __init__(self, desk: Desk, still: Still) -> None:
        super().__init__(desk, "", still)
        self.file, self.more = "", False

    def html(self, template: str, head: Head, *, status: int = 200, **values: Any) -> Response:
        """A page, named by its file."""
        self.more = bool(values.get("pager", {}).get("next"))
        return super().html(template, replace(head, path=self.file, json=None, csv=None), status=status, **values)

    def _case(self) -> dict[str, Any]:
        return self._counted

    @cached_property
    def _counted(self) -> dict[str, Any]:
        return super()._case()


def files(case: Case, *, full_text: bool = False) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The files of the folder: relative path and bytes, the same for the same case.

    Without `full_text` no more of the texts is in them than the account quotes. Private persons are named as on the pages: not at all.
    """
    with uncollected():
        view = case.view()
        desk = Shelf(view, case.name)
        chosen = list(sheets(desk))
        addresses = Addresses(view, {address: sheet.file for sheet in chosen for address in (sheet.address, *sheet.also)})
    press = Press(desk, Still(_POLICY, __version__, full_text, paired(view), addresses.quoted))
    for name in _STATIC:
        yield name, [_static(name)]
    gc.freeze()
    try:
        for sheet in chosen:
            yield from _printed(sheet, press, addresses)
    finally:
        gc.unfreeze()


def _printed(sheet: Sheet, press: Press, addresses: Addresses) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The files of a sheet, one for each page of its list."""
    path, _, query = sheet.address.partition("?")
    request = Request({"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": [], "server": ("", 80)})
    page, more = 1, True
    while more:
        press.file = file = numbered(sheet.file, page)
        press.mark_outlets()
        body = bytes(_answer(sheet.ask(request, press, page)).body).decode()
        page, more = page + 1, press.more
        yield file, [relinked(body, partial(addresses.link, here=file)).encode()]


def _answer(asked: Asked) -> Response:
    """What a handler gives. It has the view in memory and waits for nothing."""
    try:
        asked.send(None)
    except StopIteration as done:
        response: Response = done.value
        return response
    asked.close()
    raise RuntimeError("A page of a folder waits for something.")


def _static(name: str) -> bytes:
    data = resources("standoff.web").joinpath("static", name).read_bytes()
    # A script that is no module would share its names with those of the browser.
    return b'(() => {\n"use strict";\n' + data + b"})();\n" if name.endswith(".js") else data
