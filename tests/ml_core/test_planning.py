"""What is said before a run: each finding has data that shows it and data that does not."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.datasets.importing import import_recordings
from ml_core.datasets.splits import split_by
from ml_core.labelling.doctor import run_doctor
from ml_core.planning import (
    Finding,
    check_before_run,
    check_chain,
    checks,
    estimate_chain,
    estimate_run,
    together,
    worst_first,
)
from ml_core.planning.speeds import Speed, key_of, known_speeds, remember
from ml_core.project import Project
from ml_core.recipes import DistilRecipe, FinetuneRecipe, FuseRecipe, QuantizeRecipe, builtin
from ml_core.recordings.decode import write_wav
from ml_core.runs import new_run
from tests.stages.tiny import RATE_HZ

DISTIL = DistilRecipe()


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASC_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(checks, "busy", lambda: 1.0)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Twelve clips each of three scenes, divided by source."""
    rng = np.random.default_rng(3)
    for scene in ("bus", "park", "tram"):
        for number in range(12):
            path = tmp_path / "audio" / scene / f"{scene}-{number:02}.wav"
            path.parent.mkdir(parents=True, exist_ok=True)
            write_wav(path, 0.1 * rng.standard_normal(RATE_HZ).astype(np.float32), RATE_HZ)
    with Project.create(tmp_path / "project") as project:
        import_recordings(project, tmp_path / "audio")
        split_by(project, "source", 0.2, 0)
        yield project


def found(project: Project, recipe=DISTIL, inputs=None) -> dict[str, Finding]:
    return {one.kind: one for one in check_before_run(project, recipe, inputs or {})}


def of_scene(project: Project, scene: str) -> list[int]:
    return [clip.segment_id for clip in project.clips() if clip.scene == scene]


def test_a_busy_computer_is_said(project: Project, monkeypatch: pytest.MonkeyPatch):
    assert "busy" not in found(project)
    monkeypatch.setattr(checks, "busy", lambda: 3.6)
    finding = found(project)["busy"]
    assert (finding.level, finding.figures) == ("warn", {"times": 3.6})
    assert "4 times" in finding.sentence


def test_good_data_raises_nothing(project: Project):
    findings = check_before_run(project, DISTIL, {})
    few = {"few_clips"}  # 12 clips a scene, of which some are in the test
    assert {one.kind for one in findings if one.level != "ok"} <= few
    assert {"split", "scenes", "leakage", "budget", "room"} <= {one.kind for one in findings}
    assert findings == worst_first(findings)


def test_no_split_blocks(project: Project):
    project.set_split(dict.fromkeys([c.segment_id for c in project.clips()], None))
    assert found(project)["split"].level == "block"
    assert "scenes" not in found(project)  # there are enough labels


def test_what_came_after_the_division_is_told(project: Project):
    train = [clip for clip in project.clips(split="train") if clip.scene == "bus"]
    project.set_split({train[0].segment_id: None})
    finding = found(project)["undivided"]
    assert (finding.level, finding.action, finding.names) == ("warn", "split", ())
    assert finding.segment_ids == (train[0].segment_id,)
    project.set_split(dict.fromkeys(of_scene(project, "bus"), None))
    finding = found(project)["undivided"]
    assert (finding.names, finding.figures) == (("bus",), {"n": 12})
    assert "Bus" in finding.sentence


def test_one_scene_blocks(project: Project):
    others = of_scene(project, "bus") + of_scene(project, "tram")
    project.set_state(others, "excluded")
    assert found(project)["scenes"].figures["have"] == 1
    assert found(project)["scenes"].level == "block"


def test_few_and_uneven_clips(project: Project):
    train = [c for c in project.clips(split="train") if c.scene == "bus"]
    project.set_state([c.segment_id for c in train[1:]], "excluded")
    findings = found(project)
    assert findings["few_clips"].segment_ids == (train[0].segment_id,)
    assert findings["few_clips"].names == ("bus",)
    assert findings["uneven"].figures["least"] == 1


