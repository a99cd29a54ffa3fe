"""A server on this computer for the tests of web addresses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from local_server import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as one:
        yield one
