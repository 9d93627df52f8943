"""Which tensors of a student are rounded to 8 bits, and how.

Weights: int8, one scale per output channel, symmetric, -127..127. Activations: uint8, one
scale and zero point per tensor. Convolutions (with their ReLU) and shortcut additions are
integer. What has statistics of its own for every sample stays float, as does all behind the
last of these: pooling, LayerNorm, the classifier.
"""

import torch
from torch.fx import GraphModule, Node

from ml_core.quantization.quiet import quiet

with quiet():
    from torchao.quantization.pt2e import (
        FusedMovingAvgObsFakeQuantize,
        MovingAverageMinMaxObserver,
        MovingAveragePerChannelMinMaxObserver,
    )
    from torchao.quantization.pt2e.quantizer import (
        QuantizationAnnotation,
        QuantizationSpec,
        Quantizer,
    )

# Modules that stay float, by class name: an exported graph keeps names, not classes.
FLOAT_MODULES = ("GlobalResponseNorm", "LayerNorm", "CosineClassifier")

# A bias is stored in units of the product of both scales and must fit into 32 bits.
_SMALLEST_ACTIVATION_SCALE = 2.0**-16
_SMALLEST_WEIGHT_SCALE = 2.0**-12
_RANGE_RATE = 0.05  # how fast a range follows: a fine-tuning has hundreds of steps, not millions
_ANNOTATION = "quantization_annotation"  # where torchao looks for it
_ops = torch.ops.aten


def _activation_spec() -> QuantizationSpec:
    ends = {"dtype": torch.uint8, "quant_min": 0, "quant_max": 255}
    return QuantizationSpec(
        **ends,
        qscheme=torch.per_tensor_affine,
        observer_or_fake_quant_ctr=FusedMovingAvgObsFakeQuantize.with_args(
            observer=MovingAverageMinMaxObserver,
            **ends,
            qscheme=torch.per_tensor_affine,
            averaging_constant=_RANGE_RATE,
            eps=_SMALLEST_ACTIVATION_SCALE,
        ),
    )


def _weight_spec(largest: int) -> QuantizationSpec:
    ends = {"dtype": torch.int8, "quant_min": -largest, "quant_max": largest}
    return QuantizationSpec(
        **ends,
        qscheme=torch.per_channel_symmetric,
        ch_axis=0,
        observer_or_fake_quant_ctr=FusedMovingAvgObsFakeQuantize.with_args(
            observer=MovingAveragePerChannelMinMaxObserver,
            **ends,
            qscheme=torch.per_channel_symmetric,
            ch_axis=0,
            eps=_SMALLEST_WEIGHT_SCALE,
        ),
    )


class StudentQuantizer(Quantizer):
    """Convolutions and shortcut additions in integers, everything else in float.

    Args:
        reduce_range: 7-bit weights, -63..63, for x86 CPUs whose sums of two 8-bit products
            saturate. (fbgemm takes the bit from the activations, which ONNX cannot express.)
    """

    def __init__(self, *, reduce_range: bool = False) -> None:
        super().__init__()
        self._activation = _activation_spec()
        self._weight = _weight_spec(63 if reduce_range else 127)

    def annotate(self, model: GraphModule) -> GraphModule:
        """Write into every node's ``meta`` what is to be rounded around it."""
        for node in model.graph.nodes:
            if node.op != "call_function" or _stays_float(node):
                continue
            if node.target == _ops.conv2d.default:
                self._annotate(node, {node.args[0]: self._activation, node.args[1]: self._weight})
            elif _adds_two_maps(node):
                self._annotate(node, dict.fromkeys(node.args[:2], self._activation))
        return model

    def _annotate(self, node: Node, inputs: dict[Node, QuantizationSpec]) -> None:
        last = _fused_relu(node) or node
        note = QuantizationAnnotation(input_qspec_map=inputs, _annotated=True)
        node.meta[_ANNOTATION] = note
        if last is node:
            note.output_qspec = self._activation
        else:  # the ReLU costs nothing: it is the lower end of the output's range
            last.meta[_ANNOTATION] = QuantizationAnnotation(
                output_qspec=self._activation, _annotated=True
            )

    def validate(self, model: GraphModule) -> None:
        """Nothing to refuse: what is not annotated stays float."""


def _stays_float(node: Node) -> bool:
    stack = node.meta.get("nn_module_stack", {})
    return any(str(kind).rpartition(".")[2] in FLOAT_MODULES for _, kind in stack.values())


def _adds_two_maps(node: Node) -> bool:
    if node.target not in (_ops.add.Tensor, _ops.add_.Tensor):
        return False
    parts = [part.meta.get("val") for part in node.args[:2] if isinstance(part, Node)]
    return len(parts) == 2 and all(part is not None and part.ndim == 4 for part in parts)


def _fused_relu(node: Node) -> Node | None:
    users = list(node.users)
    relus = (_ops.relu.default, _ops.relu_.default)
    return users[0] if len(users) == 1 and users[0].target in relus else None
