"""Projects: edits and undo, several threads and processes, moving, refusing what is not ours."""

import contextlib
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.errors import ProjectError
from ml_core.project import STATES, ClipFilter, Project
from ml_core.project.migrations import VERSION
from tests.ml_core.projects import add, contents, filled, recording
from tests.permissions import obey_permissions

# Edits, undo, redo


def test_a_new_project_is_empty(tmp_path: Path) -> None:
    with Project.create(tmp_path / "Höfe und Gärten") as project:
        assert project.name == "Höfe und Gärten"
        assert project.clips() == []
        assert project.undo() is None
        assert project.redo() is None
        assert project.counts().segments == 0
        assert len(project.scenes()) == 0
    with pytest.raises(ProjectError, match="already"):
        Project.create(tmp_path / "Höfe und Gärten")


def test_labels_states_notes_and_facts(tmp_path: Path) -> None:
    with filled(tmp_path) as project:
        one, two = (clip.segment_id for clip in project.clips()[:2])
        project.label([one, two], "tram")
        project.label([two], ["tram", "bus"])
        project.set_state([one], "verified")
        project.set_note([one], "wind")
        project.set_fact([one], "location", "lisbon-1")
        first, second = project.fetch([one, two])
        assert (first.scene, first.state, first.note) == ("tram", "verified", "wind")
        assert first.location == "lisbon-1"
        assert second.scenes == ("tram", "bus")
        project.label([one], None)
        assert (project.clip(one).scene, project.clip(one).state) == (None, "new")
        assert project.scenes().names == ("bus", "park", "square", "tram")
        texts = [operation.text for operation in project.history()]
        assert texts[-2:] == ["Label 2 clips as Tram", 'Import "first"']
        with pytest.raises(ProjectError):
            project.set_state([one], "finished")


def test_an_edit_that_changes_nothing_is_no_operation(tmp_path: Path) -> None:
    with filled(tmp_path) as project:
        one = project.clips()[0]
        before = len(project.history())
        project.label([one.segment_id], one.scene)
        project.set_note([one.segment_id], "")
        assert len(project.history()) == before
        assert project.undo_text() == 'Import "first"'


def test_excluded_clips_teach_nothing(tmp_path: Path) -> None:
    with filled(tmp_path) as project:
        ids = project.ids()
        project.set_split(dict.fromkeys(ids, "train"))
        project.set_state(ids[:1], "excluded")
        project.label(ids[:1], "tram")
        project.label(ids[1:2], None)
        assert [clip.segment_id for clip in project.clips(split="train")] == ids[2:]
        assert len(project.clips()) == 6
        assert project.clip(ids[0]).state == "excluded"
        assert "tram" not in project.scenes().names


def test_undoing_an_import_hides_it_and_a_new_one_brings_it_back(tmp_path: Path) -> None:
    with filled(tmp_path) as project:
        assert project.undo() == 'Import "first"'
        assert project.clips() == []
        assert project.counts().recordings == 0
        assert project.redo() == 'Import "first"'
        assert len(project.clips()) == 6
        project.undo()
        add(project, [recording(0, scenes=("tram",)), recording(1)], "second")
        assert [clip.scene for clip in project.clips()] == ["tram", "park"]
        assert project.redo() is None
        assert len(project.imports()) == 1


def test_recordings_that_are_in_are_not_added_twice(tmp_path: Path) -> None:
    with filled(tmp_path) as project:
        add(project, [recording(0), recording(7)], "again")
        assert len(project.clips()) == 7
        project.undo()
        assert len(project.clips()) == 6


def test_the_log_only_grows(tmp_path: Path) -> None:
    with filled(tmp_path) as project:
        project.label(project.ids(), "tram")
        project.undo()
        project.redo()
        assert [one.kind for one in project.history()] == ["redo", "undo", "do", "do"]
        for change in ("DELETE FROM operations", "UPDATE operations SET text = ''"):
            with (
                pytest.raises(sqlite3.IntegrityError, match="append-only"),
                project.database.transaction() as connection,
            ):
                connection.execute(change)
        assert len(project.history()) == 4


def test_runs_and_bundles_are_logged_but_not_undone(tmp_path: Path) -> None:
    with filled(tmp_path / "p") as project:
        project.label(project.ids()[:1], "tram")
        run = project.runs_dir / "one"
        run.mkdir(parents=True)
        (run / "recipe.toml").touch()
        bundle = project.bundles_dir / "a.ascbundle"
        bundle.parent.mkdir()
        bundle.touch()
        project.add_run(run, "distil")
        project.add_run(run, "distil")
        project.add_bundle(bundle, run=run)
        project.add_bundle(bundle, run=run, fingerprint="ab")
        assert [(row.path, row.stage) for row in project.runs()] == [(run, "distil")]
        assert [(row.name, row.path, row.run) for row in project.bundles()] == [("a", bundle, run)]
        assert (project.counts().runs, project.counts().bundles) == (1, 1)
        assert project.undo() == "Label 1 clip as Tram"
    shutil.move(tmp_path / "p", tmp_path / "q")
    with Project.open(tmp_path / "q") as project:
        assert project.bundles()[0].path == tmp_path / "q/bundles/a.ascbundle"
        assert project.bundles()[0].fingerprint == "ab"


