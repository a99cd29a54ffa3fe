"""The timeline as an index: one entry for each deed, however many passages tell it, with what weighs for showing it first.

An entry is a cluster of events that linking joined (`Links.clusters`), or an event that stands alone. Entries are light: no passage is set
here, so that a case of a thousand reports has its tens of thousands of them at once; `timeline.entry_row` makes what is shown of one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from ..link.topic import stems
from ..model import OUTLET, Event, EventStatus, PloverType, Reading, Resolved, Span
from .clause import hedged, sentence_of
from .ledger import fold
from .ledger_index import Column, FacetValue
from .material import Material
from .timeline_weight import Heard, weight

TimelineFacet = Literal["day", "actor", "type", "status", "voice", "outlet"]
Voice = Literal["own", "several", "attributed", "denied"]
TIMELINE_FACETS: tuple[TimelineFacet, ...] = get_args(TimelineFacet)
UNDATED = "undated"
SAYINGS: frozenset[PloverType] = frozenset({"ACCUSE", "REQUEST", "REJECT", "CONSULT"})
_PAST = 180  # days before the first report that tells it from which a deed is background
_MONTH, _DAY = len("2019-04"), len("2019-04-30")
_MOST = 60  # values of a facet
_LEAD = 3  # sentences of the body that open a report
_DONE = ("happened", "ongoing", "attempted")
_ORDER: dict[str, tuple[str, ...]] = {"status": get_args(EventStatus), "voice": get_args(Voice)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed as all reports tell it.

    `members` are (report, event) ids, the most central first. `outlets` tell it, `own` of them in their own voice, `plain` of those without
    a doubt or condition; of `denying` a passage denies it. `statuses` are all that it is told with. `day` is the day, month or year it is
    put under, "undated" without one; `spoken` that a sentence says so rather than the report's span. `origins` counts the reports that do
    not have it from one another. `disputes` are about it; it is `contested` where a denial is about a deed in the same word. `said` is a
    mere saying, `saying` one that a single outlet carries, not in the opening of its report. `past` is what lies half a year or more before
    the reports that tell it. `sentence` is where the first member stands.
    """

    id: str
    members: tuple[tuple[str, str], ...]
    type: PloverType
    statuses: tuple[EventStatus, ...]
    when: Resolved | None
    day: str
    spoken: bool
    outlets: tuple[str, ...]
    own: tuple[str, ...]
    plain: tuple[str, ...]
    denying: tuple[str, ...]
    reports: int
    origins: int
    actors: tuple[str, ...]
    disputes: tuple[str, ...]
    contested: bool
    said: bool
    saying: bool
    past: bool
    sentence: tuple[str, int]
    weight: float

    @property
    def voice(self) -> tuple[Voice, ...]:
        """How it is told: in an outlet's own voice (in that of several), or only attributed; and whether it is denied."""
        told: list[Voice] = ["own", "several"] if len(self.own) > 1 else ["own"] if self.own else ["attributed"]
        return (*told, "denied") if self.denying else tuple(told)


