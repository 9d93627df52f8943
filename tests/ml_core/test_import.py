"""Import: folders and tables as people have them, problems by name, cancel, again, kill."""

import contextlib
import itertools
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from ml_core.datasets.contents import hash_missing
from ml_core.datasets.exporting import export_labels
from ml_core.datasets.importing import import_recordings
from ml_core.datasets.places import safe_relative
from ml_core.datasets.tables import parse_tau_name, read_table
from ml_core.errors import AscError, ImportProblem
from ml_core.files import sha256_file
from ml_core.progress import Cancelled, Monitor, Progress
from ml_core.project import Project
from ml_core.recordings.decode import write_wav

ROOT = Path(__file__).resolve().parents[2]


def sound(path: Path, n_samples: int = 400, rate: int = 8000) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    noise = np.random.default_rng(len(str(path))).uniform(-0.5, 0.5, n_samples)
    if path.suffix.lower() == ".wav":
        write_wav(path, noise, rate)
    else:
        soundfile.write(str(path), noise, rate, format=path.suffix[1:].upper())


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "project") as project:
        yield project


def by_path(project: Project) -> dict:
    return {clip.relative_path: clip for clip in project.clips()}


@pytest.mark.parametrize("name", ["../beside", "gone.wav", ".."])
def test_only_what_is_in_the_folder_comes_in(project: Project, tmp_path: Path, name: str) -> None:
    for place in ("corpus/bus/a.wav", "corpus/b.wav", "beside/c.wav"):
        sound(tmp_path / place)
    with pytest.raises(ImportProblem, match="There is no"):
        import_recordings(project, tmp_path / "corpus", only=["b.wav", name])
    assert project.clips() == []
    import_recordings(project, tmp_path / "corpus", only=["b.wav", "bus/"])
    assert set(by_path(project)) == {"b.wav", "bus/a.wav"}


def test_a_wav_that_is_cut_short_comes_in_and_is_told(project: Project, tmp_path: Path) -> None:
    for name in ("cut.wav", "half.wav", "whole.wav", "streamed.wav"):
        sound(tmp_path / "corpus" / name, 8000)
    for name, n_bytes in (("cut.wav", 144), ("half.wav", 44 + 8000)):
        whole = (tmp_path / "corpus" / name).read_bytes()
        (tmp_path / "corpus" / name).write_bytes(whole[:n_bytes])
    streamed = bytearray((tmp_path / "corpus/streamed.wav").read_bytes())
    streamed[40:44] = (0x7FFFF000).to_bytes(4, "little")  # as sox writes into a pipe
    (tmp_path / "corpus/streamed.wav").write_bytes(streamed)
    report = import_recordings(project, tmp_path / "corpus")
    assert report.recordings == 4
    assert [(Path(one.path).name, one.reason, one.cut) for one in report.problems] == [
        ("cut.wav", "it is cut short: it holds 0.006 of 1 s", True),
        ("half.wav", "it is cut short: it holds 0.5 of 1 s", True),
    ]


def test_a_folder_per_scene(project: Project, tmp_path: Path) -> None:
    corpus = tmp_path / "Meine Töne"
    good = [
        "park/one.WAV",
        "park/day 1/evening/two.flac",
        "Straße am Fluß/drei Vögel.ogg",
        "audio/tram/four.mp3",
        "train/bus/five.wav",
        "loose.wav",
    ]
    for name in good:
        sound(corpus / name, 3000 if name.endswith("mp3") else 400, 16_000)
    (corpus / "park/empty.wav").touch()
    (corpus / "park/text.ogg").write_text("no sound")
    soundfile.write(str(corpus / "park/none.wav"), np.zeros(0), 8000)
    soundfile.write(str(corpus / "park/nan.wav"), [np.nan, 0.0], 8000, subtype="FLOAT")
    (corpus / "park/readme.txt").write_text("not audio, not a problem")
    (corpus / "park/._one.wav").write_bytes(b"what a Mac leaves behind")
    before = {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()}
    report = import_recordings(project, corpus)
    assert (report.recordings, report.segments, report.scenes) == (6, 6, 4)
    clips = by_path(project)
    assert set(clips) == set(good)
    assert {name: clip.scene for name, clip in clips.items()} == {
        "park/one.WAV": "park",
        "park/day 1/evening/two.flac": "park",
        "Straße am Fluß/drei Vögel.ogg": "Straße am Fluß",
        "audio/tram/four.mp3": "tram",
        "train/bus/five.wav": "bus",
        "loose.wav": None,
    }
    assert {clip.state for clip in clips.values()} == {"done", "new"}
    assert clips["park/one.WAV"].source == "park/one.WAV"
    assert clips["park/one.WAV"].path == corpus / "park/one.WAV"
    reasons = {Path(one.path).name: one.reason for one in report.problems}
    assert set(reasons) == {"empty.wav", "text.ogg", "none.wav", "nan.wav"}
    assert "empty" in reasons["empty.wav"]
    assert "no samples" in reasons["none.wav"]
    assert "NaN" in reasons["nan.wav"]
    assert project.problems() == list(report.problems)
    assert {path: path.read_bytes() for path in before} == before


