"""A user who listens, and looks at what the model sees."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from label_user import (
    SHIFT,
    TIMEOUT_MS,
    Key,
    Open,
    canvas_ready,
    drag,
    press,
    shown,
)
from noise_bundle import RATE_HZ, write_tiny_bundle
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascstudio.pages.label.state import Alike
from ascstudio.shell.window import MainWindow
from ml_core import api


class Room:
    """A loudspeaker that remembers how many samples it was given."""

    latency = 0.0

    def __init__(self) -> None:
        self.n_heard = 0

    def open(self, rate_hz: int) -> Room:
        return self

    def start(self) -> None:
        pass

    def write(self, block: np.ndarray) -> None:
        self.n_heard += len(block)

    def close(self) -> None:
        pass


def test_keys_of_hearing(qtbot: QtBot, label: Open, small: Path) -> None:
    page = label(small)
    canvas_ready(qtbot, page)
    room = Room()
    page.hearing.player._player = api.Player(room.open)
    page.hearing.player._shown = None
    page.hearing.player.set_output("", match_loudness=False)
    page.stage.show_clip(shown(page))
    canvas = page.stage.canvas
    qtbot.waitUntil(lambda: page.hearing.player.rate_hz == RATE_HZ)
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: room.n_heard >= RATE_HZ and not page.hearing.playing)
    assert page.hearing.cursor_s == pytest.approx(1.0, abs=0.01)  # the end of the clip
    page.hearing.seek(0.5)
    press(qtbot, "j")
    assert canvas.cursor_s == 0.0
    press(qtbot, "k")
    assert canvas.cursor_s == 1.0
    press(qtbot, "l")
    assert page.transport.loop.isChecked()
    before = room.n_heard
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: room.n_heard > before + 3 * RATE_HZ)  # round and round
    press(qtbot, Key.Key_Space)
    assert not page.hearing.playing
    press(qtbot, "l")
    qtbot.waitUntil(lambda: not page.hearing.playing)
    drag(qtbot, page, 0.2, 0.4)
    before = room.n_heard
    press(qtbot, Key.Key_Space, SHIFT)
    qtbot.waitUntil(lambda: page.hearing.playing or room.n_heard > before)
    qtbot.waitUntil(lambda: not page.hearing.playing)
    assert page.hearing.cursor_s == pytest.approx(0.4, abs=0.02)


def test_what_the_model_sees_is_one_key_away(qtbot: QtBot, label: Open, small: Path) -> None:
    with api.Project.open(small) as project:
        made = write_tiny_bundle(project.bundles_dir / "tiny.ascbundle")
        project.add_bundle(made.path, fingerprint=made.fingerprint)
    page = label(small)
    canvas_ready(qtbot, page)
    qtbot.waitUntil(lambda: not page.model_reason(), timeout=TIMEOUT_MS)
    press(qtbot, "m")
    front_end = made.manifest.front_end
    canvas = page.stage.canvas
    assert canvas.view.top_hz == front_end.f_max_hz
    qtbot.waitUntil(
        lambda: (
            canvas._picture is not None and canvas._picture.level_db.shape[0] == front_end.n_mels
        )
    )
    assert page.stage.tools.view.choice() == "model"
    press(qtbot, "m")
    assert canvas.view.top_hz == RATE_HZ / 2
    assert page.stage.tools.view.choice() == "sound"


def test_the_level_of_the_clip_is_a_fact(qtbot: QtBot, label: Open, small: Path) -> None:
    page = label(small)
    canvas_ready(qtbot, page)
    clip = shown(page)
    samples = api.read_samples(clip.path, sample_rate_hz=32_000)
    words = f"{api.level_db(samples):.1f} dBFS".replace("-", "\u2212")

    def level() -> str | None:
        return dict(page.inspector._facts_of(clip, blind=False)).get("Level")

    qtbot.waitUntil(lambda: level() == words)


def test_nothing_plays_before_the_first_act(
    qtbot: QtBot, label: Open, small: Path, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[bool] = []
    page = label(small)
    canvas_ready(qtbot, page)
    monkeypatch.setattr(page.hearing.player, "play", lambda _stretch: heard.append(True))
    window.context.session.close()
    window.context.settings.set("label.autoplay", value=True)
    page = label(small)
    with qtbot.waitSignal(page.stage.opened):
        page.entered()
    assert not heard
    with qtbot.waitSignal(page.stage.opened):
        press(qtbot, "n")
    assert heard


def test_showing_what_sounds_alike_leaves_the_keys_to_the_page(
    qtbot: QtBot, label: Open, small: Path
) -> None:
    page = label(small)
    page.presenter._on_alike(shown(page).segment_id, (Alike(2, 0.9), Alike(3, 0.8)))
    page.inspector.similar.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, Key.Key_Space)
    assert page.presenter.state.kind == "given"
    assert page.queue.list.hasFocus()
