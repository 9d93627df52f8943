"""asc evaluate: every number is scikit-learn's on the same predictions; what is kept on disk."""

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_core.bundle import write_bundle
from ml_core.bundle.hearing import Heard
from ml_core.cli import main
from ml_core.evaluation import metrics
from ml_core.evaluation.clips_file import read_clips, write_clips
from ml_core.project import ClipRow, Project
from ml_core.runs import RunFolder
from ml_core.scenes import SceneSet
from ml_core.stages.figures import Judged, clip_rows, details, summary
from ml_core.stages.measured import measure_model, trained_on
from tests.ml_core.tiny_bundle import contents

oracle = pytest.importorskip("sklearn.metrics")
curve = pytest.importorskip("sklearn.calibration").calibration_curve

SCENES = ("bus", "metro", "park", "tram")
DEVICES = ("a", "b", "s1", "s4")
TRAINED = {"a", "b", "s1"}


def judged(seed: int, n: int = 160) -> Judged:
    """Clips of one to three windows that a made-up network hears more or less rightly."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, len(SCENES), n)
    truth[: len(SCENES)] = range(len(SCENES))
    clip = np.repeat(np.arange(n), rng.integers(1, 4, n))
    logits = rng.normal(size=(len(clip), len(SCENES))) + 1.2 * np.eye(len(SCENES))[truth[clip]]
    rows = [
        ClipRow(
            number, number, Path("/nowhere"), f"{number}.wav", 0.0, 1.0, (SCENES[truth[number]],),
            device=DEVICES[rng.integers(len(DEVICES))], location=f"place {number % 12}",
        )
        for number in range(n)
    ]  # fmt: skip
    embeddings = np.zeros((len(clip), 2), np.float32)
    return Judged.of(Heard(logits.astype(np.float32), embeddings, clip), rows, SceneSet(SCENES))


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10_000))
def test_every_number_is_scikit_learns_on_the_same_predictions(seed: int):
    found = judged(seed)
    figures = {**summary(found, TRAINED), **details(found, TRAINED)}
    rows = clip_rows(found)
    truth = [row["scene"] for row in rows]
    said = [row["predicted"] for row in rows]
    scores = np.array([row["scores"] for row in rows])
    device = np.array([row["device"] for row in rows])
    assert figures["accuracy"] == pytest.approx(oracle.accuracy_score(truth, said))
    assert figures["macro_accuracy"] == pytest.approx(oracle.balanced_accuracy_score(truth, said))
    assert figures["log_loss"] == pytest.approx(oracle.log_loss(truth, scores, labels=SCENES))
    table = oracle.confusion_matrix(truth, said, labels=SCENES)
    assert figures["confusion"]["counts"] == table.tolist()
    recall = oracle.recall_score(truth, said, labels=SCENES, average=None)
    assert [figures["per_scene"][scene] for scene in SCENES] == pytest.approx(list(recall))
    cells = figures["scene_device"]
    for name in DEVICES:
        mine = np.flatnonzero(device == name)
        own = [truth[i] for i in mine], [said[i] for i in mine]
        assert figures["per_device"][name] == pytest.approx(oracle.accuracy_score(*own))
        table = oracle.confusion_matrix(*own, labels=SCENES)
        assert figures["confusion_per_device"][name] == table.tolist()
        column = cells["devices"].index(name)
        recall = oracle.recall_score(*own, labels=SCENES, average=None, zero_division=math.nan)
        for row, value in enumerate(recall):
            assert cells["n_clips"][row][column] == table[row].sum()
            if table[row].sum():
                assert cells["accuracy"][row][column] == pytest.approx(value)
            else:
                assert cells["accuracy"][row][column] is None
    unseen = device == "s4"
    right = np.array(truth) == np.array(said)
    assert figures["gap"]["value"] == pytest.approx(right[unseen].mean() - right[~unseen].mean())
    assert figures["gap"]["unseen"] == figures["device_groups"]["unseen"]["accuracy"]
    low, high = figures["gap"]["ci95"]
    assert low <= figures["gap"]["value"] <= high


@pytest.mark.parametrize("name", ["before", "after"])
def test_reliability_is_the_curve_of_the_clips_on_disk(name: str):
    found = judged(3)
    plots = details(found, TRAINED)["reliability"]
    rows = clip_rows(found)
    key, scene = {
        "before": ("confidence", "predicted"),
        "after": ("calibrated", "calibrated_scene"),
    }[name]
    for device in [None, *DEVICES]:
        mine = [row for row in rows if device in (None, row["device"])]
        sure = np.array([row[key] for row in mine])
        right = np.array([row["scene"] == row[scene] for row in mine])
        plot = plots[name] if device is None else plots["per_device"][device][name]
        there = np.array(plot["n"]) > 0
        share, mean = curve(right, sure, n_bins=metrics.BINS)
        assert np.compress(there, plot["accuracy"]).astype(float) == pytest.approx(share)
        assert np.compress(there, plot["confidence"]).astype(float) == pytest.approx(mean)
        weight = np.compress(there, plot["n"]) / len(mine)
        assert plot["ece"] == pytest.approx(float((weight * abs(share - mean)).sum()))
    assert plots["before"]["ece"] == summary(found, TRAINED)["ece"]
    assert plots["after"]["ece"] == summary(found, TRAINED)["calibrated"]["ece"]


def test_clips_lie_cell_by_cell_the_surest_first(tmp_path: Path):
    found = judged(5)
    rows = clip_rows(found)
    write_clips(tmp_path / "clips.json", SCENES, rows)
    assert list(read_clips(tmp_path / "clips.json")) == rows
    table = json.loads((tmp_path / "clips.json").read_bytes())
    counts = np.zeros((4, 4), int)
    for cell in table["cells"]:
        mine = rows[cell["first"] : cell["first"] + cell["n"]]
        assert {(row["scene"], row["predicted"]) for row in mine} == {
            (cell["scene"], cell["predicted"])
        }
        sure = [row["confidence"] for row in mine]
        assert sure == sorted(sure, reverse=True)
        counts[SCENES.index(cell["scene"]), SCENES.index(cell["predicted"])] = cell["n"]
    assert counts.tolist() == summary(found, None)["confusion"]["counts"]


def test_few_clips_are_flagged():
    found = details(judged(1, n=24), TRAINED)
    assert found["few_clips"] == 10
    n = {name: sum(column) for name, column in zip(
        found["scene_device"]["devices"], zip(*found["scene_device"]["n_clips"], strict=True),
        strict=True,
    )}  # fmt: skip
    assert found["few"]["devices"] == sorted(name for name, count in n.items() if count < 10)
    assert found["few"]["devices"]


@pytest.fixture
def bundle(project: Project) -> Path:
    """A bundle that knows the tiny project's scenes, in the folder of a run."""
    path = project.runs_dir / "int8" / "export" / "student.ascbundle"
    path.parent.mkdir(parents=True)
    made = contents()
    scenes = SceneSet(("hum", "sea", "whistle"))
    write_bundle(path, replace(made, manifest=replace(made.manifest, scenes=scenes)))
    return path


def answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict:
    assert main([*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_command_keeps_figures_and_clips_in_the_run(project: Project, bundle: Path, capsys):
    run = bundle.parent.parent
    found = answer(capsys, "evaluate", run, project.folder)
    assert "clips" not in found
    clips = read_clips(Path(found["clips_file"]))
    assert Path(found["clips_file"]).parent == run / "evaluation"
    assert len(clips) == found["n_clips"]
    assert json.loads((run / "evaluation" / "test-int8.json").read_bytes()) == found
    from_file = answer(capsys, "evaluate", bundle, project.folder, "--precision", "fp32")
    assert Path(from_file["clips_file"]).is_relative_to(project.folder / "evaluations")
    assert found["trained_on"] is None


def file_number(run: Path) -> int:
    """Another one after the file was written anew."""
    return (run / "evaluation" / "test-int8.json").stat().st_ino


def test_what_is_on_disk_counts_while_nothing_has_changed(project: Project, bundle: Path):
    run = bundle.parent.parent
    first = measure_model(run, project)
    kept = file_number(run)
    again = measure_model(run, project, again=False)
    assert (again.figures, again.clips, file_number(run)) == (first.figures, first.clips, kept)
    clip = project.clips(split="test")[0]
    project.set_fact([clip.segment_id], "device", "another")
    measure_model(run, project, again=False)
    other = file_number(run)
    assert other != kept
    measure_model(run, project)
    assert file_number(run) != other


@pytest.mark.parametrize(
    ("name", "was", "is_now"),
    [
        ("test-int8.json", '"accuracy"', '"acuracy"'), ("test-int8.json", "0.", "1."),
        ("test-int8-clips.json", '"clips": [', '"clips": 3, "x": ['),
        ("test-int8-clips.json", '"confidence": 0.', '"confidence": 1.'),
    ],
)  # fmt: skip
def test_what_is_damaged_on_disk_is_measured_again(
    project: Project, bundle: Path, name: str, was: str, is_now: str
):
    run = bundle.parent.parent
    first = measure_model(run, project)
    path = run / "evaluation" / name
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, is_now, 1), "utf-8")
    again = measure_model(run, project, again=False)
    assert (again.figures, again.clips) == (first.figures, first.clips)
    assert path.read_text("utf-8") == text


