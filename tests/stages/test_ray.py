"""Real teachers on a real cluster: equal to local runs bit for bit, also where a worker is killed.

The cluster is Ray's own, on this computer: two workers of one core each. The teachers are
CP-ResNet-128K, the clips three scenes of ESC-10.
"""

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from ml_core.datasets.importing import import_recordings
from ml_core.datasets.splits import split_by
from ml_core.project import Project
from ml_core.runs import RunFolder
from tests.stages.test_resume import assert_same

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(3600),
    # Ray asks the system which way the outside would be; it sends nothing there
    pytest.mark.online,
    pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="needs the cluster pack"),
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]
MEMBERS = 4
EPOCHS = 3
LIMIT_S = 1800
SETTINGS = (
    f"epochs={EPOCHS}", "windows_per_clip=1", "batch_size=16", "threads=1", "torch_device=cpu",
    "warmup_epochs=0", "validation_share=0",
)  # fmt: skip


@pytest.fixture
def esc10(tmp_path: Path, data_dir: Path) -> Path:
    """A project of three scenes of ESC-10."""
    rows = (data_dir / "esc10" / "meta.csv").read_text("utf-8").splitlines()[1:]
    for name, scene, *_ in (row.split("\t") for row in rows):
        if scene in ("rain", "sea_waves", "helicopter"):
            place = tmp_path / "audio" / scene / Path(name).name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(data_dir / "esc10" / name, place)
    with Project.create(tmp_path / "project") as project:
        import_recordings(project, tmp_path / "audio")
        split_by(project, "source", 0.2, 0)
    return tmp_path / "project"


def asc(*words: object) -> subprocess.Popen[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("RAY_")}
    return subprocess.Popen(
        [sys.executable, "-m", "ml_core", *map(str, words), "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip


def ensemble(project: Path, name: str, compute: str) -> subprocess.Popen[str]:
    settings = [word for one in SETTINGS for word in ("--set", one)]
    return asc(
        "ensemble", project, "--members", MEMBERS, "--recipe", "finetune-default", *settings,
        "--name", name, "--compute", compute,
    )  # fmt: skip


def answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    out, said = process.communicate(timeout=LIMIT_S)
    assert process.returncode == 0, said
    found: dict[str, Any] = json.loads(out)
    return found


def epochs(run: Path) -> int:
    return sum(e["stage"] == "epoch" for e in RunFolder(run).read_events()[0])


def in_mid_epoch(runs: Sequence[Path], process: subprocess.Popen[str]) -> Path:
    """A run that has finished an epoch and is within the next one."""
    end = time.monotonic() + LIMIT_S
    while time.monotonic() < end:
        assert process.poll() is None, process.communicate()
        for run in runs:
            if (run / "recipe.toml").exists() and 1 <= epochs(run) < EPOCHS and is_busy(run):
                return run
        time.sleep(0.02)
    raise AssertionError("no epoch was finished")


def is_busy(run: Path) -> bool:
    kept = (run / "checkpoint").is_dir() and any((run / "checkpoint").glob("*.safetensors"))
    return kept and "pid" in RunFolder(run).heard_last and not (run / "result.json").exists()


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[1])


def is_gone(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def notes(run: Path) -> list[str]:
    return [event["note"] for event in RunFolder(run).read_events()[0] if "note" in event]


def test_four_teachers_of_a_cluster_are_those_of_this_computer(esc10: Path):
    """One worker is killed in the middle of an epoch: its run goes on after the last whole one."""
    runs = [esc10 / "runs" / f"far-{n:02}" for n in range(1, MEMBERS + 1)]
    driver = ensemble(esc10, "far", "ray")
    victim = in_mid_epoch(runs, driver)
    before = epochs(victim)
    child = int(RunFolder(victim).heard_last["pid"])
    worker = parent_of(child)
    assert "ray" in Path(f"/proc/{worker}/cmdline").read_text("utf-8", "replace")
    os.kill(worker, signal.SIGKILL)
    found = answer(driver)
    assert is_gone(child), "what a lost worker had begun dies with it"
    assert [row["run"] for row in found["runs"]] == [str(run) for run in runs]
    [went_on] = [words for words in notes(victim) if words.startswith("Goes on after epoch")]
    assert int(went_on.split()[-1]) >= before
    assert all("Goes on after epoch" not in " ".join(notes(r)) for r in runs if r != victim)
    # what was finished before the kill was not learnt again: at most one epoch is told twice
    assert EPOCHS <= epochs(victim) <= EPOCHS + 1
    local = answer(ensemble(esc10, "here", "local"))
    for far, here in zip(found["runs"], local["runs"], strict=True):
        assert_same(RunFolder(Path(far["run"])), RunFolder(Path(here["run"])))
        assert far["accuracy"] == here["accuracy"]
    seeds = {RunFolder(run).provenance["seed"] for run in runs}
    assert len(seeds) == MEMBERS


def test_the_death_of_who_hands_out_loses_no_epoch(esc10: Path):
    runs = [esc10 / "runs" / f"far-{n:02}" for n in range(1, MEMBERS + 1)]
    driver = ensemble(esc10, "far", "ray")
    victim = in_mid_epoch(runs, driver)
    before = epochs(victim)
    driver.kill()
    driver.communicate(timeout=60)
    child = int(RunFolder(victim).heard_last.get("pid", 0))
    end = time.monotonic() + 120
    while child and not is_gone(child):
        assert time.monotonic() < end, "its commands go on without it"
        time.sleep(0.1)
    answer(ensemble(esc10, "far", "processes:2"))
    assert EPOCHS <= epochs(victim) <= EPOCHS + 1
    assert before >= 1
