"""What every test may rely on: where real data lies, how often laws are tried, no network."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.offline import OFFLINE

ROOT = Path(__file__).resolve().parent.parent

# A shell's background job ignores Ctrl+C, and so would every process that a test interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)

LOOPBACK = {"web", "test_offline"}
"""Folders and modules of tests that talk to this machine itself: ``asc serve``, a browser."""

_SLOW_FIRST_CALL = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile(
    "default",
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=_SLOW_FIRST_CALL,
)
settings.register_profile(
    "nightly", max_examples=500, deadline=None, suppress_health_check=_SLOW_FIRST_CALL
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def folder_named_by(variable: str, default: str) -> Path:
    """The folder an environment variable names, else its default beside the repository."""
    return Path(os.environ.get(variable) or ROOT.parent / "shared" / default)


def _folder_or_skip(variable: str, default: str) -> Path:
    folder = folder_named_by(variable, default)
    if not folder.is_dir():
        pytest.skip(f"{variable} names no folder ({folder})")
    return folder


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Real audio (ASC_DATA_DIR)."""
    return _folder_or_skip("ASC_DATA_DIR", "data")


@pytest.fixture(scope="session")
def golden_dir() -> Path:
    """Golden tensors of the authors' own code (ASC_GOLDEN_DIR)."""
    return _folder_or_skip("ASC_GOLDEN_DIR", "golden")


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest) -> Iterator[None]:
    """No check may depend on the outside, and nothing that is checked may talk to it."""
    if request.node.get_closest_marker("online"):
        with OFFLINE.lifted():
            yield
        return
    OFFLINE.watch(loopback=bool(LOOPBACK & {request.path.parent.name, request.path.stem}))
    yield
    problems = OFFLINE.problems()
    assert not problems
