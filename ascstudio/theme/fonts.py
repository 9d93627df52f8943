"""The type scale, in units of one base size that follows the text-size setting."""

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF
from PySide6.QtWidgets import QApplication

BASE_PX = 13
"""Size of body text at 100 %."""

ROLES = {
    "decision": (40, 600),
    "number": (26, 600),
    "question": (20, 600),
    "title": (17, 600),
    "section": (15, 600),
    "body": (13, 400),
    "strong": (13, 600),
    "table": (12, 400),
    "caption": (11, 400),
    "label": (11, 600),
    "code": (12, 400),
}
"""Role of a text -> (pixels at 100 %, weight)."""

_scale = 1.0


def text_scale() -> float:
    """How much larger than designed everything with words is, 0.8 to 2."""
    return _scale


def set_text_scale(scale: float) -> None:
    """Choose the text size; ``ascstudio.theme.apply`` rebuilds what depends on it."""
    global _scale
    _scale = min(2.0, max(0.8, scale))


def px(pixels: float) -> int:
    """A length of the design in pixels of this screen, grown with the text."""
    return round(pixels * _scale)


def font(role: str) -> QFont:
    """The font of a role, with figures of equal width."""
    return QFont(_made(role, max(8, px(ROLES[role][0])), QApplication.font().family()))


def label_font(words: str, room: float) -> QFont:
    """The font of labels; the lighter one where words, as of a longer language, need more room."""
    bold = font("label")
    return bold if QFontMetricsF(bold).horizontalAdvance(words) <= room else font("caption")


@lru_cache(maxsize=256)
def _made(role: str, pixels: int, family: str) -> QFont:
    """Made once: every label asks again whenever it gets another parent."""
    if role == "code":
        chosen = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    else:
        chosen = QFont(family)
    chosen.setPixelSize(pixels)
    chosen.setWeight(QFont.Weight(ROLES[role][1]))
    chosen.setFeature(QFont.Tag("tnum"), 1)
    return chosen
