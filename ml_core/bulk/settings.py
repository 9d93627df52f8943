"""What was asked for when a corpus is heard; it is the recipe of the run."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from ml_core.bulk.sounds import Kind
from ml_core.recipes.fields import RecipeFields

Rows = Literal["recordings", "windows"]
Form = Literal["parquet", "csv"]
RECORDINGS_OF_PART = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkSettings(RecipeFields):
    """Settings of a run that hears a corpus.

    Attributes:
        source: the folder of recordings, the project or the folder of shards; absolute.
        kind: which of these it is.
        bundle: the file; absolute.
        sha256: of the bundle's file: with another one, parts would not fit together.
        rows: one for every recording (clip), or one for every window.
        embeddings: whether every row has its embedding.
        hop_s: distance of windows.
        unknown: how readily to say unknown; empty: as usual for this bundle.
        precision: int8 as deployed, or fp32.
        form: of the files.
        part: recordings (clips) in a part at most.
    """

    stage: ClassVar[str] = "bulk"
    source: str = ""
    kind: Kind = "folder"
    bundle: str = ""
    sha256: str = ""
    rows: Rows = "recordings"
    embeddings: bool = False
    hop_s: float = 1.0
    unknown: Literal["", "off", "lenient", "normal", "strict"] = ""
    precision: Literal["int8", "fp32"] = "int8"
    form: Form = "parquet"
    part: int = RECORDINGS_OF_PART

    def check(self) -> None:
        """Raise RecipeError naming the first setting of a wrong type or range."""
        RecipeFields.check(self)
        self.require_paths("source", "bundle")
        for name in ("source", "bundle"):
            self.require(name, Path(getattr(self, name)).is_absolute(), allowed="an absolute path")
        self.require("hop_s", self.hop_s > 0)
        self.require("part", self.part >= 1)

    @property
    def needs(self) -> tuple[Path, ...]:
        """What every computer must see."""
        return Path(self.source), Path(self.bundle)
