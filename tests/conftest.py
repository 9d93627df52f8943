"""What every test may rely on: where real data lies, how often laws are tried, no network."""

import os
import signal
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# A shell's background job ignores Ctrl+C, and so would every process that a test interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)

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
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this machine may be talked to: no check may depend on the outside."""
    connect = socket.socket.connect

    def refuse(host: object) -> NoReturn:
        raise AssertionError(f"a test tried to reach {host!r}")

    def only_local(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in ("127.0.0.1", "::1", "localhost"):
            refuse(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_local)
