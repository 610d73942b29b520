"""From the int8 networks of the style package to float32 networks of any size.

The networks come quantised (QDQ) and fixed at one picture of 384 × 384. What is dequantised here is exact; what is
gained is any size and batch, no saturation between the convolutions, and instance normalisation as the one operator
that runtimes have a fast kernel for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper

CONVERTER_VERSION = 1
"""Part of the key under which converted networks are kept on disk: raise it whenever this module gives other bytes."""

Constants = dict[str, NDArray[Any]]


def to_float(model: bytes, shapes: Mapping[str, Sequence[int | str]]) -> bytes:
    """Return ``model`` (serialised ONNX) without quantisation and with free sizes.

    Args:
        model: a QDQ graph, or a float graph (of which only the shapes change).
        shapes: input or output name → shape; a string names a free dimension.

    Returns:
        A serialised float32 ONNX model with the same input and output names.
    """
    proto = onnx.load_model_from_string(model)
    graph = proto.graph
    constants: Constants = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    outputs = [o.name for o in graph.output]
    nodes = _without_quantisation(graph.node, constants, outputs)
    nodes = _live(_with_instance_norms(nodes, constants), outputs)
    used = {name for node in nodes for name in node.input}
    del graph.node[:], graph.initializer[:], graph.value_info[:]
    graph.node.extend(nodes)
    graph.initializer.extend(
        numpy_helper.from_array(np.ascontiguousarray(array), name)
        for name, array in constants.items()
        if name in used
    )
    for value in (*graph.input, *graph.output):
        if value.name in shapes:
            _set_shape(value, shapes[value.name])
    onnx.checker.check_model(proto)
    return bytes(proto.SerializeToString(deterministic=True))


def dequantise(
    values: NDArray[Any], scale: NDArray[Any], zero: NDArray[Any], axis: int
) -> NDArray[np.float32]:
    """Return (values - zero) · scale as float32; ``scale`` and ``zero`` are scalars or run along ``axis``.

    Source: the ONNX operator DequantizeLinear.
    """
    if scale.size > 1:
        shape = [1] * values.ndim
        shape[axis] = -1
        scale, zero = scale.reshape(shape), np.broadcast_to(zero, scale.shape).reshape(shape)
    return np.asarray((values.astype(np.float32) - zero.astype(np.float32)) * scale, dtype=np.float32)


def _without_quantisation(nodes: Iterable[Any], constants: Constants, outputs: Sequence[str]) -> list[Any]:
    """Drop quantise/dequantise pairs and what only pinned the size; weights become float constants."""
    alias: dict[str, str] = {}
    kept = []
    for node in nodes:
        node.input[:] = [alias.get(name, name) for name in node.input]
        if node.op_type == "DequantizeLinear" and node.input[0] in constants:
            axis = next((a.i for a in node.attribute if a.name == "axis"), 1)
            zero = constants[node.input[2]] if len(node.input) > 2 else np.zeros(())
            constants[node.output[0]] = dequantise(
                constants[node.input[0]], constants[node.input[1]], zero, axis
            )
        elif node.op_type in ("QuantizeLinear", "DequantizeLinear") or _pins_the_size(node, constants):
            alias[node.output[0]] = node.input[0]
        else:
            kept.append(node)
    final = {alias[name]: name for name in outputs if name in alias}
    for node in kept:
        node.input[:] = [final.get(name, name) for name in node.input]
        node.output[:] = [final.get(name, name) for name in node.output]
    return kept


def _pins_the_size(node: Any, constants: Constants) -> bool:
    """Whether a node of the mobile graph is the identity but for a written-out size.

    These are reshapes of (n, c, 1, 1) statistics to (1, c, 1, 1) and enlargements by one. The one reshape that
    turns the style vector into channels is kept, its batch freed.
    """
    if node.op_type == "Resize" and len(node.input) > 2:
        return bool(np.all(constants.get(node.input[2], np.zeros(1)) == 1))
    if node.op_type != "Reshape" or node.input[1] not in constants:
        return False
    shape = constants[node.input[1]]
    if shape.size != 4 or tuple(shape[2:]) != (1, 1):
        return False
    if not node.input[0].endswith("moments/mean") and "/StyleNorm/" not in node.input[0]:
        constants[node.input[1]] = np.array([-1, *shape[1:]], dtype=np.int64)
        return False
    return True


def _with_instance_norms(nodes: Sequence[Any], constants: Constants) -> list[Any]:
    """Write each spelled-out conditional instance normalisation as InstanceNormalization · gamma + beta.

    The mobile graph computes x · (gamma / deviation) + (beta - mean · gamma / deviation).
    Source of the normalisation: Dumoulin et al., "A learned representation for artistic style", 2017.
    """
    maker = {name: node for node in nodes for name in node.output}
    result = []
    for node in nodes:
        parts = _instance_norm_parts(node, maker, constants) if node.op_type == "Add" else None
        if parts is None:
            result.append(node)
            continue
        x, gamma, beta, epsilon = parts
        channels = constants[maker[x].input[1]].shape[0]
        constants[f"ones_{channels}"] = np.ones(channels, np.float32)
        constants[f"zeros_{channels}"] = np.zeros(channels, np.float32)
        out = node.output[0]
        norm = [x, f"ones_{channels}", f"zeros_{channels}"]
        result += [
            helper.make_node("InstanceNormalization", norm, [f"{out}/normal"], epsilon=epsilon),
            helper.make_node("Mul", [f"{out}/normal", gamma], [f"{out}/scaled"]),
            helper.make_node("Add", [f"{out}/scaled", beta], [out]),
        ]
    return result


def _instance_norm_parts(
    node: Any, maker: Mapping[str, Any], constants: Constants
) -> tuple[str, str, str, float] | None:
    """Return (x, gamma, beta, epsilon) when ``node`` is the last addition of a normalisation, else None."""
    scaled, shift = (maker.get(name) for name in node.input)
    if scaled is None or shift is None or (scaled.op_type, shift.op_type) != ("Mul", "Sub"):
        return None
    x, factor = scaled.input
    inverse, gamma = maker[factor].input
    beta = shift.input[0]
    with_epsilon = maker[maker[maker[inverse].input[0]].input[0]]
    epsilon = next(float(constants[i].reshape(-1)[0]) for i in with_epsilon.input if i in constants)
    return x, gamma, beta, epsilon


def _live(nodes: Sequence[Any], outputs: Iterable[str]) -> list[Any]:
    """Return the nodes that the outputs depend on, in their order."""
    needed = set(outputs)
    kept = []
    for node in reversed(nodes):
        if needed.intersection(node.output):
            kept.append(node)
            needed.update(node.input)
    return kept[::-1]


def _set_shape(value: Any, shape: Sequence[int | str]) -> None:
    for dimension, size in zip(value.type.tensor_type.shape.dim, shape, strict=True):
        dimension.Clear()
        if isinstance(size, str):
            dimension.dim_param = size
        else:
            dimension.dim_value = size
