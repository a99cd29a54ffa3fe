"""Addresses that are not asked: what is no web address, and numbers that are not of the open Internet."""

from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from local_server import HTML, PUBLIC, Server, World, moved, page, refused
from standoff.ingest import fetch
from standoff.ingest.address import is_public

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
