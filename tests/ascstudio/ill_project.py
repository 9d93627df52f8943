"""A project with everything the data doctor knows to be wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from ml_core import api

SECONDS = 2
KINDS_OF_SCENE = {"bus": (0.5, 8_000, "a"), "park": (0.1, 16_000, "b"), "tram": (0.02, 11_025, "c")}
"""Level, sample rate and device of each scene: any of them tells it."""


def write_ill_project(folder: Path) -> Path:
    """Ten clips of each scene, then one or two of every kind of problem."""
    rng = np.random.default_rng(5)
    rows = []

    def add(name: str, scene: str, samples: np.ndarray | None = None, source: str = "") -> None:
        level, rate_hz, device = KINDS_OF_SCENE[scene]
        if samples is None:
            samples = level * rng.uniform(-1, 1, SECONDS * rate_hz)
        path = folder / "field" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        soundfile.write(path, samples, rate_hz, "PCM_16")
        rows.append((name, scene, device, source or name))

    for scene in KINDS_OF_SCENE:
        for n in range(10):
            add(f"{scene}-{n}.wav", scene)

    def noise(seconds: float = SECONDS) -> np.ndarray:
        return rng.uniform(-1, 1, round(seconds * 8_000))

    add("clipped.wav", "bus", np.clip(3 * noise(), -1, 1))
    add("offset.wav", "bus", 0.3 + 0.2 * noise())
    add("silent.wav", "bus", np.concatenate([0.3 * noise(), np.zeros(6 * 8_000)]))
    add("short.wav", "bus", 0.3 * noise(0.25))
    same, near = 0.6 * noise(), 0.6 * noise(4)
    add("one.wav", "bus", same)
    add("copy of one.wav", "bus", same)
    add("near.wav", "bus", near)
    add("near, quieter.wav", "bus", 0.5 * near)
    add("here.wav", "bus", source="one walk")
    add("there.wav", "bus", source="one walk")
    add("broken.wav", "bus")
    lines = ["filename,scene_label,device,source"]
    lines += [",".join(f'"{cell}"' for cell in row) for row in rows]
    (folder / "field" / "list.csv").write_text("\n".join(lines) + "\n")
    with api.Project.create(folder / "project", "Ill") as project:
        api.import_recordings(project, folder / "field" / "list.csv")
        api.hash_missing(project)
        sides = {one.segment_id: "train" for one in project.clips()}
        sides |= {one.segment_id: "test" for one in project.clips() if one.path.name == "there.wav"}
        project.set_split(sides)
    (folder / "field" / "broken.wav").write_bytes(b"no sound")
    return folder / "project"
