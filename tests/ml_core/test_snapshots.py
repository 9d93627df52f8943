"""Snapshots: the same contents have the same digest, and what differs is told apart."""

import json
from pathlib import Path

import pytest

from ml_core.cli import main
from ml_core.errors import ProjectError
from ml_core.project import Project, SnapshotDiff
from tests.ml_core.projects import add, filled, recording


def test_the_digest_is_of_contents_not_of_history(tmp_path: Path) -> None:
    with filled(tmp_path / "a") as one, Project.create(tmp_path / "b") as other:
        add(other, [recording(number) for number in reversed(range(6))])
        assert one.digest() == other.digest()
        before = one.digest()
        ids = one.ids()
        seen = {before}
        for change in (
            lambda: one.label(ids[:1], "tram"),
            lambda: one.label(ids[:1], ["tram", "bus"]),
            lambda: one.set_state(ids[:1], "verified"),
            lambda: one.set_note(ids[:1], "wind"),
            lambda: one.set_fact(ids[:1], "city", "lisbon"),
            lambda: one.set_split({ids[0]: "test"}),
            lambda: one.move_segment(ids[0], duration_s=0.5),
            lambda: one.set_channel([one.clip(ids[0]).recording_id], 0),
            lambda: one.delete_segments(ids[:1]),
        ):
            change()
            assert one.digest() not in seen
            seen.add(one.digest())
        while one.undo_text() != 'Import "first"':
            one.undo()
        one.set_hashes({one.clip(ids[0]).recording_id: "00" * 32})
        assert one.digest() == before


def test_what_differs_is_told_apart(tmp_path: Path) -> None:
    with filled(tmp_path) as project:
        ids = project.ids()
        first = project.take_snapshot("begin")
        assert (first.id, first.name, first.n_recordings) == (1, "begin", 6)
        assert (first.n_segments, first.n_labelled) == (6, 6)
        assert project.take_snapshot() == first
        project.label(ids[:2], "tram")
        project.set_state(ids[1:3], "verified")
        project.delete_segments(ids[3:4])
        new = project.add_segment(project.clip(ids[0]).recording_id, 0.0, 0.5)
        second = project.take_snapshot()
        assert (second.id, second.n_segments, second.n_labelled) == (2, 6, 5)
        there = SnapshotDiff((new,), (ids[3],), (ids[0], ids[1]), (ids[2],))
        back = SnapshotDiff((ids[3],), (new,), (ids[0], ids[1]), (ids[2],))
        assert project.diff_snapshots(1, 2) == project.diff_snapshots(1) == there
        assert project.diff_snapshots(2, 1) == back
        assert project.diff_snapshots(2) == SnapshotDiff((), (), (), ())
        assert project.undo() == "Mark 0.5 s as a clip"  # a snapshot is nothing to take back
    with Project.open(tmp_path) as project:
        assert project.snapshots() == [second, first]
        assert project.diff_snapshots(1, 2) == there
        with pytest.raises(ProjectError, match="no snapshot 7"):
            project.diff_snapshots(1, 7)


def test_another_file_under_the_same_name_is_a_difference(tmp_path: Path) -> None:
    with filled(tmp_path) as project:
        one, two = project.clips()[:2]
        project.set_hashes({one.recording_id: "aa" * 32})
        project.take_snapshot()
        project.set_hashes({one.recording_id: "bb" * 32, two.recording_id: "cc" * 32})
        assert project.diff_snapshots(1) == SnapshotDiff((), (), (), (one.segment_id,))


def test_names_that_break_lines(tmp_path: Path) -> None:
    with filled(tmp_path) as project:
        ids = project.ids()
        project.set_note(ids[:1], "two\nlines \u2028 and \x85 more")
        project.label(ids[1:2], "a b\tc")
        project.take_snapshot()
        assert project.diff_snapshots(1) == SnapshotDiff((), (), (), ())


def asc(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, object]:
    assert main([*map(str, words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with filled(tmp_path) as project:
        taken = asc(capsys, "snapshot", tmp_path, "--name", "one")
        assert taken["digest"] == project.digest()
        assert (taken["id"], taken["segments"], taken["labelled"]) == (1, 6, 6)
        project.label(project.ids()[:2], None)
        assert asc(capsys, "snapshot", tmp_path)["labelled"] == 4
        expected = {"added": 0, "removed": 0, "relabelled": 2, "other": 0}
        assert asc(capsys, "snapshot", tmp_path, "--diff", 1, 2) == {"a": 1, "b": 2} | expected
        assert asc(capsys, "snapshot", tmp_path, "--diff", 1) == {"a": 1, "b": None} | expected
        listed = asc(capsys, "snapshot", tmp_path, "--list")["snapshots"]
        assert isinstance(listed, list)
        assert [one["id"] for one in listed] == [2, 1]
        with pytest.raises(SystemExit):
            main(["snapshot", str(tmp_path), "--diff", "1", "2", "3"])
        assert main(["snapshot", str(tmp_path), "--diff", "9"]) == 1
