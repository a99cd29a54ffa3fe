from __future__ import annotations

import gzip
import ipaddress
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from local_server import PUBLIC, Server, World, moved, page, serving
from standoff import __version__
from standoff.ingest import Fetched, Ingested, fetch, ingest
from standoff.ingest.address import Address, is_public, shown
from standoff.model import BadInput
from test_docs import documented

STORY = (
    "The ferry Alta left Port Ilma at noon on Thursday with ninety people on board, the harbour office said in a statement. "
    "“Nobody was hurt,” said Ana Lund, who leads the office. The company denied that its crew had ignored a warning of fog.\n"
)
HTML = (
    "<!doctype html><html><head><title>Ferry leaves</title>{}</head><body><article><h1>Ferry leaves</h1><p>"
    + STORY.strip().replace(". ", ".</p><p>")
    + "</p></article></body></html>"
)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


def refused(url: str, **options: object) -> BadInput:
    """The fault of an address; it says where it is and what to try, and the documentation has it."""
    with pytest.raises(BadInput) as caught:
        fetch(url, **options)  # type: ignore[arg-type]
    fault = caught.value
    assert fault.where == shown(url)
    assert fault.hint
    assert documented(as_usual(fault.what)), fault.what
    return fault


def as_usual(what: str) -> str:
    """A message with the usual limit, as the documentation has it."""
    return re.sub(r"limit of [\d,]+ bytes", "limit of 5,000,000 bytes", what)


# --- what comes ---------------------------------------------------------------------------------------------------------------


def test_a_page_is_fetched_as_it_is(server: Server) -> None:
    server.answers["/ferry?id=3"] = page(HTML.encode(), "Text/HTML; Charset=UTF-8")
    got = fetch(server.url("/ferry?id=3#top"), allow_private=True)
    assert got == Fetched(
        server.url("/ferry?id=3#top"),
        server.url("/ferry?id=3"),
        f"127.0.0.1-{server.port}/ferry-id-3",
        HTML.encode(),
        "text/html",
        "utf-8",
    )


def test_what_is_sent_tells_the_program_and_nothing_of_the_person(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.answers["/one"] = page(b"", "", "Location: /two", "Set-Cookie: who=ana", status="302 Found")
    server.answers["/two"] = page(HTML.encode())
    fetch(server.url("/one"), allow_private=True)
    assert len(server.heads) == 2
    for head in server.heads:
        names = {line.partition(":")[0].lower() for line in head.split("\r\n")[1:] if line}
        assert names == {"host", "user-agent", "accept", "accept-language", "accept-encoding", "connection"}
        assert f"\r\nUser-Agent: Standoff/{__version__}\r\n" in head
        assert f"\r\nHost: 127.0.0.1:{server.port}\r\n" in head


@pytest.mark.parametrize(
    ("coding", "data"),
    [
        ("gzip", gzip.compress(HTML.encode())),
        ("X-GZIP", gzip.compress(HTML.encode()) + b"\0\0"),
        ("deflate", zlib.compress(HTML.encode())),
        ("deflate", zlib.compress(HTML.encode(), wbits=-15)),
        ("identity", HTML.encode()),
    ],
)
def test_a_packed_page_is_unpacked(server: Server, coding: str, data: bytes) -> None:
    server.answers["/"] = page(data, "text/html", f"Content-Encoding: {coding}")
    assert fetch(server.url(), allow_private=True).data == HTML.encode()


def test_a_page_in_chunks_and_one_that_ends_with_the_connection(server: Server) -> None:
    server.answers["/chunks"] = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nThe \r\n5\r\nferry\r\n0\r\n\r\n"
    )
    server.answers["/end"] = b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nThe ferry"
    assert fetch(server.url("/chunks"), allow_private=True).data == b"The ferry"
    assert fetch(server.url("/end"), allow_private=True).data == b"The ferry"


@pytest.mark.parametrize(("body", "kind"), [(HTML.format("").encode(), "text/html"), (STORY.encode(), "text/plain")])
def test_a_page_without_a_type_is_judged_by_its_content(server: Server, body: bytes, kind: str) -> None:
    server.answers["/"] = page(body, "")
    assert fetch(server.url(), allow_private=True).content_type == kind


