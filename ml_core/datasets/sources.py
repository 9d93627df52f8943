"""What lies at a path that is to be imported: which format, which recordings, which labels."""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from ml_core.datasets import aoef, audacity, labelstudio, raven, sharded
from ml_core.datasets.json_files import parse_json
from ml_core.datasets.labels import Entry, Reading, collect, whole
from ml_core.datasets.places import (
    Shelf,
    as_stored,
    audio_files,
    can_be_a_file,
    is_audio,
    safe_relative,
    walked,
)
from ml_core.datasets.tables import META, Table, entry_of, parse_tau_name, read_table, table_in
from ml_core.errors import ImportProblem
from ml_core.progress import Monitor
from ml_core.project import Problem
from ml_core.shards import MANIFEST, is_shards

Kind = Literal[
    "auto", "folder", "recordings", "meta", "csv", "parquet", "audacity", "raven", "labelstudio",
    "aoef", "shards",
]  # fmt: skip

_TABLES = {".csv", ".tsv", ".txt", ".gz", ".parquet", ".pq"}
_SPREADSHEETS = {".xlsx", ".xls", ".ods"}
_LABEL_READERS: Mapping[str, tuple[Callable[[Path], Reading], str]] = {
    "audacity": (audacity.read, ".txt"),
    "raven": (raven.read, ".txt"),
    "labelstudio": (labelstudio.read, ".json"),
    "aoef": (aoef.read, ".json"),
}
_LOOKED_AT = 50  # files of a folder that are opened to tell what is in it
_STEMS = {"audacity": audacity.stems, "raven": raven.stems}
_LOOKS = {"audacity": audacity.looks_so, "raven": raven.looks_so}
# Folders that say what part of a data set lies below, not which scene.
_NO_SCENES = frozenset(
    {"audio", "audios", "data", "dataset", "recordings", "clips", "wav", "wavs", "flac", "ogg"}
    | {"train", "training", "test", "testing", "val", "valid", "validation"}
    | {"dev", "development", "eval", "evaluate", "evaluation"}
)


@dataclass(frozen=True, slots=True)
class Source:
    """What an import reads.

    Attributes:
        shelf: the folder of the audio, and what else names can mean.
        entries: recordings by their path under the folder, each once.
        problems: what cannot be used.
        labels: it says what labels are: they land at once, also over others.
        fills: it names scenes: they land on clips that have none.
        divided: it says which clips are for training and which for tests.
    """

    shelf: Shelf
    entries: list[Entry]
    problems: list[Problem] = field(default_factory=list)
    labels: bool = False
    fills: bool = False
    divided: bool = False


def read_source(
    path: Path,
    kind: Kind,
    mapping: Mapping[str, str] | None,
    audio: Path | None,
    known: Iterable[str],
    monitor: Monitor,
    only: Sequence[str] = (),
) -> Source:
    """Read what lies at a path.

    Args:
        path: absolute.
        kind: its format, or "auto"; of "recordings" no folder is a scene.
        mapping: what the columns of a table mean.
        audio: folder of the audio, None for that of the labels.
        known: relative paths of recordings that names may also mean.
        monitor: progress and cancel.
        only: of a folder, these files and folders in it alone, as recordings.

    Raises:
        ImportProblem: it is not there, not of this format, or holds nothing.
        MissingPack: Parquet without pyarrow.
    """
    if not os.path.exists(path):  # a name that is too long is not there either
        raise ImportProblem(f'"{path}" is not there.', hint="Check the path.")
    folder = path if path.is_dir() else path.parent
    if only or kind == "recordings":
        bare = kind == "recordings"
        return _recordings(path, Shelf(folder, (), monitor), monitor, only, bare=bare)
    form = detect(path) if kind == "auto" else kind
    if form in _LABEL_READERS:
        shelf = Shelf(audio or folder, known, monitor)
        source = _labels(path, form, shelf, monitor)
        if audio is None and path.is_dir():
            _add_the_rest(source, path, monitor)
        return source
    if form == "folder":
        return _recordings(path, Shelf(folder, (), monitor), monitor)
    if form == "shards":
        root, entries = sharded.read(folder, audio, monitor)
        shelf = Shelf(root, known, monitor)
        return Source(shelf, entries, labels=True, fills=True, divided=True)
    table = table_at(path)
    read = read_table(table, mapping, stretches=False if kind == "meta" else None)
    if not (read.rows or read.bad_lines):
        raise ImportProblem(
            f'"{table.name}" has no rows below its first line.',
            hint="Each recording needs a line of its own.",
        )
    return _from_table(read, Shelf(audio or table.parent, known, monitor), monitor)


