"""Where the window was, and where it comes back when that screen is gone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ascstudio.settings import Settings

KEY = "window.geometry"
TITLE = 32  # height of what one moves a window with
GRIP = 120  # as much of it must be on a screen


def remember_place(window: QWidget, settings: Settings) -> None:
    """Keep place, size, and whether the window fills its screen."""
    settings.set(KEY, bytes(window.saveGeometry().toBase64().data()).decode("ascii"))


def restore_place(window: QWidget, settings: Settings) -> None:
    """Bring the window back to where it was, on a screen that is there."""
    saved = settings.text(KEY)
    if saved:
        window.restoreGeometry(QByteArray.fromBase64(saved.encode("ascii", "ignore")))
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    place = window.geometry()
    if (there := visible_place(place, screens)) != place:
        window.setGeometry(there)


def visible_place(place: QRect, screens: Sequence[QRect]) -> QRect:
    """A place like ``place`` whose title can be reached with the pointer, no larger than a screen.

    Args:
        place: of the window, without its frame.
        screens: parts of the screens that are free for windows, the main one first.
    """
    if not screens or any(_can_be_held(place, screen) for screen in screens):
        return place
    near = max(screens, key=lambda screen: _shared(place, screen))
    home = near if _shared(place, near) else screens[0]
    size = place.size().boundedTo(home.size())
    left = min(max(place.left(), home.left()), home.left() + home.width() - size.width())
    top = min(max(place.top(), home.top()), home.top() + home.height() - size.height())
    if home is not near or not _shared(place, near):
        left = home.left() + (home.width() - size.width()) // 2
        top = home.top() + (home.height() - size.height()) // 2
    return QRect(left, top, size.width(), size.height())


def _can_be_held(place: QRect, screen: QRect) -> bool:
    title = QRect(place.left(), place.top(), place.width(), min(TITLE, place.height()))
    seen = title.intersected(screen)
    return seen.width() >= min(GRIP, place.width()) and seen.height() >= min(TITLE, title.height())


def _shared(place: QRect, screen: QRect) -> int:
    both = place.intersected(screen)
    return max(0, both.width()) * max(0, both.height())
