"""The JSON API against its own description: requests made from it by a generator of odd ones, cursors, and the one shape of errors."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest
import schemathesis
from lxml import html
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance
from starlette.testclient import TestClient

from pages_of import PAGES, filled, id_of
from web_server import served

ODD = hypothesis.settings(
    max_examples=20,  # requests to each address
    derandomize=True,
    deadline=None,
    database=None,
    phases=[hypothesis.Phase.generate],
    suppress_health_check=list(hypothesis.HealthCheck),
)
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


MODES = [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE]


@pytest.mark.parametrize("mode", MODES, ids=["as described", "not as described"])
def test_every_address_answers_as_it_is_described(own_path: Path, mode: schemathesis.GenerationMode) -> None:
    # Requests may change this case. A real server: what it does in the background belongs to one event loop.
    faults: list[str] = []
    asked = 0
    with served(own_path) as address:
        for found in schemathesis.openapi.from_url(f"{address}/openapi.json").get_all_operations():
            operation = found.ok()

            @ODD
            @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
            def ask(case: schemathesis.Case) -> None:
                nonlocal asked
                asked += 1
                case.call_and_validate(checks=CHECKS)

            try:
                ask()
            except hypothesis.errors.Unsatisfiable:
                pass  # an address without parameters cannot be asked otherwise than described
            except Exception as error:
                # The rest is asked too, so that one run tells all.
                faults.append(f"{operation.label}: {error}")
    assert faults == []
    assert asked > 100


def lists(client: TestClient) -> list[str]:
    """The addresses that take a cursor."""
    paths = client.get("/openapi.json").json()["paths"]
    takes = {path for path, methods in paths.items() for p in methods.get("get", {}).get("parameters", ()) if p["name"] == "cursor"}
    return sorted(path for path in takes if "{" not in path)


def test_a_cursor_goes_through_every_list_once(client: TestClient) -> None:
    found = lists(client)
    assert {"/ledger.json", "/judgements.json"} <= set(found)
    for path in found:
        query = {"q": "the"} if path == "/search.json" else {}
        whole = client.get(path, params={**query, "limit": 500}).json()
        rows, cursor, steps = [], None, 0
        while cursor or not steps:
            part = client.get(path, params={**query, "limit": 7, **({"cursor": cursor} if cursor else {})}).json()
            assert part["total"] == whole["total"], path
            rows += part["items"]
            cursor, steps = part["next"], steps + 1
        assert rows == whole["items"], path
        assert steps == max(1, -(-whole["total"] // 7)), path


@pytest.mark.parametrize("cursor", ["x", "e30", "W10", "WzFd", "WzEsMl0", "bm90IGpzb24", "\u2603", "W" * 300])
def test_what_is_no_cursor_is_told_so(client: TestClient, cursor: str) -> None:
    for path in lists(client):
        query = {"q": "the"} if path == "/search.json" else {}
        answer = client.get(path, params={**query, "cursor": cursor})
        assert answer.status_code in (200, 400)
        if answer.status_code == 400:
            assert answer.json()["error"]["where"] == "cursor"


def test_every_page_and_table_is_at_the_address_that_its_head_gives(client: TestClient) -> None:
    seen = set()
    for path in PAGES:
        url = filled(path, lambda p: client.get(p).json())
        if url is None:
            continue
        page = html.fromstring(client.get(url, headers={"accept": "text/html"}).text)
        for link in page.xpath("//link[@rel='alternate']"):
            answer = client.get(link.get("href"))
            assert answer.status_code == 200, (url, link.get("href"))
            assert answer.headers["content-type"].startswith(link.get("type")), link.get("href")
            seen.add(link.get("type"))
    assert seen == {"application/json", "text/csv"}


def test_the_page_for_programs_lists_every_address(client: TestClient) -> None:
    page = client.get("/api", headers={"accept": "text/html"}).text
    for path, methods in client.get("/openapi.json").json()["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}</code>" in page


def test_a_judgement_by_json_is_kept_and_taken_back(own: TestClient) -> None:
    dispute = id_of(own.get("/disputes.json", params={"limit": 1}).json()["items"][0], "dispute")
    made = own.post("/judgements.json", json={"kind": "dispute", "items": [dispute], "note": "Seen both."})
    assert made.status_code == 201
    assert (made.json()["kind"], made.json()["by"]) == ("dispute", "tester")
    again = own.post("/judgements.json", json={"kind": "dispute", "items": [dispute], "note": "Seen both."})
    assert again.json()["id"] == made.json()["id"]
    back = own.post("/judgements.json", json={"kind": "undo", "items": [made.json()["id"]]})
    assert back.status_code == 201
    assert [row["kind"] for row in own.get("/judgements.json").json()["items"]] == ["dispute", "undo"]
