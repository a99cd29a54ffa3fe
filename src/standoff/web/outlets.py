"""How outlets are told apart on a page: letters, a shape, an accent, none of them by country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..case import CaseView
from ..model import visible

SHAPES = ("square", "round", "leaf", "bevel", "shield", "tab", "arch", "drop")
_PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Tag:
    """An outlet as a page marks it: its name (what hides in it made visible), letters, accent, shape.

    The accent is a class, "o1" to "o8", or "o0" for an outlet without one.
    """

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
            found[outlet] = Tag(_name(outlet), view.material.chip(report).partition(".")[0], f"o{n + 1 if n < len(SHAPES) else 0}", shape)
    return found


def untold(outlet: str) -> Tag:
    """The tag of an outlet that the case does not have."""
    return Tag(_name(outlet), (outlet[:1] or "?").upper(), "o0", _PLAIN)


def _name(outlet: str) -> str:
    # It stands in labels of drawings too, where signs cannot be marked up.
    return visible.visible(outlet, lines=False)
