from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from ml_core.project import Project
from tests.stages.tiny import tiny_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with tiny_project(tmp_path) as project:
        yield project


@pytest.fixture(autouse=True)
def denormal_numbers() -> Iterator[None]:
    """A stage rounds denormal numbers to zero in its process; later tests want them back."""
    yield
    torch.set_flush_denormal(False)
