"""A corpus in parts: what the rows say, what a kill costs, and that anybody can go on with it."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_core.bulk import BulkSettings, hear_part, new_bulk, run_bulk
from ml_core.bulk.part import PARTS
from ml_core.bulk.plan import entries_of, part_of, read_plan, write_plan
from ml_core.bulk.sounds import Item, items_of, kind_of
from ml_core.bundle import Bundle
from ml_core.cli import main
from ml_core.datasets.importing import import_recordings
from ml_core.errors import AscError, RecipeError, RunError
from ml_core.files import sha256_file, write_text
from ml_core.live.classifier import classify_file
from ml_core.progress import Cancelled, Monitor, Progress
from ml_core.project import Project
from ml_core.recordings.decode import write_wav
from ml_core.recordings.members import member_of
from ml_core.runs import RunFolder
from ml_core.runs.compute import Compute
from ml_core.shards import write_shards
from tests.noise_bundle import RATE_HZ, SCENES, sound, write_tiny_bundle

N = 7


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return write_tiny_bundle(tmp_path_factory.mktemp("bundle") / "noise.ascbundle")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for number in range(N):
        kind = SCENES[number % len(SCENES)]
        write_wav(folder / kind / f"{number}.wav", sound(kind, 2.5, number), RATE_HZ)
    write_text(folder / "hum" / "broken.wav", "this is no sound")
    write_text(folder / "notes.txt", "nor is this")
    return folder


def asked(corpus: Path, bundle: Bundle, **more: object) -> BulkSettings:
    path = bundle.path
    plain = BulkSettings(
        source=str(corpus), bundle=str(path), sha256=sha256_file(path), form="csv", part=3
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def table(run: Path) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for path in sorted((run / "rows").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows += csv.DictReader(stream)
    return rows


def heard_here(run: RunFolder) -> None:
    """All parts in this process: what the commands do, without starting them."""
    facts = BulkSettings.from_toml(run.recipe_toml)
    parts = write_plan(run.path, Path(facts.source), facts.kind, facts.part, Monitor())
    for part in parts:
        hear_part(run.path, part.number)


def test_rows_are_what_classify_says(tmp_path: Path, corpus: Path, bundle: Bundle):
    run = new_bulk(tmp_path / "out", asked(corpus, bundle, embeddings=True))
    heard_here(run)
    rows = table(run.path)
    assert [row["path"] for row in rows] == sorted(row["path"] for row in rows)
    assert len(rows) == N + 1, "one for every recording, also for what cannot be read"
    for row in rows:
        if row["path"] == "hum/broken.wav":
            assert row["reason"]
            assert not row["scene"] + row["chance_hum"] + row["embedding_000"]
            continue
        told = classify_file(bundle, corpus / row["path"])
        assert row["scene"] == (told.scene or "")
        assert not row["reason"]
        for scene in SCENES:
            assert float(row[f"chance_{scene}"]) == pytest.approx(told.calibrated[scene], abs=1e-6)
        mean = np.mean([one.embedding for one in told.windows], axis=0)
        mine = [float(row[f"embedding_{n:03}"]) for n in range(len(mean))]
        assert mine == pytest.approx(mean.tolist(), abs=1e-5)
        assert float(row["duration_s"]) == 2.5


@pytest.mark.skipif(sys.platform != "linux", reason="glibc's own")
def test_memory_that_was_freed_is_used_again(tmp_path: Path, corpus: Path, bundle: Bundle):
    """A fault for every page of every array takes a third of the time that hearing takes."""
    run = new_bulk(tmp_path / "out", asked(corpus, bundle))
    write_plan(run.path, corpus, "folder", 3, Monitor())
    program = f"""
