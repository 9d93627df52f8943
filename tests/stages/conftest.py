from collections.abc import Iterator
from pathlib import Path

import pytest

from ml_core.project import Project
from tests.stages.tiny import tiny_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with tiny_project(tmp_path) as project:
        yield project
