"""Points and the part of the plane that is seen of them: arithmetic of the map, no painting."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPolygonF

MARGIN = 0.06
CELLS = 20  # along a side of the map, to find where a group lies
SIDE = CELLS + 2  # with a rim, so that every cell has neighbours
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
        self.picked = np.zeros(len(self.xy), bool)
        self.hidden: Collection[int] = ()
        self._shuffled = np.random.default_rng(0).permutation(len(self.xy))
        sides = [np.ascontiguousarray(side) for side in self.xy.T]  # numpy is slow across them
        self._low = np.array([side.min(initial=np.inf) for side in sides])
        self._high = np.array([side.max(initial=-np.inf) for side in sides])
        self._cell = self._cells(sides)
        self.colour(groups, above)

    def __len__(self) -> int:
        return len(self.xy)

    def _cells(self, sides: Sequence[Floats]) -> Indices:
        """(N,) in which cell of the map each point lies: row after row, with a rim around them."""
        cells = np.zeros(len(self), np.int64)
        for side, low, high in zip(sides, self._low, self._high, strict=True):
            scale = np.float32((CELLS - 1) / max(high - low, 1e-9))
            cells = cells * SIDE + ((side - low) * scale).astype(np.int64) + 1
        return cells

    def colour(self, groups: NDArray[np.integer], above: Sequence[int] = ()) -> None:
        """Give the points other groups (N,), none of them hidden."""
        self.groups = np.asarray(groups, np.int64)
        order = self._shuffled
        for group in above:
            over = self.groups[order] == group
            order = np.concatenate([order[~over], order[over]])
        self._order = order
        self.hide(())

    def hide(self, groups: Collection[int]) -> None:
        """Do not draw the points of these groups."""
        self.hidden = groups
        self._arrange()
        places = thickest(self.xy, self.groups, self._cell)
        sizes = np.bincount(self.groups)
        shown = (group for group in places if group not in groups)
        self.middles = {one: places[one] for one in sorted(shown, key=lambda one: -sizes[one])}

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
        self.n_picked = int(np.count_nonzero(above))
        if self.n_picked:
            order = np.concatenate([order[~above], order[above]])
        self.shown: Indices = order
        self.x: Floats = self.xy[:, 0][order]
        self.y: Floats = self.xy[:, 1][order]
        self.group: Indices = self.groups[order]

    def fitting(self, width: float, height: float, top: float = 0.0) -> Viewpoint:
        """The view that shows all points below the uppermost ``top`` pixels."""
        if not len(self):
            return Viewpoint(width=width, height=height)
        low, high = self._low, self._high
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


def thickest(xy: Floats, groups: Indices, cells: Indices) -> dict[int, Floats]:
    """(2,) where most of each group lies: a ring has none of its points in the middle.

    Args:
        xy: (N, 2) the points.
        groups: (N,) of the points.
        cells: (N,) where on the map they lie.
    """
    n_groups = int(groups.max(initial=0)) + 1
    counts = np.bincount(groups * SIDE**2 + cells, minlength=n_groups * SIDE**2)
    table = counts.reshape(n_groups, SIDE, SIDE)
    rows = table[:, :-2] + table[:, 1:-1] + table[:, 2:]
    around = (rows[:, :, :-2] + rows[:, :, 1:-1] + rows[:, :, 2:]).reshape(n_groups, -1)
    down, right = np.divmod(around.argmax(axis=1), CELLS)
    near = np.abs(cells // SIDE - (down + 1)[groups]) <= 1
    near &= np.abs(cells % SIDE - (right + 1)[groups]) <= 1
    close = np.flatnonzero(near)
    of_group = groups[close]
    return {
        group: _median(xy[close[of_group == group]])
        for group in np.flatnonzero(around.any(axis=1)).tolist()
    }


def _median(xy: Floats) -> Floats:
    """(2,) along each axis: ``np.median`` loads a package first, which takes 30 ms."""
    middle = len(xy) // 2
    return np.asarray(np.partition(xy, middle, axis=0)[middle], np.float32)


def free_place(wished: QRectF, taken: list[QRectF], room: QRectF) -> QRectF | None:
    """The nearest free place of this size above or below; None if none is near."""
    for step in range(NEAR):
        for way in (1, -1):
            box = wished.translated(0, way * step * wished.height())
            free = not any(box.intersects(other) for other in taken)
            if free and room.top() <= box.top() and box.bottom() <= room.bottom():
                return box
    return None
