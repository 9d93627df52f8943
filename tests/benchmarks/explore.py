"""Explore with the 230,350 clips of TAU 2022 in a real window: nothing may hold it up.

    [ASC_DATA_DIR=...] xvfb-run -a python tests/benchmarks/explore.py [--clips N] [--json OUT]

The table is imported, its audio need not be there; what a bundle would have heard is drawn by
chance in clouds, as many numbers as the bundle that comes along gives. Then keys and mouse do in
the window what a user does. For every act: seconds until it is done, and the longest time in
which the window could not answer, by the clock and of its thread's processor time. Hovering is
measured on the demo project: from the pointer's rest to the first samples at the loudspeaker.
"""

import argparse
import gzip
import json
import os
import sys
import tempfile
import time
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ascstudio.app import make_application, make_window, open_first  # noqa: E402
from ascstudio.pages.explore.view import ExplorePage  # noqa: E402
from ascstudio.settings import Settings  # noqa: E402
from ascstudio.shell.window import MainWindow  # noqa: E402
from ml_core import api  # noqa: E402
from ml_core.bundle import Bundle, read_bundle  # noqa: E402
from ml_core.datasets.importing import import_recordings  # noqa: E402
from ml_core.files import resource_path  # noqa: E402
from ml_core.labelling.vectors import PART, Vectors, keys_of  # noqa: E402
from ml_core.stages.embed import embed_clips  # noqa: E402

DATA = Path(os.environ.get("ASC_DATA_DIR") or ROOT.parent / "shared" / "data")
NO = Qt.KeyboardModifier.NoModifier
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
Kind = QEvent.Type


def memory_mb() -> float:
    """Of this process, what is resident now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class Pulse(QObject):
    """How long the window does not answer: the longest gap between two beats."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self.reset()

    def reset(self) -> None:
        self._clock, self._processor = time.perf_counter(), time.thread_time()
        self.clock_s = self.processor_s = 0.0

    def _beat(self) -> None:
        clock, processor = time.perf_counter(), time.thread_time()
        self.clock_s = max(self.clock_s, clock - self._clock)
        self.processor_s = max(self.processor_s, processor - self._processor)
        self._clock, self._processor = clock, processor


class User:
    """Acts in the window and notes what each act costs."""

    def __init__(self, window: MainWindow) -> None:
        self.window, self.pulse = window, Pulse()
        self.rows: dict[str, dict[str, float]] = {}

    def act(self, name: str, do: Callable[[], object], done: Callable[[], bool]) -> None:
        QTest.qWait(300)
        self.pulse.reset()
        start = time.perf_counter()
        do()
        while not done():
            QTest.qWait(5)
        took = time.perf_counter() - start
        QTest.qWait(300)  # what it leaves to do afterwards holds the window up as well
        self.rows[name] = {
            "s": took, "held_up_ms": 1000 * self.pulse.clock_s,
            "held_up_processor_ms": 1000 * self.pulse.processor_s, "memory_mb": memory_mb(),
        }  # fmt: skip
        print(
            f"  {name:34} {took:6.2f} s   held up {1000 * self.pulse.clock_s:6.0f} ms,"
            f" processor {1000 * self.pulse.processor_s:5.0f}   {memory_mb():5.0f} MB", flush=True,
        )  # fmt: skip


def make_project(folder: Path, n: int, bundle: Bundle) -> None:
    """The first ``n`` rows of the table, heard."""
    table = folder.parent / "meta.csv"
    lines = gzip.decompress((DATA / "tau22_meta" / "meta.csv.gz").read_bytes()).splitlines(True)
    table.write_bytes(b"".join(lines[: n + 1]))
    with api.Project.create(folder) as project:
        import_recordings(project, table)
        clips = project.columns()
        rng = np.random.default_rng(0)
        scenes, number = clips.coded["scenes"].values, clips.coded["scenes"].codes
        size, known = bundle.manifest.embedding_size, list(bundle.manifest.scenes)
        middles, keys = rng.normal(size=(len(scenes), 5, size)), keys_of(clips)
        part = rng.integers(0, 5, len(clips))
        heard = Vectors(project, bundle.fingerprint)
        for at in range(0, len(clips), PART):
            here = slice(at, at + PART)
            noise = rng.normal(size=(len(number[here]), size))
            scores = np.full((len(noise), len(known)), 1 / len(known))
            heard.add(keys[here], middles[number[here], part[here]] + noise, scores, known)


def mouse(page: ExplorePage, kind: QEvent.Type, at: QPointF, *, held: bool) -> None:
    button = NONE if kind == Kind.MouseMove else LEFT
    event = QMouseEvent(kind, at, page.map.mapToGlobal(at), button, LEFT if held else NONE, NO)
    QApplication.sendEvent(page.map, event)


