"""Write a project's clips as shards: the same bytes every time, going on where it was stopped.

A shard is finished when its table is there, which is written after its tar and says which plan it
is of. So whoever goes on needs nothing else: what is finished is passed over, the rest is made.
"""

import hashlib
import json
import shutil
import tarfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

import soundfile

from ml_core.errors import AscError, ShardError, UnreadableRecording, UnwritableFile
from ml_core.files import (
    as_table,
    atomic_path,
    settled,
    sha256_bytes,
    sha256_file,
    write_json,
)
from ml_core.progress import Monitor
from ml_core.project import ClipFilter, ClipRow, Project
from ml_core.project.leftovers import remove_leftovers
from ml_core.recordings.members import BLOCK, sha256_of
from ml_core.runs.lock import locked
from ml_core.shards.manifest import (
    BEGUN,
    MANIFEST,
    Manifest,
    Shard,
    as_roots,
    read_manifest,
    write_manifest,
)
from ml_core.shards.rows import ShardRow, facts_of, hashes_of
from ml_core.shards.sound import Sound, sound_of
from ml_core.shards.tables import pyarrow_for, read_said, write_rows

SHARD_MB = 256
BYTES_PER_MB = 1 << 20
_LAYOUT = 1  # raises with every change in how the same clips become bytes
_THREADS = 2
_AT_ONCE = 8  # clips that are encoded and wait to be written
_ROOM_BYTES = 64 << 20  # what is left free on a disk
_LOCK = ".shards.lock"
_NO_SPLIT = "clips"


@dataclass(frozen=True, slots=True)
class ShardReport:
    """What was written. ``kept`` shards were there from before; ``left_out`` clips are excluded."""

    folder: Path
    shards: int
    kept: int
    clips: int
    duration_s: float
    n_bytes: int
    left_out: int
    problems: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Planned:
    """A clip, its name in a shard, and the hash of its recording where it is known."""

    key: str
    clip: ClipRow
    sha256: str | None


@dataclass(slots=True)
class _Work:
    """Shards under way: the clips of all in their order, and what is finished."""

    name: str
    folder: Path
    roots: list[Path]
    plan: list[_Planned]
    digest: str
    limit: int
    monitor: Monitor
    shards: list[Shard] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    kept: int = 0
    hashes: dict[Path, str] = field(default_factory=dict)


def write_shards(
    project: Project,
    out: Path | str,
    *,
    also: Sequence[Path | str] = (),
    shard_mb: int = SHARD_MB,
    wanted: ClipFilter | None = None,
    monitor: Monitor | None = None,
) -> ShardReport:
    """Write clips as shards; stopped and given again it goes on, finished it changes nothing.

    A shard has clips of one part (train, test) alone, in an order that has nothing to do with
    their scenes: to read a shard from its beginning is to read a mixture.

    Args:
        project: whose clips.
        out: folder of the manifest and the first shards.
        also: further folders, on other disks, which get their shards in turn; one without room
            is passed over.
        shard_mb: a shard is full when its clips have as many MB; at least one clip is in each.
        wanted: which clips; excluded ones only where it names that state.
        monitor: progress and cancel.

    Raises:
        ShardError: there is no clip to write, or the folder holds something else.
        MissingPack: pyarrow is not installed.
        UnwritableFile: the system refuses, or no disk has room; what is finished stays.
        Cancelled: asked to stop; what is finished stays.
    """
    pyarrow_for("Writing shards")
    wanted = wanted or ClipFilter()
    folder = settled(out)
    clips = project.fetch(wanted)
    chosen = [one for one in clips if one.state != "excluded" or "excluded" in wanted.state]
    if not chosen:
        raise ShardError("No clip was chosen, so there is nothing to write.", hint="Choose some.")
    plan = _plan(project, chosen)
    work = _Work(
        name=project.name, folder=folder, roots=[folder, *map(settled, also)], plan=plan,
        digest=_digest(plan, shard_mb), limit=shard_mb * BYTES_PER_MB, monitor=monitor or Monitor(),
    )  # fmt: skip
    with locked(folder / _LOCK):  # two that write into it take turns
        if not _finished_before(work):
            _begin(work)
            _write_all(work)
            _finish(work)
    manifest = read_manifest(folder)
    return ShardReport(
        folder=folder,
        shards=len(manifest.shards),
        kept=work.kept,
        clips=manifest.n_clips,
        duration_s=manifest.duration_s,
        n_bytes=sum(one.n_bytes for one in manifest.shards),
        left_out=len(clips) - len(chosen),
        problems=tuple(work.problems),
    )


