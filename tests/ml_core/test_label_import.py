"""Labels into projects: found recordings, all or nothing, kills, undo, again; hostile files."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from ml_core.datasets.exporting import (
    FORMATS,
    ExportReport,
    Format,
    export_clips,
    export_labels,
    left_out,
    unsaid,
)
from ml_core.datasets.importing import import_recordings
from ml_core.datasets.labels import channel_of
from ml_core.datasets.places import Shelf
from ml_core.datasets.sources import detect, possible_kinds
from ml_core.errors import ProjectError, UnwritableFile
from ml_core.progress import Cancelled, Monitor, Progress
from ml_core.project import ClipRow, Project
from ml_core.recordings.decode import write_wav
from tests.ml_core.label_projects import all_of, facts, label_facts, out_path

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("form", FORMATS)
def test_a_project_comes_back_from_every_format(
    labelled: Project, audio: Path, tmp_path: Path, form: Format
) -> None:
    out = out_path(tmp_path, form)
    report = export_labels(labelled, out, form)
    kept = [
        clip
        for clip in labelled.clips()
        if form != "audacity" or (clip.state != "excluded" and (clip.scenes or not clip.whole))
    ]
    if form == "meta":
        kept = [one for one in kept if one.whole and one.state != "excluded"]
    assert (report.written, report.total, report.scope) == (len(kept), 8, "all")
    assert report.written + report.left_out == 8
    with Project.create(tmp_path / "second") as second:
        done = import_recordings(second, out, kind=form, audio=audio)
        assert done.problems == ()
        assert len(second.clips()) == len(kept)
        if form in ("csv", "parquet", "labelstudio", "aoef"):
            assert report.lost == tuple(unsaid(kept, form))
            assert all_of(second) == sorted((facts(clip) for clip in kept), key=repr)
        else:
            assert report.lost == tuple(left_out(labelled.clips(), form) + unsaid(kept, form)) != ()
            said = sorted((_said(clip, form) for clip in kept), key=repr)
            assert all_of(second, lambda clip: _said(clip, form)) == said
    assert import_recordings(labelled, out, kind=form, audio=audio).changed == 0
    assert len(labelled.clips()) == 8


def _said(clip: ClipRow, form: str) -> tuple[Any, ...]:
    """What these formats say of a clip."""
    path, *bounds, scenes, state, note = label_facts(clip)
    if form == "raven":
        said = clip.device, clip.city, clip.channel
        return path, *bounds, scenes, state, " ".join(note.split()), *said
    return path, *bounds, scenes


@pytest.mark.parametrize("form", FORMATS)
def test_other_columns_come_back_whatever_they_are_called(
    tmp_path: Path, audio: Path, form: Format
) -> None:
    header = ["filename", "scene_label", "start_s", "duration_s", "folder", "Species", "fold"]
    row = ["park/a.wav", "park", "31.5", "5.000", "elsewhere", "none", "=2"]
    text = "\t".join(header) + "\n" + "\t".join(row) + "\n"
    (audio / "meta.csv").write_text(text)
    with Project.create(tmp_path / "first") as first:
        import_recordings(first, audio)
        (clip,) = first.clips()
        assert clip.extra == dict(zip(header[2:], row[2:], strict=True))
        assert clip.whole
        export_labels(first, out_path(tmp_path, form), form)
    with Project.create(tmp_path / "second") as second:
        import_recordings(second, out_path(tmp_path, form), kind=form, audio=audio)
        (again,) = second.clips()
        assert again.extra == ({} if form == "audacity" else clip.extra)
        assert (again.scenes, again.whole) == (("park",), True)


def test_exactly_the_scope_is_written(labelled: Project, tmp_path: Path) -> None:
    ids = labelled.ids()[2:5]
    for form in ("csv", "aoef", "raven"):
        report = export_labels(labelled, out_path(tmp_path, form), form, ids)
        assert (report.written, report.left_out, report.scope) == (3, 0, "3 of 8")
    with Project.create(tmp_path / "second") as second:
        import_recordings(second, out_path(tmp_path, "csv"), audio=tmp_path / "audio")
        chosen = [clip.relative_path for clip in labelled.fetch(ids)]
        assert sorted(clip.relative_path for clip in second.clips()) == sorted(chosen)
    with pytest.raises(ProjectError, match="nothing was written"):
        export_labels(labelled, tmp_path / "none.csv", "csv", [])
    assert not (tmp_path / "none.csv").exists()


def test_one_recording_is_one_audacity_file(labelled: Project, tmp_path: Path) -> None:
    (number,) = {clip.segment_id for clip in labelled.clips() if "b.wav" in clip.relative_path}
    export_labels(labelled, tmp_path / "b.txt", "audacity", [number])
    assert (tmp_path / "b.txt").read_text() == "0.000000\t5.000000\tpark\n"
    export_labels(labelled, tmp_path / "all", "audacity")
    assert sorted(path.name for path in (tmp_path / "all").rglob("*.txt")) == [
        "-d.txt", "a.txt", "b.txt", "c.txt",
    ]  # fmt: skip  # no clip of the fifth has a scene
    with pytest.raises(UnwritableFile):
        export_labels(labelled, tmp_path / "b.txt", "audacity")
    assert (tmp_path / "b.txt").is_file()


def test_clips_are_cut_with_their_labels_inside(labelled: Project, tmp_path: Path) -> None:
    report = export_clips(labelled, tmp_path / "cut", labelled.ids()[:1] + labelled.ids()[5:7])
    assert report == ExportReport(3, 0, 8, report.lost)
    assert len(report.lost) == 2
    with Project.create(tmp_path / "second") as second:
        import_recordings(second, tmp_path / "cut")
        stored = sorted((clip.relative_path, clip.start_s, clip.scenes) for clip in second.clips())
    first = labelled.clips()[0]
    stem = first.relative_path.replace("/", "_")[:-4]
    assert (f"{first.scene}/{stem}.wav", 0.3, ("bus", "tram ring|x")) in stored
    assert (f"bus/{stem}_0.300-1.000.wav", 0.0, ("bus", "tram ring|x")) in stored
    cancel = Monitor(lambda _: cancel.cancel())
    with pytest.raises(Cancelled):
        export_clips(labelled, tmp_path / "cancelled", monitor=cancel)
    assert not [path for path in tmp_path.iterdir() if "cancelled" in path.name]


def test_the_chosen_channel_is_what_is_cut(labelled: Project, audio: Path, tmp_path: Path) -> None:
    chosen = [clip for clip in labelled.clips() if clip.channel is not None]
    assert {clip.channel for clip in chosen} == {0, 1}
    report = export_clips(labelled, tmp_path / "cut", [clip.segment_id for clip in chosen])
    assert any("channel" in one for one in report.lost)
    names = {path.name: path for path in (tmp_path / "cut").rglob("*.wav")}
    for clip in chosen:
        if clip.whole:
            whole, _ = soundfile.read(clip.path, dtype="int16")
            heard, _ = soundfile.read(
                names[clip.relative_path.replace("/", "_")], dtype="int16", always_2d=True
            )
            assert heard.shape == (len(whole), 1)
            assert (heard[:, 0] == whole[:, clip.channel]).all()


@pytest.mark.parametrize(("n_channels", "said"), [(1, None), (2, 1), (None, 1)])
def test_a_channel_that_is_not_there_is_not_heard(n_channels: int | None, said: int | None) -> None:
    assert channel_of("2", n_channels) == said
    for text in ("0", "", None, "-1", "two", "²", "99999999999"):
        assert channel_of(text, n_channels) is None


def test_a_folder_of_label_files_beside_recordings_is_told_by_itself(
    audio: Path, tmp_path: Path
) -> None:
    assert detect(audio) == "folder"
    (audio / "README.txt").write_text("Recorded in May.\nWith care.\n")
    assert detect(audio) == "folder"
    (audio / "tram" / "c.txt").write_text("0.5\t1.5\tbell\n")
    (audio / "park" / "a_labels.txt").write_text("0\t5\tpark\n")
    assert detect(audio) == "audacity"
    with Project.create(tmp_path / "p") as project:
        report = import_recordings(project, audio)
        assert (report.recordings, report.segments, report.problems) == (5, 5, ())
        said = {one.relative_path: (one.start_s, one.scenes) for one in project.clips()}
        assert said["tram/c.wav"] == (0.5, ("bell",))
        assert said["park/a.wav"] == (0.0, ("park",))
        assert said["park/b.wav"] == (0.0, ())  # the others come in too, without a label
        project.label(project.ids()[:1], "mine")
        assert import_recordings(project, audio).recordings == 0
        assert len(project.clips()) == 5


@pytest.mark.parametrize("form", ["audacity", "raven", "labelstudio", "aoef"])
def test_what_is_exported_into_a_folder_is_told_by_itself(
    labelled: Project, audio: Path, tmp_path: Path, form: Format
) -> None:
    folder = tmp_path / "labels"
    folder.mkdir()
    out = folder if form == "audacity" else folder / out_path(folder, form).name
    export_labels(labelled, out, form)
    assert detect(folder) == form
    assert form in possible_kinds(folder)
    assert form in possible_kinds(out)
    if out.is_file():
        assert detect(out) == form
    with Project.create(tmp_path / "second") as second:
        done = import_recordings(second, folder, audio=audio)
        assert done.problems == ()
        assert done.segments >= (6 if form == "audacity" else 7)


def test_labels_land_on_recordings_that_are_there(
    labelled: Project, audio: Path, tmp_path: Path
) -> None:
    before = all_of(labelled)
    tracks = tmp_path / "tracks"
    export_labels(labelled, tracks, "audacity")
    (tracks / "park/b.txt").write_text("0.0\t5.0\tbeach\n1.0\t2.0\tgull\n")
    (tracks / "nowhere.txt").write_text("0.0\t5.0\tbeach\n")
    report = import_recordings(labelled, tracks, kind="audacity")
    assert (report.recordings, report.segments, report.changed) == (0, 1, 1)
    assert [one.reason for one in report.problems] == ["its recording was not found"]
    there = {clip.start_s: clip for clip in labelled.clips() if "b.wav" in clip.relative_path}
    assert there[0.0].scenes == ("beach",)
    assert there[0.0].note == 'a "note", = with\nlines; and\ttabs'
    assert (there[1.0].scenes, there[1.0].duration_s) == (("gull",), 1.0)
    assert labelled.undo() == 'Import "tracks"'
    assert all_of(labelled) == before
    assert labelled.redo() == 'Import "tracks"'
    assert len(all_of(labelled)) == len(before) + 1


def test_a_table_labels_what_has_no_label_and_leaves_the_rest(tmp_path: Path, audio: Path) -> None:
    flat = tmp_path / "flat"
    flat.mkdir()
    for name in "abc":
        write_wav(flat / f"{name}.wav", np.full(800, 0.1), 8000)
    with Project.create(tmp_path / "project") as project:
        import_recordings(project, flat)
        project.label(project.ids()[:1], "bus")
        rows = "".join(f"{name}.wav\tpark\n" for name in "abc")
        (flat / "meta.csv").write_text(f"filename\tscene_label\n{rows}")
        report = import_recordings(project, flat)
        assert (report.recordings, report.changed, report.already) == (0, 2, 1)
        assert [clip.scene for clip in project.clips()] == ["bus", "park", "park"]
        assert project.undo() == 'Import "flat"'
        assert [clip.scene for clip in project.clips()] == ["bus", None, None]


def test_rows_without_any_audio_wait_for_it(tmp_path: Path) -> None:
    names = [f"audio/bus-lyon-7-30-{n}-a.wav" for n in range(3)]
    (tmp_path / "set").mkdir()
    rows = "\n".join(f"{name}\tbus\tlyon-7\ta" for name in names)
    header = "filename\tscene_label\tidentifier\tsource_label"
    (tmp_path / "set/meta.csv").write_text(f"{header}\n{rows}\n")
    with Project.create(tmp_path / "project") as project:
        report = import_recordings(project, tmp_path / "set")
        assert (report.recordings, report.missing, report.problems) == (3, 3, ())
        clip = project.clips()[0]
        assert (clip.scene, clip.device, clip.city, clip.location, clip.source) == (
            "bus", "a", "lyon", "lyon-7", "lyon-7-30",
        )  # fmt: skip
        assert import_recordings(project, tmp_path / "set").already == 3
        export_labels(project, tmp_path / "out.csv", "csv")
        export_labels(project, tmp_path / "out.json", "aoef")
        left = export_labels(project, tmp_path / "out", "raven")
        assert (left.written, left.lost) == (0, ("Left out: 3 clips have no known length yet.",))
        for name in ("out.csv", "out.json"):
            with Project.create(tmp_path / f"project of {name}") as second:
                assert import_recordings(second, tmp_path / name).missing == 3
                assert all_of(second) == all_of(project)
        write_wav(tmp_path / "set" / names[0], np.full(800, 0.1), 8000)
    with Project.create(tmp_path / "third") as third:  # some are there: the rest is missing
        report = import_recordings(third, tmp_path / "set")
        assert (report.recordings, report.missing, len(report.problems)) == (1, 0, 2)


# Where recordings are found


def test_foreign_names_mean_recordings_below_the_folder(audio: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.wav").touch()
    shelf = Shelf(audio, ["elsewhere/z.wav"])
    for name, found in {
        "park/a.wav": "park/a.wav",
        "a.wav": "park/a.wav",
        "/home/ana/audio/park/a.wav": "park/a.wav",
        "C:\\data\\tram\\c.wav": "tram/c.wav",
        "file:///mnt/park/b.wav": "park/b.wav",
        "https://example.org/x/tram/%C3%B6%201.wav?token=3": "tram/ö 1.wav",
        "/data/local-files/?d=audio/park/a.wav": "park/a.wav",
        "/data/upload/3/0a1b2c3d-c.wav": "tram/c.wav",
        "s3://bucket/z.wav": "elsewhere/z.wav",
        "../secret.wav": None,
        str(tmp_path / "secret.wav"): None,
        "park/../../secret.wav": None,
        "": None,
        "..": None,
        "a\0.wav": None,
        "http://[": None,
    }.items():
        assert shelf.find(name) == found, name
    (audio / "a.wav").touch()  # a name that two have means neither
    (audio / "tram/a.wav").touch()
    (audio / "a.wav").unlink()
    assert Shelf(audio).find("x/y/a.wav") is None
    assert Shelf(audio).beside("park", ["a"]) == "park/a.wav"
    assert Shelf(audio).beside("", ["b.wav"]) == "park/b.wav"


@given(st.text(max_size=60) | st.text(alphabet="ab./\\:?=d%0 ", max_size=60))
def test_no_name_leads_out(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    root = tmp_path_factory.getbasetemp() / "shelf"
    (root / "a").mkdir(parents=True, exist_ok=True)
    (root / "a/b.wav").touch()
    found = Shelf(root).find(name)
    if found is not None:
        assert (root / found).resolve().is_relative_to(root.resolve())


# All or nothing

KILLED = """
import os, signal, sys
from pathlib import Path
from ml_core.datasets.importing import import_recordings
from ml_core.project import Project, history, merging, segments
folder, labels, audio, moment = sys.argv[1:]
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
if moment == "between two writes":
    merging.insert = die