EDITS = st.one_of(
    st.tuples(
        st.just("label"),
        st.sets(st.integers(0, 5), min_size=1),
        st.sampled_from([None, "bus", "tram", ("bus", "park"), ("park", "bus")]),
    ),
    st.tuples(st.just("set_state"), st.sets(st.integers(0, 5)), st.sampled_from(STATES)),
    st.tuples(st.just("set_note"), st.sets(st.integers(0, 5)), st.text(max_size=3)),
    st.tuples(st.just("device"), st.sets(st.integers(0, 5)), st.sampled_from([None, "a", "z"])),
    st.tuples(st.just("source"), st.sets(st.integers(0, 5)), st.sampled_from(["s", "t"])),
    st.tuples(
        st.just("split"),
        st.dictionaries(st.integers(0, 5), st.sampled_from([None, "train", "test"])),
        st.sampled_from([None, "main", "other"]),
    ),
    st.tuples(st.just("add"), st.integers(6, 9), st.none()),
    st.tuples(st.just("city"), st.sets(st.integers(0, 5)), st.sampled_from([None, "lisbon"])),
    st.tuples(st.just("session"), st.sets(st.integers(0, 5)), st.sampled_from([None, "walk"])),
    st.tuples(st.just("recorded_at"), st.sets(st.integers(0, 5)), st.sampled_from(["2024", None])),
    st.tuples(st.just("channel"), st.sets(st.integers(0, 5)), st.sampled_from([None, 0])),
    st.tuples(st.just("segment"), st.integers(0, 5), st.sampled_from([None, "tram"])),
    st.tuples(
        st.just("move"),
        st.integers(0, 5),
        st.fixed_dictionaries(
            {},
            optional={
                "start_s": st.sampled_from([0.0, 0.125]),
                "duration_s": st.sampled_from([0.25, 0.5]),
                "low_hz": st.sampled_from([None, 100.0]),
                "high_hz": st.sampled_from([None, 900.0]),
            },
        ),
    ),
    st.tuples(st.just("delete"), st.sets(st.integers(0, 9)), st.none()),
    st.tuples(st.just("locate"), st.none(), st.sampled_from(["moved", "moved/audio"])),
    st.tuples(st.just("snapshot"), st.none(), st.none()),
    st.tuples(st.just("rename"), st.none(), st.sampled_from(["Test", "Other"])),
    st.tuples(st.just("undo"), st.none(), st.none()),
    st.tuples(st.just("redo"), st.none(), st.none()),
)


def edit(project: Project, action: str, what: Any, value: Any) -> None:
    rows = project.database.rows("SELECT id, recording_id FROM segments LIMIT 10")
    some = [rows[number] for number in what if number < len(rows)] if isinstance(what, set) else []
    ids = [row[0] for row in some]
    first = [row[0] for row in rows]
    actions: dict[str, Callable[[], object]] = {
        "split": lambda: project.set_split({first[n]: to for n, to in what.items()}, value),
        "channel": lambda: project.set_channel([row[1] for row in some], value),
        "add": lambda: add(project, [recording(what)], f"import {what}"),
        "segment": lambda: project.add_segment(rows[what][1], 0.0, 0.5, high_hz=9.0, scene=value),
        "move": lambda: project.move_segment(first[what], **value),
        "delete": lambda: project.delete_segments(ids),
        "locate": lambda: project.relocate(project.folder / value),
        "rename": lambda: project.rename(value),
        "snapshot": project.take_snapshot,
        "redo": project.redo,
        # the import that the test starts from stays
        "undo": lambda: project.undo_text() == 'Import "first"' or project.undo(),
    }
    if action in ("label", "set_state", "set_note"):
        getattr(project, action)(ids, value)
    elif action in actions:
        with contextlib.suppress(ProjectError):  # such as: that clip was deleted
            actions[action]()
    else:
        project.set_fact(ids, action, value)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    filled(folder).close()
    (folder / "moved/audio").mkdir(parents=True)
    for number in (0, 1, 4, 7):
        (folder / f"moved/audio/{number:04d}.wav").write_bytes(b"x" * 100)
    return folder


