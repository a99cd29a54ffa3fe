"""Adding reports through the form: staged, read by a process beside the server, a row for every input."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from standoff.case import Case
from standoff.web.jobs import Input, Job, _take
from standoff.web.worker import main as work

PAGE = {"accept": "text/html"}
REPORT = (
    "ORVE, 4 May (Harbour Post) – The ferry office denied on Saturday that its crew had ignored a warning.\n\n"
    "“Nobody told us anything,” said Ana Lund, who leads the office.\n"
)


def key_of(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/ingest", headers=PAGE).text)
    assert found
    return found[1]


def over(client: TestClient, path: str) -> dict[str, Any]:
    """The job when it is over."""
    assert client.portal
    client.portal.call(client.app.state.desk.jobs.jobs[path.rpartition("/")[2]].over.wait)  # type: ignore[attr-defined]
    job: dict[str, Any] = client.get(f"{path}.json").json()
    assert job["over"]
    return job


def test_pasted_text_becomes_a_report(own: TestClient) -> None:
    fields = {"csrf": key_of(own), "text": REPORT, "outlet": "Harbour Post", "published": "2031-05-04", "title": "Ferry office denies"}
    answer = own.post("/ingest", data=fields)
    assert answer.status_code == 303
    job = over(own, answer.headers["location"])
    assert (job["state"], job["read"]) == ("done", 1)
    assert [(i["name"], i["state"]) for i in job["inputs"]] == [("Ferry office denies.txt", "read")]
    with Case.open(own.app.state.desk.path) as case:  # type: ignore[attr-defined]
        (report,) = [r for r in case.reports() if r.outlet == "Harbour Post"]
        assert (report.text, report.published.iso if report.published else None) == (REPORT, "2031-05-04")


def test_files_come_with_their_table_and_a_broken_one_keeps_its_row(own: TestClient) -> None:
    files = [
        ("files", ("one.txt", REPORT.encode(), "text/plain")),
        ("files", ("../../etc/one.txt", REPORT.replace("Ana Lund", "Ida Berg").encode(), "text/plain")),
        ("files", ("empty.txt", b"", "text/plain")),
        ("files", ("photo.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), "text/plain")),
        ("files", ("reports.csv", b"file,outlet\none.txt,Orve Gazette\n", "text/csv")),
    ]
    answer = own.post("/ingest", data={"csrf": key_of(own)}, files=files)
    job = over(own, answer.headers["location"])
    states = {(i["name"], i["state"]) for i in job["inputs"]}
    assert {("one.txt", "read"), ("empty.txt", "failed"), ("photo.txt", "failed")} <= states
    assert all(i["what"] and i["hint"] for i in job["inputs"] if i["state"] == "failed")
    page = html.fromstring(own.get(answer.headers["location"], headers=PAGE).text)
    assert "empty.txt" in page.text_content()
    with Case.open(own.app.state.desk.path) as case:  # type: ignore[attr-defined]
        assert {r.outlet for r in case.reports() if "ferry" in r.text} == {"Orve Gazette"}


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({}, "Nothing came"),
        ({"text": "  \n"}, "Nothing came"),
        ({"url": "/etc/passwd"}, "no address"),
        ({"url": "file:///etc/passwd"}, "no address"),
        ({"url": "https://example.org/a\n-"}, "no address"),
    ],
)
def test_what_cannot_be_read_is_refused_at_once(own: TestClient, fields: dict[str, str], what: str) -> None:
    answer = own.post("/ingest", data={"csrf": key_of(own), **fields}, headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert what in answer.json()["error"]["what"]
    assert not own.app.state.desk.jobs.jobs  # type: ignore[attr-defined]


def test_an_address_of_this_machine_is_refused(own: TestClient) -> None:
    answer = own.post("/ingest", data={"csrf": key_of(own), "url": "http://127.0.0.1:1/secret"})
    job = over(own, answer.headers["location"])
    assert [i["state"] for i in job["inputs"]] == ["failed"]
    assert job["inputs"][0]["hint"]


def test_a_form_without_the_key_stages_nothing(own: TestClient) -> None:
    assert own.post("/ingest", data={"text": REPORT}).status_code == 403
    assert not own.app.state.desk.jobs.jobs  # type: ignore[attr-defined]


def test_an_unknown_job_is_told(client: TestClient) -> None:
    assert client.get("/ingest/none.json").status_code == 404


def test_the_worker_tells_every_step(own_path: Path, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(REPORT, encoding="utf-8")
    wanted = {"job": "a", "do": "read", "paths": [str(tmp_path / "one.txt"), str(tmp_path / "none.txt")]}
    told = io.StringIO()
    work(str(own_path), io.StringIO(json.dumps(wanted) + "\n" + json.dumps({"job": "b", "do": "compare"}) + "\n"), told)
    events = [json.loads(line) for line in told.getvalue().splitlines()]
    assert [(e["job"], e["event"]) for e in events] == [
        ("a", "reading"),
        ("a", "read"),
        ("a", "comparing"),
        ("a", "done"),
        ("b", "comparing"),
        ("b", "done"),
    ]
    assert len(events[1]["read"]) == 1
    assert [f[0] for f in events[1]["failures"]] == [str(tmp_path / "none.txt")]


def test_the_worker_tells_why_a_case_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "no.standoff").write_text("not a case")
    told = io.StringIO()
    work(str(tmp_path / "no.standoff"), io.StringIO('{"job": "a", "do": "compare"}\n'), told)
    (event,) = [json.loads(line) for line in told.getvalue().splitlines()]
    assert (event["event"], bool(event["hint"])) == ("failed", True)


def test_messages_find_the_input_that_they_are_about() -> None:
    job = Job("a", "read", [Input("wire.jsonl", "/t/0/wire.jsonl"), Input("b.txt", "/t/1/b.txt")])
    _take(job, {"event": "reading", "name": "wire.jsonl:1", "count": 0})
    assert [i.state for i in job.inputs] == ["reading", "waiting"]
    _take(job, {"event": "reading", "name": "b.txt", "count": 1})
    assert [i.state for i in job.inputs] == ["read", "reading"]
    failures = [["/t/0/wire.jsonl line 2", "It is no JSON.", "correct it"], ["reports.csv line 3", "It names c.txt.", "take it out"]]
    _take(
        job,
        {
            "event": "read",
            "read": ["x"],
            "there": [],
            "updated": [],
            "left_out": [["b.txt", "the same text as a.txt"]],
            "failures": failures,
        },
    )
    assert [(i.state, i.what) for i in job.inputs] == [("failed", "It is no JSON."), ("left out", "the same text as a.txt")]
    assert job.other == [("reports.csv line 3", "It names c.txt.", "take it out")]
    assert job.count == 1
