"""Judging by form and by JSON: at once to be seen, to be undone, and nothing lost when two judge at the same time."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from standoff.account.review import Doubt, Queue, Reply
from standoff.case import Case
from standoff.web import create_app

PAGE = {"accept": "text/html"}
JSON = {"content-type": "application/json"}


def key_of(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/review", headers=PAGE).text)
    assert found
    return found[1]


def disputes(client: TestClient) -> list[dict[str, Any]]:
    return client.get("/disputes.json").json()["items"]


def press(client: TestClient, kind: str, *items: str, back: str = "/review") -> Any:
    return client.post("/judge", data={"csrf": key_of(client), "kind": kind, "item": list(items), "back": back})


def test_a_dispute_is_taken_out_and_comes_back(own: TestClient) -> None:
    before = [d["id"] for d in disputes(own)]
    wrong = before[0]
    answer = press(own, "no-dispute", wrong, back=f"/dispute/{wrong}#here")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/dispute/{wrong}#here")
    page = own.get(f"/dispute/{wrong}", headers=PAGE)
    assert page.status_code == 200
    assert "You judged that this is no dispute" in page.text
    (made,) = own.get("/judgements.json").json()["items"]
    assert (made["kind"], made["left"], made["by"], made["in_force"]) == ("no-dispute", wrong, "tester", True)
    press(own, "undo", made["id"])
    assert [j["kind"] for j in own.get("/judgements.json").json()["items"]] == ["no-dispute", "undo"]
    with Case.open(own.app.state.desk.path) as case:  # type: ignore[attr-defined]
        case.link()
        assert sorted(d.id for d in case.disputes()) == sorted(before)


def test_what_was_decided_on_a_passage_beside_a_dispute_stands_there_and_can_be_taken_back(own: TestClient) -> None:
    row = disputes(own)[0]
    (one, *_), (other, *_) = (side["positions"][0]["passages"] for side in row["sides"][:2])
    items = [f"{c['passage']['report']}:{c['passage']['start']}-{c['passage']['end']}" for c in (one, other)]
    press(own, "not-same", *items)
    (made,) = own.get("/judgements.json").json()["items"]
    page = html.fromstring(own.get(f"/dispute/{row['id']}", headers=PAGE).text)
    (decided,) = page.xpath('//*[contains(@class, "decided")]')
    assert "You: not the same" in decided.text_content()
    assert decided.xpath('.//input[@name="item"]/@value') == [made["id"]]
    press(own, "undo", made["id"])
    assert not html.fromstring(own.get(f"/dispute/{row['id']}", headers=PAGE).text).xpath('//*[contains(@class, "decided")]')


def test_a_confirmed_dispute_says_so(own: TestClient) -> None:
    right = disputes(own)[0]["id"]
    press(own, "dispute", right)
    assert "You: dispute" in own.get(f"/dispute/{right}", headers=PAGE).text
    assert 'value="undo"' in own.get("/review", headers=PAGE).text


@pytest.mark.parametrize("which", ["yes", "no"])
def test_a_doubt_on_an_actor_is_answered_by_what_each_answer_means(own: TestClient, which: str) -> None:
    """Yes gives a place to the actor, no parts two forms of a name: two kinds of judgement, on other items."""
    view = own.app.state.desk.view  # type: ignore[attr-defined]
    actor = next(a for a in view.actors() if a.kind == "person" and a.statements)
    row = next(r for r in view.statements(actor=actor.id) if r.source.written)
    place = view.material.reading(row.report).report.evidence(row.passage.span)
    yes = Reply("actor", (f"{row.report}:{place.span.start}-{place.span.end}", actor.id))
    no = Reply("not-same", (actor.name, next(a.name for a in view.actors() if a.id != actor.id)))
    doubt = Doubt("q0123456789", "actor", actor.id, (place,), (place,), 0.6, 0.1, 2, "named alike", yes, no)
    view.__dict__["queue"] = Queue((doubt,), ())
    page = html.fromstring(own.get("/review", headers=PAGE).text)
    (form,) = [f for f in page.forms if f.xpath(f'.//button[@data-key="{which[0]}"]')]
    button = form.xpath(".//button")[0]
    fields = {"csrf": form.fields["csrf"], "back": form.fields["back"], button.get("name"): button.get("value")}
    answer = own.post("/judge", data={**fields, "item": form.xpath('.//input[@name="item"]/@value')})
    assert answer.status_code == 303
    wanted = yes if which == "yes" else no
    (made,) = own.get("/judgements.json").json()["items"]
    assert made["kind"] == wanted.kind


def test_a_judgement_by_json(own: TestClient) -> None:
    right = disputes(own)[0]["id"]
    body = {"kind": "dispute", "items": [right], "by": "A. Reader", "note": "both deny it"}
    made = own.post("/judgements.json", json=body)
    assert made.status_code == 201
    assert (made.json()["by"], made.json()["note"], made.json()["in_force"]) == ("A. Reader", "both deny it", True)
    assert own.post("/judgements.json", json=body).json()["id"] == made.json()["id"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"kind": "dispute", "items": ["nothing"]}, 400),
        ({"kind": "perhaps", "items": ["d1"]}, 400),
        ({"kind": "dispute", "items": []}, 400),
        ({"kind": "dispute"}, 400),
        ({"kind": "same", "items": ["X:1", "Y:2"]}, 400),
        ({"kind": "undo", "items": ["j0"]}, 400),
        ({"kind": "dispute", "items": ["d" * 900]}, 400),
    ],
)
def test_a_judgement_that_makes_no_sense_is_told_so(own: TestClient, body: dict[str, Any], status: int) -> None:
    answer = own.post("/judgements.json", json=body)
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"status", "what", "where", "hint", "request"}
    assert answer.json()["error"]["hint"]


def test_json_by_another_name_is_refused(own: TestClient) -> None:
    answer = own.post("/judgements.json", content=b'{"kind":"dispute","items":["d1"]}', headers={"content-type": "text/plain"})
    assert answer.status_code in (400, 415)
    assert own.get("/judgements.json").json()["total"] == 0


def test_what_was_judged_to_be_none_may_be_judged_so_again(own: TestClient) -> None:
    """Two clicks, or two windows: the dispute has gone after the first, and the second is no error."""
    body = {"kind": "no-dispute", "items": [disputes(own)[0]["id"]]}
    made = own.post("/judgements.json", json=body).json()["id"]
    own.portal.call(own.app.state.desk.jobs.compare().over.wait)  # type: ignore[attr-defined, union-attr]
    again = own.post("/judgements.json", json=body)
    assert (again.status_code, again.json().get("id")) == (201, made)
    assert own.get("/judgements.json").json()["total"] == 1


def test_a_form_without_the_key_changes_nothing(own: TestClient) -> None:
    right = disputes(own)[0]["id"]
    for csrf in ("", "guess"):
        answer = own.post("/judge", data={"csrf": csrf, "kind": "no-dispute", "item": right, "back": "/"})
        assert answer.status_code == 403
    assert own.get("/judgements.json").json()["total"] == 0


@pytest.mark.parametrize(
    "back", ["//evil.example/x", "https://evil.example/", "/\\evil.example", "javascript:1", "/x\r\nset-cookie: a=b", ""]
)
def test_a_form_leads_back_to_a_page_of_ours_alone(own: TestClient, back: str) -> None:
    answer = press(own, "dispute", disputes(own)[0]["id"], back=back)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review")


def test_two_who_judge_at_the_same_time_lose_nothing(own_path: Path) -> None:
    with Case.open(own_path) as case:
        addresses = [f"{row.chip}:{row.passage.span.start}-{row.passage.span.end}" for row in case.statements()]
    pairs = list(zip(addresses[0:12:2], addresses[1:12:2], strict=True))
    with TestClient(create_app(own_path), base_url="http://127.0.0.1") as client:

        def judge(some: list[tuple[str, str]], by: str) -> None:
            for one, other in some:
                answer = client.post("/judgements.json", json={"kind": "not-same", "items": [one, other], "by": by})
                assert answer.status_code == 201

        threads = [threading.Thread(target=judge, args=(pairs[n::2], f"reader {n}")) for n in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert client.get("/judgements.json").json()["total"] == len(pairs)
    with Case.open(own_path) as case:
        assert len(case.judgements()) == len(pairs)
        case.link()
        assert case.up_to_date


def test_a_case_that_cannot_be_written_to_says_so(own_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standoff.store.opening.os.access", lambda path, mode: False)
    with TestClient(create_app(own_path), base_url="http://127.0.0.1") as client:
        assert "cannot be written to" in client.get("/review", headers=PAGE).text
        answer = client.post("/judgements.json", json={"kind": "dispute", "items": [disputes(client)[0]["id"]]})
        assert answer.status_code == 503
        assert "copy it" in answer.json()["error"]["hint"]
