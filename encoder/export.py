"""Write a `SentenceBert` as one ONNX file with 8-bit weights, run by ONNX Runtime alone.

Linear layers multiply in whole numbers (DynamicQuantizeMatMul): weights quantised an output at a time, activations a
message at a time, after the large channels of the activations were made smaller and the weights they meet as much
larger (SmoothQuant, Xiao et al. 2023). Word vectors are quantised a row at a time; norms and biases stay in floating
point.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from encoder.bert import BertSize, SentenceBert

MICROSOFT = "com.microsoft"  # ONNX Runtime's own operators: fused attention, products of whole numbers
POSITIONS = 256  # more tokens than the longest message keeps
LARGEST = 63  # of a weight's code: with 127, processors without VNNI overflow, and answers differ between machines
MIGRATION = 0.75  # how much of the activations' range moves to the weights; docs/nlu.md has what was tried

Peaks = dict[str, np.ndarray]  # largest size of each channel that goes into a linear layer, by the layer's name


class Graph:
    """Collects nodes and constants; each method returns the name of what it adds."""

    def __init__(self, peaks: Peaks) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._peaks = peaks

    def constant(self, array: np.ndarray, name: str) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, operator: str, inputs: list[str], output: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray | None, name: str, layer: str) -> str:
        """Multiply by `weight`, shape (outputs, inputs), as the torch layer named `layer` holds it."""
        factors = smoothing(self._peaks[layer], weight)
        smooth = self.node("Mul", [x, self.constant(1 / factors, f"{name}.smoothing")], f"{name}.smooth")
        codes, scales = quantise_rows(weight * factors, LARGEST)
        operands = [self.constant(codes.T, f"{name}.codes"), self.constant(scales[:, 0], f"{name}.scales")]
        last = [] if bias is None else ["", self.constant(bias, f"{name}.bias")]
        return self.node("DynamicQuantizeMatMul", [smooth, *operands, *last], name, MICROSOFT)

    def add_norm(self, x: str, residual: str, weight: np.ndarray, bias: np.ndarray, name: str) -> str:
        constants = [self.constant(weight, f"{name}.weight"), self.constant(bias, f"{name}.bias")]
        return self.node("SkipLayerNormalization", [x, residual, *constants], name, MICROSOFT, epsilon=1e-12)


def smoothing(peaks: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Return what to divide each channel of the activations by, and to multiply its weights by."""
    factors = np.maximum(peaks, 1e-5) ** MIGRATION / np.maximum(np.abs(weight).max(0), 1e-5) ** (1 - MIGRATION)
    return (factors / np.exp(np.log(factors).mean())).astype(np.float32)


def quantise_rows(table: np.ndarray, largest: int = 127) -> tuple[np.ndarray, np.ndarray]:
    """Return 8-bit codes from -`largest` to `largest`, and one scale a row, shape (n, 1)."""
    scales = np.maximum(np.abs(table).max(1, keepdims=True), 1e-9).astype(np.float32) / largest
    return np.round(table / scales).astype(np.int8), scales


def embed(graph: Graph, state: dict[str, np.ndarray]) -> str:
    """Look up word and position vectors and normalise their sum."""
    codes, scales = quantise_rows(state["words.weight"])
    rows = graph.node("Gather", [graph.constant(codes, "words.codes"), "input_ids"], "words.rows")
    scale = graph.node("Gather", [graph.constant(scales, "words.scales"), "input_ids"], "words.scale")
    whole = graph.node("Cast", [rows], "words.float", to=TensorProto.FLOAT)
    words = graph.node("Mul", [whole, scale], "words")
    shape = graph.node("Shape", ["input_ids"], "length", start=1, end=2)
    zero = graph.constant(np.array([0], np.int64), "zero")
    table = graph.constant(state["positions.weight"][:POSITIONS], "positions.table")
    positions = graph.node("Slice", [table, zero, shape, zero], "positions.rows")
    batched = graph.node("Unsqueeze", [positions, zero], "positions.batch")
    total = graph.node("Add", [words, batched], "embedded")
    norm = [graph.constant(state[f"norm.{kind}"], f"norm.{kind}") for kind in ("weight", "bias")]
    return graph.node("LayerNormalization", [total, *norm], "normed", epsilon=1e-12)


def add_block(graph: Graph, state: dict[str, np.ndarray], x: str, number: int) -> str:
    """Add one transformer layer after `x`."""
    name = f"blocks.{number}."
    own = {key.removeprefix(name): value for key, value in state.items() if key.startswith(name)}
    parts = np.split(own["qkv.weight"], 3)
    heads = [
        graph.linear(x, part, None, f"{name}{letter}", f"{name}qkv") for part, letter in zip(parts, "qkv", strict=True)
    ]
    bias = graph.constant(own["qkv.bias"], f"{name}qkv.bias")
    attended = graph.node(
        "MultiHeadAttention", [*heads, bias, "mask"], f"{name}attended", MICROSOFT, num_heads=BertSize.heads
    )

    def linear(source: str, layer: str) -> str:
        output = f"{name}{layer}"
        return graph.linear(source, own[f"{layer}.weight"], own[f"{layer}.bias"], output, output)

    out = linear(attended, "attention_out")
    x = graph.add_norm(out, x, own["attention_norm.weight"], own["attention_norm.bias"], f"{name}attention_norm")
    outer = linear(graph.node("Gelu", [linear(x, "inner")], f"{name}gelu", MICROSOFT), "outer")
    return graph.add_norm(outer, x, own["norm.weight"], own["norm.bias"], f"{name}norm")


def pool(graph: Graph, x: str) -> str:
    """Average the vectors of the real tokens and scale the mean to length 1."""
    last = graph.constant(np.array([-1], np.int64), "last_axis")
    tokens = graph.constant(np.array([1], np.int64), "token_axis")
    weights = graph.node("Cast", ["attention_mask"], "weights", to=TensorProto.FLOAT)
    column = graph.node("Unsqueeze", [weights, last], "weights.column")
    masked = graph.node("Mul", [x, column], "masked")
    # the sum points the same way as the mean, and only the direction stays
    total = graph.node("ReduceSum", [masked, tokens], "total", keepdims=0)
    return graph.node("LpNormalization", [total], "sentence", axis=-1, p=2)


def export(model: SentenceBert, peaks: Peaks, path: Path) -> None:
    """Write `model` to `path`: inputs `input_ids` and `attention_mask` (int64), output `sentence` (float32).

    `peaks` is what `encoder.peaks.activation_peaks` returns.
    """
    state = {name: tensor.detach().float().numpy() for name, tensor in model.state_dict().items()}
    graph = Graph(peaks)
    x = embed(graph, state)
    graph.node("Cast", ["attention_mask"], "mask", to=TensorProto.INT32)
    for number in range(BertSize.layers):
        x = add_block(graph, state, x, number)
    pool(graph, x)
    shape = ["batch", "tokens"]
    inputs = [helper.make_tensor_value_info(n, TensorProto.INT64, shape) for n in ("input_ids", "attention_mask")]
    output = helper.make_tensor_value_info("sentence", TensorProto.FLOAT, ["batch", BertSize.width])
    proto = helper.make_graph(graph.nodes, "sentence_encoder", inputs, [output], graph.constants)
    versions = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
    onnx.save(helper.make_model(proto, opset_imports=versions, ir_version=9), path)
