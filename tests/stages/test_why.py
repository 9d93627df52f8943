"""asc why: causes that were put in on purpose are found, with their size, and no others."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_core.bundle import write_bundle
from ml_core.cli import main
from ml_core.datasets.importing import import_recordings
from ml_core.errors import ProjectError
from ml_core.evaluation import device_sound
from ml_core.evaluation.device_sound import (
    ClipSound,
    band_levels,
    colour,
    mean_colour,
    telling_stretch,
)
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.recordings.decode import write_wav
from ml_core.runs import RunFolder
from ml_core.scenes import SceneSet
from ml_core.stages.device_sounds import Ears, Heard, against, chosen, listen, undone
from ml_core.stages.why import why_low
from tests.ml_core.tiny_bundle import SPEC, contents
from tests.stages.test_measured import answer

RATE_HZ = 16_000
SCENES = {"rain": 0.0, "traffic": -6.0}  # dB per octave
N_PER_CELL = 6
CENTRES = device_sound.third_octaves(RATE_HZ, 8000.0)


def noise(seed: int, slope_db: float, seconds: float = 1.0) -> np.ndarray:
    """Noise at -26 dBFS whose power falls by so much per octave above 100 Hz."""
    n = round(seconds * RATE_HZ)
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(size=n))
    hz = np.maximum(np.fft.rfftfreq(n, 1 / RATE_HZ), 100.0)
    samples = np.fft.irfft(spectrum * (hz / 100) ** (slope_db / 6.02), n)
    return samples * 0.05 / np.sqrt(np.mean(samples**2))


def shelf(samples: np.ndarray, above_hz: float, gain_db: float) -> np.ndarray:
    spectrum = np.fft.rfft(samples)
    hz = np.fft.rfftfreq(len(samples), 1 / RATE_HZ)
    return np.fft.irfft(spectrum * np.where(hz > above_hz, 10 ** (gain_db / 20), 1), len(samples))


DEVICES = {
    "a": lambda x: x,
    "b": lambda x: 1.1 * x,
    "dull": lambda x: shelf(x, 2000.0, -15.0),
    "quiet": lambda x: 0.25 * x,  # 12 dB
    "hot": lambda x: np.clip(30 * x, -1, 1) * 0.99,
    "plain": lambda x: x,
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Two scenes on six devices; training has a and b."""
    folder = tmp_path_factory.mktemp("why")
    for place, (name, through) in enumerate(DEVICES.items()):
        for scene, slope_db in SCENES.items():
            for number in range(N_PER_CELL + 6 * (name in "ab")):
                path = folder / "audio" / scene / f"{name}-{scene}-{number}.wav"
                path.parent.mkdir(parents=True, exist_ok=True)
                seed = 1000 * place + 100 * (scene == "rain") + number
                write_wav(path, through(noise(seed, slope_db)).astype(np.float32), RATE_HZ)
    with Project.create(folder / "project") as made:
        import_recordings(made, folder / "audio")
        for clip in made.clips():
            device, _, number = clip.path.stem.split("-")
            made.set_fact([clip.segment_id], "device", device)
            train = device in "ab" and int(number) >= N_PER_CELL
            made.set_split({clip.segment_id: "train" if train else "test"})
        yield made


@pytest.fixture(scope="module")
def run(project: Project) -> Path:
    """An int8 run that hears by the mean of its bands."""
    path = project.runs_dir / "int8"
    made = contents()
    scenes = SceneSet(("rain", "silence", "traffic"))
    (path / "export").mkdir(parents=True)
    facts = replace(made.manifest, scenes=scenes)
    write_bundle(path / "export" / "student.ascbundle", replace(made, manifest=facts))
    RunFolder.create(path, "distil", "dir_share = 0.0\nfreq_mixstyle_share = 0.4\n", {})
    return path


def causes(run: Path, project: Project, device: str) -> dict[str, dict]:
    found = why_low(run, project, device)
    assert [one["number"] for one in found["causes"]] == list(range(1, len(found["causes"]) + 1))
    return {one["kind"]: one for one in found["causes"]}


