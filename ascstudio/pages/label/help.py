"""What the current bundle and the labels so far suggest, worked out in threads and processes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure, ProcessJob
from ascstudio.pages.label.state import Alike, Guess
from ascstudio.pages.label.words import reason_words
from ascstudio.project.background import Background
from ascstudio.project.bundles import bundle_choices
from ascstudio.translation import told
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

EVERY = 10  # labels after which it is worked out anew
UNASKED = 20_000  # clips: more are listened to only when the user asks
N_SIMILAR = 50


@dataclass(frozen=True, slots=True, eq=False)
class Advice:
    """What is known about the clips of a project.

    Attributes:
        fingerprint: of the bundle that listened.
        space: where the clips lie; None before anything was listened to.
        labels: what was said of them when this was worked out.
        suggestions: a guess about each clip.
        ranking: (M,) ids of the clips that wait, the most useful first.
        reasons: why each of them stands where it stands.
        n_missing: clips that nothing has listened to.
        clip_s: how long listening to one will take, None where that is not known.
        n_labels: clips that taught.
    """

    fingerprint: str = ""
    space: api.Space | None = None
    labels: api.Labels | None = None
    suggestions: api.Suggestions | None = None
    ranking: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    reasons: Mapping[int, str] = field(default_factory=dict)
    n_missing: int = 0
    clip_s: float | None = None
    n_labels: int = 0


class LabelHelp(QObject):
    """Has the clips listened to, and keeps guesses and order up to date while one labels.

    It begins with ``look`` and then follows the project; nothing is computed before.
    """

    changed = Signal()
    """``advice`` is new."""
    alike_found = Signal(int, object)
    """Segment id, and Alike of each clip that sounds like it."""
    errors_found = Signal(object)
    """LabelError of each doubtful label, the most doubtful first."""
    progressed = Signal()
    """``hearing`` is new."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._session = context.session
        self._background = Background("label-help", self)
        self._background.failed.connect(self._on_problem)
        self._search = Background("label-search", self)
        self._search.failed.connect(self._on_problem)
        self._job: ProcessJob | None = None
        self._tried = ""  # bundle and project that were listened with: once is enough
        self._deaf = 0  # clips that could not be listened to when all were
        self._looking = self._again = False
        self._labelled = 0  # labels since the last look
        self._project = 0
        self.bundle: api.Bundle | None = None
        self.advice = Advice()
        self.hearing: float | None = None
        self.problem = ""
        context.bundle_changed.connect(lambda _: self.forget())
        self._session.opened.connect(self.forget)
        self._session.closed.connect(self.forget)

    @property
    def bundle_path(self) -> Path | None:
        """The bundle whose ears are used: the current one, else the project's newest."""
        choices = bundle_choices(self._session, self._context.bundle)
        known = {choice.path for choice in choices}
        if self._context.bundle in known:
            return self._context.bundle
        return choices[0].path if choices else None

    @property
    def left_s(self) -> float | None:
        """Seconds until all clips are listened to; None while unknown."""
        rows = (row for row in self._context.jobs.running() if row.job is self._job)
        return next((row.left_s for row in rows), None)

    @property
    def scenes(self) -> tuple[str, ...]:
        """What the bundle can tell apart."""
        return tuple(self.bundle.manifest.scenes) if self.bundle is not None else ()

    @property
    def unheard(self) -> int:
        """Clips that could be listened to when the user asks for it."""
        n = self.advice.n_missing
        return n if self._job is None and n > self._deaf else 0

    @property
    def unheard_s(self) -> float | None:
        """How long listening to those will take; None while unknown."""
        clip_s = self.advice.clip_s
        return None if clip_s is None else clip_s * self.unheard

    def look(self) -> None:
        """Work out what can be said now; have clips listened to that were not."""
        project, path = self._session.project, self.bundle_path
        if project is None or path is None or not len(self._session.table):
            return
        if self._looking:
            self._again = True
            return
        self._looking, self._again, self._labelled = True, False, 0
        clips, number = self._session.table.clips, self._project
        asked = not self._context.settings.is_on("label.listen")
        clip_s = self.advice.clip_s
        self._background.run(
            lambda: _advice(project, path, clips, asked=asked, clip_s=clip_s),
            lambda found: self._on_advice(number, *found),
            lambda error: self._on_failed(number, error),
        )

    def labelled(self) -> None:
        """A clip has a label more: every so many it is worked out anew."""
        self._labelled += 1
        if self._labelled >= EVERY and self.advice.space is not None:
            self.look()

    def listen(self) -> None:
        """Have all clips listened to that were not, in a child process."""
        folder, path = self._session.folder, self.bundle_path
        if folder is None or path is None or self._job is not None:
            return
        job = self._context.jobs.run_command(
            self.tr("Embeddings of all clips"), "explore", ["embed", str(path), str(folder)]
        )
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(self._on_heard)
        job.failed.connect(self._on_hearing_failed)
        job.cancelled.connect(self._on_hearing_cancelled)
        self._job, self.hearing = job, 0.0
        self.progressed.emit()

    def stop_listening(self) -> None:
        """Listen no more; what was heard so far stays."""
        if self._job is not None:
            self._job.cancel()

    def guess(self, segment_id: int) -> Guess | None:
        """What is suggested for a clip."""
        suggestions = self.advice.suggestions
        said = suggestions.of(segment_id) if suggestions is not None else None
        if said is None or said.scene is None:
            return None
        return Guess(said.scene, said.confidence, said.next_scene or "", said.next_confidence)

    @property
    def has_guesses(self) -> bool:
        """Whether any clip has a guess."""
        return self.advice.suggestions is not None and bool(self.advice.suggestions.scenes)

    def look_alike(self, segment_id: int, n: int = N_SIMILAR) -> None:
        """Look for the clips that sound most like one; ``alike_found`` follows."""
        space = self.advice.space
        if space is None or space.rows([segment_id])[0] < 0:
            self.alike_found.emit(segment_id, ())
            return
        number = self._project

        def done(found: list[api.Similar]) -> None:
            if number == self._project:
                alike = tuple(Alike(one.segment_id, one.cosine) for one in found)
                self.alike_found.emit(segment_id, alike)

        self._search.run(lambda: api.similar(space, [segment_id], n), done)

    def find_errors(self) -> None:
        """Look for labels that are probably wrong; ``errors_found`` follows."""
        project, number = self._session.project, self._project
        space, clips = self.advice.space, self._session.table.clips
        if project is None or space is None:
            return

        def done(found: api.Verdict) -> None:
            if number == self._project and found.unable == "unfamiliar":
                why = self.tr("The bundle hardly tells these scenes apart: no label can be judged.")
                self._context.refused.emit(why)
            elif number == self._project:
                self.errors_found.emit(found.doubted)

        self._search.run(lambda: api.label_errors(space, api.Labels.of(space, clips)), done)

    def forget(self) -> None:
        """Another project, or another bundle."""
        self._project += 1
        self._looking = self._again = False
        self.advice, self.bundle, self.hearing, self._job = Advice(), None, None, None
        self._tried, self._deaf, self.problem = "", 0, ""
        self.changed.emit()

    def shut_down(self) -> None:
        """End the thread."""
        self._job = None  # what ends from now on is nobody's concern
        self._background.shut_down()
        self._search.shut_down()

    def _on_advice(self, number: int, bundle: api.Bundle, advice: Advice) -> None:
        if number != self._project:
            return
        self._looking = False
        self.bundle, self.advice = bundle, advice
        self.changed.emit()
        tried = f"{bundle.fingerprint} {self._session.folder}"
        may = self._context.settings.is_on("label.listen") and advice.n_missing <= UNASKED
        if may and advice.n_missing and tried != self._tried:
            self._tried = tried
            self.listen()
        if self._again:
            self.look()

    def _on_failed(self, number: int, error: api.AscError) -> None:
        if number == self._project:
            self._looking = False
            self._on_problem(error)

    def _on_problem(self, error: api.AscError) -> None:
        self.problem = told(error.message)
        self.changed.emit()

    def _on_progress(self, progress: api.Progress) -> None:
        if self.sender() is self._job:
            self.hearing = progress.done / progress.total if progress.total else 0.0
            self.progressed.emit()

    def _on_heard(self, report: object) -> None:
        if self.sender() is self._job:
            heard = report.get("clips", 0) if isinstance(report, dict) else 0
            table = self._session.table
            wanted = len(table) - table.counts("state").get("excluded", 0)
            self._deaf = max(0, wanted - int(heard))
            self._on_hearing_over()
            self.look()

    def _on_hearing_cancelled(self) -> None:
        if self.sender() is self._job:
            self._on_hearing_over()
            self.look()

    def _on_hearing_failed(self, failure: Failure) -> None:
        if self.sender() is self._job:
            self.problem = told(failure.message)
            self._on_hearing_over()

    def _on_hearing_over(self) -> None:
        self._job, self.hearing = None, None
        self.progressed.emit()


