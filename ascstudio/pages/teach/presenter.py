"""What Teach shows, and what each click means. No widgets here."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure, Job
from ascstudio.pages.teach.left import Leftovers, folder_alone
from ascstudio.pages.teach.places import PlaceWriter, names_of
from ascstudio.pages.teach.recording import Minute
from ascstudio.pages.teach.state import (
    GOAL_S,
    LEAST_S,
    MAX_CLIPS,
    REACH,
    Closeness,
    Heard,
    TeachState,
)
from ascstudio.pages.teach.words import HEARD, SILENT, TeachWords
from ascstudio.pages.teach.work import enrolled, keep_recordings, support_of
from ascstudio.project.bundles import bundle_choices, starter_path
from ascstudio.project.listening import ListenOptions
from ascstudio.project.scene_marks import mark_of_next, marks_of
from ascstudio.project.sounds import band_centres_hz
from ascstudio.theme import UNKNOWN, Mark, scene_title
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

OWNER = "teach"


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
        self._support: api.Support | None = None
        self._result: api.EnrolResult | None = None
        self._paths: list[Path] = []  # recordings of the place that is being taught
        self._job: Job | None = None
        self._live_listened = False  # until this page took the microphone
        self._looks = 0
        self._checks = 0
        self.state = TeachState()
        self._words = TeachWords(self)
        self.writer = PlaceWriter(context, self._on_written)
        self.leftovers = Leftovers(context)
        self.leftovers.changed.connect(self.look_for_left)
        self.leftovers.failed.connect(self.show_failure)
        self._listening.looked.connect(self._on_looked)
        self._listening.stopped.connect(self._on_stopped)
        self._listening.failed.connect(self._on_listen_failed)
        self._listening.microphone_changed.connect(context.microphone_changed)
        context.session.changed.connect(self.refresh)
        context.session.changed.connect(self.look_for_left)
        context.session.closed.connect(self.refresh)
        context.session.player.playing_changed.connect(self._on_playing)
        context.bundle_changed.connect(lambda _: self.refresh())
        self.refresh()

    @property
    def bundle(self) -> "api.Bundle | None":
        """The bundle that learns."""
        return self._bundle

    def show_failure(self, failure: Failure) -> None:
        """Say what did not work."""
        self._set(failure=failure)

    # What the user does

    def refresh(self) -> None:
        """Read the bundle in use, if it is another one."""
        choices = tuple(bundle_choices(self._session, self._context.bundle))
        wanted = self._context.bundle or starter_path()
        known = {choice.path for choice in choices}
        bundle = wanted if wanted in known else choices[0].path if choices else None
        new = bundle != self.state.bundle
        self._set(bundle=bundle, bundles=choices)
        if not new:
            self._mark_places()  # the project may have other scenes by now
        elif bundle is None:
            self._bundle = None
            self._set(n_trained=0)
            self._mark_places()
            self.leftovers.look(None, [])
        else:
            self._listening.read_bundle(bundle, self._adopt, self._on_listen_failed)

    def choose_bundle(self, path: Path) -> None:
        """Teach another bundle; everybody listens with it."""
        starter = any(choice.starter and choice.path == path for choice in self.state.bundles)
        self._context.use_bundle(None if starter else path)

    def set_name(self, name: str) -> None:
        """Call the place something."""
        self._set(name=name, name_problem=self._name_problem(name))

    def start(self) -> None:
        """Record the place; a minute is enough."""
        self._live_listened = False
        self._forget()
        self.record_more()

    def record_more(self) -> None:
        """Record the place once more: what was heard so far stays."""
        if self.state.bundle is None or self._problem():
            return
        self._result = None
        self._set(
            step=0, recording=True, hears=False, silent=False, kept_s=self._minute.kept_s,
            effect=None, heard=(), failure=None, left=None,
        )  # fmt: skip
        path = self._file_for(self.state.name)
        self._paths.append(path)
        self._minute.begin(path.stem, self._minute.kept_s + GOAL_S)
        options = ListenOptions(hop_s=1.0, smoothing="none", unknown="off", record=path)
        self._live_listened |= self._listening.owner == "live"
        self._listening.start(OWNER, self.state.bundle, options)

    def stop(self) -> None:
        """End the recording and use it."""
        if self._listening.owner == OWNER:
            self._listening.stop()

    def start_over(self) -> None:
        """Forget what was recorded; the files stay for a day, nothing brings them in."""
        self._set(recording=False)
        self.stop()
        if self._job is not None:
            self._job.cancel()
        self._forget()

    def cancel_recording(self) -> None:
        """End the recording and do not use it: what there is of it is offered again."""
        if self.state.recording:
            name, heard, paths = self.state.name.strip(), self._minute.groups, self._paths
            self._paths = []  # not discarded
            self.start_over()
            self.leftovers.offer(name, paths, heard)

    def add_to(self, name: str) -> None:
        """Teach an enrolled place more."""
        self.start_over()
        self._set(name=name, adding_to=name, name_problem="")
        self._mark_places()

    def _forget(self) -> None:
        self._checks += 1  # whatever is still being computed is of no use
        for path in self._paths:
            api.discard(path)
        self._paths = []
        self._minute, self._support, self._result = Minute(), None, None
        self._set(
            step=0, recording=False, kept_s=0, left_out="", variety=0, variety_words="",
            closest=(), effect=None, heard=(), failure=None, checking=False,
        )  # fmt: skip

    def scenes_of_project(self) -> list[tuple[str, Mark, int]]:
        """(scene, mark, clips) of the project, for *Use clips instead*."""
        counts = self._session.table.counts("scene")
        scenes, marks = self._session.table.scenes, self._marks()
        return [(one, marks[one], counts[one]) for one in scenes if counts.get(one)]

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

    def set_threshold(self, value: float) -> None:
        """How sure it must be, 0 to 1: the effect follows; half is what was found for it."""
        effect = self.state.effect
        if effect is not None and self._support is not None:
            self._set(sureness=value)
            self._check(self._support, effect.found + REACH * (2 * value - 1))

    def save(self) -> None:
        """Write a bundle that knows the place, and listen with it at once."""
        if self._bundle is None or self._result is None or self.state.saving:
            return
        self._set(saving=True, failure=None)
        place = self._result.enrolled
        paths, self._paths = self._paths, []
        self.writer.add(
            self._bundle, place, paths, instead=bool(self.state.adding_to),
            listen=self._live_listened,
        )  # fmt: skip

    def remove(self, name: str) -> None:
        """Forget a place: a bundle without it; undo listens with the old one again."""
        if self._bundle is not None:
            self.writer.remove(self._bundle, name)

    def rename(self, name: str, new_name: str) -> None:
        """Call a place something else."""
        if self._bundle is not None and new_name.strip() not in ("", name):
            self.writer.rename(self._bundle, name, new_name)

    def mute(self, name: str, *, muted: bool) -> None:
        """Let a place not be heard for a while, or again."""
        if self._bundle is not None:
            self.writer.mute(self._bundle, name, muted=muted)

    def label_instead(self) -> None:
        """It is a scene the bundle knows: the recordings become clips of that scene."""
        effect = self.state.effect
        project = self._session.project
        if effect is None or project is None or not self._paths:
            return
        paths, self._paths = self._paths, []
        scene = effect.like
        self._session.background(
            lambda: keep_recordings(project, paths, scene, taught=False),
            lambda _: self._on_labelled(scene, len(paths)),
            self._on_listen_failed,
        )
        self._forget()

    def play(self, segment_id: int) -> None:
        """Hear one of the clips it would take, or fall silent."""
        player = self._session.player
        clip = next((h.clip for h in self.state.heard if h.clip.segment_id == segment_id), None)
        if self.state.playing == segment_id:
            player.pause()
        elif clip is not None:
            player.show_clip(clip, play=True)

    def look_for_left(self) -> None:
        """A place that was recorded and never taught, or taught to another bundle."""
        left = None if self.state.recording else self.leftovers.left
        stranded = self.leftovers.stranded
        if (left, stranded) != (self.state.left, self.state.stranded):
            self._set(left=left, stranded=stranded)

    def go_on(self) -> None:
        """Teach the place that was left, from what there is of it."""
        left = self.state.left
        if left is None or self.state.checking:
            return
        if left.path is None:
            self._set(left=None)
            self._teach_scene(left.scene)
            return
        self.start_over()
        if left.name in (place.name for place in self.state.places):
            self.add_to(left.name)
        elif not self._name_problem(left.name) or not self.state.name:
            self.set_name(left.name)  # else: the user has just chosen another
        self._hear_again(left.path)

    def teach_again(self) -> None:
        """Teach a place of another bundle from its recordings in the project."""
        if self.state.stranded is not None and self.state.stranded.scene:
            self._teach_scene(self.state.stranded.scene)

    def _teach_scene(self, scene: str) -> None:
        self.set_name(api.display_name(scene))
        self.use_scene(scene)

    def _hear_again(self, path: Path) -> None:
        bundle = self._bundle
        if bundle is None or self._problem():
            return
        self._paths = [path]
        title = self.tr("Listening to {name} again").format(name=self.state.name)
        self._listen_in_job(title, lambda monitor: api.support_from_files(bundle, [path], monitor))

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
        if self._minute.is_full:
            self.stop()

    def _show(self, look: "api.LiveState") -> None:
        n = sum(self._minute.rejected.values())
        self._set(
            hears=look.state in HEARD,
            silent=look.state in SILENT,
            kept_s=self._minute.kept_s,
            goal_s=self._minute.goal_s,
            left_out=self.tr("{n} s left out").format(n=n) if n else "",
            variety=self._minute.variety,
            variety_words=self._words.variety(self._minute),
            level_db=look.level_db,
            peak_db=20 * math.log10(look.peak) if look.peak > 1e-6 else -math.inf,
            clipped=look.peak >= 0.999,
            level_words=self._words.level(look),
            level_fine=look.state in HEARD and (not look.decision or look.decision.signal == "ok"),
            closest=self._closest(),
        )

    def _on_stopped(self, owner: str) -> None:
        if owner != OWNER or not self.state.recording:
            return
        self._set(recording=False, level_db=-math.inf, peak_db=-math.inf, level_words="")
        if self._minute.kept_s >= LEAST_S:
            self._check(self._minute.support())
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
        self._listen_in_job(title, lambda monitor: support_of(bundle, chosen, monitor))

    def _listen_in_job(self, title: str, work: Callable[["api.Monitor"], "api.Support"]) -> None:
        job = self._context.jobs.start(title, "teach", work)
        job.succeeded.connect(self._check)
        job.failed.connect(self._on_job_failed)
        job.cancelled.connect(lambda: self._set(checking=False))
        self._job = job
        self._set(checking=True, failure=None, effect=None)

    def _on_job_failed(self, failure: Failure) -> None:
        self._set(checking=False, failure=failure)

    # The effect

    def _check(self, support: "api.Support", threshold: float | None = None) -> None:
        bundle, name = self._bundle, self.state.name.strip()
        if bundle is None:
            return
        self._support = support
        self._checks += 1
        number, adding = self._checks, self.state.adding_to
        self._set(checking=True)
        self._session.background(
            lambda: enrolled(
                bundle, adding or name, support, threshold=threshold, more=bool(adding)
            ),
            lambda result: self._on_checked(number, result, threshold),
        )

    def _on_checked(
        self, number: int, result: "api.EnrolResult | Failure", threshold: float | None
    ) -> None:
        if number != self._checks:
            return
        if isinstance(result, Failure):
            self._set(checking=False, failure=result)
            return
        self._result = result
        before = self.state.effect
        found = result.threshold if threshold is None or before is None else before.found
        effect = self._words.effect(result, found, self._marks(), recorded=bool(self._paths))
        self._set(
            checking=False, step=1, failure=None, effect=effect,
            heard=() if threshold is None else self.state.heard,
            sureness=0.5 if threshold is None else self.state.sureness,
        )  # fmt: skip
        self._look_for_examples(number, result)

    def _look_for_examples(self, number: int, result: "api.EnrolResult") -> None:
        """Clips of the project to hear what would be taken; they follow when they are found."""
        bundle, wanted = self._bundle, {scene for scene, share in result.impact.items() if share}
        if bundle is None or self._session.project is None or not wanted:
            self._set(heard=())
            return
        if self.state.adding_to:
            others = tuple(one for one in bundle.enrolled if one.name != self.state.adding_to)
            bundle = replace(bundle, enrolled=others)
        clips = [clip for clip in self._session.table.clips if clip.scene in wanted]
        title = self.tr("Looking for clips it would take")
        look = partial(api.clips_taken, bundle, result, clips)
        self._job = self._context.jobs.start(title, "teach", lambda monitor: look(monitor=monitor))
        self._job.succeeded.connect(lambda found: self._on_examples(number, found))

    def _on_examples(self, number: int, found: "Sequence[api.TakenClip]") -> None:
        if number == self._checks:
            marks = [self._marks().get(one.clip.scene or "", UNKNOWN) for one in found]
            each = zip(found, marks, strict=True)
            self._set(heard=tuple(Heard(one.clip, mark, one.cosine) for one, mark in each))

    def _on_playing(self, playing: bool) -> None:
        clip = self._session.player.clip
        self._set(playing=clip.segment_id if playing and clip is not None else None)

    def _on_written(self, failure: Failure | None, *, taught: bool) -> None:
        self._set(saving=False, failure=failure)
        if failure is None and taught:
            self._checks += 1
            self._minute, self._support, self._result = Minute(), None, None
            self._set(
                step=0, name="", name_problem="", adding_to="", kept_s=0, variety=0, closest=(),
                effect=None, heard=(),
            )  # fmt: skip

    def _on_labelled(self, scene: str, n: int) -> None:
        self._session.reload()
        words = self.tr("Kept as {scene}") if n == 1 else self.tr("{n} recordings kept as {scene}")
        self._context.say(words.format(n=n, scene=scene_title(scene)), undoable=True)

    # Small things

    def _adopt(self, bundle: "api.Bundle") -> None:
        if bundle.path != self.state.bundle:
            return
        if self._bundle is not None and self._bundle.fingerprint != bundle.fingerprint:
            self._paths = []  # offered again: seconds another network heard mean nothing to this
            self.start_over()
        self._bundle = bundle
        spec = bundle.manifest.front_end
        centres = band_centres_hz(spec.n_mels, spec.f_min_hz, spec.f_max_hz)
        self.front_end_changed.emit(centres, spec.sample_rate_hz / spec.hop)
        self._set(n_trained=len(bundle.manifest.scenes))
        self.set_name(self.state.name)  # it may be taken in this one
        self._mark_places()
        own = [one.path for one in self.state.bundles if not one.starter]
        self.leftovers.look(bundle, own)

    def _marks(self) -> Mapping[str, Mark]:
        return marks_of(self._session.table.scenes, self._bundle)

    def _mark_places(self) -> None:
        """Places, and the one that is taught, have the marks that the project gives them."""
        scenes, bundle = self._session.table.scenes, self._bundle
        mark = None if bundle is None else mark_of_next(scenes, bundle)
        places = () if bundle is None else self._words.places(bundle, self._marks())
        self._set(places=places, mark=self._marks().get(self.state.adding_to, mark))

    def _name_problem(self, name: str) -> str:
        name = name.strip()
        if self.state.adding_to and name.casefold() == self.state.adding_to.casefold():
            return ""
        known = names_of(self._bundle)
        if name.casefold() in {one.casefold() for one in (*known, *map(scene_title, known))}:
            words = self.tr("There is already a {name}. Add to it, or choose another name.")
            return words.format(name=name)
        return ""

    def _problem(self) -> str:
        if not self.state.name.strip():
            self._set(name_problem=self.tr("Give the place a name first."))
        return self.state.name_problem

    def _closest(self) -> tuple[Closeness, ...]:
        marks = self._marks()
        return tuple(
            Closeness(marks.get(scene, UNKNOWN), scene_title(scene), share)
            for scene, share in self._minute.heard_as()
        )

    def _file_for(self, name: str) -> Path:
        project = self._session.project
        if project is not None and not project.read_only:
            return api.announce(project, name.strip())
        return api.announce_in(folder_alone(), name.strip())

    def _set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.changed.emit(self.state)