class TimelineIndex:
    """All entries of a case in the order of time, with the values of their facets as arrays; built once, linear in the events."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.events = {(r.report.id, e.id): e for r in material.readings for e in r.events}
        self.joined = {(m.report, m.event): m for cluster in material.links.clusters for m in cluster.members}
        self.entries: tuple[Entry, ...] = tuple(sorted(_Maker(material, self.events).entries(), key=_by_time))
        self.places = {entry.id: n for n, entry in enumerate(self.entries)}
        names = {a.id: a.name for a in material.links.actors}
        cells: dict[TimelineFacet, list[tuple[str, ...]]] = {
            "day": [(e.day,) for e in self.entries],
            "actor": [e.actors for e in self.entries],
            "type": [(e.type,) for e in self.entries],
            "status": [e.statuses for e in self.entries],
            "voice": [e.voice for e in self.entries],
            "outlet": [e.outlets for e in self.entries],
        }
        self._columns = {name: Column(column, names if name == "actor" else {}) for name, column in cells.items()}

    def __len__(self) -> int:
        return len(self.entries)

    def name(self, facet: TimelineFacet, value: str) -> str:
        """What a value is called."""
        return self._columns[facet].names.get(value, value)

    def select(self, chosen: Mapping[TimelineFacet, str]) -> tuple[Entry, ...]:
        """The entries that fit every choice, in the order of time."""
        if not chosen:
            return self.entries
        return tuple(self.entries[n] for n in np.flatnonzero(self._mask(chosen)))

    def counts(self, facet: TimelineFacet, chosen: Mapping[TimelineFacet, str]) -> tuple[FacetValue, ...]:
        """The values of a facet that a click would leave entries for, the choices in the other facets kept.

        In the order of the reading guide where it has one, days by time, others with the most entries first.
        """
        others: dict[TimelineFacet, str] = {name: value for name, value in chosen.items() if name != facet}
        found = self._columns[facet].counts(self._mask(others), _ORDER.get(facet, ()), _MOST, chosen.get(facet))
        return tuple(sorted(found, key=lambda v: v.value)) if facet == "day" else found

    def _mask(self, chosen: Mapping[TimelineFacet, str]) -> NDArray[np.bool_]:
        mask = np.ones(len(self.entries), bool)
        for name, value in chosen.items():
            mask &= self._columns[name].has(value)
        return mask


def _by_time(entry: Entry) -> tuple[str, str, float, str]:
    """Days by time, what is told for a month or year behind its days, the undated last; the weightiest of a day first."""
    known = entry.day if entry.day != UNDATED else "~"
    return (known + "~" * (_DAY - len(known)), "" if entry.when is None else entry.day, -entry.weight, entry.id)


class _Maker:
    """Makes the entries of a case."""

    def __init__(self, material: Material, events: Mapping[tuple[str, str], Event]) -> None:
        self.material, self.events = material, events
        self.opening = {r.report.id: _opening(r) for r in material.readings}
        self.figures = {r.report.id: sorted(f.span for f in r.figures) for r in material.readings}
        self.cues = {r.report.id: sorted(s.cue for s in r.statements if s.cue) for r in material.readings}
        self.spoken = {r.report.id: _spoken(material, r) for r in material.readings}
        self.published = {r.report.id: r.report.published.iso for r in material.readings if r.report.published}
        self.parties = {key: self._parties(key[0], event) for key, event in events.items()}
        self.renown = self._renown()
        self.disputed = self._disputed()
        denials = {d.id for d in material.links.disputes if d.kind == "denial"}
        held = (key for key, e in events.items() if any(s.overlaps(e.trigger) and id in denials for s, id in self.disputed.get(key[0], ())))
        self.contested = frozenset(matter for key in held for matter in self._matter(key))
        self.counted = self._counted()

    def entries(self) -> Iterable[Entry]:
        """One for each cluster, and for each event that is in none."""
        grouped: set[tuple[str, str]] = set()
        for cluster in self.material.links.clusters:
            members = tuple(key for m in cluster.members if (key := (m.report, m.event)) in self.events)
            if members:
                grouped.update(members)
                yield self._entry(cluster.id, members, cluster.when)
        for key in self.events:
            if key not in grouped:
                yield self._entry(key[1], (key,), None)

    def _entry(self, id: str, members: tuple[tuple[str, str], ...], agreed: Resolved | None) -> Entry:
        material, events = self.material, [self.events[key] for key in members]
        telling: dict[str, set[str]] = defaultdict(set)  # by outlet
        sentences = [sentence_of(material.reading(report), event) for (report, _), event in zip(members, events, strict=True)]
        for (report, _), event, sentence in zip(members, events, sentences, strict=True):
            ways = telling[material.outlet(report)]
            ways.add("denied" if event.status == "denied" else "own" if event.voice == OUTLET else "attributed")
            if event.voice == OUTLET and event.status in _DONE and not hedged(material.reading(report).report.quote(sentence)):
                ways.add("plain")
        when, spoken = self._when(members, agreed)
        reports = list(dict.fromkeys(report for report, _ in members))
        types = Counter(e.type for e in events)
        disputes = {
            id: None for (r, _), e in zip(members, events, strict=True) for s, id in self.disputed.get(r, ()) if s.overlaps(e.trigger)
        }
        actors = tuple(dict.fromkeys(a for key in members for a in self.parties[key] if a))
        kind = max(types, key=lambda t: (types[t], t == events[0].type))
        said = all(e.type in SAYINGS or _touches(self.cues[r], e.trigger) for (r, _), e in zip(members, events, strict=True))
        origins = self._origins(members, sentences)
        opens = [self.opening[r].end >= e.trigger.end for (r, _), e in zip(members, events, strict=True)]
        heard = Heard(
            outlets=len(telling),
            own=sum("own" in ways for ways in telling.values()),
            plain=sum("plain" in ways for ways in telling.values()),
            origins=origins,
            passages=len(members),
            opening=len({r for (r, _), first in zip(members, opens, strict=True) if first}),
            said=said,
            type=kind,
            statuses=tuple(e.status for e in events),
            parties=max(sum(1 for side in (e.agents, e.recipients) if side) for e in events),
            renown=max((self.renown[a] for a in actors), default=0.0),
            figure=any(_touches(self.figures[r], s) for (r, _), s in zip(members, sentences, strict=True)),
            disputes=len(disputes),
            dated=spoken,
            confidence=sum(e.confidence for e in events) / len(events),
        )
        return Entry(
            id=id,
            members=members,
            type=kind,
            statuses=tuple(s for s in get_args(EventStatus) if any(e.status == s for e in events)),
            when=when,
            day=_day(when),
            spoken=spoken,
            outlets=tuple(o for o in material.outlets if o in telling) if len(telling) > 1 else tuple(telling),
            own=tuple(o for o, ways in telling.items() if "own" in ways),
            plain=tuple(o for o, ways in telling.items() if "plain" in ways),
            denying=tuple(o for o, ways in telling.items() if "denied" in ways),
            reports=len(reports),
            origins=origins,
            actors=actors,
            disputes=tuple(disputes),
            contested=any(self._matter(key) & self.contested for key in members),
            said=said,
            saying=said and len(telling) == 1 and not any(opens),
            past=_long_before(when, [self.published[r] for r in reports if r in self.published]),
            sentence=(members[0][0], sentences[0].start),
            weight=weight(heard),
        )

    def _when(self, members: Sequence[tuple[str, str]], agreed: Resolved | None) -> tuple[Resolved | None, bool]:
        """When it was, and whether a sentence says so.

        What the members agree on; finer where the sentences that date it within that tell one and the same day. Without an agreement the
        finest dating of a member, those that a sentence tells first.
        """
        dated = [(key, when) for key in members if (when := self.material.dating(*key))]
        told = [when for key, when in dated if key[1] in self.spoken[key[0]]]
        if agreed:
            within = [when for when in told if agreed.start <= when.start and when.end <= agreed.end]
            days = {when.iso: when for when in within if when.iso and len(when.iso) == _DAY}
            return (next(iter(days.values())) if len(days) == 1 else agreed), bool(within)
        finest = min(told or [when for _, when in dated], key=lambda w: (len(w.iso or "") != _DAY, w.end, w.start), default=None)
        return finest, bool(told)

    def _parties(self, report: str, event: Event) -> tuple[str, ...]:
        """The ids of the public actors that do it or have it done to them."""
        found = (ref.id for m in (*event.agents, *event.recipients) for ref in self.material.mention(report, m))
        return tuple(dict.fromkeys(id for id in found if self.material.public(id)))

    def _matter(self, key: tuple[str, str]) -> frozenset[tuple[str, str]]:
        """What an event is about, as far as its type and the stems of its words tell."""
        event = self.events[key]
        words = self.material.reading(key[0]).report.quote(event.trigger).split()
        return frozenset((event.type, stem) for word in words for stem in stems(word))

    def _renown(self) -> Mapping[str, float]:
        """For each actor the share (0 to 1) of the reports on deeds in which it takes part in one."""
        found: dict[str, set[str]] = defaultdict(set)
        for (report, _), actors in self.parties.items():
            for actor in actors:
                found[actor].add(report)
        size = max(1, min(len(self.opening), max((len(r) for r in found.values()), default=1)))
        return {actor: len(reports) / size for actor, reports in found.items()}

    def _disputed(self) -> Mapping[str, Sequence[tuple[Span, str]]]:
        """For each report the passages that disputes rest on."""
        found: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        for dispute in self.material.links.disputes:
            for evidence in (e for p in dispute.positions for e in p.evidence):
                found[evidence.report].append((evidence.span, dispute.id))
        return found

    def _counted(self) -> Mapping[str, Sequence[tuple[Span, frozenset[str]]]]:
        """For each report the passages of claims with the reports that have such a passage from the same origin."""
        found: dict[str, list[tuple[Span, frozenset[str]]]] = defaultdict(list)
        for claim in self.material.links.claims:
            together = [frozenset(o.reports) for o in claim.origins if len(o.reports) > 1]
            for carrier in claim.carriers if together else ():
                report = carrier.evidence.report
                found[report] += [(carrier.evidence.span, group) for group in together if report in group]
        return found

    def _origins(self, members: Sequence[tuple[str, str]], sentences: Sequence[Span]) -> int:
        """How many of the reports do not have it from one another: not in the same words, not counted as one origin of a claim."""
        reports = {report for report, _ in members}
        if len(reports) < 2:
            return len(reports)
        group = {report: report for report in reports}
        words: dict[str, str] = {}
        for (report, _), sentence in zip(members, sentences, strict=True):
            same = words.setdefault(fold(self.material.reading(report).report.quote(sentence)), report)
            joined = {r for span, group in self.counted.get(report, ()) if span.overlaps(sentence) for r in group & reports}
            for other in {same, *joined}:
                one, two = sorted((group[report], group[other]))
                group = {r: one if g == two else g for r, g in group.items()}
        return len(set(group.values()))


def _opening(reading: Reading) -> Span:
    """Headline and first sentences of a report."""
    furniture = sorted(f.span for f in reading.report.furniture)
    body = [s for s in reading.sentences if not _touches(furniture, s)][:_LEAD]
    return Span(
        0, max([1, *(s.end for s in body), *(f.span.end for f in reading.report.furniture if f.kind == "headline" and not f.span.start)])
    )


def _spoken(material: Material, reading: Reading) -> frozenset[str]:
    """The events of which a time in their sentence tells the date that they have."""
    report = reading.report.id
    times = sorted((t.span, when) for t in reading.times if (when := material.dating(report, t.id)))
    starts = [span.start for span, _ in times]
    found = []
    for event in reading.events if times else ():
        dated = material.dating(report, event.id)
        if dated is None:
            continue
        sentence = sentence_of(reading, event)
        sentence = sentence.hull(event.date) if event.date else sentence
        near = times[bisect_right(starts, sentence.start - 1) : bisect_right(starts, sentence.end)]
        # What goes on since a time is dated by its beginning.
        if any(dated.start == when.start and dated.end <= when.end for _, when in near):
            found.append(event.id)
    return frozenset(found)


def _day(when: Resolved | None) -> str:
    """The day, month or year that it is put under; some days on both sides of a month's end under the month in which they begin."""
    if when is None:
        return UNDATED
    if when.iso and len(when.iso) < _MONTH and when.precision not in ("season", "year"):
        return when.start[:_MONTH]
    return when.iso or when.begin or UNDATED


def _long_before(when: Resolved | None, published: Sequence[str]) -> bool:
    """Whether it lies half a year or more before the first report that tells it."""
    first = min((p for p in published if len(p) >= _DAY), default=None)
    if when is None or first is None:
        return False
    return when.end[:_DAY] < (date.fromisoformat(first[:_DAY]) - timedelta(days=_PAST)).isoformat()


def _touches(spans: Sequence[Span], span: Span) -> bool:
    """Whether one of some ordered spans shares a character with a span."""
    n = bisect_right(spans, span.end - 1, key=lambda s: s.start)
    return any(s.overlaps(span) for s in spans[max(0, n - 3) : n])
