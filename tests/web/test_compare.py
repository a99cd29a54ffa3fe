"""The page of two reports: chosen without script, aligned passages that link both ways, the same as JSON and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import html
from starlette.testclient import TestClient

from standoff.web import Settings, create_app
from told import CALM, linked, pick, told_file

BROWSER = {"accept": "text/html"}
BASE = "http://127.0.0.1"

OWN = "The bakery by the north gate kept its shutters down, as it had on every market day since the spring of last year.\n"
BLACK = "Brill said the water was black and cold <i>that</i> night.\n"
TEXTS = {
    "harbour.txt": ("Harbour Post", "Guards attacked the union office in the old town.\n" + BLACK.replace("Brill", "Rovek") + CALM),
    "coast.txt": (
        "Coast Daily",
        "The ministry denied guards attacked the union.\n" + BLACK + OWN,
    ),
    "north.txt": ("Harbour Post", "People marched in the rain.\n"),
    "copy.txt": ("North Wire", "People marched in the rain.\n"),
}


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[TestClient]:
    """A client of a server over the case."""
    monkeypatch.setattr("standoff.link.link", lambda readings, judgements=(), **more: linked(readings))
    with TestClient(create_app(told_file(tmp_path, TEXTS), Settings(by="tester")), base_url=BASE, follow_redirects=False) as client:
        yield client


def ids(client: TestClient) -> dict[str, str]:
    return {row["file"]: row["id"] for row in client.get("/reports.json").json()["items"]}


def page(client: TestClient, left: str, right: str) -> Any:
    known = ids(client)
    answer = client.get(f"/compare/{known[left]}/{known[right]}", headers=BROWSER)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def test_two_reports_are_chosen_by_a_form(at: TestClient) -> None:
    known = ids(at)
    form = pick(html.fromstring(at.get("/compare", headers=BROWSER).text), "form.choose")[0]
    assert [s.get("name") for s in pick(form, "select")] == ["left", "right"]
    assert all(set(known.values()) < {o.get("value") for o in pick(s, "option")} for s in pick(form, "select"))
    answer = at.get("/compare", params={"left": known["harbour.txt"], "right": known["coast.txt"]}, headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/compare/{known['harbour.txt']}/{known['coast.txt']}")


def test_with_one_chosen_those_that_share_most_come_first(at: TestClient) -> None:
    known = ids(at)
    found = html.fromstring(at.get("/compare", params={"left": known["harbour.txt"]}, headers=BROWSER).text)
    links = pick(found, "section[aria-labelledby=near] li a")
    assert links[0].get("href") == f"/compare/{known['harbour.txt']}/{known['coast.txt']}"
    assert len(links) == 3


def test_passages_stand_beside_each_other_and_numbers_lead_across(at: TestClient) -> None:
    found = page(at, "harbour.txt", "coast.txt")
    rows = pick(found, "article.aligned-row")
    assert ["conflict" in row.get("class").split() for row in rows] == [True, False]
    assert "both tell one event, as happened against denied" in rows[0].text_content()
    assert "denied" in pick(rows[0], ".one-side")[1].text_content()
    for number in ("1", "2"):
        left, right = (pick(found, f"a#{side}{number}")[0] for side in ("l", "r"))
        assert (left.get("href"), right.get("href")) == (f"#r{number}", f"#l{number}")
    assert "1, conflict" in pick(found, "a#l1")[0].get("aria-label")
    texts = pick(found, ".two-texts > section")
    assert "Rovek said the water was black and cold <i>that</i> night." in texts[0].text_content()
    assert not pick(found, ".two-texts i")


def test_json_and_csv_hold_what_the_page_shows(at: TestClient) -> None:
    known = ids(at)
    path = f"/compare/{known['harbour.txt']}/{known['coast.txt']}"
    rows = at.get(path + ".json").json()
    schema = at.get("/openapi.json").json()["paths"]["/compare/{left}/{right}.json"]["get"]["responses"]["200"]
    Draft202012Validator(schema["content"]["application/json"]["schema"]).validate(rows)
    assert [row["relation"] for row in rows["rows"]] == ["conflict", "shared"]
    assert "text" not in rows["left"]
    table = list(csv.DictReader(io.StringIO(at.get(path + ".csv").text)))
    assert len(table) == sum(len(row["left"]) + len(row["right"]) for row in rows["rows"])


def test_short_codes_and_file_names_lead_to_the_permalink(at: TestClient) -> None:
    known = ids(at)
    answer = at.get("/compare/C/harbour.txt", headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (308, f"/compare/{known['coast.txt']}/{known['harbour.txt']}")
    missing = at.get("/compare/C/nowhere", headers=BROWSER)
    assert missing.status_code == 404
    assert "/reports lists them" in missing.text


def test_identical_texts_and_one_report_beside_itself_say_so(at: TestClient) -> None:
    assert "The two texts are the same to the letter" in page(at, "north.txt", "copy.txt").text_content()
    assert "This is one report, beside itself." in page(at, "north.txt", "north.txt").text_content()


def test_reports_link_to_their_comparison(at: TestClient) -> None:
    id = ids(at)["north.txt"]
    for path in ("/reports", f"/report/{id}"):
        links = [a.get("href") for a in pick(html.fromstring(at.get(path, headers=BROWSER).text), "a")]
        assert f"/compare?left={id}" in links


def test_reports_with_nothing_in_common_say_so(at: TestClient) -> None:
    found = page(at, "harbour.txt", "copy.txt")
    assert "No passages were found that belong together" in found.text_content()
    assert not pick(found, "article.aligned-row")
