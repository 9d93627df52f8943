"""The list of what there is to hear, written once, and its parts.

The list is a file, a line of JSON for each entry; a part is a stretch of it. So whoever hears a
part reads that stretch alone, however long the list is.
"""

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ml_core.bulk.sounds import Item, Kind, items_of
from ml_core.errors import RunError
from ml_core.files import atomic_path, from_json, read_json, write_json
from ml_core.kinds import is_count
from ml_core.progress import Monitor

LIST, PLAN = "recordings.jsonl", "plan.json"
BYTES_OF_PART = 256_000_000  # about two hours of 16 bit at 16 kHz
MOST_PARTS = 20_000  # of a larger corpus the parts are larger
TELL_EVERY = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the list.

    Attributes:
        number: from 1.
        offset: where it begins in the list, in bytes.
        count: of entries.
        size: bytes of their sound, about.
    """

    number: int
    offset: int
    count: int
    size: int

    @property
    def name(self) -> str:
        """How its files are called."""
        return f"part-{self.number:05}"


def write_plan(
    folder: Path, source: Path, kind: Kind, most: int, monitor: Monitor
) -> tuple[Part, ...]:
    """List what there is to hear and cut it; what was planned before is read instead.

    Args:
        folder: of the run.
        source: the corpus.
        kind: of it.
        most: entries in a part.
        monitor: told how many were found, and may cancel.

    Raises:
        RunError: there is nothing to hear.
    """
    if (found := read_plan(folder)) is not None:
        return found
    with atomic_path(folder / LIST) as temporary, temporary.open("wb") as stream:
        count = size = 0
        for item in items_of(source, kind):
            stream.write(json.dumps(item.to_table(), separators=(",", ":")).encode() + b"\n")
            count, size = count + 1, size + item.size
            if count % TELL_EVERY == 0:
                monitor.report(count, None, stage="list")
        if not count:
            raise RunError(
                f'There is nothing to hear in "{source}".',
                hint="Name a folder with recordings, or a project that has clips.",
            )
    wide = max(1, -(-size // MOST_PARTS), BYTES_OF_PART)
    most = max(most, -(-count // MOST_PARTS))
    parts = tuple(_cut(folder / LIST, most, wide, alone=kind == "shards"))
    rows = [[one.offset, one.count, one.size] for one in parts]
    write_json(folder / PLAN, {"entries": count, "bytes": size, "parts": rows})
    return parts


def read_plan(folder: Path) -> tuple[Part, ...] | None:
    """The parts that were planned; None where nothing was."""
    table = read_json(folder / PLAN)
    if table is None or not (folder / LIST).is_file():
        return None
    try:
        parts = tuple(Part(number, *row) for number, row in enumerate(table["parts"], 1))
    except (KeyError, TypeError):
        return None
    counts = (value for part in parts for value in (part.offset, part.count, part.size))
    return parts if parts and all(map(is_count, counts)) else None


def entries_of(folder: Path, part: Part) -> list[Item]:
    """What a part has to hear.

    Raises:
        RunError: the list is damaged.
    """
    try:
        return [Item.from_table(from_json(line)) for line in _lines(folder / LIST, part)]
    except (OSError, ValueError, TypeError, OverflowError) as error:
        raise RunError(
            f'The list of recordings "{folder / LIST}" is damaged.',
            hint="Hear the corpus into a new folder.",
        ) from error


def _lines(path: Path, part: Part) -> list[bytes]:
    with path.open("rb") as stream:
        stream.seek(part.offset)
        lines = list(itertools.islice(stream, part.count))
    if len(lines) < part.count:
        raise ValueError(part)
    return lines


def part_of(parts: Sequence[Part], number: int) -> Part:
    """One part by its number.

    Raises:
        RunError: there is none of it.
    """
    if not 1 <= number <= len(parts):
        raise RunError(f"There is no part {number}: there are {len(parts)}.")
    return parts[number - 1]


def _cut(path: Path, most: int, wide: int, *, alone: bool) -> Iterator[Part]:
    """Parts of at most so many entries and bytes; an entry larger than that is one by itself."""
    number = 1
    begin = offset = count = size = 0
    with path.open("rb") as stream:
        for line in stream:
            mine = int(from_json(line).get("size", 0))
            if count and (alone or count >= most or size + mine > wide):
                yield Part(number, begin, count, size)
                number, begin, count, size = number + 1, offset, 0, 0
            offset, count, size = offset + len(line), count + 1, size + mine
    yield Part(number, begin, count, size)
