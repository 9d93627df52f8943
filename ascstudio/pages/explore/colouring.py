"""Which colour and shape each point of the map has, and which points are shown at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from ascstudio.pages.explore.judging import SURE
from ascstudio.project.clip_model import device_title
from ascstudio.project.clip_table import NONE, ClipTable, Facet
from ascstudio.theme import UNKNOWN, Mark, device_marks, scene_mark
from ascstudio.translation import told
from ascstudio.words import numeral
from ml_core import api

ColourBy = Literal[
    "scene", "device", "location", "city", "session", "state", "errors", "disagreement"
]
COLOURS: tuple[ColourBy, ...] = get_args(ColourBy)
PLACES: tuple[ColourBy, ...] = ("location", "city", "session")

MOST_GROUPS = 24  # of locations; the rest is one group
SAMPLE_ABOVE, SAMPLE = 30_000, 20_000
DOUBTFUL = 0.5  # from which suspicion a label is named so
STATES = ("new", "done", "verified", "needs_review", "excluded")
OUT = Mark("state", STATES.index("excluded"))

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One group of the map."""

    group: int
    name: str
    mark: Mark
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class Colouring:
    """What colours mean.

    Attributes:
        groups: (N,) group of each point.
        legend: the groups that occur.
        named: whether their names belong on the map: not those of places, which lie everywhere.
        above: groups that are drawn over all others.
    """

    groups: Indices
    legend: tuple[LegendRow, ...]
    named: bool = True
    above: tuple[int, ...] = ()


def colouring(
    table: ClipTable, rows: Indices, by: ColourBy, doubt: NDArray[np.floating] | None = None
) -> Colouring:
    """Group the points of the map.

    Args:
        table: all clips.
        rows: (N,) which clip of the table each point is.
        by: what colours mean.
        doubt: (N,) 0 to 1 for errors and disagreement, NaN where nothing was judged.
    """
    if by == "errors" or by == "disagreement":
        return _by_doubt(doubt if doubt is not None else np.full(len(rows), np.nan), by)
    values, codes = _column(table, by)
    if by == "location" and len(values) > MOST_GROUPS:
        values, codes = _cities(table, values, codes)
    order = _order(table, by, values, codes[rows])
    place = {value: group for group, value in enumerate(order)}
    rest = len(order)  # without a value, or one of those that are too many
    group_of = np.array([place.get(value, rest) for value in values] or [rest], np.int64)
    groups = group_of[codes[rows]] if len(rows) else np.zeros(0, np.int64)
    marks = _marks(table, by, order)
    names = [_title(by, value) for value in order]
    left = sum(1 for value in values if value != NONE and value not in place)
    names.append(_rest(by, left))
    if by == "scene":  # an excluded clip without one waits for none
        groups = np.where((groups == rest) & ~table.open[rows], rest + 1, groups)
        names.append(state_title("excluded"))
    return Colouring(groups, _legend(groups, names, [*marks, UNKNOWN, OUT]), by == "scene")


def _column(table: ClipTable, by: ColourBy) -> tuple[list[str], NDArray[np.int32]]:
    """The values that some clip has, and which of them each row of the table has."""
    if by != "city" and by != "session":
        assert by != "errors"
        assert by != "disagreement"
        return table.column(by)
    column = table.clips.coded[by]
    there = np.bincount(column.codes, minlength=len(column.values)) > 0
    code_of = np.cumsum(there, dtype=np.int32) - np.int32(1)
    present = [column.values[code] or NONE for code in np.flatnonzero(there).tolist()]
    return present, code_of[column.codes]


def _cities(
    table: ClipTable, locations: list[str], codes: NDArray[np.int32]
) -> tuple[list[str], NDArray[np.int32]]:
    """The cities of too many locations; the locations themselves where no city is known."""
    names, cities = _column(table, "city")
    if names == [NONE]:
        return locations, codes
    city_of = np.zeros(len(locations), np.int32)
    city_of[codes] = cities
    return names, city_of[codes]


def _order(
    table: ClipTable, by: ColourBy, values: Sequence[str], codes: NDArray[np.integer]
) -> list[str]:
    """The values that are groups of their own, in the order of the legend."""
    if by == "scene":
        return list(table.scenes)
    if by == "state":
        return list(STATES)
    known = sorted(value for value in values if value != NONE)
    if len(known) <= MOST_GROUPS:
        return known
    counts = np.bincount(codes, minlength=len(values))
    number = dict(zip(values, counts.tolist(), strict=True))
    return sorted(known, key=lambda value: -number[value])[: MOST_GROUPS - 1]


