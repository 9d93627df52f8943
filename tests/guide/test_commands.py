"""Every command that README and guide tell to type is one that asc understands."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from ml_core.cli import build_parser
from ml_core.files import resource_path

ROOT = Path(__file__).parents[2]
TEXTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(resource_path("guide").glob("*.md"))]
FENCED = re.compile(r"```bash\n(.*?)```", re.DOTALL)
INDENTED = re.compile(r"^    (asc .*)$", re.MULTILINE)


def commands() -> Iterator[tuple[str, str]]:
    """(file, line) of every line that begins with asc."""
    for path in TEXTS:
        text = path.read_text("utf-8")
        blocks = "\n".join(FENCED.findall(text)).replace("\\\n", " ")
        for line in (*blocks.splitlines(), *INDENTED.findall(text)):
            if line.startswith("asc "):
                yield path.name, line


ALL = sorted(set(commands()))


def test_there_are_many() -> None:
    assert len(ALL) > 100
    assert {name for name, _ in ALL} >= {"README.md", "train.md", "live.md", "teach.md"}


@pytest.mark.parametrize(("name", "line"), ALL)
def test_it_is_understood(name: str, line: str) -> None:
    words = shlex.split(re.split(r" [>|] ", line)[0], comments=True)
    assert callable(build_parser().parse_args(words[1:]).run), f"{name}: {line}"


def test_every_verb_is_told_somewhere() -> None:
    """A command that no page mentions is one that nobody finds."""
    told = "\n".join(path.read_text("utf-8") for path in TEXTS)
    verbs = next(iter(build_parser()._subparsers._group_actions)).choices
    assert {verb for verb in verbs if f"asc {verb}" not in told} == set()
