"""Killed again and again at random moments, a run ends in the same weights, bit for bit."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from ml_core.project import Project
from ml_core.recipes import DistilRecipe
from ml_core.runs import RunFolder
from ml_core.worker import run_stage, start_run
from tests.stages.test_resume import assert_same
from tests.stages.tiny import QUICK

RECIPE = DistilRecipe(
    network="cp-mobile-6k", epochs=150, windows_per_clip=3, peak_lr=1e-2, validation_share=0.3
).with_overrides(QUICK)


def size_of_events(run: RunFolder) -> int:
    path = run.path / "events.jsonl"
    return path.stat().st_size if path.exists() else 0


def killed_at_random(project: Project, run: RunFolder, rng: random.Random) -> bool:
    """Start the worker, kill it some events and some moments later; False if it was done before."""
    command = [sys.executable, "-m", "ml_core", "distil", str(project.folder)]
    child = subprocess.Popen(
        [*command, "--resume", str(run.path), "--json"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    # some are killed before torch is there, most in the middle of training
    wanted = size_of_events(run) + rng.choice((0, 100, 800, 1600, 2400))
    end = time.monotonic() + 120
    while size_of_events(run) < wanted and child.poll() is None:
        assert time.monotonic() < end
        time.sleep(0.002)
    time.sleep(rng.uniform(0, 0.15))  # anywhere within an epoch, also while files are written
    child.send_signal(signal.SIGKILL)
    return child.wait(60) == -signal.SIGKILL


@pytest.mark.timeout(1800)  # thirty starts of torch, also on a busy machine
@pytest.mark.parametrize("n_kills", [2, pytest.param(30, marks=pytest.mark.slow)])
def test_the_weights_are_those_of_an_uninterrupted_run(project: Project, n_kills: int):
    recipe = RECIPE if n_kills > 2 else RECIPE.with_overrides(["epochs=25"])
    whole, run = (start_run(project, recipe, None, {}) for _ in range(2))
    result = run_stage(project, whole)
    rng = random.Random(int(os.environ.get("ASC_SEED", "7")))
    kills = sum(killed_at_random(project, run, rng) for _ in range(n_kills))
    assert kills == n_kills, "it was done too early: make it longer"
    again = run_stage(project, run)
    assert_same(run, whole)
    told = ("accuracy", "confusion", "kept_epoch", "epochs")
    assert {name: again[name] for name in told} == {name: result[name] for name in told}
    epochs = [e["done"] for e in run.read_events()[0] if e["stage"] == "epoch" and "note" not in e]
    assert set(epochs) == set(range(1, recipe.epochs + 1))  # the whole curve is there
