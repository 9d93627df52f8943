"""The demo corpus: synthetic scenes on simulated devices, laid out like a DCASE data set.

Everything is drawn from generators seeded by the corpus seed and the clip's own numbers, so a
clip never depends on how many others are made. Places of the test split occur nowhere else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ml_core.files import write_text
from ml_core.progress import Monitor
from ml_core.recordings.decode import write_wav
from ml_core.recordings.simulated_devices import (
    DEVICES,
    TRAINING_DEVICES,
    UNSEEN_DEVICES,
    record,
)
from ml_core.recordings.synthetic_scenes import (
    NEW_SCENE,
    SAMPLE_RATE_HZ,
    SCENES,
    Array,
    Location,
    paint,
)

CITIES = ("barcelona", "helsinki", "lisbon", "london", "lyon", "milan", "paris", "vienna")
_COLUMNS = ("filename", "scene_label", "identifier", "source_label", "split", "licence", "author")
_LICENCE, _AUTHOR = "CC0-1.0", "ASC Studio, synthetic"
_LOCATIONS_PER_SCENE = 1000  # their second half belongs to the test split


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusSize:
    """How many clips are made of each scene on each device, and how long they are."""

    training_clips: int = 4  # on each of the six training devices
    test_clips: int = 2  # on each device of the test split
    test_devices: tuple[str, ...] = tuple(DEVICES)
    clip_s: float = 2.0

    @property
    def n_clips(self) -> int:
        """Clips of the ten scenes together."""
        training = self.training_clips * len(TRAINING_DEVICES)
        return (training + self.test_clips * len(self.test_devices)) * len(SCENES)


SMALL = CorpusSize(training_clips=1, test_clips=1, test_devices=UNSEEN_DEVICES)  # 90 clips


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clip:
    scene: str
    device: str
    number: int  # among the clips of this scene and device in the same split
    split: str = "test"

    @property
    def location(self) -> int:
        """Number of the place; no two scenes and no two splits share one."""
        half = _LOCATIONS_PER_SCENE // 2 if self.split == "test" else 0
        return _scene_number(self.scene) * _LOCATIONS_PER_SCENE + half + self.number

    @property
    def device_number(self) -> int:
        return list(DEVICES).index(self.device)

    @property
    def identifier(self) -> str:
        """City and location."""
        return f"{CITIES[self.location % len(CITIES)]}-{self.location}"

    @property
    def name(self) -> str:
        """File name after the TAU grammar; every device hears its place at another time."""
        recording = self.number * len(DEVICES) + self.device_number
        return f"{self.scene}-{self.identifier}-{recording}-0-{self.device}.wav"

    def samples(self, clip_s: float, seed: int) -> Array:
        """(T,) the sound, drawn from the seed and the clip's own numbers only."""
        place = Location.draw(np.random.default_rng([seed, 0, self.location]))
        rng = np.random.default_rng([seed, 1, self.location, self.device_number])
        heard = paint(self.scene, place, round(clip_s * SAMPLE_RATE_HZ), rng)
        return record(heard, self.device, rng)


def write_demo_corpus(
    folder: Path, *, size: CorpusSize | None = None, seed: int = 0, monitor: Monitor | None = None
) -> Path:
    """Write the corpus as 16-bit WAV files and a DCASE table.

    Args:
        folder: where ``audio/`` and ``meta.csv`` go.
        size: how much of it.
        seed: another seed is another corpus.
        monitor: hears of every clip.

    Returns:
        Path of ``meta.csv``: tab-separated, with a ``split`` column (train or test).
    """
    monitor = monitor or Monitor()
    size = size or CorpusSize()
    rows = ["\t".join(_COLUMNS)]
    for done, clip in enumerate(_clips(size)):
        monitor.report(done, size.n_clips, stage="synthetic scenes")
        filename = f"audio/{clip.name}"
        write_wav(folder / filename, clip.samples(size.clip_s, seed), SAMPLE_RATE_HZ)
        values = (clip.scene, clip.identifier, clip.device, clip.split, _LICENCE, _AUTHOR)
        rows.append("\t".join((filename, *values)))
    meta = folder / "meta.csv"
    write_text(meta, "\n".join(rows) + "\n")
    monitor.report(size.n_clips, size.n_clips, stage="synthetic scenes")
    return meta


def write_new_scene(
    folder: Path, *, n_clips: int = 12, clip_s: float = 2.0, seed: int = 0
) -> list[Path]:
    """Write recordings of a scene that the corpus does not hold, each at a place of its own."""
    paths = []
    for number in range(n_clips):
        device = tuple(DEVICES)[number % len(DEVICES)]
        clip = _Clip(scene=NEW_SCENE, device=device, number=number)
        paths.append(folder / clip.name)
        write_wav(paths[-1], clip.samples(clip_s, seed), SAMPLE_RATE_HZ)
    return paths


def _clips(size: CorpusSize) -> Iterator[_Clip]:
    for split, devices, n in (
        ("train", TRAINING_DEVICES, size.training_clips),
        ("test", size.test_devices, size.test_clips),
    ):
        for scene in SCENES:
            for device in devices:
                for number in range(n):
                    yield _Clip(scene=scene, device=device, number=number, split=split)


def _scene_number(scene: str) -> int:
    return [*SCENES, NEW_SCENE].index(scene)
