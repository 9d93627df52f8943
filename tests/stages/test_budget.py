"""asc budget: each student once, with the figures of evaluate, measured once."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ml_core import recipes
from ml_core.bundle import latency, write_bundle
from ml_core.cli import main
from ml_core.models import registry
from ml_core.progress import Cancelled, Monitor, Progress
from ml_core.project import Project
from ml_core.recipes import DistilRecipe, QuantizeRecipe, RunRecipe
from ml_core.runs import RunFolder, new_run
from ml_core.scenes import SceneSet
from ml_core.stages.budget import Limits, budget
from ml_core.stages.measured import measure_model
from ml_core.stages.prepare import card_of
from ml_core.training.checkpoint import save_network
from tests.ml_core.tiny_bundle import contents, manifest, network
from tests.stages.tiny import SCENES

KNOWN = SceneSet(tuple(SCENES))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASC_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def a_run(project: Project, name: str, recipe: RunRecipe, **inputs: Path) -> RunFolder:
    run = new_run(project.runs_dir / name, recipe, {key: str(at) for key, at in inputs.items()})
    project.add_run(run.path, recipe.stage)
    run.write_result({"network": "cp-mobile-6k"})
    return run


def float_student(project: Project, name: str = "student") -> RunFolder:
    """With the random weights of the smallest student."""
    run = a_run(project, name, DistilRecipe(network="cp-mobile-6k"))
    card = card_of("cp-mobile-6k", "cosine", "cp-mobile-16k", KNOWN)
    save_network(run.path, registry.build_student("cp-mobile-6k", 3, "cosine"), card)
    return run


def bundle_file(path: Path, scale: float, **sizes: int) -> Path:
    known = manifest()
    complexity = {**known.complexity, **sizes}
    table = replace(known, scenes=KNOWN, complexity=complexity)
    write_bundle(path, contents(manifest=table, int8=network(scale), fp32=network(scale)))
    return path


def int8_student(project: Project, name: str, student: Path, scale: float = 1.01) -> RunFolder:
    run = a_run(project, name, QuantizeRecipe(), student=student)
    bundle_file(run.path / "export" / "student.ascbundle", scale)
    return run


def test_every_student_is_there_once_with_its_figures(project: Project):
    made = int8_student(project, "int8", float_student(project).path)
    alone = float_student(project, "alone")
    again = bundle_file(project.folder / "bundles" / "again.ascbundle", 1.01)
    other = bundle_file(project.folder / "bundles" / "other.ascbundle", 2.0)
    for path in (again, other):
        project.add_bundle(path, None, path.stem)
    answer = budget(project)
    rows = {row["name"]: row for row in answer["students"]}
    assert set(rows) == {"int8", "alone", "other"}  # "student" was made int8, "again" is "int8"
    for source, name in ((made.path, "int8"), (alone.path, "alone"), (other, "other")):
        figures = measure_model(source, project).figures
        row = rows[name]
        assert row["accuracy"] == figures["accuracy"]
        assert row["ci95"] == figures["ci95"]
        device = row["per_device"][""]
        assert device["ci95"] == figures["device_ci95"][""]
        assert device["too_few"] == (figures["n_clips"] < 10)
    assert rows["alone"]["precision"] == "fp32"
    # one that is not exported yet is as large as it will be
    table = recipes.networks()["cp-mobile-6k"]
    assert rows["alone"]["bytes"] == table["int8_bytes"]
    assert rows["alone"]["macs"] == table["int8_macs"]
    assert rows["alone"]["latency_ms"] is None  # nothing that could be timed was made of it
    for name in ("int8", "other"):
        assert rows[name]["precision"] == "int8"
        assert 0 < rows[name]["latency_ms"] <= rows[name]["latency_p95_ms"]
        assert rows[name]["fp32_latency_ms"] > 0
    tried = {row["name"] for row in answer["networks"] if row["on_file"]}
    assert tried == {"cp-mobile-6k"}
    assert answer["problems"] == []


def test_what_is_known_is_not_measured_again(project: Project, home: Path):
    int8_student(project, "int8", float_student(project).path)
    told: list[Progress] = []
    first = budget(project, monitor=Monitor(told.append))
    assert {"evaluate", "latency"} <= {progress.stage for progress in told}
    told.clear()
    assert budget(project, monitor=Monitor(told.append)) == first
    assert not {"evaluate", "latency"} & {progress.stage for progress in told}
    told.clear()
    budget(project, again=True, monitor=Monitor(told.append))
    assert {"evaluate", "latency"} <= {progress.stage for progress in told}
    kept = json.loads((home / latency.FILE).read_bytes())
    kept["machine"]["cpu"] = "another"
    (home / latency.FILE).write_text(json.dumps(kept), "utf-8")
    told.clear()
    budget(project, monitor=Monitor(told.append))
    assert "latency" in {progress.stage for progress in told}


def test_trials_of_a_search_and_damaged_files_do_not_stand_in_the_way(project: Project):
    search = float_student(project, "search")
    trial = new_run(search.path / "trials" / "000", DistilRecipe(network="cp-mobile-6k"), {})
    project.add_run(trial.path, "distil")
    trial.write_result({"network": "cp-mobile-6k"})
    broken = bundle_file(project.folder / "bundles" / "broken.ascbundle", 3.0)
    broken.write_bytes(broken.read_bytes()[:-7])
    project.add_bundle(broken, None, "broken")
    answer = budget(project)
    assert [row["name"] for row in answer["students"]] == ["search"]
    assert [row["path"] for row in answer["problems"]] == [str(broken)]


def test_limits_say_who_is_within(project: Project):
    small = bundle_file(project.folder / "small.ascbundle", 1.0, bytes=1000, macs=2000)
    large = bundle_file(project.folder / "large.ascbundle", 2.0, bytes=90_000, macs=9000)
    for path in (small, large):
        project.add_bundle(path, None, path.stem)

    def within(limits: Limits) -> list[str]:
        answer = budget(project, limits=limits)
        assert (answer["best"] is None) == (not any(r["within"] for r in answer["students"]))
        return [row["name"] for row in answer["students"] if row["within"]]

    assert within(Limits()) == ["small", "large"]
    assert within(Limits(n_bytes=2000)) == ["small"]
    assert within(Limits(macs=1999)) == []
    assert within(Limits(latency_ms=1e-9)) == []
    assert within(Limits(None, None, 1e9)) == ["small", "large"]
    answer = budget(project, limits=Limits(None, None, 1e9))
    assert not any(row["within"] for row in answer["networks"])  # their latency is not known


def test_the_command(project: Project, capsys: pytest.CaptureFixture[str]):
    int8_student(project, "int8", float_student(project).path)
    float_student(project, "alone")
    words = ["budget", str(project.folder), "--bytes", "100000", "--json"]
    assert main(words) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["limits"] == {"bytes": 100_000, "macs": 30_000_000, "latency_ms": None}
    assert answer["best"] == answer["students"][0]["path"]
    assert main(words[:-1]) == 0
    text = capsys.readouterr().out
    assert "! " in text  # cp-mobile-126k is over 100 kB
    # what is not measured on a file of its own is marked, as the last line says
    marked = {line.split()[-1]: "~" in line for line in text.splitlines()[1:-1]}
    assert (marked["int8"], marked["alone"], marked["cp-mobile-126k"]) == (False, True, True)
    assert "not trained" in text


def test_it_can_be_cancelled(project: Project):
    int8_student(project, "int8", float_student(project).path)
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        budget(project, monitor=monitor)


@pytest.mark.slow
def test_networks_that_nobody_trained_are_timed_once(
    project: Project, home: Path, monkeypatch: pytest.MonkeyPatch
):
    table = recipes.networks()
    few = {name: table[name] for name in ("cp-mobile-6k",)}
    monkeypatch.setattr(recipes, "networks", lambda: few)
    told: list[Progress] = []
    answer = budget(project, networks=True, monitor=Monitor(told.append))
    assert all(row["latency_ms"] > 0 for row in answer["networks"])
    assert len(list((home / "networks").glob("*.onnx"))) == 1
    told.clear()
    # what is there is used without being asked for
    assert budget(project, monitor=Monitor(told.append)) == answer
    assert "networks" not in {progress.stage for progress in told}
