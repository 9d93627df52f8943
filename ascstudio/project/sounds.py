"""Clips as pictures: spectrogram, wave and thumbnail, computed in threads."""

import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from ml_core import api

RATE_HZ = 32_000
BANDS = 128
F_MIN_HZ, F_MAX_HZ = 30.0, 15_000.0
MAX_FRAMES = 1200
PEAKS = 1000
LONG_S = 300.0  # a longer clip is played from its file
THUMB_SHAPE = (48, 160)  # bands, frames
THUMB_S = 10.0  # a thumbnail shows at most this much
KEEP = 1000  # thumbnails in memory, 15 kB each: 15 MB
QUEUE = 120  # thumbnails waited for; older wishes have scrolled out of sight
INBOX_MS = 30
GLIMPSE_S = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class ClipSound:
    """One clip, ready to be heard and seen.

    Attributes:
        clip: whose sound it is.
        samples: (T,) float32 at ``sample_rate_hz``, or the open recording of a long clip.
        log_mel: (F, n_frames).
        peaks: (n, 2) lowest and highest sample of each stretch.
        frequencies_hz: (F,) centre of each band.
    """

    clip: "api.ClipRow"
    samples: "NDArray[np.float32] | api.SampleReader"
    sample_rate_hz: int
    log_mel: NDArray[np.float32]
    peaks: NDArray[np.float32]
    frequencies_hz: NDArray[np.float32]

    @property
    def duration_s(self) -> float:
        """Length of the clip."""
        if isinstance(self.samples, np.ndarray):
            return len(self.samples) / self.sample_rate_hz
        return self.clip.duration_s

    @property
    def origin(self) -> int:
        """The sample of what is played that the clip begins with."""
        if isinstance(self.samples, np.ndarray):
            return 0
        return round(self.clip.start_s * self.sample_rate_hz)


@dataclass(frozen=True, slots=True, eq=False)
class Thumbnail:
    """The beginning of a clip at a glance.

    Attributes:
        log_mel: (48, <= 160) of its first ten seconds.
        level_db: root mean square of these, in dB below full scale.
    """

    log_mel: NDArray[np.floating[Any]]
    level_db: float


Heard = tuple[int, Path, str, float, float, int | None]
"""What decides how a clip sounds."""


def heard_of(clip: "api.ClipRow") -> Heard:
    """Which clip, of which file, which stretch, through which channel: a key for what is made."""
    stretch = clip.start_s, clip.duration_s
    return clip.segment_id, clip.folder, clip.relative_path, *stretch, clip.channel