def test_dcase_meta_with_tau_names(project: Project, tmp_path: Path) -> None:
    names = [
        "audio/airport-lisbon-1000-40000-0-a.wav",
        "audio/airport-lisbon-1000-40000-1-s1.wav",
        "audio/street_traffic-paris-2-300-b.wav",
        "audio/other name.wav",
    ]
    for name in names:
        sound(tmp_path / "tau" / name)
    rows = [
        [names[0], "airport", "lisbon-1000", "a", "2", "CC0", "Zoë"],
        [names[1], "airport", "lisbon-1000", "s1", "2", "", ""],
        [names[2], "street_traffic", "paris-2", "b", "1", "", ""],
        [names[3], "park", "walk 7", "phone", "", "CC-BY", '"A" & co'],
    ]
    header = ["filename", "scene_label", "identifier", "source_label", "fold", "licence", "author"]
    text = "\r\n".join("\t".join(row) for row in [header, *rows])
    (tmp_path / "tau/meta.csv").write_text(text, "utf-8-sig", newline="")
    report = import_recordings(project, tmp_path / "tau")
    assert (report.recordings, report.scenes, report.devices, report.problems) == (4, 3, 4, ())
    clips = by_path(project)
    first, second, third, other = (clips[name] for name in names)
    assert (first.location, first.source) == ("lisbon-1000", "lisbon-1000-40000")
    assert second.source == first.source
    assert (third.location, third.source) == ("paris-2", "paris-2-300")
    assert (first.identifier, first.device) == ("lisbon-1000", "a")
    assert dict(first.extra) == {"fold": "2"}
    assert (first.licence, first.author) == ("CC0", "Zoë")
    assert (other.location, other.source, other.identifier) == (None, "walk 7", "walk 7")
    assert (other.scene, other.device, other.author) == ("park", "phone", '"A" & co')


def test_commas_semicolons_and_a_table_by_name(project: Project, tmp_path: Path) -> None:
    for number, delimiter in enumerate(",;"):
        folder = tmp_path / f"set {number}"
        sound(folder / "a b.wav")
        lines = ["filename", "scene_label", "note"], ["a b.wav", "park", '"x, y; z"']
        text = "\n".join(delimiter.join(line) for line in lines)
        (folder / "list.csv").write_text(text)
        import_recordings(project, folder / "list.csv")
    assert [clip.note for clip in project.clips()] == ["x, y; z"] * 2
    assert [clip.source for clip in project.clips()] == ["a b.wav", "set 1/a b.wav"]


