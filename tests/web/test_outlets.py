"""The pages of outlets: the same numbers as HTML, JSON and CSV, every count leads to its list, nothing rests on colour."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator
from lxml import html
from starlette.testclient import TestClient

from standoff.case import Case
from standoff.web import Settings, create_app
from told import linked, pick, told_file

BROWSER = {"accept": "text/html"}
BASE = "http://127.0.0.1"
ATTACK = "Guards attacked the union office in the old town.\n"
TEXTS = {
    "harbour.txt": ("Harbour Post", ATTACK + "Rovek said the ferry was old. Jon Ash said the water was black.\n"),
    "coast.txt": ("Coast <b>Daily</b>", "At night " + ATTACK.lower() + "Brill denied guards stormed the gate.\n"),
    "north.txt": ("North Wire", "People marched in the rain.\n"),
}


@pytest.fixture(autouse=True)
def _linker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standoff.link.link", lambda readings, judgements=(), **more: linked(readings, private=["a-ash"]))


@pytest.fixture
def at(tmp_path: Path) -> Iterator[TestClient]:
    """A client of a server over the case of three outlets."""
    with TestClient(create_app(told_file(tmp_path, TEXTS), Settings(by="tester")), base_url=BASE) as client:
        yield client


def tree(client: TestClient, path: str) -> Any:
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def test_each_outlet_has_a_row_whose_counts_lead_to_their_lists(at: TestClient) -> None:
    rows = pick(tree(at, "/outlets"), "table.outlets-table tbody tr")
    assert len(rows) == 3
    north = next(row for row in rows if "North Wire" in row.text_content())
    links = {a.text_content(): a.get("href") for a in pick(north, ".counts a")}
    assert links["1 left out"] == "/outlets/coverage?of=events&outlet=North+Wire&lack=left+out"
    (line,) = pick(tree(at, links["1 left out"]), "table.matrix tbody tr")
    assert "attacked the union office" in line.text_content()
    assert "1 alone" in links


def test_squares_say_in_words_what_they_show(at: TestClient) -> None:
    page = tree(at, "/outlets/coverage?of=events")
    heads = [th.text_content() for th in pick(page, "table.matrix thead th")]
    (line,) = pick(page, "table.matrix tbody tr")
    cells = pick(line, "td")
    assert len(heads) == 1 + len(cells) == 4
    told = [pick(cell, "a")[0].get("aria-label") if pick(cell, "a") else cell.text_content().strip() for cell in cells]
    assert sorted(told) == ["Coast <b>Daily</b>: own voice", "Harbour Post: own voice", "silent"]
    # Where several tell nothing else, all is one click away, and says so by its count.
    ways = {a.text_content().split()[0]: a for a in pick(page, "p.sorts a")}
    assert ways["told"].get("aria-current") == "true"
    assert len(pick(tree(at, ways["all"].get("href")), "table.matrix tbody tr")) == 3


def test_a_content_never_stands_without_its_cue(at: TestClient) -> None:
    for path in ("/outlets", "/outlets/coverage?of=events&by=all", f"/outlets?outlet={quote('Coast <b>Daily</b>')}"):
        for passage in pick(tree(at, path), "bdi.words"):
            text = passage.text_content()
            assert "stormed the gate" not in text or "denied" in text


def test_private_persons_stay_out(at: TestClient) -> None:
    for path in ("/outlets", "/outlets?part=voices", "/outlets?part=labels", "/outlets?part=tones"):
        page = tree(at, path)
        assert not [a for a in pick(page, "a") if a.get("href", "").startswith("/actor/a-ash")]
    voices = at.get("/outlets/voices.json").json()["items"]
    sources = {s["name"]: s["kind"] for v in voices for s in v["sources"]}
    assert sources["other sources"] == "other"
    assert not any("Ash" in name for name in sources)


@pytest.mark.parametrize("part", ["labels", "voices", "cues", "tones", "coverage"])
def test_a_list_is_the_same_as_page_json_and_csv(at: TestClient, part: str) -> None:
    path = "/outlets/coverage" if part == "coverage" else f"/outlets?part={part}"
    links = {link.get("type"): link.get("href") for link in pick(tree(at, path), "link[rel=alternate]")}
    rows = at.get(links["application/json"]).json()
    table = list(csv.DictReader(io.StringIO(at.get(links["text/csv"]).text)))
    assert rows["total"] == len(rows["items"])
    counts = {
        "labels": lambda row: sum(len(o["own"]) + len(o["attributed"]) for o in row["outlets"]),
        "voices": lambda row: 1 + len(row["sources"]),
        "cues": lambda row: len({c["lemma"] for c in (*row["common"], *row["more"])}) + sum(len(s["more"]) for s in row["sources"]),
        "tones": lambda row: sum(len(o["sentences"]) for o in row["outlets"]),
        "coverage": lambda row: len(row["cells"]),
    }
    assert len(table) == sum(counts[part](row) for row in rows["items"])


def test_json_is_as_described(at: TestClient) -> None:
    described = at.get("/openapi.json").json()
    for path in (
        "/outlets.json",
        "/outlets/coverage.json",
        "/outlets/voices.json",
        "/outlets/labels.json",
        "/outlets/cues.json",
        "/outlets/tones.json",
    ):
        schema = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        Draft202012Validator(schema).validate(at.get(path).json())


def test_pages_of_the_matrix_go_on_by_cursor(at: TestClient) -> None:
    whole = [(row["id"], row["side"]) for row in at.get("/outlets/coverage.json?by=all").json()["items"]]
    found, cursor = [], ""
    while cursor is not None:
        answer = at.get(f"/outlets/coverage.json?by=all&limit=1{f'&cursor={cursor}' if cursor else ''}").json()
        found += [(row["id"], row["side"]) for row in answer["items"]]
        cursor = answer["next"]
    assert found == whole
    assert len(found) == 3


def test_an_outlet_is_found_by_name_and_code_and_one_that_is_not_there_is_said(at: TestClient) -> None:
    for name in ("North Wire", "north wire", "N"):
        assert "North Wire: how it is told" in pick(tree(at, f"/outlets?outlet={quote(name)}"), "h1")[0].text_content()
    answer = at.get("/outlets?outlet=Nowhere", headers=BROWSER)
    assert (answer.status_code, "No outlet of this case has that name" in answer.text) == (404, True)
    assert at.get("/outlets/coverage.json?lack=alone").status_code == 400
    assert at.get("/outlets/coverage?of=nothing", headers=BROWSER).status_code == 400


def test_hostile_names_of_outlets_are_escaped(at: TestClient) -> None:
    for path in ("/outlets", "/outlets/coverage?by=all", "/outlets?part=voices"):
        text = at.get(path, headers=BROWSER).text
        assert "Coast &lt;b&gt;Daily&lt;/b&gt;" in text
        assert "Coast <b>Daily" not in text


def test_one_outlet_says_that_comparison_begins_with_a_second(tmp_path: Path) -> None:
    path = told_file(tmp_path, {"harbour.txt": TEXTS["harbour.txt"]})
    with TestClient(create_app(path, Settings(by="tester")), base_url=BASE) as client:
        page = tree(client, "/outlets")
        assert "One outlet. Comparison begins with a second." in page.text_content()
        assert "left out" not in pick(page, "table.outlets-table")[0].text_content()
        assert "One outlet. Comparison begins with a second." in tree(client, "/outlets/coverage").text_content()


def test_a_new_case_says_what_to_do(tmp_path: Path) -> None:
    Case.open(tmp_path / "new.standoff", create=True).close()
    with TestClient(create_app(tmp_path / "new.standoff", Settings(by="tester")), base_url=BASE) as client:
        assert "No reports yet." in tree(client, "/outlets").text_content()
        assert client.get("/outlets.json").json()["outlets"] == []


def test_many_outlets_keep_the_page_short_and_count_those_without_a_column(tmp_path: Path) -> None:
    texts = {f"r{n}.txt": (f"Paper {n}", f"In town {n} " + ATTACK.lower() + f"Brill said hall {n} was open.\n") for n in range(22)}
    with TestClient(create_app(told_file(tmp_path, texts), Settings(by="tester")), base_url=BASE) as client:
        page = tree(client, "/outlets")
        assert len(pick(page, "table.outlets-table tbody tr")) == 20
        assert "Page 1 of 2, 22 outlets" in page.text_content()
        assert len(pick(page, ".voices > div")) == 6
        (line,) = pick(tree(client, "/outlets/coverage"), "table.matrix tbody tr")
        assert len(pick(line, "td a")) == 16
        assert pick(line, "td.others")[0].text_content() == "own voice 6"
