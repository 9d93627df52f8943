"""What a project has to learn from: scenes with their clips, and how they are divided."""

from collections import Counter
from dataclasses import dataclass

from ascstudio.project.clip_table import ClipTable
from ml_core import api

EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class SceneRow:
    """A scene with its clips."""

    scene: str
    title: str
    n_clips: int  # that are not left out
    n_train: int
    n_test: int
    n_left_out: int

    @property
    def chosen(self) -> bool:
        """Whether it is learned."""
        return self.n_clips > 0


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

        def count(place: int, split: str | None, *, left_out: bool = False) -> int:
            return sum(n for (scene, side, is_out), n in counts.items()
                       if scene == place and is_out == left_out
                       and split in (None, splits[side]))  # fmt: skip

        rows = tuple(
            SceneRow(
                scene, api.display_name(scene), count(place, None), count(place, "train"),
                count(place, "test"), count(place, None, left_out=True),
            )
            for place, scene in sorted(enumerate(scenes), key=lambda pair: pair[1])
            if scene
        )  # fmt: skip
        bare = scenes.index("") if "" in scenes else -1
        return cls(rows, len(table.devices), count(bare, None))

    @property
    def n_train(self) -> int:
        """Labelled clips in training."""
        return sum(row.n_train for row in self.scenes)

    @property
    def n_test(self) -> int:
        """Labelled clips in the test."""
        return sum(row.n_test for row in self.scenes)

    @property
    def n_clips(self) -> int:
        """Labelled clips that are not left out."""
        return sum(row.n_clips for row in self.scenes)

    @property
    def n_scenes(self) -> int:
        """Scenes that are learned."""
        return sum(row.chosen for row in self.scenes)


def clips_of(table: ClipTable, scene: str, *, left_out: bool) -> tuple[int, ...]:
    """Segments of a scene: those that are left out, or the others."""
    rows = table.select({"scene": {scene}})
    states, of_state = table.column("state")
    out = states.index(EXCLUDED) if EXCLUDED in states else -1
    chosen = rows[(of_state[rows] == out) == left_out]
    return tuple(table.segment_ids[chosen].tolist())
