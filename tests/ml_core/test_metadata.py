"""Time, place and markers inside WAV files: as the specifications lay them out, and damaged."""

import random
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from ml_core.recordings.cutting import cut
from ml_core.recordings.decode import write_wav
from ml_core.recordings.markers import Marker, points_of, points_text, write_markers
from ml_core.recordings.metadata import Metadata, read_metadata
from tests.ml_core.wav_chunks import bext, chunk, cue, rf64, wav

GUANO = (
    b"GUANO|Version:  1.0\nTimestamp: 2012-03-29T03:58:01+04:00\nNote: a\\nb\n"
    b"Loc Position:  37.1878016 -86.1057312\nMake: Pettersson\nModel: D500X\n"
)
IXML = (
    b'<?xml version="1.0" encoding="UTF-8"?><BWFXML><IXML_VERSION>1.61</IXML_VERSION>'
    b"<SCENE>12A</SCENE><TAKE>3</TAKE><NOTE>plane at the end</NOTE>"
    b"<LOCATION><LOCATION_NAME>Am See</LOCATION_NAME>"
    b"<LOCATION_GPS>47.756787, -123.729977</LOCATION_GPS></LOCATION>"
    b"<BEXT><BWF_ORIGINATION_DATE>2021-07-02</BWF_ORIGINATION_DATE>"
    b"<BWF_ORIGINATION_TIME>05:06:07</BWF_ORIGINATION_TIME></BEXT></BWFXML>"
)


@pytest.mark.parametrize("before", [False, True])
def test_each_source_of_time_and_place(tmp_path: Path, before: bool) -> None:
    path = tmp_path / "a.wav"
    wav(path, bext(b"2020-05-01", b"06:30:15"), before=before)
    assert read_metadata(path) == Metadata(recorded_at="2020-05-01T06:30:15", note="Wind")
    wav(path, chunk(b"iXML", IXML), bext(b"2020:05:01", b"06-30-15"), before=before)
    read = read_metadata(path)
    assert (read.recorded_at, read.place) == ("2021-07-02T05:06:07", "Am See")
    assert (read.latitude, read.longitude) == (47.756787, -123.729977)
    assert (read.location, read.device) == ("Am See", None)
    assert read.note == "Scene 12A, Take 3: plane at the end"
    wav(path, chunk(b"guan", GUANO), bext(b"2020-05-01", b"06:30:15"), before=before)
    read = read_metadata(path)
    assert read.recorded_at == "2012-03-29T03:58:01+04:00"
    assert (read.location, read.device) == ("37.188 -86.106", "Pettersson D500X")
    assert read.note == "a\nb"
    info = b"INFO" + chunk(b"ISFT", b"Lavf") + chunk(b"ICMT", b"by AudioMoth 24F\0")
    assert read_metadata(wav(path, chunk(b"LIST", info), before=before)).note == "by AudioMoth 24F"
    assert soundfile.info(str(path)).frames == 8000


@pytest.mark.parametrize(
    ("said", "device"),
    [
        (b"Make: Wildlife Acoustics\nModel: SM4", "Wildlife Acoustics SM4"),
        (b"Make: SM4\nModel: SM4 Bat", "SM4 Bat"),
        (b"Model: AudioMoth", "AudioMoth"),
        (b"Make: Pettersson", "Pettersson"),
        (b"Serial: 7", None),
    ],
)
def test_a_device_is_its_maker_and_model(tmp_path: Path, said: bytes, device: str | None) -> None:
    assert read_metadata(wav(tmp_path / "a.wav", chunk(b"guan", said))).device == device


def test_the_name_says_when_nothing_else_does(tmp_path: Path) -> None:
    assert read_metadata(wav(tmp_path / "SM2_20240501_063015.wav")).recorded_at == (
        "2024-05-01T06:30:15"
    )
    assert read_metadata(wav(tmp_path / "20241501_063015.wav")).recorded_at is None
    named = wav(tmp_path / "20240501_063015.WAV", bext(b"2020-05-01", b"06:30:15"))
    assert read_metadata(named).recorded_at == "2020-05-01T06:30:15"


