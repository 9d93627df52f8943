"""Two processes with the same global batch learn what one learns; either may be killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import safetensors.torch
import torch
import torch.distributed as dist
from torch import nn

from ml_core.errors import RunError
from ml_core.models.blocks import initialise_convolutions
from ml_core.models.yamnet import YAMNet
from ml_core.progress import Cancelled, Monitor, Progress
from ml_core.project import Project
from ml_core.recipes import DistilRecipe, FinetuneRecipe, RunRecipe
from ml_core.runs import RunFolder, StopRequested, companions
from ml_core.training import together
from ml_core.worker import run_stage, start_run
from tests.stages.test_resume import assert_same
from tests.stages.tiny import QUICK

STUDENT = DistilRecipe(
    network="cp-mobile-6k", epochs=2, windows_per_clip=3, peak_lr=1e-4, validation_share=0.3
).with_overrides(QUICK)
# of every loss; what is left is the order in which sums are rounded: one process with two threads
# is as far from one with one thread after two epochs (5e-4)
RELATIVE = 1e-3


def begun(project: Project, compute: str, recipe: RunRecipe = STUDENT) -> RunFolder:
    run = start_run(project, recipe, None, {})
    if compute != "local":
        run.record(compute=compute)
    return run


def trained(project: Project, compute: str, recipe: RunRecipe = STUDENT) -> RunFolder:
    run = begun(project, compute, recipe)
    run_stage(project, run)
    return run


def curve(run: RunFolder) -> list[dict[str, Any]]:
    return [e["metrics"] for e in run.read_events()[0] if e["stage"] == "epoch"]


def assert_same_curve(one: RunFolder, other: RunFolder) -> None:
    assert len(curve(one)) == len(curve(other)) > 1
    for a, b in zip(curve(one), curve(other), strict=True):
        for name in ("loss", "val_loss"):
            assert b[name] == pytest.approx(a[name], rel=RELATIVE)
        assert a["lr"] == b["lr"]


def test_two_processes_learn_what_one_learns(project: Project):
    """The batch is shared 3 + 2; mixup, batch norms and the validation see all of it."""
    alone, shared = trained(project, "local"), trained(project, "processes:2")
    assert_same_curve(alone, shared)
    assert shared.provenance["compute"] == "processes:2"
    assert shared.provenance["threads"] == 1
    events = [event["stage"] for event in shared.read_events()[0]]
    assert events.count("epoch") == 2, "one process alone tells"
    assert shared.result is not None
    assert alone.result is not None
    assert shared.result["n_clips"] == alone.result["n_clips"]


def test_what_cannot_be_shared_is_refused(project: Project, monkeypatch: pytest.MonkeyPatch):
    run = begun(project, "nodes")
    for name in ("RANK", "SLURM_PROCID"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(RunError, match="Neither torchrun nor srun"):
        run_stage(project, run)
    assert run.status().state == "failed"


# --- the rest takes longer: a new pair of processes each -----------------------------------------


def _norm_rows(rank: int, folder: str) -> None:
    """In a process of its own: its rows of a batch through a shared norm, there and back."""
    dist.init_process_group("gloo", init_method=f"file://{folder}/group", rank=rank, world_size=2)
    norm, x, dy = _norm_and_batch()
    shared = together.SharedNorm.like(norm)
    own = x.tensor_split(2)[rank].contiguous(memory_format=torch.channels_last).requires_grad_()
    y = shared(own)
    y.backward(dy.tensor_split(2)[rank])
    assert own.grad is not None
    together.sum_gradients(shared)
    torch.save({"y": y.detach(), "dx": own.grad, "weight": shared.weight.grad,
                "bias": shared.bias.grad, **shared.state_dict(prefix="state.")},
               f"{folder}/{rank}.pt")  # fmt: skip
    dist.barrier()
    dist.destroy_process_group()


def _norm_and_batch() -> tuple[nn.BatchNorm2d, torch.Tensor, torch.Tensor]:
    torch.manual_seed(0)
    norm = nn.BatchNorm2d(3)
    nn.init.uniform_(norm.weight)
    nn.init.normal_(norm.bias)
    return norm, 2 + 3 * torch.randn(7, 3, 5, 4), torch.randn(7, 3, 5, 4)


def test_a_shared_norm_is_that_of_all_rows(tmp_path: Path):
    """Four rows here and three there: outputs, gradients and running statistics."""
    torch.multiprocessing.spawn(_norm_rows, (str(tmp_path),), nprocs=2)
    parts = [torch.load(tmp_path / f"{rank}.pt", weights_only=True) for rank in (0, 1)]
    norm, x, dy = _norm_and_batch()
    y = norm(x.requires_grad_())
    y.backward(dy)
    assert x.grad is not None
    found = {name: torch.cat([part[name] for part in parts]) for name in ("y", "dx")}
    torch.testing.assert_close(found, {"y": y.detach(), "dx": x.grad}, rtol=1e-5, atol=1e-5)
    for part in parts:
        assert norm.weight.grad is not None
        torch.testing.assert_close(part["weight"], norm.weight.grad, rtol=1e-5, atol=1e-5)
        torch.testing.assert_close(part["bias"], norm.bias.grad, rtol=1e-5, atol=1e-5)
        for name, value in norm.state_dict().items():
            torch.testing.assert_close(part[f"state.{name}"], value, rtol=1e-5, atol=1e-6)


@pytest.mark.slow
def test_a_loss_of_all_pairs_of_windows_is_that_of_one_process(project: Project):
    """Contrastive fine-tuning compares every window with every other, in micro-batches too."""
    recipe = FinetuneRecipe(
        network="cp-mobile-6k", epochs=2, windows_per_clip=4, peak_lr=1e-4, validation_share=0.3,
        contrastive_weight=0.5, contrastive_size=16,
    ).with_overrides([*QUICK, "batch_size=12"])  # fmt: skip
    assert_same_curve(trained(project, "local", recipe), trained(project, "processes:2", recipe))


@pytest.mark.slow
@pytest.mark.parametrize("trainable", ["all", "head"])
def test_parts_of_a_batch_are_those_of_one_process(
    project: Project, tmp_path: Path, trainable: str
):
    """Windows as recorded, in parts of five; a frozen body hears all of a batch at once."""
    network = ["network=cp-mobile-6k"]
    if trainable == "head":
        weights = tmp_path / "yamnet.safetensors"
        torch.manual_seed(0)
        published = YAMNet()
        initialise_convolutions(published)
        safetensors.torch.save_file(published.state_dict(), weights)
        network = ["network=yamnet", f"weights={weights}", "embeddings=live", "front_end="]
    recipe = FinetuneRecipe(
        epochs=2, windows_per_clip=4, peak_lr=1e-4, validation_share=0.3,
        contrastive_weight=0.5, contrastive_size=16,
    ).with_overrides([
        *QUICK, "batch_size=12", "micro_batch=5", "classifier_hears=clean",
        f"trainable={trainable}",
        *network,
    ])  # fmt: skip
    assert_same_curve(trained(project, "local", recipe), trained(project, "processes:2", recipe))


@pytest.mark.slow
@pytest.mark.parametrize(
    "how",
    [
        ["mixup_share=0", "crd_weight=0.5", "crd_negatives=16", "crd_size=16"],
        ["teacher_hears=augmented", "mixup_domain=waveform"],
        ["teacher_hears=dry", "dir_share=0.5"],
    ],
)
def test_who_is_taught_together_learns_what_one_learns(project: Project, how: list[str]):
    """Memory banks are of all rows; a teacher that listens hears in every process its rows."""
    teacher = trained(project, "local")
    recipe = STUDENT.with_overrides(how)
    runs = []
    for compute in ("local", "processes:2"):
        run = start_run(project, recipe, None, {"teacher": str(teacher.path)})
        if compute != "local":
            run.record(compute=compute)
        run_stage(project, run)
        runs.append(run)
    assert_same_curve(*runs)


def child_of(parent: int) -> int:
    """The process that trains with this one."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            stat = path.read_text("utf-8")
        except OSError:
            continue
        if int(stat.rpartition(")")[2].split()[1]) == parent:
            command = Path(path.parent, "cmdline").read_text("utf-8", "replace")
            if "ml_core" in command:
                return int(path.parent.name)
    return 0


