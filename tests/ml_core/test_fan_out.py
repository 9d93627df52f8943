"""Many commands at once: what they come to, what is left alone, who may not run them."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from ml_core.cli import main
from ml_core.cluster import Task, fan_out, far_side, ray_door
from ml_core.errors import MissingPack, RunError
from ml_core.files import write_text
from ml_core.progress import Cancelled, Monitor, Progress
from ml_core.runs import RunFolder
from ml_core.runs.compute import Compute
from tests.ml_core.projects import filled


def task(folder: Path, *words: str, needs: Sequence[Path] = ()) -> Task:
    folder.mkdir(exist_ok=True)
    return Task(words, folder, folder / "done", tuple(needs))


def test_each_command_comes_to_its_own_end(tmp_path: Path):
    """The very same ``asc`` in a child; what it says is in its folder."""
    good = task(tmp_path / "good", "recipes", "finetune-default", "--json")
    bad = task(tmp_path / "bad", "recipes", "nonsense")
    unseen = task(tmp_path / "unseen", "recipes", needs=[tmp_path / "elsewhere"])
    done = task(tmp_path / "done", "recipes", "nonsense")
    write_text(done.done, "")
    told: list[Progress] = []
    outcomes = fan_out(
        [good, bad, unseen, done], Compute("processes", 2), Monitor(told.append), stage="test"
    )
    assert [one.task for one in outcomes] == [good, bad, unseen, done]
    assert [one.status for one in outcomes] == [0, 1, 1, 0]
    assert "finetune-default" in (good.folder / "log.txt").read_text("utf-8")
    assert "nonsense" in outcomes[1].message
    assert "must lie on a shared folder" in outcomes[2].message
    assert not (done.folder / "log.txt").exists(), "what is done is left alone"
    assert (told[-1].done, told[-1].total) == (4, 4)


def test_other_versions_are_refused_by_name(tmp_path: Path):
    one = task(tmp_path / "one", "recipes")
    told = far_side.versions() | {"torch": "1.0"}
    status, problem = far_side.perform(one.words, str(one.folder), str(one.done), [], {}, told)
    assert status == 1
    assert "torch" in problem
    assert "1.0" in problem


def test_what_is_killed_begins_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    starts: list[int] = []
    mark = str(tmp_path / "mark")
    first_dies = (
        "import os\n"
        f"if not os.path.exists({mark!r}):\n"
        f"    open({mark!r}, 'w').close()\n"
        "    os.kill(os.getpid(), 9)\n"
    )

    def command(module: str, *words: str) -> list[str]:
        starts.append(1)
        return [sys.executable, "-c", first_dies]

    monkeypatch.setattr(far_side, "module_command", command)
    [outcome] = fan_out([task(tmp_path / "one", "x")], Compute(), Monitor(), stage="test")
    assert outcome.status == 0
    assert len(starts) == 2


def test_what_is_killed_again_and_again_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    dies = [sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]
    monkeypatch.setattr(far_side, "module_command", lambda *words: dies)
    monkeypatch.setattr(ray_door, "STARTS", 1)
    [outcome] = fan_out([task(tmp_path / "one", "x")], Compute(), Monitor(), stage="test")
    assert outcome.status < 0
    assert "lost 2 times" in outcome.message


def test_a_run_that_waits_for_a_worker_says_so(tmp_path: Path):
    run = RunFolder.create(tmp_path / "run", "finetune", "stage = 'finetune'\n", {})
    assert run.status().state == "dead"
    far_side.hold_place(run)
    assert run.status().state == "waiting"
    far_side.hold_place(run)  # renewed
    far_side.give_up_place(run)
    assert run.status().state == "dead"
    with run.heartbeat():  # somebody works on it
        far_side.give_up_place(run)
        assert run.is_held


def test_who_is_stopped_stops_what_it_handed_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    here = threading.Event()
    sleeps = [sys.executable, "-c", "import time; time.sleep(0.5)"]
    monkeypatch.setattr(far_side, "module_command", lambda *words: here.set() or sleeps)
    tasks = [task(tmp_path / str(n), "x") for n in range(3)]
    monitor = Monitor(lambda progress: monitor.cancel() if here.is_set() else None)
    began = time.monotonic()
    with pytest.raises(Cancelled):
        fan_out(tasks, Compute(), monitor, stage="test")
    assert not (tmp_path / "2" / "log.txt").exists(), "the last was never begun"
    assert time.monotonic() >= began


@pytest.mark.skipif(sys.platform != "linux", reason="the system ends the child")
def test_a_command_dies_with_the_worker_that_runs_it(tmp_path: Path):
    """Killed, a worker can say nothing to its child."""
    script = (
        "import sys\nfrom ml_core.cluster import far_side\n"
        "far_side.module_command = lambda *w: [sys.executable, '-c', "
        "'import os, time; print(os.getpid(), flush=True); time.sleep(60)']\n"
        f"far_side.perform(['x'], {str(tmp_path)!r}, {str(tmp_path / 'done')!r}, [], {{}}, {{}})\n"
    )
    worker = subprocess.Popen([sys.executable, "-c", script], cwd=Path(__file__).parents[2])
    log, end = tmp_path / "log.txt", time.monotonic() + 60
    while not (log.exists() and log.read_text("utf-8").endswith("\n")):
        assert time.monotonic() < end
        assert worker.poll() is None
        time.sleep(0.02)
    child = int(log.read_text("utf-8"))
    worker.kill()
    worker.wait()
    while Path(f"/proc/{child}").exists():
        state = Path(f"/proc/{child}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
        if state == "Z":
            break
        assert time.monotonic() < end
        time.sleep(0.02)


def test_without_ray_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ray_door.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingPack, match="cluster pack"):
        fan_out([task(tmp_path / "one", "x")], Compute("ray"), Monitor(), stage="test")


def test_ray_tells_its_makers_nothing_and_listens_to_this_computer_alone():
    assert ray_door.QUIET["RAY_USAGE_STATS_ENABLED"] == "0"
    with ray_door._environment({**ray_door.QUIET, **ray_door.ALONE}):
        assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"
        assert os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] == "0"
    assert "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER" not in os.environ


def test_many_runs_are_not_for_torchrun():
    from ml_core.cli.computing import of_many

    with pytest.raises(RunError, match="torchrun"):
        of_many("nodes")


@pytest.mark.parametrize(
    "words",
    [["finetune"], ["ensemble"], ["all"], ["search", "--recipe", "distil-quick"]],
    ids=" ".join,
)
def test_without_ray_no_run_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
):
    filled(tmp_path / "project").close()
    monkeypatch.setattr(ray_door.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr("ml_core.worker.require_pack", lambda stage: None)
    verb, *rest = words
    rest += ["--minutes", "1"] if verb == "search" else []
    assert main([verb, str(tmp_path / "project"), *rest, "--compute", "ray"]) == 1
    assert not list((tmp_path / "project").glob("runs/*"))
