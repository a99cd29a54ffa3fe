"""Which file of a folder has what stands at an address of the server."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from unicodedata import normalize
from urllib.parse import parse_qsl

from ...case import CaseView
from ...case.pages import chapters, parts
from ...model import Span
from ..pages.faultlines import IN_FILE
from ..pages.report import PART, anchor
from ..pages.timeline import DEEDS
from ..urls import STATIC, url

_PASSAGE = re.compile(r"/passage/(\w+)/(\d+)-(\d+)")
_PAGE_ONLY = frozenset(("page", "layers", "near", "at"))  # of a query, what does not make it another list
_LONGEST = 80  # characters of a name
_DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))))


Place = tuple[str, str]  # a file, and the id of an element of it or nothing


class Names:
    """Names of files for ids and names of all kinds: letters, digits and dashes, no two that some system takes for one."""

    def __init__(self) -> None:
        self._given: dict[str, str] = {}
        self._taken: set[str] = set(_DEVICES)

    def name(self, text: str) -> str:
        """The name for a text: the same for the same one."""
        if text not in self._given:
            plain = normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
            short = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-")
            if not short or short in self._taken or (text.isascii() is False and len(short) < 3):
                short = f"{short or 'x'}-{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
            self._taken.add(short)
            self._given[text] = short
        return self._given[text]


def numbered(file: str, page: int) -> str:
    """The file of a further page of a list: ledger-2.html."""
    return file if page < 2 else f"{file.removesuffix('.html')}-{page}.html"


class Addresses:
    """The files of a folder by the addresses of the server, and what of each report the pages quote and lead to.

    `files` are the first pages of all lists and single pages, by their address.
    """

    def __init__(self, view: CaseView, files: Mapping[str, str]) -> None:
        self._view, self._files = view, {_key(address): file for address, file in files.items()}
        self._quoted: dict[str, set[tuple[int, int]]] = defaultdict(set)
        self._parts: dict[str, tuple[list[Span], list[int]]] = {}
        self._known: dict[str, Place | None] = {}  # most are met a few times: in links, and where a key leads
        self._deeds, self._stretches = _deeds(view)
        self._ties = {group.id: 1 + n // IN_FILE for n, group in enumerate(view.lines().groups)}
        self._tied = {actor for group in view.lines().groups for actor in (group.source, group.target)}
        self._holding = {row.id for row in view.actors() if row.disputes}

    def quoted(self, report: str) -> Iterable[Span]:
        """The stretches of a report that were led to so far, in order."""
        return (Span(start, end) for start, end in sorted(self._quoted[report]))

    def link(self, address: str, here: str) -> str | None:
        """The relative address, in the file `here`, of what stands at an address of the server; None where the folder has no such thing."""
        if address.startswith(("#", "http://", "https://")):
            return address
        if address not in self._known:
            self._known[address] = self._stands(address)
        found = self._known[address] or self._instead(address, here)
        if found is None:
            return None
        file, place = found
        if file == here:
            return f"#{place}" if place else file.rpartition("/")[2]
        return ("../" if "/" in here else "") + file + (f"#{place}" if place else "")

    def _stands(self, address: str) -> Place | None:
        """Where just what stands at an address is."""
        if match := _PASSAGE.match(address):
            return self._passage(match[1], int(match[2]), int(match[3]))
        if address.startswith(STATIC):
            return address.removeprefix(STATIC).partition("?")[0], ""
        path, given, place = _parted(address)
        file = self._files.get((path, frozenset(x for x in given.items() if x[0] not in _PAGE_ONLY)))
        if file and "at" in given:
            return self._passage(path.removeprefix("/report/"), int(given["at"]))
        return (numbered(file, int(given.get("page", "1"))), place) if file else None

    def _passage(self, report: str, start: int, end: int | None = None) -> Place | None:
        file = self._files.get((f"/report/{report}", frozenset()))
        if file is None:
            return None
        if end is not None:
            self._quoted[report].add((start, end))
        if report not in self._parts:
            pages = parts(self._view.material.reading(report), PART)
            blocks = [block for page in pages for block in page]
            self._parts[report] = blocks, [n for n, page in enumerate(pages, 1) for _ in page]
        blocks, pages_of = self._parts[report]
        n, place = anchor(blocks, start)
        return numbered(file, pages_of[n]), f"c{place}"

    def _instead(self, address: str, here: str) -> Place | None:
        """Where what the folder has not stands in it by another name; nobody is led to a part of the page `here`."""
        path, given, place = _parted(address)
        match path, given:
            case "/timeline", {"event": id} if id in self._deeds:
                return numbered(self._files[_key(url("timeline", all="yes"))], self._deeds[id]), f"e-{id}"
            case "/timeline", {"all": key} if key in self._stretches:
                return numbered(self._files[_key(url("timeline", all="yes"))], self._stretches[key]), f"t-{key}"
            case "/timeline", {"voice": "several"}:
                return self._files[_key(url("timeline"))], ""
            case "/faultlines", {"actor": _} if place in self._ties:
                return numbered(self._files[_key(url("faultlines"))], self._ties[place]), place
            case "/faultlines", {"actor": actor}:
                return self._actor(actor, "ties" if actor in self._tied else "", here) or self._page(url("faultlines"), here)
            case "/disputes", {"holder": holder}:
                return self._actor(holder, "positions" if holder in self._holding else "", here)
            case "/ledger", {"source": actor}:
                return self._actor(actor, "said", here)
            case "/compare", {"left": report} if found := self._page(url("compare"), here):
                return found[0], f"r-{report}"
            case "/ledger" | "/outlets", {"outlet": outlet}:
                return self._page(url("outlets", outlet=outlet), here)
        return None

    def _actor(self, id: str, place: str, here: str) -> Place | None:
        found = self._page(url("actor", id=id), here)
        return (found[0], place) if found else None

    def _page(self, address: str, here: str) -> Place | None:
        file = self._files.get(_key(address))
        return (file, "") if file and file != here else None


def _parted(address: str) -> tuple[str, dict[str, str], str]:
    """The path, the query and the place of an address."""
    path, _, place = address.partition("#")
    path, _, query = path.partition("?")
    return path, dict(parse_qsl(query)), place


def _key(address: str) -> tuple[str, frozenset[tuple[str, str]]]:
    path, _, query = address.partition("?")
    return path, frozenset(parse_qsl(query))


def _deeds(view: CaseView) -> tuple[dict[str, int], dict[str, int]]:
    """On which page of the whole timeline each deed stands, and each stretch of time begins."""
    deeds: dict[str, int] = {}
    stretches: dict[str, int] = {}
    told = chapters(view.timeline_index.select({}), reports=len(view.material.readings), zoom="days", opened="yes")
    for chapter in told:
        for entry in chapter.shown:
            stretches.setdefault(chapter.key, 1 + len(deeds) // DEEDS)
            deeds[entry.id] = 1 + len(deeds) // DEEDS
    return deeds, stretches
