"""Weights and training state as safetensors, each file whole or absent."""

import json
import os
import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import safetensors
import safetensors.torch
import torch
from torch import Tensor, nn

from ml_core.errors import AscError, CheckpointError
from ml_core.files import atomic_path, from_json, write_json
from ml_core.frontend.spec import LogMelSpec
from ml_core.models import registry
from ml_core.runs.kept import BEST as BEST
from ml_core.runs.kept import LAST as LAST
from ml_core.runs.kept import NETWORK as NETWORK
from ml_core.scenes import SceneSet

_SYSTEM_ERROR = re.compile(r"os error (\d+)")


MOST_SEEN = 1 << 22  # values of a spectrum: five times what the largest makes of ten seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCard:
    """Enough to build the network again and to feed it: ``model.json`` of a run."""

    network: str
    head: str
    scenes: SceneSet
    front_end: LogMelSpec
    embedding_size: int
    window_samples: int
    # of the published file that decided the network's size, where there are several
    config: Mapping[str, Any] | None = None

    def of(self, network: nn.Module) -> Self:
        """The card of this very network, whatever file it was built from."""
        return replace(
            self,
            embedding_size=int(network.embedding_size),  # type: ignore[arg-type]
            config=registry.config_of(network),
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "network": self.network,
            "head": self.head,
            "scenes": list(self.scenes),
            "front_end": self.front_end.to_dict(),
            "embedding_size": self.embedding_size,
            "window_samples": self.window_samples,
            **({} if self.config is None else {"config": dict(self.config)}),
        }

    @classmethod
    def read(cls, run: Path) -> "ModelCard":
        """The card of a run.

        Raises:
            CheckpointError: the run has no network yet, or its card is damaged.
        """
        try:
            table = from_json((run / "model.json").read_text("utf-8"))
            card = cls(
                network=str(table["network"]),
                head=str(table["head"]),
                scenes=SceneSet(tuple(map(str, table["scenes"]))),
                front_end=LogMelSpec.from_dict(table["front_end"]),
                embedding_size=int(table["embedding_size"]),
                window_samples=int(table["window_samples"]),
                config=table.get("config"),
            )
        except (OSError, ValueError, OverflowError, KeyError, TypeError, AscError) as error:
            raise CheckpointError(
                f'The run "{run.name}" holds no network.',
                hint="Wait until it is done, or resume it; instead of an int8 run, name the "
                "student that it was made of.",
            ) from error
        seen = card.front_end.n_frames(card.window_samples) * (card.front_end.n_fft // 2 + 1)
        if not 0 < seen < MOST_SEEN:
            raise _deaf(run, card)
        return card

    def build(self) -> nn.Module:
        """The network with fresh weights."""
        return registry.build(self.network, len(self.scenes), self.head, config=self.config)


def save_tensors(path: Path, tensors: dict[str, Tensor], **facts: Any) -> None:
    """Write tensors and JSON facts as one file, whole or not at all."""
    plain: dict[str, Tensor] = {}
    stored: set[int] = set()
    for name, tensor in tensors.items():
        own = tensor.detach().cpu().contiguous()
        place = own.untyped_storage().data_ptr()
        # what two names share (concatenated maps are rounded alike) is stored for each of them
        plain[name] = own.clone() if place in stored else own
        stored.add(place)
    with atomic_path(path) as temporary:
        try:
            safetensors.torch.save_file(plain, temporary, metadata={"facts": json.dumps(facts)})
        except safetensors.SafetensorError as error:  # it tells the system's refusal in words only
            found = _SYSTEM_ERROR.search(str(error))
            if found is None:
                raise
            number = int(found[1])
            raise OSError(number, os.strerror(number), str(temporary)) from error


def load_tensors(path: Path) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """The inverse of ``save_tensors``.

    Raises:
        CheckpointError: the file is missing or damaged.
    """
    try:
        with safetensors.safe_open(path, framework="pt") as stream:
            facts = from_json((stream.metadata() or {}).get("facts", "{}"))
            return {name: stream.get_tensor(name) for name in stream.keys()}, facts  # noqa: SIM118
    except (OSError, ValueError, safetensors.SafetensorError) as error:
        raise CheckpointError(
            f'"{path.name}" of the run "{path.parent.parent.name}" cannot be read.',
            hint="Start the run again.",
        ) from error


def restore(module: nn.Module, tensors: Mapping[str, Tensor]) -> None:
    """Load a whole state dict that a file has kept.

    A file keeps no format versions. Without them modules take their state for an old one and may
    change it: torchao's observers then fall back to another smallest scale.
    """
    state = OrderedDict(tensors)
    state._metadata = getattr(module.state_dict(), "_metadata", {})  # type: ignore[attr-defined]
    module.load_state_dict(state)


def save_network(run: Path, network: nn.Module, card: ModelCard) -> None:
    """Write what a stage made: the weights, then the card that says they are there."""
    save_tensors(run / "checkpoint" / NETWORK, network.state_dict())
    write_json(run / "model.json", card.to_dict())


def load_network(run: Path) -> tuple[nn.Module, ModelCard]:
    """The network of a finished run, in eval mode on the CPU.

    Raises:
        CheckpointError: the run has none, or it is damaged.
    """
    card = ModelCard.read(run)
    network = card.build()
    tensors, _ = load_tensors(run / "checkpoint" / NETWORK)
    try:
        restore(network, tensors)
    except RuntimeError as error:
        raise CheckpointError(f'The weights of "{run.name}" are of another network.') from error
    network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    _require_hearing(run, network.eval(), card)
    return network, card


def _require_hearing(run: Path, network: nn.Module, card: ModelCard) -> None:
    """Try an input that is smaller than usual: of a damaged card it may be too small to pass."""
    usual = registry.find(card.network)
    shape = (card.front_end.n_mels, card.front_end.n_frames(card.window_samples))
    least = (usual.front_end.n_mels, usual.front_end.n_frames(usual.window_samples))
    if all(one >= usually for one, usually in zip(shape, least, strict=True)):
        return
    try:
        with torch.inference_mode():
            network(torch.zeros(1, 1, *shape))
    except RuntimeError as error:
        raise _deaf(run, card) from error


def _deaf(run: Path, card: ModelCard) -> CheckpointError:
    return CheckpointError(
        f'"model.json" of the run "{run.name}" is damaged: its network cannot hear windows of '
        f"{card.window_samples:,} samples.",
        hint="Put back a copy of it, or train again.",
    )


def optimizer_tensors(optimizer: torch.optim.Optimizer) -> dict[str, Tensor]:
    """The optimizer's state as named tensors: ``optimizer.<parameter>.<name>``."""
    state = optimizer.state_dict()["state"]
    return {
        f"optimizer.{index}.{name}": value if isinstance(value, Tensor) else torch.tensor(value)
        for index, values in state.items()
        for name, value in values.items()
    }


def restore_optimizer(optimizer: torch.optim.Optimizer, tensors: dict[str, Tensor]) -> None:
    """The inverse of ``optimizer_tensors``.

    Every tensor gets the memory layout of its parameter, as in the run that was cut off:
    another layout may round differently.
    """
    parameters = [p for group in optimizer.param_groups for p in group["params"]]
    state: dict[int, dict[str, Tensor]] = {}
    for key, value in tensors.items():
        kind, _, rest = key.partition(".")
        if kind != "optimizer":
            continue
        index, _, name = rest.partition(".")
        parameter = parameters[int(index)]
        like = value.shape == parameter.shape and value.ndim > 0
        state.setdefault(int(index), {})[name] = (
            torch.empty_like(parameter, requires_grad=False).copy_(value) if like else value
        )
    groups = optimizer.state_dict()["param_groups"]
    optimizer.load_state_dict({"state": state, "param_groups": groups})
