"""Pages as reports: their names, their own addresses, the table of metadata, encodings."""

from __future__ import annotations

from pathlib import Path

import pytest

from local_server import HTML, PUBLIC, STORY, Server, World, moved, page
from standoff.ingest import Ingested, ingest
from standoff.ingest.address import Address
from standoff.model import BadInput


def read(*paths: str, **options: object) -> list[object]:
    return list(ingest(paths, allow_private=True, **options))  # type: ignore[arg-type]


def test_a_page_becomes_a_report_under_a_readable_name(server: Server) -> None:
    body = HTML.format("").encode()
    server.answers["/old"] = moved("/2024/03/15/ferry-leaves.html?utm_source=x")
    server.answers["/2024/03/15/ferry-leaves.html?utm_source=x"] = page(body)
    [item] = read(server.url("/old"))
    assert isinstance(item, Ingested)
    assert item.raw == body
    report = item.report
    assert report.file == f"127.0.0.1-{server.port}/ferry-leaves.html"
    assert report.url == server.url("/2024/03/15/ferry-leaves.html?utm_source=x")
    assert report.title == "Ferry leaves"
    assert "Nobody was hurt" in report.text
    assert report.published is not None and report.published.iso == "2024-03-15"


@pytest.mark.parametrize(
    ("canonical", "kept"),
    [
        ("https://www.harbour.example/ferry", "https://www.harbour.example/ferry"),
        ("https://elsewhere.example/ferry", None),  # a page does not speak for another house
        ("javascript:alert(1)", None),
        ("https://ana:secret@harbour.example/", None),
    ],
)
def test_the_address_that_a_page_gives_as_its_own(
    canonical: str, kept: str | None, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    World({"m.harbour.example": [[PUBLIC]]}).install(monkeypatch, server)
    server.answers["/ferry?x=1"] = page(HTML.format(f'<link rel="canonical" href="{canonical}">').encode())
    [item] = ingest(["http://m.harbour.example/ferry?x=1"])
    assert isinstance(item, Ingested)
    assert item.report.url == (kept or "http://m.harbour.example/ferry?x=1")
    assert item.report.outlet == "harbour.example"


@pytest.mark.parametrize("cells", ["{},Fog Horn,2024-03-15,", ",Fog Horn,2024-03-15,{}", "saved.html,Fog Horn,2024-03-15,{}"])
@pytest.mark.parametrize("names", ["asked", "found"])
def test_the_table_names_an_address(cells: str, names: str, server: Server, tmp_path: Path) -> None:
    server.answers["/short"] = moved("/ferry/")
    server.answers["/ferry/"] = page(STORY.encode(), "text/plain")
    named = server.url("/short") if names == "asked" else server.url("/ferry")
    table = tmp_path / "meta.csv"
    table.write_text(f"file,outlet,published,url\n{cells.format(named)}\n", encoding="utf-8")
    [item] = read(server.url("/short"), meta=table)
    assert isinstance(item, Ingested)
    assert item.report.outlet == "Fog Horn"
    assert item.report.published is not None and item.report.published.iso == "2024-03-15"
    assert item.report.url == (named if cells.endswith("{}") else server.url("/ferry/"))


def test_the_table_names_the_end_of_an_address(server: Server, tmp_path: Path) -> None:
    server.answers["/news/ferry.html"] = page(STORY.encode(), "text/plain")
    table = tmp_path / "meta.csv"
    table.write_text("file,outlet\nnews/ferry.html,Fog Horn\n", encoding="utf-8")
    [item] = read(server.url("/news/ferry.html"), meta=table)
    assert isinstance(item, Ingested) and item.report.outlet == "Fog Horn"


def test_a_row_of_an_address_that_was_not_read_is_named(server: Server, tmp_path: Path) -> None:
    server.answers["/ferry"] = page(STORY.encode(), "text/plain")
    table = tmp_path / "meta.csv"
    table.write_text(f"file,outlet,url\n,Fog Horn,{server.url('/other')}\n")
    item, fault = read(server.url("/ferry"), meta=table)
    assert isinstance(item, Ingested) and item.report.outlet is None
    assert isinstance(fault, BadInput) and server.url("/other") in fault.what


@pytest.mark.parametrize(("kind", "page_html"), [("text/html", True), ("text/plain", False)])
def test_the_encoding_that_the_server_names_is_used(kind: str, page_html: bool, server: Server) -> None:
    body = (HTML.format("") if page_html else STORY).replace("on board", "on board in Łódź").replace("“", '"').replace("”", '"')
    server.answers["/"] = page(body.encode("iso8859-2"), f'{kind}; charset="ISO-8859-2"')
    [item] = read(server.url())
    assert isinstance(item, Ingested)
    assert "Łódź" in item.report.text
    assert item.report.encoding == "iso-8859-2 (named by the server)"
    assert (item.raw is not None) == page_html


@pytest.mark.parametrize("charset", ["klingon", "rot13", "x" * 60, "hex"])
def test_an_encoding_that_there_is_not_is_passed_over(charset: str, server: Server) -> None:
    server.answers["/"] = page((STORY + "Café.").encode("windows-1252"), f"text/plain; charset={charset}")
    [item] = read(server.url())
    assert isinstance(item, Ingested)
    assert item.report.text.endswith("Café.")


def test_a_failing_address_costs_only_itself(server: Server, tmp_path: Path) -> None:
    server.answers["/ferry"] = page(STORY.encode(), "text/plain")
    (tmp_path / "a.txt").write_text("The fog lifted at noon, the harbour office said.\n", encoding="utf-8")
    one, two, three, four = read(server.url("/gone"), server.url("/ferry"), "gopher://harbour.example/", str(tmp_path / "a.txt"))
    assert isinstance(one, BadInput) and one.where == server.url("/gone")
    assert isinstance(two, Ingested) and isinstance(four, Ingested)
    assert isinstance(three, BadInput) and "not gopher" in three.what


def test_a_page_without_an_article_is_no_report(server: Server) -> None:
    server.answers["/"] = page(b"<html><body><p>Accept all cookies.</p></body></html>")
    server.answers["/empty"] = page(b"", "text/plain")
    one, two = read(server.url(), server.url("/empty"))
    assert isinstance(one, BadInput) and "No article" in one.what and one.where == server.url()
    assert isinstance(two, BadInput) and "It is empty." in two.what


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.harbour.example/", "harbour.example"),
        ("https://harbour.example/news/2024/ferry-leaves/?utm_source=a&utm_medium=b", "harbour.example/ferry-leaves"),
        ("https://harbour.example/story.php?id=5&lang=en", "harbour.example/story.php-id-5-lang-en"),
        ("https://harbour.example/a/index.html", "harbour.example/a-index.html"),
        ("https://harbour.example/b%C3%A5t%2F..%2F%00<script>", "harbour.example/båt-..-script"),
        ("https://harbour.example/../..", "harbour.example"),
        ("http://[2606:2800:220:1::1]:8080/x", "2606-2800-220-1-1-8080/x"),
    ],
)
def test_a_report_is_called_by_host_and_last_part(url: str, name: str) -> None:
    assert Address.parse(url, where=url).name == name
