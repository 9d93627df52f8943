"""What Teach shows, and what each click means. No widgets here."""

import math
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure, Job
from ascstudio.pages.teach.recording import Minute, taken
from ascstudio.project.bundles import bundle_choices, starter_path
from ascstudio.project.listening import ListenOptions
from ascstudio.project.sounds import band_centres_hz
from ascstudio.theme import UNKNOWN, Mark, scene_mark, scene_title
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

OWNER = "teach"
GOAL_S = 60
LEAST_S = 10  # fewer kept seconds are not saved
UNIFORM_AFTER_S, UNIFORM_BELOW = 20, 3
LIMIT = 0.01  # of a known scene's clips; above it a banner says so
MAX_CLIPS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """An enrolled place of the bundle in use."""

    name: str
    mark: Mark
    words: str


@dataclass(frozen=True, slots=True)
class Closeness:
    """A known scene and how much it sounds like this, 0 to 1."""

    mark: Mark
    name: str
    share: float


@dataclass(frozen=True, slots=True)
class Effect:
    """What saving would change, in figures and words."""

    recognised: float
    unknown: float
    points: float  # of accuracy on known scenes, after minus before, in points
    before: float
    after: float
    n_support: int
    taken: tuple[Closeness, ...]  # share each known scene would lose, largest first
    warning: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class TeachState:
    """Everything the page shows, except the spectrogram's columns."""

    step: int = 0  # 0 name and record, 1 check the effect
    bundle: Path | None = None
    bundle_name: str = ""
    places: tuple[Place, ...] = ()
    n_trained: int = 0
    name: str = ""
    name_problem: str = ""
    mark: Mark | None = None
    recording: bool = False
    kept_s: int = 0
    left_out: str = ""
    variety: int = 0
    variety_words: str = ""
    level_db: float = -math.inf
    peak_db: float = -math.inf
    clipped: bool = False
    level_words: str = ""
    level_fine: bool = True
    closest: tuple[Closeness, ...] = ()
    checking: bool = False
    effect: Effect | None = None
    saving: bool = False
    failure: Failure | None = None


