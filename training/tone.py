"""Trains the head for the tone of a sentence towards somebody: `python -m training.tone --data DIR --weights DIR`.

Target-dependent sentiment after NewsMTSC (Hamborg and Donnay 2021). The encoder stays as it is: the head learns from the states of its
words, so that no other layer of a reading changes by it. It writes `tone.onnx` beside the other graphs, with the chance from which a tone
is told and the temperature of the chances in the settings of the card; both are fitted on a tenth of the articles of NewsMTSC's training
set that is not trained on. The chance is the lowest at which nine in ten of the tones told there are right.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from onnx import TensorProto
from torch import Tensor, nn

from standoff.model import Span
from standoff.read.network import Network
from standoff.read.tones import FAR, TONES, Around, around, padded
from standoff.read.windows import windows

from .data import dump
from .export import Weights, part
from .onnx_graph import Graph

WIDTH, HEADS = 128, 8
PRECISION = 0.9


class ToneHead(nn.Module):
    """The tone towards a target: its states look twice at the words of the sentence, which are told where they stand to it.

    Keys and values belong to the words, whatever the target: a further target costs next to nothing.
    """

    def __init__(self, states: int = 384, dropout: float = 0.2) -> None:
        super().__init__()
        self.low = nn.Linear(states, WIDTH)
        self.ask, self.again = nn.Linear(states, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.keys, self.values = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(WIDTH, 2 * WIDTH)
        self.distance = nn.Embedding(2 * FAR + 1, 2 * HEADS)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.hidden = nn.Linear(2 * WIDTH + states, WIDTH)
        self.out = nn.Linear(WIDTH, len(TONES))
        self.drop = nn.Dropout(dropout)
        nn.init.zeros_(self.distance.weight)

    def forward(self, states: Tensor, mask: Tensor, target: Tensor, distance: Tensor) -> Tensor:
        """states [T, L, 384] of the words of each sentence, mask and share of the target [T, L], distance [T, L] -> scores [T, 3]."""
        low = F.gelu(self.low(self.drop(states)))
        keys, values, near = self.keys(low), self.values(low), self.distance(distance)
        who = (target[:, None] @ states)[:, 0]
        asked = self.ask(self.drop(who))
        first = _seen(asked, keys[..., :WIDTH], values[..., :WIDTH], near[..., :HEADS], mask)
        asked = self.norm(asked + self.again(F.gelu(first)))
        second = _seen(asked, keys[..., WIDTH:], values[..., WIDTH:], near[..., HEADS:], mask)
        return self.out(self.drop(F.gelu(self.hidden(self.drop(torch.cat([first, second, who], 1))))))  # type: ignore[no-any-return]


def _seen(asked: Tensor, keys: Tensor, values: Tensor, near: Tensor, mask: Tensor) -> Tensor:
    """Attention of several heads: asked [T, D], keys and values [T, L, D], near [T, L, heads] -> [T, D]."""
    t, n, d = keys.shape
    split = keys.view(t, n, HEADS, d // HEADS)
    scores = (split * asked.view(t, 1, HEADS, d // HEADS)).sum(-1) * (d // HEADS) ** -0.5 + near
    share = (scores + (mask - 1)[..., None] * 1e4).softmax(1)
    return (share[..., None] * values.view(t, n, HEADS, d // HEADS)).sum(1).view(t, d)


def graph(w: Weights) -> onnx.ModelProto:
    """words [W, 384], places, distance [T, L], mask and target [T, L] -> scores [T, 3]."""
    g = Graph("tone")
    words = g.input("words", TensorProto.FLOAT, ["W", w["low.weight"].shape[1]])
    places, distance = (g.input(n, TensorProto.INT64, ["T", "L"]) for n in ("places", "distance"))
    mask, target = (g.input(n, TensorProto.FLOAT, ["T", "L"]) for n in ("mask", "target"))
    low = g.gelu(g.linear(words, w["low.weight"], w["low.bias"]))
    near = g.rows(w["distance.weight"], distance)
    hidden = g.op("Mul", g.op("Sub", mask, g.keep(np.array(1, np.float32))), g.keep(np.array(1e4, np.float32)))
    near = g.op("Add", near, g.op("Unsqueeze", hidden, g.ints(2)))
    who = g.op("Squeeze", g.op("MatMul", g.op("Unsqueeze", target, g.ints(1)), g.op("Gather", words, places)), g.ints(1))
    size = WIDTH // HEADS

    def look(asked: str, n: int) -> str:
        mine = slice(n * WIDTH, (n + 1) * WIDTH)
        parts = [g.linear(low, w[f"{name}.weight"][mine], w[f"{name}.bias"][mine]) for name in ("keys", "values")]
        keys, values = (g.op("Reshape", g.op("Gather", p, places), g.ints(0, 0, HEADS, size)) for p in parts)
        row = g.op("Unsqueeze", g.op("Reshape", asked, g.ints(0, HEADS, size)), g.ints(1))
        scores = g.op("ReduceSum", g.op("Mul", keys, row), g.ints(3), keepdims=0)
        scores = g.op("Mul", scores, g.keep(np.array(size**-0.5, np.float32)))
        scores = g.op("Add", scores, g.op("Slice", near, g.ints(n * HEADS), g.ints((n + 1) * HEADS), g.ints(2)))
        share = g.op("Unsqueeze", g.op("Softmax", scores, axis=1), g.ints(3))
        return g.op("Reshape", g.op("ReduceSum", g.op("Mul", share, values), g.ints(1), keepdims=0), g.ints(0, WIDTH))

    asked = g.linear(who, w["ask.weight"], w["ask.bias"])
    first = look(asked, 0)
    asked = g.norm(g.op("Add", asked, g.linear(g.gelu(first), w["again.weight"], w["again.bias"])), w["norm.weight"], w["norm.bias"], 1e-12)
    seen = g.op("Concat", first, look(asked, 1), who, axis=1)
    made = g.gelu(g.linear(seen, w["hidden.weight"], w["hidden.bias"]))
    g.output("scores", g.linear(made, w["out.weight"], w["out.bias"]), ["T", len(TONES)])
    return g.model()


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with one target: the states of its window [W, 384], the words around the target, the tone as its place in TONES."""

    states: NDArray[np.float16]
    where: Around
    tone: int
    article: str


