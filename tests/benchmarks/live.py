"""Live through a virtual microphone: samples, delay to the painted decision, processor, memory.

    xvfb-run -a python tests/benchmarks/live.py BUNDLE --meta META.csv [--rate HZ] [--seconds S]
        [--hop S] [--sixty] [--out OUT.json]

The studio in a real window hears recordings of ``real_scenes`` that loop through a PulseAudio of
its own at ``--rate``, and keeps what it decides about; ``asc listen --save`` does so beside it
(its processor time is not counted). Told are, of both,

* whether the file is one unbroken stretch of the loop, bit for bit (equal rates), or how far its
  length is from the clock (other rates);
* the time from the callback that delivered a window's last sample to the end of the paint that
  shows its decision, and beside it the latency that PortAudio reports;
* the processor time of studio plus capture process with the page visible, then with another page
  in front, while decisions go on;
* the memory of both, at the beginning and at the end.

``--meta`` is the table of the recordings the bundle was trained on: the script stops where one of
those heard shares a source with it. Needs ASC_DATA_DIR, pulseaudio and a screen.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
import wave
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from PySide6.QtCore import QEvent, QEventLoop, QTimer  # noqa: E402

from ascstudio.app import make_application, make_window, open_first  # noqa: E402
from ascstudio.pages.live.view import LivePage  # noqa: E402
from ascstudio.settings import Settings  # noqa: E402
from ascstudio.shell.window import MainWindow  # noqa: E402
from ml_core import api  # noqa: E402
from tests.virtual_microphone import VirtualMicrophone  # noqa: E402

LOOP_S = 240.0
PEAK = 0.5  # every stretch of the loop then has bits of its own
TICKS = os.sysconf("SC_CLK_TCK")
WARM_S = 20.0
HIDDEN_SHARE = 0.3  # of the time
COMMAND_FACTS = ("samples", "seconds", "wall_s", "cpu_share", "dropped", "behind_s", "latency_ms")


def sources_of(row: dict[str, str]) -> set[str]:
    """What a recording was made from; a mixture of several is written ``site-1+2``."""
    first, *more = row["identifier"].split("+")
    return {first, *(f"{first.rpartition('-')[0]}-{number}" for number in more)}


def rows_of(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def heard_rows(data: Path, trained: Path) -> list[dict[str, str]]:
    """Recordings to hear; fails where one shares a source with what the bundle was trained on."""
    used = rows_of(trained)
    sources = set().union(*map(sources_of, used))
    origins = {row.get("origin") for row in used}
    rows = rows_of(data / "real_scenes" / "meta.csv")
    rows = [row for row in rows if not sources_of(row) & sources]
    assert not {row["origin"] for row in rows} & origins, "a recording is on both sides"
    return rows


def write_loop(path: Path, rows: list[dict[str, str]], data: Path, rate_hz: int) -> NDArray[Any]:
    """Join recordings to a mono 16-bit file; returns its samples."""
    parts: list[NDArray[np.float32]] = []
    rng = np.random.default_rng(0)
    for row in (rows[n] for n in rng.permutation(len(rows))):
        samples = api.read_samples(data / "real_scenes" / row["filename"], sample_rate_hz=rate_hz)
        parts.append(samples / max(1e-6, float(np.abs(samples).max())) * PEAK)
        if sum(map(len, parts)) > LOOP_S * rate_hz:
            break
    pcm = np.rint(np.concatenate(parts)[: round(LOOP_S * rate_hz)] * 32767).astype("<i2")
    with wave.open(str(path), "wb") as stream:
        stream.setnchannels(1)
        stream.setsampwidth(2)
        stream.setframerate(rate_hz)
        stream.writeframes(pcm.tobytes())
    return pcm


class PaintClock:
    """When the window was painted last: the end of its UpdateRequest."""

    def __init__(self) -> None:
        self.ends: list[float] = []
        self.n_frames = 0
        ordinary = MainWindow.event
        clock = self

        def event(window: MainWindow, event: QEvent) -> bool:
            done = ordinary(window, event)
            if event.type() == QEvent.Type.UpdateRequest:
                clock.ends.append(time.perf_counter())
                clock.n_frames += 1
            return done

        MainWindow.event = event  # type: ignore[method-assign]


def cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_mb(pid: int) -> float:
    """Memory that it wrote: pages of libraries are its own or shared as others come and go."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    kb = [int(line.split()[1]) for line in text.splitlines() if line.startswith("Private_Dirty")]
    return sum(kb) / 1000


