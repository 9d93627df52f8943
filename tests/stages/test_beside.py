"""Two embeddings side by side: turned to lie alike, and who is laid beside whom."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascstudio.pages.evaluate.questions import _maps
from ml_core.cli import main
from ml_core.errors import ProjectError, RunError
from ml_core.project import Project
from ml_core.runs import RunFolder
from ml_core.stages.beside import lay_beside, taught_and_untaught, teacher_of, turned_like
from tests.stages.test_measured import answer, bundle  # noqa: F401 - a fixture

STUDENT = 'stage = "distil"\nnetwork = "cp-mobile-6k"\nhead = "linear"\nfront_end = ""\n'


@settings(max_examples=30, deadline=None)
@given(st.floats(0, 2 * np.pi), st.booleans(), st.integers(0, 1000))
def test_a_map_that_was_only_turned_lies_as_before(angle: float, mirrored: bool, seed: int):
    places = np.random.default_rng(seed).normal(size=(20, 2))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    turned = places @ turn * ([1, -1] if mirrored else [1, 1])
    found = turned_like(places, turned)
    assert found == pytest.approx(places, abs=1e-9)
    other = np.random.default_rng(seed + 1).normal(size=(20, 2))
    kept = turned_like(places, other)  # distances stay, whatever it is turned to
    assert np.linalg.norm(kept - kept[0], axis=1) == pytest.approx(
        np.linalg.norm(other - other[0], axis=1)
    )
    assert ((kept - places) ** 2).sum() <= ((other - places) ** 2).sum() + 1e-9


def test_both_sides_hold_the_same_clips(project: Project, bundle: Path):  # noqa: F811
    run = bundle.parent.parent
    found = lay_beside(run, bundle, project, split="train")
    n = len(project.clips(split="train"))
    assert found["n_clips"] == len(found["segment_ids"]) == len(found["scenes"]) == n
    left, right = found["left"], found["right"]
    assert np.allclose(left["points"], right["points"])  # the same file under two names
    assert np.abs(left["points"]).max() <= 1
    assert left["geometry"] == right["geometry"]
    few = lay_beside(run, bundle, project, split="train", most=4)
    assert few["n_clips"] == 4
    assert set(few["segment_ids"]) <= set(found["segment_ids"])
    assert lay_beside(run, bundle, project, split="train", layout="tsne")["n_clips"] == n
    with pytest.raises(ProjectError, match="too few for a map"):
        lay_beside(run, bundle, project, split="nowhere")


def student(project: Project, name: str, recipe: str = STUDENT, **inputs: object) -> Path:
    facts = {"inputs": {key: str(value) for key, value in inputs.items()}}
    run = RunFolder.create(project.runs_dir / name, "distil", recipe, facts)
    project.add_run(run.path, "distil")
    run.write_result({"scenes": ["hum", "whistle"]})
    return run.path


def test_the_teacher_and_the_student_without_one_are_found(project: Project):
    teacher = RunFolder.create(project.runs_dir / "teacher", "finetune", "", {}).path
    taught = student(project, "taught", teacher=teacher)
    int8 = RunFolder.create(
        project.runs_dir / "int8", "quantize", "", {"inputs": {"student": str(taught)}}
    ).path
    assert teacher_of(int8, project) == teacher
    student(project, "larger", STUDENT.replace("6k", "12k"))
    assert taught_and_untaught(int8, project) is None
    alone = student(project, "alone")
    assert taught_and_untaught(int8, project) == (taught, alone)
    assert taught_and_untaught(alone, project) is None
    with pytest.raises(RunError, match='teacher of "alone" is not known'):
        teacher_of(alone, project)


def test_the_command_keeps_the_maps_in_the_run(project: Project, bundle: Path, capsys):  # noqa: F811
    run = bundle.parent.parent
    found = answer(capsys, "beside", run, project.folder, "--against", bundle)
    kept = json.loads(Path(found["maps_file"]).read_bytes())
    assert Path(found["maps_file"]).parent == run / "evaluation"
    assert len(kept["left"]["points"]) == found["n_clips"]
    assert "points" not in found["left"]
    assert main(["beside", str(run), str(project.folder)]) == 1
    assert "--against" in capsys.readouterr().err


def test_where_nothing_can_be_kept_the_maps_are_in_the_answer(
    project: Project,
    bundle: Path,  # noqa: F811
    capsys,
):
    run = bundle.parent.parent
    shutil.rmtree(run / "evaluation", ignore_errors=True)
    (run / "evaluation").write_bytes(b"")  # no folder
    try:
        found = answer(capsys, "beside", run, project.folder, "--against", bundle)
    finally:
        (run / "evaluation").unlink()
    assert found["maps_file"] is None
    assert len(found["maps"]["left"]["points"]) == found["n_clips"]
    assert len(_maps(found).left.points) == found["n_clips"]
