"""Maps that are kept beside a project, and what becomes of them when clips come and change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from clouds import clouds

from ml_core.labelling.maps import at_once, compute_map, read_map
from ml_core.labelling.space import Space
from ml_core.progress import Cancelled, Monitor
from ml_core.project import ClipRow

pytest.importorskip("openTSNE")


def clips_of(space: Space) -> list[ClipRow]:
    return [
        ClipRow(
            segment_id=int(one), recording_id=int(one), folder=Path("/audio"),
            relative_path=f"{one}.wav", start_s=0.0, duration_s=1.0,
        )
        for one in space.segment_ids
    ]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Any:
    return SimpleNamespace(cache_dir=tmp_path)


def test_a_map_is_kept_and_read_again_in_any_order(project: Any) -> None:
    space, _ = clouds(60)
    clips = clips_of(space)
    assert read_map(project, space, clips) is None
    made = compute_map(project, space, clips)
    found = read_map(project, space, clips[::-1])
    assert found is not None
    assert found.n_added == 0
    np.testing.assert_array_equal(found.segment_ids, made.segment_ids)
    np.testing.assert_array_equal(found.xy, made.xy)


def test_new_clips_are_placed_and_the_others_do_not_move(project: Any) -> None:
    space, _ = clouds(60)
    clips = clips_of(space)
    part = replace(
        space,
        segment_ids=space.segment_ids[:50],
        directions=space.directions[:50],
        scores=space.scores[:50],
    )
    made = compute_map(project, part, clips[:50])
    found = read_map(project, space, clips)
    assert found is not None
    assert found.n_added == 10
    np.testing.assert_array_equal(found.xy[:50], made.xy)
    assert np.isfinite(found.xy[50:]).all()


def test_a_moved_segment_is_a_new_clip(project: Any) -> None:
    space, _ = clouds(60)
    clips = clips_of(space)
    compute_map(project, space, clips)
    clips[3] = replace(clips[3], start_s=0.5)
    found = read_map(project, space, clips)
    assert found is not None
    assert found.n_added == 1


def test_a_map_belongs_to_one_bundle_and_may_be_damaged(project: Any, tmp_path: Path) -> None:
    space, _ = clouds(60)
    clips = clips_of(space)
    compute_map(project, space, clips)
    assert read_map(project, replace(space, fingerprint="other"), clips) is None
    (path,) = (tmp_path / "maps").iterdir()
    path.write_bytes(path.read_bytes()[:-40])
    assert read_map(project, space, clips) is None


def test_a_cancelled_map_leaves_the_old_one(project: Any) -> None:
    space, _ = clouds(60)
    clips = clips_of(space)
    made = compute_map(project, space, clips)
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        compute_map(project, space, clips, monitor)
    found = read_map(project, space, clips)
    assert found is not None
    np.testing.assert_array_equal(found.xy, made.xy)


def test_the_map_at_once_needs_nothing(project: Any) -> None:
    space, _ = clouds(30)
    found = at_once(space)
    assert found.method == "pca"
    assert found.xy.shape == (30, 2)
