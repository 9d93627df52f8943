"""Find recordings that are not where they were: by relative path, then by size and content.

A label never lands on a wrong file. Where the content hash of a recording is known, a file is
taken only if it has that content. Where it is not, the size must agree and the path must say it:
the whole relative path under the chosen folder, or that path below a folder with the name of the
old one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ml_core.errors import ProjectError
from ml_core.files import walk_files
from ml_core.progress import Monitor
from ml_core.project import history, intake, roots
from ml_core.project.database import Database
from ml_core.recordings.members import SUFFIX, facts_of, is_there, names_in, sha256_of

_BATCH = 256
_THREADS = 2


@dataclass(frozen=True, slots=True)
class Relocation:
    """How many recordings were found again, and how many are still missing, with the first."""

    found: int
    missing: int
    still_missing: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class _Recording:
    number: int
    root_id: int
    path: str
    size_bytes: int
    sha256: str | None
    place: Path


def relocate(
    database: Database, home: Path, folder: Path, monitor: Monitor, *, check_content: bool
) -> Relocation:
    """Look for what is missing below a folder; see :meth:`ml_core.project.Project.relocate`."""
    if not folder.is_dir():
        raise ProjectError(f'"{folder}" is not a folder.', hint="Choose where the audio is now.")
    here, lost = _sort_out(database, home, monitor, check_content=check_content)
    if not lost:
        return Relocation(0, 0)
    search = _Search(folder, {one.place.as_posix() for one in here}, monitor)
    found = search.by_path(lost)
    found |= search.by_content([one for one in lost if one.number not in found])
    _store(database, home, folder, here, lost, found)
    still = [one.place for one in lost if one.number not in found]
    return Relocation(len(found), len(still), tuple(still[:100]))


def _sort_out(
    database: Database, home: Path, monitor: Monitor, *, check_content: bool
) -> tuple[list[_Recording], list[_Recording]]:
    """Recordings that are in their places, and those that are not."""
    root_of = roots.paths(database, home)
    there = {root: path.is_dir() for root, path in root_of.items()}
    rows = database.rows(
        """SELECT id, root_id, path, size_bytes, sha256 FROM recordings
        WHERE import_id NOT IN (SELECT id FROM imports WHERE hidden) ORDER BY id"""
    )
    here: list[_Recording] = []
    lost: list[_Recording] = []
    for n, (number, root, path, size_bytes, sha256) in enumerate(rows):
        if n % _BATCH == 0:
            monitor.report(n, len(rows), stage="looking")
        one = _Recording(number, root, path, size_bytes, sha256, root_of[root] / path)
        (here if there[one.root_id] and is_there(one.place) else lost).append(one)
    if check_content:
        digests = _digests([one.place.as_posix() for one in here if one.sha256], monitor)
        changed = {
            one.number
            for one in here
            if (
                digests.get(one.place.as_posix()) != one.sha256
                if one.sha256
                else not _has_size(one.place, one)
            )
        }
        lost += [one for one in here if one.number in changed]
        here = [one for one in here if one.number not in changed]
    return here, lost


class _Search:
    """The files below a folder that no recording has yet."""

    def __init__(self, folder: Path, taken: set[str], monitor: Monitor) -> None:
        self._folder = folder.as_posix()
        self._monitor = monitor
        self._digests: dict[str, str] = {}
        self._free: dict[str, None] = {}
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for number, path in enumerate(_files(folder)):
            if number % _BATCH == 0:
                monitor.report(number, None, stage="looking")
            if path not in taken:
                self._free[path] = None
                self._by_name[path.rpartition("/")[2]].append(path)

    def by_path(self, lost: Iterable[_Recording]) -> dict[int, str]:
        """Path by number of those that lie where their names say."""
        likely = {one.number: (one, list(self._likely(one))) for one in lost}
        wanted = [path for one, paths in likely.values() if one.sha256 for path in paths]
        self._read(wanted)
        found = {}
        for one, paths in likely.values():
            fits = [path for path in paths if path in self._free and self._fits(one, path)]
            if len(fits) == 1 or (fits and (one.sha256 or fits[0] == self._exact(one))):
                found[one.number] = fits[0]
                del self._free[fits[0]]
        return found

    def by_content(self, lost: Iterable[_Recording]) -> dict[int, str]:
        """Path by number of those whose content lies anywhere; the same name goes first."""
        lost = [one for one in lost if one.sha256]
        sizes = {one.size_bytes for one in lost}
        self._read([path for path in self._free if _size(path) in sizes])
        of_content: dict[str, list[str]] = defaultdict(list)
        for path in self._free:
            if path in self._digests:
                of_content[self._digests[path]].append(path)
        found: dict[int, str] = {}
        for same_name in (True, False):
            for one in lost:
                if one.number in found:
                    continue
                paths = of_content[one.sha256 or ""]
                name = one.path.rpartition("/")[2]
                fits = [path for path in paths if not same_name or path.endswith(f"/{name}")]
                if fits:
                    found[one.number] = fits[0]
                    paths.remove(fits[0])
        return found

    def _likely(self, one: _Recording) -> Iterator[str]:
        """Files whose paths say that they are the recording, the likeliest first."""
        exact = self._exact(one)
        if exact in self._free:
            yield exact
        tail = f"/{one.path}" if one.sha256 else f"/{_root_name(one)}/{one.path}"
        for path in self._by_name.get(one.path.rpartition("/")[2], ()):
            if path.endswith(tail) and path != exact:
                yield path

    def _exact(self, one: _Recording) -> str:
        return f"{self._folder}/{one.path}"

    def _fits(self, one: _Recording, path: str) -> bool:
        if one.sha256:
            return self._digests.get(path) == one.sha256
        return _has_size(Path(path), one)

    def _read(self, paths: Iterable[str]) -> None:
        new = [path for path in dict.fromkeys(paths) if path not in self._digests]
        self._digests |= _digests(new, self._monitor)


def _store(
    database: Database,
    home: Path,
    folder: Path,
    here: Iterable[_Recording],
    lost: Iterable[_Recording],
    found: Mapping[int, str],
) -> None:
    """One operation: a whole root moves where it can, other recordings one by one."""
    if not found:
        return
    lost_of: dict[int, list[_Recording]] = defaultdict(list)
    for one in lost:
        lost_of[one.root_id].append(one)
    used = {one.root_id for one in here}
    whole: list[tuple[list[Any], list[int]]] = []
    single: list[tuple[str, int]] = []
    for root, ones in lost_of.items():
        moved = None if root in used else _moved_root(ones, found)
        if moved is not None:
            whole.append((list(roots.place_of(home, Path(moved))), [root]))
        for one in ones:
            path = found.get(one.number)
            if path is not None and (moved is None or path != f"{moved}/{one.path}"):
                single.append((Path(path).relative_to(folder).as_posix(), one.number))
    new_root = intake.root_id(database, home, folder, str(folder)) if single else 0
    places = [([new_root, path], [number]) for path, number in single]
    n = len(found)
    text = f'Locate {"1 recording" if n == 1 else f"{n} recordings"} in "{folder.name}"'
    with database.transaction() as connection:
        history.change(connection, text, {"root.place": whole, "recording.place": places})


def _files(folder: Path) -> Iterator[str]:
    """The files below a folder, and the members of the tars among them."""
    for path in walk_files(folder):
        yield path
        if path.lower().endswith(SUFFIX):
            yield from (f"{path}/{name}" for name in sorted(names_in(Path(path))))


def _moved_root(ones: list[_Recording], found: Mapping[int, str]) -> str | None:
    """Where a root went as a whole: most of its recordings lie there, under their old names."""
    places = Counter(
        path.removesuffix(f"/{one.path}")
        for one in ones
        if (path := found.get(one.number)) is not None and path.endswith(f"/{one.path}")
    )
    place, n = places.most_common(1)[0] if places else ("", 0)
    return place if n > len(ones) // 2 else None


def _digests(paths: list[str], monitor: Monitor) -> dict[str, str]:
    """Content hashes of the files that can be read."""
    found: dict[str, str] = {}
    with ThreadPoolExecutor(_THREADS, thread_name_prefix="hash") as pool:
        for start in range(0, len(paths), _BATCH):
            monitor.report(start, len(paths), stage="comparing")
            batch = paths[start : start + _BATCH]
            pairs = zip(batch, pool.map(_digest, batch), strict=True)
            found |= {path: digest for path, digest in pairs if digest is not None}
    return found


def _digest(path: str) -> str | None:
    try:
        return sha256_of(Path(path))
    except OSError:
        return None


def _has_size(path: Path, one: _Recording) -> bool:
    """Whether a file is there and has the recording's size, as far as that is known."""
    size = _size(path)
    return size is not None and (size == one.size_bytes or one.size_bytes == 0)


def _size(path: Path | str) -> int | None:
    try:
        path = Path(path)
        return facts_of(path).n_bytes if is_there(path) else None
    except OSError:
        return None


def _root_name(one: _Recording) -> str:
    return one.place.as_posix().removesuffix(f"/{one.path}").rpartition("/")[2]
