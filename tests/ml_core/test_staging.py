"""A folder that appears as a whole: what is said where it cannot."""

import re
import shutil
from pathlib import Path

import pytest

from ml_core.datasets.staging import staged
from ml_core.errors import UnwritableFile
from ml_core.files import write_text


def test_who_chose_a_folder_is_told_of_that_one(tmp_path: Path) -> None:
    folder = tmp_path / "web"
    with pytest.raises(UnwritableFile) as told, staged(folder) as unfinished:
        write_text(unfinished / ("x" * 300), "too long a name")
    assert told.value.path == folder
    assert str(told.value).startswith(f'"{folder}" cannot be written: File name too long')
    assert not list(tmp_path.iterdir())


def test_what_has_no_room_is_not_begun_and_the_lack_is_told(tmp_path: Path) -> None:
    needed = shutil.disk_usage(tmp_path).total + 5_000_000
    with pytest.raises(UnwritableFile) as told, staged(tmp_path / "c", needed):
        pytest.fail("it began")
    assert re.search(r"No space left on device, \d+\.\d MB are missing", told.value.message)
    assert not list(tmp_path.iterdir())
