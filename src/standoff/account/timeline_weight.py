"""How much a deed weighs for the reader of a timeline: what many tell of their own knowledge comes before what one lays at a door.

The weight orders and folds, nothing else: it is no measure of what is so. Each part of it is something that a page shows beside the entry,
and the numbers were set by hand on the invented case, for no event in particular.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import EventStatus, PloverType

# What is done bodily weighs most, then what changes how actors stand; what is only said weighs least.
_KINDS: dict[PloverType, float] = {
    "ASSAULT": 2.0,
    "COERCE": 1.5,
    "PROTEST": 1.5,
    "MOBILIZE": 1.5,
    "RETREAT": 1.5,
    "SANCTION": 1.25,
    "CONCEDE": 1.0,
    "AID": 1.0,
    "COOPERATE": 0.75,
    "AGREE": 0.75,
    "SUPPORT": 0.75,
    "THREATEN": 0.5,
}
_STATUS: dict[EventStatus, float] = {"happened": 1.0, "attempted": 1.0, "ongoing": 0.75, "planned": 0.25, "denied": 0.25, "possible": -1.0}
_OPENING, _PASSAGES = 3, 4  # reports and further passages that count at most


@dataclass(frozen=True, slots=True)
class Heard:
    """What weighs.

    How many outlets tell it, how many in their own voice, how many of those plainly, from how many origins, in how many passages, in the
    openings of how many reports; whether it is a mere saying; type and statuses; how many of agent and recipient are told; the share (0 to
    1) of reports in which one of them takes part in something; whether a figure stands in its sentence; how many disputes are about it;
    whether a sentence dates it; the mean confidence of its passages.
    """

    outlets: int
    own: int
    plain: int
    origins: int
    passages: int
    opening: int
    said: bool
    type: PloverType
    statuses: Sequence[EventStatus]
    parties: int
    renown: float
    figure: bool
    disputes: int
    dated: bool
    confidence: float


def weight(heard: Heard) -> float:
    """The weight of a deed, larger for what is shown first."""
    carried = 1.5 * min(heard.plain, heard.origins) + 0.5 * heard.own + heard.outlets + 0.5 * (heard.origins - 1)
    told = 0.25 * min(_PASSAGES, heard.passages - heard.outlets) + 0.75 * min(_OPENING, heard.opening)
    kind = _KINDS.get(heard.type, 0.0) - (1.5 if heard.said else 0.0)
    status = max(_STATUS[s] for s in heard.statuses)
    known = 0.5 * heard.parties + heard.renown + 0.5 * heard.figure + 0.5 * heard.dated + (0.75 if heard.disputes else 0.0)
    return round((carried + told + kind + status + known) * (0.5 + 0.5 * heard.confidence), 4)