# --- redirects ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_a_redirect_is_followed_and_the_last_address_told(server: Server, status: str) -> None:
    server.answers["/old"] = moved("new/båt?a=1 2#part".encode().decode("latin-1"), status)
    server.answers["/new/b%C3%A5t?a=1%202"] = page(HTML.encode())
    got = fetch(server.url("/old"), allow_private=True)
    assert got.url == server.url("/new/b%C3%A5t?a=1%202")
    assert got.asked == server.url("/old")


def test_five_redirects_are_followed_and_six_are_not(server: Server) -> None:
    for n in range(6):
        server.answers[f"/{n}"] = moved(f"/{n + 1}")
    server.answers["/6"] = page(HTML.encode())
    assert fetch(server.url("/1"), allow_private=True).url == server.url("/6")
    assert "more than 5 times" in refused(server.url("/0"), allow_private=True).what


def test_a_circle_ends_at_once(server: Server) -> None:
    server.answers["/a"], server.answers["/b"] = moved("/b"), moved("/a")
    assert "back to itself" in refused(server.url("/a"), allow_private=True).what
    assert len(server.heads) == 2


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("file:///etc/passwd", "not file"),
        ("javascript:alert(1)", "not javascript"),
        ("http://ana:secret@127.0.0.1/", "user name"),
        ("http://127.0.0.1:25/", "Port 25"),
        ("http://[fe80::1%25eth0]/", "not a web address"),
        ("http://[", "not a web address"),
        ("", "does not say where"),
    ],
)
def test_a_redirect_to_what_is_not_fetched_is_not_followed(server: Server, to: str, said: str) -> None:
    server.answers["/"] = moved(to)
    assert said in refused(server.url(), allow_private=True).what
    assert len(server.heads) == 1


# --- limits -------------------------------------------------------------------------------------------------------------------


def test_what_is_announced_too_long_is_not_waited_for(server: Server) -> None:
    def announce(sock: socket.socket, over: threading.Event) -> None:
        sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999999999999999\r\n\r\n")
        over.wait(20)

    server.answers["/"] = announce
    assert "longer than the limit of 1,000 bytes" in refused(server.url(), allow_private=True, limit=1000).what


@pytest.mark.parametrize("head", ["Connection: close", "Transfer-Encoding: chunked"])
def test_what_never_ends_is_cut_at_the_limit(server: Server, head: str) -> None:
    part = b"400\r\n" + b"x" * 1024 + b"\r\n" if "chunked" in head else b"x" * 1024

    def endless(sock: socket.socket, over: threading.Event) -> None:
        sock.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n{head}\r\n\r\n".encode())
        while not over.is_set():
            sock.sendall(part)

    server.answers["/"] = endless
    assert "longer than the limit of 100,000 bytes" in refused(server.url(), allow_private=True, limit=100_000).what


def test_the_limit_itself_is_allowed(server: Server) -> None:
    server.answers["/"] = page(b"x" * 1000, "text/plain")
    server.answers["/packed"] = page(gzip.compress(b"x" * 1000), "text/plain", "Content-Encoding: gzip")
    assert len(fetch(server.url(), allow_private=True, limit=1000).data) == 1000
    assert len(fetch(server.url("/packed"), allow_private=True, limit=1000).data) == 1000
    assert refused(server.url("/packed"), allow_private=True, limit=999)


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_bomb_is_not_unpacked(server: Server, coding: str, pack: object, monkeypatch: pytest.MonkeyPatch) -> None:
    server.answers["/"] = page(pack(b"\0" * 50_000_000), "text/html", f"Content-Encoding: {coding}")  # type: ignore[operator]
    given_out = []
    real = zlib.decompressobj

    class Watched:
        def __init__(self, bits: int) -> None:
            self.inner = real(bits)

        def decompress(self, data: bytes, most: int) -> bytes:
            out = self.inner.decompress(data, most)
            given_out.append(len(out))
            return out

    monkeypatch.setattr(zlib, "decompressobj", Watched)
    assert "longer than the limit" in refused(server.url(), allow_private=True).what
    assert given_out == [5_000_001]


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(("first", "drop"), [(b"", b"H"), (HEAD, b"X"), (HEAD + b"\r\n", b"x"), (b"", b"HTTP/1.1 100 Continue\r\n\r\n")])
def test_a_server_that_drips_does_not_hold_us(server: Server, first: bytes, drop: bytes) -> None:
    def drip(sock: socket.socket, over: threading.Event) -> None:
        sock.sendall(first)
        while not over.wait(0.02):
            sock.sendall(drop)

    server.answers["/"] = drip
    begun = time.monotonic()
    assert "longer than 0.4 seconds" in refused(server.url(), allow_private=True, timeout=0.4).what
    assert time.monotonic() - begun < 5


