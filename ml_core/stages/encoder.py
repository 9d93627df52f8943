"""What turns clips into embeddings: a bundle in onnxruntime, or a run's float network in torch."""

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

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

Hear = Callable[[Sequence[ClipRow], Path, Monitor], Heard]


@dataclass(frozen=True, slots=True)
class Encoder:
    """A frozen network.

    ``hear`` takes clips, the folder where decoded recordings are kept, and a monitor.
    """

    name: str
    scenes: SceneSet  # it was trained on
    backend: str
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
        (heard,) = hear([session], bundle, source, monitor, stage="listen")
        return heard

    return Encoder(bundle.manifest.name, bundle.manifest.scenes, session.backend, listen)


def _of_run(path: Path) -> Encoder:
    if importlib.util.find_spec("torch") is None:
        raise MissingPack("train", "Measuring the float network of a run")
    import torch

    from ml_core.stages.teachers import open_teacher

    teacher = open_teacher(path)

    def listen(clips: Sequence[ClipRow], cache_dir: Path, monitor: Monitor) -> Heard:
        passed = teacher.hear(clips, cache_dir, torch.device("cpu"), monitor, stage="listen")
        clip = np.repeat(np.arange(len(clips)), np.diff(passed.first)).astype(np.int64)
        return Heard(passed.logits, passed.embeddings, clip)

    return Encoder(teacher.name, teacher.scenes, "torch float32", listen)
