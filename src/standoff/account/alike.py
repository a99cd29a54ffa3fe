"""Which sentences of other reports are on the same matter as a passage, by the reader's sentence embeddings: near enough that nobody may
say that only one report tells it. The threshold was set by looking at pairs of the invented case and of news on other events."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from ..model import Reading, Span
from .material import Material

LIKE = 0.7  # cosine from which two sentences are on the same matter
_MOST = 60  # reports that a passage is looked for in

Vectors = NDArray[np.float32]


class Alike:
    """The sentence embeddings of a case; those of a report are unpacked when they are first asked for."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._vectors: dict[str, Vectors | None] = {}

    def vectors(self, report: str) -> Vectors | None:
        """One row of unit length for each sentence of a report, zero for furniture; None where its reading has no embeddings."""
        if report not in self._vectors:
            self._vectors[report] = _unpacked(self._material.reading(report))
        return self._vectors[report]

    def nearest(self, passages: Iterable[tuple[str, Span]], among: Sequence[str]) -> tuple[str, Span] | None:
        """The sentence of some reports that is nearest to one of these passages (report and stretch), if it is on the same matter."""
        rows = [row for report, span in passages if (row := self._of(report, span)) is not None] if among else []
        if not rows:
            return None
        wanted, best, found = np.vstack(rows).T, LIKE, None
        for report in among[:_MOST]:
            vectors = self.vectors(report)
            if vectors is None or not len(vectors):
                continue
            likeness = (vectors @ wanted).max(axis=1)
            n = int(likeness.argmax())
            if likeness[n] >= best:
                best, found = float(likeness[n]), (report, self._material.reading(report).sentences[n])
        return found

    def _of(self, report: str, span: Span) -> Vectors | None:
        found, sentences = self.vectors(report), self._material.reading(report).sentences
        n = bisect_right(sentences, span.start, key=lambda s: s.start) - 1
        return found[n : n + 1] if found is not None and n >= 0 and sentences[n].overlaps(span) else None


def _unpacked(reading: Reading) -> Vectors | None:
    if reading.senses is None:
        return None
    raw = np.frombuffer(reading.senses.rows, np.int8).reshape(len(reading.senses), reading.senses.width)[: len(reading.sentences)]
    found = raw.astype(np.float32)
    found /= np.maximum(1e-9, np.linalg.norm(found, axis=1, keepdims=True))
    furniture = sorted(f.span for f in reading.report.furniture)
    starts = [span.start for span in furniture]
    for n, sentence in enumerate(reading.sentences):
        k = bisect_right(starts, sentence.start) - 1
        if k >= 0 and furniture[k].covers(sentence):
            found[n] = 0
    return found
