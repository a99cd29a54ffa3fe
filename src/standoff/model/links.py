"""What linking gives for a whole case: the result of comparing readings, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass

from .actors import Actor, Link
from .claims import Claim, Dispute, Tie
from .clusters import EventCluster
from .times import Resolved


@dataclass(frozen=True, slots=True)
class Dating:
    """When something was: `item` is the id of an event or time expression of a report, `when` its interval with precision and reason."""

    report: str
    item: str
    when: Resolved


@dataclass(frozen=True, slots=True)
class Links:
    """All that was found by comparing the readings of a case.

    `sources` join statements to actors (a joint source has several), `addressees` likewise, `mentions` join mentions.
    `datings` date the events and time expressions that can be dated, in the order of their reports, `clusters`
    join events that tell one deed, the most told first.
    `notes` say what could not be done and why ("One outlet: comparison begins with a second.").
    """

    actors: tuple[Actor, ...] = ()
    sources: tuple[Link, ...] = ()
    addressees: tuple[Link, ...] = ()
    mentions: tuple[Link, ...] = ()
    claims: tuple[Claim, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    ties: tuple[Tie, ...] = ()
    notes: tuple[str, ...] = ()
    datings: tuple[Dating, ...] = ()
    clusters: tuple[EventCluster, ...] = ()
