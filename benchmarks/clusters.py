"""Events and entities across documents: `python -m benchmarks.clusters --data DIR [--fold val|test] [--cache FILE]`.

ECB+ (Cybulska and Vossen 2014), gold mentions in its checked sentences, test topics 36 to 45. CoNLL F1 is the mean of the F1 of MUC,
B-cubed and CEAF-e, over all mentions and over chains of two and more. Two conventions: each topic (two stories on one kind of event) as
one pile; and within groups of documents that we make ourselves, out of all documents of the fold: average linkage by the cosine of their
words, weighted by rarity, above a floor tuned on the development topics. The baseline takes mentions with the same lemma of the head for
one, in the same pile. Our events are the tellings, pairs and groups of `link.clusters`, fed the gold triggers with what the reader
found there; a trigger without an event has no type, and its parts by the syntax alone. Our entities: see `benchmarks.entities`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from math import log
from pathlib import Path

import numpy as np
from training.clusters import pile, readings_of
from training.data.ecb import EcbDocument

from standoff.link.clusters import compared
from standoff.link.clusters.grouping import groups
from standoff.link.clusters.scoring import Scorer, trees_of
from standoff.link.similarity import bag
from standoff.model import Reading

from .coreference import MEASURES, Chains, Total, b_cubed
from .entities import features, told

Read = Sequence[tuple[EcbDocument, Reading]]
EVENT_FLOOR, ENTITY_FLOOR = -0.75, -2.0  # tuned on the development topics
STORY = 0.12  # mean cosine of two groups of documents from which they are one; tuned likewise
WEIGHTS = Path(__file__).with_name("entity_weights.json")


def by_topic(read: Read) -> list[Read]:
    """Both stories of a topic together."""
    return [list(group) for _, group in groupby(read, key=lambda x: x[0].topic)]


def by_story(read: Read, floor: float = STORY) -> list[Read]:
    """Our own groups, out of all documents."""
    bags = [Counter(bag(document.text).stems) for document, _ in read]
    held = Counter(word for words in bags for word in words)
    weighted = [{w: log(len(read) / held[w]) for w in words} for words in bags]
    sizes = [sum(x * x for x in words.values()) ** 0.5 for words in weighted]
    alike = {}
    for j, b in enumerate(weighted):
        for i, a in enumerate(weighted[:j]):
            alike[i, j] = sum(x * b[w] for w, x in a.items() if w in b) / max(sizes[i] * sizes[j], 1e-9)
    made = [[read[k] for k in group] for group in groups(len(read), alike, floor=floor, unseen=0.0)]
    return [some for some in made if any(document.mentions for document, _ in some)]


def _chains(names: Sequence[str]) -> list[frozenset[int]]:
    found: dict[str, set[int]] = {}
    for k, name in enumerate(names):
        found.setdefault(name, set()).add(k)
    return [frozenset(c) for c in found.values()]


Answer = tuple[list[str], list[str], list[list[int]]]  # instances, lemmas of heads, groups found


def events(some: Read, floor: float = EVENT_FLOOR) -> Answer:
    """The gold events of a pile."""
    one = pile([d for d, _ in some], [r for _, r in some])
    odds = compared(one.table)
    return one.instances, [t.lemma for t in one.table.tellings], groups(len(one.marked), odds, floor=floor)


def entities(some: Read, floor: float = ENTITY_FLOOR) -> Answer:
    """The gold entities of a pile."""
    documents, readings = [d for d, _ in some], [r for _, r in some]
    marked, mentions = told(documents, readings)
    held = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    rows = list(features(mentions, readings))
    found = Scorer(trees_of(held)).odds(np.array([f for _, _, f in rows], np.float32).reshape(len(rows), -1))
    odds = {(i, j): float(x) for (i, j, _), x in zip(rows, found, strict=True)}
    return [m.instance for m in marked], [m.lemma for m in mentions], groups(len(marked), odds, floor=floor)


def scores(gold: Chains, found: Chains, least: int) -> tuple[float, dict[str, tuple[float, float, float]]]:
    """CoNLL F1 and precision, recall and F1 of each measure, over chains of at least so many mentions."""
    kept = [[c for c in side if len(c) >= least] for side in (gold, found)]
    told_: dict[str, tuple[float, float, float]] = {}
    for name, measure in MEASURES.items():
        total = Total()
        total.add(measure(*kept))
        told_[name] = total.scores
    return float(np.mean([f for _, _, f in told_.values()])), told_


def table(piles: Sequence[Read], answer: Callable[[Read], Answer]) -> dict[str, tuple[list[frozenset[int]], list[frozenset[int]]]]:
    """Gold chains and found ones of all piles in one, for the baseline and for ours. An instance may reach over several piles."""
    instances: list[str] = []
    lemmas: list[str] = []
    ours: list[frozenset[int]] = []
    for n, some in enumerate(piles):
        mine, heads, found = answer(some)
        ours += [frozenset(k + len(instances) for k in group) for group in found]
        instances += mine
        lemmas += [f"{n}:{head}" for head in heads]
    return {"same lemma": (_chains(instances), _chains(lemmas)), "ours": (_chains(instances), ours)}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--fold", choices=("val", "test"), default="test")
    parser.add_argument("--cache", type=Path, help="keep the readings here, under this name and that of the fold")
    args = parser.parse_args()
    read = readings_of(args.data, args.fold, args.cache)
    stories = by_story(read)
    place = {id(document): k for k, (document, _) in enumerate(read)}
    made = [frozenset(place[id(d)] for d, _ in some) for some in stories]
    total = Total()
    total.add(b_cubed(_chains([d.story for d, _ in read]), made))
    p, r, f = total.scores
    print(f"{len(read)} documents, {len(stories)} groups of our own; against the corpus's stories B3 {f:.1f} (P {p:.1f} R {r:.1f})")
    for what, answer in (("events", events), ("entities", entities)):
        for convention, piles in (("whole topics", by_topic(read)), ("our groups", stories)):
            for who, (gold, found) in table(piles, answer).items():
                for least, kind in ((1, "with singletons"), (2, "without")):
                    mean, each = scores(gold, found, least)
                    detail = "  ".join(f"{name} {f:.1f} (P {p:.1f} R {r:.1f})" for name, (p, r, f) in each.items())
                    print(f"{what:9}{convention:13} {who:11} {kind:16} CoNLL {mean:.1f}  {detail}", flush=True)


if __name__ == "__main__":
    main()
