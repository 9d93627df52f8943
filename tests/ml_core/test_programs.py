"""Another part of the program is started in one way, and nowhere else is that known."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from ml_core.programs import is_frozen, module_command

ROOT = Path(__file__).resolve().parents[2]


def test_a_module_runs_in_a_process_of_its_own() -> None:
    command = module_command("ml_core", "--version")
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.startswith("asc ")


@pytest.mark.parametrize(("platform", "name"), [("linux", "asc"), ("win32", "asc.exe")])
def test_a_frozen_window_starts_the_program_beside_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, name: str
) -> None:
    assert not is_frozen()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "ascstudio"))
    assert is_frozen()
    assert module_command("ml_core", "info", "P") == [
        str(tmp_path / name), "-m", "ml_core", "info", "P",
    ]  # fmt: skip


def test_nothing_else_starts_python_by_itself() -> None:
    """``sys.executable`` of a frozen program is the window: a second one would open."""
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for package in ("ml_core", "ascstudio")
        for path in (ROOT / package).rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"sys\.executable|multiprocessing", line)
    ]
    assert [place for place in found if not place.startswith("ml_core/programs.py")] == []
