"""Writes a trained reader network as it ships: `python -m training.export --weights epoch6.pt --out src/standoff/models/reader`.

One ONNX file for the encoder and one for each head, so that a head can be added or replaced without the others.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto

from .heads import REACH, distance_buckets
from .network import FAR, HEADS, LAYERS, PAIR_HEADS, PAIR_LAYERS
from .onnx_graph import Array, Graph

Weights = dict[str, Array]


def encoder(w: Weights) -> onnx.ModelProto:
    """pieces, shapes, marks [T], starts [W] and scheme [1] -> words [W, 384]."""
    g = Graph("encoder")
    pieces, shapes, marks = (g.input(n, TensorProto.INT64, ["T"]) for n in ("pieces", "shapes", "marks"))
    starts, scheme = g.input("starts", TensorProto.INT64, ["W"]), g.input("scheme", TensorProto.INT64, [1])
    positions = g.op("Slice", g.keep(w["positions.weight"]), g.ints(0), g.op("Shape", pieces), g.ints(0))
    x = g.op("Add", g.rows(w["words.weight"], pieces), positions)
    x = g.op("Add", x, g.op("Gather", g.keep(w["shapes.weight"]), shapes))
    x = g.op("Add", x, g.op("Gather", g.keep(w["marks.weight"]), marks))
    x = g.op("Add", x, g.op("Gather", g.keep(w["schemes.weight"]), scheme))
    x = g.norm(x, w["norm.weight"], w["norm.bias"], 1e-12)
    for i in range(LAYERS):
        x = g.layer(x, w, f"layers.{i}.", HEADS, batched=False)
    g.output("words", g.op("Gather", x, starts), ["W", w["norm.weight"].shape[0]])
    return g.model()


def tagger(name: str, w: Weights) -> onnx.ModelProto:
    """words [W, 384] -> scores [W, labels]."""
    g = Graph(name)
    words = g.input("words", TensorProto.FLOAT, ["W", w["inner.weight"].shape[1]])
    hidden = g.gelu(g.linear(words, w["inner.weight"], w["inner.bias"]))
    g.output("scores", g.linear(hidden, w["out.weight"], w["out.bias"]), ["W", w["out.bias"].shape[0]])
    return g.model()


def arguments(w: Weights) -> onnx.ModelProto:
    """words [W, 384], anchors [C] -> scores [C, W, 5]; the CRF's `transitions` [5, 5] and `first` [5] are outputs too."""
    g = Graph("arguments")
    words = g.input("words", TensorProto.FLOAT, ["W", w["word.weight"].shape[1]])
    anchors = g.input("anchors", TensorProto.INT64, ["C"])
    low = g.gelu(g.linear(words, w["word.weight"], w["word.bias"]))
    cue = g.gelu(g.linear(g.op("Gather", words, anchors), w["cue.weight"], w["cue.bias"]))
    product = g.op("Mul", g.op("Unsqueeze", low, g.ints(0)), g.op("Unsqueeze", cue, g.ints(1)))
    product = g.linear(product, w["product.weight"], w["product.bias"])
    size = g.op("Squeeze", g.op("Shape", words, start=0, end=1), g.ints(0))
    line = g.op("Range", g.keep(np.array(0)), size, g.keep(np.array(1)))
    where = g.op("Sub", g.op("Unsqueeze", line, g.ints(0)), g.op("Unsqueeze", anchors, g.ints(1)))
    near = g.op("Add", g.op("Clip", where, g.keep(np.array(-FAR)), g.keep(np.array(FAR))), g.keep(np.array(FAR)))
    distance = g.op("Gather", g.keep(w["distance.weight"]), near)
    x = g.op("Add", g.op("Add", product, g.op("Unsqueeze", low, g.ints(0))), distance)
    x = g.norm(x, w["norm.weight"], w["norm.bias"], 1e-5)
    for i in range(PAIR_LAYERS):
        x = g.layer(x, w, f"layers.{i}.", PAIR_HEADS, batched=True)
    conv = g.op(
        "Conv", g.op("Transpose", x, perm=[0, 2, 1]), g.keep(w["near.weight"]), g.keep(w["near.bias"]), pads=[2, 2], kernel_shape=[5]
    )
    x = g.op("Add", x, g.op("Transpose", g.gelu(conv), perm=[0, 2, 1]))
    g.output("scores", g.linear(x, w["out.weight"], w["out.bias"]), ["C", "W", 5])
    g.output("transitions", g.keep(w["transitions"]), [5, 5])
    g.output("first", g.keep(w["first"]), [5])
    return g.model()


