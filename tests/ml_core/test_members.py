"""Members of a tar as recordings: read where they lie, and nothing that is not there."""

import io
import tarfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.errors import UnreadableRecording
from ml_core.recordings import members
from ml_core.recordings.decode import mono_blocks, probe, read_samples
from ml_core.recordings.members import (
    facts_of,
    is_there,
    member_of,
    names_in,
    open_bytes,
    sha256_of,
)
from ml_core.recordings.pyramid import Fingerprint
from ml_core.recordings.sample_reader import SampleReader
from tests.ml_core.sound_files import FORMS, write_form


@pytest.fixture(scope="module")
def tar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All forms, beside what is no plain member."""
    folder = tmp_path_factory.mktemp("tar")
    rng = np.random.default_rng(2)
    samples = np.repeat(rng.uniform(-0.9, 0.9, (2500, 2)), 8, axis=0)
    path = folder / "all.tar"
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as out:
        for form in FORMS:
            one = write_form(folder, form, samples, 16_000)
            out.add(one, one.name)
        out.add(folder / "wav.wav", "inside/deep.wav")
        out.add(folder / "wav.wav", "../outside.wav")
        link = tarfile.TarInfo("link.wav")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        out.addfile(link)
    return path


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_member_is_read_like_its_file(tar: Path, form: str) -> None:
    (file,) = tar.parent.glob(f"{form}.*")
    member = tar / file.name
    assert is_there(member)
    assert probe(member, check_samples=True) == probe(file, check_samples=True)
    assert sha256_of(member) == sha256_of(file)
    assert facts_of(member).n_bytes == file.stat().st_size
    for asked in ({}, {"start_s": 0.31, "duration_s": 0.2}, {"sample_rate_hz": 22_050}):
        np.testing.assert_array_equal(read_samples(member, **asked), read_samples(file, **asked))
    with SampleReader(member) as one, SampleReader(file) as other:
        assert one.n_samples == other.n_samples
        for start in (15_000, 300, 9_000):
            np.testing.assert_array_equal(
                one.read(start, start + 700), other.read(start, start + 700)
            )


def test_a_long_member_is_read_where_it_lies(tar: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read_samples(tar / "flac.flac")
    monkeypatch.setattr(members, "_SMALL", 100)
    np.testing.assert_array_equal(np.concatenate(list(mono_blocks(tar / "flac.flac"))), whole)
    assert sha256_of(tar / "flac.flac") == sha256_of(tar.parent / "flac.flac")


def test_no_more_bytes_are_read_than_are_asked_for(
    tar: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(member: members.Member) -> bytes:
        raise AssertionError("all of it was read")

    monkeypatch.setattr(members.Member, "read", refuse)
    whole = (tar.parent / "wav.wav").read_bytes()
    with open_bytes(tar / "wav.wav") as stream:
        assert stream.read(10) == whole[:10]
        stream.seek(-7, 2)
        assert stream.read() == whole[-7:]
    assert Fingerprint.of(tar / "wav.wav").name == Fingerprint.of(tar.parent / "wav.wav").name


@pytest.mark.parametrize("name", ["link.wav", "deep.wav", "outside.wav", "inside", "nothing.wav"])
def test_what_is_no_plain_member_is_not_there(tar: Path, name: str) -> None:
    assert not is_there(tar / name)
    with pytest.raises(UnreadableRecording, match="missing"):
        probe(tar / name)
    with pytest.raises(OSError, match=r"."):
        facts_of(tar / name)


def test_a_folder_may_be_called_like_a_tar(tmp_path: Path) -> None:
    folder = tmp_path / "odd.tar"
    folder.mkdir()
    path = write_form(folder, "wav", np.zeros((500, 1)), 8000)
    assert member_of(path) is None
    assert is_there(path)
    assert probe(path).n_samples == 500


def test_a_tar_that_changes_is_looked_at_again(tmp_path: Path, tar: Path) -> None:
    path = tmp_path / "x.tar"
    assert names_in(path) == frozenset()
    path.write_bytes(tar.read_bytes())
    assert "flac.flac" in names_in(path)
    with tarfile.open(path, "w") as out:
        info = tarfile.TarInfo("one.txt")
        info.size = 3
        out.addfile(info, io.BytesIO(b"abc"))
    assert names_in(path) == {"one.txt"}


@given(st.integers(0, 10_000), st.integers(0, 255), st.integers(0, 30_000))
def test_no_damage_reaches_beyond_the_tar(tar: Path, place: int, byte: int, cut: int) -> None:
    data = bytearray(tar.read_bytes())
    data[place] = byte
    data = data[: len(data) - cut]
    for name, offset, size in members.headers(io.BytesIO(data), len(data)):
        assert isinstance(name, str)
        assert 0 < offset <= offset + size <= len(data)
