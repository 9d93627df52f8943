"""A day of sound on the screen: first paint, time per frame, memory, and the clock after hours.

    python tests/benchmarks/long_recording.py [--hours 24] [--rate 48000] [--clicks] [--out FILE]

Writes a sparse RF64 file into a temporary folder (removed afterwards; it takes a few megabytes on
disk however long it is), looks at it as a window would (1,200 by 300 pixels, wave and spectrogram)
and prints one JSON object:

* first_paint_s: from opening to wave and spectrogram of the whole file, from sampled blocks (of a
  file of minutes, a draft);
* exact_s: the background pass; cache_share: bytes kept against the file's;
* pan_*: milliseconds per frame of 8 pixels, wave and spectrogram together, for four zooms, during
  the pass and after it: median and 95th percentile, and the median of the processor's time, which
  a busy machine does not change;
* reopened_paint_s: the same file opened again, exact;
* memory_growth_mb: resident memory at its highest, less what it was before opening.

``--clicks`` also encodes two hours with a click every second as WAV, FLAC, OGG and MP3 and tells
how far the clicks around each quarter of an hour lie from their seconds, in milliseconds; and,
where PulseAudio is installed, plays each from an hour on through a virtual loudspeaker, listens to
it, and tells where the cursor stood when a click was heard (the listening itself adds some 10 ms).
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
import soundfile

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ml_core.recordings.output import output_devices  # noqa: E402
from ml_core.recordings.overview import Overview  # noqa: E402
from ml_core.recordings.playback import Player  # noqa: E402
from ml_core.recordings.sample_reader import SampleReader  # noqa: E402
from ml_core.recordings.tiles import SpectrogramTiles  # noqa: E402
from tests.ml_core.sound_files import write_sparse  # noqa: E402
from tests.virtual_microphone import VirtualMicrophone, what_is_missing  # noqa: E402

WIDTH, HEIGHT = 1200, 300
STEP = 8  # pixels a frame moves by
FRAMES = 60
SPANS_S = (12 * 3600, 3600, 300, 10)
CLICKS_S = 7200
CURSOR_S = 8.0
CLICK_RATE_HZ = 44_100
FORMS = {"wav": ("WAV", "PCM_16"), "flac": ("FLAC", "PCM_16"), "ogg": ("OGG", "VORBIS"),
         "mp3": ("MP3", "MPEG_LAYER_III")}  # fmt: skip


def resident_mb(field: str = "VmRSS") -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(field))


def write_day(folder: Path, hours: float, rate_hz: int) -> Path:
    """Silence with five seconds of noise and a tone every ten minutes."""
    rng = np.random.default_rng(0)
    t = np.arange(5 * rate_hz) / rate_hz
    sound = 0.2 * np.sin(2 * np.pi * 1000 * t) + 0.05 * rng.standard_normal(len(t))
    n_samples = round(hours * 3600 * rate_hz)
    pieces = dict.fromkeys(range(0, n_samples - len(t), 600 * rate_hz), sound)
    return write_sparse(folder / "day.rf64", n_samples, rate_hz, pieces)


class Screen:
    """Wave and spectrogram of a stretch, as the canvas asks for them."""

    def __init__(self, path: Path, cache: Path) -> None:
        self.overview = Overview.open(path, folder=cache)
        self.tiles = SpectrogramTiles(path, overview=self.overview)
        self.high_hz = self.overview.sample_rate_hz / 2

    def paint(self, start: int, stop: int) -> None:
        self.overview.wave(start, stop, WIDTH)
        self.tiles.image(start, stop, 0.0, self.high_hz, WIDTH, HEIGHT)

    def first_paint(self) -> None:
        n = self.overview.n_samples
        self.overview.wave(0, n, WIDTH)
        draft = self.tiles.takes_long(0, n, WIDTH)
        self.tiles.image(0, n, 0.0, self.high_hz, WIDTH, HEIGHT, draft=draft)

    def pan(self, span_s: float) -> dict[str, float]:
        """What a frame of a pan from the first third on takes."""
        step = round(span_s * self.overview.sample_rate_hz / WIDTH)
        start = self.overview.n_samples // 3 // step * step
        self.paint(start, start + WIDTH * step)
        times = []
        for _ in range(FRAMES):
            start += STEP * step
            begin = time.perf_counter(), time.thread_time()
            self.paint(start, start + WIDTH * step)
            times.append((time.perf_counter() - begin[0], time.thread_time() - begin[1]))
        wall_ms, cpu_ms = 1000 * np.array(times).T
        return {
            "median_ms": round(float(np.median(wall_ms)), 1),
            "p95_ms": round(float(np.quantile(wall_ms, 0.95)), 1),
            "median_cpu_ms": round(float(np.median(cpu_ms)), 1),
        }


def measure_day(folder: Path, hours: float, rate_hz: int) -> dict[str, object]:
    path, cache = write_day(folder, hours, rate_hz), folder / "cache"
    before_mb = resident_mb()
    begin, begin_cpu = time.perf_counter(), time.process_time()
    screen = Screen(path, cache)
    n = screen.overview.n_samples
    screen.first_paint()
    first_paint_s = time.perf_counter() - begin
    first_paint_cpu_s = time.process_time() - begin_cpu
    approximate = not screen.overview.is_exact(0, n, WIDTH)
    during = {f"pan_{span:g}s": screen.pan(span) for span in SPANS_S}
    still_running = not screen.overview.exact
    screen.overview.finish()
    exact_s = time.perf_counter() - begin
    after = {f"pan_{span:g}s": screen.pan(span) for span in SPANS_S}
    screen.overview.close()
    begin = time.perf_counter()
    screen = Screen(path, cache)
    screen.first_paint()
    reopened_s = time.perf_counter() - begin
    assert screen.overview.is_exact(0, n, WIDTH)
    screen.overview.close()
    kept = sum(one.stat().st_size for one in cache.iterdir())
    return {
        "file_gb": round(path.stat().st_size / 1e9, 3),
        "on_disk_mb": round(path.stat().st_blocks * 512 / 1e6, 1),
        "first_paint_s": round(first_paint_s, 3),
        "first_paint_cpu_s": round(first_paint_cpu_s, 3),
        "first_paint_approximate": approximate,
        "exact_s": round(exact_s, 1),
        "during_pass": during if still_running else {},
        "after_pass": after,
        "reopened_paint_s": round(reopened_s, 3),
        "cache_share": round(kept / path.stat().st_size, 5),
        "memory_growth_mb": round(resident_mb("VmHWM") - before_mb, 1),
    }


def measure_clicks(folder: Path) -> dict[str, object]:
    found: dict[str, object] = {}
    minute = np.zeros(60 * CLICK_RATE_HZ, np.float32)
    minute[::CLICK_RATE_HZ] = 0.9
    for form, (container, subtype) in FORMS.items():
        path = folder / f"clicks.{form}"
        with soundfile.SoundFile(
            path, "w", CLICK_RATE_HZ, 1, format=container, subtype=subtype
        ) as stream:
            for _ in range(CLICKS_S // 60):
                for first in range(0, len(minute), 4096):
                    stream.write(minute[first : first + 4096])
        begin = time.perf_counter()
        with SampleReader(path) as reader:
            opened_s = time.perf_counter() - begin
            offsets = []
            for second in range(900, CLICKS_S, 900):
                middle = second * CLICK_RATE_HZ
                around = np.abs(reader.read(middle - 4410, middle + 4410))
                offsets.append(1000 * (int(around.argmax()) - 4410) / CLICK_RATE_HZ)
        found[form] = measure_cursor(path) | {
            "file_mb": round(path.stat().st_size / 1e6, 1),
            "open_s": round(opened_s, 3),
            "worst_offset_ms": round(max(map(abs, offsets)), 3),
        }
        path.unlink()
    return found


def measure_cursor(path: Path) -> dict[str, object]:
    """Where the cursor stands when a click is heard, an hour into a file, in milliseconds."""
    if what_is_missing():
        return {}
    with VirtualMicrophone(CLICK_RATE_HZ) as cable:
        os.environ.update(cable.environment)
        output_devices()  # PortAudio looks anew
        listener = subprocess.Popen(
            ["parec", "--device=speaker.monitor", "--latency-msec=10", "--format=s16le",
             "--channels=1", f"--rate={CLICK_RATE_HZ}"],
            stdout=subprocess.PIPE,
        )  # fmt: skip
        clicks_s: list[float] = []
        hearing = threading.Thread(target=hear_clicks, args=(listener, clicks_s), daemon=True)
        hearing.start()
        player = Player()
        player.match_loudness = False
        player.open(path)
        player.play(3600 * CLICK_RATE_HZ - CLICK_RATE_HZ // 2)
        cursor = []
        end = time.monotonic() + CURSOR_S
        while time.monotonic() < end:
            cursor.append((time.monotonic(), player.state().position / CLICK_RATE_HZ))
            time.sleep(0.002)
        player.close()
        listener.kill()
        hearing.join()
        listener.communicate()
    times_s, places_s = np.array(cursor).T
    at_clicks = np.interp([one for one in clicks_s if one < times_s[-1]], times_s, places_s)
    ahead_ms = 1000 * (at_clicks - np.rint(at_clicks))
    if not len(ahead_ms):
        return {"cursor_ahead_ms": "nothing was heard"}
    return {
        "cursor_ahead_ms": round(float(np.median(ahead_ms)), 1),
        "cursor_ahead_most_ms": round(float(np.abs(ahead_ms).max()), 1),
    }


def hear_clicks(listener: "subprocess.Popen[bytes]", clicks_s: list[float]) -> None:
    """Note when each click came, by the clock of this computer."""
    assert listener.stdout is not None
    while block := os.read(listener.stdout.fileno(), 1024):
        now = time.monotonic()
        samples = np.frombuffer(block[: len(block) // 2 * 2], "<i2")
        loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > 8000)
        if len(loud):
            when = now - (len(samples) - int(loud[0])) / CLICK_RATE_HZ
            if not clicks_s or when - clicks_s[-1] > 0.5:
                clicks_s.append(when)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--hours", type=float, default=24)
    parser.add_argument("--rate", type=int, default=48_000)
    parser.add_argument("--clicks", action="store_true")
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        found = {
            "load": os.getloadavg()[0],
            **measure_day(Path(name), arguments.hours, arguments.rate),
        }
        if arguments.clicks:
            found["clicks"] = measure_clicks(Path(name))
    text = json.dumps(found, indent=1)
    print(text)
    if arguments.out is not None:
        arguments.out.write_text(text + "\n")


if __name__ == "__main__":
    main()