import resource
from pathlib import Path
import numpy as np
from ml_core.bulk import hear_part
def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(100):
        [np.ones(300_000, np.float32) for _ in range(5)]
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
n_before = faults()
hear_part(Path({str(run.path)!r}), 1)
faults()
print(n_before, faults())
"""
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    n_before, n_after = map(int, said.split())
    assert n_after < 10_000 < n_before, said


def test_windows_have_a_row_each(tmp_path: Path, corpus: Path, bundle: Bundle):
    run = new_bulk(tmp_path / "out", asked(corpus, bundle, rows="windows"))
    heard_here(run)
    rows = [row for row in table(run.path) if row["path"] == "hiss/0.wav"]
    told = classify_file(bundle, corpus / "hiss" / "0.wav").windows
    assert [float(row["start_s"]) for row in rows] == [one.t_s for one in told]
    assert [row["scene"] for row in rows] == [one.scene or "" for one in told]


def test_clips_of_a_project_are_heard_as_stretches(tmp_path: Path, corpus: Path, bundle: Bundle):
    with Project.create(tmp_path / "project") as project:
        import_recordings(project, corpus)
        clip = project.clips()[0]
        project.set_state([project.clips()[1].segment_id], "excluded")
    items = list(items_of(tmp_path / "project", "project"))
    assert len(items) == N - 1
    assert items[0].clip == clip.segment_id
    settings = asked(tmp_path / "project", bundle, kind="project")
    run = new_bulk(tmp_path / "project" / "runs" / "heard", settings)
    heard_here(run)
    assert len(table(run.path)) == N - 1
    with Project.open(tmp_path / "project") as project:
        assert [row.stage for row in project.runs()] == ["bulk"]


def test_shards_are_heard_as_the_clips_that_are_in_them(
    tmp_path: Path, corpus: Path, bundle: Bundle
):
    pytest.importorskip("pyarrow")
    with Project.create(tmp_path / "project") as project:
        import_recordings(project, corpus)
        write_shards(project, tmp_path / "shards")
    whole = new_bulk(tmp_path / "whole", asked(corpus, bundle))
    assert kind_of(tmp_path / "shards") == "shards"
    settings = asked(tmp_path / "shards", bundle, kind="shards")
    cut = new_bulk(tmp_path / "cut", settings)
    for run in (whole, cut):
        heard_here(run)
    names = ("path", "scene", "duration_s", *(f"chance_{scene}" for scene in SCENES))
    said = [
        sorted(tuple(row[name] for name in names) for row in table(run.path) if not row["reason"])
        for run in (whole, cut)
    ]
    assert len(said[0]) == N
    assert [row[1:] for row in said[0]] == [row[1:] for row in said[1]]
    assert all(there[0].endswith(here[0]) for here, there in zip(*said, strict=True))
    assert all(row["key"] for row in table(cut.path))


@pytest.mark.skipif(sys.platform != "linux", reason="counts processes by /proc")
def test_a_kill_costs_unfinished_parts_and_anybody_goes_on(
    tmp_path: Path, corpus: Path, bundle: Bundle, request: pytest.FixtureRequest
):
    """Killed in the middle, then gone on with in another place: the same files bit for bit."""
    pytest.importorskip("pyarrow")
    words = ["--bundle", bundle.path, "--part", "2", "--embeddings", "--json"]

    def begin(out: str, compute: str) -> subprocess.Popen[bytes]:
        begun = subprocess.Popen(
            [sys.executable, "-m", "ml_core", "bulk", corpus, "--out", tmp_path / out,
             "--compute", compute, *words],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        request.addfinalizer(begun.communicate)
        request.addfinalizer(begun.kill)  # before the other
        return begun

    first = begin("cut", "local")
    kept = tmp_path / "cut" / PARTS
    end = time.monotonic() + 240
    while not (done := sorted(kept.glob("*/done.json"))):
        assert first.poll() is None, first.communicate()
        assert time.monotonic() < end
        time.sleep(0.005)
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "cut" / "rows").iterdir()}
    assert len(done) < (N + 1) // 2
    assert not (tmp_path / "cut" / "result.json").exists()
    second, other = begin("cut", "processes:2"), begin("whole", "local")
    said = [json.loads(one.communicate(timeout=240)[0]) for one in (second, other)]
    manifests = [json.loads((Path(one["run"]) / "manifest.json").read_text()) for one in said]
    assert manifests[0] == manifests[1]
    assert len(manifests[0]["files"]) == (N + 1) // 2
    again = {path: path.stat().st_mtime_ns for path in before if not path.name.startswith(".")}
    assert all(again[path] == before[path] for path in again), "what was done is left alone"
    assert [said[0][name] for name in ("rows", "problems")] == [N + 1, 1]
    assert RunFolder(tmp_path / "cut").status().state == "done"


def test_a_part_whose_rows_are_gone_is_heard_again(tmp_path: Path, corpus: Path, bundle: Bundle):
    run = new_bulk(tmp_path / "out", asked(corpus, bundle, part=100))
    heard_here(run)
    [path] = (run.path / "rows").glob("*.csv")
    data = path.read_bytes()
    path.write_bytes(data[:-10])
    told: list[Progress] = []
    result = run_bulk(run, Compute(), Monitor(told.append))
    assert path.read_bytes() == data
    assert result["rows"] == N + 1
    assert (told[-1].done, told[-1].total) == (N + 1, N + 1)
    assert run_bulk(run, Compute()) == result, "what is done is told at once"


@pytest.mark.parametrize("wrong", [{"hop_s": 1e-9}, {"sha256": "0" * 64}])
def test_what_no_part_could_hear_is_no_run(
    tmp_path: Path, corpus: Path, bundle: Bundle, wrong: dict[str, object]
):
    with pytest.raises(AscError):
        new_bulk(tmp_path / "out", asked(corpus, bundle, **wrong))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["source", "bundle"])
@pytest.mark.parametrize("place", ["", ".", "a", "x" * 5000])
def test_settings_name_whole_places(corpus: Path, bundle: Bundle, name: str, place: str):
    with pytest.raises(RecipeError, match=name):
        BulkSettings.from_toml(replace(asked(corpus, bundle), **{name: place}).to_toml())


def test_what_was_begun_otherwise_is_refused(tmp_path: Path, corpus: Path, bundle: Bundle):
    run = new_bulk(tmp_path / "out", asked(corpus, bundle))
    assert new_bulk(tmp_path / "out", asked(corpus, bundle)).path == run.path
    with pytest.raises(RecipeError, match="something else"):
        new_bulk(tmp_path / "out", asked(corpus, bundle, hop_s=0.5))
    copy = shutil.copy(bundle.path, tmp_path / "copy.ascbundle")
    other = new_bulk(tmp_path / "other", replace(asked(corpus, bundle), bundle=str(copy)))
    with Path(copy).open("ab") as stream:
        stream.write(b"another")
    with pytest.raises(RunError, match="not the bundle any more"):
        heard_here(other)


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("odd", [1 << 60, 1 << 70, -1, 0.5, "x", None, [], True])
def test_a_plan_of_anything_is_refused_or_made_anew(
    tmp_path: Path, corpus: Path, bundle: Bundle, place: int, odd: object
):
    run = new_bulk(tmp_path / "out", asked(corpus, bundle))
    whole = write_plan(run.path, corpus, "folder", 3, Monitor())
    plan = json.loads((run.path / "plan.json").read_text("utf-8"))
    plan["parts"][0][place] = odd
    (run.path / "plan.json").write_text(json.dumps({**plan, "parts": []}), "utf-8")
    assert read_plan(run.path) is None
    (run.path / "plan.json").write_text(json.dumps(plan), "utf-8")
    if (found := read_plan(run.path)) is None:
        assert write_plan(run.path, corpus, "folder", 3, Monitor()) == whole
    elif place < 2:  # not the size, which only tells how far it is
        with pytest.raises(RunError, match="is damaged"):
            entries_of(run.path, found[0])


def test_a_corpus_that_went_away_is_no_result(tmp_path: Path, corpus: Path, bundle: Bundle):
    """An empty mount point must not become rows that say nothing could be read."""
    run = new_bulk(tmp_path / "out", asked(corpus, bundle))
    write_plan(run.path, corpus, "folder", 3, Monitor())
    corpus.rename(tmp_path / "away")
    with pytest.raises(RunError, match="is there any more"):
        hear_part(run.path, 1)
    assert not (run.path / "rows").exists()


def test_damage_in_a_tar_is_no_absence(tmp_path: Path, corpus: Path, bundle: Bundle):
    """The clips of a project of shards are where they were, whatever became of their sound."""
    pytest.importorskip("pyarrow")
    with Project.create(tmp_path / "project") as project:
        import_recordings(project, corpus)
        write_shards(project, tmp_path / "shards")
    with Project.create(tmp_path / "of-shards") as project:
        import_recordings(project, tmp_path / "shards")
        places = [member_of(clip.path) for clip in project.clips()]
    for place in places:
        assert place is not None
        with place.tar.open("r+b") as tar:
            tar.seek(place.offset)
            tar.write(bytes(place.n_bytes))
    run = new_bulk(tmp_path / "out", asked(tmp_path / "of-shards", bundle, kind="project"))
    heard_here(run)
    assert [bool(row["reason"]) for row in table(run.path)] == [True] * N
    places[0].tar.unlink()
    gone = new_bulk(tmp_path / "gone", asked(tmp_path / "of-shards", bundle, kind="project"))
    with pytest.raises(RunError, match="is there any more"):
        heard_here(gone)


def test_asked_to_stop_a_part_stops(tmp_path: Path, corpus: Path, bundle: Bundle):
    run = new_bulk(tmp_path / "out", asked(corpus, bundle))
    write_plan(run.path, corpus, "folder", 3, Monitor())
    with run.heartbeat():
        run.request_stop("pause")
        with pytest.raises(Cancelled):
            hear_part(run.path, 1)
    assert hear_part(run.path, 1)["rows"] == 3, "nobody waits for it any more"
    empty = new_bulk(tmp_path / "none", asked(tmp_path / "out", bundle))
    with pytest.raises(RunError, match="nothing to hear"):
        run_bulk(empty, Compute())
    with pytest.raises(RunError, match="no part 9"):
        hear_part(run.path, 9)


def test_the_command_says_what_it_lacks(
    tmp_path: Path, corpus: Path, bundle: Bundle, capsys: pytest.CaptureFixture[str]
):
    out, model = str(tmp_path / "out"), str(bundle.path)
    for words, said in (
        ([str(corpus), "--out", out], "Which bundle"),
        ([str(corpus), "--bundle", model], "Where do the tables go"),
        ([str(tmp_path / "none"), "--bundle", model, "--out", out], "is not a folder"),
        ([str(corpus), "--only", "2"], "A part of what"),
        ([str(corpus), "--bundle", model, "--out", out, "--compute", "nodes"], "handed out"),
    ):
        assert main(["bulk", *words]) == 1
        assert said in capsys.readouterr().err
    words = [str(corpus), "--resume", out, "--only", "1", "--json"]
    write_plan(Path(out), corpus, "folder", 3, Monitor())
    assert main(["bulk", *words]) == 0
    part = json.loads(capsys.readouterr().out)["part"]
    assert (part["rows"], sum(part["scenes"].values())) == (3, 3)


@settings(deadline=None, max_examples=30)
@given(sizes=st.lists(st.integers(0, 400_000_000), min_size=1, max_size=40), most=st.integers(1, 9))
def test_parts_hold_all_entries_once(
    tmp_path_factory: pytest.TempPathFactory, sizes: list[int], most: int
):
    folder = tmp_path_factory.mktemp("plan")
    items = [Item(f"{number}.wav", size) for number, size in enumerate(sizes)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ml_core.bulk.plan.items_of", lambda source, kind: iter(items))
        parts = write_plan(folder, folder, "folder", most, Monitor())
    assert read_plan(folder) == parts
    assert [item for part in parts for item in entries_of(folder, part)] == items
    assert all(part.count <= most for part in parts)
    assert all(part.count == 1 or part.size <= 256_000_000 for part in parts)
    assert part_of(parts, len(parts)) == parts[-1]
