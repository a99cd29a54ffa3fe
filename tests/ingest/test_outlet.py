from __future__ import annotations

import pytest

from standoff.ingest.outlet import from_host


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.fog.example/a", "fog.example"),
        ("http://edition.fog.example:8080/a?b", "fog.example"),
        ("https://news.fog.example", "news.fog.example"),
        ("m.fog.example/a", "fog.example"),
        ("//amp.fog.example", "fog.example"),
        ("www.example", "www.example"),
        ("http://127.0.0.1/a", None),
        ("http://[bad", None),
        ("/harbour", None),
        ("", None),
        (None, None),
    ],
)
def test_a_readable_name_from_an_address(url: str | None, name: str | None) -> None:
    assert from_host(url) == name
