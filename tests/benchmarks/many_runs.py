"""What the window's own thread works for every act on Train and Evaluate, with many runs.

    xvfb-run -a python tests/benchmarks/many_runs.py [--runs 200] [--one-day]

Processor time of the thread in milliseconds, so that other work on the computer counts little:
of the act itself, and of the longest turn of the event loop in the seconds after it. None shall
reach 100. With 200 runs on a loaded two-core machine (load 10): first look at Train 30 and 40, at
Evaluate 75 and 31, a wizard 35 and 18, a run 49 and 44, all days of the table unfolded 4 and 52.
Before, with widgets in every cell and all tabs and steps built at once: Evaluate 213, the wizard
157, a run 102 and 134, the days 438 and 1,066.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtWidgets import QApplication  # noqa: E402

from ascstudio.app import make_application  # noqa: E402
from ascstudio.pages.train.view import TrainPage  # noqa: E402
from ml_core import api  # noqa: E402
from tests.photographs.take import studio  # noqa: E402

DAY_S, PER_DAY, EPOCHS = 86_400, 12, 60


def write_runs(project: Path, n: int, *, one_day: bool) -> list[Path]:
    """Finished students, the newest first: of today, or a dozen for each day."""
    recipe = api.builtin_recipe("distil-default").to_toml()
    event = {"time": 1.0, "stage": "epoch", "total": EPOCHS, "metrics": {"loss": 1.0}}
    lines = "".join(json.dumps({**event, "done": k}) + "\n" for k in range(1, EPOCHS + 1))
    found = []
    for k in range(n):
        ago_s = 60 + k * (1 if one_day else DAY_S / PER_DAY)
        facts = {"started": time.time() - ago_s}
        run = api.RunFolder.create(project / "runs" / f"run-{k:04}", "distil", recipe, facts)
        (run.path / "events.jsonl").write_text(lines, "utf-8")
        run.write_result({"accuracy": 0.5 + k / n / 4})
        found.append(run.path)
    return found


def turns(seconds: float) -> float:
    """The longest turn of the event loop in so many seconds: processor time in milliseconds."""
    end, longest = time.perf_counter() + seconds, 0.0
    while time.perf_counter() < end:
        began = time.thread_time()
        QApplication.processEvents()
        longest = max(longest, time.thread_time() - began)
        time.sleep(0.002)
    return 1e3 * longest


def main() -> None:
    """Every act once, in a real window."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--one-day", action="store_true", help="all runs are of today")
    arguments = parser.parse_args()
    make_application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        project = api.write_demo_project(home / "demo")
        runs = write_runs(project, arguments.runs, one_day=arguments.one_day)
        with studio(home, "dark", (1280, 800)) as window:
            window.context.session.open(project)
            turns(3.0)  # what windows warm up when nobody waits

            def page() -> TrainPage:
                shown = window.page("train")
                assert isinstance(shown, TrainPage)
                return shown

            def unfold() -> None:
                table = page().home.table
                table._folded = dict.fromkeys(table._days, False)
                table._build()

            acts: list[tuple[str, Callable[[], object]]] = [
                ("Train, first look", lambda: window.show_page("train")),
                ("Evaluate, first look", lambda: window.show_page("evaluate")),
                ("Train, second look", lambda: window.show_page("train")),
                ("all days unfolded", unfold),
                ("a run", lambda: page().presenter.open_run(runs[0])),
                ("back to the runs", lambda: page().presenter.back()),
                ("a wizard", lambda: page().presenter.set_up("distil")),
                ("Evaluate, second look", lambda: window.show_page("evaluate")),
            ]
            print(f"{arguments.runs} runs{'':16} {'act':>8} {'longest turn after it':>24}")
            for name, act in acts:
                began = time.thread_time()
                act()
                own_ms = 1e3 * (time.thread_time() - began)
                print(f"{name:24} {own_ms:8.1f} {turns(2.0):24.1f}", flush=True)


if __name__ == "__main__":
    main()
