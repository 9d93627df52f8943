"""The evidence in the last seconds: found second by second in a thread. No widgets here."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from ascstudio.project.background import Background
from ascstudio.theme import scene_title
from ascstudio.translation import told
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

MOST_WINDOWS = 10
PARTS = ("evidence", "rest", "all")


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceState:
    """Everything the panel shows.

    Attributes:
        windows: one per second, oldest first; None where it is still looked for.
        log_mel: (F, T) of all of them.
        chosen: the window that words and buttons are about; None: all.
        done: nothing is looked for any more.
        problem: why not, in a sentence.
    """

    windows: tuple["api.Evidence | None", ...] = ()
    log_mel: NDArray[np.float32] | None = None
    span_s: float = 0.0
    frequencies: tuple[float, float] = (0.0, 8000.0)
    chosen: int | None = None
    done: bool = True
    problem: str = ""

    @property
    def n_found(self) -> int:
        """Windows that are explained."""
        return sum(one is not None for one in self.windows)


class EvidenceSearch(QObject):
    """Explains the windows of a stretch, the newest first, and plays what was found.

    Args:
        context: of the page.
    """

    changed = Signal(object)
    """EvidenceState."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self._background = Background("evidence", self)
        self._monitor: api.Monitor | None = None
        self._bundle: api.Bundle | None = None
        self._sounds: NDArray[np.float32] = np.zeros((0, 1), np.float32)
        self.state = EvidenceState()

    def search(self, samples: NDArray[np.float32], bundle: "api.Bundle") -> None:
        """Look for the evidence in the last seconds of some samples (T,)."""
        self.stop()
        spec, size = bundle.manifest.front_end, bundle.manifest.window_samples
        n = min(MOST_WINDOWS, len(samples) // size)
        self._bundle = bundle
        self._sounds = np.asarray(samples[len(samples) - n * size :], np.float32).reshape(n, size)
        self.state = EvidenceState(
            windows=(None,) * n, span_s=n * size / spec.sample_rate_hz, done=not n,
            frequencies=(spec.f_min_hz, spec.f_max_hz),
            problem="" if n else self.tr("Nothing was heard yet."),
        )  # fmt: skip
        self.changed.emit(self.state)
        if not n:
            return
        monitor, sounds = api.Monitor(), self._sounds
        self._monitor = monitor

        def begin() -> tuple[api.Explainer, NDArray[np.float32]]:
            return api.Explainer(bundle), np.concatenate(list(api.log_mel(sounds, spec)), axis=1)

        def begun(made: tuple[api.Explainer, NDArray[np.float32]]) -> None:
            if self._monitor is monitor:
                self._set(log_mel=made[1])
                self._next(made[0], monitor, n - 1)

        self._background.run(begin, begun, self._on_failed)

    def stop(self) -> None:
        """Look no further, and fall silent."""
        if self._monitor is not None:
            self._monitor.cancel()
            self._monitor = None
        self._context.session.player.end_glimpse()

    def shut_down(self) -> None:
        """End the thread."""
        self.stop()
        self._background.shut_down()

    def choose(self, window: int | None) -> None:
        """Let words and buttons be about one window, or about all."""
        if window is not None and not 0 <= window < len(self.state.windows):
            return
        self._set(chosen=window)

    def play(self, part: str) -> None:
        """Hear the evidence alone, the rest, or all."""
        bundle, chosen = self._bundle, self.state.chosen
        if bundle is None or not len(self._sounds):
            return
        spec = bundle.manifest.front_end
        places = range(len(self._sounds)) if chosen is None else (chosen,)
        pairs = [(self._sounds[n], self.state.windows[n]) for n in places]

        def work() -> NDArray[np.float32]:
            heard = []
            for sound, found in pairs:
                if part == "all":
                    heard.append(sound)
                elif found is not None:
                    heard.append(api.evidence_sound(sound, found.mask, spec)[part == "rest"])
            return np.concatenate([np.zeros(0, np.float32), *heard])

        def play(sound: NDArray[np.float32]) -> None:
            if len(sound):
                self._context.session.player.play_heard(sound, spec.sample_rate_hz)

        self._background.run(work, play, self._on_failed)

    def sentence(self) -> str:
        """What was found, of the chosen window or of all."""
        state = self.state
        if state.problem:
            return state.problem
        if state.chosen is not None and (one := state.windows[state.chosen]) is not None:
            words = self.tr(
                "{scene}, {chance} %. What stands out, {share} % of the picture, by itself:"
                " {alone}, {alone_chance} %. Without it: {rest}."
            )
            return words.format(
                scene=scene_title(one.scene), chance=round(100 * one.chance),
                share=round(100 * float(one.mask.mean())), alone=scene_title(one.alone_scene),
                alone_chance=round(100 * one.alone), rest=scene_title(one.without_scene),
            )  # fmt: skip
        found = [one for one in state.windows if one is not None]
        if not found:
            return self.tr("Hiding one part after the other, to see what the decision needs…")
        same = sum(one.alone_scene == one.scene for one in found)
        changed = sum(one.without_scene != one.scene for one in found)
        words = self.tr(
            "In {same} of {n} seconds what stands out says the same by itself; in {changed} the"
            " rest says something else."
        )
        return words.format(same=same, n=len(found), changed=changed)

    def _next(self, explainer: "api.Explainer", monitor: "api.Monitor", place: int) -> None:
        sound = self._sounds[place]

        def work() -> api.Evidence | None:
            try:
                return explainer.explain(sound, monitor=monitor)
            except api.Cancelled:
                return None

        def found(evidence: "api.Evidence | None") -> None:
            if self._monitor is not monitor or evidence is None:
                return
            windows = list(self.state.windows)
            windows[place] = evidence
            self._set(windows=tuple(windows), done=place == 0)
            if place:
                self._next(explainer, monitor, place - 1)

        self._background.run(work, found, self._on_failed)

    def _on_failed(self, error: "api.AscError") -> None:
        self._set(done=True, problem=told(str(error)))

    def _set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.changed.emit(self.state)
