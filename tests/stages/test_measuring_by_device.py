"""Clips are heard device after device, which changes nothing, and each that is done is told."""

from pathlib import Path

import numpy as np
import pytest

from ml_core.bundle import read_bundle
from ml_core.bundle.hearing import clip_source, hear
from ml_core.bundle.session import Session
from ml_core.progress import Cancelled, Monitor, Progress
from ml_core.project import Project
from ml_core.stages.evaluate import evaluate_bundle, measured_clips
from tests.stages.test_measured import answer, bundle  # noqa: F401 - a fixture


@pytest.fixture
def mixed(project: Project) -> Project:
    """Devices alternate, so that their order is not that of the clips."""
    for place, name in enumerate(("b", "a", None)):
        ids = [clip.segment_id for clip in project.clips()[place::3]]
        if name:
            project.set_fact(ids, "device", name)
    return project


def test_the_same_is_said_as_by_all_at_once(mixed: Project, bundle: Path) -> None:  # noqa: F811
    opened = read_bundle(bundle)
    told: list[Progress] = []
    found = evaluate_bundle(opened, mixed, monitor=Monitor(told.append))
    clips, _ = measured_clips(mixed, opened.manifest.scenes, "test")
    (heard,) = hear(
        [Session(opened, "int8")], opened, clip_source(opened, mixed, clips), Monitor(), stage=""
    )
    wanted = heard.clip_scores(len(clips))
    scores = {row["segment_id"]: row["scores"] for row in found["clips"]}
    np.testing.assert_array_equal([scores[clip.segment_id] for clip in clips], wanted)
    done = [one.done for one in told]
    assert done == list(range(len(clips)))
    assert {one.total for one in told} == {len(clips)}
    for name, value in told[-1].metrics.items():
        assert found["per_device"][name.removeprefix("accuracy@")] == pytest.approx(value)


def test_it_can_be_cancelled(mixed: Project, bundle: Path) -> None:  # noqa: F811
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        evaluate_bundle(read_bundle(bundle), mixed, monitor=monitor)
