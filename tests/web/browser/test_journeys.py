"""What people do from end to end: add reports, judge and undo, cite, search; with script and without."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

REPORT = """Ferry company says its crew was warned

The ferry company said on Friday that its crew had ignored a warning about the fog. Ana Lund, who leads the harbour office,
denied that any warning had been given.
"""


def watched(page: Page) -> list[str]:
    """What goes wrong on a page from now on."""
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: faults.append(str(e)))
    return faults


@pytest.fixture(params=["script", "plain"])
def reader(request: pytest.FixtureRequest) -> Page:
    """A page with script, and one without."""
    found: Page = request.getfixturevalue("page" if request.param == "script" else "plain")
    return found


def test_a_pasted_text_is_read_and_its_statements_are_in_the_ledger(own_site: str, reader: Page) -> None:
    faults = watched(reader)
    reader.goto(own_site)
    reader.get_by_role("link", name="Add reports").click()
    reader.locator("textarea[name=text]").fill(REPORT)
    reader.locator("input[name=outlet]").fill("The Ilma Mirror")
    reader.locator("input[name=published]").fill("2031-04-04")
    reader.get_by_role("button", name="Read", exact=True).click()
    expect(reader).to_have_url(re.compile(r"/ingest/\w+$"))
    # The page gets there by itself: by script, or because its header says so.
    expect(reader.get_by_role("row").filter(has_text="read")).to_have_count(1, timeout=60_000)
    expect(reader.get_by_role("link", name="To the account")).to_be_visible(timeout=60_000)
    reader.goto(own_site + "/ledger?outlet=The+Ilma+Mirror")
    expect(reader.get_by_text("that any warning had been given")).to_be_visible()
    expect(reader.locator("em.w-cue", has_text="denied")).to_have_count(1)
    assert faults == []


def test_a_broken_file_gets_a_row_that_says_what_to_try(own_site: str, reader: Page) -> None:
    reader.goto(own_site + "/ingest")
    files: Any = [
        {"name": "good.txt", "mimeType": "text/plain", "buffer": REPORT.encode()},
        {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 nothing"},
    ]
    reader.locator("input[type=file]").set_input_files(files)
    reader.get_by_role("button", name="Read", exact=True).click()
    row = reader.get_by_role("row").filter(has_text="scan.pdf")
    expect(row).to_contain_text("It is a PDF, not text.", timeout=60_000)
    expect(row).to_contain_text("failed")
    expect(row).to_contain_text("take the text out of it first")
    expect(reader.get_by_role("row").filter(has_text="good.txt")).not_to_contain_text("failed")
    expect(reader.get_by_role("link", name="To the account")).to_be_visible(timeout=60_000)


def test_a_doubt_is_judged_and_the_judgement_taken_back(own_site: str, reader: Page) -> None:
    reader.goto(own_site + "/review")
    before = reader.locator(".doubt").count()
    assert before > 1
    first = reader.locator(".doubt").first
    name = first.get_attribute("id")
    first.locator("button[data-key=n]").click()
    expect(reader.get_by_text("You: no")).to_have_count(1)
    expect(reader.locator(f".doubt[id='{name}']")).to_have_count(0)
    reader.get_by_role("button", name="Undo").click()
    expect(reader.get_by_text("You: no")).to_have_count(0)
    expect(reader.locator(f".doubt[id='{name}']")).to_have_count(1)


def test_a_dispute_is_judged_on_its_own_page_and_the_judgement_taken_back(own_site: str, reader: Page) -> None:
    reader.goto(own_site + "/disputes")
    reader.locator("main a[href^='/dispute/']").first.click()
    expect(reader).to_have_url(re.compile(r"/dispute/"))
    address = reader.url
    reader.locator("form[data-judge]").filter(has=reader.locator("button[value=dispute]")).first.locator("button[value=dispute]").click()
    expect(reader).to_have_url(re.compile(re.escape(address)))
    expect(reader.get_by_text("You: dispute").first).to_be_visible()
    reader.get_by_role("button", name="Undo").first.click()
    expect(reader).to_have_url(re.compile(re.escape(address)))
    expect(reader.get_by_text("You: dispute")).to_have_count(0)


def test_keys_judge_and_take_back(own_site: str, page: Page) -> None:
    page.goto(own_site + "/review")
    page.keyboard.press("j")
    expect(page.locator(".is-current")).to_have_count(1)
    page.keyboard.press("n")
    expect(page.get_by_text("You: no")).to_have_count(1)


def test_in_the_queue_the_next_doubt_is_marked_and_the_last_judgement_can_be_taken_back(own_site: str, page: Page) -> None:
    page.goto(own_site + "/review")
    page.keyboard.press("j")
    page.keyboard.press("j")
    first = page.locator(".is-current").get_attribute("id")
    with page.expect_navigation():
        page.keyboard.press("y")
    expect(page.locator(".is-current")).to_have_count(1)
    assert page.locator(".is-current").get_attribute("id") != first
    with page.expect_navigation():
        page.keyboard.press("u")
    assert [j["in_force"] for j in page.request.get(own_site + "/judgements.json").json()["items"] if j["kind"] != "undo"] == [False]


def test_two_browsers_that_judge_at_once_lose_nothing(own_site: str, browser: Browser) -> None:
    contexts = [browser.new_context() for _ in range(2)]
    one, two = (context.new_page() for context in contexts)
    for page in (one, two):
        page.goto(own_site + "/review")
    # Both have loaded the same page; each presses on another item of it.
    one.locator(".doubt").nth(0).locator("button[data-key=y]").click(no_wait_after=True)
    two.locator(".doubt").nth(1).locator("button[data-key=n]").click(no_wait_after=True)
    for page in (one, two):
        expect(page.get_by_text("You: ").first).to_be_visible()
    judged = one.request.get(own_site + "/judgements.json").json()["items"]
    assert len(judged) == 2
    assert {row["by"] for row in judged} == {"tester"}
    for context in contexts:
        context.close()


def test_c_copies_the_citation_and_says_so(site: str, page: Page) -> None:
    faults = watched(page)
    page.goto(site + "/ledger")
    page.keyboard.press("j")
    item = page.locator(".is-current")
    expect(item).to_have_count(1)
    words = item.locator(".w-content").first.inner_text()
    page.keyboard.press("c")
    expect(page.locator("#live")).to_have_text("Citation copied")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert words in copied
    # Who said it, by which word, where it stands, and in which text.
    assert item.locator(".w-cue").first.inner_text() in copied
    assert "characters" in copied and re.search(r"\d+\D+\d+", copied)
    assert faults == []


def test_the_passage_page_shows_its_citations_without_script(site: str, plain: Page) -> None:
    plain.goto(site + "/ledger")
    plain.locator("a.address").filter(has_text="–").first.click()
    expect(plain).to_have_url(re.compile(r"/passage/"))
    assert plain.locator("details[data-citation]").count() >= 3
    expect(plain.locator("details[data-citation] pre").first).to_be_visible()
    expect(plain.locator("details[data-citation] pre").first).to_contain_text("characters")


def test_enter_opens_the_passage(site: str, page: Page) -> None:
    page.goto(site + "/ledger")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/passage/"))


def test_a_word_is_searched_by_key_and_its_hit_opened(site: str, page: Page) -> None:
    faults = watched(page)
    page.goto(site + "/disputes")
    page.keyboard.press("/")
    page.keyboard.type("strike")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=strike"))
    assert page.locator("[data-item]").count() > 1
    assert "strike" in page.locator("[data-item]").first.inner_text().lower()
    page.keyboard.press("Tab")
    page.locator("main").click(position={"x": 1, "y": 1})
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/passage/"))
    assert faults == []


def test_facets_narrow_what_was_found_and_are_taken_away_again(site: str, reader: Page) -> None:
    reader.goto(site + "/search?q=strike")
    whole = reader.locator("[data-item]").count()
    link = reader.locator(".facets a").filter(has=reader.locator(".n")).first
    count = int(link.locator(".n").inner_text())
    link.click()
    assert reader.locator("[data-item]").count() == count <= whole
    expect(reader.locator(".facets a[aria-current]")).to_have_count(1)
    reader.locator(".facets a[aria-current]").click()
    assert reader.locator("[data-item]").count() == whole


def test_single_keys_can_be_switched_off(site: str, page: Page) -> None:
    page.goto(site + "/ledger")
    page.locator("[data-keys-switch]").uncheck()
    page.reload()
    page.keyboard.press("j")
    expect(page.locator(".is-current")).to_have_count(0)
    page.keyboard.press("/")
    expect(page.locator("input[type=search]").first).not_to_be_focused()
