"""What Explore shows, and what each click means. No widgets here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure, Job, ProcessJob
from ascstudio.pages.explore import colouring
from ascstudio.pages.explore.colouring import COLOURS, ColourBy, Indices
from ascstudio.pages.explore.maps import find_map
from ascstudio.pages.explore.state import NOTHING, ExploreState, Map, PickedClip, Picks, Points
from ascstudio.project.bundles import bundle_choices
from ascstudio.project.clip_table import Facet
from ascstudio.theme import UNKNOWN, Mark, scene_mark, scene_title
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

HEAR = "explore.hear"
NAMED_SCENES = 3  # of the picked clips, in words


class ExplorePresenter(QObject):
    """Has embeddings computed in a child process, places them, answers what is done to the map."""

    changed = Signal(object)
    """ExploreState."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self._session = context.session
        self._job: ProcessJob | Job | None = None
        self._map: Map | None = None
        self.state = ExploreState(hear=context.settings.is_on(HEAR))
        self._session.opened.connect(self._on_opened)
        self._session.closed.connect(self._on_opened)
        self._session.changed.connect(self._on_changed)
        self._session.player.glimpse_failed.connect(self._on_silent)
        context.bundle_changed.connect(lambda _: self._on_changed())
        if self._session.project is not None:
            self._on_changed()

    # The map

    def choose_bundle(self, path: Path) -> None:
        """Look through the ears of another bundle; the old map stays until there is a new one."""
        if path != self.state.bundle:
            self._set(bundle=path, stale=self._map is not None)
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
        job.succeeded.connect(self._on_computed)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self._job = job
        self._set(running=True, fraction=None, failure=None)

    def cancel(self) -> None:
        """Stop computing; the old map stays."""
        if self._job is not None:
            self._job.cancel()

    def forget_failure(self) -> None:
        """The user has seen it and goes elsewhere."""
        if self.state.failure is not None:
            self._set(failure=None)

    def show_all(self) -> None:
        """Draw every clip, however many there are."""
        self._show(replace(self.state, show_all=True))

    def colour(self, by: ColourBy) -> None:
        """Choose what colours mean."""
        if by != self.state.colour_by:
            self._show(replace(self.state, colour_by=by, hidden=frozenset()))

    def next_colour(self, step: int) -> None:
        """Choose the next or the last meaning of colours."""
        at = COLOURS.index(self.state.colour_by)
        self.colour(COLOURS[(at + step) % len(COLOURS)])

    def toggle_group(self, group: int) -> None:
        """Hide or show one group of the legend."""
        self._set(hidden=self.state.hidden ^ {group})

    def only_group(self, group: int) -> None:
        """Show only one group; again: all."""
        points = self.state.points
        rows = points.legend if points is not None else ()
        others = frozenset(row.group for row in rows) - {group}
        self._set(hidden=frozenset() if self.state.hidden == others else others)

    # One clip

    def choose(self, point: int, *, play: bool = True) -> None:
        """Show and play the clip of a point."""
        if (clip := self.clip_of(point)) is not None:
            self.show_clip(clip.segment_id, play=play)

    def show_clip(self, segment_id: int, *, play: bool = True) -> None:
        """Show and play a clip."""
        clip = self._session.table.clip(segment_id)
        if clip is not None:
            self._session.player.show_clip(clip, play=play)
            self._set(selected=segment_id, clip=clip)

    def play(self) -> None:
        """Play or pause the chosen clip."""
        self._session.player.toggle()

    def hear(self, point: int) -> None:
        """Play one second of a point's clip, if hovering is to be heard."""
        clip = self.clip_of(point)
        if clip is not None and self.state.hear and not self.state.silent:
            self._session.player.glimpse(clip)

    def hush(self) -> None:
        """The pointer has left, or the map moves."""
        self._session.player.end_glimpse()

    def set_hear(self, hear: bool) -> None:
        """Whether hovering is heard."""
        self._context.settings.set(HEAR, value=hear)
        if not hear:
            self.hush()
        self._set(hear=hear, silent="")

    def clip_of(self, point: int) -> "api.ClipRow | None":
        """The clip of a point, for the card under the pointer."""
        points = self.state.points
        if points is None or not 0 <= point < len(points.segment_ids):
            return None
        return self._session.table.clip(int(points.segment_ids[point]))

    def mark_of(self, clip: "api.ClipRow") -> Mark:
        """The mark of a clip's scene."""
        scenes = self._session.table.scenes
        return scene_mark(scenes.index(clip.scene)) if clip.scene in scenes else UNKNOWN

    # Picked clips

    def lasso(self, indices: Indices, how: str) -> None:
        """Pick the clips of some points instead of, besides, or out of what is picked."""
        points, now = self.state.points, self.state.picks.segment_ids
        if points is None:
            return
        chosen = points.segment_ids[indices]
        if how == "add":
            chosen = np.union1d(now, chosen)
        elif how == "remove":
            chosen = np.setdiff1d(now, chosen)
        self.pick(chosen, self.tr("{clips} in the lasso"))

    def pick_shown(self) -> None:
        """Pick every clip on the map whose group is not hidden."""
        points = self.state.points
        if points is not None:
            seen = ~np.isin(points.groups, list(self.state.hidden))
            self.pick(points.segment_ids[seen], self.tr("{clips} picked"))

    def pick(self, segment_ids: Indices, title: str) -> None:
        """Pick clips; ``title`` has a place for ``{clips}``."""
        picked = np.unique(segment_ids)
        self._set(picks=self._picks(picked, title.replace("{clips}", self._clips(len(picked)))))

    def pick_ids(self, segment_ids: Sequence[int]) -> None:
        """Pick clips that were sent from elsewhere; a single one is shown as well."""
        self.pick(np.array(segment_ids, np.int64), self.tr("{clips} picked"))
        if len(segment_ids) == 1:
            self.show_clip(segment_ids[0], play=False)

    def shared(self) -> list[tuple[str, str]]:
        """What the picked clips have in common, else how many values there are."""
        table, ids = self._session.table, self.state.picks.segment_ids
        if not len(ids):
            return []
        rows = table.rows_of(ids)
        names: list[tuple[str, Facet]] = [
            (self.tr("Scene"), "scene"),
            (self.tr("State"), "state"),
            (self.tr("Device"), "device"),
            (self.tr("Location"), "location"),
            (self.tr("Split"), "split"),
        ]
        facts = []
        for name, facet in names:
            values, codes = table.column(facet)
            found = [values[code] for code in np.unique(codes[rows])]
            facts.append((name, colouring.shared_title(facet, found)))
        return facts

    def tell(self, message: str, hint: str) -> None:
        """Say above the page what went wrong."""
        self._set(failure=Failure(message, hint))

    def clear_picks(self) -> None:
        """Pick nothing."""
        if len(self.state.picks):
            self._set(picks=Picks())

    def picked(self, limit: int) -> list[PickedClip]:
        """The first of the picked clips."""
        clips = map(self._session.table.clip, self.state.picks.segment_ids[:limit].tolist())
        return [PickedClip(clip, self.mark_of(clip)) for clip in clips if clip is not None]

    def targets(self) -> list[int]:
        """What a scene key labels: what is picked, else the chosen clip."""
        if len(self.state.picks):
            ids: list[int] = self.state.picks.segment_ids.tolist()
            return ids
        return [] if self.state.selected is None else [self.state.selected]

    def label(self, scene_index: int) -> None:
        """Give the picked clips, else the chosen one, a scene: one operation, one undo."""
        scenes, ids = self._session.table.scenes, self.targets()
        if ids and scene_index < len(scenes):
            scene = scenes[scene_index]
            words = self.tr("Labelled {clips} as {scene}, before: {before}").format(
                clips=self._clips(len(ids)), scene=scene_title(scene), before=self._now(ids)
            )
            if self._session.label(ids, scene):
                self._context.say(words, undoable=True)

    def set_state(self, state: str) -> None:
        """Say how far the picked clips are."""
        ids = self.targets()
        if ids and self._session.set_state(ids, state):
            self._context.say(self._session.undo_text(), undoable=True)

    # Elsewhere

    def open_in_label(self, segment_ids: list[int]) -> None:
        """Go on with these clips where one labels."""
        if segment_ids:
            self._context.go("label", tuple(segment_ids))

    def show_in_library(self) -> None:
        """See the chosen clip in the Library."""
        if self.state.selected is not None:
            self._context.go("library", (self.state.selected,))

    def fact(self) -> str:
        """``Embeddings by city-walks, 2,222 of 2,318 clips placed``."""
        state, shown = self.state, self._map
        if state.points is None or shown is None:
            return ""
        name = next((one.name for one in state.bundles if one.path == shown.bundle), "")
        return self.tr("Embeddings by {bundle}, {n} of {all} clips placed").format(
            bundle=name or shown.bundle.stem,
            n=f"{state.points.n_placed:,}",
            all=f"{state.points.n_placed + state.missing:,}",
        )

    # What happens elsewhere

    def _on_opened(self) -> None:
        self._map = None
        keep = self.state
        self._set_state(ExploreState(colour_by=keep.colour_by, hear=keep.hear, silent=keep.silent))

    def _on_changed(self) -> None:
        if self._session.project is None:
            return
        choices = tuple(bundle_choices(self._session, self._context.bundle))
        known = {choice.path for choice in choices}
        bundle = self.state.bundle if self.state.bundle in known else None
        if bundle is None:
            wanted = self._context.bundle
            bundle = wanted if wanted in known else choices[0].path if choices else None
        new = bundle != self.state.bundle
        table = self._session.table
        clip = None if self.state.selected is None else table.clip(self.state.selected)
        self._show(
            replace(
                self.state,
                bundles=choices,
                bundle=bundle,
                n_clips=len(table),
                clip=clip,
                selected=None if clip is None else clip.segment_id,
            )
        )
        if new:
            self._load()

    def _load(self) -> None:
        """Read what the bundle heard and place it, in a thread."""
        project, bundle = self._session.project, self.state.bundle
        if project is None or bundle is None:
            return
        clips = self._session.table.clips
        others = [one.path for one in self.state.bundles if one.path != bundle]
        bundles = [bundle, *(others if self._map is None else ())]
        self._set(loading=True)
        self._session.background(
            lambda: find_map(project, clips, bundles), lambda found: self._on_map(bundle, found)
        )

    def _on_map(self, bundle: Path, found: Map | Failure | None) -> None:
        if bundle != self.state.bundle:
            return
        if isinstance(found, Map):
            self._map = found
        failure = found if isinstance(found, Failure) else None
        stale = self._map is not None and self._map.bundle != bundle
        self._show(replace(self.state, loading=False, failure=failure, stale=stale))

    def _on_progress(self, progress: "api.Progress") -> None:
        self._set(fraction=progress.done / progress.total if progress.total else None)

    def _on_computed(self, _report: object) -> None:
        self._set(running=False)
        self._load()

    def _on_failed(self, failure: Failure) -> None:
        self._set(running=False, failure=failure)
        self._load()  # what was heard until then is kept

    def _on_cancelled(self) -> None:
        self._set(running=False)
        self._load()

    def _on_silent(self, error: "api.AscError") -> None:
        if isinstance(error, api.DeviceError):
            self._set(silent=error.message)

    # What follows from the table

    def _show(self, state: ExploreState) -> None:
        table, shown = self._session.table, self._map
        picks = self._picks(state.picks.segment_ids, state.picks.title)
        if shown is None:
            self._set_state(replace(state, points=None, missing=0, picks=picks))
            return
        rows = table.rows_of(shown.segment_ids)
        there = rows >= 0
        ids, xy, rows = shown.segment_ids[there], shown.xy[there], rows[there]
        made = colouring.colouring(table, rows, state.colour_by)
        drawn = np.arange(len(ids))
        if not state.show_all and len(ids) > colouring.SAMPLE_ABOVE:
            drawn = colouring.even_sample(colouring.strata_of(table, rows), colouring.SAMPLE)
        groups = made.groups[drawn]
        points = Points(ids[drawn], xy[drawn], groups, made.legend, made.named, len(ids))
        missing = len(table) - table.counts("state").get("excluded", 0)
        missing -= int(np.count_nonzero(self._usable(rows)))
        self._set_state(replace(state, points=points, missing=max(0, missing), picks=picks))

    def _usable(self, rows: Indices) -> "np.ndarray[Any, np.dtype[np.bool_]]":
        names, codes = self._session.table.column("state")
        excluded = names.index("excluded") if "excluded" in names else -1
        return codes[rows] != excluded

    def _picks(self, segment_ids: Indices, title: str) -> Picks:
        there = self._session.table.rows_of(segment_ids) >= 0 if len(segment_ids) else NOTHING > 0
        ids = segment_ids[there]
        return Picks(ids, title, self._now(ids.tolist())) if len(ids) else Picks()

    def _now(self, segment_ids: list[int]) -> str:
        """What clips are labelled now: ``39 new, 3 Park``."""
        found = (self._session.table.clip(one) for one in segment_ids)
        counts = Counter(clip.scene for clip in found if clip is not None)
        parts = [self.tr("{n} new").format(n=f"{counts.pop(None):,}")] if None in counts else []
        named = counts.most_common()
        parts += [f"{n:,} {scene_title(scene or '')}" for scene, n in named[:NAMED_SCENES]]
        rest = sum(n for _, n in named[NAMED_SCENES:])
        parts += [self.tr("{n} others").format(n=f"{rest:,}")] if rest else []
        return ", ".join(parts)

    def _clips(self, n: int) -> str:
        return (self.tr("{n} clip") if n == 1 else self.tr("{n} clips")).format(n=f"{n:,}")

    def _set(self, **changes: Any) -> None:
        self._set_state(replace(self.state, **changes))

    def _set_state(self, state: ExploreState) -> None:
        self.state = state
        self.changed.emit(state)