@pytest.mark.parametrize(
    "given",
    [
        bext(b"0000-00-00", b"00:00:00", b""),
        bext(b"2020-13-01", b"06:30:15", b""),
        chunk(b"bext", b"short"),
        chunk(b"guan", b"Timestamp: yesterday\nLoc Position: 95 0\n\xff\xfe"),
        chunk(b"iXML", b"<BWFXML><BEXT>"),
        chunk(b"cue ", b"\xff\xff\xff\xff"),
        # the way to entities, and with them to other files and endless texts, is closed
        chunk(
            b"iXML",
            b'<!DOCTYPE x [<!ENTITY e "a place">]><BWFXML><LOCATION>'
            b"<LOCATION_NAME>&e;</LOCATION_NAME></LOCATION></BWFXML>",
        ),
    ],
)
def test_what_makes_no_sense_is_left_out(tmp_path: Path, given: bytes) -> None:
    assert read_metadata(wav(tmp_path / "a.wav", given)) == Metadata()


def test_markers_and_regions(tmp_path: Path) -> None:
    listed = cue((7, 4000, 0, b"dog"), (2, 800, 1600, "Straße".encode("cp1252")))
    for path in (wav(tmp_path / "a.wav", listed), rf64(tmp_path / "b.wav", listed)):
        assert read_metadata(path).markers == (
            Marker(800, 1600, "Straße"), Marker(4000, 0, "dog"),
        )  # fmt: skip


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=20)
marker_lists = st.lists(
    st.builds(Marker, st.integers(0, 9000), st.integers(0, 9000), texts, st.just("") | texts),
    max_size=6,
)


@given(marker_lists)
def test_markers_written_are_markers_read(
    tmp_path_factory: pytest.TempPathFactory, given: list[Marker]
) -> None:
    path = wav(tmp_path_factory.getbasetemp() / "markers.wav", n_samples=801)
    before, _ = soundfile.read(str(path), dtype="int16")
    write_markers(path, given)
    after, _ = soundfile.read(str(path), dtype="int16")
    assert np.array_equal(before, after)
    ordered = sorted(given, key=lambda one: one.start_sample)
    assert read_metadata(path).markers == tuple(ordered)


moments = st.tuples(
    st.integers(0, 40_000_000).map(lambda n: n / 192_000),
    st.text(max_size=20).map(str.strip).filter(lambda text: ";" not in text),
)


@given(st.lists(moments))
def test_moments_are_said_to_the_sample(given: list[tuple[float, str]]) -> None:
    found = points_of(points_text(given))
    assert [text for _, text in found] == [text for _, text in given]
    assert [round(start_s * 192_000) for start_s, _ in found] == [
        round(start_s * 192_000) for start_s, _ in given
    ]


def test_what_is_no_list_of_moments_marks_nothing() -> None:
    assert points_of("on the left; 3 minutes; -1 s x; nan s; 1e400 s; 2 s kept") == [(2.0, "kept")]


def test_damaged_files_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    whole = wav(
        tmp_path / "a.wav",
        bext(b"2020-05-01", b"06:30:15"),
        chunk(b"iXML", IXML),
        chunk(b"guan", GUANO),
        cue((1, 10, 100, b"x"), (2, 200, 0, b"y")),
        chunk(b"LIST", b"INFO" + chunk(b"ICMT", b"hello\0")),
        n_samples=50,
    ).read_bytes()
    chance = random.Random(5)
    path = tmp_path / "damaged.wav"
    for _ in range(200):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.choice(
                [0, 1, 0x7F, 0xFF, chance.randrange(256)]
            )
        path.write_bytes(data[: chance.randint(0, len(data))] if chance.random() < 0.3 else data)
        read_metadata(path)
    assert read_metadata(tmp_path / "gone.wav") == Metadata()
    (tmp_path / "text.wav").write_text("RIFF no")
    assert read_metadata(tmp_path / "text.wav") == Metadata()


@pytest.mark.parametrize("subtype", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE"])
def test_a_stretch_is_cut_sample_for_sample(tmp_path: Path, subtype: str) -> None:
    stereo = np.random.default_rng(3).uniform(-0.9, 0.9, (4000, 2))
    write_wav(tmp_path / "a.wav", stereo, 8000, subtype)
    known, _ = soundfile.read(str(tmp_path / "a.wav"), dtype="float64")
    cut(tmp_path / "a.wav", tmp_path / "b.wav", start_s=0.1, duration_s=0.25)
    info = soundfile.info(str(tmp_path / "b.wav"))
    assert (info.subtype, info.channels, info.frames) == (subtype, 2, 2000)
    got, _ = soundfile.read(str(tmp_path / "b.wav"), dtype="float64")
    assert np.array_equal(got, known[800:2800])
    cut(tmp_path / "a.wav", tmp_path / "c.wav", start_s=0.4, duration_s=9.0, channel=1)
    got, _ = soundfile.read(str(tmp_path / "c.wav"), dtype="float64")
    assert np.array_equal(got, known[3200:, 1])
