"""Every picture that README and guide show is there, small enough, and shown."""

import re
from pathlib import Path

from ml_core.files import resource_path

ROOT = Path(__file__).parents[2]
PICTURES = resource_path("guide") / "pictures"
MOST_BYTES = 500_000


def test_pictures_are_there_and_shown() -> None:
    texts = [ROOT / "README.md", *resource_path("guide").glob("*.md")]
    shown = {
        name for path in texts for name in re.findall(r"pictures/(\w+\.png)\)", path.read_text())
    }
    assert shown == {path.name for path in PICTURES.iterdir()}
    assert {path.name for path in PICTURES.iterdir() if path.stat().st_size > MOST_BYTES} == set()
