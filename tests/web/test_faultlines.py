"""The page of the fault lines: the drawing, the same ties as a table, JSON and CSV of the same values, the words of every state."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from lxml import html
from starlette.testclient import TestClient

from quarrel import calm_path, quarrel_path
from standoff.web import create_app
from standoff.web.faultlines_svg import NARROW, WIDE, Arc, Frame, Node, Zone, drawing, sample

__all__ = ["calm_path", "quarrel_path"]
BROWSER = {"accept": "text/html"}


@pytest.fixture
def quarrel(quarrel_path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(quarrel_path), base_url="http://127.0.0.1") as client:
        yield client


def page(client: TestClient, address: str) -> html.HtmlElement:
    answer = client.get(address, headers=BROWSER)
    assert answer.status_code == 200
    return html.fromstring(answer.text)


def text(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def ties(root: html.HtmlElement) -> list[str]:
    """The rows of the table: "Rovek opposes Stahl"."""
    return [" ".join((*r.xpath("th//bdi/text()"), r.xpath("string(td[1])").split()[1], *r.xpath("td[2]//bdi/text()"))) for r in rows(root)]


def rows(root: html.HtmlElement) -> list[html.HtmlElement]:
    return list(root.xpath("//table[contains(@class, 'ties')]/tbody/tr"))


def test_the_drawing_and_the_table_have_the_same_ties(quarrel: TestClient) -> None:
    root = page(quarrel, "/faultlines")
    assert len(rows(root)) == 18
    arcs = root.xpath("//svg[contains(@class, 'arcs wide')]//a[path]")
    assert {a.get("href") for a in arcs} == {f"#{r.get('id')}" for r in rows(root)}
    titles = {a.findtext("title").partition(":")[0] for a in arcs}
    assert titles == set(ties(root))
    assert any("only attributed" in a.findtext("title") for a in arcs)
    zones = root.xpath("//svg[contains(@class, 'arcs wide')]/text[@class='fl-zone']/text()")
    assert zones == ["Camp A", "Side disputed", "Camp B", "Against camps A and B", "In no camp"]


def test_a_row_has_sign_in_words_dates_chips_and_its_passage(quarrel: TestClient) -> None:
    root = page(quarrel, "/faultlines?actor=a-stahl")
    row = next(r for r in rows(root) if "Rovek" in text(r) and "Harbour" in html.tostring(r, encoding="unicode"))
    assert "− opposes" in text(row)
    assert "2 Apr 2031" in text(row)
    assert row.xpath(".//svg[contains(@class, 'chip')]/@aria-label") == ["Harbour Post, own voice", "The Coast Daily, own voice"]
    assert "2 origins" in text(row)
    assert row.xpath("string(.//em[@class='w-marker'])") == "opposes"
    assert row.xpath(".//details/summary/text()") == ["1 more passage"]
    assert quarrel.get(row.get("data-href")).status_code == 200
    assert quarrel.get(row.get("data-cite")).status_code == 200


def test_what_the_camps_do_not_explain_and_what_is_told_both_ways_says_so(quarrel: TestClient) -> None:
    root = page(quarrel, "/faultlines")
    notes = {name: text(row) for name, row in zip(ties(root), rows(root), strict=True)}
    assert "Does not fit the sides." in notes["Guard supports Stahl"]
    assert "Does not fit the sides." not in notes["Rovek opposes Stahl"]
    assert "Told otherwise of another time: opposes" in notes["Mora supports Tarn"]
    assert "13 of 16 ties" in text(root)
    assert len(root.xpath("//section[@aria-labelledby='misfits']//div[@class='tie-brief']")) == 3


def test_whose_side_is_disputed_is_shown_with_what_speaks_for_each_camp(quarrel: TestClient) -> None:
    (guard,) = page(quarrel, "/faultlines").xpath("//div[@class='fl-torn'][h3//bdi='Guard']")
    assert "Its own ties join it to camps A and B." in text(guard)
    assert guard.xpath(".//a/@href[starts-with(., '/dispute/')]") == ["/dispute/d9"]
    assert [text(way) for way in guard.xpath(".//h4")] == ["With camp A", "With camp B"]
    briefs = [text(b) for b in guard.xpath(".//div[@class='tie-brief']")]
    assert ["Guard backs Rovek" in briefs[0], "Guard backs Stahl" in briefs[1]] == [True, True]


def test_content_never_goes_without_its_source(quarrel: TestClient) -> None:
    root = page(quarrel, "/faultlines?told=attributed")
    assert len(rows(root)) == 3
    for row in rows(root):
        assert row.xpath(".//span[@class='w-source']")
        assert row.xpath(".//span[@class='w-content']")
        assert row.xpath(".//span[@class='chain']")


def test_private_persons_are_not_there(quarrel: TestClient) -> None:
    for address in ("/faultlines", "/faultlines.json", "/faultlines.csv", "/faultlines/camps.json", "/faultlines/camps.csv"):
        assert "Ash" not in quarrel.get(address).text


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("sign=supports", 8),
        ("sign=opposes", 10),
        ("told=own", 15),
        ("told=attributed", 3),
        ("at=2031-04-01", 10),
        ("actor=a-guard", 2),
        ("actor=guard", 2),
        ("actor=a-guard&sign=opposes", 0),
        ("actor=nobody", 0),
    ],
)
def test_filters_leave_as_many_as_their_links_say(quarrel: TestClient, query: str, left: int) -> None:
    root = page(quarrel, f"/faultlines?{query}")
    assert len(rows(root)) == left
    assert quarrel.get(f"/faultlines.json?{query}").json()["total"] == left
    assert len(list(csv.DictReader(io.StringIO(quarrel.get(f"/faultlines.csv?{query}").text)))) == left
    if not left:
        assert "No tie matches." in text(root)
        assert root.xpath("//div[@class='empty']//a[text()='Show all']/@href") == ["/faultlines"]
    for link in page(quarrel, "/faultlines").xpath("//div[@class='fl-filters']//a[span]"):
        count = int(link.findtext("span"))
        assert len(rows(page(quarrel, link.get("href")))) == count, link.get("href")


def test_dates_are_offered_and_a_broken_one_is_refused(quarrel: TestClient) -> None:
    links = page(quarrel, "/faultlines").xpath("//div[@class='fl-filters']/p[1]/a")
    assert [text(a) for a in links][:3] == ["whole time", "to 1 Apr 2031 10", "to 2 Apr 2031 13"]
    assert "as told of up to Apr 2031" in text(page(quarrel, "/faultlines?at=2031-04"))
    answer = quarrel.get("/faultlines?at=soon", headers=BROWSER)
    assert answer.status_code == 400
    assert "is not a date" in answer.text


def test_json_is_as_it_is_described(quarrel: TestClient) -> None:
    described = quarrel.get("/openapi.json").json()["paths"]
    for path in ("/faultlines", "/faultlines/camps"):
        schema = described[f"{path}.json"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        body = quarrel.get(f"{path}.json?limit=3").json()
        jsonschema.validate(body, schema)
        assert len(body["items"]) == 3
        seen = [r["id"] if "id" in r else r["actor"]["id"] for r in body["items"]]
        more = quarrel.get(f"{path}.json?limit=3&cursor={body['next']}").json()
        assert not {r["id"] if "id" in r else r["actor"]["id"] for r in more["items"]} & set(seen)
    assert [c["letter"] for c in quarrel.get("/faultlines.json").json()["camps"]] == ["A", "B"]
    assert {r["camp"] for r in csv.DictReader(io.StringIO(quarrel.get("/faultlines/camps.csv").text))} == {"A", "B", ""}


def test_the_page_of_an_actor_has_its_ties_in_four_groups(quarrel: TestClient) -> None:
    (section,) = page(quarrel, "/actor/a-rovek").xpath("//section[@aria-labelledby='ties']")
    heads = [text(h) for h in section.xpath(".//h3")]
    assert heads == ["Whom they support 1", "Who supports them 3", "Whom they oppose 2", "Who opposes them 2"]
    assert "In camp A" in text(section)
    assert not page(quarrel, "/actor/a-brill").xpath("//section[@aria-labelledby='ties']//a[@href='/actor/a-ash']")


def test_the_front_page_has_the_camps_in_short(quarrel: TestClient) -> None:
    (section,) = page(quarrel, "/").xpath("//section[@aria-labelledby='camps']")
    assert section.xpath(".//div[@class='side']/@aria-label") == ["Camp A", "Camp B"]
    assert "Rovek, Brill" in text(section)
    assert "Side disputed:" in text(section)


def test_without_a_tie_the_page_says_so(calm_path: Path, tmp_path: Path) -> None:
    with TestClient(create_app(calm_path), base_url="http://127.0.0.1") as client:
        root = page(client, "/faultlines")
        assert "No tie found between actors of 2 reports." in text(root)
        assert "/ledger?act=accuse" in root.xpath("//div[@class='empty']//a/@href")
    with TestClient(create_app(tmp_path / "new.standoff"), base_url="http://127.0.0.1") as client:
        assert "No reports yet." in text(page(client, "/faultlines"))


# The drawing


def node(name: str) -> Node:
    return Node(name.lower(), name, f"/x?a={name}&b=1")


def test_names_of_reports_are_escaped_and_what_hides_in_them_is_seen() -> None:
    hostile = Node("h", "<script>\u202e&", '/x?"')
    made = drawing([Zone("Camp A", (hostile, node("Brill")))], [Arc("h", "brill", True, True, 1, "#t", "<b>")], WIDE, '"')
    assert "<script>" not in made
    assert "<b>" not in made
    assert "\u202e" not in made
    html.fromstring(made)


def test_sign_and_voice_do_not_rest_on_colour() -> None:
    zones = [Zone("Camp A", (node("Brill"), node("Rovek")))]

    def marks(supports: bool, own: bool) -> tuple[str, str]:
        root = html.fromstring(drawing(zones, [Arc("brill", "rovek", supports, own, 1, "#t", "x")], WIDE, "x"))
        line, mark = root.xpath("//a/path")
        return line.get("d").partition("C")[0], mark.get("class") + mark.get("d").partition(" ")[2]

    made = [marks(supports, own) for supports in (True, False) for own in (True, False)]
    assert len({mark for _, mark in made}) == 4
    # Support leaves to the left of the names, opposition to the right.
    assert [float(line[1:].split()[0]) < WIDE.width / 2 for line, _ in made] == [True, True, False, False]
    assert len({str(sample(supports, own)) for supports in (True, False) for own in (True, False)}) == 4


@pytest.mark.parametrize("frame", [WIDE, NARROW])
def test_arcs_stay_inside_and_long_names_are_cut(frame: Frame) -> None:
    names = tuple(Node(str(n), f"The very long name of the committee number {n}", "/") for n in range(40))
    arcs = [Arc("0", "39", supports, True, 900, "#t", "x") for supports in (True, False)]
    root = html.fromstring(drawing([Zone("Camp A", names)], arcs, frame, "x"))
    for path in root.xpath("//a/path[contains(@class, 'fl-tie')]/@d"):
        start, first, second, end = corners(path)
        widest = max((start, (start + 3 * first + 3 * second + end) / 8, end), key=lambda x: abs(x - frame.width / 2))
        assert 0 <= widest <= frame.width
    assert all(len(name) <= frame.letters for name in root.xpath("//text[contains(@class, 'fl-name')]/text()"))


def corners(path: str) -> tuple[float, float, float, float]:
    """The four x of a cubic curve."""
    numbers = [float(n) for n in path.replace("M", " ").replace("C", " ").split()]
    return numbers[0], numbers[2], numbers[4], numbers[6]
