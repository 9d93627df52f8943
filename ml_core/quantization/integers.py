"""A converted network in integer arithmetic, rounded as ONNX defines it.

``qat.convert`` writes quantize and dequantize steps around float operations. Run as they are
they give nearly what integers give, and nearly is not enough: one value in a hundred thousand
lies so close to half a step that a float sum rounds it the other way, the next layer changes some
more, and after thirty layers half of all integers differ by a step or more. So convolutions are
summed in integers here, and their sums are scaled once, as QLinearConv does.
"""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor
from torch.fx import GraphModule, Interpreter, Node

from ml_core.quantization.graph import ADDITIONS, CONVOLUTIONS, moved_source, relu_source, tensor_of

_EXACT = 2**24 // (255 * 127)  # so many products add up without rounding in float32
_LARGEST = 255


class Integers(Interpreter):
    """Runs a converted network; afterwards ``rounded`` holds what its roundings gave.

    Args:
        converted: from ``qat.convert``.
        instead: integers (B, ...) of another run of the same network, one array for each rounded
            activation. Every layer is then given these, so that each shows its own difference
            alone. None: what the layers before it gave.
    """

    def __init__(self, converted: GraphModule, instead: Sequence[Tensor] | None = None) -> None:
        super().__init__(converted)
        self.graph_module = converted
        self.rounded: list[Tensor] = []
        self._instead = instead
        self._sums: dict[Node, tuple[Tensor, Tensor]] = {}  # and what one of them means

    def run_node(self, n: Node) -> Any:
        """What a node gives; sums and roundings differ from plain torch."""
        if n.target in CONVOLUTIONS and _is_dequantized(n.args[1], "per_channel"):
            given = moved_source(n.args[0])
            if _is_dequantized(given, "per_tensor"):
                return self._convolve(n, given)
        if n.op == "call_function" and ".quantize_per_tensor" in str(n.target):
            made = self._round(n)
            self.rounded.append(made)
            return made if self._instead is None else self._instead[len(self.rounded) - 1]
        return super().run_node(n)

    def _value(self, argument: Any) -> Any:
        if isinstance(argument, Node) and argument.op == "get_attr":
            return tensor_of(self.graph_module, argument)  # what only weights need is gone by now
        return self.env[argument] if isinstance(argument, Node) else argument

    def _number(self, argument: Any) -> Tensor:
        return torch.as_tensor(self._value(argument), dtype=torch.float32)

    def _convolve(self, node: Node, given: Any) -> Tensor:
        """Floats, as the graph wants them; the exact sums are kept for the rounding behind."""
        kernel: Any = node.args[1]
        weights = self._value(kernel.args[0])
        scale = self._number(given.args[1])
        unit = scale * self._number(kernel.args[1])
        bias = self._value(node.args[2]) if len(node.args) > 2 else None
        if bias is not None:
            bias = torch.round(bias / unit)
        kind = torch.float32 if weights[0].numel() <= _EXACT else torch.float64
        steps = torch.round(self._value(node.args[0]) / scale).to(kind)
        rest = [self._value(argument) for argument in node.args[3:]]
        bias = None if bias is None else bias.to(kind)
        sums: Tensor = node.target(steps, weights.to(kind), bias, *rest)  # type: ignore[operator]
        sums = sums.float()
        self._sums[node] = sums, unit
        return sums * unit.reshape(1, -1, 1, 1)

    def _round(self, node: Node) -> Tensor:
        scale, zero = self._number(node.args[1]), self._number(node.args[2])
        source: Any = node.args[0]
        maker = relu_source(source)
        if maker in self._sums:
            sums, unit = self._sums.pop(maker)
            steps = sums * (unit / scale).reshape(1, -1, 1, 1)
            places = torch.round(steps if maker is source else steps.relu()) + zero
        elif source.op == "placeholder":
            places = torch.round(self.env[source] / scale) + zero
        elif maker.target in ADDITIONS and all(map(_moves_integers, maker.args[:2])):
            places = torch.round(self.env[source] / scale + zero)  # as QLinearAdd does it
        else:
            return super().run_node(node)  # type: ignore[no-any-return]
        return places.clamp(0, _LARGEST).to(torch.uint8)


def _moves_integers(node: Any) -> bool:
    return _is_dequantized(moved_source(node), "per_tensor")


def _is_dequantized(node: Any, kind: str) -> bool:
    return isinstance(node, Node) and f".dequantize_{kind}" in str(node.target)
