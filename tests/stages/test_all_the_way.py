"""A teacher, a student, int8 and a bundle in one command, which nothing that is killed breaks."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ml_core.bundle import read_bundle
from ml_core.project import Project
from ml_core.runs import RunFolder, explain_end
from tests.stages.tiny import QUICK

SETTINGS = {
    "finetune": ["network=cp-resnet-128k", "epochs=1", "front_end=", "batch_size=5", "threads=1",
                 "torch_device=cpu"],
    "distil": ["network=cp-mobile-6k", "epochs=3", *QUICK],
    "quantize": ["epochs=1", "frozen_epochs=0", "batch_size=5", "threads=1", "torch_device=cpu"],
}  # fmt: skip


def command(project: Project, *more: str) -> list[str]:
    settings = [f"{stage}.{one}" for stage, ones in SETTINGS.items() for one in ones]
    words = [sys.executable, "-m", "ml_core", "all", str(project.folder), "--json", *more]
    if "--resume" in more:
        return words
    return [*words, "--name", "way", "--distil", "distil-quick",
            *(word for one in settings for word in ("--set", one))]  # fmt: skip


def until(condition: Callable[[], bool], seconds: float = 240) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def chain(project: Project) -> list[RunFolder]:
    names = ("way-1-finetune", "way-2-distil", "way-3-quantize")
    return [RunFolder(project.runs_dir / name) for name in names]


@pytest.mark.slow
def test_all_the_way(project: Project, tmp_path: Path):
    out = tmp_path / "way.ascbundle"
    done = subprocess.run(
        command(project, "--out", str(out)), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["bundle"] == str(out)
    assert [Path(path).name for path in answer["runs"]] == [run.name for run in chain(project)]
    assert read_bundle(out).manifest.scenes.names == ("hiss", "hum", "whistle")
    teacher, student, int8 = chain(project)
    assert student.provenance["inputs"] == {"teacher": str(teacher.path)}
    assert int8.provenance["inputs"] == {"student": str(student.path)}
    assert [row.path for row in project.bundles()] == [out]


@pytest.mark.slow
def test_a_killed_chain_goes_on_where_it_was(project: Project):
    started = subprocess.run(
        command(project, "--detach"), capture_output=True, text=True, check=False
    )
    assert started.returncode == 0, started.stderr
    teacher, student, int8 = chain(project)
    assert int8.status().state == "waiting"
    until(lambda: any(e["stage"] == "step" or e["stage"] == "epoch"
                      for e in student.read_events()[0]))  # fmt: skip
    os.kill(int(student.heard_last["pid"]), signal.SIGKILL)
    until(lambda: student.status().state == "dead")
    assert teacher.status().state == "done"
    first = teacher.result
    why = explain_end(int8)
    assert why is not None
    assert student.name in why.sentence
    done = subprocess.run(
        command(project, "--resume", str(int8.path)), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert teacher.result == first
    assert Path(json.loads(done.stdout)["bundle"]).is_file()