def test_a_dull_device(run: Path, project: Project):
    found = why_low(run, project, "dull")
    named = causes(run, project, "dull")
    assert named["colour"]["title"] == "It is dull"
    told = re.match(r"15 dB less above (2\.\d) kHz than", named["colour"]["sentence"])
    assert told
    assert float(told[1]) == pytest.approx(2.0, abs=0.4)  # half a band or so
    assert "level" not in named
    assert "clipping" not in named
    curve = dict(zip(found["colour"]["hz"], found["colour"]["difference_db"], strict=True))
    above = [value for hz, value in curve.items() if 2500 < hz < 7000]
    below = [value for hz, value in curve.items() if 200 < hz < 1600]
    assert np.mean(above) == pytest.approx(-15, abs=1.0)
    assert np.mean(below) == pytest.approx(0, abs=1.0)
    assert found["nearest"]["distance_db"] > 5


def test_a_quiet_device(run: Path, project: Project):
    named = causes(run, project, "quiet")
    assert named["level"]["title"] == "It is quieter"
    assert named["level"]["sentence"].startswith("12 dB quieter")
    assert "colour" not in named


def test_a_device_that_clips(run: Path, project: Project):
    named = causes(run, project, "hot")
    found = why_low(run, project, "hot")
    assert "100 % of its clips" in named["clipping"]["sentence"]
    assert found["clipped"] == 1.0
    hot = {clip.segment_id for clip in project.clips(split="test") if clip.device == "hot"}
    assert set(named["clipping"]["action"]["segment_ids"]) == hot


def test_a_device_like_those_in_training_has_only_that_it_was_not_there(
    run: Path, project: Project
):
    named = causes(run, project, "plain")
    assert not {"colour", "level", "clipping"} & named.keys()
    assert named["not_in_training"]["title"] == "Training never heard it"
    assert named["no_device_augmentation"]["action"]["settings"] == {"dir_share": 0.6}
    assert not {"not_in_training", "no_device_augmentation"} & causes(run, project, "a").keys()


