"""Parameters, multiply-accumulates and memory of a network, counted as the DCASE rules do."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from ml_core.models import registry

DCASE_MAX_BYTES = 128_000  # one byte per parameter once the network is int8
DCASE_MAX_MACS = 30_000_000  # per second of sound


@dataclass(frozen=True, slots=True)
class Complexity:
    """What one pass over one window costs, in float32."""

    parameters: int
    macs: int
    bytes: int  # of the parameters
    peak_activation_bytes: int  # largest input and output of one layer together

    @property
    def within_dcase(self) -> bool:
        """Whether the int8 network keeps the limits of DCASE Task 1 since 2023."""
        return self.parameters <= DCASE_MAX_BYTES and self.macs <= DCASE_MAX_MACS


def count(model: nn.Module, input_shape: tuple[int, ...]) -> Complexity:
    """Count one forward pass; equal to torchinfo for the convolutional networks of this package.

    Convolutions and linear layers count every weight once per position of their output, other
    layers every weight once. (torchinfo counts a linear layer once for all tokens together,
    which hides nearly all of a transformer.) Products within attention are left out.

    Args:
        model: any network of the registry; its mode is kept.
        input_shape: shape of one input without the batch axis, e.g. (1, F, T).
    """
    macs, peak = 0, 0

    def on_forward(module: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> None:
        nonlocal macs, peak
        n_weights = sum(
            tensor.numel()
            for name, tensor in module.named_parameters(recurse=False)
            if name in ("weight", "bias")
        )
        macs += n_weights * _positions(module, output)
        peak = max(peak, sum(t.numel() * t.element_size() for t in (*inputs, output)))

    layers = [module for module in model.modules() if not list(module.children())]
    hooks = [layer.register_forward_hook(on_forward) for layer in layers]
    was_training = model.training
    try:
        with torch.no_grad():
            model.eval()(torch.zeros(1, *input_shape))
    finally:
        for hook in hooks:
            hook.remove()
        model.train(was_training)
    parameters = list(model.parameters())
    return Complexity(
        parameters=sum(p.numel() for p in parameters),
        macs=macs,
        bytes=sum(p.numel() * p.element_size() for p in parameters),
        peak_activation_bytes=peak,
    )


def _positions(module: nn.Module, output: Tensor) -> int:
    """How often the weights of a layer are used for one input."""
    if isinstance(module, nn.Conv1d | nn.Conv2d):
        return output[0, 0].numel()
    return output[0, ..., 0].numel() if isinstance(module, nn.Linear) else 1


def published(name: str) -> Complexity:
    """Complexity of a registered network with its published head and input."""
    network = registry.find(name)
    model = network.build(network.published_outputs, "published")
    return count(model, (1, *network.published_shape))
