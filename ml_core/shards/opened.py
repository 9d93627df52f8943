"""A folder of shards, opened: rows by filters, and clips as samples."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ml_core.errors import ShardError, UnreadableRecording
from ml_core.files import settled, sha256_file
from ml_core.progress import Monitor
from ml_core.project import ClipFilter
from ml_core.recordings.decode import read_samples
from ml_core.recordings.members import member_of
from ml_core.shards.manifest import Manifest, Shard, read_manifest, roots_of
from ml_core.shards.rows import ShardRow, samples_at
from ml_core.shards.tables import Tally, damaged, read_rows

_ALL = ClipFilter()


class ShardSet:
    """The shards of a folder; get one from :func:`open_shards`. Holds no file open.

    Args:
        folder: of the manifest.
        manifest: what it says.
        also: folders in which shards that moved are looked for.
    """

    def __init__(self, folder: Path, manifest: Manifest, also: Sequence[Path] = ()) -> None:
        self.folder = folder
        self.manifest = manifest
        self.roots = [*roots_of(folder, manifest), folder, *also]
        self._by_name = {one.name: one for one in manifest.shards}

    @property
    def shards(self) -> tuple[str, ...]:
        """The names of the shards, in their order."""
        return tuple(self._by_name)

    def shard(self, name: str) -> Shard:
        """What the manifest says of a shard.

        Raises:
            ShardError: there is none of this name.
        """
        found = self._by_name.get(name)
        if found is None:
            raise ShardError(
                f'There is no shard "{name}" in "{self.folder}".',
                hint="Choose one of those that asc shard --check FOLDER --json names.",
            )
        return found

    def tar(self, name: str) -> Path:
        """Where the tar of a shard is, also where it moved to another of the folders.

        Raises:
            ShardError: it is nowhere.
        """
        shard = self.shard(name)
        for root in (self.roots[shard.root], *self.roots):
            if (root / f"{name}.tar").is_file() and (root / f"{name}.parquet").is_file():
                return root / f"{name}.tar"
        raise ShardError(
            f'The shard "{name}" is not in "{self.roots[shard.root]}".',
            hint="Connect its disk, or say where it is now: --also FOLDER.",
        )

    def rows(
        self,
        shard: str | None = None,
        wanted: ClipFilter = _ALL,
        *,
        tally: Tally | None = None,
        prune: bool = True,
    ) -> Iterator[ShardRow]:
        """The clips of a shard that a filter lets through, in the order of its table.

        Args:
            shard: its name; None takes all shards in their order.
            wanted: which clips; ``import_id`` means nothing here.
            tally: counts the row groups that were met, and those left out unread.
            prune: leave out row groups that cannot match, by their statistics.

        Raises:
            ShardError: there is no such shard, or its table is damaged.
            MissingPack: pyarrow is not installed.
        """
        for name in self.shards if shard is None else (shard,):
            table = self.tar(name).with_suffix(".parquet")
            for row in read_rows(table, wanted, tally, prune=prune):
                if row.shard != name:
                    raise damaged(table)
                yield row

    def clips(
        self, shard: str | None = None, wanted: ClipFilter = _ALL, *, rate_hz: int | None = None
    ) -> Iterator[tuple[ShardRow, NDArray[np.float32], int]]:
        """Row, samples (T,) and their rate of every clip, in the order of the tar.

        One clip and the rows of one shard are in memory at a time.

        Args:
            shard: its name; None takes all shards.
            wanted: which clips.
            rate_hz: of the samples; None keeps each clip's own.

        Raises:
            ShardError: there is no such shard, or it is damaged.
            UnreadableRecording: the sound of a clip is damaged.
            MissingPack: pyarrow is not installed.
        """
        for name in self.shards if shard is None else (shard,):
            for row in sorted(self.rows(name, wanted), key=lambda row: row.offset):
                yield row, self.samples(row, rate_hz), rate_hz or row.rate_hz

    def path(self, row: ShardRow) -> Path:
        """The clip's path, which everything that reads recordings understands.

        Raises:
            ShardError: its shard is nowhere, or the sound does not lie where the row says.
        """
        path = self.tar(row.shard) / row.audio
        member = member_of(path)
        if member is None or (member.offset, member.n_bytes) != (row.offset, row.n_bytes):
            raise ShardError(
                f'The shard "{row.shard}" is damaged: "{row.audio}" is not where its table says.',
                hint="See what else is damaged: asc shard --check FOLDER.",
            )
        return path

    def samples(self, row: ShardRow, rate_hz: int | None = None) -> NDArray[np.float32]:
        """The sound of a clip (T,), mono: the mean of its channels, or the one that is heard.

        Raises:
            ShardError: it is not where its row says.
            UnreadableRecording: it is damaged.
        """
        path = self.path(row)
        samples = read_samples(path, sample_rate_hz=rate_hz, channel=row.channel)
        if len(samples) != samples_at(row.n_samples, row.rate_hz, rate_hz or row.rate_hz):
            raise UnreadableRecording(path, "it is not as long as the table of its shard says")
        return samples

    def check(self, monitor: Monitor | None = None) -> list[str]:
        """Compare every byte with the hashes; returns what is wrong, in sentences.

        Raises:
            Cancelled: asked to stop.
        """
        monitor = monitor or Monitor()
        shards, wrong = self.manifest.shards, []
        with ThreadPoolExecutor(2, thread_name_prefix="check") as pool:
            for done, flaw in enumerate(pool.map(self._flaw, shards)):
                monitor.report(done, len(shards), stage="checking")
                wrong += [flaw] if flaw else []
        return wrong

    def _flaw(self, shard: Shard) -> str:
        try:
            tar = self.tar(shard.name)
        except ShardError as error:
            return error.message
        try:
            for path, digest in (
                (tar, shard.sha256), (tar.with_suffix(".parquet"), shard.table_sha256),
            ):  # fmt: skip
                if sha256_file(path) != digest:
                    return f'"{path.name}" is not what was written: its bytes have changed.'
        except OSError as error:
            return f'"{tar.name}" cannot be read: {error.strerror}.'
        return ""


def open_shards(folder: Path | str, also: Sequence[Path | str] = ()) -> ShardSet:
    """Open a folder of shards; only its manifest is read.

    Args:
        folder: what ``asc shard --out`` was given.
        also: further folders in which shards are looked for that are not where they were.

    Raises:
        ShardError: there are none, they are not finished, damaged, or of a newer version.
    """
    place = settled(folder)
    return ShardSet(place, read_manifest(place), [settled(one) for one in also])
