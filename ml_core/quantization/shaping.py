"""Gives an int8 network the shapes onnxruntime's integer kernels are fast at.

Measured with onnxruntime 1.31 on x86: a depthwise convolution over 56 channels takes twice as
long as one over 64, because its kernel works on 16 channels at a time; and a convolution with a
single input channel takes as long for 8 output channels as for 64, because it works row by row.
Both changes here leave every number the network computes as it is.
"""

from typing import Any

import numpy as np
from onnx import helper, numpy_helper
from torch import nn

from ml_core.models.blocks import conv_norm
from ml_core.models.cp_mobile import InvertedBottleneck

CHANNELS_AT_ONCE = 16
COLUMNS_AT_ONCE = (8, 4, 2)


def pad_hidden_channels(network: nn.Module) -> None:
    """Widen the inside of every inverted bottleneck to a multiple of 16, with zeros."""
    for block in network.modules():
        if not isinstance(block, InvertedBottleneck):
            continue
        hidden = next(block.filter.parameters()).shape[0]
        wide = -(-hidden // CHANNELS_AT_ONCE) * CHANNELS_AT_ONCE
        if wide != hidden:
            block.expand = _grown(block.expand, n_out=wide)
            block.filter = _grown(block.filter, n_out=wide, groups=wide)
            block.project = _grown(block.project, n_in=wide)


def _grown(
    part: nn.Sequential, *, n_in: int | None = None, n_out: int | None = None, groups: int = 1
) -> nn.Sequential:
    """A convolution and its batch norm with more channels, which are silent."""
    conv, norm = part[0], part[1]
    assert isinstance(conv, nn.Conv2d)
    assert isinstance(norm, nn.BatchNorm2d)
    height, width = conv.stride
    grown = conv_norm(
        groups if groups > 1 else n_in or conv.in_channels,
        n_out or conv.out_channels,
        conv.kernel_size[0],
        stride=(height, width),
        padding=int(conv.padding[0]),
        groups=groups,
        relu=len(part) == 3,
    )
    values = part.state_dict()
    for name, target in grown.state_dict().items():  # shares its memory with the module
        old = values[name]
        target.fill_(1.0 if name.endswith("running_var") else 0.0)
        target[tuple(slice(size) for size in old.shape)] = old
    return grown.train(part.training)


def widen_first_convolution(model: Any) -> None:
    """Let the first convolution make several neighbouring columns at once, as channels.

    Its kernel is repeated along the frames, shifted by one column each time; a transposition
    of the 8-bit result puts the columns back. Nothing happens where the shapes do not divide.

    Args:
        model: an ONNX model with quantize and dequantize steps; changed in place.
    """
    graph = model.graph
    constants = {tensor.name: tensor for tensor in graph.initializer}
    makers = {name: node for node in graph.node for name in node.output}
    conv = next((node for node in graph.node if node.op_type == "Conv"), None)
    if conv is None:
        return
    weight = makers[conv.input[1]]  # DequantizeLinear(int8, scale, zero point)
    kernel = numpy_helper.to_array(constants[weight.input[0]])
    facts = {item.name: helper.get_attribute_value(item) for item in conv.attribute}
    shape = [dim.dim_value for dim in graph.input[0].type.tensor_type.shape.dim]
    size = _output_size(shape[2:], kernel.shape[2:], facts)
    columns = next((n for n in COLUMNS_AT_ONCE if size[1] % n == 0), 1)
    if kernel.shape[1] != 1 or facts.get("group", 1) != 1 or columns == 1:
        return
    _widen(graph, conv, weight, kernel, facts, columns, size, shape[3])
    _put_columns_back(graph, columns, (kernel.shape[0], *size))


def _output_size(
    inputs: list[int], kernel: tuple[int, ...], facts: dict[str, Any]
) -> tuple[int, int]:
    pads, strides = facts["pads"], facts["strides"]
    rows, columns = (
        (inputs[axis] + pads[axis] + pads[axis + 2] - kernel[axis]) // strides[axis] + 1
        for axis in (0, 1)
    )
    return rows, columns


def _widen(
    graph: Any,
    conv: Any,
    weight: Any,
    kernel: np.ndarray[Any, Any],
    facts: dict[str, Any],
    columns: int,
    size: tuple[int, int],
    n_frames: int,
) -> None:
    constants = {tensor.name: tensor for tensor in graph.initializer}
    n_out, _, height, width = kernel.shape
    stride = facts["strides"][1]
    wide = np.zeros((columns, n_out, 1, height, width + stride * (columns - 1)), kernel.dtype)
    for column in range(columns):
        wide[column, ..., column * stride : column * stride + width] = kernel
    replaced = {weight.input[0]: wide.reshape(-1, *wide.shape[2:])}
    for name in (*weight.input[1:], *conv.input[2:3]):  # scale, zero point, bias
        replaced[name] = np.tile(numpy_helper.to_array(constants[name]), columns)
    for name, value in replaced.items():  # under new names: others may share the old constants
        graph.initializer.append(numpy_helper.from_array(value, f"wide_{name}"))
    for node in (weight, conv):
        node.input[:] = [f"wide_{name}" if name in replaced else name for name in node.input]
    step = stride * columns
    right = (size[1] // columns - 1) * step + wide.shape[-1] - n_frames - facts["pads"][1]
    del conv.attribute[:]
    conv.attribute.extend(
        helper.make_attribute(name, value)
        for name, value in {
            **facts,
            "strides": [facts["strides"][0], step],
            "kernel_shape": list(wide.shape[-2:]),
            "pads": [*facts["pads"][:3], right],
        }.items()
        if name != "auto_pad"
    )


def _put_columns_back(graph: Any, columns: int, size: tuple[int, int, int]) -> None:
    """(B, columns * C, F, T / columns) -> (B, C, F, T), on the 8-bit values."""
    n_channels, rows, width = size
    apart, together = "columns_apart", "columns_together"
    graph.initializer.extend(
        [
            numpy_helper.from_array(
                np.array([-1, columns, n_channels, rows, width // columns]), apart
            ),
            numpy_helper.from_array(np.array([-1, n_channels, rows, width]), together),
        ]
    )
    nodes = list(graph.node)
    position = next(i for i, node in enumerate(nodes) if node.op_type == "Conv")
    while nodes[position].op_type != "QuantizeLinear":  # past the ReLU
        position += 1
    quantize = nodes[position]
    name = quantize.output[0]
    quantize.output[0] = "columns_as_channels"
    back = [
        helper.make_node("Reshape", ["columns_as_channels", apart], ["columns_0"]),
        helper.make_node("Transpose", ["columns_0"], ["columns_1"], perm=[0, 2, 3, 4, 1]),
        helper.make_node("Reshape", ["columns_1", together], [name]),
    ]
    del graph.node[:]
    graph.node.extend([*nodes[: position + 1], *back, *nodes[position + 1 :]])


def split_grouped_convolutions(model: Any) -> None:
    """Write convolutions of several outputs per channel as several depthwise ones.

    onnxruntime has an integer kernel for depthwise convolutions; others with groups take five
    times as long as in float. The j-th outputs of all channels are made together; a shuffle of
    the 8-bit result brings each channel's outputs together again.

    Args:
        model: an ONNX model with quantize and dequantize steps; changed in place.
    """
    graph = model.graph
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    makers = {name: node for node in graph.node for name in node.output}
    readers = {name: node for node in graph.node for name in node.input}
    for conv in [node for node in graph.node if node.op_type == "Conv"]:
        facts = {item.name: helper.get_attribute_value(item) for item in conv.attribute}
        n_groups, weight = facts.get("group", 1), makers.get(conv.input[1])
        if weight is None or weight.op_type != "DequantizeLinear":
            continue
        n_out, per_group = constants[weight.input[0]].shape[:2]
        chain = [conv]
        while chain[-1].op_type in ("Conv", "Relu") and chain[-1].output[0] in readers:
            chain.append(readers[chain[-1].output[0]])
        if 1 < n_groups < n_out and per_group == 1 and chain[-1].op_type == "QuantizeLinear":
            _split(graph, constants, weight, chain, n_groups)


def _split(
    graph: Any,
    constants: dict[str, np.ndarray[Any, Any]],
    weight: Any,
    chain: list[Any],
    n_groups: int,
) -> None:
    """Replace convolution, ReLU and rounding by as many as there are outputs per channel."""
    conv, result = chain[0], chain[-1].output[0]
    n_parts = len(constants[weight.input[0]]) // n_groups
    made: list[Any] = []
    for part in range(n_parts):
        own = f"_{result}_{part}"  # ends every name of this part
        split = {name: f"{name}{own}" for name in (*weight.input, *conv.input[2:])}
        graph.initializer.extend(
            numpy_helper.from_array(constants[name][part::n_parts], new)
            for name, new in split.items()
        )
        split |= {name: f"{name}{own}" for node in (weight, *chain) for name in node.output}
        for node in (weight, *chain):
            copy = type(node)()
            copy.CopyFrom(node)
            copy.input[:] = [split.get(name, name) for name in node.input]
            copy.output[:] = [split[name] for name in node.output]
            made.append(copy)
    made += _interleave(graph, made, n_parts, n_groups, conv.output[0], result)
    position = list(graph.node).index(conv)
    nodes = [node for node in graph.node if node not in chain]
    del graph.node[:]
    graph.node.extend([*nodes[:position], *made, *nodes[position:]])


def _interleave(
    graph: Any, made: list[Any], n_parts: int, n_groups: int, like: str, result: str
) -> list[Any]:
    """(B, groups, F, T) several times -> (B, groups * parts, F, T), a group's parts together."""
    sizes = next(
        [dim.dim_value for dim in value.type.tensor_type.shape.dim[2:]]
        for value in graph.value_info
        if value.name == like
    )
    apart, together = f"apart_{result}", f"together_{result}"
    for name, shape in (
        (apart, [-1, n_parts, n_groups, *sizes]),
        (together, [-1, n_groups * n_parts, *sizes]),
    ):
        graph.initializer.append(numpy_helper.from_array(np.array(shape), name))
    parts = [node.output[0] for node in made if node.op_type == "QuantizeLinear"]
    stages = [f"{kind}_of_{result}" for kind in ("parts", "split", "shuffled")]
    return [
        helper.make_node("Concat", parts, stages[:1], axis=1),
        helper.make_node("Reshape", [stages[0], apart], stages[1:2]),
        helper.make_node("Transpose", stages[1:2], stages[2:], perm=[0, 2, 1, 3, 4]),
        helper.make_node("Reshape", [stages[2], together], [result]),
    ]


def expand_shortcuts(model: Any) -> None:
    """Repeat what an integer addition adds to every band or frame: its kernel is slow at that.

    Args:
        model: an ONNX model with quantize and dequantize steps; changed in place.
    """
    graph = model.graph
    shapes = {
        value.name: [dim.dim_value for dim in value.type.tensor_type.shape.dim]
        for value in graph.value_info
    }
    makers = {name: node for node in graph.node for name in node.output}
    nodes: list[Any] = []
    for node in graph.node:
        parts: list[Any] = [makers.get(name) for name in node.input if node.op_type == "Add"]
        if len(parts) == 2 and all(p and p.op_type == "DequantizeLinear" for p in parts):
            whole = shapes.get(node.output[0], [])
            for index, (name, part) in enumerate(zip(list(node.input), parts, strict=True)):
                own = shapes.get(name, [])
                if len(own) == len(whole) == 4 and own[2:] != whole[2:]:
                    size, wide, new = (f"{kind}_{name}" for kind in ("size", "wide", "full"))
                    graph.initializer.append(
                        numpy_helper.from_array(np.array([1, 1, *whole[2:]]), size)
                    )
                    nodes += [
                        helper.make_node("Expand", [part.input[0], size], [wide]),
                        helper.make_node("DequantizeLinear", [wide, *part.input[1:]], [new]),
                    ]
                    node.input[index] = new
        nodes.append(node)
    del graph.node[:]
    graph.node.extend(nodes)


def keep_convolutions_float(model: Any) -> None:
    """Let convolutions that were to stay float do so, also between integer ones.

    onnxruntime rounds weights by itself where it finds a float convolution between dequantize
    and quantize steps. A sum of one term in front, which it leaves alone, prevents that.

    Args:
        model: an ONNX model with quantize and dequantize steps; changed in place.
    """
    graph = model.graph
    makers = {name: node for node in graph.node for name in node.output}
    nodes: list[Any] = []
    for node in graph.node:
        kinds = [makers[name].op_type if name in makers else "" for name in node.input[:2]]
        if node.op_type == "Conv" and kinds[0] == "DequantizeLinear" != kinds[1]:
            name = f"float_{node.output[0]}"
            nodes.append(helper.make_node("Sum", [node.input[0]], [name]))
            node.input[0] = name
        nodes.append(node)
    del graph.node[:]
    graph.node.extend(nodes)
