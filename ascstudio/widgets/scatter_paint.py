"""Pictures of many points: a shape for each of them, or how densely they lie."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap, QTransform

from ascstudio import theme
from ascstudio.theme import Mark
from ascstudio.widgets.marks import paint_mark
from ascstudio.widgets.scatter_view import Cloud, Floats, Viewpoint

FRAGMENT = 10  # doubles in a QPainter.PixmapFragment: x, y, source box, scales, turn, opacity
DIM = 0.2  # what is left of a group's colour while another is lit
OPAQUE = 0.9
USUAL_CROWD = 3000  # points in view up to which marks have their full size
DOT_PX = 2.0
FAINT = 90  # of 256: what is not picked while something is
FAINTEST = 0.5  # how much of its colour a pixel with a single point has


class Stamps:
    """Every mark twice in one pixmap: plain, and outlined for what is picked.

    Args:
        marks: one for each group.
        side: pixels of the picture.
    """

    def __init__(self, marks: Sequence[Mark], side: int) -> None:
        self.cell = side + 4  # room for the outline
        self.sheet = QPixmap(max(1, len(marks)) * self.cell, 2 * self.cell)
        self.sheet.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self.sheet)
        for column, mark in enumerate(marks):
            for row in range(2):
                box = QRectF(column * self.cell + 2, row * self.cell + 2, side, side)
                if row:
                    _outline(painter, box, mark, max(1.2, side / 7))
                paint_mark(painter, box, mark)
        painter.end()

    def draw(
        self,
        painter: QPainter,
        places: tuple[Floats, Floats],
        groups: NDArray[np.int64],
        picked: NDArray[np.bool_],
        opacity: NDArray[np.float64],
    ) -> None:
        """Stamp the marks of points, in their order.

        Args:
            painter: of a picture whose pixels are those of ``places``.
            places: (n,) pixels right and down.
            groups: (n,) which mark.
            picked: (n,) with an outline.
            opacity: (n,) 0 to 1.
        """
        if not len(groups):
            return
        fragments = np.empty((len(groups), FRAGMENT))
        fragments[:, 0], fragments[:, 1] = places
        fragments[:, 2] = groups * self.cell
        fragments[:, 3] = picked * self.cell
        fragments[:, 4:6] = self.cell
        fragments[:, 6:8] = 1.0
        fragments[:, 8] = 0.0
        fragments[:, 9] = opacity
        # One call for all marks, 0.1 us each: the array is what Qt's C++ expects to find there.
        first: Any = shiboken6.wrapInstance(fragments.ctypes.data, QPainter.PixmapFragment)
        painter.drawPixmapFragments(first, len(groups), self.sheet)


def _outline(painter: QPainter, box: QRectF, mark: Mark, width: float) -> None:
    scale = box.width() * 0.86
    place = QTransform().translate(box.center().x(), box.center().y()).scale(scale, scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("text"), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(place.map(theme.shape(mark)))


def shades(marks: Sequence[Mark], lit: int | None) -> NDArray[np.uint32]:
    """(n_groups,) colours of the groups in the theme in force; all but ``lit`` are dimmed."""
    ground = theme.color("plot")
    found = []
    for group, mark in enumerate(marks):
        shade = theme.mark_color(mark)
        found.append(shade if lit in (None, group) else theme.mix(ground, shade, DIM))
    return np.array([shade.rgb() for shade in found], np.uint32)


class Canvas:
    """Pixels that numpy writes and Qt shows; kept from frame to frame while the size stays."""

    def __init__(self) -> None:
        self._size = (0, 0)
        self._pixels = np.zeros(1, np.uint32)
        self._image = QImage()

    def cleared(self, width: int, height: int) -> tuple[NDArray[np.uint32], QImage]:
        """(width x height + 1) pixels in the colour of the ground, and the picture they are."""
        if self._size != (width, height):
            self._size = width, height
            self._pixels = np.empty(width * height + 1, np.uint32)
            form = QImage.Format.Format_RGB32
            self._image = QImage(self._pixels.data, width, height, width * 4, form)
        self._pixels.fill(theme.color("plot").rgb())
        return self._pixels, self._image


class Crowd:
    """The points of a cloud in one view, ready to be painted.

    Attributes:
        n_seen: how many of them are in the picture.
    """

    def __init__(self, cloud: Cloud, view: Viewpoint) -> None:
        self._cloud, self._size = cloud, (view.width, view.height)
        self._places = across, down = view.pixels(cloud.x, cloud.y)
        edge = 12.0  # what lies outside, but near enough for its mark to be seen
        seen = (across > -edge) & (across < view.width + edge)
        self._seen = seen & (down > -edge) & (down < view.height + edge)
        self.n_seen = int(np.count_nonzero(self._seen))

    def mark_px(self, wished: float) -> float:
        """Marks are smaller where there are many."""
        return wished * min(1.0, max(0.5, (USUAL_CROWD / max(1, self.n_seen)) ** 0.3))

    def marked(self, stamps: Stamps, ratio: float, lit: int | None) -> QImage:
        """A mark for each point; ``ratio`` pixels of the picture for one of the view."""
        width, height = (round(side * ratio) for side in self._size)
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(theme.color("plot"))
        seen = np.flatnonzero(self._seen)
        across, down = (one[seen] * np.float32(ratio) for one in self._places)
        groups = self._cloud.group[seen]
        picked = seen >= len(self._cloud.shown) - self._cloud.n_picked
        crowded = min(1.0, (USUAL_CROWD / max(1, self.n_seen)) ** 0.15)
        opacity = np.full(len(seen), OPAQUE * crowded)
        opacity[picked] = 1.0
        if lit is not None:
            opacity[groups != lit] *= DIM
        painter = QPainter(image)
        stamps.draw(painter, (across, down), groups, picked, opacity)
        painter.end()
        return image

    def density(self, colours: NDArray[np.uint32], ratio: float, canvas: Canvas) -> QImage:
        """How densely the points lie: dots, each stronger the more points it stands for.

        A dot has the colour of one of its points, not the mean of all: where groups mix one sees
        their colours side by side, and never one that belongs to a third group.

        Args:
            colours: (n_groups,) of the groups.
            ratio: pixels of the picture for one of the view.
            canvas: is painted on.
        """
        width, height = (round(side * ratio) for side in self._size)
        side = max(1, round(DOT_PX * ratio))
        ground = theme.color("plot")
        cells = _cells(self._places, ratio, (width, height), side)
        counts = np.bincount(cells, minlength=width * height + 1)[:-1]
        full = np.flatnonzero(counts)
        pixels, image = canvas.cleared(width, height)
        pixels[cells] = self._coloured(colours)
        strength = _strengths(int(counts.max(initial=0)))[counts[full]]
        dots = _blended(pixels[full], strength, ground)
        for down in range(side):
            for right in range(side):
                pixels[full + (down * width + right)] = dots
        return image

    def _coloured(self, colours: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """(n,) colours of the points; where some are picked the others are faint."""
        n_picked = self._cloud.n_picked
        if not n_picked:
            return colours[self._cloud.group]
        faint = _blended(colours, np.full(len(colours), FAINT, np.uint32), theme.color("plot"))
        split = len(self._cloud.group) - n_picked
        groups = self._cloud.group
        return np.concatenate([faint[groups[:split]], colours[groups[split:]]])


def _strengths(most: int) -> NDArray[np.uint32]:
    """(most + 1,) how much of its colour a dot has for each number of points, of 256."""
    grown = np.log1p(np.arange(most + 1)) / np.log1p(max(most, 8))
    return (256 * (FAINTEST + (1 - FAINTEST) * grown)).astype(np.uint32)


def _blended(
    colours: NDArray[np.uint32], strength: NDArray[np.uint32], ground: QColor
) -> NDArray[np.uint32]:
    """The colours laid over the ground with a strength out of 256."""
    mixed = np.full(len(colours), 0xFF, np.uint32)
    weak = np.uint32(256) - strength
    for shift, under in ((16, ground.red()), (8, ground.green()), (0, ground.blue())):
        over = colours >> np.uint32(shift) & np.uint32(0xFF)
        mixed = mixed << np.uint32(8) | (over * strength + np.uint32(under) * weak) >> np.uint32(8)
    return mixed


def _cells(
    places: tuple[Floats, Floats], ratio: float, size: tuple[int, int], side: int
) -> NDArray[np.int32]:
    """(n,) pixel numbers of the dots' corners; dots not wholly inside are in an extra last one."""
    width, height = size
    far = 1 << 20
    across, down = (np.clip(one * np.float32(ratio), -2, far).astype(np.int32) for one in places)
    room = (across.view(np.uint32) <= width - side) & (down.view(np.uint32) <= height - side)
    return np.where(room, down * np.int32(width) + across, np.int32(width * height))
