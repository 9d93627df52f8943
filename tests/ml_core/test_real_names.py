"""Which microphone stands behind the system's choice, by drivers and sound servers of our own."""

import json
import types
from pathlib import Path
from typing import Any

import pytest

from ml_core.recordings.real_names import real_name

SOURCES = [
    {"name": "alsa_input.usb-yeti", "description": "Yeti Stereo Microphone"},
    {"name": "alsa_input.pci", "description": "Built-in Audio"},
]


def driver(*names: str, wasapi: int = -1) -> Any:
    devices = [{"name": name, "max_input_channels": 1} for name in names]
    apis = [
        {"name": "MME", "default_input_device": 0},
        {"name": "Windows WASAPI", "default_input_device": wasapi},
    ]
    return types.SimpleNamespace(
        query_devices=lambda index=None: devices if index is None else devices[index],
        query_hostapis=lambda: apis if wasapi >= 0 else apis[:1],
    )


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A sound server that records from the source of this name; None: there is no server."""

    def put(default: str | None, sources: str = json.dumps(SOURCES)) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        if default is None:
            return
        program = tmp_path / "pactl"
        program.write_text(
            f"#!/bin/sh\nif [ $1 = get-default-source ]; then echo '{default}'; "
            f"else echo '{sources}'; fi\n"
        )
        program.chmod(0o755)

    return put


def test_a_real_name_stays(server: Any) -> None:
    server("alsa_input.pci")
    assert real_name(driver("USB Audio (hw:1,0)"), 0) == "USB Audio (hw:1,0)"


@pytest.mark.parametrize("alias", ["default", "pulse", "pipewire", "sysdefault"])
def test_the_sound_server_tells(server: Any, alias: str) -> None:
    server("alsa_input.usb-yeti")
    assert real_name(driver(alias), 0) == "Yeti Stereo Microphone"
    server("alsa_input.pci")  # another was plugged in: another device
    assert real_name(driver(alias), 0) == "Built-in Audio"


def test_windows_tells_by_another_interface(server: Any) -> None:
    server(None)
    sd = driver("Microsoft Sound Mapper - Input", "Yeti", wasapi=1)
    assert real_name(sd, 0) == "Yeti"


def test_the_only_card_is_it(server: Any) -> None:
    server(None)
    assert real_name(driver("default", "USB Audio (hw:1,0)"), 0) == "USB Audio (hw:1,0)"
    assert real_name(driver("default", "A (hw:1,0)", "B (hw:2,0)"), 0) == "default"


def test_a_server_that_answers_nonsense_is_none(server: Any) -> None:
    server("x", "not JSON")
    assert real_name(driver("default"), 0) == "default"
    server("unknown")
    assert real_name(driver("default"), 0) == "unknown"
