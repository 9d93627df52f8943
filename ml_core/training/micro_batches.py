"""Large batches on small machines: as much memory as a few windows need, the same gradients.

A contrastive loss needs all windows of a batch at once, so plain gradient accumulation changes
it. Here the batch goes through the network in parts of which nothing but the outputs is kept;
when gradients flow back, each part is computed a second time, alone (GradCache, Gao et al.,
2021, by means of activation checkpointing). Dropout draws the same both times.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.modules.batchnorm import _BatchNorm
from torch.utils.checkpoint import checkpoint


def in_micro_batches(network: nn.Module, log_mel: Tensor, size: int) -> Any:
    """What ``network`` returns, computed at most ``size`` windows at a time.

    Gradients equal those of the whole batch, except for what couples windows within the network:
    batch norm in training takes its statistics of each part, and its running ones move once for
    each part. Where no gradient is wanted, the parts are simply computed one after another.

    Parts differ by one window at most, so that none is left alone with batch norms where ``size``
    is 3 or more.

    Args:
        network: log-mel (B, 1, F, T) to a named tuple of tensors whose first axis is B.
        log_mel: (B, 1, F, T).
        size: most windows at a time; 0: all of them, without computing anything twice.

    Returns:
        The network's named tuple, its tensors (B, any) of the whole batch.
    """
    n_parts = n_micro_batches(len(log_mel), size)
    if n_parts == 1:
        return network(log_mel)
    parts = [_forgetful(network, part) for part in log_mel.tensor_split(n_parts)]
    return type(parts[0])(*(torch.cat(tensors) for tensors in zip(*parts, strict=True)))


def n_micro_batches(n_windows: int, size: int) -> int:
    """Parts of at most ``size`` windows, or one where that is 0."""
    return 1 if size == 0 or n_windows == 0 else -(-n_windows // size)


def _forgetful(network: nn.Module, part: Tensor) -> Any:
    """Compute one part without keeping what only its gradient needs."""
    if not torch.is_grad_enabled():
        return network(part)

    def first_and_second_time() -> tuple[
        AbstractContextManager[None], AbstractContextManager[None]
    ]:
        return nullcontext(), _statistics_kept(network)

    return checkpoint(network, part, use_reentrant=False, context_fn=first_and_second_time)


@contextmanager
def _statistics_kept(network: nn.Module) -> Iterator[None]:
    """Within, batch norms leave their running statistics alone: these have seen the part."""
    norms = [module for module in network.modules() if isinstance(module, _BatchNorm)]
    before = [(norm.momentum, norm.num_batches_tracked) for norm in norms]
    for norm in norms:
        norm.momentum, norm.num_batches_tracked = 0.0, None
    try:
        yield
    finally:
        for norm, (momentum, n_batches) in zip(norms, before, strict=True):
            norm.momentum, norm.num_batches_tracked = momentum, n_batches
