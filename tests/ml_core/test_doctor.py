"""The data doctor on projects with every defect it knows: found, mended, undone, never stopped."""

import contextlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ml_core.cli import main
from ml_core.cli.doctor import _TITLES
from ml_core.datasets.splits import split_by_column
from ml_core.errors import ProjectError
from ml_core.labelling.doctor import (
    KINDS,
    DoctorReport,
    Problem,
    apply_fix,
    apply_fixes,
    run_doctor,
)
from ml_core.labelling.doctor.audio_files import content_key
from ml_core.labelling.doctor.cache import Cache
from ml_core.progress import Cancelled, Monitor, Progress
from ml_core.project import Project
from ml_core.recordings.decode import read_samples
from ml_core.recordings.members import sha256_of
from tests.ml_core.doctor_sounds import RATE, imported, scene, write

STREET = scene("street_traffic", 1)
SILENCE = np.zeros(4 * RATE)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten recordings, of which two have nothing wrong."""
    folder = tmp_path_factory.mktemp("made") / "corpus"
    write(folder, "street/fine", STREET)
    write(folder, "street/copy", 0.3 * STREET[3000:], "ogg")
    write(folder, "park/copy", STREET[:-2000], "mp3")  # labelled otherwise
    write(folder, "park/fine", scene("park", 2))
    (folder / "park/same.wav").write_bytes((folder / "park/fine.wav").read_bytes())
    write(folder, "tram/clipped", np.clip(scene("tram", 3), -0.12, 0.12))
    write(folder, "tram/offset", scene("tram", 4) + 0.05)
    write(folder, "tram/late", np.concatenate([SILENCE, scene("tram", 5)]))
    write(folder, "tram/short", scene("tram", 6, 0.5))
    write(folder, "tram/bad", scene("tram", 12))
    return folder


@pytest.fixture
def project(tmp_path: Path, corpus: Path) -> Iterator[Project]:
    """All of it, in a folder of the test's own; one file was damaged since it came in."""
    folder = shutil.copytree(corpus, tmp_path / "corpus")
    with imported(tmp_path / "p", folder) as project:
        (folder / "tram/bad.wav").write_bytes(b"RIFF\x00\x00")
        yield project


def by_path(report: DoctorReport) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in report.problems:
        found.setdefault(problem.path, []).append(problem)
    return found


def expected() -> dict[str, tuple[str, str]]:
    return {
        "street/copy.ogg": ("near_duplicate", "exclude"),
        "park/copy.mp3": ("near_duplicate", "review"),
        "park/same.wav": ("duplicate", "exclude"),
        "tram/clipped.wav": ("clipped", "exclude"),
        "tram/offset.wav": ("dc_offset", "exclude"),
        "tram/late.wav": ("silent", "trim"),
        "tram/short.wav": ("too_short", "exclude"),
        "tram/bad.wav": ("unreadable", "exclude"),
    }


def test_every_defect_is_found_and_nothing_else(project: Project) -> None:
    report = run_doctor(project)
    found = by_path(report)
    told = {path: (ones[0].kind, ones[0].fix) for path, ones in found.items()}
    assert told == expected()
    assert all(len(ones) == 1 for ones in found.values())
    assert report.counts == dict.fromkeys(KINDS, 0) | {
        "near_duplicate": 2, "duplicate": 1, "clipped": 1, "dc_offset": 1, "silent": 1,
        "too_short": 1, "unreadable": 1,
    }  # fmt: skip
    kinds = [KINDS.index(problem.kind) for problem in report.problems]
    assert kinds == sorted(kinds)
    clip_of = {clip.segment_id: clip for clip in project.clips()}
    for path in ("street/copy.ogg", "park/copy.mp3"):
        assert clip_of[found[path][0].other_id or 0].relative_path == "street/fine.wav"
    assert "labelled Park here, Street there" in found["park/copy.mp3"][0].detail
    assert "0.19 s later there" in found["street/copy.ogg"][0].detail
    assert (report.n_clips, report.n_heard, report.n_known, report.n_missing) == (10, 9, 0, 0)


