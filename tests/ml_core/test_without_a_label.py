"""Which clips wait for a label: one meaning, whoever counts, whatever was done to the project."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_core.errors import ProjectError
from ml_core.labelling.queue import most_useful
from ml_core.labelling.space import Labels, Space
from ml_core.labelling.suggest import suggest
from ml_core.project import STATES, ClipFilter, NewSegment, Project
from ml_core.project.segments import fitting
from tests.ml_core.projects import filled

N = 6
edits = st.one_of(
    st.tuples(st.just("label"), st.sampled_from([None, "bus", "park"])),
    st.tuples(st.just("state"), st.sampled_from(STATES)),
    st.sampled_from([("undo", None), ("redo", None)]),
)


def test_a_clip_without_a_scene_cannot_be_verified(tmp_path: Path) -> None:
    with filled(tmp_path) as project:
        ids = project.ids()
        project.label(ids[:2], None)
        before = project.clips()
        for state in ("verified", "done"):
            with pytest.raises(ProjectError, match="no scene") as refused:
                project.set_state(ids[:1], state)
            assert "scene first" in (refused.value.hint or "")
            with pytest.raises(ProjectError, match="2 of 3 clips have no scene"):
                project.set_state(ids[:3], state)
        assert project.clips() == before


def test_new_takes_a_state_away_and_leaves_the_label(tmp_path: Path) -> None:
    with filled(tmp_path) as project:
        ids = project.ids()
        project.label(ids[:1], None)
        project.set_state(ids[:2], "needs_review")
        project.set_state(ids[:2], "new")
        assert [clip.state for clip in project.fetch(ids[:2])] == ["new", "done"]


@given(st.sampled_from([None, *STATES]), st.booleans())
def test_the_state_of_what_comes_in_fits_its_scenes(state: str | None, has_scene: bool) -> None:
    now = fitting(state, ("bus",) if has_scene else ())
    assert now in STATES
    assert (now in ("done", "verified")) <= has_scene
    assert (now == "new") <= (not has_scene)
    if state in ("excluded", "needs_review"):
        assert now == state


def test_a_segment_that_comes_in_verified_without_a_scene_is_new(tmp_path: Path) -> None:
    with filled(tmp_path) as project:
        recording = project.clips()[0].recording_id
        (added,) = project.add_segments([(recording, NewSegment(0.0, 0.5, state="verified"))])
        assert project.clip(added).state == "new"


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(edits, st.sets(st.integers(0, N - 1), min_size=1)), max_size=12))
def test_all_counts_agree_whatever_is_done(
    steps: Sequence[tuple[tuple[str, str | None], set[int]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, filled(Path(folder), N) as project:
        ids = project.ids()
        project.label(ids[:3], None)
        for (what, value), places in steps:
            chosen = [ids[place] for place in sorted(places)]
            bare = any(clip.scene is None for clip in project.fetch(chosen))
            if what == "label":
                project.label(chosen, value)
            elif what == "state" and not (bare and value in ("done", "verified")):
                project.set_state(chosen, str(value))
            elif what in ("undo", "redo"):
                getattr(project, what)()
            waiting = [
                clip.segment_id
                for clip in project.clips()
                if not clip.scenes and clip.state != "excluded"
            ]
            assert all(counted == waiting for counted in _who_waits(project))
            for clip in project.clips():
                assert clip.state not in (("done", "verified") if not clip.scenes else ("new",))


def _who_waits(project: Project) -> list[list[int]]:
    """The clips that wait for a label, as each part of the program tells them."""
    clips, columns = project.clips(), project.columns()
    space = Space.of(
        columns.numbers["segment_id"], np.eye(len(clips), N, dtype=np.float32),
        np.full((len(clips), 2), 0.5, np.float32), ("bus", "park"),
    )  # fmt: skip
    labels = Labels.of(space, clips)
    queue = most_useful(space, labels, suggest(space, labels))
    bare = project.fetch(ClipFilter(scene=(None,)))
    return [
        [clip.segment_id for clip in clips if clip.open],
        columns.numbers["segment_id"][columns.open].tolist(),
        space.segment_ids[labels.open].tolist(),
        sorted(queue.segment_ids),
        [clip.segment_id for clip in bare if clip.state != "excluded"],
    ]
