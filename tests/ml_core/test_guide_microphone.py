"""Every command of the chapter on microphones is one that asc understands."""

import re
import shlex

import pytest

from ml_core.cli import build_parser
from ml_core.files import resource_path

COMMANDS = [
    line.partition("#")[0].strip()
    for block in re.findall(
        r"```bash\n(.+?)```", (resource_path("guide") / "microphone.md").read_text("utf-8"),
        re.DOTALL,
    )
    for line in block.splitlines()
]  # fmt: skip


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_chapter_is_understood(line: str) -> None:
    words = shlex.split(line)
    assert words[0] == "asc"
    assert callable(build_parser().parse_args(words[1:]).run)
