"""Bring recordings and labels into a project, from folders, tables and label files.

Recordings are looked at in threads and go in batch by batch, each batch one transaction: rows are
usable at once, cancelling or a kill leaves what is in, and importing again goes on from there.
What has no files to be looked at shows up when all of it is in.
Labels of stretches land all at once or not at all, also on recordings that are there already.
"""

import contextlib
import gc
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from ml_core.datasets.arrivals import fitted, known_source, look, recording
from ml_core.datasets.labels import Entry
from ml_core.datasets.sharded import take_splits
from ml_core.datasets.sources import Kind, Source, read_source
from ml_core.datasets.tables import parse_tau_name
from ml_core.files import settled
from ml_core.progress import Monitor
from ml_core.project import (
    ClipFilter,
    KnownRecording,
    Merged,
    NewRecording,
    NewSegment,
    Problem,
    Project,
)
from ml_core.project.leftovers import remove_leftovers

_BATCH = 256
_UNREAD_BATCH = 1 << 12  # of files that are not there: others write between two of them
_PAUSE_S = 0.005
_THREADS = min(8, (os.cpu_count() or 1) + 2)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. Counts are of what is new.

    ``already`` counts recordings that were in before and got nothing new, ``changed`` clips that
    were in and got another label, ``missing`` recordings whose files are still to be located.
    """

    recordings: int
    segments: int
    scenes: int
    devices: int
    already: int
    problems: tuple[Problem, ...]
    changed: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    """The recordings of a project: where they are and where they came from, and by lasting name.

    ``by_relative`` has None for a name that several have.
    """

    by_path: Mapping[str, KnownRecording]
    by_relative: Mapping[str, KnownRecording | None]

    @classmethod
    def of(cls, project: Project) -> "_Known":
        """All of a project's."""
        places = {
            root.root_id: (settled(root.origin), settled(root.path))
            for root in project.audio_roots()
        }
        by_path: dict[str, KnownRecording] = {}
        by_relative: dict[str, KnownRecording | None] = {}
        for one in project.known_recordings():
            for folder in places[one.root_id]:
                by_path[f"{folder}/{one.path}"] = one
            by_relative[one.path] = None if one.path in by_relative else one
        return cls(by_path, by_relative)


@dataclass(slots=True)
class _Work:
    """An import under way: what is to come in, where to, and what has come in.

    ``fresh`` are entries whose files are new, ``unread`` those whose files are absent, ``onto``
    those of recordings that are in, by their ids. ``doubles`` counts recordings that another
    import brought in at the same time.
    """

    project: Project
    source: Source
    monitor: Monitor
    fresh: list[Entry] = field(default_factory=list)
    unread: list[Entry] = field(default_factory=list)
    onto: dict[int, tuple[Entry, KnownRecording]] = field(default_factory=dict)
    import_id: int = 0
    root: int = 0
    copy_to: Path | None = None
    problems: list[Problem] = field(default_factory=list)
    added: list[NewRecording] = field(default_factory=list)
    doubles: int = 0


def import_recordings(
    project: Project,
    path: Path | str,
    *,
    kind: Kind = "auto",
    copy: bool = False,
    mapping: Mapping[str, str] | None = None,
    audio: Path | str | None = None,
    only: Sequence[str] = (),
    again: bool = False,
    monitor: Monitor | None = None,
) -> ImportReport:
    """Bring recordings and labels in. Files stay where they are unless ``copy``; none is changed.

    A table or a label file whose recordings are all absent comes in without them: they are
    located later. Where some are there, those that are not are problems.

    Args:
        project: where to.
        path: a folder (the first folder below it that is no "train" or "audio" names the scene),
            a table, a label file, a folder of label files, a folder of shards, or one audio file.
        kind: what ``path`` is; "auto" looks at it, and takes a folder's ``meta.csv``. With
            "recordings" the folders below say no scene: days or places, for example.
        copy: copy the audio into the project folder.
        mapping: what the columns of a table mean, see ``tables.preview_table``; None guesses.
        audio: folder of the audio, where that is not the folder of the table or labels. Nothing
            outside of it is read, except recordings that are in the project.
        only: of a folder, these files and folders in it alone.
        again: try what did not come in before; clips that have a label keep it.
        monitor: progress and cancel.

    Raises:
        ImportProblem: there is nothing to import.
        MissingPack: a Parquet file, and pyarrow is not installed.
        Cancelled: asked to stop; what is in stays in.
    """
    monitor = monitor or Monitor()
    path = settled(path)
    place = settled(audio) if audio is not None else None
    monitor.report(0, None, stage="reading")
    with _all_of_it_stays():
        known = _Known.of(project)
        source = read_source(path, kind, mapping, place, known.by_relative, monitor, only)
        work = _Work(project, source, monitor, problems=list(source.problems))
        _sort_out(work, known, again=again)
    if not source.fills and not work.fresh and not work.problems and not project.problems():
        return ImportReport(0, 0, 0, 0, len(work.onto), ())
    divided = bool(project.ids(ClipFilter(split=("train", "test"))))
    _begin(work, path, kind, copy=copy)
    if source.labels:
        merged = _bring_at_once(work)
        if source.divided:
            take_splits(project, work.import_id, divided=divided)
    else:
        _bring_in_batches(work)
        merged = _merge(work, []) if source.fills else Merged(0, 0, 0, 0)
    return _report(work, merged)


