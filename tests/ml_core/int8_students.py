"""Students on their whole way to an int8 file: small, never trained, unlike any initial value."""

from functools import cached_property

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from ml_core.frontend.log_mel import log_mel
from ml_core.frontend.spec import LogMelSpec
from ml_core.models.blocks import initialise_convolutions
from ml_core.models.cp_mobile import GlobalResponseNorm
from ml_core.models.heads import build_head
from ml_core.quantization import export, parity, qat

SPEC = LogMelSpec(n_mels=64, hop=500)
WINDOW = 16_000
BATCH = 32
SHAPE = (SPEC.n_mels, SPEC.n_frames(WINDOW))


def trained_looking(network: nn.Module) -> nn.Module:
    """The network with statistics and gains that no longer are what they began as."""
    torch.manual_seed(1)
    with torch.no_grad():
        for module in network.modules():
            if isinstance(module, nn.BatchNorm2d | nn.BatchNorm1d):
                module.running_mean.normal_(0, 0.1)
                module.running_var.uniform_(0.5, 1.5)
                module.weight.uniform_(0.5, 1.5)
                module.bias.normal_(0, 0.1)
            if isinstance(module, GlobalResponseNorm):
                module.gamma.fill_(0.3)
                module.beta.fill_(0.05)
    return network.eval()


def sounds(n: int) -> np.ndarray:
    generator = np.random.default_rng(3)
    noise = generator.normal(size=(n, WINDOW)) * generator.uniform(0.01, 0.3, (n, 1))
    tones = np.sin(np.arange(WINDOW) * generator.uniform(0.05, 1.5, (n, 1)))
    return (noise + 0.2 * tones).astype(np.float32)


def windows(n: int) -> np.ndarray:
    """(n, 1, F, T) log-mel."""
    return log_mel(sounds(n), SPEC)[:, None]


class Made:
    """A student on its whole way to an int8 file.

    Args:
        network: it is made to look trained.
        n_steps: of fine-tuning with simulated rounding.
        options: of ``qat.prepare``.
    """

    def __init__(
        self, network: nn.Module, *, n_steps: int = 2, n_windows: int = 64, **options
    ) -> None:
        self.network = trained_looking(network)
        self.before = {k: v.clone() for k, v in self.network.state_dict().items()}
        self.student = qat.prepare(self.network, SHAPE, **{"reduce_range": False, **options})
        heard = torch.from_numpy(windows(32))
        optimizer = torch.optim.SGD(self.student.parameters(), lr=1e-4)
        for _ in range(n_steps):
            loss = self.student(heard).logits.square().mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        self.n_rounded = len(qat.roundings(self.student))
        self.windows = windows(n_windows)
        qat.settle(self.student)
        self.simulated = qat.copied(self.student)
        self.converted = qat.convert(self.student)

    @cached_property
    def int8(self) -> bytes:
        return export.export_network(self.converted, SHAPE)

    @cached_property
    def fp32(self) -> bytes:
        return export.export_network(self.network, SHAPE)

    def parity(self, int8: bytes | None = None, fp32: bytes | None = None) -> dict:
        """Without the float file, which takes long to write, the int8 one stands in for it."""
        int8 = int8 or self.int8
        stages = parity.Stages(self.simulated, self.converted, int8, fp32 or int8)
        n = len(self.windows)
        scenes, devices = (["park", "tram"] * n)[:n], ["a"] * n
        parts = (slice(first, first + BATCH) for first in range(0, n, BATCH))
        batches = (parity.Windows(self.windows[i], scenes[i], devices[i]) for i in parts)
        table = parity.measure(stages, batches, n)
        return parity.concluded(table, int8, windows_of="test", n_shifted=0)


class Padded(nn.Module):
    """Like YAMNet's first layers: biases, ReLU only, zeros after the last band and frame."""

    def __init__(self, head: str = "cosine") -> None:
        super().__init__()
        self.stem = nn.Conv2d(1, 8, 3, 2)
        self.depthwise = nn.ModuleList([nn.Conv2d(n, n, 3, 2, groups=n) for n in (8, 16)])
        self.pointwise = nn.ModuleList([nn.Conv2d(8, 16, 1), nn.Conv2d(16, 24, 1)])
        initialise_convolutions(self, "fan_in")
        self.head = build_head(head, 24, 5)
        self.embedding_size = 24

    def forward(self, log_mel):
        """(B, 1, F, T) -> embedding (B, D), logits (B, K)."""
        x = F.relu(self.stem(F.pad(log_mel, (0, 1, 0, 1))))
        for depthwise, pointwise in zip(self.depthwise, self.pointwise, strict=True):
            x = F.relu(pointwise(F.relu(depthwise(F.pad(x, (0, 1, 0, 1))))))
        return self.head(x)
