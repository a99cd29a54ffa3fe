"""Designations: what outlets, and those whom they quote, call an actor beyond the bare name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model import OUTLET, Label, Reading, Statement
from ..read.lexicon import lemma
from .disputes import Carried, told
from .ledger import SourceRef, fold, source_ref
from .material import Material
from .passage import evidence_passage

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LEAST = 4  # letters of a word that may tell
_JOINING = frozenset(
    """about after against among been before being between both could from have having into its more most much other others over same some
    such than that their them then there these they this those under very were what when where which while whom whose will with would
    your""".split()
)
_Labelled = tuple[Reading, Label, Statement | None]


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A designation as first written, how often it stands so, and the first passage; `holder` is None in the outlet's own voice."""

    words: str
    count: int
    holder: SourceRef | None
    first: Carried


@dataclass(frozen=True, slots=True)
class OutletLabels:
    """What one outlet calls an actor: in its own voice, and in the words of others; the most frequent first."""

    outlet: str
    code: str
    own: tuple[LabelRow, ...]
    attributed: tuple[LabelRow, ...]


@dataclass(frozen=True, slots=True)
class ActorLabels:
    """A public actor with its designations by outlet, in the order of the outlets' first reports; `all_outlets` counts them all."""

    actor: str
    name: str
    outlets: tuple[OutletLabels, ...]
    all_outlets: int


@dataclass(frozen=True, slots=True)
class WordLabels:
    """A word of labels, whoever or whatever they are for, with the labels that have it by outlet, in the order of their first reports."""

    word: str
    outlets: tuple[OutletLabels, ...]

    @property
    def own(self) -> int:
        """How many outlets use it in their own voice."""
        return sum(bool(o.own) for o in self.outlets)


