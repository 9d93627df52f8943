"""Convolution followed by batch normalisation: what every network here is made of."""

import math

from torch import nn


def conv_norm(
    channels_in: int,
    channels_out: int,
    kernel: int | tuple[int, int],
    *,
    stride: tuple[int, int] = (1, 1),
    padding: int | None = None,
    groups: int = 1,
    relu: bool = True,
) -> nn.Sequential:
    """Convolution without bias, batch norm and, unless told otherwise, ReLU.

    Args:
        channels_in: channels going in.
        channels_out: channels coming out.
        kernel: side of the square kernel, or its bands and frames.
        stride: along bands and along frames.
        padding: zeros on every side; by default the size is kept at stride 1.
        groups: channels in each group see only each other.
        relu: whether a ReLU follows.
    """
    bands, frames = (kernel, kernel) if isinstance(kernel, int) else kernel
    convolution = nn.Conv2d(
        channels_in,
        channels_out,
        (bands, frames),
        stride=stride,
        padding=((bands - 1) // 2, (frames - 1) // 2) if padding is None else padding,
        groups=groups,
        bias=False,
    )
    parts = [convolution, nn.BatchNorm2d(channels_out)]
    return nn.Sequential(*parts, *([nn.ReLU(inplace=True)] if relu else []))


def make_divisible(value: float, divisor: int = 8) -> int:
    """Nearest multiple of ``divisor``, but never more than a tenth below ``value``."""
    nearest = max(divisor, math.floor((value + divisor / 2) / divisor) * divisor)
    return nearest + divisor if nearest < 0.9 * value else nearest


def initialise_convolutions(network: nn.Module, mode: str = "fan_out") -> None:
    """He initialisation for convolutions; batch norms start as the identity."""
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode=mode, nonlinearity="relu")  # type: ignore[arg-type]
