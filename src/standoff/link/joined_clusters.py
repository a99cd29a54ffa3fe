"""Which clusters of a case the events of one more report join (see `increment`), and which they make anew with events that had none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ..model import EventCluster


def joined_clusters(known: Sequence[EventCluster], found: Sequence[EventCluster], report: str) -> tuple[EventCluster, ...]:
    """The clusters that are new or changed. `known` are the case's, `found` those of the block in which the report was compared.

    An event goes to the cluster of the case in which most of its fellows are; what the case has apart stays apart.
    """
    of = {m.event: c.id for c in known for m in c.members}
    now = {c.id: c for c in known}
    changed: dict[str, EventCluster] = {}
    for cluster in found:
        fresh = tuple(m for m in cluster.members if m.report == report and m.event not in of)
        if not fresh:
            continue
        votes = Counter(of[m.event] for m in cluster.members if m.event in of)
        if votes:
            best = min(votes, key=lambda id: (-votes[id], id))
            grown = now[best]
            changed[best] = now[best] = replace(grown, members=(*grown.members, *fresh), when=grown.when or cluster.when)
        else:  # all its members are alone in the case
            changed[cluster.id] = cluster
    return tuple(changed.values())