def _plan(project: Project, clips: Sequence[ClipRow]) -> list[_Planned]:
    """Every clip with a name made from what it is, sorted by part and name."""
    hashes = hashes_of(project, clips)
    taken: set[str] = set()
    planned = []
    for clip in clips:
        what = [clip.relative_path, clip.start_s, clip.duration_s, clip.low_hz, clip.high_hz]
        key = sha256_bytes(json.dumps(what).encode())[:20]
        while key in taken:  # of two folders with the same names
            key = sha256_bytes(key.encode())[:20]
        taken.add(key)
        planned.append(_Planned(key, clip, hashes.get(clip.recording_id)))
    return sorted(planned, key=lambda one: (one.clip.split or "", one.key))


def _digest(plan: Sequence[_Planned], shard_mb: int) -> str:
    """Of all that decides what is written."""
    digest = hashlib.sha256(f"{_LAYOUT} {shard_mb} {soundfile.__libsndfile_version__}".encode())
    for one in plan:
        facts = {**facts_of(one.clip), "extra": dict(one.clip.extra)}
        digest.update(json.dumps([one.key, one.sha256, facts], sort_keys=True).encode())
    return digest.hexdigest()


def _finished_before(work: _Work) -> bool:
    """Whether the folder has all of it already.

    Raises:
        ShardError: it has something else.
    """
    if not (work.folder / MANIFEST).is_file():
        return False
    there = read_manifest(work.folder)
    if there.digest != work.digest:
        raise ShardError(
            f'"{work.folder}" holds shards of other clips, or of these as they were.',
            hint="Choose an empty folder, or remove those shards.",
        )
    work.kept = len(there.shards)
    return True


def _begin(work: _Work) -> None:
    """Note whose folder this is, or see that it is ours.

    Raises:
        ShardError: it holds something else.
    """
    path = work.folder / BEGUN
    try:
        said = as_table(path.read_bytes()) if path.is_file() else {}
    except OSError as error:
        raise UnwritableFile(path, error.strerror or str(error)) from error
    if said is None or said.get("digest", work.digest) != work.digest:
        raise ShardError(
            f'"{work.folder}" holds the beginning of shards of other clips, or of these as they '
            "were.",
            hint="Choose an empty folder, or remove what is in it.",
        )
    begun_in = [str(root) for root in said.get("roots", ())]
    for root in work.roots:
        remove_leftovers(root)
        if str(root) in begun_in:
            continue
        if any(root.glob("*.tar")) or any(root.glob("*.parquet")):
            raise ShardError(
                f'"{root}" holds other shards or tables.', hint="Choose an empty folder."
            )
    write_json(path, {"digest": work.digest, "roots": [str(root) for root in work.roots]})


def _write_all(work: _Work) -> None:
    first = 0
    while first < len(work.plan):
        work.monitor.report(first, len(work.plan), stage="sharding")
        name = _name(work, first)
        found = _found(work, name, first)
        if found is None:
            root = _with_room(work)
            found = _write(work, name, root, first)
        else:
            work.kept += 1
        shard, first, problems = found
        work.problems += problems
        if shard.n_clips:
            work.shards.append(shard)
    if not work.shards:
        path, reason = work.problems[0]
        raise UnreadableRecording(path, reason)


def _name(work: _Work, first: int) -> str:
    """What the shard is called that begins with a clip: its part and a number."""
    split = work.plan[first].clip.split or _NO_SPLIT
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in split)[:40]
    return f"{plain}-{len(work.shards):06d}"


def _found(work: _Work, name: str, first: int) -> tuple[Shard, int, list[tuple[str, str]]] | None:
    """A shard that was finished before, where the next begins, and what could not be read."""
    for number, root in enumerate(work.roots):
        table, tar = root / f"{name}.parquet", root / f"{name}.tar"
        try:
            said = read_said(table) if table.is_file() else {}
            if (said.get("digest"), said.get("first")) != (work.digest, first):
                continue
            if tar.stat().st_size != said["n_bytes"]:
                continue
            shard = Shard(
                name, number, work.plan[first].clip.split, said["n_clips"], said["duration_s"],
                said["n_bytes"], said["sha256"], sha256_file(table),
            )  # fmt: skip
            return shard, int(said["end"]), [(str(a), str(b)) for a, b in said["problems"]]
        except (AscError, OSError, KeyError, TypeError, ValueError):
            continue  # it is made again
    return None


def _with_room(work: _Work) -> int:
    """The next folder in turn whose disk has room for a shard.

    Raises:
        UnwritableFile: none has.
    """
    turn = len(work.shards)
    for number in (n % len(work.roots) for n in range(turn, turn + len(work.roots))):
        root = work.roots[number]
        try:
            root.mkdir(parents=True, exist_ok=True)
            free = shutil.disk_usage(root).free
        except OSError as error:
            raise UnwritableFile(root, error.strerror or str(error)) from error
        if free > work.limit + _ROOM_BYTES:
            return number
    raise UnwritableFile(
        work.folder, "there is no room for another shard; --also names a further disk"
    )


