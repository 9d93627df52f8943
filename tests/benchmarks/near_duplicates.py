"""Near-duplicates: which altered copies of real scenes are found, and what is taken for one.

    python tests/benchmarks/near_duplicates.py OUT.json [--seconds 1 10] [--every N]

The originals are the clips of real_scenes (ASC_DATA_DIR), whole and cut to their first second.
Each alteration is written to a file by soundfile, read back like any recording, and compared
with all originals and all other copies of that alteration, as the data doctor does it: guessed by
fingerprint, proved by the samples.

* found: copies that are paired with their original, with Wilson's 95 % interval.
* false: pairs whose originals are no pair themselves. Originals that are pairs already are listed
  under ``originals``, with their coherence: two uploads of one fire and two overlapping cuts of
  one rain were found there, whose samples agree at one lag; nobody has listened to them.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr

from ml_core.evaluation.metrics import wilson
from ml_core.labelling.doctor.fingerprint import RATE_HZ, Fingerprint
from ml_core.labelling.doctor.measure import measure
from ml_core.labelling.doctor.twins import MIN_COHERENCE, compare, matches
from ml_core.recordings.decode import read_samples

ROOT = Path(__file__).resolve().parents[2]
Samples = np.ndarray
Sound = tuple[Samples, int]  # (T,) and its rate in Hz
_AT_ONCE = 4096  # libsndfile's Vorbis encoder overruns its stack with more


def gain(sound: Sound, db: float) -> Sound:
    return np.clip(sound[0] * 10 ** (db / 20), -1, 1), sound[1]


def shifted(sound: Sound, shift_s: float = 0.2137) -> Sound:
    """Begins later by what is no multiple of anything."""
    return sound[0][round(shift_s * sound[1]) :], sound[1]


def middle(sound: Sound) -> Sound:
    quarter = len(sound[0]) // 4
    return sound[0][quarter:-quarter], sound[1]


def at_rate(sound: Sound, rate_hz: int) -> Sound:
    return soxr.resample(sound[0], sound[1], rate_hz), rate_hz


def same(sound: Sound) -> Sound:
    return sound


ALTERED: dict[str, tuple[Callable[[Sound], Sound], str, float | None]] = {
    "FLAC": (same, "flac", None),
    "OGG": (same, "ogg", None),
    "MP3": (same, "mp3", None),
    "Opus": (lambda sound: at_rate(sound, 48_000), "opus", None),
    "OGG, lowest quality": (same, "ogg", 1.0),
    "MP3, lowest quality": (same, "mp3", 0.99),
    "20 dB quieter": (lambda sound: gain(sound, -20), "flac", None),
    "6 dB louder, clipped": (lambda sound: gain(sound, 6), "flac", None),
    "begins 0.21 s later": (shifted, "flac", None),
    "middle half": (middle, "flac", None),
    "16 kHz": (lambda sound: at_rate(sound, 16_000), "flac", None),
    "8 kHz": (lambda sound: at_rate(sound, 8_000), "flac", None),
    "polarity turned": (lambda sound: (-sound[0], sound[1]), "flac", None),
    "OGG, 20 dB quieter, 0.21 s later": (lambda sound: shifted(gain(sound, -20)), "ogg", None),
    "MP3, 6 dB louder, 0.21 s later": (lambda sound: shifted(gain(sound, 6)), "mp3", None),
    "MP3, middle half": (middle, "mp3", None),
}
FORMS = {
    "flac": ("FLAC", "PCM_16"),
    "ogg": ("OGG", "VORBIS"),
    "opus": ("OGG", "OPUS"),
    "mp3": ("MP3", "MPEG_LAYER_III"),
}


def write(path: Path, sound: Sound, form: str, quality: float | None) -> None:
    """Write (T,) samples; ``quality``: 0 is the best, 1 the lowest, None the usual one."""
    container, subtype = FORMS[form]
    more = {} if quality is None else {"compression_level": quality}
    with soundfile.SoundFile(
        path, "w", sound[1], 1, format=container, subtype=subtype, **more
    ) as stream:
        for first in range(0, len(sound[0]), _AT_ONCE):
            stream.write(sound[0][first : first + _AT_ONCE])


class Files:
    """Recordings on disk with their fingerprints."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = list(paths)
        measured = [measure(path) for path in self.paths]
        self.prints: list[Fingerprint] = [one[1] for one in measured]
        self.durations_s = [one[0].duration_s for one in measured]


