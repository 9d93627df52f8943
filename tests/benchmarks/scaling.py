"""What each step costs from one hour of sound to a million: measured at two sizes, then reckoned.

    python tests/benchmarks/scaling.py [HOURS HOURS] [--out TABLE.md] [--json OUT.json]

Makes two corpora of recordings of ten seconds at 16 kHz in a temporary folder (1 and 8 hours
unless told otherwise), then runs the commands that a person would type, each in a process of its
own with one thread: its wall clock, its processor time, its largest resident memory and what it
left on disk. Between the two sizes the processor time is taken to grow as a + b * hours; where it
has grown faster than the hours, as a power of them. Whatever is beyond the larger size is reckoned.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ml_core.recordings.decode import write_wav  # noqa: E402
from ml_core.runs import RunFolder  # noqa: E402

RATE_HZ, CLIP_S, SOURCES_OF_HOUR = 16_000, 10, 12
SCENES = {"bus": (60.0, 600.0), "park": (2500.0, 7000.0), "tram": (500.0, 2500.0)}
BEYOND_H = (100.0, 10_000.0, 1_000_000.0)
FASTER = 1.15  # an exponent above this is faster than the hours
NETWORK = ("network=cp-mobile-30k", "front_end=short-16k", "batch_size=32", "threads=1",
           "torch_device=cpu", "warmup_epochs=0", "windows_per_clip=1")  # fmt: skip
EPOCHS = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """Of a step at one size."""

    wall_s: float
    cpu_s: float
    memory_mb: float


Costs = dict[str, Cost]


def main() -> None:
    """Measure both sizes, print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("hours", type=float, nargs="*", default=[1.0, 8.0])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    hours = sorted(arguments.hours)
    assert len(hours) == 2, "two sizes"
    loads, costs, sizes = [os.getloadavg()[0]], [], []
    with tempfile.TemporaryDirectory() as folder:
        bundle = make_bundle(Path(folder) / "bundle")
        for size in hours:
            found, disk = measure(Path(folder) / f"{size:g}", size, bundle)
            costs.append(found)
            sizes.append(disk)
            loads.append(os.getloadavg()[0])
    words = "\n".join(table(hours, costs, sizes, loads))
    print(words)
    if arguments.out:
        arguments.out.write_text(words + "\n", "utf-8")
    if arguments.json:
        plain = [{name: vars_of(cost) for name, cost in one.items()} for one in costs]
        told = {"hours": hours, "costs": plain, "bytes": sizes, "loads": loads}
        arguments.json.write_text(json.dumps(told, indent=1), "utf-8")


def vars_of(cost: Cost) -> dict[str, float]:
    """Plain values."""
    return {"wall_s": cost.wall_s, "cpu_s": cost.cpu_s, "memory_mb": cost.memory_mb}


def asc(*words: object) -> tuple[Cost, dict[str, Any]]:
    """Run a command; its cost, with that of the processes it has started, and its answer."""
    with tempfile.TemporaryFile() as out:
        began = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-m", "ml_core", *map(str, words), "--json"],
            cwd=ROOT, stdout=out, stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )  # fmt: skip
        _, status, used = os.wait4(child.pid, 0)
        wall_s = time.perf_counter() - began
        out.seek(0)
        said = out.read()
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"asc {' '.join(map(str, words))} failed.")
    cost = Cost(wall_s, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)
    print(f"{words[0]:10} {cost.wall_s:8.1f} s {cost.cpu_s:8.1f} s", file=sys.stderr, flush=True)
    return cost, json.loads(said)


def make_corpus(folder: Path, hours: float) -> None:
    """Noise of a colour per scene; every source is another loudness and edge."""
    rng = np.random.default_rng(0)
    frequencies = np.fft.rfftfreq(CLIP_S * RATE_HZ, 1 / RATE_HZ)
    for number in range(round(hours * 3600 / CLIP_S)):
        scene, (low, high) = list(SCENES.items())[number % len(SCENES)]
        source = number % max(6, round(SOURCES_OF_HOUR * hours))
        low, high = low * (1 + source % 7 / 20), high * (1 - source % 5 / 20)
        spectrum = np.fft.rfft(rng.standard_normal(CLIP_S * RATE_HZ))
        spectrum *= np.where((frequencies > low) & (frequencies < high), 1.0, 0.02)
        sound = np.fft.irfft(spectrum, CLIP_S * RATE_HZ)
        sound *= 0.05 * (1 + source % 3) / np.sqrt(np.mean(sound**2))
        path = folder / scene / f"{scene}-{source:05}-{number:07}.wav"
        write_wav(path, sound.astype(np.float32), RATE_HZ)


def new_project(folder: Path, hours: float) -> tuple[Path, Costs]:
    """A corpus, and a project of it."""
    make_corpus(folder / "audio", hours)
    project = folder / "project"
    asc("new", project)
    imported, _ = asc("import", project, folder / "audio")
    asc("split", project, "--by", "auto", "--test-share", 0.05)
    return project, {"import: headers, hashes and rows": imported}


def make_bundle(folder: Path) -> Path:
    """The int8 bundle of a student of the default size; what it has learnt does not matter."""
    project, _ = new_project(folder, 0.1)
    settings = [word for one in NETWORK for word in ("--set", one)]
    _, student = asc(
        "distil", project, "--recipe", "distil-alone", *settings, "--set", "epochs=1"
    )  # fmt: skip
    _, made = asc("quantize", project, student["run"], "--set", "epochs=1", "--set", "threads=1")
    asc("export", made["run"], folder / "scaling.ascbundle")
    return folder / "scaling.ascbundle"