def _write(
    work: _Work, name: str, root: int, first: int
) -> tuple[Shard, int, list[tuple[str, str]]]:
    """One shard: its tar, then its table."""
    rows: list[ShardRow] = []
    problems: list[tuple[str, str]] = []
    path, end = work.roots[root] / f"{name}.tar", first
    with atomic_path(path) as temporary:
        with temporary.open("wb") as tar:
            for planned, sound in _sounds(work, first):
                end += 1
                if isinstance(sound, UnreadableRecording):
                    problems.append((str(sound.path), sound.reason))
                    continue
                with sound:
                    rows.append(_add(tar, _row(work, planned, sound, name), sound))
                work.monitor.report(end, len(work.plan), stage="sharding")
                if tar.tell() >= work.limit:
                    break
            n_bytes = _end(tar)
        digest = sha256_file(temporary)
    shard = Shard(
        name, root, work.plan[first].clip.split, len(rows),
        round(sum(row.n_samples / row.rate_hz for row in rows), 6), n_bytes, digest, "",
    )  # fmt: skip
    if not rows:
        path.unlink()
        return shard, end, problems
    table = path.with_suffix(".parquet")
    said = {
        "digest": work.digest, "first": first, "end": end, "problems": problems,
        "n_clips": shard.n_clips, "duration_s": shard.duration_s, "n_bytes": n_bytes,
        "sha256": digest,
    }  # fmt: skip
    write_rows(table, rows, said)
    return replace(shard, table_sha256=sha256_file(table)), end, problems


def _sounds(work: _Work, first: int) -> Iterator[tuple[_Planned, Sound | UnreadableRecording]]:
    """The clips of one part from one on, encoded in threads, in their order."""
    split = work.plan[first].clip.split
    with ThreadPoolExecutor(_THREADS, thread_name_prefix="shard") as pool:
        for start in range(first, len(work.plan), _AT_ONCE):
            some = [one for one in work.plan[start : start + _AT_ONCE] if one.clip.split == split]
            made = list(pool.map(_sound, some))
            try:
                yield from zip(some, made, strict=True)
            finally:
                for sound in made:
                    if isinstance(sound, Sound):
                        sound.close()
            if len(some) < _AT_ONCE:
                return


def _sound(planned: _Planned) -> Sound | UnreadableRecording:
    clip = planned.clip
    whole = clip.whole or clip.duration_s == 0  # of a file that was not read yet
    try:
        return sound_of(clip.path, clip.start_s, clip.duration_s, whole=whole)
    except UnreadableRecording as error:
        return error


def _row(work: _Work, planned: _Planned, sound: Sound, shard: str) -> ShardRow:
    clip = planned.clip
    digest = planned.sha256 or work.hashes.get(clip.path)
    if digest is None:
        digest = work.hashes[clip.path] = sha256_of(clip.path)
    facts = facts_of(clip)
    facts["duration_s"] = facts["duration_s"] or sound.n_samples / sound.rate_hz
    if clip.channel is not None and clip.channel >= sound.channels:
        facts["channel"] = None
    return ShardRow(
        key=planned.key, audio=f"{planned.key}.{sound.suffix}", recording_sha256=digest,
        n_samples=sound.n_samples, rate_hz=sound.rate_hz, channels=sound.channels,
        sha256=sound.sha256, n_bytes=sound.n_bytes, shard=shard, **facts,
    )  # fmt: skip


def _add(tar: BinaryIO, row: ShardRow, sound: Sound) -> ShardRow:
    """Append the sound of a clip and what is known of it; the row with its place."""
    said = row.to_json()
    tar.write(_head(row.audio, sound.n_bytes))
    offset = tar.tell()
    shutil.copyfileobj(sound.data, tar, 1 << 20)
    _pad(tar)
    tar.write(_head(f"{row.key}.json", len(said)))
    tar.write(said)
    _pad(tar)
    return replace(row, offset=offset)


def _head(name: str, n_bytes: int) -> bytes:
    """The header of a member: nobody's, of no time."""
    info = tarfile.TarInfo(name)
    info.size = n_bytes
    return info.tobuf(tarfile.USTAR_FORMAT)


def _pad(tar: BinaryIO) -> None:
    tar.write(bytes(-tar.tell() % BLOCK))


def _end(tar: BinaryIO) -> int:
    """The end of a tar, as tar itself writes it; how long it is now."""
    tar.write(bytes(2 * BLOCK))
    tar.write(bytes(-tar.tell() % tarfile.RECORDSIZE))
    return tar.tell()


def _finish(work: _Work) -> None:
    roots = as_roots(work.folder, work.roots)
    write_manifest(work.folder, Manifest(work.name, work.digest, roots, tuple(work.shards)))
    (work.folder / BEGUN).unlink(missing_ok=True)