def test_rows_that_cannot_be(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    sound(folder / "audio/a.wav")
    sound(folder / "audio/b.wav")
    sound(tmp_path / "secret.wav")
    rows = [
        "audio/a.wav\tpark",
        "audio/gone.wav\tpark",
        "../secret.wav\tpark",
        f"{tmp_path / 'secret.wav'}\tpark",
        "C:\\secret.wav\tpark",
        "\tpark",
        "audio/a.wav\tbus",
        "audio/b.wav",
        "",
        "audio/x/../b.wav\tbus",
    ]
    (folder / "meta.csv").write_text("\n".join(["filename\tscene_label", *rows]))
    report = import_recordings(project, folder)
    assert {clip.relative_path: clip.scene for clip in project.clips()} == {
        "audio/a.wav": "park",
        "audio/b.wav": "bus",
    }
    reasons = [one.reason for one in report.problems]
    assert len(reasons) == 7
    assert sum("leads out" in reason for reason in reasons) == 3
    assert sum("missing" in reason for reason in reasons) == 1
    assert sum("again on line 8" in reason for reason in reasons) == 1
    assert sum("columns" in reason for reason in reasons) == 1
    assert sum("no file is named" in reason for reason in reasons) == 1


def test_accents_in_either_form_are_found(project: Project, tmp_path: Path) -> None:
    sound(tmp_path / "set" / unicodedata.normalize("NFD", "Vögel.wav"))
    table = "filename,scene\n" + unicodedata.normalize("NFC", "Vögel.wav") + ",park\n"
    (tmp_path / "set/meta.csv").write_text(table)
    assert import_recordings(project, tmp_path / "set").problems == ()
    assert project.clips()[0].path.is_file()


def test_importing_again_adds_only_what_is_new(project: Project, tmp_path: Path) -> None:
    for number in range(5):
        sound(tmp_path / f"set/park/{number}.wav")
    (tmp_path / "set/park/bad.wav").touch()
    import_recordings(project, tmp_path / "set")
    project.label(project.ids()[:1], "bus")
    n_operations = len(project.history())
    report = import_recordings(project, tmp_path / "set")
    assert (report.recordings, report.already, len(report.problems)) == (0, 5, 1)
    assert len(project.history()) == n_operations
    sound(tmp_path / "set/park/bad.wav")  # mended
    report = import_recordings(project, tmp_path / "set")
    assert (report.recordings, report.already, report.problems) == (1, 5, ())
    (tmp_path / "set/park/bad 2.wav").touch()
    assert len(import_recordings(project, tmp_path / "set").problems) == 1
    (tmp_path / "set/park/bad 2.wav").unlink()  # taken out
    assert import_recordings(project, tmp_path / "set").problems == ()
    assert project.problems() == []
    assert import_recordings(project, tmp_path / "set/park").already == 6
    assert import_recordings(project, tmp_path / "set/park/3.wav").already == 1
    assert [clip.scene for clip in project.clips()] == ["bus"] + ["park"] * 5


def test_copies_live_in_the_project(tmp_path: Path) -> None:
    for name in ("one", "two"):
        sound(tmp_path / name / "set/park/a.wav", 400 if name == "one" else 500)
    with Project.create(tmp_path / "project") as project:
        for name in ("one", "two", "one"):
            import_recordings(project, tmp_path / name / "set", copy=True)
        assert len(project.clips()) == 2
        assert import_recordings(project, tmp_path / "one/set").already == 1
    shutil.rmtree(tmp_path / "one")
    shutil.rmtree(tmp_path / "two")
    (tmp_path / "project").rename(tmp_path / "moved")
    with Project.open(tmp_path / "moved") as project:
        assert project.missing_files() == []
        assert [clip.path.stat().st_size for clip in project.clips()] == [844, 1044]


def test_hashes_follow(project: Project, tmp_path: Path) -> None:
    for number in range(3):
        sound(tmp_path / f"set/park/{number}.wav", 400 + number)
    import_recordings(project, tmp_path / "set")
    (tmp_path / "set/park/1.wav").rename(tmp_path / "away.wav")
    assert hash_missing(project) == 2
    (tmp_path / "away.wav").rename(tmp_path / "set/park/1.wav")
    assert hash_missing(project) == 1
    assert hash_missing(project) == 0
    stored = [row[0] for row in project.database.rows("SELECT sha256 FROM recordings ORDER BY id")]
    assert stored == [sha256_file(clip.path) for clip in project.clips()]


def test_nothing_to_import_says_so(project: Project, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(ImportProblem, match="no recordings"):
        import_recordings(project, tmp_path / "none")
    with pytest.raises(ImportProblem, match="not there"):
        import_recordings(project, tmp_path / "gone")
    (tmp_path / "none/meta.csv").write_text("a\tb\n1\t2\n")
    with pytest.raises(ImportProblem, match="filename"):
        import_recordings(project, tmp_path / "none")
    (tmp_path / "none/meta.csv").write_bytes(b"\x00\xff" * 50)
    with pytest.raises(ImportProblem, match="text"):
        import_recordings(project, tmp_path / "none")
    assert project.history() == []


def test_rings_of_links_end(project: Project, tmp_path: Path) -> None:
    sound(tmp_path / "set/park/a.wav")
    (tmp_path / "set/park/again").symlink_to(tmp_path / "set")
    assert import_recordings(project, tmp_path / "set").recordings == 1


def test_cancelling_keeps_what_is_in_and_goes_on_from_there(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ml_core.datasets.importing._BATCH", 4)
    for number in range(20):
        sound(tmp_path / f"set/park/{number:02d}.wav")
    seen: list[Progress] = []

    def watch(progress: Progress) -> None:
        seen.append(progress)
        if progress.stage == "importing" and progress.done == 8:
            assert len(project.clips()) == 8  # usable at once
            monitor.cancel()

    monitor = Monitor(watch)
    with pytest.raises(Cancelled):
        import_recordings(project, tmp_path / "set", monitor=monitor)
    n_in = len(project.clips())
    assert 8 <= n_in < 20
    report = import_recordings(project, tmp_path / "set")
    assert (report.recordings, report.already) == (20 - n_in, n_in)
    assert project.undo() == 'Import "set"'
    assert len(project.clips()) == n_in
    assert [one.done for one in seen if one.stage == "importing"] == [4, 8]


def test_labels_written_come_back(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    rows = []
    for number in range(4):
        sound(folder / f"audio/{number}.wav")
        rows.append(f"audio/{number}.wav\tpark\tid {number}\ta\t{number}\tCC0\tZoë")
    header = "filename\tscene_label\tidentifier\tsource_label\tfold\tlicence\tauthor"
    (folder / "meta.csv").write_text("\n".join([header, *rows]), "utf-8")
    import_recordings(project, folder)
    ids = project.ids()
    project.label(ids[:2], "bus")
    project.set_state(ids[3:], "excluded")
    report = export_labels(project, folder / "new/meta.csv", "meta")
    assert (report.written, report.left_out) == (3, 1)
    (folder / "new/audio").symlink_to(folder / "audio")
    with Project.create(tmp_path / "second") as second:
        import_recordings(second, folder / "new")

        def facts(of: Project) -> list:
            return [
                (c.relative_path, c.scenes, c.identifier, c.device, c.licence, c.author, c.extra)
                for c in of.clips()
                if c.state != "excluded"
            ]

        assert facts(second) == facts(project)
    project.label(ids[:1], ["bus", "park"])
    assert export_labels(project, tmp_path / "all.csv", "csv").written == 4
    table = read_table(tmp_path / "all.csv")
    assert [row.scene for row in table.rows] == ["bus|park", "bus", "park", "park"]


@given(st.text(max_size=40))
def test_paths_of_tables_never_lead_out(name: str) -> None:
    path = safe_relative(name)
    if path is not None:
        inside = Path("/root").joinpath(path)
        assert str(inside).startswith("/root/")
        assert ".." not in Path(path).parts


@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(alphabet='ab\t,;"\n\r/.\\é ', max_size=200).map(
            lambda text: ("filename\tscene_label\n" + text).encode()
        ),
    )
)
def test_any_table_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    with contextlib.suppress(AscError):
        table = read_table(path)
        lines = data.decode("utf-8-sig", "replace").splitlines()
        assert len(table.rows) + len(table.bad_lines) < len(lines)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("airport-lisbon-1000-40000-0-a", ("airport", "a", "lisbon-1000", "lisbon-1000-40000")),
        ("metro_station-lyon-1-2-s3", ("metro_station", "s3", "lyon-1", "lyon-1-2")),
        ("1-100032-A", None),
        ("airport-lisbon-x-40000-0-a", None),
        ("airport-lisbon-1000-40000-0", None),
    ],
)
def test_tau_names(name: str, facts: tuple | None) -> None:
    tau = parse_tau_name(f"audio/{name}.wav")
    found = tau and (tau.scene, tau.device, tau.location, tau.source)
    assert found == facts


