"""Facets over the rows of a list, as links: which rows a choice leaves, and how many each further choice would leave.

For lists of up to some thousand rows; the ledger of a large case has an index of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ..case.pages import FacetValue

F = TypeVar("F", bound=str)
T = TypeVar("T")
_LONGEST = 12  # values of a facet that are listed


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page: its words, where it leads, a count, whether it is the one that is open."""

    label: str
    href: str
    count: int | None = None
    current: bool = False


class Facets(Generic[T]):
    """Rows, and for each facet what gives the values of a row. `names` says what a value of a facet is called, where that is not itself."""

    def __init__(
        self,
        rows: Sequence[T],
        values: Mapping[str, Callable[[T], Iterable[str]]],
        names: Mapping[str, Callable[[str], str]] | None = None,
        *,
        fixed: Iterable[str] = (),
    ) -> None:
        self._rows, self._values, self._names = rows, values, names or {}
        self._fixed = frozenset(fixed)  # facets whose values stay in their own order

    def rows(self, chosen: Mapping[str, str]) -> list[T]:
        """The rows that fit every choice, in their order."""
        return [row for row in self._rows if all(value in self._values[name](row) for name, value in chosen.items())]

    def name(self, facet: str, value: str) -> str:
        """What a value is called."""
        return self._names[facet](value) if facet in self._names else value

    def counts(self, chosen: Mapping[str, str]) -> dict[str, tuple[FacetValue, ...]]:
        """The values of each facet that a click would leave rows for, the choices in the other facets kept."""
        found = {}
        for facet, values in self._values.items():
            others = {name: value for name, value in chosen.items() if name != facet}
            held = Counter(value for row in self.rows(others) for value in dict.fromkeys(values(row)))
            rows = [FacetValue(value, self.name(facet, value), count) for value, count in held.items()]
            key: Callable[[FacetValue], Any] = (
                (lambda row: row.value) if facet in self._fixed else (lambda row: (-row.count, row.name.casefold(), row.value))
            )
            found[facet] = tuple(sorted(rows, key=key))
        return found


def groups(
    counts: Mapping[F, Sequence[FacetValue]], titles: Mapping[F, str], chosen: Mapping[F, str], href: Callable[..., str]
) -> list[dict[str, Any]]:
    """Facets as the macro `facets` shows them: the values with the most rows as links, the chosen one as the link that takes it away."""
    return [
        {
            "name": titles[facet],
            "links": [
                Link(v.name, href(**{facet: None if v.value == chosen.get(facet) else v.value}), v.count, v.value == chosen.get(facet))
                for v in [*values[:_LONGEST], *(v for v in values[_LONGEST:] if v.value == chosen.get(facet))]
            ],
        }
        for facet, values in counts.items()
        if values
    ]
