"""How everything looks: tokens, marks, type, icons, colour maps, palette and style sheet.

Nothing outside this package names a colour. Painted widgets ask for a token while they paint, so a
change of theme is a repaint.
"""

from ascstudio.theme.colormaps import (
    MAPS,
    choose_map,
    default_map,
    heat_color,
    map_in_force,
    readable_on,
    spectrogram_lut,
)
from ascstudio.theme.fonts import font, label_font, px, text_scale
from ascstudio.theme.forms import Form, choose_form, form, row_height
from ascstudio.theme.icons import icon, pixmap
from ascstudio.theme.marks import (
    NO_SIGNAL,
    UNKNOWN,
    Mark,
    device_marks,
    mark_color,
    scene_key,
    scene_mark,
    shape,
)
from ascstudio.theme.style import apply
from ascstudio.theme.tokens import DARK, LIGHT, Tokens, color, mix, shade, tokens
from ml_core.api import display_name as scene_title
from ml_core.api import resource_path as resource

__all__ = [
    "DARK",
    "LIGHT",
    "MAPS",
    "NO_SIGNAL",
    "UNKNOWN",
    "Form",
    "Mark",
    "Tokens",
    "apply",
    "choose_form",
    "choose_map",
    "color",
    "default_map",
    "device_marks",
    "font",
    "form",
    "heat_color",
    "icon",
    "label_font",
    "map_in_force",
    "mark_color",
    "mix",
    "pixmap",
    "px",
    "readable_on",
    "resource",
    "row_height",
    "scene_key",
    "scene_mark",
    "scene_title",
    "shade",
    "shape",
    "spectrogram_lut",
    "text_scale",
    "tokens",
]
