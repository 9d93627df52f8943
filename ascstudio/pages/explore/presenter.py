"""What Explore shows, and what each click means. No widgets here."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLocale, QObject, Signal

from ascstudio.jobs import Failure, Job, ProcessJob
from ascstudio.project.bundles import BundleChoice, bundle_choices
from ascstudio.project.clip_model import device_title
from ascstudio.project.clip_table import ClipTable
from ascstudio.theme import UNKNOWN, Mark, device_marks, scene_mark
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

ColourBy = Literal["scene", "device", "split"]


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """The map of one bundle.

    Attributes:
        segment_ids: (N,) which clip each point is.
        xy: (N, 2) its place, PCA of the embeddings.
        bundle: whose embeddings they are.
    """

    segment_ids: NDArray[np.int64]
    xy: NDArray[np.float32]
    bundle: Path


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One group of the map."""

    group: int
    name: str
    mark: Mark
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class ExploreState:
    """Everything the page shows."""

    n_clips: int = 0
    bundles: tuple[BundleChoice, ...] = ()
    bundle: Path | None = None
    loading: bool = False  # the map is being read
    running: bool = False  # embeddings are being computed
    fraction: float | None = None
    xy: NDArray[np.float32] | None = None
    segment_ids: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    groups: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    legend: tuple[LegendRow, ...] = ()
    hidden: frozenset[int] = frozenset()
    colour_by: ColourBy = "scene"
    selected: int | None = None  # segment_id
    clip: "api.ClipRow | None" = None
    clip_mark: Mark | None = None
    missing: int = 0  # clips that are not on the map
    failure: Failure | None = None


