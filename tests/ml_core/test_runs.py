"""A run's state is told by its files alone, whatever was killed when."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ml_core.errors import AscError, RunError
from ml_core.files import write_json
from ml_core.progress import Cancelled
from ml_core.recipes import DistilRecipe
from ml_core.runs import (
    RunFolder,
    StopRequested,
    explain_end,
    fresh_path,
    list_runs,
    new_run,
    start_detached,
)
from ml_core.runs.holding import owner_of
from ml_core.runs.process import ProcessName

HOLD = """
import sys, time
from pathlib import Path
from ml_core.runs import RunFolder
run = RunFolder.open(Path(sys.argv[1]))
with run.heartbeat():
    run.append_event("epoch", 1, 4, loss=0.5)
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    return new_run(tmp_path / "runs" / "one", DistilRecipe(epochs=4), {"teacher": "/t"})


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def test_a_new_run_holds_its_recipe_and_inputs(run: RunFolder):
    assert DistilRecipe.from_toml(run.recipe_toml) == DistilRecipe(epochs=4)
    assert run.provenance["inputs"] == {"teacher": "/t"}
    assert run.status().stage == "distil"
    with pytest.raises(RunError, match="already"):
        new_run(run.path, DistilRecipe(), {})
    with pytest.raises(RunError, match="Cannot make a run"):
        new_run(run.path / "recipe.toml" / "run", DistilRecipe(), {})
    with pytest.raises(RunError, match="no run"):
        RunFolder.open(run.path / "checkpoint")


def test_states_of_a_run_that_ends_well(run: RunFolder):
    assert run.status().state == "dead"  # nobody has started it
    with run.heartbeat():
        assert run.status().state == "waiting"
        run.monitor().report(1, 4, stage="epoch", loss=0.5)
        status = run.status()
        assert (status.state, status.done, status.total) == ("running", 1, 4)
        assert status.metrics == {"loss": 0.5}
        assert status.progress == 0.25
        run.write_result({"accuracy": 0.9})
    assert run.status().state == "done"
    assert run.status().result == {"accuracy": 0.9}
    json.dumps(run.status().to_dict())


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (StopRequested("pause"), "paused"),
        (Cancelled(), "paused"),
        (KeyboardInterrupt(), "paused"),
        (StopRequested("discard"), "stopped"),
        (AscError("No clips.", hint="Import some."), "failed"),
        (ZeroDivisionError("oops"), "failed"),
    ],
)
def test_how_it_left_is_written_down_and_forgotten_when_it_goes_on(
    run: RunFolder, error: BaseException, state: str
):
    with pytest.raises(type(error)), run.heartbeat():
        raise error
    status = run.status()
    assert status.state == state
    if isinstance(error, AscError):
        assert (status.message, status.hint) == ("No clips.", "Import some.")
    assert run.checkpoint_dir.exists()  # also what is to be discarded: the trash can be undone
    with run.heartbeat():
        assert run.status().state == "waiting"


@pytest.mark.parametrize("kind", ["pause", "keep", "discard"])
def test_a_stop_file_is_seen_at_the_next_step(run: RunFolder, kind: str):
    with run.heartbeat():
        monitor = run.monitor()
        monitor.check()
        run.request_stop(kind)  # type: ignore[arg-type]
        with pytest.raises(StopRequested) as caught:
            monitor.check()
        assert caught.value.kind == kind
    with run.heartbeat():  # an old request does not stop a run that goes on
        run.monitor().check()


def test_events_are_read_in_parts_and_half_lines_wait(run: RunFolder):
    run.append_event("epoch", 1, 2, loss=1.5)
    events, offset = run.read_events()
    assert [event["metrics"] for event in events] == [{"loss": 1.5}]
    with (run.path / "events.jsonl").open("ab") as stream:
        stream.write(b'{"half')
    assert run.read_events(offset) == ([], offset)
    with run.heartbeat():  # killed in the middle of a line, then resumed
        run.append_event("epoch", 2, 2)
    assert [event["done"] for event in run.read_events(offset)[0]] == [2]
    assert run.status().done == 2


