"""Teachers of a tiny project taught in steps, by contrast and by scenes together."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import safetensors.torch
import torch
from torch import Tensor

from ml_core.errors import RecipeError
from ml_core.models.beats import BEATs, BeatsConfig
from ml_core.models.blocks import initialise_convolutions
from ml_core.models.heads import CosineClassifier
from ml_core.models.official import checkpoint_of, write_checkpoint
from ml_core.models.yamnet import YAMNet
from ml_core.progress import Cancelled, Monitor, Progress
from ml_core.project import Project
from ml_core.recipes import FinetuneRecipe
from ml_core.runs import RunFolder
from ml_core.stages import prepare
from ml_core.stages.finetune_teacher import labels_of, steps_of
from ml_core.training.checkpoint import load_network
from ml_core.training.contrastive import load_projection
from ml_core.worker import run_stage, start_run
from tests.stages.tiny import QUICK

RECIPE = FinetuneRecipe(
    network="cp-mobile-6k", trainable="head_then_all", epochs=3, head_epochs=2, head_batch_size=12,
    windows_per_clip=2, peak_lr=1e-2, head_peak_lr=1e-2, contrastive_weight=0.75,
    contrastive_size=8, classifier_hears="clean", micro_batch=4,
).with_overrides(QUICK)  # fmt: skip


def trained(project: Project, recipe: FinetuneRecipe) -> tuple[RunFolder, dict[str, Any]]:
    run = start_run(project, recipe, None, {})
    return run, run_stage(project, run)


def tensors(run: RunFolder, name: str) -> dict[str, Tensor]:
    return safetensors.torch.load_file(run.checkpoint_dir / f"{name}.safetensors")


class StopsWithin(Monitor):
    """Ends the run some steps into the epoch after so many."""

    def __init__(self, n_epochs: int) -> None:
        super().__init__(self._count)
        self._n_epochs, self._n_steps = n_epochs, 2

    def _count(self, progress: Progress) -> None:
        self._n_epochs -= progress.stage == "epoch"

    def check(self) -> None:
        if self._n_epochs == 0:
            self._n_steps -= 1
            if self._n_steps == 0:
                raise Cancelled


@pytest.fixture
def yamnet(tmp_path: Path) -> Path:
    """YAMNet with random weights whose embedding varies about as the published one's does."""
    torch.manual_seed(0)
    network = YAMNet()
    initialise_convolutions(network)
    for name, value in network.state_dict().items():
        if "pointwise.weight" in name or "depthwise.weight" in name:
            value.mul_(1.6)
    path = tmp_path / "yamnet.safetensors"
    safetensors.torch.save_file(network.state_dict(), path)
    return path


def test_a_teacher_is_taught_in_two_steps(project: Project):
    run, result = trained(project, RECIPE)
    events = [e for e in run.read_events()[0] if e["stage"] in ("head", "all", "epoch")]
    assert [e["stage"] for e in events] == ["head", "epoch", "epoch", "all", *["epoch"] * 3]
    assert [(e["done"], e["total"]) for e in events] == [
        (n, 5) for n in (0, 1, 2, 2, 3, 4, 5)
    ]  # fmt: skip
    assert result["epochs"] == result["kept_epoch"] == 5
    first, second = tensors(run, "head/last"), tensors(run, "all/last")
    projection = load_projection(run.path)
    assert projection is not None
    for name, value in projection.state_dict().items():  # the second step left it alone
        assert torch.equal(value, first[f"projection.{name}"])
        assert torch.equal(value, second[f"projection.{name}"])
    _, card = load_network(run.path)
    assert projection(torch.randn(2, card.embedding_size)).shape == (2, 8)
    made = tensors(run, "network")
    assert made.keys() == {n.removeprefix("network.") for n in second if n.startswith("network.")}
    assert any(
        not torch.equal(made[f"head.{name.removeprefix('head.')}"], value)
        for name, value in first.items()
        if name.startswith("head.")
    )


