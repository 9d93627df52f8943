"""What files say of themselves when they come in, and what of their labels cannot be."""

import json
from pathlib import Path

import numpy as np

from ml_core.datasets.exporting import export_clips, export_labels
from ml_core.datasets.importing import import_recordings
from ml_core.project import Project
from ml_core.recordings.decode import write_wav
from ml_core.recordings.markers import Marker
from ml_core.recordings.metadata import read_metadata
from tests.ml_core.wav_chunks import bext, chunk, cue, wav


def test_markers_time_and_place_of_files_come_in(tmp_path: Path) -> None:
    stamp = bext(b"2020-05-01", b"06:30:15")
    wav(tmp_path / "set/park/a.wav", stamp, cue((1, 800, 1600, b"dog"), (2, 4000, 0, b"door")))
    wav(tmp_path / "set/park/b.wav", cue((1, 0, 8000, b"lake")))
    with Project.create(tmp_path / "project") as project:
        assert import_recordings(project, tmp_path / "set").segments == 3
        whole, dog, lake = project.clips()
        assert (whole.scenes, whole.recorded_at) == (("park",), "2020-05-01T06:30:15")
        assert (whole.extra, whole.note) == ({"markers": "0.5 s door"}, "Wind")
        assert (dog.start_s, dog.duration_s, dog.scenes) == (0.1, 0.2, ("dog",))
        assert lake.scenes == ("park", "lake")


def test_what_a_recorder_wrote_becomes_note_and_device(tmp_path: Path) -> None:
    guano = chunk(b"guan", b"Note: heavy rain\nMake: Wildlife Acoustics\nModel: SM4\n")
    for name in ("plain", "told", "parted", "airport-lisbon-1000-40000-0-a"):
        wav(tmp_path / f"set/{name}.wav", guano)
    dog = {"id": "1", "value": {"start": 0.1, "end": 0.2, "labels": ["dog"]}}
    rows = [
        {"data": {"audio": "plain.wav"}},
        {"data": {"audio": "told.wav", "device": "mine"}},
        {"data": {"audio": "parted.wav"}, "annotations": [{"result": [dog]}]},
    ]
    (tmp_path / "set/labels.json").write_text(json.dumps(rows))
    with Project.create(tmp_path / "project") as project:
        import_recordings(project, tmp_path / "set/labels.json")
        assert [(clip.device, clip.note, dict(clip.extra)) for clip in project.clips()] == [
            ("Wildlife Acoustics SM4", "heavy rain", {}),
            ("mine", "heavy rain", {}),
            ("Wildlife Acoustics SM4", "", {"recorder_note": "heavy rain"}),
        ]
        export_labels(project, tmp_path / "set/out.csv", "csv")
        kept = [(clip.device, clip.note, clip.extra) for clip in project.clips()]
    with Project.create(tmp_path / "second") as project:
        import_recordings(project, tmp_path / "set", kind="recordings")
        assert project.clips()[0].device == "a"  # what the name says comes from the data set
    with Project.create(tmp_path / "third") as project:
        import_recordings(project, tmp_path / "set/out.csv")
        assert [(clip.device, clip.note, clip.extra) for clip in project.clips()] == kept


def test_markers_without_a_length_come_in_and_go_out(tmp_path: Path) -> None:
    points = cue((1, 801, 0, b"door"), (2, 4000, 0, b"a; b"), (3, 4001, 0, b""))
    wav(tmp_path / "set/park/a.wav", points)
    with Project.create(tmp_path / "project") as project:
        import_recordings(project, tmp_path / "set")
        (clip,) = project.clips()
        assert clip.extra == {"markers": "0.100125 s door; 0.5 s a, b; 0.500125 s"}
        project.move_segment(clip.segment_id, start_s=0.1, duration_s=0.45)
        export_labels(project, tmp_path / "set/out.csv", "csv")
        export_clips(project, tmp_path / "cut")
    (written,) = (tmp_path / "cut").rglob("*.wav")
    assert [one for one in read_metadata(written).markers if one.is_point] == [
        Marker(1, 0, "door"), Marker(3200, 0, "a, b"), Marker(3201, 0, ""),
    ]  # fmt: skip
    with Project.create(tmp_path / "second") as second:
        import_recordings(second, tmp_path / "set/out.csv")
        assert second.clips()[0].extra == clip.extra


def test_a_frequency_range_that_cannot_be_is_told_of_and_goes(tmp_path: Path) -> None:
    write_wav(tmp_path / "set/a.wav", np.full(8000, 0.1), 8000)
    rows = ["0,1,300,200,empty", "0,0.5,4000,,above", "0,0.3,3999,9000,reaches", "0,0.2,,100,low"]
    table = "filename,start,end,low_hz,high_hz,scene\n" + "".join(f"a.wav,{row}\n" for row in rows)
    (tmp_path / "set/labels.csv").write_text(table)
    (tmp_path / "absent").mkdir()
    (tmp_path / "absent/labels.csv").write_text(table)
    bands = {
        "empty": (None, None), "above": (None, None), "reaches": (3999, 9000), "low": (None, 100),
    }  # fmt: skip
    with Project.create(tmp_path / "project") as project:
        for _ in "12":  # new recordings, then those that are in
            report = import_recordings(project, tmp_path / "set/labels.csv")
            assert [one.reason for one in report.problems] == [
                f"a label at 0 s lost its frequency range, which {why} of the table)"
                for why in (
                    "is empty: 300 to 200 Hz (line 2",
                    "begins at 4000 Hz: the recording holds 4000 Hz at most (line 3",
                )
            ]
            found = {clip.scene: (clip.low_hz, clip.high_hz) for clip in project.clips()}
            assert found == bands
    with Project.create(tmp_path / "second") as second:
        report = import_recordings(second, tmp_path / "absent/labels.csv")
        assert [(one.label, one.reason[:40]) for one in report.problems] == [
            (True, "a label at 0 s lost its frequency range,")
        ]
        assert second.clips()[0].low_hz is None


def test_cuts_of_one_recording_are_told_by_esc_names(tmp_path: Path) -> None:
    for name in ("1-100032-A-0", "1-100032-B-0", "1-110389-A", "7-1-A-0", "1-100032-a"):
        wav(tmp_path / f"set/dog/{name}.wav")
    (tmp_path / "set/dog/meta.csv").write_text("filename\tsource_label\n1-110389-A.wav\tUnknown\n")
    with Project.create(tmp_path / "project") as project:
        import_recordings(project, tmp_path / "set", kind="folder")
        assert {clip.name[:-4]: clip.source for clip in project.clips()} == {
            "1-100032-A-0": "1-100032", "1-100032-B-0": "1-100032", "1-110389-A": "1-110389",
            "7-1-A-0": "dog/7-1-A-0.wav", "1-100032-a": "dog/1-100032-a.wav",
        }  # fmt: skip
    with Project.create(tmp_path / "second") as project:
        import_recordings(project, tmp_path / "set/dog")
        assert [clip.device for clip in project.clips()] == [None]  # "Unknown" is no device


def test_a_recording_of_one_sample_is_a_clip(tmp_path: Path) -> None:
    write_wav(tmp_path / "set/a.wav", np.full(1, 0.1), 48000)
    (tmp_path / "set/a.txt").write_text("0.000000\t0.000021\tclick\n")
    with Project.create(tmp_path / "project") as project:
        assert import_recordings(project, tmp_path / "set").problems == ()
        (clip,) = project.clips()
        assert (clip.scene, clip.whole, clip.duration_s) == ("click", True, 1 / 48000)