def test_redirects_share_one_time_limit(server: Server) -> None:
    def late(sock: socket.socket, over: threading.Event) -> None:
        over.wait(0.25)
        sock.sendall(moved(f"/{len(server.heads)}"))

    server.answers.update({f"/{n}": late for n in range(6)})
    assert "longer than 0.6 seconds" in refused(server.url("/0"), allow_private=True, timeout=0.6).what


def test_a_name_that_is_never_answered_does_not_hold_us(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(20))
    try:
        assert "longer than 0.1 seconds" in refused("http://harbour.example/", timeout=0.1).what
    finally:
        over.set()


def test_a_head_without_end_is_cut(server: Server) -> None:
    server.answers["/lines"] = HEAD + b"X-Ferry: 1\r\n" * 200 + b"\r\n"
    server.answers["/line"] = HEAD + b"X-Ferry: " + b"1" * 100_000 + b"\r\n\r\n"
    server.answers["/hundreds"] = b"HTTP/1.1 100 Continue\r\n\r\n" * 20_000
    assert "is not HTTP" in refused(server.url("/lines"), allow_private=True).what
    assert "is not HTTP" in refused(server.url("/line"), allow_private=True).what
    assert "longer than it may be" in refused(server.url("/hundreds"), allow_private=True, limit=1000).what


# --- what is no report --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "said", "hint"),
    [
        ("application/pdf", "a PDF (application/pdf)", "pdftotext"),
        ("image/jpeg", "a picture", "OCR"),
        ("video/mp4", "a video", "transcript"),
        ("application/json; charset=utf-8", "JSON", "JSON Lines"),
        ("application/rss+xml", "a feed", "addresses"),
        ("application/zip", "something else (application/zip)", "save the page"),
        ("\x1b[31mred/\x07", "something else (unknown)", "save the page"),
    ],
)
def test_another_type_is_named_with_what_to_try(server: Server, kind: str, said: str, hint: str) -> None:
    server.answers["/"] = page(b"abc", kind)
    fault = refused(server.url(), allow_private=True)
    assert said in fault.what
    assert hint in fault.hint
    assert fault.what.isprintable()


def test_a_binary_file_without_a_type_is_named(server: Server) -> None:
    server.answers["/"] = page(b"%PDF-1.7 abc", "")
    assert "It is a PDF" in refused(server.url(), allow_private=True).what


@pytest.mark.parametrize(
    ("status", "said", "hint"),
    [
        ("401 Unauthorized", "without a login (401)", "browser"),
        ("403 Forbidden", "does not give this page out", "browser"),
        ("402 Payment Required", "(402)", "browser"),
        ("451 Unavailable", "(451)", "browser"),
        ("404 Not Found", "no such page (404)", "archive"),
        ("410 Gone", "no such page (410)", "archive"),
        ("429 Too Many Requests", "fewer requests", "wait"),
        ("500 Internal Server Error", "cannot answer now (500)", "later"),
        ("503 Service Unavailable", "cannot answer now (503)", "later"),
        ("204 No Content", "the status 204", "browser"),
        ("304 Not Modified", "the status 304", "browser"),
        ("206 Partial Content", "the status 206", "browser"),
    ],
)
def test_a_status_is_told_with_what_to_try(server: Server, status: str, said: str, hint: str) -> None:
    server.answers["/"] = page(HTML.encode(), status=status)
    fault = refused(server.url(), allow_private=True)
    assert said in fault.what
    assert hint in fault.hint


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (HEAD + b"Content-Length: 500\r\n\r\n<html>The ferry", "broke off"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n40\r\nThe ferry", "broke off"),
        (page(gzip.compress(STORY.encode())[:-20], "text/plain", "Content-Encoding: gzip"), "broke off"),
        (page(b"The ferry", "text/plain", "Content-Encoding: gzip"), "cannot be unpacked"),
        (page(b"The ferry", "text/plain", "Content-Encoding: deflate"), "cannot be unpacked"),
        (page(gzip.compress(b"The ferry") * 2, "text/plain", "Content-Encoding: gzip"), "cannot be unpacked"),
        (page(b"The ferry", "text/plain", "Content-Encoding: br"), "not asked for"),
        (page(b"The ferry", "text/plain", "Content-Encoding: gzip, gzip"), "not asked for"),
        (b"", "is not HTTP"),
        (b"220 mail.example ESMTP\r\n", "is not HTTP"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nThe ferry", "is not HTTP"),
    ],
)
def test_a_broken_answer_is_no_report(server: Server, answer: bytes, said: str) -> None:
    server.answers["/"] = answer
    assert said in refused(server.url(), allow_private=True).what


