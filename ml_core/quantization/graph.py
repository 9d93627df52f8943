"""The operations of a network, and the same in a form that runs in integers."""

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, nn
from torch.export import Dim
from torch.fx import GraphModule, Node

_ops = torch.ops.aten
LARGEST_BATCH = 65_536
CONVOLUTIONS = (_ops.conv2d.default,)
ADDITIONS = (_ops.add.Tensor, _ops.add_.Tensor)
RELUS = (_ops.relu.default, _ops.relu_.default)
DROPOUTS = (_ops.dropout.default, _ops.dropout_.default)
# Operations that only move values about (or pick some): a rounded tensor stays rounded.
MOVES = (
    _ops.view.default, _ops.reshape.default, _ops.unflatten.int, _ops.flatten.using_ints,
    _ops.transpose.int, _ops.permute.default, _ops.chunk.default, _ops.split.Tensor,
    _ops.slice.Tensor, _ops.unsqueeze.default, _ops.squeeze.dim, _ops.contiguous.default,
    _ops.channel_shuffle.default,
    _ops.max_pool2d.default, _ops.cat.default, _ops.pad.default, _ops.constant_pad_nd.default,
)  # fmt: skip


def export_graph(network: nn.Module, input_shape: tuple[int, int]) -> GraphModule:
    """The operations of ``network`` in evaluation mode, for any batch size.

    Args:
        network: takes (B, 1, F, T).
        input_shape: (F, T).
    """
    was_training = network.training
    try:
        program = torch.export.export(
            network.eval(),
            (torch.zeros(2, 1, *input_shape),),
            dynamic_shapes=({0: Dim("B", min=1, max=LARGEST_BATCH)},),
        )
    finally:
        network.train(was_training)
    return program.module()  # type: ignore[return-value]


def means_to_convolutions(graph: GraphModule) -> None:
    """Write averages that lead to convolutions as depthwise convolutions of equal weights.

    They compute the same, and run in integers: onnxruntime has no integer mean along an axis,
    and its integer pooling is ten times slower. Dropout, which does nothing here, is left out.

    Args:
        graph: changed in place.
    """
    for node in [node for node in graph.graph.nodes if node.target in DROPOUTS]:
        node.replace_all_uses_with(node.args[0])
        graph.graph.erase_node(node)
    for number, node in enumerate(list(graph.graph.nodes)):
        window = _averaged_window(node)
        if window is not None:
            _to_convolution(graph, node, *window, name=f"mean_weight_{number}")
    graph.graph.lint()
    graph.recompile()


def _averaged_window(node: Node) -> tuple[list[int], list[int], list[int]] | None:
    """Kernel, stride and padding of an average of maps; None for anything else."""
    given: list[Any] = list(node.args)
    if node.target == _ops.avg_pool2d.default:
        kernel, stride, padding, ceil_mode, count_padding = (
            given[1:] + [None, [], [0, 0], False, True][len(given) - 1 :]
        )[:5]
        return None if ceil_mode or not count_padding else (kernel, stride or kernel, padding)
    leads_to_convolution = any(user.target in CONVOLUTIONS for user in node.users)
    if node.target == _ops.mean.dim and leads_to_convolution and given[2:3] == [True]:
        shape = given[0].meta["val"].shape
        axes = [axis % len(shape) for axis in given[1]]
        if len(shape) == 4 and axes in ([2], [3]):
            kernel = [int(shape[2]), 1] if axes == [2] else [1, int(shape[3])]
            return kernel, kernel, [0, 0]
    return None


def _to_convolution(
    graph: GraphModule, node: Node, kernel: list[int], stride: list[int], padding: list[int],
    *, name: str,
) -> None:  # fmt: skip
    source: Any = node.args[0]
    channels = source.meta["val"].shape[1]
    graph.register_buffer(name, torch.full((channels, 1, *kernel), 1 / (kernel[0] * kernel[1])))
    with graph.graph.inserting_before(node):
        weight = graph.graph.get_attr(name)
        arguments = (source, weight, None, stride, padding, [1, 1], channels)
        convolution = graph.graph.call_function(_ops.conv2d.default, arguments)
    convolution.meta = dict(node.meta)
    node.replace_all_uses_with(convolution)
    graph.graph.erase_node(node)


