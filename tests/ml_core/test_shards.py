"""Shards: written the same every time, gone on with after a kill, pruned, and never trusted."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_core.datasets.contents import hash_missing
from ml_core.datasets.importing import import_recordings
from ml_core.errors import AscError, ShardError, UnreadableRecording, UnwritableFile
from ml_core.progress import Cancelled, Monitor
from ml_core.project import ClipFilter, Project
from ml_core.recordings.decode import read_samples
from ml_core.shards import ShardRow, ShardSet, Tally, open_shards, tables, write_shards, writing
from ml_core.shards.sound import sound_of
from tests.ml_core.shard_projects import SCENES, sounding
from tests.ml_core.sound_files import FORMS, write_form


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards of about four clips, and row groups of three rows."""
    monkeypatch.setattr(tables, "GROUP_ROWS", 3)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory):
    with sounding(tmp_path_factory.mktemp("sounding") / "p") as opened:
        yield opened


@pytest.fixture(scope="module")
def shards(project: Project, tmp_path_factory: pytest.TempPathFactory) -> ShardSet:
    out = tmp_path_factory.mktemp("shards")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "GROUP_ROWS", 3)
        write(project, out / "a", also=[out / "b"])
    return open_shards(out / "a")


def write(project: Project, out: Path, **asked):
    """With shards that are full after 12 kB."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "BYTES_PER_MB", 12_000)
        return write_shards(project, out, shard_mb=1, **asked)


def files(folder: Path) -> dict[str, bytes]:
    return {
        one.name: one.read_bytes() for one in sorted(folder.iterdir()) if one.name[0] != "."
    }  # fmt: skip


def test_every_clip_that_is_not_excluded_is_there_with_all_that_is_known(
    project: Project, shards: ShardSet
) -> None:
    clips = {(one.relative_path, one.start_s): one for one in project.clips()}
    wanted = {key: one for key, one in clips.items() if one.state != "excluded"}
    rows = list(shards.rows())
    assert len(shards.shards) > 5
    assert {(row.recording, row.start_s) for row in rows} == set(wanted)
    assert len(rows) == len(wanted) == shards.manifest.n_clips < len(clips)
    for row in rows:
        clip = wanted[row.recording, row.start_s]
        for name in ("scenes", "state", "note", "split", "device", "location", "source"):
            assert getattr(row, name) == getattr(clip, name), name
        assert row.shard.startswith(f"{clip.split or 'clips'}-")


def test_the_sound_is_that_of_the_files_bit_for_bit(project: Project, shards: ShardSet) -> None:
    paths = {clip.relative_path: clip.path for clip in project.clips()}
    n = 0
    for row, samples, rate_hz in shards.clips():
        stretch = None if row.start_s == 0 else row.duration_s
        found = read_samples(paths[row.recording], start_s=row.start_s, duration_s=stretch)
        assert rate_hz == row.rate_hz == 8000
        np.testing.assert_array_equal(samples, found)
        n += 1
    assert n == shards.manifest.n_clips


def test_the_same_project_gives_the_same_bytes(
    project: Project, shards: ShardSet, tmp_path: Path
) -> None:
    write(project, tmp_path / "a", also=[tmp_path / "b"])
    for name, root in (("a", shards.folder), ("b", shards.roots[1])):
        assert files(tmp_path / name) == files(root)
    assert len(files(tmp_path / "b")) > 4


def test_tar_itself_reads_it(shards: ShardSet) -> None:
    for name in shards.shards:
        with tarfile.open(shards.tar(name)) as tar:
            members = {one.name: tar.extractfile(one).read() for one in tar.getmembers()}
        rows = sorted(shards.rows(name), key=lambda row: row.offset)
        assert list(members) == [name for row in rows for name in (row.audio, f"{row.key}.json")]
        for row in rows:
            data, rate_hz = soundfile.read(io.BytesIO(members[row.audio]))
            assert (len(data), rate_hz) == (row.n_samples, row.rate_hz)
            said = json.loads(members[f"{row.key}.json"])
            assert said["scenes"] == list(row.scenes)
            assert said["recording_sha256"] == row.recording_sha256


NAMES = st.sampled_from([None, "phone", "recorder", "place 1", "place 4", "nowhere", *SCENES])
FILTERS = st.builds(
    ClipFilter,
    state=st.lists(st.sampled_from(["new", "done", "excluded"]), max_size=2).map(tuple),
    scene=st.lists(NAMES, max_size=3).map(tuple),
    device=st.lists(NAMES, max_size=2).map(tuple),
    location=st.lists(NAMES, max_size=2).map(tuple),
    split=st.lists(st.sampled_from([None, "train", "test", "other"]), max_size=2).map(tuple),
    text=st.sampled_from(["", "0007", "nothing"]),
    usable=st.booleans(),
)


@settings(max_examples=25)
@given(wanted=FILTERS)
def test_what_statistics_leave_out_cannot_match(
    shards: ShardSet, every: list[ShardRow], wanted: ClipFilter
) -> None:
    assert list(shards.rows(wanted=wanted)) == [row for row in every if row.matches(wanted)]


def test_each_single_value_finds_all_of_its_rows(shards: ShardSet, every: list[ShardRow]) -> None:
    """Also where it is the least or the greatest of its row group."""
    for facet in ("state", "device", "location", "split"):
        for value in {getattr(row, facet) for row in every}:
            wanted = ClipFilter(**{facet: (value,)})
            assert list(shards.rows(wanted=wanted)) == [
                row for row in every if getattr(row, facet) == value
            ]
    for scene in (None, "rain", *SCENES):
        found = list(shards.rows(wanted=ClipFilter(scene=(scene,))))
        assert found
        assert found == [row for row in every if scene in (row.scenes or (None,))]


@pytest.fixture(scope="module")
def every(shards: ShardSet) -> list[ShardRow]:
    tally = Tally()
    rows = list(shards.rows(wanted=ClipFilter(scene=("sea",)), tally=tally, prune=False))
    assert not rows
    assert not tally.skipped
    return list(shards.rows(tally=tally, prune=False))


def test_a_filter_is_that_of_the_project(project: Project, shards: ShardSet) -> None:
    for wanted in (ClipFilter(scene=("rain",)), ClipFilter(scene=(None,)), ClipFilter(usable=True)):
        keys = {(row.recording, row.start_s) for row in shards.rows(wanted=wanted)}
        clips = [one for one in project.fetch(wanted) if one.state != "excluded"]
        assert keys == {(one.relative_path, one.start_s) for one in clips}


@pytest.mark.parametrize(
    "wanted", [ClipFilter(scene=("tram",)), ClipFilter(split=("test",)), ClipFilter(device=("x",))]
)
def test_row_groups_are_left_out_unread(shards: ShardSet, wanted: ClipFilter) -> None:
    tally = Tally()
    list(shards.rows(wanted=wanted, tally=tally))
    assert tally.skipped > tally.row_groups / 3
    assert tally.row_groups >= len(shards.shards)


def test_what_is_there_already_is_left_alone(project: Project, tmp_path: Path) -> None:
    first = write(project, tmp_path)
    before = {one: one.stat().st_mtime_ns for one in tmp_path.iterdir()}
    again = write(project, tmp_path)
    assert (first.kept, again.kept) == (0, first.shards)
    del before[tmp_path / ".shards.lock"]
    assert all(one.stat().st_mtime_ns == time for one, time in before.items())


def test_other_clips_are_refused(project: Project, tmp_path: Path) -> None:
    write(project, tmp_path)
    with pytest.raises(ShardError, match="holds shards of other clips"):
        write(project, tmp_path, wanted=ClipFilter(scene=("bus",)))
    (tmp_path / "else").mkdir()
    (tmp_path / "else" / "train-000000.tar").write_bytes(b"mine")
    with pytest.raises(ShardError, match="other shards or tables"):
        write(project, tmp_path / "new", also=[tmp_path / "else"])
    assert (tmp_path / "else" / "train-000000.tar").read_bytes() == b"mine"
    with pytest.raises(ShardError, match="No clip was chosen"):
        write(project, tmp_path / "none", wanted=ClipFilter(scene=("sea",)))


def test_a_writing_that_was_stopped_goes_on(
    project: Project, shards: ShardSet, tmp_path: Path
) -> None:
    monitor = Monitor(lambda one: monitor.cancel() if one.done > 12 else None)
    roots = {"also": [tmp_path / "b"]}
    with pytest.raises(Cancelled):
        write(project, tmp_path / "a", monitor=monitor, **roots)
    with pytest.raises(ShardError, match="not finished"):
        open_shards(tmp_path / "a")
    report = write(project, tmp_path / "a", **roots)
    assert 0 < report.kept < report.shards
    assert files(tmp_path / "a") == files(shards.folder)
    assert files(tmp_path / "b") == files(shards.roots[1])


KILLED = """
import sys, os, signal
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.shards import tables, write_shards, writing
tables.GROUP_ROWS, writing.BYTES_PER_MB = 3, 12_000
n = int(sys.argv[3])
def tell(one):
    if one.done >= n:
        os.kill(os.getpid(), signal.SIGKILL)
