"""What turns clips into embeddings: a bundle in onnxruntime, or a run's float network in torch."""

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ml_core.bundle import read_bundle
from ml_core.bundle.hearing import Heard, hear
from ml_core.bundle.session import Precision, Session
from ml_core.datasets.clip_source import ClipSource
from ml_core.errors import MissingPack
from ml_core.progress import Monitor
from ml_core.project import ClipRow
from ml_core.scenes import SceneSet
from ml_core.stages.export_bundle import bundle_of_run

if TYPE_CHECKING:
    from ml_core.training.passes import Pass

LISTEN = "listen"  # the word its monitor is told
Hear = Callable[[Sequence[ClipRow], Path, Monitor], Heard]


@dataclass(frozen=True, slots=True)
class Encoder:
    """A frozen network.

    ``hear`` takes clips, the folder where decoded recordings are kept, and a monitor.
    """

    name: str
    scenes: SceneSet  # it was trained on
    backend: str
    fingerprint: str  # what its embeddings depend on besides the clips
    temperature: float  # divides the logits for calibrated scores; 1 where it is not known
    hear: Hear


def open_encoder(source: Path, precision: Precision = "int8") -> Encoder:
    """The network in a bundle, or in a run: its exported file if it has one, else in torch.

    Args:
        source: a bundle file or a run folder.
        precision: of an exported file.

    Raises:
        AscError: there is no network in it, or it is damaged.
        MissingPack: a float run where torch is not installed.
    """
    if source.is_dir() and not (source / "export").is_dir():
        return _of_run(source)
    return _of_bundle(bundle_of_run(source) if source.is_dir() else source, precision)


def _of_bundle(path: Path, precision: Precision) -> Encoder:
    bundle = read_bundle(path)
    session = Session(bundle, precision)

    def listen(clips: Sequence[ClipRow], cache_dir: Path, monitor: Monitor) -> Heard:
        rate_hz = bundle.manifest.front_end.sample_rate_hz
        source = ClipSource(clips, sample_rate_hz=rate_hz, cache_dir=cache_dir)
        (heard,) = hear([session], bundle, source, monitor, stage=LISTEN)
        return heard

    manifest = bundle.manifest
    # under the bare fingerprint lies what `asc embed` keeps, by the deployed file
    fingerprint = bundle.fingerprint + ("" if precision == "int8" else f"-{precision}")
    return Encoder(
        manifest.name, manifest.scenes, session.backend, fingerprint, manifest.temperature, listen
    )


def require_torch() -> None:
    """Raise MissingPack unless the float network of a run can be heard."""
    if importlib.util.find_spec("torch") is None:
        raise MissingPack("train", "Measuring the float network of a run")


def _of_run(path: Path) -> Encoder:
    require_torch()
    import torch

    from ml_core.stages.teachers import open_teacher

    teacher = open_teacher(path)

    def listen(clips: Sequence[ClipRow], cache_dir: Path, monitor: Monitor) -> Heard:
        return heard_of(teacher.hear(clips, cache_dir, torch.device("cpu"), monitor, stage=LISTEN))

    return Encoder(teacher.name, teacher.scenes, "torch float32", teacher.digest, 1.0, listen)


def heard_of(passed: "Pass") -> Heard:
    """What a network in torch said, as if a session had said it."""
    n_windows = np.diff(passed.first)
    clip = np.repeat(np.arange(len(n_windows)), n_windows).astype(np.int64)
    return Heard(passed.logits, passed.embeddings, clip)
