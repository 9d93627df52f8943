"""Wrote ``project_v3``. Kept to show what is in it: the folder is never written again."""

from pathlib import Path

import numpy as np

from ml_core.datasets.contents import hash_missing
from ml_core.datasets.importing import import_recordings
from ml_core.project import Project
from ml_core.recordings.decode import write_wav

RATE_HZ = 8_000


def write(path: Path, seconds: float, seed: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    samples = np.random.default_rng(seed).uniform(-0.1, 0.1, int(seconds * RATE_HZ))
    write_wav(path, samples.astype(np.float32), RATE_HZ)


def main(folder: Path) -> None:
    audio = folder / "audio"
    write(audio / "park" / "lark.wav", 0.25, 1)
    write(audio / "bus" / "stop.wav", 0.25, 2)
    with Project.create(folder, "Drittes Projekt") as project:
        import_recordings(project, audio)
        hash_missing(project)
        write(audio / "bus" / "stop.wav", 0.5, 3)  # edited in place, and noticed
        hash_missing(project)
        lark = next(clip for clip in project.clips() if clip.scene == "park")
        project.set_note([lark.segment_id], "at dawn")
        project.label([lark.segment_id], "meadow")
        project.undo()


if __name__ == "__main__":
    main(Path(__file__).with_name("project_v3"))
