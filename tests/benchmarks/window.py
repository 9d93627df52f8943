"""The Library of TAU 2022 (230,350 rows, no audio) in the real window: seconds, stalls, megabytes.

    ASC_DATA_DIR=... [xvfb-run -a] python tests/benchmarks/window.py [OUT.json] [--keep FOLDER]

Imports the table as the dialog would, opens the project anew, filters, sorts, scrolls with a
real wheel, labels one clip and twenty thousand, undoes and redoes. Every figure is [seconds by
the clock until it is painted, seconds of this process], beside the load average. A stall is the
time between two turns of the event loop, which a timer asks for every 5 ms; what of it was work
of the window's own thread is told beside it: the rest is other threads, or a busy machine.
"""

import argparse
import json
import os
import resource
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ascstudio.app import make_application, make_window, open_first  # noqa: E402
from ascstudio.pages.library.importing import ImportChoice  # noqa: E402
from ascstudio.project.clip_model import SORT_KEYS  # noqa: E402
from ascstudio.settings import Settings  # noqa: E402

N_MANY = 20_000
FILTERS = {
    "scene": ("scene", {"bus"}),
    "device": ("device", {"a", "s3"}),
    "state": ("state", {"done"}),
    "split": ("split", {"train"}),
    "location": ("location", {"lisbon-1000"}),
}


class Heart:
    """Notes how long the event loop did not turn."""

    def __init__(self) -> None:
        self.timer = QTimer(interval=5)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self.beat)
        self.reset()
        self.timer.start()

    def reset(self) -> None:
        self.last = time.perf_counter(), time.thread_time()
        self.stalls: list[tuple[float, float]] = []
        self.peak_mb = 0.0

    def beat(self) -> None:
        now = time.perf_counter(), time.thread_time()
        gap = now[0] - self.last[0]
        if gap > 0.02:
            self.stalls.append((round(1000 * gap), round(1000 * (now[1] - self.last[1]))))
        self.last = now
        self.peak_mb = max(self.peak_mb, resident_mb())

    def told(self) -> dict[str, Any]:
        self.beat()
        worst = sorted(self.stalls, reverse=True)[:3]
        own = max((own for _, own in self.stalls), default=0)
        return {
            "longest_stalls_ms_and_own_work": worst,
            "longest_own_work_ms": own,
            "stalls_over_50_ms": sum(gap > 50 for gap, _ in self.stalls),
            "peak_mb": round(self.peak_mb),
        }


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE") / 1e6


