"""Scripts that no check runs still find what they import."""

import ast
import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = ("ml_core", "ascstudio")
SCRIPTS = sorted(
    path
    for folder in (
        "tests/benchmarks",
        "tests/fuzz",
        "tests/kills",
        "tests/photographs",
        "tests/soak",
        "packaging",
    )
    for path in (ROOT / folder).glob("*.py")
)


def imported(path: Path) -> Iterator[tuple[str, str]]:
    """Module and name of everything of ours that a script imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in OURS:
            yield from ((str(node.module), alias.name) for alias in node.names)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_what_a_script_imports_is_there(path: Path) -> None:
    gone = [
        f"{module}.{name}"
        for module, name in imported(path)
        if not hasattr(importlib.import_module(module), name)
        and importlib.util.find_spec(f"{module}.{name}") is None  # a module of a package
    ]
    assert not gone


def test_there_are_scripts() -> None:
    assert len(SCRIPTS) > 20
    assert sum(1 for path in SCRIPTS for _ in imported(path)) > 50
