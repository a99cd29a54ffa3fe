"""Cue verbs: by which words each outlet attributes, and to whom it gives other words than to the rest.

Which words one group of statements has more often than the others is told by the log-odds ratio with an informative Dirichlet prior
(Monroe, Colaresi and Quinn 2008, "Fightin' Words", Political Analysis 16(4), equations 15, 16, 19, 20, 22): the prior is the share of
each word among all statements of the case, with the weight of so many statements, so that a word used twice shows nothing. Words are
the heads of cues by the cue lexicon, forms of one verb counted together. They are words with counts, not classes: nothing here says that
one is neutral and another doubts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from statistics import NormalDist
from typing import TypeVar

from ..model import Reading, Statement
from ..read.lexicon import heads_in
from .disputes import Carried, told
from .ledger import fold
from .material import Material
from .wire import Wire

K = TypeVar("K", bound=Hashable)
PRIOR = 50.0  # statements that the shares of the whole case weigh as much as
LEAST_STATEMENTS, LEAST_USES = 15, 3  # of a group, of a word in it
CHANCE = 0.1  # words of a whole case that chance alone may show, by the number of words that are asked about
_COMMON = 8  # most frequent cues of an outlet that are listed
_PLACES, _FEW = 12, 2  # passages of a word that are listed, where it stands out and where it does not
_Use = tuple[Reading, Statement]


@dataclass(frozen=True, slots=True)
class CueRow:
    """A cue by its lemma: in how many statements of a group, of how many others it stands, z of its log-odds, and where it stands."""

    lemma: str
    count: int
    elsewhere: int
    z: float
    passages: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class SourceCues:
    """The cues that one outlet gives one source more often than its other sources; `statements` are those of the source with a cue."""

    actor: str
    name: str
    statements: int
    more: tuple[CueRow, ...]


@dataclass(frozen=True, slots=True)
class OutletCues:
    """The cues of an outlet.

    `statements` counts its statements with a cue, `elsewhere` those of the other outlets; `common` are its most frequent cues, `more`
    those that it uses more often than the others, as far as there are enough to tell, the surest first, `sources` the same for sources;
    `least_z` is the z that a word needs in this case.
    """

    outlet: str
    code: str
    statements: int
    elsewhere: int
    common: tuple[CueRow, ...]
    more: tuple[CueRow, ...]
    sources: tuple[SourceCues, ...]
    least_z: float


class Cues:
    """The statements of a case by outlet, source and the lemma of their cue; copies count once. Linear in statements."""

    def __init__(self, material: Material) -> None:
        self._material, wire = material, material.kept(Wire)
        self._uses: dict[str, dict[str, list[_Use]]] = defaultdict(lambda: defaultdict(list))
        self._by_source: dict[str, dict[str, dict[str, list[_Use]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
        for reading in material.readings:
            report = reading.report.id
            outlet = material.outlet(report)
            for statement in reading.statements:
                if statement.cue is None or wire.folded(report, statement.hull):
                    continue
                lemma = cue_lemma(reading, statement)
                self._uses[outlet][lemma].append((reading, statement))
                for ref in material.sources(report, statement.id):
                    if material.public(ref.id):
                        self._by_source[outlet][ref.id][lemma].append((reading, statement))
        self._counts = {outlet: _counted(uses) for outlet, uses in self._uses.items()}
        self._all = sum(self._counts.values(), Counter[str]())
        self._more = telling(self._counts)
        self._needed = needed(self._counts.values())
        sources = (_counted(uses) for by_source in self._by_source.values() for uses in by_source.values())
        self._needed_of_sources = needed(sources)
        self._made: dict[str, OutletCues] = {}

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets with a cue, in the order of their first reports."""
        return tuple(outlet for outlet in self._material.outlets if outlet in self._counts)

    def rows(self) -> tuple[OutletCues, ...]:
        """One row for each of these outlets."""
        return tuple(self.row(outlet) for outlet in self.outlets)

    def row(self, outlet: str) -> OutletCues:
        """The cues of one outlet, made once. Raises KeyError where it has none."""
        if outlet not in self._made:
            self._made[outlet] = self._make(outlet)
        return self._made[outlet]

    def _make(self, outlet: str) -> OutletCues:
        counts, z = self._counts[outlet], self._more[outlet]
        n = counts.total()
        common = sorted(counts, key=lambda w: (-counts[w], w))[:_COMMON]
        more = [w for w in sorted(z, key=lambda w: (-z[w], w)) if sure(counts[w], n, z[w], self._needed)]
        return OutletCues(
            outlet,
            self._material.code(outlet),
            n,
            self._all.total() - n,
            tuple(self._row(w, self._uses[outlet][w], self._all[w] - counts[w], z[w], _FEW) for w in common),
            tuple(self._row(w, self._uses[outlet][w], self._all[w] - counts[w], z[w]) for w in more),
            self._sources(outlet),
            round(self._needed, 2),
        )

    def _sources(self, outlet: str) -> tuple[SourceCues, ...]:
        """The sources that an outlet gives other cues than its other sources, those with the surest difference first."""
        material, all_of = self._material, self._counts[outlet]
        enough = {id: c for id, uses in self._by_source[outlet].items() if (c := _counted(uses)).total() >= LEAST_STATEMENTS}
        rows = []
        for id, counts in enough.items():
            n = counts.total()
            z = telling({id: counts, "": all_of - counts})[id]
            more = [w for w in sorted(z, key=lambda w: (-z[w], w)) if sure(counts[w], n, z[w], self._needed_of_sources)]
            actor = material.public(id)
            if more and actor:
                uses = self._by_source[outlet][id]
                found = tuple(self._row(w, uses[w], all_of[w] - counts[w], z[w]) for w in more)
                rows.append(SourceCues(id, actor.name, n, found))
        return tuple(sorted(rows, key=lambda r: (-r.more[0].z, r.actor)))

    def _row(self, lemma: str, uses: Sequence[_Use], elsewhere: int, z: float, most: int = _PLACES) -> CueRow:
        shown = tuple(told(self._material, reading.report.id, statement) for reading, statement in uses[:most])
        return CueRow(lemma, len(uses), elsewhere, round(z, 2), shown)


