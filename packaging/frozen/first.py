"""Runs first in both frozen programs (a runtime hook of PyInstaller)."""

import ctypes.util
import os
import sys
from pathlib import Path

INSIDE = Path(sys._MEIPASS)
SEARCHED = "LD_LIBRARY_PATH"

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # as ml_core does: no byte leaves


def libraries_are_ours_alone() -> None:
    """The boot program points the search for libraries at the folder. It has worked by now, and
    whatever we start (a browser, pactl, a file manager) must find its own."""
    if sys.platform == "linux":
        before = os.environ.pop(f"{SEARCHED}_ORIG", None)
        if before:
            os.environ[SEARCHED] = before
        else:
            os.environ.pop(SEARCHED, None)


def portaudio_is_found() -> None:
    """sounddevice asks ldconfig, which knows nothing of the folder."""
    search, ours = ctypes.util.find_library, INSIDE / "libportaudio.so.2"

    def find(name: str) -> str | None:
        return str(ours) if name == "portaudio" and ours.exists() else search(name)

    ctypes.util.find_library = find


libraries_are_ours_alone()
portaudio_is_found()
