"""Networks of their own for devices: which are made, what they hear, a kill costs nothing."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import safetensors.torch
import torch

from ml_core.cli import main
from ml_core.errors import ProjectError, RecipeError, RunError
from ml_core.progress import Cancelled, Monitor
from ml_core.project import Project
from ml_core.recipes import DistilRecipe, FuseRecipe, QuantizeRecipe, SpecialiseRecipe, builtin
from ml_core.runs import RunFolder, new_run
from ml_core.stages.specialise_devices import device_networks, with_warmup
from ml_core.worker import run_stage, start_run
from tests.stages.tiny import QUICK

GENERAL = DistilRecipe(network="cp-mobile-6k", epochs=1, peak_lr=1e-2).with_overrides(QUICK)
OWN = SpecialiseRecipe(epochs=2, peak_lr=1e-2, warmup_steps=1, windows_per_clip=2).with_overrides(
    QUICK
)


@pytest.fixture
def project(project: Project) -> Project:
    """Devices a and s1 in both splits, s4 only in the test."""
    for split, names in (("train", ("a", "s1")), ("test", ("a", "s1", "s4"))):
        clips = project.clips(split=split)
        for place, name in enumerate(names):
            project.set_fact([c.segment_id for c in clips[place :: len(names)]], "device", name)
    return project


@pytest.fixture
def general(project: Project) -> RunFolder:
    run = start_run(project, GENERAL, None, {})
    run_stage(project, run)
    return run


def specialise(project: Project, general: RunFolder, recipe: SpecialiseRecipe = OWN) -> RunFolder:
    return start_run(project, recipe, None, {"student": str(general.path)})


def weights(path: Path) -> dict[str, torch.Tensor]:
    return safetensors.torch.load_file(path)


def assert_same_networks(one: RunFolder, other: RunFolder) -> None:
    a, b = device_networks(one.path), device_networks(other.path)
    assert a.keys() == b.keys()
    for device in a:
        mine, theirs = weights(a[device]), weights(b[device])
        assert all(torch.equal(mine[key], theirs[key]) for key in mine), device


def test_every_trained_device_gets_its_own_and_others_the_general_one(
    project: Project, general: RunFolder, capsys
):
    run = specialise(project, general)
    result = run_stage(project, run)
    own = device_networks(run.path)
    assert set(own) == {"a", "s1"}
    kept = weights(run.checkpoint_dir / "network.safetensors")
    before = weights(general.checkpoint_dir / "network.safetensors")
    assert all(torch.equal(kept[key], before[key]) for key in before)
    a, s1 = weights(own["a"]), weights(own["s1"])
    assert any(not torch.equal(a[key], kept[key]) for key in a)
    assert any(not torch.equal(a[key], s1[key]) for key in a)
    assert set(result["devices"]) == {"a", "s1", "s4"}
    assert result["devices"]["s4"]["general"] == result["devices"]["s4"]["specialised"]
    assert result["devices"]["a"]["epochs"] == 2
    assert sum(result["devices"][name]["n_train"] for name in own) == result["n_train"]
    assert result["general"]["per_device"]["s4"] == result["per_device"]["s4"]

    assert main(["evaluate", str(run.path), str(project.folder), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["accuracy"] == result["accuracy"]
    assert found["general"]["accuracy"] == result["general"]["accuracy"]
    assert found["specialised_devices"] == ["a", "s1"]
    assert found["device_groups"]["unseen"]["devices"] == ["s4"]


def test_a_device_is_trained_on_its_own_clips_alone(project: Project, general: RunFolder):
    whole, only = specialise(project, general), specialise(project, general)
    run_stage(project, whole)
    others = [c.segment_id for c in project.clips(split="train") if c.device == "a"]
    project.set_state(others[1:], "needs_review")  # nothing that matters
    only = specialise(project, general, OWN.with_overrides(["devices=s1"]))
    run_stage(project, only)
    assert set(device_networks(only.path)) == {"s1"}
    mine, theirs = (weights(device_networks(run.path)["s1"]) for run in (whole, only))
    assert all(torch.equal(mine[key], theirs[key]) for key in mine)


def test_a_paused_run_goes_on_as_if_nothing_had_been(project: Project, general: RunFolder):
    whole, run = specialise(project, general), specialise(project, general)
    run_stage(project, whole)
    n_epochs = 0

    def after_three(progress) -> None:
        nonlocal n_epochs
        n_epochs += progress.stage == "epoch"
        if n_epochs == 3:
            monitor.cancel()

    monitor = Monitor(after_three)
    with pytest.raises(Cancelled):
        run_stage(project, run, monitor)
    assert set(device_networks(run.path)) == {"a"}
    assert not run.result
    run_stage(project, run)
    assert_same_networks(whole, run)


def test_a_killed_run_goes_on_as_if_nothing_had_been(project: Project, general: RunFolder):
    recipe = OWN.with_overrides(["epochs=6"])
    whole, run = specialise(project, general, recipe), specialise(project, general, recipe)
    run_stage(project, whole)
    child = subprocess.Popen(
        [
            sys.executable, "-m", "ml_core", "specialise", str(project.folder),
            "--resume", str(run.path), "--json",
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    end = time.monotonic() + 120
    while sum(event["stage"] == "epoch" for event in run.read_events()[0]) < 7:
        assert child.poll() is None
        assert time.monotonic() < end
        time.sleep(0.002)
    child.send_signal(signal.SIGKILL)
    assert child.wait(60) == -signal.SIGKILL
    run_stage(project, run)
    assert_same_networks(whole, run)


def test_kept_early_the_rest_is_left_to_the_general_network(project: Project, general: RunFolder):
    run = specialise(project, general)
    n_epochs = 0

    def keep(progress) -> None:
        nonlocal n_epochs
        n_epochs += progress.stage == "epoch"
        if n_epochs == 2:
            run.request_stop("keep")

    result = run_stage(project, run, Monitor(keep))
    assert set(device_networks(run.path)) == {"a"}
    assert result["stopped_early"]
    assert result["devices"]["s1"]["general"] == result["devices"]["s1"]["specialised"]


def test_progress_runs_through_all_devices(project: Project, general: RunFolder):
    run = specialise(project, general)
    run_stage(project, run)
    events = [event for event in run.read_events()[0] if event["stage"] == "epoch"]
    assert [(event["done"], event["total"]) for event in events] == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_what_cannot_be_specialised_is_said(project: Project, general: RunFolder, capsys):
    with pytest.raises(RecipeError, match="zoom"):
        run_stage(project, specialise(project, general, OWN.with_overrides(["devices=a,zoom"])))
    project.set_fact([c.segment_id for c in project.clips()], "device", None)
    with pytest.raises(ProjectError, match="device"):
        run_stage(project, specialise(project, general))
    assert main(["specialise", str(project.folder)]) == 1
    assert "Which student?" in capsys.readouterr().err


def test_several_networks_are_not_made_int8(project: Project, general: RunFolder, capsys):
    run = specialise(project, general, OWN.with_overrides(["epochs=1"]))
    run_stage(project, run)
    n_runs = len(list(project.runs_dir.iterdir()))
    for command in (
        ["quantize", project.folder, run.path],
        ["sensitivity", run.path, project.folder],
    ):
        assert main([*map(str, command)]) == 1
        said = capsys.readouterr().err
        assert f'"{run.name}" has a network for every device' in said
        assert str(general.path) in said
    assert len(list(project.runs_dir.iterdir())) == n_runs
    recipe = QuantizeRecipe(epochs=0, threads=1)
    begun = new_run(project.runs_dir / "begun", recipe, {"student": str(run.path)})
    with pytest.raises(RunError, match="every device"):
        run_stage(project, begun)
    fused = start_run(
        project, FuseRecipe(average=True), None,
        {"system-01": str(general.path), "system-02": str(general.path)},
    )  # fmt: skip
    run_stage(project, fused)
    with pytest.raises(RunError, match="fusion of several"):
        start_run(project, recipe, None, {"student": str(fused.path)})


def test_the_published_recipe_warms_up_in_steps():
    recipe = builtin("dcase25-device")
    assert isinstance(recipe, SpecialiseRecipe)
    assert with_warmup(recipe, 8).warmup_epochs == 25
    assert with_warmup(recipe.with_overrides(["warmup_steps=0"]), 8).warmup_epochs == 3
    with pytest.raises(RecipeError, match="warmup_steps"):
        recipe.with_overrides(["warmup_steps=-1"])
