"""Tellings side by side: which pairs are worth comparing, and what speaks for and against their telling one deed, as columns of numbers.

A report's tellings are set against those of the reports near it in one go, so that a pair costs no more than its row: sets are compared as
products of matrices over the words of the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Prefix

from ...model import Reading
from .tellings import ONCE, SAYINGS, Telling
from .words import rarity, vector

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

FEATURES = (
    *("same report", "same lemma", "same stem", "prefix", "meaning", "verbs", "rarity", "spread", "type", "repeats"),
    *("doers", "targets", "crossed", "parts", "parts of all", "part names", "once", "part meaning", "places", "country"),
    *(
        "apart",
        "known apart",
        "told apart",
        "precise",
        "dated",
        "numbers",
        "words",
        "names",
        "sentences",
        "reports",
        "report names",
        "distance",
    ),
    *("earlier", "later", "status", "done", "sayings", "holders", "trigger in words", "best of one", "best of both"),
)
_DONE = frozenset(("happened", "ongoing", "attempted", ""))
_COARSE = 31  # days between stretches told by a month or a year from which they are two times
_ALIKE = 0.55  # cosine of two sentences from which their deeds are compared, whatever their words
_SENSE = 0.45  # cosine of the meanings of two triggers from which the same holds
_BEGUN = 0.6  # share of the longer trigger that two triggers begin with alike


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of tellings (places in the table, the smaller first) with their features [P, FEATURES].

    `sure` marks those that are one deed by their nature (one dies once), `apart` those that cannot be one.
    """

    left: Ints
    right: Ints
    features: Floats
    sure: NDArray[np.bool_]
    apart: NDArray[np.bool_]


class _Sets:
    """A set of words for each telling, as codes, with the weight of each word: the rarer in reports, the heavier.

    `flat` holds the codes of all sets one after another, those of set k from `begin[k]` to `begin[k + 1]`.
    """

    def __init__(self, sets: Sequence[frozenset[str]], reports: Ints, vocabulary: dict[str, int]) -> None:
        coded = [[vocabulary.setdefault(w, len(vocabulary)) for w in sorted(s)] for s in sets]
        self.flat = np.array([c for codes in coded for c in codes], np.int64)
        self.begin = np.concatenate(([0], np.cumsum([len(codes) for codes in coded], dtype=np.int64)))
        owner = np.repeat(reports, np.diff(self.begin))
        seen = np.unique(np.stack((owner, self.flat)), axis=1)[1]
        count, total = np.bincount(seen, minlength=len(vocabulary)), len(set(reports.tolist()))
        self.weights: Floats = (np.log((total + 1.0) / np.maximum(count, 1)) / np.log(total + 1.0) + 0.1).astype(np.float32)
        self.mass: Floats = np.bincount(np.repeat(np.arange(len(sets)), np.diff(self.begin)), self.weights[self.flat], len(sets)).astype(
            np.float32
        )

    def of(self, places: Ints) -> tuple[Ints, Ints]:
        """The codes of some sets, each with the place among `places` of the set that has it."""
        sizes = self.begin[places + 1] - self.begin[places]
        ends = np.cumsum(sizes)
        at = np.arange(sizes.sum()) + np.repeat(self.begin[places] - (ends - sizes), sizes)
        return np.repeat(np.arange(len(places)), sizes), self.flat[at]

    def shared(self, other: _Sets, rows: Ints, columns: Ints) -> Floats:
        """The weight of what each row's set shares with each column's of another family of sets [rows, columns]."""
        (at_row, mine), (at_column, theirs) = self.of(rows), other.of(columns)
        both = np.intersect1d(mine, theirs)
        if not len(both):
            return np.zeros((len(rows), len(columns)), np.float32)
        a, b = (np.zeros((len(x), len(both)), np.float32) for x in (rows, columns))
        for table, at, codes in ((a, at_row, mine), (b, at_column, theirs)):
            local = np.minimum(np.searchsorted(both, codes), len(both) - 1)
            has = both[local] == codes
            table[at[has], local[has]] = 1.0
        found: Floats = ((a * self.weights[both]) @ b.T).astype(np.float32)
        return found


