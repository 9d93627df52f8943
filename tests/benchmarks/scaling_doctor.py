"""What the data doctor holds in memory, with the clips of as many hours as are told.

    python tests/benchmarks/scaling_doctor.py HOURS [HOURS ...] [--like noise] [--json OUT.json]

No sound is made: a project whose files are absent is filled with measurements as the doctor would
have kept them, of clips of ten seconds with as many hashes as those have. How often two unrelated
clips have a hash in common is that of real scenes (one pair of hashes in 2**21), or of noise (one
in 2**24). Of every hundred clips one is a copy of another. Then `asc doctor` is called: its clock,
its processor time and the most that was resident. Reading sound comes before all this and takes
the same for any number of clips.
"""

import argparse
import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ml_core.labelling.doctor.cache import Cache  # noqa: E402
from ml_core.labelling.doctor.fingerprint import DENSE, FRAME_S, Fingerprint  # noqa: E402
from ml_core.labelling.doctor.measure import Measurement  # noqa: E402
from ml_core.project import ClipFilter, Project  # noqa: E402
from tests.benchmarks.scaling import asc  # noqa: E402

CLIP_S, RATE_HZ, BLOCKS = 10, 16_000, 100
CLIPS_OF_HOUR = 360
SCENES = ("bus", "park", "tram")
LIKE = {"scenes": 21, "noise": 24}  # bits
COPY_OF = 100  # clips


def main() -> None:
    """One project after the other."""
    parser = argparse.ArgumentParser()
    parser.add_argument("hours", type=float, nargs="+")
    parser.add_argument("--like", choices=LIKE, default="scenes")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    told = []
    for hours in arguments.hours:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder) / "project", hours, LIKE[arguments.like])
            told.append({"hours": hours, **examined(Path(folder) / "project")})
            print(json.dumps(told[-1]), flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(told, indent=1), "utf-8")


def make(folder: Path, hours: float, bits: int) -> None:
    """A project of clips that were measured and are away."""
    rng = np.random.default_rng(0)
    n_clips = round(hours * CLIPS_OF_HOUR)
    table = folder.with_suffix(".csv")
    rows = (
        f"audio/{SCENES[n % 3]}/{SCENES[n % 3]}-{n:08}.wav\t{SCENES[n % 3]}\t{n // 30}\n"
        for n in range(n_clips)
    )
    table.write_text("filename\tscene_label\tlocation\n" + "".join(rows), "utf-8")
    asc("new", folder)
    asc("import", folder, table)
    with Project.open(folder) as project:
        numbers = [clip.recording_id for clip in project.fetch(ClipFilter())]
        assert len(numbers) == n_clips, "one recording of every clip"
        keys = [hashlib.sha256(str(number).encode()).hexdigest() for number in numbers]
        project.set_hashes(dict(zip(numbers, keys, strict=True)))
        with Cache(project.cache_dir) as cache:
            before = np.empty(0, np.uint32)
            for start in range(0, n_clips, 1000):
                batch = {}
                for place, key in enumerate(keys[start : start + 1000]):
                    hashes = rng.integers(0, 1 << bits, DENSE, np.uint32)
                    if place % COPY_OF == COPY_OF - 1:
                        hashes[: DENSE // 10] = before[: DENSE // 10]
                    before = hashes
                    batch[key] = measured(rng), Fingerprint(hashes, FRAMES)
                cache.write(batch)


FRAMES = np.linspace(0, CLIP_S / FRAME_S, DENSE).astype(np.uint32)


def measured(rng: np.random.Generator) -> Measurement:
    """Of a sound with nothing wrong."""
    power = rng.uniform(0.01, 0.02, BLOCKS).astype(np.float32)
    nothing = np.zeros(BLOCKS, np.float32)
    return Measurement(CLIP_S * RATE_HZ, RATE_HZ, power, nothing, nothing)


def examined(project: Path) -> dict[str, Any]:
    """What the doctor took, and how much it found."""
    load = os.getloadavg()[0]
    cost, said = asc("doctor", project)
    counts = {kind: n for kind, n in said["counts"].items() if n}
    return {
        "wall_s": round(cost.wall_s, 1),
        "cpu_s": round(cost.cpu_s, 1),
        "memory_mb": round(cost.memory_mb),
        "counts": counts,
        "load": round(load, 1),
    }


if __name__ == "__main__":
    main()
