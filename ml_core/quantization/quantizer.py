"""Which tensors of a student are rounded to 8 bits, and how.

Weights: int8, one scale per output channel, symmetric, -127..127. Activations: uint8, one
scale and zero point per tensor. Convolutions (with their ReLU), averages written as such, and
additions of what comes from them are integer; so is everything in between that only moves
values. What has statistics of its own for every sample stays float, as does all behind the
last of these: pooling, LayerNorm, the classifier.
"""

from collections.abc import Iterator

import torch
from torch.fx import GraphModule, Node

from ml_core.errors import RecipeError
from ml_core.quantization.graph import (
    ADDITIONS,
    CONVOLUTIONS,
    RELUS,
    fused_relu,
    inputs_of,
    layer_name,
    moves,
)
from ml_core.quantization.quiet import quiet

with quiet():
    from torchao.quantization.pt2e import (
        FakeQuantize,
        FusedMovingAvgObsFakeQuantize,
        MovingAverageMinMaxObserver,
        MovingAveragePerChannelMinMaxObserver,
    )
    from torchao.quantization.pt2e.quantizer import (
        QuantizationAnnotation,
        QuantizationSpec,
        Quantizer,
        SharedQuantizationSpec,
    )

# A bias is stored in units of the product of both scales and must fit into 32 bits.
_SMALLEST_ACTIVATION_SCALE = 2.0**-16
_SMALLEST_WEIGHT_SCALE = 2.0**-12
_RANGE_RATE = 0.05  # how fast a range follows: a fine-tuning has hundreds of steps, not millions
_ANNOTATION = "quantization_annotation"  # where torchao looks for it
_CAT = torch.ops.aten.cat.default


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
    # Not fused: torch's fused kernel takes (2 * largest + 1) / 2 for the largest weight, and a
    # zero point where all weights of a channel have one sign. What is converted does neither.
    ends = {"dtype": torch.int8, "quant_min": -largest, "quant_max": largest}
    return QuantizationSpec(
        **ends,
        qscheme=torch.per_channel_symmetric,
        ch_axis=0,
        observer_or_fake_quant_ctr=FakeQuantize.with_args(
            observer=MovingAveragePerChannelMinMaxObserver,
            **ends,
            qscheme=torch.per_channel_symmetric,
            ch_axis=0,
            eps=_SMALLEST_WEIGHT_SCALE,
        ),
    )


class StudentQuantizer(Quantizer):
    """Convolutions and shortcut additions in integers, what has its own statistics in float.

    Args:
        reduce_range: 7-bit weights, -63..63, for x86 CPUs whose sums of two 8-bit products
            saturate. (fbgemm takes the bit from the activations, which ONNX cannot express.)
        keep_float: layers by name, e.g. "blocks.3", that are not rounded.
    """

    def __init__(self, *, reduce_range: bool = False, keep_float: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._activation = _activation_spec()
        self._weight = _weight_spec(63 if reduce_range else 127)
        self._keep_float = keep_float

    def annotate(self, model: GraphModule) -> GraphModule:
        """Write into every node's ``meta`` what is to be rounded around it."""
        computing = [node for node in model.graph.nodes if computes_in_integers(node)]
        self._check_names(computing)
        integer = [node for node in computing if not self._stays_float(node)]
        rounded = set(integer) | {relu for node in integer if (relu := fused_relu(node))}
        for node in integer:
            self._annotate(node, rounded)
        for node in model.graph.nodes:
            is_map = node.target == _CAT and node.meta["val"].ndim == 4
            if is_map and _from_convolutions(node) and not self._stays_float(node):
                self._share_range(node)
        return model

    def _annotate(self, node: Node, rounded: set[Node]) -> None:
        operands = node.args[:1] if node.target in CONVOLUTIONS else node.args[:2]
        for operand in operands:
            for reader, source in _entrances(node, operand, rounded):
                self._note(reader).input_qspec_map[source] = self._activation
        if node.target in CONVOLUTIONS:
            self._note(node).input_qspec_map[node.args[1]] = self._weight  # type: ignore[index]
        self._note(fused_relu(node) or node).output_qspec = self._activation

    def _note(self, node: Node) -> QuantizationAnnotation:
        """What torchao is told about a node."""
        return node.meta.setdefault(_ANNOTATION, QuantizationAnnotation({}, _annotated=True))

    def _share_range(self, node: Node) -> None:
        """All parts of a concatenation get one range, so that it only moves integers."""
        first, *others = inputs_of(node)
        inputs = {first: self._activation}
        inputs |= {other: SharedQuantizationSpec((first, node)) for other in others}
        node.meta[_ANNOTATION] = QuantizationAnnotation(inputs, _annotated=True)

    def _stays_float(self, node: Node) -> bool:
        name = layer_name(node)
        return any(name == kept or name.startswith(f"{kept}.") for kept in self._keep_float)

    def _check_names(self, computing: list[Node]) -> None:
        names = list(dict.fromkeys(layer_name(node) for node in computing))
        for kept in self._keep_float:
            if not any(name == kept or name.startswith(f"{kept}.") for name in names):
                raise RecipeError(
                    f'No layer that could be rounded is named "{kept}".',
                    hint=f"keep_float takes names, or beginnings of them, of {', '.join(names)}.",
                )

    def validate(self, model: GraphModule) -> None:
        """Nothing to refuse: what is not annotated stays float."""


def computes_in_integers(node: Node) -> bool:
    """Whether a node could run in integers: a convolution, or an addition of what they make."""
    if node.op != "call_function":
        return False
    return node.target in CONVOLUTIONS or (_adds_two_maps(node) and _from_convolutions(node))


def _adds_two_maps(node: Node) -> bool:
    if node.target not in ADDITIONS:
        return False
    parts = [part.meta.get("val") for part in node.args[:2] if isinstance(part, Node)]
    return len(parts) == 2 and all(part is not None and part.ndim == 4 for part in parts)


def _from_convolutions(node: object) -> bool:
    """Whether a tensor is what a convolution made: as it is, clipped, moved or added up."""
    if not isinstance(node, Node) or node.op != "call_function":
        return False
    if node.target in CONVOLUTIONS:
        return True
    if node.target in ADDITIONS:
        return any(_from_convolutions(part) for part in node.args[:2])
    if node.target in RELUS or moves(node):
        return any(_from_convolutions(part) for part in inputs_of(node))
    return False


def _entrances(reader: Node, source: object, rounded: set[Node]) -> Iterator[tuple[Node, Node]]:
    """Where on the way to a reader tensors must be rounded that are not yet, as (reader, source).

    That is before they are moved about: what is moved are integers.
    """
    if not isinstance(source, Node) or source in rounded:
        return
    if moves(source):
        for part in inputs_of(source):
            yield from _entrances(source, part, rounded)
    else:
        yield reader, source
