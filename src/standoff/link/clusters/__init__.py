"""Which events of one report or several tell one and the same deed (cross-document event coreference).

`clusters` is what the rest of the program calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from ...model import Dating, EventCluster, Reading
from ..actors import ActorIndex
from .assemble import cluster
from .grouping import groups
from .scoring import default_scorer
from .table import Pairs, Table
from .tellings import tellings

__all__ = ["clusters", "compared"]

CONTRADICTING = -8.0  # log-odds of two tellings whose days or countries differ by their own words
SURE = 3.0  # log-odds at least of two tellings that are one deed by their nature
PAIRS = 20_000  # scored at a time
FLOOR = 0.0  # mean log-odds between two groups from which they are one deed


def clusters(
    readings: Sequence[Reading], index: ActorIndex, datings: Sequence[Dating], near: Sequence[frozenset[int]]
) -> tuple[EventCluster, ...]:
    """The clusters of two events and more, those of most reports first. `near` holds for each reading those that it is compared with."""
    when = {d.item: d.when for d in datings}
    told = tellings(readings, index, when)
    if not told:
        return ()
    table = Table(told, readings, near)
    odds = compared(table)
    reports = [r.report.id for r in readings]
    actors = {a.id: a for a in index.actors}
    made = []
    for group in groups(len(told), odds, floor=FLOOR, pools=[t.report for t in told], near=near):
        if len(group) > 1:
            inside = {(i, j): odds[i, j] for n, i in enumerate(group) for j in group[n + 1 :] if (i, j) in odds}
            likely = {
                (min(told[i].item, told[j].item), max(told[i].item, told[j].item)): default_scorer().probability(x)
                for (i, j), x in inside.items()
            }
            made.append(cluster([told[i] for i in group], reports, likely, actors, when))
    return tuple(sorted(made, key=lambda c: (-len({m.report for m in c.members}), -len(c.members), c.id)))


def compared(table: Table) -> dict[tuple[int, int], float]:
    """The log-odds of the pairs of tellings that are not hopeless.

    What contradicts itself counts much against, but one pair bars no two groups: a day may be misread.
    """
    odds: dict[tuple[int, int], float] = {}
    for blocks in _batched(table.blocks()):
        features, left, right, apart, sure = (
            np.concatenate([getattr(b, name) for b in blocks]) for name in ("features", "left", "right", "apart", "sure")
        )
        found = default_scorer().odds(features)
        found = np.where(apart & (found > -np.inf), CONTRADICTING, found)
        found = np.where(sure, np.maximum(found, SURE), found)
        kept = np.flatnonzero(found > -np.inf)
        odds.update(zip(zip(left[kept].tolist(), right[kept].tolist(), strict=True), found[kept].tolist(), strict=True))
    return odds


def _batched(blocks: Iterable[Pairs]) -> Iterator[list[Pairs]]:
    """Blocks in batches of some PAIRS: going through the trees costs by the call."""
    batch: list[Pairs] = []
    size = 0
    for block in blocks:
        batch.append(block)
        size += len(block.left)
        if size >= PAIRS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