def measure(folder: Path, hours: float, bundle: Path) -> tuple[Costs, dict[str, int]]:
    """All steps at one size."""
    project, costs = new_project(folder, hours)
    costs["doctor"], _ = asc("doctor", project)
    settings = [word for one in NETWORK for word in ("--set", one)]
    whole, student = asc(
        "distil", project, "--recipe", "distil-alone", *settings, "--set", f"epochs={EPOCHS}"
    )
    costs |= of_training(Path(student["run"]), whole)
    audio = folder / "audio"
    out = folder / "heard"
    costs["bulk: scenes, chances, embeddings"], _ = asc(
        "bulk", audio, "--bundle", bundle, "--out", out, "--embeddings"
    )
    costs["embed the clips of a project"], _ = asc("embed", bundle, project)
    costs["map of a project"], _ = asc("map", bundle, project)
    first = next(iter(sorted(audio.rglob("*.wav"))))
    costs["neighbours of a clip"], _ = asc("similar", project, first.name, "--bundle", bundle)
    costs["shards"], _ = asc("shard", project, "--out", folder / "shards")
    disk = {
        "the sound, 16 bit at 16 kHz": bytes_of(audio),
        "database of the project": (project / "project.sqlite").stat().st_size,
        "caches of the project": bytes_of(project / "cache"),
        "tables of `asc bulk` with embeddings": bytes_of(out / "rows"),
        "shards (FLAC and Parquet)": bytes_of(folder / "shards"),
    }
    return costs, disk


def of_training(run: Path, whole: Cost) -> Costs:
    """An epoch of a run by its own events, and what went before the first.

    Only the whole command's processor time is known; its parts are told by the clock, in
    proportion to it.
    """
    events, _ = RunFolder(run).read_events()
    epochs = [event["time"] for event in events if event["stage"] == "epoch"]
    first_step = next(event["time"] for event in events if event["stage"] in ("step", "epoch"))
    share = min(1.0, whole.cpu_s / whole.wall_s)
    epoch_s = (epochs[-1] - epochs[0]) / (len(epochs) - 1)
    before_s = max(0.0, first_step - events[0]["time"])
    return {
        "read and cache the clips for training": Cost(before_s, before_s * share, whole.memory_mb),
        "one epoch of a small student": Cost(epoch_s, epoch_s * share, whole.memory_mb),
    }


def bytes_of(folder: Path) -> int:
    """Of all files below."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def beyond(hours: Sequence[float], costs: Sequence[float]) -> tuple[Callable[[float], float], str]:
    """How a cost goes on after two sizes, and that in words."""
    (h1, h2), (c1, c2) = hours, [max(1e-3, cost) for cost in costs]
    exponent = math.log(c2 / c1) / math.log(h2 / h1)
    if exponent > FASTER:
        return (lambda h: c2 * (h / h2) ** exponent), f"hours^{exponent:.2f}"
    slope = max(0.0, (c2 - c1) / (h2 - h1))
    start = max(0.0, c1 - slope * h1)
    return (lambda h: start + slope * h), f"{start:.1f} s + {slope:.2f} s/h"


def table(
    hours: Sequence[float],
    costs: Sequence[Costs],
    sizes: Sequence[dict[str, int]],
    loads: Sequence[float],
) -> list[str]:
    """Markdown: what was measured on the left, what was reckoned on the right."""
    measured = [f"{h:g} h measured" for h in hours]
    reckoned = [f"*{h:,.0f} h*" for h in BEYOND_H]
    lines = [
        f"Load average {min(loads):.1f} to {max(loads):.1f}, one thread, {os.cpu_count()} cores.",
        "",
        f"| step | {' | '.join(measured)} | memory | grows as | {' | '.join(reckoned)} |",
        "|" + "---|" * (4 + len(hours) - 1 + len(reckoned)),
    ]
    for name in costs[0]:
        both = [one[name] for one in costs]
        at, words = beyond(hours, [cost.cpu_s for cost in both])
        cells = [f"{seconds(cost.cpu_s)} ({seconds(cost.wall_s)})" for cost in both]
        memory = " / ".join(f"{cost.memory_mb:.0f}" for cost in both)
        later = [f"*{seconds(at(h))}*" for h in BEYOND_H]
        lines.append(f"| {name} | {' | '.join(cells)} | {memory} MB | {words} | "
                     f"{' | '.join(later)} |")  # fmt: skip
    lines += [
        "",
        f"| on disk | {' | '.join(measured)} | {' | '.join(reckoned)} |",
        "|" + "---|" * (1 + len(hours) + len(reckoned)),
    ]
    for name in sizes[0]:
        pair = [float(one[name]) for one in sizes]
        slope = (pair[1] - pair[0]) / (hours[1] - hours[0])
        later = [f"*{room(pair[1] + slope * (h - hours[1]))}*" for h in BEYOND_H]
        lines.append(f"| {name} | {' | '.join(map(room, pair))} | {' | '.join(later)} |")
    return lines


def seconds(value: float) -> str:
    """In the unit that suits."""
    for limit, unit, one in ((90, "s", 1), (5400, "min", 60), (172_800, "h", 3600)):
        if value < limit:
            return f"{value / one:.2g} {unit}" if value / one < 10 else f"{value / one:.0f} {unit}"
    days = value / 86_400
    return f"{days:.0f} days" if days < 1000 else f"{days / 365.25:,.0f} years"


def room(n_bytes: float) -> str:
    """Bytes in the unit that suits."""
    for limit, unit, one in ((1e9, "MB", 1e6), (1e12, "GB", 1e9)):
        if n_bytes < limit:
            return f"{n_bytes / one:.3g} {unit}"
    return f"{n_bytes / 1e12:.3g} TB"


if __name__ == "__main__":
    main()
