"""Every page at three widths, light and dark, with and without script: no error, nothing from elsewhere, nothing cut off, usable by all."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from browsing import WIDTHS, Context, barriers, check_usable, check_whole, opened, wider
from pages_of import PAGES, filled, plain_json

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


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", EVERY)
def test_a_page_is_whole(context: Context, site: str, at: Callable[[str], str], path: str, width: int, script: bool) -> None:
    check_whole(context(width, script=script), site, at(path), STATES.get(path, 200))


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", EVERY)
def test_a_page_is_usable_by_all(context: Context, site: str, at: Callable[[str], str], path: str, width: int) -> None:
    check_usable(context(width), site, at(path))


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
