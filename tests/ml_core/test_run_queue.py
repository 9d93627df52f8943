"""Runs wait their turn in files alone: whoever ends one starts the next, whatever was killed."""

import contextlib
import json
import multiprocessing
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from ml_core.cli import main
from ml_core.errors import RunError
from ml_core.files import write_json
from ml_core.project import Project
from ml_core.recipes import DistilRecipe, FinetuneRecipe, RunRecipe
from ml_core.runs import (
    RunFolder,
    discard_run,
    disk_use,
    empty_trash,
    enqueue,
    explain_end,
    in_trash,
    leave_line,
    list_runs,
    new_run,
    prune_run,
    restore_run,
    revive_runs,
    start_detached,
    start_next,
    start_now,
    waiting_line,
    with_places,
)
from ml_core.runs.chain import chain_paths, start_chain
from ml_core.runs.holding import write_owner
from ml_core.runs.machine import RUNS_VARIABLE, runs_at_once
from ml_core.runs.process import ProcessName


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(RUNS_VARIABLE, "1")
    (tmp_path / "runs").mkdir()
    return tmp_path


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of runs in the order they were started; each is then held by this process."""
    names: list[str] = []

    def hold(project: Path, run: RunFolder) -> int:
        assert project.is_dir()
        names.append(run.name)
        with (project / "starts").open("ab") as stream:  # also of other processes
            stream.write(run.name.encode() + b"\n")
        time.sleep(0.01)  # as a process takes to start: who looks meanwhile sees a free place
        write_owner(run.path, ProcessName.of(1))
        return 1

    monkeypatch.setattr("ml_core.runs.queue.launch_run", hold)
    return names


def made(project: Path, name: str) -> RunFolder:
    return new_run(project / "runs" / name, DistilRecipe(), {})


def end(run: RunFolder, **result: float) -> None:
    (run.path / "heartbeat").unlink()
    if result:
        run.write_result(result)


def places(project: Path) -> dict[str, int | None]:
    rows = with_places(list_runs(project / "runs"), project / "runs")
    return {row.name: row.place for row in rows if row.state == "waiting"}


def test_one_after_another(project: Path, started: list[str]):
    runs = [made(project, name) for name in "cab"]
    assert enqueue(project, runs[0]) == [runs[0].path]
    for run in runs[1:]:
        assert enqueue(project, run) == []
    assert started == ["c"]
    assert places(project) == {"c": None, "a": 1, "b": 2}
    end(runs[0], accuracy=1.0)
    assert start_next(project) == [runs[1].path]
    assert start_next(project) == []  # there is no room for another
    end(runs[1])  # without a result: the next one starts all the same
    start_next(project)
    assert started == ["c", "a", "b"]
    assert places(project) == {"b": None}


def test_several_at_once(project: Path, started: list[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(RUNS_VARIABLE, "2")
    for name in "abc":
        enqueue(project, made(project, name))
    assert started == ["a", "b"]
    monkeypatch.setenv(RUNS_VARIABLE, "nonsense")
    assert runs_at_once() >= 1


def test_start_now_does_not_wait(project: Path, started: list[str]):
    one, two = made(project, "one"), made(project, "two")
    enqueue(project, one)
    enqueue(project, two)
    start_now(project, two)
    start_now(project, two)  # once is enough
    assert started == ["one", "two"]
    assert not waiting_line(project / "runs")


def test_a_chain_waits_for_the_run_before(project: Path, started: list[str]):
    teacher, student, other = (made(project, name) for name in ("teacher", "student", "other"))
    enqueue(project, teacher)
    enqueue(project, student, after=teacher)
    enqueue(project, other)
    assert places(project) == {"teacher": None, "other": 1, "student": 2}
    rows = with_places(list_runs(project / "runs"), project / "runs")
    assert {row.name: row.waits_for for row in rows}["student"] == "teacher"
    with pytest.raises(RunError, match="not done"):
        start_now(project, student)
    assert explain_end(student) is None
    end(teacher)  # it died: the student cannot start, others can
    assert start_next(project) == [other.path]
    why = explain_end(student)
    assert why is not None
    assert why.cause == "waits"
    assert '"teacher"' in why.sentence
    end(other, accuracy=0.5)
    assert start_next(project) == []
    teacher.write_result({"accuracy": 1.0})  # as if resumed
    assert start_next(project) == [student.path]


def test_what_cannot_wait(project: Path, started: list[str], tmp_path: Path):
    with pytest.raises(RunError, match="outside"):
        enqueue(project, new_run(tmp_path / "elsewhere", DistilRecipe(), {}))
    done = made(project, "done")
    done.write_result({})
    with pytest.raises(RunError, match="done"):
        enqueue(project, done)
    assert started == []


def test_out_of_the_line(project: Path, started: list[str]):
    enqueue(project, made(project, "first"))
    run = made(project, "second")
    enqueue(project, run)
    leave_line(run)
    assert run.status().state == "paused"
    enqueue(project, run)
    assert run.status().state == "waiting"


def test_a_reboot_is_survived(project: Path, started: list[str]):
    """Those in line are still there, and the one that ran then goes on."""
    ran, waits = made(project, "ran"), made(project, "waits")
    enqueue(project, ran)
    enqueue(project, waits)
    gone = {**ran.heard_last, "pid": 2**22 + 1, "process_start": "1", "boot": "before"}
    write_json(ran.path / "heartbeat", gone)
    assert ran.status().state == "dead"
    assert revive_runs(project) == [ran.path]
    assert places(project) == {"ran": None, "waits": 1}


def test_a_damaged_ticket_keeps_nobody_up(project: Path, started: list[str]):
    run = made(project, "run")
    (run.path / "queued.json").write_text("{", "utf-8")
    enqueue(project, made(project, "other"))
    assert started == ["other"]


def _starts_next(project: str, together: Any) -> None:
    together.wait()
    start_next(Path(project))


def test_many_who_end_together_start_no_more_than_fit(project: Path, started: list[str]):
    """Eight processes look at once; the lock lets one of them start the next."""
    first = made(project, "first")
    enqueue(project, first)
    for number in range(4):
        enqueue(project, made(project, f"run-{number}"))
    end(first, accuracy=1.0)
    context = multiprocessing.get_context("fork")
    words = (str(project), context.Barrier(8))
    many = [context.Process(target=_starts_next, args=words) for _ in range(8)]
    for process in many:
        process.start()
    for process in many:
        process.join()
    assert (project / "starts").read_text("utf-8").split() == ["first", "run-0"]


DAMAGES: dict[str, Callable[[Path], object]] = {
    "bytes": lambda run: (run / "recipe.toml").write_bytes(b"\xff\xfe"),
    "folder": lambda run: ((run / "recipe.toml").unlink(), (run / "recipe.toml").mkdir()),
    "events": lambda run: (run / "events.jsonl").mkdir(),
    "stage": lambda run: (run / "provenance.json").unlink(),
    "chain": lambda run: write_json(run / "provenance.json", {"stage": "distil", "chain": 7}),
    "started": lambda run: write_json(run / "provenance.json", {"stage": "d", "started": "x"}),
    "inputs": lambda run: write_json(run / "provenance.json", {"stage": "d", "inputs": 3}),
    "event": lambda run: (run / "events.jsonl").write_text('{"done": "x", "metrics": []}\n'),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_one_damaged_run_keeps_no_other_from_going_on(
    project: Path,
    started: list[str],
    damage: Callable[[Path], object],
    capsys: pytest.CaptureFixture[str],
):
    with Project.create(project / "p"):
        pass
    folder = project / "p"
    bad, good = (new_run(folder / "runs" / name, DistilRecipe(), {}) for name in ("bad", "good"))
    write_json(bad.path / "queued.json", {"time": 0, "after": None})
    damage(bad.path)
    enqueue(folder, good)
    assert "good" in started or started == ["bad"]
    for verb in ("runs", "queue"):
        assert main([verb, str(folder), "--json"]) == 0
    capsys.readouterr()
    rows = {row.name: row for row in list_runs(folder / "runs")}
    assert rows["good"].state == "waiting"
    assert rows["bad"].state in ("failed", "waiting")
    if rows["bad"].state == "failed":
        why = explain_end(bad)
        assert why is not None
        assert "damaged" in why.sentence
        with pytest.raises(RunError, match="already"):
            new_run(bad.path, DistilRecipe(), {})


def test_odd_numbers_in_events_are_missing(project: Path):
    run = made(project, "run")
    run.append_event("epoch", 1, 2, loss=float("nan"), val_accuracy=0.5)
    (run.path / "result.json").write_text('{"accuracy": NaN}')
    assert run.status().metrics == {"val_accuracy": 0.5}
    json.dumps(run.status().to_dict(), allow_nan=False)


def test_what_is_gone_is_not_made_anew(project: Path, started: list[str]):
    """Another window still shows a run that was thrown away."""
    run = made(project, "run")
    trashed = discard_run(run)
    for step in (
        lambda: run.request_stop("pause"),
        lambda: leave_line(run),
        lambda: start_detached(["distil", "p", "--resume", str(run.path)], run.path),
    ):
        with pytest.raises(RunError, match="holds no run"):
            step()
    assert not run.path.exists()
    run.path.mkdir()  # traces of an older version
    (run.path / "log.txt").write_text("")
    assert restore_run(trashed).status().stage == "distil"


@pytest.mark.parametrize("name", ["../../escaped", "a/b", ".hidden", "", "x\ny", "x" * 300])
def test_names_of_chains_are_names(project: Path, name: str):
    with pytest.raises(RunError, match="cannot name a run"):
        chain_paths(project / "runs", name, [FinetuneRecipe(), DistilRecipe()])


def test_a_promised_bundle_is_owed(project: Path, started: list[str]):
    """Killed, or refused, between the result and the bundle: it goes on with that."""
    run = made(project, "run")
    run.record(bundle=str(project / "out.ascbundle"))
    run.write_result({"accuracy": 1.0})
    with pytest.raises(RunError), run.heartbeat():
        RunFolder.open(run.path / "as if the disk were full")
    assert run.status().state == "failed"
    assert explain_end(run) is not None
    assert not run.is_done
    assert enqueue(project, run) == [run.path]
    end(run)
    (run.path / "ended.json").unlink(missing_ok=True)
    assert run.is_done  # whoever deletes a bundle later wants no other


def test_a_project_that_was_moved_keeps_its_line(
    project: Path, started: list[str], tmp_path_factory: pytest.TempPathFactory
):
    teacher, student = made(project, "teacher"), made(project, "student")
    enqueue(project, made(project, "first"))
    enqueue(project, teacher)
    enqueue(project, student, after=teacher)
    moved = tmp_path_factory.mktemp("elsewhere") / "project"
    project.rename(moved)
    end(RunFolder(moved / "runs" / "first"), accuracy=1.0)
    assert start_next(moved) == [moved / "runs" / "teacher"]
    end(RunFolder(moved / "runs" / "teacher"), accuracy=1.0)
    assert start_next(moved) == [moved / "runs" / "student"]


def test_whoever_looks_starts_the_next(
    project: Path, started: list[str], monkeypatch: pytest.MonkeyPatch
):
    """A worker is killed while no window is open; the list of runs starts the one that waits."""
    with Project.create(project / "p"):
        pass
    folder = project / "p"
    ran, waits = (new_run(folder / "runs" / name, DistilRecipe(), {}) for name in ("ran", "waits"))
    enqueue(folder, ran)
    enqueue(folder, waits)
    write_json(ran.path / "heartbeat", {**ran.heard_last, "pid": 2**22 + 1})
    assert main(["runs", str(folder), "--json"]) == 0
    assert started == ["ran", "waits"]


def test_out_of_the_line_when_its_turn_has_just_come(project: Path, started: list[str]):
    run = made(project, "run")
    enqueue(project, run)
    leave_line(run)
    assert run.stop_requested() == "pause"
    assert not run.end


def _makes(path: str, together: Any, made: Any) -> None:
    together.wait()
    with contextlib.suppress(RunError):
        new_run(Path(path), DistilRecipe(seed=multiprocessing.current_process().pid or 0), {})
        made.put(multiprocessing.current_process().pid)


def test_of_many_who_make_a_run_in_one_folder_one_does(project: Path):
    context = multiprocessing.get_context("fork")
    together, made = context.Barrier(8), context.Queue()
    words = (str(project / "runs" / "same"), together, made)
    many = [context.Process(target=_makes, args=words) for _ in range(8)]
    for process in many:
        process.start()
    for process in many:
        process.join()
    assert made.qsize() == 1
    recipe = DistilRecipe.from_toml(RunFolder(project / "runs" / "same").recipe_toml)
    assert recipe.seed == made.get()


def test_a_chain_that_cannot_be_made_leaves_nothing(project: Path):
    def make(recipe: RunRecipe, path: Path, inputs: Mapping[str, str]) -> RunFolder:
        if path.name == "student":
            raise RunError("no")
        return new_run(path, recipe, inputs)

    paths = [project / "runs" / name for name in ("teacher", "student")]
    with pytest.raises(RunError, match="no"):
        start_chain(project, paths, [FinetuneRecipe(), DistilRecipe()], make)
    assert list_runs(project / "runs") == []
    assert not paths[0].exists()


def _holds(path: str, together: Any, apart: Any, held: Any) -> None:
    together.wait()
    with contextlib.suppress(RunError), RunFolder(Path(path)).heartbeat():
        held.put(1)
        apart.wait()
        return
    apart.wait()


def test_of_many_who_want_a_run_one_holds_it(project: Path):
    run = made(project, "run")
    context = multiprocessing.get_context("fork")
    together, apart, held = context.Barrier(8), context.Barrier(8), context.Queue()
    words = (str(run.path), together, apart, held)
    many = [context.Process(target=_holds, args=words) for _ in range(8)]
    for process in many:
        process.start()
    for process in many:
        process.join()
    assert held.qsize() == 1


def test_what_is_held_is_not_started_again(project: Path):
    run = made(project, "run")
    write_owner(run.path, ProcessName.of(1))
    with pytest.raises(RunError, match="already going on"):
        start_detached(["recipes"], run.path)
    assert not (run.path / "log.txt").exists()


# The trash and room on disk


def learnt(run: RunFolder) -> None:
    for name, size in (("last", 3000), ("best", 1000), ("network", 1000)):
        (run.checkpoint_dir / f"{name}.safetensors").write_bytes(bytes(size))


def test_out_of_the_trash_as_it_was(project: Path):
    run = made(project, "run")
    learnt(run)
    before = {p.name: p.read_bytes() for p in run.path.rglob("*") if p.is_file()}
    trashed = discard_run(run)
    assert not run.path.exists()
    assert list_runs(project / "runs") == []
    (row,) = in_trash(project / "runs")
    assert (row.name, row.path, row.before) == ("run", trashed, run.path)
    assert row.n_bytes >= 5000
    back = restore_run(trashed)
    assert back.path == run.path
    assert {p.name: p.read_bytes() for p in run.path.rglob("*") if p.is_file()} == before
    json.dumps(row.to_dict())


@pytest.mark.parametrize("before", ["..", "/a/..", "{runs}/.trash", "{runs}", "/", "", 3, None, []])
def test_a_note_of_the_trash_that_names_another_folder_deletes_nothing(
    project: Path, before: object
):
    other = made(project, "other")
    (project / "runs" / "kept" / "audio").mkdir(parents=True)
    trashed = discard_run(made(project, "run"))
    said = before.format(runs=project / "runs") if isinstance(before, str) else before
    write_json(trashed / "trashed.json", {"before": said, "time": "yesterday"})
    (row,) = in_trash(project / "runs")
    assert row.time == 0.0
    back = restore_run(trashed)
    assert back.path.parent == project / "runs"
    assert back.status().stage == other.status().stage == "distil"
    assert (project / "runs" / "kept" / "audio").is_dir()


def test_a_folder_of_another_name_is_not_taken_for_traces_of_a_run(project: Path):
    kept = project / "runs" / "kept"
    kept.mkdir()
    (kept / "notes.txt").write_text("ours")
    trashed = discard_run(made(project, "run"))
    write_json(trashed / "trashed.json", {"before": str(kept), "time": 1})
    assert restore_run(trashed).name == "run"
    assert (kept / "notes.txt").read_text() == "ours"


def test_a_folder_in_the_place_of_a_run_is_not_taken_for_its_traces(project: Path):
    trashed = discard_run(made(project, "run"))
    (project / "runs" / "run" / "audio").mkdir(parents=True)
    with pytest.raises(RunError, match="another run"):
        restore_run(trashed)
    assert (project / "runs" / "run" / "audio").is_dir()


def test_the_same_name_twice(project: Path):
    first = discard_run(made(project, "run"))
    again = made(project, "run")
    with pytest.raises(RunError, match="another run"):
        restore_run(first)
    second = discard_run(again)
    assert first != second
    restore_run(second)
    assert empty_trash(project / "runs") > 0
    assert in_trash(project / "runs") == []
    with pytest.raises(RunError, match="not in the trash"):
        restore_run(first)


def test_what_is_going_on_is_not_moved(project: Path):
    run = made(project, "run")
    with run.heartbeat(), pytest.raises(RunError, match="going on"):
        discard_run(run)


def test_pruning_leaves_the_network(project: Path):
    run = made(project, "run")
    learnt(run)
    assert disk_use(run).prunable_bytes == 0  # it may have to go on
    assert prune_run(run) == 0
    run.write_result({"accuracy": 1.0})
    assert disk_use(run).prunable_bytes == 4000
    assert prune_run(run) == 4000
    assert {p.name for p in run.checkpoint_dir.iterdir()} == {"network.safetensors"}
    assert disk_use(run).n_bytes < 4000
