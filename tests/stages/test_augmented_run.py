"""A run with every augmentation on: it trains, and goes on bit for bit or not at all."""

from pathlib import Path

import numpy as np
import pytest
import safetensors.torch
import torch

from ml_core.errors import RecipeError, RunError
from ml_core.progress import Cancelled, Monitor
from ml_core.project import Project
from ml_core.recipes import DistilRecipe
from ml_core.recordings.decode import write_wav
from ml_core.runs import RunFolder, new_run
from ml_core.worker import run_stage, start_run
from tests.stages.tiny import QUICK


def recipe_with(folder: Path, **settings) -> DistilRecipe:
    """Responses of the user's own, everything else on as well; sets larger than memory."""
    return DistilRecipe(
        network="cp-mobile-6k", epochs=2, windows_per_clip=2, dir_share=0.5, dir_folder=str(folder),
        gain_db=3.0, mel_jitter_hz=500.0, time_mask_frames=5, freq_mixstyle_share=0.5,
        schedule="warm_restarts", restart_epochs=1, memory_mb=0, **settings,
    ).with_overrides(QUICK)  # fmt: skip


@pytest.fixture
def responses(tmp_path: Path) -> Path:
    rng = np.random.default_rng(0)
    folder = tmp_path / "responses"
    for number in range(2):
        fading = rng.normal(size=300) * np.exp(-np.arange(300) / 40)
        write_wav(folder / f"{number}.wav", 0.2 * fading, 44_100)
    return folder


def stopped_after_an_epoch(project: Project, recipe: DistilRecipe) -> RunFolder:
    run = start_run(project, recipe, None, {})
    monitor = Monitor(lambda p: monitor.cancel() if p.stage == "epoch" else None)
    with pytest.raises(Cancelled):
        run_stage(project, run, monitor)
    return run


def test_it_goes_on_as_if_nothing_had_been(project: Project, responses: Path):
    recipe = recipe_with(responses)
    whole = start_run(project, recipe, None, {})
    run_stage(project, whole)
    stopped = stopped_after_an_epoch(project, recipe)
    run_stage(project, stopped)
    one, other = (
        safetensors.torch.load_file(run.checkpoint_dir / "last.safetensors")
        for run in (whole, stopped)
    )
    assert one.keys() == other.keys()
    assert all(torch.equal(one[key], other[key]) for key in one)


def test_it_does_not_go_on_with_other_responses(project: Project, responses: Path):
    run = stopped_after_an_epoch(project, recipe_with(responses))
    (responses / "1.wav").rename(responses / "2.wav")
    with pytest.raises(RunError, match="impulse responses"):
        run_stage(project, run)
    (responses / "2.wav").rename(responses / "1.wav")
    run_stage(project, run)
    assert run.status().state == "done"


def test_a_missing_folder_is_told_at_once(project: Project, tmp_path: Path):
    recipe = recipe_with(tmp_path / "nowhere")
    with pytest.raises(RecipeError, match="no folder of impulse responses"):
        start_run(project, recipe, None, {})
    assert not list(project.runs_dir.glob("*"))
    run = new_run(project.runs_dir / "moved", recipe, {})  # it was there when the run was made
    with pytest.raises(RecipeError, match="no folder of impulse responses"):
        run_stage(project, run)


def test_responses_that_would_not_be_used_are_refused(project: Project, responses: Path) -> None:
    recipe = recipe_with(responses).with_overrides(["dir_share=0"])
    with pytest.raises(RecipeError, match="would not be used"):
        start_run(project, recipe, None, {})
    assert not list(project.runs_dir.glob("*"))
