"""Puts what was chosen about the looks in force: theme, text size, colour map, form."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ascstudio import theme
from ascstudio.settings import Settings


def apply_appearance(settings: Settings) -> None:
    """Put theme, text size, colour map and form of the settings in force."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return
    theme.choose_map(settings.text("spectrogram.colour_map"))
    theme.choose_form(
        theme.Form(
            less_motion=settings.is_on("appearance.less_motion"),
            compact_rows=settings.is_on("appearance.compact_rows"),
            show_keys=settings.is_on("appearance.show_keys"),
        )
    )
    theme.apply(
        application, settings.text("appearance.theme"), settings.number("appearance.text_size")
    )


class SystemTheme(QObject):
    """Follows the desktop from light to dark and back, while that is what was chosen.

    Args:
        settings: where the theme is chosen.
        changed: called when the desktop has changed.
        parent: the window.
    """

    def __init__(self, settings: Settings, changed: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._changed = settings, changed
        # To choose a theme also changes the scheme: what that leads to is looked at once, later.
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._look)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.styleHints().colorSchemeChanged.connect(lambda _: self._timer.start())

    def _look(self) -> None:
        if self._settings.text("appearance.theme") == "system":
            self._changed()
