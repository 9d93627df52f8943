"""One digest of what recordings hold: it follows their bytes and names, and reads them once."""

from dataclasses import replace
from pathlib import Path

import pytest

from ml_core.datasets.fingerprints import FILE, recordings_digest
from ml_core.progress import Cancelled, Monitor, Progress
from ml_core.project import ClipRow


@pytest.fixture
def clips(tmp_path: Path) -> list[ClipRow]:
    rows = []
    for number in range(3):
        path = tmp_path / f"{number}.wav"
        path.write_bytes(bytes([number]) * 100)
        rows.append(ClipRow(number, number, path.parent, path.name, 0.0, 1.0))
    return rows


def read_by(clips: list[ClipRow], cache: Path) -> tuple[str, int]:
    """The digest, and how many recordings were read for it."""
    heard: list[Progress] = []
    digest = recordings_digest(clips, cache, Monitor(heard.append))
    return digest, heard[0].total or 0 if heard else 0


def test_a_recording_is_read_once(clips: list[ClipRow], tmp_path: Path):
    cache = tmp_path / "cache"
    first, n_read = read_by([*clips, clips[0]], cache)
    assert n_read == 3
    assert read_by(clips[::-1], cache) == (first, 0)
    clips[1].path.write_bytes(clips[1].path.read_bytes())  # as it was, at another time
    assert read_by(clips, cache) == (first, 1)
    (cache / FILE).write_text("[1]")
    assert read_by(clips, cache) == (first, 3)


def test_other_bytes_or_names_are_another_digest(clips: list[ClipRow], tmp_path: Path):
    cache = tmp_path / "cache"
    digests = [recordings_digest(clips, cache)]
    digests.append(recordings_digest(clips[:2], cache))
    renamed = [replace(clips[0], relative_path="other.wav"), *clips[1:]]
    digests.append(recordings_digest(renamed, cache))
    before = clips[2].path.read_bytes()
    clips[2].path.write_bytes(b"other" + before)
    digests.append(recordings_digest(clips, cache))
    clips[2].path.unlink()
    digests.append(recordings_digest(clips, cache))
    assert len(set(digests)) == 5
    clips[2].path.write_bytes(before)
    assert recordings_digest(clips, cache) == digests[0]


def test_reading_can_be_stopped(clips: list[ClipRow], tmp_path: Path):
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        recordings_digest(clips, tmp_path, monitor)


def test_a_cache_that_cannot_be_written_is_done_without(clips: list[ClipRow], tmp_path: Path):
    cache = tmp_path / "cache"
    cache.write_bytes(b"")
    assert recordings_digest(clips, cache) == recordings_digest(clips, tmp_path / "other")
