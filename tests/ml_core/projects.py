"""Small projects whose recordings need not exist."""

from pathlib import Path
from typing import Any

from ml_core.project import NewRecording, Project

SCENES = ("bus", "park", "square")


def recording(number: int, **facts: Any) -> NewRecording:
    known: dict[str, Any] = {
        "path": f"audio/{number:04d}.wav",
        "size_bytes": 100,
        "sample_rate_hz": 8000,
        "channels": 1,
        "n_samples": 8000,
        "container": "WAV",
        "subtype": "PCM_16",
        "source": f"source {number // 2}",
        "scenes": (SCENES[number % 3],),
        "device": "ab"[number % 2],
    }
    return NewRecording(**known | facts)


def filled(folder: Path, n: int = 6) -> Project:
    """A project of ``n`` recordings of one second."""
    project = Project.create(folder, "Test")
    add(project, [recording(number) for number in range(n)])
    return project


def add(project: Project, recordings: list[NewRecording], name: str = "first") -> None:
    folder = project.folder / "sounds"
    folder.mkdir(exist_ok=True)
    root = project.add_root(folder, folder)
    project.add_recordings(project.begin_import(name, str(folder), "folder"), root, recordings)


def contents(project: Project) -> dict[str, Any]:
    """All that a user can see of a project."""
    return {
        "clips": project.clips(),
        "counts": project.counts(),
        "name": project.name,
        "split set": project.split_set,
        "sets": project.split_sets(),
        "roots": [root for root in project.audio_roots() if root.n_recordings],
        "digest": project.digest(),
    }
