"""What can go wrong in a way the user can understand and mend."""

import os
from pathlib import Path

_KEPT = "\u200c\u200d\u00a0"  # of what is not seen: parts of words, and a space


class AscError(Exception):
    """A problem the user can understand and act on.

    ``message`` says what happened, ``hint`` what to do next. The command line and the
    window show both verbatim, so neither catches anything broader than this class. Both are
    one line each: what a foreign name has of line ends and signs that are not seen is escaped.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        self.message, self.hint = _one_line(message), _one_line(hint)
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


def _one_line(words: str) -> str:
    if words.isprintable():
        return words
    return "".join(
        one if one.isprintable() or one in _KEPT else one.encode("unicode_escape").decode("ascii")
        for one in words
    )


class UnreadableRecording(AscError):
    """An audio file is missing, empty or cannot be decoded."""

    def __init__(self, path: Path | str, reason: str) -> None:
        there = os.path.exists(path)  # of a path too long there is none
        super().__init__(
            f'Cannot read "{Path(path).name}": {reason}.',
            hint="Export it again as 16-bit WAV, or leave it out."
            if there
            else "Look at its path. Recordings of a project that were moved: asc locate PROJECT "
            "FOLDER.",
        )
        self.path = Path(path)
        self.reason = reason


class UnwritableFile(AscError):
    """A file cannot be written: no permission, no room, or no such place."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(
            f'"{path}" cannot be written: {reason}.',
            hint="Choose another place, or make room and allow writing there.",
        )
        self.path = Path(path)
        self.reason = reason


class ProjectError(AscError):
    """A project folder cannot be opened, read or changed."""


class ImportProblem(AscError):
    """A folder or table of recordings cannot be brought in."""


class ShardError(AscError):
    """A folder of shards is not finished, damaged, or cannot be written."""


class RecipeError(AscError):
    """A recipe has an unknown key or a value out of range."""


class RunError(AscError):
    """A run cannot be started, resumed or read."""


class BundleError(AscError):
    """A bundle is damaged, of another version, or not a bundle."""


class CheckpointError(AscError):
    """Weights cannot be loaded, or are refused because loading them could run code."""


class DeviceError(AscError):
    """A microphone or loudspeaker is missing, vanished, or refuses the format."""


class NotEnoughSupport(AscError):
    """Too few clips to teach a scene."""


class MissingPack(AscError):
    """An optional part of the installation is not there."""

    def __init__(self, pack: str, purpose: str) -> None:
        super().__init__(
            f"{purpose} needs the {pack} pack, which is not installed.",
            hint=f"Add it with: asc install {pack}",
        )
        self.pack = pack