def detect(path: Path) -> Kind:
    """The format of what lies at a path, by its name and its first lines.

    A folder holds labels where label files lie beside the recordings they are named after, or
    one file of tasks or annotations lies in it. A folder of shards says so itself.

    Raises:
        ImportProblem: it cannot be read.
    """
    if path.name == MANIFEST or is_shards(path):
        return "shards"
    if path.is_dir():
        return "meta" if table_in(path) else _labels_in(path) or "folder"
    suffix = path.suffix.lower()
    if suffix == ".json":
        return "aoef" if aoef.looks_so(parse_json(path)) else "labelstudio"
    if suffix in (".parquet", ".pq"):
        return "parquet"
    if suffix not in _TABLES:
        return "folder"  # a file that is asked for by name is tried as a recording
    return _table_kind(path)


def _table_kind(path: Path) -> Kind:
    """The format of a text that may be a table or hold labels, by its first lines."""
    head = _head(path)
    if raven.looks_so(head):
        return "raven"
    if audacity.looks_so(head):
        return "audacity"
    return "meta" if path.name.lower() in META else "csv"


def possible_kinds(path: Path) -> tuple[Kind, ...]:
    """The formats that something at a path can be read as, by its name alone."""
    suffix = path.suffix.lower()
    if path.is_dir():
        labels: tuple[Kind, ...] = ("meta", "csv", "audacity", "raven", "labelstudio", "aoef")
        return (*(("shards",) if is_shards(path) else ()), *of_recordings(), *labels)
    if suffix == ".json":
        return ("labelstudio", "aoef")
    if suffix in (".parquet", ".pq"):
        return ("parquet",)
    return ("csv", "meta", "audacity", "raven") if suffix in _TABLES else of_recordings()


def of_recordings() -> tuple[Kind, ...]:
    """The kinds that are recordings alone: with folders that are scenes, and without."""
    return ("folder", "recordings")


def _labels_in(folder: Path) -> Kind | None:
    """The format of the label files in a folder of recordings; None where there are none."""
    for path in sorted(folder.glob("*.json"))[:_LOOKED_AT]:
        with contextlib.suppress(ImportProblem):
            data = parse_json(path)
            if aoef.looks_so(data):
                return "aoef"
            if labelstudio.looks_so(data):
                return "labelstudio"
    looked, without, any_audio = 0, False, False
    for place, _, names in walked(folder, Monitor()):
        audio = {os.path.splitext(name)[0].lower() for name in names if is_audio(name)}
        for path in (Path(place, name) for name in sorted(names) if name.lower().endswith(".txt")):
            looked += 1
            if looked > _LOOKED_AT:
                return None
            head = _head(path)
            if raven.looks_so(head):
                return "raven"
            if audacity.looks_so(head):
                if {stem.lower() for stem in audacity.stems(path)} & audio:
                    return "audacity"
                without = True
        any_audio |= bool(audio)
    return "audacity" if without and not any_audio else None  # of recordings that are elsewhere


def _head(path: Path) -> str:
    """The beginning of a text file; what is no text has none of our formats in it."""
    try:
        with path.open("rb") as stream:
            data = stream.read(1 << 14)
    except OSError as error:
        raise ImportProblem(
            f'Cannot read "{path.name}": {error.strerror}.',
            hint="Check the path and its permissions.",
        ) from error
    return data.decode(
        "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace"
    )


