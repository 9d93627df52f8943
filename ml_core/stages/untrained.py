"""Int8 files of networks that nobody has trained: as fast as they will be, and nothing else."""

import torch
from torch import nn

from ml_core.models import registry
from ml_core.quantization import export, qat

SCENES = 10  # as published
NOISE_WINDOWS = 2


def int8_file(network: str) -> bytes:
    """The ONNX file of a student with random weights, with ranges of noise.

    Raises:
        RecipeError: there is no such network.
    """
    found = registry.find(network)
    spec = found.front_end
    shape = (spec.n_mels, spec.n_frames(found.window_samples))
    with torch.random.fork_rng(), torch.no_grad():
        torch.manual_seed(0)
        model = _as_if_trained(registry.build_student(network, SCENES, "cosine").eval())
        student = qat.prepare(model, shape, reduce_range=False)
        student(torch.randn(NOISE_WINDOWS, 1, *shape))
        student.freeze_ranges()
    return export.export_network(qat.convert(student), shape)


def _as_if_trained(model: nn.Module) -> nn.Module:
    """No two tensors alike: a file keeps equal ones, such as fresh biases, only once."""
    for name, tensor in (*model.named_parameters(), *model.named_buffers()):
        if tensor.is_floating_point():
            noise = torch.randn_like(tensor)
            tensor += 0.1 * (noise.abs() if name.endswith("running_var") else noise)
    return model
