"""Bring recordings into a project: a folder per scene, or a DCASE ``meta.csv``.

Files are looked at in threads and go in batch by batch, each batch one transaction: rows are
usable at once, cancelling or a kill leaves what is in, and importing again goes on from there.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ml_core.datasets.tables import (
    TableRow,
    as_stored,
    parse_tau_name,
    read_table,
    safe_relative,
)
from ml_core.errors import ImportProblem, UnreadableRecording, UnwritableFile
from ml_core.files import atomic_path, sha256_file
from ml_core.progress import Monitor
from ml_core.project import NewRecording, Problem, Project
from ml_core.recordings.decode import AUDIO_SUFFIXES, probe

Kind = Literal["auto", "folder", "meta"]
META = "meta.csv"

_TABLES = {".csv", ".tsv", ".txt"}
_BATCH = 256
_THREADS = min(8, (os.cpu_count() or 1) + 2)
# Folders that say what part of a data set lies below, not which scene.
_NO_SCENES = frozenset(
    {"audio", "audios", "data", "dataset", "recordings", "clips", "wav", "wavs", "flac", "ogg"}
    | {"train", "training", "test", "testing", "val", "valid", "validation"}
    | {"dev", "development", "eval", "evaluate", "evaluation"}
)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. Counts are of what is new; ``already`` were in the project before."""

    recordings: int
    segments: int
    scenes: int
    devices: int
    already: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A file that may come in: its path under the root, and what its table or folder says."""

    path: str
    source: str
    scenes: tuple[str, ...] = ()
    device: str | None = None
    location: str | None = None
    identifier: str | None = None
    licence: str | None = None
    author: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


def import_recordings(
    project: Project,
    path: Path | str,
    *,
    kind: Kind = "auto",
    copy: bool = False,
    monitor: Monitor | None = None,
) -> ImportReport:
    """Bring recordings in. Files stay where they are unless ``copy``; none is ever changed.

    Args:
        project: where to.
        path: a folder (the first folder below it that is no "train" or "audio" names the scene),
            a table in the format of DCASE, or one audio file.
        kind: what ``path`` is; "auto" takes a ``meta.csv`` if there is one.
        copy: copy the audio into the project folder.
        monitor: progress and cancel.

    Raises:
        ImportProblem: there is nothing to import.
        Cancelled: asked to stop; what is in stays in.
    """
    monitor = monitor or Monitor()
    path = Path(path).expanduser().absolute()
    monitor.report(0, None, stage="reading")
    origin, candidates, problems = _list(path, kind, monitor)
    known = _known(project)
    fresh = [one for one in candidates if f"{origin}/{one.path}" not in known]
    problems = [Problem(str(origin / one.path), one.reason) for one in problems]
    if not fresh and not problems and not project.problems():
        return ImportReport(0, 0, 0, 0, len(candidates), ())
    root_path = _copy_folder(project, origin) if copy else origin
    root = project.add_root(root_path, origin)
    number = project.begin_import(path.name, path, kind)
    project.add_problems(number, problems)
    added: list[NewRecording] = []
    with ThreadPoolExecutor(_THREADS, thread_name_prefix="import") as pool:
        for start in range(0, len(fresh), _BATCH):
            batch = fresh[start : start + _BATCH]
            looked = list(
                pool.map(lambda one: _look(origin, one, root_path if copy else None), batch)
            )
            good = [one for one in looked if isinstance(one, NewRecording)]
            bad = [one for one in looked if isinstance(one, Problem)]
            project.add_recordings(number, root, good)
            project.add_problems(number, bad)
            added += good
            problems += bad
            monitor.report(start + len(batch), len(fresh), stage="importing")
    return ImportReport(
        recordings=len(added),
        segments=len(added),
        scenes=len({scene for one in added for scene in one.scenes}),
        devices=len({one.device for one in added if one.device is not None}),
        already=len(candidates) - len(fresh),
        problems=tuple(problems),
    )


def hash_missing(project: Project, monitor: Monitor | None = None) -> int:
    """Compute the content hashes that are not known yet; returns how many are new.

    Files that are not there are left for another time.
    """
    monitor = monitor or Monitor()
    total = project.n_unhashed()
    done = n_new = last = 0
    with ThreadPoolExecutor(2, thread_name_prefix="hash") as pool:
        while batch := project.unhashed(after=last, limit=_BATCH):
            monitor.report(done, total, stage="fingerprints")
            digests = pool.map(_digest, [path for _, path in batch])
            pairs = zip(batch, digests, strict=True)
            hashes = {number: digest for (number, _), digest in pairs if digest}
            project.set_hashes(hashes)
            n_new += len(hashes)
            done += len(batch)
            last = batch[-1][0]
    return n_new


def _digest(path: Path) -> str | None:
    try:
        return sha256_file(path)
    except OSError:
        return None


def _list(path: Path, kind: Kind, monitor: Monitor) -> tuple[Path, list[_Candidate], list[Problem]]:
    """Folder of the audio, the files that may come in, and what is wrong already."""
    if not path.exists():
        raise ImportProblem(f'"{path}" is not there.', hint="Check the path.")
    is_table = path.is_file() and path.suffix.lower() in _TABLES
    if kind == "meta" or (kind == "auto" and (is_table or (path / META).is_file())):
        table = path / META if path.is_dir() else path
        candidates, problems = _from_table(table, monitor)
        return table.parent, candidates, problems
    if is_table:
        raise ImportProblem(f'"{path.name}" is a table.', hint="Import it with: --as meta")
    if path.is_file():
        return path.parent, [_from_file(path.name)], []
    candidates, problems = _from_folder(path, monitor)
    if not candidates and not problems:
        raise ImportProblem(
            f'There are no recordings in "{path}".',
            hint="It should hold WAV, FLAC, OGG or MP3 files, in one folder per scene.",
        )
    return path, candidates, problems


def _from_folder(root: Path, monitor: Monitor) -> tuple[list[_Candidate], list[Problem]]:
    candidates: list[_Candidate] = []
    problems: list[Problem] = []
    for number, path in enumerate(sorted(_audio_files(root))):
        if number % 5000 == 0:
            monitor.report(number, None, stage="reading")
        try:
            path.encode("utf-8")
        except UnicodeEncodeError:
            name = path.encode("utf-8", "backslashreplace").decode()
            problems.append(Problem(name, "its name is not valid UTF-8"))
            continue
        candidates.append(_from_file(path))
    return candidates, problems


def _audio_files(root: Path) -> Iterator[str]:
    """Relative paths of the audio files below a folder; links are followed, but never in rings."""
    seen: set[str] = set()
    for folder, folders, files in os.walk(root, followlinks=True):
        real = os.path.realpath(folder)
        if real in seen or "project.sqlite" in files:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if Path(name).suffix.lower() in AUDIO_SUFFIXES and not name.startswith("."):
                yield Path(folder, name).relative_to(root).as_posix()


def _from_file(path: str) -> _Candidate:
    """A file without a table: the folder or the TAU name says the scene."""
    tau = parse_tau_name(path)
    named = [part for part in path.split("/")[:-1] if part.lower() not in _NO_SCENES]
    scene = named[0].strip() if named else (tau.scene if tau else "")
    return _Candidate(
        path=path,
        source=tau.source if tau else path,
        scenes=(scene,) if scene else (),
        device=tau.device if tau else None,
        location=tau.location if tau else None,
    )


def _from_table(table: Path, monitor: Monitor) -> tuple[list[_Candidate], list[Problem]]:
    read = read_table(table)
    candidates: dict[str, _Candidate] = {}
    problems = [Problem(name or f"line {line}", reason) for line, name, reason in read.bad_lines]
    for number, row in enumerate(read.rows):
        if number % 5000 == 0:
            monitor.report(number, len(read.rows), stage="reading")
        path = safe_relative(row.filename)
        if path is None:
            reason = "its path leads out of the folder" if row.filename else "no file is named"
            problems.append(Problem(row.filename or f"line {row.line}", reason))
            continue
        path = as_stored(table.parent, path)
        if path in candidates:
            problems.append(Problem(path, f"it is listed again on line {row.line}"))
            continue
        candidates[path] = _from_row(path, row)
    return list(candidates.values()), problems


def _from_row(path: str, row: TableRow) -> _Candidate:
    tau = parse_tau_name(path)
    return _Candidate(
        path=path,
        source=tau.source if tau else row.identifier or path,
        scenes=(row.scene,) if row.scene else (),
        device=row.device or (tau.device if tau else None),
        location=row.location or (tau.location if tau else None),
        identifier=row.identifier,
        licence=row.licence,
        author=row.author,
        extra=row.extra,
    )


def _look(origin: Path, one: _Candidate, copy_to: Path | None) -> NewRecording | Problem:
    """Open a file, and copy it where asked; in a thread."""
    path = origin / one.path
    try:
        info = probe(path, check_samples=True)
        size = path.stat().st_size
        if copy_to is not None:
            with atomic_path(copy_to / one.path) as temporary:
                shutil.copyfile(path, temporary)
    except UnreadableRecording as error:
        return Problem(str(path), error.reason)
    except UnwritableFile as error:
        return Problem(str(path), f"it cannot be copied ({error.reason})")
    except OSError as error:
        return Problem(str(path), f"it cannot be read ({error.strerror})")
    return NewRecording(
        path=one.path,
        size_bytes=size,
        sample_rate_hz=info.sample_rate_hz,
        channels=info.channels,
        n_samples=info.n_samples,
        container=info.container,
        subtype=info.subtype,
        source=one.source,
        scenes=one.scenes,
        device=one.device,
        location=one.location,
        identifier=one.identifier,
        licence=one.licence,
        author=one.author,
        extra=one.extra,
    )


def _known(project: Project) -> set[str]:
    """Where the project's recordings are, and where they came from, as absolute paths."""
    known: set[str] = set()
    for root in project.audio_roots():
        for relative in project.known_paths(root.root_id):
            known.add(f"{root.path}/{relative}")
            known.add(f"{root.origin}/{relative}")
    return known


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