def table_at(path: Path) -> Path:
    """The table at a path: the file itself, or the one in a folder.

    Raises:
        ImportProblem: the folder holds none, or several.
    """
    if path.is_file():
        return path
    if found := table_in(path):
        return found
    tables = sorted(one for one in path.iterdir() if one.suffix.lower() in _TABLES)
    if len(tables) != 1:
        raise ImportProblem(
            f'"{path.name}" holds {len(tables) or "no"} tables.', hint="Name the table itself."
        )
    return tables[0]


def _recordings(
    path: Path, shelf: Shelf, monitor: Monitor, only: Sequence[str] = (), *, bare: bool = False
) -> Source:
    """A folder of recordings, some of it, or a single one; ``bare`` ones get no scene."""
    if path.is_file():
        if path.suffix.lower() in _TABLES:
            raise ImportProblem(f'"{path.name}" is a table.', hint="Import it with: --as csv")
        if path.suffix.lower() in _SPREADSHEETS:
            raise ImportProblem(f'"{path.name}" is a spreadsheet.', hint="Save it as CSV first.")
        return Source(shelf, [_bare(path.name) if bare else entry_of_file(path.name)])
    entries: list[Entry] = []
    problems: list[Problem] = []
    names = _some(path, only, monitor) if only else audio_files(path, monitor)
    for number, name in enumerate(sorted(names)):
        if number % 5000 == 0:
            monitor.report(number, None, stage="reading")
        if not _is_utf8(name):
            shown = name.encode("utf-8", "backslashreplace").decode()
            problems.append(Problem(str(path / shown), "its name is not valid UTF-8"))
            continue
        entries.append(_bare(name) if bare else entry_of_file(name))
    if not entries and not problems:
        raise ImportProblem(
            f'There are no recordings in "{path}".',
            hint="It should hold WAV, FLAC, OGG or MP3 files, in one folder per scene.",
        )
    return Source(shelf, entries, problems)


def _bare(path: str) -> Entry:
    """A file of which nothing is known."""
    return Entry(path, (whole(),))


