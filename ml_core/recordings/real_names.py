"""The microphone behind a name such as "default": two that are used by turns are two devices."""

import json
import shutil
import subprocess
from typing import Any

ALIASES = ("default", "sysdefault", "pulse", "pipewire", "microsoft sound mapper", "primary sound")
ASKING_S = 2.0


def real_name(sd: Any, index: int) -> str:
    """Name of an input device; of the one that an alias stands for, where that can be found out.

    Args:
        sd: the ``sounddevice`` module.
        index: of the device.
    """
    name = str(sd.query_devices(index)["name"])
    if not name.lower().startswith(ALIASES):
        return name
    return _of_windows(sd) or _of_sound_server() or _only_card(sd) or name


def _of_windows(sd: Any) -> str:
    """WASAPI names its default device in full; older interfaces have a mapper."""
    for api in sd.query_hostapis():
        index = api["default_input_device"]
        if "WASAPI" in api["name"] and index >= 0:
            return str(sd.query_devices(index)["name"])
    return ""


def _of_sound_server() -> str:
    """What PulseAudio or PipeWire records from unless it is told otherwise."""
    program = shutil.which("pactl")
    if program is None:
        return ""
    try:
        default = _asked(program, "get-default-source").strip()
        sources = json.loads(_asked(program, "-f", "json", "list", "sources"))
        found = {one["name"]: one["description"] for one in sources}
    except (OSError, ValueError, KeyError, TypeError, subprocess.SubprocessError):
        return ""
    return str(found.get(default) or default)


def _asked(program: str, *words: str) -> str:
    done = subprocess.run(
        [program, *words], capture_output=True, check=True, timeout=ASKING_S, text=True
    )
    return done.stdout


def _only_card(sd: Any) -> str:
    """The card that can record, if there is just one."""
    cards = [
        str(device["name"])
        for device in sd.query_devices()
        if device["max_input_channels"] > 0 and " (hw:" in device["name"]
    ]
    return cards[0] if len(cards) == 1 else ""
