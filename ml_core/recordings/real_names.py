"""The microphone behind a name such as "default": two that are used by turns are two devices."""

from typing import Any

from ml_core.recordings.sound_server import default_source

ALIASES = ("default", "sysdefault", "pulse", "pipewire", "microsoft sound mapper", "primary sound")


def real_name(sd: Any, index: int) -> str:
    """Name of an input device; of the one that an alias stands for, where that can be found out.

    Args:
        sd: the ``sounddevice`` module.
        index: of the device.
    """
    name = str(sd.query_devices(index)["name"])
    if not is_alias(name):
        return name
    return _of_windows(sd) or default_source() or _only_card(sd) or name


def is_alias(name: str) -> bool:
    """Whether a name stands for whichever device the system chooses."""
    return name.lower().startswith(ALIASES)


def _of_windows(sd: Any) -> str:
    """WASAPI names its default device in full; older interfaces have a mapper."""
    for api in sd.query_hostapis():
        index = api["default_input_device"]
        if "WASAPI" in api["name"] and index >= 0:
            return str(sd.query_devices(index)["name"])
    return ""


def _only_card(sd: Any) -> str:
    """The card that can record, if there is just one."""
    cards = [
        str(device["name"])
        for device in sd.query_devices()
        if device["max_input_channels"] > 0 and " (hw:" in device["name"]
    ]
    return cards[0] if len(cards) == 1 else ""
