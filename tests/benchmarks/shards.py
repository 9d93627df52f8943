"""Clips of shards as a stream, against the same clips as files that are read one by one.

    ASC_DATA_DIR=... python tests/benchmarks/shards.py [OUT.json] [--clips N] [--repeats N] [--warm]

Cuts N clips of ten seconds (32 kHz, 16 bit) from ESC-10's recordings at random, as WAV files and as
FLAC files, and writes the project's shards. Then every clip is brought into memory once as mono
float32, in a shuffled order, in turn by

* ``wav``, ``flac``: ``soundfile.read`` of one file after the other, as a plain loop does it;
* ``tar``: the standard library's ``tarfile`` through the shards, and ``soundfile.read``;
* ``stream``: :class:`ml_core.shards.ClipStream`;

each in a process of its own, whose greatest memory above that of its imports is told. Before each
the files are dropped from the cache of the system, as far as it obeys (not with --warm). Median
and range over the repeats of clips/s and of MB/s of sound (two bytes a sample), processor seconds,
load average. Written bytes, and the seconds of writing and checking.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ml_core.datasets.contents import hash_missing  # noqa: E402
from ml_core.datasets.importing import import_recordings  # noqa: E402
from ml_core.project import Project  # noqa: E402
from ml_core.recordings.decode import read_samples  # noqa: E402
from ml_core.shards import ClipStream, open_shards, write_shards  # noqa: E402

RATE_HZ, CLIP_S = 32_000, 10.0
WAYS = ("wav", "flac", "tar", "stream")


def make_files(folder: Path, n: int) -> None:
    """N clips made of ESC-10's sounds, one after the other, as WAV and as FLAC."""
    sounds = sorted((Path(os.environ["ASC_DATA_DIR"]) / "esc10").rglob("*.ogg"))
    rng = np.random.default_rng(0)
    pool = np.concatenate([read_samples(path, sample_rate_hz=RATE_HZ) for path in sounds[::4]])
    n_samples = round(CLIP_S * RATE_HZ)
    for form in ("wav", "flac"):
        (folder / form).mkdir(parents=True)
    for number in range(n):
        first = rng.integers(len(pool) - n_samples)
        samples = np.int16(np.clip(pool[first : first + n_samples], -1, 1) * 32767)
        for form in ("wav", "flac"):
            soundfile.write(folder / form / f"{number:05}.{form}", samples, RATE_HZ)


def forget(folder: Path) -> None:
    """Drop what is read-only and written from the cache of the system."""
    if not hasattr(os, "posix_fadvise"):
        return
    for path in folder.rglob("*"):
        if path.is_file():
            handle = os.open(path, os.O_RDONLY)
            os.fsync(handle)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(handle)


def heard(way: str, folder: Path, seed: int) -> Iterator[np.ndarray]:
    """Every clip once, mono float32."""
    if way == "stream":
        stream = ClipStream(open_shards(folder / "shards"), rate_hz=RATE_HZ, seed=seed)
        yield from (clip.samples for clip in stream.epoch(0))
    elif way == "tar":
        for path in sorted((folder / "shards").glob("*.tar")):
            with tarfile.open(path) as tar:
                for member in tar:
                    if not member.name.endswith(".json"):
                        data = tar.extractfile(member)
                        assert data is not None
                        yield soundfile.read(io.BytesIO(data.read()), dtype="float32")[0]
    else:
        paths = sorted((folder / way).iterdir())
        random.Random(seed).shuffle(paths)
        for path in paths:
            yield soundfile.read(path, dtype="float32")[0]


def greatest_kb(*, forget: bool = False) -> int:
    """The most memory this process ever had, or had since it was forgotten (Linux)."""
    if forget:
        Path("/proc/self/clear_refs").write_text("5")
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


def listen(way: str, folder: Path, seed: int) -> dict[str, float]:
    """One pass; in a process of its own."""
    before_kb = greatest_kb(forget=True)
    started, cpu = time.perf_counter(), time.process_time()
    n_clips = n_samples = 0
    for samples in heard(way, folder, seed):
        n_clips += 1
        n_samples += len(samples)
    took_s = time.perf_counter() - started
    grown_kb = greatest_kb() - before_kb
    return {
        "clips": n_clips, "clips_per_s": n_clips / took_s, "mb_per_s": 2e-6 * n_samples / took_s,
        "cpu_s": time.process_time() - cpu, "memory_mb": grown_kb / 1024,
    }  # fmt: skip


def compare(folder: Path, n: int, repeats: int, *, warm: bool) -> dict[str, Any]:
    """All ways in turn, and what writing took."""
    make_files(folder, n)
    with Project.create(folder / "project") as project:
        import_recordings(project, folder / "wav", kind="recordings")
        hash_missing(project)
        started = time.perf_counter()
        report = write_shards(project, folder / "shards", shard_mb=64)
        writing_s = time.perf_counter() - started
    started = time.perf_counter()
    assert not open_shards(folder / "shards").check()
    found: dict[str, Any] = {
        "clips": n, "shards": report.shards, "written_mb": report.n_bytes / 1e6,
        "wav_mb": sum(one.stat().st_size for one in (folder / "wav").iterdir()) / 1e6,
        "writing_s": writing_s, "checking_s": time.perf_counter() - started, "cold": not warm,
    }  # fmt: skip
    passes: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for seed in range(repeats):
        for way in WAYS:
            if not warm:
                forget(folder)
            words = [sys.executable, __file__, "--listen", way, str(folder), str(seed)]
            said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
            passes[way].append(json.loads(said))
            assert passes[way][-1]["clips"] == n
    for way, ones in passes.items():
        found[way] = {
            name: [round(f(one[name] for one in ones), 2) for f in (statistics.median, min, max)]
            for name in ("clips_per_s", "mb_per_s", "cpu_s", "memory_mb")
        }
    return found | {"load": os.getloadavg(), "cores": os.cpu_count()}


def main() -> None:
    """Say and keep what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", nargs="?", type=Path)
    parser.add_argument("--clips", type=int, default=600)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--warm", action="store_true")
    parser.add_argument("--listen", nargs=3, metavar=("WAY", "FOLDER", "SEED"))
    arguments = parser.parse_args()
    if arguments.listen:
        way, folder, seed = arguments.listen
        print(json.dumps(listen(way, Path(folder), int(seed))))
        return
    with tempfile.TemporaryDirectory(prefix="asc-shards-") as folder:
        found = compare(Path(folder), arguments.clips, arguments.repeats, warm=arguments.warm)
    print(json.dumps(found, indent=1))
    if arguments.out:
        arguments.out.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
