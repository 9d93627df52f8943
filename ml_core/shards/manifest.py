"""``shards.json``: which shards belong together and where they lie. Written last, as a whole."""

import math
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ml_core.errors import ShardError
from ml_core.files import as_table, write_json
from ml_core.shards.rows import NAME

MANIFEST = "shards.json"
BEGUN = "shards.begun.json"
_FORMAT, _VERSION = "asc-shards", 1
_MOST_BYTES = 1 << 28
_HASH = 64


@dataclass(frozen=True, slots=True)
class Shard:
    """A tar and its table. ``root`` counts the folders that hold shards."""

    name: str
    root: int
    split: str | None
    n_clips: int
    duration_s: float
    n_bytes: int
    sha256: str
    table_sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder of shards holds.

    ``roots`` are relative to the folder of the manifest where that can be, else absolute; the
    first is that folder. ``digest`` is of all that went in.
    """

    name: str
    digest: str
    roots: tuple[str, ...]
    shards: tuple[Shard, ...]

    @property
    def n_clips(self) -> int:
        """Of all shards."""
        return sum(one.n_clips for one in self.shards)

    @property
    def duration_s(self) -> float:
        """Of all shards."""
        return math.fsum(one.duration_s for one in self.shards)


def is_shards(folder: Path) -> bool:
    """Whether a folder holds shards, finished or begun."""
    return (folder / MANIFEST).is_file() or (folder / BEGUN).is_file()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it, whole or not at all.

    Raises:
        UnwritableFile: the system refuses.
    """
    facts = {
        "name": manifest.name,
        "digest": manifest.digest,
        "clips": manifest.n_clips,
        "hours": round(manifest.duration_s / 3600, 6),
        "roots": list(manifest.roots),
        "shards": [asdict(one) for one in manifest.shards],
    }
    write_json(folder / MANIFEST, {"format": _FORMAT, "version": _VERSION, **facts})


def read_manifest(folder: Path) -> Manifest:
    """Read what a folder holds.

    Raises:
        ShardError: it holds none, they are not finished, or the manifest is damaged or newer.
    """
    path = folder / MANIFEST
    if not path.is_file():
        if (folder / BEGUN).is_file():
            raise ShardError(
                f'The shards in "{folder}" are not finished.',
                hint="Give the same command again: asc shard PROJECT --out FOLDER goes on.",
            )
        raise ShardError(
            f'There are no shards in "{folder}".', hint="Make some: asc shard PROJECT --out FOLDER."
        )
    try:
        said = as_table(path.read_bytes()) if path.stat().st_size <= _MOST_BYTES else None
    except OSError as error:
        raise ShardError(
            f'Cannot read "{path}": {error.strerror}.', hint="Check the path and its permissions."
        ) from error
    if said is None or said.get("format") != _FORMAT:
        raise _damaged(path)
    if not isinstance(said.get("version"), int) or said["version"] < 1:
        raise _damaged(path)
    if said["version"] > _VERSION:
        raise ShardError(
            f'The shards in "{folder}" were written by a newer version of this program.',
            hint="Install the newer version, or make the shards again.",
        )
    try:
        return _checked(said)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise _damaged(path) from error


def roots_of(folder: Path, manifest: Manifest) -> list[Path]:
    """Where the shards lie; what is not there may have moved to the folder itself.

    A root on another computer is never looked at for the manifest's word alone: Windows would
    offer it the user's password. Who means it names it.
    """
    return [
        folder if _is_remote(root) else Path(os.path.normpath(folder / root))
        for root in manifest.roots
    ]


def as_roots(folder: Path, roots: Sequence[Path]) -> tuple[str, ...]:
    """How a manifest names folders: from its own folder where one way leads there."""
    names = []
    for root in roots:
        try:
            names.append(Path(os.path.relpath(root, folder)).as_posix())
        except ValueError:  # another drive
            names.append(root.as_posix())
    return tuple(names)


def _is_remote(root: str) -> bool:
    return root.replace("\\", "/").startswith("//")


def _checked(said: dict[str, Any]) -> Manifest:
    roots = tuple(_text(one) for one in said["roots"])
    shards = tuple(_shard(one, len(roots)) for one in said["shards"])
    if len({one.name for one in shards}) < len(shards):
        raise ValueError(said["name"])  # a shard is named twice
    return Manifest(_text(said["name"]), _text(said["digest"]), roots, shards)


def _shard(said: dict[str, Any], n_roots: int) -> Shard:
    split = said["split"]
    numbers = [said[name] for name in ("root", "n_clips", "n_bytes")]
    hashes = [_text(said[name]) for name in ("sha256", "table_sha256")]
    known = NAME.fullmatch(_text(said["name"])) and all(len(one) == _HASH for one in hashes)
    counted = all(type(one) is int and one >= 0 for one in numbers) and numbers[0] < n_roots
    seconds = float(said["duration_s"])
    if not known or not counted or not 0 <= seconds < math.inf:
        raise ValueError(said["name"])
    return Shard(
        said["name"], numbers[0], None if split is None else _text(split), numbers[1], seconds,
        numbers[2], *hashes,
    )  # fmt: skip


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise TypeError(value)
    return value


def _damaged(path: Path) -> ShardError:
    return ShardError(
        f'"{path}" is damaged: it does not say which shards there are.',
        hint="Copy it again from where it was made.",
    )
