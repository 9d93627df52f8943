"""Everything the Library shows, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ascstudio.project.clip_table import ClipTable, Facet, SortKey
from ascstudio.theme import Mark
from ml_core import api

STATES = ("needs_review", "new", "done", "verified", "excluded")
STATE_ICONS = {
    "needs_review": "flag",
    "new": "record",
    "done": "check",
    "verified": "check-double",
    "excluded": "exclude",
}


@dataclass(frozen=True, slots=True)
class FacetItem:
    """One row of a facet: a value, how it is called, how many clips have it."""

    value: str
    title: str
    count: int
    mark: Mark | None = None
    icon: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class LibraryState:
    """Everything the page shows. The view is a function of this and nothing else."""

    ready: bool = False  # a project is open and its clips were read
    table: ClipTable = field(default_factory=ClipTable)
    rows: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    facets: Mapping[Facet, tuple[FacetItem, ...]] = field(default_factory=dict)
    wanted: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    text: str = ""
    sort_key: SortKey | None = None
    descending: bool = False
    selected: tuple[int, ...] = ()
    current: "api.ClipRow | None" = None
    chips: tuple[tuple[Facet, str], ...] = ()
    scene_marks: Mapping[str, Mark] = field(default_factory=dict)
    device_marks: Mapping[str, Mark] = field(default_factory=dict)
    facts: tuple[tuple[str, str], ...] = ()
    subject: str = ""
    fact: str = ""
    shown: str = ""
    importing: bool = False
    problems: tuple[tuple[str, str], ...] = ()  # path and reason, of the last import
    refused: int = 0  # of the problems: labels, not files
    cut: int = 0  # of the problems: the rest of files whose beginning is in
    imported: int = 0
    undivided: int = 0  # clips with a scene that the division does not know, after an import

    @property
    def empty(self) -> bool:
        """Whether there is no clip at all."""
        return self.ready and not len(self.table)