def test_nobody_listening(server: Server) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert "cannot be reached" in refused(f"http://127.0.0.1:{free.getsockname()[1]}/", allow_private=True).what


_PIECES = st.sampled_from([
    b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 302 Found\r\n", b"HTTP/9.x 20 \r\n",
    b"Content-Type: text/html; charset=\xff*''\r\n", b"Content-Type: ;;\r\n",
    b"Content-Length: 7\r\n", b"Content-Length: -1\r\n", b"Content-Length: " + b"9" * 5000 + b"\r\n", b"Transfer-Encoding: chunked\r\n",
    b"Content-Encoding: gzip\r\n", b"Location: http://\xff[:\r\n", b"Location: //\r\n", b": \r\n", b" folded\r\n", b"\0", b"\r\n", b"\n",
    b"-1\r\n", b"fffffffffffffffffffff\r\n", b"3\r\nabc\r\n", b"0\r\n", b"<html>", b"\x1f\x8b\x08",
])  # fmt: skip


@given(st.lists(st.one_of(_PIECES, st.binary(max_size=6)), max_size=9))
@example([b"HTTP/1.1 200 OK\r\n", b"Transfer-Encoding: chunked\r\n", b"\r\n", b"-9\r\n"])
def test_whatever_a_server_says_is_a_page_or_a_fault(pieces: list[bytes]) -> None:
    with serving() as server:
        server.answers["/"] = b"".join(pieces)
        try:
            assert isinstance(fetch(server.url(), allow_private=True, timeout=10), Fetched)
        except BadInput as fault:
            assert fault.where == server.url()
            assert documented(fault.what), fault.what


# --- addresses that are not asked ---------------------------------------------------------------------------------------------

NOT_PUBLIC = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.2.1",
    "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%2", "fc00::1",
    "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "100::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
    "64:ff9b::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::1", "2002:c0a8:101::1", "2001:0:53aa:64c::1",
]  # fmt: skip


