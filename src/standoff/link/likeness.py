"""Which passages are worth comparing: those whose embeddings or rarer words are near, in reports that are near one another.

All reports of a small case are compared. In a large one each report is compared with the reports nearest to it, so that the work
grows with the number of reports, and reports on other events are left alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..model import Reading
from .passages import Field, Passage, sentences

Floats = NDArray[np.float32]

NEIGHBOURS = 12  # reports that a report is compared with, besides those that it is near to themselves
SAME_EVENT = 0.5  # reports whose mean embeddings are less alike than this are not of one event
NEAREST = 6  # passages that a passage is compared with
LEAST = 0.3  # likeness below which two passages are not compared
SENSE_WEIGHT = 0.5  # of the embeddings against the words; recall at 5 of annotated claims is best about here


@dataclass(frozen=True, slots=True)
class Near:
    """Two passages (indices into the field, the smaller first) and how like they are by embeddings and words."""

    left: int
    right: int
    likeness: float


def near_reports(readings: Sequence[Reading]) -> tuple[frozenset[int], ...]:
    """For each reading the places of those it is compared with, itself included; the relation is symmetrical.

    By the cosine of the mean embeddings of their sentences; readings without embeddings are compared with all.
    """
    count = len(readings)
    means = np.stack([_mean(r) for r in readings]) if readings else np.zeros((0, 1), np.float32)
    alike = means @ means.T
    blind = ~means.any(axis=1)
    alike[blind, :] = alike[:, blind] = 1.0
    found: list[set[int]] = [{k} for k in range(count)]
    keys = [r.report.id for r in readings]
    for k in range(count):
        fitting = [int(j) for j in np.flatnonzero(alike[k] >= SAME_EVENT) if j != k]
        if len(fitting) > NEIGHBOURS:
            fitting = sorted(fitting, key=lambda j: (-round(float(alike[k, j]), 5), keys[j]))[:NEIGHBOURS]
        for j in fitting:
            found[k].add(j)
            found[j].add(k)
    return tuple(frozenset(x) for x in found)


def _mean(reading: Reading) -> Floats:
    """The mean embedding of the sentences, as a unit vector; zeros where there is none."""
    senses = reading.senses
    width = senses.width if senses else 384
    if senses is None or not reading.sentences:
        return np.zeros(width, np.float32)
    mean = _rows(reading)[: len(reading.sentences)].mean(axis=0)
    unit: Floats = (mean / max(float(np.linalg.norm(mean)), 1e-6)).astype(np.float32)
    return unit


def _rows(reading: Reading) -> Floats:
    senses = reading.senses
    assert senses is not None
    return np.frombuffer(senses.rows, np.int8).reshape(-1, senses.width).astype(np.float32) / np.float32(127)


class Likeness:
    """Finds the nearest passages of each passage, among the reports that are `near` its own (as `near_reports` gives them)."""

    def __init__(self, field: Field, readings: Sequence[Reading], near: Sequence[frozenset[int]]) -> None:
        self.field, self.readings, self.near = field, readings, near
        self._place = {r.report.id: k for k, r in enumerate(readings)}
        self._vectors = [self._senses(r) for r in readings]

    def _senses(self, reading: Reading) -> Floats:
        """The embeddings of the passages of a report: a statement's own, for a clause that of its sentence; zeros without."""
        own = self.field.by_report.get(reading.report.id, [])
        if reading.senses is None:
            return np.zeros((len(own), 1), np.float32)
        rows = _rows(reading)
        at = {s.id: len(reading.sentences) + k for k, s in enumerate(reading.statements)}
        by_start = {s: k for k, s in enumerate(reading.sentences)}
        cut = sentences(reading)
        picked = [at[p.statement.id] if p.statement else by_start.get(cut[p.order], 0) for p in (self.field.passages[i] for i in own)]
        return rows[picked] if own else np.zeros((0, reading.senses.width), np.float32)

    def pairs(self) -> list[Near]:
        """Every pair worth comparing, each once, in the order of the field."""
        found: dict[tuple[int, int], float] = {}
        for k, reading in enumerate(self.readings):
            for i, j, likeness in self._of(k, reading):
                found[min(i, j), max(i, j)] = likeness
        return [Near(i, j, round(x, 4)) for (i, j), x in sorted(found.items())]

    def _of(self, k: int, reading: Reading) -> list[tuple[int, int, float]]:
        """The nearest passages of each passage of one report."""
        own = self.field.by_report.get(reading.report.id, [])
        others = [(j, self.field.by_report.get(self.readings[j].report.id, [])) for j in sorted(self.near[k])]
        there = [i for _, ids in others for i in ids]
        if not own or not there:
            return []
        likeness = self._words(own, there)
        width = self._vectors[k].shape[1]
        if width > 1:
            rows = [
                self._vectors[j] if self._vectors[j].shape[1] == width else np.zeros((len(ids), width), np.float32) for j, ids in others
            ]
            likeness += SENSE_WEIGHT * np.maximum(self._vectors[k] @ np.concatenate(rows).T, 0.0)
        out = []
        for row, i in enumerate(own):
            scores = likeness[row]
            fitting = np.flatnonzero(scores >= LEAST)
            ordered = sorted(fitting.tolist(), key=lambda c: (-round(float(scores[c]), 4), self.field.passages[there[c]].key))
            taken = 0
            for c in ordered:
                j = there[c]
                if j == i or overlapping(self.field.passages[i], self.field.passages[j]):
                    continue
                out.append((i, j, float(scores[c])))
                taken += 1
                if taken == NEAREST:
                    break
        return out

    def _words(self, own: Sequence[int], there: Sequence[int]) -> Floats:
        """The cosine of the passages' words, weighted by their rarity in the case [own, there]."""
        index, passages = self.field.index, self.field.passages
        vocabulary: dict[str, int] = {}
        for i in own:
            for word in passages[i].bag.stems:
                vocabulary.setdefault(word, len(vocabulary))
        weights = np.array([index.weight(w) for w in vocabulary], np.float32)

        def table(ids: Sequence[int]) -> Floats:
            rows = np.zeros((len(ids), len(vocabulary)), np.float32)
            for row, i in enumerate(ids):
                columns = [vocabulary[w] for w in passages[i].bag.stems if w in vocabulary]
                rows[row, columns] = np.sqrt(np.maximum(weights[columns], 0.0))
                size = sum(max(index.weight(w), 0.0) for w in passages[i].bag.stems)
                rows[row] /= max(size, 1e-6) ** 0.5
            return rows

        return table(own) @ table(there).T


def overlapping(a: Passage, b: Passage) -> bool:
    """Whether two passages share characters of one report, as a statement and one nested in it do."""
    if a.report.id != b.report.id:
        return False
    starts, ends = [s.start for s in a.spans], [s.end for s in a.spans]
    return any(bisect_right(ends, s.start) < bisect_left(starts, s.end) for s in b.spans)
