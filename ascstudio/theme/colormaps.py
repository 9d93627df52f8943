"""Colour maps of 256 entries: five for spectrograms, one for matrices."""

import importlib.util
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from ascstudio.theme.tokens import Tokens, color, mix, tokens

MAPS = ("magma", "inverted-grey", "cividis", "viridis", "inferno", "grey")
"""What a spectrogram can be drawn with. No rainbow: its steps are not in the sound."""


def default_map(theme: Tokens) -> str:
    """The colour map that belongs to a theme."""
    return "magma" if theme.name == "dark" else "inverted-grey"


_chosen = ""


def choose_map(name: str) -> None:
    """Draw all spectrograms with one of ``MAPS``; empty for the one of the theme."""
    global _chosen
    _chosen = name


def map_in_force() -> str:
    """The colour map all spectrograms are drawn with now; pictures are kept under this name."""
    return _chosen or default_map(tokens())


def spectrogram_lut(name: str = "") -> NDArray[np.uint32]:
    """A look-up table for ``QImage.Format_RGB32``.

    Args:
        name: one of ``MAPS``; empty for the one in force.

    Returns:
        (256,) uint32, 0xffRRGGBB.
    """
    return _packed(name or map_in_force())


@cache
def _packed(name: str) -> NDArray[np.uint32]:
    red, green, blue = _table(name).astype(np.uint32).T
    return np.uint32(0xFF000000) | (red << 16) | (green << 8) | blue


def _table(name: str) -> NDArray[np.uint8]:
    """(256, 3) uint8. The perceptual maps are read from pyqtgraph's files without importing it."""
    if name in ("grey", "inverted-grey"):
        ramp = np.linspace(0, 255, 256).round().astype(np.uint8)
        ramp = ramp if name == "grey" else ramp[::-1]
        return np.stack([ramp, ramp, ramp], axis=1)
    found = importlib.util.find_spec("pyqtgraph")
    if found is None or found.origin is None:
        return _table("grey")
    path = Path(found.origin).parent / "colors" / "maps" / f"{name}.csv"
    lines = path.read_text("utf-8").splitlines()
    rows = [line.split(",") for line in lines if line.strip() and not line.startswith(";")]
    values = np.array(rows, dtype=np.float64)
    return (values * 255).round().astype(np.uint8)


def heat_color(share: float) -> QColor:
    """Colour of a matrix cell: small confusions stay visible, hence the root."""
    return mix(color("bg3"), color("accent"), min(1.0, max(0.0, share / 0.9)) ** 0.75)


def luminance(shade: QColor) -> float:
    """Relative luminance after WCAG 2, 0 to 1."""
    parts = (shade.redF(), shade.greenF(), shade.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: QColor, second: QColor) -> float:
    """Contrast ratio after WCAG 2, 1 to 21."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def readable_on(ground: QColor) -> QColor:
    """Pure black or white, whichever can be read better on ``ground``: never below 4.58."""
    black, white = QColor("#000000"), QColor("#FFFFFF")
    return black if contrast(black, ground) >= contrast(white, ground) else white
