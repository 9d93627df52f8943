"""What Evaluate shows, and what each click means. No widgets here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure, ProcessJob
from ascstudio.pages.evaluate.figures import Decided, Evaluation, parse
from ascstudio.theme import Mark, device_marks, scene_mark
from ascstudio.words import counted
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """Something that can be evaluated: a bundle, or a run with an exported file."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class SplitChoice:
    """A part of the project to measure on."""

    key: str
    n_clips: int


@dataclass(frozen=True, slots=True, eq=False)
class EvaluateState:
    """Everything the page shows."""

    models: tuple[ModelChoice, ...] = ()
    model: Path | None = None
    splits: tuple[SplitChoice, ...] = ()
    split: str = "test"
    running: bool = False
    fraction: float | None = None
    progress: str = ""  # how far it is, in words
    result: Evaluation | None = None
    scene_marks: tuple[Mark, ...] = ()
    device_marks: Mapping[str, Mark] = field(default_factory=dict)
    shown: str = "shares"
    device: str | None = None
    cell: tuple[int, int] | None = None
    cell_clips: tuple[Decided, ...] = ()
    surest_first: bool = True
    playing: int | None = None  # segment_id of what is heard
    failure: Failure | None = None


class EvaluatePresenter(QObject):
    """Chooses what is measured, has it measured in a child process, answers clicks on cells."""

    changed = Signal(object)
    """EvaluateState."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self._session = context.session
        self._job: ProcessJob | None = None
        self._known: dict[tuple[Path, str], dict[str, Any]] = {}
        self._extra: list[ModelChoice] = []
        self.state = EvaluateState()
        self._session.opened.connect(self._on_opened)
        self._session.closed.connect(self._on_opened)
        self._session.changed.connect(self.refresh)
        self._session.player.playing_changed.connect(lambda _: self._on_playing())
        self._session.player.loading.connect(lambda _: self._on_playing())

    def refresh(self) -> None:
        """Look again at what can be evaluated and on what."""
        models = self._models()
        counts = self._session.table.counts("split")
        splits = tuple(SplitChoice(key, n) for key, n in counts.items() if key)
        model, split = self.state.model, self.state.split
        if model not in {choice.path for choice in models}:
            model = models[0].path if models else None
        if split not in {choice.key for choice in splits} and splits:
            split = splits[-1].key
        self._choose(replace(self.state, models=models, splits=splits), model, split)

    def choose_model(self, path: Path) -> None:
        """Show another bundle or run."""
        self._choose(self.state, path, self.state.split)

    def open_bundle(self, path: Path) -> None:
        """Offer a bundle from anywhere on disk."""
        choice = ModelChoice(path, path.stem)
        self._extra = [one for one in self._extra if one.path != path] + [choice]
        self._choose(replace(self.state, models=self._models()), path, self.state.split)

    def choose_split(self, split: str) -> None:
        """Measure on another part of the project."""
        self._choose(self.state, self.state.model, split)

    def start(self) -> None:
        """Compute the figures from the exported file, in a child process."""
        state, folder = self.state, self._session.folder
        if state.running or state.model is None or folder is None:
            return
        key = (state.model, state.split)
        title = self.tr("Evaluation of {name}").format(name=self.model_name())
        arguments = ["evaluate", str(state.model), str(folder), "--split", state.split]
        job = self._context.jobs.run_command(title, "evaluate", arguments)
        job.progressed.connect(self._on_progress)
        job.succeeded.connect(lambda report: self._on_done(key, report))
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        self._job = job
        self._set(running=True, fraction=None, progress="", failure=None)

    def forget_failure(self) -> None:
        """The user has seen it and goes elsewhere."""
        if self.state.failure is not None:
            self._set(failure=None)

    def cancel(self) -> None:
        """Stop measuring."""
        if self._job is not None:
            self._job.cancel()

    def show_as(self, shown: str) -> None:
        """Shares of the row, or counts."""
        self._set(shown=shown)

    def choose_device(self, device: str | None) -> None:
        """Show one device's mistakes; the same again: all devices."""
        self._select(None if device == self.state.device else device, self.state.cell)

    def choose_cell(self, row: int, column: int) -> None:
        """List the clips of scene ``row`` heard as ``column``."""
        self._select(self.state.device, (row, column))

    def sort_clips(self, *, surest_first: bool) -> None:
        """Order of the list beside the matrix."""
        self._set(surest_first=surest_first)
        self._select(self.state.device, self.state.cell)

    def play(self, segment_id: int) -> None:
        """Hear one clip of the list; the same again: pause."""
        clip = self._session.table.clip(segment_id)
        if clip is None:
            return
        player = self._session.player
        if player.playing and player.clip is not None and player.clip.segment_id == segment_id:
            player.pause()
        else:
            player.show_clip(clip, play=True)

    def play_first(self) -> None:
        """Hear the first clip of the cell."""
        if self.state.cell_clips:
            self.play(self.state.cell_clips[0].segment_id)

    def show_in_library(self) -> None:
        """See the clips of the cell in the Library."""
        self._context.go("library", tuple(clip.segment_id for clip in self.state.cell_clips))

    def model_name(self) -> str:
        """Name of what is evaluated."""
        names = {choice.path: choice.name for choice in self.state.models}
        return names.get(self.state.model, "") if self.state.model else ""

    def row_of_clip(self, clip: Decided) -> "api.ClipRow | None":
        """The clip itself, None if it has left the project."""
        return self._session.table.clip(clip.segment_id)

    def cell_words(self) -> str:
        """``Bus heard as Tram`` of the chosen cell."""
        result, cell = self.state.result, self.state.cell
        if result is None or cell is None:
            return ""
        truth, heard = (api.display_name(result.scenes[n]) for n in cell)
        if cell[0] == cell[1]:
            return self.tr("{scene} recognised").format(scene=truth)
        return self.tr("{truth} heard as {heard}").format(truth=truth, heard=heard)

    def _models(self) -> tuple[ModelChoice, ...]:
        project = self._session.project
        if project is None:
            return tuple(self._extra)
        found = [ModelChoice(Path(row.path), row.name) for row in project.bundles()]
        bundled = {choice.path for choice in found}
        extra = [one for one in self._extra if one.path not in bundled]
        return (*found, *extra)

    def _choose(self, state: EvaluateState, model: Path | None, split: str) -> None:
        same = (model, split) == (state.model, state.split)
        state = replace(state, model=model, split=split)
        if not same:
            state = replace(state, device=None, cell=None, cell_clips=(), failure=None)
        report = self._known.get((model, split)) if model else None
        self._show(state, report)

    def _show(self, state: EvaluateState, report: Mapping[str, Any] | None) -> None:
        if report is None:
            self._set_state(replace(state, result=None))
            return
        result = parse(report, self._session.table.unseen_devices())
        known = {scene: n for n, scene in enumerate(self._session.table.scenes)}
        fresh = len(known)
        marks = []
        for scene in result.scenes:
            if scene not in known:
                known[scene], fresh = fresh, fresh + 1
            marks.append(scene_mark(known[scene]))
        devices = [one.device for one in result.devices]
        unseen = [one.device for one in result.devices if one.unseen]
        self._set_state(
            replace(
                state,
                result=result,
                scene_marks=tuple(marks),
                device_marks=device_marks(devices, unseen),
            )
        )

    def _select(self, device: str | None, cell: tuple[int, int] | None) -> None:
        result = self.state.result
        clips = result.cell(*cell, device) if result is not None and cell is not None else ()
        if not self.state.surest_first:
            clips = tuple(reversed(clips))
        self._set(device=device, cell=cell, cell_clips=clips)

    def _on_opened(self) -> None:
        self._known.clear()
        self._extra = []
        self._set_state(EvaluateState())

    def _on_playing(self) -> None:
        player = self._session.player
        playing = player.clip.segment_id if player.playing and player.clip else None
        if playing != self.state.playing:
            self._set(playing=playing)

    def _on_progress(self, progress: "api.Progress") -> None:
        if progress.total:
            words = self.tr("{n} of {all} clips").format(n=progress.done, all=progress.total)
            self._set(fraction=progress.done / progress.total, progress=words)

    def _on_done(self, key: tuple[Path, str], report: dict[str, Any]) -> None:
        self._job = None
        if report.get("clips_file"):
            report = {**report, "clips": api.read_clips(Path(report["clips_file"]))}
        self._known[key] = report
        self._set(running=False)
        if key == (self.state.model, self.state.split):
            self._show(self.state, report)
        one, many = self.tr("Evaluated {n} clip"), self.tr("Evaluated {n} clips")
        self._context.say(counted(int(report["n_clips"]), one, many))

    def _on_failed(self, failure: Failure) -> None:
        self._job = None
        self._set(running=False, failure=failure)

    def _on_cancelled(self) -> None:
        self._job = None
        self._set(running=False)

    def _set(self, **changes: Any) -> None:
        self._set_state(replace(self.state, **changes))

    def _set_state(self, state: EvaluateState) -> None:
        self.state = state
        self.changed.emit(state)
