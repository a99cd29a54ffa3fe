"""Events across reports: clusters of the places that tell one and the same deed (cross-document event coreference)."""

from __future__ import annotations

from dataclasses import dataclass

from .times import Resolved


@dataclass(frozen=True, slots=True)
class ClusterMember:
    """An event of a report that belongs to a cluster, with how likely and why (its likest fellow, what the two share)."""

    report: str
    event: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class EventCluster:
    """Two or more events, of one report or several, that tell one and the same deed; each event is in one cluster at most.

    `members` begin with the most central one. `when` is the interval that the members' own datings agree on, None where none has one.
    """

    id: str
    members: tuple[ClusterMember, ...]
    when: Resolved | None = None
