"""How outlets are told apart on a page: letters, a shape, an accent, none of them by country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..case import CaseView

SHAPES = ("square", "round", "leaf", "bevel", "shield", "tab", "arch", "drop")
_PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Tag:
    """An outlet as a page marks it: its name, letters, the class of its accent ("o1" to "o8", "o0" without one), its shape."""

    name: str
    code: str
    accent: str
    shape: str


def tags(view: CaseView) -> Mapping[str, Tag]:
    """The tag of every outlet, by its name; accents go by the order in which the first report of each arrived."""
    found: dict[str, Tag] = {}
    there = {r.report.id for r in view.material.readings}
    for report in view.arrived:
        if report not in there:
            continue
        outlet = view.material.outlet(report)
        if outlet not in found:
            n = len(found)
            shape = SHAPES[n] if n < len(SHAPES) else _PLAIN
            found[outlet] = Tag(outlet, view.material.chip(report).partition(".")[0], f"o{n + 1 if n < len(SHAPES) else 0}", shape)
    return found


def untold(outlet: str) -> Tag:
    """The tag of an outlet that the case does not have."""
    return Tag(outlet, (outlet[:1] or "?").upper(), "o0", _PLAIN)