def test_that_all_scenes_have_few_clips_is_said_once(
    project: Project, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(checks, "SHOWN", 2)
    train = project.clips(split="train")
    for scene in ("bus", "park", "tram"):
        mine = [clip.segment_id for clip in train if clip.scene == scene]
        project.set_state(mine[3:], "excluded")
    few = [one for one in check_before_run(project, DISTIL, {}) if one.kind == "few_clips"]
    assert [(one.action, one.names) for one in few] == [("label", ())]
    assert few[0].title == "All 3 scenes have fewer than 10 training clips"


def test_a_source_on_both_sides(project: Project):
    clips = project.clips()
    train = next(c for c in clips if c.split == "train")
    test = next(c for c in clips if c.split == "test" and c.scene == train.scene)
    assert found(project)["leakage"].level == "ok"
    project.set_fact([train.segment_id, test.segment_id], "source", "the same")
    finding = found(project)["leakage"]
    assert (finding.level, finding.names) == ("warn", ("the same",))
    assert finding.segment_ids == (test.segment_id,)


def test_nothing_can_be_kept_back_of_what_was_recorded_twice(project: Project):
    watched = DistilRecipe(validation_share=0.1)
    assert "validation" not in found(project, watched)
    for number, clip in enumerate(project.clips(split="train")):
        project.set_fact([clip.segment_id], "source", f"{clip.scene} {number % 2}")
    assert "validation" not in found(project)  # nobody asked for it
    finding = found(project, watched)["validation"]
    assert (finding.level, finding.figures) == ("warn", {"few": 3})


def test_devices_of_the_test_alone(project: Project):
    ids = {s: [c.segment_id for c in project.clips(split=s)] for s in ("train", "test")}
    project.set_fact(ids["train"], "device", "a")
    project.set_fact(ids["test"], "device", "b")
    plain = replace(DISTIL, freq_mixstyle_share=0.0)
    assert (found(project, plain)["devices"].level, found(project)["devices"].level) == (
        "warn", "ok",
    )  # fmt: skip
    assert found(project)["devices"].names == ("b",)
    project.set_fact(ids["test"], "device", "a")
    assert found(project)["devices"].names == ("a",)
    project.set_fact(ids["train"][:1], "device", "c")
    assert found(project)["sparse_device"].names == ("c",)


def test_silence_is_known_once_the_doctor_has_listened(project: Project):
    clip = project.clips(split="train")[0]
    write_wav(clip.path, np.zeros(RATE_HZ, np.float32), RATE_HZ)
    assert "silent" not in found(project)
    run_doctor(project)
    assert found(project)["silent"].segment_ids == (clip.segment_id,)


def test_files_that_are_gone(project: Project):
    clip = project.clips(split="train")[0]
    clip.path.unlink()
    assert found(project)["missing"].segment_ids == (clip.segment_id,)
    assert found(project)["missing"].level == "warn"
    for other in project.clips():
        other.path.unlink(missing_ok=True)
    assert found(project)["missing"].level == "block"


def test_a_teacher_that_has_heard_the_test(project: Project):
    teacher = new_run(project.runs_dir / "teacher", FinetuneRecipe(), {})
    teacher.record(snapshot=project.take_snapshot().id)
    inputs = {"teacher": str(teacher.path)}
    assert "overlap" not in found(project, inputs=inputs)
    clip = project.clips(split="train")[0]
    project.set_split({clip.segment_id: "test"})
    assert found(project, inputs=inputs)["overlap"].segment_ids == (clip.segment_id,)
    assert found(project, inputs={"teacher": "/gone"})["inputs"].level == "block"


def test_weights_that_are_needed(project: Project, tmp_path: Path):
    recipe = builtin("beats-frozen")
    assert found(project, recipe)["weights"].level == "block"
    assert found(project, recipe.with_overrides(["weights=gone.pt"]))["weights"].level == "block"
    (tmp_path / "there.pt").write_bytes(b"")
    given = recipe.with_overrides([f"weights={tmp_path / 'there.pt'}"])
    assert "weights" not in found(project, given)


def test_the_budget_is_for_students(project: Project):
    big = replace(DISTIL, network="cp-resnet")
    assert found(project, big)["budget"].level == "warn"
    assert found(project)["budget"].level == "ok"
    assert "budget" not in found(project, FinetuneRecipe(network="cp-resnet"))


def test_too_little_room(project: Project, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("ml_core.planning.checks.free_disk_bytes", lambda _: 1000)
    monkeypatch.setattr("ml_core.planning.checks.free_memory_bytes", lambda: 1000)
    assert found(project)["disk"].level == "block"
    assert found(project)["memory"].level == "warn"
    assert "room" not in found(project)


# Estimates


def test_sizes_are_those_of_the_table(project: Project):
    cost = estimate_run(project, DISTIL, {})
    assert (cost.int8_bytes, cost.macs) == (43_728, 11_807_200)  # of cp-mobile-30k, exported
    student = new_run(project.runs_dir / "student", DISTIL, {})
    made = estimate_run(project, QuantizeRecipe(), {"student": str(student.path)})
    assert made.int8_bytes == 43_728


@given(st.integers(1, 200), st.integers(1, 8))
def test_time_grows_with_the_work(project: Project, epochs: int, windows: int):
    recipe = replace(DISTIL, epochs=epochs, windows_per_clip=windows)
    more = replace(recipe, epochs=2 * epochs)
    one, two = (estimate_run(project, r, {}, speeds={}) for r in (recipe, more))
    assert 0 < one.seconds.low < one.seconds.middle < one.seconds.high
    assert two.seconds.middle > one.seconds.middle
    assert one.measured == "guessed"


def test_what_was_measured_decides(project: Project):
    key = key_of("distil", DISTIL.network, asdict(DISTIL))
    n_train = len(project.clips(split="train"))
    slow = estimate_run(project, DISTIL, {}, speeds={key: Speed(0.5)})
    assert slow.measured == "measured"
    assert slow.seconds.middle > DISTIL.epochs * n_train * DISTIL.windows_per_clip * 0.5
    learnt = estimate_run(project, DISTIL, {}, speeds={key: Speed(0.5, runs=1)})
    width = slow.seconds.high - slow.seconds.low
    assert learnt.seconds.high - learnt.seconds.low < width
    memory = estimate_run(project, DISTIL, {}, speeds={key: Speed(0.5, memory_bytes=10**10)})
    assert memory.memory_bytes >= 10**10


def test_a_teacher_costs_its_listening(project: Project):
    teacher = new_run(project.runs_dir / "teacher", FinetuneRecipe(network="beats"), {})
    inputs = {"teacher": str(teacher.path)}
    alone, taught = (estimate_run(project, DISTIL, given) for given in ({}, inputs))
    assert taught.seconds.middle > alone.seconds.middle
    live = estimate_run(project, replace(DISTIL, teacher_hears="dry"), inputs)
    assert live.seconds.middle > taught.seconds.middle
    both = {"system-01": inputs["teacher"], "system-02": inputs["teacher"]}
    assert estimate_run(project, FuseRecipe(), both).seconds.middle > 0


def test_speeds_are_remembered_for_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "speeds.json"
    remember("a", Speed(1.0, 0.5, 100), path)
    remember("a", Speed(3.0, 0.0, 50), path)
    assert known_speeds(path)["a"] == Speed(1.5, 0.5, 100)  # it may have been busy
    remember("a", Speed(1.2, 0.25, runs=1), path)
    remember("a", Speed(0.5), path)  # a few steps say less than a whole run
    assert known_speeds(path)["a"] == Speed(1.2, 0.25, 100, 1)
    monkeypatch.setattr("ml_core.planning.speeds.machine", lambda: "another")
    assert known_speeds(path) == {}
    odd = {"machine": "another", "speeds": "fast"}
    for text in ("{", json.dumps(odd), json.dumps(odd | {"speeds": {"a": "fast"}})):
        path.write_text(text, "utf-8")
        assert known_speeds(path) == {}


CHAIN = [builtin("finetune-default"), builtin("distil-default"), builtin("quantize-default")]


def test_speeds_that_are_nested_without_end_are_none(tmp_path: Path):
    path = tmp_path / "speeds.json"
    path.write_text("[" * 100_000)
    assert known_speeds(path) == {}


def test_a_chain_of_one_is_that_run(project: Project):
    assert estimate_chain(project, [DISTIL], {}) == [estimate_run(project, DISTIL, {})]
    assert together([estimate_run(project, DISTIL, {})]) == estimate_run(project, DISTIL, {})
    one, other = check_chain(project, [DISTIL], {}), check_before_run(project, DISTIL, {})
    said = [[row for row in rows if row.kind != "room"] for rows in (one, other)]
    assert said[0] == said[1]  # how much room there is changes from one moment to the next


def test_a_run_of_a_chain_costs_what_it_does_after_the_one_before(project: Project, tmp_path: Path):
    teacher = new_run(tmp_path / "teacher", CHAIN[0], {})
    student = new_run(tmp_path / "student", CHAIN[1], {"teacher": str(teacher.path)})
    alone = [
        estimate_run(project, CHAIN[0], {}),
        estimate_run(project, CHAIN[1], {"teacher": str(teacher.path)}),
        estimate_run(project, CHAIN[2], {"student": str(student.path)}),
    ]
    assert estimate_chain(project, CHAIN, {}) == alone
    whole = together(alone)
    assert whole.seconds.middle == pytest.approx(sum(one.seconds.middle for one in alone))
    assert whole.memory_bytes == max(one.memory_bytes for one in alone)
    assert whole.int8_bytes == alone[1].int8_bytes == alone[2].int8_bytes
    kinds = [one.kind for one in check_chain(project, CHAIN, {})]
    assert kinds.count("budget") == 1  # of the student; the teacher is on no device
    assert kinds.count("room") == 1


def test_a_map_is_promised_as_it_was_drawn_here_and_as_busy_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ml_core.evaluation.projection import tsne_seconds
    from ml_core.planning import maps

    file = tmp_path / "speeds.json"
    monkeypatch.setattr(maps, "busy", lambda: 1.0)
    first = maps.seconds_to_map(100, file)
    assert first > tsne_seconds(100)  # its libraries are not loaded yet
    monkeypatch.setattr(maps, "busy", lambda: 5.0)
    assert maps.seconds_to_map(100, file) == pytest.approx(5 * first)
    maps.remember_map(100, 106.0, file)  # beside four others
    assert maps.seconds_to_map(100, file) == pytest.approx(106.0)
    assert maps.seconds_to_map(1000, file) > 106.0
    monkeypatch.setattr(maps, "busy", lambda: 1.0)
    assert maps.seconds_to_map(100, file) == pytest.approx(106.0 / 5)
