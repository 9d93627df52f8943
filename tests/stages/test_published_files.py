"""Teachers that start from a file of their authors, as a user runs them."""

from pathlib import Path

import pytest
import safetensors.torch
import torch

from ml_core.errors import CheckpointError, RecipeError
from ml_core.progress import Cancelled, Monitor, Progress
from ml_core.project import Project
from ml_core.recipes import FinetuneRecipe
from ml_core.runs import RunFolder
from ml_core.training.checkpoint import load_network
from ml_core.worker import run_stage, start_run
from tests.ml_core import official_files
from tests.ml_core.official_files import BEATS_CFG

CFG = BEATS_CFG | {"encoder_layerdrop": 0.5}


@pytest.fixture
def recipe(tmp_path: Path) -> FinetuneRecipe:
    """All of a very small BEATs, two epochs."""
    torch.manual_seed(3)
    state = {key: 0.1 * value for key, value in official_files.beats(CFG).items()}
    torch.save({"cfg": CFG, "model": state}, tmp_path / "beats.pt")
    return FinetuneRecipe(
        network="beats", weights=str(tmp_path / "beats.pt"), head="published", epochs=2,
        batch_size=5, threads=1, warmup_epochs=0, torch_device="cpu", freq_mask_bands=8,
        peak_lr=1e-3,
    )  # fmt: skip


def trained(run: RunFolder) -> dict[str, torch.Tensor]:
    return safetensors.torch.load_file(run.checkpoint_dir / "network.safetensors")


def test_a_file_decides_the_size_and_the_run_is_resumed_bit_for_bit(
    project: Project, recipe: FinetuneRecipe
) -> None:
    whole = start_run(project, recipe, None, {})
    run_stage(project, whole)
    network, card = load_network(whole.path)  # the file itself is not needed any more
    assert card.embedding_size == CFG["encoder_embed_dim"]
    assert network(torch.zeros(1, 1, 128, 98)).embedding.shape == (1, CFG["encoder_embed_dim"])

    class StopsInTheSecondEpoch(Monitor):
        def check(self) -> None:
            if epochs:
                raise Cancelled

    epochs: list[Progress] = []
    broken = start_run(project, recipe, None, {})
    monitor = StopsInTheSecondEpoch(lambda p: epochs.append(p) if p.stage == "epoch" else None)
    with pytest.raises(Cancelled):
        run_stage(project, broken, monitor)
    run_stage(project, broken)  # layers left out at random are the same ones again
    one, other = trained(whole), trained(broken)
    assert all(torch.equal(one[key], other[key]) for key in one)


def test_only_the_classifier_of_a_frozen_beats_changes(
    project: Project, recipe: FinetuneRecipe
) -> None:
    run = start_run(project, recipe.with_overrides(["trainable=head"]), None, {})
    run_stage(project, run)
    published = torch.load(recipe.weights, weights_only=True)["model"]
    assert torch.equal(trained(run)["patches.weight"], published["patch_embedding.weight"])
    assert torch.equal(trained(run)["position.gain"], published["encoder.pos_conv.0.weight_g"])


def test_without_the_file_the_user_hears_where_it_is_published(
    project: Project, recipe: FinetuneRecipe
) -> None:
    with pytest.raises(RecipeError, match=r"361 MB.*MIT.*github\.com/microsoft/unilm"):
        run_stage(project, start_run(project, recipe.with_overrides(["weights="]), None, {}))
    with pytest.raises(CheckpointError, match="not a file of passt"):
        run_stage(project, start_run(project, recipe.with_overrides(["network=passt"]), None, {}))
    with pytest.raises(RecipeError, match="patchout"):
        run_stage(
            project, start_run(project, recipe.with_overrides(["patchout_bands=6"]), None, {})
        )
