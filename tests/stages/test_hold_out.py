"""A validation part takes no scene away from training."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.datasets.holding_out import hold_out
from ml_core.project import ClipRow
from tests.stages.tiny import tiny_project

SCENES, SOURCES = ("bus", "park", "tram"), ("a", "b", "c", "d")


@given(
    st.lists(st.tuples(st.sampled_from(SCENES), st.sampled_from(SOURCES)), min_size=1, max_size=20),
    st.sampled_from([0.1, 0.2, 0.5]),
    st.integers(0, 1000),
)
def test_every_scene_stays_in_training(
    pairs: list[tuple[str, str]], share: float, seed: int
) -> None:
    """Also where one source is heard in several scenes, as a walk through a town is."""
    clips = [
        ClipRow(number, number, Path("a"), f"{number}.wav", 0.0, 1.0, (scene,), source=source)
        for number, (scene, source) in enumerate(pairs)
    ]
    train, validation = hold_out(clips, share, seed)
    assert {clip.scene for clip in train} == {scene for scene, _ in pairs}
    assert len(train) + len(validation) == len(clips)
    assert not {clip.source for clip in train} & {clip.source for clip in validation}


def test_sources_are_held_out_at_all(tmp_path: Path) -> None:
    with tiny_project(tmp_path) as project:
        train, validation = hold_out(project.clips(split="train"), 0.3, 0)
    assert len(validation) == 3
    assert len(train) > 5


@pytest.mark.parametrize(("n_sources", "n_held"), [(1, 0), (2, 0), (3, 1), (9, 1), (20, 2)])
def test_a_small_share_of_few_sources_is_one(n_sources: int, n_held: int) -> None:
    clips = [
        ClipRow(number, number, Path("a"), f"{number}.wav", 0.0, 1.0, (scene,), source=f"{number}")
        for number, scene in enumerate(scene for scene in SCENES for _ in range(n_sources))
    ]
    _, validation = hold_out(clips, 0.1, 0)
    assert [sum(clip.scene == scene for clip in validation) for scene in SCENES] == [n_held] * 3
