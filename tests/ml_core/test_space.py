"""What a bundle heard: resumable, shared, forgotten when it no longer fits."""

import os
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from noise_bundle import RATE_HZ, SCENES, sound, write_tiny_bundle

from ml_core.bundle import Bundle
from ml_core.datasets.grouping import group_name, group_of
from ml_core.datasets.importing import import_recordings
from ml_core.labelling import vectors
from ml_core.labelling.space import NO_SCENE, Labels, Space, read_space
from ml_core.labelling.vectors import Vectors, keys_of
from ml_core.progress import Cancelled, Monitor, Progress
from ml_core.project import ClipRow, Project
from ml_core.project.columns import ClipColumns
from ml_core.recordings.decode import write_wav
from ml_core.stages import embed
from ml_core.stages.embed import embed_clips

N_PLACES = 3


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return write_tiny_bundle(tmp_path_factory.mktemp("bundle") / "tiny.ascbundle")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for index, scene in enumerate(SCENES):
        for place in range(N_PLACES):
            path = tmp_path / "audio" / scene / f"{place}.wav"
            write_wav(path, sound(scene, 1.5, 10 * index + place), RATE_HZ)
    opened = Project.create(tmp_path / "project")
    import_recordings(opened, tmp_path / "audio")
    return opened


def space_of(project: Project, bundle: Bundle) -> Space:
    found = read_space(project, bundle.fingerprint)
    assert found is not None
    return found


