"""What is optional is installed by pip, into the environment or apart, and can be cancelled."""

from __future__ import annotations

import importlib.metadata
import sys
from pathlib import Path

import pytest

from ml_core import packs
from ml_core.errors import AscError
from ml_core.progress import Cancelled, Monitor, Progress

PIP = """
import pathlib, sys, time
words = sys.argv[1:]
print("Collecting torch==1.0", flush=True)
if "{kind}" == "slow":
    pathlib.Path("{marker}").write_text("began")
    time.sleep(600)
if "{kind}" == "broken":
    print("ERROR: No matching distribution found for torch", flush=True)
    sys.exit(1)
folder = pathlib.Path(words[words.index("--target") + 1])
for name in ("torch", "torchaudio", "lightning_fabric", "safetensors"):
    (folder / ("asc_" + name)).mkdir(parents=True)
    (folder / ("asc_" + name) / "__init__.py").write_text("")
print("Successfully installed", flush=True)
"""


@pytest.fixture
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment that cannot be written and has none of the modules."""
    monkeypatch.setenv("ASC_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(packs, "_is_writable", lambda: False)
    names = tuple(f"asc_{name}" for name in packs.MODULES["train"])
    monkeypatch.setitem(packs.MODULES, "train", names)
    monkeypatch.setattr(sys, "path", list(sys.path))
    return tmp_path


def pip(folder: Path, monkeypatch: pytest.MonkeyPatch, kind: str = "good") -> Path:
    """Pretend that this is pip; returns the file that it writes when it is slow."""
    script, marker = folder / "pip.py", folder / "began"
    script.write_text(PIP.replace("{kind}", kind).replace("{marker}", str(marker)), "utf-8")
    monkeypatch.setattr(packs, "_pip", lambda: [sys.executable, str(script)])
    return marker


def test_a_read_only_environment_gets_it_apart(
    apart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pip(apart, monkeypatch)
    before = packs.pack_info()
    assert (before.installed, before.apart) == (False, True)
    assert before.folder == apart / "home" / "train"
    told: list[Progress] = []
    assert packs.install_pack(monitor=Monitor(told.append)).installed
    assert [one.done for one in told][:1] == [1]
    assert sys.path[-1] == str(before.folder)  # last: what is there already stays in use


def test_what_pip_says_is_passed_on(apart: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pip(apart, monkeypatch, "broken")
    with pytest.raises(AscError, match="No matching distribution"):
        packs.install_pack()
    assert not packs.pack_info().installed


def test_cancel_ends_pip(apart: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marker = pip(apart, monkeypatch, "slow")
    monitor = Monitor()
    check = monitor.check

    def cancel_when_it_began() -> None:
        if marker.exists():
            monitor.cancel()
        check()

    monkeypatch.setattr(monitor, "check", cancel_when_it_began)
    with pytest.raises(Cancelled):  # and it does not wait for the ten minutes
        packs.install_pack(monitor=monitor)


def test_no_pip_and_no_room_are_said(apart: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(packs.DISK_BYTES, "train", 10**16)
    pip(apart, monkeypatch)
    with pytest.raises(AscError, match="disk are missing"):
        packs.install_pack()
    monkeypatch.setattr(packs, "_pip", list)
    assert packs.pack_info().reason
    with pytest.raises(AscError, match="no pip"):
        packs.install_pack()


def test_what_is_asked_for_is_pinned() -> None:
    wanted = packs.requirements("train")
    assert any(one.startswith("torch==") for one in wanted)
    assert all("==" in one for one in wanted)
    assert set(packs.requirements("lab")) < set(wanted)
    assert importlib.metadata.version("torch").split("+")[0] in " ".join(wanted)
