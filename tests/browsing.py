"""What is asked of a page in a browser, wherever it comes from: a server, or a file of a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

Context = Callable[..., BrowserContext]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
WIDTHS = (390, 768, 1440)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class Heard:
    """What a page said and asked for while it was open; `site` is where it may ask."""

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
    """A new page, and what it will say."""
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


def check_whole(context: BrowserContext, site: str, address: str, status: int | None = None) -> None:
    """That a page opens without a fault, asks nothing of anywhere else and is no wider than its window, light and dark."""
    with opened(context, site) as (page, heard):
        answer = page.goto(address, wait_until="load")
        assert status is None or (answer and answer.status == status)
        assert page.locator("h1").count() == 1
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.title()
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert wider(page) == [], scheme
            assert heard.faults == [], scheme


def check_usable(context: BrowserContext, site: str, address: str) -> None:
    """That axe finds no serious barrier in a page, light and dark."""
    found = []
    with opened(context, site) as (page, _):
        page.goto(address, wait_until="load")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            # Only colours differ in the dark.
            rules = ("color-contrast", "link-in-text-block") if scheme == "dark" else ()
            found += [f"{scheme}: {barrier}" for barrier in barriers(page, *rules)]
    assert found == []
