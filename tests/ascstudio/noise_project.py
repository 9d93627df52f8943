"""A project and a bundle of noise: small enough for page tests, and really told apart."""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from noise_bundle import RATE_HZ, sound, write_tiny_bundle

from ml_core import api

SCENES = ("hiss", "hum", "murmur")
DEVICES = ("a", "b", "s1")  # s1 only in the test split


def write_noise_project(
    folder: Path, *, whistle: int = 3, bundle: bool = True, takes: int = 3
) -> Path:
    """Three clips (``takes``) of each scene and device, some whistles without a model, one bundle.

    The last device is only in the test split. One hum is labelled as hiss, so that there is a
    mistake to hear. Made once, and copied: most tests of pages want one.
    """
    shutil.copytree(_made(whistle, bundle, takes), folder, dirs_exist_ok=True)
    return folder / "project"


@cache
def _made(whistle: int, bundle: bool, takes: int) -> Path:
    """The folder that all copies come from; it goes with the process."""
    made = TemporaryDirectory(prefix="noise-")
    atexit.register(made.cleanup)
    folder = Path(made.name)
    rows = []
    audio = folder / "audio"
    for n, scene in enumerate(SCENES):
        for d, device in enumerate(DEVICES):
            for k in range(takes):
                name = f"audio/{scene}-{device}-{k}.wav"
                api.write_wav(
                    folder / name, sound(scene, 2.0, 1000 + 100 * n + 10 * d + k), RATE_HZ
                )
                said = "hiss" if (scene, device, k) == ("hum", "s1", 2) else scene
                split = "test" if device == "s1" or k == 2 else "train"
                rows.append((name, said, device, split))
    for k in range(whistle):
        name = f"audio/whistle-a-{k}.wav"
        api.write_wav(folder / name, sound("whistle", 4.0, 2000 + k), RATE_HZ)
        rows.append((name, "whistle", "a", ""))
    assert audio.is_dir()
    meta = folder / "meta.csv"
    lines = ["\t".join(("filename", "scene_label", "source_label", "part"))]
    meta.write_text("\n".join([*lines, *("\t".join(row) for row in rows)]) + "\n", "utf-8")
    with api.Project.create(folder / "project", "Noise") as project:
        api.import_recordings(project, meta, kind="meta")
        parts = {clip.segment_id: clip.extra["part"] for clip in project.clips() if clip.extra}
        project.set_split({one: part for one, part in parts.items() if part})
        if bundle:
            tiny = write_tiny_bundle(project.bundles_dir / "tiny.ascbundle")
            project.add_bundle(tiny.path, fingerprint=tiny.fingerprint)
    return folder
