"""What the photographs show: a project with a bundle and runs, a walk to hear, a bad import."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ml_core import api
from tests.virtual_microphone import VirtualMicrophone, what_is_missing

STRETCH_S = 9.0
WALK_SCENES = ("park", "public_square", "tram", "street_traffic", "shopping_mall")
RATE_HZ = 16_000


@dataclass(frozen=True, slots=True)
class Material:
    """What the window is photographed with.

    Attributes:
        project: a copy of our own, or made here: it may be changed.
        bundle: the newest bundle of the project, the starter bundle, or None.
        walk: a recording that passes through some scenes; None without recordings of ten seconds.
        table: a meta.csv that names files which are not there or hold nothing.
        microphone: a virtual one that hears the walk; None where it cannot be made.
    """

    project: Path
    bundle: Path | None
    walk: Path | None
    table: Path
    microphone: VirtualMicrophone | None


@contextmanager
def material(home: Path, given: Path | None, *, train: bool) -> Iterator[Material]:
    """Make all of it in a folder of our own; what was given is copied, never changed.

    Args:
        home: an empty folder.
        given: a project to show instead of the demo project.
        train: run ``asc demo --quick`` first, which takes some minutes, for a bundle and runs.
    """
    folder = home / "demo"
    if given is not None:
        shutil.copytree(given, folder, ignore=shutil.ignore_patterns("*.sqlite-shm"))
    elif train:
        command = [sys.executable, "-m", "ml_core", "demo", str(folder), "--quick"]
        subprocess.run(command, check=True)
    else:
        api.write_demo_project(folder)
    with api.Project.open(folder) as project:
        bundles = [Path(row.path) for row in project.bundles()]
        # a copy of ours, so that nothing is written beside the bundle of another project
        walk = _write_walk(home / "walk.wav", project)
        table = _write_bad_table(home / "field disk", project)
    bundle = next((path for path in bundles if path.is_file()), None)
    with _microphone(walk) as microphone:
        yield Material(folder, bundle, walk, table, microphone)


@contextmanager
def _microphone(walk: Path | None) -> Iterator[VirtualMicrophone | None]:
    missing = what_is_missing()
    if missing or walk is None:
        print(f"no pictures with a microphone: {missing or 'nothing to hear'}", file=sys.stderr)
        yield None
        return
    with VirtualMicrophone(RATE_HZ) as microphone:
        yield microphone


@contextmanager
def plugged_in(material: Material) -> Iterator[VirtualMicrophone | None]:
    """Inside, the system's microphone hears the walk, if there is a virtual one."""
    microphone = material.microphone
    if microphone is None or material.walk is None:
        yield None
        return
    before = {name: os.environ.get(name) for name in microphone.environment}
    microphone.play(material.walk)
    os.environ.update(microphone.environment)
    try:
        yield microphone
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _write_walk(path: Path, project: api.Project) -> Path | None:
    """Some seconds of one recording after another."""
    clips = project.clips()
    scenes = [scene for scene in WALK_SCENES if any(clip.scene == scene for clip in clips)]
    scenes = scenes or sorted({clip.scene for clip in clips if clip.scene})[:5]
    parts = []
    for n, scene in enumerate(scenes):
        found = [clip for clip in clips if clip.scene == scene and clip.path.is_file()]
        length, parts_of_scene = 0.0, []
        for clip in found[n:]:
            samples = api.read_samples(
                clip.path, sample_rate_hz=RATE_HZ, start_s=clip.start_s, duration_s=clip.duration_s
            )
            parts_of_scene.append(samples)
            length += len(samples) / RATE_HZ
            if length >= STRETCH_S:
                break
        parts += parts_of_scene
    if not parts:
        return None
    samples = np.concatenate(parts)
    api.write_wav(path, samples * (0.25 / max(float(np.abs(samples).max()), 1e-6)), RATE_HZ)
    return path


def _write_bad_table(folder: Path, project: api.Project) -> Path:
    """Twelve good files, one that is empty, one that is no sound, two that are not there."""
    audio = folder / "audio"
    audio.mkdir(parents=True)
    rows = []
    for clip in [clip for clip in project.clips() if clip.path.is_file()][:12]:
        shutil.copyfile(clip.path, audio / clip.path.name)
        place = clip.path.stem.rsplit("-", 1)[0]
        rows.append((f"audio/{clip.path.name}", clip.scene or "", place, clip.device or "a"))
    (audio / "bus-lyon-4.wav").write_bytes(b"")
    (audio / "notes.wav").write_text("not a sound at all")
    rows += [
        ("audio/bus-lyon-4.wav", "bus", "lyon-4", "s4"),
        ("audio/notes.wav", "tram", "lyon-5", "s4"),
        ("audio/park-helsinki-8.wav", "park", "helsinki-8", "c"),
        ("audio/tram-vienna-5.wav", "tram", "vienna-5", "c"),
    ]
    table = folder / "meta.csv"
    with table.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, delimiter="\t")
        writer.writerow(("filename", "scene_label", "identifier", "source_label"))
        writer.writerows(rows)
    return table
