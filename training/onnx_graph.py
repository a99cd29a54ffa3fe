"""A small builder of ONNX graphs: the few operations that the networks need, with weights stored as 8-bit integers.

In a `Graph` weights are rounded to int8 with one scale per output channel (per row in embeddings) and expanded by the runtime when a
session opens, so they take a quarter of the space while every product is computed in float32. In `WholeNumbers` the products of
activations and weights are computed in whole numbers too.
"""

from __future__ import annotations

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[np.float32]
OPSET = 20


class Graph:
    """A graph under construction; values go by name."""

    def __init__(self, name: str) -> None:
        self.name, self.nodes, self.weights, self.inputs, self.outputs = name, [], [], [], []
        self.count = 0
        self.rounded = 0.0

    def op(self, kind: str, *inputs: str, outputs: int = 1, **attributes: object) -> str:
        """Adds a node; returns the name of its (first) output, further outputs end in .1, .2, …"""
        self.count += 1
        name = f"{kind}_{self.count}"
        names = [name] + [f"{name}.{i}" for i in range(1, outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=name, **attributes))
        return name

    def input(self, name: str, kind: int, shape: list[str | int]) -> str:
        """Declares an input."""
        self.inputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def output(self, name: str, value: str, shape: list[str | int]) -> None:
        """Gives a value a public name."""
        self.nodes.append(helper.make_node("Identity", [value], [name]))
        self.outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))

    def keep(self, value: NDArray[np.generic] | Array) -> str:
        """A constant as it is."""
        self.count += 1
        name = f"c{self.count}"
        self.weights.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def ints(self, *values: int) -> str:
        """A constant list of integers."""
        return self.keep(np.array(values, dtype=np.int64))

    def packed(self, value: Array, axis: int) -> tuple[str, str]:
        """A matrix as int8 with one scale along `axis`; returns the names of both."""
        top = np.abs(value).max(axis=1 - axis, keepdims=True)
        scale = np.maximum(top, 1e-8).astype(np.float32) / 127
        whole = np.clip(np.rint(value / scale), -127, 127).astype(np.int8)
        self.rounded = max(self.rounded, float(np.abs(whole * scale - value).max()))
        return self.keep(whole), self.keep(scale)

    def matrix(self, value: Array) -> str:
        """A weight [in, out], stored as int8."""
        whole, scale = self.packed(value, 1)
        return self.op("Mul", self.op("Cast", whole, to=TensorProto.FLOAT), scale)

    def rows(self, table: Array, index: str) -> str:
        """Rows of an embedding table stored as int8."""
        whole, scale = self.packed(table, 0)
        return self.op("Mul", self.op("Cast", self.op("Gather", whole, index), to=TensorProto.FLOAT), self.op("Gather", scale, index))

    def linear(self, x: str, weight: Array, bias: Array) -> str:
        """x @ weight.T + bias, with PyTorch's layout of the weight."""
        return self.op("Add", self.op("MatMul", x, self.matrix(weight.T)), self.keep(bias))

    def norm(self, x: str, weight: Array, bias: Array, eps: float) -> str:
        """Layer normalisation over the last axis."""
        return self.op("LayerNormalization", x, self.keep(weight), self.keep(bias), axis=-1, epsilon=eps)

    def gelu(self, x: str) -> str:
        """The exact Gaussian error linear unit."""
        return self.op("Gelu", x)

    def layer(self, x: str, w: dict[str, Array], prefix: str, heads: int, batched: bool) -> str:
        """A post-norm transformer layer over [T, D], or [B, T, D] when batched."""
        width = w[f"{prefix}out.weight"].shape[0]
        size = width // heads
        lead = [0, 0] if batched else [0]
        qkv = self.linear(x, w[f"{prefix}qkv.weight"], w[f"{prefix}qkv.bias"])
        split = self.op("Reshape", qkv, self.ints(*lead, 3, heads, size))
        turned = self.op("Transpose", split, perm=[2, 0, 3, 1, 4] if batched else [1, 2, 0, 3])
        q, k, v = (self.op("Gather", turned, self.keep(np.array(i, dtype=np.int64)), axis=0) for i in range(3))
        kt = self.op("Transpose", k, perm=[0, 1, 3, 2] if batched else [0, 2, 1])
        scaled = self.op("Mul", q, self.keep(np.array(size**-0.5, dtype=np.float32)))
        mixed = self.op("MatMul", self.op("Softmax", self.op("MatMul", scaled, kt), axis=-1), v)
        back = self.op("Reshape", self.op("Transpose", mixed, perm=[0, 2, 1, 3] if batched else [1, 0, 2]), self.ints(*lead, width))
        x = self.op("Add", x, self.linear(back, w[f"{prefix}out.weight"], w[f"{prefix}out.bias"]))
        x = self.norm(x, w[f"{prefix}norm1.weight"], w[f"{prefix}norm1.bias"], 1e-12)
        up = self.gelu(self.linear(x, w[f"{prefix}up.weight"], w[f"{prefix}up.bias"]))
        x = self.op("Add", x, self.linear(up, w[f"{prefix}down.weight"], w[f"{prefix}down.bias"]))
        return self.norm(x, w[f"{prefix}norm2.weight"], w[f"{prefix}norm2.bias"], 1e-12)

    def model(self) -> onnx.ModelProto:
        """The finished, checked model."""
        graph = helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, self.weights)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="standoff", ir_version=10)
        onnx.checker.check_model(model)
        return model


