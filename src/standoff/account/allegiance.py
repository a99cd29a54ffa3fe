"""Whose side an actor is on, where that is itself a dispute."""

from __future__ import annotations

from collections import Counter, defaultdict

from ..model import Dispute
from .material import Material

_FAMILY = "allegiance"  # of the rule that proposes such disputes: link/disputes/allegiance.py


def disputed_allegiances(material: Material) -> dict[str, tuple[Dispute, ...]]:
    """The disputes about the allegiance of each actor, by its id.

    Such a dispute is about whom both sides name while neither of them speaks (a body that rivals claim); else about whoever speaks on one
    side and is named on the other (whoever disowns what is said of them).
    """
    found: defaultdict[str, list[Dispute]] = defaultdict(list)
    for dispute in material.links.disputes:
        if dispute.family == _FAMILY:
            for actor in _subjects(material, dispute):
                found[actor].append(dispute)
    return {actor: tuple(disputes) for actor, disputes in found.items()}


def _subjects(material: Material, dispute: Dispute) -> list[str]:
    named: defaultdict[str, set[str]] = defaultdict(set)
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for position in dispute.positions:
        if position.holder:
            holders[position.holder].add(position.side)
        for evidence in position.evidence:
            for mention in material.reading(evidence.report).mentions:
                if evidence.span.covers(mention.span):
                    for ref in material.mention(evidence.report, mention.id):
                        named[ref.id].add(position.side)
    sides = Counter({actor: len(some - {"-"}) for actor, some in named.items()})
    claimed = [actor for actor, n in sides.items() if n > 1 and actor not in holders]
    disowning = [actor for actor, some in holders.items() if named[actor] - some - {"-"}]
    return sorted(claimed or disowning)
