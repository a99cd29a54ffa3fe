"""Standoff: one sourced account of what rival outlets report about one contested event.

import standoff

case = standoff.read(["reports/"], meta="reports.csv")
for row in case.statements(actor="Pompeo"):
    print(row.outlet, row.source.written, row.cue, row.passage.text)
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .case import Case, Pile
    from .model import BadInput, NotACase, NotAPile, Reader, StandoffError, TooNew, UsageProblem

__version__ = "0.1.0"
__all__ = [
    "BadInput",
    "Case",
    "NotACase",
    "NotAPile",
    "Pile",
    "Reader",
    "StandoffError",
    "TooNew",
    "UsageProblem",
    "__version__",
    "read",
    "stories",
]


def read(
    paths: str | Path | Sequence[str | Path],
    *,
    meta: str | Path | None = None,
    outlet: str | None = None,
    reader: Reader | None = None,
    case: str | Path | None = None,
) -> Case:
    """Reads reports (files, folders) into a case: in memory, or in the case file `case`, which is made if missing.

    `meta` is a CSV file with columns file, outlet, published, url, title; `outlet` stands for all reports that name none.
    Inputs that cannot be read are in `Case.failures`; the rest is kept. Raises StandoffError when nothing could be read.
    """
    from .case import Case

    return Case.of(paths, meta=meta, outlet=outlet, reader=reader, path=case)


def stories(
    paths: str | Path | Sequence[str | Path],
    *,
    meta: str | Path | None = None,
    outlet: str | None = None,
    pile: str | Path | None = None,
) -> Pile:
    """Groups a mixed pile of reports (files, folders) into stories, each one event: in memory, or in the file `pile`, made if missing.

    `meta` and `outlet` are as for `read`. Inputs that cannot be read are in `Pile.failures`. Raises StandoffError when nothing could be
    read.
    """
    from .case import Pile

    return Pile.of(paths, meta=meta, outlet=outlet, path=pile)


_read = read  # the room takes the name over once it is imported


def __getattr__(name: str) -> Any:
    # Imported when first asked for: `import standoff` alone loads none of the libraries.
    if name in ("Case", "Pile"):
        return getattr(import_module(".case", __name__), name)
    if name in __all__:
        return getattr(import_module(".model", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Room(ModuleType):
    """The room `standoff.read`, which can be called as the function of the same name."""

    def __call__(self, *args: Any, **options: Any) -> Case:
        return _read(*args, **options)


class _Package(ModuleType):
    """Importing the room `standoff.read` binds it here in the place of the function `read`; this keeps both meanings."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "read" and isinstance(value, ModuleType):
            value.__class__ = _Room
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
