"""How this program starts another part of itself: from a checkout, a wheel or a frozen folder.

A frozen folder holds the window and, beside it, ``asc``. That one runs a module as Python does
(``asc -m MODULE``), so nobody else needs to know how the program was installed.
"""

import ctypes
import signal
import sys
from collections.abc import Callable
from pathlib import Path

_PR_SET_PDEATHSIG = 1


def is_frozen() -> bool:
    """Whether this is the frozen program, which has no Python of its own to start."""
    return bool(getattr(sys, "frozen", False))


def module_command(module: str, *arguments: str) -> list[str]:
    """The command that runs a module in a new process, as ``python -m MODULE ARGUMENTS`` does."""
    return [_python(), "-m", module, *arguments]


def studio_command() -> list[str]:
    """The command that opens the window, wherever it is run."""
    return [_beside("ascstudio")] if is_frozen() else [sys.executable, "-m", "ascstudio"]


def dying_with_us() -> Callable[[], None] | None:
    """For ``preexec_fn``: let Linux end the child when we are ended, however that happens."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _python() -> str:
    return _beside("asc") if is_frozen() else sys.executable


def _beside(name: str) -> str:
    suffix = ".exe" if sys.platform == "win32" else ""
    return str(Path(sys.executable).with_name(name + suffix))
