"""What Preferences knows: pages and rows, what is searched for, resetting, taking along."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ascstudio.pages import Context
from ascstudio.project.background import Background
from ascstudio.settings import DECLARED, Value
from ascstudio.shell.keymap import CHANGED
from ascstudio.shell.preferences import exchange, storage
from ascstudio.shell.preferences.catalogue import PreferencePage, Row, catalogue, rows_of
from ml_core import api

OF_THIS_COMPUTER = ("audio.input", "audio.output")
"""Names of devices stay here; everything else on the pages can be taken along."""
REMEMBERED = ("start.recent", "start.pinned", "files.folders", "palette.recent", "live.bundles")


class PreferencesPresenter(QObject):
    """Reads and changes settings; every change applies at once.

    Args:
        context: what pages share.
    """

    told = Signal(str, str)
    """(sentence, hint) about a file, or what was done; the hint is empty where all went well."""
    used = Signal(str, object)
    """(key of a place, how much lies there)."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.settings = context.settings
        self.pages = catalogue()
        self._background = Background("storage", self)
        self._devices = Background("output-devices", self)

    def page(self, key: str) -> PreferencePage:
        """A page by its key; the first one for what is none."""
        return next((page for page in self.pages if page.key == key), self.pages[0])

    def page_of(self, setting: str) -> str:
        """The page a setting stands on."""
        found = (page.key for page, row in rows_of(self.pages) if row.key == setting)
        return next(found, self.pages[0].key)

    def found(self, wanted: str) -> list[tuple[PreferencePage, list[Row]]]:
        """Rows whose words match, by page."""
        every = ((page, [row for row in page.rows if row.matches(wanted)]) for page in self.pages)
        return [(page, rows) for page, rows in every if rows]

    def choose(self, key: str, value: Value) -> None:
        """Change a setting."""
        if isinstance(DECLARED[key].default, float) and isinstance(value, int):
            value = float(value)
        self.settings.set(key, value)

    def is_usual(self, page: PreferencePage) -> bool:
        """Whether nothing on a page was changed."""
        return not self.settings.chosen(page.settings())

    def reset(self, page: PreferencePage) -> None:
        """Back to the usual choices of a page."""
        self.settings.reset(*page.settings())

    # a file to take along

    def takes_along(self) -> list[str]:
        """Keys of the settings that go into a file."""
        keys = {row.key for _, row in rows_of(self.pages) if row.key in DECLARED}
        return sorted(keys - set(OF_THIS_COMPUTER) | {CHANGED})

    def export_to(self, path: Path) -> None:
        """Write what is not as usual."""
        try:
            n = exchange.export_preferences(self.settings, self.takes_along(), path)
        except exchange.ExchangeProblem as problem:
            self.told.emit(problem.message, problem.hint)
        else:
            words = self.tr("{n} of your choices are in {name}")
            self.told.emit(words.format(n=n, name=path.name), "")

    def import_from(self, path: Path) -> None:
        """Choose what a file says; what it does not say becomes usual."""
        keys = self.takes_along()
        try:
            brought = exchange.read_preferences(path, keys)
        except exchange.ExchangeProblem as problem:
            self.told.emit(problem.message, problem.hint)
            return
        self.settings.reset(*(key for key in keys if key not in brought.values))
        self.settings.set_all(brought.values)
        words = self.tr("{n} choices taken over").format(n=len(brought.values))
        more = self.tr("{n} others are not known here and were left out.")
        self.told.emit(words, more.format(n=brought.unknown) if brought.unknown else "")

    # devices and disk

    def ask_for_outputs(self, done: Callable[[tuple[str, ...]], None]) -> None:
        """Which loudspeakers there are; asked in a thread."""
        self._devices.run(
            lambda: tuple(one.name for one in api.output_devices()), done, lambda _: done(())
        )

    def places(self) -> list[storage.Place]:
        """Where things are on disk."""
        pack = api.pack_info()
        apart = pack.folder if pack.apart else None
        return storage.places(api.home_dir(), self.context.session.folder, apart)

    def measure(self) -> None:
        """Ask how much lies where; ``used`` follows for each place."""
        for place in self.places():
            self._background.run(
                partial(storage.used, place.path), partial(self.used.emit, place.key)
            )

    def why_not_clear(self, place: storage.Place) -> str:
        """Why a place cannot be cleared now."""
        context = self.context
        busy = any(one.state == "running" for one in context.runs.statuses)
        if place.key == "project" and (busy or context.jobs.running()):
            return self.tr("Something works with it now.")
        return ""

    def clear(self, place: storage.Place) -> None:
        """Delete what is computed again when it is wanted."""
        if not self.why_not_clear(place):
            self._background.run(partial(storage.clear, place), partial(self.used.emit, place.key))

    # what is remembered

    def n_remembered(self) -> int:
        """How many projects, folders and commands are remembered."""
        return sum(len(self.settings.items(key)) for key in REMEMBERED)

    def forget(self) -> None:
        """Remember none of them; nothing on disk but the settings changes."""
        self.settings.reset(*REMEMBERED)

    def shut_down(self) -> None:
        """End the threads."""
        self._background.settle()
        self._devices.let_go()  # to ask for loudspeakers may take seconds
