"""The verbs for several runs: the line, the trash, room on disk; nothing is trained here."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ml_core import worker
from ml_core.cli import main
from ml_core.project import Project
from ml_core.recipes import DistilRecipe, QuantizeRecipe
from ml_core.runs import RunFolder, launch, queue
from ml_core.runs.holding import write_owner
from ml_core.runs.machine import RUNS_VARIABLE
from ml_core.runs.process import ProcessName
from tests.stages.tiny import tiny_project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """Runs that are started are only noted down, and held by a process that lives."""
    monkeypatch.setenv(RUNS_VARIABLE, "1")

    def hold(project: Path, run: RunFolder) -> int:
        write_owner(run.path, ProcessName.of(1))
        return 1

    monkeypatch.setattr(queue, "launch_run", hold)
    monkeypatch.setattr(launch, "launch_run", hold)
    with tiny_project(tmp_path) as project:
        yield project


def answer(capsys: pytest.CaptureFixture[str], *words: object) -> dict:
    assert main([*map(str, words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def made(project: Project, name: str) -> RunFolder:
    return worker.start_run(project, DistilRecipe(), project.runs_dir / name, {})


def test_the_line(project: Project, capsys: pytest.CaptureFixture[str]):
    folder = project.folder
    one, two = made(project, "one"), made(project, "two")
    words = ("distil", folder, "--queue", "--resume")
    assert answer(capsys, *words, one.path) == {"run": str(one.path), "started": True}
    assert answer(capsys, *words, two.path)["started"] is False
    assert answer(capsys, "queue", folder) == {
        "started": [], "waiting": [{"run": str(two.path), "place": 1, "waits_for": ""}],
    }  # fmt: skip
    rows = {row["name"]: row for row in answer(capsys, "runs", folder)["runs"]}
    assert (rows["two"]["state"], rows["two"]["place"]) == ("waiting", 1)
    answer(capsys, "stop", two.path, "--pause")
    assert two.status().state == "paused"
    answer(capsys, *words, two.path)
    answer(capsys, "queue", folder, "--now", two.path)
    assert two.is_held


def test_the_trash(project: Project, capsys: pytest.CaptureFixture[str]):
    run = made(project, "run")
    moved = Path(answer(capsys, "stop", run.path, "--discard")["run"])
    assert not run.path.exists()
    (row,) = answer(capsys, "trash", project.folder)["runs"]
    assert (row["name"], row["path"]) == ("run", str(moved))
    assert answer(capsys, "trash", project.folder, "--restore", "run")["runs"] == []
    assert run.path.is_dir()
    answer(capsys, "stop", run.path, "--discard")
    assert answer(capsys, "trash", project.folder, "--empty")["freed"] > 0
    assert main(["trash", str(project.folder), "--restore", "run"]) == 1


def test_pruning(project: Project, capsys: pytest.CaptureFixture[str]):
    run = made(project, "run")
    for name in ("last", "network"):
        (run.checkpoint_dir / f"{name}.safetensors").write_bytes(bytes(1000))
    run.write_result({})
    (row,) = answer(capsys, "runs", project.folder)["runs"]
    assert row["prunable_bytes"] == 1000
    assert answer(capsys, "prune", run.path)["freed"] == 1000


def test_a_chain_is_made_whole_before_anything_starts(
    project: Project, capsys: pytest.CaptureFixture[str]
):
    found = answer(
        capsys, "all", project.folder, "--name", "way", "--detach", "--set", "distil.epochs=7"
    )
    teacher, student, int8 = (RunFolder(Path(path)) for path in found["runs"])
    assert teacher.is_held
    assert student.provenance["inputs"] == {"teacher": str(teacher.path)}
    assert int8.provenance["inputs"] == {"student": str(student.path)}
    assert DistilRecipe.from_toml(student.recipe_toml).epochs == 7
    assert QuantizeRecipe.from_toml(int8.recipe_toml)
    assert found["bundle"] == str(project.bundles_dir / "way.ascbundle")
    rows = {row["name"]: row for row in answer(capsys, "runs", project.folder)["runs"]}
    assert rows[int8.name]["waits_for"] == student.name
    assert rows[int8.name]["chain"] == [run.name for run in (teacher, student, int8)]
    assert main(["all", str(project.folder), "--name", "way", "--detach"]) == 1
    assert "already is a run" in capsys.readouterr().err
    assert main(["all", str(project.folder), "--set", "epochs=7"]) == 1
    assert "which stage" in capsys.readouterr().err


def test_what_cannot_be_learned_makes_no_run(project: Project, capsys: pytest.CaptureFixture[str]):
    """80 clips may have labels and yet none be in training: that is said at once."""
    folder = str(project.folder)
    project.set_split(dict.fromkeys([c.segment_id for c in project.clips()], None))
    for words in (["all", folder, "--detach"], ["finetune", folder], ["distil", folder]):
        assert main(words) == 1
        assert "Divide the clips first" in capsys.readouterr().err
    assert not any(project.runs_dir.glob("*/recipe.toml"))
    found = answer(capsys, "estimate", "finetune", folder)["findings"]
    assert [one["kind"] for one in found if one["level"] == "block"] == ["split"]


def test_the_list_speaks_to_people(project: Project, capsys: pytest.CaptureFixture[str]):
    run = made(project, "run")
    run.append_event("epoch", 1, 2, loss=0.5, lr=0.1, val_accuracy=0.75, time_left_s=100.0)
    write_owner(run.path, ProcessName.of(1))
    assert main(["runs", str(project.folder)]) == 0
    told = capsys.readouterr().out
    assert "loss 0.5, validation accuracy 0.750, 2 min left" in told
    (run.path / "heartbeat").unlink()
    trial = worker.start_run(project, DistilRecipe(), run.path / "trials" / "000", {})
    run.write_result({"accuracy": 0.5})
    assert main(["runs", str(project.folder)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert "accuracy 0.500" in first
    assert "run/trials/000" in second
    assert trial.path.is_dir()


def test_nothing_learnt_is_nothing_to_keep(project: Project, capsys: pytest.CaptureFixture[str]):
    run = made(project, "run")
    words = ["distil", str(project.folder), "--resume", str(run.path), "--keep-best"]
    assert main(words) == 1
    assert "learnt nothing" in capsys.readouterr().err