class TeachPresenter(QObject):
    """Records or gathers a place, shows its effect, writes a bundle that knows it."""

    changed = Signal(object)
    """TeachState."""
    columns = Signal(object)
    """(F, n) new log-mel columns."""
    front_end_changed = Signal(object, float)
    """(F,) band centres in Hz and columns per second."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self._session = context.session
        self._listening = context.session.listening
        self._bundle: api.Bundle | None = None
        self._minute = Minute()
        self._result: api.EnrolResult | None = None
        self._job: Job | None = None
        self._looks = 0
        self.state = TeachState()
        self._listening.looked.connect(self._on_looked)
        self._listening.stopped.connect(self._on_stopped)
        self._listening.failed.connect(self._on_listen_failed)
        self._listening.microphone_changed.connect(context.microphone_changed)
        context.session.changed.connect(self.refresh)
        context.session.closed.connect(self.refresh)
        context.bundle_changed.connect(lambda _: self.refresh())
        self.refresh()

    # What the user does

    def refresh(self) -> None:
        """Read the bundle in use, if it is another one."""
        choices = bundle_choices(self._session, self._context.bundle)
        wanted = self._context.bundle or starter_path()
        known = {choice.path: choice.name for choice in choices}
        bundle = wanted if wanted in known else choices[0].path if choices else None
        if bundle == self.state.bundle:
            return
        self._set(bundle=bundle, bundle_name=known.get(bundle, "") if bundle else "")
        if bundle is None:
            self._bundle = None
            self._set(places=(), n_trained=0, mark=None)
        if bundle is not None:
            self._listening.read_bundle(bundle, self._adopt, self._on_listen_failed)

    def set_name(self, name: str) -> None:
        """Call the place something."""
        self._set(name=name, name_problem=self._name_problem(name))

    def start(self) -> None:
        """Record the place; a minute is enough."""
        if self.state.bundle is None or self._problem():
            return
        self._minute = Minute()
        self._result = None
        self._set(
            step=0, recording=True, kept_s=0, left_out="", variety=0, variety_words="",
            closest=(), effect=None, failure=None,
        )  # fmt: skip
        options = ListenOptions(
            hop_s=1.0, smoothing="none", unknown="off", record=self._file_for(self.state.name)
        )
        self._listening.start(OWNER, self.state.bundle, options)

    def stop(self) -> None:
        """End the recording and use it."""
        if self._listening.owner == OWNER:
            self._listening.stop()

    def start_over(self) -> None:
        """Forget what was recorded; the file stays."""
        if self._listening.owner == OWNER:
            self._listening.stop()
        self._minute, self._result = Minute(), None
        self._set(
            step=0, recording=False, kept_s=0, left_out="", variety=0, variety_words="",
            closest=(), effect=None, failure=None, checking=False,
        )  # fmt: skip

    def scenes_of_project(self) -> list[tuple[str, int]]:
        """(scene, clips) of the project, for *Use clips instead*."""
        counts = self._session.table.counts("scene")
        return [(scene, counts[scene]) for scene in self._session.table.scenes if counts.get(scene)]

    def use_scene(self, scene: str) -> None:
        """Teach the place from the clips of one scene of the project."""
        clips = [
            clip
            for clip in self._session.table.clips
            if clip.scene == scene and clip.state != "excluded"
        ]
        if not self.state.name:
            self.set_name(api.display_name(scene))
        self._use(clips)

    def use_clips(self, segment_ids: Sequence[int]) -> None:
        """Teach the place from clips chosen in the Library."""
        clips = (self._session.table.clip(one) for one in segment_ids)
        self._use([clip for clip in clips if clip is not None])

    def save(self) -> None:
        """Write a bundle that knows the place, and listen with it at once."""
        bundle, result = self._bundle, self._result
        if bundle is None or result is None or self.state.saving:
            return
        out = self._bundle_for(result.enrolled.name)
        self._set(saving=True, failure=None)
        self._session.background(
            lambda: _saved(lambda: api.add_enrolled(bundle, result.enrolled, out)),
            lambda failure: self._on_saved(result.enrolled.name, out, failure),
        )

    def remove(self, name: str) -> None:
        """Forget a place: a bundle without it; undo listens with the old one again."""
        bundle = self._bundle
        if bundle is None:
            return
        out = self._bundle_for(f"without {name}")
        self._session.background(
            lambda: _saved(lambda: api.remove_enrolled(bundle, name, out)),
            lambda failure: self._on_removed(name, out, failure),
        )

    def choose_other_name(self) -> None:
        """Go back to the first step and keep what was recorded."""
        self._set(step=0)

    # Recording

    def _on_looked(self, look: "api.LiveState") -> None:
        if self._listening.owner != OWNER:
            return
        if look.new_columns.shape[1]:
            self.columns.emit(look.new_columns)
        self._minute.add(look.new_decisions)
        self._looks += 1
        if look.new_decisions or look.events or self._looks % 3 == 0:
            self._show(look)
        if self._minute.kept_s >= GOAL_S:
            self.stop()

    def _show(self, look: "api.LiveState") -> None:
        n = sum(self._minute.rejected.values())
        left_out = self.tr("{n} s left out").format(n=n) if n else ""
        self._set(
            kept_s=self._minute.kept_s,
            left_out=left_out,
            variety=self._minute.variety,
            variety_words=self._variety_words(),
            level_db=look.level_db,
            peak_db=20 * math.log10(look.peak) if look.peak > 1e-6 else -math.inf,
            clipped=look.peak >= 0.999,
            level_words=self._level_words(look),
            level_fine=look.state == "open" and (not look.decision or look.decision.signal == "ok"),
            closest=self._closest(),
        )

    def _on_stopped(self, owner: str) -> None:
        if owner != OWNER or not self.state.recording:
            return
        self._set(recording=False, level_db=-math.inf, peak_db=-math.inf, level_words="")
        if self._minute.kept_s >= LEAST_S:
            self._check(api.Support(self._minute.support(), ("",) * self._minute.kept_s, {}))
        elif self._minute.kept_s or self._minute.rejected:
            message = self.tr("{n} usable seconds are too few").format(n=self._minute.kept_s)
            hint = self.tr("It takes at least {n}. Record again.").format(n=LEAST_S)
            self._set(failure=Failure(message, hint))

    def _on_listen_failed(self, error: "api.AscError") -> None:
        self._set(recording=False, failure=Failure(error.message, error.hint))

    # Clips instead

    def _use(self, clips: "Sequence[api.ClipRow]") -> None:
        bundle = self._bundle
        if bundle is None or not clips or self._problem():
            return
        chosen = list(clips)[:MAX_CLIPS]
        title = self.tr("Listening to {n} clips").format(n=len(chosen))
        job = self._context.jobs.start(
            title, "teach", lambda monitor: _support(bundle, chosen, monitor)
        )
        job.succeeded.connect(self._check)
        job.failed.connect(self._on_job_failed)
        job.cancelled.connect(lambda: self._set(checking=False))
        self._job = job
        self._set(checking=True, failure=None, effect=None)

    def _on_job_failed(self, failure: Failure) -> None:
        self._set(checking=False, failure=failure)

    # The effect

    def _check(self, support: "api.Support") -> None:
        bundle, name = self._bundle, self.state.name.strip()
        if bundle is None:
            return
        self._set(checking=True)
        self._session.background(lambda: _enrolled(bundle, name, support), self._on_checked)

    def _on_checked(self, result: "api.EnrolResult | Failure") -> None:
        if isinstance(result, Failure):
            self._set(checking=False, failure=result)
            return
        self._result = result
        self._set(checking=False, step=1, failure=None, effect=self._effect(result))

    def _effect(self, result: "api.EnrolResult") -> Effect:
        rows = tuple(
            Closeness(self._mark(scene), scene_title(scene), share)
            for scene, share in taken(result.impact)
        )
        warning = ""
        if rows and rows[0].share > LIMIT:
            warning = self.tr("{place} would take {share} % of {scene}").format(
                place=result.enrolled.name, share=f"{100 * rows[0].share:.1f}", scene=rows[0].name
            )
        return Effect(
            recognised=result.recognised,
            unknown=result.unknown,
            points=100 * (result.accuracy_after - result.accuracy_before),
            before=result.accuracy_before,
            after=result.accuracy_after,
            n_support=result.n_support,
            taken=rows,
            warning=warning,
        )

    def _on_saved(self, name: str, out: Path, failure: Failure | None) -> None:
        self._set(saving=False, failure=failure)
        if failure is not None:
            return
        self._remember(out)
        before = self.state.bundle
        self._minute, self._result = Minute(), None
        self._set(step=0, name="", name_problem="", kept_s=0, variety=0, closest=(), effect=None)
        self._context.use_bundle(out)
        self._context.say(
            self.tr("{name} is known now, in {bundle}").format(name=name, bundle=out.name),
            undo=lambda: self._go_back(before),
        )
        self._context.go("live", out)

    def _on_removed(self, name: str, out: Path, failure: Failure | None) -> None:
        if failure is not None:
            self._set(failure=failure)
            return
        self._remember(out)
        before = self.state.bundle
        self._context.use_bundle(out)
        self._context.say(
            self.tr("{name} was removed; the old bundle is kept").format(name=name),
            undo=lambda: self._go_back(before),
        )

    def _go_back(self, bundle: Path | None) -> None:
        """Undo: the bundle from before listens again; no file is deleted."""
        self._context.use_bundle(bundle)
        name = bundle.name if bundle is not None else self.tr("The starter bundle")
        self._context.say(self.tr("Undone: {bundle} listens again").format(bundle=name))

    def _remember(self, bundle: Path) -> None:
        project = self._session.project
        if project is not None and not project.read_only:
            project.add_bundle(bundle, fingerprint=self._bundle.fingerprint if self._bundle else "")

    # Small things

    def _adopt(self, bundle: "api.Bundle") -> None:
        if bundle.path != self.state.bundle:
            return
        self._bundle = bundle
        spec = bundle.manifest.front_end
        centres = band_centres_hz(spec.n_mels, spec.f_min_hz, spec.f_max_hz)
        self.front_end_changed.emit(centres, spec.sample_rate_hz / spec.hop)
        places = tuple(
            Place(
                scene.name,
                self._mark(scene.name),
                self.tr("{n} s of sound").format(n=scene.n_support),
            )
            for scene in bundle.enrolled
        )
        self._set(
            places=places, n_trained=len(bundle.manifest.scenes), mark=self._next_mark(),
            name_problem=self._name_problem(self.state.name),
        )  # fmt: skip

    def _names(self) -> list[str]:
        if self._bundle is None:
            return []
        return [*self._bundle.manifest.scenes, *(scene.name for scene in self._bundle.enrolled)]

    def _mark(self, scene: str) -> Mark:
        names = self._names()
        if scene not in names or self._bundle is None:
            return UNKNOWN
        index, trained = names.index(scene), len(self._bundle.manifest.scenes)
        return scene_mark(index if index < trained else max(10, trained) + index - trained)

    def _next_mark(self) -> Mark:
        trained = len(self._bundle.manifest.scenes) if self._bundle is not None else 0
        return scene_mark(max(10, trained) + len(self._names()) - trained)

    def _name_problem(self, name: str) -> str:
        name = name.strip()
        taken_names = {one.casefold() for one in self._names()}
        shown = {scene_title(one).casefold() for one in self._names()}
        if name.casefold() in taken_names | shown:
            return self.tr("There is already a {name}. Choose another name.").format(name=name)
        return ""

    def _problem(self) -> str:
        if not self.state.name.strip():
            self._set(name_problem=self.tr("Give the place a name first."))
            return self.state.name_problem
        return self.state.name_problem

    def _variety_words(self) -> str:
        minute = self._minute
        if minute.kept_s >= UNIFORM_AFTER_S and minute.variety < UNIFORM_BELOW:
            return self.tr("Too uniform so far. Move around, or come back at another time.")
        if minute.variety >= 6:
            return self.tr("Good.")
        return self.tr("Walk slowly, turn around, let the place change.")

    def _level_words(self, look: "api.LiveState") -> str:
        if look.state not in ("open", "back"):
            return look.message
        signal = look.decision.signal if look.decision is not None else "ok"
        return {
            "ok": self.tr("Good, nothing clipped"),
            "silent": self.tr("Too quiet: these seconds do not count"),
            "covered": self.tr("Sounds covered: these seconds do not count"),
            "clipped": self.tr("Overdriven: these seconds do not count"),
        }[signal]

    def _closest(self) -> tuple[Closeness, ...]:
        return tuple(
            Closeness(self._mark(scene), scene_title(scene), share)
            for scene, share in self._minute.heard_as()
        )

    def _folder(self) -> Path:
        project = self._session.project
        return project.folder if project is not None else api.home_dir()

    def _file_for(self, name: str) -> Path:
        stamp = time.strftime("%Y%m%d-%H%M%S")
        return self._folder() / "taught" / f"{_slug(name)}-{stamp}.wav"

    def _bundle_for(self, name: str) -> Path:
        base = self._bundle.manifest.name if self._bundle is not None else "bundle"
        folder = self._folder() / "bundles"
        stem, n = f"{_slug(base)}-{_slug(name)}", 1
        path = folder / f"{stem}.ascbundle"
        while path.exists():
            n += 1
            path = folder / f"{stem}-{n}.ascbundle"
        return path

    def _set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.changed.emit(self.state)


def _slug(name: str) -> str:
    return re.sub(r"[^\w]+", "-", name.strip().lower()).strip("-") or "place"


def _enrolled(
    bundle: "api.Bundle", name: str, support: "api.Support"
) -> "api.EnrolResult | Failure":
    try:
        return api.enrol(bundle, name, support.embeddings, support.groups)
    except api.AscError as error:
        return Failure(error.message, error.hint)


def _saved(write: Any) -> Failure | None:
    try:
        write()
    except api.AscError as error:
        return Failure(error.message, error.hint)
    except OSError as error:
        return Failure(f"{error.strerror}.", "")
    return None


def _support(
    bundle: "api.Bundle", clips: "Sequence[api.ClipRow]", monitor: "api.Monitor"
) -> "api.Support":
    rate_hz = bundle.manifest.front_end.sample_rate_hz
    recordings = {}
    for n, clip in enumerate(clips):
        monitor.report(n, len(clips), stage=clip.path.name)
        recordings[f"{clip.source}/{clip.segment_id}"] = api.read_samples(
            clip.path,
            sample_rate_hz=rate_hz,
            start_s=clip.start_s,
            duration_s=clip.duration_s,
            channel=clip.channel,
        )
    return api.support_from_samples(bundle, recordings)
