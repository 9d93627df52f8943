"""The monitor of a run in every state, in every width: folders as stages leave them."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtTest import QTest

from ascstudio.pages.train.view import TrainPage
from ml_core import api
from ml_core.bulk import BulkSettings
from tests.photographs.camera import Photographer

SIZES = ((1000, 650), (1280, 800), (1920, 1080))
N_EPOCHS, SEEN = 150, ("a", "b", "c", "s1", "s2", "s3")
HEARD = {"street_traffic": 610.0, "park": 300.0, "bus": 55.0, "garden": 20.0, "": 90.0}
LOG = "torch 2.13, 7 threads\nreading 2106 clips\nteacher ready\n" + "".join(
    f"epoch {n:3} loss {2.2 * np.exp(-n / 30) + 0.4:.3f}\n" for n in range(60, 97)
)


def runs(camera: Photographer) -> None:
    """Every state at the usual size, a run that goes on in all sizes, the line in Activity."""
    window = camera.window
    window.show_page("train")
    page = window.page("train")
    assert isinstance(page, TrainPage)
    folder = window.context.session.folder
    assert folder is not None
    os.environ["ASC_RUNS_AT_ONCE"] = "1"
    with made(folder) as states:
        for name, run in states.items():
            page.presenter.open_run(run.path)
            camera.wait(lambda: page.presenter.state.run is not None, "the run")
            QTest.qWait(1300)
            for width, height in SIZES if name in ("running", "done") else SIZES[1:2]:
                window.resize(width, height)
                camera.take(f"train-run-{name}-{width}")
            window.resize(1280, 800)
        page.presenter.open_run(states["running"].path)
        window.toggle_activity()
        camera.take("activity-runs")
        window.toggle_activity()
        page.presenter.back()
    for run in states.values():
        if run is states["done"]:
            continue  # of the project, and other pages show what came of it
        with contextlib.suppress(api.AscError):
            api.discard_run(run)


@contextlib.contextmanager
def made(project: Path) -> Iterator[dict[str, api.RunFolder]]:
    """Runs in every state; two of them are held by this process."""
    chain = ["shown-1", "shown-2", "shown-3"]
    teacher = run_at(project, "shown-1", "finetune", {"chain": chain})
    teacher.write_result({"accuracy": 0.81, "network": "cp-resnet-128k", "train_s": 740.0})
    running = run_at(
        project, "shown-2", "distil",
        {"chain": chain, "inputs": {"teacher": str(teacher.path)}, "snapshot": 14, "threads": 7},
    )  # fmt: skip
    write_epochs(running, 96)
    small = run_at(
        project, "shown-3", "quantize", {"chain": chain, "inputs": {"student": str(running.path)}}
    )
    plain = run_at(project, "shown-plain", "distil", {}, validation=False)
    write_epochs(plain, 40, validated=False)
    first, line = (run_at(project, f"shown-{name}", "distil", {}) for name in ("first", "line"))
    append(first, "start", 0, None)
    append(first, "decoding", 240, 240)
    append(first, "step", 6, 60 * N_EPOCHS, time_left_s=2900.0, samples_per_s=214.0)
    paused, dead, stalled, memory = (
        run_at(project, f"shown-{name}", "distil", {})
        for name in ("paused", "dead", "stalled", "memory")
    )
    for run in (paused, dead, memory):
        write_epochs(run, 64)
    write_epochs(stalled, 64, ago_s=75.0)
    write(paused, "ended.json", {"state": "paused"})
    message = "There is not enough memory for this run."
    write(memory, "ended.json", {"state": "failed", "message": message, "cause": "memory",
                                 "vitals": {"peak_memory_bytes": 9.4e9}})  # fmt: skip
    corpus = heard_corpus(project)
    done = next(
        run
        for run in (api.RunFolder(one.path) for one in api.list_runs(project / "runs"))
        if run.result is not None and run.provenance.get("stage") == "distil"
    )
    alive = (running, plain, first, stalled, corpus)
    with contextlib.ExitStack() as stack:
        for run in alive:
            stack.enter_context(run.heartbeat())
        (running.path / "log.txt").write_text(LOG)
        api.enqueue(project, line)
        api.enqueue(project, small, after=running)
        yield {
            "running": running, "plain": plain, "first": first, "waiting": line, "chain": small,
            "paused": paused, "stalled": stalled, "dead": dead, "memory": memory,
            "corpus": corpus, "done": done,
        }  # fmt: skip


def heard_corpus(project: Path) -> api.RunFolder:
    """A quarter of four thousand recordings, as ``asc bulk`` leaves it."""
    settings = BulkSettings(source="/data/field recordings", bundle="/models/street.ascbundle")
    facts = {"started": time.time() - 90, "inputs": {}, "compute": "processes:2"}
    run = api.RunFolder.create(project / "runs" / "shown-corpus", "bulk", settings.to_toml(), facts)
    append(run, "bulk", 0, 4000)
    heard = {f"scene@{name}": n for name, n in HEARD.items()}
    append(
        run, "bulk", 1000, 4000, **heard, sound_h=2.75, problems=3.0, times_real_time=1204.0,
        time_left_s=480.0,
    )  # fmt: skip
    return run


def run_at(
    project: Path, name: str, stage: str, facts: dict[str, Any], *, validation: bool = True
) -> api.RunFolder:
    """A new folder of a run."""
    base = "cp-resnet-128k" if stage == "finetune" else f"{stage}-default"
    changes = [f"epochs={N_EPOCHS}"] * (stage == "distil")
    changes += ["validation_share=0.1"] * (validation and stage == "distil")
    recipe = api.builtin_recipe(base).with_overrides(changes)
    started = {"started": time.time() - 900, **facts}
    return api.RunFolder.create(project / "runs" / name, stage, recipe.to_toml(), started)


def write(run: api.RunFolder, name: str, table: dict[str, Any]) -> None:
    """A file of the run."""
    (run.path / name).write_text(json.dumps(table))


def append(run: api.RunFolder, stage: str, done: int, total: int | None, **metrics: float) -> None:
    """An event, now."""
    run.append_event(stage, done, total, **metrics)


def write_epochs(run: api.RunFolder, n: int, *, validated: bool = True, ago_s: float = 1.0) -> None:
    """So many epochs of five seconds each, as a student learns."""
    rng = np.random.default_rng(5)
    ways = dict(zip(SEEN, (1.05, 0.95, 0.93, 0.85, 0.83, 0.80), strict=True))
    start = time.time() - ago_s - 5 * n
    lines: list[dict[str, Any]] = [
        {"time": start - 200, "stage": "start", "done": 0, "total": None},
        {"time": start - 160, "stage": "decoding", "done": 240, "total": 240},
        {"time": start - 1, "stage": "teacher", "done": 240, "total": 240},
        {"time": start - 1, "stage": "teacher", "done": 240, "total": 240,
         "note": "What the teacher says is ready: 2,106 clips"},
    ]  # fmt: skip
    best, best_epoch = 0.0, 0
    for epoch in range(1, n + 1):
        learnt = 0.65 * (1 - np.exp(-epoch / 25))
        metrics = {
            "loss": 2.2 * np.exp(-epoch / 30) + 0.4 + rng.normal(0, 0.02), "lr": 1e-3,
            "samples_per_s": 214.0, "time_left_s": 5.0 * (N_EPOCHS - epoch),
        }  # fmt: skip
        event = {"time": start + 5 * epoch, "stage": "epoch", "done": epoch, "total": N_EPOCHS}
        if validated:
            shares = {
                f"accuracy@{d}": learnt * way + rng.normal(0, 0.008) for d, way in ways.items()
            }
            mean = float(np.mean(list(shares.values())))
            if mean > best:
                best, best_epoch = mean, epoch
                note = f"Epoch {epoch}: new best, checkpoint kept"
                lines.append({**event, "note": note, "metrics": {}})
            metrics |= {"val_loss": metrics["loss"] + 0.3, "val_accuracy": mean, **shares}
            metrics["best_epoch"] = best_epoch
        lines.append({**event, "metrics": metrics})
    text = "\n".join(json.dumps({"metrics": {}, **line}) for line in lines)
    (run.path / "events.jsonl").write_text(text + "\n")
