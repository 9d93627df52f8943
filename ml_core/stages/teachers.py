"""A finished run as a teacher: one network, or several that a fusion made speak as one."""

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from ml_core.datasets.clip_source import ClipSource
from ml_core.errors import AscError, RunError
from ml_core.files import from_json, sha256_bytes, sha256_file, write_json
from ml_core.frontend.torch_log_mel import TorchLogMel
from ml_core.progress import Monitor
from ml_core.project import ClipRow
from ml_core.runs import RunFolder
from ml_core.scenes import SceneSet
from ml_core.training.checkpoint import NETWORK, ModelCard, load_network
from ml_core.training.fusion import Fusion
from ml_core.training.passes import Pass, require_numbers, run_over
from ml_core.training.teacher import Grid, fuse_passes

FUSION = "fusion.json"  # in the folder of a fused run, instead of a network


@dataclass(frozen=True, slots=True)
class System:
    """One network of a teacher."""

    run: RunFolder
    network: nn.Module  # in eval mode
    card: ModelCard
    digest: str  # of its weights

    @classmethod
    def open(cls, run: Path) -> "System":
        """The network of a finished run.

        Raises:
            RunError, CheckpointError: there is none.
        """
        folder = RunFolder.open(run)
        if (run / FUSION).is_file():
            raise RunError(
                f'"{folder.name}" is a fusion itself.', hint="Name the runs it was made of."
            )
        network, card = load_network(run)
        return cls(folder, network, card, sha256_file(folder.checkpoint_dir / NETWORK))

    def grid(self, overlap: int) -> Grid:
        """Of a pass with ``overlap`` windows per window length."""
        rate_hz = self.card.front_end.sample_rate_hz
        return Grid(self.hop(overlap) / rate_hz, self.card.window_samples / rate_hz)

    def hop(self, overlap: int) -> int:
        """Samples between the windows of such a pass."""
        return self.card.window_samples // overlap

    def hear(
        self,
        clips: Sequence[ClipRow],
        cache_dir: Path,
        device: torch.device,
        monitor: Monitor,
        *,
        stage: str,
        overlap: int = 1,
    ) -> Pass:
        """What it says about every window of these clips.

        Raises:
            RunError: that is no numbers.
        """
        spec = self.card.front_end
        heard = run_over(
            self.network.to(device),
            TorchLogMel(spec).to(device),
            ClipSource(clips, sample_rate_hz=spec.sample_rate_hz, cache_dir=cache_dir),
            window=self.card.window_samples,
            hop=self.hop(overlap),
            device=device,
            monitor=monitor,
            stage=stage,
        )
        require_numbers(heard.logits, self.run.name)
        require_numbers(heard.embeddings, self.run.name)
        return heard


@dataclass(frozen=True, slots=True)
class Teacher:
    """Systems that know the same scenes, and how they are fused."""

    name: str
    systems: tuple[System, ...]
    fusion: Fusion

    @property
    def scenes(self) -> SceneSet:
        """What its logits stand for."""
        return self.systems[0].card.scenes

    @property
    def digest(self) -> str:
        """Of all weights, and of how they are fused."""
        return sha256_bytes(f"{[system.digest for system in self.systems]} {self.fusion}".encode())

    @property
    def embedding_size(self) -> int:
        """Of all systems side by side."""
        return sum(system.card.embedding_size for system in self.systems)

    def hear(
        self,
        clips: Sequence[ClipRow],
        cache_dir: Path,
        device: torch.device,
        monitor: Monitor,
        *,
        stage: str,
    ) -> Pass:
        """What it says about the touching windows of its first system."""
        passes = [
            system.hear(clips, cache_dir, device, monitor, stage=stage) for system in self.systems
        ]
        return fuse_passes(passes, [system.grid(1) for system in self.systems], self.fusion)


def open_systems(runs: Sequence[Path]) -> tuple[System, ...]:
    """The networks of several runs that may be fused.

    Raises:
        RunError, CheckpointError: one has no network, or they know different scenes.
    """
    systems = tuple(System.open(run) for run in runs)
    for system in systems[1:]:
        if system.card.scenes != systems[0].card.scenes:
            raise RunError(
                f'"{systems[0].run.name}" knows {", ".join(systems[0].card.scenes)}, '
                f'"{system.run.name}" {", ".join(system.card.scenes)}: they cannot be fused.',
                hint="Fuse runs that were trained on the same scenes.",
            )
    return systems


def open_teacher(run: Path) -> Teacher:
    """The teacher of a finished run: of a fine-tuned or distilled network, or of a fusion.

    Raises:
        RunError, CheckpointError: it is not finished, or a run it was fused of is gone or changed.
    """
    if not (run / FUSION).is_file():
        system = System.open(run)
        return Teacher(system.run.name, (system,), Fusion.average(1, len(system.card.scenes)))
    named, fusion = _read_fusion(run)
    try:
        systems = open_systems([path for path, _ in named])
    except AscError as error:
        raise RunError(
            f'The fusion "{run.name}" lacks one of its runs. {error.message}',
            hint="Put it back, or fuse again.",
        ) from error
    for system, (_, digest) in zip(systems, named, strict=True):
        if system.digest != digest:
            raise RunError(
                f'"{system.run.name}" has changed since it was fused into "{run.name}".',
                hint="Fuse again.",
            )
    if len(fusion.biases) != len(systems[0].card.scenes):
        raise _damaged(run)
    return Teacher(run.name, systems, fusion)


def fused_runs(run: Path) -> list[Path]:
    """The runs a fusion was made of; none where the run is not a fusion.

    Raises:
        RunError: the fusion is damaged.
    """
    return [path for path, _ in _read_fusion(run)[0]] if (run / FUSION).is_file() else []


def _read_fusion(run: Path) -> tuple[list[tuple[Path, str]], Fusion]:
    """Folder and digest of every system, and how they are fused."""
    try:
        table = from_json((run / FUSION).read_text("utf-8"))
        fusion = Fusion(tuple(map(float, table["weights"])), tuple(map(float, table["biases"])))
        named = [
            (Path(os.path.normpath(run / str(row["run"]))), str(row["sha256"]))
            for row in table["systems"]
        ]
    except (OSError, ValueError, KeyError, TypeError, OverflowError) as error:
        raise _damaged(run) from error
    numbers = (*fusion.weights, *fusion.biases)
    if not 0 < len(named) == len(fusion.weights) or not all(map(math.isfinite, numbers)):
        raise _damaged(run)
    return named, fusion


def _damaged(run: Path) -> RunError:
    return RunError(f'The fusion "{run.name}" is damaged.', hint="Fuse its runs again.")


def save_fusion(run: Path, systems: Sequence[System], fusion: Fusion) -> None:
    """Write what makes a run folder a fused teacher."""
    write_json(
        run / FUSION,
        {
            "systems": [
                {"run": _place(system.run.path, run), "sha256": system.digest} for system in systems
            ],
            "scenes": list(systems[0].card.scenes),
            "weights": list(fusion.weights),
            "biases": list(fusion.biases),
        },
    )


def _place(path: Path, seen_from: Path) -> str:
    """Relative, so that a project can move as a whole; absolute from another drive."""
    try:
        return Path(os.path.relpath(path.resolve(), seen_from.resolve())).as_posix()
    except ValueError:
        return str(path.resolve())
