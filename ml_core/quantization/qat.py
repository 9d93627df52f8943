"""Quantization-aware training: prepare, fine-tune elsewhere, convert.

Batch norms are folded into their convolutions first. A fine-tuning of a few epochs keeps their
statistics still anyway, and the graph becomes twice as fast to train and a hundred times as
fast to convert as with torchao's simulated batch norms.
"""

import copy
from typing import Any

import torch
from torch import Tensor, nn
from torch.export import Dim
from torch.fx import GraphModule, Node

from ml_core.models.output import Output
from ml_core.quantization.quantizer import StudentQuantizer
from ml_core.quantization.quiet import quiet
from ml_core.quantization.shaping import pad_hidden_channels

with quiet():
    from torchao.quantization.pt2e import (
        FakeQuantizeBase,
        disable_observer,
        enable_observer,
    )
    from torchao.quantization.pt2e.quantize_pt2e import convert_pt2e, prepare_pt2e

_ops = torch.ops.aten
LARGEST_BATCH = 65_536


class QatStudent(nn.Module):
    """A student whose weights and activations are rounded as they will be in int8.

    ``graph`` holds the exported network with simulated rounding. It has neither batch norm nor
    dropout, so ``train`` and ``eval`` mean nothing to it and are not passed on.
    """

    def __init__(self, graph: GraphModule) -> None:
        super().__init__()
        self.graph = graph

    def forward(self, log_mel: Tensor) -> Output:
        """(B, 1, F, T) -> embedding (B, D), logits (B, K)."""
        return Output(*self.graph(log_mel))

    def train(self, mode: bool = True) -> "QatStudent":
        """Remember the mode; there is nothing in the graph that it would change."""
        self.training = mode
        return self

    def freeze_ranges(self) -> None:
        """Keep the ranges as they are: from here on only weights learn."""
        self.graph.apply(disable_observer)

    def follow_ranges(self) -> None:
        """Let the ranges follow the values that pass (the state after ``prepare``)."""
        self.graph.apply(enable_observer)


def prepare(network: nn.Module, input_shape: tuple[int, int], *, reduce_range: bool) -> QatStudent:
    """A trainable copy of ``network`` with simulated rounding.

    Args:
        network: a trained float student; it is not changed.
        input_shape: (F, T) of one window.
        reduce_range: 7-bit weights.
    """
    with quiet():
        own = copy.deepcopy(network)  # an exported graph shares its numbers with its network
        pad_hidden_channels(own)
        graph = export_graph(own, input_shape)
        pools_to_convolutions(graph)
        prepared = prepare_pt2e(graph, StudentQuantizer(reduce_range=reduce_range))
    return QatStudent(prepared)


def convert(student: QatStudent) -> GraphModule:
    """The int8 network as explicit quantize and dequantize steps; ``student`` is used up."""
    with quiet():
        return convert_pt2e(student.graph)


def export_graph(network: nn.Module, input_shape: tuple[int, int]) -> GraphModule:
    """The operations of ``network`` in evaluation mode, for any batch size."""
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


def pools_to_convolutions(graph: GraphModule) -> None:
    """Write average pooling as a depthwise convolution with equal weights.

    It computes the same, and onnxruntime's integer pooling is ten times slower.
    """
    for number, node in enumerate(list(graph.graph.nodes)):
        if node.target == _ops.avg_pool2d.default:
            _pool_to_convolution(graph, node, f"mean_weight_{number}")
    graph.graph.lint()
    graph.recompile()


def _pool_to_convolution(graph: GraphModule, node: Node, name: str) -> None:
    given: list[Any] = list(node.args)
    source, kernel, stride, padding, ceil_mode, count_padding = (
        given + [None, None, [], [0, 0], False, True][len(given) :]
    )[:6]
    if ceil_mode or not count_padding:
        return
    channels = source.meta["val"].shape[1]
    graph.register_buffer(name, torch.full((channels, 1, *kernel), 1 / (kernel[0] * kernel[1])))
    with graph.graph.inserting_before(node):
        weight = graph.graph.get_attr(name)
        arguments = (source, weight, None, stride or kernel, padding, [1, 1], channels)
        convolution = graph.graph.call_function(_ops.conv2d.default, arguments)
    convolution.meta = dict(node.meta)
    node.replace_all_uses_with(convolution)
    graph.graph.erase_node(node)


def rounded_activations(converted: GraphModule) -> list[Node]:
    """The nodes of a converted graph that round an activation, in order."""
    return [
        node
        for node in converted.graph.nodes
        if node.op == "call_function" and ".quantize_per_tensor" in str(node.target)
    ]


def layer_name(rounding: Node) -> str:
    """The module whose output a node of ``rounded_activations`` rounds, e.g. blocks.2.project.0."""
    source = rounding.args[0]
    assert isinstance(source, Node)
    paths = [path for path, _ in source.meta.get("nn_module_stack", {}).values()]
    return str(paths[-1]) if paths and paths[-1] else source.name


def step_of(converted: GraphModule, rounding: Node) -> float:
    """The scale of a node of ``rounded_activations``: one *step*."""
    scale: Any = rounding.args[1]
    return float(getattr(converted, str(scale.target)) if isinstance(scale, Node) else scale)


def rounded_tensors(student: QatStudent) -> int:
    """How many tensors are rounded: 0 would mean that nothing was prepared."""
    return sum(isinstance(module, FakeQuantizeBase) for module in student.graph.modules())
