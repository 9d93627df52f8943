"""Palette and style sheet, built from the tokens and put on the application."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication

from ascstudio.theme.fonts import BASE_PX, px, set_text_scale
from ascstudio.theme.tokens import DARK, LIGHT, Tokens, color, put_in_force

IN_FORCE = "theme in force"
Group = QPalette.ColorGroup
Role = QPalette.ColorRole


def apply(application: QApplication, choice: str = "system", scale: float = 1.0) -> Tokens:
    """Put a theme on the whole application, at start or at run time.

    Args:
        application: the application.
        choice: dark, light or system.
        scale: text size, 0.8 to 2.

    Returns:
        The tokens now in force.
    """
    hints = application.styleHints()
    scheme = {"dark": Qt.ColorScheme.Dark, "light": Qt.ColorScheme.Light}
    hints.setColorScheme(scheme.get(choice, Qt.ColorScheme.Unknown))
    light = choice == "light" or (
        choice == "system" and hints.colorScheme() == Qt.ColorScheme.Light
    )
    chosen = LIGHT if light else DARK
    put_in_force(chosen)
    set_text_scale(scale)
    sheet, key = style_sheet(), f"{'light' if light else 'dark'} {scale:g}"
    if application.styleSheet() == sheet and application.property(IN_FORCE) == key:
        return chosen  # to put it on again costs a polish of every widget there is
    # Taken off first: to change a sheet that is on, Qt polishes every widget once for itself and
    # once more for each widget it stands in; to take one off and to put one on, once.
    application.setStyleSheet("")
    base = QFont(application.font())
    base.setPixelSize(px(BASE_PX))
    application.setFont(base)
    if application.style().name() != "fusion":  # with a sheet on, a style has no name
        application.setStyle("fusion")
    application.setPalette(palette())
    QPixmapCache.clear()  # Qt keeps what it drew for each palette that ever was, up to 10 MB
    application.setStyleSheet(sheet)
    application.setProperty(IN_FORCE, key)
    return chosen


def palette() -> QPalette:
    """The tokens in force as a palette, in all three groups."""
    roles = {
        Role.Window: "bg1",
        Role.WindowText: "text",
        Role.Base: "bg1",
        Role.AlternateBase: "bg2",
        Role.ToolTipBase: "bg2",
        Role.ToolTipText: "text",
        Role.Text: "text",
        Role.Button: "bg3",
        Role.ButtonText: "text",
        Role.BrightText: "text",
        Role.Link: "accent",
        Role.Highlight: "soft",
        Role.HighlightedText: "text",
        Role.Accent: "accent",
        Role.PlaceholderText: "text3",
        Role.Mid: "line",
        Role.Light: "bg4",
        Role.Dark: "bg0",
    }
    made = QPalette()
    for role, token in roles.items():
        for group in (Group.Active, Group.Inactive, Group.Disabled):
            made.setColor(group, role, color(token))
    for role in (Role.Text, Role.WindowText, Role.ButtonText):
        made.setColor(Group.Disabled, role, color("text3"))
    return made


def style_sheet() -> str:
    """Radius, padding and borders; colours of the five button kinds are painted by the buttons."""
    shades = {name: color(name).name() for name in _USED}
    sizes = {"field": px(30) - 2, "row": px(28)}
    sheet = _SHEET
    for name, value in {**shades, **sizes}.items():
        sheet = sheet.replace(f"@{name};", f"{value};").replace(f"@{name} ", f"{value} ")
        sheet = sheet.replace(f"@{name}px", f"{value}px")
    return sheet


_USED = (
    "bg0",
    "bg1",
    "bg2",
    "bg3",
    "bg4",
    "soft",
    "line",
    "ctl",
    "text",
    "text2",
    "text3",
    "accent",
)

_SHEET = """
QWidget#window, QWidget#rail, QWidget#top, QWidget#foot { background: @bg0; }
QWidget#page, QStackedWidget#pages { background: @bg1; }
QWidget#panel, QWidget#inspector { background: @bg2; }
QFrame#hairline { background: @line; }
QWidget#card { background: @bg2; border: 1px solid @line; border-radius: 8px; }
QWidget#floating { background: @bg2; border: 1px solid @ctl; border-radius: 10px; }
QToolTip, QMessageBox QLabel { qproperty-textFormat: PlainText; }
QToolTip { background: @bg2; color: @text; border: 1px solid @ctl; padding: 4px 6px; }
QLineEdit, QPlainTextEdit { background: @bg1; color: @text; border: 1px solid @ctl;
  border-radius: 6px; padding: 0 10px; min-height: @fieldpx; }
QPlainTextEdit { padding: 6px 8px; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid @accent; padding: 0 9px; }
QLineEdit:disabled { color: @text3; border-color: @line; }
QComboBox { background: @bg1; color: @text; border: 1px solid @ctl; border-radius: 6px;
  padding: 0 10px; min-height: @fieldpx; }
QComboBox:focus { border: 2px solid @accent; padding: 0 9px; }
QComboBox:disabled { color: @text3; border-color: @line; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox QAbstractItemView { background: @bg2; border: 1px solid @ctl; padding: 4px;
  selection-background-color: @soft; selection-color: @text; outline: none; }
QMenuBar { background: @bg0; color: @text2; padding: 0; }
QMenuBar::item { padding: 6px 10px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: @bg3; color: @text; }
QMenu { background: @bg2; color: @text; border: 1px solid @ctl; padding: 6px 4px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: @soft; }
QMenu::item:disabled { color: @text3; }
QMenu::separator { height: 1px; background: @line; margin: 6px 8px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @bg4; border-radius: 3px; margin: 2px; min-height: 28px;
  min-width: 28px; }
QScrollBar::handle:hover { background: @ctl; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea, QAbstractScrollArea#plain { background: transparent; border: none; }
QAbstractItemView { background: @bg1; color: @text; border: none; outline: none;
  selection-background-color: @soft; selection-color: @text; gridline-color: @line; }
QHeaderView { background: @bg1; }
QHeaderView::section { background: @bg1; color: @text3; border: none; padding: 0 8px;
  border-bottom: 1px solid @line; min-height: @rowpx; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QDialog { background: @bg2; }
QCheckBox { color: @text; spacing: 8px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @ctl; border-radius: 4px;
  background: @bg1; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; }
QCheckBox:focus { color: @accent; }
"""
