"""A validation part takes no scene away from training."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ml_core.project import ClipRow
from ml_core.stages.prepare import hold_out
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
