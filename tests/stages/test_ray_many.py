"""A sweep and a corpus on a real cluster: equal to local ones, also where a worker is killed.

Together they take six minutes on two quiet cores.
"""

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from ml_core.recordings.decode import write_wav
from ml_core.runs import RunFolder
from tests.noise_bundle import RATE_HZ, SCENES, sound, write_tiny_bundle
from tests.stages import test_ray
from tests.stages.test_ray import answer, asc, in_mid_epoch, parent_of
from tests.stages.test_resume import assert_same

pytest.importorskip("optuna")
pytestmark = test_ray.pytestmark
esc10 = test_ray.esc10
TRIALS, LIMIT_S = 4, 600


def sweep(project: Path, name: str, compute: str) -> Any:
    settings = ("network=cp-mobile-6k", f"epochs={test_ray.EPOCHS}", "windows_per_clip=1",
                "batch_size=16", "torch_device=cpu", "validation_share=0.4")  # fmt: skip
    return asc(
        "search", project, "--recipe", "distil-alone",
        *(word for one in settings for word in ("--set", one)),
        "--space", "peak_lr=1e-4:1e-2:log", "--minutes", 60, "--trials", TRIALS,
        "--at-once", 2, "--out", project / "runs" / name, "--compute", compute,
    )  # fmt: skip


def trials(search: Path) -> list[dict[str, Any]]:
    rows = json.loads((search / "trials.json").read_text("utf-8"))["trials"]
    return [{k: v for k, v in row.items() if not k.endswith(("seconds", "_s"))} for row in rows]


def test_a_sweep_of_a_cluster_is_that_of_this_computer(esc10: Path):
    """One worker is killed in the middle of an epoch of its trial."""
    far, here = esc10 / "runs" / "far", esc10 / "runs" / "here"
    driver = sweep(esc10, "far", "ray")
    runs = [far / "trials" / f"{number:03}" for number in range(TRIALS)]
    victim = in_mid_epoch(runs, driver)
    os.kill(parent_of(int(RunFolder(victim).heard_last["pid"])), signal.SIGKILL)
    best = answer(driver)["result"]["best_run"]
    local = answer(sweep(esc10, "here", "local"))["result"]["best_run"]
    assert trials(far) == trials(here)
    assert len(trials(far)) == TRIALS
    assert Path(best).name == Path(local).name
    assert_same(RunFolder(Path(best)), RunFolder(Path(local)))


def test_a_corpus_on_a_cluster_is_heard_as_on_this_computer(tmp_path: Path):
    """A worker is killed while it hears a part: that part is heard again, nothing else."""
    pytest.importorskip("pyarrow")
    bundle = write_tiny_bundle(tmp_path / "noise.ascbundle")
    for number in range(12):
        kind = SCENES[number % len(SCENES)]
        write_wav(tmp_path / "corpus" / f"{number:02}.wav", sound(kind, 60.0, number), RATE_HZ)

    def bulk(name: str, compute: str) -> Any:
        return asc(
            "bulk", tmp_path / "corpus", "--bundle", bundle.path, "--out", tmp_path / name,
            "--embeddings", "--windows", "--part", 1, "--compute", compute,
        )  # fmt: skip

    driver = bulk("far", "ray")
    end = time.monotonic() + LIMIT_S
    while (child := _hearing(tmp_path / "far")) is None:
        assert driver.poll() is None, driver.communicate()
        assert time.monotonic() < end
        time.sleep(0.01)
    worker = parent_of(child)
    assert "ray" in Path(f"/proc/{worker}/cmdline").read_text("utf-8", "replace")
    os.kill(worker, signal.SIGKILL)
    far, here = answer(driver), answer(bulk("here", "local"))
    manifests = [
        json.loads((Path(one["run"]) / "manifest.json").read_text()) for one in (far, here)
    ]
    assert manifests[0] == manifests[1]
    assert (far["parts"], far["rows"]) == (12, 12 * 60)


def _hearing(out: Path) -> int | None:
    """A process that hears a part of this corpus, once a part is done."""
    if not any(out.glob("parts/*/done.json")):
        return None
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"--only" in words and str(out).encode() in words and b"ml_core" in words:
            return int(place.name)
    return None
