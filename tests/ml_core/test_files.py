"""Files are whole or absent, and what the system refuses is said in a sentence."""

from pathlib import Path

import pytest

from ml_core.errors import UnwritableFile
from ml_core.files import atomic_path, write_text


def test_a_failed_block_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_text(path, "old")
    with pytest.raises(UnicodeEncodeError), atomic_path(path) as temporary:
        temporary.write_text("half of the n\udcff", "utf-8")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for path in (folder, Path("/proc/nothing/x.txt")):
        with pytest.raises(UnwritableFile, match="cannot be written") as caught:
            write_text(path, "x")
        assert str(path) in caught.value.message
        assert caught.value.hint
    assert list(tmp_path.iterdir()) == [folder]
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnwritableFile):
        write_text(tmp_path / "file" / "x.txt", "x")
