"""Writes a trained reader network as it ships: `python -m training.export --weights epoch6.pt --out src/standoff/models/reader`.

One ONNX file for the encoder, one for all heads that tag words, and one for each other head.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto

from standoff.ingest import Ingested, ingest
from standoff.read.body import body_of
from standoff.read.windows import Scheme, windows

from .heads import REACH, distance_buckets
from .network import FAR, HEADS, LAYERS, PAIR_HEADS, PAIR_LAYERS
from .onnx_graph import Array, Graph, Tapped, WholeNumbers

Weights = dict[str, Array]


def encoder(w: Weights, graph: Graph | None = None) -> onnx.ModelProto:
    """pieces, shapes, marks [T], starts [W] and scheme [1] -> words [W, 384]. `graph` is the kind that it is built in."""
    g = graph or Graph("encoder")
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


TAGGERS = ("sentences", "names", "cues", "labels", "mentions", "tags", "deeds")


def taggers(parts: dict[str, Weights]) -> onnx.ModelProto:
    """words [W, 384] -> the scores of each tagging head, an output of its name [W, labels]: one product for all their hidden layers."""
    g = Graph("taggers")
    weight = np.concatenate([w["inner.weight"] for w in parts.values()])
    words = g.input("words", TensorProto.FLOAT, ["W", weight.shape[1]])
    hidden = g.gelu(g.linear(words, weight, np.concatenate([w["inner.bias"] for w in parts.values()])))
    start = 0
    for name, w in parts.items():
        end = start + len(w["inner.bias"])
        own = g.op("Slice", hidden, g.ints(start), g.ints(end), g.ints(1))
        g.output(name, g.linear(own, w["out.weight"], w["out.bias"]), ["W", w["out.bias"].shape[0]])
        start = end
    return g.model()


def arcs(w: Weights) -> onnx.ModelProto:
    """words [W, 384] -> scores [W, W] of each column as the parent of each row, the diagonal as root."""
    g = Graph("arcs")
    words = g.input("words", TensorProto.FLOAT, ["W", w["child.weight"].shape[1]])
    child = g.gelu(g.linear(words, w["child.weight"], w["child.bias"]))
    parent = g.gelu(g.linear(words, w["parent.weight"], w["parent.bias"]))
    width = np.array(len(w["both.bias"]) ** -0.5, dtype=np.float32)
    both = g.op("Mul", g.linear(child, w["both.weight"], w["both.bias"]), g.keep(width))
    scores = g.op("MatMul", both, g.op("Transpose", parent, perm=[1, 0]))
    scores = g.op("Add", scores, g.op("Transpose", g.linear(parent, w["bias.weight"], w["bias.bias"]), perm=[1, 0]))
    size = g.op("Squeeze", g.op("Shape", words, start=0, end=1), g.ints(0))
    line = g.op("Range", g.keep(np.array(0)), size, g.keep(np.array(1)))
    same = g.op("Equal", g.op("Unsqueeze", line, g.ints(0)), g.op("Unsqueeze", line, g.ints(1)))
    g.output("scores", g.op("Where", same, g.linear(child, w["root.weight"], w["root.bias"]), scores), ["W", "W"])
    return g.model()


def relations(w: Weights) -> onnx.ModelProto:
    """words [W, 384] and the parent of each [W] -> scores [W, relations]."""
    g = Graph("relations")
    words = g.input("words", TensorProto.FLOAT, ["W", w["row.weight"].shape[1]])
    parents = g.input("parents", TensorProto.INT64, ["W"])
    a = g.gelu(g.linear(words, w["row.weight"], w["row.bias"]))
    b = g.op("Gather", g.gelu(g.linear(words, w["column.weight"], w["column.bias"])), parents)
    both = g.linear(g.op("Mul", a, b), w["product.weight"], w["product.bias"])
    hidden = g.gelu(g.op("Add", g.op("Add", both, a), b))
    g.output("scores", g.linear(hidden, w["out.weight"], w["out.bias"]), ["W", w["out.bias"].shape[0]])
    return g.model()


def parts(w: Weights) -> onnx.ModelProto:
    """words [W, 384], triggers [D] -> scores [D, W, parts] of each word as the head of a part of each deed."""
    g = Graph("parts")
    words = g.input("words", TensorProto.FLOAT, ["W", w["row.weight"].shape[1]])
    triggers = g.input("triggers", TensorProto.INT64, ["D"])
    g.output("scores", _pairs(g, w, words, triggers), ["D", "W", w["out.bias"].shape[0]])
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


def _pairs(g: Graph, w: Weights, words: str, rows: str, *, all_words: bool = True) -> str:
    """The pair scores [R, C, n] of some words (indices `rows` [R]) against all, or against one another."""
    some = g.op("Gather", words, rows)
    a = g.op("Unsqueeze", g.gelu(g.linear(some, w["row.weight"], w["row.bias"])), g.ints(1))
    b = g.op("Unsqueeze", g.gelu(g.linear(words if all_words else some, w["column.weight"], w["column.bias"])), g.ints(0))
    size = g.op("Squeeze", g.op("Shape", words, start=0, end=1), g.ints(0))
    line = g.op("Range", g.keep(np.array(0)), size, g.keep(np.array(1))) if all_words else rows
    where = g.op("Sub", g.op("Unsqueeze", line, g.ints(0)), g.op("Unsqueeze", rows, g.ints(1)))
    near = g.op("Add", g.op("Clip", where, g.keep(np.array(-REACH)), g.keep(np.array(REACH))), g.keep(np.array(REACH)))
    distance = g.op("Gather", g.keep(w["distance.weight"]), g.op("Gather", g.keep(distance_buckets()), near))
    both = g.linear(g.op("Mul", a, b), w["product.weight"], w["product.bias"])
    hidden = g.gelu(g.op("Add", g.op("Add", g.op("Add", both, a), b), distance))
    return g.linear(hidden, w["out.weight"], w["out.bias"])


def antecedents(w: Weights) -> onnx.ModelProto:
    """words [W, 384], heads [H] -> scores [H, H + 1] of each head as the antecedent of each, the last that of none."""
    g = Graph("antecedents")
    words = g.input("words", TensorProto.FLOAT, ["W", w["inner.weight"].shape[1]])
    heads = g.input("heads", TensorProto.INT64, ["H"])
    scores = g.op("Squeeze", _pairs(g, _inner(w, "pairs"), words, heads, all_words=False), g.ints(2))
    hidden = g.gelu(g.linear(g.op("Gather", words, heads), w["inner.weight"], w["inner.bias"]))
    none = g.linear(hidden, w["none.weight"], w["none.bias"])
    g.output("scores", g.op("Concat", scores, none, axis=1), ["H", "H1"])
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
    "arguments": arguments,
    "acts": acts,
    "antecedents": antecedents,
    "extents": extents,
    "sense": sense,
    "parts": parts,
}
PARSER = {"arcs": arcs, "relations": relations}  # both of the module `parser`


def ranges(w: Weights, pile: Path, count: int = 300) -> list[tuple[float, float]]:
    """The lowest and highest input of each product of the encoder: of each window of the first reports of a pile, their means."""
    session = onnxruntime.InferenceSession(encoder(w, Tapped("tapped")).SerializeToString(), providers=["CPUExecutionProvider"])
    found = []
    for item in ingest([pile]):
        if not isinstance(item, Ingested) or item.report.language != "en":
            continue
        for window in windows(item.report.text, body_of(item.report)):
            feed = {k: getattr(window, k) for k in ("pieces", "shapes", "marks", "starts")}
            names = [o.name for o in session.get_outputs()][:-1]
            found.append(session.run(names, feed | {"scheme": np.array([Scheme.GUIDE], dtype=np.int64)}))
        if len(found) >= count:
            break
    means = np.array(found, dtype=np.float64).mean(0).reshape(-1, 2)
    return [(min(float(low), 0.0), max(float(high), 0.0)) for low, high in means]


Precision = Literal["float32", "dynamic", "static"]


def write(state: dict[str, torch.Tensor], out: Path, precision: Precision = "float32", pile: Path | None = None) -> None:
    """Writes the graph of every part that a trained network has into a folder.

    `precision` is that of the encoder's products: float32, or whole numbers with scales of each window (dynamic) or fixed ones (static),
    which are measured on the reports of `pile`.
    """
    out.mkdir(parents=True, exist_ok=True)
    for name, build in GRAPHS.items():
        weights = part(state, name)
        if weights and name == "encoder" and precision != "float32":
            fixed = ranges(weights, pile) if precision == "static" and pile else None
            _save(encoder(weights, WholeNumbers("encoder", fixed)), out / "encoder.onnx")
        elif weights:
            _save(build(weights), out / f"{name}.onnx")
    for name, build in PARSER.items():
        _save(build(part(state, "parser")), out / f"{name}.onnx")
    _save(taggers({name: part(state, name) for name in TAGGERS}), out / "taggers.onnx")


def _save(model: onnx.ModelProto, path: Path) -> None:
    path.write_bytes(model.SerializeToString(deterministic=True))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--precision", choices=get_args(Precision), default="float32", help="of the encoder's products")
    parser.add_argument("--data", type=Path, help="folder with the unpacked archives; wanted for --precision static")
    args = parser.parse_args()
    if args.precision == "static" and not args.data:
        parser.error("--precision static needs --data, to measure the encoder's activations on.")
    pile = args.data / "news/mixed-1500.jsonl" if args.data else None
    write(torch.load(args.weights, weights_only=False)["network"], args.out, args.precision, pile)
    for path in sorted(args.out.iterdir()):
        print(f"{path.stat().st_size / 1e6:8.2f} MB  {path.name}")


if __name__ == "__main__":
    main()