class Designations:
    """The labels of a case by the public actor whom they are for. Linear in labels."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self._words: dict[str, dict[str, list[tuple[Reading, Label, str]]]] = defaultdict(lambda: defaultdict(list))
        self._of: dict[str, dict[str, list[tuple[Reading, Label, str]]]] = defaultdict(lambda: defaultdict(list))
        for reading in material.readings:
            outlet = material.outlet(reading.report.id)
            for label in reading.labels:
                written = reading.report.quote(label.span)
                key = fold(written)
                for word in _telling(written):
                    self._words[word][outlet].append((reading, label, key))
                for ref in material.mention(reading.report.id, label.target) if key else ():
                    if material.public(ref.id):
                        self._of[ref.id][outlet].append((reading, label, key))

    def of(self, actor: str, *, outlets: int | None = None, each: int | None = None) -> ActorLabels:
        """What an actor is called; only in so many outlets, those with the most labels, and so many designations of each, if given.

        Raises KeyError where there is no public actor of that id.
        """
        known = self.material.public(actor)
        if known is None:
            raise KeyError(actor)
        found = self._of.get(actor, {})
        kept = set(sorted(found, key=lambda o: (not self._own(found[o]), -len(found[o]), o))[:outlets])
        rows = [self._row(outlet, found[outlet], each) for outlet in self.material.outlets if outlet in kept]
        return ActorLabels(actor, known.name, tuple(rows), len(found))

    def differing(self, most: int) -> tuple[str, ...]:
        """The actors whom outlets designate differently: two of them have each a label, best their own, that the other has not."""
        ranked = []
        for actor, outlets in self._of.items():
            every = [{key for *_, key in labels} for labels in outlets.values()]
            own = [keys for labels in outlets.values() if (keys := self._own(labels))]
            if _apart(every):
                ranked.append((-_apart(own), -_apart(every), -sum(map(len, outlets.values())), actor))
        return tuple(actor for *_, actor in sorted(ranked)[:most])

    def ranked(self) -> tuple[str, ...]:
        """Every actor with a label: those whom outlets designate differently, then those in more outlets and of more labels."""
        apart = self.differing(len(self._of))
        rest = sorted(self._of.keys() - set(apart), key=lambda a: (-len(self._of[a]), -sum(map(len, self._of[a].values())), a))
        return (*apart, *rest)

    def words(self, most: int, each: int | None = None) -> tuple[WordLabels, ...]:
        """The words of labels that some outlet uses in its own voice and another only in somebody's, those of most outlets first."""
        ranked = []
        for word, outlets in self._words.items():
            own = [outlet for outlet, labels in outlets.items() if any(self._holder(r, label) is None for r, label, _ in labels)]
            if own and len(own) < len(outlets):
                ranked.append((-min(len(own), len(outlets) - len(own)), -len(outlets), -sum(map(len, outlets.values())), word))
        rows: list[WordLabels] = []
        shown: list[set[str]] = []
        for *_, word in sorted(ranked):
            found = self._words[word]
            labels = {label.id for one in found.values() for _, label, _ in one}
            # "interim" says nothing beside "president" where all are interim presidents.
            if len(rows) == most or any(labels <= others for others in shown):
                continue
            shown.append(labels)
            rows.append(WordLabels(word, tuple(self._row(o, found[o], each) for o in self.material.outlets if o in found)))
        return tuple(rows)

    def of_outlet(self, outlet: str) -> tuple[str, ...]:
        """The actors whom one outlet has a label for, in the same order."""
        return tuple(actor for actor in self.ranked() if outlet in self._of[actor])

    @staticmethod
    def _own(labels: Iterable[tuple[Reading, Label, str]]) -> set[str]:
        return {key for _, label, key in labels if label.voice == OUTLET}

    def _row(self, outlet: str, labels: Iterable[tuple[Reading, Label, str]], each: int | None) -> OutletLabels:
        own: dict[tuple[str, ...], list[_Labelled]] = defaultdict(list)
        attributed: dict[tuple[str, ...], list[_Labelled]] = defaultdict(list)
        for reading, label, key in labels:
            holder = self._holder(reading, label)
            if holder is None:
                own[key,].append((reading, label, None))
            else:
                source = reading.report.quote(holder.source) if holder.source else ""
                attributed[key, fold(source)].append((reading, label, holder))
        return OutletLabels(outlet, self.material.code(outlet), self._rows(own, each), self._rows(attributed, each))

    def _holder(self, reading: Reading, label: Label) -> Statement | None:
        """The statement that a label is part of; None in the outlet's own voice."""
        report = reading.report.id
        named = self.material.statement(report, label.voice) if label.voice != OUTLET else None
        return named or next(iter(self.material.holding(report, label.span)), None)

    def _rows(self, groups: dict[tuple[str, ...], list[_Labelled]], each: int | None) -> tuple[LabelRow, ...]:
        ordered = sorted(groups.items(), key=lambda x: (-len(x[1]), x[0]))[:each]
        return tuple(self._label(*found[0], count=len(found)) for _, found in ordered)

    def _label(self, reading: Reading, label: Label, holder: Statement | None, *, count: int) -> LabelRow:
        report = reading.report
        words = " ".join(report.quote(label.span).split())
        if holder:
            return LabelRow(words, count, source_ref(self.material, reading, holder), told(self.material, report.id, holder))
        passage = evidence_passage(report, label.span)
        return LabelRow(words, count, None, Carried(self.material.outlet(report.id), self.material.chip(report.id), (), passage))


def _apart(sets: Sequence[set[str]]) -> int:
    """How many sets there are that have something which some other lacks, and lack something which that one has."""
    return sum(any(one - other and other - one for other in sets) for one in sets)


def _telling(written: str) -> tuple[str, ...]:
    """The words of a label that may tell, by their singulars: no names, none that only join others."""
    words = (w for w in _WORD.findall(written) if len(w) >= _LEAST and not (w[:1].isupper() and not written.isupper()))
    return tuple(dict.fromkeys(lemma(low, "noun") for w in words if (low := re.sub(r"['’]s$", "", w.casefold())) not in _JOINING))
