"""The project a user opens: a folder with one database; everything is saved at once."""

import contextlib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ml_core.errors import AscError, ProjectError
from ml_core.files import Closing, settled
from ml_core.progress import Cancelled, Monitor
from ml_core.project import (
    changes,
    clips,
    database,
    history,
    intake,
    merging,
    products,
    relocation,
    roots,
    safekeeping,
    snapshots,
)
from ml_core.project.changes import Changes, Mark
from ml_core.project.clips import ClipFilter, ClipRow, Sort
from ml_core.project.contents import Contents
from ml_core.project.database import Database
from ml_core.project.edits import Edits
from ml_core.project.fields import SETTING
from ml_core.project.history import Operation
from ml_core.project.info import ProjectInfo, count
from ml_core.project.intake import ImportRow, NewRecording, Problem
from ml_core.project.merging import KnownRecording, Merged
from ml_core.project.products import BundleRow, RunRow
from ml_core.project.relocation import Relocation
from ml_core.project.roots import AudioRoot
from ml_core.project.segments import NewSegment
from ml_core.project.snapshots import Snapshot, SnapshotDiff
from ml_core.project.soundness import what_is_wrong
from ml_core.scenes import SceneSet

if TYPE_CHECKING:
    from ml_core.project.columns import ClipColumns

DATABASE = "project.sqlite"

_KNOWN = (AscError, Cancelled, KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError)
"""What is no sign of damage when it ends the work with a project."""