def _advice(
    project: api.Project,
    path: Path,
    clips: api.ClipColumns,
    *,
    asked: bool,
    clip_s: float | None,
) -> tuple[api.Bundle, Advice]:
    """Everything there is to say, from the embeddings on disk and the labels of now.

    Args:
        project: the open one.
        path: the bundle.
        clips: all of them.
        asked: listening begins only when the user asks: then it is said how long it takes.
        clip_s: how long listening to one takes, if that was found out before.
    """
    bundle = api.read_bundle(path)
    states = clips.coded["state"]
    counts = np.array([state != "excluded" for state in states.values], bool)[states.codes]
    n_wanted = int(np.count_nonzero(counts))
    space = api.read_space(project, bundle.fingerprint, clips)
    n_heard = 0 if space is None else len(space)
    if clip_s is None and n_wanted > n_heard and (asked or n_wanted - n_heard > UNASKED):
        all_s = api.seconds_to_hear(bundle, clips.taken(np.flatnonzero(counts)))
        clip_s = None if all_s is None else all_s / n_wanted
    if space is None:
        return bundle, Advice(bundle.fingerprint, n_missing=n_wanted, clip_s=clip_s)
    labels = api.Labels.of(space, clips)
    suggestions = api.suggest(space, labels)
    useful = api.most_useful(space, labels, suggestions)
    n_missing = max(0, n_wanted - int(labels.usable.sum()))
    n_labels = len(labels.teaching)
    return bundle, Advice(
        bundle.fingerprint,
        space,
        labels,
        suggestions,
        useful.segment_ids,
        _Reasons(useful),
        n_missing,
        clip_s,
        n_labels,
    )


class _Reasons(Mapping[int, str]):
    """Why each clip of a queue stands where it stands, in words made when they are read."""

    def __init__(self, queue: api.Queue) -> None:
        self._queue = queue
        self._place = {one: n for n, one in enumerate(queue.segment_ids.tolist())}

    def __getitem__(self, segment_id: int) -> str:
        one = self._queue[self._place[segment_id]]
        return reason_words(one.reason, one.confidence)

    def __iter__(self) -> Iterator[int]:
        return iter(self._place)

    def __len__(self) -> int:
        return len(self._place)
