"""Published systems, run on a miniature with the data set's own table layout."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ml_core import recipes
from ml_core.cli import main
from ml_core.errors import AscError, RecipeError, RunError
from ml_core.project import Project
from ml_core.recipes import Recipe, systems
from ml_core.recordings.decode import write_wav
from ml_core.stages.reproduce import Options, measure, recipe_of, reproduce
from tests.stages.tau import tau_project

N_TRAIN = 80


@pytest.fixture(scope="module")
def tau(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with tau_project(tmp_path_factory.mktemp("tau")) as project:
        return project.folder


class Ledger:
    """Writes down what it was asked for; answers with a figure per run."""

    def __init__(self) -> None:
        self.runs: list[tuple[str, Recipe, dict[str, str]]] = []
        self.fused: list[tuple[str, list[str], bool]] = []

    def run(self, recipe: Recipe, path: Path, inputs: Mapping[str, str]) -> dict[str, Any]:
        self.runs.append((path.name, recipe, {k: Path(v).name for k, v in inputs.items()}))
        return {"accuracy": 0.5, "per_device": {"a": 0.7, "s4": 0.2, "s5": 0.3, "s6": 0.4}}

    def fuse(self, runs: Sequence[Path], path: Path, *, average: bool) -> dict[str, Any]:
        self.fused.append((path.name, [run.name for run in runs], average))
        return {"accuracy": 0.6}


def weights(folder: Path) -> dict[str, Path]:
    for name in systems.weights():
        (folder / name).write_bytes(b"")
    return {name: folder / name for name in systems.weights()}


def test_every_system_is_a_chain_of_recipes_that_ship():
    for name in systems.names():
        system = systems.system(name)
        done: list[str] = []
        assert name in {step.recipe for step in system.steps}
        for step in system.steps:
            before = [step.teacher, step.student, *step.fuse]
            assert set(filter(None, before)) <= set(done), (name, step.name)
            assert step.fuse or step.recipe in recipes.names(), (name, step.recipe)
            assert step.weights in ("", *systems.weights())
            done.append(step.name)
        for figure in system.figures:
            assert figure.step in done
            assert 0 < figure.value < 1
            assert figure.percent in (0, 5, 10, 25, 50, 100)


def test_the_baseline_of_2024_is_as_published_by_its_own_means():
    """The mean of ten scenes is the macro accuracy; it ties three columns of the table."""
    by_percent: dict[int, dict[str, float]] = {}
    for figure in systems.system("dcase24-baseline").figures:
        by_percent.setdefault(figure.percent, {})[figure.metric] = figure.value
    assert set(by_percent) == {5, 10, 25, 50, 100}
    for table in by_percent.values():
        for kind, n in (("scene", 10), ("device", 9)):
            values = [value for name, value in table.items() if name.startswith(kind)]
            assert len(values) == n
            assert sum(values) / n == pytest.approx(table["macro_accuracy"], abs=2e-3)


def test_the_chain_of_twelve_teachers(tau: Path, tmp_path: Path):
    ledger = Ledger()
    with Project.open(tau) as project:
        answer = reproduce(
            systems.system("flexinet-sm4"), project, tmp_path, Options(weights=weights(tmp_path)),
            ledger,
        )  # fmt: skip
    assert len(ledger.runs) == 12 + 2
    assert len({recipe for _, recipe, _ in ledger.runs[:12]}) == 12  # seeds and settings differ
    ((name, fused, average),) = ledger.fused
    assert (name, average, len(fused)) == ("teachers", False, 12)
    assert ledger.runs[-2][0::2] == ("student", {"teacher": "teachers"})
    assert ledger.runs[-1][0::2] == ("int8", {"student": "student"})
    rows = {(row["step"], row["metric"]): row for row in answer["rows"]}
    assert rows["student", "accuracy"]["published"] == pytest.approx(0.6526)
    assert rows["student", "device a"]["measured"] == 0.7
    assert rows["student", "device b"]["measured"] is None


def test_missing_weights_are_named_or_left_out(tau: Path, tmp_path: Path):
    system = systems.system("cp-mobile-kd")
    with Project.open(tau) as project:
        with pytest.raises(RecipeError, match=r"passt=PATH.*MB.*PaSST") as error:
            reproduce(system, project, tmp_path, Options(), Ledger())
        assert "--without" in error.value.hint
        ledger = Ledger()
        answer = reproduce(system, project, tmp_path, Options(without=True), ledger)
        assert ledger.fused == [("teachers", ["cp-resnet-1", "cp-resnet-2", "cp-resnet-3"], True)]
        assert "Left out: passt." in answer["protocol"]["departures"]
        with pytest.raises(RecipeError, match="beats=PATH"):  # nothing would be left
            reproduce(
                systems.system("beats-frozen"), project, tmp_path, Options(without=True), Ledger()
            )
        # one teacher is not fused, none leaves the student alone
        ledger = Ledger()
        reproduce(system, project, tmp_path, Options(without=True, miniature=True), ledger)
        assert ledger.fused == []
        assert ledger.runs[1][2] == {"teacher": "cp-resnet-1"}
        ledger = Ledger()
        reproduce(systems.system("sepnet-kd"), project, tmp_path, Options(without=True), ledger)
        assert ledger.runs[0][2] == {}


def test_a_recipe_is_shortened_in_proportion(tmp_path: Path):
    step = systems.system("cp-mobile-kd").step("student")
    short = recipe_of(step, Options(epochs_scale=0.1), N_TRAIN)
    whole = recipes.builtin("cp-mobile-kd")
    assert short.epochs == 15
    for name in ("warmup_epochs", "hold_until_epoch", "fall_until_epoch"):
        assert getattr(short, name) == pytest.approx(getattr(whole, name) / 10)
    assert recipe_of(step, Options(), N_TRAIN) == whole
    baseline = systems.system("dcase24-baseline").step("student")
    # 2000 steps of 256 windows are 3.67 passes over everything, and 71 over a twentieth
    assert recipe_of(baseline, Options(), 139_620).warmup_epochs == pytest.approx(3.663, abs=1e-3)
    assert recipe_of(baseline, Options(), 6_980).warmup_epochs == pytest.approx(71.4, abs=0.1)
    responses = recipe_of(step, Options(responses=tmp_path), N_TRAIN)
    assert responses.dir_folder == tmp_path.as_posix()


def test_options_that_cannot_be_are_refused(tmp_path: Path):
    for wrong in ({"epochs_scale": 0.0}, {"weights": {"bats": tmp_path}}):
        with pytest.raises(AscError):
            Options(**wrong)
    with pytest.raises(RecipeError, match="gone"):
        Options(weights={"beats": tmp_path / "gone"})
    with pytest.raises(RecipeError, match="gone"):
        Options(responses=tmp_path / "gone")


def test_responses_are_tried_before_anything_runs(tau: Path, tmp_path: Path):
    """The student alone hears them, after its teachers."""
    system, ledger = systems.system("cp-mobile-kd"), Ledger()
    options = Options(without=True, responses=tmp_path)
    with Project.open(tau) as project:
        with pytest.raises(RecipeError, match="holds no impulse responses"):
            reproduce(system, project, tmp_path / "runs", options, ledger)
        (tmp_path / "room.wav").write_bytes(b"no sound")
        with pytest.raises(RecipeError, match=r"room\.wav"):
            reproduce(system, project, tmp_path / "runs", options, ledger)
        assert ledger.runs == []
        write_wav(tmp_path / "room.wav", np.eye(1, 50, dtype=np.float32)[0], 16_000)
        reproduce(system, project, tmp_path / "runs", options, ledger)
        assert ledger.runs


CONFUSION = {"scenes": ["bus", "park"], "counts": [[1, 4], [0, 0]]}


def test_figures_are_found_by_their_published_name():
    result = {"accuracy": 0.1, "confusion": CONFUSION, "per_device": {"s4": 0.3, "s5": 0.5}}
    assert measure(result, "accuracy") == 0.1
    assert measure(result, "scene bus") == 0.2
    assert measure(result, "unseen devices") == pytest.approx(0.4)
    assert measure(result, "real devices") is None
    assert measure(result, "scene park") is None
    assert measure({}, "device a") is None
    assert measure({}, "scene bus") is None


def asc(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    assert main([*map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


QUICK = (
    "--miniature", "--device", "cpu", "--set", "threads=1", "--set", "batch_size=16",
)  # fmt: skip


def test_the_baseline_runs_from_table_to_comparison(
    tau: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    command = ("reproduce", "dcase24-baseline", tau, "--out", tmp_path, *QUICK)
    answer = asc(capsys, *command)
    (step,) = answer["steps"]
    assert step["state"] == "done"
    rows = {row["metric"]: row for row in answer["rows"]}
    assert rows["macro_accuracy"]["published"] == pytest.approx(0.5699)
    assert all(0 <= row["measured"] <= 1 for row in rows.values())
    assert sum(name.startswith("device") for name in rows) == 9
    assert any("80 training clips" in text for text in answer["protocol"]["departures"])
    # a second call finds everything done; other options are another experiment
    written = (tmp_path / "student" / "events.jsonl").read_bytes()
    assert asc(capsys, *command) == answer
    assert (tmp_path / "student" / "events.jsonl").read_bytes() == written
    assert main([*map(str, command), "--set", "epochs=2"]) == 1
    assert "another recipe" in capsys.readouterr().err


@pytest.mark.slow
def test_a_whole_chain_runs_and_goes_on_where_it_was(
    tau: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    """Teachers, their fusion, a student and its int8; the second call repeats the student alone."""
    quick = (*QUICK, "--set", "validation_share=0.4")  # a tenth of three places is none
    command = ("reproduce", "flexinet-sm1", tau, "--out", tmp_path, "--without", *quick)
    answer = asc(capsys, *command)
    assert {step["name"]: step["state"] for step in answer["steps"]} == {
        "cp-resnet-dirfms-1": "done", "cp-resnet-fms-1": "done", "passt-dirfms": "left out",
        "passt-fms": "left out", "teachers": "done", "student": "done", "int8": "done",
    }  # fmt: skip
    assert (tmp_path / "int8" / "export").is_dir()
    fused = json.loads((tmp_path / "teachers" / "result.json").read_text("utf-8"))
    assert fused["fitted_on"] == "held-out sources"
    weights = tmp_path / "cp-resnet-fms-1" / "checkpoint" / "network.safetensors"
    written = weights.stat().st_mtime_ns
    (tmp_path / "student" / "result.json").unlink()
    assert asc(capsys, *command)["rows"] == answer["rows"]
    assert weights.stat().st_mtime_ns == written


def test_steps_of_another_recipe_are_not_taken_for_done(tau: Path, tmp_path: Path):
    class Makes(Ledger):
        def run(self, recipe: Recipe, path: Path, inputs: Mapping[str, str]) -> dict[str, Any]:
            path.mkdir(parents=True, exist_ok=True)
            (path / "recipe.toml").write_text(recipe.to_toml())
            return super().run(recipe, path, inputs)

    system = systems.system("dcase24-baseline")
    with Project.open(tau) as project:
        reproduce(system, project, tmp_path, Options(miniature=True), Makes())
        reproduce(system, project, tmp_path, Options(miniature=True, torch_device="cpu"), Makes())
        with pytest.raises(RunError, match="another recipe"):
            reproduce(system, project, tmp_path, Options(), Makes())
