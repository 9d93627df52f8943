"""Recordings with one thing wrong each, as files."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ml_core.datasets.importing import import_recordings
from ml_core.project import Project
from ml_core.recordings.decode import write_wav
from ml_core.recordings.synthetic_scenes import SAMPLE_RATE_HZ, Location, paint
from tests.ml_core.sound_files import write_form

RATE = SAMPLE_RATE_HZ


def scene(name: str, seed: int, duration_s: float = 3.0, level: float = 0.1) -> np.ndarray:
    """(T,) a scene at a place of its own."""
    rng = np.random.default_rng(seed)
    return level * paint(name, Location.draw(rng), round(duration_s * RATE), rng)


def write(folder: Path, name: str, samples: np.ndarray, form: str = "wav") -> str:
    """Write (T,) or (T, C) as ``name`` plus its ending, below ``folder``; returns the path."""
    path = folder / f"{name}.wav"
    if form == "wav":
        write_wav(path, samples, RATE)
        return f"{name}.wav"
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = samples[:, None] if samples.ndim == 1 else samples
    written = write_form(path.parent, form, columns.astype(np.float32), RATE)
    path = path.with_suffix(f".{form if form in ('flac', 'mp3') else written.suffix[1:]}")
    written.rename(path)
    return path.relative_to(folder).as_posix()


def imported(folder: Path, corpus: Path) -> Project:
    """A new project with all of a corpus."""
    project = Project.create(folder)
    import_recordings(project, corpus)
    return project


def paths(problems: Sequence[object]) -> list[str]:
    return [problem.path for problem in problems]  # type: ignore[attr-defined]
