"""Lets an int8 network move integers where the exporter moves floats.

What only moves values about (channel shuffles, splits, max pools, concatenations, padding)
stands between dequantize steps and the convolutions they belong to, which onnxruntime fuses
only when they touch. Nothing here changes a number.
"""

from collections import Counter
from typing import Any

import numpy as np
from onnx import helper, numpy_helper

MOVES = ("Reshape", "Transpose", "Split", "Slice", "Squeeze", "Unsqueeze", "MaxPool", "Flatten")


def fold_padding(model: Any) -> None:
    """Give padding by zeros to the convolutions behind it, also where it is uneven.

    Args:
        model: an ONNX model; changed in place.
    """
    graph = model.graph
    constants = {tensor.name: tensor for tensor in graph.initializer}
    makers = {name: node for node in graph.node for name in node.output}
    for conv in graph.node:
        pad = makers.get(conv.input[0]) if conv.op_type == "Conv" else None
        if pad is None or pad.op_type != "Pad":
            continue
        amounts = _amounts(pad, constants)
        if amounts is None:
            continue
        facts = {item.name: helper.get_attribute_value(item) for item in conv.attribute}
        facts["pads"] = [a + b for a, b in zip(facts.get("pads", [0] * 4), amounts, strict=True)]
        facts.pop("auto_pad", None)
        del conv.attribute[:]
        conv.attribute.extend(helper.make_attribute(*item) for item in facts.items())
        conv.input[0] = pad.input[0]
    drop_unread(model)


def _amounts(pad: Any, constants: dict[str, Any]) -> list[int] | None:
    """Of a pad by zeros along bands and frames: before, before, after, after; else None."""
    facts = {item.name: helper.get_attribute_value(item) for item in pad.attribute}
    if facts.get("mode", b"constant") != b"constant" or any(
        name not in constants for name in pad.input[1:] if name
    ):
        return None
    amounts, *rest = (numpy_helper.to_array(constants[name]) for name in pad.input[1:] if name)
    if any(np.any(value) for value in rest) or len(amounts) != 8 or amounts.min() < 0:
        return None
    before, after = amounts[:4].tolist(), amounts[4:].tolist()
    return None if any(before[:2] + after[:2]) else [*before[2:], *after[2:]]


def move_integers(model: Any) -> None:
    """Put dequantize steps behind what only moves values, so that 8-bit integers are moved.

    A concatenation is moved if all its parts share one scale and zero point.

    Args:
        model: an ONNX model with quantize and dequantize steps; changed in place.
    """
    graph = model.graph
    constants = {tensor.name for tensor in graph.initializer}
    makers: dict[str, Any] = {}
    nodes: list[Any] = []
    for node in graph.node:
        nodes.append(node)
        parts: list[Any] = [makers.get(name) for name in _moved(node)]
        ready = parts and all(
            part is not None
            and part.op_type == "DequantizeLinear"
            and part.input[0] not in constants
            and part.input[1:] == parts[0].input[1:]
            for part in parts
        )
        if ready:
            for index, part in enumerate(parts):
                node.input[index] = part.input[0]
            for index, name in enumerate(list(node.output)):
                node.output[index] = f"{name}_rounded"
                scale = parts[0].input[1:]
                nodes.append(
                    helper.make_node("DequantizeLinear", [node.output[index], *scale], [name])
                )
        makers |= {name: made for made in nodes[-1 - len(node.output) :] for name in made.output}
    del graph.node[:]
    graph.node.extend(nodes)
    drop_unread(model)


def _moved(node: Any) -> list[str]:
    """The tensors that a node moves; none for a node that computes."""
    if node.op_type == "Concat":
        return list(node.input)
    return [node.input[0]] if node.op_type in MOVES else []


def drop_unread(model: Any) -> None:
    """Take out nodes and constants that nothing reads any more."""
    graph = model.graph
    while True:
        read = Counter(name for node in graph.node for name in node.input)
        read.update(value.name for value in graph.output)
        kept = [node for node in graph.node if any(read[name] for name in node.output)]
        if len(kept) == len(graph.node):
            break
        del graph.node[:]
        graph.node.extend(kept)
    constants = [tensor for tensor in graph.initializer if read[tensor.name]]
    del graph.initializer[:]
    graph.initializer.extend(constants)
