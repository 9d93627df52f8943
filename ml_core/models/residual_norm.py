"""Residual normalisations: take a recording device's colour away, but not all of it.

Each normalises a sample by its own statistics and adds back a part of what came in, since the
colour also tells the scene. They act in training and in use alike and stay in float when a
network becomes int8.
"""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

EPS = 1e-5
RES_NORM_SHARE = 0.1


def normalise_bands(x: Tensor) -> Tensor:
    """FreqIN: every band of every sample to zero mean and unit variance.

    Statistics are over channels and frames, the variance unbiased. A microphone's frequency
    response is an offset per band of a log-mel, which is gone afterwards.

    Args:
        x: (B, C, F, T) with C * T > 1.

    Returns:
        (B, C, F, T).
    """
    n_channels, n_frames = x.shape[1], x.shape[3]
    # layer_norm has the biased variance: this turns it into the unbiased one, exactly
    unbiased = 1 - 1 / (n_channels * n_frames)
    scale = x.new_full((n_frames, n_channels), math.sqrt(unbiased))
    # channels last is how training keeps maps: there nothing has to be copied
    by_band = x.permute(0, 2, 3, 1)
    by_band = F.layer_norm(by_band, scale.shape, scale, eps=EPS * unbiased)
    return by_band.permute(0, 3, 1, 2)


def normalise_channels(x: Tensor) -> Tensor:
    """IN: every channel of every sample to zero mean and unit (biased) variance.

    Args:
        x: (B, C, F, T).

    Returns:
        (B, C, F, T).
    """
    return F.layer_norm(x, x.shape[2:], eps=EPS)


class ResNorm(nn.Module):
    """share x + FreqIN(x): residual normalisation along frequency, without parameters.

    Kim et al., QTI's submission to DCASE 2021; as in TF-SepNet-64 (Cai et al., 2408.14862).

    Args:
        share: of what came in; 0.1 is published.
    """

    def __init__(self, share: float = RES_NORM_SHARE) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, F, T) -> (B, C, F, T)."""
        return torch.add(normalise_bands(x), x, alpha=self.share)


class AdaResNorm(nn.Module):
    """gamma (rho x + (1 - rho) FreqIN(x)) + beta: the share is learnt, one per channel.

    Cai et al., "TF-SepNet", ICASSP 2024; rho starts at 0.5.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.rho = nn.Parameter(torch.full((1, channels, 1, 1), 0.5))
        self.gamma = nn.Parameter(torch.ones(1, channels, 1, 1))
        self.beta = nn.Parameter(torch.zeros(1, channels, 1, 1))

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, F, T) -> (B, C, F, T)."""
        shares = self.rho * x + (1 - self.rho) * normalise_bands(x)
        return self.gamma * shares + self.beta


class ResidualNorm(nn.Module):
    """RN of DS-FlexiNet: share x + IN(x) with one learnt share per channel.

    Chen et al., arXiv 2412.20722: lambda is trainable and IN channel-wise. Reconstruction: one
    lambda per channel, which starts at 0.1.
    """

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.share = nn.Parameter(torch.full((1, channels, 1, 1), RES_NORM_SHARE))

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, F, T) -> (B, C, F, T)."""
        return torch.addcmul(normalise_channels(x), self.share, x)
