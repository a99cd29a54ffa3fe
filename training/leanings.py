"""Trains the head for leanings: `python -m training.leanings --data DIR --weights DIR`.

Who stands for or against whom, by what one sentence tells: learned from our own annotation of ties (training/annotation/ties.jsonl), on
the states of the finished encoder, which stays as it is. Every ordered pair of parties of a sentence is a case; a pair of which another
mention of the same two in the sentence is the annotated one is left out. It writes `leanings.onnx` beside the other graphs.

`--folds FILE` also trains a head on each two thirds of the training reports and writes what it says of the pairs of the third that it has
not seen, so that `training.ties` can learn how far to trust the head.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from onnx import TensorProto
from torch import Tensor, nn

from standoff.model import Report
from standoff.read.leanings import FAR, Pairs, paired, stages
from standoff.read.network import Network
from standoff.read.parties import parties
from standoff.read.reader import NetworkReader
from standoff.read.scan import Scan

from .data import dump
from .data.ties import bonded, placed
from .export import Weights, part
from .onnx_graph import Graph

WIDTH, FOLDS = 128, 3
SIGNS = {"+": 1, "-": 2}


class LeaningHead(nn.Module):
    """Neither, for or against, of ordered pairs of parties: both mentions, their product, the words before, between and behind."""

    def __init__(self, states: int = 384, dropout: float = 0.3) -> None:
        super().__init__()
        self.holder, self.target = nn.Linear(2 * states, WIDTH), nn.Linear(2 * states, WIDTH)
        self.product = nn.Linear(WIDTH, WIDTH)
        self.low, self.around = nn.Linear(states, WIDTH), nn.Linear(WIDTH, 3 * WIDTH)
        self.distance = nn.Embedding(2 * FAR + 1, WIDTH)
        self.hidden, self.out = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 3)
        self.drop = nn.Dropout(dropout)

    def forward(self, words: Tensor, pairs: dict[str, Tensor]) -> Tensor:
        """words [W, 384] and what `paired` gives -> scores [R, 3]."""
        who = self.drop(torch.cat([pairs["share"] @ words, words[pairs["heads"]]], 1))
        a, b = F.gelu(self.holder(who))[pairs["rows"]], F.gelu(self.target(who))[pairs["columns"]]
        low = self.around(F.gelu(self.low(self.drop(words))))
        total = torch.cat([torch.zeros(1, low.shape[1]), low.cumsum(0)])[pairs["cuts"]].view(-1, 3, 2, 3, WIDTH)
        seen = a + b + self.product(a * b) + self.distance(pairs["distance"])
        for k in range(3):
            seen = seen + (total[:, k, 1, k] - total[:, k, 0, k]) / pairs["sizes"][:, k, None]
        return self.out(self.drop(F.gelu(self.hidden(self.drop(F.gelu(seen))))))  # type: ignore[no-any-return]


def graph(w: Weights) -> onnx.ModelProto:
    """words [W, 384] and what `paired` gives -> scores [R, 3]."""
    g = Graph("leanings")
    words = g.input("words", TensorProto.FLOAT, ["W", w["low.weight"].shape[1]])
    share = g.input("share", TensorProto.FLOAT, ["N", "W"])
    heads = g.input("heads", TensorProto.INT64, ["N"])
    rows, columns, distance = (g.input(n, TensorProto.INT64, ["R"]) for n in ("rows", "columns", "distance"))
    cuts, sizes = g.input("cuts", TensorProto.INT64, ["R", 6]), g.input("sizes", TensorProto.FLOAT, ["R", 3])
    who = g.op("Concat", g.op("MatMul", share, words), g.op("Gather", words, heads), axis=1)
    a = g.op("Gather", g.gelu(g.linear(who, w["holder.weight"], w["holder.bias"])), rows)
    b = g.op("Gather", g.gelu(g.linear(who, w["target.weight"], w["target.bias"])), columns)
    seen = g.op("Add", g.linear(g.op("Mul", a, b), w["product.weight"], w["product.bias"]), g.op("Add", a, b))
    seen = g.op("Add", seen, g.rows(w["distance.weight"], distance))
    low = g.gelu(g.linear(words, w["low.weight"], w["low.bias"]))
    for k in range(3):
        mine = slice(k * WIDTH, (k + 1) * WIDTH)
        own = g.linear(low, w["around.weight"][mine], w["around.bias"][mine])
        total = g.op("Concat", g.keep(np.zeros((1, WIDTH), np.float32)), g.op("CumSum", own, g.keep(np.array(0))), axis=0)
        edges = [g.op("Gather", total, g.op("Gather", cuts, g.keep(np.array(2 * k + n)), axis=1)) for n in (0, 1)]
        size = g.op("Slice", sizes, g.ints(k), g.ints(k + 1), g.ints(1))
        seen = g.op("Add", seen, g.op("Div", g.op("Sub", edges[1], edges[0]), size))
    made = g.gelu(g.linear(g.gelu(seen), w["hidden.weight"], w["hidden.bias"]))
    g.output("scores", g.linear(made, w["out.weight"], w["out.bias"]), ["R", 3])
    return g.model()


@dataclass(frozen=True, slots=True)
class Case:
    """A window of a report: the states of its words, its pairs, what each is (-1: left out), its mentions, its sentence and chains."""

    report: str
    words: NDArray[np.float16]
    pairs: Pairs
    signs: NDArray[np.int64]
    who: list[tuple[str, str]]
    places: list[tuple[int, str, str]]


class _Keeping(NetworkReader):
    """A reader that keeps the scans of the last report."""

    scans: list[Scan]

    def _scan(self, report: Report) -> Any:
        found = super()._scan(report)
        self.scans = found.scans
        return found


def cases(network: Network, data: Path, split: str) -> list[Case]:
    """The windows of the annotated reports of a split that hold pairs."""
    reader, made = _Keeping(network), []
    for item in bonded(data, split):
        reading = reader.read(item.report)
        syntax = reading.syntax
        if syntax is None:
            continue
        signs = {(a, b): SIGNS[sign] for _, a, b, sign in placed(reading, item.ties)}
        speaking = parties(item.report.text, reading.mentions, syntax)
        chain = {word: reading.name_of(m).id for word, m in speaking.items()}
        same = {(chain[a], chain[b]) for a, b in signs if a in chain and b in chain}
        for scan in reader.scans:
            some = list(stages(scan.window, scan.sentences, speaking, syntax))
            if not some:
                continue
            pairs = paired(some, len(scan.window.words))
            held = [(scan.window.words[stage.low][0], p.word) for stage in some for p in stage.parties]
            kinds, who, places = [], [], []
            for i, j in zip(pairs["rows"].tolist(), pairs["columns"].tolist(), strict=True):
                (start, a), (_, b) = held[i], held[j]
                kinds.append(signs.get((a, b), -1 if (chain[a], chain[b]) in same or chain[a] == chain[b] else 0))
                who.append((speaking[a].id, speaking[b].id))
                places.append((start, chain[a], chain[b]))
            made.append(Case(item.report.sha256, scan.states, pairs, np.array(kinds), who, places))
    return made


def feed(case: Case) -> tuple[Tensor, dict[str, Tensor]]:
    """A case as tensors."""
    return torch.from_numpy(case.words.astype(np.float32)), {k: torch.from_numpy(v) for k, v in case.pairs.items()}


def train(some: Sequence[Case], *, epochs: int, rate: float, seed: int) -> LeaningHead:
    """A head trained on these windows: cross-entropy, one cycle of the learning rate."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    head, order, size = LeaningHead(), list(some), 2
    optimizer = torch.optim.AdamW(head.parameters(), rate, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=epochs * -(-len(order) // size), pct_start=0.1)
    for _ in range(epochs):
        head.train()
        rng.shuffle(order)
        for i in range(0, len(order), size):
            loss = torch.zeros(())
            for case in order[i : i + size]:
                right = torch.from_numpy(case.signs)
                if (right >= 0).any():
                    loss = loss + F.cross_entropy(head(*feed(case))[right >= 0], right[right >= 0], reduction="sum")
            optimizer.zero_grad()
            if loss.requires_grad:
                (loss / 100).backward()  # type: ignore[no-untyped-call]
                nn.utils.clip_grad_norm_(head.parameters(), 1.0)
                optimizer.step()
            schedule.step()
    return head


def chances(head: LeaningHead, case: Case) -> NDArray[np.float32]:
    """The probabilities of neither, for and against of a window's pairs [R, 3]."""
    head.eval()
    with torch.no_grad():
        return head(*feed(case)).softmax(1).numpy()  # type: ignore[no-any-return]


def best_f1(head: LeaningHead, some: Sequence[Case]) -> tuple[float, float, float, float]:
    """F1, precision and recall of the ties of a split at the best floor, and that floor: the surest pair of each two parties counts."""
    found: dict[tuple[str, tuple[int, str, str]], list[tuple[float, int, int]]] = {}
    ties = 0
    for case in some:
        ties += int((case.signs > 0).sum())
        for place, row, sign in zip(case.places, chances(head, case), case.signs.tolist(), strict=True):
            if place[1] != place[2]:
                k = 1 + int(row[1:].argmax())
                found.setdefault((case.report, place), []).append((float(row[k]), k, sign))
    surest = [(max(some), some) for some in found.values()]
    rows = sorted(((top[0], any(sign == top[1] for _, _, sign in some)) for top, some in surest), reverse=True)
    hits, best = 0, (0.0, 0.0, 0.0, 1.0)
    for n, (chance, right) in enumerate(rows, 1):
        hits += right
        best = max(best, (2 * hits / (n + ties), hits / n, hits / ties, chance))
    return best


def fold_of(sha256: str) -> int:
    """The fold of a report, by the hash of its text."""
    return int(sha256[:8], 16) % FOLDS


def unseen(some: Sequence[Case], *, epochs: int, rate: float, seed: int) -> dict[str, dict[tuple[str, str], tuple[float, float]]]:
    """What heads say of the pairs of reports that they were not trained on, for and against, by the hash of the text and the mentions."""
    said: dict[str, dict[tuple[str, str], tuple[float, float]]] = {}
    for k in range(FOLDS):
        head = train([c for c in some if fold_of(c.report) != k], epochs=epochs, rate=rate, seed=seed)
        for c in (c for c in some if fold_of(c.report) == k):
            rows = chances(head, c)[:, 1:].tolist()
            said.setdefault(c.report, {}).update((who, (plus, minus)) for who, (plus, minus) in zip(c.who, rows, strict=True))
    return said


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the unpacked archives")
    parser.add_argument("--weights", type=Path, required=True, help="folder of the exported graphs; the head is written there")
    parser.add_argument("--folds", type=Path, help="file for what heads say of training reports that they have not seen")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1.2e-3)
    parser.add_argument("--seed", type=int, default=43)
    args = parser.parse_args()
    network = Network(args.weights)
    some, dev = cases(network, args.data, "train"), cases(network, args.data, "dev")
    recipe = {"epochs": args.epochs, "rate": args.rate, "seed": args.seed}
    head = train(some, **recipe)
    print("dev: F1 {:.3f} P {:.3f} R {:.3f} from {:.2f}".format(*best_f1(head, dev)), flush=True)
    weights = part({f"leanings.{k}": v for k, v in head.state_dict().items()}, "leanings")
    args.weights.joinpath("leanings.onnx").write_bytes(graph(weights).SerializeToString(deterministic=True))
    card = json.loads(args.weights.joinpath("card.json").read_text(encoding="utf-8"))
    card["recipe"]["leanings"] = {**recipe, "command": "python -m training.leanings"}
    card["files"] = {p.name: p.stat().st_size for p in sorted(args.weights.glob("*.onnx"))}
    card["hash"] = Network(args.weights).hash
    dump(args.weights / "card.json", card)
    if args.folds:
        args.folds.write_bytes(pickle.dumps(unseen(some, **recipe)))


if __name__ == "__main__":
    main()
