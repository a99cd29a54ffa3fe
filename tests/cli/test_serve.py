"""`standoff serve` as a process of its own: the address it prints, what it lets in, how it ends and what it leaves."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from standoff.case import Case

Start = Callable[..., "Served"]
_PATIENCE = 60  # seconds to load the program and the case


class Served:
    """A running `standoff serve`, after it has told its address."""

    def __init__(self, *args: str | Path) -> None:
        command = [sys.executable, "-m", "standoff.cli", "serve", *(str(a) for a in args)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.said = ""
        # The line that tells how to stop is the last one.
        while (line := self.process.stdout.readline()) and not line.startswith("Stop"):
            self.said += line
        self.stops = line

    @property
    def url(self) -> str:
        return re.search(r"http://\S+", self.said)[0]  # type: ignore[index]

    @property
    def port(self) -> int:
        return int(re.search(r":(\d+)/", self.url)[1])  # type: ignore[index]

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        link = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        link.request("GET", path, headers=headers)
        answer = link.getresponse()
        body = answer.read().decode()
        link.close()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body

    def stop(self, by: signal.Signals = signal.SIGINT) -> tuple[int, str, float]:
        """Exit code, what was said on stderr, and the seconds that the end took."""
        began = time.monotonic()
        self.process.send_signal(by)
        _, errors = self.process.communicate(timeout=_PATIENCE)
        return self.process.returncode, errors, time.monotonic() - began


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts servers, and ends those that a test leaves running."""
    running: list[Served] = []

    def begin(*args: str | Path) -> Served:
        running.append(Served(*args))
        return running[-1]

    yield begin
    for served in running:
        if served.process.poll() is None:
            served.process.kill()
        served.process.communicate()


@pytest.fixture
def fresh(case: Case, case_path: Path) -> Path:
    """The ferry case, compared and closed."""
    case.link()
    case.close()
    return case_path


