"""The judged new user: from the empty window to an exported int8 bundle by clicks alone."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from new_user import NewUser, measured_of

from ascstudio.pages.train.wizard import plan as planning
from ascstudio.shell.window import MainWindow
from ml_core import api

MOST_CLICKS = 15
STAGES = ("finetune", "distil", "quantize")
SHORT = ("epochs=1", "windows_per_clip=1", "threads=1")
PER_SCENE = 8  # clips, so that it takes a minute


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    """A part of ESC-10 as it is on disk."""
    data = os.environ.get("ASC_DATA_DIR")
    if not data or not (Path(data) / "esc10" / "meta.csv").is_file():
        pytest.skip("ASC_DATA_DIR names no folder with esc10")
    source, folder = Path(data) / "esc10", tmp_path / "recordings"
    (folder / "audio").mkdir(parents=True)
    with (source / "meta.csv").open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream, delimiter="\t")
        names, counts, rows = reader.fieldnames or [], Counter[str](), []
        for row in reader:
            counts[row["scene_label"]] += 1
            if counts[row["scene_label"]] <= PER_SCENE:
                rows.append(row)
                shutil.copyfile(source / row["filename"], folder / row["filename"])
    with (folder / "meta.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, delimiter="\t")
        writer.writeheader()
        writer.writerows(rows)
    return folder


@pytest.mark.slow
def test_from_the_empty_window_to_a_bundle(
    window: MainWindow, recordings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every answer is the wizard's own; only the epochs are few, as nobody waits for an hour."""
    short = {
        f"{stage}-default": api.builtin_recipe(f"{stage}-default").with_overrides(SHORT)
        for stage in STAGES
    }
    monkeypatch.setattr(planning, "builtin", short.__getitem__)
    user = NewUser(window)
    user.bring_in(recordings)
    train = user.go_all_the_way()
    clicks = user.clicks
    bundle = user.wait_for_bundle(train, 600.0)
    assert clicks <= MOST_CLICKS
    project = window.context.session.project
    assert project is not None
    assert api.verify_bundle(bundle).ok
    stages = [row.row.stage for row in train.presenter.state.home.rows]
    assert sorted(stages) == sorted(STAGES)
    assert measured_of(bundle, project) == typed(project.folder)


def typed(project: Path) -> tuple[float, float]:
    """Accuracy and log loss of the same recipes, division, seed and threads, typed."""
    words = [word for stage in STAGES for one in SHORT for word in ("--set", f"{stage}.{one}")]
    command = [sys.executable, "-m", "ml_core", "all", str(project), "--json", *words]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result = json.loads(done.stdout)["result"]
    return float(result["accuracy"]), float(result["log_loss"])
