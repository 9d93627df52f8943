"""Quantization-aware training: prepare, fine-tune elsewhere, convert.

Batch norms are folded into their convolutions first. A fine-tuning of a few epochs keeps their
statistics still anyway, and the graph becomes twice as fast to train and a hundred times as
fast to convert as with torchao's simulated batch norms.
"""

import copy
from typing import Any

import torch
from torch import Tensor, nn
from torch.fx import GraphModule, Node

from ml_core.models.output import Output
from ml_core.quantization.graph import (
    CONVOLUTIONS,
    export_graph,
    means_to_convolutions,
    moved_source,
    norms_to_convolutions,
    tensor_of,
)
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


def prepare(
    network: nn.Module,
    input_shape: tuple[int, int],
    *,
    reduce_range: bool,
    keep_float: tuple[str, ...] = (),
) -> QatStudent:
    """A trainable copy of ``network`` with simulated rounding.

    Args:
        network: a trained float student; it is not changed.
        input_shape: (F, T) of one window.
        reduce_range: 7-bit weights.
        keep_float: layers that are not rounded, by name or beginning of it, e.g. "blocks.3".

    Raises:
        RecipeError: nothing that could be rounded has a name of ``keep_float``.
    """
    with quiet():
        own = copy.deepcopy(network)  # an exported graph shares its numbers with its network
        pad_hidden_channels(own)
        graph = export_graph(own, input_shape)
        means_to_convolutions(graph)
        norms_to_convolutions(graph)
        quantizer = StudentQuantizer(reduce_range=reduce_range, keep_float=keep_float)
        prepared = prepare_pt2e(graph, quantizer)
    _name_once(prepared)
    return QatStudent(prepared)


def _name_once(graph: GraphModule) -> None:
    """Give a rounding that several places share one name: state is then saved once."""
    names: dict[nn.Module, str] = {}
    for node in graph.graph.nodes:
        if node.op == "call_module":
            node.target = names.setdefault(graph.get_submodule(node.target), node.target)
    graph.delete_all_unused_submodules()
    graph.recompile()


@torch.no_grad()
def settle(student: QatStudent) -> None:
    """End a fine-tuning: ranges stay, and biases become what 32-bit integers can store.

    A bias is stored in units of input scale times weight scale. Left as it is, it would be moved
    by up to half a unit when the file is made: too little to hear, but enough to round one value
    in some hundred the other way, and every layer then does the same with all behind it.
    """
    student.freeze_ranges()
    rounded = dict(roundings(student))
    for node in student.graph.graph.nodes:
        weight = rounded.get(node.args[1]) if node.target in CONVOLUTIONS else None
        given = rounded.get(moved_source(node.args[0])) if weight is not None else None
        if weight is None or given is None or len(node.args) < 3 or node.args[2] is None:
            continue
        unit = given.scale.reshape(()) * weight.scale.reshape(-1)
        bias = tensor_of(student.graph, node.args[2])
        bias.copy_(torch.round(bias / unit) * unit)


def copied(student: QatStudent) -> QatStudent:
    """Another one with the same numbers, to keep when ``convert`` uses this one up."""
    with quiet():
        return copy.deepcopy(student)


def convert(student: QatStudent) -> GraphModule:
    """The int8 network as explicit quantize and dequantize steps; ``student`` is used up."""
    settle(student)
    with quiet():
        return convert_pt2e(student.graph)


def rounded_activations(converted: GraphModule) -> list[Node]:
    """The nodes of a converted graph that round an activation, in order."""
    return [
        node
        for node in converted.graph.nodes
        if node.op == "call_function" and ".quantize_per_tensor" in str(node.target)
    ]


def step_of(converted: GraphModule, rounding: Node) -> float:
    """The scale of a node of ``rounded_activations``: one *step*."""
    scale: Any = rounding.args[1]
    return float(getattr(converted, str(scale.target)) if isinstance(scale, Node) else scale)


def roundings(student: QatStudent) -> list[tuple[Node, FakeQuantizeBase]]:
    """Every place where something is rounded, in the order of the graph, and by what.

    Several places may share one module, and so one range.
    """
    modules = dict(student.graph.named_modules())
    return [
        (node, module)
        for node in student.graph.graph.nodes
        if node.op == "call_module"
        and isinstance(module := modules[str(node.target)], FakeQuantizeBase)
    ]


def rounds_weights(rounding: FakeQuantizeBase) -> bool:
    """Whether it rounds weights (by channel) and not an activation."""
    return bool(rounding.qscheme == torch.per_channel_symmetric)


def rounding_of_results(student: QatStudent) -> FakeQuantizeBase:
    """The last rounding of an activation: behind it everything is float."""
    return [module for _, module in roundings(student) if not rounds_weights(module)][-1]
