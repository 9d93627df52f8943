"""Marks: a shape and a colour for every scene and device, the same in map, table and legend."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainterPath, QTransform

from ascstudio.theme.tokens import color, tokens

SCENE_SHAPES = ("o", "s", "t1", "d", "star", "p", "h", "x", "t", "+", "t2", "t3")
"""Shape of each of the twelve scene colours, by pyqtgraph's symbol names."""

SCENE_KEYS = "1234567890QWYUODFGHB"
"""The key that labels with a scene, by its position."""

_SIGNS = {
    "state": (
        ("o", "text3"),
        ("o", "ok_fill"),
        ("star", "accent"),
        ("t1", "warn_fill"),
        ("x", "ctl"),
    ),
    "level": (("o", "ctl"), ("d", "text2"), ("t1", "warn_fill")),
}
"""Shape and colour of new, done, verified, in need of review and excluded; of fine, doubtful and
probably wrong."""

RING_SHIFT = 5
"""Scene 13 and on repeat the colours with the shape moved on by this many, and a ring."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is drawn before a name. The colour belongs to the theme, so it is not stored.

    Attributes:
        kind: scene, real, simulated, unseen (hollow circle), unseen-simulated (hollow square),
            state (how far a clip is), level (how doubtful it is), unknown (dotted ring) or
            no-signal (empty box).
        index: position among its kind.
    """

    kind: str
    index: int = 0

    @property
    def hollow(self) -> bool:
        """Whether only the outline is drawn: training has not heard this device."""
        return self.kind.startswith("unseen") or self == Mark("state", 0)

    @property
    def ringed(self) -> bool:
        """Whether a thin ring tells it from an earlier one of the same colour."""
        if self.kind in _SIGNS:
            return False
        return self.index >= (len(SCENE_SHAPES) if self.kind == "scene" else 3)


UNKNOWN = Mark("unknown")
NO_SIGNAL = Mark("no-signal")


def scene_mark(index: int) -> Mark:
    """The mark of the scene at ``index`` in the project's (or the bundle's) order."""
    return Mark("scene", index)


def scene_key(index: int) -> str:
    """The key of the scene at ``index``; empty from the 21st on."""
    return SCENE_KEYS[index] if index < len(SCENE_KEYS) else ""


def device_marks(devices: Sequence[str], unseen: Collection[str] = ()) -> dict[str, Mark]:
    """A mark for each device.

    Args:
        devices: names in the order they are shown.
        unseen: those that training has not heard.
    """
    counts: dict[str, int] = {}
    marks = {}
    for device in devices:
        simulated = device[:1].lower() == "s" and device[1:].isdigit()
        if device in unseen:
            kind, group = ("unseen-simulated" if simulated else "unseen"), "unseen"
        else:
            kind = group = "simulated" if simulated else "real"
        marks[device] = Mark(kind, counts.get(group, 0))
        counts[group] = counts.get(group, 0) + 1
    return marks


def mark_color(mark: Mark) -> QColor:
    """The colour of a mark in the theme in force."""
    current = tokens()
    if mark.kind == "scene":
        return QColor(current.scenes[mark.index % len(current.scenes)])
    if mark.kind == "real":
        return QColor(current.real[mark.index % 3])
    if mark.kind == "simulated":
        return QColor(current.simulated[mark.index % 3])
    if mark.kind.startswith("unseen"):
        return QColor(current.unseen[mark.index % 3])
    if mark.kind in _SIGNS:
        return color(_SIGNS[mark.kind][mark.index][1])
    return color("text3")


def shape(mark: Mark) -> QPainterPath:
    """The outline of a mark in a box of one by one around the origin."""
    if mark.kind == "scene":
        moved = mark.index + RING_SHIFT * (mark.index // len(SCENE_SHAPES))
        return symbol(SCENE_SHAPES[moved % len(SCENE_SHAPES)])
    if mark.kind in _SIGNS:
        return symbol(_SIGNS[mark.kind][mark.index][0])
    return symbol("s" if mark.kind.endswith("simulated") or mark.kind == "no-signal" else "o")


@cache
def symbol(name: str) -> QPainterPath:
    """One of pyqtgraph's symbols, without importing pyqtgraph (half a second of start-up)."""
    path = QPainterPath()
    if name == "o":
        path.addEllipse(QRectF(-0.5, -0.5, 1, 1))
        return path
    if name == "s":
        path.addRect(QRectF(-0.5, -0.5, 1, 1))
        return path
    if name == "x":
        return QTransform().rotate(45).map(symbol("+"))
    first, *rest = _CORNERS[name]
    path.moveTo(*first)
    for corner in rest:
        path.lineTo(*corner)
    path.closeSubpath()
    return path


_CORNERS: dict[str, tuple[tuple[float, float], ...]] = {
    "t": ((-0.5, -0.5), (0, 0.5), (0.5, -0.5)),
    "t1": ((-0.5, 0.5), (0, -0.5), (0.5, 0.5)),
    "t2": ((-0.5, -0.5), (-0.5, 0.5), (0.5, 0)),
    "t3": ((0.5, 0.5), (0.5, -0.5), (-0.5, 0)),
    "d": ((0.0, -0.5), (-0.4, 0.0), (0, 0.5), (0.4, 0)),
    "+": (
        (-0.5, -0.1),
        (-0.5, 0.1),
        (-0.1, 0.1),
        (-0.1, 0.5),
        (0.1, 0.5),
        (0.1, 0.1),
        (0.5, 0.1),
        (0.5, -0.1),
        (0.1, -0.1),
        (0.1, -0.5),
        (-0.1, -0.5),
        (-0.1, -0.1),
    ),
    "p": ((0, -0.5), (-0.4755, -0.1545), (-0.2939, 0.4045), (0.2939, 0.4045), (0.4755, -0.1545)),
    "h": (
        (0.433, 0.25),
        (0.0, 0.5),
        (-0.433, 0.25),
        (-0.433, -0.25),
        (0, -0.5),
        (0.433, -0.25),
    ),
    "star": (
        (0, -0.5),
        (-0.1123, -0.1545),
        (-0.4755, -0.1545),
        (-0.1816, 0.059),
        (-0.2939, 0.4045),
        (0, 0.1910),
        (0.2939, 0.4045),
        (0.1816, 0.059),
        (0.4755, -0.1545),
        (0.1123, -0.1545),
    ),
}