class WholeNumbers(Graph):
    """A graph whose products of activations and weights are computed in whole numbers.

    Activations are rounded to 8 bits: with `ranges`, the lowest and highest input of each product in the order in which the graph is built,
    by fixed scales; without, by one scale for what goes through in one call. Weights keep 7 bits: so that two products fit 16 bits, and
    processors without instructions for neural networks compute the same as those with them.
    """

    TOP = 63

    def __init__(self, name: str, ranges: list[tuple[float, float]] | None = None) -> None:
        super().__init__(name)
        self.ranges = iter(ranges) if ranges is not None else None

    def linear(self, x: str, weight: Array, bias: Array) -> str:
        """x @ weight.T + bias."""
        scale = np.maximum(np.abs(weight).max(axis=1), 1e-8).astype(np.float32) / self.TOP
        whole = np.clip(np.rint(weight / scale[:, None]), -self.TOP, self.TOP).astype(np.int8)
        if self.ranges is None:
            rounded = self.op("DynamicQuantizeLinear", x, outputs=3)
            product = self.op("MatMulInteger", rounded, self.keep(whole.T), f"{rounded}.2")
            unit = self.op("Mul", f"{rounded}.1", self.keep(scale))
        else:
            low, high = next(self.ranges)
            step = np.array(max(high - low, 1e-8) / 255, dtype=np.float32)
            zero = self.keep(np.array(np.clip(np.rint(-low / step), 0, 255), dtype=np.uint8))
            product = self.op("MatMulInteger", self.op("QuantizeLinear", x, self.keep(step), zero), self.keep(whole.T), zero)
            unit = self.keep(scale * step)
        return self.op("Add", self.op("Mul", self.op("Cast", product, to=TensorProto.FLOAT), unit), self.keep(bias))


class Tapped(Graph):
    """A graph that tells the lowest and the highest input of each product, as outputs `low0`, `high0`, …: for calibration."""

    def linear(self, x: str, weight: Array, bias: Array) -> str:
        """x @ weight.T + bias."""
        n = len(self.outputs) // 2
        self.output(f"low{n}", self.op("ReduceMin", x, keepdims=0), [])
        self.output(f"high{n}", self.op("ReduceMax", x, keepdims=0), [])
        return super().linear(x, weight, bias)