def capture_pid() -> int:
    me = os.getpid()
    for child in Path(f"/proc/{me}/task").glob("*/children"):
        for pid in child.read_text().split():
            if b"capture_worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
                return int(pid)
    raise LookupError("no capture process")


class Listener:
    """The studio, listening; notes each decision's delivery, arrival and paint."""

    def __init__(self, home: Path, bundle: Path, hop_s: float, *, sixty: bool) -> None:
        os.environ["ASC_HOME"] = str(home / "asc")
        settings = Settings(home / "settings.toml")
        settings.set("start.first", value=False)
        settings.set("live.hop_s", hop_s)
        settings.set("live.sixty", value=sixty)
        self.clock = PaintClock()
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
        self.page = page
        self.waiting: list[float] = []  # moments of delivery whose decision is not painted yet
        self.delays_ms: list[float] = []
        self.decided_ms: list[float] = []
        self.n_decisions = 0
        self.listening = self.window.context.session.listening
        self.listening.looked.connect(self.on_looked)
        self.pulse = QTimer(interval=1000)  # the loop below turns at least once a second
        self.pulse.start()
        self.until(lambda: bool(page.presenter.scene_names()))

    def on_looked(self, look: api.LiveState) -> None:
        self.settle_paints()
        for decision in look.new_decisions:
            self.n_decisions += 1
            self.decided_ms.append(decision.latency_ms)
            self.waiting.append(decision.delivered_at)
        if look.new_decisions:
            self.clock.ends.clear()

    def settle_paints(self) -> None:
        """The first paint after a decision arrived shows it."""
        if self.waiting and self.clock.ends and self.page.isVisible():
            end = self.clock.ends[0]
            self.delays_ms += [1000 * (end - moment) for moment in self.waiting]
        self.waiting.clear()
        self.clock.ends.clear()

    def until(self, happens: Any, limit_s: float = 60.0) -> None:
        end = time.perf_counter() + limit_s
        while not happens():
            self.loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() > end:
                raise TimeoutError

    def rest(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        self.until(lambda: time.perf_counter() > end, seconds + 60)


def share(listener: Listener, pids: tuple[int, int], seconds: float) -> dict[str, Any]:
    """Processor share of one core of both processes over some seconds."""
    began, before, n = time.perf_counter(), [cpu_s(pid) for pid in pids], listener.n_decisions
    n_frames = listener.clock.n_frames
    memory = []
    while (elapsed := time.perf_counter() - began) < seconds:
        listener.rest(min(5.0, seconds - elapsed))
        memory.append([memory_mb(pid) for pid in pids])
    wall = time.perf_counter() - began
    studio, capture = ((cpu_s(pid) - was) / wall for pid, was in zip(pids, before, strict=True))
    return {
        "seconds": round(wall, 1),
        "studio": round(studio, 4),
        "capture": round(capture, 4),
        "both": round(studio + capture, 4),
        "frames_per_s": round((listener.clock.n_frames - n_frames) / wall, 1),
        "decisions_per_s": round((listener.n_decisions - n) / wall, 3),
        "memory_mb": {
            "first": [round(one, 1) for one in memory[0]],
            "last": [round(one, 1) for one in memory[-1]],
            "most": [round(max(column), 1) for column in zip(*memory, strict=True)],
            "studio": [round(one[0], 1) for one in memory],
        },
    }


def unbroken(saved: NDArray[np.int16], loop: NDArray[Any]) -> dict[str, Any]:
    """Whether what was saved is one stretch of the endless loop, and where it is not."""
    head = saved[:4000]
    endless = np.concatenate([loop, loop[: len(head)]])
    starts = np.flatnonzero(endless[: len(loop)] == head[0])
    starts = [s for s in starts if np.array_equal(endless[s : s + len(head)], head)]
    if len(starts) != 1:
        return {"bit_exact": False, "beginnings": len(starts)}
    expected = loop[(starts[0] + np.arange(len(saved))) % len(loop)]
    wrong = np.flatnonzero(expected != saved)
    return {
        "bit_exact": not len(wrong),
        "samples": len(saved),
        "first_difference": int(wrong[0]) if len(wrong) else None,
    }


def percentiles(values: list[float]) -> dict[str, float]:
    if not values:
        return {}
    p50, p95, most = np.percentile(values, (50, 95, 100))
    return {"n": len(values), "p50": round(p50, 1), "p95": round(p95, 1), "most": round(most, 1)}


def command_saves(
    bundle: Path, saved: Path, microphone: VirtualMicrophone, seconds: float
) -> subprocess.Popen[bytes]:
    """Nobody reads a pipe while the window lives, so what it says goes to a file."""
    words = ["listen", str(bundle), "--seconds", str(seconds), "--save", str(saved), "--json"]
    with saved.with_suffix(".jsonl").open("wb") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "ml_core", *words],
            cwd=ROOT, env=os.environ | microphone.environment, stdout=said,
        )  # fmt: skip


