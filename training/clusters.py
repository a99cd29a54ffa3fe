"""Fits the scorer of event clusters: `python -m training.clusters --data DIR [--cache FILE]`.

Three kinds of pairs, all told by features that the program has: the gold mentions of ECB+'s train topics; pairs of events that the
program would compare in a mixed pile of news, judged by hand (`annotation/event_pairs.jsonl`), which weigh much; and pairs of that pile
from reports more than two months apart, which are hardly ever one deed. Without the last two, all that is said and called would be one
deed: ECB+ marks few sayings. The trees of LightGBM go as JSON into the package. The test topics of ECB+ are for `benchmarks.clusters`.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from standoff.ingest import ingest
from standoff.ingest.build import Raw, build
from standoff.link.actors import resolve
from standoff.link.clusters.table import FEATURES, Table
from standoff.link.clusters.tellings import Teller, persons, tellings
from standoff.link.likeness import near_reports
from standoff.link.times import datings
from standoff.model import Event, Reading, Report, Span
from standoff.read.reader import NetworkReader

from .data.ecb import EcbDocument, Fold, Marked, ecb_documents

OUT = Path(__file__).parents[1] / "src/standoff/link/clusters/weights.json"
ENTITIES = Path(__file__).parents[1] / "benchmarks/entity_weights.json"
JUDGED = Path(__file__).parent / "annotation/event_pairs.jsonl"
SEED = 7
ROUNDS = 200
BY_HAND = 60.0  # what a pair judged by hand weighs against one of ECB+
APART, FAR = 60, 8000  # days between two reports from which their deeds are taken for two, and how many such pairs
ASKED, HOPELESS = 40, -4.0  # trees that every pair is asked, and the log-odds after them below which it is given up

Sample = tuple[NDArray[np.float32], NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class Pile:
    """Documents that are compared with one another: the gold events as tellings, each with what it is a mention of."""

    documents: tuple[EcbDocument, ...]
    readings: tuple[Reading, ...]
    marked: tuple[Marked, ...]
    table: Table

    @property
    def instances(self) -> list[str]:
        """What each telling is a mention of."""
        return [m.instance for m in self.marked]


def readings_of(data: Path, fold: Fold, cache: Path | None = None) -> list[tuple[EcbDocument, Reading]]:
    """The documents of a fold with their readings. Titles are read like all else, for they hold gold mentions."""
    kept = cache.with_name(f"{cache.name}-{fold}.pickle") if cache else None
    if kept and kept.exists():
        found: list[tuple[EcbDocument, Reading]] = pickle.loads(kept.read_bytes())
        return found
    reader, found = NetworkReader(), []
    for document in ecb_documents(data, fold):
        report = build(Raw(f"{document.name}.txt", document.text, "utf-8"), None, None, where=document.name)
        found.append((document, reader.read(replace(report, furniture=()))))
    if kept:
        kept.write_bytes(pickle.dumps(found))
    return found


def topics(read: Sequence[tuple[EcbDocument, Reading]]) -> Iterator[Pile]:
    """Each topic, both of its stories in one pile."""
    for _, group in groupby(read, key=lambda x: x[0].topic):
        documents, readings = zip(*group, strict=True)
        yield pile(documents, readings)


def pile(documents: Sequence[EcbDocument], readings: Sequence[Reading]) -> Pile:
    """The gold events of documents that are all compared with one another."""
    near = [frozenset(range(len(readings)))] * len(readings)
    index = resolve(readings)
    when = {d.item: d.when for d in datings(readings, near)}
    people = persons(index)
    told, marked = [], []
    for place, (document, reading) in enumerate(zip(documents, readings, strict=True)):
        teller = Teller(reading, place, index, when, people)
        for n, mark in enumerate(m for m in document.mentions if m.layer == "event"):
            span = Span(mark.start, mark.end)
            event = _event(reading, mark)
            told.append(teller.of(span, event.id if event else f"{document.name}:{n}", event))
            marked.append(mark)
    return Pile(tuple(documents), tuple(readings), tuple(marked), Table(told, readings, near))


def _event(reading: Reading, mark: Marked) -> Event | None:
    """The event of the reading whose trigger shares a word with a gold mention."""
    return next((e for e in reading.events if any(e.trigger.start < b and a < e.trigger.end for a, b in mark.words)), None)


def pairs(piles: Sequence[Pile]) -> tuple[NDArray[np.float32], NDArray[np.bool_], int]:
    """The features of all pairs, whether each is of one instance, and how many pairs of one instance were not compared."""
    rows, right, missed = [], [], 0
    for one in piles:
        names = np.array(one.instances)
        _, count = np.unique(names, return_counts=True)
        missed += int((count * (count - 1) // 2).sum())
        for block in one.table.blocks():
            rows.append(block.features)
            right.append(names[block.left] == names[block.right])
    y = np.concatenate(right)
    return np.concatenate(rows), y, missed - int(y.sum())


def news(data: Path, cache: Path | None = None) -> tuple[list[Reading], Table]:
    """The readings of the mixed pile, and the table of their events, as the program makes it."""
    kept = cache.with_name(f"{cache.name}-news.pickle") if cache else None
    if kept and kept.exists():
        readings: list[Reading] = pickle.loads(kept.read_bytes())
    else:
        reader = NetworkReader()
        found = (getattr(item, "report", None) for item in ingest([data / "news/mixed-1500.jsonl"]))
        readings = sorted((reader.read(report) for report in found if isinstance(report, Report)), key=lambda r: r.report.id)
        if kept:
            kept.write_bytes(pickle.dumps(readings))
    near = near_reports(readings)
    when = {d.item: d.when for d in datings(readings, near)}
    return readings, Table(tellings(readings, resolve(readings), when), readings, near)


def judged(readings: Sequence[Reading], table: Table) -> tuple[Sample, Sample]:
    """The pairs of the pile that were judged by hand, and pairs from reports that are months apart."""
    reports, days = [r.report.id for r in readings], np.array([_day(r) for r in readings])
    place = {(reports[t.report], t.trigger.start, t.trigger.end): k for k, t in enumerate(table.tellings)}
    wanted = {}
    for row in map(json.loads, JUDGED.read_text(encoding="utf-8").splitlines()):
        i, j = sorted(place[report, start, end] for report, (start, end) in zip(row["reports"], row["triggers"], strict=True))
        wanted[i, j] = row["same"]
    hand: list[tuple[NDArray[np.float32], bool]] = []
    far: list[NDArray[np.float32]] = []
    for block in table.blocks():
        hand += [
            (f, wanted[p])
            for f, p in zip(block.features, zip(block.left.tolist(), block.right.tolist(), strict=True), strict=True)
            if p in wanted
        ]
        one, other = days[table.report[block.left]], days[table.report[block.right]]
        far.append(block.features[(one > 0) & (other > 0) & (np.abs(one - other) > APART)])
    every = np.concatenate(far)
    chosen = every[np.random.default_rng(SEED).choice(len(every), min(FAR, len(every)), replace=False)]
    return (np.stack([f for f, _ in hand]), np.array([s for _, s in hand])), (chosen, np.zeros(len(chosen), np.bool_))


def _day(reading: Reading) -> int:
    known = reading.report.published
    return date.fromisoformat(known.iso[:10]).toordinal() if known and len(known.iso) >= 10 else 0


def fit(samples: Sequence[tuple[Sample, float]]) -> Any:
    """Boosted trees (Ke et al. 2017) over samples, each with the weight of a pair."""
    import lightgbm

    options = {
        "objective": "binary",
        "learning_rate": 0.05,
        "num_leaves": 15,
        "min_data_in_leaf": 60,
        "feature_fraction": 0.4,
        "bagging_fraction": 0.8,
        "bagging_freq": 1,
        "lambda_l2": 20.0,
        "seed": SEED,
        "verbose": -1,
        "deterministic": True,
        "num_threads": 2,
    }
    x = np.concatenate([x for (x, _), _ in samples])
    y = np.concatenate([y for (_, y), _ in samples]).astype(float)
    weight = np.concatenate([np.full(len(y), w) for (_, y), w in samples])
    return lightgbm.train(options, lightgbm.Dataset(x, y, weight=weight), ROUNDS)


def calibrated(ecb: Sample, hand: Sample, far: Sample) -> tuple[float, float]:
    """Slope and offset (Platt 1999) that make log-odds those of the pairs judged by hand, each scored by trees that have not seen it."""
    x, y = hand
    part = np.random.default_rng(SEED).integers(0, 5, len(y))
    odds = np.zeros(len(y))
    for k in range(5):
        out = part == k
        odds[out] = fit(((ecb, 1.0), ((x[~out], y[~out]), BY_HAND), (far, 1.0))).predict(x[out], raw_score=True)
    slope, offset = 1.0, 0.0
    for _ in range(2000):
        error = 1.0 / (1.0 + np.exp(-(slope * odds + offset))) - y
        slope, offset = slope - 0.05 * float((error * odds).mean()), offset - 0.05 * float(error.mean())
    order = np.argsort(-odds)
    precision = np.cumsum(y[order]) / np.arange(1, len(y) + 1)
    print(f"judged by hand: {len(y)} pairs, {int(y.sum())} one deed, average precision {precision[y[order]].mean():.3f} (five parts)")
    return slope, offset


def exported(booster: Any) -> list[list[list[float]]]:
    """The trees as columns, as `standoff.link.clusters.scoring` reads them."""
    return [_columns(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]


def _columns(root: dict[str, Any]) -> list[list[float]]:
    columns: list[list[float]] = [[], [], [], [], []]
    nodes = [root]
    for node in nodes:  # grows as it runs
        leaf = "leaf_value" in node
        low = 0
        if not leaf:
            low = len(nodes)
            nodes += [node["left_child"], node["right_child"]]
        row = (-1, 0.0, 0, 0, node["leaf_value"]) if leaf else (node["split_feature"], node["threshold"], low, low + 1, 0.0)
        for column, value in zip(columns, row, strict=True):
            column.append(float(f"{value:.5g}") if leaf and isinstance(value, float) else value)
    return columns


def entities(read: Sequence[tuple[EcbDocument, Reading]]) -> Sample:
    """The pairs of gold entities of each topic, by the features of the benchmark."""
    from benchmarks import entities as told

    rows: list[list[float]] = []
    right: list[bool] = []
    for _, group in groupby(read, key=lambda x: x[0].topic):
        documents, readings = zip(*group, strict=True)
        marked, mentions = told.told(documents, readings)
        for i, j, row in told.features(mentions, readings):
            rows.append(row)
            right.append(marked[i].instance == marked[j].instance)
    return np.array(rows, np.float32), np.array(right)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="keep the readings here, under this name and what they are of")
    parser.add_argument("--entities", action="store_true", help="fit the pair model of the benchmark's entities instead")
    args = parser.parse_args()
    if args.entities:
        x, y = entities(readings_of(args.data, "train", args.cache))
        trees = exported(fit((((x, y), 1.0),)))
        ENTITIES.write_text(json.dumps({"trees": trees}, separators=(",", ":")) + "\n", encoding="utf-8")
        return
    x, y, missed = pairs(list(topics(readings_of(args.data, "train", args.cache))))
    print(f"ECB+: {len(y)} pairs, {int(y.sum())} of one event; {missed} more are not compared")
    hand, far = judged(*news(args.data, args.cache))
    slope, offset = calibrated((x, y), hand, far)
    trees = exported(fit((((x, y), 1.0), (hand, BY_HAND), (far, 1.0))))
    held = {
        "features": FEATURES,
        "slope": round(slope, 4),
        "offset": round(offset, 4),
        "asked": ASKED,
        "hopeless": HOPELESS,
        "trees": trees,
    }
    OUT.write_text(json.dumps(held, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
