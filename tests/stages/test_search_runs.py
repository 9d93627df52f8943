"""asc search with real trials in processes of their own, paused, killed and gone on with."""

import json
import os
import signal
import time
from pathlib import Path

import pytest

pytest.importorskip("optuna")

from ml_core.cli import main
from ml_core.project import Project
from ml_core.recipes import builtin
from ml_core.runs import RunFolder, launch_run
from ml_core.search import new_search, read_trials
from tests.stages.tiny import QUICK

PATIENCE_S = 120


def words(project: Project, run: Path, *more: str) -> list[str]:
    settings = [word for setting in QUICK for word in ("--set", setting)]
    return [
        "search", str(project.folder), "--recipe", "distil-alone", *settings,
        "--set", "network=cp-mobile-6k", "--set", "validation_share=0.4", "--out", str(run), *more,
    ]  # fmt: skip


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_search_leaves_a_network_that_can_be_used(project: Project, tmp_path: Path, capsys):
    run = project.runs_dir / "search"
    found = answer(
        capsys,
        *words(project, run, "--set", "epochs=2", "--minutes", "5", "--trials", "2",
               "--space", "peak_lr=1e-4:1e-2:log"),
    )["result"]  # fmt: skip
    assert found["n_trials"] == 2
    events, _ = RunFolder(Path(found["best_run"])).read_events()
    said = [event["metrics"]["val_accuracy"] for event in events if event["stage"] == "epoch"]
    assert found["val_accuracy"] in said
    judged = answer(capsys, "evaluate", found["best_run"], str(project.folder))
    assert judged["accuracy"] == found["accuracy"]
    listed = answer(capsys, "runs", str(project.folder))["runs"]
    states = {Path(row["path"]).name: (row["stage"], row["state"]) for row in listed}
    assert states["search"] == ("search", "done")
    rows = [row["name"] for row in answer(capsys, "budget", str(project.folder))["students"]]
    assert rows == [Path(found["best_run"]).relative_to(project.runs_dir).as_posix()]
    again = answer(capsys, "search", str(project.folder), "--resume", str(run))["result"]
    assert again == found


def test_what_cannot_be_trained_is_said(project: Project, tmp_path: Path, capsys):
    command = words(project, tmp_path / "s", "--set", "front_end=ear", "--minutes", "1")
    assert main(command) == 1
    assert "front end" in capsys.readouterr().err
    with Project.create(tmp_path / "empty") as empty:
        nothing = ["search", str(empty.folder), "--recipe", "distil-quick", "--minutes", "1"]
        assert main(nothing) == 1
        assert "nothing to learn from" in capsys.readouterr().err
        assert not list(empty.runs_dir.glob("*"))
    assert main(["search", str(project.folder)]) == 1
    assert "needs a recipe" in capsys.readouterr().err
    command = ["search", str(project.folder), "--resume", str(tmp_path / "s"), "--seed", "2"]
    assert main(command) == 1
    assert "only --minutes" in capsys.readouterr().err


@pytest.mark.parametrize("how", ["--detach", "--queue"])
def test_more_minutes_count_wherever_it_goes_on(
    project: Project, monkeypatch: pytest.MonkeyPatch, how: str
):
    run = new_search(project, None, builtin("distil-quick"), {}, minutes=1)
    run.write_result({"best_run": "trials/000", "recipe": "best.toml"})
    monkeypatch.setattr("ml_core.cli.searching.launch_run", lambda folder, run: 1)
    monkeypatch.setattr("ml_core.cli.searching.enqueue", lambda folder, run: [run.path])
    command = ["search", str(project.folder), "--resume", str(run.path), how]
    assert main([*command, "--minutes", "0.5"]) == 0
    assert (run.provenance["minutes"], run.is_done) == (1, True)
    assert main([*command, "--minutes", "2"]) == 0
    assert (run.provenance["minutes"], run.is_done) == (2, False)


def until(happened) -> None:
    """Wait for what another process does."""
    end = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.parametrize("both", [False, True], ids=["search killed", "trial killed with it"])
def test_a_killed_search_goes_on_with_its_trial(project: Project, capsys, both: bool):
    run = RunFolder(project.runs_dir / "search")
    answer(
        capsys,
        *words(project, run.path, "--set", "epochs=30", "--minutes", "9", "--trials", "2",
               "--space", "peak_lr=1e-4:1e-2:log", "--detach"),
    )  # fmt: skip
    trial = RunFolder(run.path / "trials" / "001")
    until(lambda: len([e for e in trial.read_events()[0] if e["stage"] == "epoch"]) > 2)
    holders = [run, trial] if both else [run]
    for one in holders:
        os.kill(json.loads((one.path / "heartbeat").read_bytes())["pid"], signal.SIGKILL)
    until(lambda: not run.is_held)
    params = [row.params for row in read_trials(run.path)]
    launch_run(project.folder, run)
    until(lambda: run.result is not None)
    rows = read_trials(run.path)
    assert [row.params for row in rows] == params
    assert [row.state for row in rows] == ["done", "done"]
    notes = [event.get("note", "") for event in trial.read_events()[0]]
    assert any("Goes on after epoch" in note for note in notes) == both
