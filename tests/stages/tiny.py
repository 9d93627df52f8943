"""A project of three scenes that a small network tells apart after a few steps."""

from pathlib import Path

import numpy as np

from ml_core.datasets.importing import import_recordings
from ml_core.datasets.splits import split_by
from ml_core.project import Project
from ml_core.recordings.decode import write_wav

RATE_HZ = 16_000
SCENES = {"hiss": 6000.0, "hum": 120.0, "whistle": 1500.0}  # Hz
CLIPS_PER_SCENE = 5
# Everything that makes a step cheap; the network is the smallest of the registry.
QUICK = [
    "batch_size=5", "threads=1", "warmup_epochs=0", "torch_device=cpu", "freq_mask_bands=8",
    "mixup_share=0.5", "front_end=cp-mobile-16k",
]  # fmt: skip


def tiny_project(folder: Path) -> Project:
    """Fifteen clips of 1.2 s, nine or more of them for training, in a fresh project."""
    rng = np.random.default_rng(7)
    t = np.arange(round(1.2 * RATE_HZ)) / RATE_HZ
    for scene, pitch_hz in SCENES.items():
        for number in range(CLIPS_PER_SCENE):
            tone = np.sin(2 * np.pi * pitch_hz * rng.uniform(0.9, 1.1) * t + rng.uniform(0, 6))
            noise = rng.standard_normal(len(t))
            samples = (0.3 * tone + 0.01 * noise).astype(np.float32)
            path = folder / "audio" / scene / f"{scene}-{number}.wav"
            path.parent.mkdir(parents=True, exist_ok=True)
            write_wav(path, samples, RATE_HZ)
    project = Project.create(folder / "project")
    import_recordings(project, folder / "audio")
    split_by(project, "source", 0.2, 0)
    return project
