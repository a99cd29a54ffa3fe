"""Which deeds the passages of a case tell: of each who did it to whom, when, in which country, and which others tell the same deed.

Two tellings may be of one deed where the clusters of events say so, or where one word is used of it and who takes part, the days and the
countries do not speak against it. The families of disputes ask for either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...model import OUTLET, Dating, Event, EventCluster, Mention, Reading, Resolved, Span
from ...read.lemmas import lemma_of
from ..actors import ActorIndex
from ..passages import Field
from ..places import country_of
from ..similarity import stem

_DAY = len("2031-04-30")
_FINE = frozenset(("minute", "hour", "part", "day"))
_DONE = frozenset(("happened", "ongoing"))


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed as one passage tells it.

    `doers` and `targets` hold ids of actors and, behind a `~`, stems of words for who takes part; `cluster` is the id of the deed's
    cluster, "" where it is in none; `verbal` tells a verb from a noun; `country` is a code, "" where no words say so.
    """

    event: Event
    passage: int
    stem: str
    verbal: bool
    doers: frozenset[str]
    targets: frozenset[str]
    when: Resolved | None
    country: str
    cluster: str

    @property
    def done(self) -> bool:
        """Whether it is told as happened or going on."""
        return self.event.status in _DONE

    @property
    def parties(self) -> frozenset[str]:
        """All who take part."""
        return self.doers | self.targets

    def dates_apart(self, other: Deed) -> bool:
        """Whether both are dated, to the day or better, to days that do not meet."""
        a, b = self.when, other.when
        if a is None or b is None or a.precision not in _FINE or b.precision not in _FINE:
            return False
        return a.end[:_DAY] < b.start[:_DAY] or b.end[:_DAY] < a.start[:_DAY]

    def places_apart(self, other: Deed) -> bool:
        """Whether the two are told of two countries."""
        return bool(self.country and other.country and self.country != other.country)


@dataclass(slots=True)
class Deeds:
    """The deeds of a case. `beside` tells which reports are compared with which; all are where it is None."""

    told: list[Deed] = field(default_factory=list)
    of_passage: defaultdict[int, list[Deed]] = field(default_factory=lambda: defaultdict(list))
    _by_word: defaultdict[tuple[str, str], list[Deed]] = field(default_factory=lambda: defaultdict(list))
    _by_report: defaultdict[str, list[Deed]] = field(default_factory=lambda: defaultdict(list))
    _by_cluster: defaultdict[str, list[Deed]] = field(default_factory=lambda: defaultdict(list))
    beside: Mapping[str, frozenset[str]] | None = None
    _reports: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        passages: Field,
        readings: Sequence[Reading],
        index: ActorIndex,
        clusters: Sequence[EventCluster] = (),
        datings: Sequence[Dating] = (),
        beside: Mapping[str, frozenset[str]] | None = None,
    ) -> Deeds:
        """Takes the deeds of all readings outside their furniture."""
        made = cls(beside=beside, _reports=tuple(r.report.id for r in readings))
        cluster = {m.event: c.id for c in clusters for m in c.members}
        when = {d.item: d.when for d in datings}
        for reading in readings:
            for event in reading.events:
                if reading.report.in_furniture(event.trigger) not in (None, "headline"):
                    continue
                at = passages.holding(reading.report.id, event.trigger, None if event.voice == OUTLET else event.voice)
                if at is not None:
                    made._take(_deed(reading, index, event, at, when.get(event.id), cluster.get(event.id, "")), reading.report.id)
        return made

    def _take(self, deed: Deed, report: str) -> None:
        self.told.append(deed)
        self.of_passage[deed.passage].append(deed)
        self._by_word[report, deed.stem].append(deed)
        self._by_report[report].append(deed)
        if deed.cluster:
            self._by_cluster[deed.cluster].append(deed)

    def groups(self) -> Iterator[list[Deed]]:
        """The deeds that are in one cluster, cluster by cluster."""
        yield from (self._by_cluster[c] for c in sorted(self._by_cluster))

    def fellows(self, deed: Deed, report: str) -> Iterator[Deed]:
        """The tellings of its cluster, and those that use its word in the reports that its `report` is compared with; each once."""
        near: Iterable[str] = sorted(self.beside[report]) if self.beside else self._reports
        found = {d.event.id: d for d in self._by_cluster.get(deed.cluster, ())} if deed.cluster else {}
        found |= {d.event.id: d for other in near for d in self._by_word.get((other, deed.stem), ())}
        yield from (d for id, d in found.items() if id != deed.event.id)

    def beside_word(self, report: str, sentence: Span, span: Span) -> Deed | None:
        """The deed of a sentence whose trigger stands nearest to a span of it."""
        here = [d for d in self._by_report.get(report, ()) if sentence.covers(d.event.trigger)]
        return min(here, key=lambda d: (abs(d.event.trigger.start - span.start), d.event.id), default=None)

    def shared(self, one: int, other: int) -> list[tuple[Deed, Deed]]:
        """The deeds of one cluster that two passages both tell."""
        theirs = self.of_passage.get(other, ())
        return [(a, b) for a in self.of_passage.get(one, ()) if a.cluster for b in theirs if a.cluster == b.cluster]


def _deed(reading: Reading, index: ActorIndex, event: Event, at: int, when: Resolved | None, cluster: str) -> Deed:
    word, verbal = _word(reading, event.trigger)
    doers, targets = _parties(reading, index, event.agents), _parties(reading, index, event.recipients)
    country = country_of(reading.report.quote(event.place)) if event.place else None
    return Deed(event, at, word, verbal, doers, targets - doers, when, country.code if country else "", cluster)


def _word(reading: Reading, trigger: Span) -> tuple[str, bool]:
    """The stem of a trigger's head word, and whether that is a verb."""
    syntax, text = reading.syntax, reading.report.text
    head = syntax.head(trigger) if syntax is not None else None
    if syntax is None or head is None:
        return stem(text[trigger.start : trigger.end].split()[0]), True
    tag = syntax.tag(head)
    return stem(lemma_of(syntax.span(head).of(text), tag, syntax.penn(head)).lower()), tag in ("VERB", "AUX")


def _parties(reading: Reading, index: ActorIndex, mentions: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for id in mentions:
        actor = index.of_mention(id)
        best: Mention = reading.best_name(reading.mention(id))
        if actor:
            found.add(actor)
        if best.form != "pronoun":
            found.add("~" + _head(reading, best.span))
    return frozenset(found)


def _head(reading: Reading, span: Span) -> str:
    syntax, text = reading.syntax, reading.report.text
    head = syntax.head(span) if syntax is not None else None
    return stem(syntax.span(head).of(text) if syntax is not None and head is not None else text[span.start : span.end].split()[-1])
