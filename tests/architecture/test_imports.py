"""What may be imported where, checked in real processes: the contracts cannot see run time."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {"torch", "sklearn", "scipy", "pandas", "pyarrow", "onnx", "torchaudio"}


@pytest.mark.parametrize(
    ("module", "banned"),
    [
        ("ml_core.cli", {*HEAVY, "PySide6", "onnxruntime", "numpy"}),
        ("ml_core.api", {*HEAVY, "PySide6"}),
        ("ascstudio.app", HEAVY),
    ],
)
def test_import_does_not_drag_in(module: str, banned: set[str]) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout.split()
    assert banned.isdisjoint(loaded), banned & set(loaded)


def test_presenters_own_no_widgets() -> None:
    presenters = sorted((ROOT / "ascstudio" / "pages").rglob("presenter*.py"))
    assert presenters
    offenders = [
        str(path)
        for path in presenters
        if re.search(r"QtWidgets|QtGui|pyqtgraph", path.read_text("utf-8"))
    ]
    assert not offenders


def test_widgets_know_no_engine() -> None:
    widgets = sorted((ROOT / "ascstudio" / "widgets").glob("*.py"))
    assert widgets
    assert not [str(path) for path in widgets if "ml_core" in path.read_text("utf-8")]


def test_nothing_is_pickled() -> None:
    sources = [*(ROOT / "ml_core").rglob("*.py"), *(ROOT / "ascstudio").rglob("*.py")]
    assert len(sources) > 50
    pattern = re.compile(
        r"^\s*(import|from)\s+(shelve|joblib|dill)\b|\bpickle\.(loads?|dumps?|P\w+|Unpickler)\b"
        r"|allow_pickle=True|weights_only=False",
        re.MULTILINE,
    )
    assert not [str(path) for path in sources if pattern.search(path.read_text("utf-8"))]


def test_files_have_one_subject() -> None:
    """A file of more than 500 lines has two subjects; split it rather than raise the bound."""
    sources = [*(ROOT / "ml_core").rglob("*.py"), *(ROOT / "ascstudio").rglob("*.py")]
    long = {str(path.relative_to(ROOT)): n for path in sources if (n := _lines(path)) > 500}
    assert not long


def _lines(path: Path) -> int:
    return path.read_text("utf-8").count("\n")
