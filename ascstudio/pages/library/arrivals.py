"""What somebody drops or chooses: which of it can come in, and as what. Qt-free."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ml_core import api

TABLES = (".csv", ".tsv", ".parquet", ".pq")
LABELS = (".txt", ".json", ".gz")


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is to come in.

    Attributes:
        path: a folder, a recording, a table or a label file.
        only: of a folder, these files and folders alone; empty for all of it.
    """

    path: Path
    only: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How it is called in a sentence."""
        return self.only[0] if len(self.only) == 1 else self.path.name or str(self.path)


def arrival_of(paths: Sequence[Path]) -> Arrival | None:
    """What several paths mean together; None where they do not belong together.

    Recordings and folders of one folder come in together; a table or a label file comes alone.
    """
    if len(paths) == 1:
        path = paths[0]
        return Arrival(path.parent, (path.name,)) if is_audio(path) else Arrival(path)
    folders = {path.parent for path in paths}
    if len(folders) != 1 or not all(path.is_dir() or is_audio(path) for path in paths):
        return None
    return Arrival(folders.pop(), tuple(sorted(path.name for path in paths)))


def is_audio(path: Path) -> bool:
    """Whether its name says that it is a recording."""
    return path.suffix.lower() in {suffix.lower() for suffix in api.AUDIO_SUFFIXES}