@given(st.lists(EDITS, max_size=14))
def test_undoing_everything_leads_back_and_redoing_forward(
    template: Path, tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, Any, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("edits") / "project"
    shutil.copytree(template, folder)
    with Project.open(folder) as project:
        start = contents(project)
        for one in edits:
            edit(project, *one)
        while project.redo() is not None:
            pass
        end = contents(project)
        states = [end]
    n = 0
    with Project.open(folder) as project:  # undo survives a restart
        while project.undo_text() != 'Import "first"':
            assert project.undo() is not None
            states.append(contents(project))
            n += 1
        assert contents(project) == start
    with Project.open(folder) as project:
        for back in range(n):
            assert contents(project) == states[n - back]
            assert project.redo() is not None
        assert contents(project) == end
        assert project.redo() is None
    shutil.rmtree(folder)


# What the Library asks


def test_filters_counts_and_order(tmp_path: Path) -> None:
    with filled(tmp_path, 12) as project:
        ids = project.ids()
        project.set_split({ids[0]: "train", ids[1]: "test"})
        project.label(ids[2:3], None)
        wanted = ClipFilter(scene=("bus", None), device=("a",))
        found = project.fetch(wanted)
        assert [clip.segment_id for clip in found] == project.ids(wanted)
        assert [(clip.scene, clip.device) for clip in found] == [
            ("bus", "a"), (None, "a"), ("bus", "a"),
        ]  # fmt: skip
        counts = project.counts()
        assert (counts.segments, counts.labelled) == (12, 11)
        assert counts.scenes == {"bus": 4, "park": 4, "square": 3}
        assert counts.devices == {"a": 6, "b": 6}
        assert counts.splits == {"test": 1, "train": 1}
        assert counts.states == {"done": 11, "new": 1}
        down = project.ids(sort="path", descending=True)
        assert down == ids[::-1]
        assert [c.scene for c in project.fetch(project.ids(sort="scene"))][:2] == [None, "bus"]
        assert project.ids(ClipFilter(text="0003")) == [ids[3]]
        root = project.audio_roots()[0].root_id
        decomposed = recording(6, path="sounds/Vo\N{COMBINING DIAERESIS}gel.wav")
        project.add_recordings(project.imports()[0].import_id, root, [decomposed])
        assert [one.name[-5:] for one in project.fetch(ClipFilter(text="VÖGEL"))] == ["l.wav"]
        project.delete_segments(project.ids()[-1:])
        assert project.ids(ClipFilter(split=(None,))) == ids[2:]
        assert project.fetch([ids[5], 999, ids[1]])[1].segment_id == ids[1]
        assert project.clips(scene="park", device="b") == [
            clip for clip in project.clips() if (clip.scene, clip.device) == ("park", "b")
        ]


def test_sets_of_splits(tmp_path: Path) -> None:
    with filled(tmp_path) as project:
        ids = project.ids()
        project.set_split({ids[0]: "train"}, "one")
        project.set_split({ids[0]: "test"}, "two")
        assert (project.split_set, project.clip(ids[0]).split) == ("two", "test")
        project.use_split_set("one")
        assert project.clip(ids[0]).split == "train"
        assert project.split_sets() == ["one", "two"]
        assert project.counts().splits == {"train": 1}
        with pytest.raises(ProjectError, match="one, two"):
            project.use_split_set("three")


def test_many_rows(tmp_path: Path) -> None:
    n = 20_000
    with Project.create(tmp_path) as project:
        add(project, [recording(number) for number in range(n)])
        ids = project.ids()
        project.label(ids, "tram")
        project.set_split({i: "test" if i % 4 == 0 else "train" for i in ids})
        assert project.counts().scenes == {"tram": n}
        assert len(project.clips(split="test")) == n // 4
        project.undo()
        project.undo()
        assert project.counts().scenes == {"bus": 6667, "park": 6667, "square": 6666}


# Moving


def test_moving_project_and_audio_together_and_apart(tmp_path: Path) -> None:
    home = tmp_path / "a"
    sounds = home / "sounds"
    sounds.mkdir(parents=True)
    for number in range(3):
        (sounds / f"{number}.wav").touch()
    with Project.create(home / "project") as project:
        root = project.add_root(sounds, sounds)
        batch = [recording(number, path=f"{number}.wav") for number in range(3)]
        project.add_recordings(project.begin_import("x", str(sounds), "folder"), root, batch)
        assert project.audio_root == sounds
        assert project.missing_files() == []
    home.rename(tmp_path / "b")
    with Project.open(tmp_path / "b/project") as project:
        assert project.clips()[0].path == tmp_path / "b/sounds/0.wav"
        assert project.missing_files() == []
        (tmp_path / "b/sounds").rename(tmp_path / "elsewhere")
        assert project.n_missing() == 3
        assert len(project.missing_files(limit=2)) == 2
        (tmp_path / "wrong").mkdir()
        with pytest.raises(ProjectError, match="None of the recordings"):
            project.set_audio_root(tmp_path / "wrong")
        project.set_audio_root(tmp_path / "elsewhere")
        assert project.missing_files() == []
        assert project.clips()[1].path == tmp_path / "elsewhere/1.wav"
        assert project.undo() == 'Locate the audio in "elsewhere"'
        assert project.n_missing() == 3


# Several at once


def test_other_threads_and_objects_are_noticed(tmp_path: Path) -> None:
    with filled(tmp_path) as project, Project.open(tmp_path) as other:
        token, own = other.data_version(), project.data_version()
        assert not other.changed_since(token)
        project.label(project.ids()[:1], "tram")
        assert other.changed_since(token)
        assert project.changed_since(own)
        assert other.clips()[0].scene == "tram"
        token = project.data_version()
        thread = threading.Thread(target=project.set_note, args=(project.ids(), "x"))
        thread.start()
        thread.join()
        assert project.changed_since(token)
        assert project.clips()[0].note == "x"


def test_threads_label_side_by_side(tmp_path: Path) -> None:
    with filled(tmp_path) as project:
        ids = project.ids()

        def work(number: int) -> None:
            for turn in range(10):
                project.set_note([ids[number]], f"{number} {turn}")
                project.clips()

        threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [clip.note for clip in project.clips()] == [f"{number} 9" for number in range(6)]
        assert len(project.history(1000)) == 61


# Refusing


def test_a_newer_project_is_left_alone(tmp_path: Path) -> None:
    filled(tmp_path).close()
    path = tmp_path / "project.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version={VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ProjectError) as raised:
        Project.open(tmp_path)
    assert raised.value.message == (
        f'The project "{tmp_path.name}" was made by a newer ASC Studio.'
    )
    assert raised.value.hint == (
        f"It has version {VERSION + 1}, this one reads up to {VERSION}: update it."
        " Nothing was changed."
    )
    assert path.read_bytes() == before


def test_what_is_no_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="not a project"):
        Project.open(tmp_path)
    path = tmp_path / "project.sqlite"
    path.write_bytes(b"not a database at all" * 100)
    with pytest.raises(ProjectError, match="damaged"):
        Project.open(tmp_path)
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE x (y)")
    connection.close()
    with pytest.raises(ProjectError, match="not one of a project"):
        Project.open(tmp_path)


