"""The search page, its rows and its table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from ferry import FILES, RegexReader, case, case_path, folder, linked, meta, paths, reader  # noqa: F401
from standoff.case import Case
from standoff.case.terms import Terms
from standoff.model import Span, UsageProblem
from standoff.web import create_app

BROWSER = {"accept": "text/html"}


@pytest.fixture
def ferry(case: Case, case_path: Path) -> Iterator[TestClient]:  # noqa: F811
    """A client of a server over the ferry case."""
    case.close()
    with TestClient(create_app(case_path), base_url="http://127.0.0.1", headers=BROWSER) as made:
        yield made


def page(client: TestClient, address: str, status: int = 200) -> html.HtmlElement:
    answer = client.get(address, headers=BROWSER)
    assert answer.status_code == status
    return html.fromstring(answer.text)


def test_words_are_marked_where_they_stand(client: TestClient) -> None:
    found = page(client, "/search?q=BALSAM")
    assert {mark.text_content() for mark in found.xpath("//mark")} == {"Balsam"}
    phrase = page(client, '/search?q="opened fire"')
    assert {mark.text_content() for mark in phrase.xpath("//mark")} == {"opened fire"}
    assert all(article.get("data-item") is not None and article.get("data-cite") for article in phrase.xpath("//article"))


def test_a_statement_is_found_with_its_source_and_cue(ferry: TestClient) -> None:
    (row,) = ferry.get("/search.json?q=valves").json()["items"]
    # The one who said that he said it stands in the chain.
    assert [source["written"] for source in row["chain"]] == ["Mayor Ilda Rovek", "Tamas Brill"]
    assert row["passage"]["text"] == "Tamas Brill claimed that the valves had been left open"
    text = FILES["harbour.txt"][1]
    assert [text[a:b] for a, b in row["matches"]] == ["valves"]


def test_facets_count_what_a_click_gives(ferry: TestClient) -> None:
    whole = ferry.get("/search.json?q=the").json()
    for facet, values in whole["facets"].items():
        for value in values:
            part = ferry.get("/search.json", params={"q": "the", facet: value["value"]}).json()
            assert part["total"] == value["count"] > 0
    assert {value["value"] for value in whole["facets"]["kind"]} == {"statement", "own"}
    own = ferry.get("/search.json?q=the&kind=own").json()["items"]
    assert own and all(row["statement"] is None and not row["chain"] for row in own)
    shown = page(ferry, "/search?q=the&kind=own")
    assert "Show all" not in shown.text_content() and shown.xpath("//a[@aria-current='true']")


def test_passages_of_a_report_stand_together(ferry: TestClient) -> None:
    reports = [row["report"] for row in ferry.get("/search.json?q=the").json()["items"]]
    assert len(set(reports)) > 1
    assert reports == sorted(reports, key=reports.index)
    assert len(page(ferry, "/search?q=the").xpath("//section[@class='found']")) == len(set(reports))


def test_a_cursor_goes_through_everything_once(ferry: TestClient) -> None:
    whole = ferry.get("/search.json?q=the").json()["items"]
    found, cursor = [], None
    while True:
        part = ferry.get("/search.json", params={"q": "the", "limit": 2, **({"cursor": cursor} if cursor else {})}).json()
        found += part["items"]
        cursor = part["next"]
        if cursor is None:
            break
    assert found == whole and len(found) > 2


def test_the_table_has_the_same_rows(ferry: TestClient) -> None:
    answer = ferry.get("/search.csv?q=the")
    rows = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    items = ferry.get("/search.json?q=the").json()["items"]
    assert [(r["report"], int(r["start"]), int(r["end"])) for r in rows] == [
        (i["passage"]["report"], i["passage"]["start"], i["passage"]["end"]) for i in items
    ]
    assert {r["voice"] for r in rows} >= {"outlet", "The ministry"}


def test_nothing_found_offers_fewer_words(ferry: TestClient) -> None:
    shown = page(ferry, "/search?q=valves+unheard")
    assert "No passage holds all of these words." in shown.text_content()
    # Only words that the case holds.
    assert shown.xpath("//div[@class='empty']//a/@href") == ["/search?q=valves"]
    shown = page(ferry, "/search?q=valvesque")
    assert shown.xpath("//div[@class='empty']//a/@href") == ["/search?q=valve%2A"]
    filtered = page(ferry, "/search?q=valves&outlet=North+Wire")
    assert "No passage matches." in filtered.text_content() and "/search?q=valves" in filtered.xpath("//div[@class='empty']//a/@href")


@pytest.mark.parametrize("query", ["?", '""', "*", "--"])
def test_a_query_without_a_word_is_told_so(ferry: TestClient, query: str) -> None:
    shown = page(ferry, f"/search?q={query}", 400)
    assert "There is no word to search for." in shown.text_content()
    assert shown.xpath("//main//form[@role='search']")
    answer = ferry.get(f"/search.json?q={query}")
    assert answer.status_code == 400 and answer.json()["error"]["what"] == "There is no word to search for."


def test_an_empty_search_offers_who_is_quoted(ferry: TestClient) -> None:
    shown = page(ferry, "/search")
    links = shown.xpath("//main//ul[@class='examples']//a/@href")
    assert links and all(page(ferry, link).xpath("//mark") for link in links)
    # A private person is not listed.
    assert "Jon Ash" not in shown.text_content()


@pytest.mark.parametrize("query", ['"', "a OR b", "NEAR(x y)", "text : x", "x' OR 1=1 --", "\0x", "<script>x", "𐍈*", "é" * 300, "^x"])
def test_any_query_is_answered(ferry: TestClient, query: str) -> None:
    answer = ferry.get("/search", params={"q": query})
    assert answer.status_code in (200, 400)
    assert "<script>x" not in answer.text


def test_words_are_found_without_case_and_accents_from_their_start() -> None:
    assert Terms("elan").marks("Élan, elan, ELANVITAL and melan") == (Span(0, 4), Span(6, 10))
    assert Terms("elan*").marks("Élan, ELANVITAL and melan", 100) == (Span(100, 104), Span(106, 115))
    assert Terms('"north wire" ferry').marks("North-Wire: the wire north of the Ferry") == (Span(0, 10), Span(34, 39))
    assert Terms("cafe").marks("cafe\u0301 x") == (Span(0, 5),)
    with pytest.raises(UsageProblem):
        Terms('"!"')


def test_report_text_is_text(tmp_path: Path, linked: None, make_case: Callable[[str], Path]) -> None:  # noqa: F811
    with TestClient(
        create_app(make_case("Ana said the <script>alert(1)</script> valve\u202e broke & <b>bread</b> fell.\n")),
        base_url="http://127.0.0.1",
    ) as made:
        shown = made.get("/search?q=script", headers=BROWSER).text
    assert "<script>alert" not in shown and "&lt;<" in shown and "<mark>script</mark>" in shown and "\u202e" not in shown


@pytest.fixture
def make_case(tmp_path: Path, linked: None) -> Callable[[str], Path]:  # noqa: F811
    def make(text: str) -> Path:
        source, path = tmp_path / "hostile.txt", tmp_path / "hostile.standoff"
        source.write_bytes(text.encode())
        with Case.open(path, create=True) as made:
            made.read([source], reader=RegexReader())
        return path

    return make