@pytest.mark.parametrize("number", NOT_PUBLIC)
def test_a_number_that_is_not_public_is_never_connected_to(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World({"harbour.example": [[number]], "mixed.example": [[PUBLIC, number]]}).install(monkeypatch)
    for host in ("harbour.example", "mixed.example"):
        fault = refused(f"http://{host}/")
        assert number.partition("%")[0].split(".")[0] in fault.what or "::" in fault.what
        assert "--allow-private" in fault.hint
    assert world.connected == []


@pytest.mark.parametrize("number", [PUBLIC, "2606:2800:220:1::1", f"::ffff:{PUBLIC}", f"64:ff9b::{PUBLIC}", "2002:5db8:d70e::1"])
def test_a_public_number_is_public(number: str) -> None:
    assert is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0", "127.0.0.1.", "[::1]", "[::ffff:7f00:1]", "１２７.0.0.1", "①②⑦。0。0。1"]
)
def test_the_odd_names_of_this_computer_are_this_computer(host: str, server: Server) -> None:
    # The system's own resolver reads these; none of them asks a name server.
    assert "is this computer" in refused(f"http://{host}:{server.port}/").what
    assert server.heads == []


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://harbour.example/a", "not ftp"),
        ("file:///etc/passwd", "not file"),
        ("http://", "not a web address"),
        ("http:///path", "not a web address"),
        ("http://ana@harbour.example/", "user name"),
        ("http://ana:secret@harbour.example/", "user name"),
        ("http://harbour.example\\@127.0.0.1/", "user name"),
        ("http://harbour.example\\.example/", "not a web address"),
        ("http://harbour example/", "not a web address"),
        ("http://harb%6fur.example/", "not a web address"),
        ("http://harbour..example/", "not a web address"),
        ("http://.harbour.example/", "not a web address"),
        ("http://" + "a" * 64 + ".example/", "not a web address"),
        ("http://" + "a.example." * 30 + "/", "not a web address"),
        ("http://[::1]x/", "not a web address"),
        ("http://[fe80::1%25eth0]/", "not a web address"),
        ("http://harbour.example:99999/", "not a web address"),
        ("http://harbour.example:ninety/", "not a web address"),
        ("http://harbour.example/a\r\nHost: b", "not a web address"),
        ("http://harbour.example/" + "a" * 9000, "not a web address"),
        ("http://harbour.example:0/", "Port 0"),
        ("http://harbour.example:22/", "Port 22"),
        ("https://harbour.example:465/", "Port 465"),
    ],
)
def test_what_is_no_address_is_not_even_resolved(url: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World({"harbour.example": [[PUBLIC]]}).install(monkeypatch)
    assert said in refused(url).what
    assert world.asked == []


def test_a_password_is_not_repeated() -> None:
    assert "secret" not in str(refused("http://ana:secret@harbour.example/"))


@pytest.mark.parametrize(
    ("host", "asked"),
    [
        ("BÜCHER.example", "xn--bcher-kva.example"),
        ("straße.example", "xn--strae-oqa.example"),  # another host than strasse.example since IDNA 2008
        ("bücher。example.", "xn--bcher-kva.example"),
        ("Harbour.Example.", "harbour.example"),
    ],
)
def test_a_host_is_asked_for_in_ascii(host: str, asked: str, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World({asked: [[PUBLIC]]}).install(monkeypatch, server)
    server.answers["/"] = page(HTML.encode())
    assert fetch(f"http://{host}").url == f"http://{asked}/"
    assert world.asked == [asked]
    assert f"\r\nHost: {asked}\r\n" in server.heads[0]


def test_a_name_is_resolved_once_and_the_judged_number_is_connected_to(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World({"harbour.example": [[PUBLIC], ["127.0.0.1"]]}).install(monkeypatch, server)
    server.answers["/"] = page(HTML.encode())
    assert fetch("http://harbour.example/").data == HTML.encode()
    assert world.asked == ["harbour.example"]
    assert world.connected == [(PUBLIC, 80)]


def test_a_redirect_is_resolved_anew(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World({"harbour.example": [[PUBLIC], ["127.0.0.1"]]}).install(monkeypatch, server)
    server.answers["/"] = moved("/again")
    server.answers["/again"] = page(HTML.encode())
    assert "is this computer" in refused("http://harbour.example/").what
    assert world.connected == [(PUBLIC, 80)]


@pytest.mark.parametrize("to", ["http://router.example/", "http://192.168.1.1/", "//localhost/", "http://[::1]/"])
@pytest.mark.parametrize("allow", [False, True])
def test_a_public_page_leads_into_no_private_network(to: str, allow: bool, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"harbour.example": [[PUBLIC]], "router.example": [["10.0.0.1"]], "192.168.1.1": [["192.168.1.1"]]}
    names |= {"localhost": [["127.0.0.1"]], "::1": [["::1"]]}
    world = World(names).install(monkeypatch, server)
    server.answers["/"] = moved(to)
    assert "in a private network" in refused("http://harbour.example/", allow_private=allow).what
    assert world.connected == [(PUBLIC, 80)]


def test_the_own_number_of_this_computer_is_not_asked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    World({"harbour.example": [[PUBLIC]]}).install(monkeypatch, server)
    # Both ends of the connection have one number: it is a public one of this computer itself.
    monkeypatch.setattr(socket.socket, "getpeername", lambda sock: (sock.getsockname()[0], 80))
    assert "is this computer" in refused("http://harbour.example/").what
    assert server.heads == []


def test_the_next_number_is_tried_when_one_does_not_answer(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World({"harbour.example": [["2606:2800:220:1::1", PUBLIC]]}).install(monkeypatch, server)
    server.answers["/"] = page(HTML.encode())
    assert fetch("http://harbour.example/").data == HTML.encode()
    assert [end[0] for end in world.connected] == ["2606:2800:220:1::1", PUBLIC]


def test_an_unknown_name(monkeypatch: pytest.MonkeyPatch) -> None:
    World({}).install(monkeypatch)
    assert "No host answers to the name harbour.example." in refused("http://harbour.example/").what


_ODD = st.sampled_from([
    "http://", "https://", "HTTP://", "//", "/", "\\", "?", "#", "@", ":", "[", "]", "%", "%00", "%2e", "..", ".", "。", "127.0.0.1", "::1",
    "localhost", "2130706433", "0x7f",
    "harbour.example", "xn--", "xn--a", "ß", "ⓔ", "℀", "１２７", "\u200d", "\u202e", "\x00", "\n", " ", "\ud800",
    "\udcff", "😀", "e\u0301", "80", "99999999999", "-1", "a" * 64, "ان",
])  # fmt: skip


@given(st.lists(st.one_of(_ODD, st.text(max_size=4)), max_size=9).map("".join), st.sampled_from([[], ["127.0.0.1"], ["fe80::1%2", PUBLIC]]))
@example("https://a\x00b", ["127.0.0.1"])
def test_an_odd_address_is_a_fault_and_nothing_else(rest: str, numbers: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        world = World({}).install(patch)
        # Any name that gets as far as the resolver resolves to this.
        world.names = type("Any", (dict,), {"get": lambda self, name: [numbers] if numbers else None})()
        for url in (rest, f"http://{rest}"):
            fault = refused(url)
            str(fault).encode()  # it can be printed and kept
        assert world.connected == []


# --- TLS ----------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of harbour.example in one file, which trusts itself."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("a certificate is made with openssl")
    path = tmp_path_factory.mktemp("tls") / "harbour.pem"
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{path}.key", "-out", str(path)]
    name = ["-subj", "/CN=harbour.example", "-addext", "subjectAltName=DNS:harbour.example", "-days", "2"]
    subprocess.run([program, "req", "-x509", *key, *name], check=True, capture_output=True)
    return path


@pytest.fixture
def secure(server: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The server with TLS; `server.names` are the names that it was asked for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, f"{certificate}.key")
    names: list[str | None] = []
    context.sni_callback = lambda sock, name, _: names.append(name)
    server.wrap = lambda sock: context.wrap_socket(sock, server_side=True)
    server.names = names  # type: ignore[attr-defined]
    server.answers["/"] = page(HTML.encode())
    return server


def test_tls_asks_for_the_name_and_checks_it(secure: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    World({"harbour.example": [[PUBLIC]], "other.example": [[PUBLIC]]}).install(monkeypatch, secure)
    assert fetch("https://harbour.example/").data == HTML.encode()
    assert secure.names == ["harbour.example"]  # type: ignore[attr-defined]
    assert "certificate of other.example" in refused("https://other.example/").what
    assert len(secure.heads) == 1


def test_a_certificate_that_nobody_vouches_for_is_refused(secure: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    World({"harbour.example": [[PUBLIC]]}).install(monkeypatch, secure)
    assert "certificate of harbour.example" in refused("https://harbour.example/").what
    assert secure.heads == []


def test_a_secure_page_leads_to_no_open_one(secure: Server, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    world = World({"harbour.example": [[PUBLIC]]}).install(monkeypatch, secure)
    secure.answers["/"] = moved("http://harbour.example/open")
    assert "from https to http" in refused("https://harbour.example/").what
    assert len(world.asked) == 1


def test_an_open_page_may_lead_to_a_secure_one(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    World({"harbour.example": [[PUBLIC]]}).install(monkeypatch, server)
    server.answers["/"] = moved("https://harbour.example/")
    # The server speaks no TLS: that the handshake fails shows that it was begun.
    assert "No secure connection with harbour.example" in refused("http://harbour.example/").what


# --- as reports ---------------------------------------------------------------------------------------------------------------


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
