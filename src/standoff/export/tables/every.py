"""All tables in their order, and the records of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from ...account import Material
from ...model import Actor
from ..parcel import Parcel
from .basics import ACTORS, JUDGEMENTS, NOTES, REPORTS, ROLES, RUNS
from .compared import CARRIERS, CLAIM_ORIGINS, CLAIMS, DISPUTES, POSITIONS
from .deeds import CLUSTER_EVENTS, EVENT_CLUSTERS, EVENTS, TIMELINE, TIMELINE_CELLS, TIMES
from .places import FIGURES, FURNITURE, LABELS_IN_PLACE, MENTIONS, TONES_IN_PLACE
from .said import ANSWERS, STATEMENTS, UNKNOWNS
from .schema import Record, Table
from .sides import CAMPS, TIE_PASSAGES, TIES
from .told import ALIGNED, COVERAGE, CUES, LABELS, OUTLETS, TONES, VOICES

_ALL = (
    REPORTS,
    ACTORS,
    ROLES,
    STATEMENTS,
    CLAIMS,
    CARRIERS,
    CLAIM_ORIGINS,
    DISPUTES,
    POSITIONS,
    EVENTS,
    TIMELINE,
    TIMELINE_CELLS,
    EVENT_CLUSTERS,
    CLUSTER_EVENTS,
    TIMES,
    FIGURES,
    UNKNOWNS,
    ANSWERS,
    TIES,
    TIE_PASSAGES,
    CAMPS,
    OUTLETS,
    COVERAGE,
    VOICES,
    LABELS,
    LABELS_IN_PLACE,
    TONES,
    TONES_IN_PLACE,
    CUES,
    MENTIONS,
    FURNITURE,
    JUDGEMENTS,
    RUNS,
    NOTES,
)
TABLES: dict[str, Table] = {table.name: table for table in _ALL}
_FLAT = {**TABLES, ALIGNED.name: ALIGNED}  # of two reports, not of a case


class _Opened(Material):
    """A material in which every actor may be named. Who stands with whom is told of public ones alone all the same."""

    def __init__(self, material: Material) -> None:
        links = material.links
        ties = tuple(t for t in links.ties if material.public(t.source) and material.public(t.target))
        super().__init__(material.readings, replace(links, ties=ties))

    def public(self, actor: str | None) -> Actor | None:
        """The actor of that id, if it has a row."""
        return self.actor(actor) if actor else None


def opened(parcel: Parcel) -> Parcel:
    """What tables are made of: where private persons were asked for, a material in which they are named like others."""
    return replace(parcel, material=parcel.material.kept(_Opened)) if parcel.private else parcel


def groups() -> list[tuple[Table, ...]]:
    """The tables in their order, those that are made of the same rows together."""
    return [tuple(some) for _, some in groupby(_ALL, key=lambda table: table.rows)]


def flat(table: str, rows: Iterable[Any]) -> list[Record]:
    """Rows of a view as the records of a table; of `positions`, `carriers` and `answers` one for each passage. Raises KeyError."""
    record = _FLAT[table].flat
    return [one for row in rows for one in record(row)]


def records(table: str, parcel: Parcel) -> Iterator[Record]:
    """The records of a table over a whole case, made as they are taken; lists are tuples. Raises KeyError for no key of `TABLES`."""
    found = TABLES[table]
    return (record for row in found.rows(opened(parcel)) for record in found.flat(row))
