"""What stands before every page: names, token, origin, form key, limits, headers, and one shape of errors everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from pages_of import DATA, PAGES, TABLES, filled
from standoff.web import Settings, create_app

WITHIN = {"accept": "text/html"}
TOKEN = "tide-table-of-2031"


@pytest.fixture(scope="module")
def guarded(example_path: Path) -> Iterator[TestClient]:
    """A client of a server that others can reach, without its token."""
    settings = Settings(host="0.0.0.0", token=TOKEN, names=("desk.example",))
    with TestClient(create_app(example_path, settings), base_url="http://192.0.2.7", follow_redirects=False) as made:
        yield made


def key_of(client: TestClient) -> str:
    """The key that the forms of a server carry."""
    page = html.fromstring(client.get("/ingest", headers=WITHIN).text)
    return str(page.xpath("//input[@name='csrf']/@value")[0])


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:8000", "LOCALHOST", "localhost.", "[::1]:8000", "127.9.9.9"])
def test_this_machine_by_its_own_names_is_let_in(client: TestClient, host: str) -> None:
    assert client.get("/ledger.json", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "192.0.2.7",
        "localhost.evil.example",
        "",
        "a b",
        "127.0.0.1@evil.example",
        "[::2]",
        "localhost:x",
    ],
)
@pytest.mark.parametrize("path", ["/ledger", "/ledger.json", "/static/standoff.css", "/nowhere"])
def test_another_name_is_not_answered(client: TestClient, host: str, path: str) -> None:
    answer = client.get(path, headers={"host": host})
    assert answer.status_code == 421
    assert "Lantern" not in answer.text


def test_names_that_were_given_and_numbers_are_let_in_where_others_may_come(guarded: TestClient) -> None:
    for host, status in (("desk.example", 200), ("DESK.example:8000", 200), ("192.0.2.7", 200), ("evil.example", 421)):
        answer = guarded.get("/ledger.json", headers={"host": host, "authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == status, host


@pytest.mark.parametrize("path", [*PAGES, *DATA, *TABLES, "/static/standoff.css", "/nowhere"])
def test_nothing_is_shown_without_the_token(guarded: TestClient, path: str) -> None:
    for headers in ({}, WITHIN, {"authorization": "Bearer wrong"}, {"authorization": TOKEN[:-1]}, {"cookie": "standoff=x"}):
        answer = guarded.get(re.sub(r"{[^}]+}", "1", path), headers=headers)
        assert answer.status_code == 401
        if "html" in answer.headers["content-type"]:
            assert "token" in answer.text and "<script" not in answer.text
        else:
            assert set(answer.json()["error"]) == {"status", "what", "where", "hint", "request"}
        assert "example" not in answer.text and TOKEN not in answer.text


def test_the_token_moves_from_the_address_into_a_cookie(guarded: TestClient) -> None:
    first = guarded.get(f"/ledger?act=deny&token={TOKEN}&q=a%20b")
    assert (first.status_code, first.headers["location"]) == (303, "/ledger?act=deny&q=a+b")
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and "Path=/" in cookie
    assert guarded.get("/ledger", headers={"cookie": cookie.partition(";")[0]}).status_code == 200
    guarded.cookies.clear()


@pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example/", "///evil.example"])
def test_the_token_leads_to_no_other_host(guarded: TestClient, path: str) -> None:
    answer = guarded.get(f"http://192.0.2.7{path}?token={TOKEN}")
    guarded.cookies.clear()
    assert not answer.headers.get("location", "/").startswith(("//", "/\\", "http"))


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1.evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_change_that_another_site_asks_for_is_refused(own: TestClient, headers: dict[str, str]) -> None:
    key = key_of(own)
    dispute = own.get("/disputes.json").json()["items"][0]
    items = {"kind": "no-dispute", "items": [dispute.get("id") or dispute["dispute"]["id"]]}
    answers = [
        own.post("/judge", data={"csrf": key, "kind": "no-dispute", "item": items["items"][0]}, headers=headers),
        own.post("/ingest", data={"csrf": key, "text": "The ferry sank, he said."}, headers=headers),
        own.post("/judgements.json", json=items, headers=headers),
    ]
    assert [a.status_code for a in answers] == [403, 403, 403]
    assert own.get("/judgements.json").json()["total"] == 0
    assert own.app.state.desk.jobs.jobs == {}  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", ["/judge", "/ingest"])
@pytest.mark.parametrize("key", [None, "", "wrong", "é", "x" * 5000])
def test_a_form_without_the_key_is_refused(own: TestClient, path: str, key: str | None) -> None:
    fields = {"kind": "no-dispute", "item": "d1", "text": "The ferry sank."} | ({"csrf": key} if key is not None else {})
    assert own.post(path, data=fields, headers={"origin": "http://127.0.0.1", **WITHIN}).status_code == 403
    # The form of a judgement takes no file at all.
    assert own.post(path, files={"files": ("a.txt", b"x")}, data=fields).status_code == (400 if path == "/judge" else 403)
    assert own.app.state.desk.jobs.jobs == {}  # type: ignore[attr-defined]


def test_what_a_form_can_send_is_no_judgement_by_json(own: TestClient) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        answer = own.post("/judgements.json", content=b'{"kind": "undo", "items": ["last"]}', headers={"content-type": kind})
        assert answer.status_code in (400, 415), kind
        assert set(answer.json()) == {"error"}


@pytest.mark.parametrize("path", ["/judge", "/judgements.json", "/ledger", "/nowhere"])
def test_too_large_a_request_is_refused_by_what_it_says_and_by_what_it_sends(client: TestClient, path: str) -> None:
    large = b"x" * ((1 << 18) + 1)
    kind = {"content-type": "application/json" if path.endswith("json") else "application/x-www-form-urlencoded"}
    assert client.post(path, content=large, headers=kind).status_code == 413
    assert client.post(path, content=b"x", headers={**kind, "content-length": "nonsense"}).status_code == 413
    # Without a length the bytes are counted as they come; where nobody reads them nothing is lost.
    sent = client.post(path, content=iter([large[:100_000]] * 3), headers=kind)
    assert sent.status_code == (413 if path.startswith("/judge") else sent.status_code) and sent.status_code >= 400


@pytest.mark.parametrize("path", [*PAGES, *DATA, *TABLES])
def test_head_says_what_get_would_and_an_unchanged_page_is_not_sent_again(client: TestClient, path: str) -> None:
    url = filled(path, lambda p: client.get(p).json())
    if url is None:
        assert path == "/ingest/{id}" or path == "/ingest/{id}.json"
        return
    got, head = client.get(url, headers=WITHIN), client.head(url, headers=WITHIN)
    assert got.status_code == head.status_code == 200
    assert head.content == b""
    assert head.headers["content-type"] == got.headers["content-type"]
    assert head.headers.get("content-length") == got.headers.get("content-length")
    tag = got.headers["etag"]
    again = client.get(url, headers={**WITHIN, "if-none-match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(url, headers={**WITHIN, "if-none-match": 'W/"0"'}).status_code == 200


def test_a_change_is_seen_by_who_asks_again(own: TestClient) -> None:
    before = own.get("/judgements.json")
    dispute = own.get("/disputes.json").json()["items"][0]
    own.post("/judgements.json", json={"kind": "no-dispute", "items": [dispute.get("id") or dispute["dispute"]["id"]]})
    after = own.get("/judgements.json", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200 and after.json()["total"] == 1


UNKNOWN = ["nowhere", "d0", "../../etc/passwd", "%2e%2e%2f", "<script>alert(1)</script>", "a" * 300, "é\u202e", "0", "None", "%00"]


@pytest.mark.parametrize("path", [path for path in [*PAGES, *DATA, *TABLES] if "{" in path])
def test_what_is_not_there_is_told_in_one_shape(client: TestClient, path: str) -> None:
    for id in UNKNOWN:
        url = path.replace("{start}", "0").replace("{end}", "5")
        url = re.sub(r"{[^}]+}", lambda _, id=id: id, url)  # type: ignore[misc]
        told = client.get(url)
        assert told.status_code == 404, (url, told.text[:200])
        error = told.json()["error"]
        assert set(error) == {"status", "what", "where", "hint", "request"}
        assert error["what"].endswith(".") and error["hint"], url
        if not path.endswith((".json", ".csv")):
            page = client.get(url, headers=WITHIN)
            assert page.status_code == 404 and page.headers["content-type"].startswith("text/html")
            assert "<script>alert" not in page.text
            assert html.fromstring(page.text).xpath("count(//h1)") == 1


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "page=9999999999999999999999", "act=sing", "kind=x", "sort=x", "q=" + "a" * 401, "channel=no"]
)
def test_a_broken_query_is_told_in_one_shape(client: TestClient, query: str) -> None:
    told = client.get(f"/ledger?{query}")
    assert told.status_code == 400
    assert set(told.json()["error"]) == {"status", "what", "where", "hint", "request"}
    assert client.get(f"/ledger?{query}", headers=WITHIN).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"])
def test_other_methods_change_nothing_and_are_told_so(client: TestClient, method: str) -> None:
    for path in ("/ledger", "/judgements.json", "/judge"):
        told = client.request(method, path, headers={"accept": "application/json"})
        assert told.status_code == 405
        assert told.json()["error"]["status"] == 405


def test_every_answer_carries_the_headers_that_keep_it_inert(client: TestClient) -> None:
    urls = [filled(path, lambda p: client.get(p).json()) for path in (*PAGES, *DATA, *TABLES)]
    answers = [client.get(url, headers=WITHIN) for url in urls if url]
    answers += [
        client.get(path) for path in ("/static/standoff.css", "/static/standoff.js", "/static/nowhere.js", "/nowhere", "/ledger?page=x")
    ]
    answers += [
        client.get("/ledger", headers={"host": "evil.example"}),
        client.post("/judge"),
        client.put("/ledger"),
        client.head("/ledger"),
    ]
    assert {a.status_code for a in answers} >= {200, 400, 403, 404, 405, 421}
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy and "*" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["referrer-policy"] == "same-origin"


def test_a_file_of_the_program_is_not_reached_through_static(client: TestClient) -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/", "/static//etc/passwd"):
        assert client.get(path).status_code == 404


def test_a_fault_of_the_program_says_so_and_hides_its_cause(own: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret cause")

    monkeypatch.setattr("standoff.web.pages.method.method", broken)
    told = own.get("/method.json")
    assert told.status_code == 500
    assert "Your case file was not changed." in told.json()["error"]["what"]
    page = own.get("/method", headers=WITHIN)
    assert page.status_code == 500 and told.json()["error"]["request"] != ""
    assert "secret cause" not in page.text + told.text
    assert "content-security-policy" in page.headers
