"""Projects to work on while one is killed."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np

from ml_core import api

RATE_HZ = 8_000
SCENES = ("bus", "park", "tram")
OLD = Path(__file__).resolve().parents[1] / "formats/project_v1"
N_MORE, N_OTHERS = 600, 40


def write_sounds(folder: Path, n: int, seconds: float, seed: int) -> None:
    """Noise in a folder per scene; the first of all is clipped."""
    generator = np.random.default_rng(seed)
    for k in range(n):
        samples = generator.standard_normal(round(seconds * RATE_HZ)) * (10.0 if k == 0 else 0.1)
        path = folder / SCENES[k % 3] / f"{folder.name}-{k:03}.wav"
        path.parent.mkdir(parents=True, exist_ok=True)
        api.write_wav(path, np.clip(samples, -1, 1).astype(np.float32), RATE_HZ)


def write_home(home: Path, task: str) -> None:
    """What a task finds: the project, and what it brings in or writes over."""
    if task == "migrate":
        shutil.copytree(OLD, home / "project")
        return
    write_sounds(home / "walk", 12, 1.0, 1)
    with api.Project.create(home / "project", "Walk") as project:
        api.import_recordings(project, home / "walk")
        if task == "label":  # one clip of each gives every scene its key
            labelled = {clip.scene: clip.segment_id for clip in project.clips()}.values()
            project.label([one for one in project.ids() if one not in labelled], None)
    if task == "bring_in":
        write_sounds(home / "more", N_MORE, 0.05, 2)
        write_sounds(home / "others", N_OTHERS, 0.5, 3)
        lines = ["filename,start_s,duration_s,scene"]
        lines += [f"walk/{SCENES[k % 3]}/walk-{k:03}.wav,0.{k},0.5,dog" for k in range(5)]
        (home / "labels.csv").write_text("\n".join(lines) + "\n")
    if task == "take_out":
        (home / "clips.csv").write_text("what was there before")
