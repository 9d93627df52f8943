"""What every stage that trains a network lets the user choose."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ml_core.recipes.augmentation import AugmentationRecipe


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRecipe(AugmentationRecipe):
    """How long, how fast and on what a network is trained."""

    about: str = ""  # one line for people
    source: str = ""  # where the settings are published: paper, section, repository
    reconstructed: str = ""  # what the source does not say and had to be chosen
    published: str = ""  # the figure it aims at, on which data
    front_end: str = ""  # a name of FRONT_ENDS; empty: the network's own
    scenes: str = ""  # e.g. "park,tram": only these; empty: those of the run it starts from, or all
    epochs: int = 60  # passes over the training clips
    batch_size: int = 64  # windows
    windows_per_clip: int = 1  # random windows of every clip in one epoch
    optimizer: Literal["adamw", "adam"] = "adamw"
    peak_lr: float = 5e-3
    adam_beta2: float = 0.999  # how long the optimizer remembers the size of gradients
    weight_decay: float = 1e-4
    schedule: Literal["cosine", "linear_down", "warm_restarts"] = "cosine"
    warmup_epochs: float = 3.0
    hold_until_epoch: float = 0.0  # linear_down only: the rate stays at its peak until here
    fall_until_epoch: float = 0.0  # linear_down only: and is at final_factor from here; 0: the end
    restart_epochs: float = 10.0  # warm_restarts only: first period after the warm-up, then doubled
    final_factor: float = 0.0  # share of the peak rate that is left at the end
    validation_share: float = 0.0  # of the training sources, to keep the best epoch; 0: the last
    validation_seed: int = -1  # which sources; -1: the seed says. Equal for teachers to be fused
    seed: int = 0
    threads: int = 0  # of torch on the CPU; 0: a 2-s probe decides and records it
    precision: Literal["32-true", "bf16-mixed"] = "32-true"
    torch_device: Literal["auto", "cpu", "cuda"] = "auto"
    memory_mb: int = 2048  # clips are kept decoded in memory up to here, else read from the cache

    @property
    def chosen_scenes(self) -> tuple[str, ...]:
        """The scenes that are learned; none where nobody chose.

        A name with a comma stands in quotes, as in a table: ``"street, busy",park``.
        """
        rows = csv.reader([self.scenes], skipinitialspace=True)
        return tuple(filter(None, (name.strip() for row in rows for name in row)))

    @staticmethod
    def scenes_text(names: Iterable[str]) -> str:
        """Names as the setting ``scenes`` has them."""
        text = io.StringIO()
        csv.writer(text, lineterminator="").writerow(names)
        return text.getvalue()

    def check(self) -> None:
        """Raise RecipeError naming the first setting of a wrong type or range."""
        AugmentationRecipe.check(self)
        self.require("scenes", "\n" not in self.scenes and "\r" not in self.scenes)
        self.require(
            "scenes", len(set(self.chosen_scenes)) != 1, allowed="two names or more, with commas"
        )
        self.require("epochs", self.epochs >= 0)
        self.require("batch_size", self.batch_size >= 1)
        self.require("windows_per_clip", self.windows_per_clip >= 1)
        self.require("peak_lr", self.peak_lr > 0)
        self.require("restart_epochs", self.restart_epochs > 0)
        self.require_not_negative(
            "weight_decay", "warmup_epochs", "hold_until_epoch", "fall_until_epoch", "seed",
            "threads", "memory_mb",
        )  # fmt: skip
        self.require("adam_beta2", 0 < self.adam_beta2 < 1)
        self.require_shares("final_factor")
        self.require("validation_share", 0 <= self.validation_share <= 0.5)
        self.require("validation_seed", self.validation_seed >= -1)
        self.require("seed", self.seed < 2**63)  # what torch takes