def _marks(table: ClipTable, by: ColourBy, order: Sequence[str]) -> list[Mark]:
    if by == "device":
        marks = device_marks(order, table.unseen_devices())
        return [marks[name] for name in order]
    if by == "state":
        return [Mark("state", n) for n in range(len(order))]
    return [scene_mark(n) for n in range(len(order))]


def _title(by: ColourBy | Facet, value: str) -> str:
    if by == "device":
        return device_title(value)
    if by == "state":
        return state_title(value)
    return told(api.display_name(value)) if by == "split" else api.display_name(value)


def shared_title(facet: Facet, values: Sequence[str]) -> str:
    """The one value several clips share, else how many there are."""
    if len(values) != 1:
        words = QCoreApplication.translate("Explore", "{n} different")
        return words.format(n=len(values))
    return _title(facet, values[0]) if values[0] != NONE else "—"


def _rest(by: ColourBy, left: int) -> str:
    tr = QCoreApplication.translate
    if left:
        return tr("Explore", "{n} others").format(n=numeral(left))
    return no_scene() if by == "scene" else tr("Explore", "Not known")


def no_scene() -> str:
    """What a clip without a scene is called."""
    return QCoreApplication.translate("Explore", "No scene yet")


def colour_title(by: ColourBy) -> str:
    """A meaning of colours in words."""
    words: dict[ColourBy, Callable[[], str]] = {
        "scene": lambda: QCoreApplication.translate("Explore", "Scene"),
        "device": lambda: QCoreApplication.translate("Explore", "Device"),
        "location": lambda: QCoreApplication.translate("Explore", "Location"),
        "city": lambda: QCoreApplication.translate("Explore", "City"),
        "session": lambda: QCoreApplication.translate("Explore", "Session"),
        "state": lambda: QCoreApplication.translate("Explore", "State"),
        "errors": lambda: QCoreApplication.translate("Explore", "Errors"),
        "disagreement": lambda: QCoreApplication.translate("Explore", "Disagreement"),
    }
    return words[by]()


def state_title(state: str) -> str:
    """A state in words."""
    words: dict[str, Callable[[], str]] = {
        "new": lambda: QCoreApplication.translate("Explore", "New"),
        "done": lambda: QCoreApplication.translate("Explore", "Done"),
        "verified": lambda: QCoreApplication.translate("Explore", "Verified"),
        "needs_review": lambda: QCoreApplication.translate("Explore", "Needs review"),
        "excluded": lambda: QCoreApplication.translate("Explore", "Excluded"),
    }
    return words[state]()


def _by_doubt(doubt: NDArray[np.floating], by: ColourBy) -> Colouring:
    tr = QCoreApplication.translate
    groups = np.where(np.isnan(doubt), 3, np.digitize(np.nan_to_num(doubt), (DOUBTFUL, SURE)))
    if by == "errors":
        names = [
            tr("Explore", "Label fits"),
            tr("Explore", "Doubtful"),
            tr("Explore", "Likely wrong"),
            tr("Explore", "Not judged"),
        ]
    else:
        names = [
            tr("Explore", "Neighbours agree"),
            tr("Explore", "Neighbours differ"),
            tr("Explore", "Most differ"),
            no_scene(),
        ]
    marks = [*(Mark("level", n) for n in range(3)), UNKNOWN]
    legend = _legend(groups.astype(np.int64), names, marks)
    return Colouring(groups.astype(np.int64), legend, named=False, above=(1, 2))


def _legend(groups: Indices, names: Sequence[str], marks: Sequence[Mark]) -> tuple[LegendRow, ...]:
    counts = np.bincount(groups, minlength=len(names))
    rows = zip(range(len(names)), names, marks[: len(names)], counts.tolist(), strict=True)
    return tuple(LegendRow(group, name, mark, n) for group, name, mark, n in rows if n)


def even_sample(strata: Indices, n: int) -> Indices:
    """Points chosen evenly per stratum, always the same ones.

    Every stratum gives the same number, smaller ones all they have.

    Args:
        strata: (N,) stratum of each point.
        n: how many points.

    Returns:
        (min(n, N),) indices in ascending order.
    """
    if len(strata) <= n:
        return np.arange(len(strata))
    _, stratum, sizes = np.unique(strata, return_inverse=True, return_counts=True)
    shuffled = np.random.default_rng(0).permutation(len(strata))
    by_stratum = shuffled[np.argsort(stratum[shuffled], kind="stable")]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    turn = np.arange(len(strata)) - np.repeat(starts, sizes)  # 0 for the first of each stratum
    return np.sort(by_stratum[np.argsort(turn, kind="stable")[:n]])


def strata_of(table: ClipTable, rows: Indices) -> Indices:
    """(N,) scene and device of each point as one number."""
    _, scenes = table.column("scene")
    devices, device = table.column("device")
    return scenes[rows].astype(np.int64) * (len(devices) + 1) + device[rows]