def test_killed_is_dead_at_once_and_can_be_taken_over(run: RunFolder):
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(run.path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    assert run.status().state == "running"
    with pytest.raises(RunError, match="already going on"), run.heartbeat():
        pass
    child.kill()
    until(lambda: run.status().state == "dead")  # a zombie works on nothing
    child.communicate()
    with run.heartbeat():
        assert run.status().state == "running"


def test_another_process_with_the_same_number_does_not_keep_a_run_alive(run: RunFolder):
    me = ProcessName.of(os.getpid())
    table = {**me.to_table(), "process_start": "1", "time": time.time()}
    write_json(run.path / "heartbeat", table)
    assert run.status().state == "dead"


def test_a_run_of_another_machine_is_judged_by_its_heartbeat(run: RunFolder):
    for age_s, state in ((1, "waiting"), (3600, "dead")):
        table = {"pid": 1, "process_start": "", "host": "elsewhere", "time": time.time() - age_s}
        write_json(run.path / "heartbeat", table)
        assert run.status().state == state


def test_runs_are_listed_oldest_first(tmp_path: Path):
    recipe = DistilRecipe()
    paths = [tmp_path / name for name in ("b", "a", "c")]
    for number, path in enumerate(paths):
        new_run(path, recipe, {}).record(started=number)
    (tmp_path / "no-run").mkdir()
    assert [status.path for status in list_runs(tmp_path)] == paths


def test_fresh_paths_are_fresh(tmp_path: Path):
    recipe = DistilRecipe(network="cp-mobile-6k")
    paths = set()
    for _ in range(3):
        path = fresh_path(tmp_path, recipe)
        assert path.name.startswith("distil-cp-mobile-6k-")
        new_run(path, recipe, {})
        paths.add(path)
    assert len(paths) == 3


def test_a_detached_process_logs_into_the_folder_and_outlives_no_pipe(tmp_path: Path):
    run = tmp_path / "run"
    start_detached(["recipes", "no-such-recipe"], run)
    until(lambda: "no-such-recipe" in (run / "log.txt").read_text("utf-8"))
    owner = json.loads((run / "heartbeat").read_text("utf-8"))
    assert owner["pid"] != os.getpid()
    until(lambda: ProcessName.from_table(owner).is_alive() is False)


def test_a_process_that_never_got_to_its_run_leaves_its_complaint(run: RunFolder):
    """A paused run that cannot go on is not paused any more: it says why."""
    write_json(run.path / "ended.json", {"state": "paused"})
    start_detached(["distil", str(run.path / "no-project"), "--resume", str(run.path)], run.path)
    until(lambda: run.status().state == "dead")
    end = explain_end(run)
    assert end is not None
    assert end.cause == "problem"
    assert "no-project" in end.sentence


def test_runs_need_no_torch():
    code = "import sys, ml_core.runs, ml_core.recipes; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_interrupting_the_foreground_pauses(run: RunFolder):
    def interrupt() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(10)

    with pytest.raises(KeyboardInterrupt), run.heartbeat():
        interrupt()
    assert run.status().state == "paused"


def test_a_run_that_failed_before_it_learned_does_not_block_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "run"
    run = RunFolder.create(path, "finetune", 'stage = "finetune"\n', {})
    with pytest.raises(RunError), run.heartbeat():
        raise RunError("no weights")
    assert run.status().state == "failed"
    again = RunFolder.create(path, "finetune", 'stage = "finetune"\n', {})
    assert again.status().state != "failed"
    (again.checkpoint_dir / "last.safetensors").write_bytes(b"learned")
    with pytest.raises(RunError), again.heartbeat():
        raise RunError("the disk is full")
    with pytest.raises(RunError, match="already is a run"):
        RunFolder.create(path, "finetune", 'stage = "finetune"\n', {})


@pytest.mark.parametrize("pid", [-1, 0, 1 << 31, 1 << 70, 1.5, True, "1", None, [1]])
def test_a_heartbeat_never_names_everybody(tmp_path: Path, pid: object):
    """A signal to process -1 would reach every process of the user."""
    name = {"pid": pid, "process_start": "", "host": socket.gethostname()}
    (tmp_path / "heartbeat").write_text(json.dumps(name))
    assert owner_of(tmp_path) is None
