"""The front page, the disputes and the actors of the example case: what they say, and that HTML, JSON and CSV say the same."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from standoff.case import Case
from standoff.model import UsageProblem
from standoff.web import create_app

PAGE = {"accept": "text/html"}


def tree(client: TestClient, path: str, status: int = 200) -> Any:
    answer = client.get(path, headers=PAGE)
    assert answer.status_code == status
    return html.fromstring(answer.text)


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


def items(client: TestClient, path: str) -> list[dict[str, Any]]:
    return client.get(path).json()["items"]


def test_the_front_page_leads_with_a_dispute_and_names_every_outlet(client: TestClient) -> None:
    page, account = tree(client, "/"), client.get("/account.json").json()
    lead = account["disputes"][0]["row"]
    (head,) = page.xpath('//*[contains(@class, "lead")]//h3/a')
    assert head.get("href") == f"/dispute/{lead['id']}"
    assert all(name in words(page) for name in ("The Selm Lantern", "Castrel Tribune", "Varn Dispatch"))
    assert page.xpath('string(//*[@id="open"])') == "What nobody knows yet"


def test_a_denial_is_never_shown_without_its_cue(client: TestClient) -> None:
    denied = [row for row in items(client, "/ledger.json?limit=200") if row["act"] == "deny" and row["cue"]]
    assert denied
    for path in ("/", "/disputes", "/ledger", "/search?q=denied"):
        for block in tree(client, path).xpath('//bdi[contains(@class, "words")][span[@class="w-content"]]'):
            for row in denied:
                # A statement inside a denial has the same content and a source and cue of its own.
                sources = {"".join(s.itertext()) for s in block.xpath('span[@class="w-source"]')}
                if sources and row["chain"][-1]["written"] not in sources:
                    continue
                if any(row["content"][0]["quote"] == "".join(s.itertext()) for s in block.xpath('span[@class="w-content"]')):
                    assert row["cue"] in "".join(block.itertext())


def test_the_facets_of_the_disputes_count_what_a_click_gives(client: TestClient) -> None:
    for link in tree(client, "/disputes").xpath('//*[@class="facet"]//a'):
        wanted = int(link.xpath('string(span[@class="n"])'))
        assert len(tree(client, link.get("href")).xpath('//article[contains(@class, "entry")]')) == wanted


def test_a_filter_that_leaves_nothing_offers_the_way_back(client: TestClient) -> None:
    page = tree(client, "/disputes?kind=label&outlet=Nowhere%20Times")
    assert "No dispute matches." in words(page)
    assert {a.get("href") for a in page.xpath('//*[@class="empty"]//a')} == {"/disputes?outlet=Nowhere+Times", "/disputes?kind=label"}


def test_a_dispute_shows_every_passage_of_its_json(client: TestClient) -> None:
    for row in items(client, "/disputes.json"):
        page = tree(client, f"/dispute/{row['id']}")
        shown = {a.get("href") for a in page.xpath('//ol[@class="evidence-list"]//a[@class="address"]')}
        there = [c["passage"] for side in row["sides"] for p in side["positions"] for c in p["passages"]]
        assert shown == {f"/passage/{p['report']}/{p['start']}-{p['end']}" for p in there}
        table = list(csv.DictReader(io.StringIO(client.get(f"/dispute/{row['id']}.csv").content.decode("utf-8-sig"))))
        assert len(table) == len(there)


def test_a_dispute_may_be_named_by_the_beginning_of_its_id_and_an_unknown_one_is_told(client: TestClient) -> None:
    id = items(client, "/disputes.json")[0]["id"]
    assert client.get(f"/dispute/{id[:6]}.json").json()["row"]["id"] == id
    answer = client.get("/dispute/dnone.json")
    assert answer.status_code == 404
    assert "/disputes" in answer.json()["error"]["hint"]
    assert "There is no such dispute" in words(tree(client, "/dispute/dnone", 404))


def test_actors_are_public_and_lead_to_their_pages(client: TestClient, example_path: Path) -> None:
    rows = items(client, "/actors.json?limit=500")
    with Case.open(example_path) as case:
        private = {a.id for a in case.actors(private=True)} - {a.id for a in case.actors()}
    assert private
    assert private.isdisjoint(row["id"] for row in rows)
    for row in rows[:10]:
        page = tree(client, f"/actor/{row['id']}")
        assert words(page.xpath("//h1")[0]) == row["name"]
    refused = client.get(f"/actor/{sorted(private)[0]}.json")
    assert refused.status_code == 404
    assert "private" in refused.json()["error"]["what"]


def test_private_persons_are_named_by_no_page(client: TestClient, example_path: Path) -> None:
    """Their names stand where a report writes them, never as what the program infers."""
    with Case.open(example_path) as case:
        public = {a.name for a in case.actors()}
        private = {a.name for a in case.actors(private=True)} - public
    for path in ("/", "/disputes", "/ledger", "/actors", "/review", "/claims", "/unknowns"):
        inferred = {words(b) for b in tree(client, path).xpath('//*[@class="inferred"]//bdi')}
        assert inferred.isdisjoint(private)


def test_the_search_among_actors_takes_aliases(client: TestClient) -> None:
    row = next(r for r in items(client, "/actors.json?limit=500") if len(r["aliases"]) > 1)
    found = items(client, f"/actors.json?q={row['aliases'][-1]}")
    assert row["id"] in {r["id"] for r in found}


def test_the_ledger_by_page_cursor_and_table_is_the_same(client: TestClient, example_path: Path) -> None:
    rows, cursor = [], ""
    while True:
        got = client.get(f"/ledger.json?limit=30{cursor}").json()
        rows += got["items"]
        if got["next"] is None:
            break
        cursor = f"&cursor={got['next']}"
    with Case.open(example_path) as case:
        assert [r["id"] for r in rows] == [r.id for r in case.statements()]
    table = list(csv.DictReader(io.StringIO(client.get("/ledger.csv").content.decode("utf-8-sig"))))
    assert [r["id"] for r in table] == [r["id"] for r in rows]
    assert len(tree(client, "/ledger").xpath("//table[contains(@class, 'ledger')]/tbody/tr")) == min(100, len(rows))


def test_the_facets_of_the_ledger_count_what_a_click_gives(client: TestClient) -> None:
    page = tree(client, "/ledger?act=assert")
    links = page.xpath('//*[@class="facet"]//a[not(@aria-current)]')
    assert len(links) > 10
    for link in links[::3]:
        wanted = int(link.xpath('string(span[@class="n"])'))
        path, _, query = link.get("href").partition("?")
        assert client.get(f"{path}.json?{query}").json()["total"] == wanted


@pytest.mark.parametrize("query", ["page=1&act=assert", "act=assert&page=1", "act=assert"])
def test_a_page_leads_to_the_table_of_all_that_it_was_narrowed_to(client: TestClient, query: str) -> None:
    for path in ("/ledger", "/disputes", "/actors"):
        wanted = query.replace("act=assert", "kind=denial" if path == "/disputes" else "kind=person" if path == "/actors" else "act=assert")
        (link,) = tree(client, f"{path}?{wanted}").xpath('//link[@type="text/csv"]/@href')
        rows = list(csv.DictReader(io.StringIO(client.get(link).content.decode("utf-8-sig"))))
        assert len(rows) == client.get(f"{path}.json?{wanted}").json()["total"]


@pytest.mark.parametrize("sort", ["report", "source", "confidence"])
def test_sorting_the_ledger_loses_no_row(client: TestClient, sort: str) -> None:
    everything = {r["id"] for r in items(client, "/ledger.json?limit=500")}
    rows = items(client, f"/ledger.json?limit=500&sort={sort}")
    assert {r["id"] for r in rows} == everything
    if sort == "confidence":
        assert [r["confidence"] for r in rows] == sorted(r["confidence"] for r in rows)


def test_a_new_case_says_how_to_begin(tmp_path: Path) -> None:
    path = tmp_path / "new.standoff"
    Case.open(path, create=True).close()
    with TestClient(create_app(path), base_url="http://127.0.0.1") as made:
        page = tree(made, "/")
        assert "No reports yet." in words(page)
        assert "standoff read FILES -o new.standoff" in words(page)
        for path_ in ("/disputes", "/ledger", "/claims", "/unknowns", "/actors", "/review", "/reports", "/search", "/method", "/ingest"):
            assert made.get(path_, headers=PAGE).status_code == 200


def test_a_case_that_is_not_there_yet_is_made_and_leaves_nothing_when_nothing_came(tmp_path: Path) -> None:
    path = tmp_path / "fresh.standoff"
    with TestClient(create_app(path), base_url="http://127.0.0.1") as made:
        assert "No reports yet." in words(tree(made, "/"))
        assert path.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_name_is_not_made_a_case(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="ends in"), TestClient(create_app(tmp_path / "report.txt")):
        pass