class Bench:
    """The studio with what is measured in it."""

    def __init__(self, home: Path) -> None:
        os.environ["ASC_HOME"] = str(home / "asc")
        settings = Settings(home / "settings.toml")
        settings.set("start.first", value=False)
        self.application = make_application(["studio"])
        self.window = make_window(settings)
        self.window.resize(1280, 800)
        self.window.show()
        open_first(self.window)
        self.session = self.window.context.session
        self.heart = Heart()
        self.loop = QEventLoop()
        self.settle(0.5)

    def settle(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        self.until(lambda: time.perf_counter() > end)

    def until(self, happens: Callable[[], object], limit_s: float = 600.0) -> None:
        end = time.perf_counter() + limit_s
        while not happens():
            self.loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)  # the heart's
            if time.perf_counter() > end:
                raise TimeoutError

    def timed(self, work: Callable[[], object], happens: Callable[[], object] | None = None) -> Any:
        """Until it is painted: [clock, processor of all threads]."""
        starts = time.perf_counter(), time.process_time()
        work()
        if happens is not None:
            self.until(happens)
        self.application.processEvents()
        self.window.repaint()
        return [
            round(time.perf_counter() - starts[0], 3),
            round(time.process_time() - starts[1], 3),
        ]

    @property
    def page(self) -> Any:
        return self.window._pages["library"]

    def watched(self, work: Callable[[], Any]) -> dict[str, Any]:
        """What the work told, and how the window did meanwhile."""
        self.application.processEvents()
        self.heart.reset()
        told = work()
        self.settle(0.1)
        return {"s": told, **self.heart.told(), "load": round(os.getloadavg()[0], 1)}

    # what is measured

    def imports(self, table: Path) -> Any:
        presenter = self.page.presenter
        first: list[float] = []
        start = time.perf_counter()
        presenter.changed.connect(
            lambda state: first.append(time.perf_counter() - start) if len(state.rows) else None
        )
        took = self.timed(
            lambda: presenter.start_import(ImportChoice(table, split=False)),
            lambda: not presenter.state.importing and len(presenter.state.table) == N_ROWS,
        )
        child = resource.getrusage(resource.RUSAGE_CHILDREN)
        return {
            "all": took,
            "first_rows": round(first[0], 3),
            "child_processor_s": round(child.ru_utime + child.ru_stime, 2),
            "child_peak_mb": round(child.ru_maxrss / 1000),
        }

    def opens(self, project: Path) -> Any:
        self.session.close()
        self.window.show_page("start")
        self.settle(0.5)

        def open_it() -> None:
            self.session.open(project)
            self.window.show_page("library")

        return self.timed(open_it, lambda: len(self.page.presenter.state.rows) == N_ROWS)

    def filters(self) -> Any:
        took = {}
        for name, (facet, values) in FILTERS.items():
            took[name] = self.timed(
                lambda facet=facet, values=values: self.page.presenter.filter_facet(facet, values)
            )
            self.page.presenter.clear_filters()
            self.settle(0.05)
        for text in ("lisbon", "1000-40000-0-a", "nothing like it", "wav"):
            took[f"text {text}"] = self.timed(lambda text=text: self.page.filter.setText(text))
            self.page.filter.clear()
            self.settle(0.05)
        return took

    def sorts(self) -> Any:
        took = {}
        for key in SORT_KEYS.values():
            for down in (False, True):
                took[f"{key}{' down' * down}"] = self.timed(
                    lambda key=key, down=down: self.page.presenter.sort(key, descending=down)
                )
                self.settle(0.03)
        self.page.presenter.sort(None, descending=False)
        return took

    def scrolls(self, frames: int = 200) -> Any:
        view = self.page.table.viewport()
        at = QPointF(view.width() / 2, view.height() / 2)
        took = []
        for n in range(frames):
            delta = QPoint(0, -1200 if n % 2 else -120)
            event = QWheelEvent(
                at, view.mapToGlobal(at), QPoint(), delta, Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            starts = time.perf_counter(), time.thread_time()
            QApplication.sendEvent(view, event)
            view.repaint()
            took.append((time.perf_counter() - starts[0], time.thread_time() - starts[1]))
            self.application.processEvents()
        return {
            "frame_ms": [round(1000 * max(column), 1) for column in zip(*took, strict=True)],
            "median_ms": [
                round(1000 * sorted(column)[frames // 2], 1) for column in zip(*took, strict=True)
            ],
        }

    def scrolls_while_reading(self) -> Any:
        """All rows are read anew meanwhile, as when another program changed many."""
        self.session._read = type(self.session._read)(self.session.table)
        self.session.reload()
        told = self.scrolls(60)
        self.until(lambda: not self.session._reading)
        return told

    def edits(self) -> Any:
        session = self.session
        ids = session.table.segment_ids.tolist()
        told = {}
        for name, some in (("one", ids[:1]), ("1000", ids[:1000]), (str(N_MANY), ids[:N_MANY])):
            for what, step in (
                ("label", lambda some=some: session.label(some, "forest")),
                ("undo", session.undo),
                ("redo", session.redo),
                ("undo again", session.undo),
            ):
                told[f"{what} {name}"] = self.watched(lambda step=step: self.timed(step))
        return told

    def opens_label(self) -> Any:
        """Its queue holds all clips that wait; those without audio are passed over."""
        took = self.timed(lambda: self.window.show_page("label"))
        self.settle(1.0)
        self.window.show_page("library")
        return took

    def selects_all(self) -> Any:
        took = {"select": self.timed(self.page.table.selectAll)}
        return took | {"clear": self.timed(self.page.table.clearSelection)}


N_ROWS = 230_350


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--keep", type=Path, help="leave the project there, or use the one there")
    arguments = parser.parse_args()
    table = Path(os.environ["ASC_DATA_DIR"]).absolute() / "tau22_meta/meta.csv.gz"
    home = Path(tempfile.mkdtemp(prefix="asc-window-"))
    project = arguments.keep or home / "project"
    bench = Bench(home)
    result: dict[str, Any] = {"empty_window_mb": round(resident_mb())}
    try:
        if not (project / "project.sqlite").exists():
            bench.session.create(project)
            bench.window.show_page("library")
            bench.settle(0.5)
            result["import"] = bench.watched(lambda: bench.imports(table))
            result["after_import_mb"] = round(resident_mb())
        result["open"] = bench.watched(lambda: bench.opens(project))
        bench.settle(1.0)
        for name, work in (
            ("filter", bench.filters),
            ("sort", bench.sorts),
            ("scroll", bench.scrolls),
            ("scroll_while_reading", bench.scrolls_while_reading),
            ("select_all", bench.selects_all),
            ("open_label", bench.opens_label),
        ):
            result[name] = bench.watched(work)
        result["edit"] = bench.edits()
        result["threads"] = threading.active_count()
        result["after_all_mb"] = round(resident_mb())
    finally:
        bench.window.close()
        shutil.rmtree(home, ignore_errors=True)
    result["load"] = os.getloadavg()
    text = json.dumps(result, indent=1)
    print(text)
    if arguments.out:
        arguments.out.write_text(text)


if __name__ == "__main__":
    main()
