"""The list of reports and the page of one: every character, every mark in its place, hostile texts, long ones, short addresses."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from lxml import html
from starlette.testclient import TestClient
from tests.deeds import REPORTS, dating_link, deeds_file
from tests.ferry import FILES, RegexReader, linked

from standoff.case import Case
from standoff.model import EventStatus, PloverType
from standoff.model.visible import visible
from standoff.web import create_app
from standoff.web.pages.report import PART
from standoff.web.urls import url

__all__ = ["linked"]
HOSTILE = """Ferry <script>alert(1)</script> \u202enrut\u202c lost\x1b[31m
Mayor Ilda Rovek said that <b onclick="x">nothing</b> \u202eburned\u202c at Quay 4. Jon Ash said the \x07 bell rang.
"""
LONG = "\n\n".join(f"Ilda Rovek said quay {n} was shut. " + "The fog did not lift over the water that day. " * 12 for n in range(160))
ARABIC = "قالت المدينة إن الميناء مغلق اليوم\n\nThe union said الميناء مغلق. ولم يعرف أحد متى يفتح الميناء من جديد أمام السفن\n"


@pytest.fixture
def case_file(linked: None, tmp_path: Path) -> Path:
    """The ferry case with a hostile, a long and an Arabic report, an empty file that fails, and a title that a person set."""
    texts = {**{name: text for name, (_, text) in FILES.items()}, "bad.txt": HOSTILE, "long.txt": LONG, "ar.txt": ARABIC, "empty.txt": ""}
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode())
    rows = [f"{name},{outlet},2031-04-0{n},https://{n}.example/a," for n, (name, (outlet, _)) in enumerate(FILES.items(), 1)]
    rows.append("bad.txt,<i>Bad</i>,2031-04-05,javascript:alert(1),=1+1 <b>bold</b>")
    meta = tmp_path / "meta.csv"
    meta.write_text("\n".join(["file,outlet,published,url,title", *rows]) + "\n", encoding="utf-8")
    path = tmp_path / "sea.standoff"
    with Case.open(path, create=True) as case:
        case.read([tmp_path / name for name in texts], meta=meta, reader=RegexReader())
        case.set("coast.txt", "title", "Ferry ordered out")
        case.link()
    return path


@pytest.fixture
def sea(case_file: Path) -> Iterator[TestClient]:
    with TestClient(create_app(case_file), base_url="http://127.0.0.1", headers={"accept": "text/html"}, follow_redirects=False) as made:
        yield made


def ids(client: TestClient) -> dict[str, str]:
    """Ids of reports by file name."""
    return {row["file"]: row["id"] for row in client.get("/reports.json").json()["items"]}


def tree(client: TestClient, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.content.decode())


def read_back(paragraph: Any) -> str:
    """The characters of a paragraph as shown, without what the program puts between them."""
    copy = deepcopy(paragraph)
    for added in copy.find_class("aside-text"):
        added.drop_tree()
    return str(copy.text_content())


def fits(client: TestClient, path: str, value: Any) -> None:
    answers = client.get("/openapi.json").json()["paths"][path]["get"]["responses"]
    jsonschema.validate(value, answers["200"]["content"]["application/json"]["schema"])


def test_the_list_has_a_row_for_every_report_and_for_what_failed(sea: TestClient) -> None:
    body = sea.get("/reports.json").json()
    fits(sea, "/reports.json", body)
    rows = {Path(row["file"]).name: row for row in body["items"]}
    assert body["total"] == 7 and set(rows) == {*FILES, "bad.txt", "long.txt", "ar.txt", "empty.txt"}
    assert rows["empty.txt"]["failure"]["what"] and rows["empty.txt"]["failure"]["hint"] and rows["empty.txt"]["id"] is None
    assert rows["harbour.txt"]["statements"] == 3 and rows["harbour.txt"]["open_questions"] == 1
    assert rows["coast.txt"]["by_hand"] == ["title"] and rows["harbour.txt"]["by_hand"] == []
    assert rows["coast.txt"]["title"] == "Ferry ordered out" and not rows["coast.txt"]["title_in_text"]
    page = tree(sea, "/reports")
    # Only what stands in a text looks like a quotation.
    assert not page.xpath("//*[@class='words'][contains(., 'Ferry ordered out')]") and "✎ Ferry ordered out" in page.text_content()
    table = page.xpath("//table/tbody/tr")
    assert len(table) == 7
    failed = page.get_element_by_id("failed").text_content()
    assert "empty.txt" in failed and rows["empty.txt"]["failure"]["what"] in failed
    assert "6 of 7 reports read" in page.text_content()
    assert "undated" in page.text_content() and "no outlet named" in page.text_content() and "set by a person: title" in page.text_content()


def test_the_table_is_safe_for_spreadsheets_and_has_the_same_rows(sea: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(sea.get("/reports.csv").content.decode("utf-8-sig"))))
    assert {Path(row["file"]).name for row in rows} == {*FILES, "bad.txt", "long.txt", "ar.txt", "empty.txt"}
    assert next(row for row in rows if row["file"] == "bad.txt")["title"].startswith("'=")
    assert next(row for row in rows if row["file"].endswith("empty.txt"))["failed"]


def test_a_page_behind_the_last_one_leads_back(sea: TestClient) -> None:
    assert "No report stands on this page." in tree(sea, "/reports?page=9").text_content()


@pytest.mark.parametrize("file", ["harbour.txt", "coast.txt", "north.txt", "bad.txt", "ar.txt"])
def test_every_character_of_a_report_is_shown(sea: TestClient, file: str) -> None:
    id = ids(sea)[file]
    document = sea.get(f"/report/{id}.json?full_text=1").json()
    fits(sea, "/report/{id}.json", document)
    text = document["text"]
    assert text == {**{n: t for n, (_, t) in FILES.items()}, "bad.txt": HOSTILE, "ar.txt": ARABIC}[file]
    paragraphs = tree(sea, f"/report/{id}").find_class("para-text")
    assert [read_back(p) for p in paragraphs] == [visible(text[a:b]) for a, b in document["paragraphs"]]
    assert sum(len(text[a:b]) for a, b in document["paragraphs"]) >= len("".join(text.split()))


def test_marks_lie_over_their_own_characters_and_notes_stand_beside_them(sea: TestClient) -> None:
    id = ids(sea)["harbour.txt"]
    document = sea.get(f"/report/{id}.json").json()
    assert document["text"] is None
    page = tree(sea, f"/report/{id}")
    text = FILES["harbour.txt"][1]
    for layer, name in (("source", "source"), ("cue", "cue"), ("figure", "figure"), ("open question", "open"), ("furniture", "furniture")):
        shown = "".join(e.text_content() for e in page.get_element_by_id("text").find_class(f"m-{name}"))
        covered = {i for m in document["marks"] if m["layer"] == layer for i in range(*m["span"])}
        assert covered and shown == "".join(text[i] for i in sorted(covered)), layer
    nested = "".join(e.text_content() for e in page.xpath("//span[contains(@class, 'd1')]"))
    assert nested == "the valves had been left open"
    for row in document["statements"]:
        start = row["passage"]["start"]
        (anchor,) = page.xpath(f"//*[@id='c{start}']")
        assert anchor.text_content() == text[start : start + len(anchor.text_content())]
    notes = page.xpath("//ul[@class='para-notes']/li")
    assert [note.get("id") for note in notes] == ["n1", "n2", "n3"]
    for note in notes:
        (back,) = page.xpath(f"//*[@id='{note.find('a').get('href')[1:]}']")
        beside = "ancestor::div[@class='para']"
        assert back.get("href") == f"#{note.get('id')}" and note.xpath(beside) == back.xpath(beside)
        assert note.xpath(".//a[@data-open]")[0].get("href").startswith(f"/passage/{id}/")
    assert "Tamas Brill ←told by Mayor Ilda Rovek" in " ".join(notes[1].text_content().replace("\xa0", "").split())
    assert len(page.xpath("//section[@class='endnotes']//li")) == 3
    every = page.xpath("//@id")
    assert len(every) == len(set(every))


def test_a_private_person_is_not_named_beyond_the_words_of_the_report(sea: TestClient) -> None:
    note = tree(sea, f"/report/{ids(sea)['coast.txt']}").xpath("//ul[@class='para-notes']/li[contains(., 'Jon Ash')]")[0]
    assert "≈" not in note.text_content() and not note.xpath(".//a[starts-with(@href, '/actor/')]")


def test_layers_are_switched_by_the_address(sea: TestClient) -> None:
    id = ids(sea)["harbour.txt"]

    def on(query: str) -> set[str]:
        page = tree(sea, f"/report/{id}{query}")
        boxes = {box.get("value") for box in page.xpath("//form[@data-layers]//input[@type='checkbox'][@checked]")}
        assert boxes == {name[3:] for name in page.get_element_by_id("text").get("class").split() if name.startswith("on-")}
        return boxes

    assert on("") == {"content", "source", "cue", "figure", "label", "event", "open", "furniture"}
    assert on("?layers=&layers=cue&layers=figure") == {"cue", "figure"}
    assert on("?layers=") == set()


def test_hostile_text_is_text(sea: TestClient) -> None:
    id = ids(sea)["bad.txt"]
    for address in ("/reports", f"/report/{id}"):
        raw = sea.get(address).text
        assert not any(sign in raw for sign in ("\u202e", "\x1b", "\x07", "<script>alert", "<b onclick", "<i>Bad"))
        page = html.fromstring(raw)
        assert not page.xpath("//a[starts-with(@href, 'javascript:')]")
        assert "<i>Bad</i>" in page.text_content()
    assert "⟨U+202E⟩" in raw and "javascript:alert(1)" in page.text_content()
    document = sea.get(f"/report/{id}.json?full_text=1")
    assert document.json()["text"] == HOSTILE and b"\x1b" not in document.content
    link = tree(sea, f"/report/{ids(sea)['harbour.txt']}").xpath("//a[@href='https://1.example/a']")[0]
    assert link.get("rel") == "noreferrer"


def test_a_long_text_comes_in_parts_and_every_place_arrives(sea: TestClient) -> None:
    id = ids(sea)["long.txt"]
    document = sea.get(f"/report/{id}.json").json()
    assert document["length"] > PART
    first, second = tree(sea, f"/report/{id}"), tree(sea, f"/report/{id}?page=2&layers=&layers=cue")
    parts = [[read_back(p) for p in page.find_class("para-text")] for page in (first, second)]
    assert [p for part in parts for p in part] == [LONG[a:b] for a, b in document["paragraphs"]]
    assert first.xpath("//a[@rel='next']/@href")[0] == f"/report/{id}?page=2"
    assert second.xpath("//a[@rel='prev']/@href")[0] == f"/report/{id}?layers=&layers=cue"
    assert second.xpath("//form[@data-layers]/input[@name='page']/@value") == ["2"]
    # Notes are numbered through, and each place is found by the address that the program gives it.
    assert second.xpath("//ul[@class='para-notes']/li/@id")[0] == f"n{len(first.xpath('//ul[@class=$c]/li', c='para-notes')) + 1}"
    for start in (document["statements"][0]["passage"]["start"], document["statements"][-1]["passage"]["start"], document["length"] - 9):
        path, _, fragment = url("report", id=id, at=start).partition("#")
        assert len(tree(sea, path).xpath(f"//*[@id='{fragment}']")) == 1
    assert sea.get(f"/report/{id}?page=3").status_code == 404
    assert sea.get(f"/report/{id}?at={document['length']}").status_code == 404


def test_another_language_is_named_and_turns_by_itself(sea: TestClient) -> None:
    id = ids(sea)["ar.txt"]
    language = sea.get(f"/report/{id}.json").json()["language"]
    paragraphs = tree(sea, f"/report/{id}").find_class("para-text")
    assert language != "en" and {p.get("lang") for p in paragraphs} == {language} and {p.get("dir") for p in paragraphs} == {"auto"}
    assert {p.get("lang") for p in tree(sea, f"/report/{ids(sea)['coast.txt']}").find_class("para-text")} == {None}


def test_short_addresses_lead_to_the_full_one(sea: TestClient) -> None:
    id = ids(sea)["harbour.txt"]
    for name, wanted in (
        (f"/report/{id[:6]}?layers=cue", f"/report/{id}?layers=cue"),
        ("/report/harbour.txt", f"/report/{id}"),
        ("/report/harbour.txt.json", f"/report/{id}.json"),
    ):
        answer = sea.get(name)
        assert (answer.status_code, answer.headers["location"]) == (308, wanted)


def test_an_unknown_report_is_not_found_and_the_list_is_offered(sea: TestClient) -> None:
    answer = sea.get("/report/nowhere")
    assert answer.status_code == 404 and html.fromstring(answer.text).xpath("//main//a[@href='/reports']")
    assert sea.get("/report/nowhere.json").json()["error"]["status"] == 404
    assert sea.get("/report/harbour.txt/..%2f..%2fetc").status_code == 404
    assert sea.get(f"/report/{ids(sea)['harbour.txt']}?page=0").status_code == 400


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[TestClient]:
    monkeypatch.setattr("standoff.link.link", dating_link)
    path = deeds_file(tmp_path)
    with TestClient(create_app(path), base_url="http://127.0.0.1", headers={"accept": "text/html"}, follow_redirects=False) as made:
        yield made


def test_events_stand_in_the_margin_with_status_voice_and_why(told: TestClient) -> None:
    id = ids(told)["pier.txt"]
    document = told.get(f"/report/{id}.json").json()
    fits(told, "/report/{id}.json", document)
    page = tree(told, f"/report/{id}")
    text = REPORTS["pier.txt"][1]
    marked = [e.text_content() for e in page.get_element_by_id("text").find_class("m-event")]
    assert marked == ["attacked", "arrested", "shot", "stormed", "strike"] == [e["trigger"]["quote"] for e in document["events"]]
    notes = {
        n.get("id"): " ".join(n.text_content().replace("\xa0", " ").split())
        for n in page.xpath("//ul[@class='para-notes']/li[@class='of-event']")
    }
    assert list(notes) == ["ne1", "ne2", "ne3", "ne4", "ne5"]
    for row, note in zip(document["events"], notes.values(), strict=True):
        head = note.partition("told by")[0]
        assert row["type"] in head and row["status"] in head
        assert ("in its own voice" in note) == (row["voice"] == "outlet")
    assert "Pier Gazette, in its own voice" in notes["ne1"] and "Syria: “Damascus” is the capital of Syria" in notes["ne1"]
    assert "COERCE happened told by Mayor Ilda Rovek" in notes["ne2"] and "April, the month of" in notes["ne2"]
    assert "ASSAULT denied told by The ministry" in notes["ne3"]
    assert "Ilda Rovek ← told by Tamas Brill" in notes["ne4"]
    assert "PROTEST planned" in notes["ne5"] and "Friday (undated)" in notes["ne5"]
    assert "a-ash" not in page.text_content() and "≈" not in notes["ne2"].partition("to whom")[2]
    for key in notes:
        (back,) = page.xpath(f"//*[@id='r{key[1:]}']")
        assert back.get("href") == f"#{key}"
        (link,) = page.xpath(f"//li[@id='{key}']//a[@data-open]/@href")
        passage = tree(told, link)
        assert passage.xpath("//main//bdi | //main//blockquote")
    ends = page.xpath("//section[@aria-label='Events']//li")
    assert [e.text_content().split(",")[0].split() for e in ends][1] == ["e2", "COERCE"] and "happened, told by Mayor Ilda Rovek" in ends[
        1
    ].text_content()
    every = page.xpath("//@id")
    assert len(every) == len(set(every))
    assert [read_back(p) for p in page.find_class("para-text")] == [visible(text[a:b]) for a, b in document["paragraphs"]]


def test_the_page_says_no_type_of_an_event_but_beside_its_status_and_voice(told: TestClient) -> None:
    page = tree(told, f"/report/{ids(told)['pier.txt']}")
    for node in page.xpath("//main//text()"):
        if any(word in get_args(PloverType) for word in str(node).replace(",", " ").split()):
            (around,) = node.getparent().xpath("ancestor-or-self::li[1]")
            said = around.text_content()
            assert any(status in said for status in get_args(EventStatus)) and "told by" in said
    assert "PROTEST" in page.text_content()
