"""A few steps of a run tell how long it takes; every kind of run can be tried."""

from pathlib import Path

import pytest

from ml_core.cli import main
from ml_core.planning import estimate_run
from ml_core.planning.speeds import known_speeds
from ml_core.project import Project
from ml_core.recipes import DistilRecipe, FinetuneRecipe, QuantizeRecipe, Recipe
from ml_core.runs import RunFolder
from ml_core.stages import measure
from ml_core.worker import start_run
from tests.stages.tiny import QUICK

DISTIL = DistilRecipe(network="cp-mobile-6k").with_overrides(QUICK)
SHORT = ["batch_size=5", "threads=1", "torch_device=cpu"]


@pytest.mark.parametrize(
    "recipe",
    [
        DISTIL,
        FinetuneRecipe(network="cp-resnet-128k").with_overrides([*SHORT, "micro_batch=2"]),
        FinetuneRecipe(network="cp-resnet-128k", trainable="head").with_overrides(SHORT),
        QuantizeRecipe().with_overrides(SHORT),
    ],
    ids=["distil", "micro", "head", "quantize"],
)
def test_what_was_tried_is_known(
    project: Project, recipe: Recipe, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(measure, "STEPS_S", 0.05)
    student = start_run(project, DISTIL, tmp_path / "student", {})
    inputs = {"student": str(student.path)} if isinstance(recipe, QuantizeRecipe) else {}
    key, speed = measure.measure_speed(project, recipe, inputs)
    assert 1e-6 < speed.window_s < 10
    assert 1e-6 < speed.heard_s < 10
    assert speed.memory_bytes > 10**8
    cost = estimate_run(project, recipe, inputs, speeds={key: speed})
    assert cost.measured == "measured"


def test_a_finished_run_teaches_the_next_estimate(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("ASC_HOME", str(tmp_path / "home"))
    settings = [word for one in [*QUICK, "epochs=2"] for word in ("--set", one)]
    out = tmp_path / "run"
    words = ["distil", str(project.folder), "--recipe", "distil-quick", "--out", str(out)]
    assert main([*words, *settings]) == 0
    (speed,) = known_speeds().values()
    assert speed.runs == 1
    result = RunFolder(out).result
    own_s = result["train_s"] - result["waited_s"]
    n_windows = result["windows_per_s"] * result["train_s"]
    assert speed.window_s == pytest.approx(own_s / n_windows)
    recipe = DistilRecipe.from_toml(RunFolder(out).recipe_toml)
    assert estimate_run(project, recipe, {}).measured == "learnt"
