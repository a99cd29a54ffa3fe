"""The page of the timeline: the same deeds as HTML, JSON and CSV, all state in the address, and a drawing that leads to the list."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator
from lxml import html
from starlette.testclient import TestClient

from deeds import REPORTS, DeedReader, dating_link
from standoff.case import Case
from standoff.model import ClusterMember, EventCluster, Links, Resolved
from standoff.web import Settings, create_app
from standoff.web.outlets import Tag
from standoff.web.timeline_svg import Column, Stretch, drawing
from standoff.web.timeline_words import chapter_name, chapter_short, when_told

BROWSER = {"accept": "text/html"}
# What the pier tells is told again in another voice, with a name that would be markup.
WIRE = """The union said guards attacked the union office in Damascus on Monday.
The ministry denied guards stormed the ferry. <b>Ash</b> said guards marched.
"""


def joined_link(readings: object, judgements: object = (), **more: object) -> Links:
    """`dating_link`, with the events of one word joined across reports."""
    links = dating_link(readings, judgements, **more)  # type: ignore[arg-type]
    groups: dict[str, list[ClusterMember]] = {}
    for r in readings:  # type: ignore[attr-defined]
        for e in r.events:
            groups.setdefault(r.report.quote(e.trigger), []).append(ClusterMember(r.report.id, e.id, 0.8, "the same word"))
    found = [EventCluster(f"d-{word}", tuple(members)) for word, members in groups.items() if len(members) > 1]
    return replace(links, clusters=tuple(found))


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A case in which two outlets tell of one attack, one in its own voice."""
    monkeypatch.setattr("standoff.link.link", joined_link)
    files = {**REPORTS, "wire.txt": ("North <i>Wire</i>", WIRE)}
    lines = ["file,outlet,published,url,title"]
    for n, (name, (outlet, text)) in enumerate(files.items(), 1):
        (tmp_path / name).write_bytes(text.encode())
        lines.append(f"{name},{outlet},2031-04-0{n},,")
    meta = tmp_path / "meta.csv"
    meta.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with Case.open(tmp_path / "deeds.standoff", create=True) as case:
        case.read([tmp_path / name for name in files], meta=meta, reader=DeedReader())
    return tmp_path / "deeds.standoff"


@pytest.fixture
def deeds(path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(path, Settings(by="tester")), base_url="http://127.0.0.1", follow_redirects=False) as made:
        yield made


def page(client: TestClient, address: str, status: int = 200) -> html.HtmlElement:
    answer = client.get(address, headers=BROWSER)
    assert answer.status_code == status
    return html.fromstring(answer.text)