def started(project: Project, run: RunFolder) -> subprocess.Popen[str]:
    """Train in a process of its own; returns when an epoch is done."""
    before = len(curve(run))
    command = [sys.executable, "-m", "ml_core", "distil", str(project.folder)]
    process = subprocess.Popen(
        [*command, "--resume", str(run.path)], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
        text=True,
    )  # fmt: skip
    end = time.monotonic() + 120
    while len(curve(run)) <= before:
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < end
        time.sleep(0.01)
    return process


def is_there(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


LONG = STUDENT.with_overrides(["epochs=6"])


@pytest.mark.timeout(90)
def test_who_trains_with_one_that_is_cancelled_does_not_wait_for_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(companions, "POLITE_S", 600.0)

    def look(progress: Progress) -> None:
        if progress.stage == "epoch":
            monitor.cancel()

    monitor = Monitor(look)
    run = begun(project, "processes:2", LONG)
    with pytest.raises(Cancelled):
        run_stage(project, run, monitor)
    assert 0 < len(curve(run)) < LONG.epochs


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_death_of_either_ends_the_run_and_it_goes_on_as_if_nothing_had_been(project: Project):
    whole = trained(project, "processes:2", LONG)
    run = begun(project, "processes:2", LONG)
    first = started(project, run)
    other = child_of(first.pid)
    os.kill(other, signal.SIGKILL)
    said = first.communicate(timeout=60)[1]
    assert first.returncode == 1, said
    assert "One of the processes that trained together has ended" in said
    assert "Traceback" not in said
    assert run.status().state == "failed"
    again = started(project, run)
    other = child_of(again.pid)
    os.kill(again.pid, signal.SIGKILL)
    again.communicate(timeout=60)
    end = time.monotonic() + 60
    while is_there(other):
        assert time.monotonic() < end, "who trained with it stays behind"
        time.sleep(0.05)
    assert run.status().state == "dead"
    run_stage(project, run)
    assert_same(run, whole)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pause", "keep"])
def test_all_stop_at_the_same_step(project: Project, kind: Any):
    run = begun(project, "processes:2", LONG)

    def look(progress: Progress) -> None:
        if progress.stage == "epoch" and progress.done == 2:
            run.request_stop(kind)

    if kind == "pause":
        with pytest.raises(StopRequested):
            run_stage(project, run, Monitor(look))
        assert run.status().state == "paused"
        run_stage(project, run)
        assert (run.result or {})["epochs"] == LONG.epochs
    else:
        assert run_stage(project, run, Monitor(look))["stopped_early"]
        assert (run.result or {})["epochs"] == 2
