"""What pages of Preferences show in their own way: tiles, devices, the computer, disk, memory."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.project.listening import Listening
from ascstudio.project.names import bytes_words
from ascstudio.shell.folders import show_folder
from ascstudio.shell.preferences.catalogue import Row
from ascstudio.shell.preferences.presenter import PreferencesPresenter
from ascstudio.shell.preferences.rows import combo_box, follow
from ascstudio.shell.preferences.storage import Place, Used
from ascstudio.shell.preferences.tiles import Tile, TileRow, map_picture, theme_picture
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.texts import ElidedLabel, FactsTable, Label, Separator
from ascstudio.words import counted
from ml_core import api

SIZE_WIDE = 110
THEME_TILE, MAP_TILE = QSize(117, 72), QSize(118, 20)
BELOW = ("appearance.theme", "spectrogram.colour_map", "machine", "caches", "kept", "where")
"""Rows whose control stands below their words."""
BARE = ("appearance.theme", "keys.changed")
"""Rows that their page's title says enough about."""


def own_control(row: Row, presenter: PreferencesPresenter) -> QWidget | None:
    """The widget of a row the catalogue calls its own; None for one that is words alone."""
    made: dict[str, Callable[[Row, PreferencesPresenter], QWidget]] = {
        "appearance.theme": _themes,
        "spectrogram.colour_map": _maps,
        "audio.input": _inputs,
        "audio.output": _outputs,
        "machine": lambda _row, _presenter: machine_facts(),
        "caches": lambda row, p: PlacesPanel(row, p, caches=True),
        "kept": lambda row, p: PlacesPanel(row, p, caches=False),
        "recent": RememberedPanel,
        "where": lambda _row, p: where_facts(p),
    }
    make = made.get(row.key)
    return make(row, presenter) if make is not None else None


def _themes(row: Row, presenter: PreferencesPresenter) -> QWidget:
    dark, light = theme.DARK, theme.LIGHT
    names = (
        ("system", _tr("System"), theme_picture(dark, light)),
        ("dark", _tr("Dark"), theme_picture(dark, dark)),
        ("light", _tr("Light"), theme_picture(light, light)),
    )
    tiles = TileRow(row.title, [Tile(k, name, paint, THEME_TILE) for k, name, paint in names])
    return _followed(tiles, row, presenter)


def _maps(row: Row, presenter: PreferencesPresenter) -> QWidget:
    named = [("", _tr("As the theme"), map_picture(theme.default_map(theme.tokens())))]
    words = {
        "magma": _tr("Magma"), "inverted-grey": _tr("Inverted grey"), "cividis": _tr("Cividis"),
        "viridis": _tr("Viridis"), "inferno": _tr("Inferno"), "grey": _tr("Grey"),
    }  # fmt: skip
    named += [(name, words[name], map_picture(name)) for name in theme.MAPS]
    tiles = TileRow(row.title, [Tile(k, name, paint, MAP_TILE) for k, name, paint in named])
    return _followed(tiles, row, presenter)


def _followed(tiles: TileRow, row: Row, presenter: PreferencesPresenter) -> TileRow:
    tiles.chosen.connect(lambda key: presenter.choose(row.key, key))
    follow(tiles, presenter, row.key, lambda: tiles.set_choice(presenter.settings.text(row.key)))
    return tiles


def _inputs(row: Row, presenter: PreferencesPresenter) -> QWidget:
    combo = combo_box(row, (("", _tr("The system's own")),), presenter)
    _Inputs(combo, presenter.context.session.listening)
    return combo


class _Inputs(QObject):
    """Offers the microphones there are, also one that is plugged in now."""

    def __init__(self, combo: ComboBox, listening: Listening) -> None:
        super().__init__(combo)
        self._combo, self._listening = combo, listening
        listening.devices_changed.connect(self._show)
        self._show()
        listening.look_for_devices()

    def _show(self) -> None:
        for one in self._listening.devices:
            if self._combo.findData(one.name) < 0:
                self._combo.addItem(one.name, one.name)


def _outputs(row: Row, presenter: PreferencesPresenter) -> QWidget:
    combo = combo_box(row, (("", _tr("The system's own")),), presenter)
    gone: list[bool] = []
    combo.destroyed.connect(lambda: gone.append(True))

    def show(names: tuple[str, ...]) -> None:
        for name in names if not gone else ():
            if combo.findData(name) < 0:
                combo.addItem(name, name)

    presenter.ask_for_outputs(show)
    return combo


def machine_facts() -> FactsTable:
    """What there is to compute with."""
    facts = FactsTable()
    pack = api.pack_info()
    there = _tr("Installed") if pack.installed else _tr("Not installed; Train offers it")
    facts.set_facts(
        (
            (_tr("Processor"), f"{platform.machine()}, {os.cpu_count() or 1}"),
            (_tr("Training pack"), there),
            (_tr("Its place"), str(pack.folder)),
        )
    )
    return facts


