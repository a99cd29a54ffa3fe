"""Everything that compares readings: actors across the case, claims with their carriers, and the disputes between them. Pure functions.

`link(readings, judgements)` runs them in turn. The order of the readings does not matter.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Judgement, Links, Reading
from .actors import ActorIndex, resolve
from .comparison import Comparison
from .entailment import PairJudge, default_judge
from .verdicts import Memory

__all__ = ["ActorIndex", "Comparison", "link", "resolve"]


def link(
    readings: Sequence[Reading],
    judgements: Sequence[Judgement] = (),
    *,
    judge: PairJudge | None = None,
    memory: Memory | None = None,
    focus: str | None = None,
) -> Links:
    """Compares the readings of a case: actors first, then claims, then the disputes between them.

    `judge` is another pair network than the one that ships; `memory` takes up its verdicts and gives back those of an earlier call. With
    a `focus`, the id of a report, only claims and disputes that involve it are looked for.
    """
    compared = Comparison(readings, judgements, judge=judge or default_judge(), memory=memory, focus=focus)
    index = compared.index
    return Links(
        actors=index.actors,
        sources=index.sources,
        addressees=index.addressees,
        mentions=index.mentions,
        claims=compared.claims(),
        disputes=compared.disputes(),
        ties=compared.ties(),
        notes=index.notes,
        datings=compared.datings(),
        clusters=compared.clusters(),
    )
