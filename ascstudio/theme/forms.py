"""What is chosen about the form besides colours and size: motion, height of rows, printed keys."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

USUAL_ROW, COMPACT_ROW = 32, 24


@dataclass(frozen=True, slots=True)
class Form:
    """How things move and how much room they take.

    Attributes:
        less_motion: nothing slides or fades; what carries data still moves.
        compact_rows: rows of tables are 24 high instead of 32.
        show_keys: keys are printed on the buttons of scenes.
    """

    less_motion: bool = False
    compact_rows: bool = False
    show_keys: bool = True


_in_force = Form()
_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


def form() -> Form:
    """The form in force. Ask while painting; do not keep the answer."""
    return _in_force


def choose_form(chosen: Form) -> None:
    """Put a form in force; whoever shows it is asked to lay out and paint anew by the window."""
    global _in_force
    _in_force = chosen
    for effect in _EFFECTS:
        QApplication.setEffectEnabled(effect, not chosen.less_motion)


def row_height() -> int:
    """How high rows of tables are at 100 % text, in pixels."""
    return COMPACT_ROW if _in_force.compact_rows else USUAL_ROW
