"""A project that was moved, renamed or copied still knows what was made from what."""

import json
import shutil
from pathlib import Path

import pytest

from ml_core.project import Project
from ml_core.runs import RunFolder
from ml_core.stages.beside import taught_and_untaught, teacher_of
from ml_core.stages.budget import budget
from ml_core.stages.measured import lineage, measure_model
from ml_core.stages.precisions import student_of
from tests.stages.test_beside import student
from tests.stages.test_measured import bundle  # noqa: F401 - a fixture


@pytest.fixture
def int8(project: Project, bundle: Path) -> Path:  # noqa: F811
    """An exported run of a taught student; a student without a teacher lies beside them."""
    teacher = RunFolder.create(project.runs_dir / "teacher", "finetune", "", {}).path
    taught = student(project, "taught", teacher=teacher)
    RunFolder(taught).write_result({"scenes": ["hum", "whistle"], "network": "cp-mobile-6k"})
    student(project, "alone")
    run = bundle.parent.parent
    made = RunFolder.create(run, "quantize", "", {"inputs": {"student": str(taught)}})
    made.write_result({"network": "cp-mobile-6k"})
    project.add_run(run, "quantize")
    return run


def require_all_known(project: Project, int8: str) -> None:
    """Every question about descent is answered by runs of this project."""
    runs = project.runs_dir
    assert [run.path for run in lineage(runs / int8, project)] == [
        runs / int8, runs / "taught", runs / "teacher",
    ]  # fmt: skip
    assert teacher_of(runs / int8, project) == runs / "teacher"
    assert student_of(runs / int8).path == runs / "taught"
    assert taught_and_untaught(runs / int8, project) == (runs / "taught", runs / "alone")


@pytest.mark.parametrize("copied", [False, True])
def test_descent_moves_with_the_project(project: Project, int8: Path, copied: bool):
    require_all_known(project, int8.name)
    measured = measure_model(int8, project)
    project.close()
    there = project.folder.with_name("Прое́кт ñ")
    (shutil.copytree if copied else shutil.move)(project.folder, there)
    with Project.open(there) as moved:
        require_all_known(moved, int8.name)
        again = measure_model(moved.runs_dir / int8.name, moved, again=False)
        assert again.figures | {"clips_file": ""} == measured.figures | {"clips_file": ""}
        assert Path(again.figures["clips_file"]).is_relative_to(there)
        assert budget(moved)["problems"] == []  # what was exported is not asked for again


def test_runs_of_earlier_versions_are_found_too(project: Project, int8: Path):
    """They were named by absolute paths."""
    for name, inputs in (("taught", {"teacher": "teacher"}), (int8.name, {"student": "taught"})):
        file = project.runs_dir / name / "provenance.json"
        facts = json.loads(file.read_bytes())
        facts["inputs"] = {key: str(project.runs_dir / run) for key, run in inputs.items()}
        file.write_text(json.dumps(facts))
    require_all_known(project, int8.name)
    project.close()
    there = project.folder.with_name("renamed")
    shutil.move(project.folder, there)
    with Project.open(there) as moved:
        require_all_known(moved, int8.name)


def test_no_absolute_path_of_the_project_is_written(project: Project, int8: Path):
    for file in project.runs_dir.glob("*/provenance.json"):
        assert str(project.folder) not in file.read_text()


def test_a_run_from_elsewhere_keeps_its_place(project: Project, tmp_path: Path):
    elsewhere = RunFolder.create(tmp_path / "other" / "runs" / "teacher", "finetune", "", {}).path
    run = student(project, "taught", teacher=elsewhere)
    project.close()
    moved = project.folder.with_name("moved")
    shutil.move(project.folder, moved)
    facts = RunFolder(moved / "runs" / run.name).provenance
    assert facts["inputs"] == {"teacher": str(elsewhere)}
