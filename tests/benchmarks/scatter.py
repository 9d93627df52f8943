"""Milliseconds per frame of the map of Explore, moved with real mouse and wheel events.

    [xvfb-run -a] python tests/benchmarks/scatter.py [--points N] [--frames N] [--json OUT]

Points lie in clouds like those of embeddings, the scenes drawn in the shares of TAU 2022 where
ASC_DATA_DIR has its table. Each event is sent to a shown window and painted at once; a frame is
the time from the event to the painted picture, on one thread, wall clock and processor time.
Every way of moving is taken at 100 and 200 % of an 1,280 by 800 window's map, and at 100 % of a
1,920 by 1,080 one.
"""

import argparse
import gzip
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ascstudio import theme  # noqa: E402
from ascstudio.widgets.scatter import ScatterMap  # noqa: E402

SIZES = {"1280": (925, 520), "1920": (1500, 830)}
LEFT = Qt.MouseButton.LeftButton
TAU_ROWS = 230_350


def cloud(n: int) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """(N, 2) points in a few clouds per scene, (N,) scenes, their names."""
    rng = np.random.default_rng(0)
    table = Path(os.environ.get("ASC_DATA_DIR", "")) / "tau22_meta" / "meta.csv.gz"
    if table.is_file():
        lines = gzip.decompress(table.read_bytes()).decode().splitlines()[1 : n + 1]
        names, groups = np.unique([line.split("\t")[1] for line in lines], return_inverse=True)
        groups = np.resize(groups, n)
    else:
        names = np.array([f"scene {k}" for k in range(10)])
        groups = rng.integers(0, 10, n)
    middles = rng.normal(size=(len(names), 5, 2)) * 4
    part = rng.integers(0, 5, n)
    return middles[groups, part] + rng.normal(size=(n, 2)), groups, list(names)


def drag(chart: ScatterMap, kind: Any, at: QPointF, held: Qt.MouseButton = LEFT) -> None:
    button = LEFT if kind != QMouseEvent.Type.MouseMove else Qt.MouseButton.NoButton
    no = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, at, chart.mapToGlobal(at), button, held, no)
    QApplication.sendEvent(chart, event)


def wheel(chart: ScatterMap, at: QPointF, delta: int) -> None:
    event = QWheelEvent(
        at, chart.mapToGlobal(at), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(chart, event)


def timed(chart: ScatterMap, act: Callable[[int], None], frames: int) -> dict[str, float]:
    wall, processor = [], []
    for frame in range(frames):
        start, used = time.perf_counter(), time.thread_time()
        act(frame)
        chart.repaint()
        wall.append(1000 * (time.perf_counter() - start))
        processor.append(1000 * (time.thread_time() - used))
    return {
        "frames": frames,
        "median_ms": float(np.median(wall)),
        "p95_ms": float(np.percentile(wall, 95)),
        "processor_median_ms": float(np.median(processor)),
        "processor_p95_ms": float(np.percentile(processor, 95)),
    }


def measure(chart: ScatterMap, frames: int) -> dict[str, Any]:
    width, height = chart.width(), chart.height()
    middle = QPointF(width / 2, height / 2)
    Move = QMouseEvent.Type.MouseMove
    found: dict[str, Any] = {}
    chart.fit()
    chart.repaint()
    drag(chart, QMouseEvent.Type.MouseButtonPress, middle)
    found["pan"] = timed(
        chart,
        lambda k: drag(chart, Move, middle + QPointF(120 * np.sin(k / 9), 80 * np.cos(k / 7) + 6)),
        frames,
    )
    drag(chart, QMouseEvent.Type.MouseButtonRelease, middle, Qt.MouseButton.NoButton)
    chart.fit()
    found["zoom in"] = timed(chart, lambda k: wheel(chart, middle, 30), frames)
    found["zoom out"] = timed(chart, lambda k: wheel(chart, middle, -30), frames)
    chart.fit()

    def refine(_: int) -> None:
        wheel(chart, middle, 5)
        chart._rest()

    found["at rest"] = timed(chart, refine, 15)
    chart.fit()
    found["hover"] = timed(
        chart,
        lambda k: drag(chart, Move, QPointF(50 + 5 * k, height / 2), Qt.MouseButton.NoButton),
        frames,
    )
    chart.set_tool("lasso")
    ring = [middle + QPointF(200 * np.cos(a), 150 * np.sin(a)) for a in np.linspace(0, 6.2, 60)]
    drag(chart, QMouseEvent.Type.MouseButtonPress, ring[0])
    found["lasso"] = timed(chart, lambda k: drag(chart, Move, ring[k]), 59)
    picked: list[Any] = []
    chart.lassoed.connect(lambda indices, how: picked.append(indices))
    found["lasso closed"] = timed(
        chart,
        lambda _: drag(chart, QMouseEvent.Type.MouseButtonRelease, ring[-1], LEFT),
        1,
    )
    chart.set_picked(picked[0])
    found["lasso closed"]["picked"] = len(picked[0])
    chart.set_tool("pointer")
    drag(chart, QMouseEvent.Type.MouseButtonPress, middle)
    found["pan with a lasso"] = timed(
        chart, lambda k: drag(chart, Move, middle + QPointF(120 * np.sin(k / 9), 6 + k)), frames
    )
    drag(chart, QMouseEvent.Type.MouseButtonRelease, middle, Qt.MouseButton.NoButton)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=TAU_ROWS)
    parser.add_argument("--frames", type=int, default=120)
    parser.add_argument("--ratio", type=float, help=argparse.SUPPRESS)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    application = QApplication([sys.argv[0]])
    theme.apply(application, "dark")
    xy, groups, names = cloud(arguments.points)
    marks = [theme.scene_mark(index) for index in range(len(names))]
    ratio = application.primaryScreen().devicePixelRatio()
    answer: dict[str, Any] = {"points": len(xy), "ratio": ratio, "load": os.getloadavg()}
    for name, (width, height) in SIZES.items():
        chart = ScatterMap("Map")
        chart.resize(width, height)
        chart.show()
        chart.set_points(xy, groups, marks, names)
        application.processEvents()
        answer[name] = measure(chart, arguments.frames)
        chart.close()
    print(f"{len(xy):,} points, {ratio:.0%}, load {os.getloadavg()[0]:.1f}")
    for name in SIZES:
        for what, row in answer[name].items():
            print(
                f"  {name:>5}  {what:<17} median {row['median_ms']:6.1f} ms"
                f"  95 % {row['p95_ms']:6.1f}"
                f"  processor {row['processor_median_ms']:6.1f} / {row['processor_p95_ms']:6.1f}"
            )
    if arguments.json:
        arguments.json.write_text(json.dumps(answer, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