@pytest.mark.parametrize("embeddings", ["cached", "live"])
def test_heads_of_a_pretrained_network_are_trained_and_nothing_else(
    project: Project, yamnet: Path, embeddings: str
):
    more = [
        "network=yamnet", f"weights={yamnet}", "trainable=head", "front_end=", "epochs=2",
        "batch_size=6", "windows_per_clip=1", f"embeddings={embeddings}",
    ]  # fmt: skip
    run, result = trained(project, RECIPE.with_overrides(more))
    assert result["epochs"] == 2
    before, after = safetensors.torch.load_file(yamnet), tensors(run, "network")
    for name, value in after.items():
        assert name.startswith("classifier.") or torch.equal(value, before[name]), name
    assert load_projection(run.path) is not None
    # what the loop saves after every epoch is as small as what it trains
    kept = [name for name in tensors(run, "last") if not name.startswith("optimizer.")]
    assert all(name.startswith(("head.", "projection.")) for name in kept)
    assert list(project.cache_dir.glob("embeddings-*")) == [] or embeddings == "cached"


def test_beats_of_any_size_is_taught_in_two_steps(project: Project, tmp_path: Path):
    torch.manual_seed(0)
    small = BeatsConfig(
        embed_dim=8, encoder_layers=2, encoder_embed_dim=16, encoder_ffn_embed_dim=24,
        encoder_attention_heads=2, conv_pos=4, conv_pos_groups=4, encoder_layerdrop=0.5,
    )  # fmt: skip
    path = tmp_path / "beats.safetensors"
    write_checkpoint(path, checkpoint_of(BEATs(3, small), "beats", head=False))
    more = [
        "network=beats", "front_end=", f"weights={path}", "embeddings=live", "adam_beta2=0.98",
        "precision=bf16-mixed", "epochs=2", "head_epochs=1", "peak_lr=1e-3",
    ]  # fmt: skip
    one, result = trained(project, RECIPE.with_overrides(more))
    assert result["epochs"] == 3
    network, card = load_network(one.path)
    assert card.embedding_size == 16
    assert isinstance(network.get_submodule("classifier"), CosineClassifier)
    projection = load_projection(one.path)
    assert projection is not None
    assert projection.hidden.in_features == 16
    other = start_run(project, RECIPE.with_overrides(more), None, {})
    with pytest.raises(Cancelled):
        run_stage(project, other, StopsWithin(2))
    run_stage(project, other)  # LayerDrop draws the same again
    for name, value in tensors(one, "network").items():
        assert torch.equal(value, tensors(other, "network")[name]), name


def test_contrast_alone_gets_its_classifier_afterwards(project: Project):
    more = ["trainable=all", "contrastive_weight=1.0", "head_epochs=4", "validation_share=0.3"]
    run, result = trained(project, RECIPE.with_overrides(more))
    stages = [e["stage"] for e in run.read_events()[0] if e["stage"] in ("all", "classifier")]
    assert stages == ["all", "classifier"]
    assert result["epochs"] == 7
    taught, made = tensors(run, "all/last"), tensors(run, "network")
    for name, value in made.items():
        same = torch.equal(value, taught[f"network.{name}"])
        assert same != name.startswith("head."), name
    epochs = [e["metrics"] for e in run.read_events()[0] if e["stage"] == "epoch"]
    # nothing to measure while there is no classifier
    assert ["val_accuracy" in metrics for metrics in epochs] == [False] * 3 + [True] * 4


def test_steps_are_what_the_recipe_says():
    def named(**settings: Any) -> list[tuple[str, int, float]]:
        recipe = FinetuneRecipe(epochs=30, head_epochs=50, **settings)
        return [(s.name, s.recipe.epochs, s.recipe.contrastive_weight) for s in steps_of(recipe)]

    assert named(trainable="head") == [("head", 30, 0.0)]
    assert named(trainable="all") == [("all", 30, 0.0)]
    assert named(trainable="head_then_all", contrastive_weight=0.75) == [
        ("head", 50, 0.75), ("all", 30, 0.75),
    ]  # fmt: skip
    assert named(trainable="all", contrastive_weight=1.0) == [
        ("all", 30, 1.0), ("classifier", 50, 0.0),
    ]  # fmt: skip
    with pytest.raises(RecipeError, match="head_epochs"):
        FinetuneRecipe(contrastive_weight=1.0, head_epochs=0)


