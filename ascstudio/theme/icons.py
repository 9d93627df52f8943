"""Icons: own SVG drawings, coloured by replacing ``currentColor`` and kept as pixmaps."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ascstudio.theme.tokens import color
from ml_core.api import resource_path


def pixmap(name: str, size: int, token: str = "text2", ratio: float | None = None) -> QPixmap:
    """An icon as a pixmap.

    Args:
        name: file name without suffix, e.g. ``library``.
        size: side in pixels of the screen.
        token: colour token.
        ratio: device pixels per pixel; None asks the application.
    """
    if ratio is None:
        application = QApplication.instance()
        ratio = application.devicePixelRatio() if isinstance(application, QApplication) else 1.0
    return _render(name, size, color(token).name(), ratio)


def icon(name: str, size: int = 16, token: str = "text2", on: str = "") -> QIcon:
    """An icon with a quieter picture for the disabled state and ``on`` for the checked one."""
    made = QIcon(pixmap(name, size, token))
    made.addPixmap(pixmap(name, size, "ctl"), QIcon.Mode.Disabled)
    if on:
        made.addPixmap(pixmap(name, size, on), QIcon.Mode.Normal, QIcon.State.On)
    return made


@lru_cache(maxsize=512)
def _render(name: str, size: int, hex_color: str, ratio: float) -> QPixmap:
    # QtSvg draws currentColor black, so the word itself is replaced.
    drawing = _source(name).replace("currentColor", hex_color)
    side = max(1, round(size * ratio))
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return resource_path(f"icons/{name}.svg").read_text("utf-8")
