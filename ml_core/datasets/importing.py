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
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from ml_core.datasets.arrivals import fitted, known_source, look, recording
from ml_core.datasets.labels import Entry
from ml_core.datasets.sources import Kind, Source, read_source
from ml_core.datasets.tables import parse_tau_name
from ml_core.errors import UnreadableRecording
from ml_core.files import settled, sha256_file
from ml_core.progress import Monitor
from ml_core.project import (
    Header,
    KnownRecording,
    Merged,
    NewRecording,
    NewSegment,
    Problem,
    Project,
)
from ml_core.project.leftovers import remove_leftovers
from ml_core.recordings.decode import probe

_BATCH = 256
_UNREAD_BATCH = 1 << 12  # of files that are not there: others write between two of them
_PAUSE_S = 0.005
T = TypeVar("T")
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
    """An import under way: where to, what is named, and what has come in."""

    project: Project
    source: Source
    monitor: Monitor
    import_id: int = 0
    root: int = 0
    copy_to: Path | None = None
    problems: list[Problem] = field(default_factory=list)
    added: list[NewRecording] = field(default_factory=list)


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
            a table, a label file, a folder of label files, or one audio file.
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
        fresh, unread, onto = _sorted_out(work, known)
        fresh, unread = (_told_apart(ones, source.shelf.root, known) for ones in (fresh, unread))
        if again:
            decided = {one.recording_id for one in project.clips() if one.state != "new"}
            onto = {number: one for number, one in onto.items() if number not in decided}
    if not source.fills and not fresh and not work.problems and not project.problems():
        return ImportReport(0, 0, 0, 0, len(onto), ())
    origin = source.shelf.root
    work.copy_to = _copy_folder(project, origin) if copy else None
    if work.copy_to is not None:
        remove_leftovers(work.copy_to, deep=True)
    project.drop_unfinished_imports()
    work.root = project.add_root(work.copy_to or origin, origin)
    work.import_id = project.begin_import(path.name, path, kind)
    project.add_problems(work.import_id, work.problems)
    if source.labels:
        merged = _bring_at_once(work, fresh, unread, onto)
    else:
        _bring_in_batches(work, fresh, unread)
        merged = _merge(work, [], onto) if source.fills else Merged(0, 0, 0, 0)
    return ImportReport(
        recordings=len(work.added),
        segments=sum(max(1, len(one.segments)) for one in work.added) + merged.added,
        scenes=len({name for one in work.added for seg in one.segments for name in seg.scenes}),
        devices=len({one.device for one in work.added if one.device is not None}),
        already=len(onto) - merged.touched,
        problems=tuple(work.problems),
        changed=merged.changed,
        missing=len(unread),
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


def _sorted_out(
    work: _Work, known: _Known
) -> tuple[list[Entry], list[Entry], dict[int, tuple[Entry, KnownRecording]]]:
    """Entries whose files are new, those whose files are absent, and those of known recordings."""
    shelf = work.source.shelf
    fresh: list[Entry] = []
    absent: list[Entry] = []
    onto: dict[int, tuple[Entry, KnownRecording]] = {}
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
            onto[found.recording_id] = entry, found
        elif there:
            fresh.append(entry)
        else:
            absent.append(entry)
    if any_there:
        missing = [Problem(str(shelf.root / one.name), "the file is missing") for one in absent]
        work.problems += missing
        absent = []
    return fresh, absent, onto


def _told_apart(entries: Sequence[Entry], root: Path, known: _Known) -> list[Entry]:
    """Entries whose source would be a file that a recording of another folder is called as well.

    Their source says the folder too: as much of the path as it takes.
    """
    alike = [
        one
        for one in entries
        if one.name in known.by_relative and not known_source(one.facts, parse_tau_name(one.name))
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


def _bring_in_batches(work: _Work, fresh: Sequence[Entry], unread: Sequence[Entry]) -> None:
    """Recordings as they are read: what is in stays in. Those without files come in all at once."""
    total = len(fresh) + len(unread)
    try:
        with _all_of_it_stays():
            for start in range(0, len(unread), _UNREAD_BATCH):
                batch = [recording(one) for one in unread[start : start + _UNREAD_BATCH]]
                work.project.add_recordings(work.import_id, work.root, batch, show=False)
                work.added += batch
                work.monitor.report(start + len(batch), total, stage="importing")
                time.sleep(_PAUSE_S)  # else nobody who waits to write gets a turn
    except BaseException:
        work.project.drop_import(work.import_id)
        raise
    work.project.show_import(work.import_id)
    for done, good, bad in _looked_at(work, fresh):
        work.project.add_recordings(work.import_id, work.root, good)
        work.project.add_problems(work.import_id, bad)
        work.monitor.report(len(unread) + done, total, stage="importing")


def _bring_at_once(
    work: _Work,
    fresh: Sequence[Entry],
    unread: Sequence[Entry],
    onto: Mapping[int, tuple[Entry, KnownRecording]],
) -> Merged:
    """Labels, with the recordings they need: all of them or none."""
    for done, _, bad in _looked_at(work, fresh):
        work.project.add_problems(work.import_id, bad)
        work.monitor.report(done, len(fresh), stage="importing")
    work.added += [recording(one) for one in unread]
    work.monitor.check()  # the last moment: what follows is one transaction
    return _merge(work, work.added, onto)


def _looked_at(
    work: _Work, fresh: Sequence[Entry]
) -> Iterator[tuple[int, list[NewRecording], list[Problem]]]:
    """Batches of files that were opened: (number so far, recordings, problems)."""
    root, copy_to = work.source.shelf.root, work.copy_to
    markers = not work.source.fills

    def look_at(one: Entry) -> tuple[NewRecording | None, list[Problem]]:
        return look(root, one, copy_to, markers=markers)

    with ThreadPoolExecutor(_THREADS, thread_name_prefix="import") as pool:
        for start in range(0, len(fresh), _BATCH):
            looked = list(pool.map(look_at, fresh[start : start + _BATCH]))
            good = [one for one, _ in looked if one is not None]
            bad = [problem for _, problems in looked for problem in problems]
            work.added += good
            work.problems += bad
            yield start + len(looked), good, bad


def _merge(
    work: _Work,
    new: Sequence[NewRecording],
    onto: Mapping[int, tuple[Entry, KnownRecording]],
) -> Merged:
    """Write labels onto recordings that are in, and new ones with theirs, as one operation."""
    segments: dict[int, Sequence[NewSegment]] = {}
    problems: list[Problem] = []
    for number, (entry, known) in onto.items():
        length_s = known.n_samples / known.sample_rate_hz if known.sample_rate_hz else None
        inside, reasons = fitted(entry.segments, length_s)
        segments[number] = inside
        problems += [Problem(entry.name, reason, label=True) for reason in reasons]
    merged = work.project.merge(
        work.import_id, work.root, new, segments, overwrite=work.source.labels
    )
    work.project.add_problems(work.import_id, problems)
    work.problems += problems
    return merged


def hash_missing(project: Project, monitor: Monitor | None = None) -> int:
    """Read what is not known yet of files; returns how many content hashes are new.

    First the headers of files that were absent when they came in, then the hashes. What is not
    there is left for another time.
    """
    monitor = monitor or Monitor()
    total = project.n_unread() + project.n_unhashed()
    with ThreadPoolExecutor(2, thread_name_prefix="hash") as pool:
        read, _ = _fill(pool, project.unread, _header, project.set_headers, (monitor, 0, total))
        rest = (monitor, read, total)
        return _fill(pool, project.unhashed, _digest, project.set_hashes, rest)[1]


def _fill(
    pool: ThreadPoolExecutor,
    batches: Callable[[int, int], list[tuple[int, Path]]],
    look: Callable[[Path], T | None],
    store: Callable[[Mapping[int, T]], None],
    progress: tuple[Monitor, int, int],
) -> tuple[int, int]:
    """Look at files in threads, and store batch by batch; how many were looked at and stored."""
    monitor, before, total = progress
    looked = stored = last = 0
    while batch := batches(last, _BATCH):
        monitor.report(before + looked, max(total, before + looked), stage="fingerprints")
        there = [(number, path) for number, path in batch if path.is_file()]
        values = pool.map(look, [path for _, path in there])
        found = {n: value for (n, _), value in zip(there, values, strict=True) if value is not None}
        store(found)
        looked += len(batch)
        stored += len(found)
        last = batch[-1][0]
    return looked, stored


def _header(path: Path) -> Header | None:
    try:
        info, size = probe(path, check_samples=True), path.stat().st_size
    except (UnreadableRecording, OSError):
        return None
    return Header(
        size, info.sample_rate_hz, info.channels, info.n_samples, info.container, info.subtype
    )


def _digest(path: Path) -> str | None:
    try:
        return sha256_file(path)
    except OSError:
        return None


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
