"""The pages of claims, one claim, and what a person decides on its passages."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import html
from starlette.testclient import TestClient

from standoff.case import Case
from standoff.web import Settings, create_app

BROWSER = {"accept": "text/html"}


def page(client: TestClient, address: str, status: int = 200) -> html.HtmlElement:
    answer = client.get(address, headers=BROWSER)
    assert answer.status_code == status
    return html.fromstring(answer.text)


def claims(client: TestClient) -> list[str]:
    return [item["claim"]["id"] for item in client.get("/claims.json").json()["items"]]


def press(client: TestClient, form: html.HtmlElement, kind: str) -> str:
    """Presses a button of a form and gives the address that it leads to."""
    fields = {i.get("name"): form.xpath(f".//input[@name='{i.get('name')}']/@value") for i in form.xpath(".//input")}
    answer = client.post("/judge", data={**fields, "kind": kind}, headers={"origin": "http://127.0.0.1"})
    assert answer.status_code == 303
    return str(answer.headers["location"])


def judged(path: Path, kind: str) -> tuple[str, str]:
    """The id of the first claim, and a passage of its wording, after a person decided on its two passages and all was compared."""
    with Case.open(path) as case:
        row = case.claims()[0]
        one, other = (c.statement or "" for c in row.carriers)
        span = row.wording.passage.span
        case.judge(kind, one, other, by="tester")  # type: ignore[arg-type]
        case.link()
        return row.id, f"{row.wording.passage.report}:{span.start}-{span.end}"


def test_a_claim_says_from_how_many_origins_it_comes(client: TestClient) -> None:
    shown = page(client, "/claims")
    items = client.get("/claims.json").json()["items"]
    assert len(shown.xpath("//ol[contains(@class, 'claims')]/li")) == len(items) > 1
    # Two reports that credit the same agency are one origin.
    assert "2 reports, 1 origin (Reuters)" in " ".join(shown.xpath("//ol")[0].text_content().split())
    assert shown.xpath("//li//article[@data-item and @data-href and @data-cite]//em[@class='w-cue']")
    assert {told["told"] for item in items for told in item["told"]} >= {"attributed", "silent"}


def test_facets_sorting_and_words(client: TestClient) -> None:
    whole = client.get("/claims.json").json()
    for facet, values in whole["facets"].items():
        for value in values:
            assert client.get("/claims.json", params={facet: value["value"]}).json()["total"] == value["count"] > 0
    for sort in ("origins", "reports", "latest"):
        found = client.get(f"/claims.json?sort={sort}").json()["items"]
        assert {i["claim"]["id"] for i in found} == set(claims(client))
    (ships,) = client.get("/claims.json?q=52+SHIPS").json()["items"]
    assert "52 ships" in ships["claim"]["wording"]["passage"]["text"]
    assert client.get("/claims.json?q=%22%22").status_code == 400
    empty = page(client, "/claims?q=unheard&denied=no")
    assert "No claim matches." in empty.text_content()
    assert {"/claims", "/claims?q=unheard", "/claims?denied=no"} <= set(empty.xpath("//div[@class='empty']//a/@href"))


def test_one_claim_shows_wordings_origins_and_reasons(client: TestClient) -> None:
    id = claims(client)[0]
    shown, told = page(client, f"/claim/{id}"), client.get(f"/claim/{id}.json").json()
    text = " ".join(shown.xpath("//main")[0].text_content().split())
    origin = told["entry"]["claim"]["counted"][0]
    assert origin["reason"] in text and "counted as one origin" in text
    cards = shown.xpath("//section[@class='origin']//article")
    assert len(cards) == len(told["bonds"]) == 2
    (wording,) = [b for b in told["bonds"] if b["wording"]]
    (other,) = [b for b in told["bonds"] if not b["wording"]]
    # What the program proposes is dashed and can be judged; the wording is what it is compared with.
    dashed = [c for c in cards if "is-proposed" in c.get("class")]
    assert [c.get("id") for c in dashed] == [f"k-{other['number']}"] and wording["judged"] is None
    assert other["carrier"]["reason"] in dashed[0].text_content()
    assert len(dashed[0].xpath(".//form[@data-judge]")) == 1 and len(shown.xpath("//main//form[@data-judge]")) == 1
    # Printed, each passage has its number and its address.
    assert [li.get("value") for li in shown.xpath("//section[@class='endnotes']//li")] == ["1", "2"]
    rows = list(csv.DictReader(io.StringIO(client.get(f"/claim/{id}.csv").text.lstrip("\ufeff"))))
    assert [row["reason"] for row in rows] == [b["carrier"]["reason"] for b in told["bonds"]]


@pytest.mark.parametrize("address", ["/claims", "/claim/{id}", "/unknowns", "/search"])
def test_json_is_as_described(client: TestClient, address: str) -> None:
    schema = client.get("/openapi.json").json()["paths"][f"{address}.json"]["get"]["responses"]["200"]["content"]["application/json"][
        "schema"
    ]
    answer = client.get(address.replace("{id}", claims(client)[0]) + ".json" + ("?q=the" if address == "/search" else ""))
    Draft202012Validator(schema).validate(answer.json())


def test_an_unknown_claim_is_told_so(client: TestClient) -> None:
    shown = page(client, "/claim/c0000000", 404)
    assert "There is no such claim in this case." in shown.text_content() and "/claims" in shown.xpath("//main//a/@href")
    assert client.get("/claim/c0000000.json").json()["error"]["status"] == 404
    id = claims(client)[0]
    # The beginning of an id is enough.
    assert client.get(f"/claim/{id[:8]}.json").json()["entry"]["claim"]["id"] == id


def test_a_decision_is_shown_at_once_and_can_be_taken_back(own: TestClient) -> None:
    id = claims(own)[0]
    (form,) = page(own, f"/claim/{id}").xpath("//main//form[@data-judge]")
    back = press(own, form, "same")
    assert back.startswith(f"/claim/{id}?near=") and "#k-" in back
    shown = page(own, back)
    assert "You: same" in shown.text_content() and not shown.xpath("//article[contains(@class, 'is-proposed')]")
    (form,) = shown.xpath("//main//form[@data-judge]")
    shown = page(own, press(own, form, "undo"))
    assert "You:" not in shown.text_content() and shown.xpath("//article[contains(@class, 'is-proposed')]")


def test_what_was_confirmed_stays_so_when_all_is_compared(own_path: Path) -> None:
    id, near = judged(own_path, "same")
    with TestClient(create_app(own_path, Settings(by="tester")), base_url="http://127.0.0.1") as made:
        shown = page(made, f"/claim/{id}?near={near}")
    assert "You: same" in shown.text_content() and not shown.xpath("//article[contains(@class, 'is-proposed')]")


def test_a_claim_that_a_person_parted_says_so_and_offers_to_undo(own_path: Path) -> None:
    id, near = judged(own_path, "not-same")
    with TestClient(create_app(own_path, Settings(by="tester")), base_url="http://127.0.0.1", follow_redirects=False) as made:
        assert id not in claims(made)
        assert made.get(f"/claim/{id}", headers=BROWSER).status_code == 404
        shown = page(made, f"/claim/{id}?near={near}")
        assert "You: not the same" in shown.text_content()
        (form,) = shown.xpath("//main//form[@data-judge]")
        # Taking it back leads to a page that stands, compared again or not yet.
        again = page(made, press(made, form, "undo"))
        assert "You:" not in again.text_content()


def test_a_passage_leads_to_the_claim_that_has_it_now(client: TestClient) -> None:
    entry = client.get("/claims.json").json()["items"][0]["claim"]
    passage = entry["wording"]["passage"]
    answer = client.get("/claim/cffffffffff", params={"near": f"{passage['report']}:{passage['start']}-{passage['end']}"}, headers=BROWSER)
    assert answer.status_code == 303 and answer.headers["location"].startswith(f"/claim/{entry['id']}")
