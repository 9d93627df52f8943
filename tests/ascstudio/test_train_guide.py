"""The chapter on Train: what it tells to type is done, what it tells to press is there."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from noise_project import write_noise_project
from train_user import write_run

from ml_core import api
from ml_core.cli import main
from ml_core.files import resource_path

ROOT = Path(__file__).parents[2]
CHAPTER = (resource_path("guide") / "train.md").read_text("utf-8")
BLOCKS = "\n".join(re.findall(r"```bash\n(.*?)```", CHAPTER, re.DOTALL))
QUICK = ("estimate", "runs", "queue", "rename", "prune", "trash", "recipes")
ELSEWHERE = {"Enter", "Alt+Left", "Del"}  # keys


def test_what_is_quick_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every line that trains nothing, typed as it stands beside a project called walks."""
    write_noise_project(tmp_path, bundle=False).rename(tmp_path / "walks")
    for name in ("one", "two", "student"):
        write_run(tmp_path / "walks", name, accuracy=0.5)
    monkeypatch.chdir(tmp_path)
    quick = [line for line in BLOCKS.splitlines() if line.split()[1] in QUICK]
    assert {line.split()[1] for line in quick} == set(QUICK)
    for line in quick:
        assert main([*shlex.split(line)[1:], "--json"]) == 0, line
        assert json.loads(capsys.readouterr().out), line
    assert api.RunFolder(tmp_path / "walks" / "runs" / "student").status().title


def test_every_word_to_press_is_in_the_window() -> None:
    """Words in italics are those of the window, letter by letter."""
    sources = [path.read_text("utf-8") for path in (ROOT / "ascstudio").rglob("*.py")]
    said = set(re.findall(r'tr\(\s*"((?:[^"\\]|\\.)*)"\s*\)', "\n".join(sources)))
    prose = re.sub(r"```.*?```", "", CHAPTER, flags=re.DOTALL)
    prose = re.sub(r"^\* ", "", prose, flags=re.MULTILINE).replace("\n", " ")
    named = {re.sub(r" +", " ", one) for one in re.findall(r"\*([^*]+)\*", prose)}
    wanted = {one.split(" > ")[-1] for one in named if not one.startswith(" ")}
    assert len(wanted) > 30
    assert wanted - said - ELSEWHERE == set()