def test_another_recording_under_the_same_name_is_measured_again(project: Project, bundle: Path):
    run = bundle.parent.parent
    measure_model(run, project)
    kept = file_number(run)
    here, there = (clip.path for clip in project.clips(split="test")[:2])
    here.write_bytes(there.read_bytes())
    measure_model(run, project, again=False)
    assert file_number(run) != kept


def test_it_is_told_how_many_clips_a_run_has_learnt_from(project: Project):
    snapshot = project.take_snapshot()
    run = RunFolder.create(project.runs_dir / "student", "distil", "", {})
    run.record(snapshot=snapshot.id, snapshot_digest=snapshot.digest)
    made_from_it = RunFolder.create(
        project.runs_dir / "int8", "quantize", "", {"inputs": {"student": str(run.path)}}
    )
    train = [clip.segment_id for clip in project.clips(split="train")]
    test = [clip.segment_id for clip in project.clips(split="test")]
    assert trained_on(made_from_it.path, project, test) == {
        "snapshots": [snapshot.id], "n_clips": 0,
    }  # fmt: skip
    project.set_split(dict.fromkeys(train[:2], "test"))
    moved = [clip.segment_id for clip in project.clips(split="test")]
    assert trained_on(made_from_it.path, project, moved)["n_clips"] == 2
    run.record(snapshot_digest="another project's")
    assert trained_on(made_from_it.path, project, moved) is None


def test_seen_devices_are_those_the_run_has_learnt_from(project: Project, bundle: Path):
    """Whatever became of the training clips since; the project's split only where no run says."""
    train = [clip.segment_id for clip in project.clips(split="train")]
    test = [clip.segment_id for clip in project.clips(split="test")]
    project.set_fact([*train[:4], *test[:1]], "device", "a")
    project.set_fact([*train[4:], *test[1:]], "device", "b")
    lone = measure_model(bundle, project).figures
    assert (lone["trained_devices"], lone["trained_from"]) == (["a", "b"], "project")
    run = RunFolder.create(bundle.parent.parent, "quantize", "", {})
    snapshot = project.take_snapshot()
    run.record(snapshot=snapshot.id, snapshot_digest=snapshot.digest)
    project.set_state(train[4:], "excluded")
    figures = measure_model(run.path, project, again=False).figures
    assert (figures["trained_devices"], figures["trained_from"]) == (["a", "b"], "run")
    assert figures["gap"] is None
    again = measure_model(bundle, project, again=False).figures
    assert again["trained_devices"] == ["a"]  # what is on disk holds no more
    project.set_fact([*train[4:], *test[1:]], "device", "c")  # the same microphone, renamed
    assert measure_model(run.path, project).figures["trained_devices"] == ["a", "c"]
