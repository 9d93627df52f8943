"""Kill processes that change a project, each at another statement of SQLite.

    python kill_points.py TEMPLATE OUT (edits | migration) N

What is done to copies of TEMPLATE is a fixed list of steps. A first process does all of it and
writes down, after each step, what a user would see. N more are killed (SIGKILL, by themselves,
from SQLite's trace hook: nothing is flushed, closed or rolled back), half of them between the
last write and the COMMIT or just after it. OUT/N.json says how far each had come.
"""

import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ml_core.project import NewSegment, Project, database
from tests.ml_core.projects import add, recording

Step = tuple[str, Callable[[Project], object]]


def seen(project: Project) -> list[Any]:
    """What must survive: every clip with all that is known of it, and undo."""
    facts = (project.undo_text(), project.redo_text(), project.name, project.split_set)
    return [project.digest(), *facts, len(project.imports()), len(project.snapshots())]


def _steps() -> list[Step]:
    def ids(project: Project) -> list[int]:
        return project.ids()

    def recordings(project: Project) -> list[int]:
        return [clip.recording_id for clip in project.clips()]

    def batch(first: int) -> Callable[[Project], object]:
        new = [recording(n, city="lisbon", scenes=("a", "b")) for n in range(first, first + 20)]
        return lambda p: add(p, new, f"batch {first}")

    segment = NewSegment(0.0, 0.25, scenes=("tram",))
    return [
        ("label", lambda p: p.label(ids(p)[:3], "tram")),
        ("import", batch(100)),
        ("mark", lambda p: p.add_segments([(n, segment) for n in recordings(p)[:8]])),
        ("move", lambda p: p.move_segment(ids(p)[0], duration_s=0.5, low_hz=100.0)),
        ("split", lambda p: p.set_split(dict.fromkeys(ids(p), "test"), "other")),
        ("undo", Project.undo),
        ("redo", Project.redo),
        ("snapshot", Project.take_snapshot),
        ("delete", lambda p: p.delete_segments(ids(p)[2:9])),
        ("channel", lambda p: p.set_channel(recordings(p), 0)),
        ("locate", lambda p: p.relocate(p.folder / "moved")),
        ("rename", lambda p: p.rename("Other")),
        ("import again", batch(200)),
        ("undo import", Project.undo),
    ]


def _copy(template: Path, folder: Path) -> None:
    shutil.copytree(template, folder)
    moved = folder / "moved" / "audio"
    moved.mkdir(parents=True)
    for number in (1, 2):
        (moved / f"{number:04d}.wav").write_bytes(b"x" * 100)


def _work(folder: Path, kind: str, say: Callable[[str, list[Any]], None]) -> None:
    with Project.open(folder) as project:
        say("open", seen(project))
        for name, step in _steps() if kind == "edits" else ():
            step(project)
            say(name, seen(project))


def _trace(on_statement: Callable[[str], None]) -> None:
    connect = sqlite3.connect

    def traced(*args: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*args, **options)
        connection.set_trace_callback(on_statement)
        return connection

    database.sqlite3.connect = traced  # type: ignore[assignment]


def _moments(statements: list[str], n: int) -> list[int]:
    """Where to strike: at and after the commits, and evenly in between."""
    commits = [k for k, text in enumerate(statements) if text == "COMMIT"]
    around = sorted({*commits, *(k + 1 for k in commits if k + 1 < len(statements))})
    half = around[:: max(1, len(around) * 2 // n)][: n // 2]
    writes = [k for k, text in enumerate(statements) if not text.startswith(("SELECT", "--"))]
    rest = [k for k in writes if k not in half]
    n_rest = n - len(half)
    return sorted(half + [rest[k * len(rest) // n_rest] for k in range(n_rest)])


def main() -> None:
    template, out, kind, n = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    statements: list[str] = []
    told: list[list[Any]] = []
    _copy(template, out / "whole")
    if os.fork() == 0:
        _trace(statements.append)
        _work(out / "whole", kind, lambda name, state: told.append([name, state]))
        (out / "whole.json").write_text(json.dumps({"statements": statements, "told": told}))
        os._exit(0)
    os.wait()
    whole = json.loads((out / "whole.json").read_text())
    for number, moment in enumerate(_moments(whole["statements"], n)):
        folder = out / str(number)
        _copy(template, folder)
        if os.fork() == 0:
            _die_at(moment, folder, kind)
        _, status = os.wait()
        assert os.WIFSIGNALED(status), f"moment {moment}: the process ended with {status}"


def _die_at(moment: int, folder: Path, kind: str) -> None:
    count = 0
    told: list[str] = []

    def on_statement(text: str) -> None:
        nonlocal count
        if count == moment:
            facts = {"moment": moment, "at": text[:80], "told": told}
            folder.with_suffix(".json").write_text(json.dumps(facts))
            os.kill(os.getpid(), signal.SIGKILL)
        count += 1

    _trace(on_statement)
    _work(folder, kind, lambda name, _: told.append(name))
    os._exit(3)


if __name__ == "__main__":
    main()
