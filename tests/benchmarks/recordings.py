"""Twenty thousand real recordings of a second, brought in and read in the background.

    ASC_DATA_DIR=... python tests/benchmarks/recordings.py [OUT.json] [--files N] [--cold]

Cuts ESC-10 at random into WAV files of a second (22,050 Hz, 16 bit), one folder per scene, and
imports them with the commands a person types: seconds until the first clips can be used and until
all can, files per second whose header was read, and then whose content was hashed. Both are
stopped half way (Ctrl+C) and begun again: what was read is not read once more. Clock and
processor time, beside the load average. With --cold the files are not in the cache of the
system before they are imported, and once more before they are hashed.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ml_core.project import Project  # noqa: E402
from ml_core.recordings.decode import read_samples  # noqa: E402

RATE_HZ = 22_050


def make_files(folder: Path, n: int) -> None:
    """(N) files of a second from ESC-10 at random places."""
    data = Path(os.environ["ASC_DATA_DIR"]).absolute() / "esc10"
    sounds = sorted(data.rglob("*.wav")) or sorted(data.rglob("*.flac")) or sorted(
        data.rglob("*.ogg")
    )  # fmt: skip
    rng = np.random.default_rng(0)
    read: dict[Path, Any] = {}
    for number in range(n):
        path = sounds[rng.integers(len(sounds))]
        if path not in read:
            samples = read_samples(path, sample_rate_hz=RATE_HZ)
            read[path] = np.int16(np.clip(samples, -1, 1) * 32767)
        samples = read[path]
        start = rng.integers(max(1, len(samples) - RATE_HZ))
        scene = folder / f"scene_{number % 10}"
        scene.mkdir(parents=True, exist_ok=True)
        with wave.open(str(scene / f"{number:05}.wav"), "wb") as file:
            file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
            file.writeframes(samples[start : start + RATE_HZ].tobytes())


def forget(folder: Path) -> None:
    """Take the files out of the cache of the system: they are read from the disk then."""
    for path in folder.rglob("*.wav"):
        with path.open("rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def child(*words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "ml_core", *words, "--json"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def until(happens: Callable[[], object], running: subprocess.Popen[str]) -> float:
    start = time.perf_counter()
    while not happens():
        if running.poll() is not None and not happens():
            raise RuntimeError(f"ended with {running.returncode} before it happened")
        time.sleep(0.02)
    return time.perf_counter() - start


def finished(running: subprocess.Popen[str]) -> dict[str, Any]:
    said = running.communicate()[0]
    assert running.returncode == 0, running.returncode
    answer: dict[str, Any] = json.loads(said.splitlines()[-1])
    return answer


def stopped(running: subprocess.Popen[str]) -> float:
    """Seconds from Ctrl+C to the end."""
    start = time.perf_counter()
    running.send_signal(signal.SIGINT)
    running.communicate()
    assert running.returncode == 130, running.returncode
    return time.perf_counter() - start


def processor_s() -> float:
    times = os.times()
    return times.children_user + times.children_system


def imported(project: Path, sounds: Path, n: int) -> dict[str, Any]:
    """The rows: stopped half way, and begun again."""
    Project.create(project).close()
    with Project.open(project, read_only=True) as look:
        running = child("import", str(project), str(sounds), "--unhashed")
        first_s = until(lambda: len(look.ids()), running)
        half_s = first_s + until(lambda: len(look.ids()) > n / 2, running)
        stop_s = stopped(running)
        there = len(look.ids())
        start, used = time.perf_counter(), processor_s()
        running = child("import", str(project), str(sounds), "--unhashed")
        answer = finished(running)
        took = time.perf_counter() - start
        assert (answer["recordings"], answer["already"]) == (n - there, there), answer
        assert len(look.ids()) == n
        return {
            "first_clips_usable_s": round(first_s, 2),
            "half_usable_s": round(half_s, 2),
            "cancelled_within_s": round(stop_s, 2),
            "in_after_cancel": there,
            "rest_s": round(took, 2),
            "headers_per_s": round((n - there) / took),
            "headers_per_processor_s": round((n - there) / (processor_s() - used)),
        }


def hashed(project: Path, sounds: Path, n: int) -> dict[str, Any]:
    """The content hashes: stopped half way, and begun again."""
    with Project.open(project, read_only=True) as look:
        running = child("import", str(project), str(sounds))
        until(lambda: look.n_unhashed() < n / 2, running)
        stop_s = stopped(running)
        left = look.n_unhashed()
        start, used = time.perf_counter(), processor_s()
        finished(child("import", str(project), str(sounds)))
        took = time.perf_counter() - start
        assert look.n_unhashed() == 0
        return {
            "cancelled_within_s": round(stop_s, 2),
            "left_after_cancel": left,
            "rest_s": round(took, 2),
            "hashes_per_s": round(left / took),
            "hashes_per_processor_s": round(left / (processor_s() - used)),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--cold", action="store_true", help="read from the disk, not from memory")
    parser.add_argument("--keep", type=Path, help="leave files and project there")
    arguments = parser.parse_args()
    home = arguments.keep or Path(tempfile.mkdtemp(prefix="asc-recordings-"))
    sounds, project = home / "sounds", home / "project"
    try:
        start = time.perf_counter()
        if not sounds.exists():
            make_files(sounds, arguments.files)
        result: dict[str, Any] = {"files": arguments.files, "cold": arguments.cold}
        result["made_s"] = round(time.perf_counter() - start, 1)
        for name, work in (("import", imported), ("hash", hashed)):
            if arguments.cold:
                forget(sounds)
            result[name] = work(project, sounds, arguments.files)
        result["load"] = os.getloadavg()
    finally:
        if arguments.keep is None:
            shutil.rmtree(home)
    text = json.dumps(result, indent=1)
    print(text)
    if arguments.out:
        arguments.out.write_text(text)


if __name__ == "__main__":
    main()
