"""A real server over a copy of the example case, and the Chromium of this system."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from web_server import served

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Context = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser. Without one these tests are skipped, unless STANDOFF_BROWSER=required."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        what = "no Chromium on PATH: install the package chromium to run the tests of the pages in a browser"
        if os.environ.get("STANDOFF_BROWSER") == "required":
            pytest.fail(what)
        pytest.skip(what)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=ARGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(example_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the example case, for reading only."""
    path = shutil.copy(example_path, tmp_path_factory.mktemp("site") / "example.standoff")
    with served(Path(path)) as address:
        yield address


@pytest.fixture
def own_site(own_path: Path) -> Iterator[str]:
    """A server over a case of this test's own."""
    with served(own_path) as address:
        yield address


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[Context]:
    """Contexts of the browser by width and whether pages may run script, each made once."""
    made: dict[tuple[int, bool], BrowserContext] = {}

    def get(width: int, *, script: bool = True) -> BrowserContext:
        key = (width, script)
        if key not in made:
            made[key] = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
            made[key].set_default_timeout(20_000)
        return made[key]

    yield get
    for one in made.values():
        one.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a context of its own, with script, which may use the clipboard."""
    own = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    own.set_default_timeout(20_000)
    yield own.new_page()
    own.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of a context of its own, without script."""
    own = browser.new_context(java_script_enabled=False)
    own.set_default_timeout(20_000)
    yield own.new_page()
    own.close()
