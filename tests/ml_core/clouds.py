"""Clips as clouds of points: what labelling knows of a project, without any sound."""

import numpy as np

from ml_core.labelling.space import NO_SCENE, Labels, Space


def clouds(
    n_clips: int, n_scenes: int = 5, *, spread: float = 0.35, size: int = 16, seed: int = 0,
    per_source: int = 3,
) -> tuple[Space, Labels]:  # fmt: skip
    """Scenes around random directions, sources around their scene; everything is labelled.

    The bundle knows three other scenes and nothing of these.
    """
    generator = np.random.default_rng(seed)
    middles = generator.normal(size=(n_scenes, size))
    group = np.arange(n_clips) // per_source
    scene = generator.integers(n_scenes, size=group.max() + 1)[group]
    place = generator.normal(size=(group.max() + 1, size))[group]
    x = middles[scene] + spread * size**0.5 * (
        0.7 * place + 0.7 * generator.normal(size=(n_clips, size))
    )
    scores = np.full((n_clips, 3), 1 / 3)
    space = Space.of(np.arange(n_clips) * 2 + 10, x, scores, ("x", "y", "z"), "made up")
    names = tuple(f"scene {number}" for number in range(n_scenes))
    always = np.ones(n_clips, bool)
    return space, Labels(names, scene.astype(np.int64), group, always, always)


def only(labels: Labels, rows: np.ndarray) -> Labels:
    """The same, but only these rows are labelled."""
    scene = np.full(len(labels.scene), NO_SCENE, np.int64)
    scene[rows] = labels.scene[rows]
    return Labels(labels.scenes, scene, labels.group, labels.usable, labels.trusted)
