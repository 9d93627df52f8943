"""The score of joined streams: held against a plain count, and against the live classifier."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from noise_bundle import RATE_HZ, SCENES, sound, write_tiny_bundle

from ml_core.bundle import Bundle
from ml_core.bundle.hearing import clip_source
from ml_core.cli import main
from ml_core.datasets.importing import import_recordings
from ml_core.errors import ProjectError
from ml_core.live.classifier import SceneClassifier
from ml_core.live.deciding import Decider
from ml_core.live.ear import Ear
from ml_core.live.joined import JoinedStream, plan_stays
from ml_core.live.score_file import keep_score, kept_score, score_at
from ml_core.live.smoothing import PACES, Pace
from ml_core.live.stream_score import (
    SILENT,
    UNKNOWN,
    Heard,
    decide,
    hear_stream,
    score,
    score_stream,
)
from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project
from ml_core.recordings.decode import write_wav

NONE = PACES["none"]


def heard(truth: list[int], length: int, n_scenes: int = 3, sure: float = 0.9) -> Heard:
    """Windows of one second, of which every one says what is true."""
    n = length * len(truth)
    values = np.full((n, 3, n_scenes), (1 - sure) / (n_scenes - 1))
    values[np.arange(n), :, np.repeat(truth, length)] = sure
    return Heard(
        values, np.ones(n, bool), np.arange(1.0, n + 1), np.array(truth),
        length * np.arange(1.0, len(truth) + 1), tuple(f"place {i}" for i in range(len(truth))),
        1.0,
    )  # fmt: skip


def counted(shown: list[int], truth: list[int], length: int) -> dict[str, float]:
    """The same figures, window by window and in plain Python."""
    delays, flips, reached, right, before = [], 0, 0, 0, None
    for stay, scene in enumerate(truth):
        arrived: int | None = None
        changes = 0
        start = before
        for second in range(length):
            now = shown[stay * length + second]
            right += now == scene
            if now == scene and arrived is None:
                arrived = second + 1
            if now == SILENT:
                continue
            changes += before is not None and now != before
            before = now
        needed = arrived is not None and start is not None and start != scene
        flips += max(0, changes - needed)
        if stay:
            delays.append(length if arrived is None else arrived)
            reached += arrived is not None
    n = len(truth) - 1
    return {
        "delay": sum(delays) / n,
        "reached": reached / n,
        "flips": flips / (len(shown) / 60),
        "right": right / len(shown),
    }


@given(data=st.data(), length=st.integers(1, 6))
def test_it_counts_as_one_would_by_hand(data: st.DataObject, length: int) -> None:
    truth = data.draw(st.lists(st.integers(0, 2), min_size=2, max_size=6))
    n = length * len(truth)
    shown = data.draw(st.lists(st.integers(SILENT, 2), min_size=n, max_size=n))
    found = score(np.array(shown), heard(truth, length), "x", NONE)
    told = counted(shown, truth, length)
    assert found.delay_s.value == pytest.approx(told["delay"], abs=1e-5)
    assert found.reached.value == pytest.approx(told["reached"], abs=1e-5)
    assert found.flips_per_minute.value == pytest.approx(told["flips"], abs=1e-5)
    assert found.right.value == pytest.approx(told["right"], abs=1e-5)
    for figure in (found.delay_s, found.flips_per_minute, found.right):
        assert figure.low <= figure.value <= figure.high


class Space:
    """Chooses the largest score; unknown where none is above a half."""

    def choose(self, scores: np.ndarray, cosines: np.ndarray, setting: str) -> int | None:
        return int(scores.argmax()) if scores.max() > 0.5 or setting == "off" else None


def at(pace: Pace, stream: Heard, unknown: str = "off") -> np.ndarray:
    return decide(stream, Decider(Space(), unknown, pace, stream.hop_s))  # type: ignore[arg-type]


def test_without_smoothing_a_sure_network_is_right_at_once() -> None:
    stream = heard([0, 1, 2, 0], 20)
    found = score(at(NONE, stream), stream, "none", NONE)
    assert (found.delay_s.value, found.median_s, found.reached.value) == (1.0, 1.0, 1.0)
    assert (found.flips_per_minute.value, found.right.value) == (0.0, 1.0)


def test_what_never_changes_is_never_right_and_never_flips() -> None:
    stream = heard([0, 1, 2], 20)
    stuck = Pace(1e9, 0.0, 0.0)
    found = score(at(stuck, stream), stream, "stuck", stuck)
    assert found.delay_s.value == 20.0
    assert found.median_s is None
    assert (found.reached.value, found.flips_per_minute.value) == (0.0, 0.0)
    assert found.right.value == pytest.approx(1 / 3)


def test_slower_is_later_and_calmer() -> None:
    stream = heard([0, 1, 2, 1, 0, 2], 30)
    noise = np.random.default_rng(0).random(len(stream.usable)) < 0.25  # wrong for a moment
    stream.values[noise] = np.roll(stream.values[noise], 1, axis=2)
    paces = [NONE, PACES["quick"], PACES["steady"]]
    found = [score(at(pace, stream), stream, "", pace) for pace in paces]
    delays = [one.delay_s.value for one in found]
    flips = [one.flips_per_minute.value for one in found]
    assert delays == sorted(delays)
    assert delays[0] < delays[2]
    assert flips == sorted(flips, reverse=True)
    assert flips[0] > 5 > flips[2]


def test_windows_without_a_signal_say_nothing() -> None:
    stream = heard([0, 1], 10)
    stream.usable[[3, 4, 12]] = False
    shown = at(NONE, stream)
    assert (shown[[3, 4, 12]] == SILENT).all()
    found = score(shown, stream, "none", NONE)
    assert found.flips_per_minute.value == 0.0
    assert found.right.value == pytest.approx(17 / 20)
    unsure = heard([0, 1], 10, sure=0.4)
    assert (at(NONE, unsure, "strict") == UNKNOWN).all()


def clip(number: int, scene: str, source: str, duration_s: float) -> ClipRow:
    return ClipRow(
        segment_id=number, recording_id=number, folder=Path("nowhere"),
        relative_path=f"{number}.wav", start_s=0.0, duration_s=duration_s, scenes=(scene,),
        source=source,
    )  # fmt: skip


@settings(max_examples=20)
@given(data=st.data(), stay_s=st.floats(5, 40), seed=st.integers(0, 5))
def test_a_stream_changes_place_with_every_stay(
    data: st.DataObject, stay_s: float, seed: int
) -> None:
    n = data.draw(st.integers(1, 60))
    clips = [
        clip(
            i, data.draw(st.sampled_from("abc")), f"s{data.draw(st.integers(0, 8))}",
            data.draw(st.sampled_from([1.0, 4.0, 10.0])),
        )
        for i in range(n)
    ]  # fmt: skip
    stays = plan_stays(clips, stay_s=stay_s, most_s=1e9, seed=seed)
    assert stays == plan_stays(clips, stay_s=stay_s, most_s=1e9, seed=seed)
    used = [n for stay in stays for n in stay.clips]
    assert len(used) == len(set(used))
    for stay in stays:
        assert {clips[n].scene for n in stay.clips} == {stay.scene}
        assert sum(clips[n].duration_s for n in stay.clips) >= stay_s / 2
    assert all(one.scene != other.scene for one, other in pairwise(stays))
    short = plan_stays(clips, stay_s=stay_s, most_s=stay_s, seed=seed)
    assert sum(clips[n].duration_s for stay in short[:-1] for n in stay.clips) < stay_s


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return write_tiny_bundle(tmp_path_factory.mktemp("bundle") / "tiny.ascbundle")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Nine recordings of four seconds in three scenes."""
    folder = tmp_path_factory.mktemp("sounds")
    for number in range(9):
        scene = SCENES[number % 3]
        (folder / scene).mkdir(exist_ok=True)
        samples = sound(scene, 4.0 + 0.37 * number, 50 + number)
        write_wav(folder / scene / f"{number}.wav", samples, RATE_HZ)
    project = Project.create(tmp_path_factory.mktemp("project") / "p", "Streams")
    import_recordings(project, folder, kind="folder")
    project.set_split({row.segment_id: "test" for row in project.clips()})
    return project


