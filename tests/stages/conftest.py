from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from ml_core.project import Project
from ml_core.stages import certify
from tests.stages.tiny import tiny_project

CERTIFIED_WINDOWS = 200  # instead of thousands


@pytest.fixture(autouse=True, scope="session")
def few_windows() -> Iterator[None]:
    """A certificate of few windows, so that tests do not wait for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(certify, "FEWEST", CERTIFIED_WINDOWS)
        yield


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with tiny_project(tmp_path) as project:
        yield project


@pytest.fixture(autouse=True)
def denormal_numbers() -> Iterator[None]:
    """A stage rounds denormal numbers to zero in its process; later tests want them back."""
    yield
    torch.set_flush_denormal(False)
