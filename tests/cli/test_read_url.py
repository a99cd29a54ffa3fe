from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from local_server import PUBLIC, Server, World, moved, page, serving
from standoff.case import Case

PAGE = (
    b"<!doctype html><html><head><title>Ferry hits pier</title></head><body><article><h1>Ferry hits pier</h1>"
    b"<p>The ferry Alta struck the pier of Port Ilma at noon on Thursday with ninety people on board.</p>"
    b"<p>The harbour office said that nobody was hurt. The company denied that its crew had ignored a warning of fog.</p>"
    b"</article></body></html>"
)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as one:
        one.answers["/ferry-hits-pier"] = page(PAGE)
        yield one


def test_an_address_is_read_like_a_file(run: Any, server: Server, case_path: Path) -> None:
    url = server.url("/ferry-hits-pier")
    first = run("read", url, "-o", case_path, "--allow-private")
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.startswith("1 report read")
    with Case.open(case_path) as case:
        [report] = case.reports()
    assert (report.file, report.url) == (f"127.0.0.1-{server.port}/ferry-hits-pier", url)
    again = run("read", url, "-o", case_path, "--allow-private")
    assert again.exit_code == 0
    assert again.stdout.startswith("0 reports read, 1 already there")
    assert run("show", case_path, "report", "ferry-hits-pier").exit_code == 0


def test_without_the_option_nothing_private_is_asked(run: Any, server: Server, case_path: Path) -> None:
    result = run("read", server.url("/ferry-hits-pier"), "-o", case_path)
    assert (result.exit_code, result.stdout) == (126, "")
    assert server.url("/ferry-hits-pier") in result.stderr
    assert "--allow-private" in result.stderr
    assert server.heads == []
    assert not case_path.exists()


def test_a_public_name_needs_no_option(run: Any, server: Server, case_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    World({"harbour.example": [[PUBLIC]]}).install(monkeypatch, server)
    assert run("read", "HTTP://Harbour.example/ferry-hits-pier#top", "-o", case_path).exit_code == 0
    with Case.open(case_path) as case:
        [report] = case.reports()
    assert (report.url, report.outlet) == ("http://harbour.example/ferry-hits-pier", "harbour.example")


def test_a_failing_address_is_one_failed_input(run: Any, server: Server, paths: list[Path], case_path: Path) -> None:
    server.answers["/round"] = moved("/round")
    result = run("read", paths[0], server.url("/none"), server.url("/round"), *paths[1:], "-o", case_path, "--allow-private")
    assert result.exit_code == 1
    assert result.stdout.startswith("3 reports read, 2 failed")
    assert f"{server.url('/none')}: There is no such page (404). Try: " in result.stderr
    assert f"{server.url('/round')}: It leads back to itself" in result.stderr
    assert server.url("/none") in run("doctor", case_path).output


def test_no_password_gets_into_a_case(run: Any, paths: list[Path], case_path: Path) -> None:
    result = run("read", paths[0], "https://ana:hunter2@harbour.example/", "-o", case_path)
    assert result.exit_code == 1
    assert "https://…@harbour.example/: The address holds a user name" in result.stderr
    assert "hunter2" not in result.output
    assert not any(b"hunter2" in path.read_bytes() for path in case_path.parent.glob(f"{case_path.name}*"))


def test_a_name_that_cannot_be_printed_fails_alone(run: Any, paths: list[Path], case_path: Path) -> None:
    result = run("read", paths[0], "https://harbour\udcff.example/\x1b[31m", "-o", case_path)
    assert result.exit_code == 1
    assert "not a web address" in result.stderr
    assert "\x1b" not in result.stderr


def test_the_help_says_what_is_fetched_and_when(run: Any) -> None:
    out = " ".join(run("read", "--help").stdout.split())
    assert "address that is named here is fetched" in out
    assert "Nothing else is ever fetched." in out
    assert "--allow-private" in out