def test_joined_clips_are_heard_as_by_the_live_classifier(bundle: Bundle, project: Project) -> None:
    clips = project.clips(split="test")
    stays = plan_stays(clips, stay_s=4.0, most_s=1e9)
    source = clip_source(bundle, project, clips)
    stream = JoinedStream(source, stays)
    whole = np.concatenate([source.samples(n) for stay in stays for n in stay.clips])
    assert stream.n_samples == len(whole)
    rng = np.random.default_rng(0)
    for start in rng.integers(0, len(whole) - 30_000, 10):
        np.testing.assert_array_equal(stream.window(start, 30_000), whole[start : start + 30_000])
    ear = Ear(bundle)
    listened = hear_stream(ear, bundle, stream, stays, 0.5, Monitor())
    for smoothing, unknown in (("none", "strict"), ("quick", "off"), ("steady", "normal")):
        shown = decide(listened, Decider(ear.space, unknown, PACES[smoothing], 0.5))
        live = SceneClassifier(bundle, hop_s=0.5, smoothing=smoothing, unknown=unknown)
        names = [one.scene for one in live.push(whole)]
        assert [live.scenes[n] if n >= 0 else None for n in shown] == names


def test_asc_score_stream(
    bundle: Bundle, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["score-stream", str(bundle.path), str(project.folder), "--stay", "4", "--json"]
    assert main([*words, "--smoothing", "quick", "--hop", "0.5"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["n_clips"] == 9
    kept = kept_score(bundle.fingerprint, project)
    assert kept is not None
    assert kept.to_dict()["chosen"] == answer["chosen"]
    assert answer["chosen"]["name"] == "quick"
    assert [row["name"] for row in answer["curve"]][:2] == ["none", "quick"]
    assert answer["curve"][-1]["name"] == "steady"
    assert answer["curve"][0]["delay_s"]["value"] <= answer["curve"][-1]["delay_s"]["value"]
    assert main([*words, "--split", "nothing"]) == 1
    assert "two places" in capsys.readouterr().err


def test_a_score_is_kept_with_its_project(bundle: Bundle, project: Project) -> None:
    found = score_stream(bundle, project, stay_s=4.0)
    keep_score(found, project)
    assert kept_score(bundle.fingerprint, project) == found
    assert score_at(found, PACES["steady"]).name == "steady"
    assert score_at(found, PACES["none"]).name == "none"
    (place,) = project.cache_dir.glob("stream-score-*.json")
    for text in ("", "[]", '{"bundle": 1}', "null", "[" * 5000):
        place.write_text(text, encoding="utf-8")
        assert kept_score(bundle.fingerprint, project) is None
    for path in (("seed",), ("chosen", "delay_s", "value"), ("curve", 0, "name"), ("stay_s",)):
        table = found.to_dict()
        inner: Any = table
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = [1]
        place.write_text(json.dumps(table), encoding="utf-8")
        assert kept_score(bundle.fingerprint, project) is None


def test_one_scene_is_no_stream(bundle: Bundle, tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="two places"):
        score_stream(bundle, Project.create(tmp_path / "p", "Empty"))
