"""Label files: what other programs write is understood, what we write comes back the same."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.datasets import aoef, audacity, labelstudio, raven
from ml_core.datasets.arrivals import fitted
from ml_core.datasets.exporting import fits, left_out, unsaid
from ml_core.datasets.labels import Entry, Recording, number, span_of, stretch
from ml_core.errors import ImportProblem
from ml_core.project import STATES, ClipRow, NewSegment

# Audacity

STANDARD = "2.150000\t2.150000\tpoint\n3.400000\t6.100000\tregion, with commas\n\n1,5\t2,5\n"
EXTENDED = (
    "1.000000\t1.500000\tclick\n\\\t6928.456055\t7000.5\n"
    "2.000000\t4.000000\tno box\r\n5.0\t6.0\topen\n\\\t300.0\t-1.000000\n"
)


def test_audacity_in_both_dialects(tmp_path: Path) -> None:
    path = tmp_path / "walk.txt"
    path.write_text(STANDARD + EXTENDED, "utf-8-sig")
    reading = audacity.read(path)
    assert [(one.path, one.reason) for one in reading.problems] == [
        (str(path), "line 1: it is a point at 2.15 s, not a stretch")
    ]
    assert reading.entries[0].segments == (
        NewSegment(3.4, 2.7, scenes=("region, with commas",)),
        NewSegment(1.5, 1.0),
        NewSegment(1.0, 0.5, 6928.456055, 7000.5, ("click",)),
        NewSegment(2.0, 2.0, scenes=("no box",)),
        NewSegment(5.0, 1.0, 300.0, None, ("open",)),
    )
    path.write_text("")
    assert audacity.read(path).entries == [Entry("walk.txt")]
    path.write_text("one two\nthree\n")
    with pytest.raises(ImportProblem, match="no label"):
        audacity.read(path)


# Raven

HEADER = "Selection\tView\tChannel\tBegin Time (s)\tEnd Time (s)\tLow Freq (Hz)\tHigh Freq (Hz)"


def test_raven_of_one_recording_with_two_views(tmp_path: Path) -> None:
    path = tmp_path / "dawn.Table.1.selections.txt"
    path.write_text(
        f"{HEADER}\tSpecies\tQuality\n"
        "1\tWaveform 1\t1\t0.5\t1.25\t0.0\t24000.0\tEURO\tgood\n"
        "1\tSpectrogram 1\t1\t0.5\t1.25\t500.5\t3000.0\tEURO\tgood\n"
        "2\tSpectrogram 1\t1\t7\t6\t500.5\t3000.0\tEURO\n"
        "3\tSpectrogram 1\t1\t8\t9\t1\t2\n"
    )
    reading = raven.read(path)
    (entry,) = reading.entries
    assert entry.segments == (
        NewSegment(0.5, 0.75, 500.5, 3000.0, ("EURO",)),
        NewSegment(8.0, 1.0, 1.0, 2.0),
    )
    assert entry.extra == {"Quality": "good"}
    assert [one.reason for one in reading.problems] == ["line 4: it ends before it begins"]
    assert raven.stems(path)[1] == "dawn"
    assert raven.stems(tmp_path / "a.wav.selections.txt")[1] == "a.wav"
    assert raven.stems(tmp_path / "x.BirdNET.selection.table.txt")[1] == "x"


def test_raven_of_several_recordings_counts_from_each(tmp_path: Path) -> None:
    path = tmp_path / "all.txt"
    rows = [
        "1\tSpectrogram 1\t1\t70.5\t71.5\t100\t900\tC:\\data\\b.wav\t10.5\tbird",
        "2\tSpectrogram 1\t1\t2\t3\t100\t900\tC:\\data\\a.wav\t2\tbird",
    ]
    path.write_text("\n".join([f"{HEADER}\tBegin Path\tFile Offset (s)\tCommon Name", *rows]))
    entries = {entry.name: entry.segments for entry in raven.read(path).entries}
    assert entries == {
        "C:\\data\\b.wav": (NewSegment(10.5, 1.0, 100.0, 900.0, ("bird",)),),
        "C:\\data\\a.wav": (NewSegment(2.0, 1.0, 100.0, 900.0, ("bird",)),),
    }
    without = [row.rpartition("\t")[0].rpartition("\t")[0] for row in rows]
    path.write_text("\n".join([f"{HEADER}\tBegin Path", *without]))
    with pytest.raises(ImportProblem, match="several recordings"):
        raven.read(path)
    path.write_text("a\tb\n1\t2\n")
    with pytest.raises(ImportProblem, match="not a selection table"):
        raven.read(path)


# Label Studio


def region(start: Any, end: Any, *labels: str, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "channel": 0, "labels": list(labels)}
    return {"type": "labels", "from_name": "l", "to_name": "audio", "value": value, **more}


def test_label_studio_as_it_exports(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    choice = {"id": "c", "type": "choices", "value": {"choices": ["street", "tram"]}}
    again = {"id": "r", "type": "choices", "value": {"start": 1, "end": 2.5, "choices": ["loud"]}}
    tasks = [
        {
            "id": 7,
            "data": {"audio": "/data/upload/3/0a1b2c3d-walk.wav", "city": "Köln", "fold": 3},
            "annotations": [
                {"was_cancelled": True, "result": [region(0, 1, "nonsense")]},
                {
                    "result": [
                        choice,
                        region(1, 2.5, "bus", id="r", meta={"text": ["far away"]}),
                        again,
                        region(3, 3, "a point"),
                    ]
                },
            ],
            "predictions": [{"result": [region(5, 6, "guess")]}],
            "drafts": [{"result": [region(6, 7, "draft")]}],
        },
        {"data": {"text": "no sound"}},
        "nonsense",
    ]
    path.write_text(json.dumps(tasks))
    reading = labelstudio.read(path)
    (entry,) = reading.entries
    assert entry.name == "/data/upload/3/0a1b2c3d-walk.wav"
    assert entry.facts == {"city": "Köln"}
    assert entry.segments == (
        NewSegment(0.0, 0.0, scenes=("street", "tram")),
        NewSegment(1.0, 1.5, scenes=("bus", "loud"), note="far away"),
    )
    assert [one.reason for one in reading.problems] == [
        "task 1: a region cannot be: it is a point at 3 s, not a stretch",
        "task 2 names no recording",
        "task 3 names no recording",
    ]


def test_label_studio_as_json_min(tmp_path: Path) -> None:
    path = tmp_path / "min.json"
    tasks = [
        {
            "audio": "https://example.org/sounds/a%20b.wav?token=1",
            "id": 1,
            "label": [{"start": 0.5, "end": 1, "channel": 0, "labels": ["bus"]}],
            "choice": "street",
            "annotator": 1,
            "lead_time": 3.5,
        },
        {"audio": "b.wav", "scene": {"choices": ["park", "wind"]}},
    ]
    path.write_text(json.dumps(tasks))
    first, second = labelstudio.read(path).entries
    assert first.segments == (
        NewSegment(0.5, 0.5, scenes=("bus",)), NewSegment(0.0, 0.0, scenes=("street",)),
    )  # fmt: skip
    assert second.segments == (NewSegment(0.0, 0.0, scenes=("park", "wind")),)


# AOEF

AOEF: dict[str, Any] = {
    "version": "1.1.0",
    "created_on": "2023-11-27T19:45:58.447521",
    "data": {
        "uuid": "p",
        "collection_type": "annotation_project",
        "name": "bats",
        "users": [{"uuid": "u", "username": "ana", "name": "Ana"}],
        "tags": [
            {"id": 0, "key": "species", "value": "Myotis"},
            {"id": 1, "key": "device", "value": "AM1"},
            {"id": 2, "key": "behaviour", "value": "feeding"},
        ],
        "recordings": [
            {
                "uuid": "r", "path": "/home/ana/audio/rec.wav", "duration": 10.0, "channels": 1,
                "samplerate": 44100, "date": "2021-01-01", "time": "21:34:56", "latitude": 12.345,
                "longitude": -34.5, "tags": [1, 2], "owners": ["u"], "rights": "CC0",
            }
        ],
        "clips": [
            {"uuid": "c", "recording": "r", "start_time": 0.0, "end_time": 10.0},
            {"uuid": "d", "recording": "r", "start_time": 2.0, "end_time": 4.0},
        ],
        "sound_events": [
            {
                "uuid": "e", "recording": "r",
                "geometry": {"type": "BoundingBox", "coordinates": [1.0, 2000.0, 2.5, 9000.0]},
            },
            {
                "uuid": "f", "recording": "r",
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [[[3.0, 500.0], [4.0, 100.0], [3.5, 700.0]]],
                },
            },
            {
                "uuid": "g", "recording": "r",
                "geometry": {"type": "TimeInterval", "coordinates": [5.0, 6.0]},
            },
            {"uuid": "h", "recording": "r", "geometry": {"type": "TimeStamp", "coordinates": 5.0}},
        ],
        "sound_event_annotations": [
            {"uuid": "ea", "sound_event": "e", "tags": [0], "notes": [{"message": "!"}]},
            {"uuid": "fa", "sound_event": "f", "tags": [0]},
            {"uuid": "ga", "sound_event": "g", "tags": [2]},
            {"uuid": "ha", "sound_event": "h", "tags": [2]},
        ],
        "clip_annotations": [
            {"uuid": "ca", "clip": "c", "sound_events": ["ea", "fa"]},
            {"uuid": "da", "clip": "d", "tags": [2]},
            {"uuid": "xa", "clip": "nowhere"},
        ],
        "tasks": [
            {"clip": "d", "status_badges": [{"state": "completed"}, {"state": "verified"}]}
        ],
    },
}  # fmt: skip


def test_aoef_as_whombat_exports_it(tmp_path: Path) -> None:
    path = tmp_path / "bats.json"
    path.write_text(json.dumps(AOEF))
    reading = aoef.read(path)
    (entry,) = reading.entries
    assert entry.name == "/home/ana/audio/rec.wav"
    assert entry.facts == {
        "device": "AM1", "recorded_at": "2021-01-01T21:34:56", "licence": "CC0", "author": "Ana",
    }  # fmt: skip
    assert entry.extra == {"behaviour": "feeding", "latitude": "12.345", "longitude": "-34.5"}
    assert entry.segments == (
        NewSegment(1.0, 1.5, 2000.0, 9000.0, ("Myotis",), "!"),
        NewSegment(3.0, 1.0, 100.0, 700.0, ("Myotis",)),
        NewSegment(2.0, 2.0, scenes=("feeding",), state="verified"),
        NewSegment(5.0, 1.0, scenes=("feeding",)),
    )
    assert [one.reason for one in reading.problems] == [
        "an annotation is about nothing in the file",
        "an annotation cannot be used: it is a point at 5 s, not a stretch",
    ]


# What we write comes back

RATE, LENGTH_S = 8000, 10.0
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(str.strip)
bounds = st.one_of(
    st.just((None, None)),
    st.tuples(st.floats(1, 1000), st.floats(1001, 3999)),
)
lines = words.map(lambda text: " ".join(text.split()))


@st.composite
def clips(draw: st.DrawFn) -> ClipRow:
    at = draw(st.integers(0, 79_990)) / RATE
    rest = round((LENGTH_S - at) * RATE)
    length = draw(st.integers(min(8, rest), rest)) / RATE
    low, high = draw(bounds)
    scenes = draw(st.lists(words.filter(bool), max_size=3, unique=True))
    return ClipRow(
        segment_id=1, recording_id=1, folder=Path("/a"),
        relative_path="b c.wav", start_s=at, duration_s=length, scenes=tuple(scenes),
        state=draw(st.sampled_from(STATES)), note=draw(lines), low_hz=low, high_hz=high,
        sample_rate_hz=RATE, recording_duration_s=LENGTH_S, device="-a", city="Köln", source="s",
        recorded_at="2024-05-01T06:30:15+02:00", licence="CC0", author="Zoë",
        extra={"fold": "=3", "latitude": "12.5", "longitude": "-1.0"},
    )  # fmt: skip


def stretches(clips: list[ClipRow]) -> list[ClipRow]:
    """Clips of which no two lie at the same place: there they would become one."""
    places = {(round(one.start_s, 3), round(one.duration_s, 3), one.low_hz): one for one in clips}
    return [replace(one, segment_id=n) for n, one in enumerate(places.values(), start=1)]


recordings = st.lists(clips(), min_size=1, max_size=4).map(stretches)


def same(clip: ClipRow, segment: NewSegment) -> bool:
    return (
        round(clip.start_s * RATE) == round(segment.start_s * RATE)
        and round(clip.duration_s * RATE) == round(segment.duration_s * RATE)
        and segment.low_hz == pytest.approx(clip.low_hz, abs=1e-3)
        and segment.high_hz == pytest.approx(clip.high_hz, abs=1e-3)
        and clip.scenes == segment.scenes
    )


@pytest.mark.parametrize("form", ["audacity", "raven", "labelstudio", "aoef"])
@given(given=recordings)
def test_labels_written_are_labels_read(
    tmp_path_factory: pytest.TempPathFactory, form: str, given: list[ClipRow]
) -> None:
    path = tmp_path_factory.getbasetemp() / f"round-trip.{form}.json"
    recording = Recording("b c.wav", given)
    if form == "audacity":
        path.write_text(audacity.text_of(recording), "utf-8")
        reading = audacity.read(path)
    elif form == "aoef":
        aoef.write(path, [recording], "all")
        reading = aoef.read(path)
    else:
        module = {"raven": raven, "labelstudio": labelstudio}[form]
        module.write(path, [recording])
        reading = module.read(path)
    assert list(reading.problems) == []
    (entry,) = reading.entries
    read, reasons = fitted(entry.segments, LENGTH_S)
    assert reasons == []
    assert len(read) == len(given)
    for clip in given:
        (segment,) = [one for one in read if same(clip, one)]
        if form != "audacity":
            assert segment.state == clip.state
            assert segment.note == clip.note
    if form != "audacity":
        assert entry.name == "b c.wav"
        assert entry.facts == recording.facts()
        assert entry.extra == given[0].extra


@given(
    st.floats(0, 4e5), st.floats(1e-5, 4e5), st.sampled_from([0, 8000, 44_100, 192_000, 384_000])
)
def test_times_are_written_in_microseconds_where_that_is_the_same_sample(
    start_s: float, duration_s: float, rate_hz: int
) -> None:
    clip = ClipRow(1, 1, Path(), "a.wav", start_s, duration_s, sample_rate_hz=rate_hz)
    said = span_of(clip)
    for one, exact in zip(said, (start_s, start_s + duration_s, duration_s), strict=True):
        assert round(one * rate_hz) == round(exact * rate_hz)
        assert one == exact or one == round(one, 6)
    assert said[0] == start_s or stretch(said[0], end=said[1]).duration_s == pytest.approx(said[2])


def test_few_digits_and_no_empty_labels_are_written(tmp_path: Path) -> None:
    clip = ClipRow(
        1, 1, Path(), "a.wav", 0.1 + 0.2, 1 / 3, ("bus",), low_hz=100 / 3, high_hz=2000 / 3,
        sample_rate_hz=48_000, recording_duration_s=5.0, n_segments=2,
    )  # fmt: skip
    given = Recording("a.wav", [clip])
    assert audacity.text_of(given) == "0.300000\t0.633333\tbus\n\\\t33.333000\t666.667000\n"
    written = ""
    for module in (raven, labelstudio):
        module.write(tmp_path / "out", [given])
        written += (tmp_path / "out").read_text()
    aoef.write(tmp_path / "out", [given], "all")
    written += (tmp_path / "out").read_text()
    assert not re.search(r"\.\d{7}", written)

    whole = ClipRow(2, 2, Path(), "b.wav", 0.0, 5.0, recording_duration_s=5.0)
    assert not fits(whole, "audacity")
    assert left_out([whole], "audacity") == ["Left out: 1 clips have no scene."]
    assert unsaid([replace(clip, scenes=())], "audacity") == [
        "A label without text marks a stretch without a scene: 1 clips."
    ]
    noted = replace(whole, note="loud")
    labelstudio.write(tmp_path / "out", [Recording("b.wav", [whole]), Recording("c.wav", [noted])])
    first, second = json.loads((tmp_path / "out").read_text())
    assert first["annotations"] == []
    assert len(second["annotations"]) == 1
    assert not labelstudio.lost([whole])
    assert labelstudio.lost([noted])[0].endswith("1 clips.")


def test_times_keep_their_digits() -> None:
    assert stretch(0.1, end=0.3).duration_s == 0.2
    assert stretch("0", end=1 / 3).duration_s == 1 / 3
    assert [number(text) for text in ("1_0", "nan", "inf", "", "0x1", "1,5", " 2 ")] == [
        None, None, None, None, None, 1.5, 2.0,
    ]  # fmt: skip
    assert number(True) is None
    assert number(10**400) is None
