"""The pages of the engine's public names are made from its docstrings, without a complaint."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "packaging" / "api_docs.py"


def test_a_package_becomes_a_page(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-W", "error", SCRIPT, tmp_path, "ml_core.scenes", "ml_core.progress"],
        capture_output=True, text=True, check=True, cwd=tmp_path,
    )  # fmt: skip
    assert made.stderr == ""
    page = (tmp_path / "ml_core" / "scenes.html").read_text("utf-8")
    assert "The ordered set of scenes a model knows." in page
    assert "http://" not in page.replace("http://www.w3.org", "")  # nothing is fetched by it
    assert (tmp_path / "ml_core" / "progress.html").is_file()
