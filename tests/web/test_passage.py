"""The page of one passage: the words whole, their citations, what rests on them, and addresses where nothing stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import html
from starlette.testclient import TestClient
from tests.ferry import COAST, FILES, HARBOUR, NORTH, RegexReader, linked

from standoff.case import Case
from standoff.web import create_app

__all__ = ["linked"]
LONG = "The fog did not lift over the water that day. " * 60
HOSTILE = 'Mayor Ilda Rovek said that <img src=x onerror="alert(1)"> \u202eburned\u202c at Quay 4.\n'


@pytest.fixture
def sea(linked: None, tmp_path: Path) -> Iterator[TestClient]:
    """A client of a server over the ferry case with a hostile report."""
    for name, text in {**{n: t for n, (_, t) in FILES.items()}, "bad.txt": HOSTILE, "long.txt": LONG}.items():
        (tmp_path / name).write_bytes(text.encode())
    rows = [f"{name},{outlet},2031-04-0{n},https://{n}.example/a,Ferry {n}" for n, (name, (outlet, _)) in enumerate(FILES.items(), 1)]
    rows.append("bad.txt,Bad Post,,javascript:alert(1),<b>Lost</b>")
    meta = tmp_path / "meta.csv"
    meta.write_text("\n".join(["file,outlet,published,url,title", *rows]) + "\n", encoding="utf-8")
    path = tmp_path / "sea.standoff"
    with Case.open(path, create=True) as case:
        case.read([tmp_path / name for name in (*FILES, "bad.txt", "long.txt")], meta=meta, reader=RegexReader())
        case.link()
    headers = {"accept": "text/html"}
    with TestClient(create_app(path), base_url="http://127.0.0.1", headers=headers, follow_redirects=False) as made:
        yield made


def id_of(client: TestClient, file: str) -> str:
    return next(str(row["id"]) for row in client.get("/reports.json").json()["items"] if row["file"] == file)


def address(client: TestClient, file: str, words: str) -> str:
    """The address of words of a report."""
    text = {**{n: t for n, (_, t) in FILES.items()}, "bad.txt": HOSTILE}[file]
    start = text.index(words)
    return f"/passage/{id_of(client, file)}/{start}-{start + len(words)}"


def tree(client: TestClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.content.decode())


def test_content_is_shown_grown_to_its_source_and_cue_in_its_surroundings(sea: TestClient) -> None:
    page = tree(sea, address(sea, "harbour.txt", "there had been any orders"))
    quotation = page.xpath("//blockquote[contains(@class, 'surroundings')]")[0]
    assert quotation.text_content() == HARBOUR.rstrip("\n") + HARBOUR[len(HARBOUR.rstrip("\n")) :]
    assert quotation.find_class("w-cue")[0].text_content() == "denied"
    assert quotation.find_class("w-named")[0].text_content() == "The ministry"
    assert quotation.find_class("w-content")[0].text_content() == "there had been any orders"
    assert "shown with the source and cue" in page.text_content()
    statement = HARBOUR.index("The ministry denied")
    assert page.xpath("//h1")[0].text_content().endswith(f"{statement}–{statement + len('The ministry denied there had been any orders')}")


def test_what_rests_on_a_passage_leads_there_and_the_same_elsewhere_is_quoted(sea: TestClient) -> None:
    page = tree(sea, address(sea, "harbour.txt", "The ministry denied there had been any orders"))
    assert page.xpath("//ul[@class='rests']//a/@href") == ["/dispute/d1", "/claim/c1"]
    rests = " ".join(page.xpath("//ul[@class='rests']")[0].text_content().split())
    assert "on side B: denies" in rests and "Denies" in rests
    other = page.xpath("//article//blockquote")[0].text_content()
    assert other == "The union said the ministry had ordered the ferry out"
    neither = tree(sea, address(sea, "north.txt", "She denied the ferry was old"))
    assert "No dispute and no claim of several passages." in neither.text_content()


def test_json_has_what_the_page_shows_without_the_text_around(sea: TestClient) -> None:
    path = address(sea, "harbour.txt", "there had been any orders")
    body = sea.get(path + ".json").json()
    answers = sea.get("/openapi.json").json()["paths"]["/passage/{report}/{start}-{end}.json"]["get"]["responses"]
    jsonschema.validate(body, answers["200"]["content"]["application/json"]["schema"])
    assert body["place"]["before"] is None and body["place"]["after"] is None
    assert body["place"]["carried"][0]["passage"]["text"] == "The ministry denied there had been any orders"
    assert body["place"]["statements"][0]["act"] == "deny" and "Ilda Rovek" not in json.dumps(body)
    assert set(body["citations"]) == {"text", "markdown", "csl", "annotation"}


@pytest.mark.parametrize(
    ("cite", "media"),
    [
        ("text", "text/plain; charset=utf-8"),
        ("markdown", "text/markdown; charset=utf-8"),
        ("csl", "application/vnd.citationstyles.csl+json"),
        ("annotation", "application/ld+json"),
    ],
)
def test_a_citation_comes_as_a_file_and_stands_on_the_page(sea: TestClient, cite: str, media: str) -> None:
    path = address(sea, "coast.txt", "Ilda Rovek denied any part in it")
    answer = sea.get(f"{path}?cite={cite}")
    assert answer.headers["content-type"] == media and answer.headers["content-disposition"].startswith("attachment; filename=")
    page = tree(sea, path)
    assert page.get_element_by_id(f"cite-{cite}").text_content() == answer.text
    if cite in ("text", "markdown"):
        assert "Ilda Rovek denied any part in it" in answer.text
    if cite == "annotation":
        selector = answer.json()["target"]["selector"]
        assert COAST[selector[0]["start"] : selector[0]["end"]] == selector[1]["exact"] == "Ilda Rovek denied any part in it"


def test_facts_name_the_outlet_the_date_the_hash_and_a_safe_link(sea: TestClient) -> None:
    page = tree(sea, address(sea, "harbour.txt", "At least 40"))
    facts = page.xpath("//dl[@class='facts']")[0].text_content()
    body = sea.get(address(sea, "harbour.txt", "At least 40") + ".json").json()
    assert "Harbour Post" in facts and "2031-04-01 (metadata)" in facts and body["place"]["sha256"] in facts and f"{len(HARBOUR)}" in facts
    (link,) = page.xpath("//a[@href='https://1.example/a']")
    assert link.get("rel") == "noreferrer"
    assert "None: these are the outlet’s own words." in page.text_content()


def test_a_stretch_that_no_view_marks_is_shown_too_but_not_a_whole_text(sea: TestClient) -> None:
    page = tree(sea, address(sea, "harbour.txt", "Tamas Brill claimed that the valves"))
    shown = "".join(e.text_content() for e in page.xpath("//blockquote[contains(@class, 'surroundings')]/*[not(@class='around')]"))
    assert shown == "Mayor Ilda Rovek said Tamas Brill claimed that the valves had been left open"
    long = id_of(sea, "long.txt")
    assert sea.get(f"/passage/{long}/5-905").status_code == 200 and sea.get(f"/passage/{long}/5-{len(LONG)}").status_code == 404


@pytest.mark.parametrize("place", ["20-10", "10-10", "10-100000", "999999-1000000", f"1-{10**40}"])
def test_where_nothing_stands_the_report_its_hash_and_the_nearest_statement_are_told(sea: TestClient, place: str) -> None:
    id = id_of(sea, "coast.txt")
    answer = sea.get(f"/passage/{id}/{place}")
    known = sea.get(f"/report/{id}.json").json()
    page = html.fromstring(answer.text)
    told = page.xpath("//main")[0].text_content()
    assert answer.status_code == 404 and "The Coast Daily" in told and known["sha256"] in told and f"{known['length']} characters" in told
    nearest = page.xpath("//main//a/@href")
    assert sea.get(nearest[0]).status_code == 200 and nearest[0].startswith(f"/passage/{id}/") and nearest[1] == f"/report/{id}"
    error = sea.get(f"/passage/{id}/{place}.json").json()["error"]
    assert error["status"] == 404 and known["sha256"] in error["where"]


def test_short_addresses_and_broken_ones(sea: TestClient) -> None:
    id = id_of(sea, "north.txt")
    answer = sea.get("/passage/north.txt/0-10?cite=text")
    assert (answer.status_code, answer.headers["location"]) == (308, f"/passage/{id}/0-10?cite=text")
    assert sea.get("/passage/north.txt/0-10.json").headers["location"] == f"/passage/{id}/0-10.json"
    assert sea.get("/passage/nowhere/0-10").status_code == 404
    assert sea.get(f"/passage/{id}/a-b").status_code == 400 and sea.get(f"/passage/{id}/0-10?cite=verse").status_code == 400


def test_hostile_and_right_to_left_text_is_text(sea: TestClient) -> None:
    raw = sea.get(address(sea, "bad.txt", HOSTILE.rstrip(".\n"))).text
    assert "<img src=x" not in raw and "\u202e" not in raw and "⟨U+202E⟩" in raw and "<b>Lost" not in raw
    assert not html.fromstring(raw).xpath("//a[starts-with(@href, 'javascript:')]")
    (quotation,) = tree(sea, address(sea, "north.txt", "עומר said the sea was calm")).find_class("surroundings")
    assert quotation.get("dir") == "auto" and quotation.find_class("w-here")[0].text_content() == "עומר said the sea was calm"
    assert "".join(quotation.text_content().split()) == "".join(NORTH.split())


def test_a_private_person_is_only_named_where_the_text_does(sea: TestClient) -> None:
    page = tree(sea, address(sea, "coast.txt", "Jon Ash said the water was black"))
    assert "≈" not in page.xpath("//figcaption")[0].text_content() and "inferred" not in page.get_element_by_id("cite-text").text_content()
