"""The invented example of `examples/`, read and linked by the networks of the package: once for all tests that want it.

Not for tests that put another linker in the place of `link`.
"""

from __future__ import annotations

import shutil
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from standoff.account import Material
from standoff.case import Case

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


@lru_cache(maxsize=1)
def _made() -> TemporaryDirectory[str]:
    folder = TemporaryDirectory()
    Case.of(EXAMPLES, meta=EXAMPLES / "reports.csv", path=Path(folder.name) / "example.standoff").close()
    return folder


def example_copy(folder: Path) -> Path:
    """A case file of the example of one's own, to judge in."""
    return Path(shutil.copy(Path(_made().name) / "example.standoff", folder))


@lru_cache(maxsize=1)
def example_material() -> Material:
    """The material of the example; nothing in it changes."""
    with Case.open(Path(_made().name) / "example.standoff") as case:
        return case.view().material
