"""What Live shows, and what each click means. No widgets here."""

import math
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from ascstudio.pages.live.hearing import Heard, Hearing, Stretch
from ascstudio.pages.live.keeping import Keeping
from ascstudio.pages.live.pace_score import measured_words
from ascstudio.pages.live.state import Likely, LiveViewState
from ascstudio.pages.live.telling import Notice, Telling
from ascstudio.pages.live.words import pace_words, unknown_at, unknown_value, unknown_words
from ascstudio.project.bundles import bundle_choices, starter_path
from ascstudio.project.listening import BLOCK_S, FRAME_MS, ListenOptions
from ascstudio.project.scene_marks import marks_of
from ascstudio.project.sounds import band_centres_hz
from ascstudio.theme import UNKNOWN, Mark, scene_key
from ascstudio.translation import told
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

OWNER = "live"
LEVEL_EVERY_S = 0.1  # the level moves so often, whatever the picture does
SHOW_EVERY_S = 0.25  # without news: how long something lasts, how much the processor does
DEVICES_MS = 4000  # while there is no microphone, so often is asked again
FAST_FRAME_MS = 16
REST_MS = 250
N_LIKELY = 4


class LivePresenter(QObject):
    """Starts and stops listening, turns decisions into words, keeps the last ten minutes."""

    changed = Signal(object)
    """LiveViewState."""
    columns = Signal(object)
    """(F, n) new log-mel columns; a gap is NaN."""
    levelled = Signal(object)
    """LiveViewState of which only the level is new."""
    decided = Signal(object)
    """Decision: the latest."""
    front_end_changed = Signal(object, float)
    """(F,) band centres in Hz and columns per second: the spectrogram starts anew."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self._listening = context.session.listening
        self._bundle: api.Bundle | None = None
        self.hearing = Hearing(self.mark_of)
        self.keeping = Keeping(context)
        self._telling = Telling()
        self._shown_at = self._levelled_at = -math.inf
        self._peak = 0.0
        self._watched = True
        self._look: api.LiveState | None = None
        settings = context.settings
        pace = settings.number("live.pace")
        self.state = LiveViewState(
            pace=pace,
            pace_words=pace_words(pace),
            hop_s=settings.number("live.hop_s"),
            device=settings.text("audio.input") or None,
            unknown=unknown_value(settings.text("live.unknown")),
        )
        self._listening.looked.connect(self._on_looked)
        self._listening.started.connect(self._on_started)
        self._listening.stopped.connect(self._on_stopped)
        self._listening.failed.connect(self._on_failed)
        self._listening.devices_changed.connect(self._on_devices)
        self._listening.microphone_changed.connect(context.microphone_changed)
        self.keeping.changed.connect(self._on_kept)
        context.session.changed.connect(self.refresh)
        context.session.closed.connect(self.refresh)
        settings.changed.connect(self._on_setting)
        context.bundle_changed.connect(lambda _: self.refresh())
        self._resting = QTimer(self, singleShot=True, interval=REST_MS)
        self._resting.timeout.connect(self._go_on)
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
        if new and self.state.phase in ("ended", "failed"):
            self._forget()  # the other bundle said it: this one has said nothing yet
        elif self._look is not None:  # keys are those of the scenes of the project
            self._set(likely=self._likely(self._look), keep_reason=self.keeping.reason())
        if bundle is None:
            self._bundle = None
            self._set(bundle_facts=(), card="", unknown_words="")
        if new and bundle is not None:
            if self._listening.owner == OWNER:  # adopted with the first look at it
                self._listening.use_bundle(bundle)
            else:
                self._read(bundle)

    def entered(self) -> None:
        """The page is in front: what is plugged in now appears by itself."""
        self.refresh()
        self._device_timer.start()
        if not self.state.listening:
            self.look_for_devices()

    def left(self) -> None:
        """Nobody looks: stop asking for devices."""
        self._device_timer.stop()

    def watch(self, *, watched: bool) -> None:
        """Whether the sound can be seen: else nobody draws it, and decisions go on."""
        self._watched = watched
        if self._listening.owner == OWNER:
            frame_ms = FAST_FRAME_MS if self.sixty else FRAME_MS
            self._listening.watch(frame_ms, watched=watched)
            if watched and self._look is not None and self.state.listening:
                self._show(self._look)

    @property
    def sixty(self) -> bool:
        """Whether the picture moves sixty times a second instead of thirty."""
        return self._context.settings.is_on("live.sixty")

    def toggle_sixty(self) -> None:
        """Sixty frames a second, or thirty: sound comes in smaller pieces, from the next start."""
        self._context.settings.set("live.sixty", value=not self.sixty)
        if self.state.listening:
            self._context.say(self.tr("From the next start of listening on."))
        self.watch(watched=True)

    @property
    def bundle(self) -> "api.Bundle | None":
        """The bundle that decides."""
        return self._bundle

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

    def go_on_after(self, interrupted: str) -> None:
        """Listen again when something else had the microphone meanwhile.

        Args:
            interrupted: who listened before; a file is not heard from its beginning again.
        """
        if interrupted != OWNER or self._listening.active:
            return
        if self.state.file is not None and self.state.file.is_file():
            words = self.tr("{file} stopped for the check. Space starts it again.")
            self._context.say(words.format(file=self.state.file.name))
            return
        self.start()
        self._context.say(self.tr("Live goes on listening."))

    def toggle(self) -> None:
        """Start or stop."""
        if self.state.listening:
            self.stop()
        else:
            self.start()

    def choose_device(self, name: str | None) -> None:
        """Use another microphone; goes on listening with it."""
        self._set(device=name, file=None)
        self._context.settings.set("audio.input", name or "")
        if self.state.listening:
            self.start()

    def _on_setting(self, key: str) -> None:
        """Preferences chose another microphone: a file that is heard goes on."""
        name = self._context.settings.text("audio.input") or None
        if key == "audio.input" and name != self.state.device:
            if self.state.file is None:
                self.choose_device(name)
            else:
                self._set(device=name)

    def choose_file(self, path: Path) -> None:
        """Hear a recording as if it were live, or all that come into a folder from now on."""
        self._set(file=path)
        self.start()

    def choose_bundle(self, path: Path) -> None:
        """Let everybody listen with another bundle."""
        starter = any(choice.starter and choice.path == path for choice in self.state.bundles)
        self._context.use_bundle(None if starter else path)

    def set_pace(self, value: float) -> None:
        """Steady to quick."""
        self._context.settings.set("live.pace", round(value, 4))
        self._set(pace=value)
        self.say_pace()
        self._configure()

    def set_interval(self, hop_s: float) -> None:
        """How often it decides."""
        self._context.settings.set("live.hop_s", hop_s)
        self._set(hop_s=hop_s)
        self.say_pace()
        self._configure()

    def set_unknown(self, value: float) -> None:
        """How early Unknown is said."""
        self._context.settings.set("live.unknown", unknown_at(value))
        self._set(unknown=value)
        self._say_unknown()
        self._configure()

    def teach(self) -> None:
        """Go and teach this place."""
        self._context.go("teach")

    def set_keep(self, seconds: int) -> None:
        """How much of what was just heard one key saves."""
        self.keeping.length_s = seconds
        self._set(keep_s=seconds)

    def save(self) -> None:
        """Keep what was just heard under the scene that was decided."""
        last = self.hearing.last_scene()
        if last is None:
            words = self.tr("It has no scene yet: press the right one.")
            self._context.refused.emit(self.keeping.reason() or words)
            return
        self._keep(last, None)

    def correct(self, scene: str, stretch: Stretch | None = None) -> None:
        """What was just heard, or a chosen block of the ribbon, was this scene: save it so."""
        self._keep(scene, stretch)

    def _keep(self, scene: str, stretch: Stretch | None) -> None:
        now_s = self._look.heard_s if self._look is not None else 0.0
        start_s, end_s = now_s - self.state.keep_s, now_s
        if stretch is not None:
            start_s, end_s = max(stretch.start_s, stretch.end_s - 60.0), stretch.end_s
        heard_as = self.hearing.scene_at(end_s)
        in_file = self._listening.options.file is not None  # its name is no device's
        device = "" if in_file or self._look is None else self._look.device
        self.keeping.keep(scene, heard_as, max(0.0, start_s), end_s, device)

    def play(self, start_s: float, end_s: float) -> None:
        """Hear a stretch again, as far as it is in memory."""
        samples = self._listening.between(start_s, end_s)
        if not len(samples):
            self._context.refused.emit(self.tr("Only the last 60 s are still in memory."))
            return
        self._context.session.player.play_heard(samples, self._rate_hz())

    def heard(self, seconds: float) -> NDArray[np.float32]:
        """The last seconds of sound, at the bundle's rate."""
        return self._listening.last(seconds)

    def scenes_to_say(self) -> tuple[str, ...]:
        """Scenes that have keys, in the order of the project; then what the bundle knows more."""
        return tuple(dict.fromkeys((*self._context.session.table.scenes, *self.scene_names())))

    # What listening says

    def _forget(self) -> None:
        """What was heard and said is gone from the page: nothing listens."""
        self.hearing.forget()
        self.keeping.forget()
        self._telling.forget()
        self._look = None
        self._set(
            phase="idle", notice=None, fact=self.tr("Not listening"), heard=None, scores=(),
            stretches=(), now_s=0.0, changes="", input_state="closed", level_words="", likely=(),
            keep_reason=self.keeping.reason(), is_unknown=False,
        )  # fmt: skip

    def _on_started(self, owner: str) -> None:
        if owner != OWNER:
            return
        self.watch(watched=self._watched)
        self._forget()
        self._set(
            phase="opening",
            fact=self._telling.fact("opening", self._input_words()),
            heard=Heard("", self.tr("Listening…"), None, waiting=True),
            input_state="file" if self.state.file else "open",
        )

    def _on_stopped(self, owner: str) -> None:
        if owner != OWNER:
            return
        if self._listening.file_ended:  # what was heard stays on screen
            self._set(
                phase="ended", notice=None, fact=self._telling.fact("ended", ""),
                input_state="file", level_db=-math.inf, peak_db=-math.inf, level_words="",
            )  # fmt: skip
            return
        failed = self.state.phase == "failed"
        self._set(
            phase="failed" if failed else "idle",
            notice=self.state.notice if failed else None,
            fact=self.tr("Not listening"), input_state="closed",
            level_db=-math.inf, peak_db=-math.inf, level_words="", heard=None,
            bundle_facts=self._telling.facts(self._bundle, None),
        )  # fmt: skip

    def _on_failed(self, error: "api.AscError") -> None:
        self._set(phase="failed", notice=Notice("err", told(error.message), told(error.hint)))

    def _on_looked(self, look: "api.LiveState") -> None:
        if self._listening.owner != OWNER:
            return
        if self._listening.bundle is not self._bundle and self._listening.bundle is not None:
            self._adopt(self._listening.bundle)
        n_mels = self._bundle.manifest.front_end.n_mels if self._bundle is not None else 0
        if look.new_columns.shape[1] and len(look.new_columns) == n_mels:  # not the last bundle's
            self.columns.emit(look.new_columns)
        self._look = look
        self.hearing.take(look)
        self._tell(look)
        if look.new_decisions:
            self.decided.emit(look.new_decisions[-1])
        now = time.monotonic()
        self._peak = max(self._peak, look.peak)
        due = look.new_decisions or now - self._shown_at >= SHOW_EVERY_S
        if look.state in ("ended", "failed") or look.events or (self._watched and due):
            self._show(look)
        elif self._watched and now - self._levelled_at >= LEVEL_EVERY_S:
            self.state = replace(self.state, **self._level(look))
            self.levelled.emit(self.state)

    def _tell(self, look: "api.LiveState") -> None:
        """Toasts for what happened to the device."""
        for event in look.events:
            if event.state == "back" or event.notable:
                self._context.say(told(event.message))

    def _show(self, look: "api.LiveState") -> None:
        telling = self._telling
        self._shown_at = time.monotonic()
        phase = telling.phase(look)
        in_file = self.state.file is not None
        self._set(
            phase=phase,
            fact=telling.fact(phase, self._input_words(), look.message if in_file else ""),
            notice=telling.notice(look, phase),
            heard=self.hearing.heard(look, phase, telling.silent_s(phase), in_file=in_file),
            scores=self.hearing.scores(look, phase, self.state.scores, in_file=in_file),
            stretches=self.hearing.stretches(self.keeping.corrections()),
            now_s=look.heard_s,
            changes=self.hearing.changes(),
            level_words=telling.level(look, phase, self._rate_hz(), in_file=in_file),
            **self._level(look),
            input_state=telling.input_state(phase, in_file=in_file),
            bundle_facts=self._telling.facts(self._bundle, look),
            likely=self._likely(look),
            keep_reason=self.keeping.reason(),
            is_unknown=telling.is_unknown(look),
        )

    def _level(self, look: "api.LiveState") -> dict[str, Any]:
        """How loud it is, with the peak of all looks since this was said last."""
        self._levelled_at, peak, self._peak = time.monotonic(), self._peak, 0.0
        return {
            "level_db": look.level_db,
            "peak_db": 20 * math.log10(peak) if peak > 1e-6 else -math.inf,
            "clipped": peak >= 0.999,
        }

    def _likely(self, look: "api.LiveState") -> tuple[Likely, ...]:
        """What it most probably was if it was not what was said."""
        decision = look.decision
        if decision is None:
            return self.state.likely
        ranked = sorted(decision.calibrated, key=lambda name: -decision.calibrated[name])
        places = self.scenes_to_say()
        ranked = [name for name in ranked if name != decision.scene and name in places][:N_LIKELY]
        return tuple(
            Likely(scene_key(places.index(name)), name, self.mark_of(name), ranked.index(name))
            for name in sorted(ranked, key=places.index)
        )

    def _on_kept(self) -> None:
        stretches = self.hearing.stretches(self.keeping.corrections())
        self._set(stretches=stretches, keep_reason=self.keeping.reason())

    # Bundles, devices, options

    def _read(self, path: Path) -> None:
        def done(bundle: "api.Bundle") -> None:
            if path == self.state.bundle:
                self._adopt(bundle)

        def failed(error: "api.AscError") -> None:
            if path == self.state.bundle:
                self._set(
                    notice=Notice("err", told(error.message), told(error.hint)), bundle_facts=()
                )

        self._listening.read_bundle(path, done, failed)

    def _adopt(self, bundle: "api.Bundle") -> None:
        """Show another bundle: its facts, its marks, its front end."""
        self._bundle = bundle
        spec = bundle.manifest.front_end
        frequencies: NDArray[np.float32] = band_centres_hz(
            spec.n_mels, spec.f_min_hz, spec.f_max_hz
        )
        self.front_end_changed.emit(frequencies, spec.sample_rate_hz / spec.hop)
        self._set(bundle_facts=self._telling.facts(self._bundle, None), card=bundle.card)
        self._say_unknown()
        self.say_pace()

    def scene_names(self) -> tuple[str, ...]:
        """Trained scenes, then enrolled ones."""
        if self._bundle is None:
            return ()
        enrolled = (scene.name for scene in self._bundle.enrolled)
        return (*self._bundle.manifest.scenes, *enrolled)

    def mark_of(self, scene: str) -> Mark:
        """The mark of a scene of the bundle or the project."""
        return marks_of(self._context.session.table.scenes, self._bundle).get(scene, UNKNOWN)

    def _options(self) -> ListenOptions:
        return ListenOptions(
            device=self.state.device,
            file=self.state.file,
            hop_s=self.state.hop_s,
            smoothing=api.pace_between(self.state.pace),
            unknown=unknown_at(self.state.unknown),
            block_s=BLOCK_S / 2 if self.sixty else BLOCK_S,
        )

    def _configure(self) -> None:
        """Go on with the chosen options once the slider rests: each change begins a window anew."""
        self._resting.start()

    def _go_on(self) -> None:
        if self._listening.owner == OWNER and self._listening.options != self._options():
            self._listening.configure(self._options())

    def say_pace(self) -> None:
        """What the pace leads to, as measured with this bundle where somebody did."""
        pace, hop_s = api.pace_between(self.state.pace), self.state.hop_s
        measured = measured_words(self._context, self._bundle, pace, hop_s)
        self._set(pace_words=measured or pace_words(self.state.pace))

    def _say_unknown(self) -> None:
        thresholds = self._bundle.manifest.thresholds if self._bundle is not None else {}
        self._set(unknown_words=unknown_words(unknown_at(self.state.unknown), thresholds))

    def _on_devices(self) -> None:
        listening = self._listening
        rows, words = self._telling.devices(listening.devices, listening.devices_problem)
        self._set(devices=rows, devices_words=words)

    def _input_words(self) -> str:
        if self.state.file is not None:
            return self.state.file.name
        return self.state.device or self.tr("the microphone")

    def _rate_hz(self) -> int:
        return self._bundle.manifest.front_end.sample_rate_hz if self._bundle is not None else 0

    def _set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.changed.emit(self.state)
