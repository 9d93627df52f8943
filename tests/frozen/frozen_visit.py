"""What a person does first, in the frozen program's own window, with a microphone.

    asc -m frozen_visit FOLDER

Runs inside the frozen program, so it imports nothing that did not come along with it. Makes the
demo project as a first start does, teaches a place that it records, and listens on Live until it
has decided. Prints one JSON object; anything that does not work ends it with a traceback.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from ascstudio import theme
from ascstudio.app import make_application, make_window, open_first
from ascstudio.settings import Settings
from ascstudio.shell.window import MainWindow

WAIT_S = 180.0
KEPT_S = 12
PLACE = "Waterfall"
_used: list[str] = []


def watch_sockets() -> None:
    """Note every connection that is asked for, and refuse it."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.bind", "socket.getaddrinfo"):
            _used.append(f"{event} {arguments[1:]}")
            raise PermissionError("no sockets in this test")

    assert socket.socket
    sys.addaudithook(hook)


def until(holds: Callable[[], Any], what: str) -> None:
    """Let the window work until something is so."""
    deadline, loop, pulse = time.monotonic() + WAIT_S, QEventLoop(), QTimer(interval=10)
    pulse.start()
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited in vain: {what}")
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def first_start(window: MainWindow) -> dict[str, Any]:
    """The demo project of a first start."""
    open_first(window, None)
    until(lambda: window.context.session.project is not None, "the demo project")
    until(lambda: len(window.context.session.table) > 0, "its clips")
    return {"clips": len(window.context.session.table)}


def teach(window: MainWindow) -> dict[str, Any]:
    """Record a place, save it and use it."""
    window.show_page("teach")
    page = window.page("teach")
    presenter = page.presenter
    until(lambda: presenter.state.n_trained > 0, "the bundle")
    presenter.set_name(PLACE)
    button = page.record.record_button
    until(button.isEnabled, "the microphone")
    button.click()
    until(lambda: presenter.state.kept_s >= KEPT_S, "the recording")
    kept_s = int(presenter.state.kept_s)
    button.click()
    until(lambda: presenter.state.effect is not None, "the effect")
    before = window.context.bundle
    presenter.save()
    until(lambda: window.context.bundle != before, "the bundle that knows it")
    return {"kept_s": kept_s, "bundle": str(window.context.bundle)}


def live(window: MainWindow, picture: Path) -> dict[str, Any]:
    """Listen with the microphone until there are decisions."""
    window.show_page("live")
    page = window.page("live")
    until(lambda: PLACE in page.presenter.scene_names(), "the taught place")
    page.presenter.start()
    until(lambda: page.presenter.hearing.n_decided > 2, "decisions")
    words, n_decided = page.decision.text(), page.presenter.hearing.n_decided
    window.grab().save(str(picture))
    page.presenter.stop()
    return {"decision": words, "decided": n_decided}


def main() -> None:
    folder = Path(sys.argv[1])
    assert getattr(sys, "frozen", False)
    watch_sockets()
    make_application(["ascstudio"])
    window = make_window(Settings(folder / "settings.toml"))
    window.resize(1280, 800)
    window.show()
    answer = {
        "first": first_start(window),
        "teach": teach(window),
        "live": live(window, folder / "live.png"),
        "platform": QApplication.platformName(),
        "sockets": _used,
        "grey": bool((theme.spectrogram_lut("viridis") == theme.spectrogram_lut("grey")).all()),
        "searched": os.environ.get("LD_LIBRARY_PATH"),
    }
    window.close()
    window.context.close()
    modules = sorted({one.partition(".")[0] for one in sys.modules})
    sys.stdout.write(json.dumps({**answer, "modules": modules}) + "\n")
    sys.stdout.flush()
    os._exit(0)  # threads of Qt may still be about; nothing is left to be written


if __name__ == "__main__":
    main()
