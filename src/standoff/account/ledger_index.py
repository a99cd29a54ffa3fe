"""The ledger as an index: which statements a choice of facets leaves, and how many each further choice would leave.

Facets as in faceted browsing (Hearst 2006, "Design recommendations for hierarchical faceted search interfaces"): the count beside a value
is what a click on it gives, the choices in the other facets kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args, overload

import numpy as np
from numpy.typing import NDArray

from ..model import Act, QuoteKind, Statement
from .ledger import LedgerRow, ledger_row
from .material import Material

FacetName = Literal["source", "act", "outlet", "kind", "channel", "nested", "disputed"]
LedgerSort = Literal["report", "source", "confidence"]
FACETS: tuple[FacetName, ...] = get_args(FacetName)
_YES = "yes"
_MOST = 50  # values of a facet
_ORDER: dict[str, tuple[str, ...]] = {"act": get_args(Act), "kind": get_args(QuoteKind)}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet: what it is in an address (an id for an actor), what it is called, how many statements it would leave."""

    value: str
    name: str
    count: int


class LedgerIndex:
    """All statements of a case in the order of reports and texts, with the values of their facets as arrays.

    Built once for a material, in time linear in its statements.
    """

    def __init__(self, material: Material) -> None:
        self.material = material
        self.items: list[tuple[str, Statement]] = [
            (reading.report.id, statement)
            for reading in material.readings
            for statement in sorted(reading.statements, key=lambda s: (s.hull.start, s.hull.end, s.id))
        ]
        self._rows = {(report, statement.id): n for n, (report, statement) in enumerate(self.items)}
        names: dict[str, str] = {}
        cells: dict[FacetName, list[tuple[str, ...]]] = {name: [] for name in FACETS}
        outlets = {r.report.id: material.outlet(r.report.id) for r in material.readings}
        for report, statement in self.items:
            sources = [ref for ref in material.sources(report, statement.id) if (actor := material.actor(ref.id)) and actor.public]
            names |= {ref.id: ref.name for ref in sources}
            cells["source"].append(tuple(ref.id for ref in sources))
            cells["act"].append((statement.act,))
            cells["outlet"].append((outlets[report],))
            cells["kind"].append((statement.kind,))
            cells["channel"].append((_YES,) if statement.channel else ())
            cells["nested"].append((_YES,) if statement.parent else ())
            cells["disputed"].append((_YES,) if material.disputes_of(report, statement.id) else ())
        self._facets = {name: Column(column, names if name == "source" else {}) for name, column in cells.items()}

    def __len__(self) -> int:
        return len(self.items)

    def rows(self, places: Iterable[int]) -> tuple[LedgerRow, ...]:
        """The ledger rows at these places."""
        return tuple(
            ledger_row(self.material, self.material.reading(report), statement) for report, statement in (self.items[n] for n in places)
        )

    def place(self, report: str, statement: str) -> int | None:
        """The place of a statement, None where there is no such one."""
        return self._rows.get((report, statement))

    def keys(self, places: Sequence[int]) -> Sequence[tuple[str, str]]:
        """The (report, statement) ids at these places, looked up as they are asked for."""
        return _Keys(self.items, places)

    def name(self, facet: FacetName, value: str) -> str:
        """What a value is called."""
        return self._facets[facet].names.get(value, value)

    def select(self, chosen: Mapping[FacetName, str], within: Iterable[tuple[str, str]] | None = None) -> NDArray[np.intp]:
        """The places of the statements that fit every choice; `within` are the (report, statement) ids to choose from."""
        return np.flatnonzero(self._mask(chosen, within))

    def counts(
        self, facet: FacetName, chosen: Mapping[FacetName, str], within: Iterable[tuple[str, str]] | None = None, *, most: int = _MOST
    ) -> tuple[FacetValue, ...]:
        """The values of a facet that a click would leave statements for, the choices in the other facets kept; `most` and the chosen one.

        In the order of the reading guide where it has one, else those of the most statements first.
        """
        others: dict[FacetName, str] = {name: value for name, value in chosen.items() if name != facet}
        return self._facets[facet].counts(self._mask(others, within), _ORDER.get(facet, ()), most, chosen.get(facet))

    def ordered(self, places: NDArray[np.intp], sort: LedgerSort) -> Sequence[int]:
        """Places in another order: by source as written, or the least certain first; equal ones in the order of the texts."""
        if sort == "report":
            return places.tolist()  # type: ignore[no-any-return]
        if sort == "confidence":
            return sorted(places.tolist(), key=lambda n: (self.items[n][1].confidence, n))
        return sorted(places.tolist(), key=lambda n: (self._source_key(n), n))

    def _source_key(self, place: int) -> tuple[bool, str]:
        report, statement = self.items[place]
        named = self._facets["source"].cell(place)
        written = self.material.reading(report).report.quote(statement.source) if statement.source else ""
        name = self.name("source", named[0]) if named else written
        return (not name, name.casefold())

    def _mask(self, chosen: Mapping[FacetName, str], within: Iterable[tuple[str, str]] | None) -> NDArray[np.bool_]:
        mask = np.ones(len(self.items), bool)
        if within is not None:
            mask[:] = False
            mask[[n for key in within if (n := self._rows.get(key)) is not None]] = True
        for name, value in chosen.items():
            mask &= self._facets[name].has(value)
        return mask


