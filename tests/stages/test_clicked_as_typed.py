"""What the wizard starts and what its command starts are one and the same, down to the bits."""

import shlex
from pathlib import Path

import pytest

from ascstudio.pages.train.wizard import plan as planning
from ascstudio.pages.train.wizard.plan import Answers, Plan
from ascstudio.pages.train.wizard.starting import start
from ml_core import api
from ml_core.cli import main
from ml_core.project import Project
from ml_core.runs import RunFolder
from ml_core.training import threads
from ml_core.worker import run_stage
from tests.stages.test_resume import WEIGHTS, assert_same

STAGES = ("finetune", "distil", "quantize")
SHORT = ("epochs=2", "windows_per_clip=1", "frozen_epochs=0", "torch_device=cpu")
MADE_OF = ("seed", "precision", "python", "machine", "packages", "version", "threads",
           "snapshot_digest", "data_digest", "recordings_digest", "teacher_digest")  # fmt: skip


def short(stage: str) -> list[str]:
    return [one for one in SHORT if stage == "quantize" or not one.startswith("frozen")]


def to_its_end(project: Project, runs: list[RunFolder]) -> list[RunFolder]:
    for run in runs:
        run_stage(project, run)
    return runs


@pytest.fixture
def only_lined_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs are made and put in line; this process runs them itself, one after another."""
    monkeypatch.setattr("ml_core.runs.queue.launch_run", lambda *_: 0)
    monkeypatch.setattr(threads, "PROBE_S", 0.1)


def chain(project: Project, name: str) -> list[RunFolder]:
    return [RunFolder(project.runs_dir / f"{name}-{n}-{s}") for n, s in enumerate(STAGES, 1)]


@pytest.mark.usefixtures("only_lined_up")
@pytest.mark.parametrize("n_stages", [2, pytest.param(3, marks=pytest.mark.slow)])
def test_all_the_way(project: Project, n_stages: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The wizard's run probes its threads; the typed one is given those that were chosen there."""
    short_ones = {
        f"{stage}-default": api.builtin_recipe(f"{stage}-default").with_overrides(short(stage))
        for stage in STAGES
    }
    with monkeypatch.context() as patched:
        patched.setattr(planning, "builtin", short_ones.__getitem__)
        plan = Plan("all", project.folder, None, Answers("clicked"))
        start(project, plan)
        command = shlex.split(plan.command())
    clicked = to_its_end(project, chain(project, "all-clicked")[:n_stages])
    chosen = [f"{stage}.threads={run.provenance['threads']}"
              for stage, run in zip(STAGES, clicked, strict=False)]  # fmt: skip
    settings = [*chosen, *(f"{stage}.{one}" for stage in STAGES for one in short(stage))]
    words = [*command[1:], *(word for one in settings for word in ("--set", one))]
    words[words.index("--name") + 1] = "typed"
    assert main([*words, "--detach", "--json"]) == 0
    typed = to_its_end(project, chain(project, "typed")[:n_stages])
    for one, other in zip(clicked, typed, strict=True):
        mine, its = one.provenance, other.provenance
        assert {key: mine.get(key) for key in MADE_OF} == {key: its.get(key) for key in MADE_OF}
        given = f"threads = {mine['threads']}\n"
        assert one.recipe_toml.replace("threads = 0\n", given) == other.recipe_toml
        assert_same(one, other, *WEIGHTS[: 1 if mine["stage"] == "quantize" else 2])
        for figure in ("accuracy", "log_loss", "confusion", "n_train", "n_validation", "backend"):
            assert (one.result or {}).get(figure) == (other.result or {}).get(figure)
    if n_stages < len(STAGES):
        return
    bundles = [Path(run.provenance["bundle"]) for run in (clicked[-1], typed[-1])]
    mine, its = (api.read_bundle(path).entries for path in bundles)
    networks = [name for name in mine if name.endswith(".onnx")]
    assert networks
    assert all(mine[name] == its[name] for name in networks)