def picture_spec(n_samples: int, n_frames: int, n_mels: int = BANDS) -> "api.LogMelSpec":
    """The front end of pictures: wide range, no pre-emphasis, about ``n_frames`` columns."""
    return api.LogMelSpec(
        sample_rate_hz=RATE_HZ,
        window=2048,
        n_fft=2048,
        hop=max(256, -(-n_samples // n_frames)),
        n_mels=n_mels,
        f_min_hz=F_MIN_HZ,
        f_max_hz=F_MAX_HZ,
        preemphasis=0.0,
    )


def band_centres_hz(
    n_mels: int, f_min_hz: float = F_MIN_HZ, f_max_hz: float = F_MAX_HZ
) -> NDArray[np.float32]:
    """(F,) centre frequencies of bands that are equally wide in mel(f) = 1127 ln(1 + f/700)."""
    low, high = 1127 * np.log1p(np.array([f_min_hz, f_max_hz]) / 700)
    mels = np.linspace(low, high, n_mels + 2)[1:-1]
    return (700 * np.expm1(mels / 1127)).astype(np.float32)


def read_sound(clip: "api.ClipRow") -> ClipSound:
    """Decode a clip and compute its pictures.

    Raises:
        UnreadableRecording: the file is gone or cannot be decoded.
    """
    if clip.duration_s > LONG_S:
        return _read_long(clip)
    samples = api.read_samples(
        clip.path,
        sample_rate_hz=RATE_HZ,
        start_s=clip.start_s,
        duration_s=clip.duration_s,
        channel=clip.channel,
    )
    spec = picture_spec(len(samples), MAX_FRAMES)
    picture = api.log_mel(samples, spec)
    return ClipSound(clip, samples, RATE_HZ, picture, _peaks(samples), band_centres_hz(spec.n_mels))


def _read_long(clip: "api.ClipRow") -> ClipSound:
    """A clip that is not held in memory: pictures from its overview, sound from its file."""
    with api.Overview.open(clip.path, clip.channel, background=False) as overview:
        rate_hz = overview.sample_rate_hz
        start = round(clip.start_s * rate_hz)
        stop = min(start + round(clip.duration_s * rate_hz), overview.n_samples)
        tiles = api.SpectrogramTiles(clip.path, overview=overview)
        picture = tiles.image(start, stop, F_MIN_HZ, F_MAX_HZ, MAX_FRAMES, BANDS)
        peaks = np.stack(overview.wave(start, stop, PEAKS), axis=1)
    rows = api.FrequencyRows("mel", F_MIN_HZ, F_MAX_HZ, BANDS)
    reader = api.SampleReader(clip.path, clip.channel)
    return ClipSound(clip, reader, rate_hz, picture, peaks, rows.centres_hz().astype(np.float32))


def read_thumbnail(clip: "api.ClipRow") -> Thumbnail:
    """Decode the first ten seconds of a clip.

    Raises:
        UnreadableRecording: the file is gone or cannot be decoded.
    """
    bands, frames = THUMB_SHAPE
    samples = api.read_samples(
        clip.path,
        sample_rate_hz=RATE_HZ,
        start_s=clip.start_s,
        duration_s=min(THUMB_S, clip.duration_s),
        channel=clip.channel,
    )
    log_mel = api.log_mel(samples, picture_spec(len(samples), frames, bands))
    # half the room, and finer than the 256 levels of a picture
    return Thumbnail(log_mel.astype(np.float16), api.level_db(samples))


def _peaks(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    if not len(samples):
        return np.zeros((0, 2), np.float32)
    starts = np.unique(np.linspace(0, len(samples), PEAKS, endpoint=False).astype(int))
    low = np.minimum.reduceat(samples, starts)
    return np.stack([low, np.maximum.reduceat(samples, starts)], axis=1)


class Thumbnails(QObject):
    """Spectrogram thumbnails, kept while recently used and made newest wish first."""

    arrived = Signal(int)
    """segment_id: its thumbnail can be painted now."""

    def __init__(
        self,
        parent: QObject | None = None,
        read: Callable[["api.ClipRow"], Thumbnail] = read_thumbnail,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._kept: OrderedDict[int, tuple[Heard, Thumbnail | None]] = OrderedDict()
        self._asked: set[int] = set()  # wished for and not collected yet
        self._wanted: OrderedDict[int, api.ClipRow] = OrderedDict()  # not begun yet
        self._lock = threading.Lock()  # guards _wanted and _project
        self._project = 0  # counts projects: ids of the one before mean other clips
        self._inbox: deque[tuple[int, Heard, Thumbnail | None]] = deque()
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="thumbnails")
        self._timer = QTimer(self, interval=INBOX_MS)
        self._timer.timeout.connect(self._collect)

    def get(self, clip: "api.ClipRow") -> NDArray[np.float32] | None:
        """The thumbnail, or None: then it is made, and ``arrived`` follows if it can be."""
        key = clip.segment_id
        kept = self._kept.get(key)
        if kept is not None and kept[0] == heard_of(clip):
            self._kept.move_to_end(key)
            return self.known(key)
        with self._lock:
            if key in self._wanted:
                self._wanted[key] = clip
                self._wanted.move_to_end(key)
            if key in self._asked:
                return None
            self._wanted[key] = clip
            if len(self._wanted) > QUEUE:
                self._asked.discard(self._wanted.popitem(last=False)[0])
        self._asked.add(key)
        self._executor.submit(self._work)
        self._timer.start()
        return None

    def known(self, segment_id: int) -> NDArray[np.float32] | None:
        """The thumbnail if it is there; asks for nothing."""
        _, kept = self._kept.get(segment_id, (None, None))
        return None if kept is None else kept.log_mel.astype(np.float32)

    def level_db(self, segment_id: int) -> float | None:
        """How loud a clip begins, in dBFS, if its thumbnail is there; asks for nothing."""
        _, kept = self._kept.get(segment_id, (None, None))
        return None if kept is None else kept.level_db

    def forget(self) -> None:
        """Drop everything: another project was opened."""
        with self._lock:
            self._wanted.clear()
            self._project += 1
        self._asked.clear()
        self._kept.clear()

    def shut_down(self) -> None:
        """End the thread."""
        self.forget()
        self._timer.stop()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _work(self) -> None:
        with self._lock:
            if not self._wanted:
                return  # another wish took its place
            _, clip = self._wanted.popitem()
            project = self._project
        try:
            picture: Thumbnail | None = self._read(clip)
        except api.AscError:
            picture = None  # the row says so when it is opened
        self._inbox.append((project, heard_of(clip), picture))

    def _collect(self) -> None:
        for _ in range(len(self._inbox)):
            project, heard, picture = self._inbox.popleft()
            if project != self._project:
                continue
            key = heard[0]
            self._asked.discard(key)
            self._kept[key] = heard, picture
            if len(self._kept) > KEEP:
                self._kept.popitem(last=False)
            self.arrived.emit(key)
        if not self._asked:
            self._timer.stop()


class ClipPlayer(QObject):
    """Loads a clip in a thread, shows and plays it.

    There is one for all pages: one sound at a time.
    """

    loading = Signal(object)
    """ClipRow whose sound is being read."""
    loaded = Signal(object)
    """ClipSound."""
    failed = Signal(object)
    """AscError: the clip or the loudspeaker."""
    moved = Signal(float)
    """Seconds from the beginning of the clip."""
    playing_changed = Signal(bool)
    glimpse_failed = Signal(object)
    """AscError: the second that was asked for cannot be heard."""

    def __init__(self, parent: QObject | None = None, player: "api.Player | None" = None) -> None:
        super().__init__(parent)
        self._player = player or api.Player()
        self.sound: ClipSound | None = None
        self.playing = self.loop = False
        self._wanted: api.ClipRow | None = None
        self._play_when_there = False
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="read-clip")
        self._future: Future[ClipSound] | None = None
        self._glimpse: Future[NDArray[np.float32]] | None = None
        self._glimpsed = False  # the player holds a glimpse, not what is shown
        self._timer = QTimer(self, interval=INBOX_MS)
        self._timer.timeout.connect(self._look)

    @property
    def clip(self) -> "api.ClipRow | None":
        """The clip that is shown or being read."""
        return self._wanted

    def show_clip(self, clip: "api.ClipRow", *, play: bool = False) -> None:
        """Read a clip; play it as soon as it is there, if asked."""
        if self._wanted is not None and heard_of(clip) == heard_of(self._wanted):
            if play:
                self._play_when_there = self._future is not None
                if self.sound is not None and self._future is None:
                    self.end_glimpse()
                    self._return_to(self.sound)
                    self._player.seek(self.sound.origin)
                    self._play()
            return
        self.pause()
        self._wanted, self._play_when_there, self.sound = clip, play, None
        if self._future is not None:
            self._future.cancel()
        self._future = self._executor.submit(read_sound, clip)
        self._timer.start()
        self.loading.emit(clip)

    def glimpse(self, clip: "api.ClipRow") -> None:
        """Play the second in the middle of a clip; what is shown stays."""
        self.pause()
        middle = clip.start_s + max(0.0, clip.duration_s - GLIMPSE_S) / 2
        self._glimpse = self._executor.submit(
            api.read_samples,
            clip.path,
            sample_rate_hz=RATE_HZ,
            start_s=middle,
            duration_s=min(GLIMPSE_S, clip.duration_s),
            channel=clip.channel,
        )
        self._timer.start()

    def play_heard(self, samples: NDArray[np.float32], sample_rate_hz: int) -> None:
        """Play sound that is no clip, e.g. what was just heard live; what is shown stays."""
        self.pause()
        self._player.load(samples, sample_rate_hz)
        self._glimpsed = True
        self._player.play()
        self._timer.start()

    def end_glimpse(self) -> None:
        """Fall silent if a glimpse is heard or being read."""
        if self._glimpse is not None:
            self._glimpse.cancel()
            self._glimpse = None
        if self._glimpsed and not self.playing:
            self._player.pause()

    def toggle(self) -> None:
        """Play or pause the clip that is shown."""
        if self.playing:
            self.pause()
        elif self.sound is not None:
            self._play()
        else:
            self._play_when_there = self._future is not None

    def pause(self) -> None:
        """Fall silent."""
        self.end_glimpse()
        self._play_when_there = False
        self._player.pause()
        self._set_playing(False)

    def set_loop(self, *, loop: bool) -> None:
        """Begin again at the end of the clip, until paused."""
        self.loop = loop
        if self.playing:  # what is heard goes on, with the other end
            self._player.pause()
            self._play()

    def seek(self, t_s: float) -> None:
        """Go to a second of the clip."""
        if self.sound is not None:
            self._return_to(self.sound)
            self._player.seek(self.sound.origin + round(t_s * self.sound.sample_rate_hz))
            self.moved.emit(t_s)

    def clear(self) -> None:
        """Show nothing."""
        self.pause()
        self._wanted = self.sound = None

    def shut_down(self) -> None:
        """Release the loudspeaker and end the thread."""
        self.clear()
        self._timer.stop()
        self._player.close()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _return_to(self, sound: ClipSound) -> None:
        """Let the player hold what is shown again."""
        if self._glimpsed:
            self._glimpsed = False
            self._hold(sound)

    def _hold(self, sound: ClipSound) -> None:
        if isinstance(sound.samples, np.ndarray):
            self._player.load(sound.samples, sound.sample_rate_hz)
        else:
            end = sound.origin + round(sound.duration_s * sound.sample_rate_hz)
            self._player.open(sound.samples, span=(sound.origin, end))

    def _play(self) -> None:
        self.end_glimpse()
        if self.sound is not None:
            self._return_to(self.sound)
        if self.sound is not None and self.loop:
            at, origin = self._player.state(), self.sound.origin
            end = origin + round(self.sound.duration_s * self.sound.sample_rate_hz)
            self._player.play(origin, end, loop=True)
            if origin < at.position < end:
                self._player.seek(at.position)
        else:
            self._player.play()
        self._set_playing(True)
        self._timer.start()

    def _set_playing(self, playing: bool) -> None:
        if playing != self.playing:
            self.playing = playing
            self.playing_changed.emit(playing)

    def _look(self) -> None:
        if self._future is not None and self._future.done():
            future, self._future = self._future, None
            self._take(future)
        if self._glimpse is not None and self._glimpse.done():
            glimpse, self._glimpse = self._glimpse, None
            self._hear_glimpse(glimpse)
        if self.playing:
            self._follow()
        glimpsing = self._glimpse is not None or (not self.playing and self._glimpse_goes_on())
        if self._future is None and not glimpsing and not self.playing:
            self._timer.stop()

    def _hear_glimpse(self, glimpse: "Future[NDArray[np.float32]]") -> None:
        try:
            samples = glimpse.result()
        except api.AscError as error:
            self.glimpse_failed.emit(error)
            return
        self._player.load(samples, RATE_HZ)
        self._glimpsed = True
        self._player.play()

    def _glimpse_goes_on(self) -> bool:
        state = self._player.state()
        if self._glimpsed and state.problem is not None:
            self._glimpsed = False
            self.glimpse_failed.emit(state.problem)
        return self._glimpsed and state.playing

    def _take(self, future: "Future[ClipSound]") -> None:
        try:
            sound = future.result()
        except api.AscError as error:
            self._play_when_there = False
            self._wanted = None
            self.failed.emit(error)
            return
        self.sound, self._glimpsed = sound, False
        self._hold(sound)
        self.loaded.emit(sound)
        if self._play_when_there:
            self._play_when_there = False
            self._play()

    def _follow(self) -> None:
        state = self._player.state()
        origin = self.sound.origin if self.sound is not None else 0
        self.moved.emit((state.position - origin) / state.sample_rate_hz)
        if state.playing:
            return
        self._set_playing(False)
        if state.problem is not None:
            self.failed.emit(state.problem)
