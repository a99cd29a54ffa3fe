"""Writes a trained pair network as it ships: `python -m training.entailment.export --weights epoch4.pt --data DIR --out DIR`.

One ONNX graph with both heads. Temperatures (Guo et al. 2017, arXiv:1706.04599) are fitted on the tuning third of ling_in_loop's
validation set and on the development split of our own pairs, and become part of the graph, whose outputs are probabilities.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto

from standoff.link.entailment import MAX_PIECES, PairJudge

from ..data import dump
from ..export import part
from ..network import HEADS as ATTENTION_HEADS
from ..network import LAYERS
from ..onnx_graph import Array, Graph, WholeNumbers
from . import data as sets
from .data import Row, item
from .network import PairNetwork
from .train import scores

DATA = [
    ["MiniLM-L6 (all-MiniLM-L6-v2), the encoder's first weights", "Apache-2.0"],
    ["ling_in_loop, train, all protocols: entailment", "not stated by its makers"],
    ["TaxiNLI, without premises that ling_in_loop validates on: entailment", "C-UDA 1.0"],
    ["CF-NLI, train and dev: entailment", "Apache-2.0"],
    ["FEVER pairs, without claims and evidence of FEVER-Symmetric: entailed or not", "CC BY-SA"],
    ["Breaking NLI: entailment", "CC BY-SA"],
    [
        "Own annotation of disputes and shared claims over 99 events of news reports, machine-assisted, one reading each: relation",
        "labels: that of the project; the texts are their outlets'",
    ],
    ["ClaimDiff, train: a head of its own, which does not ship", "not stated by its makers"],
]
SHIPPED = ("entailment", "relation")
Weights = dict[str, Array]


def graph(state: dict[str, torch.Tensor], temperatures: dict[str, float], whole: bool = True) -> onnx.ModelProto:
    """pieces, shapes, marks [T] -> the probabilities of each head."""
    w = part(state, "encoder")
    g = WholeNumbers("pair") if whole else Graph("pair")
    pieces, shapes, marks = (g.input(n, TensorProto.INT64, ["T"]) for n in ("pieces", "shapes", "marks"))
    # The one scheme is added to every piece, so it goes into the positions.
    places = g.keep(w["positions.weight"][:MAX_PIECES] + w["schemes.weight"][0])
    x = g.op("Add", g.rows(w["words.weight"], pieces), g.op("Slice", places, g.ints(0), g.op("Shape", pieces), g.ints(0)))
    x = g.op("Add", x, g.op("Gather", g.keep(w["shapes.weight"]), shapes))
    x = g.op("Add", x, g.op("Gather", g.keep(w["marks.weight"]), marks))
    x = g.norm(x, w["norm.weight"], w["norm.bias"], 1e-12)
    for i in range(LAYERS):
        x = g.layer(x, w, f"layers.{i}.", ATTENTION_HEADS, batched=False)
    # Which side a piece stands on, by its mark: [marks, 2] of zeros and ones.
    table = np.zeros((w["marks.weight"].shape[0], 2), dtype=np.float32)
    table[1:5, 0], table[5:, 1] = 1, 1
    sides = g.op("Transpose", g.op("Gather", g.keep(table), marks), perm=[1, 0])
    count = g.op("Max", g.op("ReduceSum", sides, g.ints(1), keepdims=1), g.keep(np.array(1, dtype=np.float32)))
    means = g.op("Div", g.op("MatMul", sides, x), count)
    a, b = (g.op("Gather", means, g.ints(k), axis=0) for k in (0, 1))
    first = g.op("Gather", x, g.ints(0), axis=0)
    pooled = g.op("Concat", a, b, g.op("Abs", g.op("Sub", a, b)), g.op("Mul", a, b), first, axis=1)
    for name in SHIPPED:
        h = part(state, f"heads.{name}")
        hidden = g.gelu(g.linear(pooled, h["inner.weight"], h["inner.bias"]))
        heat = np.float32(temperatures[name])
        last = Graph.linear(g, hidden, h["out.weight"] / heat, h["out.bias"] / heat)
        g.output(name, g.op("Squeeze", g.op("Softmax", last, axis=-1), g.ints(0)), [h["out.bias"].shape[0]])
    return g.model()


def temperature(found: NDArray[np.float32], labels: NDArray[np.int64]) -> float:
    """What the scores [N, n] must be divided by for the least log loss."""
    grid = np.exp(np.linspace(np.log(0.3), np.log(4.0), 200))

    def cost(heat: float) -> float:
        z = found / heat
        z = z - z.max(1, keepdims=True)
        return float((np.log(np.exp(z).sum(1)) - z[np.arange(len(z)), labels]).mean())

    return float(min(grid, key=cost))


def fitted(network: PairNetwork, head: str, rows: list[Row]) -> float:
    """The temperature of a head on labelled pairs."""
    return temperature(scores(network, [item(r) for r in rows], head), np.array([r.label for r in rows]))


def card(saved: dict[str, object], heats: dict[str, float], figures: dict[str, object], digest: str) -> dict[str, object]:
    """The model card."""
    return {
        "name": "standoff pair network",
        "purpose": "Whether one passage entails another, and whether two passages of the news agree: to rank and to veto, not to decide.",
        "hash": digest,
        "encoder": "MiniLM-L6, 384 wide, over both passages, with case shapes and marks of shared words; 7-bit weights, 8-bit activations",
        "data": DATA,
        "recipe": {**saved, "command": "python -m training.entailment.train, then python -m training.entailment.export"},
        "temperatures": heats,
        "figures": {"command": "python -m benchmarks.entailment --data DATA --json", **figures},
        "limits": [
            "A weak judge of a single pair: about one verdict in three is wrong on pairs that people wrote to be hard.",
            "The probabilities of a relation hold for the mix of the pairs that it was fitted on, where one in five opposes.",
            "Trained on short English passages. Of a long passage only the stretch that shares most words is read.",
        ],
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder with the unpacked archives, for the temperatures")
    parser.add_argument("--relations", type=Path, help="our own pairs, for the temperature of the second head")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--figures", type=Path, help="what `python -m benchmarks.entailment --json` printed, for the card")
    parser.add_argument("--float", action="store_true", help="compute in float32")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    loaded = torch.load(args.weights, weights_only=False)
    saved = {k: v for k, v in loaded.items() if k != "network"}
    state = loaded["network"]
    network = PairNetwork()
    network.load_state_dict(state)
    heats = {"entailment": fitted(network, "entailment", [r for r in sets.ling_in_loop(args.data, "val") if sets.tuning(r)])}
    heats["relation"] = fitted(network, "relation", sets.relations(args.relations, "dev")) if args.relations else 1.0
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "pair.onnx").write_bytes(graph(state, heats, not args.float).SerializeToString(deterministic=True))
    figures = json.loads(args.figures.read_text(encoding="utf-8")) if args.figures else {}
    dump(args.out / "card.json", card(saved, heats, figures, PairJudge(args.out).hash))
    print(f"{(args.out / 'pair.onnx').stat().st_size / 1e6:.2f} MB, temperatures {heats}")


if __name__ == "__main__":
    main()
