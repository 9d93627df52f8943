"""The verbs that train, as far as they need no training."""

import json
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from ml_core import worker
from ml_core.cli import main
from ml_core.project import Project
from ml_core.recipes import DistilRecipe, builtin, names
from ml_core.recipes.settings import SETTINGS
from ml_core.runs import RunFolder, new_run
from tests.stages.tiny import tiny_project


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_models_are_listed_with_their_sizes(capsys: pytest.CaptureFixture[str]):
    found = answer(capsys, "models")
    assert {row["name"] for row in found["teachers"]} >= {"yamnet", "cp-resnet-128k"}
    students = {row["name"]: row for row in found["students"]}
    assert students["cp-mobile-126k"]["parameters"] == 126_952
    assert all(row["macs"] > 0 and row["bytes"] > 0 for row in students.values())
    assert {row["name"] for row in found["ablations"]} >= {"ds-flexinet-sm1-batchnorm"}
    assert found["installed"] == []


def test_recipes_are_listed_and_shown(capsys: pytest.CaptureFixture[str]):
    rows = answer(capsys, "recipes")["recipes"]
    assert all(row["about"] for row in rows)
    shown = answer(capsys, "recipes", "distil-quick")
    assert DistilRecipe.from_toml(shown["toml"]).network == "cp-mobile-6k"
    rows = {row["name"]: row for row in shown["settings"]}
    assert rows.keys() == {field.name for field in fields(DistilRecipe)}
    assert all(row["title"] and row["meaning"].endswith(".") for row in rows.values())
    assert (rows["roll_s"]["unit"], rows["roll_s"]["least"]) == ("s", 0)
    # what is printed is a recipe too, with a comment above each setting
    assert main(["recipes", "distil-quick"]) == 0
    text = capsys.readouterr().out
    assert DistilRecipe.from_toml(text) == builtin("distil-quick")
    assert "# Gain: Louder or softer by up to this much. (dB, at least 0, at most 60)\n" in text


@pytest.mark.parametrize("name", names())
def test_every_setting_of_every_recipe_is_explained(name: str):
    known = {field.name for field in fields(builtin(name))}
    assert known <= SETTINGS.keys()


def test_complexity_knows_the_limits(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    small = answer(capsys, "complexity", "cp-mobile-30k")
    assert small["parameters"] == 30_002
    assert small["within"] == {"dcase": True}
    assert not answer(capsys, "complexity", "yamnet")["within"]["dcase"]
    assert main(["complexity", "yamnett"]) == 1
    assert "yamnett" in capsys.readouterr().err
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cp-mobile-30k").mkdir()  # its sources, say
    assert answer(capsys, "complexity", "cp-mobile-30k") == small


def test_runs_and_stop(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = str(tmp_path / "project")
    with Project.create(folder) as project:
        run = new_run(project.runs_dir / "one", DistilRecipe(), {})
        elsewhere = new_run(tmp_path / "elsewhere", DistilRecipe(), {})
        project.add_run(elsewhere.path, "distil")
    names = {row["name"]: row["state"] for row in answer(capsys, "runs", folder)["runs"]}
    assert names == {"one": "dead", "elsewhere": "dead"}
    assert main(["stop", str(run.path)]) == 1
    assert "dead" in capsys.readouterr().err
    with run.heartbeat():
        assert answer(capsys, "stop", str(run.path), "--pause")["stop"] == "pause"
        assert run.stop_requested() == "pause"


@pytest.mark.parametrize(
    ("stage", "arguments", "words"),
    [
        ("distil", ["--recipe", "quantize-quick"], "quantize"),
        ("distil", ["--recipe", "no-such"], "no-such"),
        ("distil", ["--set", "epoch=1"], "epoch"),
        ("distil", ["--teacher", "gone"], "gone"),
        ("distil", ["--resume", "gone"], "gone"),
        ("distil", ["--resume", "gone", "--set", "epochs=1"], "began with"),
        ("finetune", ["--recipe", "beats-frozen"], "361 MB"),
        ("finetune", ["--set", "weights=gone.safetensors"], "gone.safetensors"),
        ("quantize", [], "Which student"),
    ],
)
def test_mistakes_are_said_before_anything_is_made(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    stage: str,
    arguments: list[str],
    words: str,
):
    with tiny_project(tmp_path) as project:
        runs_dir = project.runs_dir
    assert main([stage, str(tmp_path / "project"), *arguments]) == 1
    error = capsys.readouterr().err
    assert words in error
    assert "Traceback" not in error
    assert not list(runs_dir.glob("*"))


@pytest.mark.parametrize(
    "words",
    [
        ["finetune", "--set", "torch_device=cuda"],
        ["distil", "--set", "torch_device=cuda", "--detach"],
        ["finetune", "--set", "torch_device=cuda", "--compute", "processes:2"],
        ["ensemble", "--members", "2", "--set", "torch_device=cuda"],
        ["all", "--set", "distil.torch_device=cuda"],
        ["search", "--recipe", "distil-quick", "--minutes", "1", "--set", "torch_device=cuda"],
    ],
    ids=" ".join,
)
def test_no_run_is_made_for_a_gpu_that_is_not_there(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
):
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with tiny_project(tmp_path) as project:
        runs_dir = project.runs_dir
    verb, *rest = words
    assert main([verb, str(tmp_path / "project"), *rest]) == 1
    assert "There is no GPU" in capsys.readouterr().err
    assert not list(runs_dir.glob("*"))


@pytest.mark.parametrize("how", ["--detach", "--queue"])
def test_a_run_goes_on_where_it_was_asked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
):
    monkeypatch.setattr("ml_core.cli.computing.require", lambda compute: None)
    monkeypatch.setattr("ml_core.cli.training.launch_run", lambda project, run: 1)
    monkeypatch.setattr("ml_core.cli.training.enqueue", lambda project, run: [])
    with Project.create(tmp_path / "project") as project:
        run = new_run(project.runs_dir / "one", builtin("distil-quick"), {})
    words = ["distil", str(tmp_path / "project"), "--resume", str(run.path), how]
    for asked in ("ray:head:6379", "local"):
        assert main([*words, "--compute", asked]) == 0
        assert run.provenance["compute"] == asked
    assert main(words) == 0
    assert run.provenance["compute"] == "local"


def test_looking_needs_no_torch():
    code = (
        "import sys; from ml_core.cli import main; main(['models']); main(['recipes']);"
        "main(['complexity', 'yamnet']); sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0


def test_without_the_train_pack_it_says_how_to_get_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    find = worker.importlib.util.find_spec
    monkeypatch.setattr(
        worker.importlib.util, "find_spec", lambda name: None if name == "torch" else find(name)
    )
    Project.create(tmp_path / "project").close()
    assert main(["distil", str(tmp_path / "project")]) == 1
    assert "asc install train" in capsys.readouterr().err


def test_the_size_of_a_run_is_that_of_its_network(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = builtin("finetune-default")
    run = RunFolder.create(tmp_path / "teacher", "finetune", recipe.to_toml(), {})
    told = []
    for words in (str(run.path), str(getattr(recipe, "network", ""))):
        assert main(["complexity", words, "--json"]) == 0
        told.append(json.loads(capsys.readouterr().out) | {"model": ""})
    assert told[0] == told[1]
    assert main(["complexity", str(tmp_path)]) == 1
    assert "holds no run" in capsys.readouterr().err
