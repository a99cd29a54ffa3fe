"""The readers of this installation by name, loaded when one is wanted."""

from __future__ import annotations

from typing import Literal

from ..model import Reader

ReaderName = Literal["network", "baseline"]


def load(name: ReaderName) -> Reader:
    """The reader of that name. Raises StandoffError where its weights are missing."""
    if name == "baseline":
        from ..read.baseline import BaselineReader

        return BaselineReader()
    from ..read import load_reader

    return load_reader()
