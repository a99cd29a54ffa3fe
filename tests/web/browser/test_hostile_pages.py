"""Hostile reports in a browser: no dialog opens, nothing is refused by the policy because nothing is tried, no page breaks."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from hostile import hostile_case
from pages_of import PAGES, filled
from web_server import served


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch, served(hostile_case(tmp_path_factory.mktemp("hostile"), patch)) as address:
        yield address


@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_a_report_runs(context: Callable[..., BrowserContext], hostile_site: str, path: str) -> None:
    def fetch(url: str) -> Any:
        with urllib.request.urlopen(hostile_site + url, timeout=60) as answer:
            return json.loads(answer.read())

    url = filled(path, fetch)
    if url is None:
        # No read was asked for at this server.
        assert path == "/ingest/{id}"
        return
    faults: list[str] = []
    page = context(390).new_page()
    page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith((hostile_site, "data:image/")) else faults.append(r.url))
    page.goto(hostile_site + url, wait_until="networkidle")
    page.keyboard.press("j")
    page.keyboard.press("c")
    # Words without a place to break do not push the page apart.
    assert page.evaluate("() => document.scrollingElement.scrollWidth <= innerWidth")
    page.close()
    assert faults == []
