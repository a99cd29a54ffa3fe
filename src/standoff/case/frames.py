"""The tables of a case for notebooks: flat records, and pandas data frames of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from ..account import Material
from ..export.parcel import Parcel
from ..export.tables import TABLES, Record, flat, joined
from ..export.tables import records as records_of
from ..model import Judgement, Run, StandoffError

__all__ = ["TABLES", "flat", "frame", "records"]


def records(
    table: str,
    material: Material,
    judgements: Sequence[Judgement] = (),
    *,
    private: bool = False,
    runs: Sequence[Run] = (),
    notes: Callable[[], Sequence[str]] = tuple,
) -> list[Record]:
    """The records of a table over a whole case. Lists are joined by "; ". Raises KeyError for a table that is not in `TABLES`."""
    said = tuple(notes()) if table == "notes" else ()
    parcel = Parcel("", material, tuple(runs), tuple(judgements), said, private)
    return [joined(record) for record in records_of(table, parcel)]


def frame(rows: list[Record]) -> Any:
    """Records as a `pandas.DataFrame`. Raises StandoffError with the install command where pandas is missing."""
    try:
        pandas = import_module("pandas")
    except ImportError:
        raise StandoffError("Data frames need pandas, which is not installed.", hint="pip install pandas") from None
    return pandas.DataFrame.from_records(rows)
