"""Every setting of Preferences as data: its page, its words, what follows from it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ascstudio.settings import Value
from ascstudio.translation import languages
from ascstudio.words import numeral

FFT_SIZES = (256, 512, 1024, 2048, 4096, 8192, 16_384)
RANGES_DB = (0, 40, 60, 80, 100, 120)
TOPS_HZ = (0, 4000, 8000, 12_000, 16_000, 24_000)
GAINS_DB = tuple(range(-30, 31, 6))
PRE_ROLLS_S = (0.0, 0.5, 1.0, 2.0)
MOST_WORDS = 400  # characters that are searched in


@dataclass(frozen=True, slots=True)
class Row:
    """A setting, or something a page of Preferences shows in its own way.

    Attributes:
        key: of the setting; of what is no setting, a name without a dot.
        title: what it is.
        sentence: what follows from it.
    """

    key: str
    title: str
    sentence: str = ""

    def matches(self, wanted: str) -> bool:
        """Whether all words that were typed are in its words."""
        words = f"{self.title} {self.sentence}".lower()[:MOST_WORDS]
        return all(part in words for part in wanted.lower().split())


@dataclass(frozen=True, slots=True)
class SwitchRow(Row):
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class ChoiceRow(Row):
    """One of some: (value, words)."""

    choices: tuple[tuple[Value, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SliderRow(Row):
    """A share on a slider, shown in per cent."""

    low: float = 0.0
    high: float = 1.0
    step: float = 0.05


@dataclass(frozen=True, slots=True)
class OwnRow(Row):
    """The view has a widget of its own for it."""


@dataclass(frozen=True, slots=True)
class PreferencePage:
    """One page of Preferences."""

    key: str
    title: str
    icon: str
    rows: tuple[Row, ...]

    def settings(self) -> list[str]:
        """Keys of its settings: what *Reset page* resets."""
        return [row.key for row in self.rows if "." in row.key]


def catalogue() -> tuple[PreferencePage, ...]:
    """The eight pages, in the language of now."""
    return (_general(), _appearance(), _audio(), _spectrogram(), _shortcuts(), _compute(),
            _storage(), _privacy())  # fmt: skip


def rows_of(pages: tuple[PreferencePage, ...]) -> Iterator[tuple[PreferencePage, Row]]:
    """Every row with its page."""
    for page in pages:
        for row in page.rows:
            yield page, row


def _general() -> PreferencePage:
    system = ("system", _tr("As the system"))
    return PreferencePage("general", _tr("General"), "sliders", (
        ChoiceRow("general.language", _tr("Language"), _tr("From the next start on."),
                  (system, *languages())),
        SwitchRow("general.reopen", _tr("Go on where you stopped"),
                  _tr("A start opens the last project on its last page.")),
        SwitchRow("general.notify", _tr("Tell when a run ends"),
                  _tr("The desktop tells while another window is in front.")),
    ))  # fmt: skip


def _appearance() -> PreferencePage:
    return PreferencePage("appearance", _tr("Appearance"), "sun", (
        OwnRow("appearance.theme", _tr("Theme"), _tr("Dark, light, or as the system.")),
        SliderRow("appearance.text_size", _tr("Text size"),
                  _tr("Everything grows with it, 80 to 200 %"), 0.8, 2.0, 0.05),
        OwnRow("spectrogram.colour_map", _tr("Spectrogram colours"),
               _tr("All are even to the eye and safe for colour blindness.")),
        SwitchRow("appearance.less_motion", _tr("Less motion"), _tr("No sliding or fading")),
        SwitchRow("appearance.compact_rows", _tr("Compact rows"),
                  _tr("24 instead of 32 pixels in the table of clips")),
        SwitchRow("appearance.show_keys", _tr("Show keys on buttons"),
                  _tr("Small key caps on the scenes while you learn them")),
    ))  # fmt: skip


def _audio() -> PreferencePage:
    seconds = tuple((one, _tr("{s} s").format(s=numeral(one, "g"))) for one in PRE_ROLLS_S if one)
    return PreferencePage("audio", _tr("Audio"), "speaker", (
        OwnRow("audio.input", _tr("Microphone"), _tr("Live, Teach and recordings hear it.")),
        OwnRow("audio.output", _tr("Heard through"), _tr("Clips are played there.")),
        SwitchRow("hear.match_loudness", _tr("All clips equally loud"),
                  _tr("Quiet ones are raised while you listen; files stay as they are.")),
        SwitchRow("label.autoplay", _tr("Play each clip as it comes"), _tr("On Label.")),
        ChoiceRow("hear.pre_roll_s", _tr("Before a selection"),
                  _tr("How much is heard before the stretch that was chosen."),
                  ((0.0, _tr("Nothing")), *seconds)),
        SwitchRow("explore.hear", _tr("Hear one second on hovering"),
                  _tr("On Explore, under the pointer.")),
    ))  # fmt: skip


def _spectrogram() -> PreferencePage:
    own, hz = _tr("By itself"), _tr("{n} Hz")
    return PreferencePage("spectrogram", _tr("Spectrogram"), "spectrogram", (
        ChoiceRow("spectrogram.scale", _tr("Frequency axis"), _tr("On Label and in Library."),
                  (("mel", _tr("Mel")), ("log", _tr("Log")), ("linear", _tr("Linear")))),
        ChoiceRow("spectrogram.n_fft", _tr("Window"),
                  _tr("Samples: longer ones tell frequencies apart, shorter ones moments."),
                  tuple((n, numeral(n)) for n in FFT_SIZES)),
        ChoiceRow("spectrogram.range_db", _tr("Range"),
                  _tr("From the loudest that is shown to the softest."),
                  tuple((n, _tr("{n} dB").format(n=n) if n else own) for n in RANGES_DB)),
        ChoiceRow("spectrogram.gain_db", _tr("Louder picture"),
                  _tr("Brings out what is soft; the sound stays as it is."),
                  tuple((n, _tr("{n} dB").format(n=f"{n:+d}" if n else "0")) for n in GAINS_DB)),
        ChoiceRow("spectrogram.top_hz", _tr("Highest frequency"), _tr("Of the picture on Label."),
                  tuple((n, hz.format(n=numeral(n)) if n else own) for n in TOPS_HZ)),
    ))  # fmt: skip


def _shortcuts() -> PreferencePage:
    return PreferencePage("shortcuts", _tr("Shortcuts"), "keyboard", (
        OwnRow("keys.changed", _tr("Keys"),
               _tr("Choose a command and type another key. Keys of scenes stay on their buttons.")),
    ))  # fmt: skip


def _compute() -> PreferencePage:
    n = os.cpu_count() or 1
    some = tuple((one, str(one)) for one in _powers(n))
    return PreferencePage("compute", _tr("Compute"), "chip", (
        ChoiceRow("compute.threads", _tr("Threads of a run"),
                  _tr("New runs begin with it; a trial of 2 s finds what is fastest."),
                  ((0, _tr("By a trial")), *some)),
        SwitchRow("train.trial", _tr("Try before a run"),
                  _tr("Some seconds of training, so that the time it takes is measured.")),
        SwitchRow("label.listen", _tr("Listen to all clips for suggestions"),
                  _tr("On Label, in the background, once per clip and bundle.")),
        SwitchRow("live.sixty", _tr("Sixty frames a second on Live"),
                  _tr("Smoother, for about twice the work; from the next start of listening.")),
        OwnRow("machine", _tr("This computer"), _tr("Processor, memory, training pack")),
    ))  # fmt: skip


def _powers(most: int) -> list[int]:
    """1, 2, 4 ... and all there are."""
    found = [1]
    while found[-1] * 2 < most:
        found.append(found[-1] * 2)
    return sorted({*found, most})


def _storage() -> PreferencePage:
    return PreferencePage("storage", _tr("Storage"), "library", (
        OwnRow("caches", _tr("Caches"), _tr("Computed again when they are wanted.")),
        OwnRow("kept", _tr("Kept"), _tr("Settings, logs, the demo project and the training pack.")),
    ))  # fmt: skip


def _privacy() -> PreferencePage:
    return PreferencePage("privacy", _tr("Privacy"), "lock", (
        OwnRow("network", _tr("Nothing leaves this computer"),
               _tr("No connection is opened, but to install the training pack when you ask for "
                   "it. Bytes sent: 0.")),
        SwitchRow("privacy.recent", _tr("Remember recent projects"),
                  _tr("In the File menu and on the start page.")),
        OwnRow("recent", _tr("What is remembered"),
               _tr("Recent and pinned projects, folders of dialogs, commands of the palette.")),
        OwnRow("where", _tr("What is kept where"), _tr("Recordings, labels, models, settings")),
    ))  # fmt: skip


def _tr(words: str) -> str:
    return QCoreApplication.translate("Preferences", words)
