"""A table without audio comes in whole or not at all: also if it is cancelled, ended or killed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from projects import filled, recording

from ml_core.datasets import importing
from ml_core.datasets.recorded import recover_recordings
from ml_core.progress import Cancelled, Monitor, Progress
from ml_core.project import Project

N = 40_000


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rows of recordings that are not there."""
    path = tmp_path_factory.mktemp("table") / "rows.csv"
    rows = (f"bus/{n:05}.wav,bus,a,lisbon-{n % 50}" for n in range(N))
    path.write_text("\n".join(["filename,scene,device,location", *rows]))
    return path


def brought_in(project: Path) -> tuple[int, int, str | None]:
    """Clips, recordings that are stored at all, and what undo would take back."""
    with Project.open(project) as opened:
        stored = opened.database.value("SELECT count(*) FROM recordings")
        return len(opened.ids()), stored, opened.undo_text()


def importing_child(project: Path, table: Path) -> subprocess.Popen[str]:
    """A real import that has written some of its rows."""
    words = ["import", str(project), str(table), "--json", "--progress"]
    child = subprocess.Popen(
        [sys.executable, "-m", "ml_core", *words], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    for line in child.stdout:
        told = json.loads(line)
        if told.get("stage") == "importing" and told["done"] > 0:
            return child
    raise AssertionError("it ended before it told of any row")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_an_ended_import_leaves_nothing_to_be_seen(
    tmp_path: Path, table: Path, how: signal.Signals
) -> None:
    project = tmp_path / "project"
    Project.create(project).close()
    child = importing_child(project, table)
    child.send_signal(how)
    child.communicate()
    clips, stored, undo = brought_in(project)
    if child.returncode == 0:  # it was through already
        assert (clips, stored) == (N, N)
        return
    assert (clips, undo) == (0, None)
    if how != signal.SIGKILL:
        assert (child.returncode, stored) == (130, 0)
    with Project.open(project) as opened:
        assert importing.import_recordings(opened, table).segments == N
        assert len(opened.ids()) == N
        assert opened.database.value("SELECT count(*) FROM recordings") == N
        opened.undo()
        assert opened.ids() == []


def test_what_a_kill_left_goes_when_the_project_opens(tmp_path: Path, table: Path) -> None:
    project = tmp_path / "project"
    Project.create(project).close()
    child = importing_child(project, table)
    with Project.open(project) as opened:
        stored = "SELECT count(*) FROM recordings"
        assert opened.database.value(stored) > 0
        recover_recordings(opened)
        assert opened.database.value(stored) > 0, "somebody is at it still"
        child.kill()
        child.communicate()
        if child.returncode == 0:
            return
        recover_recordings(opened)
        for rows in ("recordings", "segments", "segment_scenes"):
            assert opened.database.value(f"SELECT count(*) FROM {rows}") == 0
        assert not opened.database.rows("SELECT * FROM settings WHERE key LIKE 'unshown%'")


def test_numbers_that_are_given_again_are_read_again(tmp_path: Path) -> None:
    """Clips that come in while hidden ones go may be given their numbers."""
    with filled(tmp_path / "project", 3) as project:
        hidden = project.begin_import("hidden", tmp_path, "csv")
        root = project.audio_roots()[0].root_id
        project.add_recordings(hidden, root, [recording(10 + n) for n in range(4)], show=False)
        shown = project.imports()[0].import_id
        mark = project.mark()
        project.drop_import(hidden)
        assert project.add_recordings(shown, root, [recording(20 + n) for n in range(6)]) == 6
        changed = project.changes_since(mark).segment_ids
        assert changed is None or set(project.ids()[3:]) <= set(changed)


def test_a_cancelled_import_leaves_nothing(
    tmp_path: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_UNREAD_BATCH", 1000)
    seen: list[int] = []

    def tell(progress: Progress) -> None:
        if progress.stage == "importing":
            seen.append(len(project.ids()))
            if progress.done >= 3000:
                monitor.cancel()

    monitor = Monitor(tell)
    with Project.create(tmp_path / "project") as project:
        with pytest.raises(Cancelled):
            importing.import_recordings(project, table, monitor=monitor)
        assert set(seen) == {0}, "nothing shows up before all is in"
        assert brought_in(tmp_path / "project") == (0, 0, None)