if moment == "before the commit":
    change = history.change
    history.change = lambda *given: (change(*given), die())
with Project.open(folder) as project:
    import_recordings(project, Path(labels), audio=audio)
    die()
"""


def n_rows(project: Project) -> list[int]:
    tables = ("recordings", "segments", "segment_scenes", "operations")
    return [project.database.value(f"SELECT count(*) FROM {table}") for table in tables]


@pytest.mark.parametrize("moment", ["between two writes", "before the commit", "after"])
def test_a_kill_leaves_all_labels_or_none(
    labelled: Project, audio: Path, tmp_path: Path, moment: str
) -> None:
    labels = out_path(tmp_path, "labelstudio")
    export_labels(labelled, labels, "labelstudio")
    with Project.create(tmp_path / "second") as second:
        import_recordings(second, audio / "park")
        before, rows = all_of(second), n_rows(second)
    child = subprocess.run(
        [sys.executable, "-c", KILLED, tmp_path / "second", labels, audio, moment], cwd=ROOT
    )
    assert child.returncode == -signal.SIGKILL
    with Project.open(tmp_path / "second") as second:
        if moment == "after":
            assert len(second.clips()) > len(before)
            assert second.undo() == f'Import "{labels.name}"'
        else:
            assert n_rows(second) == rows  # nothing hidden is left behind either
        assert all_of(second) == before
        import_recordings(second, labels, audio=audio)
        scenes = {clip.scenes for clip in second.clips()}
        assert ("bus", "tram ring|x") in scenes


def test_cancelling_labels_leaves_none(labelled: Project, audio: Path, tmp_path: Path) -> None:
    labels = out_path(tmp_path, "aoef")
    export_labels(labelled, labels, "aoef")

    def stop(progress: Progress) -> None:
        if progress.stage == "importing":
            monitor.cancel()

    monitor = Monitor(stop)
    with Project.create(tmp_path / "second") as second:
        with pytest.raises(Cancelled):
            import_recordings(second, labels, audio=audio, monitor=monitor)
        assert second.clips() == []


def test_a_name_that_several_recordings_have_labels_none_of_them(tmp_path: Path) -> None:
    for folder, names in {"A": ["1.wav", "2.wav"], "B": ["1.wav"], "C/d": ["1.wav"]}.items():
        for name in names:
            (tmp_path / folder).mkdir(parents=True, exist_ok=True)
            write_wav(tmp_path / folder / name, np.full(800, 0.1), 8000)
    (tmp_path / "labels").mkdir()
    table = tmp_path / "labels" / "rows.csv"
    table.write_text("filename,start_s,end_s,scene\n1.wav,0,0.05,bus\n2.wav,0,0.05,park\n")
    with Project.create(tmp_path / "project") as project:
        for folder in "ABC":
            import_recordings(project, tmp_path / folder)
        done = import_recordings(project, table)
        (problem,) = done.problems
        assert (problem.reason, done.segments) == ("several recordings have this name", 1)
        labelled = [one for one in project.clips() if one.duration_s == pytest.approx(0.05)]
        assert [(one.path, one.scenes) for one in labelled] == [(tmp_path / "A/2.wav", ("park",))]
        # In the folder of one of them the name means that one.
        here = import_recordings(project, table, audio=tmp_path / "B")
        assert (here.problems, here.segments) == ((), 1)
        assert [one.path for one in project.clips() if "bus" in one.scenes] == [
            tmp_path / "B/1.wav"
        ]
