"""Every sentence that the chapter on troubles explains is said by the program, word for word."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ml_core.files import resource_path

ROOT = Path(__file__).parents[2]
CHAPTER = (resource_path("guide") / "troubleshooting.md").read_text("utf-8")
SENTENCES = re.findall(r"^\*\*(.+)\*\*$", CHAPTER, re.MULTILINE)
NAMED = re.compile(r"\{[^{}]*\}")  # what str.format puts in


def texts(tree: ast.AST) -> Iterator[str]:
    """All strings of a module, with … for what is put into them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (str(p.value) if isinstance(p, ast.Constant) else "…" for p in node.values)
            yield "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield NAMED.sub("…", node.value)


@pytest.fixture(scope="module")
def said() -> set[str]:
    modules = [*(ROOT / "ml_core").rglob("*.py"), *(ROOT / "ascstudio").rglob("*.py")]
    return {text for path in modules for text in texts(ast.parse(path.read_text("utf-8")))}


def test_the_chapter_explains_what_people_meet() -> None:
    assert len(SENTENCES) > 30
    assert len(set(SENTENCES)) == len(SENTENCES)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_program_says_it_so(sentence: str, said: set[str]) -> None:
    assert sentence in said
