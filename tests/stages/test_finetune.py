"""Teachers of a tiny project: from scratch, and a classifier on a frozen network."""

from pathlib import Path

import pytest
import safetensors.torch
import torch

from ml_core.errors import CheckpointError, ProjectError, RecipeError, RunError
from ml_core.models import registry
from ml_core.models.blocks import initialise_convolutions
from ml_core.models.yamnet import YAMNet
from ml_core.progress import Monitor, Progress
from ml_core.project import Project
from ml_core.recipes import DistilRecipe, FinetuneRecipe
from ml_core.runs import RunFolder, StopRequested, in_trash, restore_run
from ml_core.training.checkpoint import load_network
from ml_core.worker import run_stage, start_run
from tests.stages.tiny import QUICK

SMALLEST = FinetuneRecipe(network="cp-mobile-6k", epochs=6, peak_lr=1e-2).with_overrides(QUICK)


def test_a_teacher_from_scratch_learns_and_reports(project: Project):
    more = ["windows_per_clip=5", "mixup_share=0", "freq_mixstyle_share=0"]
    run = start_run(project, SMALLEST.with_overrides(more), None, {})
    result = run_stage(project, run)
    assert run.status().state == "done"
    assert run.status().result == result
    assert result["accuracy"] > 0.6
    assert result["backend"].startswith("torch")
    assert sum(map(sum, result["confusion"]["counts"])) == result["n_clips"] > 0
    assert run.provenance["threads"] == 1
    assert len(run.provenance["data_digest"]) == 64
    network, card = load_network(run.path)
    assert list(card.scenes) == result["scenes"] == ["hiss", "hum", "whistle"]
    output = network(torch.zeros(1, 1, 256, 64))
    assert output.embedding.shape == (1, card.embedding_size)
    assert run_stage(project, run) == result  # a finished run is not trained again
    assert [row.path for row in project.runs()] == [run.path]


def test_the_best_epoch_is_kept_where_clips_are_held_out(project: Project):
    recipe = SMALLEST.with_overrides(["validation_share=0.3", "epochs=4"])
    run = start_run(project, recipe, None, {})
    result = run_stage(project, run)
    events = [e for e in run.read_events()[0] if e["stage"] == "epoch"]
    accuracies = [event["metrics"]["val_accuracy"] for event in events]
    assert len(accuracies) == 4
    best = max(accuracies)
    assert result["kept_epoch"] == max(e for e, a in enumerate(accuracies, start=1) if a == best)
    assert result["n_validation"] >= 3


def test_keeping_early_gives_a_network_and_discarding_none(project: Project):
    def stop_after_one_epoch(run: RunFolder, kind: str) -> Monitor:
        def on_progress(progress: Progress) -> None:
            if progress.stage == "epoch":
                run.request_stop(kind)  # type: ignore[arg-type]

        return Monitor(on_progress)

    run = start_run(project, SMALLEST, None, {})
    result = run_stage(project, run, stop_after_one_epoch(run, "keep"))
    assert result["stopped_early"]
    assert result["epochs"] < SMALLEST.epochs
    load_network(run.path)
    run = start_run(project, SMALLEST, None, {})
    with pytest.raises(StopRequested):
        run_stage(project, run, stop_after_one_epoch(run, "discard"))
    (trashed,) = in_trash(project.runs_dir)
    assert not run.path.exists()
    assert restore_run(trashed.path).status().state == "stopped"


def test_a_frozen_yamnet_learns_a_classifier(project: Project, tmp_path: Path):
    torch.manual_seed(0)
    weights = tmp_path / "yamnet.safetensors"
    published = YAMNet()
    initialise_convolutions(published)
    safetensors.torch.save_file(published.state_dict(), weights)
    recipe = FinetuneRecipe(
        network="yamnet", weights=str(weights), trainable="head", epochs=30, threads=1,
        peak_lr=1e-3, warmup_epochs=0,
    )  # fmt: skip
    run = start_run(project, recipe, None, {})
    result = run_stage(project, run)
    losses = [e["metrics"]["loss"] for e in run.read_events()[0] if e["stage"] == "epoch"]
    assert losses[-1] < losses[0]  # random convolutions tell little apart, but something
    assert result["epochs"] == 30
    network, _ = load_network(run.path)
    frozen = safetensors.torch.load_file(weights)
    for name, value in network.state_dict().items():
        assert name.startswith("classifier.") or torch.equal(value, frozen[name]), name


def test_problems_are_said_and_written_down(project: Project, tmp_path: Path):
    recipe = FinetuneRecipe(network="yamnet", threads=1)
    n_runs = len(project.runs())
    with pytest.raises(RecipeError, match="weights"):
        start_run(project, recipe, None, {})
    assert len(project.runs()) == n_runs
    run = start_run(project, SMALLEST.with_overrides(["trainable=head"]), None, {})
    with pytest.raises(RecipeError, match="frozen"):
        run_stage(project, run)
    status = run.status()
    assert status.state == "failed"
    assert "frozen" in status.message
    project.set_split({clip.segment_id: "test" for clip in project.clips()})
    with pytest.raises(ProjectError, match="two scenes"):
        run_stage(project, start_run(project, SMALLEST, None, {}))


def test_what_is_not_the_networks_leaves_no_run(project: Project, tmp_path: Path):
    torch.manual_seed(1)
    file = tmp_path / "other.safetensors"
    for tensors in (None, registry.build_student("cp-mobile-6k", 3).state_dict()):
        file.write_bytes(b"no weights")
        if tensors is not None:
            safetensors.torch.save_file(tensors, file)
        recipe = FinetuneRecipe(network="yamnet", weights=str(file), threads=1)
        with pytest.raises(CheckpointError, match="other"):
            start_run(project, recipe, None, {})
    for recipe in (FinetuneRecipe(network="yamnot"), DistilRecipe(network="yamnet")):
        with pytest.raises(RecipeError, match=f'No network is named "{recipe.network}"'):
            start_run(project, recipe, None, {})
    assert not project.runs()
    assert not list(project.runs_dir.glob("*"))


def test_training_that_explodes_says_so(project: Project):
    recipe = SMALLEST.with_overrides(["peak_lr=1e30", "head=published"])
    with pytest.raises(RunError, match="out of bounds"):
        run_stage(project, start_run(project, recipe, None, {}))


def test_batches_too_small_for_batch_norm_are_refused(project: Project):
    recipe = SMALLEST.with_overrides(["batch_size=1", "head=cosine-batchnorm"])
    with pytest.raises(RecipeError, match="batches of one window"):
        run_stage(project, start_run(project, recipe, None, {}))
    recipe = SMALLEST.with_overrides(["batch_size=2", "head=cosine-batchnorm", "epochs=1"])
    run_stage(project, start_run(project, recipe, None, {}))


@pytest.mark.parametrize("setting", ["contrastive_size", "windows_per_clip"])  # torch, numpy
def test_what_no_memory_holds_is_said_in_a_sentence(project: Project, setting: str):
    recipe = SMALLEST.with_overrides(["contrastive_weight=0.5", f"{setting}={10**12}"])
    run = start_run(project, recipe, None, {})
    with pytest.raises(RunError, match="not enough memory"):
        run_stage(project, run)
    assert "memory" in run.status().message