def _begin(work: _Work, path: Path, kind: Kind, *, copy: bool) -> None:
    """Note in the project that an import starts, and what cannot come in already."""
    project, origin = work.project, work.source.shelf.root
    work.copy_to = _copy_folder(project, origin) if copy else None
    if work.copy_to is not None:
        remove_leftovers(work.copy_to, deep=True)
    project.drop_unfinished_imports()
    work.root = project.add_root(work.copy_to or origin, origin)
    work.import_id = project.begin_import(path.name, path, kind)
    project.add_problems(work.import_id, work.problems)


def _report(work: _Work, merged: Merged) -> ImportReport:
    return ImportReport(
        recordings=len(work.added),
        segments=sum(max(1, len(one.segments)) for one in work.added) + merged.added,
        scenes=len({name for one in work.added for seg in one.segments for name in seg.scenes}),
        devices=len({one.device for one in work.added if one.device is not None}),
        already=len(work.onto) - merged.touched + work.doubles,
        problems=tuple(work.problems),
        changed=merged.changed,
        missing=len(work.unread) - work.doubles,
    )


@contextlib.contextmanager
def _all_of_it_stays() -> Iterator[None]:
    """Do not look for garbage: with millions of objects that all stay it takes half of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _sort_out(work: _Work, known: _Known, *, again: bool) -> None:
    """Tell entries whose files are new from those without files, and those that are in.

    Args:
        work: gets them.
        known: the recordings that are in.
        again: leave out those that are in and decided.
    """
    shelf = work.source.shelf
    any_there = False
    for entry in work.source.entries:
        found = known.by_path.get(f"{shelf.root}/{entry.name}")
        there = shelf.has_file(entry.name)
        if found is None and not there and work.source.labels and entry.name in known.by_relative:
            any_there = True
            found = known.by_relative[entry.name]
            if found is None:
                work.problems.append(Problem(entry.name, "several recordings have this name"))
                continue
        any_there |= there
        if found is not None:
            work.onto[found.recording_id] = entry, found
        elif there:
            work.fresh.append(entry)
        else:
            work.unread.append(entry)
    if any_there:
        missing = [
            Problem(str(shelf.root / one.name), "the file is missing") for one in work.unread
        ]
        work.problems += missing
        work.unread = []
    work.fresh = _told_apart(work.fresh, shelf.root, known)
    work.unread = _told_apart(work.unread, shelf.root, known)
    if again:
        clips = work.project.clips()
        for decided in {one.recording_id for one in clips if one.state != "new"}:
            work.onto.pop(decided, None)


def _told_apart(entries: Sequence[Entry], root: Path, known: _Known) -> list[Entry]:
    """Entries whose source would be a file that a recording of another folder is called as well.

    Their source says the folder too: as much of the path as it takes.
    """
    alike = [
        one
        for one in entries
        if one.name in known.by_relative and not known_source(one, parse_tau_name(one.name))
    ]
    if not alike:
        return list(entries)
    ends: dict[str, list[str]] = {}
    for path in known.by_path:
        place = Path(path).as_posix()
        ends.setdefault(place.rpartition("/")[2], []).append(place)
    sources = {}
    for one in alike:
        parts = (root / one.name).as_posix().split("/")
        others = ends.get(parts[-1], ())
        first = len(parts) - len(one.name.split("/"))
        while first > 0 and any(
            place.split("/")[first - len(parts) :] == parts[first:] for place in others
        ):
            first -= 1
        sources[one.name] = "/".join(parts[first:])
    return [
        replace(one, facts={**one.facts, "source": sources[one.name]})
        if one.name in sources
        else one
        for one in entries
    ]


def _bring_in_batches(work: _Work) -> None:
    """Recordings as they are read: what is in stays in. Those without files come in all at once."""
    total = len(work.fresh) + len(work.unread)
    try:
        with _all_of_it_stays():
            for start in range(0, len(work.unread), _UNREAD_BATCH):
                batch = _without_files(work, work.unread[start : start + _UNREAD_BATCH])
                work.project.add_recordings(work.import_id, work.root, batch, show=False)
                work.monitor.report(start + len(batch), total, stage="importing")
                time.sleep(_PAUSE_S)  # else nobody who waits to write gets a turn
    except BaseException:
        work.project.drop_import(work.import_id)
        raise
    doubles = work.project.show_import(work.import_id)
    work.added = [one for one in work.added if one.path not in doubles]
    work.doubles = len(doubles)
    for done, good, bad in _looked_at(work):
        work.project.add_recordings(work.import_id, work.root, good)
        work.project.add_problems(work.import_id, bad)
        work.monitor.report(len(work.unread) + done, total, stage="importing")


def _bring_at_once(work: _Work) -> Merged:
    """Labels, with the recordings they need: all of them or none."""
    for done, _, bad in _looked_at(work):
        work.project.add_problems(work.import_id, bad)
        work.monitor.report(done, len(work.fresh), stage="importing")
    _without_files(work, work.unread)
    work.monitor.check()  # the last moment: what follows is one transaction
    return _merge(work, work.added)


def _without_files(work: _Work, entries: Sequence[Entry]) -> list[NewRecording]:
    """Recordings whose files are still to be located."""
    found, problems = [], []
    for one in entries:
        segments, reasons = fitted(one.segments)
        found.append(recording(one, segments=segments))
        problems += [Problem(one.name, reason, label=True) for reason in reasons]
    work.added += found
    work.problems += problems
    work.project.add_problems(work.import_id, problems)
    return found


def _looked_at(work: _Work) -> Iterator[tuple[int, list[NewRecording], list[Problem]]]:
    """Batches of files that were opened: (number so far, recordings, problems)."""
    root, copy_to = work.source.shelf.root, work.copy_to
    markers = not work.source.fills

    def look_at(one: Entry) -> tuple[NewRecording | None, list[Problem]]:
        return look(root, one, copy_to, markers=markers)

    with ThreadPoolExecutor(_THREADS, thread_name_prefix="import") as pool:
        for start in range(0, len(work.fresh), _BATCH):
            looked = list(pool.map(look_at, work.fresh[start : start + _BATCH]))
            good = [one for one, _ in looked if one is not None]
            bad = [problem for _, problems in looked for problem in problems]
            work.added += good
            work.problems += bad
            yield start + len(looked), good, bad


def _merge(work: _Work, new: Sequence[NewRecording]) -> Merged:
    """Write labels onto recordings that are in, and new ones with theirs, as one operation."""
    segments: dict[int, Sequence[NewSegment]] = {}
    problems: list[Problem] = []
    for number, (entry, known) in work.onto.items():
        inside, reasons = fitted(entry.segments, known.n_samples, known.sample_rate_hz)
        segments[number] = inside
        problems += [Problem(entry.name, reason, label=True) for reason in reasons]
    merged = work.project.merge(
        work.import_id, work.root, new, segments, overwrite=work.source.labels
    )
    work.project.add_problems(work.import_id, problems)
    work.problems += problems
    return merged


def _copy_folder(project: Project, origin: Path) -> Path:
    """Folder inside the project for copies of what lies in ``origin``, the same every time."""
    taken = {root.path: root.origin for root in project.audio_roots()}
    number = 1
    while True:
        name = origin.name if number == 1 else f"{origin.name}-{number}"
        path = project.folder / "audio" / name
        if taken.get(path, origin) == origin:
            return path
        number += 1
