"""How a new user fares: from the empty window to an int8 bundle, by clicks and with all defaults.

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/new_user.py $ASC_DATA_DIR/esc10 [--again]

Prints the clicks, the minutes from the first click to the bundle, and its accuracy; with
``--again`` also that of ``asc all`` on the same clips and the same division, typed in a terminal.
On a quiet machine with two cores it takes about half an hour, twice that with ``--again``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent / "ascstudio")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from new_user import NewUser, measured_of  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402

from ascstudio.app import make_application, make_window, open_first  # noqa: E402
from ascstudio.settings import Settings  # noqa: E402
from ml_core import api  # noqa: E402

HOURS = 6.0


def by_clicks(home: Path, recordings: Path) -> tuple[Path, dict[str, object]]:
    """The project it made, and what it came to."""
    application = make_application(["new user"])
    settings = Settings(home / "settings.toml")
    settings.set("start.first", value=False)
    window = make_window(settings)
    window.resize(1280, 800)
    window.show()
    open_first(window)
    QTest.qWaitForWindowExposed(window)
    user, began_s = NewUser(window), time.monotonic()
    user.bring_in(recordings)
    train = user.go_all_the_way()
    started_s = time.monotonic()
    bundle = user.wait_for_bundle(train, 3600 * HOURS)
    ended_s = time.monotonic()
    project = window.context.session.project
    assert project is not None
    found = {
        "clicks": user.clicks,
        "minutes": round((ended_s - began_s) / 60, 1),
        "minutes_until_started": round((started_s - began_s) / 60, 2),
        "bundle_bytes": bundle.stat().st_size,
        "accuracy": round(measured_of(bundle, project)[0], 4),
        "threads": threads_of(project.folder),
    }
    folder = project.folder
    window.close()
    application.processEvents()
    return folder, found


def threads_of(project: Path) -> dict[str, int]:
    """How many threads each stage chose: with them the same recipe gives the same bits."""
    runs = [api.RunFolder(path) for path in (project / "runs").glob("all-*")]
    return {run.provenance["stage"]: int(run.provenance["threads"]) for run in runs}


def by_command(project: Path) -> dict[str, object]:
    """The same in a terminal, in the same project, with the threads that were chosen there."""
    began_s = time.monotonic()
    chosen = threads_of(project).items()
    words = [word for stage, n in chosen for word in ("--set", f"{stage}.threads={n}")]
    command = [sys.executable, "-m", "ml_core", "all", str(project), "--name", "typed", "--json",
               *words]  # fmt: skip
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result = json.loads(done.stdout)["result"]
    minutes = round((time.monotonic() - began_s) / 60, 1)
    return {"minutes": minutes, "accuracy": round(result["accuracy"], 4)}


def main() -> None:
    """Do it and print what it came to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("recordings", type=Path)
    parser.add_argument("--again", action="store_true", help="compare with the command line")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="new-user-") as name:
        home = Path(name)
        os.environ["ASC_HOME"] = str(home / "home")
        os.environ["XDG_DOCUMENTS_DIR"] = str(home / "documents")
        project, clicked = by_clicks(home, arguments.recordings.absolute())
        print(json.dumps({"clicked": clicked}), flush=True)
        if arguments.again:
            print(json.dumps({"typed": by_command(project)}), flush=True)


if __name__ == "__main__":
    main()