def _is_utf8(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _some(folder: Path, only: Sequence[str], monitor: Monitor) -> Iterator[str]:
    """Recordings among some files and folders of a folder, by their paths below it.

    Raises:
        ImportProblem: one is not there, or not in the folder.
    """
    for name in only:
        inside = safe_relative(name)
        if inside is None or not os.path.exists(folder / inside):
            raise ImportProblem(f'There is no "{name}" in "{folder}".', hint="Check the name.")
        if (folder / inside).is_dir():
            yield from (f"{inside}/{file}" for file in audio_files(folder / inside, monitor))
        else:
            yield inside  # a file that is asked for by name is tried


def entry_of_file(path: str) -> Entry:
    """A file without a table: the first folder that can be one, or the TAU name, is its scene."""
    named = [part for part in path.split("/")[:-1] if part.lower() not in _NO_SCENES]
    tau = None if named else parse_tau_name(path)
    scene = named[0].strip() if named else tau.scene if tau else ""
    return Entry(path, (whole([scene]),))


def _from_table(table: Table, shelf: Shelf, monitor: Monitor) -> Source:
    problems = [
        Problem(name or f"line {line}", reason, label=True)
        for line, name, reason in table.bad_lines
    ]
    entries, lines = _rows(table, shelf, problems, monitor)
    if table.stretches:
        entries = collect(entries)
    else:
        first: dict[str, Entry] = {}
        for entry, line in zip(entries, lines, strict=True):
            if first.setdefault(entry.name, entry) is not entry:
                reason = f"it is listed again on line {line}"
                problems.append(Problem(entry.name, reason, label=True))
        entries = list(first.values())
    problems = [replace(one, path=str(shelf.root / one.path)) for one in problems]
    return Source(shelf, entries, problems, labels=table.stretches, fills=True)


def _rows(
    table: Table, shelf: Shelf, problems: list[Problem], monitor: Monitor
) -> tuple[list[Entry], list[int]]:
    """The rows that name a recording, by its relative path, and their lines."""
    entries: list[Entry] = []
    lines: list[int] = []
    for number, row in enumerate(table.rows):
        if number % 5000 == 0:
            monitor.report(number, len(table.rows), stage="reading")
        try:
            entry = entry_of(row, stretches=table.stretches)
        except ValueError as error:
            problems.append(
                Problem(row.filename or f"line {row.line}", f"line {row.line}: {error}", label=True)
            )
            continue
        path = safe_relative(entry.name)
        if path is None and ".." not in entry.name:
            path = shelf.find(entry.name)
        if path is None:
            reason = "its path leads out of the folder" if entry.name else "no file is named"
            problems.append(Problem(entry.name or f"line {row.line}", reason))
            continue
        if not can_be_a_file(f"{shelf.root}/{path}"):
            problems.append(Problem(f"line {row.line}", "its name is too long for a file"))
            continue
        path = shelf.with_ending(as_stored(shelf.root, path))
        if path != entry.name:
            entry = replace(entry, name=path)
        entries.append(entry)
        lines.append(row.line)
    return entries, lines


def _labels(path: Path, form: str, shelf: Shelf, monitor: Monitor) -> Source:
    """A label file, or all of a folder."""
    read, suffix = _LABEL_READERS[form]
    files = [path]
    if path.is_dir():
        files = sorted(one for one in path.rglob(f"*{suffix}") if one.is_file())
        if not files:
            raise ImportProblem(
                f'There are no label files in "{path}".', hint=f"They end in {suffix}."
            )
    base = path if path.is_dir() else path.parent
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, file in enumerate(files):
        monitor.report(number, len(files), stage="reading")
        inside = os.path.relpath(file.parent, base)
        if path.is_dir() and _is_other_text(file, form, inside, shelf):
            continue
        try:
            reading = read(file)
        except ImportProblem as error:
            if len(files) == 1:
                raise
            problems.append(Problem(str(file), error.message))
            continue
        problems += reading.problems
        for entry in reading.entries:
            found = _meant(entry, file, form, inside, shelf)
            if found is None:
                problems.append(Problem(entry.name, "its recording was not found"))
            else:
                entries.append(replace(entry, name=found))
    if path.is_dir() and not entries and not problems:
        raise ImportProblem(f'No file in "{path}" holds labels of this kind.')
    return Source(shelf, collect(entries), problems, labels=True, fills=True)


def _is_other_text(file: Path, form: str, folder: str, shelf: Shelf) -> bool:
    """Whether a text among label files is none: it looks otherwise, and no recording is its."""
    if form not in _STEMS or _LOOKS[form](_head(file)):
        return False
    return _beside(file, form, folder, shelf) is None


def _beside(file: Path, form: str, folder: str, shelf: Shelf) -> str | None:
    """The recording that a label file is named after."""
    return shelf.beside("" if folder == "." else Path(folder).as_posix(), _STEMS[form](file))


def _add_the_rest(source: Source, folder: Path, monitor: Monitor) -> None:
    """Recordings beside label files that none of them names come in too, without a label."""
    named = {entry.name for entry in source.entries}
    rest = [name for name in audio_files(folder, monitor) if name not in named]
    source.entries.extend(Entry(name) for name in sorted(rest) if _is_utf8(name))


def _meant(entry: Entry, file: Path, form: str, folder: str, shelf: Shelf) -> str | None:
    """The recording that an entry of a label file is about, as a relative path.

    A name that is nowhere stays as it is, if it is a plain one: its file may come later.
    """
    if form in _STEMS and entry.name == file.name:
        return _beside(file, form, folder, shelf)
    found = shelf.find(entry.name)
    if found is not None:
        return found
    plain = safe_relative(entry.name)
    if plain is None or not is_audio(plain) or "://" in plain:
        return None
    return plain if can_be_a_file(f"{shelf.root}/{plain}") else None