@given(st.integers(0, 10_000), st.integers(1, 4000), st.integers(0, 255))
def test_damage_is_told_and_never_made_worse(
    template: Path, tmp_path_factory: pytest.TempPathFactory, at: int, length: int, byte: int
) -> None:
    folder = tmp_path_factory.mktemp("damaged") / "project"
    shutil.copytree(template, folder)
    path = folder / "project.sqlite"
    data = bytearray(path.read_bytes())
    start = at * len(data) // 10_001
    data[start : start + length] = bytes([byte]) * min(length, len(data) - start)
    path.write_bytes(data)
    with contextlib.suppress(ProjectError), Project.open(folder) as project:
        project.clips()
        project.counts()
        project.history()
    assert path.read_bytes() == data
    shutil.rmtree(folder)


def test_read_only_changes_nothing(tmp_path: Path) -> None:
    filled(tmp_path).close()
    before = (tmp_path / "project.sqlite").read_bytes()
    with Project.open(tmp_path, read_only=True) as project:
        assert len(project.clips()) == 6
        with pytest.raises(ProjectError, match="to look at"):
            project.label(project.ids(), "tram")
        with pytest.raises(ProjectError, match="to look at"):
            project.undo()
    assert (tmp_path / "project.sqlite").read_bytes() == before
    with pytest.raises(ProjectError, match="closed"):
        project.clips()


READ = """
import sys
from ml_core.project import Project
with Project.open(sys.argv[1]) as project:
    print(project.read_only, len(project.clips()), project.clips()[0].note)
"""


@pytest.mark.parametrize("killed", [False, True])
def test_a_folder_that_cannot_be_written_opens_to_look_at(tmp_path: Path, killed: bool) -> None:
    project = filled(tmp_path / "project")
    project.set_note(project.ids(), "last")
    if killed:  # what a kill leaves: the last changes are only in the write-ahead log
        shutil.copytree(tmp_path / "project", tmp_path / "copy")
        (tmp_path / "copy/project.sqlite-shm").unlink(missing_ok=True)
        folder = tmp_path / "copy"
    else:
        folder = tmp_path / "project"
    project.close()
    for path in [folder, *folder.iterdir()]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    done = subprocess.run(
        [sys.executable, "-c", READ, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).resolve().parents[2],
        preexec_fn=obey_permissions,
    )
    for path in [folder, *folder.iterdir()]:
        path.chmod(0o700)
    assert done.stdout.split() == ["True", "6", "last"], done.stderr
