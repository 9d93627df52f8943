"""What an import would bring in, before it happens. Qt-free: runs in a thread."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ml_core import api

SHOWN_ROWS = 8
MEANINGS = {
    "filename": "file",
    "file": "file",
    "path": "file",
    "scene_label": "scene",
    "scene": "scene",
    "label": "scene",
    "identifier": "identifier",
    "location": "location",
    "source_label": "device",
    "device": "device",
    "licence": "licence",
    "license": "licence",
    "author": "author",
}


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What was found at a path.

    Attributes:
        kind: folder or meta.
        header: names of the columns, as in the file.
        meanings: what each column is taken for: file, scene, identifier, location, device,
            licence, author, or empty where it is kept as it is.
        rows: the first rows.
        missing: files the table names that are not there.
        n_bytes: size of all files that are there.
    """

    path: Path
    kind: Literal["folder", "meta"]
    header: tuple[str, ...]
    meanings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    n_clips: int
    n_scenes: int
    n_locations: int
    n_devices: int
    missing: tuple[str, ...]
    n_bytes: int

    @property
    def n_there(self) -> int:
        """Clips that can be read."""
        return self.n_clips - len(self.missing)


def preview(path: Path) -> ImportPreview:
    """Look at a folder or a table.

    Raises:
        ImportProblem: nothing there can be imported.
    """
    if path.is_dir() and not (path / "meta.csv").is_file():
        return _folder(path)
    table = path / "meta.csv" if path.is_dir() else path
    if table.suffix.lower() in {suffix.lower() for suffix in api.AUDIO_SUFFIXES}:
        raise api.ImportProblem(
            f'"{path.name}" is a single recording.', hint="Choose the folder it lies in."
        )
    return _table(table)


def _folder(path: Path) -> ImportPreview:
    counts: Counter[str] = Counter()
    examples: dict[str, str] = {}
    n_bytes = 0
    for file in _audio_files(path):
        relative = file.relative_to(path)
        scene = relative.parts[0] if len(relative.parts) > 1 else ""
        counts[scene] += 1
        examples.setdefault(scene, relative.name)
        n_bytes += file.stat().st_size
    if not counts:
        raise api.ImportProblem(
            f'There is no recording in "{path.name}".',
            hint="Choose a folder with one folder per scene, or a meta.csv.",
        )
    ordered = sorted(counts.items(), key=lambda item: item[0])
    rows = tuple((scene, str(n), examples[scene]) for scene, n in ordered)
    return ImportPreview(
        path=path,
        kind="folder",
        header=("folder", "files", "example"),
        meanings=("scene", "", "file"),
        rows=rows[:SHOWN_ROWS],
        n_clips=sum(counts.values()),
        n_scenes=sum(bool(scene) for scene in counts),
        n_locations=0,
        n_devices=0,
        missing=(),
        n_bytes=n_bytes,
    )


def _audio_files(path: Path) -> Iterator[Path]:
    suffixes = {suffix.lower() for suffix in api.AUDIO_SUFFIXES}
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            if Path(name).suffix.lower() in suffixes and not name.startswith("."):
                yield Path(folder) / name


def _table(path: Path) -> ImportPreview:
    table = api.read_table(path)
    meanings = tuple(MEANINGS.get(name.strip().lower(), "") for name in table.columns)
    there, n_bytes = [], 0
    for row in table.rows:
        try:
            n_bytes += (path.parent / row.filename).stat().st_size
            there.append(True)
        except OSError:
            there.append(False)
    named = [api.parse_tau_name(row.filename) for row in table.rows]
    locations = {
        row.location or (tau.location if tau is not None else None)
        for row, tau in zip(table.rows, named, strict=True)
    }
    return ImportPreview(
        path=path,
        kind="meta",
        header=table.columns,
        meanings=meanings,
        rows=tuple(
            tuple(
                _cell(row, name, meaning)
                for name, meaning in zip(table.columns, meanings, strict=True)
            )
            for row in table.rows[:SHOWN_ROWS]
        ),
        n_clips=len(table.rows),
        n_scenes=len({row.scene for row in table.rows if row.scene}),
        n_locations=len(locations - {None}),
        n_devices=len({row.device for row in table.rows if row.device}),
        missing=tuple(
            row.filename for row, here in zip(table.rows, there, strict=True) if not here
        ),
        n_bytes=n_bytes,
    )


def _cell(row: "api.TableRow", name: str, meaning: str) -> str:
    if meaning == "file":
        return row.filename
    return str(getattr(row, meaning, None) or row.extra.get(name, ""))
