"""Places that somebody recorded or taught, and that the present bundle does not know."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure
from ascstudio.pages.teach.state import LEAST_S, Left, Stranded
from ascstudio.pages.teach.work import saved
from ascstudio.theme import scene_title
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

MOST_LOOKED_AT = 8  # other bundles of the project


class Leftovers(QObject):
    """Looks for recordings that were never taught, and for places of another bundle.

    Args:
        context: what pages share.
    """

    changed = Signal()
    failed = Signal(object)
    """Failure."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context, self._session = context, context.session
        self._bundle: api.Bundle | None = None
        self._alone: list[Left] = []
        self._cancelled: list[Left] = []
        self._found: Stranded | None = None
        self._dismissed: set[str] = set()  # places nobody wants to teach now
        self._dealt: set[Path] = set()
        self._looks = 0

    @property
    def left(self) -> Left | None:
        """A place that was recorded and never taught, as after a crash."""
        if self._bundle is None:
            return None
        for left in (*self._cancelled, *self._alone):
            if left.path not in self._dealt:
                return left
        if self._session.project is None:
            return None
        return left_place(self._session.table.clips, {*_names(self._bundle), *self._dismissed})

    @property
    def stranded(self) -> Stranded | None:
        """Places that were taught to another bundle of the project."""
        found = self._found
        if found is None or set(found.places) & self._dismissed:
            return None
        wanted = {scene_title(place).casefold() for place in found.places}
        counts = self._session.table.counts("scene")
        scenes = (one for one in self._session.table.scenes if counts.get(one))
        scene = next((one for one in scenes if scene_title(one).casefold() in wanted), "")
        return Stranded(found.bundle, found.places, scene)

    def look(self, bundle: "api.Bundle | None", others: Sequence[Path]) -> None:
        """Look on disk, in a thread; ``changed`` follows.

        Args:
            bundle: the present one.
            others: bundles of the project, the newest first.
        """
        self._bundle = bundle
        self._looks += 1
        number = self._looks
        if bundle is None:
            self._alone, self._found = [], None
            self.changed.emit()
            return

        def done(found: tuple[list[Left], Stranded | None]) -> None:
            if number == self._looks:
                self._alone, self._found = found
                self.changed.emit()

        self._session.background(lambda: (left_alone(), stranded(bundle, others)), done)

    def offer(self, name: str, paths: Sequence[Path], heard: Sequence[str]) -> None:
        """Offer recordings that were cancelled; what is too short to teach is kept for a day.

        Args:
            name: of the place.
            paths: recordings of it.
            heard: of every usable second the stem of its recording.
        """
        recorded = [_has_sound(one) for one in paths]
        long = [Left(name, heard.count(one.stem), path=one) for one in paths]
        self._cancelled = [one for one in long if one.seconds >= LEAST_S] + self._cancelled
        for one in long:
            if one.seconds < LEAST_S and one.path is not None:
                api.discard(one.path)
        if not any(recorded):
            self._context.say(self.tr("Cancelled. Nothing was recorded."))
        elif all(one.seconds < LEAST_S for one in long):
            said = self.tr("Cancelled. The recording stays in {folder} for a day.")
            self._context.say(said.format(folder=paths[0].parent))
        self.changed.emit()

    def dismiss_left(self) -> None:
        """Offer it no more: a recording without a project stays where it is."""
        left = self.left
        if left is None:
            return
        if left.path is not None:
            api.discard(left.path)
            self.forget(left)
            said = self.tr("Discarded. The recording stays in {folder} for a day.")
            self._context.say(said.format(folder=left.path.parent))
        else:
            self._dismissed.add(left.scene)
        self.changed.emit()

    def move(self) -> None:
        """Bring the recording that was made without a project into the one that is open."""
        left, project = self.left, self._session.project
        if left is None or left.path is None or project is None:
            return
        path = left.path

        def done(failure: Failure | None) -> None:
            self._session.reload()
            if failure is not None:
                self.failed.emit(failure)

        self.forget(left)
        self._session.background(lambda: saved(lambda: api.move_in(project, path)), done)

    def forget(self, left: Left) -> None:
        """It is dealt with."""
        if left.path is not None:
            self._dealt.add(left.path)  # whoever is looking just now may still find it
        self.changed.emit()

    def dismiss_stranded(self) -> None:
        """Do not speak of those places until the next start."""
        if self._found is not None:
            self._dismissed.update(self._found.places)
            self.changed.emit()


def folder_alone() -> Path:
    """Where recordings lie that were made without a project."""
    return api.home_dir() / "taught"


def left_alone() -> list[Left]:
    """Recordings made without a project that no place was taught from, the newest first."""
    found = []
    api.remove_discarded(folder_alone())
    for path in reversed(api.left_in(folder_alone())):
        try:
            seconds = api.probe(path).duration_s
        except api.AscError:
            continue
        if (name := api.announced_scene(path)) and seconds >= LEAST_S:
            found.append(Left(name, seconds, path=path))
    return found


def _has_sound(path: Path) -> bool:
    """Whether anything was recorded: no microphone may have answered."""
    try:
        return api.probe(path).n_samples > 0
    except api.AscError:
        return False


def left_place(clips: "Iterable[api.ClipRow]", known: Collection[str]) -> Left | None:
    """A scene that was recorded here and is not known; no import is meant."""
    names = {scene_title(name).casefold() for name in known}
    seconds: dict[str, float] = {}
    for clip in clips:
        if clip.scene and clip.imported == f"Recording of {clip.scene}":
            seconds[clip.scene] = seconds.get(clip.scene, 0.0) + clip.duration_s
    for scene, total in seconds.items():
        if scene_title(scene).casefold() not in names:
            return Left(api.display_name(scene), total, scene=scene)
    return None


def stranded(bundle: "api.Bundle", others: Iterable[Path]) -> Stranded | None:
    """Places that another network was taught last, and that this one does not know."""
    known = {scene_title(name).casefold() for name in _names(bundle)}
    seen = {bundle.fingerprint}
    for path in list(others)[:MOST_LOOKED_AT]:
        try:
            other = api.read_bundle(path)
        except api.AscError:
            continue
        if other.fingerprint in seen:
            continue
        seen.add(other.fingerprint)  # older ones of this network are history
        places = tuple(
            place.name
            for place in other.enrolled
            if not place.details.get("muted") and scene_title(place.name).casefold() not in known
        )
        if places:
            return Stranded(path.stem, places)
    return None


def _names(bundle: "api.Bundle") -> list[str]:
    return [*bundle.manifest.scenes, *(place.name for place in bundle.enrolled)]