def where_facts(presenter: PreferencesPresenter) -> FactsTable:
    """What lies where."""
    folder = presenter.context.session.folder
    here = str(folder) if folder is not None else _tr("No project is open")
    facts = FactsTable()
    facts.set_facts(
        (
            (_tr("Recordings"), _tr("Where they were imported from")),
            (_tr("Labels, models, places taught"), here),
            (_tr("Settings, logs, caches"), str(api.home_dir())),
        )
    )
    return facts


class PlacesPanel(QWidget):
    """Folders with their sizes; caches can be cleared, the others shown.

    Args:
        row: of the catalogue.
        presenter: measures and clears.
        caches: which of the places.
    """

    def __init__(self, row: Row, presenter: PreferencesPresenter, *, caches: bool) -> None:
        super().__init__()
        self.setAccessibleName(row.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.lines: dict[str, PlaceLine] = {}
        for place in presenter.places():
            if place.cache is caches:
                if self.lines:
                    column.addWidget(Separator())
                self.lines[place.key] = line = PlaceLine(place, presenter)
                column.addWidget(line)
        presenter.used.connect(self._on_used)
        if caches:  # one of the two asks, for both
            presenter.measure()

    def _on_used(self, key: str, used: Used) -> None:
        if key in self.lines:
            self.lines[key].show_used(used)


class PlaceLine(QWidget):
    """One place: name, how much, its path, *Show* and *Clear…*.

    Args:
        place: what and where.
        presenter: clears it.
    """

    def __init__(self, place: Place, presenter: PreferencesPresenter) -> None:
        super().__init__()
        self._place, self._presenter = place, presenter
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(place.title, "body"))
        path = ElidedLabel(str(place.path), "caption", "text3", "middle")
        words.addWidget(path)
        row.addLayout(words, 1)
        self.size_words = Label("…", "table", "text2")
        self.size_words.setMinimumWidth(theme.px(SIZE_WIDE))
        self.size_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.size_words)
        self.setToolTip(place.sentence)
        self.show_button = Button(self.tr("Show"), "ghost", small=True)
        self.show_button.setAccessibleName(self.tr("Show {what}").format(what=place.title))
        self.show_button.clicked.connect(self._show)
        row.addWidget(self.show_button)
        self.clear_button = Button(self.tr("Clear…"), small=True)
        self.clear_button.setAccessibleName(self.tr("Clear {what}").format(what=place.title))
        self.clear_button.clicked.connect(self._ask)
        self.sure_button = Button("", "danger", small=True)
        self.sure_button.clicked.connect(self._clear)
        self.keep_button = Button(self.tr("Keep"), "ghost", small=True)
        self.keep_button.clicked.connect(self._back)
        for button in (self.clear_button, self.sure_button, self.keep_button):
            row.addWidget(button)
            button.setVisible(button is self.clear_button and place.clearable)
        self._used = Used(0, 0)

    def show_used(self, used: Used) -> None:
        """Say how much lies there."""
        self._used = used
        files = counted(used.n_files, self.tr("{n} file"), self.tr("{n} files"))
        self.size_words.setText(
            f"{bytes_words(used.n_bytes)} · {files}" if used.n_files else self.tr("Nothing yet")
        )
        there = self._place.path.exists()
        self.show_button.set_reason("" if there else self.tr("It is not there yet"))
        why = self._presenter.why_not_clear(self._place)
        empty = "" if used.n_files else self.tr("There is nothing to clear")
        self.clear_button.set_reason(why or empty)
        self._back()

    def _show(self) -> None:
        path: Path = self._place.path
        if problem := show_folder(path if path.is_dir() else path.parent):
            self._presenter.told.emit(problem, "")

    def _ask(self) -> None:
        words = self.tr("Delete {size}").format(size=bytes_words(self._used.n_bytes))
        self.sure_button.setText(words)
        self._choose(asking=True)
        self.keep_button.setFocus()

    def _clear(self) -> None:
        self._presenter.clear(self._place)
        self._back()

    def _back(self) -> None:
        self._choose(asking=False)

    def _choose(self, *, asking: bool) -> None:
        self.clear_button.setVisible(self._place.clearable and not asking)
        self.sure_button.setVisible(asking)
        self.keep_button.setVisible(asking)
        for part in (self.size_words, self.show_button):  # the question says it, and needs the room
            part.setHidden(asking)


class RememberedPanel(QWidget):
    """How much is remembered of what was opened, and a button that forgets it.

    Args:
        row: of the catalogue.
        presenter: forgets.
    """

    def __init__(self, row: Row, presenter: PreferencesPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        self.words = Label("", "table", "text2")
        line.addWidget(self.words)
        self.button = Button(self.tr("Forget"), small=True)
        self.button.setAccessibleDescription(row.sentence)
        self.button.clicked.connect(self._forget)
        line.addWidget(self.button)
        self._show()

    def _forget(self) -> None:
        self._presenter.forget()
        self._show()

    def _show(self) -> None:
        n = self._presenter.n_remembered()
        self.words.setText(counted(n, self.tr("{n} entry"), self.tr("{n} entries")))
        self.button.set_reason("" if n else self.tr("Nothing is remembered"))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Preferences", words)
