"""From groups of tellings to clusters: when the deed was, how sure each member is and why, and an id that its members make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256

from ...model import Actor, ClusterMember, EventCluster, Resolved
from .tellings import NO_DAY, Telling


def cluster(
    members: Sequence[Telling],
    reports: Sequence[str],
    likely: Mapping[tuple[str, str], float],
    actors: Mapping[str, Actor],
    when: Mapping[str, Resolved],
) -> EventCluster:
    """The cluster of some tellings. `reports` are the ids of all readings' reports, `likely` how likely pairs of items are one deed."""
    fellows = {
        t.item: {f.item: likely.get((min(t.item, f.item), max(t.item, f.item)), 0.0) for f in members if f is not t} for t in members
    }
    # The most central first, those of the reports in turn behind it.
    ordered = sorted(members, key=lambda t: (-sum(fellows[t.item].values()), t.report, t.trigger.start))
    told = {t.item: t for t in members}
    made = []
    for t in ordered:
        best = max(fellows[t.item], key=lambda item: (fellows[t.item][item], item))
        made.append(ClusterMember(reports[t.report], t.item, round(fellows[t.item][best], 3), reason(t, told[best], actors)))
    items = sorted(t.item for t in members)
    return EventCluster(sha256("\n".join(items).encode()).hexdigest()[:16], tuple(made), agreed(ordered, when))


def reason(one: Telling, other: Telling, actors: Mapping[str, Actor]) -> str:
    """What two tellings share, in words: "same deed word, agent Ana Lund, both on 2031-04-30"."""
    parts = []
    if one.stem == other.stem:
        parts.append(
            f"same deed word (“{one.form}”, “{other.form}”)" if one.form.lower() != other.form.lower() else f"same deed word (“{one.form}”)"
        )
    else:
        parts.append(f"“{one.form}” and “{other.form}”")
    for what, mine, theirs in (("agent", one.doers, other.doers), ("recipient", one.targets, other.targets)):
        shared = sorted((not actors[x].public, actors[x].name) for x in mine & theirs if x in actors)
        if shared:  # who is named in passing gets no inferred name
            private, name = shared[0]
            parts.append(f"the same {what}" if private else f"{what} {name}")
    if one.first and other.first and one.precise and other.precise and max(one.first, other.first) <= min(one.last, other.last):
        parts.append("the same day")
    if (one.country and one.country == other.country) or one.places & other.places:
        parts.append("the same place")
    if len(parts) == 1:
        parts.append("sentences alike" if one.report != other.report else "told again in the report")
    return ", ".join(parts)


def agreed(members: Sequence[Telling], when: Mapping[str, Resolved]) -> Resolved | None:
    """What the datings of the members agree on: the stretch that most of them share, those whose own words tell it before the others."""
    known = [(t, when[t.item]) for t in members if t.item in when]
    if not known:
        return None
    told = [(t, w) for t, w in known if not w.reason.startswith(NO_DAY)] or known
    votes: Counter[tuple[str, str]] = Counter()
    for t, w in told:
        votes[w.start[:10], w.end[:10]] += 2 if t.dated else 1
    # Each interval is backed by those that it meets; the finest that most back wins.
    backing = {(a, b): sum(n for (c, d), n in votes.items() if c <= b and a <= d) for a, b in votes}
    most = [x for x in votes if 2 * backing[x] >= votes.total()] or list(votes)
    first, last = min(most, key=lambda x: (_length(x), -backing[x], -votes[x], x))
    chosen = min((w for _, w in told if (w.start[:10], w.end[:10]) == (first, last)), key=lambda w: (len(w.start), w.start, w.reason))
    backers = sum(first <= w.end[:10] and w.start[:10] <= last for _, w in told)
    others = len(told) - backers
    how = (
        f"{backers} of {len(told)} datings agree" if others else ("its only dating" if len(told) == 1 else f"all {len(told)} datings agree")
    )
    return Resolved(chosen.start, chosen.end, chosen.precision, f"{how}: {chosen.reason}")


def _length(interval: tuple[str, str]) -> int:
    return (date.fromisoformat(interval[1]) - date.fromisoformat(interval[0])).days
