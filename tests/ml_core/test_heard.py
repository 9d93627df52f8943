"""What was just heard becomes a clip of a project, in one operation."""

from pathlib import Path

import numpy as np
import pytest

from ml_core.datasets.heard import keep_heard
from ml_core.errors import ProjectError
from ml_core.project import Project
from ml_core.recordings.decode import read_samples

RATE_HZ = 32_000


@pytest.fixture
def samples() -> np.ndarray:
    """A second on the grid of 16 bits, as a microphone gives it."""
    steps = np.random.default_rng(0).integers(-32_768, 32_768, RATE_HZ)
    return (steps / 32_768).astype(np.float32)


def test_a_correction_is_done_and_exact(tmp_path: Path, samples: np.ndarray) -> None:
    with Project.create(tmp_path / "project") as project:
        clip = keep_heard(
            project, samples, RATE_HZ, "park",
            heard_as="tram", session="live 1", device="USB Audio",
        )  # fmt: skip
        assert (clip.scenes, clip.state, clip.device) == (("park",), "done", "USB Audio")
        assert clip.note == "corrected live, was tram"
        assert clip.source == "live 1"
        kept = read_samples(clip.path, sample_rate_hz=RATE_HZ)
        np.testing.assert_array_equal(kept, samples)
        assert [row.name for row in project.imports()] == ["Live corrections"]
        assert "Live corrections" in (project.undo() or "")
        assert not project.clips()


def test_what_was_decided_waits_for_review(tmp_path: Path, samples: np.ndarray) -> None:
    with Project.create(tmp_path / "project") as project:
        clip = keep_heard(project, samples, RATE_HZ, "park", heard_as="park", session="live 1")
        assert (clip.scenes, clip.state, clip.note) == (("park",), "needs_review", "heard live")


def test_two_in_one_second_are_two_files(tmp_path: Path, samples: np.ndarray) -> None:
    with Project.create(tmp_path / "project") as project:
        paths = {
            keep_heard(project, samples, RATE_HZ, "park", session="live 1").path for _ in range(3)
        }
        assert len(paths) == 3
        assert {clip.source for clip in project.clips()} == {"live 1"}


def test_nothing_is_not_kept(tmp_path: Path, samples: np.ndarray) -> None:
    with (
        Project.create(tmp_path / "project") as project,
        pytest.raises(ProjectError, match="Nothing was heard"),
    ):
        keep_heard(project, samples[:0], RATE_HZ, "park", session="live 1")
    with (
        Project.open(tmp_path / "project", read_only=True) as project,
        pytest.raises(ProjectError, match="cannot be changed"),
    ):
        keep_heard(project, samples, RATE_HZ, "park", session="live 1")
    assert not list(tmp_path.rglob("*.wav"))