def read_wav(path: Path) -> NDArray[Any]:
    with wave.open(str(path)) as stream:
        return np.frombuffer(stream.readframes(stream.getnframes()), "<i2")


def measure(
    listener: Listener,
    bundle: Path,
    loop: NDArray[Any],
    microphone: VirtualMicrophone,
    home: Path,
    seconds: float,
) -> dict[str, Any]:
    """One session of some seconds; the microphone plays already."""
    page, listening = listener.page, listener.listening
    kept = home / "kept.wav"
    page.presenter.start()
    listener.until(lambda: page.presenter.state.phase == "listening")
    session = listening._session
    assert session is not None
    session.start_recording(kept)
    began, first = time.perf_counter(), session.poll().heard_s
    command = command_saves(bundle, home / "command.wav", microphone, seconds)
    listener.rest(WARM_S)  # the picture fills, memory settles
    listener.delays_ms.clear()
    listener.decided_ms.clear()
    pids = (os.getpid(), capture_pid())
    left_s = max(10.0, seconds - WARM_S)
    visible = share(listener, pids, left_s * (1 - HIDDEN_SHARE))
    delays, decided = list(listener.delays_ms), list(listener.decided_ms)
    listener.window.show_page("start")
    listener.rest(2.0)
    hidden = share(listener, pids, left_s * HIDDEN_SHARE)
    listener.window.show_page("live")
    state = session.poll()
    clock_s, heard_s = time.perf_counter() - began, state.heard_s - first
    session.stop_recording()
    page.presenter.stop()
    rate_hz = listening.bundle.manifest.front_end.sample_rate_hz if listening.bundle else 0
    command.wait()
    said = (home / "command.jsonl").read_text("utf-8")
    told = json.loads(said.splitlines()[-1])["summary"]
    saved, by_command = read_wav(kept), read_wav(home / "command.wav")
    answer = {
        "bundle_rate_hz": rate_hz,
        "device_rate_hz": state.device_rate_hz,
        "portaudio_latency_ms": state.device_latency_ms,
        "callback_to_paint_ms": percentiles(delays),
        "callback_to_decision_ms": percentiles(decided),
        "visible": visible,
        "hidden": hidden,
        "saved_samples": len(saved),
        "off_the_clock": round(heard_s / clock_s - 1, 6),
        "dropped": state.n_dropped,
        "command": {key: told[key] for key in COMMAND_FACTS} | {"saved": len(by_command)},
    }
    if rate_hz == microphone.rate_hz:
        answer["saved"] = unbroken(saved, loop)
        answer["saved_by_command"] = unbroken(by_command, loop)
    listener.window.close()
    return answer


def main() -> None:
    """Make the loop, start the microphone, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--meta", type=Path, required=True, help="what the bundle was trained on")
    parser.add_argument("--rate", type=int, default=32_000)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--hop", type=float, default=1.0, help="a decision every so many seconds")
    parser.add_argument("--sixty", action="store_true", help="sixty frames a second")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    data = Path(os.environ["ASC_DATA_DIR"])
    rows = heard_rows(data, arguments.meta)
    with tempfile.TemporaryDirectory(prefix="live-") as name:
        home = Path(name)
        loop = write_loop(home / "loop.wav", rows, data, arguments.rate)
        with VirtualMicrophone(arguments.rate) as microphone:
            microphone.play(home / "loop.wav")
            load = os.getloadavg()
            os.environ.update(microphone.environment)
            listener = Listener(home, arguments.bundle, arguments.hop, sixty=arguments.sixty)
            answer = measure(listener, arguments.bundle, loop, microphone, home, arguments.seconds)
    given = {"rate_hz": arguments.rate, "hop_s": arguments.hop, "sixty": arguments.sixty}
    answer = {**given, "load": [load, os.getloadavg()], **answer}
    print(json.dumps(answer, indent=1))
    if arguments.out is not None:
        arguments.out.write_text(json.dumps(answer, indent=1), "utf-8")


if __name__ == "__main__":
    main()
