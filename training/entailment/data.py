"""The public sets of entailment as pairs of passages with a label and the task that it belongs to."""

from __future__ import annotations

import csv
import json
import random
import re
import zipfile
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from pathlib import Path

from standoff.link.entailment import ENTAILMENT, RELATION, Pair, encode


class Task(IntEnum):
    """What the label of a pair says."""

    ENTAILMENT = 0  # index into ENTAILMENT
    TWO_WAY = 1  # 0 entailed, 1 not entailed, for whatever reason
    RELATION = 2  # index into RELATION
    CLAIMS = 3  # 1 if the second strengthens the first, plus 2 if it weakens it


@dataclass(frozen=True, slots=True)
class Row:
    """Two passages, the label, and where they come from."""

    first: str
    second: str
    label: int
    task: Task = Task.ENTAILMENT
    source: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A row as the network sees it."""

    pair: Pair
    label: int
    task: Task


def item(row: Row, alone: bool = False) -> Item:
    """A row encoded; `alone` leaves the first passage out."""
    return Item(encode("" if alone else row.first, row.second), row.label, row.task)


def ling_in_loop(data: Path, split: str) -> list[Row]:
    """All protocols and rounds of "train" or "val"."""
    rows = []
    for path in sorted((data / "entailment/ling_in_loop/NLI_data").glob(f"*/{split}_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            r = json.loads(line)
            rows.append(Row(r["premise"].strip(), r["hypothesis"].strip(), ENTAILMENT.index(r["label"]), source=str(r["promptID"])))
    return rows


def tuning(row: Row) -> bool:
    """Whether a pair of the validation set belongs to the third (by prompt) on which temperatures are fitted and runs compared."""
    return sha256(row.source.encode()).digest()[0] % 3 == 0


def taxinli(data: Path) -> list[Row]:
    """TaxiNLI with the labels of MNLI, without what ling_in_loop validates on."""
    barred = {_plain(r.first) for r in ling_in_loop(data, "val")}
    with (data / "entailment/taxinli/taxinli10k.tsv").open(encoding="utf-8", newline="") as file:
        found = [r for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if r["hyp"] and _plain(r["prem"]) not in barred]
    return [Row(r["prem"].strip(), r["hyp"].strip(), ENTAILMENT.index(r["label"])) for r in found]


def cf_nli(data: Path) -> list[Row]:
    """CF-NLI, train and dev: pairs of SNLI and their counterfactual revisions."""
    rows = []
    for name in ("train", "dev"):
        with (data / f"entailment/cf_nli/all_combined/{name}.tsv").open(encoding="utf-8", newline="") as file:
            for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                rows.append(Row(r["sentence1"], r["sentence2"], ENTAILMENT.index(r["gold_label"])))
    return rows


def breaking_nli(data: Path) -> list[Row]:
    """Breaking NLI: pairs that differ in one word."""
    with zipfile.ZipFile(data / "entailment/breaking_nli/breaking_nli_dataset.zip") as archive:
        found = [json.loads(line) for line in archive.read("data/dataset.jsonl").decode("utf-8").splitlines()]
    return [Row(r["sentence1"], r["sentence2"], ENTAILMENT.index(r["gold_label"])) for r in found if r["gold_label"] in ENTAILMENT]


def fever_symmetric(data: Path, split: str = "test") -> list[Row]:
    """FEVER-Symmetric 0.2: the evidence, then the claim; supported is entailment, refuted is contradiction."""
    path = data / f"entailment/fever_symmetric/symmetric_v0.2/fever_symmetric_{split}.jsonl"
    found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Row(r["evidence"], r["claim"], 0 if r["gold_label"] == "SUPPORTS" else 2) for r in found]


def fever_pairs(data: Path) -> list[Row]:
    """The two-way FEVER pairs, without every pair whose claim or evidence FEVER-Symmetric has, in any version."""
    claims, evidence = set(), set()
    for path in (data / "entailment/fever_symmetric").glob("*/*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            r = json.loads(line)
            claims.add(_plain(r["claim"]))
            evidence.add(_plain(r.get("evidence") or r["evidence_sentence"])[:60])
    folder = data / "entailment/fever_pairs"
    labels, first, second = (
        (folder / name).read_text(encoding="utf-8").split("\n") for name in ("dev.label", "dev.raw.input0", "dev.raw.input1")
    )
    rows = []
    for label, a, b in zip(labels, first, second, strict=True):
        flat = _plain(a)
        if label and _plain(b) not in claims and not any(e in flat for e in evidence):
            rows.append(Row(a, b, int(label != "entailment"), Task.TWO_WAY))
    return rows


def claimdiff(data: Path, split: str) -> list[Row]:
    """ClaimDiff "train" or "test": the claims of one press and of another; the label is 1 (strengthens) + 2 (weakens)."""
    folder = data / "entailment/claimdiff"
    strong, weak = (
        {r["pair_id"]: r for r in json.loads((folder / name).read_text(encoding="utf-8"))["data"]}
        for name in (f"ClaimDiff-S/ClaimDiff-strength-{split}.json", f"ClaimDiff-W/ClaimDiff-weak-{split}.json")
    )
    return [
        Row(r["claim_a"], r["claim_b"], r["relation"] + 2 * weak[key]["relation"], Task.CLAIMS, r["topic"])
        for key, r in strong.items()
        if key in weak
    ]


def relations(path: Path, split: str) -> list[Row]:
    """Our own pairs of passages: lines of JSON with a, b, label, split and event."""
    found = (json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line)
    return [Row(r["a"], r["b"], RELATION.index(r["label"]), Task.RELATION, r["event"]) for r in found if r["split"] == split]


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", re.sub(r"-[LR][RS]B-", "", text).lower())


@dataclass(frozen=True, slots=True)
class Share:
    """A set, how many of its rows an epoch shows (all where `take` is 0), and the same rows turned round where order means nothing."""

    items: list[Item]
    take: int = 0
    turned: list[Item] | None = None

    def draw(self, rng: random.Random) -> list[Item]:
        """The rows of one epoch."""
        count = len(self.items)
        chosen = rng.sample(range(count), self.take) if 0 < self.take < count else range(count)
        return [self.turned[i] if self.turned and rng.random() < 0.5 else self.items[i] for i in chosen]
