"""A server over the invented example case, and one over the ferry case, without a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from standoff.case import Case
from standoff.web import Settings, create_app

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
BASE = "http://127.0.0.1"


@pytest.fixture(scope="session")
def example_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example case as the network reads it, linked; not to be written to."""
    path = tmp_path_factory.mktemp("case") / "example.standoff"
    case = Case.of(sorted(EXAMPLES.glob("*.txt")), meta=EXAMPLES / "reports.csv", path=path)
    case.link()
    case.close()
    return path


@pytest.fixture
def own_path(example_path: Path, tmp_path: Path) -> Path:
    """A copy of the example case to write to."""
    return Path(shutil.copy(example_path, tmp_path / "own.standoff"))


@pytest.fixture(scope="session")
def client(example_path: Path) -> Iterator[TestClient]:
    """A client of a server over the example case, for reading only."""
    with TestClient(create_app(example_path, Settings(by="tester")), base_url=BASE, follow_redirects=False) as made:
        yield made


@pytest.fixture
def own(own_path: Path) -> Iterator[TestClient]:
    """A client of a server over a case of this test's own, which it may change."""
    with TestClient(create_app(own_path, Settings(by="tester")), base_url=BASE, follow_redirects=False) as made:
        yield made
