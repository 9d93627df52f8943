"""Several processes train one network: each hears its rows of every batch, all know all of it.

Every process draws the same batch from (seed, epoch, step), makes its own rows of it, shows them
to the network and gathers what the network said about the others'. So the loss is that of the
whole batch whatever couples its windows (mixing, contrastive terms, memory banks), batch norms
take their statistics of all of it, and the sum of the processes' gradients is the gradient of one
process that hears everything. Only sums are rounded in another order, and what a network draws by
itself (dropout, patchout) is drawn anew in every process.

The first process keeps the run: it alone writes, and asks whether to stop.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import torch
import torch.distributed as dist
import torch.nn.functional as F
from lightning_fabric import Fabric
from lightning_fabric.plugins.environments.cluster_environment import ClusterEnvironment
from lightning_fabric.plugins.environments.lightning import LightningEnvironment
from lightning_fabric.plugins.environments.slurm import SLURMEnvironment
from lightning_fabric.plugins.environments.torchelastic import TorchElasticEnvironment
from lightning_fabric.strategies.ddp import DDPStrategy
from torch import Tensor, nn
from torch.nn.modules.batchnorm import _BatchNorm

from ml_core.errors import RecipeError, RunError
from ml_core.runs import RunFolder, RunMonitor, StopKind, StopRequested
from ml_core.runs.companions import lost, meet
from ml_core.runs.compute import Ranks
from ml_core.runs.followed import Followed
from ml_core.training import exchange

PATIENCE = timedelta(days=7)  # the first process may hear a whole corpus before the others go on
LOOPBACK = {"linux": "lo", "darwin": "lo0"}
STOPS: tuple[StopKind | None, ...] = (None, "pause", "keep", "discard")
_exchanges: list[exchange.Exchange] = []  # one, where processes of this computer share memory
_LOST = ("connection closed", "connection reset", "gloo", "peer", "nccl", "recv", "socket")


class _Sharing(DDPStrategy):
    """Ranks, devices and collectives of Fabric; gradients are summed by ``sum_gradients``.

    ``DistributedDataParallel`` averages what it takes for the gradients of independent losses.
    """

    def setup_module(self, module: nn.Module) -> Any:
        """The module as it is."""
        return module

    def _determine_ddp_device_ids(self) -> None:
        return


class _Met(LightningEnvironment):
    """Processes of one computer that have met already."""

    def __init__(self, ranks: Ranks) -> None:
        super().__init__()
        self._ranks = ranks

    @property
    def creates_processes_externally(self) -> bool:
        return True

    def world_size(self) -> int:
        return self._ranks.size

    def set_world_size(self, size: int) -> None:
        pass

    def global_rank(self) -> int:
        return self._ranks.rank

    def set_global_rank(self, rank: int) -> None:
        pass

    def local_rank(self) -> int:
        return self._ranks.rank


def shared_fabric(ranks: Ranks, accelerator: str, precision: Any) -> Fabric:
    """Fabric for this process's place among those that train together, once all are there.

    Raises:
        RunError: one of them has ended, or has not as many GPUs as processes.
    """
    here = ranks.here
    environment: ClusterEnvironment = _Met(ranks)
    if not ranks.meeting:
        elastic = TorchElasticEnvironment.detect()
        environment = TorchElasticEnvironment() if elastic else SLURMEnvironment()
    on_gpu = accelerator != "cpu" and torch.cuda.is_available()
    if on_gpu and torch.cuda.device_count() < here:
        raise RunError(
            f"{here} processes need as many GPUs; there are {torch.cuda.device_count()}.",
            hint="Start fewer processes, or set torch_device to cpu.",
        )
    backend = "nccl" if on_gpu else "gloo"
    if ranks.meeting and not dist.is_initialized():
        if ranks.rank == 0:
            exchange.lay_out(ranks)
        meet(ranks)
        # a file and the loopback device: nobody outside of this computer can join or listen
        if device := LOOPBACK.get(sys.platform):
            os.environ.setdefault("GLOO_SOCKET_IFNAME", device)
        dist.init_process_group(
            backend, init_method=f"file://{ranks.meeting}/group", rank=ranks.rank,
            world_size=ranks.size, timeout=PATIENCE,
        )  # fmt: skip
        with contextlib.suppress(FileNotFoundError):
            _exchanges.append(exchange.Exchange(ranks))
    strategy = _Sharing(
        cluster_environment=environment, process_group_backend=backend, timeout=PATIENCE
    )
    fabric = Fabric(
        accelerator="cuda" if on_gpu else "cpu", devices=here, num_nodes=ranks.size // here,
        strategy=strategy, precision=precision,
    )  # fmt: skip
    fabric.launch()
    return fabric


def is_shared(fabric: Fabric) -> bool:
    """Whether several processes train."""
    return fabric.world_size > 1


def leave_to_first(fabric: Fabric) -> None:
    """From here on one process is enough.

    Raises:
        Followed: this is another one.
    """
    if not fabric.is_global_zero:
        raise Followed


class Shared(nn.Module):
    """A network, or a teacher, whose every call is shared among the processes.

    Args:
        network: (B, any) to a named tuple of tensors whose first axis is B.
        fabric: of ``shared_fabric``.
    """

    def __init__(self, network: Callable[[Tensor], Any], fabric: Fabric) -> None:
        super().__init__()
        self._network = network
        self._rank, self._size = fabric.global_rank, fabric.world_size

    def forward(self, heard: Tensor) -> Any:
        """What the network says about all rows; gradients flow through the own ones.

        Args:
            heard: (B, ...), of which only the own rows are looked at: see ``batches.Share``.

        Returns:
            The network's named tuple, its tensors (B, any) of all rows.
        """
        network = self._network
        if len(heard) < self._size:
            if torch.is_grad_enabled():
                raise RecipeError(
                    f"A batch of {len(heard)} cannot be shared by {self._size} processes.",
                    hint="Use a larger batch_size, or fewer processes.",
                )
            return network(heard)  # all of them do the same
        parts = heard.tensor_split(self._size)
        said = network(parts[self._rank])
        sizes = [len(part) for part in parts]
        return type(said)(*(_Gathered.apply(tensor, self._rank, sizes) for tensor in said))


class _Gathered(torch.autograd.Function):
    """(b, any) of this process -> (B, any) of all, in their order."""

    @staticmethod
    def forward(ctx: Any, own: Tensor, rank: int, sizes: list[int]) -> Tensor:
        ctx.first, ctx.n = sum(sizes[:rank]), sizes[rank]
        most = max(sizes)
        room = own.new_zeros(most, *own.shape[1:])
        room[: len(own)] = own
        rows = _from_all(room.view(-1)).view(len(sizes), *room.shape)
        return torch.cat([part[:n] for part, n in zip(rows, sizes, strict=True)])

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, None, None]:
        return grads[0][ctx.first : ctx.first + ctx.n].contiguous(), None, None


def sum_gradients(network: nn.Module) -> None:
    """Add up what the rows of every process ask of the parameters, in one message."""
    learnt = [p for p in network.parameters() if p.requires_grad]
    for parameter in learnt:
        if parameter.grad is None:
            parameter.grad = torch.zeros_like(parameter)
    if not learnt:
        return
    flat = torch.cat([p.grad.reshape(-1) for p in learnt if p.grad is not None])
    if _exchanges and _exchanges[0].takes(flat):
        flat = _exchanges[0].gather(flat).sum(dim=0)
    else:
        dist.all_reduce(flat)
    for parameter, part in zip(learnt, flat.split([p.numel() for p in learnt]), strict=True):
        assert parameter.grad is not None
        parameter.grad.copy_(part.view(parameter.shape))


def share_norms(network: nn.Module) -> None:
    """Let every batch norm of a network take its statistics of the rows of all processes."""
    for module in list(network.modules()):
        for name, child in module.named_children():
            if isinstance(child, _BatchNorm) and not isinstance(child, SharedNorm):
                setattr(module, name, SharedNorm.like(child))


class SharedNorm(_BatchNorm):
    """Batch norm over the rows of all processes (torch's own SyncBatchNorm needs a GPU)."""

    @classmethod
    def like(cls, norm: _BatchNorm) -> "SharedNorm":
        """The same parameters and buffers in a norm that shares its statistics."""
        shared = cls(
            norm.num_features, norm.eps, norm.momentum, norm.affine, norm.track_running_stats
        )
        shared._parameters, shared._buffers = norm._parameters, norm._buffers
        shared.train(norm.training)
        return shared

    def _check_input_dim(self, input: Tensor) -> None:  # noqa: A002 # torch calls it so
        pass

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002 # torch calls it so
        """(B, C, ...) -> the same shape."""
        if not self.training or not dist.is_initialized():
            return super().forward(input)
        x = input.float()
        y, mean, variance, total = _Normed.apply(x, self.weight, self.bias, self.eps)
        if self.running_mean is not None and self.running_var is not None:
            if self.num_batches_tracked is not None:
                self.num_batches_tracked.add_(1)
            momentum = self.momentum
            if momentum is None:
                assert self.num_batches_tracked is not None
                momentum = 1.0 / float(self.num_batches_tracked)
            unbiased = variance * (total / (total - 1).clamp(min=1))
            self.running_mean.lerp_(mean, momentum)
            self.running_var.lerp_(unbiased, momentum)
        return y.to(input.dtype)


class _Normed(torch.autograd.Function):
    """Normalise rows by the statistics of all processes: one message there, one back."""

    @staticmethod
    def forward(
        ctx: Any, x: Tensor, weight: Tensor, bias: Tensor, eps: float
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        mean, variance = torch.batch_norm_update_stats(x, None, None, 0.0)
        own = torch.cat([x.new_tensor([x.numel() // x.shape[1]]), mean, variance])
        every = _from_all(own).double()  # so few numbers cost nothing
        counts, total = every[:, :1], every[:, 0].sum()
        means, variances = every[:, 1:].chunk(2, dim=1)
        mean = (counts * means).sum(dim=0) / total
        variance = (counts * (variances + (means - mean).square())).sum(dim=0) / total
        mean, variance, total = mean.to(x), variance.to(x), total.to(x)
        ctx.save_for_backward(x, weight, mean, variance, total)
        ctx.eps = eps
        ctx.mark_non_differentiable(mean, variance, total)
        return F.batch_norm(x, mean, variance, weight, bias, False, 0.0, eps), mean, variance, total

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, Tensor, None]:
        x, weight, mean, variance, total = ctx.saved_tensors
        scale = (variance + ctx.eps).rsqrt()
        dy = grads[0].contiguous(memory_format=_format(x))
        _, of_weight, of_bias = torch.ops.aten.native_batch_norm_backward(
            dy, x, weight, mean, variance, mean, scale, False, ctx.eps, [False, True, True]
        )
        sums = torch.cat([of_bias, of_weight])
        # those of all rows; the parameters' own are summed later
        all_bias, all_weight = (_from_all(sums).sum(dim=0) / total).chunk(2)
        slope = -weight * scale.square() * all_weight
        offset = -weight * scale * all_bias - slope * mean
        shape = [1, -1, *[1] * (x.ndim - 2)]
        dx = torch.addcmul(offset.view(shape), x, slope.view(shape))
        return dx.addcmul_(dy, (weight * scale).view(shape)), of_weight, of_bias, None


def _from_all(own: Tensor) -> Tensor:
    """(n,) of this process -> (processes, n), the shortest way. Gloo would take longer to sum."""
    if _exchanges and _exchanges[0].takes(own):
        return _exchanges[0].gather(own)
    parts = [torch.empty_like(own) for _ in range(dist.get_world_size())]
    dist.all_gather(parts, own)
    return torch.stack(parts)


def _format(x: Tensor) -> torch.memory_format:
    if x.ndim == 4 and x.is_contiguous(memory_format=torch.channels_last):
        return torch.channels_last
    return torch.contiguous_format


def agree_to_go_on(fabric: Fabric, monitor: RunMonitor, run: RunFolder) -> None:
    """All processes learn at the same step that the run was asked to stop.

    Raises:
        StopRequested: it was.
        Cancelled: this process was; the others notice that it is gone.
    """
    kind: StopKind | None = None
    if fabric.is_global_zero:
        try:
            monitor.check()
            kind = run.stop_requested()  # "keep" counts here only: see ``train``
        except StopRequested as request:
            kind = request.kind
    told = torch.tensor([STOPS.index(kind)], dtype=torch.float32, device=fabric.device)
    if (kind := STOPS[int(_from_all(told)[0])]) is not None:
        raise StopRequested(kind)


@contextlib.contextmanager
def in_words(fabric: Fabric) -> Iterator[None]:
    """Within, the loss of another process is told in a sentence.

    Raises:
        RunError: one of the processes has ended.
    """
    try:
        yield
    except RuntimeError as error:
        if is_shared(fabric) and any(word in str(error).lower() for word in _LOST):
            raise lost() from error
        raise


def part() -> None:
    """Leave the group, where this process belongs to one."""
    _exchanges.clear()
    if dist.is_initialized():
        dist.destroy_process_group()
