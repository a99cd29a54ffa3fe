"""What stays in the house: judgements about private persons, unless a parcel carries these."""

from __future__ import annotations

from ..account.ledger import fold
from ..model import Judgement
from .parcel import Parcel


def withheld(parcel: Parcel) -> frozenset[str]:
    """The ids of the judgements on actors that name a private person whom the parcel does not carry."""
    if not parcel.judgements:
        return frozenset()
    private = (a for a in parcel.material.links.actors if not (a.public or parcel.private))
    hidden = {fold(name) for a in private for name in (a.id, a.name, *a.aliases)} - {""}
    return frozenset(j.id for j in parcel.judgements if _names(j, hidden))


def _names(judgement: Judgement, hidden: set[str]) -> bool:
    """Whether a judgement on actors names one of these; NAME@N is the name of somebody in one report."""
    if judgement.about != "actor" and judgement.kind != "actor":
        return False
    said = (item for side in (judgement.left, judgement.right or "") for item in (side, side.rpartition("@")[0]))
    return not hidden.isdisjoint(map(fold, said))