def words(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def test_a_deed_stands_once_with_every_outlet_in_its_way(deeds: TestClient) -> None:
    shown = page(deeds, "/timeline")
    (deed,) = shown.xpath("//article[@id='e-d-attacked']")
    assert "Guards attacked the union office in Damascus on Monday." in words(deed.xpath(".//h3")[0])
    told = {label.rpartition(", ")[0]: label.rpartition(", ")[2] for label in deed.xpath(".//p[@class='deed-told']//svg/@aria-label")}
    assert (told["Pier Gazette"], told["North <i>Wire</i>"]) == ("own voice", "attributed")
    assert len(told) == 2  # of five outlets; the others are counted
    assert "own voice 1, attributed 1, silent 3" in words(deed)
    # The other passage comes with its source and cue.
    beside = deed.xpath(".//ul[@class='deed-beside']/li")[0]
    assert beside.xpath(".//em[@class='w-cue']")[0].text == "said"
    assert "The union" in words(beside)
    assert deed.get("data-href") and deeds.get(deed.get("data-href"), headers=BROWSER).status_code == 200
    assert deeds.get(deed.get("data-cite")).status_code == 200


def test_a_denial_is_told_beside_what_it_denies(deeds: TestClient) -> None:
    deed = page(deeds, "/timeline").xpath("//article[@id='e-d-stormed']")[0]
    (differ,) = deed.xpath(".//p[@class='deed-differ']")
    assert [b.text for b in differ.xpath("./b")] == ["happened", "denied"]
    assert any("denied" in label for label in deed.xpath(".//svg/@aria-label"))


def test_dates_carry_their_ground_and_days_their_order(deeds: TestClient) -> None:
    shown = page(deeds, "/timeline")
    heads = [words(h) for h in shown.xpath("//section[contains(@class, 'stretch')]//h2")]
    assert heads[0] == "Monday 31 March 2031" or heads.index("Monday 31 March 2031") < heads.index("No date told")
    assert heads[-1] == "No date told"
    (when,) = shown.xpath("//article[@id='e-d-attacked']//p[@class='deed-when']/a/text()")
    assert when == "31 Mar"


def test_all_state_is_in_the_address(deeds: TestClient) -> None:
    total = len(deeds.get("/timeline.json").json()["items"])
    assert total == len(page(deeds, "/timeline?all=yes").xpath("//article[contains(@class, 'deed')]"))
    for query, left in (("type=PROTEST", {"PROTEST"}), ("type=COERCE", {"COERCE"})):
        rows = deeds.get(f"/timeline.json?{query}").json()["items"]
        assert {r["type"] for r in rows} == left
        assert len(page(deeds, f"/timeline?{query}").xpath("//article[contains(@class, 'deed')]")) == len(rows)
    only = deeds.get("/timeline.json?outlet=" + quote("North <i>Wire</i>")).json()["items"]
    assert {r["id"] for r in only} >= {"d-attacked", "d-stormed"}
    assert {r["date"] for r in deeds.get("/timeline.json?day=2031-03-31").json()["items"]} == {"2031-03-31"}
    months = page(deeds, "/timeline?zoom=months")
    assert "March 2031" in [words(h) for h in months.xpath("//section//h2")]
    empty = page(deeds, "/timeline?type=SANCTION")
    assert "No deed matches." in words(empty)
    assert empty.xpath("//a[@href='/timeline']")


def test_facets_count_what_a_click_leaves(deeds: TestClient) -> None:
    shown = page(deeds, "/timeline?type=ASSAULT")
    for link in shown.xpath("//div[@id='facets']//a[not(@aria-current)]")[:12]:
        count = int(link.xpath("./span[@class='n']/text()")[0])
        left = page(deeds, link.get("href"))
        assert int(left.xpath("//div[@class='list-state']//b/text()")[0]) == count, link.get("href")


def test_one_deed_has_an_address_of_its_own(deeds: TestClient) -> None:
    alone = page(deeds, "/timeline?event=d-attacked")
    assert len(alone.xpath("//article[contains(@class, 'deed')]")) == 1
    assert "held for one deed by the program. This one: the same word; confidence 0.80." in words(alone)
    (other,) = alone.xpath("//ul[@class='deed-beside']//span[@class='hint']")
    assert words(other).startswith("proposed the same word; confidence 0.80; Monday, counted")
    assert "Dated by: Monday, counted from the report's date 2031-04-04." in words(alone)
    missing = page(deeds, "/timeline?event=nothing", 404)
    assert "No deed of this case has that address." in words(missing)


def test_json_csv_and_page_are_of_the_same_value(deeds: TestClient) -> None:
    described = deeds.get("/openapi.json").json()["paths"]["/timeline.json"]["get"]["responses"]["200"]
    schema = described["content"]["application/json"]["schema"]
    answer = deeds.get("/timeline.json").json()
    Draft202012Validator(schema).validate(answer)
    table = list(csv.DictReader(io.StringIO(deeds.get("/timeline.csv").content.decode("utf-8-sig"))))
    assert [row["id"] for row in table] == [row["id"] for row in answer["items"]]
    attacked = next(row for row in table if row["id"] == "d-attacked")
    assert (attacked["own_voice"], attacked["date"], attacked["ground"]) == ("Pier Gazette", "2031-03-31", "sentence")
    first = deeds.get("/timeline.json?limit=2").json()
    second = deeds.get(f"/timeline.json?limit=500&cursor={first['next']}").json()
    assert [r["id"] for r in first["items"] + second["items"]] == [r["id"] for r in answer["items"]]


def test_the_drawing_leads_to_the_list_and_says_nothing_else(deeds: TestClient) -> None:
    shown = page(deeds, "/timeline")
    ids = set(shown.xpath("//article/@id"))
    links = shown.xpath("//figure//a")
    assert links and {link.get("href").removeprefix("#") for link in links} == ids
    assert all(link.get("tabindex") == "-1" for link in links)
    assert {svg.get("aria-hidden") for svg in shown.xpath("//figure//svg")} == {"true"}
    attacked = next(link for link in links if link.get("href") == "#e-d-attacked")
    assert [mark.get("class") for mark in attacked.xpath(".//rect")][1:] in (["tl-own", "tl-att"], ["tl-att", "tl-own"])


def tags(n: int) -> list[Tag]:
    return [Tag(f"Outlet {k}", f"O{k}", f"o{k % 8 + 1}", "square") for k in range(n)]


def test_of_many_outlets_the_rows_are_the_ways_of_telling() -> None:
    tolds = [(f"Outlet {k}", "own voice" if k < 5 else "attributed" if k < 7 else "silent") for k in range(9)]
    art = drawing(tags(9), [Stretch("1 Apr", "2031-04-01", [Column("#e-a", tolds)])])
    assert html.fromstring(str(art.heads)).xpath("//text/text()") == ["own voice", "attributed"]
    assert html.fromstring(str(art.columns)).xpath("//a/text/text()") == ["5", "2"]
    few = drawing(tags(8), [Stretch("1 Apr", "2031-04-01", [Column("#e-a", tolds[:8])])])
    assert html.fromstring(str(few.heads)).xpath("count(//g)") == 8
    assert html.fromstring(str(few.columns)).xpath("count(//a//rect[@class='tl-own' or @class='tl-att'])") == 7


def test_empty_months_are_a_break_and_not_a_length() -> None:
    one = [Column("#e-a", [("Outlet 0", "own voice")])]
    near = drawing(tags(1), [Stretch("1 Apr", "2031-04-01", one), Stretch("2 Apr", "2031-04-02", one)])
    far = drawing(tags(1), [Stretch("1 Apr", "2031-04-01", one), Stretch("2 Apr", "2041-04-02", one)])
    assert "tl-break" not in near.columns and "tl-break" in far.columns
    widths = [float(html.fromstring(str(d.columns)).get("width")) for d in (near, far)]
    assert 0 < widths[1] - widths[0] < 40


@pytest.mark.parametrize(
    ("when", "ground", "day", "words"),
    [
        (Resolved("2031-04-30", "2031-04-30", "day", ""), "sentence", "2031-04-30", "30 Apr"),
        (Resolved("2031-04-30", "2031-04-30", "day", ""), "report", "2031-04-30", "c. 30 Apr"),
        (Resolved("2031-04-30T00:00", "2031-04-30T11:59", "part", ""), "sentence", "2031-04-30", "30 Apr, morning"),
        (Resolved("2031-04-30T14:05", "2031-04-30T14:05", "minute", ""), "sentence", "2031-04-30", "30 Apr, 14:05"),
        (Resolved("2031-04-22", "2031-04-28", "week", ""), "report", "2031-04", "c. week of 22 Apr"),
        (Resolved("2031-04-03", "2031-04-05", "day", ""), "sentence", "2031-04", "3 Apr to 5 Apr"),
        (Resolved("2031-01-01", "2031-12-31", "year", ""), "sentence", "2031", "2031"),
        (None, None, None, "undated"),
    ],
)
def test_a_time_is_worded_no_finer_than_told(when: Resolved | None, ground: str | None, day: str | None, words: str) -> None:
    assert when_told(when, ground, day) == words  # type: ignore[arg-type]


def test_stretches_have_names() -> None:
    assert chapter_name("2019-04-30") == "Tuesday 30 April 2019"
    assert chapter_name("2019-04-30T00-11") == "Tuesday 30 April 2019, morning"
    assert (chapter_name("2019-04"), chapter_name("2019-04", "days")) == ("April 2019", "April 2019, no day told")
    assert chapter_name("2019-04-30", "hours") == "Tuesday 30 April 2019, no hour told"
    assert (chapter_name("before"), chapter_name("undated")) == ("Before", "No date told")
    assert chapter_short("2019-04-30", year=True) == "30 Apr 2019"
    assert chapter_name("no-such-day") == "no-such-day"


def test_the_front_page_tells_what_happened(client: TestClient) -> None:
    found = client.get("/account.json").json()
    shown = page(client, "/")
    links = shown.xpath("//section[@aria-label='Known and unknown']//a[starts-with(@href, '/timeline?event=')]")
    assert len(links) == len(found["happened"]) <= found["all_happened"]
    for deed in found["happened"]:
        assert sum(cell["told"] in ("own voice", "attributed") for cell in deed["cells"]) > 1
        assert all(not cell["denies"] for cell in deed["cells"])


def test_an_odd_day_or_page_is_answered(client: TestClient) -> None:
    for query in ("day=nowhere", "page=99", "all=nowhere", "zoom=hours", "day=9999-99-99"):
        assert client.get(f"/timeline?{query}", headers=BROWSER).status_code == 200, query
    assert client.get("/timeline?zoom=weeks", headers=BROWSER).status_code == 400
