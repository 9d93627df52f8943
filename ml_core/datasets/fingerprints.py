"""What recordings hold, as a digest that is cheap to ask for again."""

import contextlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ml_core.errors import UnwritableFile
from ml_core.files import from_json, sha256_bytes, write_json
from ml_core.progress import Monitor
from ml_core.project import ClipRow
from ml_core.recordings.members import facts_of, sha256_of

FILE = "fingerprints.json"  # in a cache: path of a recording: [its size and time, its digest]
_THREADS = 2
_BATCH = 64


def recordings_digest(
    clips: Sequence[ClipRow],
    cache_dir: Path,
    monitor: Monitor | None = None,
    *,
    said: Mapping[Path, str] | None = None,
) -> str:
    """One digest of the recordings that some clips are of: their names and every byte of them.

    A recording is read again only where its size or time have changed, which is also what lets
    ``ClipSource`` decode it again. One that is not there counts as empty.

    Args:
        clips: whose recordings.
        cache_dir: where the digests of single recordings are kept.
        monitor: told while recordings are read.
        said: content hashes of some recordings as their shards say them: these are not read.

    Raises:
        Cancelled: asked to stop.
    """
    monitor = monitor or Monitor()
    names = {clip.path: clip.relative_path for clip in clips}
    said = said or {}
    stamps = {path: _stamp(path) for path in names if path not in said}
    known = _read(cache_dir / FILE)
    fresh = [path for path, stamp in stamps.items() if known.get(str(path), [""])[0] != stamp]
    with ThreadPoolExecutor(_THREADS, thread_name_prefix="fingerprint") as pool:
        for start in range(0, len(fresh), _BATCH):
            monitor.report(start, len(fresh), stage="fingerprints")
            some = fresh[start : start + _BATCH]
            for path, digest in zip(some, pool.map(_digest, some), strict=True):
                known[str(path)] = [stamps[path], digest]
    if fresh:
        with contextlib.suppress(UnwritableFile):  # then they are read again next time
            write_json(cache_dir / FILE, known)
    digests = {path: known[str(path)][1] for path in stamps} | dict(said)
    lines = sorted(f"{digests[path]} {name}" for path, name in names.items())
    return sha256_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))


def _stamp(path: Path) -> str:
    try:
        facts = facts_of(path)
    except OSError:
        return "missing"
    return f"{facts.n_bytes} {facts.modified_ns}"


def _digest(path: Path) -> str:
    try:
        return sha256_of(path)
    except OSError:
        return ""


def _read(path: Path) -> dict[str, list[str]]:
    """Digests that are known; none where the file is not there or not ours."""
    try:
        table = from_json(path.read_bytes())
        return {str(name): [str(stamp), str(digest)] for name, (stamp, digest) in table.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