def pairs(*groups: Files) -> Iterator[tuple[int, int, float, float]]:
    """Places of all that are taken for the same sound, with coherence and lag in seconds."""
    paths = list(chain.from_iterable(one.paths for one in groups))
    durations_s = list(chain.from_iterable(one.durations_s for one in groups))
    for match in matches(list(chain.from_iterable(one.prints for one in groups))):
        both = (match.first, match.second)

        def read(
            place: int, start_s: float, duration_s: float, both: tuple[int, int] = both
        ) -> Samples:
            return read_samples(
                paths[both[place]],
                sample_rate_hz=RATE_HZ,
                start_s=start_s,
                duration_s=duration_s,
            )

        score, lag_s, _ = compare(read, match.lag_s, [durations_s[place] for place in both])
        if score >= MIN_COHERENCE:
            yield *both, score, lag_s


def measured_once(sources: Sequence[Path], seconds: float, folder: Path) -> dict[str, Any]:
    """All alterations of clips cut to some seconds."""
    sounds = [soundfile.read(path, frames=-1, dtype="float32") for path in sources]
    sounds = [(samples[: round(seconds * rate)], rate) for samples, rate in sounds]
    paths = [folder / f"original-{n}.flac" for n in range(len(sounds))]
    for path, sound in zip(paths, sounds, strict=True):
        write(path, sound, "flac", None)
    originals = Files(paths)
    known = {(one, two): (score, lag_s) for one, two, score, lag_s in pairs(originals)}
    rows = []
    n = len(sounds)
    for name, (alter, form, quality) in ALTERED.items():
        suffix = "ogg" if form == "opus" else form
        copies = [folder / f"copy-{place}.{suffix}" for place in range(n)]
        for path, sound in zip(copies, sounds, strict=True):
            write(path, alter(sound), form, quality)
        found: list[float] = []
        wrong = set()
        for one, two, score, _ in pairs(originals, Files(copies)):
            if two - one == n:
                found.append(score)
            elif one % n != two % n and tuple(sorted((one % n, two % n))) not in known:
                wrong.add((sources[one % n].name, sources[two % n].name))
        interval = wilson(len(found), n)
        rows.append(
            {
                "alteration": name, "found": len(found), "of": n,
                "ci95": [interval.low, interval.high],
                "coherence": [float(q) for q in np.quantile(found or [0.0], [0.0, 0.05, 0.5])],
                "false": len(wrong), "false_pairs": sorted(wrong),
            }
        )  # fmt: skip
        share = f"{100 * interval.low:5.1f}-{100 * interval.high:5.1f} %"
        print(f"{seconds:4g} s  {name:34} {len(found):4} of {n}  {share}  false {len(wrong)}")
    listed = [
        {"first": sources[one].name, "second": sources[two].name, "coherence": score, "lag_s": lag}
        for (one, two), (score, lag) in known.items()
    ]
    compared = n * (n - 1) // 2
    print(f"{seconds:4g} s  originals: {len(listed)} of {compared} pairs are taken for copies")
    for pair in listed:
        print(f"        {pair['coherence']:.2f} {pair['lag_s']:+.2f} s", end="  ")
        print(pair["first"], pair["second"])
    return {"seconds": seconds, "originals": listed, "pairs_compared": compared, "copies": rows}


def main() -> None:
    """Measure and write OUT.json."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--seconds", type=float, nargs="+", default=[1.0, 10.0])
    parser.add_argument("--every", type=int, default=1, help="use every Nth clip")
    arguments = parser.parse_args()
    data = Path(os.environ.get("ASC_DATA_DIR") or ROOT.parent / "shared" / "data")
    sources = sorted((data / "real_scenes" / "audio").glob("*.flac"))[:: arguments.every]
    start_s, load = time.process_time(), os.getloadavg()[0]
    results = []
    for seconds in arguments.seconds:
        with tempfile.TemporaryDirectory() as folder:
            results.append(measured_once(sources, seconds, Path(folder)))
    answer = {
        "results": results, "min_coherence": MIN_COHERENCE, "load": load,
        "cpu_s": time.process_time() - start_s,
    }  # fmt: skip
    arguments.out.write_text(json.dumps(answer, indent=1) + "\n")
    print(f"{answer['cpu_s']:.0f} s of processor time, load {load:.1f}")


if __name__ == "__main__":
    main()
