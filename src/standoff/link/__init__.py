"""Everything that compares readings: actors across the case, and the disputes between them. Pure functions.

`link(readings, judgements)` runs them in turn. The order of the readings does not matter.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Judgement, Links, Reading
from .actors import ActorIndex, resolve
from .disputes import disputes

__all__ = ["ActorIndex", "link", "resolve"]


def link(readings: Sequence[Reading], judgements: Sequence[Judgement] = ()) -> Links:
    """Compares the readings of a case: actors first, then the disputes between them."""
    index = resolve(readings, judgements)
    return Links(
        actors=index.actors,
        sources=index.sources,
        addressees=index.addressees,
        mentions=index.mentions,
        disputes=disputes(readings, index),
        notes=index.notes,
    )
