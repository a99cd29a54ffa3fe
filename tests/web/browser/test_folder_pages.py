"""The folder of files in a browser, from the disk: what is asked of the pages of a server, and a way through it without a server."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browsing import WIDTHS, Context, check_usable, check_whole, opened, wider
from folders import made, written
from hostile import hostile_case
from standoff.case import Case

# A page of every kind: the first file of that name.
KINDS = """index disputes dispute/* timeline timeline-all timeline-all-2 faultlines outlets outlets-labels outlets-voices outlets-cues
outlets-tones outlet/* coverage-events coverage-claims coverage-disputes-all coverage/*-left-out claims claim/* ledger unknowns actors
actor/* reports report/* decisions method compare compare/*""".split()


@pytest.fixture(scope="session")
def folder(example_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example case, with a decision in it, as a folder of evidence only."""
    path = tmp_path_factory.mktemp("case") / "example.standoff"
    path.write_bytes(example_path.read_bytes())
    with Case.open(path) as case:
        case.judge("dispute", case.disputes()[0].id, by="tester", note="seen")
        case.link()
    return written(tmp_path_factory.mktemp("folder"), made(path))


@pytest.fixture(scope="session")
def at(folder: Path) -> Callable[[str], str]:
    """The address of a page of a kind."""

    def get(kind: str) -> str:
        return sorted(folder.glob(f"{kind}.html"))[0].as_uri()

    return get


@pytest.fixture
def whole(example_path: Path, tmp_path: Path) -> Path:
    """The example case with its whole texts."""
    return written(tmp_path, made(example_path, full_text=True))


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_whole(context: Context, folder: Path, at: Callable[[str], str], kind: str, width: int, script: bool) -> None:
    check_whole(context(width, script=script), folder.as_uri(), at(kind))


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_usable_by_all(context: Context, folder: Path, at: Callable[[str], str], kind: str, width: int) -> None:
    check_usable(context(width), folder.as_uri(), at(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_fits_into_320_pixels_and_onto_paper(context: Context, folder: Path, at: Callable[[str], str], kind: str) -> None:
    with opened(context(320), folder.as_uri()) as (page, _):
        page.goto(at(kind), wait_until="load")
        assert wider(page) == []
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 700, "height": 900})
        assert wider(page) == []
        expect(page.locator(".masthead")).to_be_hidden()
        expect(page.locator(".print-head")).to_be_visible()
        expect(page.locator(".of-export")).to_be_visible()


@pytest.mark.parametrize("kind", ["report/*", "compare/*", "ledger"])
def test_a_file_with_whole_texts_is_whole_and_usable(context: Context, whole: Path, kind: str) -> None:
    address = sorted(whole.glob(f"{kind}.html"))[0].as_uri()
    for width in WIDTHS:
        check_whole(context(width), whole.as_uri(), address)
    check_usable(context(1440), whole.as_uri(), address)


def test_the_policy_lets_nothing_in_from_elsewhere(context: Context, folder: Path, at: Callable[[str], str]) -> None:
    with opened(context(1440), folder.as_uri()) as (page, heard):
        stopped: list[str | None] = []
        page.on("requestfailed", lambda request: stopped.append(request.failure))
        page.goto(at("index"), wait_until="load")
        assert page.evaluate("getComputedStyle(document.body).borderTopWidth") == "3px"
        page.evaluate("""() => { const one = document.createElement("script"); one.textContent = "window.ran = true";
            const image = Object.assign(document.createElement("img"), {src: "https://elsewhere.example/x.png"});
            document.body.append(one, image); }""")
        assert page.evaluate("window.ran") is None
        assert sum("Content Security Policy" in fault for fault in heard.faults) == 2
        assert stopped == ["csp"]


@pytest.fixture(params=["script", "plain"])
def reader(request: pytest.FixtureRequest) -> Page:
    """A page with script, and one without."""
    found: Page = request.getfixturevalue("page" if request.param == "script" else "plain")
    return found


def press_until(page: Page, key: str, selector: str) -> None:
    """Presses a key until the focus stands on an element."""
    for _ in range(400):
        page.keyboard.press(key)
        if page.evaluate("(s) => document.activeElement?.matches(s) ?? false", selector):
            return
    raise AssertionError(f"{key} never comes to {selector}")


def test_from_the_front_to_a_dispute_to_its_words_and_back_by_keyboard_alone(folder: Path, reader: Page) -> None:
    faults: list[str] = []
    reader.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    reader.on("request", lambda r: None if r.url.startswith(folder.as_uri()) else faults.append(r.url))
    reader.goto((folder / "index.html").as_uri())
    press_until(reader, "Tab", ".lead .question a")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/dispute/\w+\.html$"))
    dispute, words = reader.url, reader.locator(".passage .w-content").first.inner_text()
    press_until(reader, "Tab", ".passage a.address")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/report/\w+\.html#c\d+$"))
    expect(reader.locator(":target")).to_be_in_viewport()
    assert words[:20] in reader.locator("#text").inner_text()
    # Back by the link of the note on it, and by the browser.
    press_until(reader, "Tab", ".para-notes a.in-dispute")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile(r"/dispute/\w+\.html$"))
    reader.go_back()
    reader.go_back()
    expect(reader).to_have_url(dispute)
    press_until(reader, "Shift+Tab", ".brand a")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url((folder / "index.html").as_uri())
    assert faults == []


def test_the_keys_work_from_the_disk(folder: Path, page: Page) -> None:
    page.goto((folder / "ledger.html").as_uri())
    page.keyboard.press("j")
    page.keyboard.press("j")
    item = page.locator(".is-current")
    expect(item).to_have_count(1)
    words = " ".join(item.locator(".said-what .words").inner_text().split())
    page.keyboard.press("c")
    expect(page.locator("#live")).to_have_text("Citation copied")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert words in copied and copied.endswith("(example, ledger.html)")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/report/\w+\.html#c\d+$"))
    page.keyboard.press("g")
    page.keyboard.press("d")
    expect(page).to_have_url(re.compile(r"/disputes\.html$"))
    expect(page.locator(".keys")).not_to_contain_text("search")


def test_marks_of_a_report_can_be_switched_off(folder: Path, at: Callable[[str], str], page: Page, plain: Page) -> None:
    page.goto(at("report/*"))
    expect(page.locator("#text")).to_have_class(re.compile("on-event"))
    page.get_by_role("checkbox", name="event").uncheck()
    expect(page.locator("#text")).not_to_have_class(re.compile("on-event"))
    # Without script the marks are a key to the text, and nothing that could be pressed in vain.
    plain.goto(at("report/*"))
    expect(plain.locator(".layers")).to_contain_text("open question")
    expect(plain.locator(".layers input:visible")).to_have_count(0)


def test_what_is_left_out_is_told_to_who_sees_and_who_hears(context: Context, folder: Path, at: Callable[[str], str]) -> None:
    with opened(context(1440), folder.as_uri()) as (page, _):
        page.goto(at("report/*"))
        gap = page.locator("#text .left-out").first
        expect(gap).to_be_visible()
        assert re.fullmatch(r"\[… [\d,]+\]", gap.locator("[aria-hidden]").inner_text())
        assert re.search(r"\d characters left out", gap.locator(".sr").text_content() or "")


@pytest.fixture(scope="module")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        path = hostile_case(tmp_path_factory.mktemp("hostile"), patch)
        yield written(tmp_path_factory.mktemp("out"), made(path, full_text=True))


def test_nothing_of_a_hostile_report_runs(context: Callable[..., BrowserContext], hostile_folder: Path) -> None:
    every = sorted(
        p for p in hostile_folder.rglob("*.html") if p.parent == hostile_folder or p.parent.name in ("report", "dispute", "outlet")
    )
    assert len(every) > 30
    for path in every:
        with opened(context(390), hostile_folder.as_uri()) as (page, heard):
            page.on("dialog", lambda dialog: (heard.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
            page.goto(path.as_uri(), wait_until="load")
            page.keyboard.press("j")
            assert wider(page) == [], path.name
            assert heard.faults == [], path.name


def test_a_browser_without_any_network_opens_it(browser: Browser, folder: Path) -> None:
    own = browser.new_context(offline=True)
    page = own.new_page()
    page.goto((folder / "index.html").as_uri())
    page.locator("nav a", has_text="Fault lines").click()
    expect(page.locator("h1")).to_have_text("Who stands with whom")
    own.close()
