"""What a project has to learn from: scenes with their clips, and how they are divided."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from ascstudio.project.clip_table import ClipTable
from ml_core import api

EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class SceneRow:
    """A scene with its clips."""

    scene: str
    title: str
    n_clips: int  # that are not excluded
    n_train: int
    n_test: int
    n_excluded: int
    wanted: bool = True  # by whoever sets the run up

    @property
    def chosen(self) -> bool:
        """Whether it is learned."""
        return self.wanted and self.n_clips > 0


@dataclass(frozen=True, slots=True)
class DataSummary:
    """What would be learned from."""

    scenes: tuple[SceneRow, ...] = ()
    n_devices: int = 0
    n_unlabelled: int = 0

    @classmethod
    def of(cls, table: ClipTable) -> "DataSummary":
        """Of all clips of a project."""
        scenes, of_scene = table.column("scene")
        states, of_state = table.column("state")
        splits, of_split = table.column("split")
        out = states.index(EXCLUDED) if EXCLUDED in states else -1
        every = zip(of_scene.tolist(), of_split.tolist(), (of_state == out).tolist(), strict=True)
        counts = Counter(every)

        def count(place: int, split: str | None, *, excluded: bool = False) -> int:
            return sum(n for (scene, side, is_out), n in counts.items()
                       if scene == place and is_out == excluded
                       and split in (None, splits[side]))  # fmt: skip

        rows = tuple(
            SceneRow(
                scene, api.display_name(scene), count(place, None), count(place, "train"),
                count(place, "test"), count(place, None, excluded=True),
            )
            for place, scene in sorted(enumerate(scenes), key=lambda pair: pair[1])
            if scene
        )  # fmt: skip
        bare = scenes.index("") if "" in scenes else -1
        return cls(rows, len(table.devices), count(bare, None))

    def of_scenes(self, wanted: Collection[str]) -> "DataSummary":
        """What is left where only these scenes are learned; none: all of them."""
        rows = (replace(row, wanted=not wanted or row.scene in wanted) for row in self.scenes)
        return replace(self, scenes=tuple(rows))

    @property
    def n_train(self) -> int:
        """Clips in training that are learned."""
        return sum(row.n_train for row in self.scenes if row.chosen)

    @property
    def n_test(self) -> int:
        """Clips in the test of scenes that are learned."""
        return sum(row.n_test for row in self.scenes if row.chosen)

    @property
    def n_clips(self) -> int:
        """Clips of scenes that are learned."""
        return sum(row.n_clips for row in self.scenes if row.chosen)

    @property
    def n_scenes(self) -> int:
        """Scenes that are learned."""
        return sum(row.chosen for row in self.scenes)
