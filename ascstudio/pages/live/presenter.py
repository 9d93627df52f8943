"""What Live shows, and what each click means. No widgets here."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from ascstudio.pages.live.hearing import Heard, Hearing, Score, Stretch
from ascstudio.pages.live.words import (
    pace_at,
    pace_words,
    unknown_at,
    unknown_value,
    unknown_words,
)
from ascstudio.project.bundles import BundleChoice, bundle_choices, starter_path
from ascstudio.project.listening import ListenOptions
from ascstudio.project.sounds import band_centres_hz
from ascstudio.theme import UNKNOWN, Mark, scene_mark
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

OWNER = "live"
LEVEL_EVERY = 3  # looks: the level moves ten times a second
DEVICES_MS = 4000  # while there is no microphone, so often is asked again


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands above the page: state, title, sentence."""

    state: str
    title: str
    sentence: str


@dataclass(frozen=True, slots=True, eq=False)
class LiveViewState:
    """Everything the page shows, except the spectrogram's columns."""

    phase: str = "idle"  # idle, opening, listening, lost, ended, failed
    fact: str = ""
    notice: Notice | None = None
    heard: Heard | None = None
    scores: tuple[Score, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    now_s: float = 0.0
    changes: str = ""
    level_db: float = -math.inf
    peak_db: float = -math.inf
    clipped: bool = False
    level_words: str = ""
    input_state: str = "closed"  # closed, open, lost, file
    devices: tuple[tuple[str | None, str], ...] = ()  # name, words; None: the system's choice
    device: str | None = None
    devices_words: str = ""
    file: Path | None = None
    bundles: tuple[BundleChoice, ...] = ()
    bundle: Path | None = None
    starter: bool = False
    bundle_facts: tuple[tuple[str, str], ...] = ()
    card: str = ""
    pace: float = 0.17
    pace_words: str = ""
    unknown: float = 0.125
    unknown_words: str = ""

    @property
    def listening(self) -> bool:
        """Whether *Stop listening* makes sense."""
        return self.phase in ("opening", "listening", "lost")


class LivePresenter(QObject):
    """Starts and stops listening, turns decisions into words, keeps the last ten minutes."""

    changed = Signal(object)
    """LiveViewState."""
    columns = Signal(object)
    """(F, n) new log-mel columns; a gap is NaN."""
    front_end_changed = Signal(object, float)
    """(F,) band centres in Hz and columns per second: the spectrogram starts anew."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self._listening = context.session.listening
        self._bundle: api.Bundle | None = None
        self.hearing = Hearing(self._mark)
        self._looks = 0
        self._lost_since: float | None = None
        self.state = LiveViewState(pace_words=pace_words(0.17))
        self._listening.looked.connect(self._on_looked)
        self._listening.started.connect(self._on_started)
        self._listening.stopped.connect(self._on_stopped)
        self._listening.failed.connect(self._on_failed)
        self._listening.devices_changed.connect(self._on_devices)
        self._listening.microphone_changed.connect(context.microphone_changed)
        context.session.changed.connect(self.refresh)
        context.session.closed.connect(self.refresh)
        context.bundle_changed.connect(lambda _: self.refresh())
        self._device_timer = QTimer(self, interval=DEVICES_MS)
        self._device_timer.timeout.connect(self._look_again)
        self.refresh()

    # What the user does

    def refresh(self) -> None:
        """Look again at which bundles there are; read the chosen one."""
        choices = tuple(bundle_choices(self._context.session, self._context.bundle))
        wanted = self._context.bundle or starter_path()
        known = {choice.path for choice in choices}
        bundle = wanted if wanted in known else choices[0].path if choices else None
        starter = any(choice.starter and choice.path == bundle for choice in choices)
        new = bundle != self.state.bundle
        self._set(bundles=choices, bundle=bundle, starter=starter)
        if bundle is None:
            self._bundle = None
            self._set(bundle_facts=(), card="", unknown_words="")
        if new and bundle is not None:
            self._read(bundle)
            if self._listening.owner == OWNER:
                self._listening.use_bundle(bundle)

    def entered(self) -> None:
        """The page is in front: what is plugged in now appears by itself."""
        self.refresh()
        self._device_timer.start()
        if not self.state.listening:
            self.look_for_devices()

    def left(self) -> None:
        """Nobody looks: stop asking for devices."""
        self._device_timer.stop()

    def look_for_devices(self) -> None:
        """Ask again which microphones there are."""
        self._listening.look_for_devices()

    def _look_again(self) -> None:
        if not self.state.listening and not self._listening.devices:
            self.look_for_devices()

    def start(self) -> None:
        """Open the microphone, or the chosen file, and listen."""
        if self.state.bundle is not None:
            self._listening.start(OWNER, self.state.bundle, self._options())

    def stop(self) -> None:
        """Close the microphone."""
        if self._listening.owner == OWNER:
            self._listening.stop()

    def toggle(self) -> None:
        """Start or stop."""
        if self.state.listening:
            self.stop()
        else:
            self.start()

    def choose_device(self, name: str | None) -> None:
        """Use another microphone; goes on listening with it."""
        self._set(device=name, file=None)
        if self.state.listening:
            self.start()

    def choose_file(self, path: Path) -> None:
        """Hear a recording as if it were live."""
        self._set(file=path)
        self.start()

    def choose_bundle(self, path: Path) -> None:
        """Let everybody listen with another bundle."""
        starter = any(choice.starter and choice.path == path for choice in self.state.bundles)
        self._context.use_bundle(None if starter else path)

    def set_pace(self, value: float) -> None:
        """Steady to quick."""
        self._set(pace=value, pace_words=pace_words(value))
        self._configure()

    def set_unknown(self, value: float) -> None:
        """How early Unknown is said."""
        self._set(unknown=value)
        self._say_unknown()
        self._configure()

    def teach(self) -> None:
        """Go and teach this place."""
        self._context.go("teach")

    # What listening says

    def _on_started(self, owner: str) -> None:
        if owner != OWNER:
            return
        self.hearing.forget()
        self._lost_since = None
        opening = self.tr("Opening {what}…").format(what=self._input_words())
        self._set(
            phase="opening",
            notice=None,
            fact=opening,
            heard=Heard("", self.tr("Listening…"), None, waiting=True),
            scores=(),
            stretches=(),
            now_s=0.0,
            changes="",
            input_state="file" if self.state.file else "open",
            level_words="",
        )

    def _on_stopped(self, owner: str) -> None:
        if owner != OWNER:
            return
        if self._listening.file_ended:  # what was heard stays on screen
            self._set(
                phase="ended", notice=None, fact=self.tr("The file has ended."),
                input_state="file", level_db=-math.inf, peak_db=-math.inf, level_words="",
            )  # fmt: skip
            return
        failed = self.state.phase == "failed"
        self._set(
            phase="failed" if failed else "idle",
            notice=self.state.notice if failed else None,
            fact=self.tr("Not listening"), input_state="closed",
            level_db=-math.inf, peak_db=-math.inf, level_words="", heard=None,
            bundle_facts=self._facts(None),
        )  # fmt: skip

    def _on_failed(self, error: "api.AscError") -> None:
        self._set(phase="failed", notice=Notice("err", error.message, error.hint))

    def _on_looked(self, look: "api.LiveState") -> None:
        if self._listening.owner != OWNER:
            return
        if self._listening.bundle is not self._bundle and self._listening.bundle is not None:
            self._adopt(self._listening.bundle)
        if look.new_columns.shape[1]:
            self.columns.emit(look.new_columns)
        self.hearing.take(look)
        self._tell(look)
        self._looks += 1
        ended = look.state == "ended"
        if ended or look.new_decisions or look.events or self._looks % LEVEL_EVERY == 0:
            self._show(look)

    def _tell(self, look: "api.LiveState") -> None:
        """Toasts for what happened to the device."""
        for event in look.events:
            if event.state == "back":
                self._context.say(event.message)

    def _show(self, look: "api.LiveState") -> None:
        phase = self._phase(look)
        self._lost_since = None if phase != "lost" else (self._lost_since or look.heard_s)
        self._set(
            phase=phase,
            fact=self._fact(phase),
            notice=self._notice(look, phase),
            heard=self.hearing.heard(look, phase, self._listening.options.hop_s),
            scores=self.hearing.scores(look, phase, self.state.scores),
            stretches=self.hearing.stretches(),
            now_s=look.heard_s,
            changes=self.hearing.changes(),
            level_db=look.level_db,
            peak_db=20 * math.log10(look.peak) if look.peak > 1e-6 else -math.inf,
            clipped=look.peak >= 0.999,
            level_words=self._level_words(look, phase),
            input_state=self._input_state(phase),
            bundle_facts=self._facts(look),
        )

    def _phase(self, look: "api.LiveState") -> str:
        return {
            "opening": "opening",
            "open": "listening",
            "back": "listening",
            "lost": "lost",
            "hung": "lost",
            "no_device": "lost",
            "denied": "lost",
            "failed": "failed",
            "ended": "ended",
        }.get(look.state, "idle")

    def _fact(self, phase: str) -> str:
        return {
            "opening": self.tr("Opening {what}…").format(what=self._input_words()),
            "listening": self.tr("Listening"),
            "lost": self.tr("Listening is interrupted"),
            "ended": self.tr("The file has ended."),
        }.get(phase, self.tr("Not listening"))

    def _input_state(self, phase: str) -> str:
        if phase in ("idle", "failed"):
            return "closed"
        if self.state.file is not None:
            return "file"
        return "lost" if phase == "lost" else "open"

    def _notice(self, look: "api.LiveState", phase: str) -> Notice | None:
        if phase == "failed":
            return Notice("err", look.message, look.hint)
        if phase == "lost":
            return Notice("warn", look.message, look.hint)
        return None

    def _level_words(self, look: "api.LiveState", phase: str) -> str:
        if phase == "lost":
            return self.tr("No sound arrives")
        if phase != "listening":
            return ""
        signal = look.decision.signal if look.decision is not None else "ok"
        quality = {
            "ok": self.tr("Good level"),
            "silent": self.tr("Almost silent"),
            "covered": self.tr("Sounds covered"),
            "clipped": self.tr("Overdriven"),
        }[signal]
        given, wanted = look.device_rate_hz / 1000, self._rate_hz() / 1000
        if not given or given == wanted:
            return quality
        return self.tr("{quality}, {given} kHz resampled to {wanted}").format(
            quality=quality, given=f"{given:g}", wanted=f"{wanted:g}"
        )

    # Bundles, devices, options

    def _read(self, path: Path) -> None:
        def done(bundle: "api.Bundle") -> None:
            if path == self.state.bundle:
                self._adopt(bundle)

        def failed(error: "api.AscError") -> None:
            if path == self.state.bundle:
                self._set(notice=Notice("err", error.message, error.hint), bundle_facts=())

        self._listening.read_bundle(path, done, failed)

    def _adopt(self, bundle: "api.Bundle") -> None:
        """Show another bundle: its facts, its marks, its front end."""
        enrolled_before = bool(self._bundle and self._bundle.enrolled)
        self._bundle = bundle
        spec = bundle.manifest.front_end
        frequencies: NDArray[np.float32] = band_centres_hz(
            spec.n_mels, spec.f_min_hz, spec.f_max_hz
        )
        self.front_end_changed.emit(frequencies, spec.sample_rate_hz / spec.hop)
        if bundle.enrolled and not enrolled_before:
            self._set(unknown=unknown_value("normal"))
        self._set(bundle_facts=self._facts(None), card=bundle.card)
        self._say_unknown()

    def _facts(self, look: "api.LiveState | None") -> tuple[tuple[str, str], ...]:
        bundle = self._bundle
        if bundle is None:
            return ()
        scenes = self.tr("{trained} trained, {enrolled} enrolled").format(
            trained=len(bundle.manifest.scenes), enrolled=len(bundle.enrolled)
        )
        facts = [(self.tr("Scenes"), scenes)]
        accuracy = bundle.manifest.accuracy.get("int8", {}).get("value")
        n_clips = bundle.manifest.accuracy.get("n_clips")
        if look is not None and look.cpu_share:
            share = self.tr("{n} % of one core").format(n=max(1, round(100 * look.cpu_share)))
            facts.append((self.tr("Processor"), share))
        elif isinstance(accuracy, int | float):
            words = f"{100 * accuracy:.1f} %"
            if isinstance(n_clips, int):
                words = self.tr("{share} on {n} clips").format(share=words, n=f"{n_clips:,}")
            facts.append((self.tr("Accuracy"), words))
        return tuple(facts)

    def scene_names(self) -> tuple[str, ...]:
        """Trained scenes, then enrolled ones."""
        if self._bundle is None:
            return ()
        enrolled = (scene.name for scene in self._bundle.enrolled)
        return (*self._bundle.manifest.scenes, *enrolled)

    def _mark(self, scene: str) -> Mark:
        names: Sequence[str] = self.scene_names()
        if scene not in names:
            return UNKNOWN
        index = names.index(scene)
        trained = len(self._bundle.manifest.scenes) if self._bundle is not None else 0
        # enrolled places take the marks from the eleventh on, so that they look like themselves
        return scene_mark(index if index < trained else max(10, trained) + index - trained)

    def _options(self) -> ListenOptions:
        smoothing, hop_s = pace_at(self.state.pace)
        return ListenOptions(
            device=self.state.device,
            file=self.state.file,
            hop_s=hop_s,
            smoothing=smoothing,
            unknown=unknown_at(self.state.unknown),
        )

    def _configure(self) -> None:
        if self._listening.owner == OWNER and self._listening.options != self._options():
            self._listening.configure(self._options())

    def _say_unknown(self) -> None:
        thresholds = self._bundle.manifest.thresholds if self._bundle is not None else {}
        self._set(unknown_words=unknown_words(unknown_at(self.state.unknown), thresholds))

    def _on_devices(self) -> None:
        found = self._listening.devices
        default = next((one.name for one in found if one.default), "")
        words = self.tr("System default ({name})").format(name=default) if default else ""
        rows: list[tuple[str | None, str]] = [(None, words or self.tr("System default"))]
        rows += [(device.name, device.name) for device in found]
        sentence = ""
        if not found:
            problem = self._listening.devices_problem
            sentence = str(problem) if problem is not None else self._no_microphone()
        self._set(devices=tuple(rows) if found else (), devices_words=sentence)

    def _no_microphone(self) -> str:
        return self.tr("No microphone found. Plug one in: it appears here by itself.")

    def _input_words(self) -> str:
        if self.state.file is not None:
            return self.state.file.name
        return self.state.device or self.tr("the microphone")

    def _rate_hz(self) -> int:
        return self._bundle.manifest.front_end.sample_rate_hz if self._bundle is not None else 0

    def _set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.changed.emit(self.state)
