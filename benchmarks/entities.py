"""Entities of ECB+ across documents, for `benchmarks.clusters`: pairs of gold mentions and what the program knows of them.

What Standoff has for entities are actors (`link.actors`), the chains of a report (`read.chaining`), time expressions with their dates and
the syntax of each mention; the program itself joins no other nouns across reports. So this pair model is the benchmark's own and rests on
those: boosted trees over the features below, fitted on the train topics (`training.clusters --entities`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from training.data.ecb import EcbDocument, Marked

from standoff.link.actors import ActorIndex, resolve
from standoff.link.clusters.words import rarity, vector
from standoff.link.similarity import stem
from standoff.link.times import datings
from standoff.model import Reading, Resolved, Span
from standoff.read.lemmas import lemma_of

Floats = NDArray[np.float32]

FEATURES = (
    *("same report", "distance", "same head", "same form", "inside", "shared words", "proper", "pronouns", "numbers"),
    *(
        "same actor",
        "other actor",
        "same chain",
        "same day",
        "other day",
        "meaning",
        "rarity",
        "spread",
        "governor",
        "sentences",
        "reports",
    ),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A mention: its head's lemma (`head` is that of the name behind a pronoun), its words, and what the program found for it."""

    report: int
    order: int
    lemma: str
    head: str
    form: str
    words: frozenset[str]
    tag: str
    actor: str
    chain: str
    when: tuple[str, str] | None
    governor: str
    vector: Floats


def told(documents: Sequence[EcbDocument], readings: Sequence[Reading]) -> tuple[list[Marked], list[Told]]:
    """The gold entities of documents, with what the program knows of each."""
    near = [frozenset(range(len(readings)))] * len(readings)
    index = resolve(readings)
    when = {d.item: d.when for d in datings(readings, near)}
    marked: list[Marked] = []
    found: list[Told] = []
    for place, (document, reading) in enumerate(zip(documents, readings, strict=True)):
        chains = {m.id: f"{place}:{n}" for n, chain in enumerate(reading.chains()) for m in chain.mentions}
        for mark in (m for m in document.mentions if m.layer == "entity"):
            marked.append(mark)
            found.append(_told(place, reading, mark, index, when, chains))
    return marked, found


def _told(place: int, reading: Reading, mark: Marked, index: ActorIndex, when: dict[str, Resolved], chains: dict[str, str]) -> Told:
    text, syntax = reading.report.text, reading.syntax
    span = Span(mark.start, mark.end)
    if syntax is None or reading.senses is None:  # a text that is not taken for English has no layers
        form = span.of(text).lower()
        return Told(
            place,
            0,
            form.split()[-1],
            form.split()[-1],
            form,
            frozenset(map(stem, form.split())),
            "",
            "",
            "",
            None,
            "",
            np.zeros(384, np.float32),
        )
    head = syntax.head(span)
    order = max((k for k, s in enumerate(reading.sentences) if s.start <= span.start), default=0)
    mention = next((m for m in reading.mentions if head is not None and syntax.head(m.span) == head and m.span.overlaps(span)), None)
    best = reading.best_name(mention) if mention else None
    behind = syntax.head(best.span) if best and head is not None and syntax.tag(head) == "PRON" and best.form != "pronoun" else head
    time = next((when[t.id] for t in reading.times if t.span.overlaps(span) and t.id in when), None)
    parent = syntax.parents[head] if head is not None else 0
    rows = np.frombuffer(reading.senses.rows, np.int8).reshape(-1, reading.senses.width).astype(np.float32)
    sentence = rows[order] / max(float(np.linalg.norm(rows[order])), 1e-6)

    def lemma(word: int) -> str:
        return lemma_of(syntax.span(word).of(text), syntax.tag(word), syntax.penn(word)).lower()

    return Told(
        place,
        order,
        lemma(head) if head is not None else span.of(text).lower(),
        lemma(behind) if behind is not None else span.of(text).lower(),
        span.of(text).lower(),
        frozenset(stem(syntax.span(w).of(text)) for w in syntax.within(span) if syntax.tag(w) in ("NOUN", "PROPN", "ADJ", "NUM")),
        syntax.tag(head) if head is not None else "",
        (index.of_mention(mention.id) or "") if mention else "",
        chains.get(mention.id, "") if mention else "",
        (time.start, time.end) if time else None,
        stem(lemma(parent)) if parent != head else "",
        sentence,
    )


def features(mentions: Sequence[Told], readings: Sequence[Reading]) -> Iterator[tuple[int, int, list[float]]]:
    """Every pair of mentions, the smaller place first, with its features."""
    means = []
    for reading in readings:
        senses = reading.senses
        rows = np.frombuffer(senses.rows, np.int8).reshape(-1, senses.width) if senses else np.zeros((1, 384), np.int8)
        mean = rows[: max(1, len(reading.sentences))].mean(axis=0)
        means.append(mean / max(float(np.linalg.norm(mean)), 1e-6))
    spread: dict[str, set[int]] = {}
    for m in mentions:
        spread.setdefault(m.head, set()).add(m.report)
    for j, b in enumerate(mentions):
        for i, a in enumerate(mentions[:j]):
            one = a.report == b.report
            both = len(a.words & b.words)
            yield (
                i,
                j,
                [
                    one,
                    np.log1p(abs(a.order - b.order)) if one else -1.0,
                    a.head == b.head,
                    a.form == b.form,
                    a.form in b.form or b.form in a.form,
                    both / max(1, min(len(a.words), len(b.words))),
                    (a.tag == "PROPN") + (b.tag == "PROPN"),
                    (a.tag == "PRON") + (b.tag == "PRON"),
                    (a.tag == "NUM") + (b.tag == "NUM"),
                    bool(a.actor) and a.actor == b.actor,
                    bool(a.actor and b.actor) and a.actor != b.actor,
                    bool(a.chain) and a.chain == b.chain,
                    a.when is not None and a.when == b.when,
                    a.when is not None and b.when is not None and a.when != b.when,
                    float(vector(a.head) @ vector(b.head)),
                    min(rarity(a.head), rarity(b.head)),
                    min(len(spread[a.head]), len(spread[b.head])) / len(readings),
                    bool(a.governor) and a.governor == b.governor,
                    float(a.vector @ b.vector),
                    float(means[a.report] @ means[b.report]),
                ],
            )