def cases(network: Network, path: Path) -> list[Case]:
    """The targets of a file of NewsMTSC that have words; a sentence is read by itself."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["sentence_normalized"]
        window = windows(text, [Span(0, len(text))])[0]
        states = network.words(window).astype(np.float16)
        for target in row["targets"]:
            where = around(window, Span(0, len(text)), Span(target["from"], target["to"]))
            if where:
                tone = {2: "negative", 4: "neutral", 6: "positive"}[int(target["polarity"])]
                found.append(Case(states, where, TONES.index(tone), _article(row["primary_gid"])))
    return found


def _article(gid: str) -> str:
    """The article of a sentence: the source and the number that its id begins with."""
    parts = gid.split("_")
    return "_".join(parts[: 2 if parts[0] == "allsides" else 3])


def batch(some: Sequence[Case]) -> tuple[Tensor, ...]:
    """states, mask, target, distance and tones of some cases."""
    feed = padded([c.where for c in some])
    states = np.stack([c.states[places].astype(np.float32) for c, places in zip(some, feed["places"], strict=True)])
    made = (states, feed["mask"], feed["target"], feed["distance"], np.array([c.tone for c in some]))
    return tuple(torch.from_numpy(x) for x in made)


def scores(head: ToneHead, some: Sequence[Case]) -> Tensor:
    """The scores of each case [N, 3]."""
    head.eval()
    with torch.no_grad():
        return torch.cat([head(*batch(some[i : i + 128])[:4]) for i in range(0, len(some), 128)])


def train(some: list[Case], *, epochs: int, rate: float, seed: int) -> ToneHead:
    """A head trained on these cases: cross-entropy with smoothed labels, one cycle of the learning rate."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    head = ToneHead()
    optimizer = torch.optim.AdamW(head.parameters(), rate, weight_decay=0.05)
    size = 64
    steps = epochs * -(-len(some) // size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps, pct_start=0.1)
    for _ in range(epochs):
        head.train()
        order = sorted(some, key=lambda c: len(c.where.places) + 8 * rng.random())
        batches = [order[i : i + size] for i in range(0, len(order), size)]
        rng.shuffle(batches)
        for one in batches:
            *feed, tones = batch(one)
            loss = F.cross_entropy(head(*feed), tones, label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return head


def fitted(found: Tensor, tones: Tensor) -> tuple[float, float]:
    """The temperature that makes the chances likeliest, and the lowest chance from which PRECISION of the tones told are right."""
    options = [float(t) for t in np.arange(0.6, 2.01, 0.05)]
    temperature = min(options, key=lambda t: float(F.cross_entropy(found / t, tones)))
    chances = (found / temperature).softmax(1).numpy()
    told, right = chances.argmax(1), chances.argmax(1) == tones.numpy()
    for floor in np.arange(0.5, 0.99, 0.01):
        shown = (told != TONES.index("neutral")) & (chances.max(1) >= floor)
        if shown.any() and right[shown].mean() >= PRECISION:
            return round(temperature, 2), round(float(floor), 2)
    return round(temperature, 2), 0.99


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the unpacked archives")
    parser.add_argument("--weights", type=Path, required=True, help="folder of the exported graphs; the head is written there")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.2e-3)
    parser.add_argument("--seed", type=int, default=41)
    args = parser.parse_args()
    network = Network(args.weights)
    some = cases(network, args.data / "framing/newsmtsc/train.jsonl")
    kept = [int(sha256(c.article.encode()).hexdigest(), 16) % 10 == 0 for c in some]
    dev = [c for c, k in zip(some, kept, strict=True) if k]
    head = train([c for c, k in zip(some, kept, strict=True) if not k], epochs=args.epochs, rate=args.rate, seed=args.seed)
    temperature, floor = fitted(scores(head, dev), torch.tensor([c.tone for c in dev]))
    weights = part({f"tone.{k}": v for k, v in head.state_dict().items()}, "tone")
    args.weights.joinpath("tone.onnx").write_bytes(graph(weights).SerializeToString(deterministic=True))
    card = json.loads(args.weights.joinpath("card.json").read_text(encoding="utf-8"))
    card["settings"] |= {"tone_temperature": temperature, "tone_floor": floor}
    card["recipe"]["tone"] = {"epochs": args.epochs, "rate": args.rate, "seed": args.seed, "command": "python -m training.tone"}
    card["files"] = {p.name: p.stat().st_size for p in sorted(args.weights.glob("*.onnx"))}
    card["hash"] = Network(args.weights).hash
    dump(args.weights / "card.json", card)
    print(f"{len(some) - len(dev)} targets trained on, {len(dev)} kept: temperature {temperature}, floor {floor}; {card['hash']}")


if __name__ == "__main__":
    main()
