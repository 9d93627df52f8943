"""Fused teachers of a tiny project, from the command line to the student they teach."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from ml_core.cli import main
from ml_core.errors import AscError, RunError
from ml_core.project import Project
from ml_core.recipes import DistilRecipe, FinetuneRecipe, FuseRecipe
from ml_core.runs import RunFolder
from ml_core.stages.evaluate_run import evaluate_run
from ml_core.stages.provenance import teacher_facts
from ml_core.stages.teachers import open_teacher
from ml_core.worker import run_stage, start_run
from tests.stages.tiny import QUICK

# two networks with front ends and rates of their own
NETWORKS = (["network=cp-mobile-6k"], ["network=cp-mobile-6k", "front_end=cp-mobile-32k", "seed=4"])


def teachers(project: Project, *more: str) -> list[RunFolder]:
    runs = []
    for number, settings in enumerate(NETWORKS):
        recipe = FinetuneRecipe(epochs=2, peak_lr=1e-2, windows_per_clip=3)
        path = project.runs_dir / f"teacher{number}"
        runs.append(start_run(project, recipe.with_overrides([*QUICK, *settings, *more]), path, {}))
        run_stage(project, runs[-1])
    return runs


def fused(project: Project, runs: list[RunFolder], name: str, **settings: bool) -> RunFolder:
    inputs = {f"system-{n:02}": str(run.path) for n, run in enumerate(runs)}
    run = start_run(project, FuseRecipe(**settings), project.runs_dir / name, inputs)
    run_stage(project, run)
    return run


def test_fused_and_averaged_teachers(project: Project):
    runs = teachers(project)
    fitted, averaged = fused(project, runs, "fit"), fused(project, runs, "mean", average=True)
    result = fitted.result
    assert result["fitted_on"] == "training sources"
    assert set(result["cross_fitted"]) == {"averaged", "fused"}
    assert [row["run"] for row in result["systems"]] == ["teacher0", "teacher1"]
    for row, run in zip(result["systems"], runs, strict=True):
        assert row["accuracy"] == run.result["accuracy"]
        assert row["per_device"] == run.result["per_device"]
    assert averaged.result["weights"] == [0.5, 0.5]
    assert averaged.result["fitted_on"] == "nothing"
    assert result["weights"] != [0.5, 0.5]
    assert averaged.result["fused"] == averaged.result["averaged"] == result["averaged"]

    one, other = (open_teacher(run.path) for run in (fitted, averaged))
    assert list(one.fusion.weights) == result["weights"]
    assert one.embedding_size == sum(s.card.embedding_size for s in other.systems)
    answer = evaluate_run(fitted.path, project)
    assert answer["accuracy"] == result["accuracy"]
    assert teacher_facts(fitted.path)["network"] == "cp-mobile-6k + cp-mobile-6k"

    turned = fused(project, runs[::-1], "turned")
    assert turned.result["weights"] == pytest.approx(result["weights"][::-1], abs=0.02)


@pytest.mark.parametrize("same", ["seed=4", "validation_seed=2"])
def test_weights_are_fitted_on_what_all_held_out(project: Project, same: str):
    runs = teachers(project, "validation_share=0.4", same)
    result = fused(project, runs, "fit").result
    assert result["fitted_on"] == "held-out sources"
    assert result["n_fitted_on"] == runs[0].result["n_validation"]


def test_a_student_learns_from_a_fusion(project: Project):
    fitted = fused(project, teachers(project), "fit")
    for hears in ("clean", "augmented"):
        recipe = DistilRecipe(
            network="cp-mobile-6k", epochs=1, hint_weight=1.0, teacher_hears=hears
        ).with_overrides(QUICK)
        run = start_run(project, recipe, None, {"teacher": str(fitted.path)})
        assert run_stage(project, run)["teacher"] == "fit"


def test_a_project_may_move_with_its_fusions(project: Project, tmp_path: Path):
    fused(project, teachers(project), "fit", average=True)
    moved = tmp_path / "elsewhere"
    shutil.copytree(project.runs_dir, moved)
    shutil.rmtree(project.runs_dir)
    assert [s.run.path.parent for s in open_teacher(moved / "fit").systems] == [moved] * 2
    shutil.rmtree(moved / "teacher1")
    with pytest.raises(RunError, match="lacks one of its runs"):
        open_teacher(moved / "fit")


def test_what_cannot_be_fused_is_refused(project: Project):
    one, other = teachers(project)
    fitted = fused(project, [one, other], "fit", average=True)
    with pytest.raises(RunError, match="at least two"):
        fused(project, [one], "alone")
    with pytest.raises(RunError, match="is a fusion itself"):
        fused(project, [one, fitted], "nested")
    table = json.loads((other.path / "model.json").read_text("utf-8"))
    table["scenes"] = ["hiss", "hum", "squeak"]
    (other.path / "model.json").write_text(json.dumps(table), "utf-8")
    with pytest.raises(RunError, match="cannot be fused"):
        fused(project, [one, other], "strangers")
    table["scenes"] = ["hiss", "hum", "whistle"]
    (other.path / "model.json").write_text(json.dumps(table), "utf-8")
    network = other.checkpoint_dir / "network.safetensors"
    shutil.copy(one.checkpoint_dir / "network.safetensors", network)
    with pytest.raises(RunError, match="has changed since"):
        open_teacher(fitted.path)
    (fitted.path / "fusion.json").write_text("{}", "utf-8")
    with pytest.raises(AscError, match="damaged"):
        open_teacher(fitted.path)


def test_a_fusion_of_other_sizes_is_damaged(project: Project):
    fitted = fused(project, teachers(project), "fit", average=True)
    path = fitted.path / "fusion.json"
    whole = json.loads(path.read_text("utf-8"))
    assert len(open_teacher(fitted.path).systems) == 2
    for change in (
        {"biases": [0.0, 0.0]}, {"biases": []}, {"weights": [1.0]}, {"weights": [0.5, 1e999]},
        {"weights": [], "systems": []}, {"biases": [0.0, 0.0, "x"]}, {"systems": [{}, {}]},
    ):  # fmt: skip
        path.write_text(json.dumps({**whole, **change}), "utf-8")
        with pytest.raises(AscError, match="is damaged"):
            open_teacher(fitted.path)


def test_the_command_fuses(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    runs = [str(run.path) for run in teachers(project)]
    out = tmp_path / "fused"
    command = ["fuse", str(project.folder), *runs, "--average", "--out", str(out), "--json"]
    assert main(command) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["run"] == str(out)
    assert answer["weights"] == [0.5, 0.5]
    assert answer["biases"] == [0.0, 0.0, 0.0]
    assert 0 <= answer["result"]["accuracy"] <= 1
    assert main(["runs", str(project.folder), "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["runs"]
    assert ("fuse", "done") in [(row["stage"], row["state"]) for row in listed]
    assert main(["evaluate", str(out), str(project.folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["accuracy"] == answer["result"]["accuracy"]
    assert main(["fuse", str(project.folder), *runs]) == 0
    assert "No sources were held out" in capsys.readouterr().err
    assert main(["fuse", str(project.folder), runs[0]]) == 1
    assert "at least two" in capsys.readouterr().err


def test_a_preview_says_what_the_fusion_will(project: Project, capsys):
    runs = teachers(project)
    paths = [str(run.path) for run in runs]
    n_snapshots, n_runs = len(project.snapshots()), len(project.runs())
    assert main(["fuse", str(project.folder), *paths, "--preview", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (len(project.snapshots()), len(project.runs())) == (n_snapshots, n_runs)
    assert not (project.runs_dir / "preview").exists()
    result = fused(project, runs, "fit").result
    assert {key: told[key] for key in result} == result
    apart = told["disagreement"]
    clips = {clip.segment_id: clip for clip in project.clips() if clip.scene}
    assert apart["n_clips"] == len(clips) == 15
    assert apart["n_disagree"] == len(apart["segment_ids"]) == len(apart["clips"])
    assert [row["segment_id"] for row in apart["clips"]] == apart["segment_ids"]
    found = [row["divergence"] for row in apart["clips"]]
    assert found == sorted(found, reverse=True)
    for row in apart["clips"]:
        assert len(set(row["said"])) > 1
        assert row["scene"] == clips[row["segment_id"]].scene
    assert apart["agreement"][0][1] == pytest.approx(1 - apart["n_disagree"] / 15)
    test = [row for row in apart["clips"] if row["split"] == "test"]
    for place, run in enumerate(runs):  # each says of a clip what it says alone
        alone = {
            row["segment_id"]: row["predicted"] for row in evaluate_run(run.path, project)["clips"]
        }
        assert all(alone[row["segment_id"]] == row["said"][place] for row in test)
    assert main(["fuse", str(project.folder), *paths, "--preview", "--average"]) == 0
    assert "They disagree about" in capsys.readouterr().out
    assert main(["fuse", str(project.folder), paths[0], "--preview"]) == 1


def test_the_average_is_what_both_say(project: Project):
    runs = teachers(project)
    run = fused(project, [runs[0], runs[0]], "twice", average=True)
    one = evaluate_run(runs[0].path, project)
    twice = evaluate_run(run.path, project)
    assert one["accuracy"] == twice["accuracy"]
    assert np.array_equal(one["confusion"]["counts"], twice["confusion"]["counts"])
    assert one["log_loss"] == pytest.approx(twice["log_loss"], rel=1e-6)
