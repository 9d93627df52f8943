"""What the inspector says of the clips that are selected."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QObject, Qt

from ascstudio.pages.library.state import LibraryState
from ascstudio.project.clip_model import device_title
from ascstudio.translation import told
from ascstudio.words import numeral, plain
from ml_core import api

COMPARED = 500  # of a larger selection so many are read for the shared facts


class FactWords(QObject):
    """Clips in words: shared values, else how many different ones."""

    def states(self) -> dict[str, str]:
        """The states as people read them."""
        return {
            "needs_review": self.tr("Needs review"),
            "new": self.tr("New"),
            "done": self.tr("Done"),
            "verified": self.tr("Verified"),
            "excluded": self.tr("Excluded"),
        }

    def of(self, state: LibraryState) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Title and facts of the inspector: shared values, else how many different ones."""
        known = state.table.some(state.selected[:COMPARED])
        if not known:
            return self.tr("Nothing selected"), ()
        count = len(state.selected)
        subject = known[0].name if count == 1 else self._selected_words(count)
        each = [self._facts_of(state, clip) for clip in known]
        facts = []
        for name in each[0]:
            values = {facts_of[name] for facts_of in each}
            words = self.tr("{n} different").format(n=len(values))
            facts.append((name, values.pop() if len(values) == 1 else words))
        return subject, tuple((name, value) for name, value in facts if value)

    def _facts_of(self, state: LibraryState, clip: api.ClipRow) -> dict[str, str]:
        return {
            self.tr("Scene"): api.display_name(clip.scene) if clip.scene else "—",
            self.tr("State"): self.states().get(clip.state, clip.state),
            self.tr("Device"): self._device_words(state, clip.device),
            self.tr("City"): api.display_name(clip.city) if clip.city else "",
            self.tr("Location"): api.display_name(clip.location) if clip.location else "",
            self.tr("Position"): self._position_words(clip),
            self.tr("Session"): clip.session or "",
            self.tr("Recorded"): time_words(clip.recorded_at),
            self.tr("Format"): self._format_words(clip),
            self.tr("Length"): self.tr("{s} s").format(s=numeral(clip.duration_s, ".1f"))
            if clip.duration_s
            else "",
            self.tr("Split"): told(api.display_name(clip.split)) if clip.split else "",
            self.tr("Licence"): clip.licence or "",
            self.tr("Author"): clip.author or "",
            self.tr("Markers"): plain(clip.extra.get("markers", "")),
            self.tr("Note"): clip.note,
        }

    def _position_words(self, clip: api.ClipRow) -> str:
        """Where the recorder says it was."""
        place = [clip.extra.get(one, "") for one in ("latitude", "longitude")]
        return plain(", ".join(place)) if all(place) else ""

    def _selected_words(self, count: int) -> str:
        return self.tr("{n} clips selected").format(n=QLocale().toString(count))

    def _device_words(self, state: LibraryState, device: str | None) -> str:
        if not device:
            return "—"
        mark = state.device_marks.get(device)
        name = device_title(device)
        if mark is not None and mark.hollow:
            return self.tr("{device} (unseen in training)").format(device=name)
        return name

    def _format_words(self, clip: api.ClipRow) -> str:
        if not clip.sample_rate_hz:
            return self.tr("not read yet")
        kind = Path(clip.relative_path).suffix.lstrip(".").upper()
        rate = numeral((clip.sample_rate_hz or 0) / 1000, "g")
        channels = {1: self.tr("mono"), 2: self.tr("stereo")}.get(
            clip.channels, self.tr("{n} channels").format(n=clip.channels)
        )
        return self.tr("{kind} {rate} kHz {channels}").format(
            kind=kind, rate=rate, channels=channels
        )


def time_words(recorded_at: str | None) -> str:
    """A time of recording as the user's country writes it; what is no time stays as it is."""
    if not recorded_at:
        return ""
    time = QDateTime.fromString(recorded_at, Qt.DateFormat.ISODate)
    if not time.isValid():
        return recorded_at
    if QLocale().language() == QLocale.Language.C:  # no country is known: its form is no one's
        return time.toString("yyyy-MM-dd HH:mm")
    return QLocale().toString(time, QLocale.FormatType.ShortFormat)
