"""Embeddings of recordings that never were: scenes, devices that colour them, and places."""

from collections.abc import Sequence

import numpy as np

from ml_core.evaluation.learning_curve import Clips

SIZE = 16
CLIPS_PER_PLACE = 4
CLIP_S = 10.0


class SoundWorld:
    """The same scenes and devices in every draw; places are new in each.

    Args:
        seed: of the world.
        n_scenes: at most so many.
        devices: names.
        places: how much places of one scene differ.
    """

    def __init__(
        self, seed: int, *, n_scenes: int = 4, devices: str = "abc", places: float = 1.3
    ) -> None:
        rng = np.random.default_rng([99, seed])
        self.scenes = rng.normal(size=(n_scenes, SIZE))
        self.devices = tuple(devices)
        self.colour = 0.8 * rng.normal(size=(n_scenes, len(devices), SIZE))
        self.seed, self.places = seed, places

    def clips(self, n_places: Sequence[Sequence[int]], *, seed: int) -> Clips:
        """Clips of so many places of every scene on every device."""
        rng = np.random.default_rng([self.seed, seed])
        rows = []
        for scene, by_device in enumerate(n_places):
            for device, n in enumerate(by_device):
                for place in range(n):
                    at = self.scenes[scene] + self.colour[scene, device]
                    at = at + self.places * rng.normal(size=SIZE)
                    name = f"{seed}-{scene}-{self.devices[device]}-{place}"
                    rows += [(at + 0.5 * rng.normal(size=SIZE), scene, name, self.devices[device])
                             for _ in range(CLIPS_PER_PLACE)]  # fmt: skip
        x, scene, group, device = zip(*rows, strict=True)
        return Clips(
            np.array(x, np.float32), np.array(scene), np.array(group), np.array(device),
            np.full(len(rows), CLIP_S), len(n_places),
        )  # fmt: skip


def joined(one: Clips, other: Clips) -> Clips:
    names = ("embeddings", "scene", "groups", "devices", "seconds")
    parts = {name: np.concatenate([getattr(one, name), getattr(other, name)]) for name in names}
    return Clips(**parts, n_scenes=one.n_scenes)
