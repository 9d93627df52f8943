"""From *Stop and use* to the place being live, on the page: seconds, again and again.

    xvfb-run -a python tests/benchmarks/stop_to_live.py PROJECT BUNDLE [--times N] [--kept S]
        [--rate HZ] [--out JSON]

The studio in a real window works on a copy of the project and of its bundle, and hears a PulseAudio
of its own that plays noise of changing colour. Each time a place of its own is recorded until so
many seconds are kept; then *Stop and use* is clicked, *Save, use it now* as soon as the page offers
it, and listening is started on Live. Told are the seconds from the click on Stop until the effect
shows, from the click on Save until Live knows the place, their sum (what the user reads and hears
between is hers), and from starting to listen until the first decision. Wanted: a sum under 5 s.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from PySide6.QtCore import QEventLoop, Qt, QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402

from ascstudio.app import make_application, make_window, open_first  # noqa: E402
from ascstudio.pages.live.view import LivePage  # noqa: E402
from ascstudio.pages.teach.view import TeachPage  # noqa: E402
from ascstudio.settings import Settings  # noqa: E402
from tests.virtual_microphone import VirtualMicrophone  # noqa: E402

WANTED_S = 5.0
LIMIT_S = 180.0


class Studio:
    """The studio with a project open and Teach in front."""

    def __init__(self, home: Path, project: Path, bundle: Path) -> None:
        os.environ["ASC_HOME"] = str(home / "asc")
        settings = Settings(home / "settings.toml")
        settings.set("start.first", value=False)
        self.application = make_application(["studio"])
        self.window = make_window(settings)
        self.window.resize(1280, 800)
        self.window.show()
        open_first(self.window, project)
        self.loop = QEventLoop()
        self.pulse = QTimer(interval=10)
        self.pulse.start()
        self.until(lambda: len(self.window.context.session.table) > 0)
        self.window.context.use_bundle(bundle)
        self.window.show_page("live")
        self.window.show_page("teach")
        teach, live = self.window.page("teach"), self.window.page("live")
        assert isinstance(teach, TeachPage)
        assert isinstance(live, LivePage)
        self.teach, self.live = teach, live
        self.until(lambda: teach.presenter.state.n_trained > 0)

    def until(self, happens: Callable[[], bool]) -> float:
        """Let the window live until it happens; how many seconds it took."""
        began = time.perf_counter()
        while not happens():
            self.loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() - began > LIMIT_S:
                raise TimeoutError
        return time.perf_counter() - began

    def teach_one(self, name: str, kept_s: int) -> dict[str, float]:
        """Record, stop, save and listen, as fast as the page lets one."""
        window, presenter = self.window, self.teach.presenter
        window.show_page("teach")
        self.teach.record.name.setFocus()
        presenter.set_name(name)
        button = self.teach.record.record_button
        self.until(button.isEnabled)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.until(lambda: presenter.state.kept_s >= kept_s)
        began = time.perf_counter()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.until(lambda: presenter.state.effect is not None)
        effect_s = time.perf_counter() - began
        began = time.perf_counter()
        presenter.save()
        self.until(lambda: window.front() == "live" and name in self.live.presenter.scene_names())
        live_s = time.perf_counter() - began
        began = time.perf_counter()
        self.live.presenter.start()
        self.until(lambda: self.live.presenter.hearing.n_decided > 0)
        decided_s = time.perf_counter() - began
        self.live.presenter.stop()
        row = {"effect_s": effect_s, "live_s": live_s, "sum_s": effect_s + live_s}
        return {key: round(value, 2) for key, value in {**row, "decides_s": decided_s}.items()}


def write_sound(path: Path, rate_hz: int) -> Path:
    """A minute of noise whose colour changes with every second."""
    generator = np.random.default_rng(5)
    seconds = []
    for _ in range(60):
        spectrum = np.fft.rfft(generator.normal(size=rate_hz))
        hz = np.fft.rfftfreq(rate_hz, 1 / rate_hz)
        spectrum *= 1 / (1 + hz / generator.uniform(200, 4000)) ** generator.uniform(0.2, 1.5)
        second = np.fft.irfft(spectrum, rate_hz)
        seconds.append(second / second.std() * 0.1)
    with wave.open(str(path), "wb") as stream:
        stream.setnchannels(1)
        stream.setsampwidth(2)
        stream.setframerate(rate_hz)
        stream.writeframes((np.concatenate(seconds) * 32767).clip(-32768, 32767).astype("<i2"))
    return path


def main() -> None:
    """Teach one place after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", type=Path)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--kept", type=int, default=12, help="seconds, at least 10")
    parser.add_argument("--rate", type=int, default=32_000)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    load_before = os.getloadavg()
    rows = []
    with tempfile.TemporaryDirectory(prefix="stop-to-live-") as name:
        home = Path(name)
        project, bundle = home / "project", home / arguments.bundle.name
        shutil.copytree(arguments.project, project)
        shutil.copy(arguments.bundle, bundle)
        played = write_sound(home / "place.wav", arguments.rate)
        with VirtualMicrophone(arguments.rate) as microphone:
            os.environ.update(microphone.environment)
            microphone.play(played)
            studio = Studio(home, project, bundle)
            n_clips = len(studio.window.context.session.table)
            for n in range(arguments.times):
                rows.append(studio.teach_one(f"Place {n + 1}", arguments.kept))
                print(json.dumps(rows[-1]), flush=True)
            studio.window.close()
            studio.window.context.close()
    sums = [row["sum_s"] for row in rows]
    told = {
        "n": len(rows), "kept_s": arguments.kept, "clips": n_clips,
        "sum_s": {"median": round(float(np.median(sums)), 2), "longest": max(sums)},
        "load": [round(one, 1) for one in (*load_before[:1], *os.getloadavg()[:1])],
        "holds": max(sums) < WANTED_S,
    }  # fmt: skip
    print(json.dumps(told))
    if arguments.out is not None:
        arguments.out.write_text(json.dumps({**told, "rows": rows}, indent=1), "utf-8")


if __name__ == "__main__":
    main()