def cue_lemma(reading: Reading, statement: Statement) -> str:
    """The head of a cue as the cue lexicon has it ("told reporters" -> "tell"), else its words; "not" before one that is negated."""
    assert statement.cue
    words = fold(reading.report.quote(statement.cue))
    heads = heads_in(reading.report.text, statement.cue)
    # Signs that introduce words ("Marrek: ...") are a cue of their own.
    head = heads[0].entry.lemma if heads else words or "(a sign)"
    negated = bool({"not", "never", "n t", "didn", "don", "doesn"} & set(words.split())) and head not in ("not", "never")
    return f"not {head}" if negated else head


def needed(groups: Iterable[Counter[str]]) -> float:
    """The z that a word needs: the more words and groups there are, the higher (Bonferroni, for the expected number of false ones).

    Asked about is every word that could have enough uses in some group, whether it has them or not.
    """
    groups = list(groups)
    every = Counter[str]()
    for counts in groups:
        every.update(counts)
    words = sum(uses >= LEAST_USES for uses in every.values())
    asked = words * sum(counts.total() >= LEAST_STATEMENTS for counts in groups)
    return NormalDist().inv_cdf(1 - CHANCE / max(1, asked))


def sure(uses: int, statements: int, z: float, least: float) -> bool:
    """Whether a word is shown as used more often: enough statements in the group, enough uses, and a z that is high enough."""
    return statements >= LEAST_STATEMENTS and uses >= LEAST_USES and z >= least


def telling(groups: Mapping[K, Counter[str]], prior: float = PRIOR) -> dict[K, dict[str, float]]:
    """For each group of counts the z of the log-odds ratio of each of its words against all other groups together.

    The prior gives each word its share among all groups, with the weight of `prior` words in all. In time linear in words.
    """
    every = sum(groups.values(), Counter[str]())
    total = every.total()
    found: dict[K, dict[str, float]] = {}
    for key, counts in groups.items():
        n, rest = counts.total(), total - counts.total()
        found[key] = {}
        for word in counts:
            alpha = prior * every[word] / total
            here, there = counts[word] + alpha, every[word] - counts[word] + alpha
            odds = (
                log(here / (n + prior - here)) - log(there / (rest + prior - there)) if here < n + prior and there < rest + prior else 0.0
            )
            found[key][word] = odds / sqrt(1 / here + 1 / there)
    return found


def _counted(uses: Mapping[str, Iterable[_Use]]) -> Counter[str]:
    """In how many statements each word stands; a statement that goes on in the next sentence counts once each time."""
    return Counter({lemma: len(list(found)) for lemma, found in uses.items()})