class Table:
    """The tellings of a case, and the pairs of them that may tell one deed. `near` holds for each reading those it is compared with."""

    def __init__(self, tellings: Sequence[Telling], readings: Sequence[Reading], near: Sequence[frozenset[int]]) -> None:
        self.tellings, self.readings, self.near = tellings, readings, near
        self.report = np.array([t.report for t in tellings], np.int64)
        self.of_report: list[list[int]] = [[] for _ in readings]
        for k, t in enumerate(tellings):
            self.of_report[t.report].append(k)
        vectors = [_rows(r) for r in readings]
        self.vectors = (
            np.stack([vectors[t.report][t.order] if t.order < len(vectors[t.report]) else np.zeros(384, np.float32) for t in tellings])
            if tellings
            else np.zeros((0, 384), np.float32)
        )
        means = np.stack([v.mean(axis=0) for v in vectors])
        self.means = _unit(means)
        codes: dict[str, int] = {}
        self.sets = {name: _Sets([of(t) for t in tellings], self.report, codes) for name, of in _SETS.items()}
        stems: dict[str, int] = {}
        self.stem = np.array([stems.setdefault(t.stem, len(stems)) for t in tellings], np.int64)
        per = np.zeros((len(readings), max(1, len(stems))), np.int64)
        np.add.at(per, (self.report, self.stem), 1)
        self.repeats = per[self.report, self.stem] if tellings else np.zeros(0, np.int64)
        spread = (per > 0).sum(axis=0)
        self.spread = (np.log((len(readings) + 1.0) / np.maximum(spread, 1)) / np.log(len(readings) + 1.0))[self.stem]
        self.rarity = np.array([rarity(t.lemma) for t in tellings], np.float32)
        self.meaning = np.stack([vector(t.lemma) for t in tellings])
        self.part_meaning = _unit(np.stack([sum((vector(w) for w in sorted(t.part_words)), np.zeros_like(vector(""))) for t in tellings]))
        self.report_names = self._report_names()
        self.columns = {
            "lemma": _coded(t.lemma for t in tellings),
            "type": _coded(t.type for t in tellings),
            "status": _coded(t.status for t in tellings),
            "country": _coded(t.country for t in tellings),
        }
        self.known = {name: np.array([bool(getattr(t, name)) for t in tellings]) for name in ("type", "country")}
        self.verbal = np.array([t.verbal for t in tellings], np.float32)
        self.done = np.array([t.status in _DONE for t in tellings])
        self.saying = np.array([t.type in SAYINGS for t in tellings], np.float32)
        self.order = np.array([t.order for t in tellings], np.float32)
        self.first, self.last = (np.array([getattr(t, x) for t in tellings], np.int64) for x in ("first", "last"))
        self.guessed = np.array([t.guessed for t in tellings])
        self.once = np.array([t.lemma in ONCE for t in tellings])
        self.precise, self.dated = (np.array([getattr(t, x) for t in tellings], np.float32) for x in ("precise", "dated"))

    def _report_names(self) -> Floats:
        """The cosine of the reports by the proper names in the sentences of their deeds."""
        names = self.sets["names"]
        at, codes = names.of(np.arange(len(self.tellings)))
        every, columns = np.unique(codes, return_inverse=True)
        rows = np.zeros((len(self.readings), max(1, len(every))), np.float32)
        rows[self.report[at], columns] = names.weights[codes]
        return _unit(rows)

    def blocks(self) -> Iterator[Pairs]:
        """The pairs worth comparing, report by report, each once."""
        for k in range(len(self.readings)):
            rows = np.array(self.of_report[k], np.int64)
            columns = np.array([i for j in sorted(self.near[k]) if j >= k for i in self.of_report[j]], np.int64)
            if len(rows) and len(columns):
                yield self._block(rows, columns)

    def _block(self, rows: Ints, columns: Ints) -> Pairs:
        """The pairs of some tellings with others."""
        sentences = self.vectors[rows] @ self.vectors[columns].T
        parts = self.sets["parts"].shared(self.sets["parts"], rows, columns)
        same_stem = self.stem[rows][:, None] == self.stem[columns][None, :]
        kind = self.columns["type"]
        same_type = (
            (kind[rows][:, None] == kind[columns][None, :]) | ~self.known["type"][rows][:, None] | ~self.known["type"][columns][None, :]
        )
        meaning = self.meaning[rows] @ self.meaning[columns].T
        begun = _begun_alike([self.tellings[i].lemma for i in rows], [self.tellings[i].lemma for i in columns])
        worth = (
            same_stem
            | (begun >= _BEGUN)
            | (same_type & (meaning >= _SENSE))
            | (same_type & (parts > 0) & (sentences >= 0.25))
            | (same_type & (sentences >= _ALIKE))
        )
        victims = self.sets["victims"].shared(self.sets["victims"], rows, columns)
        worth |= victims > 0
        worth &= rows[:, None] < columns[None, :]
        r, c = np.nonzero(worth)
        left, right = rows[r], columns[c]
        features = np.zeros((len(left), len(FEATURES)), np.float32)

        def put(name: str, values: NDArray[np.generic]) -> None:
            features[:, FEATURES.index(name)] = values

        def shared(name: str, other: str = "") -> Floats:
            mine, theirs = self.sets[name], self.sets[other or name]
            return mine.shared(theirs, rows, columns)[r, c]

        def share(name: str) -> Floats:
            mass = self.sets[name].mass
            least = np.minimum(mass[left], mass[right])
            return np.where(least > 0, shared(name) / np.maximum(least, 1e-6), -1.0).astype(np.float32)

        lemma = self.columns["lemma"]
        one_report = self.report[left] == self.report[right]
        put("same report", one_report)
        put("same lemma", lemma[left] == lemma[right])
        put("same stem", same_stem[r, c])
        put("prefix", begun[r, c])
        put("verbs", self.verbal[left] + self.verbal[right])
        put("meaning", meaning[r, c])
        put("rarity", np.minimum(self.rarity[left], self.rarity[right]))
        put("spread", np.minimum(self.spread[left], self.spread[right]))
        known = self.known["type"][left] & self.known["type"][right]
        put("type", np.where(known, kind[left] == kind[right], -1.0))
        put("repeats", np.log(np.maximum(self.repeats[left], self.repeats[right])))
        for name in ("doers", "targets", "places", "numbers", "names", "holders", "part names"):
            put(name, share(name))
        put("crossed", (shared("doers", "targets") > 0) | (shared("targets", "doers") > 0))
        put("parts", share("parts"))
        mass = self.sets["parts"].mass
        put("once", (self.once[left] & self.once[right]) * (1.0 + (shared("part names") > 0)))
        put("part meaning", (self.part_meaning[left] * self.part_meaning[right]).sum(axis=1))
        put("parts of all", parts[r, c] / np.maximum(mass[left] + mass[right] - parts[r, c], 1e-6))
        country = self.columns["country"]
        put("country", np.where(self.known["country"][left] & self.known["country"][right], country[left] == country[right], -1.0))
        apart = np.maximum(0, np.maximum(self.first[left], self.first[right]) - np.minimum(self.last[left], self.last[right]))
        put("apart", np.where((self.first[left] > 0) & (self.first[right] > 0), np.log1p(apart), -1.0))
        known_days = (self.first[left] > 0) & (self.first[right] > 0) & ~self.guessed[left] & ~self.guessed[right]
        put("known apart", np.where(known_days, np.log1p(apart), -1.0))
        put("told apart", np.where((self.dated[left] > 0) & (self.dated[right] > 0), np.log1p(apart), -1.0))
        put("precise", self.precise[left] + self.precise[right])
        put("dated", self.dated[left] + self.dated[right])
        mass = self.sets["words"].mass
        words = shared("words") / np.maximum(np.sqrt(mass[left] * mass[right]), 1e-6)
        put("words", words)
        put("sentences", sentences[r, c])
        put("reports", (self.means[self.report[left]] * self.means[self.report[right]]).sum(axis=1))
        put("report names", (self.report_names[self.report[left]] * self.report_names[self.report[right]]).sum(axis=1))
        put("distance", np.where(one_report, np.log1p(np.abs(self.order[left] - self.order[right])), -1.0))
        put("earlier", np.log1p(np.minimum(self.order[left], self.order[right])))
        put("later", np.log1p(np.maximum(self.order[left], self.order[right])))
        put("status", self.columns["status"][left] == self.columns["status"][right])
        put("done", self.done[left] == self.done[right])
        put("sayings", self.saying[left] + self.saying[right])
        put("trigger in words", (shared("triggers", "words") > 0).astype(np.float32) + (shared("words", "triggers") > 0))
        best, both = _best(left, right, self.report, sentences[r, c] + words + parts[r, c] + same_stem[r, c])
        put("best of one", best)
        put("best of both", both)
        return Pairs(left, right, features, victims[r, c] > 0, contradicting(features))