class Project(Edits, Contents, Closing):
    """An open project.

    May be used from several threads and opened by several processes at once. Every edit is one
    transaction and one row of the operation log; there is no unsaved state, and a kill at any
    moment leaves the state after the last finished edit.

    Attributes:
        folder: where the project lies (absolute).
        read_only: nothing can be changed; asked for, or because the folder cannot be written.
        cache_dir: what can be computed again.
        runs_dir: run folders.
        bundles_dir: exported bundles.
    """

    def __init__(self, folder: Path, opened: Database) -> None:
        self.folder = folder
        self.database = opened
        self.read_only = opened.read_only
        self.cache_dir = folder / "cache"
        self.runs_dir = folder / "runs"
        self.bundles_dir = folder / "bundles"

    @classmethod
    def create(cls, folder: Path | str, name: str | None = None) -> Self:
        """Make a project in a folder, which may hold other things but no project, and open it.

        Raises:
            ProjectError: there is a project already, or the folder cannot be made.
        """
        folder = Path(folder).expanduser().absolute()
        if os.path.exists(folder / DATABASE):
            raise ProjectError(f'"{folder}" is a project already.', hint="Open it instead.")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            settings = {"name": name or folder.name, "created": history.now()}
            database.create(folder / DATABASE, settings)
        except OSError as error:
            raise ProjectError(
                f'Cannot make a project in "{folder}": {error.strerror}.',
                hint="Choose another folder.",
            ) from error
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path | str, read_only: bool = False) -> Self:
        """Open a project.

        Raises:
            ProjectError: there is none, it is damaged, or it was made by a newer version.
        """
        folder = Path(folder).expanduser().absolute()
        path = folder / DATABASE
        if not os.path.isfile(path):
            raise ProjectError(
                f'"{folder}" is not a project.',
                hint="Make one beside your recordings: asc new NAME, then asc import NAME FOLDER.",
            )
        writable = os.access(folder, os.W_OK) and os.access(path, os.W_OK)
        return cls(folder, safekeeping.opened(path, read_only=read_only or not writable))

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close. What made no sense because of what the database holds is told as such.

        Raises:
            ProjectError: the block failed for no known reason, and the database is damaged.
        """
        with contextlib.closing(self):
            if error is not None and not isinstance(error, _KNOWN):
                with database.told(self.database.path):
                    wrong = what_is_wrong(self.database.connection())
                if wrong:
                    raise database.damaged(self.database.path) from error

    def data_version(self) -> int:
        """A token that differs after any change by any thread or process; see changed_since."""
        return self.database.data_version()

    def changed_since(self, token: int) -> bool:
        """Whether anything was committed since ``data_version`` of this object gave ``token``."""
        return self.data_version() != token

    def mark(self) -> Mark:
        """This moment, for ``changes_since``."""
        with self.database.reading():
            return changes.mark(self.database)

    def changes_since(self, then: Mark, most: int | None = None) -> Changes:
        """Which clips may differ from what they were at a moment, whoever changed them.

        Where that is many more than ``most``, they need not be told apart: it may be any.
        """
        with self.database.reading():
            return changes.since(self.database, then, most)

    # What is in it

    @property
    def name(self) -> str:
        """What the project is called."""
        return self._setting("name") or self.folder.name

    def clips(
        self,
        *,
        split: str | None = None,
        scene: str | None = None,
        device: str | None = None,
        state: str | None = None,
    ) -> list[ClipRow]:
        """Clips in the order they came in; each argument keeps those that have that value.

        Asked for a split it gives examples to learn from or to count: labelled, not excluded.
        """
        return self.fetch(
            ClipFilter(
                split=(split,) if split else (), scene=(scene,) if scene else (),
                device=(device,) if device else (), state=(state,) if state else (),
                usable=split is not None,
            )
        )  # fmt: skip

    def clip(self, segment_id: int) -> ClipRow:
        """One clip.

        Raises:
            ProjectError: it is not there, or not any more.
        """
        rows = self.fetch([segment_id])
        if not rows:
            raise ProjectError("That clip is not in the project any more.")
        return rows[0]

    def fetch(self, chosen: ClipFilter | Iterable[int]) -> list[ClipRow]:
        """Whole rows for a filter, or for some ids in their order (what is gone is left out)."""
        with self.database.decoding(), self.database.reading():
            places = roots.paths(self.database, self.folder)
            return clips.fetch(self.database, places, chosen, splits=self.split_set)

    def columns(self) -> "ClipColumns":
        """All clips in the project's order, as columns: for tables that show and sort them."""
        from ml_core.project import keeping  # here, so that asc --help does not wait for NumPy

        kept = None if self.read_only else self.cache_dir / keeping.FILE
        with self.database.decoding(), self.database.reading():
            places = roots.paths(self.database, self.folder)
            return keeping.columns(self.database, places, splits=self.split_set, path=kept)

    def segments_of(self, recording_id: int) -> list[ClipRow]:
        """The clips of a recording, from its start on."""
        return self.fetch(clips.of_recording(self.database, recording_id))

    def segments_between(self, recording_id: int, start_s: float, end_s: float) -> list[ClipRow]:
        """The clips of a recording that reach into a stretch of it, from its start on."""
        return self.fetch(clips.between(self.database, recording_id, start_s, end_s))

    def ids(
        self, wanted: ClipFilter | None = None, *, sort: Sort = "id", descending: bool = False
    ) -> list[int]:
        """Segment ids that match, sorted: a table of any length pages through them with fetch."""
        with self.database.decoding(), self.database.reading():
            return clips.ids(
                self.database,
                wanted or ClipFilter(),
                splits=self.split_set, sort=sort, descending=descending,
            )  # fmt: skip

    def scenes(self) -> SceneSet:
        """The scenes that clips which are not excluded have, in alphabetical order."""
        rows = self.database.rows(
            """SELECT name FROM scenes n WHERE EXISTS (
                SELECT 1 FROM segment_scenes x JOIN segments s ON s.id = x.segment_id
                JOIN recordings r ON r.id = s.recording_id
                WHERE x.scene_id = n.id AND s.removed = 0 AND s.state <> 'excluded'
                    AND r.import_id NOT IN (SELECT id FROM imports WHERE hidden))"""
        )
        return SceneSet.of(row[0] for row in rows)

    def scene_order(self) -> tuple[str, ...]:
        """Every scene there ever was, the oldest first: the order of their keys, for good."""
        return tuple(name for _, name in sorted(self.database.names("scenes").items()))

    def counts(self) -> ProjectInfo:
        """The project in numbers."""
        with self.database.decoding(), self.database.reading():
            return count(
                self.database,
                self.columns(),
                name=self.name,
                n_runs=self._n_runs(),
                n_bundles=len(self.bundles()),
                n_missing=self.n_missing(),
            )

    # The operation log

    def undo(self) -> str | None:
        """Take the last change back, whoever made it; its text, None where there is none."""
        return history.undo(self.database)

    def redo(self) -> str | None:
        """Make the last undone change again; its text, None where there is none."""
        return history.redo(self.database)

    def undo_text(self) -> str | None:
        """What undo would take back."""
        return history.next_texts(self.database)[0]

    def redo_text(self) -> str | None:
        """What redo would make again."""
        return history.next_texts(self.database)[1]

    def step_sizes(self) -> tuple[int, int]:
        """Characters of what undo and redo would write: a measure of how long they take."""
        return history.step_sizes(self.database)

    def history(self, limit: int = 100) -> list[Operation]:
        """The newest operations, newest first."""
        return history.last(self.database, limit)

    # Snapshots

    def take_snapshot(self, name: str = "") -> Snapshot:
        """Keep what the project holds now, for comparing; nothing new where nothing changed."""
        return snapshots.take(self.database, self.split_set, name)

    def snapshots(self) -> list[Snapshot]:
        """Every snapshot, the newest first."""
        return snapshots.all_snapshots(self.database)

    def snapshot_splits(self, snapshot_id: int) -> dict[int, str | None]:
        """The split that every segment had in a snapshot, by its id.

        Raises:
            ProjectError: there is no such snapshot.
        """
        return snapshots.splits_of(self.database, snapshot_id)

    def diff_snapshots(self, a: int, b: int | None = None) -> SnapshotDiff:
        """What changed between two snapshots, or from one to what is there now.

        Raises:
            ProjectError: there is no such snapshot.
        """
        return snapshots.diff(self.database, self.split_set, a, b)

    def digest(self) -> str:
        """The digest that a snapshot taken now would have."""
        return snapshots.digest(self.database, self.split_set)

    # Splits

    def split_sets(self) -> list[str]:
        """All sets of splits that hold clips."""
        rows = self.database.rows("SELECT DISTINCT name FROM splits ORDER BY name")
        return [row[0] for row in rows]

    def use_split_set(self, name: str) -> None:
        """Make another set of splits the active one."""
        if name not in self.split_sets():
            raise ProjectError(
                f'There is no set of splits "{name}".',
                hint=f"There are: {', '.join(self.split_sets()) or 'none yet'}.",
            )
        self._change(f"Use the splits {name}", f"{SETTING}splits", name, [0])

    # Where the audio is

    @property
    def audio_root(self) -> Path:
        """The folder of the first import's recordings (``folder/audio`` before any)."""
        found = self.audio_roots()
        return found[0].path if found else self.folder / roots.AUDIO

    def audio_roots(self) -> list[AudioRoot]:
        """Every folder that recordings are read from."""
        with self.database.decoding():
            return roots.all_roots(self.database, self.folder)

    def set_audio_root(self, path: Path | str, root_id: int | None = None) -> None:
        """Say where the audio has moved to.

        Args:
            path: the folder that now holds the recordings.
            root_id: which root moved; None means the first that is missing, else the first.

        Raises:
            ProjectError: none of the recordings is there.
        """
        found = self.audio_roots()
        if root_id is not None:
            found = [root for root in found if root.root_id == root_id]
        found = [root for root in found if root.n_recordings] or found
        moved = next((root for root in found if root.missing), found[0] if found else None)
        if moved is None:
            raise ProjectError("The project has no recordings yet.", hint="Import some first.")
        path = settled(path)
        roots.check_new_place(self.database, moved, path)
        place = list(roots.place_of(self.folder, path))
        self._change(f'Locate the audio in "{path.name}"', "root.place", place, [moved.root_id])

    def relocate(
        self,
        folder: Path | str,
        monitor: Monitor | None = None,
        *,
        check_content: bool = False,
    ) -> Relocation:
        """Find recordings that are not where they were, below a folder; one operation.

        First by relative path, then by size and content hash. A file whose content is known to
        be another is never taken.

        Args:
            folder: where to look.
            monitor: progress and cancel.
            check_content: also read the recordings that are in their places, and take those with
                other content for missing: finds files that changed their names among each other.

        Raises:
            ProjectError: it is no folder.
            Cancelled: asked to stop; nothing is changed then.
        """
        folder = settled(folder)
        return relocation.relocate(
            self.database, self.folder, folder, monitor or Monitor(), check_content=check_content
        )

    def missing_files(self, limit: int | None = None) -> list[Path]:
        """Recordings that are not where they should be (looks at every file)."""
        return roots.missing_files(self.database, self.folder, limit)

    def n_missing(self) -> int:
        """Recordings whose audio folder is not there, or that never were; looks at folders only."""
        return sum(root.n_missing for root in self.audio_roots())

    # What came in

    def imports(self) -> list[ImportRow]:
        """Every import that was not undone, the oldest first."""
        return intake.all_imports(self.database)

    def problems(self) -> list[Problem]:
        """What the latest import could not read, with the reasons."""
        return intake.last_problems(self.database)

    def add_root(self, path: Path, origin: Path) -> int:
        """Number of the root for a folder of audio that came in from ``origin``."""
        return intake.root_id(self.database, self.folder, path, self._stored(origin))

    def known_paths(self, root_id: int) -> set[str]:
        """Relative paths of the recordings of a root."""
        return intake.known_paths(self.database, root_id)

    def begin_import(self, name: str, origin: Path | str, kind: str) -> int:
        """Start an import; it shows up with its first recordings."""
        return intake.begin(self.database, name, self._stored(origin), kind)

    def add_recordings(
        self,
        import_id: int,
        root_id: int,
        recordings: Sequence[NewRecording],
        *,
        show: bool = True,
    ) -> int:
        """Bring a batch of recordings in; returns how many were new.

        They are usable at once, or with ``show_import`` if not to ``show``.
        """
        return intake.add(self.database, import_id, root_id, recordings, show=show)

    def show_import(self, import_id: int) -> set[str]:
        """Show all that an import brought in so far.

        Returns:
            Relative paths of recordings that another import showed meanwhile: they are dropped.
        """
        return intake.show(self.database, import_id)

    def drop_import(self, import_id: int) -> None:
        """Forget what an import brought in, if none of it was ever shown."""
        intake.drop(self.database, import_id)

    def drop_unfinished_imports(self) -> None:
        """Forget what imports whose processes were killed brought in and never showed."""
        intake.drop_unfinished(self.database)

    def known_recordings(self) -> list[KnownRecording]:
        """Every recording that is in, with what its header says."""
        return merging.known(self.database)

    def merge(
        self,
        import_id: int,
        root_id: int,
        new: Sequence[NewRecording],
        onto: Mapping[int, Sequence[NewSegment]],
        *,
        overwrite: bool,
    ) -> Merged:
        """Bring recordings in, and labels onto others by their ids, as one operation.

        Without ``overwrite`` only clips that have no label get one, and no stretch is added.
        """
        return merging.merge(self.database, import_id, root_id, new, onto, overwrite=overwrite)

    def add_problems(self, import_id: int, problems: Sequence[Problem]) -> None:
        """Remember files that did not come in."""
        intake.add_problems(self.database, import_id, problems)

    # Runs and bundles

    def add_run(self, path: Path | str, stage: str = "") -> None:
        """Remember a run folder, wherever it lies."""
        products.add_run(self.database, self.folder, Path(path), stage)

    def runs(self) -> list[RunRow]:
        """The runs that were added, the newest first; ``runs.list_runs(runs_dir)`` sees more."""
        return products.runs(self.database, self.folder)

    def add_bundle(
        self, path: Path | str, run: Path | str | None = None, fingerprint: str = ""
    ) -> None:
        """Remember an exported bundle, and the run it came from; the same path is replaced."""
        run = None if run is None else Path(run)
        products.add_bundle(self.database, self.folder, Path(path), run, fingerprint)

    def bundles(self) -> list[BundleRow]:
        """The bundles that are still there, the newest first."""
        return products.bundles(self.database, self.folder)

    def _n_runs(self) -> int:
        inside = {path.parent for path in self.runs_dir.glob("*/recipe.toml")}
        return len(inside | {row.path for row in self.runs() if row.path.is_dir()})

    def _stored(self, path: Path | str) -> str:
        return roots.place_of(self.folder, Path(path))[0]