class _Keys(Sequence[tuple[str, str]]):
    """The ids of statements of a large ledger, of which a page needs a few."""

    def __init__(self, items: Sequence[tuple[str, Statement]], places: Sequence[int]) -> None:
        self._items, self._places = items, places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, n: int) -> tuple[str, str]: ...

    @overload
    def __getitem__(self, n: slice) -> Sequence[tuple[str, str]]: ...

    def __getitem__(self, n: int | slice) -> tuple[str, str] | Sequence[tuple[str, str]]:
        if isinstance(n, slice):
            return [self._key(place) for place in self._places[n]]
        return self._key(self._places[n])

    def _key(self, place: int) -> tuple[str, str]:
        report, statement = self._items[place]
        return report, statement.id


class Column:
    """One column: for each statement the codes of its values, flat, with the row that each belongs to."""

    def __init__(self, column: Sequence[tuple[str, ...]], names: Mapping[str, str]) -> None:
        self.names, self._size = names, len(column)
        self.values: list[str] = list(dict.fromkeys(value for cell in column for value in cell))
        self._codes = {value: n for n, value in enumerate(self.values)}
        by_name = sorted(range(len(self.values)), key=lambda n: names.get(self.values[n], self.values[n]).casefold())
        self._rank = np.argsort(np.asarray(by_name, np.int32), kind="stable")  # where each value stands by name
        self._of = np.fromiter((self._codes[v] for cell in column for v in cell), np.int32)
        self._row = np.fromiter((n for n, cell in enumerate(column) for _ in cell), np.int32)

    def cell(self, row: int) -> tuple[str, ...]:
        """The values of a row."""
        left, right = np.searchsorted(self._row, [row, row + 1])
        return tuple(self.values[code] for code in self._of[left:right])

    def has(self, value: str) -> NDArray[np.bool_]:
        """Which rows have a value."""
        mask = np.zeros(self._size, bool)
        if value in self._codes:
            mask[self._row[self._of == self._codes[value]]] = True
        return mask

    def counts(self, mask: NDArray[np.bool_], order: Sequence[str], most: int, chosen: str | None) -> tuple[FacetValue, ...]:
        """How many rows of a mask have each value, of so many values and the chosen one."""
        found = np.bincount(self._of[mask[self._row]], minlength=len(self.values)) if len(self._of) else np.zeros(0, int)
        ranked = np.lexsort((self._rank, -found))
        codes = [int(n) for n in ranked[: max(most, len(order))] if found[n]]
        if chosen in self._codes and (code := self._codes[chosen]) not in codes and found[code]:
            codes.append(code)
        if order:
            place = {value: n for n, value in enumerate(order)}
            codes.sort(key=lambda n: place[self.values[n]])
        return tuple(FacetValue(v := self.values[n], self.names.get(v, v), int(found[n])) for n in codes)