def contradicting(features: Floats) -> NDArray[np.bool_]:
    """Whether two tellings cannot be one deed: the words of both tell days that lie apart, or their places lie in two countries.

    The night between two days is told by either of them.
    """
    apart, precise = features[:, FEATURES.index("told apart")], features[:, FEATURES.index("precise")] == 2
    found: NDArray[np.bool_] = (apart > np.where(precise, np.log1p(1.5), np.log1p(_COARSE))) | (features[:, FEATURES.index("country")] == 0)
    return found


def _parts(t: Telling) -> frozenset[str]:
    return t.doers | t.targets | t.beside


_SETS: dict[str, Callable[[Telling], frozenset[str]]] = {
    "doers": lambda t: t.doers,
    "targets": lambda t: t.targets,
    "parts": _parts,
    "part names": lambda t: frozenset(x for x in _parts(t) if x[:1] != "~"),
    "places": lambda t: t.places,
    "numbers": lambda t: t.numbers,
    "words": lambda t: t.words,
    "names": lambda t: t.names,
    "holders": lambda t: t.holders,
    "victims": lambda t: t.victims,
    "triggers": lambda t: frozenset((t.stem,)),
}


def _coded(values: Iterable[str]) -> Ints:
    codes: dict[str, int] = {}
    return np.array([codes.setdefault(v, len(codes)) for v in values], np.int64)


