"""Clips per second of two processes that share every batch, against one with the same batch.

    python tests/benchmarks/together.py [REPEATS] [--batch 32] [--json OUT.json]

One process with one thread and two with one thread each (``--compute processes:2``) train the same
network on the same windows of a second, in turns. What counts is the pace of whole epochs after
the first, as the run itself tells it; validation, the start of processes and the first epoch are
left out. Beside the pace stands the processor time that all processes together got for every
second: on two cores of one's own that is 1 and 2, and whatever is missing somebody else had. On a
busy computer the pace says little; the processor time of a clip (of all epochs but the first,
against a run of one epoch) says how much faster two can be at most where both have a core.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ml_core.datasets.importing import import_recordings  # noqa: E402
from ml_core.datasets.splits import split_by  # noqa: E402
from ml_core.project import Project  # noqa: E402
from ml_core.recordings.decode import write_wav  # noqa: E402
from ml_core.runs import RunFolder  # noqa: E402

RATE_HZ, CLIP_S, SCENES = 16_000, 4, ("bus", "park", "tram")
EPOCHS = 4
NETWORKS = {
    "CP-ResNet-128K (a teacher)": ("finetune", "finetune-default", "network=cp-resnet-128k"),
    "CP-Mobile-30K (a student)": ("distil", "distil-alone", "network=cp-mobile-30k"),
}
STEPS = 8  # of an epoch, at least


@dataclass(frozen=True, slots=True)
class Pace:
    """Of one run."""

    compute: str
    clips_per_s: float
    cpu_s: float  # processor time of all its processes, from start to end
    cpu_share: float  # the same by the clock
    load: float  # average of a minute, before it began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("repeats", type=int, nargs="?", default=3)
    parser.add_argument("--batch", type=int, default=32, help="windows of both together")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        project = corpus(Path(folder), 1 + STEPS * arguments.batch // (len(SCENES) * CLIP_S))
        for name, (stage, recipe, network) in NETWORKS.items():
            paces, begun = [], {}
            for compute in ("local", "processes:2"):
                settings = [network, f"batch_size={arguments.batch}"]
                begun[compute] = train(project, stage, recipe, settings, compute, 1).cpu_s
            for repeat in range(arguments.repeats):
                for compute in ("local", "processes:2")[:: 1 if repeat % 2 == 0 else -1]:
                    paces.append(train(project, stage, recipe, settings, compute))
                    print(name, paces[-1], file=sys.stderr, flush=True)
            found[name] = [asdict(pace) for pace in paces]
            print(line(name, paces, begun), flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(found, indent=1), "utf-8")


def corpus(folder: Path, clips_of_scene: int) -> Path:
    """Noise, the same every time."""
    rng = np.random.default_rng(0)
    for scene in SCENES:
        for number in range(clips_of_scene):
            noise = 0.1 * rng.standard_normal(CLIP_S * RATE_HZ).astype(np.float32)
            write_wav(folder / "audio" / scene / f"{scene}-{number}.wav", noise, RATE_HZ)
    with Project.create(folder / "project") as project:
        import_recordings(project, folder / "audio")
        split_by(project, "source", 0.03, 0)
    return folder / "project"


def train(
    project: Path, stage: str, recipe: str, settings: list[str], compute: str, epochs: int = EPOCHS
) -> Pace:
    """One run from start to end."""
    settings = [*settings, f"epochs={epochs}", "threads=1", "warmup_epochs=0",
                "windows_per_clip=4", "torch_device=cpu", "validation_share=0"]  # fmt: skip
    words = [word for one in settings for word in ("--set", one)]
    load, before = os.getloadavg()[0], sum(os.times()[2:4])
    began = os.times().elapsed
    out = subprocess.run(
        [sys.executable, "-m", "ml_core", stage, str(project), "--recipe", recipe, *words,
         "--compute", compute, "--json"],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, env={**os.environ, "OMP_NUM_THREADS": "1"},
    ).stdout  # fmt: skip
    took_s = os.times().elapsed - began
    cpu_s = sum(os.times()[2:4]) - before
    events, _ = RunFolder(Path(json.loads(out)["run"])).read_events()
    told = [e["metrics"]["samples_per_s"] for e in events if e["stage"] == "epoch"]
    assert len(told) == epochs
    pace = median(told[1:] or told)
    return Pace(compute, pace, round(cpu_s, 1), round(cpu_s / took_s, 2), round(load, 2))


def line(name: str, paces: list[Pace], begun: dict[str, float]) -> str:
    """A row of Markdown: pace of one and of two, their ratio, and what it takes of processors."""
    alone, shared = (
        [pace for pace in paces if pace.compute == compute] for compute in ("local", "processes:2")
    )
    one, two = (median(pace.clips_per_s for pace in side) for side in (alone, shared))
    ratios = sorted(b.clips_per_s / a.clips_per_s for a, b in zip(alone, shared, strict=True))
    shares = [median(pace.cpu_share for pace in side) for side in (alone, shared)]
    loads = [pace.load for pace in paces]
    cpu = [median(pace.cpu_s for pace in side) - begun[side[0].compute] for side in (alone, shared)]
    return (
        f"| {name} | {one:.0f} | {two:.0f} | {two / one:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}) "
        f"| {cpu[1] / cpu[0]:.2f} | {shares[0]:.2f}, {shares[1]:.2f} "
        f"| {min(loads):.1f} to {max(loads):.1f} |"
    )


if __name__ == "__main__":
    main()