class Nearest:
    """Stands for a session: takes a window for the scene whose mean log-mel is nearest."""

    def __init__(self, heard: Heard) -> None:
        scenes = np.array(heard.scenes)
        means = np.array([sound.log_mel for sound in heard.sounds])
        self.prototypes = np.array([means[scenes == name].mean(axis=0) for name in sorted(SCENES)])

    def run(self, log_mel: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        x = log_mel.mean(axis=(1, 3))
        away = np.linalg.norm(x[:, None] - self.prototypes[None], axis=2)
        return (-10 * away).astype(np.float32), x


@pytest.mark.parametrize(("device", "cause"), [("dull", "colour"), ("quiet", "level")])
def test_undoing_a_cause_makes_up_for_it(project: Project, device: str, cause: str):
    ears, monitor = Ears(SPEC, RATE_HZ, project), Monitor()
    of = {
        name: listen(name, [c for c in project.clips() if c.device == name], ears, monitor)
        for name in ("a", "b", device)
    }
    others = [of["a"], of["b"]]
    found = mean_colour(list(against(of[device], others).values()))
    scenes = SceneSet(tuple(sorted(SCENES)))
    tried = undone(of[device], found, Nearest(of["a"]), scenes, ears, monitor)
    assert tried["as_it_is"]["accuracy"] < 0.7
    assert tried[cause]["accuracy"] > tried["as_it_is"]["accuracy"] + 0.25
    assert tried["both"]["accuracy"] == 1.0
    gain = tried["both"]["accuracy"] - tried["as_it_is"]["accuracy"]
    assert tried["both"]["difference"] == pytest.approx(gain)
    assert "difference" not in tried["as_it_is"]


def test_its_accuracy_is_that_of_evaluate(run: Path, project: Project, capsys):
    figures = answer(capsys, "evaluate", run, project.folder)
    found = answer(capsys, "why", run, project.folder, "dull")
    assert found["accuracy"] == figures["per_device"]["dull"]
    assert found["ci95"] == figures["device_ci95"]["dull"]
    seen = figures["device_groups"]["seen"]["accuracy"]
    assert found["difference"] == pytest.approx(found["accuracy"] - seen)
    assert found["reliability"] == figures["reliability"]["per_device"]["dull"]
    assert main(["why", str(run), str(project.folder), "dull"]) == 0
    assert "It is dull" in capsys.readouterr().out


def test_what_cannot_be_said(run: Path, project: Project):
    with pytest.raises(ProjectError, match='recorded by "zoom"') as raised:
        why_low(run, project, "zoom")
    assert "dull" in raised.value.hint
    some = [clip for clip in project.clips(split="test") if clip.device == "plain"]
    with_few = some[: len(some) - 4]
    project.set_state([clip.segment_id for clip in with_few], "excluded")
    try:
        found = why_low(run, project, "plain")
    finally:
        project.set_state([clip.segment_id for clip in with_few], "new")
    assert found["sentence"] == "4 clips: too few to say."
    assert found["causes"] == []


@pytest.mark.parametrize("hz", [100.0, 997.0, 5000.0])
def test_the_power_of_a_sine_is_in_its_band(hz: float):
    samples = 0.5 * np.sin(2 * np.pi * hz * np.arange(RATE_HZ * 2) / RATE_HZ)
    levels = band_levels(samples, RATE_HZ, CENTRES)
    assert CENTRES[levels.argmax()] == pytest.approx(hz, rel=0.13)
    power = 10 * np.log10((10 ** (levels / 10)).sum())
    assert power == pytest.approx(-9.03, abs=0.3)  # 0.5 ** 2 / 2


@settings(max_examples=20, deadline=None)
@given(st.floats(-30, 30), st.integers(0, 99))
def test_a_gain_is_all_level_and_no_colour(gain_db: float, seed: int):
    rng = np.random.default_rng(seed)

    def sounds(by_db: float) -> list[ClipSound]:
        return [ClipSound(base + by_db, 0.0, base[:8]) for base in bases]

    bases = [rng.normal(size=len(CENTRES)) for _ in range(4)]
    scenes = ["x", "x", "y", "y"]
    found = colour(sounds(gain_db), scenes, sounds(0.0), scenes)
    assert found.level_db == pytest.approx(gain_db)
    assert found.size_db == pytest.approx(0, abs=1e-9)


def test_scenes_weigh_alike_however_many_clips_they_have():
    """The device recorded rain often: that must not look like a colour of the device."""
    rain, traffic = np.full(len(CENTRES), -30.0), np.linspace(-20, -60, len(CENTRES))
    of = {"rain": ClipSound(rain, 0.0, rain[:8]), "traffic": ClipSound(traffic, 0.0, rain[:8])}
    mine, theirs = ["rain"] * 9 + ["traffic"], ["rain"] + ["traffic"] * 9
    found = colour([of[s] for s in mine], mine, [of[s] for s in theirs], theirs)
    assert found.size_db == pytest.approx(0, abs=1e-9)
    assert found.n_scenes == 2


def test_a_stretch_is_told_by_its_ends():
    bands = np.zeros(len(CENTRES))
    assert telling_stretch(bands, CENTRES) is None
    bands[-5:] = -8
    bands[3:5] = 6
    found = telling_stretch(bands, CENTRES)
    assert found is not None
    assert found.high_hz is None
    assert found.low_hz == pytest.approx(CENTRES[-5] / 2 ** (1 / 6))
    assert found.difference_db == -8


def test_clips_are_drawn_evenly_over_the_scenes(project: Project):
    clips = project.clips(split="test")
    drawn = chosen(clips, 8)
    assert sorted(clip.scene or "" for clip in drawn) == ["rain"] * 4 + ["traffic"] * 4
    assert chosen(clips, 8) == drawn
    assert len(chosen(clips, 10_000)) == len(clips)
