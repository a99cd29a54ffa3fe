"""The page of open questions, its rows and its table."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from ferry import RegexReader, linked  # noqa: F401
from standoff.case import Case
from standoff.model import Reading, Report
from standoff.web import create_app

BROWSER = {"accept": "text/html"}


def page(client: TestClient, address: str) -> html.HtmlElement:
    answer = client.get(address, headers=BROWSER)
    assert answer.status_code == 200
    return html.fromstring(answer.text)


class AskingReader(RegexReader):
    """What follows "said it is not clear" is the question of whoever said it."""

    def read(self, report: Report) -> Reading:
        reading = super().read(report)
        held = {
            q.id: next((s.id for s in reading.statements if any(c.covers(q.span) for c in s.content)), q.voice)
            for q in reading.open_questions
        }
        return replace(reading, open_questions=tuple(replace(q, voice=held[q.id]) for q in reading.open_questions))


@pytest.fixture
def asking(tmp_path: Path, linked: None) -> Iterator[TestClient]:  # noqa: F811
    """A server over three reports: two questions, of which a later report says something to one."""
    texts = {
        "a.txt": "The ferry Orlanta sank.\nIt is not clear where the lifeboats of the ferry Orlanta drifted.\n",
        "b.txt": "Ana Rovek said It is not clear who paid for the harbour lights.\n",
        "c.txt": "The lifeboats of the ferry Orlanta drifted to the northern cape on Tuesday.\n",
    }
    rows = [
        f"{name},{outlet},2031-04-0{n},," for n, (name, outlet) in enumerate(zip(texts, ("First Post", "Coast", "Wire"), strict=True), 1)
    ]
    meta = tmp_path / "meta.csv"
    meta.write_text("\n".join(["file,outlet,published,url,title", *rows]) + "\n", encoding="utf-8")
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    path = tmp_path / "asking.standoff"
    with Case.open(path, create=True) as case:
        case.read([tmp_path / name for name in texts], meta=meta, reader=AskingReader())
    with TestClient(create_app(path), base_url="http://127.0.0.1", headers=BROWSER) as made:
        yield made


def test_a_question_stands_with_its_marker_voice_and_date(client: TestClient) -> None:
    shown = page(client, "/unknowns")
    rows = client.get("/unknowns.json").json()["items"]
    assert rows and len(shown.xpath("//ol[@class='asked']/li")) == len(rows)
    markers = [m.text_content() for m in shown.xpath("//ol[@class='asked']/li/article//em[@class='w-marker']")]
    assert markers == [row["marker"] for row in rows]
    assert shown.xpath("//ol[@class='asked']/li/article[@data-item and @data-href and @data-cite]")
    assert "own voice" in shown.xpath("string(//ol[@class='asked']/li[1])")


def test_what_a_later_report_says_stands_under_it_and_is_no_verdict(asking: TestClient) -> None:
    shown = page(asking, "/unknowns?answered=yes")
    (item,) = shown.xpath("//ol[@class='asked']/li")
    first, later = item.xpath(".//blockquote")
    assert "not clear" in first.text_content() and "northern cape" in later.text_content()
    assert "in a later report" in item.text_content() and "lifeboats" in item.xpath("string(.//*[@class='when'])")
    words = shown.xpath("//main")[0].text_content().casefold()
    assert "answered" not in words and "resolved" not in words and "for the reader to judge" in words


def test_a_question_in_somebodys_words_has_its_source(asking: TestClient) -> None:
    (row,) = asking.get("/unknowns.json?voice=attributed").json()["items"]
    assert [source["written"] for source in row["chain"]] == ["Ana Rovek"]
    assert row["passage"]["text"].startswith("Ana Rovek said")
    assert "own voice" not in page(asking, "/unknowns?voice=attributed").xpath("string(//ol[@class='asked'])")


def test_facets_count_what_a_click_gives(asking: TestClient) -> None:
    facets = asking.get("/unknowns.json").json()["facets"]
    assert {name: {v["value"]: v["count"] for v in values} for name, values in facets.items()} == {
        "outlet": {"First Post": 1, "Coast": 1},
        "voice": {"own": 1, "attributed": 1},
        "answered": {"yes": 1, "no": 1},
    }
    for facet, values in facets.items():
        for value in values:
            assert asking.get("/unknowns.json", params={facet: value["value"]}).json()["total"] == value["count"]


def test_a_filter_without_result_can_be_taken_away(asking: TestClient) -> None:
    shown = page(asking, "/unknowns?outlet=Coast&voice=own")
    assert "No open question matches." in shown.text_content()
    assert {"/unknowns", "/unknowns?outlet=Coast", "/unknowns?voice=own"} <= set(shown.xpath("//div[@class='empty']//a/@href"))
    assert asking.get("/unknowns?voice=loud").status_code == 400


def test_the_table_and_the_cursor_have_all_rows(client: TestClient) -> None:
    whole = client.get("/unknowns.json").json()
    rows = list(csv.DictReader(io.StringIO(client.get("/unknowns.csv").text.lstrip("\ufeff"))))
    assert [row["id"] for row in rows] == [item["id"] for item in whole["items"]]
    first = client.get("/unknowns.json?limit=3").json()
    rest = client.get("/unknowns.json", params={"cursor": first["next"]}).json()
    assert first["items"] + rest["items"] == whole["items"] and rest["next"] is None


def test_a_case_without_reports_says_how_to_begin(tmp_path: Path) -> None:
    path = tmp_path / "new.standoff"
    Case.open(path, create=True).close()
    with TestClient(create_app(shutil.copy(path, tmp_path / "copy.standoff")), base_url="http://127.0.0.1") as made:
        for address in ("/unknowns", "/claims", "/search"):
            shown = page(made, address)
            assert "No reports yet." in shown.text_content() and "standoff read FILES -o CASE" in shown.text_content()
