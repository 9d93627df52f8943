"""How well the passport of a microphone is told by half a minute of real places.

    python tests/benchmarks/microphone.py [--data DIR] [--draws 20] [--choose]

Devices are impulse responses of real microphones. In every draw six of them are a bundle's
devices, measured on half of the recordings; half a minute of the other half, of other sources,
is heard through one of the six, or through a seventh that the bundle does not know. How devices
are compared (colour.py) and when one stands out (passport.py) was chosen on the responses with
even places in the list and on other recordings than those that are used here; ``--choose`` uses
those instead and tells how often a known and an unknown microphone stand out from which ratio on.
"""

import argparse
import csv
import os
import sys
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ml_core.bundle import Bundle, DeviceStatistics, read_bundle  # noqa: E402
from ml_core.frontend.log_mel import log_mel  # noqa: E402
from ml_core.frontend.spec import CP_MOBILE_16K  # noqa: E402
from ml_core.microphone import heard_as, make_passport  # noqa: E402
from ml_core.microphone.colour import SHOWN, Bands, in_db  # noqa: E402
from ml_core.recordings.decode import read_samples  # noqa: E402

SPEC = CP_MOBILE_16K
RATE_HZ = SPEC.sample_rate_hz
LENGTH = 10 * RATE_HZ
RATIOS = (0.92, 0.9, 0.88, 0.87, 0.86, 0.85, 0.84, 0.83, 0.82)
N_DEVICES = 6
CHOSEN_ON = 110  # recordings, the first of a permutation: looked at when the method was chosen


def main() -> None:
    """Print the table of microphone.md."""
    arguments = _arguments()
    rows = _recordings(arguments.data / "real_scenes", choosing=arguments.choose)
    first = 0 if arguments.choose else 3
    irs = sorted((arguments.data / "device_irs" / "audio").glob("micirp__*.wav"))[first::6]
    responses = [read_samples(path, sample_rate_hz=RATE_HZ) for path in irs]
    bundle = read_bundle(ROOT / "resources" / "starter.ascbundle")  # nothing but its form is used
    bundle = replace(bundle, manifest=replace(bundle.manifest, front_end=SPEC))
    sources = np.array([row["identifier"] for row in rows])
    scenes = np.array([row["scene_label"] for row in rows])
    sounds = [_sound(row) for row in rows]
    print(f"{len(rows)} recordings of {len(set(sources))} sources, {len(irs)} microphones")
    features = np.array([[_mean(heard_as(sound, ir)) for ir in responses] for sound in sounds])
    rng = np.random.default_rng(1)
    told: dict[tuple[str, str], list[float]] = defaultdict(list)
    ratios: dict[bool, list[float]] = {True: [], False: []}
    bands = Bands.of(SPEC, SHOWN)
    began = time.perf_counter()
    for draw in range(arguments.draws):
        devices = rng.permutation(len(irs))[: N_DEVICES + 1]
        measured = set(rng.permutation(np.unique(sources))[: len(set(sources)) // 2].tolist())
        inside = np.array([source in measured for source in sources])
        judged = np.flatnonzero(~inside)
        assert not measured & set(sources[judged].tolist())
        known = _knowing(bundle, features[inside], devices[:N_DEVICES])
        truth = in_db(features[judged].mean(axis=0), SPEC)
        for kind, n_places in (("one scene", 1), ("three scenes", 3)):
            for seen in (True, False):
                d = devices[draw % N_DEVICES] if seen else devices[N_DEVICES]
                names = rng.permutation(np.unique(scenes[judged]))[:n_places]
                places = [rng.permutation(judged[scenes[judged] == name]) for name in names]
                chosen = [places[i % n_places][i // n_places % len(places[i % n_places])]
                          for i in range(3)]  # fmt: skip
                samples = np.concatenate([sounds[i] for i in chosen])
                found = make_passport(heard_as(samples, responses[d]), known)
                told[kind, f"clear, {'known' if seen else 'unknown'}"].append(found.clear)
                nearest, second, *_ = (one.distance_db for one in found.devices)
                ratios[seen].append(nearest / second)
                if seen:
                    told[kind, "nearest right"].append(found.devices[0].device == str(d))
                    told[kind, "right where clear"] += (
                        [found.devices[0].device == str(d)] if found.clear else []
                    )
                    true = bands.levels(truth[d] - truth[devices[:N_DEVICES]].mean(axis=0))
                    error = np.array(found.response_db) - (true - np.median(true))
                    told[kind, "error dB"].append(float(np.sqrt(np.mean(error**2))))
    print(f"{time.perf_counter() - began:.0f} s for {arguments.draws} draws")
    _tell(told, ratios, choosing=arguments.choose)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    default = os.environ.get("ASC_DATA_DIR") or ROOT.parent / "shared" / "data"
    parser.add_argument("--data", type=Path, default=Path(default))
    parser.add_argument("--draws", type=int, default=20)
    parser.add_argument("--choose", action="store_true", help="when does a device stand out?")
    return parser.parse_args()


def _knowing(bundle: Bundle, features: np.ndarray, devices: np.ndarray) -> Bundle:
    """A bundle measured with some devices: features (R, D, F) of recordings by device."""
    stats = tuple(
        DeviceStatistics(
            str(d), features[:, d].mean(axis=0).astype(np.float32),
            np.ones(SPEC.n_mels, np.float32), 100, 0.5, 0.4, 0.6,
        )
        for d in devices
    )  # fmt: skip
    return replace(bundle, reference=replace(bundle.reference, statistics=stats))


def _tell(
    told: dict[tuple[str, str], list[float]], ratios: dict[bool, list[float]], *, choosing: bool
) -> None:
    for (kind, what), values in told.items():
        share = "" if "dB" in what else f"{np.sum(values):.0f} of {len(values)}"
        print(f"{kind:14} {what:20} {np.mean(values):.2f}  {share}")
    for ratio in RATIOS if choosing else ():
        known, unknown = (sum(one <= ratio for one in ratios[seen]) for seen in (True, False))
        print(f"{ratio:.2f}: {known} known and {unknown} unknown of {len(ratios[True])} stand out")


def _recordings(folder: Path, *, choosing: bool) -> list[dict[str, str]]:
    with (folder / "meta.csv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    order = np.random.default_rng(0).permutation(len(rows))
    order = order[:CHOSEN_ON] if choosing else order[CHOSEN_ON:]
    return [rows[i] | {"path": str(folder / rows[i]["filename"])} for i in sorted(order)]


def _sound(row: dict[str, str]) -> np.ndarray:
    """Ten seconds at one level, the recording again where it is shorter."""
    samples = read_samples(Path(row["path"]), sample_rate_hz=RATE_HZ)[:LENGTH]
    samples = np.pad(samples, (0, LENGTH - len(samples)), mode="wrap")
    return (0.05 * samples / samples.std()).astype(np.float32)


def _mean(samples: np.ndarray) -> np.ndarray:
    """(F,) mean log-mel of every second second."""
    return log_mel(samples.reshape(10, RATE_HZ)[::2], SPEC).mean(axis=(0, 2))


if __name__ == "__main__":
    main()