def acts(w: Weights) -> onnx.ModelProto:
    """words [W, 384], anchors [C], share [C, 2, W] of each word in content and source -> scores [C, 11]."""
    g = Graph("acts")
    words = g.input("words", TensorProto.FLOAT, ["W", w["inner.weight"].shape[1] // 3])
    anchors, share = g.input("anchors", TensorProto.INT64, ["C"]), g.input("share", TensorProto.FLOAT, ["C", 2, "W"])
    parts = g.op("Reshape", g.op("MatMul", share, words), g.ints(0, -1))
    seen = g.op("Concat", g.op("Gather", words, anchors), parts, axis=1)
    g.output("scores", g.linear(g.gelu(g.linear(seen, w["inner.weight"], w["inner.bias"])), w["out.weight"], w["out.bias"]), ["C", 11])
    return g.model()


def _pairs(g: Graph, w: Weights, words: str, rows: str) -> str:
    """The pair scores [R, W, n] of some words (indices `rows` [R]) against all."""
    a = g.op("Unsqueeze", g.gelu(g.linear(g.op("Gather", words, rows), w["row.weight"], w["row.bias"])), g.ints(1))
    b = g.op("Unsqueeze", g.gelu(g.linear(words, w["column.weight"], w["column.bias"])), g.ints(0))
    size = g.op("Squeeze", g.op("Shape", words, start=0, end=1), g.ints(0))
    line = g.op("Range", g.keep(np.array(0)), size, g.keep(np.array(1)))
    where = g.op("Sub", g.op("Unsqueeze", line, g.ints(0)), g.op("Unsqueeze", rows, g.ints(1)))
    near = g.op("Add", g.op("Clip", where, g.keep(np.array(-REACH)), g.keep(np.array(REACH))), g.keep(np.array(REACH)))
    distance = g.op("Gather", g.keep(w["distance.weight"]), g.op("Gather", g.keep(distance_buckets()), near))
    both = g.linear(g.op("Mul", a, b), w["product.weight"], w["product.bias"])
    hidden = g.gelu(g.op("Add", g.op("Add", g.op("Add", both, a), b), distance))
    return g.linear(hidden, w["out.weight"], w["out.bias"])


def antecedents(w: Weights) -> onnx.ModelProto:
    """words [W, 384], heads [H] -> scores [H, W + 1], the last that of none."""
    g = Graph("antecedents")
    words = g.input("words", TensorProto.FLOAT, ["W", w["inner.weight"].shape[1]])
    heads = g.input("heads", TensorProto.INT64, ["H"])
    scores = g.op("Squeeze", _pairs(g, _inner(w, "pairs"), words, heads), g.ints(2))
    hidden = g.gelu(g.linear(g.op("Gather", words, heads), w["inner.weight"], w["inner.bias"]))
    none = g.linear(hidden, w["none.weight"], w["none.bias"])
    g.output("scores", g.op("Concat", scores, none, axis=1), ["H", "W1"])
    return g.model()


def extents(w: Weights) -> onnx.ModelProto:
    """words [W, 384], heads [H] -> scores [H, W, 2] of each word as the first and as the last."""
    g = Graph("extents")
    pairs = _inner(w, "pairs")
    words = g.input("words", TensorProto.FLOAT, ["W", pairs["row.weight"].shape[1]])
    heads = g.input("heads", TensorProto.INT64, ["H"])
    g.output("scores", _pairs(g, pairs, words, heads), ["H", "W", 2])
    return g.model()


def sense(w: Weights) -> onnx.ModelProto:
    """words [W, 384], share [S, W] of each word in each sentence -> vectors [S, 384] of length 1."""
    g = Graph("sense")
    width = w["out.bias"].shape[0]
    words = g.input("words", TensorProto.FLOAT, ["W", width])
    share = g.input("share", TensorProto.FLOAT, ["S", "W"])
    made = g.linear(g.op("MatMul", share, words), w["out.weight"], w["out.bias"])
    g.output("vectors", g.op("LpNormalization", made, axis=-1, p=2), ["S", width])
    return g.model()


def _inner(w: Weights, name: str) -> Weights:
    return {k[len(name) + 1 :]: v for k, v in w.items() if k.startswith(f"{name}.")}


def part(state: dict[str, torch.Tensor], name: str) -> Weights:
    """The weights of one module as float32 arrays."""
    return {k[len(name) + 1 :]: v.float().numpy() for k, v in state.items() if k.startswith(f"{name}.")}


GRAPHS: dict[str, Callable[[Weights], onnx.ModelProto]] = {
    "encoder": encoder,
    **{name: partial(tagger, name) for name in ("sentences", "names", "cues", "labels", "mentions")},
    "arguments": arguments,
    "acts": acts,
    "antecedents": antecedents,
    "extents": extents,
    "sense": sense,
}


def write(state: dict[str, torch.Tensor], out: Path) -> None:
    """Writes the graph of every part that a trained network has into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    for name, build in GRAPHS.items():
        weights = part(state, name)
        if weights:
            (out / f"{name}.onnx").write_bytes(build(weights).SerializeToString(deterministic=True))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    write(torch.load(args.weights, weights_only=False)["network"], args.out)
    for path in sorted(args.out.iterdir()):
        print(f"{path.stat().st_size / 1e6:8.2f} MB  {path.name}")


if __name__ == "__main__":
    main()
