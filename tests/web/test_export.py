"""The page of exports and the files behind its buttons."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import html
from starlette.testclient import TestClient

from pages_of import PAGES, filled
from standoff.case import FORMATS, Case


def test_every_page_has_a_button_that_leads_to_the_exports(client: TestClient) -> None:
    for path in PAGES:
        url = filled(path, lambda address: client.get(address).json())
        if url is None or path == "/export":
            continue
        answer = client.get(url, headers={"accept": "text/html"})
        if answer.status_code == 200:
            assert html.fromstring(answer.content).xpath("//footer//a[@href='/export']"), url


def test_the_page_and_its_json_list_every_format(client: TestClient) -> None:
    page = html.fromstring(client.get("/export").content)
    rows = client.get("/export.json").json()["items"]
    assert [row["name"] for row in rows] == list(FORMATS)
    assert page.xpath("//button/@formaction") == [row["href"] for row in rows if not row["install"]]


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_button_gives_what_the_command_gives(client: TestClient, example_path: Path, tmp_path: Path, name: str) -> None:
    answer = client.get(f"/export/{name}")
    assert answer.status_code == 200
    form = FORMATS[name]
    assert answer.headers["content-type"].split(";")[0] == ("application/zip" if form.folder else form.media)
    assert f'filename="example{form.suffix or f"-{name}.zip"}"' in answer.headers["content-disposition"]
    if form.module:
        with Case.open(shutil.copy(example_path, tmp_path / "example.standoff")) as case:
            assert answer.content == case.export(name)
    else:
        with ZipFile(io.BytesIO(answer.content)) as archive:
            assert "index.html" in archive.namelist()


def test_whole_texts_come_only_when_asked_for(client: TestClient) -> None:
    without, whole = (client.get(f"/export/jsonl{query}").content for query in ("", "?full_text=true"))
    assert len(whole) > len(without) + 1000


def test_a_file_is_made_again_when_the_account_has_changed(own: TestClient) -> None:
    before = own.get("/export/json").json()
    assert own.get("/export/json").json() == before
    dispute = before["disputes"][0]["id"]
    assert own.post("/judgements.json", json={"kind": "no-dispute", "items": [dispute]}).status_code == 201
    after = own.get("/export/json").json()
    assert [j["kind"] for j in after["judgements"]] == ["no-dispute"]


def test_what_cannot_be_given_is_said(client: TestClient) -> None:
    for url, status, word in (
        ("/export/docx", 404, "no export"),
        ("/export/graphml?full_text=true", 400, "no whole texts"),
        ("/export/graphml?private=true", 400, "private"),
    ):
        answer = client.get(url)
        assert answer.status_code == status
        assert word in answer.json()["error"]["what"] and answer.json()["error"]["hint"]


def test_another_site_cannot_have_exports_made(client: TestClient) -> None:
    assert client.get("/export/json", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.get("/export/json", headers={"sec-fetch-site": "same-origin"}).status_code == 200


def test_what_was_made_is_taken_from_the_disk_when_the_server_ends(own_path: Path) -> None:
    from standoff.web import create_app

    app = create_app(own_path)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert client.get("/export/json").status_code == 200
        folder = app.state.desk.exports._folder
        assert folder.is_dir()
    assert not folder.exists()
