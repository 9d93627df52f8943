"""A run killed in the middle of an epoch and resumed ends in the same weights, bit for bit."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import safetensors.torch
import torch

from ml_core.errors import CheckpointError, RunError
from ml_core.files import write_json
from ml_core.progress import Cancelled, Monitor, Progress
from ml_core.project import Project
from ml_core.recipes import DistilRecipe
from ml_core.runs import RunFolder, StopRequested, kept_of
from ml_core.training.checkpoint import load_tensors, save_tensors
from ml_core.training.loop import _Loop
from ml_core.worker import run_stage, start_run
from tests.stages.tiny import QUICK

RECIPE = DistilRecipe(
    network="cp-mobile-6k", epochs=4, windows_per_clip=3, peak_lr=1e-2, validation_share=0.3
).with_overrides(QUICK)


def weights(run: RunFolder, name: str = "last") -> dict[str, torch.Tensor]:
    return safetensors.torch.load_file(run.checkpoint_dir / f"{name}.safetensors")


WEIGHTS = ("last", "network")  # files of a run


def assert_same(one: RunFolder, other: RunFolder, *names: str) -> None:
    for name in names or WEIGHTS:
        a, b = weights(one, name), weights(other, name)
        assert a.keys() == b.keys()
        for key in a:
            assert torch.equal(a[key], b[key]), key


@pytest.fixture
def whole(project: Project) -> RunFolder:
    run = start_run(project, RECIPE, None, {})
    run_stage(project, run)
    return run


def test_an_epoch_is_told_before_it_is_kept(project: Project):
    """Else a kill in between would leave a hole in the curve; also one that was asked to stop."""
    run = start_run(project, RECIPE, None, {})
    path = run.checkpoint_dir / "last.safetensors"
    kept: dict[int, int] = {}

    def look(progress: Progress) -> None:
        if progress.stage == "epoch":
            kept[progress.done] = load_tensors(path)[1]["epoch"] if path.is_file() else 0
            if progress.done == 3:
                run.request_stop("pause")

    with pytest.raises(StopRequested):
        run_stage(project, run, Monitor(look))
    assert kept == {1: 0, 2: 1, 3: 2}
    assert load_tensors(path)[1]["epoch"] == 3
    told = [event["done"] for event in run.read_events()[0] if event["stage"] == "epoch"]
    assert [done for done in (1, 2, 3) if done not in told] == []


def test_a_paused_run_goes_on_as_if_nothing_had_been(project: Project, whole: RunFolder):
    run = start_run(project, RECIPE, None, {})
    n_steps = 0

    class StopsWithinTheThirdEpoch(Monitor):
        def check(self) -> None:
            nonlocal n_steps
            n_steps += 1
            if len(done) == 2 and n_steps > 5:
                raise Cancelled

    done: list[Progress] = []
    monitor = StopsWithinTheThirdEpoch(lambda p: done.append(p) if p.stage == "epoch" else None)
    with pytest.raises(Cancelled):
        run_stage(project, run, monitor)
    assert run.status().state == "paused"
    run_stage(project, run)
    assert_same(run, whole)


def signalled_after_an_epoch(project: Project, run: RunFolder, number: signal.Signals) -> int:
    """Train in a child, send it a signal once an epoch is done, return its exit status."""
    command = [
        sys.executable, "-m", "ml_core", "distil", str(project.folder),
        "--resume", str(run.path), "--json",
    ]  # fmt: skip
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while not any(event["stage"] == "epoch" for event in run.read_events()[0]):
        assert child.poll() is None
        assert time.monotonic() < end
        time.sleep(0.005)
    child.send_signal(number)
    return child.wait(60)


def test_a_run_that_is_discarded_while_it_learns_says_where_it_went(project: Project):
    run = start_run(project, RECIPE, None, {})
    command = [sys.executable, "-m", "ml_core", "distil", str(project.folder)]
    child = subprocess.Popen(
        [*command, "--resume", str(run.path)], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
        text=True,
    )  # fmt: skip
    end = time.monotonic() + 60
    while not any(event["stage"] == "epoch" for event in run.read_events()[0]):
        assert child.poll() is None
        assert time.monotonic() < end
        time.sleep(0.005)
    run.request_stop("discard")
    _, said = child.communicate(timeout=60)
    assert child.returncode == 130
    assert "Traceback" not in said
    assert f'"{run.name}" went into the trash' in said
    assert not run.path.exists()


def test_ctrl_c_pauses(project: Project):
    run = start_run(project, RECIPE.with_overrides(["epochs=5000"]), None, {})
    assert signalled_after_an_epoch(project, run, signal.SIGINT) == 130
    assert run.status().state == "paused"


def test_a_killed_run_goes_on_as_if_nothing_had_been(project: Project, whole: RunFolder):
    run = start_run(project, RECIPE, None, {})
    assert signalled_after_an_epoch(project, run, signal.SIGKILL) == -signal.SIGKILL
    assert run.status().state == "dead"
    assert not (run.path / "result.json").exists()
    run_stage(project, run)
    assert_same(run, whole)


def test_it_does_not_go_on_with_other_clips(project: Project):
    run = start_run(project, RECIPE, None, {})
    monitor = Monitor(lambda p: monitor.cancel() if p.stage == "epoch" else None)
    with pytest.raises(Cancelled):
        run_stage(project, run, monitor)
    clip = project.clips(split="train")[0]
    project.set_state([clip.segment_id], "excluded")
    with pytest.raises(RunError, match="changed"):
        run_stage(project, run)
    project.undo()
    run_stage(project, run)
    assert run.status().state == "done"


def test_it_does_not_go_on_with_other_sound(project: Project):
    """The same clips, but under the name of one lies another recording."""
    run = paused(project, RECIPE, {})
    path = project.clips(split="train")[0].path
    before = path.read_bytes()
    path.write_bytes(before[:-2] + bytes(2))
    with pytest.raises(RunError, match=f'Recordings .* changed since "{run.name}"') as error:
        run_stage(project, run)
    assert "Put them back" in error.value.hint
    path.unlink()
    with pytest.raises(RunError, match=r"Recordings .* changed"):
        run_stage(project, run)
    path.write_bytes(before)  # at another time
    run_stage(project, run)
    assert run.status().state == "done"


def test_runs_that_do_not_say_what_they_heard_go_on(project: Project):
    run = paused(project, RECIPE, {})
    facts = run.provenance
    del facts["recordings_digest"]
    write_json(run.path / "provenance.json", facts)
    run_stage(project, run)
    assert run.status().state == "done"
    assert "recordings_digest" in run.provenance


def paused(project: Project, recipe: DistilRecipe, inputs: dict[str, str]) -> RunFolder:
    run = start_run(project, recipe, None, inputs)
    monitor = Monitor(lambda p: monitor.cancel() if p.stage == "epoch" else None)
    with pytest.raises(Cancelled):
        run_stage(project, run, monitor)
    return run


def test_it_does_not_go_on_with_another_teacher(project: Project, whole: RunFolder):
    run = paused(project, RECIPE, {"teacher": str(whole.path)})
    network = whole.checkpoint_dir / "network.safetensors"
    before = network.read_bytes()
    tensors = safetensors.torch.load_file(network)
    safetensors.torch.save_file({k: v + 1 for k, v in tensors.items()}, network)
    with pytest.raises(RunError, match=f'teacher "{whole.name}" has changed'):
        run_stage(project, run)
    network.write_bytes(before)
    run_stage(project, run)
    assert run.status().state == "done"


@pytest.mark.parametrize("change", ["missing", "shape", "facts"])
def test_a_state_of_something_else_is_refused(project: Project, change: str):
    run = paused(project, RECIPE, {})
    last = run.checkpoint_dir / "last.safetensors"
    tensors, facts = load_tensors(last)
    name = next(name for name in tensors if not name.startswith("optimizer."))
    taken = tensors.pop(name)
    odd = {"missing": {}, "shape": {name: torch.zeros(3)}, "facts": {name: taken}}
    save_tensors(last, {**tensors, **odd[change]}, **({} if change == "facts" else facts))
    with pytest.raises(CheckpointError, match="not of this network"):
        run_stage(project, run)


def test_the_command_says_what_it_made(project: Project, tmp_path: Path):
    out = tmp_path / "out"
    command = [
        sys.executable, "-m", "ml_core", "distil", str(project.folder), "--recipe", "distil-quick",
        "--out", str(out), "--json", "--set", "epochs=1", "--set", "threads=1",
        "--set", "torch_device=cpu",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["run"] == str(out)
    assert "accuracy" in answer["result"]


def test_weights_out_of_bounds_are_never_kept(project: Project, monkeypatch: pytest.MonkeyPatch):
    """In the last step of an epoch: the losses that were seen are finite all the same."""
    run = start_run(project, RECIPE, None, {})
    finish = _Loop.finish_epoch

    def spoil(self: _Loop, monitor: Monitor, loss: float) -> None:
        if self.epoch == 2:
            with torch.no_grad():
                next(self._network.parameters()).fill_(float("nan"))
        finish(self, monitor, loss)

    monkeypatch.setattr(_Loop, "finish_epoch", spoil)
    with pytest.raises(RunError, match="out of bounds in epoch 3"):
        run_stage(project, run)
    assert kept_of(run.checkpoint_dir).epoch == 2
    for value in weights(run, "best").values():
        assert value.isfinite().all()


def test_a_bundle_that_was_promised_is_written_by_whoever_resumes(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    run, out = start_run(project, RECIPE, None, {}), tmp_path / "out.ascbundle"
    run.record(bundle=str(out))
    run.write_result({"accuracy": 1.0})  # killed here
    write_json(run.path / "heartbeat", {"pid": 2**22 + 1, "process_start": "1", "host": ""})
    made: list[Path] = []
    monkeypatch.setattr(
        "ml_core.stages.export_bundle.export_bundle",
        lambda _run, path, _project: (made.append(path), path.write_bytes(b"")),
    )
    assert run_stage(project, run) == {"accuracy": 1.0}
    assert made == [out]
    assert run_stage(project, run) == {"accuracy": 1.0}
    assert made == [out]
    assert run.status().state == "done"