def children(of: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it ended meanwhile
        if parent == of:
            found.append(int(stat.parent.name))
    return found


def alive(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_it_tells_its_address_serves_and_ends(start: Start, fresh: Path) -> None:
    served = start(fresh, "--port", "0")
    assert served.said == f"ferry.standoff: {served.url}\n"
    assert served.stops == "Stop with Ctrl-C.\n"
    assert "token" not in served.url
    status, headers, page = served.get("/ledger", accept="text/html")
    assert status == 200 and "Ilda Rovek" in page
    assert "server" not in headers and headers["content-security-policy"]
    code, errors, took = served.stop()
    assert (code, errors) == (0, "")
    assert took < 2
    assert [p.name for p in fresh.parent.glob("ferry*")] == ["ferry.standoff"]


def test_it_ends_the_same_way_when_it_is_told_to_terminate(start: Start, fresh: Path) -> None:
    code, errors, took = start(fresh, "--port", "0").stop(signal.SIGTERM)
    assert (code, errors) == (0, "")
    assert took < 2


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are counted by /proc")
def test_the_process_that_reads_ends_with_it(start: Start, fresh: Path) -> None:
    served = start(fresh, "--port", "0")
    _, _, page = served.get("/ingest", accept="text/html")
    key = re.search(r'name="csrf" value="([^"]+)"', page)
    assert key
    form = urlencode({"csrf": key[1], "text": "The ferry sank, the harbour office said. " * 400})
    link = HTTPConnection("127.0.0.1", served.port, timeout=_PATIENCE)
    link.request("POST", "/ingest", form, {"content-type": "application/x-www-form-urlencoded"})
    assert link.getresponse().status == 303
    link.close()
    began = time.monotonic()
    while not (workers := children(served.process.pid)) and time.monotonic() - began < 10:
        assert served.get("/ingest")[0] == 200
    assert workers
    code, errors, took = served.stop()
    assert (code, errors) == (0, "")
    assert took < 2
    assert not any(alive(worker) for worker in workers)
    assert [p.name for p in fresh.parent.glob("ferry*")] == ["ferry.standoff"]


def test_an_open_connection_does_not_hold_it_up(start: Start, fresh: Path) -> None:
    served = start(fresh, "--port", "0")
    with socket.create_connection(("127.0.0.1", served.port)) as link:
        link.sendall(b"GET /ledger HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert link.recv(12) == b"HTTP/1.1 200"
        assert served.stop()[0] == 0


def test_a_taken_port_that_was_asked_for_is_an_error(fresh: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = call(fresh, "--port", str(port))
    assert result.returncode == 126
    assert result.stdout == ""
    assert result.stderr == f"standoff: --port: Port {port} is taken by another program. Try: another number, or leave --port out\n"


def test_without_port_the_next_free_one_is_taken(start: Start, fresh: Path) -> None:
    first = start(fresh)
    second = start(fresh)
    assert 8000 <= first.port < second.port
    assert f"Port 8000 is taken; this is {second.port}." in second.stop()[1]
    assert first.get("/ledger.json")[0] == 200


@pytest.mark.parametrize("kind", ["no folder", "text", "folder"])
def test_a_case_that_cannot_be_opened_ends_it_before_any_address(tmp_path: Path, kind: str) -> None:
    path = (tmp_path / "none" if kind == "no folder" else tmp_path) / "odd.standoff"
    if kind == "text":
        path.write_text("The ferry left.\n", encoding="utf-8")
    elif kind == "folder":
        path.mkdir()
    result = call(path, "--port", "0")
    assert (result.returncode, result.stdout) == (126, "")
    assert result.stderr.startswith("standoff: ") and result.stderr.count("\n") == 1
    assert "odd.standoff" in result.stderr and "Try: " in result.stderr


def test_a_case_that_is_not_there_is_new_and_leaves_nothing_when_nothing_came(start: Start, tmp_path: Path) -> None:
    served = start(tmp_path / "fresh.standoff", "--port", "0")
    assert "No reports yet." in served.get("/", accept="text/html")[2]
    assert "a new case" in served.stop()[1]
    assert list(tmp_path.iterdir()) == []


def test_other_computers_need_the_token(start: Start, fresh: Path) -> None:
    served = start(fresh, "--host", "0.0.0.0", "--port", "0")
    token = served.url.partition("?token=")[2]
    assert len(token) >= 32
    assert served.said.count(token) == 2
    refused, headers, body = served.get("/ledger", accept="text/html")
    assert refused == 401 and "Rovek" not in body and "ferry" not in body
    assert headers["content-security-policy"]
    assert served.get("/ledger?token=wrong")[0] == 401
    status, headers, _ = served.get(f"/ledger?act=deny&token={token}")
    assert (status, headers["location"]) == (303, "/ledger?act=deny")
    assert "HttpOnly" in headers["set-cookie"] and "SameSite=strict" in headers["set-cookie"]
    assert served.get("/ledger", cookie=headers["set-cookie"].partition(";")[0])[0] == 200
    assert served.get("/ledger.json", authorization=f"Bearer {token}")[0] == 200
    code, errors, _ = served.stop()
    assert code == 0
    assert errors == "Everybody who has this address can read the case and change it; what is sent is not encrypted.\n"


def test_a_token_and_names_can_be_given(start: Start, fresh: Path) -> None:
    served = start(fresh, "--port", "0", "--token", "tide-table-31", "--name", "desk.example")
    assert served.url.endswith("/?token=tide-table-31")
    asks = {"authorization": "Bearer tide-table-31"}
    assert served.get("/ledger.json", **asks, host="desk.example")[0] == 200
    assert served.get("/ledger.json", **asks, host="other.example")[0] == 421


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--token", "short"), "This token cannot be used."),
        (("--token", "no spaces in here"), "This token cannot be used."),
        (("--name", "http://desk.example/"), "This is no host name."),
        (("--host", "203.0.113.7"), "This computer has no address 203.0.113.7."),
        (("--port", "70000"), "70000"),
    ],
)
def test_what_makes_no_sense_is_usage(fresh: Path, args: tuple[str, ...], said: str) -> None:
    result = call(fresh, *args)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr


def call(*args: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "standoff.cli", "serve", *(str(a) for a in args)]
    return subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
