"""What state listening is in, in words: head, banner, input."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from ascstudio.translation import told
from ascstudio.words import numeral
from ml_core import api

NO_LEVEL_DB = -120.0  # nothing comes
PHASES = {
    "opening": "opening",
    "open": "listening",
    "back": "listening",
    "lost": "lost",
    "hung": "lost",
    "no_device": "lost",
    "denied": "lost",
    "failed": "failed",
    "ended": "ended",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """What stands above the page: state, title, sentence."""

    state: str
    title: str
    sentence: str


class Telling(QObject):
    """Turns the state of a session into what the page says of it."""

    def __init__(self) -> None:
        super().__init__()
        self._silent_since: float | None = None

    def forget(self) -> None:
        """Listening begins anew."""
        self._silent_since = None

    def phase(self, look: "api.LiveState") -> str:
        """idle, opening, listening, lost, failed or ended."""
        phase = PHASES.get(look.state, "idle")
        if phase != "lost":
            self._silent_since = None
        elif self._silent_since is None:
            self._silent_since = time.monotonic()
        return phase

    def silent_s(self, phase: str) -> float:
        """How long no sound has arrived."""
        if phase != "lost" or self._silent_since is None:
            return 0.0
        return time.monotonic() - self._silent_since

    def devices(
        self, found: "Sequence[api.InputDevice]", problem: "api.AscError | None"
    ) -> tuple[tuple[tuple[str | None, str], ...], str]:
        """Name and words of the inputs to choose from, and what stands under an empty choice."""
        if not found:
            none = self.tr("No microphone found. Plug one in: it appears here by itself.")
            return (), none if problem is None else told(str(problem))
        default = next((one.name for one in found if one.default), "")
        words = self.tr("System default ({name})").format(name=default) if default else ""
        rows: list[tuple[str | None, str]] = [(None, words or self.tr("System default"))]
        return (*rows, *((device.name, device.name) for device in found)), ""

    def fact(self, phase: str, what: str, said: str = "") -> str:
        """The line beside the title; of a file or folder it is what the engine says of it."""
        return {
            "opening": self.tr("Opening {what}…").format(what=what),
            "listening": told(said).removesuffix(".") or self.tr("Listening"),
            "lost": self.tr("Listening is interrupted"),
            "ended": self.tr("The file has ended."),
        }.get(phase, self.tr("Not listening"))

    def input_state(self, phase: str, *, in_file: bool) -> str:
        """closed, open, lost or file."""
        if phase in ("idle", "failed"):
            return "closed"
        if in_file:
            return "file"
        return "lost" if phase == "lost" else "open"

    def notice(self, look: "api.LiveState", phase: str) -> Notice | None:
        """What stands above the page."""
        if phase == "failed":
            return Notice("err", told(look.message), told(look.hint))
        if phase == "lost":
            return Notice("warn", told(look.message).removesuffix("."), told(look.hint))
        if look.skipping:
            return Notice(
                "info",
                self.tr("This computer is busy: every second decision is skipped"),
                self.tr("Nothing that was heard is lost. Decide less often, or close programs."),
            )
        return None

    def level(self, look: "api.LiveState", phase: str, rate_hz: int, *, in_file: bool) -> str:
        """What stands under the level; nothing between two recordings of a folder."""
        if phase == "lost":
            return self.tr("No samples for {s} s").format(s=round(self.silent_s(phase)))
        if phase != "listening" or (in_file and look.level_db <= NO_LEVEL_DB):
            return ""
        quality = {
            "ok": self.tr("Good level"),
            "silent": self.tr("Almost silent"),
            "covered": self.tr("Sounds covered"),
            "clipped": self.tr("Overdriven"),
        }[look.signal]
        given, wanted = look.device_rate_hz / 1000, rate_hz / 1000
        if given and given != wanted:
            quality = self.tr("{quality}, {given} kHz resampled to {wanted}").format(
                quality=quality, given=numeral(given, "g"), wanted=numeral(wanted, "g")
            )
        if look.device_latency_ms:
            age = f"{look.device_latency_ms:.0f}"
            quality = self.tr("{quality}, sound {ms} ms old").format(quality=quality, ms=age)
        return quality

    def facts(
        self, bundle: "api.Bundle | None", look: "api.LiveState | None"
    ) -> tuple[tuple[str, str], ...]:
        """What stands under the bundle: how much it knows, what it costs or how right it is."""
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
            words = f"{numeral(100 * accuracy, '.1f')} %"
            if isinstance(n_clips, int):
                words = self.tr("{share} on {n} clips").format(share=words, n=numeral(n_clips))
            facts.append((self.tr("Accuracy"), words))
        return tuple(facts)

    @staticmethod
    def is_unknown(look: "api.LiveState") -> bool:
        """Whether what is heard is none of the scenes that are known."""
        decision = look.decision
        usable = decision is not None and decision.signal == look.signal == "ok"
        return usable and decision is not None and decision.scene is None
