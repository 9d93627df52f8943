"""What Explore shows, and what each click means. No widgets here."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure
from ascstudio.pages.explore import picking
from ascstudio.pages.explore.colouring import COLOURS, ColourBy, Indices
from ascstudio.pages.explore.judging import MOST, Judgement
from ascstudio.pages.explore.maps import find_map
from ascstudio.pages.explore.points import Spread, points_of, wanted_map
from ascstudio.pages.explore.spot_check import SpotCheck
from ascstudio.pages.explore.state import (
    Check,
    ExploreState,
    Map,
    Method,
    PickedClip,
    Picks,
)
from ascstudio.pages.explore.work import Kind, Work
from ascstudio.project.bundles import bundle_choices
from ascstudio.theme import Mark, scene_title
from ascstudio.translation import told
from ascstudio.words import numeral
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

HEAR = "explore.hear"


class ExplorePresenter(QObject):
    """Has the map computed in a child process and answers what is done to it."""

    changed = Signal(object)
    """ExploreState."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self._session = context.session
        self._map: Map | None = None
        self._spread: Spread | None = None
        self._estimated: tuple[Path, Path] | None = None
        self.state = ExploreState(hear=context.settings.is_on(HEAR))
        self.work = Work(context.jobs)
        self.work.progressed.connect(lambda how: self._set(fraction=how[0], left_s=how[1]))
        self.work.done.connect(self._on_done)
        self.work.failed.connect(self._on_failed)
        self.work.cancelled.connect(self._on_cancelled)
        self.spot_check = SpotCheck(context.session)
        self.spot_check.changed.connect(self._on_check)
        self.spot_check.impossible.connect(self._on_no_check)
        self._session.opened.connect(self._on_opened)
        self._session.closed.connect(self._on_opened)
        context.settings.changed.connect(self._on_setting)
        self._session.changed.connect(self._on_changed)
        self._session.player.glimpse_failed.connect(self._on_silent)
        context.bundle_changed.connect(lambda _: self._on_changed())
        if self._session.project is not None:
            self._on_changed()

    # The map

    def choose_bundle(self, path: Path) -> None:
        """Look through the ears of another bundle; the old map stays until there is a new one."""
        if path != self.state.bundle:
            self._set(bundle=path, stale=self._map is not None, listening_s=None)
            self._load()

    def estimate(self) -> None:
        """Find out how long hearing all clips takes, once per project and bundle."""
        folder, path = self._session.folder, self.state.bundle
        if folder is None or path is None or self._estimated == (folder, path):
            return
        self._estimated = folder, path
        clips = self._session.table.clips
        self._session.background(
            lambda: api.seconds_to_hear(api.read_bundle(path), clips),
            lambda found: self._set(listening_s=found) if path == self.state.bundle else None,
        )

    def compute(self) -> None:
        """Let the bundle hear all clips it has not heard."""
        folder, bundle = self._session.folder, self.state.bundle
        if folder is not None and bundle is not None:
            title = self.tr("Embeddings for the map")
            self._start("embed", title, ["embed", str(bundle), str(folder)])

    def choose_method(self, method: Method) -> None:
        """Show the map that is there at once, or the clearer one, which may have to be computed."""
        self._show(replace(self.state, method=method))
        if method == "tsne" and not self.state.clearer:
            self.compute_map()

    def compute_map(self) -> None:
        """Compute the clearer map; the old one stays until it is there."""
        folder, shown = self._session.folder, self._map
        if folder is not None and shown is not None:
            self._start("map", self.tr("A clearer map"), ["map", str(shown.bundle), str(folder)])

    def cancel(self) -> None:
        """Stop computing; the old map stays."""
        self.work.cancel()

    def forget_failure(self) -> None:
        """The user has seen it and goes elsewhere."""
        if self.state.failure is not None:
            self._set(failure=None)

    def tell(self, message: str, hint: str) -> None:
        """Say above the page what went wrong."""
        self._set(failure=Failure(message, hint))

    def show_all(self) -> None:
        """Draw every clip, however many there are."""
        self._show(replace(self.state, show_all=True))

    def colour(self, by: ColourBy) -> None:
        """Choose what colours mean."""
        if by != self.state.colour_by:
            self._show(replace(self.state, colour_by=by, hidden=frozenset()))
            if by in ("errors", "disagreement") and self.state.judged is None:
                self.look_for_errors()

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

    def _on_setting(self, key: str) -> None:
        if key == HEAR and (hear := self._context.settings.is_on(HEAR)) != self.state.hear:
            self.set_hear(hear)

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
        return picking.mark_of(self._session.table, clip.scene)

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

    def pick_ids(self, segment_ids: Sequence[int]) -> None:
        """Pick clips that were sent from elsewhere; a single one is shown as well."""
        self.pick(np.array(segment_ids, np.int64), self.tr("{clips} picked"))
        if len(segment_ids) == 1:
            self.show_clip(segment_ids[0], play=False)

    def pick(self, segment_ids: Indices, title: str) -> None:
        """Pick clips; ``title`` has a place for ``{clips}``."""
        if self.state.check is not None or self.state.preparing:
            self.spot_check.stop()
        self._set(picks=picking.picks_of(self._session.table, segment_ids, title))

    def clear_picks(self) -> None:
        """End a spot check, else pick nothing."""
        if self.state.check is not None or self.state.preparing:
            self.spot_check.stop()
        elif len(self.state.picks):
            self._set(picks=Picks())

    def picked(self, limit: int) -> list[PickedClip]:
        """The first of the picked clips."""
        clips = self._session.table.some(self.state.picks.segment_ids[:limit].tolist())
        return [PickedClip(clip, self.mark_of(clip)) for clip in clips]

    def shared(self) -> list[tuple[str, str]]:
        """What the picked clips have in common."""
        return picking.shared_facts(self._session.table, self.state.picks.segment_ids)

    def targets(self) -> list[int]:
        """What a scene key labels: what is picked, else the chosen clip."""
        if len(self.state.picks):
            ids: list[int] = self.state.picks.segment_ids.tolist()
            return ids
        return [] if self.state.selected is None else [self.state.selected]

    def label(self, scene_index: int) -> None:
        """Give the picked clips, else the chosen one, a scene: one operation, one undo.

        While clips are listened to, the key says what the present one is.
        """
        table = self._session.table
        if scene_index >= len(table.scenes):
            return
        scene = table.scenes[scene_index]
        if self.state.check is not None:
            self._answer_scene(self.state.check, scene)
            return
        ids = self.targets()
        words = self.tr("Labelled {clips} as {scene}, before: {before}").format(
            clips=picking.clips_words(len(ids)),
            scene=scene_title(scene),
            before=picking.now_words(table, np.array(ids, np.int64)),
        )
        if ids and self._session.label(ids, scene):
            self._say_done(words)

    def set_state(self, state: str) -> None:
        """Say how far the picked clips are."""
        ids = self.targets()
        if ids and self._session.set_state(ids, state):
            self._say_done(self._session.done_text)

    def _say_done(self, words: str) -> None:
        """Say what was done to the picked clips, and nothing where all were so already."""
        if self._session.done_text:
            self._context.say(words, undoable=True)

    def find_similar(self, segment_ids: Sequence[int]) -> None:
        """Pick the clips most like some others."""
        if self._map is None or not segment_ids:
            return
        space, chosen = self._map.space, list(segment_ids)
        one = self._session.table.clip(chosen[0]) if len(chosen) == 1 else None
        title = (
            self.tr("{clips} most like these")
            if one is None
            else self.tr("{clips} most like {name}").replace("{name}", one.path.stem)
        )

        def show(found: "list[api.Similar]") -> None:
            self.pick(np.array([row.segment_id for row in found], np.int64), title)

        self._session.background(lambda: api.similar(space, chosen), show)

    # Spot checks

    def begin_check(self) -> None:
        """Listen to some of the picked clips before all of them get a scene."""
        if self._map is not None and len(self.state.picks):
            self.spot_check.begin(self._map, self.state.picks.segment_ids.tolist())

    def answer(self, right: bool) -> None:
        """Say whether the proposed scene is right for the present clip."""
        self.spot_check.answer(right)

    def apply_check(self) -> None:
        """Label all clips of the check but those that were heard to be wrong."""
        check = self.state.check
        if check is None:
            return
        scene = scene_title(check.proposal.scene)

        def say(n: int, found: "api.ErrorEstimate") -> None:
            words = self.tr("Labelled {clips} as {scene}").format(
                clips=picking.clips_words(n), scene=scene
            )
            self._context.say(f"{words}. {picking.error_words(found)}", undoable=True)

        self.spot_check.apply(say)

    def _answer_scene(self, check: Check, scene: str) -> None:
        current = check.current
        if current is None:
            return
        right = scene == check.proposal.scene
        if right or self._session.label([current], scene):
            self.spot_check.answer(right)

    # Doubtful labels

    def look_for_errors(self) -> None:
        """Compare every label with its neighbours and with a classifier."""
        folder, shown = self._session.folder, self._map
        if folder is None or shown is None:
            return
        arguments = ["errors", str(folder), "--bundle", str(shown.bundle), "--most", str(MOST)]
        self._start("judge", self.tr("Looking for wrong labels"), arguments)

    def review(self) -> None:
        """Go through the suspects where one labels; look for them first."""
        if self.state.judged is None:
            self.look_for_errors()
        elif self.state.suspects:
            clips = tuple(self.state.suspects.segment_ids.tolist())
            self._context.go("label", {"clips": clips, "title": self.tr("Likely wrong labels")})

    # Elsewhere

    def open_in_label(self, segment_ids: Sequence[int]) -> None:
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
            n=numeral(state.points.n_placed),
            all=numeral(state.points.n_placed + state.missing),
        )

    # What happens elsewhere

    def _start(self, kind: Kind, title: str, arguments: list[str]) -> None:
        if self.work.start(kind, title, "explore", arguments):
            self._set(work=kind, fraction=None, left_s=None, failure=None)

    def _on_done(self, kind: Kind, report: dict[str, Any]) -> None:
        if kind == "judge":
            self._show(replace(self.state, work="", judged=Judgement.from_report(report)))
        else:
            self._set(work="")
            self._load()

    def _on_failed(self, kind: Kind, failure: Failure) -> None:
        self._set(work="", failure=failure)
        if kind == "embed":
            self._load()  # what was heard until then is kept

    def _on_cancelled(self, kind: Kind) -> None:
        self._set(work="")
        if kind == "embed":
            self._load()

    def _on_check(self, check: Check | None, preparing: bool) -> None:
        before = self.state.check.current if self.state.check is not None else None
        self._set(check=check, preparing=preparing)
        if check is not None and check.current is not None and check.current != before:
            self.show_clip(check.current)

    def _on_no_check(self) -> None:
        why = self.tr("None of these clips waits for a label that could be guessed.")
        self._context.refused.emit(why)

    def _on_opened(self) -> None:
        self._map = self._spread = None
        keep = self.state
        self._set_state(ExploreState(colour_by=keep.colour_by, hear=keep.hear, silent=keep.silent))
        self.work.cancel()
        self.spot_check.forget()

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
        table, state = self._session.table, self.state
        others = [one.path for one in state.bundles if one.path != bundle]
        bundles = [bundle, *(others if self._map is None else ())]
        self._set(loading=True)

        def work() -> tuple[Map | Failure | None, Spread | None]:
            found = find_map(project, table.clips, bundles)
            if not isinstance(found, Map):
                return found, None
            return found, Spread.of(table, wanted_map(found, state), show_all=state.show_all)

        def fail(error: "api.AscError") -> None:
            self._on_map(bundle, Failure(error.message, error.hint), None)

        self._session.background(work, lambda found: self._on_map(bundle, *found), fail)

    def _on_map(self, bundle: Path, found: Map | Failure | None, spread: Spread | None) -> None:
        if bundle != self.state.bundle:
            return
        self._spread = spread or self._spread
        if isinstance(found, Map):
            if self._map is not None and self._map.bundle != found.bundle:
                self._set(judged=None)  # other ears, another judgement
            self._map = found
        failure = found if isinstance(found, Failure) else None
        stale = self._map is not None and self._map.bundle != bundle
        self._show(replace(self.state, loading=False, failure=failure, stale=stale))

    def _on_silent(self, error: "api.AscError") -> None:
        if isinstance(error, api.DeviceError):
            self._set(silent=told(error.message))

    def _show(self, state: ExploreState) -> None:
        table, shown = self._session.table, self._map
        picks = picking.picks_of(table, state.picks.segment_ids, state.picks.pattern)
        state = replace(state, picks=picks, suspects=picking.suspects_of(table, state.judged))
        if shown is None:
            self._set_state(replace(state, points=None, missing=0))
            return
        points, missing, self._spread = points_of(table, shown, state, self._spread)
        state = replace(state, points=points, missing=missing)
        clearer_s = 0.0 if shown.clearer else api.seconds_to_map(len(shown.space))
        self._set_state(replace(state, clearer=shown.clearer is not None, clearer_s=clearer_s))

    def _set(self, **changes: Any) -> None:
        self._set_state(replace(self.state, **changes))

    def _set_state(self, state: ExploreState) -> None:
        self.state = state
        self.changed.emit(state)
