"""Points and the part of the plane that is seen of them: arithmetic of the map, no painting."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPolygonF

MARGIN = 0.06
CELLS = 20  # along a side of the map, to find where a group lies
NEAR = 3  # heights of a name: farther from its group it would belong to another one
FARTHEST, NEAREST = 0.4, 4000.0  # zoom, as multiples of what shows everything

Floats = NDArray[np.float32]
Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """Which part of the plane a picture shows; up is up.

    Attributes:
        x: what is in the middle of the picture.
        y: likewise.
        scale: pixels per unit.
        width: of the picture in pixels.
        height: likewise.
    """

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    width: float = 1.0
    height: float = 1.0

    def pixels(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Where points are in the picture, in pixels."""
        # the middle first: float32 then stays exact to a tenth of a pixel at any zoom
        scale = np.float32(self.scale)
        across = (x - np.float32(self.x)) * scale + np.float32(self.width / 2)
        down = (y - np.float32(self.y)) * -scale + np.float32(self.height / 2)
        return across, down

    def plane(self, at: QPointF) -> tuple[float, float]:
        """The point of the plane under a pixel."""
        return (
            self.x + (at.x() - self.width / 2) / self.scale,
            self.y - (at.y() - self.height / 2) / self.scale,
        )

    def panned(self, dx: float, dy: float) -> "Viewpoint":
        """The picture shifted by some pixels."""
        return replace(self, x=self.x - dx / self.scale, y=self.y + dy / self.scale)

    def zoomed(self, factor: float, at: QPointF, low: float, high: float) -> "Viewpoint":
        """Magnified about a pixel, which stays where it is; ``low`` to ``high`` bound the scale."""
        scale = min(max(self.scale * factor, low), high)
        x, y = self.plane(at)
        keep = self.scale / scale
        return replace(self, x=x + (self.x - x) * keep, y=y + (self.y - y) * keep, scale=scale)

    def at_ratio(self, ratio: float) -> "Viewpoint":
        """The same part of the plane in ``ratio`` times as many pixels."""
        return replace(
            self, scale=self.scale * ratio, width=self.width * ratio, height=self.height * ratio
        )


