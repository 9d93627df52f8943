"""Files are whole or absent, and what the system refuses is said in a sentence."""

import re
from pathlib import Path

import pytest

from ml_core.errors import UnwritableFile
from ml_core.files import atomic_path, from_json, read_json, write_text


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


@pytest.mark.parametrize("text", [
    "NaN", "Infinity", "-Infinity", "1e999", "-1e999", "-" + "9" * 400, "9" * 5000,
])  # fmt: skip
def test_what_is_no_number_is_an_unknown_one(tmp_path: Path, text: str) -> None:
    said = f'{{"whole": 1, "is": {text}, "small": 1e-999, "half": 0.5}}'
    (tmp_path / "a.json").write_text(said)
    assert read_json(tmp_path / "a.json") == {"whole": 1, "is": None, "small": 0.0, "half": 0.5}
    with pytest.raises(ValueError, match=re.escape(text)):
        from_json(said)
