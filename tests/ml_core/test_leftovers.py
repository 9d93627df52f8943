"""What killed processes did not finish goes; what anybody else wrote or writes stays."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ml_core.files import PART, atomic_path, part_prefix
from ml_core.project.leftovers import remove_leftovers

KILLED = """
import os, signal, sys
from pathlib import Path
from ml_core.datasets.staging import staged
from ml_core.files import atomic_path
folder = Path(sys.argv[1])
with atomic_path(folder / "table.csv"), atomic_path(folder / "deep/sound.wav"):
    with staged(folder / "clips") as half:
        (half / "one.wav").write_bytes(b"x")
        Path(folder / "told").touch()
        os.kill(os.getpid(), signal.SIGKILL)
"""


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_what_a_kill_left_goes_and_nothing_else(tmp_path: Path) -> None:
    mine = [".hidden.part", "a.part", ".x.0123abcd-1-abcdefgh.part", "file.wav"]
    for name in mine:
        (tmp_path / name).write_text("mine")
    killed = subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)])
    os.waitid(os.P_PID, killed.pid, os.WEXITED | os.WNOWAIT)  # nobody has asked for it yet
    assert len(names(tmp_path)) == len(mine) + 6  # three unfinished, one inside, "deep", "told"
    with atomic_path(tmp_path / "now.txt") as temporary:
        assert len(remove_leftovers(tmp_path)) == 2
        assert temporary.exists()  # we are at it
        assert len(remove_leftovers(tmp_path, deep=True)) == 1
        assert temporary.exists()
    assert killed.wait() == -signal.SIGKILL
    assert names(tmp_path) == {*mine, "deep", "told", "now.txt"}


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert remove_leftovers(tmp_path / "none", deep=True) == []


@given(st.text(st.characters(exclude_characters="/\0", codec="utf-8"), min_size=1))
def test_any_name_fits(name: str) -> None:
    assert len(f"{part_prefix(name)}12345678{PART}-journal".encode()) <= 255
    assert f"-{os.getpid()}-" in part_prefix(name)
