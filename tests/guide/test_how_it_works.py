"""The chapter on the architecture names every part of the engine there is, and only those."""

import re
from pathlib import Path

from ml_core.files import resource_path

ROOT = Path(__file__).parents[2]
CHAPTER = (resource_path("guide") / "how-it-works.md").read_text("utf-8")


def test_every_part_of_the_engine_has_its_row() -> None:
    inside = (ROOT / "ml_core").iterdir()
    parts = {
        path.stem for path in inside if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    told = set(re.findall(r"^\| `(\w+)` \|", CHAPTER, re.MULTILINE))
    assert told == parts - {"__init__", "__main__"}


def test_every_folder_it_names_is_there() -> None:
    named = set(re.findall(r"`((?:ml_core|ascstudio|packaging)/[\w/.]+)`", CHAPTER))
    assert len(named) > 8
    assert {name for name in named if not (ROOT / name).exists()} == set()