@pytest.mark.parametrize("multi_label", [False, True])
def test_clips_with_several_scenes(project: Project, multi_label: bool):
    clips = project.clips(split="train")
    hums = [clip.segment_id for clip in clips if clip.scene == "hum"]
    project.label(hums[:2], ["hum", "hiss"])
    project.label(hums[2:3], ["hum", "rain"])  # a scene that no clip has as its first
    recipe = RECIPE.with_overrides([f"multi_label={str(multi_label).lower()}", "epochs=1"])
    run, result = trained(project, recipe)
    assert result["scenes"] == ["hiss", "hum", "whistle"]
    data = prepare.read_clips(project, recipe, run)
    several = [row for row, clip in enumerate(data.train) if len(clip.scenes) > 1]
    labels = labels_of(data, recipe)
    torch.testing.assert_close(labels.targets.sum(dim=1), torch.ones(len(data.train)))
    assert labels.scenes.shape == (len(data.train), 4 if multi_label else 3)
    assert (labels.scenes[several].sum(dim=1) == (2 if multi_label else 1)).all()
    hum_and_hiss = next(r for r, c in enumerate(data.train) if c.scenes == ("hum", "hiss"))
    expected = [0.5, 0.5, 0.0] if multi_label else [0.0, 1.0, 0.0]
    assert labels.targets[hum_and_hiss].tolist() == expected


def kill_after(project: Project, run: RunFolder, n_epochs: int) -> None:
    """Train in a child and kill it once so many epochs are done."""
    command = [
        sys.executable, "-m", "ml_core", "finetune", str(project.folder), "--resume", str(run.path),
        "--json",
    ]  # fmt: skip
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while sum(event["stage"] == "epoch" for event in run.read_events()[0]) < n_epochs:
        assert child.poll() is None
        assert time.monotonic() < end
        time.sleep(0.005)
    child.kill()
    assert child.wait(60) == -signal.SIGKILL


def test_a_run_goes_on_as_if_nothing_had_been_in_either_step(project: Project):
    recipe = RECIPE.with_overrides(["validation_share=0.3"])
    whole, _ = trained(project, recipe)
    for n_epochs in (1, 2, 3):  # within the first step, between both, within the second
        run = start_run(project, recipe, None, {})
        if n_epochs == 3:
            kill_after(project, run, n_epochs)
        else:
            with pytest.raises(Cancelled):
                run_stage(project, run, StopsWithin(n_epochs))
        assert not (run.path / "result.json").exists()
        run_stage(project, run)
        for name in ("head/last", "all/last", "network", "projection"):
            one, other = tensors(run, name), tensors(whole, name)
            assert one.keys() == other.keys()
            for key, value in one.items():
                assert torch.equal(value, other[key]), f"{n_epochs}, {name}: {key}"


def test_keeping_in_the_first_step_leaves_out_the_second(project: Project):
    run = start_run(project, RECIPE, None, {})
    monitor = Monitor(lambda p: run.request_stop("keep") if p.stage == "epoch" else None)
    result = run_stage(project, run, monitor)
    assert result["stopped_early"]
    assert result["epochs"] == 1
    assert not (run.checkpoint_dir / "all").exists()
    load_network(run.path)


def test_keeping_contrast_early_still_fits_a_classifier(project: Project):
    more = ["trainable=all", "contrastive_weight=1.0", "head_epochs=2"]
    run = start_run(project, RECIPE.with_overrides(more), None, {})
    monitor = Monitor(lambda p: run.request_stop("keep") if p.stage == "epoch" else None)
    result = run_stage(project, run, monitor)
    assert result["stopped_early"]
    assert result["epochs"] == 1 + 2
