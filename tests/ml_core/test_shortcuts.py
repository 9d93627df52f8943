"""Scenes told without listening: the probe proves it where it is so, and only there."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ml_core.labelling.doctor.fixes import apply_fix
from ml_core.labelling.doctor.measure import Measurement
from ml_core.labelling.doctor.problems import DoctorLimits, Problem, Shortcut
from ml_core.labelling.doctor.shortcuts import MAX_CLIPS, shortcuts
from ml_core.project import ClipRow, Project
from tests.ml_core.test_splits import project_of

SCENES = ("bus", "park", "tram")
RNG = np.random.default_rng(0)


def clip(number: int, scene: str, **facts: Any) -> ClipRow:
    """One of two clips of a source, of three devices in turn."""
    plain = {
        "device": "abc"[number // 7 % 3],
        "source": f"s{number // 2}",
        "sample_rate_hz": 16_000,
        "recording_duration_s": 10.0,
    }
    name = facts.pop("name", f"{number}.wav")
    return ClipRow(
        number, number, Path(f"/a/{name}"), name, 0.0, facts.pop("duration_s", 10.0), (scene,),
        **(plain | facts),
    )  # fmt: skip


def measured(level_db: float) -> Measurement:
    """Ten seconds at a level that moves a little."""
    db = level_db + RNG.normal(0, 2, 100) + RNG.normal(0, 3)
    power = (10 ** (db / 10)).astype(np.float32)
    return Measurement(160_000, 16_000, power, np.zeros_like(power), np.zeros_like(power))


def clips_of(n: int = 90, **by_scene: Any) -> list[ClipRow]:
    """Clips whose scenes change with the source; facts are functions of (number, scene)."""
    scenes = [SCENES[number // 2 % 3] for number in range(n)]
    return [
        clip(number, scene, **{name: fact(number, scene) for name, fact in by_scene.items()})
        for number, scene in enumerate(scenes)
    ]


def probe(
    clips: list[ClipRow], levels_db: dict[str, float] | None = None
) -> tuple[dict[str, Shortcut], dict[str, Problem]]:
    heard = {
        one.recording_id: measured((levels_db or {}).get(one.scene or "", -30.0)) for one in clips
    }
    found, problems = shortcuts(clips, heard, DoctorLimits())
    return {one.kind: one for one in found}, {one.kind: one for one in problems}


def test_nothing_is_told_where_facts_have_no_say() -> None:
    found, problems = probe(clips_of())
    assert set(found) == {"device_tells", "level_tells"}  # the files are all of one kind
    assert not problems
    for one in found.values():
        assert one.chance == pytest.approx(1 / 3)
        assert one.accuracy < 0.5
        assert one.n_clips == 90


def test_a_device_for_each_scene_tells_it() -> None:
    found, problems = probe(clips_of(device=lambda _, scene: f"of {scene}"))
    assert found["device_tells"].accuracy == 1.0
    assert found["device_tells"].shuffled < 0.7
    assert found["device_tells"].recalls == dict.fromkeys(SCENES, 1.0)
    assert set(problems) == {"device_tells"}
    detail = problems["device_tells"].detail
    assert detail.startswith("The device alone tells the scene of 100 % of clips")
    assert 'Bus most of all: 30 of 30 clips of device "of bus"' in detail
    assert len(problems["device_tells"].segment_ids) == 30


def test_one_scene_of_a_device_of_its_own_is_named() -> None:
    def device(number: int, scene: str) -> str:
        return "z" if scene == "tram" else "ab"[number % 5 % 2]

    _, problems = probe(clips_of(device=device))
    assert 'Tram most of all: 30 of 30 clips of device "z"' in problems["device_tells"].detail


def test_levels_tell_quiet_scenes_from_loud_ones() -> None:
    found, problems = probe(clips_of(), {"bus": -15.0, "park": -55.0, "tram": -30.0})
    assert found["level_tells"].accuracy > 0.9
    assert set(problems) == {"level_tells"}
    assert problems["level_tells"].fix == "review"
    assert len(problems["level_tells"].segment_ids) == 30
    slight, none = probe(clips_of(), {"bus": -29.0, "park": -30.0, "tram": -31.0})
    assert slight["level_tells"].accuracy < 0.53
    assert not none


def test_kinds_of_files_tell() -> None:
    def name(number: int, scene: str) -> str:
        return f"{number}.{'mp3' if scene == 'bus' else 'wav'}"

    _, problems = probe(clips_of(name=name))
    assert "30 of 30 clips in .mp3 files of 10.0 s, 16000 Hz, 1 channel" in (
        problems["format_tells"].detail
    )
    _, problems = probe(clips_of(duration_s=lambda _, scene: 5.0 if scene == "park" else 10.0))
    assert set(problems) == {"format_tells"}


def test_what_a_source_gives_away_does_not_count() -> None:
    """Devices that come with one source only tell the source: nothing is told of others."""
    found, problems = probe(clips_of(device=lambda number, _: f"d{number // 2}"))
    assert found["device_tells"].accuracy < 0.5
    assert not problems


def test_what_cannot_be_probed_is_left_out() -> None:
    assert probe([])[0] == {}
    assert probe(clips_of(device=lambda *_: None))[0].keys() == {"level_tells"}
    few = [clip(number, SCENES[number % 2], source=f"s{number % 2}") for number in range(40)]
    assert probe(few)[0] == {}  # a source for each scene: nothing can be held out
    found, _ = shortcuts(clips_of(), {}, DoctorLimits())
    assert [one.kind for one in found] == ["device_tells"]  # nothing was heard


def test_of_many_clips_some_are_enough_and_always_the_same() -> None:
    many = clips_of(3 * MAX_CLIPS, device=lambda _, scene: f"of {scene}")
    first, second = shortcuts(many, {}, DoctorLimits()), shortcuts(many, {}, DoctorLimits())
    assert first == second
    assert first[0][0].n_clips <= MAX_CLIPS


def test_the_fix_flags_the_clips_that_give_the_scene_away(tmp_path: Path) -> None:
    rows = [
        {"scenes": (one.scene,), "device": f"of {one.scene}", "source": one.source}
        for one in clips_of(30)
    ]
    with project_of(tmp_path, rows) as project:
        _, problems = shortcuts(project.clips(), {}, DoctorLimits())
        assert apply_fix(project, problems[0]) == "Flag 10 telling clips for review"
        assert _states(project) == {"needs_review": 10, "done": 20}
        project.undo()
        assert _states(project) == {"done": 30}


def _states(project: Project) -> dict[str, int]:
    states = [one.state for one in project.clips()]
    return {state: states.count(state) for state in set(states)}
