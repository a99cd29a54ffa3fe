"""How links, claims, disputes and notes word what a person decided."""

from __future__ import annotations

from ..model import Judgement

_JUDGED, _BEFORE = "judged by a person", "; before that: "


def reason(judgement: Judgement) -> str:
    """What stands as the reason of a link, claim or dispute that a person decided. The name of the person stays in the case."""
    return f"{_JUDGED} ({judgement.id})"


def over(judgement: Judgement, before: str) -> str:
    """The reason of what a person decided over the machine, whose own reason stays readable behind it."""
    machine = before.rpartition(_BEFORE)[2] if _BEFORE in before or not before.startswith(_JUDGED) else ""
    return reason(judgement) + (_BEFORE + machine if machine else "")


def unplaced(judgement: Judgement) -> str:
    """How a note on a judgement begins that could not be applied; the judgement is kept all the same. Names stay out of it."""
    return f"Judgement {judgement.id} ({judgement.kind}) could not be applied"
