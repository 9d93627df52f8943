"""Segments of recordings: marking, moving, deleting, and finding those of a stretch."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.errors import ProjectError
from ml_core.project import Header, NewSegment, Project
from tests.ml_core.projects import add, filled, recording


def test_marking_moving_and_deleting_are_named_and_undone(tmp_path: Path) -> None:
    with filled(tmp_path) as project:
        clip = project.clips()[0]
        new = project.add_segment(
            clip.recording_id, 0.25, 0.5, low_hz=200.0, scene=("tram", "rain")
        )
        marked = project.clip(new)
        assert (marked.scenes, marked.state) == (("tram", "rain"), "done")
        assert (marked.low_hz, marked.high_hz, marked.n_segments) == (200.0, None, 2)
        assert not marked.whole
        assert project.clip(clip.segment_id).n_segments == 2
        project.move_segment(new, start_s=0.125, duration_s=0.625, low_hz=None, high_hz=4000.0)
        moved = project.clip(new)
        assert (moved.start_s, moved.duration_s) == (0.125, 0.625)
        assert (moved.low_hz, moved.high_hz) == (None, 4000.0)
        project.move_segment(new, start_s=0.25)
        assert (project.clip(new).start_s, project.clip(new).duration_s) == (0.25, 0.625)
        project.delete_segments([new])
        assert [one.segment_id for one in project.segments_of(clip.recording_id)] == [
            clip.segment_id
        ]
    with Project.open(tmp_path) as project:
        undone = [project.undo() for _ in range(4)]
        assert undone == [
            "Delete 1 clip", "Move Tram", "Move edge of Tram", "Mark 0.5 s as Tram and Rain",
        ]  # fmt: skip
        with pytest.raises(ProjectError, match="any more"):
            project.clip(new)
        assert project.redo() == "Mark 0.5 s as Tram and Rain"
        assert project.clip(new) == marked
        assert project.redo() == "Move edge of Tram"
        assert project.clip(new) == moved


@pytest.mark.parametrize(
    ("start_s", "duration_s", "more"),
    [
        (0.75, 0.5, {}),
        (-0.1, 0.5, {}),
        (0.0, 0.0, {}),
        (0.0, float("nan"), {}),
        (0.0, float("inf"), {}),
        (0.0, 0.5, {"low_hz": 500.0, "high_hz": 500.0}),
        (0.0, 0.5, {"low_hz": -1.0}),
        (0.0, 0.5, {"low_hz": 4000.0}),  # nothing above half of the sample rate is recorded
        (0.0, 0.5, {"high_hz": float("nan")}),
    ],
)
def test_what_lies_outside_is_refused(
    tmp_path: Path, start_s: float, duration_s: float, more: dict[str, Any]
) -> None:
    with filled(tmp_path) as project:
        clip = project.clips()[0]
        before = project.clips()
        with pytest.raises(ProjectError):
            project.add_segment(clip.recording_id, start_s, duration_s, **more)
        with pytest.raises(ProjectError):
            project.move_segment(clip.segment_id, start_s=start_s, duration_s=duration_s, **more)
        with pytest.raises(ProjectError):
            project.add_segment(999, 0.0, 0.1)
        good, bad = NewSegment(0.0, 0.5), NewSegment(0.9, 0.5)
        with pytest.raises(ProjectError):
            project.add_segments([(clip.recording_id, good), (clip.recording_id, bad)])
        assert project.clips() == before
        assert project.undo_text() == 'Import "first"'


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A recording of an hour, and a second one."""
    project = Project.create(tmp_path_factory.mktemp("long"))
    add(project, [recording(n, n_samples=8000 * 3600) for n in range(2)])
    return project


@given(
    st.lists(st.tuples(st.integers(0, 3000), st.sampled_from([1, 30, 59, 60, 61, 600]))),
    st.integers(0, 3600),
    st.integers(1, 1200),
)
def test_those_of_a_stretch_are_those_that_overlap_it(
    long: Project, stretches: list[tuple[int, int]], start_s: int, length_s: int
) -> None:
    one, other = (clip.recording_id for clip in long.fetch(long.ids()) if clip.whole)
    new = [(n, NewSegment(float(at), float(s))) for at, s in stretches for n in (one, other)]
    added = long.add_segments(new)
    found = long.segments_between(one, start_s, start_s + length_s)
    everything = long.segments_of(one)
    assert len(everything) == 1 + len(stretches)
    assert [clip.start_s for clip in everything] == sorted(clip.start_s for clip in everything)
    assert found == [
        clip
        for clip in everything
        if clip.start_s < start_s + length_s and clip.start_s + clip.duration_s > start_s
    ]
    if added:
        long.undo()
        assert len(long.segments_of(one)) == 1


def test_recordings_may_bring_their_segments(tmp_path: Path) -> None:
    with Project.create(tmp_path) as project:
        segments = (
            NewSegment(0.5, 0.25, 100.0, 900.0, ("bus",), "bell", "needs_review"),
            NewSegment(0.0, 0.5),
        )
        facts = {"city": "lisbon", "session": "walk 1", "recorded_at": "2024-05-01T08:00:00"}
        add(project, [recording(0, segments=segments, channel=1, channels=2, **facts)])
        first, second = project.clips()
        assert (first.scenes, first.note, first.state) == (("bus",), "bell", "needs_review")
        assert (first.low_hz, first.high_hz) == (100.0, 900.0)
        assert (second.scenes, second.state, second.start_s) == ((), "new", 0.0)
        assert {"city": first.city, "session": first.session} == {
            "city": "lisbon", "session": "walk 1",
        }  # fmt: skip
        assert (first.recorded_at, first.channel) == ("2024-05-01T08:00:00", 1)
        project.set_fact([first.segment_id], "city", "porto")
        project.set_fact([first.segment_id], "recorded_at", None)
        assert (project.clips()[1].city, project.clips()[1].recorded_at) == ("porto", None)


def test_a_channel_is_chosen_where_there_is_one(tmp_path: Path) -> None:
    with Project.create(tmp_path) as project:
        add(project, [recording(0, channels=2), recording(1, channels=4)])
        both = [clip.recording_id for clip in project.clips()]
        project.set_channel(both, 1)
        project.set_channel(both[1:], 3)
        assert [clip.channel for clip in project.clips()] == [1, 3]
        with pytest.raises(ProjectError, match="channel 3"):
            project.set_channel(both, 2)
        assert project.undo() == "Hear channel 4 of 1 recording"
        assert project.undo() == "Hear channel 2 of 2 recordings"
        assert [clip.channel for clip in project.clips()] == [None, None]


def test_a_file_may_be_read_after_it_came_in(tmp_path: Path) -> None:
    with Project.create(tmp_path) as project:
        nothing = {"size_bytes": 0, "sample_rate_hz": 0, "n_samples": 0}
        add(project, [recording(0, **nothing), recording(1)])
        clip = project.clips()[0]
        assert (clip.duration_s, clip.whole, clip.scene) == (0.0, True, "bus")
        project.label([clip.segment_id], "tram")
        assert [path.name for _, path in project.unread(0, 10)] == ["0000.wav"]
        assert project.n_unread() == 1
        project.set_headers({clip.recording_id: Header(99, 16000, 2, 8000, "WAV", "PCM_16")})
        read = project.clip(clip.segment_id)
        assert (read.duration_s, read.whole, read.channels) == (0.5, True, 2)
        assert (read.sample_rate_hz, read.scene) == (16000, "tram")
        assert project.unread(0, 10) == []
        assert project.undo() == "Label 1 clip as Tram"
