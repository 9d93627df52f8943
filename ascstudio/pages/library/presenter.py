"""What the Library shows, and what each click means. No widgets here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QLocale, QObject, Signal

from ascstudio.jobs import Failure, ProcessJob
from ascstudio.pages.library.deleting import DeletePresenter
from ascstudio.pages.library.doctoring import DoctorPresenter
from ascstudio.pages.library.exporting import ExportChoice, ExportPresenter, write
from ascstudio.pages.library.facts import FactWords
from ascstudio.pages.library.importing import ImportChoice, import_arguments
from ascstudio.pages.library.locating import LocatePresenter
from ascstudio.pages.library.recording import RecordPresenter
from ascstudio.pages.library.snapshots import SnapshotsPresenter
from ascstudio.pages.library.splitting import SplitPresenter, copies_of
from ascstudio.pages.library.state import STATE_ICONS, STATES, FacetItem, LibraryState
from ascstudio.project.clip_model import device_title
from ascstudio.project.clip_table import FACETS, NONE, ClipTable, Facet, SortKey
from ascstudio.project.sounds import heard_of
from ascstudio.theme import Mark, device_marks, scene_key, scene_mark
from ascstudio.words import counted, plain
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context


class LibraryPresenter(QObject):
    """Turns clicks and keys into filters, edits and jobs; the project into a state."""

    changed = Signal(object)
    """LibraryState."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self._session = context.session
        self._locale = QLocale()
        self.words = FactWords(self)
        self._import_job: ProcessJob | None = None
        self._last_import: ImportChoice | None = None
        self.doctor = DoctorPresenter(context, self)
        self.locate = LocatePresenter(context, self)
        self.deleter = DeletePresenter(context, self)
        self.snapshots = SnapshotsPresenter(context, self)
        self.recorder = RecordPresenter(context, self)
        self.state = LibraryState()
        self._session.opened.connect(self._on_opened)
        self._session.closed.connect(self._on_closed)
        self._session.changed.connect(self._on_changed)
        if self._session.project is not None:
            self._on_changed()
            self._hash_rest()

    # Looking

    def filter_facet(self, facet: Facet, values: Collection[str]) -> None:
        """Show only clips with one of these values; none of them: all clips."""
        wanted = {**self.state.wanted, facet: frozenset(values)}
        self._show(wanted={key: value for key, value in wanted.items() if value})

    def filter_text(self, text: str) -> None:
        """Show only clips that contain all these words."""
        self._show(text=text.strip())

    def clear_filters(self) -> None:
        """Show everything."""
        self._show(wanted={}, text="")

    def clips_without(self, facet: Facet | None) -> int:
        """How many clips would be shown without one of the filters; None is the text."""
        state = self.state
        wanted = {key: values for key, values in state.wanted.items() if key != facet}
        return len(state.table.select(wanted, state.text if facet else ""))

    def sort(self, key: SortKey | None, *, descending: bool) -> None:
        """Order by a column."""
        self._show(sort_key=key, descending=descending)

    def show_clips(self, segment_ids: Sequence[int]) -> None:
        """Select clips somebody else found, with the filters out of their way."""
        self._show(wanted={}, text="")
        self.select(segment_ids, segment_ids[0] if segment_ids else None)

    def select(self, segment_ids: Sequence[int], current: int | None) -> None:
        """The user selected clips; the current one is what is heard."""
        clip = self.state.table.clip(current) if current is not None else None
        if clip is not None:
            self._session.player.show_clip(clip)
        self._set(selected=tuple(segment_ids), current=clip)

    def play_clip(self, segment_id: int) -> None:
        """Hear a clip; pause it if it is heard already."""
        player, clip = self._session.player, self.state.table.clip(segment_id)
        if clip is None:
            return
        if player.playing and player.clip is not None and player.clip.segment_id == segment_id:
            player.pause()
        else:
            player.show_clip(clip, play=True)

    def play(self) -> None:
        """Play or pause the current clip."""
        self._session.player.toggle()

    # Changing

    def label(self, scene_index: int) -> None:
        """Give the selection the scene at this place of the order of keys."""
        scenes = self.state.table.scenes
        if not self.state.selected or scene_index >= len(scenes):
            return
        scene = scenes[scene_index]
        if self._session.label(self.state.selected, scene):
            already = self.tr("Already {scene}").format(scene=api.display_name(scene))
            self._say_done(already)

    def toggle_state(self, state: str) -> None:
        """Give the selection a state; take it away where all have it."""
        if not self.state.selected:
            return
        have_it = self.state.table.all_have(self.state.selected, "state", state)
        if self._session.set_state(self.state.selected, "new" if have_it else state):
            self._say_done()

    def set_channel(self, channel: int | None) -> None:
        """Hear the selection's recordings through one channel; None is the mean of all."""
        table = self.state.table
        rows = table.rows_of(np.array(self.state.selected, np.int64))
        of_clips = table.clips.numbers["recording_id"]
        chosen = np.unique(of_clips[rows[rows >= 0]])
        touched = table.segment_ids[np.isin(of_clips, chosen)].tolist()
        numbers = chosen.tolist()
        done = self._session.edit(touched, lambda project: project.set_channel(numbers, channel))
        if numbers and done:
            self._say_done()

    def label_these(self) -> None:
        """Walk the selection on the Label page."""
        self._context.go("label", self.state.selected)

    def find_similar(self) -> None:
        """Look for what sounds like the selection, on the Explore page."""
        self._context.go("explore", {"similar": self.state.selected})

    def undo(self) -> None:
        """Take the last change of the project back."""
        text = self._session.undo()
        if text:
            self._context.say(self.tr("Undone: {what}").format(what=text))

    def redo(self) -> None:
        """Do the last undone change again."""
        text = self._session.redo()
        if text:
            self._context.say(self.tr("Done again: {what}").format(what=text))

    # Importing

    def start_import(self, choice: ImportChoice) -> None:
        """Bring recordings in, in a child process; rows appear as they are read."""
        folder = self._session.folder
        if folder is None or self._import_job is not None:
            return
        title = self.tr("Import of {name}").format(name=choice.path.name)
        words = [*import_arguments(folder, choice), "--unhashed"]
        job = self._context.jobs.run_command(title, "import", words)
        self._last_import = choice
        job.succeeded.connect(self._on_imported)
        job.failed.connect(self._on_import_failed)
        job.cancelled.connect(self._on_import_cancelled)
        self._import_job = job
        self._set(importing=True, problems=(), refused=0, cut=0, imported=0, undivided=0)

    def stop_import(self) -> None:
        """Bring in no more; what is in stays."""
        if self._import_job is not None:
            self._import_job.cancel()

    def retry_import(self) -> None:
        """Try again what the last import could not read; what is in stays as it is."""
        if self._last_import is not None:
            self.start_import(replace(self._last_import, split=False, again=True))

    def label_new(self) -> None:
        """Walk what came in on the Label page, the most useful first."""
        self.forget_problems()
        self._context.go("label")

    def forget_problems(self) -> None:
        """The user has read the list of the last import."""
        self._set(problems=(), refused=0, cut=0, imported=0, undivided=0)

    def forget_undivided(self) -> None:
        """The user knows that clips are not divided."""
        self._set(undivided=0)

    # Taking out

    def exporter(self) -> ExportPresenter:
        """What the export dialog shows, from the filter and the selection of now."""
        state = self.state
        shown = state.table.segment_ids[state.rows].tolist()
        folder = self._session.folder or Path()
        return ExportPresenter(state.table, state.selected, shown, state.wanted, state.text, folder)

    def start_export(self, choice: ExportChoice) -> None:
        """Write clips or their labels, in a thread."""
        folder = self._session.folder
        if folder is None:
            return
        title = self.tr("Export to {name}").format(name=choice.out.name)
        job = self._context.jobs.start(
            title, "export", lambda monitor: write(folder, choice, monitor)
        )
        job.succeeded.connect(lambda report: self._on_exported(choice, report))

    def splitter(self) -> SplitPresenter:
        """What the split builder shows."""
        return SplitPresenter(self._context, copies_of(self.doctor.state.report))

    def _on_exported(self, choice: ExportChoice, report: "api.ExportReport") -> None:
        one, many = self.tr("{n} clip is in {place}"), self.tr("{n} clips are in {place}")
        words = (one if report.written == 1 else many).format(
            n=self._number(report.written), place=choice.out.name
        )
        self._context.say(" ".join([f"{words}.", *report.lost]))

    # From the session and the job

    def _on_opened(self) -> None:
        self._last_import = None
        self._session.thumbnails.forget()
        self.state = LibraryState()
        self.changed.emit(self.state)
        self._hash_rest()

    def _on_closed(self) -> None:
        self._session.player.clear()
        self.state = LibraryState()
        self.changed.emit(self.state)

    def _on_changed(self) -> None:
        table = self._session.table
        scenes = {scene: scene_mark(n) for n, scene in enumerate(table.scenes)}
        devices = device_marks(table.devices, table.unseen_devices())
        current = self.state.current
        shown = table.clip(current.segment_id) if current else None
        if shown is not None and current is not None and heard_of(shown) != heard_of(current):
            self._session.player.show_clip(shown)  # another channel, or it was located
        self._show(
            ready=True,
            table=table,
            scene_marks=scenes,
            device_marks=devices,
            facets={facet: self._facet(table, facet, scenes, devices) for facet in FACETS},
            current=shown,
            selected=table.known(self.state.selected),
            undivided=_undivided(table) if self.state.undivided else 0,
        )

    def _on_imported(self, report: Mapping[str, Any]) -> None:
        self._import_job = None
        problems = tuple((one["path"], one["reason"]) for one in report["problems"])
        self._set(
            importing=False,
            problems=problems,
            refused=sum(one["label"] for one in report["problems"]),
            cut=sum(one["cut"] for one in report["problems"]),
            imported=report["segments"],
            undivided=report["undivided"],
        )
        self._session.reload()
        self.locate.look()
        one, many = self.tr("{n} clip is in"), self.tr("{n} clips are in")
        self._context.say(counted(report["segments"], one, many))
        self._hash_rest()

    def _hash_rest(self) -> None:
        """Read the content of what was not read yet, or was changed, or go on with that."""
        project = self._session.project
        if project is not None and not project.read_only:
            self._session.background(lambda: api.n_unknown(project), self._on_unknown)

    def _on_unknown(self, n: int) -> None:
        folder = self._session.folder
        if n and folder is not None:
            title = self.tr("Fingerprints of the recordings")
            self._context.jobs.start(title, "lock", lambda monitor: _hash(folder, monitor))

    def _on_import_failed(self, failure: Failure) -> None:
        self._import_job = None
        problems = ((failure.message, failure.hint),)
        self._set(
            importing=False, problems=problems, refused=0, cut=0, imported=0, undivided=0
        )  # fmt: skip
        self._session.reload()

    def _on_import_cancelled(self) -> None:
        self._import_job = None
        self._set(importing=False)
        self._session.reload()
        self._context.say(self.tr("Import stopped. What was read until then is in."))

    # Words

    def _facet(
        self,
        table: ClipTable,
        facet: Facet,
        scenes: Mapping[str, Mark],
        devices: Mapping[str, Mark],
    ) -> tuple[FacetItem, ...]:
        counts = table.counts(facet)
        if facet == "state":
            names = self.words.states()
            return tuple(
                FacetItem(state, names[state], counts.get(state, 0), icon=STATE_ICONS[state])
                for state in STATES
            )
        marks = {"scene": scenes, "device": devices}.get(facet, {})
        order = table.scenes if facet == "scene" else table.values(facet)
        if not order and facet != "scene":  # of no clip it is known
            return ()
        items = [
            FacetItem(value, self._title(facet, value), counts.get(value, 0), marks.get(value))
            for value in order
        ]
        if counts.get(NONE):
            items.append(FacetItem(NONE, self._none_title(facet), counts[NONE]))
        return tuple(items)

    def _title(self, facet: Facet, value: str) -> str:
        if facet == "import":
            return plain(value)
        return device_title(value) if facet == "device" else api.display_name(value)

    def _none_title(self, facet: Facet) -> str:
        if facet == "scene":
            return self.tr("No scene yet")
        return self.tr("Not in a split") if facet == "split" else self.tr("Not known")

    def facet_names(self) -> dict[Facet, str]:
        """The facets as people read them."""
        return {
            "state": self.tr("State"),
            "scene": self.tr("Scene"),
            "device": self.tr("Device"),
            "location": self.tr("Location"),
            "split": self.tr("Split"),
            "import": self.tr("Import"),
        }

    def scene_keys(self) -> list[tuple[str, str]]:
        """(key, scene) of every scene that has a key."""
        scenes = self.state.table.scenes
        return [(scene_key(n), scene) for n, scene in enumerate(scenes) if scene_key(n)]

    def _say_done(self, nothing: str = "") -> None:
        """Say what the last edit was; ``nothing`` where all was so already."""
        if done := self._session.done_text:
            self._context.say(done, undoable=True)
        elif nothing:
            self._context.refused.emit(nothing)

    def _number(self, n: int) -> str:
        return self._locale.toString(n)

    def _show(self, **changes: object) -> None:
        """Change what is filtered or sorted, and the rows with it."""
        state = replace(self.state, **changes)  # type: ignore[arg-type]
        rows = state.table.select(state.wanted, state.text)
        if state.sort_key is not None:
            rows = state.table.sort(rows, state.sort_key, descending=state.descending)
        if state.wanted or state.text:  # keys act on the selection: nothing unseen may be in it
            chosen = np.array(state.selected, np.int64)
            kept = chosen[np.isin(chosen, state.table.segment_ids[rows])]
            state = replace(state, selected=tuple(kept.tolist()))
        names = {
            (facet, item.value): item.title
            for facet, items in state.facets.items()
            for item in items
        }
        chips = tuple(
            (facet, ", ".join(names.get((facet, value), value) for value in sorted(values)))
            for facet, values in state.wanted.items()
        )
        self._set_state(replace(state, rows=rows, chips=chips))

    def _set(self, **changes: object) -> None:
        self._set_state(replace(self.state, **changes))  # type: ignore[arg-type]

    def _set_state(self, state: LibraryState) -> None:
        n, shown = self._number(len(state.table)), self._number(len(state.rows))
        counted = self.tr("{shown} of {n}").format(shown=shown, n=n)
        if len(state.selected) > 1:
            counted += self.tr(" · {k} selected").format(k=self._number(len(state.selected)))
        subject, facts = self.words.of(state)
        self.state = replace(
            state, shown=counted, fact=self._fact(state), subject=subject, facts=facts
        )
        self.changed.emit(self.state)

    def _fact(self, state: LibraryState) -> str:
        if not len(state.table):
            if state.importing:
                return self.tr("Clips are coming in")
            return self.tr("No clips yet") if state.ready else ""
        table = state.table
        parts = [
            counted(len(table), self.tr("{n} clip"), self.tr("{n} clips")),
            duration_words(table.duration_s),
            counted(len(table.scenes), self.tr("{n} scene"), self.tr("{n} scenes")),
        ]
        if table.devices:
            n = len(table.devices)
            parts.append(counted(n, self.tr("{n} device"), self.tr("{n} devices")))
        return " · ".join(parts)


def duration_words(duration_s: float) -> str:
    """``6 h 21 min``, ``4 min``, ``38 s``."""
    minutes = round(duration_s / 60)
    if duration_s < 60:
        return f"{round(duration_s)} s"
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"


def _undivided(table: ClipTable) -> int:
    """Clips that could teach and are in neither part, where others are in one."""
    if not table.values("split"):
        return 0
    teaches = ~table.has("scene", NONE) & ~table.has("state", "excluded")
    return int(np.count_nonzero(teaches & table.has("split", NONE)))


def _hash(folder: Path, monitor: "api.Monitor") -> None:
    with api.Project.open(folder) as project:
        api.hash_missing(project, monitor)
