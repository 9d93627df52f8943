"""How this program starts another part of itself: from a checkout, a wheel or a frozen folder.

A frozen folder holds the window and, beside it, ``asc``. That one runs a module as Python does
(``asc -m MODULE``), so nobody else needs to know how the program was installed.
"""

import sys
from pathlib import Path


def is_frozen() -> bool:
    """Whether this is the frozen program, which has no Python of its own to start."""
    return bool(getattr(sys, "frozen", False))


def module_command(module: str, *arguments: str) -> list[str]:
    """The command that runs a module in a new process, as ``python -m MODULE ARGUMENTS`` does."""
    return [_python(), "-m", module, *arguments]


def studio_command() -> list[str]:
    """The command that opens the window, wherever it is run."""
    return [_beside("ascstudio")] if is_frozen() else [sys.executable, "-m", "ascstudio"]


def _python() -> str:
    return _beside("asc") if is_frozen() else sys.executable


def _beside(name: str) -> str:
    suffix = ".exe" if sys.platform == "win32" else ""
    return str(Path(sys.executable).with_name(name + suffix))