def test_the_second_time_nothing_is_listened_to(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run_doctor(project)
    for name in ("measure", "compare"):
        monkeypatch.setattr(f"ml_core.labelling.doctor.examination.{name}", _never)
    (bad,) = first.of_kind("unreadable")
    apply_fix(project, bad)
    second = run_doctor(project)
    assert second.problems == tuple(one for one in first.problems if one.kind != "unreadable")
    assert (second.n_heard, second.n_known) == (0, 9)
    with Project.open(project.folder, read_only=True) as same:
        monkeypatch.undo()
        again = run_doctor(same)  # its cache is in memory
    assert (again.problems, again.n_heard) == (second.problems, 9)


def _never(*_: object) -> None:
    raise AssertionError("nothing is to be listened to again")


def test_contents_are_what_is_known_not_names(project: Project, tmp_path: Path) -> None:
    run_doctor(project)
    (clip,) = [clip for clip in project.clips() if clip.path.stem == "offset"]
    with_name = clip.path.with_name("moved.wav")
    clip.path.rename(with_name)
    report = run_doctor(project)
    assert "tram/offset.wav" in by_path(report)  # known, though it is not there
    assert report.n_heard == 0
    write(clip.path.parent, "offset", scene("bus", 11, 3.1))  # another sound in its place
    report = run_doctor(project)
    assert "tram/offset.wav" not in by_path(report)
    assert report.n_heard == 1


def test_a_near_duplicate_that_was_changed_in_place_is_none_any_more(project: Project) -> None:
    assert "street/copy.ogg" in by_path(run_doctor(project))
    (clip,) = [clip for clip in project.clips() if clip.relative_path == "street/copy.ogg"]
    other = scene("bus", 21)
    write(clip.path.parent, "copy", other, "ogg")
    later = clip.path.stat().st_mtime_ns + 1_000_000_000
    os.utime(clip.path, ns=(later, later))
    report = run_doctor(project)
    assert report.n_heard == 1
    assert {one.kind for one in by_path(report).get("street/copy.ogg", [])} <= {"leak"}
    assert project.clip(clip.segment_id).edition == 1


def test_missing_audio_is_counted_and_a_damaged_cache_is_made_anew(
    project: Project, tmp_path: Path
) -> None:
    (tmp_path / "corpus").rename(tmp_path / "elsewhere")
    report = run_doctor(project)
    assert (report.problems, report.n_missing) == ((), 10)
    (tmp_path / "elsewhere").rename(tmp_path / "corpus")
    (cache,) = project.cache_dir.glob("doctor*.sqlite")
    cache.write_bytes(b"no database at all" * 100)
    assert run_doctor(project).counts["clipped"] == 1
    assert run_doctor(project).n_heard == 0


@pytest.mark.parametrize(
    "spoil",
    ["UPDATE measurements SET clipped = 'words'", "UPDATE measurements SET power = x'000000'",
     "UPDATE measurements SET power = x'000000000000000000000000'",
     "UPDATE measurements SET sample_rate_hz = 0",
     "UPDATE measurements SET n_samples = x'00'", "UPDATE comparisons SET lag_s = 'soon'"],
)  # fmt: skip
def test_a_cache_that_others_wrote_into_is_made_anew(project: Project, spoil: str) -> None:
    whole = run_doctor(project).problems
    (path,) = project.cache_dir.glob("doctor*.sqlite")
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(spoil)
    report = run_doctor(project)
    assert (report.problems, report.n_known) == (whole, 0)


def test_on_a_full_disk_as_much_is_found(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Cache, "_insert", lambda *_: False)
        report = run_doctor(project)
    assert {kind for kind, n in report.counts.items() if n} >= {
        kind for kind, _ in expected().values()
    }
    assert run_doctor(project).problems == report.problems
    assert run_doctor(project).n_heard == 0


def test_what_is_lost_while_it_runs_is_left_out(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = by_path(run_doctor(project))
    read = Cache.read
    (lost,) = [clip for clip in project.clips() if clip.relative_path == "tram/clipped.wav"]
    key = content_key(sha256_of(lost.path), None)
    monkeypatch.setattr(Cache, "read", lambda self, one: None if one == key else read(self, one))
    whole.pop("tram/clipped.wav")
    assert by_path(run_doctor(project)) == whole


@pytest.mark.parametrize(("stage", "n"), [("listening", 4), ("comparing", 1)])
def test_cancelled_anywhere_it_goes_on_where_it_was(
    project: Project, stage: str, n: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ml_core.labelling.doctor.examination._BATCH", 3)
    whole = run_doctor(project).problems
    for cache in project.cache_dir.glob("doctor*"):
        cache.unlink()

    def stop(now: Progress) -> None:
        if (now.stage, now.done) == (stage, n):
            monitor.cancel()

    monitor = Monitor(stop)
    with pytest.raises(Cancelled):
        run_doctor(project, monitor)
    report = run_doctor(project)
    assert report.problems == whole
    kept = 5 if stage == "listening" else 9  # is not listened to again
    assert (report.n_known, report.n_heard) == (kept, 9 - kept)


def state(project: Project) -> list[tuple[Any, ...]]:
    return [
        (one.segment_id, one.state, one.split, one.start_s, one.duration_s)
        for one in project.clips()
    ]


def test_fixes_are_named_operations_that_are_undone(project: Project) -> None:
    report = run_doctor(project)
    before = state(project)
    texts = {}
    for problem in report.problems:
        texts[problem.path] = apply_fix(project, problem)
        assert project.undo_text() == texts[problem.path]
        assert state(project) != before
        assert project.undo() == texts[problem.path]
        assert state(project) == before
    assert texts == {
        "street/copy.ogg": "Exclude 1 near-duplicate clip",
        "park/copy.mp3": "Flag 2 near-duplicate clips for review",
        "park/same.wav": "Exclude 1 duplicate clip",
        "tram/clipped.wav": "Exclude 1 clipped clip",
        "tram/offset.wav": "Exclude 1 offset clip",
        "tram/late.wav": "Trim 1 silent clip",
        "tram/short.wav": "Exclude 1 short clip",
        "tram/bad.wav": "Exclude 1 unreadable clip",
    }
    assert apply_fixes(project, report.problems) == "Mend 9 clips"
    left = run_doctor(project)
    # the two of the disagreement wait for a person
    assert {problem.path for problem in left.problems} == {"park/copy.mp3"}
    late = next(clip for clip in project.clips() if clip.path.stem == "late")
    assert (late.start_s, late.duration_s) == pytest.approx((4.0, 3.0), abs=0.11)
    assert project.undo() == "Mend 9 clips"
    assert state(project) == before
    assert apply_fixes(project, [], None) is None
    with pytest.raises(ProjectError, match="cannot be mended"):
        apply_fix(project, report.of_kind("clipped")[0], "trim")
    assert apply_fix(project, report.of_kind("clipped")[0], "exclude") == "Exclude 1 clipped clip"
    assert apply_fix(project, report.of_kind("clipped")[0], "exclude") is None  # it is already


def test_a_short_clip_of_a_long_recording_is_lengthened(tmp_path: Path) -> None:
    write(tmp_path / "c", "tram/long", scene("tram", 7, 6.0))
    with imported(tmp_path / "p", tmp_path / "c") as project:
        (clip,) = project.clips()
        number = project.add_segment(clip.recording_id, 2.0, 0.2, scene="tram")
        (problem,) = run_doctor(project).problems
        assert (problem.segment_id, problem.kind) == (number, "too_short")
        assert apply_fix(project, problem) == "Lengthen 1 short clip"
        longer = project.clip(number)
        assert (longer.start_s, longer.duration_s) == pytest.approx((1.6, 1.0))
        assert not run_doctor(project).problems


def test_the_better_clip_is_kept(tmp_path: Path) -> None:
    """Verified before labelled before unlabelled, whole before lossy, long before short."""
    corpus = tmp_path / "c"
    write(corpus, "a", STREET[:-3000])
    write(corpus, "b", STREET, "ogg")
    write(corpus, "c", STREET)
    with imported(tmp_path / "p", corpus) as project:
        number = {clip.path.stem: clip.segment_id for clip in project.clips()}

        def left_out() -> set[str]:
            return {problem.path[0] for problem in run_doctor(project).problems}

        assert left_out() == {"a", "b"}  # c is the longest that is not lossy
        project.label([number["a"]], "street")
        assert left_out() == {"b", "c"}
        project.label([number["b"], number["c"]], "street")
        project.set_state([number["b"]], "verified")
        assert left_out() == {"a", "c"}
        project.set_state([number["b"]], "excluded")
        assert left_out() == {"a"}


def test_neighbours_that_overlap_only_the_one_between_stay(tmp_path: Path) -> None:
    sound = scene("metro", 8, 9.0)
    for n, start_s in enumerate((0, 3, 6)):  # each holds the end of the one before
        write(tmp_path / "c", f"{n}", sound[start_s * RATE : (start_s + 4) * RATE])
    with imported(tmp_path / "p", tmp_path / "c") as project:
        report = run_doctor(project)
        assert [problem.path for problem in report.problems] == ["1.wav"]
        assert "shares 1.0 s" in report.problems[0].detail


def test_devices_that_recorded_together_are_no_copies(tmp_path: Path) -> None:
    corpus = tmp_path / "c"
    rows = ["filename\tscene_label\tidentifier\tsource_label"]
    for device, gain in (("a", 1.0), ("b", 0.5)):
        write(corpus, f"audio/{device}", gain * STREET)
        rows.append(f"audio/{device}.wav\tstreet\tparis-1\t{device}")
    (corpus / "meta.csv").write_text("\n".join(rows))
    with imported(tmp_path / "p", corpus) as project:
        assert not run_doctor(project).problems
        project.set_fact([clip.segment_id for clip in project.clips()], "device", "a")
        assert run_doctor(project).counts["near_duplicate"] == 1


@pytest.fixture
def divided(tmp_path: Path) -> Iterator[Project]:
    """Twelve places with two clips each; place 3 on both sides; a copy on the other side."""
    corpus = tmp_path / "c"
    rows = ["filename\tscene_label\tidentifier\tlocation\tsplit"]
    for number in range(24):
        name = write(corpus, f"audio/{number}", scene("park", 100 + number, 1.0))
        place = number // 2
        side = "train" if place < 3 or (place == 3 and number % 2) or place > 8 else "test"
        rows.append(f"{name}\tpark\tid{number}\tplace {place}\t{side}")
    copied = write(corpus, "audio/copy", scene("park", 100, 1.0)[1000:], "flac")
    rows.append(f"{copied}\tpark\tidx\tplace 5\ttest")
    (corpus / "meta.csv").write_text("\n".join(rows))
    with imported(tmp_path / "p", corpus) as project:
        split_by_column(project, "split", ["test"])
        yield project


def test_leaks_are_found_and_brought_to_one_side(divided: Project) -> None:
    report = run_doctor(divided)
    assert report.counts["leaking"] == 2
    place, copy = sorted(report.of_kind("leaking"), key=lambda problem: problem.fix, reverse=True)
    assert place.detail == 'location "place 3" is on both sides: 1 in train and 1 in test'
    assert (place.fix, place.side, len(place.segment_ids)) == ("one_side", "train", 1)
    assert copy.path == "audio/copy.flac"
    assert copy.detail.endswith("this is in test, the other in train")
    before = state(divided)
    assert apply_fix(divided, place) == "Put 1 leaking clip on one side of the split"
    assert {clip.split for clip in divided.clips() if clip.location == "place 3"} == {"train"}
    apply_fix(divided, copy)
    assert not run_doctor(divided).problems
    divided.undo()
    divided.undo()
    assert state(divided) == before


def test_asc_doctor(
    capsys: pytest.CaptureFixture[str], project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(project.folder)

    def asc(*words: str) -> dict[str, Any]:
        assert main(["doctor", folder, *words, "--json"]) == 0
        out = capsys.readouterr().out
        assert out.count("\n") == 1
        answer: dict[str, Any] = json.loads(out)
        return answer

    found = asc()
    assert list(found["counts"]) == list(KINDS) == list(_TITLES)
    problems = {(one["path"], one["kind"]) for one in found["problems"]}
    assert problems == {(path, kind) for path, (kind, _) in expected().items()}
    assert (found["clips"], found["heard"], found["known"], found["fixed"]) == (10, 9, 0, None)
    assert asc("--exclude", "clipped,silent")["fixed"] == "Exclude 2 clips"
    assert asc("--fix", "duplicate")["fixed"] == "Exclude 1 duplicate clip"
    left = asc()
    assert (left["counts"]["clipped"], left["counts"]["duplicate"], left["heard"]) == (0, 0, 0)
    assert project.undo_text() == "Exclude 1 duplicate clip"
    assert main(["doctor", folder]) == 0
    text = capsys.readouterr().out
    assert "2 Nearly identical (near_duplicate)" in text
    assert "street/copy.ogg: shares 2.8 s of sound" in text
    with pytest.raises(SystemExit) as stopped:
        main(["doctor", folder, "--fix", "everything"])
    assert stopped.value.code == 2
    assert "no kind 'everything'" in capsys.readouterr().err


@pytest.fixture(scope="module")
def real(data_dir: Path) -> Callable[[str], np.ndarray]:
    """The first three seconds of a real recording, by the beginning of its name."""

    def read(name: str) -> np.ndarray:
        path = sorted((data_dir / "real_scenes/audio").glob(f"{name}*"))[0]
        return read_samples(path, sample_rate_hz=RATE, duration_s=3.0)

    return read


@pytest.mark.parametrize("form", ["ogg", "mp3", "flac"])
def test_copies_of_real_sounds_are_found_and_no_others(
    tmp_path: Path, real: Callable[[str], np.ndarray], form: str
) -> None:
    names = ("city_street", "rain", "wind", "forest_birds", "vehicle")
    for name in names:
        write(tmp_path / "c", f"{name}/first", real(name))
        write(tmp_path / "c", f"{name}/again", 0.5 * real(name)[4321:], form)
    with imported(tmp_path / "p", tmp_path / "c") as project:
        found = run_doctor(project).of_kind("near_duplicate")
        assert [one.path for one in found] == sorted(f"{name}/again.{form}" for name in names)
        other = {clip.segment_id: clip.relative_path for clip in project.clips()}
        for one in found:
            assert other[one.other_id or 0] == one.path.replace(f"again.{form}", "first.wav")