def _rows(reading: Reading) -> Floats:
    """The embeddings of the sentences of a reading, as unit vectors."""
    senses = reading.senses
    if senses is None or not reading.sentences:
        return np.zeros((1, 384), np.float32)
    rows = np.frombuffer(senses.rows, np.int8).reshape(-1, senses.width)[: len(reading.sentences)].astype(np.float32)
    return _unit(rows)


def _unit(rows: Floats) -> Floats:
    """The rows at length 1; zeros stay."""
    found: Floats = (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)).astype(np.float32)
    return found


def _begun_alike(some: Sequence[str], others: Sequence[str]) -> Floats:
    """How far the words begin alike, as a share of the longer."""
    few, many = sorted(set(some)), sorted(set(others))
    table = np.array([[_common(a, b) for b in many] for a in few], np.float32)
    at_few, at_many = {w: k for k, w in enumerate(few)}, {w: k for k, w in enumerate(many)}
    found: Floats = table[np.ix_([at_few[w] for w in some], [at_many[w] for w in others])]
    return found


@lru_cache(maxsize=1 << 18)
def _common(a: str, b: str) -> float:
    return Prefix.normalized_similarity(a, b)


def _best(left: Ints, right: Ints, report: Ints, likeness: Floats) -> tuple[Floats, Floats]:
    """How far each pair is from the likest that one of the two has in the other's report, and from that of the other."""
    behind = []
    for one, other in ((left, right), (right, left)):
        key = one * (report.max(initial=0) + 1) + report[other]
        _, where = np.unique(key, return_inverse=True)
        top = np.full(where.max(initial=-1) + 1, -np.inf, np.float32)
        np.maximum.at(top, where, likeness)
        behind.append(top[where] - likeness)
    return np.minimum(*behind), np.maximum(*behind)
