"""How links, claims, disputes and notes word what a person decided."""

from __future__ import annotations

from ..model import Judgement


def reason(judgement: Judgement) -> str:
    """What stands as the reason of a link, claim or dispute that a person decided. The name of the person stays in the case."""
    return f"judged by a person ({judgement.id})"


def unplaced(judgement: Judgement) -> str:
    """How a note on a judgement begins that could not be applied; the judgement is kept all the same. Names stay out of it."""
    return f"Judgement {judgement.id} ({judgement.kind}) could not be applied"
