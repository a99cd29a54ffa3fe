"""The disputes of a case. Each family of disputes proposes; what they propose is ranked, joined and worded. Pure and deterministic."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Reading
from ..actors import ActorIndex
from ..camps import Camps
from ..likeness import Near
from ..passages import Field
from ..verdicts import Verdicts
from .allegiance import allegiances
from .assemble import FLOOR, assembled
from .claimed import claimed_names
from .contradictions import contradictions
from .deeds import Deeds
from .demands import demands
from .explicit import explicit_denials
from .figures import figures
from .labels import labels
from .opposed import opposed
from .outcomes import outcomes
from .proposal import Proposal
from .rebuttals import rebuttals
from .responsibility import accusations
from .statuses import statuses
from .values import values

__all__ = ["FLOOR", "Deeds", "assembled", "proposals"]


def proposals(
    field: Field,
    readings: Sequence[Reading],
    index: ActorIndex,
    near: Sequence[Near] = (),
    verdicts: Verdicts | None = None,
    deeds: Deeds | None = None,
) -> list[Proposal]:
    """What every family proposes, family by family. Without the network's `verdicts` on `near` passages that family stays silent.

    `deeds` are those that the passages tell; where none are given they are grouped by their words alone.
    """
    deeds = deeds or Deeds.of(field, readings, index)
    camps = Camps.of(field, index)
    sure = explicit_denials(field, index)
    return [
        *sure,
        *rebuttals(field, index, sure),
        *accusations(field, index, deeds),
        *figures(field, readings, index, deeds),
        *labels(field, index, camps),
        *claimed_names(field, index),
        *values(field, index, camps),
        *allegiances(field, index, camps),
        *demands(field, index),
        *statuses(field, index, deeds),
        *outcomes(field, index, deeds.beside),
        *contradictions(field, index),
        *(opposed(field, index, near, verdicts, len(readings)) if verdicts else ()),
    ]