def test_esc10(project: Project, data_dir: Path) -> None:
    report = import_recordings(project, data_dir / "esc10")
    assert (report.recordings, report.scenes, report.devices) == (320, 10, 0)  # "unknown"
    assert report.problems == ()
    clip = project.clips()[0]
    assert (clip.identifier, clip.source) == ("freesound-100032", "freesound-100032")
    assert clip.extra["fold"] == "1"
    assert clip.licence == "CC0"
    assert import_recordings(project, data_dir / "esc10").already == 320


# Killed at any moment

WORK = """
import itertools, sys
from pathlib import Path
from ml_core.datasets import importing
from ml_core.project import Project
importing._BATCH = 8
folder, corpus = Path(sys.argv[1]), Path(sys.argv[2])
project = Project.open(folder) if (folder / "project.sqlite").exists() else Project.create(folder)
print("ready", flush=True)
importing.import_recordings(project, corpus)
ids = project.ids()
for turn in itertools.count():
    project.label(ids[turn % 7 :: 7], ["bus", "park", "tram"][turn % 3])
    project.set_split({i: "test" if (i + turn) % 3 else "train" for i in ids})
    if turn % 4 == 3:
        project.undo()
"""


def test_a_kill_at_any_moment_needs_no_repair(tmp_path: Path) -> None:
    for number in range(60):
        sound(tmp_path / f"set/park/{number:02d}.wav")
    chance = random.Random(7)
    n_in = 0
    for _ in range(6):
        child = subprocess.Popen(
            [sys.executable, "-c", WORK, str(tmp_path / "project"), str(tmp_path / "set")],
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        with child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            try:
                child.wait(timeout=chance.uniform(0, 0.4))  # the moment of the kill
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGKILL)
        assert child.returncode == -signal.SIGKILL
        connection = sqlite3.connect(tmp_path / "project/project.sqlite")
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.close()
        with Project.open(tmp_path / "project") as project:
            assert len(project.clips()) >= n_in  # what was in stays in
            n_in = len(project.clips())
            log = [one.operation_id for one in project.history(10**6)]
            assert log == list(range(len(log), 0, -1))
    with Project.open(tmp_path / "project") as project:
        import_recordings(project, tmp_path / "set")
        assert len(project.clips()) == 60
        assert len({clip.path for clip in project.clips()}) == 60
        for _ in itertools.takewhile(lambda _: project.undo() is not None, itertools.count()):
            pass
        assert project.clips() == []
