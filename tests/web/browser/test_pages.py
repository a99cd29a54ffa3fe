"""Every page at three widths, light and dark, with and without script: no error, nothing from elsewhere, nothing cut off, usable by all."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlencode, urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from pages_of import PAGES, filled, plain_json

Context = Callable[..., BrowserContext]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# States of pages that no route shows by itself, with the status that they must have.
STATES = {
    "/ledger?act=deny": 200,
    "/ledger?q=nosuchword": 200,
    "/ledger?page=9": 200,
    "/search?q=depot": 200,
    "/search?q=nosuchword": 200,
    "/dispute/nowhere": 404,
    "/nowhere": 404,
}
EVERY = [*PAGES, *STATES]
WIDTHS = (390, 768, 1440)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def fetch(site: str, path: str) -> Any:
    with urllib.request.urlopen(site + path, timeout=60) as answer:
        return plain_json(answer.read())


@pytest.fixture(scope="session")
def job(site: str) -> str:
    """A read that is over, of an input that cannot be read, so that pages have a failure to show."""
    with urllib.request.urlopen(site + "/ingest", timeout=60) as answer:
        key = re.search(r'name="csrf" value="([^"]+)"', answer.read().decode())
    assert key
    # What is nothing but marks is refused, so the case stays as it is.
    form = urlencode({"csrf": key[1], "text": "--- ***", "name": "marks"}).encode()
    with urllib.request.urlopen(urllib.request.Request(site + "/ingest", form), timeout=60) as answer:
        id = urlsplit(answer.geturl()).path.rpartition("/")[2]
    while not fetch(site, f"/ingest/{id}.json")["over"]:
        pass
    return id


@pytest.fixture
def at(site: str, job: str) -> Callable[[str], str]:
    """The address of a page or state."""

    def get(path: str) -> str:
        found = path if path in STATES else filled(path, lambda p: fetch(site, p), job)
        assert found, f"the example case has no sample for {path}"
        return site + found

    return get


class Heard:
    """What a page said and asked for while it was open."""

    def __init__(self, page: Page, site: str) -> None:
        self.faults: list[str] = []
        self.site, self.page = site, page

    def console(self, message: ConsoleMessage) -> None:
        # A page that says 404 does so on purpose, and the browser notes it.
        if message.type in ("error", "warning") and "the server responded with a status of 404" not in message.text:
            self.faults.append(f"console: {message.text}")

    def error(self, error: Exception) -> None:
        self.faults.append(f"error: {error}")

    def request(self, request: Any) -> None:
        if not request.url.startswith((self.site + "/", "data:")):
            self.faults.append(f"request: {request.url}")


@contextmanager
def opened(context: BrowserContext, site: str) -> Iterator[tuple[Page, Heard]]:
    page = context.new_page()
    heard = Heard(page, site)
    page.on("console", heard.console)
    page.on("pageerror", heard.error)
    page.on("request", heard.request)
    try:
        yield page, heard
    finally:
        page.close()


def wider(page: Page) -> list[str]:
    """What makes a page wider than its window; nothing where it is not."""
    found: list[str] = page.evaluate(
        """() => document.scrollingElement.scrollWidth <= innerWidth ? [] : [
            `${document.scrollingElement.scrollWidth} px in ${innerWidth}`,
            ...[...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
              .slice(-3).map((e) => `${e.tagName.toLowerCase()}.${e.className} ${e.textContent.trim().slice(0, 40)}`)]"""
    )
    return found


def barriers(page: Page, *rules: str) -> list[str]:
    """The serious and critical findings of axe, by these rules or all."""
    page.evaluate(AXE)
    found = []
    options = {"resultTypes": ["violations"], **({"runOnly": {"type": "rule", "values": rules}} if rules else {})}
    for violation in page.evaluate("(options) => axe.run(document, options)", options)["violations"]:
        if violation["impact"] in ("serious", "critical"):
            node = violation["nodes"][0]
            found.append(f"{violation['id']}, {len(violation['nodes'])} times: {node['html'][:160]} {node['failureSummary'][:200]}")
    return found


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", EVERY)
def test_a_page_is_whole(context: Context, site: str, at: Callable[[str], str], path: str, width: int, script: bool) -> None:
    with opened(context(width, script=script), site) as (page, heard):
        answer = page.goto(at(path), wait_until="load")
        assert answer and answer.status == STATES.get(path, 200)
        assert page.locator("h1").count() == 1
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.title()
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert wider(page) == [], scheme
            assert heard.faults == [], scheme


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", EVERY)
def test_a_page_is_usable_by_all(context: Context, site: str, at: Callable[[str], str], path: str, width: int) -> None:
    found = []
    with opened(context(width), site) as (page, _):
        page.goto(at(path), wait_until="load")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            # Only colours differ in the dark.
            rules = ("color-contrast", "link-in-text-block") if scheme == "dark" else ()
            found += [f"{scheme}: {barrier}" for barrier in barriers(page, *rules)]
    assert found == []


@pytest.mark.parametrize("path", EVERY)
def test_a_page_fits_into_320_pixels(context: Context, site: str, at: Callable[[str], str], path: str) -> None:
    with opened(context(320), site) as (page, _):
        page.goto(at(path), wait_until="load")
        assert wider(page) == []


def test_what_is_wrong_with_a_page_is_found(context: Context, site: str) -> None:
    with opened(context(390), site) as (page, heard):
        page.goto(site + "/ledger")
        page.evaluate("""() => document.body.append(
            Object.assign(document.createElement("hr"), {className: "wide-one", width: "2000"}),
            Object.assign(document.createElement("img"), {src: "https://elsewhere.example/"}))""")
        assert any("wide-one" in line for line in wider(page))
        assert any("image-alt" in line for line in barriers(page))
        assert any("elsewhere.example" in line for line in heard.faults)
