"""What the small install is for, done in it: the commands a person types, and the real window.

    python small_visit.py FOLDER

A program of its own, for a Python that has nothing but the small install: no pytest, no helper of
the tests. Prints one JSON object; anything that does not work ends it with a traceback.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ascstudio.app import make_application, make_window, open_first
from ascstudio.settings import Settings
from ascstudio.shell.window import MainWindow
from ml_core import api

RATE_HZ = 16_000
WAIT_S = 60.0


def asc(*words: object) -> list[dict[str, Any]]:
    """A command as a person types it; what it printed, one object a line."""
    command = [sys.executable, "-m", "ml_core", *map(str, words), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"asc {words[0]}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines() if line.strip()]


def write_recordings(folder: Path) -> Path:
    """Kettles with a label and rooms without; returns the table that names them."""
    rng = np.random.default_rng(3)
    lines = ["filename\tscene_label\tsource_label"]
    for k in range(6):
        scene, smooth = (("kettle", 1), ("room", 40))[k % 2]
        noise = rng.normal(size=4 * RATE_HZ)
        heard = np.convolve(noise, np.ones(smooth) / smooth, "same")
        name = f"{scene}-{k}.wav"
        api.write_wav(folder / name, (0.05 * heard / heard.std()).astype(np.float32), RATE_HZ)
        lines.append(f"{name}\t{scene}\ta")
    (folder / "meta.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder / "meta.csv"


def commands(folder: Path) -> dict[str, Any]:
    """Verify, import, classify, enrol, listen."""
    starter = api.resource_path("starter.ascbundle")
    table = write_recordings(folder)
    sound, taught = folder / "room-1.wav", folder / "taught.ascbundle"
    (verified,) = asc("verify", starter)
    asc("new", folder / "project")
    (imported,) = asc("import", folder / "project", table)
    with api.Project.open(folder / "project") as project:
        rooms = [clip.segment_id for clip in project.clips() if clip.scene == "room"]
        project.label(rooms[:1], None)  # for the Label page
    (classified,) = asc("classify", starter, sound)
    asc("enrol", starter, "kettle", folder / "kettle-0.wav", "--out", taught)
    *heard, _ = asc("listen", taught, "--file", sound, "--fast")
    return {
        "verify": verified["ok"],
        "import": imported["recordings"],
        "classify": len(classified["files"][0]["windows"]),
        "listen": len(heard),
    }


def until(holds: Callable[[], Any], what: str) -> None:
    """Let the window work until something is so."""
    deadline = time.monotonic() + WAIT_S
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited in vain: {what}")
        QTest.qWait(10)


def press(key: Qt.Key | str) -> None:
    """A real key to whatever has the focus."""
    QTest.keyClick(QApplication.focusWidget(), key)
    QCoreApplication.processEvents()


def label(window: MainWindow) -> int:
    """Say by key what the clip without a label is; returns clips with a label."""
    project = window.context.session.project
    window.show_page("label")
    window.activateWindow()
    page = window.page("label")
    until(window.isActiveWindow, "the window's turn")
    until(lambda: page.stage.canvas.view.duration_s > 0, "the sound's picture")
    press("1")
    until(lambda: all(clip.scene for clip in project.clips()), "the label")
    return len(project.clips())


def teach(window: MainWindow) -> str:
    """A scene from clips: its effect, then saved; returns the bundle that knows it."""
    window.show_page("teach")
    page = window.page("teach")
    until(lambda: page.presenter.state.n_trained > 0, "the bundle")
    page.choose_clips()
    dialog = page.clips_dialog
    QTest.keyClicks(dialog.name, "Teapot")
    dialog.scene.setCurrentIndex(dialog.scene.findData("kettle"))
    QTest.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    until(lambda: page.presenter.state.effect is not None, "the effect")
    before = window.context.bundle
    page.head_actions()[-1].run()
    until(lambda: window.context.bundle != before, "the bundle that knows it")
    return str(window.context.bundle.name)


def live(window: MainWindow, sound: Path) -> str:
    """Hear a file as if it were the microphone; returns the words of a decision."""
    window.show_page("live")
    page = window.page("live")
    until(lambda: "Teapot" in page.presenter.scene_names(), "the taught scene")
    page.presenter.choose_file(sound)
    until(lambda: page.presenter.state.stretches, "a decision")
    words = page.decision.text()
    page.presenter.stop()
    return str(words)


def verify(window: MainWindow) -> str:
    """Deploy verifies the bundle that was just taught; returns the verdict's words."""
    path = window.context.bundle
    window.show_page("deploy", path)
    page = window.page("deploy")

    def looked() -> bool:
        state = page.presenter.state
        return state.chosen == path and state.details is not None and state.details.report.ok

    until(looked, "the report")
    return str(page.certificate.verdict.text())


def pages(folder: Path) -> dict[str, Any]:
    """The window with the project: Label, Teach, Live, Deploy."""
    make_application(["ascstudio"])
    settings = Settings(folder / "settings.toml")
    settings.set("label.autoplay", value=False)
    settings.set("label.listen", value=False)
    window = make_window(settings)
    window.show()
    open_first(window, folder / "project")
    until(lambda: window.context.session.project is not None, "the project")
    done = {
        "label": label(window),
        "teach": teach(window),
        "live": live(window, folder / "room-1.wav"),
        "verify": verify(window),
    }
    window.close()
    return done


def main() -> None:
    folder = Path(sys.argv[1])
    os.environ["ASC_HOME"] = str(folder / "home")
    answer = {"commands": commands(folder), "pages": pages(folder)}
    print(json.dumps({**answer, "modules": sorted({one.partition(".")[0] for one in sys.modules})}))
    sys.stdout.flush()
    os._exit(0)  # threads of Qt may still be about; nothing is left to be written


if __name__ == "__main__":
    main()
