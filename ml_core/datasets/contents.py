"""What files hold: headers and hashes that are not known yet, and files that were changed since."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from ml_core.datasets.arrivals import header_of
from ml_core.errors import UnreadableRecording
from ml_core.progress import Monitor
from ml_core.project import Header, Project, ReadFile
from ml_core.recordings.members import facts_of, is_there, sha256_of

_BATCH = 256
_STAMPS = 1 << 12  # files whose size and time are looked at between two looks at the monitor
T = TypeVar("T")


def hash_missing(project: Project, monitor: Monitor | None = None) -> int:
    """Read what is not known of files, or not any more; returns how many content hashes are new.

    First files that were changed, then the headers of those that were absent when they came in,
    then the hashes. What is not there is left for another time.
    """
    monitor = monitor or Monitor()
    notice_changes(project, monitor)
    total = project.n_unread() + project.n_unhashed()
    with ThreadPoolExecutor(2, thread_name_prefix="hash") as pool:
        read, _ = _fill(pool, project.unread, _header, project.set_headers, (monitor, 0, total))
        rest = (monitor, read, total)
        return _fill(pool, project.unhashed, _digest, project.set_hashes, rest)[1]


def n_unknown(project: Project) -> int:
    """How many files :func:`hash_missing` has something to do with; looks at no content."""
    return project.n_unhashed() + sum(map(len, _restamped(project, Monitor())))


def notice_changes(project: Project, monitor: Monitor | None = None) -> int:
    """Find recordings whose files hold something else than when they were read; how many.

    Their headers and hashes are stored anew, and whatever was computed from them before counts no
    more: see ``ClipRow.edition``. A file is read only where its size or its time differ; where
    its hash is known and still the same it was merely touched or copied. A project that cannot be
    changed is left as it is.

    Raises:
        Cancelled: asked to stop; what was found stays.
    """
    monitor = monitor or Monitor()
    n_read = n_changed = 0
    if project.read_only:
        return 0
    for batch in _restamped(project, monitor):
        same: dict[int, int] = {}
        changed: dict[ReadFile, tuple[Header, str]] = {}
        for one, (size_bytes, time_ns) in batch:
            if size_bytes == one.size_bytes and not one.modified_ns:  # read before times were kept
                same[one.recording_id] = time_ns
                continue
            monitor.report(n_read, None, stage="fingerprints")
            n_read += 1
            header, digest = _header(one.path), _digest(one.path)
            if digest is not None and digest == one.sha256:
                same[one.recording_id] = time_ns
            elif digest is not None and header is not None:
                changed[one] = header, digest
        project.set_times(same)
        project.set_changed(changed)
        n_changed += len(changed)
    return n_changed


def _restamped(
    project: Project, monitor: Monitor
) -> Iterator[list[tuple[ReadFile, tuple[int, int]]]]:
    """Batches of files whose size or time is not what it was, with both."""
    last = 0
    while batch := project.read_files(last, _STAMPS):
        monitor.check()
        stamps = [(one, _stamp(one.path)) for one in batch]
        yield [
            (one, stamp)
            for one, stamp in stamps
            if stamp is not None and stamp != (one.size_bytes, one.modified_ns)
        ]
        last = batch[-1].recording_id


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
        there = [(number, path) for number, path in batch if is_there(path)]
        values = pool.map(look, [path for _, path in there])
        found = {n: value for (n, _), value in zip(there, values, strict=True) if value is not None}
        store(found)
        looked += len(batch)
        stored += len(found)
        last = batch[-1][0]
    return looked, stored


def _stamp(path: Path) -> tuple[int, int] | None:
    """Size and time of a file, None where it is not there."""
    try:
        facts = facts_of(path)
    except OSError:
        return None
    return facts.n_bytes, facts.modified_ns


def _header(path: Path) -> Header | None:
    try:
        return header_of(path)
    except (UnreadableRecording, OSError):
        return None


def _digest(path: Path) -> str | None:
    try:
        return sha256_of(path)
    except OSError:
        return None
