"""Fetching a page: what comes, redirects, limits, what is no report, TLS."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from local_server import HTML, PUBLIC, STORY, Server, World, moved, page, refused, serving
from standoff import __version__
from standoff.ingest import Fetched, fetch
from standoff.model import BadInput
from test_docs import documented

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