class ExplorePresenter(QObject):
    """Has embeddings computed in a child process, places them, answers clicks on the map."""

    changed = Signal(object)
    """ExploreState."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self._session = context.session
        self._job: ProcessJob | Job | None = None
        self._placed: Placed | None = None
        self.state = ExploreState()
        self._session.opened.connect(self._on_opened)
        self._session.closed.connect(self._on_opened)
        self._session.changed.connect(self._on_changed)
        context.bundle_changed.connect(lambda _: self._on_changed())
        if self._session.project is not None:
            self._on_changed()

    def choose_bundle(self, path: Path) -> None:
        """Look through the ears of another bundle."""
        if path != self.state.bundle:
            self._placed = None
            self._set(bundle=path, xy=None, selected=None, clip=None)
            self._load()

    def compute(self) -> None:
        """Compute the embeddings of all clips, in a child process."""
        folder, bundle = self._session.folder, self.state.bundle
        if folder is None or bundle is None or self.state.running:
            return
        job = self._context.jobs.run_command(
            self.tr("Embeddings for the map"),
            "explore",
            ["embed", str(bundle), str(folder)],
        )
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(lambda _report: self._on_computed())
        job.failed.connect(self._on_failed)
        job.cancelled.connect(lambda: self._set(running=False))
        self._job = job
        self._set(running=True, fraction=None, failure=None)

    def forget_failure(self) -> None:
        """The user has seen it and goes elsewhere."""
        if self.state.failure is not None:
            self._set(failure=None)

    def cancel(self) -> None:
        """Stop computing; the old map stays."""
        if self._job is not None:
            self._job.cancel()

    def colour(self, by: ColourBy) -> None:
        """Colour the marks by scene, device or split."""
        self._show(replace(self.state, colour_by=by, hidden=frozenset()))

    def toggle_group(self, group: int) -> None:
        """Hide or show one group of the legend."""
        self._set(hidden=self.state.hidden ^ {group})

    def only_group(self, group: int) -> None:
        """Show only one group; again: all."""
        others = frozenset(row.group for row in self.state.legend) - {group}
        self._set(hidden=frozenset() if self.state.hidden == others else others)

    def choose(self, point: int, *, play: bool = True) -> None:
        """Show and play the clip of a point."""
        if not 0 <= point < len(self.state.segment_ids):
            return
        segment_id = int(self.state.segment_ids[point])
        clip = self._session.table.clip(segment_id)
        if clip is None:
            return
        self._session.player.show_clip(clip, play=play)
        self._set(selected=segment_id, clip=clip, clip_mark=self._mark_of(point))

    def play(self) -> None:
        """Play or pause the chosen clip."""
        self._session.player.toggle()

    def label(self, scene_index: int) -> None:
        """Give the chosen clip a scene."""
        scenes, chosen = self._session.table.scenes, self.state.selected
        if chosen is None or scene_index >= len(scenes):
            return
        if self._session.label([chosen], scenes[scene_index]):
            self._context.say(self._session.undo_text(), undoable=True)

    def show_in_library(self) -> None:
        """See the chosen clip in the Library."""
        if self.state.selected is not None:
            self._context.go("library", (self.state.selected,))

    def clip_of(self, point: int) -> "api.ClipRow | None":
        """The clip of a point, for the card under the pointer."""
        if not 0 <= point < len(self.state.segment_ids):
            return None
        return self._session.table.clip(int(self.state.segment_ids[point]))

    def mark_of(self, point: int) -> Mark:
        """The mark of a point in the present colours."""
        return self._mark_of(point)

    def fact(self) -> str:
        """``Embeddings by city-walks, 2,222 of 2,318 clips placed``."""
        state = self.state
        if state.xy is None:
            return ""
        number = QLocale().toString
        name = next((one.name for one in state.bundles if one.path == state.bundle), "")
        return self.tr("Embeddings by {bundle}, {n} of {all} clips placed").format(
            bundle=name, n=number(len(state.xy)), all=number(state.n_clips)
        )

    def _mark_of(self, point: int) -> Mark:
        group = int(self.state.groups[point])
        return next((row.mark for row in self.state.legend if row.group == group), UNKNOWN)

    def _on_opened(self) -> None:
        self._placed = None
        self._set_state(ExploreState(colour_by=self.state.colour_by))

    def _on_changed(self) -> None:
        choices = tuple(bundle_choices(self._session, self._context.bundle))
        known = {choice.path for choice in choices}
        bundle = self.state.bundle if self.state.bundle in known else None
        if bundle is None:
            wanted = self._context.bundle
            bundle = wanted if wanted in known else choices[0].path if choices else None
        new = bundle != self.state.bundle
        self._show(
            replace(self.state, bundles=choices, bundle=bundle, n_clips=len(self._session.table))
        )
        if new:
            self._load()

    def _load(self) -> None:
        """Read the embeddings of the bundle and place them, in a thread."""
        project, bundle = self._session.project, self.state.bundle
        if project is None or bundle is None:
            return
        self._set(loading=True)
        self._session.background(
            lambda: place(project, bundle), lambda placed: self._on_placed(bundle, placed)
        )

    def _on_placed(self, bundle: Path, placed: Placed | Failure | None) -> None:
        if bundle != self.state.bundle:
            return
        failure = placed if isinstance(placed, Failure) else None
        self._placed = placed if isinstance(placed, Placed) else None
        self._show(replace(self.state, loading=False, failure=failure))

    def _on_progress(self, progress: "api.Progress") -> None:
        self._set(fraction=progress.done / progress.total if progress.total else None)

    def _on_computed(self) -> None:
        self._set(running=False)
        self._load()

    def _on_failed(self, failure: Failure) -> None:
        self._set(running=False, failure=failure)

    def _show(self, state: ExploreState) -> None:
        placed, table = self._placed, self._session.table
        if placed is None:
            self._set_state(
                replace(
                    state, xy=None, legend=(), groups=np.zeros(0, np.int64),
                    segment_ids=np.zeros(0, np.int64),
                )
            )  # fmt: skip
            return
        here = np.array([table.row_of(int(one)) is not None for one in placed.segment_ids], bool)
        ids = placed.segment_ids[here]
        groups, legend = self._colour(table, ids, state.colour_by)
        self._set_state(
            replace(
                state,
                xy=placed.xy[here],
                segment_ids=ids,
                groups=groups,
                legend=legend,
                missing=len(table) - len(ids),
            )
        )

    def _colour(
        self, table: ClipTable, ids: NDArray[np.int64], by: ColourBy
    ) -> tuple[NDArray[np.int64], tuple[LegendRow, ...]]:
        order = list(table.scenes if by == "scene" else table.values(by))
        code_of = {name: code for code, name in enumerate(order)}
        none = len(order)
        clips = (table.clip(int(one)) for one in ids)
        values = (getattr(clip, by) if clip is not None else None for clip in clips)
        groups = np.array([code_of.get(value or "", none) for value in values], np.int64)
        counts = np.bincount(groups, minlength=none + 1)
        marks = self._marks(table, order, by)
        names = [self._name(by, name) for name in order] + [self._none_name(by)]
        legend = tuple(
            LegendRow(code, names[code], marks[code], int(counts[code]))
            for code in range(none + 1)
            if counts[code]
        )
        return groups, legend

    def _marks(self, table: ClipTable, order: Sequence[str], by: ColourBy) -> list[Mark]:
        if by == "device":
            marks = device_marks(order, table.unseen_devices())
            return [*(marks[name] for name in order), UNKNOWN]
        return [*(scene_mark(n) for n in range(len(order))), UNKNOWN]

    def _name(self, by: ColourBy, value: str) -> str:
        return device_title(value) if by == "device" else api.display_name(value)

    def _none_name(self, by: ColourBy) -> str:
        if by == "scene":
            return self.tr("No scene yet")
        return self.tr("Not in a split") if by == "split" else self.tr("Not known")

    def _set(self, **changes: Any) -> None:
        self._set_state(replace(self.state, **changes))

    def _set_state(self, state: ExploreState) -> None:
        self.state = state
        self.changed.emit(state)


def place(project: "api.Project", bundle: Path) -> Placed | Failure | None:
    """The map of a bundle from the embeddings on disk; None if there are none yet."""
    try:
        space = api.read_space(project, api.read_bundle(bundle).fingerprint)
    except api.AscError as error:
        return Failure(error.message, error.hint)
    if space is None or len(space) < 3:
        return None
    xy = np.asarray(api.pca(space.directions, 2), np.float32)
    return Placed(space.segment_ids, xy, bundle)
