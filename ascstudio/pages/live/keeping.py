"""Saving and correcting what was just heard: one key, one clip, one undo."""

import datetime
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ascstudio.pages import Context
from ascstudio.theme import scene_title
from ml_core import api

LENGTHS_S = (10, 30, 60)
"""How much of what was just heard one key saves."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A stretch of the stream that the user said is a scene, and the clip it became."""

    start_s: float
    end_s: float
    scene: str
    segment_id: int


class Keeping(QObject):
    """Brings what was heard into the open project, and remembers where it was corrected.

    Args:
        context: of the page.
    """

    changed = Signal()
    """A correction was made, or taken back by undo."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._session = context.session
        self._listening = context.session.listening
        self._made: list[Correction] = []
        self._there: frozenset[int] = frozenset()
        self._began = ""
        self.length_s = LENGTHS_S[0]
        self._session.changed.connect(self._look)
        self._session.closed.connect(self.forget)

    def forget(self) -> None:
        """Listening begins anew: what is saved from now on is another source."""
        self._made, self._there = [], frozenset()
        self._began = f"live {datetime.datetime.now():%Y-%m-%d %H:%M:%S}"
        self.changed.emit()

    def corrections(self) -> tuple[Correction, ...]:
        """Those that were not undone, oldest first."""
        return tuple(one for one in self._made if one.segment_id in self._there)

    def reason(self) -> str:
        """Why nothing can be saved now; empty where it can."""
        project = self._session.project
        if project is None:
            return self.tr("Open a project first: there is nowhere to save to.")
        if project.read_only:
            return self.tr("This project may only be read.")
        if not self._listening.heard_s():
            return self.tr("Nothing was heard yet.")
        return ""

    def keep(
        self, scene: str, heard_as: str | None, start_s: float, end_s: float, device: str
    ) -> bool:
        """Save a stretch of the stream as a clip of a scene.

        Args:
            scene: what it is.
            heard_as: what was decided; None for unknown or no signal.
            start_s: in the time of the stream.
            end_s: the same.
            device: name of the microphone.

        Returns:
            Whether it is in the project.
        """
        if reason := self.reason():
            self._context.refused.emit(reason)
            return False
        samples = self._listening.between(start_s, end_s)
        bundle = self._listening.bundle
        if not len(samples) or bundle is None:
            self._context.refused.emit(self.tr("Only the last 60 s are still in memory."))
            return False
        rate_hz = bundle.manifest.front_end.sample_rate_hz
        made: list[api.ClipRow] = []

        def save(project: api.Project) -> None:
            made.append(
                api.keep_heard(
                    project, samples, rate_hz, scene,
                    heard_as=heard_as, session=self._began, device=device,
                )
            )  # fmt: skip

        if not self._session.edit((), save):
            return False
        seconds = len(samples) / rate_hz
        self._made.append(Correction(end_s - seconds, end_s, scene, made[0].segment_id))
        self._look()
        sentence = self.tr("Saved {s} s as {scene}").format(
            s=f"{seconds:.0f}", scene=scene_title(scene)
        )
        self._context.say(sentence, undoable=True)
        return True

    def _look(self) -> None:
        """Which corrections are still in the project: undo takes the pencil away as well."""
        if not self._made:
            return
        known = self._session.table
        there = frozenset(
            one.segment_id for one in self._made if known.row_of(one.segment_id) is not None
        )
        if there != self._there:
            self._there = there
            self.changed.emit()
