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


def _python() -> str:
    if not is_frozen():
        return sys.executable
    name = "asc.exe" if sys.platform == "win32" else "asc"
    return str(Path(sys.executable).with_name(name))
