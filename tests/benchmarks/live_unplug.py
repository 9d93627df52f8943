"""Twenty times the microphone goes and comes back: what the page says, and how soon it hears again.

    xvfb-run -a python tests/benchmarks/live_unplug.py BUNDLE [--rate HZ] [--times N] [--out JSON]

The studio in a real window hears a PulseAudio of its own. In turn the sound server is killed and
started again, killed and started under another name of its microphone, stopped (it hangs) for
some seconds and let go on; the first time there is no server at all when listening starts. Told
are the seconds from the deed until the page says so in a banner, and from the return of the sound
server until sound arrives on the page, and until the next decision. At the end the microphone hears
silence, a covered and an overdriven sound: seconds until the page names no scene any more.
"""

import argparse
import json
import os
import sys
import tempfile
import time
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402

from ascstudio.app import make_application, make_window, open_first  # noqa: E402
from ascstudio.pages.live.view import LivePage  # noqa: E402
from ascstudio.settings import Settings  # noqa: E402
from tests.virtual_microphone import VirtualMicrophone  # noqa: E402

HUNG_S = (1.5, 8.0)  # a short one is survived, a long one ends the capture process
SAYS_S, HEARS_S = 1.0, 5.0


class Studio:
    """The studio with Live in front."""

    def __init__(self, home: Path, bundle: Path) -> None:
        os.environ["ASC_HOME"] = str(home / "asc")
        settings = Settings(home / "settings.toml")
        settings.set("start.first", value=False)
        self.application = make_application(["studio"])
        self.window = make_window(settings)
        self.window.resize(1280, 800)
        self.window.show()
        open_first(self.window)
        self.loop = QEventLoop()
        self.window.context.use_bundle(bundle)
        self.window.show_page("live")
        page = self.window.page("live")
        assert isinstance(page, LivePage)
        self.page, self.presenter = page, page.presenter
        self.pulse = QTimer(interval=10)
        self.pulse.start()
        self.until(lambda: bool(self.presenter.scene_names()), 60.0)

    def until(
        self, happens: Callable[[], bool], limit_s: float = 40.0, began: float | None = None
    ) -> float:
        """Let the window live until it happens; how many seconds after ``began`` it did."""
        began = began or time.perf_counter()
        while not happens():
            self.loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() - began > limit_s:
                raise TimeoutError
        return time.perf_counter() - began

    def rest(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        self.until(lambda: time.perf_counter() > end, seconds + 10)

    def wrong(self) -> bool:
        """Whether the page says that something is wrong, with a sentence."""
        banners = self.page.banners()
        return bool(banners) and banners[0].state == "warn" and bool(banners[0].sentence)

    def hears(self) -> bool:
        state = self.presenter.state
        return state.phase == "listening" and not self.page.banners() and state.level_db > -60

    def back(self, began: float) -> dict[str, float]:
        """Seconds from the return until sound arrives, and until something is decided about it."""
        self.until(self.hears)
        heard = time.perf_counter() - began
        n = self.presenter.hearing.n_decided
        self.until(lambda: self.presenter.hearing.n_decided > n)
        return {"hears_s": round(heard, 2), "decides_s": round(time.perf_counter() - began, 2)}


def without_a_server(studio: Studio, microphone: VirtualMicrophone, played: Path) -> dict[str, Any]:
    microphone.kill()
    studio.presenter.start()
    said = studio.until(studio.wrong)
    sentence = studio.page.banners()[0].title
    return {"said_s": said, "sentence": sentence, **plugged(studio, microphone, played)}


def plugged(studio: Studio, microphone: VirtualMicrophone, played: Path) -> dict[str, float]:
    """Back again: from when the server answers, before the player has begun."""
    microphone.start()
    began = time.perf_counter()
    microphone.play(played)
    return studio.back(began)


def killed(studio: Studio, microphone: VirtualMicrophone, played: Path) -> dict[str, Any]:
    began = time.perf_counter()
    microphone.kill()
    said = studio.until(studio.wrong, began=began)
    sentence = studio.page.banners()[0].title
    studio.rest(2.0)
    return {"said_s": said, "sentence": sentence, **plugged(studio, microphone, played)}


def renamed(studio: Studio, microphone: VirtualMicrophone, played: Path) -> dict[str, Any]:
    microphone.description = "Another" if microphone.description != "Another" else "Third"
    return killed(studio, microphone, played)


def hung(studio: Studio, microphone: VirtualMicrophone, seconds: float) -> dict[str, Any]:
    microphone.freeze()
    said = studio.until(studio.wrong)
    sentence = studio.page.banners()[0].title
    studio.rest(max(0.0, seconds - said))
    microphone.thaw()
    back = studio.back(time.perf_counter())
    return {"said_s": said, "sentence": sentence, **back}


def unusable(studio: Studio, microphone: VirtualMicrophone, played: Path) -> dict[str, Any]:
    """Seconds until the page says that there is no usable signal, from before the deed."""
    name = studio.page.tr("No usable signal")
    began = time.perf_counter()
    if played.stem == "silence":
        microphone.stop_playing()
    else:
        microphone.play(played)
    said = studio.until(lambda: studio.page.decision.text() == name, began=began)
    return {"said_s": round(said, 2), "sentence": studio.page.chance.text()}


def write_noise(path: Path, rate_hz: int, level: float, *, covered: bool = False) -> Path:
    noise = np.random.default_rng(1).standard_normal(20 * rate_hz)
    if covered:  # what a hand leaves of it: quiet, and nothing above some 300 Hz
        spectrum = np.fft.rfft(noise)
        spectrum[np.fft.rfftfreq(len(noise), 1 / rate_hz) > 300] = 0
        noise = np.fft.irfft(spectrum, len(noise))
    samples = noise / noise.std() * level * 32767
    with wave.open(str(path), "wb") as stream:
        stream.setnchannels(1)
        stream.setsampwidth(2)
        stream.setframerate(rate_hz)
        stream.writeframes(np.clip(samples, -32768, 32767).astype("<i2").tobytes())
    return path


def main() -> None:
    """Make a noise to hear, and take it away again and again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--rate", type=int, default=32_000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="unplug-") as name:
        home = Path(name)
        played = write_noise(home / "noise.wav", arguments.rate, 0.1)
        hand = write_noise(home / "covered.wav", arguments.rate, 0.002, covered=True)
        loud = write_noise(home / "overdriven.wav", arguments.rate, 3.0)
        with VirtualMicrophone(arguments.rate) as microphone:
            os.environ.update(microphone.environment)
            studio = Studio(home, arguments.bundle)
            deeds: list[tuple[str, Callable[[], dict[str, Any]]]] = [
                ("no server at start", lambda: without_a_server(studio, microphone, played))
            ]
            more: list[tuple[str, Callable[[], dict[str, Any]]]] = [
                ("killed", lambda: killed(studio, microphone, played)),
                ("hung, short", lambda: hung(studio, microphone, HUNG_S[0])),
                ("renamed", lambda: renamed(studio, microphone, played)),
                ("hung, long", lambda: hung(studio, microphone, HUNG_S[1])),
            ]
            deeds += [more[n % len(more)] for n in range(arguments.times - 1)]
            for what, deed in deeds:
                found = deed()
                found["said_s"] = round(found["said_s"], 2)
                row = {"what": what, **found}
                row["good"] = row["said_s"] <= SAYS_S and row["hears_s"] <= HEARS_S
                rows.append(row)
                print(json.dumps(row), flush=True)
                studio.rest(1.5)
            signals = []
            for path in (home / "silence.wav", hand, loud):
                signals.append({"what": path.stem, **unusable(studio, microphone, path)})
                print(json.dumps(signals[-1]), flush=True)
                microphone.play(played)
                studio.rest(5.0)
            studio.presenter.stop()
            studio.window.close()
    good = sum(row["good"] for row in rows)
    answer = {"load": os.getloadavg(), "good": good, "rows": rows, "signals": signals}
    print(json.dumps({key: answer[key] for key in ("load", "good")}))
    if arguments.out is not None:
        arguments.out.write_text(json.dumps(answer, indent=1), "utf-8")


if __name__ == "__main__":
    main()