def norms_to_convolutions(graph: GraphModule) -> None:
    """Write batch norms that follow no convolution as what they do: scale and shift channels.

    That is a depthwise 1x1 convolution for maps, which runs in integers, and a product and a sum
    for embeddings. torchao looks for batch norms to fold for half a minute if it finds one left.

    Args:
        graph: in evaluation mode; changed in place.
    """
    for number, node in enumerate(list(graph.graph.nodes)):
        if node.target != _ops.batch_norm.default or node.args[5]:
            continue
        source: Any = node.args[0]
        if source.target in CONVOLUTIONS and len(source.users) == 1:
            continue
        gain, offset, mean, variance = (tensor_of(graph, given) for given in node.args[1:5])
        scale = gain / torch.sqrt(variance + node.args[7])
        maps = len(source.meta["val"].shape) == 4
        names = f"norm_scale_{number}", f"norm_shift_{number}"
        graph.register_parameter(
            names[0], nn.Parameter(scale.reshape(-1, 1, 1, 1) if maps else scale)
        )
        graph.register_parameter(names[1], nn.Parameter(offset - mean * scale))
        with graph.graph.inserting_before(node):
            weight, shift = (graph.graph.get_attr(name) for name in names)
            call = graph.graph.call_function
            if maps:
                arguments = (source, weight, shift, [1, 1], [0, 0], [1, 1], len(scale))
                result = call(_ops.conv2d.default, arguments)
            else:
                result = call(_ops.add.Tensor, (call(_ops.mul.Tensor, (source, weight)), shift))
        result.meta = dict(node.meta)
        node.replace_all_uses_with(result)
        graph.graph.erase_node(node)
    graph.graph.lint()
    graph.recompile()


def tensor_of(graph: GraphModule, node: Any) -> Tensor:
    """What a node that stands for a parameter or buffer stands for."""
    value: Any = graph
    for part in str(node.target).split("."):
        value = getattr(value, part)
    return value.detach()  # type: ignore[no-any-return]


def moves(node: object) -> bool:
    """Whether a node only moves values about, so that rounded ones stay rounded."""
    if not isinstance(node, Node) or node.op != "call_function":
        return False
    if node.target in (_ops.pad.default, _ops.constant_pad_nd.default):
        return _pads_zeros(node)
    return node.target in MOVES or getattr(node.target, "__name__", "") == "getitem"


def _pads_zeros(node: Node) -> bool:
    rest = [*node.args[2:], *node.kwargs.values()]
    return all(value in ("constant", None, 0, 0.0) for value in rest)


def inputs_of(node: Node) -> Iterator[Node]:
    """The tensors a node computes with, without shapes and numbers; those of ``cat`` in order."""
    first = node.args[0]
    yield from first if isinstance(first, list | tuple) else [first]  # type: ignore[misc]


def moved_source(node: Any) -> Any:
    """What is moved about until it is this node; of parts put together the first."""
    while moves(node):
        node = next(inputs_of(node))
    return node


def fused_relu(node: Node) -> Node | None:
    """The ReLU that is a node's only reader: it costs nothing, as the lower end of a range."""
    users = list(node.users)
    return users[0] if len(users) == 1 and users[0].target in RELUS else None


def relu_source(node: Node) -> Node:
    """What a fused ReLU is fused with; any other node itself."""
    source = node.args[0] if node.args else None
    fused = node.target in RELUS and isinstance(source, Node) and fused_relu(source) is node
    return source if fused else node  # type: ignore[return-value]


def layer_name(node: Node) -> str:
    """The module that a node belongs to, e.g. blocks.2.project.0; else the node's own name.

    A ReLU belongs to the convolution or addition it is fused with.
    """
    paths = [path for path, _ in relu_source(node).meta.get("nn_module_stack", {}).values()]
    return str(paths[-1]) if paths and paths[-1] else node.name