class Cloud:
    """Many points, which of them are drawn, and which are picked.

    Points are drawn in a random order that never changes, so that no group covers the others.

    Args:
        xy: (N, 2) in any unit.
        groups: (N,) small integers.
        above: groups that are drawn over all others, the last of them uppermost.

    Attributes:
        xy: as given.
        groups: as given.
        picked: (N,) in the lasso.
        hidden: groups that are not drawn.
        shown: (n,) indices of the points that are drawn, in the order of drawing: picked ones last.
        x: (n,) their places; likewise ``y``.
        group: (n,) their groups.
        n_picked: how many of them are picked.
        middles: where most of each group lies and its name belongs, the largest group first.
    """

    def __init__(
        self, xy: NDArray[np.floating], groups: NDArray[np.integer], above: Sequence[int] = ()
    ) -> None:
        self.xy = np.asarray(xy, np.float32)
        self.groups = np.asarray(groups, np.int64)
        self.picked = np.zeros(len(self.xy), bool)
        order = np.random.default_rng(0).permutation(len(self.xy))
        for group in above:
            over = self.groups[order] == group
            order = np.concatenate([order[~over], order[over]])
        self._order = order
        self.hidden: Collection[int] = ()
        self.hide(())

    def __len__(self) -> int:
        return len(self.xy)

    def hide(self, groups: Collection[int]) -> None:
        """Do not draw the points of these groups."""
        self.hidden = groups
        self._arrange()
        counts = np.bincount(self.group)
        self.middles = {
            int(group): thickest(self.xy[self.groups == group], self.xy)
            for group in np.argsort(-counts, kind="stable")
            if counts[group]
        }

    def pick(self, indices: Indices) -> None:
        """Let these points stand out from the others; none: all are alike."""
        self.picked = np.zeros(len(self), bool)
        self.picked[indices] = True
        self._arrange()

    def _arrange(self) -> None:
        order = self._order
        if len(self.hidden):
            order = order[~np.isin(self.groups[order], list(self.hidden))]
        above = self.picked[order]
        self.shown: Indices = np.concatenate([order[~above], order[above]])
        self.n_picked = int(np.count_nonzero(above))
        self.x: Floats = np.ascontiguousarray(self.xy[self.shown, 0])
        self.y: Floats = np.ascontiguousarray(self.xy[self.shown, 1])
        self.group: Indices = self.groups[self.shown]

    def fitting(self, width: float, height: float, top: float = 0.0) -> Viewpoint:
        """The view that shows all points below the uppermost ``top`` pixels."""
        if not len(self):
            return Viewpoint(width=width, height=height)
        low, high = self.xy.min(axis=0), self.xy.max(axis=0)
        room = np.maximum([width, height - top], 1.0) * (1 - 2 * MARGIN)
        scale = float(np.min(room / np.maximum(high - low, 1e-9)))
        x, y = (low + high) / 2
        return Viewpoint(float(x), float(y) + top / 2 / scale, scale, width, height)

    def nearest(self, view: Viewpoint, at: QPointF, within: float) -> int:
        """The drawn point nearest to a pixel, -1 if none is ``within`` so many pixels."""
        if not len(self.shown):
            return -1
        x, y = view.plane(at)
        away = (self.x - np.float32(x)) ** 2 + (self.y - np.float32(y)) ** 2
        found = int(away.argmin())
        return int(self.shown[found]) if away[found] <= (within / view.scale) ** 2 else -1

    def beside(self, start: int, way: tuple[float, float], view: Viewpoint) -> int:
        """The nearest drawn point in a direction of the picture, -1 if there is none.

        Args:
            start: index of the point to go from.
            way: (right, down), of length one along an axis.
            view: what is seen.
        """
        if not len(self.shown):
            return -1
        dx = (self.x - self.xy[start, 0]) * np.float32(view.scale)
        dy = (self.xy[start, 1] - self.y) * np.float32(view.scale)
        along = dx * way[0] + dy * way[1]
        aside = np.abs(dx * way[1] + dy * way[0])
        cost = np.where(along > 0.5, along + 2 * aside, np.inf)
        found = int(cost.argmin())
        return int(self.shown[found]) if np.isfinite(cost[found]) else -1

    def inside(self, outline: QPolygonF, view: Viewpoint) -> Indices:
        """Indices of the drawn points within an outline (in pixels), exact to half a pixel.

        Only what is in the picture counts: nobody labels what they do not see.
        """
        width, height = round(view.width), round(view.height)
        mask = QImage(width, height, QImage.Format.Format_Grayscale8)
        mask.fill(0)
        painter = QPainter(mask)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawPolygon(outline, Qt.FillRule.WindingFill)
        painter.end()
        pixels = np.frombuffer(mask.constBits(), np.uint8).reshape(height, -1)
        across, down = (np.floor(a).astype(np.int64) for a in view.pixels(self.x, self.y))
        seen = (across >= 0) & (across < width) & (down >= 0) & (down < height)
        within = seen.copy()
        within[seen] = pixels[down[seen], across[seen]] > 0
        return np.sort(self.shown[within])


def thickest(xy: Floats, among: Floats) -> Floats:
    """(2,) where most of some points lie: a ring has none of its points in the middle.

    Args:
        xy: (n, 2) the points, at least one.
        among: (N, 2) all points, for how large the map is.
    """
    low, high = among.min(axis=0), among.max(axis=0)
    cell = ((xy - low) / np.maximum(high - low, 1e-9) * (CELLS - 1)).astype(np.int64) + 1
    side = CELLS + 2  # with a rim, so that every cell has neighbours
    count = np.bincount(cell @ (side, 1), minlength=side * side).reshape(side, side)
    rows = count[:-2] + count[1:-1] + count[2:]
    around = rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]
    best = np.array(np.unravel_index(around.argmax(), around.shape)) + 1
    near = (np.abs(cell - best) <= 1).all(axis=1)
    return np.asarray(np.median(xy[near], axis=0), np.float32)


def free_place(wished: QRectF, taken: list[QRectF], room: QRectF) -> QRectF | None:
    """The nearest free place of this size above or below; None if none is near."""
    for step in range(NEAR):
        for way in (1, -1):
            box = wished.translated(0, way * step * wished.height())
            free = not any(box.intersects(other) for other in taken)
            if free and room.top() <= box.top() and box.bottom() <= room.bottom():
                return box
    return None