with Project.open(sys.argv[1], read_only=True) as project:
    write_shards(project, sys.argv[2], also=[sys.argv[2] + "/../b"], shard_mb=1,
                 monitor=Monitor(tell))
"""


@pytest.mark.parametrize("after", [3, 11])
def test_a_killed_writing_goes_on(
    project: Project, shards: ShardSet, tmp_path: Path, after: int
) -> None:
    command = [sys.executable, "-c", KILLED, str(project.folder), str(tmp_path / "a"), str(after)]
    ended = subprocess.run(command, env=os.environ | {"PYTHONPATH": os.getcwd()}, timeout=120)
    assert ended.returncode == -signal.SIGKILL
    assert list((tmp_path / "a").glob(".*.part")) or list((tmp_path / "b").glob(".*.part"))
    write(project, tmp_path / "a", also=[tmp_path / "b"])
    assert not list(tmp_path.glob("*/.*.part"))
    assert files(tmp_path / "a") == files(shards.folder)
    assert files(tmp_path / "b") == files(shards.roots[1])


def test_a_disk_without_room_is_passed_over(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Room:
        def __init__(self, path: Path) -> None:
            self.free = 0 if Path(path).name in full else 1 << 40

    full = ["a"]
    monkeypatch.setattr(writing.shutil, "disk_usage", Room)
    write(project, tmp_path / "a", also=[tmp_path / "b", tmp_path / "c"])
    shards = open_shards(tmp_path / "a")
    assert {one.root for one in shards.manifest.shards} == {1, 2}
    assert not shards.check()
    full.append("only")
    with pytest.raises(UnwritableFile, match="no room for another shard"):
        write(project, tmp_path / "only")


def test_a_recording_that_cannot_be_read_is_named_and_left_out(tmp_path: Path) -> None:
    with sounding(tmp_path / "p", n=6) as project:
        broken, gone = project.clips()[1], project.clips()[2]
        broken.path.write_bytes(b"RIFF and nothing")
        gone.path.unlink()
        report = write(project, tmp_path / "s")
        assert {Path(path) for path, _ in report.problems} == {broken.path, gone.path}
        assert report.clips == 4
        assert not open_shards(tmp_path / "s").check()


@pytest.mark.parametrize("what", ["tar", "parquet"])
def test_the_check_finds_one_changed_byte(project: Project, tmp_path: Path, what: str) -> None:
    write(project, tmp_path)
    shards = open_shards(tmp_path)
    assert shards.check() == []
    path = shards.tar(shards.shards[2]).with_suffix(f".{what}")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    (flaw,) = shards.check()
    assert path.name in flaw
    path.unlink()
    (flaw,) = shards.check()
    assert "is not in" in flaw


def test_shards_that_moved_are_found(shards: ShardSet, project: Project, tmp_path: Path) -> None:
    write(project, tmp_path / "a", also=[tmp_path / "b"])
    (tmp_path / "b").rename(tmp_path / "c")
    with pytest.raises(ShardError, match=r"Connect its disk|is not in"):
        list(open_shards(tmp_path / "a").rows())
    moved = open_shards(tmp_path / "a", also=[tmp_path / "c"])
    assert list(moved.rows()) == list(shards.rows())


@pytest.mark.parametrize("root", ["//server/share", r"\\server\share", "/\\server"])
def test_no_other_computer_is_asked_for_a_manifests_word(
    project: Project, tmp_path: Path, root: str
) -> None:
    write(project, tmp_path)
    changed(tmp_path, roots=[root])
    shards = open_shards(tmp_path)
    assert set(shards.roots) == {tmp_path}
    assert shards.check() == []


def changed(folder: Path, **facts: object) -> None:
    path = folder / "shards.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | facts))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"version": 2}, "newer version"),
        ({"version": "1"}, "is damaged"),
        ({"format": "other"}, "is damaged"),
        ({"shards": [{"name": "../x"}]}, "is damaged"),
        ({"shards": 7}, "is damaged"),
        ({"roots": [None]}, "is damaged"),
    ],
)
def test_a_manifest_is_not_believed(
    project: Project, tmp_path: Path, facts: dict[str, object], words: str
) -> None:
    write(project, tmp_path)
    changed(tmp_path, **facts)
    with pytest.raises(ShardError, match=words):
        open_shards(tmp_path)


def test_a_table_is_not_believed(project: Project, tmp_path: Path) -> None:
    write(project, tmp_path)
    shards = open_shards(tmp_path)
    name = shards.shards[0]
    table = shards.tar(name).with_suffix(".parquet")
    rows = list(shards.rows(name))
    lies: list[dict[str, object]] = [
        {"audio": "../../etc/passwd"}, {"key": "a/b"}, {"rate_hz": 0}, {"n_samples": -1},
        {"state": "odd"}, {"channel": 9}, {"offset": -512}, {"shard": "other"},
        {"low_hz": float("nan")}, {"start_s": float("inf")},
    ]  # fmt: skip
    for lie in lies:
        tables.write_rows(table, [replace(rows[0], **lie), *rows[1:]], {})
        with pytest.raises(ShardError):
            list(shards.rows(name))
    for lie in ({"offset": rows[0].offset + 512}, {"n_bytes": 1}, {"offset": 1 << 40}):
        tables.write_rows(table, [replace(rows[0], **lie), *rows[1:]], {})
        with pytest.raises(ShardError, match="not where its table says"):
            list(shards.clips(name))
    tables.write_rows(table, [replace(rows[0], n_samples=rows[0].n_samples + 1)], {})
    with pytest.raises(UnreadableRecording, match="not as long"):
        list(shards.clips(name))
    tables.write_rows(table, [replace(rows[0], n_samples=rows[0].n_samples + 100)], {})
    with pytest.raises(UnreadableRecording, match="not as long"):
        list(shards.clips(name, rate_hz=rows[0].rate_hz // 2))


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("stretch", [False, True])
def test_no_form_loses_anything(tmp_path: Path, form: str, stretch: bool) -> None:
    rng = np.random.default_rng(1)
    samples = rng.uniform(-0.9, 0.9, (6000, 2))
    path = write_form(tmp_path, form, samples, 16_000)
    start_s, duration_s = (0.1, 0.15) if stretch else (0.0, 6000 / 16_000)
    wanted = {"start_s": start_s, "duration_s": duration_s} if stretch else {}
    heard = read_samples(path, **wanted)
    with sound_of(path, start_s, duration_s, whole=not stretch) as sound:
        kept = tmp_path / f"kept.{sound.suffix}"
        kept.write_bytes(sound.data.read())
        assert sound.n_samples == len(heard)
    np.testing.assert_array_equal(read_samples(kept), heard)
    with sound_of(path, start_s, duration_s, whole=not stretch) as again:
        assert again.sha256 == sound.sha256


def test_what_a_form_is_kept_as(tmp_path: Path) -> None:
    samples = np.zeros((2000, 1))
    kept = {}
    for form in FORMS:
        with sound_of(write_form(tmp_path, form, samples, 16_000), 0, 1, whole=True) as sound:
            kept[form] = sound.suffix
    wav = {"wav": "flac", "wav24": "flac", "rf64": "flac", "w64": "flac", "float": "wav"}
    assert kept == wav | {"flac": "flac", "ogg": "ogg", "opus": "ogg", "mp3": "mp3"}


def test_real_recordings_come_through(data_dir: Path, tmp_path: Path) -> None:
    """Forty of ESC-10, with their table: content, labels and bytes."""
    origin = data_dir / "esc10"
    head, *lines = (origin / "meta.csv").read_text().splitlines()
    (tmp_path / "esc" / "audio").mkdir(parents=True)
    chosen = lines[:: len(lines) // 40]
    (tmp_path / "esc" / "meta.csv").write_text("\n".join([head, *chosen]) + "\n")
    for line in chosen:
        name = line.split("\t")[0]
        shutil.copyfile(origin / name, tmp_path / "esc" / name)
    with Project.create(tmp_path / "p") as project:
        import_recordings(project, tmp_path / "esc")
        hash_missing(project)
        write_shards(project, tmp_path / "s", shard_mb=1)
        clips = {clip.relative_path: clip for clip in project.clips()}
    shards = open_shards(tmp_path / "s")
    assert len(shards.shards) > 2
    assert shards.check() == []
    for row, samples, _ in shards.clips(rate_hz=16_000):
        clip = clips.pop(row.recording)
        assert row.scenes == clip.scenes
        np.testing.assert_array_equal(samples, read_samples(clip.path, sample_rate_hz=16_000))
        if row.audio.endswith(".ogg"):
            assert row.sha256 == row.recording_sha256
    assert not clips


def test_errors_are_ours(tmp_path: Path) -> None:
    with pytest.raises(ShardError, match="There are no shards"):
        open_shards(tmp_path)
    assert issubclass(ShardError, AscError)
    assert ShardRow.__dataclass_fields__.keys() >= {"key", "shard", "offset", "sha256"}
