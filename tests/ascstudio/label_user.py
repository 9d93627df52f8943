"""A user of the Label page: a project of noises, real keys, and what another process reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from noise_bundle import RATE_HZ, sound
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ascstudio.pages.label.view import LabelPage
from ml_core import api

Key = Qt.Key
TIMEOUT_MS = 60_000
SCENES = ("hiss", "hum", "murmur")


def write_clips(folder: Path, n: int, *, labelled: int = 0, seconds: float = 1.0) -> Path:
    """A project of ``n`` clips named by their scene, the first ``labelled`` of them with labels."""
    lines = ["filename\tscene_label\tsource_label"]
    (folder / "audio").mkdir(parents=True)
    for k in range(n):
        scene = SCENES[k * 7 % 3]
        name = f"audio/{scene}-{k:03d}.wav"
        api.write_wav(folder / name, sound(scene, seconds, 5000 + k), RATE_HZ)
        lines.append(f"{name}\t{scene}\t{'ab'[k % 2]}")
    meta = folder / "meta.csv"
    meta.write_text("\n".join(lines) + "\n", "utf-8")
    with api.Project.create(folder / "project", "Walks") as project:
        api.import_recordings(project, meta, kind="meta")
        ids = [clip.segment_id for clip in project.clips()]
        project.label(ids[labelled:], None)
    return folder / "project"


def truth_of(clip: api.ClipRow) -> str:
    return clip.path.name.split("-")[0]


Open = Callable[[Path], LabelPage]


def press(qtbot: QtBot, key: Qt.Key | str, *modifiers: Qt.KeyboardModifier) -> None:
    """A real key, to whatever has the focus."""
    focused = QApplication.focusWidget()
    assert focused is not None
    held = Qt.KeyboardModifier.NoModifier
    for one in modifiers:
        held |= one
    if isinstance(key, str):
        qtbot.keyClick(focused, key, held)
    else:
        qtbot.keyClick(focused, key, held)
    QCoreApplication.processEvents()


ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def shown(page: LabelPage) -> api.ClipRow:
    clip = page.presenter.state.clip
    assert clip is not None
    return clip


def stored(folder: Path) -> dict[int, api.ClipRow]:
    """What another process would read at this moment."""
    with api.Project.open(folder, read_only=True) as project:
        return {clip.segment_id: clip for clip in project.clips()}


def canvas_ready(qtbot: QtBot, page: LabelPage) -> None:
    qtbot.waitUntil(lambda: page.stage.canvas.view.duration_s > 0)


def drag(qtbot: QtBot, page: LabelPage, start_s: float, stop_s: float) -> None:
    canvas = page.stage.canvas
    layout = canvas.layout_now()
    points = [
        QPointF(layout.x_of(t), layout.plot.center().y()).toPoint() for t in (start_s, stop_s)
    ]
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=points[0])
    qtbot.mouseMove(canvas, points[1])
    QCoreApplication.processEvents()
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=points[1])
