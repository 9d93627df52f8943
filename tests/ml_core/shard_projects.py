"""Small projects of real sound files, to be written as shards."""

from pathlib import Path

import numpy as np

from ml_core.datasets.contents import hash_missing
from ml_core.project import NewSegment, Project
from ml_core.recordings.decode import write_wav
from tests.ml_core.projects import add, recording

SCENES = ("bus", "park", "square", "tram")
RATE_HZ = 8000


def sounding(folder: Path, n: int = 24, seconds: float = 0.25) -> Project:
    """A divided project of ``n`` recordings of noise by three devices at five places.

    Every fifth has no scene, every seventh is excluded, every eighth has two clips.
    """
    project = Project.create(folder, "Sounding")
    sounds = project.folder / "sounds" / "audio"
    sounds.mkdir(parents=True)
    rng = np.random.default_rng(5)
    n_samples = round(seconds * RATE_HZ)
    new = []
    for number in range(n):
        write_wav(sounds / f"{number:04d}.wav", rng.uniform(-0.5, 0.5, n_samples), RATE_HZ)
        scenes = () if number % 5 == 4 else (SCENES[number % 4],)
        state = "excluded" if number % 7 == 6 else None
        whole = NewSegment(0.0, seconds, scenes=scenes, state=state)
        part = NewSegment(seconds / 5, seconds / 2, scenes=("rain", "bus"), note="a part")
        new.append(
            recording(
                number, n_samples=n_samples, sample_rate_hz=RATE_HZ, size_bytes=0,
                device=(None, "phone", "recorder")[number % 3], location=f"place {number % 5}",
                segments=(whole, part) if number % 8 == 7 else (whole,),
            )
        )  # fmt: skip
    add(project, new)
    hash_missing(project)
    ids = project.ids()
    project.set_split({one: ("train", "test", None)[one % 3] for one in ids})
    return project