def test_every_clip_gets_a_place_and_like_sounds_lie_together(
    project: Project, bundle: Bundle
) -> None:
    assert read_space(project, bundle.fingerprint) is None
    report = embed_clips(bundle, project)
    assert (report.clips, report.heard, report.problems) == (9, 9, ())
    space = space_of(project, bundle)
    assert space.segment_ids.tolist() == project.ids()
    assert space.scenes == SCENES
    np.testing.assert_allclose(np.linalg.norm(space.directions, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(space.scores.sum(axis=1), 1, atol=1e-2)
    cosine = space.directions @ space.directions.T
    scene = Labels.of(space, project.clips()).scene
    assert cosine[scene[:, None] == scene].min() > cosine[scene[:, None] != scene].max()


def test_only_what_is_new_is_heard(
    project: Project, bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embed, "MOST_CLIPS", 4)
    embed_clips(bundle, project)
    before = space_of(project, bundle)
    recording = project.clips()[0].recording_id
    new = project.add_segment(recording, 0.25, 1.0)
    assert embed_clips(bundle, project).heard == 1
    after = space_of(project, bundle)
    assert new in after.segment_ids
    np.testing.assert_array_equal(after.scores[after.rows(before.segment_ids)], before.scores)
    assert len(list(Vectors(project, bundle.fingerprint).folder.iterdir())) == 1  # made whole


def test_a_recording_that_was_changed_in_place_is_heard_again(
    project: Project, bundle: Bundle
) -> None:
    embed_clips(bundle, project)
    before = space_of(project, bundle)
    first, *_ = project.clips()
    size = first.path.stat().st_size
    write_wav(first.path, sound(SCENES[-1], 1.5, 99), RATE_HZ)
    later = first.path.stat().st_mtime_ns + 1_000_000_000
    os.utime(first.path, ns=(later, later))
    assert first.path.stat().st_size == size
    report = embed_clips(bundle, project)
    assert (report.heard, report.clips) == (1, 9)
    after = space_of(project, bundle)
    assert after.scores[0].argmax() == len(SCENES) - 1 != before.scores[0].argmax()
    np.testing.assert_array_equal(after.scores[1:], before.scores[1:])
    assert len(Vectors(project, bundle.fingerprint).read()["key"]) == 9  # the old one is forgotten


def test_goes_on_where_it_was_stopped(
    project: Project, bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embed, "MOST_CLIPS", 2)

    def stop_at_five(progress: Progress) -> None:
        if progress.done == 5:
            monitor.cancel()

    monitor = Monitor(stop_at_five)
    with pytest.raises(Cancelled):
        embed_clips(bundle, project, monitor)
    assert len(space_of(project, bundle)) == 4
    assert embed_clips(bundle, project).heard == 5


def test_says_how_far_it_is(project: Project, bundle: Bundle, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(embed, "MOST_CLIPS", 2)
    told: list[Progress] = []
    embed_clips(bundle, project, Monitor(told.append))
    done = [one.done for one in told]
    assert done == sorted(done)
    assert (done[0], done[-1], {one.total for one in told}) == (0, 9, {9})


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(project: Project, bundle: Bundle) -> None:
    lost, *_ = project.clips()
    lost.path.unlink()
    report = embed_clips(bundle, project)
    assert report.clips == 8
    assert [problem.path for problem in report.problems] == [lost.path]
    assert lost.segment_id not in space_of(project, bundle).segment_ids


def test_a_damaged_part_is_heard_again(project: Project, bundle: Bundle) -> None:
    embed_clips(bundle, project)
    (part,) = Vectors(project, bundle.fingerprint).folder.iterdir()
    part.write_bytes(part.read_bytes()[:-9])
    assert read_space(project, bundle.fingerprint) is None
    assert embed_clips(bundle, project).heard == 9
    assert len(space_of(project, bundle)) == 9


def test_what_left_the_project_is_forgotten(project: Project, bundle: Bundle) -> None:
    embed_clips(bundle, project)
    project.set_state(project.ids()[:2], "excluded")
    assert embed_clips(bundle, project).clips == 7
    assert len(space_of(project, bundle)) == 7


def test_labels_tell_who_teaches_and_who_waits(project: Project, bundle: Bundle) -> None:
    ids = project.ids()
    project.label(ids[:1], None)
    project.set_state(ids[1:2], "needs_review")
    embed_clips(bundle, project)
    project.set_state(ids[2:3], "excluded")
    space = space_of(project, bundle)
    labels = Labels.of(space, project.clips())
    assert labels.scenes == SCENES
    assert labels.scene[0] == NO_SCENE
    assert labels.open.tolist() == [0]
    assert labels.teaching.tolist() == list(range(3, 9))


def row(**said: Any) -> ClipRow:
    """A clip of which only this is said."""
    usual = {"segment_id": 1, "recording_id": 1, "start_s": 0.0, "duration_s": 1.0}
    place: dict[str, Any] = {"folder": Path("audio"), "relative_path": "a.wav"}
    return ClipRow(**{**usual, **place, **said})


def test_a_key_tells_what_is_heard_and_nothing_else() -> None:
    heard = [
        row(recording_id=n, start_s=start, duration_s=length, channel=channel)
        for n, start, length, channel in product(
            (0, 1, 2, 1 << 40), (0.0, 1.0, 2.0, 0.1), (1.0, 2.0, 1e-3), (None, 0, 1)
        )
    ]
    keys = keys_of(heard)
    assert len(np.unique(keys)) == len(heard)
    same = [replace(clip, segment_id=7, scenes=("bus",), state="done") for clip in heard]
    assert (keys_of(ClipColumns.of(same)) == keys).all()
    assert keys_of([row(start_s=-0.0)]) == keys_of([row(start_s=0.0)])
    assert len(keys_of([])) == 0


@given(st.data())
def test_labels_are_those_of_the_rows(data: st.DataObject) -> None:
    name = st.sampled_from([None, *"abcdefghijklmnop"])
    n = data.draw(st.integers(0, 25))
    clips = [
        row(
            segment_id=3 * number, relative_path=f"{number}.wav",
            scenes=data.draw(st.sampled_from([(), ("bus",), ("bus", "tram"), ("tram",)])),
            state=data.draw(st.sampled_from(["new", "excluded", "needs_review"])),
            city=data.draw(name), location=data.draw(name), source=data.draw(name),
        )
        for number in range(n)
    ]  # fmt: skip
    asked = data.draw(st.lists(st.sampled_from(range(30)), unique=True))
    space = Space.of(np.array([3 * one for one in asked]), np.ones((len(asked), 2)),
                     np.ones((len(asked), 1)), ["x"])  # fmt: skip
    labels = Labels.of(space, clips)
    known = {clip.segment_id: clip for clip in clips}
    here = [known.get(3 * one) for one in asked]
    kind = group_of(clips)
    for place, clip in enumerate(here):
        scene = labels.scene[place]
        assert (labels.scenes[scene] if scene >= 0 else None) == (clip.scene if clip else None)
        assert labels.usable[place] == (clip is not None and clip.state != "excluded")
        assert labels.trusted[place] == (clip is not None and clip.state != "needs_review")
        for other, beside in enumerate(here):
            if clip is not None and beside is not None:
                together = group_name(clip, kind) == group_name(beside, kind)
                assert (labels.group[place] == labels.group[other]) == together
    assert list(labels.scenes) == sorted({clip.scene for clip in here if clip and clip.scene})


def test_a_clip_that_was_not_heard_has_no_row() -> None:
    space = Space.of(np.array([7, 3]), np.eye(2, dtype=np.float32), np.ones((2, 1)), ["x"])
    assert space.rows([3, 5, 7, 9]).tolist() == [1, -1, 0, -1]
    empty = Space.of(np.zeros(0), np.zeros((0, 2)), np.zeros((0, 1)), ["x"])
    assert empty.rows([1]).tolist() == [-1]


@given(
    parts=st.lists(st.sets(st.integers(0, 30), min_size=1), max_size=6),
    wanted=st.sets(st.integers(0, 30)),
)
def test_compacting_keeps_what_is_wanted_and_nothing_else(
    parts: list[set[int]], wanted: set[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(vectors, "PART", 8)
        with Project.create(tmp_path_factory.mktemp("compact") / "project") as project:
            store = Vectors(project, "fingerprint")
            for part in parts:
                keys = np.array(sorted(part), np.uint64)
                values = keys[:, None].astype(float)
                store.add(keys, values, values / 32, ["x"])
            store.compact(np.array(sorted(wanted), np.uint64))
            found = store.read()
    known = set().union(*parts) & wanted
    held = [] if found is None else found["key"].tolist()
    assert set(held) == known
    if found is not None:
        np.testing.assert_array_equal(found["embedding"][:, 0], found["key"])
        np.testing.assert_array_equal(found["scores"][:, 0] * 32, found["key"])
