"""Wave and spectrogram of whatever part of a recording is looked at, made in a thread."""

from __future__ import annotations

import contextlib
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from ascstudio.widgets.canvas.pictures import Picture, Wave
from ascstudio.widgets.canvas.viewport import Viewport
from ml_core import api

INBOX_MS = 15
REFINE_MS = 700  # while the overview is approximate, it is looked at again
KEPT_OPEN = 3  # recordings: going back and forth finds them open
STRIP_COLUMNS = 2000
MODEL_WHOLE_S = 60.0  # up to here every frame of what the model sees is shown
MODEL_DRAFT_FROM_S, MODEL_DRAFT_S = 4.0, 0.06
DB_PER_LOG = 10.0 / np.log(10.0)


@dataclass(frozen=True, slots=True)
class Wish:
    """A picture of this view in this many pixels of the screen."""

    view: Viewport
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class RecordingShown:
    """A recording that is open now."""

    path: Path
    duration_s: float
    sample_rate_hz: int


class RecordingPictures(QObject):
    """Opens recordings of any length and draws the part that is asked for, the newest wish first.

    One thread; what is not wanted any more is cancelled. The thread never touches Qt: a timer
    collects what is done.
    """

    opened = Signal(object)
    """RecordingShown."""
    wave_ready = Signal(object)
    """Wave of the view that was wanted."""
    strip_ready = Signal(object)
    """Wave of the whole recording."""
    picture_ready = Signal(object)
    """Picture of the view that was wanted."""
    failed = Signal(object)
    """AscError: it cannot be opened or read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = api.SpectrogramSettings()
        self._front_end: api.LogMelSpec | None = None
        self._shelf = _Shelf()
        self._key: tuple[Path, int | None] | None = None
        self._wish: Wish | None = None
        self._number = 0  # counts recordings: what was made for another is dropped
        self._peak = 1.0
        self._monitor = api.Monitor()
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="pictures")
        self._inbox: deque[tuple[int, str, Any]] = deque()
        self._timer = QTimer(self, interval=INBOX_MS)
        self._timer.timeout.connect(self._collect)
        self._pending: Future[None] | None = None
        self._refine = QTimer(self, interval=REFINE_MS, singleShot=True)
        self._refine.timeout.connect(self._again)

    def show_recording(self, path: Path, channel: int | None = None) -> None:
        """Open another recording; ``opened`` or ``failed`` follows."""
        self._start_over()
        self._key = (path, channel)
        key, number = self._key, self._number

        def work() -> None:
            with self._reporting(number):
                overview = self._shelf.open(key)
                seconds = overview.n_samples / overview.sample_rate_hz
                self._say(number, "opened", RecordingShown(path, seconds, overview.sample_rate_hz))
                self._say(number, "strip", _strip_of(overview))

        self._executor.submit(work)
        self._timer.start()

    def _strip_again(self) -> None:
        """Look at the whole recording again, a little later: more of it is exact then."""
        key, number = self._key, self._number

        def work() -> None:
            with self._reporting(number):
                if key is not None and number == self._number:
                    self._say(number, "strip", _strip_of(self._shelf.open(key)))

        QTimer.singleShot(REFINE_MS, self, lambda: self._submit_if(number, work))

    def _submit_if(self, number: int, work: Callable[[], None]) -> None:
        if number == self._number:
            self._executor.submit(work)

    def prepare(self, path: Path, channel: int | None = None) -> None:
        """Open a recording that will probably be looked at next."""
        number = self._number

        def work() -> None:
            if number == self._number:
                with contextlib.suppress(api.AscError):  # said when it is really shown
                    self._shelf.open((path, channel), keep=self._key)

        self._executor.submit(work)

    def forget(self) -> None:
        """Show nothing."""
        self._start_over()
        self._key = None

    def close_all(self) -> None:
        """Let go of every recording: their files may be moved now."""
        self.forget()
        self._executor.submit(self._shelf.clear)

    def configure(
        self, settings: api.SpectrogramSettings, front_end: api.LogMelSpec | None = None
    ) -> None:
        """Draw in another way from now on.

        Args:
            settings: window and frequency axis.
            front_end: draw what a model with this front end sees instead.
        """
        if (settings, front_end) != (self._settings, self._front_end):
            self._settings, self._front_end = settings, front_end
            self._again()

    def want(self, wish: Wish) -> None:
        """Draw a view; a wish that is not done yet gives way."""
        self._wish = wish
        self._again()

    def shut_down(self) -> None:
        """Close all recordings and end the thread."""
        self.close_all()
        self._timer.stop()
        self._executor.shutdown(wait=True)

    def _start_over(self) -> None:
        self._monitor.cancel()
        self._monitor = api.Monitor()
        self._number += 1
        self._wish = None
        self._refine.stop()

    def _again(self) -> None:
        wish, key, number = self._wish, self._key, self._number
        if wish is None or key is None or wish.width < 2 or wish.height < 2:
            return
        self._monitor.cancel()
        if self._pending is not None:
            self._pending.cancel()
        self._monitor = monitor = api.Monitor()
        settings, front_end = self._settings, self._front_end

        def work() -> None:
            with self._reporting(number):
                overview = self._shelf.open(key)
                wave = _wave_of(overview, wish, monitor)
                self._say(number, "wave", wave)
                if front_end is None:
                    tiles = self._shelf.tiles(key, settings)
                    draft = _draft_of(tiles, overview.sample_rate_hz, wish, monitor)
                else:
                    draft = _model_draft(overview.reader, wish, front_end, monitor)
                if draft is not None:
                    self._say(number, "picture", draft)
                if front_end is None:
                    picture = _picture_of(tiles, overview.sample_rate_hz, wish, monitor)
                else:
                    picture = _model_picture(overview.reader, wish, front_end, monitor)
                self._say(number, "picture", picture)

        self._pending = self._executor.submit(work)
        self._timer.start()

    def _reporting(self, number: int) -> _Reporting:
        return _Reporting(lambda kind, error: self._say(number, kind, error))

    def _say(self, number: int, kind: str, thing: object) -> None:
        self._inbox.append((number, kind, thing))

    def _collect(self) -> None:
        signals = {
            "opened": self.opened,
            "strip": self.strip_ready,
            "wave": self.wave_ready,
            "picture": self.picture_ready,
            "failed": self.failed,
        }
        while self._inbox:
            number, kind, thing = self._inbox.popleft()
            if kind == "crashed":
                raise thing  # a mistake of ours: as loud here as it would be in this thread
            if number != self._number:
                continue
            if isinstance(thing, Wave):
                if kind == "strip":
                    self._peak = thing.peak
                    if not thing.exact:
                        self._strip_again()
                else:
                    thing = replace(thing, peak=self._peak)
                    if not thing.exact:
                        self._refine.start()
            signals[kind].emit(thing)


class _Reporting:
    """Inside, being cancelled is nothing, and every other error is said."""

    def __init__(self, say: Callable[[str, BaseException], None]) -> None:
        self._say = say

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if error is not None and not isinstance(error, api.Cancelled):
            self._say("failed" if isinstance(error, api.AscError) else "crashed", error)
        return True


class _Shelf:
    """The recordings that are open, the newest last. Used by one thread."""

    def __init__(self) -> None:
        self._open: OrderedDict[tuple[Path, int | None], api.Overview] = OrderedDict()
        self._tiles: dict[tuple[tuple[Path, int | None], int], api.SpectrogramTiles] = {}
        self._memory = api.TileMemory()  # one cap for all of them

    def open(
        self, key: tuple[Path, int | None], keep: tuple[Path, int | None] | None = None
    ) -> api.Overview:
        """A recording, opened if it is not.

        Raises:
            UnreadableRecording: it cannot be.
        """
        found = self._open.get(key)
        if found is None:
            found = self._open[key] = api.Overview.open(*key)
        self._open.move_to_end(key)
        if keep in self._open:
            self._open.move_to_end(keep)  # type: ignore[arg-type]
        while len(self._open) > KEPT_OPEN:
            oldest, overview = self._open.popitem(last=False)
            for gone in [k for k in self._tiles if k[0] == oldest]:
                self._tiles.pop(gone).close()
            overview.close()
        return found

    def tiles(
        self, key: tuple[Path, int | None], settings: api.SpectrogramSettings
    ) -> api.SpectrogramTiles:
        """The spectrogram of an open recording."""
        known = self._tiles.get((key, settings.n_fft))
        if known is None:
            known = self._tiles[key, settings.n_fft] = api.SpectrogramTiles(
                key[0], settings, overview=self._open[key], memory=self._memory
            )
        return known.on_scale(settings.scale)

    def clear(self) -> None:
        """Close everything."""
        while self._tiles:
            self._tiles.popitem()[1].close()
        while self._open:
            self._open.popitem()[1].close()


def _stretch(wish: Wish, rate_hz: int) -> tuple[int, int]:
    start, stop = round(wish.view.start_s * rate_hz), round(wish.view.stop_s * rate_hz)
    return start, max(stop, start + 1)


def _strip_of(overview: api.Overview) -> Wave:
    columns = min(STRIP_COLUMNS, overview.n_samples)
    low, high = overview.wave(0, overview.n_samples, columns)
    peak = float(max(-low.min(), high.max(), 1e-4))
    seconds = overview.n_samples / overview.sample_rate_hz
    return Wave(low, high, 0.0, seconds, peak, overview.is_exact(0, overview.n_samples, columns))


def _wave_of(overview: api.Overview, wish: Wish, monitor: api.Monitor) -> Wave:
    start, stop = _stretch(wish, overview.sample_rate_hz)
    low, high = overview.wave(start, stop, wish.width, monitor)
    exact = overview.is_exact(start, stop, wish.width)
    return Wave(low, high, wish.view.start_s, wish.view.stop_s, exact=exact)


def _picture_of(
    tiles: api.SpectrogramTiles, rate_hz: int, wish: Wish, monitor: api.Monitor
) -> Picture:
    view = wish.view
    start, stop = _stretch(wish, rate_hz)
    level = tiles.image(start, stop, view.low_hz, view.high_hz, wish.width, wish.height, monitor)
    return Picture(level, view.start_s, view.stop_s, view.low_hz, view.high_hz)


def _draft_of(
    tiles: api.SpectrogramTiles, rate_hz: int, wish: Wish, monitor: api.Monitor
) -> Picture | None:
    """Something to look at while a picture is made that takes its time."""
    view = wish.view
    start, stop = _stretch(wish, rate_hz)
    if not tiles.takes_long(start, stop, wish.width):
        return None
    level = tiles.image(
        start, stop, view.low_hz, view.high_hz, wish.width, wish.height, monitor, draft=True
    )
    return Picture(level, view.start_s, view.stop_s, view.low_hz, view.high_hz)


def _model_draft(
    reader: api.SampleReader, wish: Wish, front_end: api.LogMelSpec, monitor: api.Monitor
) -> Picture | None:
    """Some of the frames that are going to be shown, where all of them take their time."""
    if wish.view.span_s < MODEL_DRAFT_FROM_S:
        return None
    return _model_columns(reader, wish, front_end, monitor, MODEL_DRAFT_S)


def _model_picture(
    reader: api.SampleReader, wish: Wish, front_end: api.LogMelSpec, monitor: api.Monitor
) -> Picture:
    """The input of a network as decibels of its own, a cell per band and frame.

    Of a stretch so long that the screen has no room for all frames: a cell per column.
    """
    view = wish.view
    if view.span_s > MODEL_WHOLE_S:
        return _model_columns(reader, wish, front_end, monitor)
    samples = api.read_samples(
        reader.path,
        sample_rate_hz=front_end.sample_rate_hz,
        start_s=view.start_s,
        duration_s=view.span_s,
        channel=reader.channel,
    )
    monitor.check()
    return _of_model(api.log_mel(samples, front_end), view, front_end)


def _model_columns(
    reader: api.SampleReader,
    wish: Wish,
    front_end: api.LogMelSpec,
    monitor: api.Monitor,
    within_s: float = float("inf"),
) -> Picture:
    start, stop = _stretch(wish, reader.sample_rate_hz)
    seen = api.log_mel_columns(
        reader, front_end, start, stop, wish.width, within_s=within_s, monitor=monitor
    )
    return _of_model(seen, wish.view, front_end)


def _of_model(seen: NDArray[np.float32], view: Viewport, front_end: api.LogMelSpec) -> Picture:
    levels = (seen * (front_end.scale * DB_PER_LOG)).astype(np.float32)
    return Picture(levels, view.start_s, view.stop_s, front_end.f_min_hz, front_end.f_max_hz)
