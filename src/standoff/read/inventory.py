"""The labels of the heads for deeds, in the order of their scores. Those for syntax are `model.UPOS`, `XPOS` and `RELATIONS`."""

from __future__ import annotations

from typing import Literal, get_args

from standoff.model import EventStatus, PloverType

Part = Literal["none", "agent", "recipient", "place", "time", "patient", "other"]
DEED_TYPES: tuple[PloverType, ...] = get_args(PloverType)
DEED_STATUS: tuple[EventStatus, ...] = get_args(EventStatus)
DEED_PARTS: tuple[Part, ...] = get_args(Part)  # the last two are PropBank's, learned from it and not read
