"""Which recording a foreign file means: names become paths under one folder, or nothing.

Nothing here opens what a name points to, and no name leads out of the folder of the audio.
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import parse_qs, unquote, urlsplit

from ml_core.progress import Monitor
from ml_core.recordings.decode import AUDIO_SUFFIXES
from ml_core.recordings.members import SUFFIX, names_in

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_PLAIN = re.compile(r"(?:[^\\/:\0.][^\\/:\0]*/)*[^\\/:\0.][^\\/:\0]*")  # the usual: no dots first
_UPLOADED = re.compile(r"[0-9a-f]{8}-(.+)")  # Label Studio puts this before an uploaded name

_LONGEST_NAME, _LONGEST_PATH = 255, 4096  # bytes


def safe_relative(name: str) -> str | None:
    """A table's file name as a plain relative path with ``/``; None where it leads outside."""
    if _PLAIN.fullmatch(name):
        return name
    windows = PureWindowsPath(name)
    if "\\" in name and "/" not in name:
        name = windows.as_posix()
    if windows.drive or windows.root or PurePosixPath(name).is_absolute() or "\0" in name:
        return None
    parts: list[str] = []
    for part in PurePosixPath(name).parts:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts) or None


def can_be_a_file(place: str) -> bool:
    """Whether usual file systems could hold a file at a path: none of its names is too long."""
    n_bytes = len(place.encode("utf-8", "replace"))
    if n_bytes <= _LONGEST_NAME:
        return True
    names = place.split("/")
    return n_bytes < _LONGEST_PATH and all(
        len(name.encode("utf-8", "replace")) <= _LONGEST_NAME for name in names
    )


def composed(name: str) -> str:
    """A name in the one form of its accents in which names are compared."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def as_stored(root: Path, relative: str) -> str:
    """The spelling of a path that is on disk, where only the form of its accents differs."""
    if relative.isascii() or os.path.exists(root / relative):
        return relative
    for form in ("NFC", "NFD"):
        other = unicodedata.normalize(form, relative)
        if os.path.exists(root / other):
            return other
    return relative


def audio_files(root: Path, monitor: Monitor) -> Iterator[str]:
    """Relative paths of the audio files below a folder; links are followed, but never in rings."""
    for folder, _, files in walked(root, monitor):
        for name in files:
            if is_audio(name) and not name.startswith("."):
                yield Path(folder, name).relative_to(root).as_posix()


def walked(root: Path, monitor: Monitor) -> Iterator[tuple[str, list[str], list[str]]]:
    """Folders below a folder with what is in them, without projects and what is hidden."""
    seen: set[str] = set()
    for folder, folders, files in os.walk(root, followlinks=True):
        monitor.check()
        real = os.path.realpath(folder)
        if real in seen or "project.sqlite" in files:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield folder, folders, files


def is_audio(name: str) -> bool:
    """Whether a file is taken for a recording, by its name."""
    return os.path.splitext(name)[1].lower() in AUDIO_SUFFIXES


class Shelf:
    """The recordings that names can mean: those below a folder, and those a project has.

    Args:
        root: folder of the audio.
        known: relative paths of recordings elsewhere, which count where the folder has none.
        monitor: can cancel looking through the folder.
    """

    def __init__(
        self, root: Path, known: Iterable[str] = (), monitor: Monitor | None = None
    ) -> None:
        self.root = root
        self._known = frozenset(known)
        self._monitor = monitor or Monitor()
        self._listed: dict[str, frozenset[str]] = {}
        self._stems: dict[str, dict[str, str | None]] = {}
        self._by_name: dict[str, str | None] | None = None

    def has(self, relative: str) -> bool:
        """Whether there is such a file, or such a recording elsewhere."""
        return self.has_file(relative) or relative in self._known

    def has_file(self, relative: str) -> bool:
        """Whether there is such a file; every folder is listed once."""
        folder, _, name = relative.rpartition("/")
        if folder not in self._listed:
            self._listed[folder] = _names_in(self.root / folder)
        return name in self._listed[folder]

    def find(self, name: str) -> str | None:
        """The recording a path, a URL or a file name means; None where there is none, or several.

        The longest end of the path that is there counts; a bare name must be unique.
        """
        for parts in _readings(name):
            for first in range(len(parts)):
                relative = as_stored(self.root, "/".join(parts[first:]))
                if self.has(relative):
                    return relative
            found = self._unique().get(unicodedata.normalize("NFC", parts[-1]).lower())
            if found is not None:
                return found
        return None

    def with_ending(self, relative: str) -> str:
        """A path that has no ending with that of the one recording it can mean; else as it is."""
        if is_audio(relative) or self.has(relative):
            return relative
        folder, _, stem = relative.rpartition("/")
        if folder not in self._stems:
            stems: dict[str, str | None] = {}
            for name in filter(is_audio, self._listed[folder]):
                known = os.path.splitext(name)[0]
                stems[known] = None if known in stems else name
            self._stems[folder] = stems
        found = self._stems[folder].get(stem)
        return relative if found is None else f"{folder}/{found}" if folder else found

    def beside(self, folder: str, stems: Iterable[str]) -> str | None:
        """The recording in a folder (relative, or empty) whose name or stem is one of these."""
        for stem in stems:
            path = f"{folder}/{stem}" if folder else stem
            if is_audio(stem) and self.has(path):
                return path
            wanted = path.lower()
            self.has(path)  # lists the folder
            for name in sorted(self._listed[folder]):
                candidate = f"{folder}/{name}" if folder else name
                if is_audio(name) and os.path.splitext(candidate)[0].lower() == wanted:
                    return candidate
        for stem in stems:
            found = self._unique().get(stem.lower())
            if found is not None:
                return found
        return None

    def _unique(self) -> dict[str, str | None]:
        """Recordings by name, and by name without its ending; None where several have it."""
        if self._by_name is None:
            here = _by_name(audio_files(self.root, self._monitor))
            self._by_name = _by_name(self._known) | here
        return self._by_name


def _names_in(folder: Path) -> frozenset[str]:
    """What is in a folder or a tar; nothing where it is not there."""
    try:
        return frozenset(os.listdir(folder))
    except (OSError, ValueError):
        return names_in(folder) if folder.suffix.lower() == SUFFIX else frozenset()


def _by_name(paths: Iterable[str]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for relative in paths:
        name = unicodedata.normalize("NFC", relative.rpartition("/")[2]).lower()
        for key in {name, os.path.splitext(name)[0]}:
            found[key] = None if key in found else relative
    return found


def _readings(name: str) -> Iterator[list[str]]:
    """The parts of the path that a name may mean."""
    if _URL.match(name) or "?d=" in name:
        try:
            url = urlsplit(name)
            name = parse_qs(url.query).get("d", [unquote(url.path)])[0]
        except ValueError:
            return
    parts = [part for part in re.split(r"[\\/]+", name) if part not in ("", ".")]
    if parts and re.fullmatch(r"[A-Za-z]:", parts[0]):
        parts = parts[1:]
    while ".." in parts:
        parts = parts[parts.index("..") + 1 :]
    if not parts or any("\0" in part for part in parts) or len(parts) > 100:
        return
    yield parts
    if uploaded := _UPLOADED.fullmatch(parts[-1]):
        yield [*parts[:-1], uploaded[1]]