def lasso(page: ExplorePage, share: float) -> None:
    """Draw around the middle of the map."""
    width, height = share * page.map.width() / 2, share * page.map.height() / 2
    middle = QPointF(page.map.width() / 2, page.map.height() / 2)
    angles = np.linspace(0, 2 * np.pi, 40)
    ring = [middle + QPointF(width * np.cos(a), height * np.sin(a)) for a in angles]
    mouse(page, Kind.MouseButtonPress, ring[0], held=True)
    for at in ring[1:]:
        mouse(page, Kind.MouseMove, at, held=True)
    mouse(page, Kind.MouseButtonRelease, ring[-1], held=False)


def explore(window: MainWindow, folder: Path, shares: Sequence[float]) -> dict[str, Any]:
    """Everything a user does on the map."""
    user, session = User(window), window.context.session
    before = memory_mb()
    user.act("open the project", lambda: session.open(folder), lambda: len(session.table) > 0)
    page = window.page("explore")
    assert isinstance(page, ExplorePage)
    presenter = page.presenter
    user.act(
        "open Explore: a map", lambda: window.show_page("explore"),
        lambda: presenter.state.points is not None,
    )  # fmt: skip
    page.map.setFocus()
    user.act("show all", presenter.show_all, lambda: True)
    for colour in ("device", "location", "city", "session", "state"):
        user.act(
            f"colour by {colour}", lambda: QTest.keyClick(page.map, "]"),
            lambda colour=colour: presenter.state.colour_by == colour,
        )  # fmt: skip
    presenter.colour("scene")
    for share in shares:
        page.choose_tool("lasso")
        user.act("lasso", lambda share=share: lasso(page, share), lambda: True)
        n = len(presenter.state.picks)
        user.rows["lasso"]["picked"] = n
        ids = presenter.state.picks.segment_ids
        for name, key, held in (
            (f"label {n:,} with a key", Qt.Key.Key_2, NO),
            (f"undo {n:,}", Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
        ):
            shown = weakref.ref(session.table)  # what is not shown any more is not kept here
            user.act(
                name, lambda key=key, held=held: QTest.keyClick(page.map, key, held),
                lambda shown=shown: session.table is not shown(),
            )  # fmt: skip
        assert (presenter.state.picks.segment_ids == ids).all()
    presenter.clear_picks()
    presenter.choose(1000, play=False)
    user.act(
        "find similar among all",
        lambda: QTest.keyClick(page.map, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier
                               | Qt.KeyboardModifier.ShiftModifier),
        lambda: len(presenter.state.picks) > 0,
    )  # fmt: skip
    return {"acts": user.rows, "memory_before_mb": before, "memory_mb": memory_mb()}


def hover(window: MainWindow, folder: Path, bundle: Bundle, n: int = 40) -> dict[str, float]:
    """Milliseconds from the pointer on a clip to its sound in the hands of the loudspeaker."""
    session = window.context.session
    api.write_demo_project(folder)
    with api.Project.open(folder) as project:
        embed_clips(bundle, project)
    session.open(folder)
    window.show_page("explore")
    page = window.page("explore")
    assert isinstance(page, ExplorePage)
    while page.presenter.state.points is None or session.folder != folder:
        QTest.qWait(5)
    page.choose_tool("pointer")
    player, loaded, waits = session.player._player, [], []
    load = player.load

    def noted(*arguments: Any) -> None:
        load(*arguments)
        loaded.append(time.perf_counter())

    player.load = noted
    for point in np.random.default_rng(0).permutation(len(page.presenter.state.points.xy))[:n]:
        mouse(page, Kind.MouseMove, QPointF(2, 2), held=False)
        page.presenter.set_hear(True)  # here may be no loudspeaker
        loaded.clear()
        start = time.perf_counter()
        mouse(page, Kind.MouseMove, page.map.to_screen(int(point)), held=False)
        while not loaded and time.perf_counter() < start + 5:
            QTest.qWait(1)
        if loaded:
            waits.append(1000 * (loaded[0] - start))
        QTest.qWait(100)
    player.load = load
    found = {"n": len(waits), "median_ms": float(np.median(waits)), "worst_ms": max(waits)}
    print(f"  heard after hovering: median {found['median_ms']:.0f} ms, worst {max(waits):.0f} ms")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clips", type=int, default=230_350)
    parser.add_argument("--folder", type=Path, help="keep the project here")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    bundle = read_bundle(resource_path("starter.ascbundle"))
    with tempfile.TemporaryDirectory() as name:
        os.environ["ASC_HOME"] = name
        folder = arguments.folder or Path(name) / "tau"
        if not folder.is_dir():
            make_project(folder, arguments.clips, bundle)
        make_application(["explore"])
        settings = Settings(Path(name) / "settings.toml")
        settings.set("start.first", value=False)
        window = make_window(settings)
        window.resize(1280, 800)
        window.show()
        open_first(window)
        window.activateWindow()
        QTest.qWaitForWindowActive(window)
        print(f"{arguments.clips:,} clips, load {os.getloadavg()[0]:.1f}")
        answer = explore(window, folder, (0.1, 0.9))
        answer["hover"] = hover(window, Path(name) / "demo", bundle)
        window.close()
    answer |= {"clips": arguments.clips, "load": os.getloadavg()}
    if arguments.json:
        arguments.json.write_text(json.dumps(answer, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
