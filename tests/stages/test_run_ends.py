"""What goes wrong in the middle of training ends in its cause, with the best network kept."""

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch

from ml_core.errors import RunError, UnreadableRecording
from ml_core.progress import Cancelled, Monitor
from ml_core.project import Project
from ml_core.recipes import DistilRecipe
from ml_core.runs import End, RunFolder, explain_end
from ml_core.runs.kept import kept_of
from ml_core.training.imitation import StudentStory
from ml_core.worker import run_stage, start_run
from tests.stages.tiny import QUICK

RECIPE = DistilRecipe(
    network="cp-mobile-6k", epochs=5000, windows_per_clip=3, peak_lr=1e-2, validation_share=0.3
).with_overrides(QUICK)


def wait_for(condition: Callable[[], bool], child: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 120
    while not condition():
        assert child.poll() is None
        assert time.monotonic() < end
        time.sleep(0.01)


def n_epochs(run: RunFolder) -> int:
    return sum(event["stage"] == "epoch" for event in run.read_events()[0])


@contextlib.contextmanager
def resumed(project: Project, run: RunFolder) -> Iterator[subprocess.Popen[bytes]]:
    """A worker; afterwards it has ended by itself."""
    command = [sys.executable, "-m", "ml_core", "distil", str(project.folder)]
    child = subprocess.Popen(
        [*command, "--resume", str(run.path), "--json"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield child
        child.wait(120)
    finally:
        child.kill()
        child.wait()


@contextlib.contextmanager
def training(project: Project, run: RunFolder) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that has finished two epochs; afterwards it has ended by itself."""
    with resumed(project, run) as child:
        wait_for(lambda: n_epochs(run) >= 2, child)
        yield child


def end_of(run: RunFolder) -> End:
    assert run.status().state == "failed"
    end = explain_end(run)
    assert end is not None
    assert kept_of(run.checkpoint_dir).best_epoch > 0
    assert (run.checkpoint_dir / "best.safetensors").is_file()
    assert "kept" in end.kept
    return end


def keeps_best(project: Project, run: RunFolder) -> None:
    """What was learnt can be made the run's network, although nothing more is learnt."""
    learnt = kept_of(run.checkpoint_dir)
    result = run_stage(project, run, Monitor(lambda _: run.request_stop("keep")))
    assert (result["epochs"], result["kept_epoch"]) == (learnt.epoch, learnt.best_epoch)
    assert result["stopped_early"]


def test_no_room_for_the_checkpoint(project: Project):
    """The largest file it may write is made smaller than its state, as a full disk would be."""
    run = start_run(project, RECIPE, None, {})
    with training(project, run) as child:
        size = (run.checkpoint_dir / "last.safetensors").stat().st_size
        resource.prlimit(child.pid, resource.RLIMIT_FSIZE, (size // 2, size // 2))
    end = end_of(run)
    assert end.cause == "disk"
    assert end.sentence == "The disk is full."
    keeps_best(project, run)


def fill(path: Path) -> None:
    """Write until the disk refuses."""
    with path.open("wb", buffering=0) as stream, contextlib.suppress(OSError):
        while True:
            stream.write(bytes(4096))


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_disk_that_is_full(project: Project, tmp_path: Path):
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(small)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody mount")
    try:
        run = start_run(project, RECIPE, small / "run", {})
        with training(project, run):
            fill(small / "other")
        end = end_of(run)
        assert end.cause == "disk"
        (small / "other").unlink()
        keeps_best(project, run)
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_no_more_memory(project: Project):
    """A run that goes on gets hardly more memory than it has before its first step."""
    recipe = RECIPE.with_overrides(["batch_size=96", "windows_per_clip=12"])
    run = start_run(project, recipe, None, {})
    pause = Monitor(lambda p: pause.cancel() if p.stage == "epoch" and p.done == 2 else None)
    with pytest.raises(Cancelled):
        run_stage(project, run, pause)
    with resumed(project, run) as child:
        wait_for(lambda: any("Goes on" in e.get("note", "") for e in run.read_events()[0]), child)
        pages = int(Path(f"/proc/{child.pid}/statm").read_text("ascii").split()[0])
        limit = pages * resource.getpagesize() + 8_000_000
        resource.prlimit(child.pid, resource.RLIMIT_AS, (limit, limit))
    end = end_of(run)
    assert end.cause == "memory"
    assert "memory" in end.sentence
    assert end.settings == {"batch_size": 48}


@contextlib.contextmanager
def little_memory(folder: Path, file: str) -> Iterator[Callable[[int, int], None]]:
    """A group of processes whose memory the kernel limits: put one in, and say how many bytes."""
    folder.mkdir()
    try:

        def limit(pid: int, n_bytes: int) -> None:
            (folder / file).write_text(str(n_bytes), "ascii")
            (folder / "cgroup.procs").write_text(str(pid), "ascii")

        yield limit
    finally:
        folder.rmdir()


def kernel_limit() -> tuple[Path, str] | None:
    """Where this system lets groups be made, and the file that limits one; None: it does not."""
    root = Path("/sys/fs/cgroup")
    name = f"asc-test-{os.getpid()}"
    with contextlib.suppress(OSError):
        if os.access(root / "memory" / "memory.limit_in_bytes", os.W_OK):
            return root / "memory" / name, "memory.limit_in_bytes"
        if "memory" in (root / "cgroup.subtree_control").read_text("ascii").split():
            return root / name, "memory.max"
    return None


@pytest.mark.slow
def test_ended_by_the_kernel_for_memory(project: Project):
    """The kernel itself kills the worker, with 9 and without a word; it goes on afterwards."""
    found = kernel_limit()
    if found is None or os.geteuid() != 0:
        pytest.skip("this system lets nobody limit memory")
    run = start_run(project, RECIPE.with_overrides(["epochs=4"]), None, {})
    pause = Monitor(lambda p: pause.cancel() if p.stage == "epoch" and p.done == 2 else None)
    with pytest.raises(Cancelled):
        run_stage(project, run, pause)
    with little_memory(*found) as limit:
        with resumed(project, run) as child:
            wait_for(lambda: run.is_held, child)
            limit(child.pid, 100_000_000)  # less than torch takes
        assert child.returncode == -signal.SIGKILL
    assert run.status().state == "dead"
    end = explain_end(run)
    assert end is not None
    assert end.cause == "memory"
    assert "want of memory" in end.sentence
    assert "kept" in end.kept
    assert run_stage(project, run)["epochs"] == 4


def test_a_clip_that_cannot_be_read_any_more(project: Project):
    """Windows are read from disk; the recording is cut, and its decoded copy is gone."""
    run = start_run(project, RECIPE.with_overrides(["memory_mb=0"]), None, {})
    paths = [clip.path for clip in project.clips(split="train")]
    with training(project, run):
        for path in paths:
            path.write_bytes(b"")
        shutil.rmtree(project.cache_dir / "samples", ignore_errors=True)  # it writes there
    end = end_of(run)
    assert end.cause == "clip"
    assert any(path.name in end.sentence for path in paths)


def test_a_gpu_that_is_gone(project: Project, monkeypatch: pytest.MonkeyPatch):
    """torch's own error; no GPU is here that could really be taken away."""
    run = start_run(project, RECIPE, None, {})
    step_loss = StudentStory.step_loss

    def vanish(self: StudentStory, network: torch.nn.Module, epoch: int, step: int):
        if epoch == 2:
            raise torch.AcceleratorError(
                "CUDA error: CUDA-capable device(s) is/are busy or unavailable"
            )
        return step_loss(self, network, epoch, step)

    with monkeypatch.context() as patched:
        patched.setattr(StudentStory, "step_loss", vanish)
        with pytest.raises(RunError, match="GPU is gone"):
            run_stage(project, run)
    end = end_of(run)
    assert end.cause == "gpu"
    keeps_best(project, run)


def test_a_clip_that_could_never_be_read_is_left_out(project: Project):
    """It is named in the events, and the run learns from the others."""
    clips = project.clips(split="train")
    clips[0].path.write_bytes(b"")
    recipe = RECIPE.with_overrides(["epochs=1", "validation_share=0.0"])
    run = start_run(project, recipe, None, {})
    result = run_stage(project, run)
    assert result["n_train"] == len(clips) - 1
    notes = [event["note"] for event in run.read_events()[0] if "note" in event]
    assert any(clips[0].name in note and "1 clip is left out" in note for note in notes)
    of_scene = [clip for clip in clips if clip.scene == clips[0].scene]
    for clip in of_scene:
        clip.path.write_bytes(b"")
    again = start_run(project, recipe, None, {})
    with pytest.raises(UnreadableRecording):
        run_stage(project, again)
    end = explain_end(again)
    assert end is not None
    assert end.cause == "clip"
