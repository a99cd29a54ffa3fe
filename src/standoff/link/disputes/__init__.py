"""The disputes of a case. Each family of disputes proposes; what they propose is ranked, joined and worded. Pure and deterministic."""

from __future__ import annotations

from collections.abc import Sequence

from ...model import Dispute, Reading
from ..actors import ActorIndex
from ..passages import Field
from .assemble import FLOOR, assembled
from .explicit import explicit_denials
from .figures import figures
from .proposal import Proposal
from .responsibility import accusations

__all__ = ["FLOOR", "disputes", "proposals"]


def proposals(field: Field, readings: Sequence[Reading], index: ActorIndex) -> list[Proposal]:
    """What every family proposes, family by family."""
    return [
        *explicit_denials(field, index),
        *accusations(field, index),
        *figures(field, readings, index),
    ]


def disputes(readings: Sequence[Reading], index: ActorIndex) -> tuple[Dispute, ...]:
    """All disputes of the case that reach the floor of confidence, surest first. The order of the readings does not matter."""
    field = Field.of(readings, index)
    return assembled(field, proposals(field, readings, index))
