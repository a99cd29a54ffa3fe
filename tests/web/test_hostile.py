"""Hostile reports through every page, table and header: what they hold is shown as text, and nothing of it acts."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html
from starlette.testclient import TestClient

from hostile import PIECES, SCRIPT, hostile_case
from pages_of import DATA, PAGES, TABLES, filled, plain_json
from standoff.web import Settings, create_app

WITHIN = {"accept": "text/html"}
OURS = re.compile(r"/static/[a-z.]+\?v=[0-9a-f]{10}")
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
RUNS = ("script", "style", "iframe", "object", "embed", "base", "applet", "frame", "animate", "set", "foreignobject")
CITED = ("text", "markdown", "csl", "annotation")
# Attributes whose value a browser loads, follows or sends to.
LEADS = ("href", "src", "action", "formaction", "poster", "data", "srcset", "ping", "background", "cite")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        # The stand-in stays while the server runs, so that nothing else compares this case.
        yield hostile_case(tmp_path_factory.mktemp("hostile"), patch)


@pytest.fixture(scope="module")
def hostile(path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(path, Settings(by=f"tester {SCRIPT}")), base_url="http://127.0.0.1", follow_redirects=False) as made:
        yield made


def crawled(client: TestClient) -> dict[str, str]:
    """Every page that can be reached from the routes by links, with its HTML; of choices in lists, each alone."""
    found: dict[str, str] = {}
    todo = deque(url for path in PAGES if (url := filled(path, lambda p: client.get(p).json())))
    todo += [f"/search?q={word}" for word in ("ferry", "script", "%22", "%3Cscript%3E", "{{7*7}}", "%E2%80%AE")]
    todo += ["/ledger?q=%3Cscript%3Ealert(1)%3C/script%3E", "/ledger?outlet=%22onclick=", "/%3Cscript%3E"]
    todo += ["/dispute/%3Cscript%3Ealert(1)%3C%2Fscript%3E"]
    while todo:
        url = todo.popleft()
        if url in found:
            continue
        answer = client.get(url, headers=WITHIN)
        assert answer.status_code in (200, 400, 404), (url, answer.text[:300])
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        found[url] = answer.text
        for href in html.fromstring(answer.text).xpath("//a/@href"):
            if href.startswith("/") and "&" not in href and not re.search(r"\.(json|csv)(\?|$)|cite=", href):
                todo.append(href.partition("#")[0])
    return found


def acts(page: str) -> list[str]:
    """What would act in a page besides our own script and stylesheet."""
    found = []
    for element in html.document_fromstring(page).iter():
        if not isinstance(element.tag, str):
            found.append(f"comment or instruction: {etree.tostring(element)[:80]!r}")
            continue
        ours = element.tag == "script" and OURS.fullmatch(element.get("src", "")) and not element.text
        if element.tag in RUNS and not ours:
            found.append(f"<{element.tag}>")
        if element.tag == "meta" and element.get("http-equiv"):
            found.append("meta http-equiv")
        for name, value in element.attrib.items():
            if name.startswith("on") or name in ("style", "srcdoc"):
                found.append(f"{element.tag} {name}={value[:60]}")
            if name.rpartition(":")[2].rpartition("}")[2] in LEADS and not re.match(r"/(?!/)|#|https?://", value):
                found.append(f"{element.tag} {name}={value[:60]}")
            if name == "src" and not value.startswith("/static/"):
                found.append(f"{element.tag} {name}={value[:60]}")
    return found


@pytest.fixture(scope="module")
def pages(hostile: TestClient) -> dict[str, str]:
    return crawled(hostile)


def test_nothing_of_a_report_acts_on_any_page(pages: dict[str, str]) -> None:
    assert len(pages) > 40
    assert {url: found for url, page in pages.items() if (found := acts(page))} == {}


def test_what_would_act_is_found() -> None:
    for bad in (
        "<p onclick=x>", "<script>x</script>", "<a href='javascript:x'>", "<p style='x'>", "<svg onload=x></svg>",
        "<img src='http://evil.example'>", "<a href='//evil.example'>", "<form action='data:x'>", "<meta http-equiv=refresh content=0>",
        "<svg><a xlink:href='javascript:x'></a></svg>",
    ):  # fmt: skip
        assert acts(f"<html><body>{bad}</body></html>"), bad
    assert acts("<html><body><a href='/ledger'>x</a><script src='/static/standoff.js?v=0123456789'></script></body></html>") == []


def test_what_hides_is_shown_as_a_sign(pages: dict[str, str]) -> None:
    # What a form gives back must be what was asked for; nothing else holds such a character.
    bare = {url: re.sub(r"<input [^>]*>", "", page) for url, page in pages.items()}
    assert {url: HIDDEN.findall(page) for url, page in bare.items() if HIDDEN.search(page)} == {}
    whole = "".join(pages.values())
    for sign in ("⟨U+202E⟩", "␛", "⟨U+200B⟩", "⟨U+2066⟩"):
        assert f'<span class="hidden-char">{sign}</span>' in whole, sign


def test_the_words_of_a_report_stand_there_as_they_are(pages: dict[str, str]) -> None:
    shown = "".join(html.fromstring(page).text_content() for url, page in pages.items() if url.startswith("/report/"))
    for name in ("script", "image", "breakout", "comment", "template", "entity", "formula", "link"):
        assert PIECES[name] in shown, name
    assert "49" not in "".join(re.findall(r"ferry \S+", shown))


def test_only_addresses_of_the_web_become_links(pages: dict[str, str]) -> None:
    links = {href for page in pages.values() for href in html.fromstring(page).xpath("//a/@href") if not href.startswith(("/", "#"))}
    assert all(re.match(r"https?://", link) for link in links)
    for page in pages.values():
        for link in html.fromstring(page).xpath("//a[not(starts-with(@href, '/')) and not(starts-with(@href, '#'))]"):
            # No window of ours is handed on, nor its address.
            assert "noreferrer" in link.get("rel", "")


def test_no_cell_of_a_table_is_a_formula(hostile: TestClient) -> None:
    cells = 0
    for path in TABLES:
        url = filled(path, lambda p: hostile.get(p).json())
        if url is None:
            continue
        answer = hostile.get(url, params={"q": "ferry"} if path == "/search.csv" else {})
        assert answer.status_code == 200, url
        for row in csv.reader(io.StringIO(answer.text)):
            for cell in row:
                cells += 1
                assert not re.match(r"\s*[=+@\t\r]|\s*-(?!\d+(\.\d+)?$)", cell), (url, cell[:80])
                assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", cell), (url, cell[:80])
    assert cells > 500


def test_headers_are_plain_whatever_a_report_is_called(hostile: TestClient, pages: dict[str, str]) -> None:
    urls = [*pages, *(url for path in (*TABLES, *DATA) if (url := filled(path, lambda p: hostile.get(p).json())))]
    for url in urls:
        for name, value in hostile.get(url).headers.raw:
            assert re.fullmatch(rb"[\x20-\x7e]*", value), (url, name)
            assert b"<" not in value and b"{{" not in value, (url, name)


def test_data_is_ascii_and_holds_what_the_reports_hold(hostile: TestClient) -> None:
    whole = ""
    for path in DATA:
        url = filled(path, lambda p: hostile.get(p).json())
        if url is None:
            continue
        answer = hostile.get(url, params={"q": "ferry"} if path == "/search.json" else {})
        assert answer.status_code == 200, url
        assert answer.headers["content-type"].startswith("application/json")
        assert answer.content.isascii()
        whole += str(plain_json(answer.content))
    # As a program reads it, it is what the report holds.
    assert "\x1b[31mred" in whole or "\\x1b[31mred" in whole
    assert "alert('script')" in whole or "alert(\\'script\\')" in whole


def test_citations_are_text_and_no_page(hostile: TestClient) -> None:
    kinds = set()
    for row in hostile.get("/ledger.json", params={"limit": 500}).json()["items"]:
        place = row["passage"]
        for form in CITED:
            answer = hostile.get(f"/passage/{place['report']}/{place['start']}-{place['end']}", params={"cite": form}, headers=WITHIN)
            assert answer.status_code == 200, answer.text
            kinds.add(answer.headers["content-type"].split(";")[0])
    assert kinds and not any("html" in kind or "xml" in kind for kind in kinds)
