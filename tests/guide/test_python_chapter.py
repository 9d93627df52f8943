"""The chapter on using the engine from Python runs from its first line to its last."""

import contextlib
import io
import re
from pathlib import Path

import numpy as np
import pytest

from ml_core.api import Project, write_wav
from ml_core.files import resource_path

CHAPTER = (resource_path("guide") / "python.md").read_text("utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", CHAPTER, re.DOTALL)


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(0)
    for name in ("street.wav", "minute/one.wav", "minute/two.wav"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        write_wav(path, 0.1 * random.standard_normal(6 * 16_000).astype(np.float32), 16_000)
    for scene in ("park", "tram"):
        for n in range(4):
            path = tmp_path / "recordings" / scene / f"{scene}-{n}.wav"
            path.parent.mkdir(parents=True, exist_ok=True)
            write_wav(path, 0.1 * random.standard_normal(2 * 16_000).astype(np.float32), 16_000)
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("beside")
def test_every_line_of_the_chapter_runs() -> None:
    assert len(BLOCKS) == 6
    names: dict[str, object] = {}
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        for block in BLOCKS:
            exec(compile(block, "python.md", "exec"), names)
    lines = told.getvalue().splitlines()
    assert lines[0].startswith("starter")
    assert names["taught"].manifest.name
    assert {scene.name for scene in names["taught"].enrolled} == {"workshop"}
    assert "None" not in lines  # there was something to undo, and something was decided
    with Project.open("walks") as project:
        assert [clip.scene for clip in project.clips()].count("park") == 4
